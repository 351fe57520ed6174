"""What a run costs when everything is new, nothing changed, or one article was added, edited or removed.

Each case is ``python -m pipelines run`` in a process of its own over synthetic articles; processor time counts the run
and the processes beside it, since machines are shared. Peak memory is that of all of them together, shared pages once.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import synthetic

ROOT = Path(__file__).resolve().parents[1]
LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Cost:
    """One run: seconds by the clock and by the processors, and the most memory held at once."""

    case: str
    documents: int
    seconds: float
    processor_seconds: float
    peak_megabytes: float
    load: float


def run(case: str, sources: Path, output: Path, documents: int, *more: str) -> Cost:
    """Run the pipeline and watch it."""
    began = time.perf_counter()
    words = [sys.executable, "-m", "pipelines", "run", "--sources", str(sources), "--output", str(output), *more]
    process = subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    peak = 0
    ticks: dict[int, int] = {}
    while process.poll() is None:
        alive = list(_group(process.pid))
        peak = max(peak, sum(_own_bytes(pid) for pid in alive))
        ticks |= {pid: spent for pid in alive if (spent := _ticks(pid))}
        time.sleep(LOOK_SECONDS)
    if process.returncode != 0:
        said = process.stderr.read().decode(errors="replace") if process.stderr else ""
        raise RuntimeError(f"{case}: the run ended with {process.returncode}\n{said[-2000:]}")
    seconds, spent = time.perf_counter() - began, sum(ticks.values()) / os.sysconf("SC_CLK_TCK")
    return Cost(case, documents, round(seconds, 1), round(spent, 1), round(peak / 1e6), round(os.getloadavg()[0], 1))


def _group(leader: int) -> Iterator[int]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                if os.getpgid(int(entry.name)) == leader:
                    yield int(entry.name)


def _own_bytes(pid: int) -> int:
    """A process's share of memory: pages that several hold are divided among them."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _ticks(pid: int) -> int:
    """Clock ticks that a process itself has spent, in its own code and in the system's for it."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
    return 0


def cases(
    sources: Path, count: int, seed: int, gathered: int
) -> Iterator[tuple[str, Callable[[], object], tuple[str, ...]]]:
    """Every case with what is done to the sources before it."""
    new = synthetic.article(count, seed)
    file = sources / new.planted.name
    lines = sources / "gathered" / "0001.jsonl"

    def edit() -> None:
        file.write_text(file.read_text(encoding="utf-8").replace("countries", "states"), encoding="utf-8")

    def append() -> None:
        with lines.open("a", encoding="utf-8") as more:
            more.write(json.dumps({"text": synthetic.article(count + 1, seed).content}) + "\n")

    yield "first build", lambda: synthetic.write(sources, count, seed, gathered), ()
    yield "nothing changed", lambda: None, ()
    yield "one added", lambda: synthetic.put(sources, new), ()
    yield "one edited", edit, ()
    yield "one removed", file.unlink, ()
    if count > synthetic.LINES and gathered > 1:
        yield f"one more among {synthetic.LINES} lines", append, ()
    yield "engine version changed", lambda: None, ("--anew",)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[2_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--gathered", type=int, default=9, metavar="N", help="of ten thousands, in files of JSON lines")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    for count in given.documents:
        with tempfile.TemporaryDirectory() as folder:
            sources = Path(folder) / "sources"
            for case, prepare, more in cases(sources, count, given.seed, given.gathered):
                prepare()
                time.sleep(4)  # files that were written to just now are not taken on trust
                cost = run(case, sources, Path(folder) / "output", count, *more)
                if given.json:
                    print(json.dumps(asdict(cost)), flush=True)
                else:
                    print(
                        f"{cost.documents:>7} {cost.case:24} {cost.seconds:>8.1f} s {cost.processor_seconds:>8.1f} s "
                        f"of processor {cost.peak_megabytes:>6.0f} MB  (load {cost.load})",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
