"""The page as people run it: ``dagster dev`` publishes an article that is dropped in, and takes back one that goes.

A real server on a free port, in a process group of its own that is ended with everything it started.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pyarrow.parquet as pq
import pytest

from tests.pipeline.conftest import ARTICLE

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60
START_SECONDS = 120


class Dev:
    """``dagster dev`` over a folder of sources, its output and its history in a folder of the test's own."""

    def __init__(self, folder: Path, sources: Path) -> None:
        self.folder = folder
        self.output = folder / "output"
        self.home = folder / "home"
        self.home.mkdir(exist_ok=True)
        (self.home / "dagster.yaml").write_bytes((ROOT / "dagster.yaml").read_bytes())
        self.port = free_port()
        self.log = (folder / "dev.log").open("ab")
        self.process = subprocess.Popen(
            [str(Path(sys.executable).parent / "dagster"), "dev", "--host", "127.0.0.1", "--port", str(self.port)],
            cwd=ROOT,
            env=os.environ
            | {"DAGSTER_HOME": str(self.home), "SPACECOOP_SOURCES": str(sources), "SPACECOOP_OUTPUT": str(self.output)},
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def answers(self) -> bool:
        with suppress(OSError), urlopen(f"http://127.0.0.1:{self.port}/server_info", timeout=5) as page:
            return page.status == 200
        return False

    def documents(self) -> list[str]:
        with suppress(FileNotFoundError):
            rows = pq.read_table(self.output / "latest" / "tables" / "documents.parquet", columns=["document_id"])
            return rows.column("document_id").to_pylist()
        return []

    def wait(self, what: str, holds: Callable[[], bool], seconds: float) -> float:
        began = time.monotonic()
        while not holds():
            waited = time.monotonic() - began
            assert self.process.poll() is None, f"dagster dev ended\n{self.words()}"
            assert waited < seconds, f"after {waited:.0f} s not: {what}\n{self.words()}"
            time.sleep(0.2)
        return time.monotonic() - began

    def words(self) -> str:
        return (self.folder / "dev.log").read_text(encoding="utf-8", errors="replace")[-4000:]

    def stop(self) -> None:
        """Ask the whole group to end, then make it."""
        for ask in (signal.SIGINT, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, ask)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(15)
        deadline = time.monotonic() + 15
        while group_lives(self.process.pid) and time.monotonic() < deadline:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            time.sleep(0.1)
        self.log.close()


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def dev(tmp_path: Path, sources: Path) -> Iterator[Dev]:
    running = Dev(tmp_path, sources)
    try:
        yield running
    finally:
        running.stop()
        assert not group_lives(running.process.pid)


@pytest.mark.timeout(600)
def test_an_article_that_is_dropped_in_is_published_and_one_that_goes_is_taken_back(dev: Dev, sources: Path) -> None:
    dev.wait("the page answers", dev.answers, START_SECONDS)
    dev.wait("the first release", lambda: len(dev.documents()) == 2, START_SECONDS)
    new = sources / "wire" / "dropped.txt"
    new.write_text(ARTICLE.replace("third", "ninth"), encoding="utf-8")
    came = dev.wait("the new article is published", lambda: "wire/dropped.txt" in dev.documents(), SECONDS)
    new.unlink()
    went = dev.wait("the removed article is gone", lambda: "wire/dropped.txt" not in dev.documents(), SECONDS)
    print(f"published after {came:.1f} s, taken back after {went:.1f} s")
    assert len(dev.documents()) == 2
    assert b" - DEBUG - " not in (dev.folder / "dev.log").read_bytes()
