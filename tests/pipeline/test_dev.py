"""The page as people run it: ``dagster dev`` publishes an article that is dropped in, and takes back one that goes.

A real server on a free port, in a process group of its own that is ended with everything it started.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pyarrow.parquet as pq
import pytest

from pipelines.liveness import living
from tests.pipeline.conftest import ARTICLE
from tests.pipeline.test_run import digests

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

    def running(self) -> list[str]:
        """Identifiers of the runs that write to the output, or wait to."""
        return living(self.output / ".work")

    def ask(self, query: str, **variables: object) -> dict[str, Any]:
        """What the page's own interface answers."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        where = f"http://127.0.0.1:{self.port}/graphql"
        with urlopen(Request(where, body, {"Content-Type": "application/json"}), timeout=30) as answer:
            return json.load(answer)["data"]

    def status(self, run_id: str) -> str:
        said = self.ask("query Q($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }", id=run_id)
        return said["runOrError"]["status"]

    def kill(self) -> None:
        """End everything at once, without a word."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(15)
        while group_lives(self.process.pid):
            time.sleep(0.05)
        self.log.close()

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


def cancelled(dev: Dev) -> bool:
    """Cancel the run under way as the page does, and tell whether it ended cancelled.

    Dagster ends a run by raising from a signal; where that falls into a finaliser Python drops it, and the run ends
    as if nobody had asked.
    """
    (run_id,) = dev.running()
    assert dev.ask(CANCEL, id=run_id)["terminateRun"]["__typename"] == "TerminateRunSuccess"
    dev.wait("no run is under way", lambda: dev.running() == [], SECONDS)
    dev.wait("the run has ended", lambda: dev.status(run_id) in {"CANCELED", "SUCCESS"}, SECONDS)
    return dev.status(run_id) == "CANCELED"


CANCEL = "mutation M($id: String!) { terminateRun(runId: $id) { __typename } }"


@pytest.mark.timeout(900)
def test_killed_in_a_run_and_cancelled_in_the_next_it_publishes_what_is_dropped_after(
    tmp_path: Path, sources: Path
) -> None:
    def drop(name: str) -> None:
        (sources / "wire" / f"{name}.txt").write_text(ARTICLE.replace("third", name), encoding="utf-8")

    first = Dev(tmp_path, sources)
    try:
        first.wait("the first release", lambda: len(first.documents()) == 2, START_SECONDS)
        before = digests(first.output / "latest")
        drop("fourth")
        first.wait("a run lives", lambda: first.running() != [], SECONDS)
    finally:
        first.kill()
    assert digests(first.output / "latest") == before
    again = Dev(tmp_path, sources)
    try:
        again.wait("the page answers", again.answers, START_SECONDS)
        drop("fifth")
        names = {"wire/fourth.txt", "wire/fifth.txt"}
        came = again.wait("both articles are published", lambda: names <= set(again.documents()), SECONDS)
        again.wait("no run is under way", lambda: again.running() == [], SECONDS)
        for name in ("sixth", "seventh", "eighth"):
            before = digests(again.output / "latest")
            drop(name)
            again.wait("a run lives", lambda: again.running() != [], SECONDS)
            if cancelled(again):
                break
            assert f"wire/{name}.txt" in again.documents()
        else:
            raise AssertionError(f"no run was cancelled in three tries\n{again.words()}")
        assert digests(again.output / "latest") == before
        drop("ninth")
        after = again.wait("the next is published", lambda: "wire/ninth.txt" in again.documents(), SECONDS)
        assert f"wire/{name}.txt" in again.documents()
    finally:
        again.stop()
    print(f"published {came:.1f} s after it was dropped beside a killed run, {after:.1f} s after a cancelled one")


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
