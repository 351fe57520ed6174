"""A run's whole process group is killed at random moments; a plain run then publishes what one never killed does."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.pipeline.conftest import ARTICLE, Run
from tests.pipeline.test_dev import group_lives
from tests.pipeline.test_run import digests

ROOT = Path(__file__).resolve().parents[2]
SEED = int(os.environ.get("SPACECOOP_KILL_SEED", str(time.time_ns() % 1_000_000)))
KILLS = int(os.environ.get("SPACECOOP_KILLS", "4"))
# What differs from a build into an empty folder, since it depends on the release before.
DIFFS = ("CHANGES.md", "changes.json")


@pytest.mark.timeout(600)
def test_killed_at_random_moments_the_next_run_publishes_the_same(run: Run, sources: Path, tmp_path: Path) -> None:
    print(f"SPACECOOP_KILL_SEED={SEED}")
    chance = random.Random(SEED)
    run("output")
    for i in range(3):
        (sources / "wire" / f"{i}.txt").write_text(ARTICLE.replace("third", f"{i + 5}th"), encoding="utf-8")
    began = time.monotonic()
    whole = run("whole")
    length = time.monotonic() - began
    before = digests(tmp_path / "output" / "latest")
    after = digests(tmp_path / "whole" / "latest")
    for _ in range(KILLS):
        began_work = killed(sources, tmp_path / "output", chance.uniform(0, 1.5 * length))
        there = digests(tmp_path / "output" / "latest")
        assert there == before or same(there, after), f"SPACECOOP_KILL_SEED={SEED}: half a release, {began_work}"
    built = run("output")
    assert built.faults == (), f"SPACECOOP_KILL_SEED={SEED}"
    assert (built.version or built.unchanged) == whole.version, f"SPACECOOP_KILL_SEED={SEED}"
    assert same(digests(tmp_path / "output" / "latest"), after), f"SPACECOOP_KILL_SEED={SEED}"
    assert list((tmp_path / "output" / ".work" / "runs").iterdir()) == []


def same(one: dict[str, str], other: dict[str, str]) -> bool:
    return one.keys() == other.keys() and all(one[name] == other[name] for name in one if name not in DIFFS)


def killed(sources: Path, output: Path, seconds: float) -> str:
    """Run everything in a process group of its own and kill the group so long after its work began."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pipelines", "run", "--sources", str(sources), "--output", str(output)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 60
        while process.poll() is None and not list((output / ".work" / "runs").glob("[!.]*")):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
        while group_lives(process.pid):
            time.sleep(0.02)
    return f"killed {seconds:.2f} s after it began, ended with {process.returncode}"
