"""One writer at a time: a second waits, a killed one frees the lock, and its run is told from a living one."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

import assets.mentions
import pipelines.resources
from pipelines.__main__ import main
from pipelines.liveness import alive, bury_dead, living
from pipelines.lock import LockLostError, only_writer, taken
from tests.pipeline.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys, time
from pathlib import Path
import pipelines.resources
from pipelines.__main__ import main
from pipelines.liveness import alive
from pipelines.lock import only_writer
with alive(Path(sys.argv[1]) / ".work", sys.argv[2]), only_writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(output: Path, run_id: str = "dead") -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(output), run_id], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_waits_and_says_so_once(tmp_path: Path) -> None:
    process = holder(tmp_path)
    said: list[float] = []

    def waiting() -> None:
        said.append(time.monotonic())
        process.kill()

    with only_writer(tmp_path, waiting=waiting):
        assert len(said) == 1
    process.wait()


def test_a_killed_writer_frees_the_lock(tmp_path: Path) -> None:
    process = holder(tmp_path)
    with (tmp_path / ".lock").open("a") as file:
        assert not taken(file)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert taken(file)


def test_a_writer_that_ends_leaves_the_lock_free(tmp_path: Path) -> None:
    for _ in range(2):
        with only_writer(tmp_path):
            pass


def test_who_removes_the_lock_is_noticed_by_its_holder_and_the_next_waits_for_nobody(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with only_writer(output) as assert_held:
        assert_held()
        shutil.rmtree(output)
        with pytest.raises(LockLostError, match=r"output was removed .* run it again\."):
            assert_held()
        with only_writer(output, waiting=lambda: pytest.fail("it waits")) as other:
            other()
            with pytest.raises(LockLostError):
                assert_held()


def test_a_lock_that_is_removed_while_another_waits_for_it_is_taken_anew(tmp_path: Path) -> None:
    with only_writer(tmp_path), only_writer(tmp_path, waiting=(tmp_path / ".lock").unlink) as assert_held:
        assert_held()


def test_an_output_that_is_removed_in_the_middle_of_a_run_is_told_and_the_next_run_publishes(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = assets.mentions.extract_all

    def removed(*given: Any) -> object:
        shutil.rmtree(tmp_path / "output")
        return sound(*given)

    with monkeypatch.context() as patch:
        patch.setattr(assets.mentions, "extract_all", removed)
        built = run()
    assert not built.is_published
    assert run().is_published


def test_a_living_run_is_told_from_a_dead_one(tmp_path: Path) -> None:
    work = tmp_path / ".work"
    process = holder(tmp_path)
    assert living(work) == ["dead"]
    with dg.DagsterInstance.ephemeral() as instance:
        assert bury_dead(work, instance) == []
        assert living(work) == ["dead"]
        process.kill()
        process.wait()
        assert living(work) == []
        assert bury_dead(work, instance) == []
    assert list((work / "runs").iterdir()) == []


def test_a_run_that_ends_leaves_no_trace(tmp_path: Path) -> None:
    with alive(tmp_path, "one"):
        assert (tmp_path / "runs" / "one").is_file()
    assert list((tmp_path / "runs").iterdir()) == []


def test_a_run_that_waits_for_another_says_so(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    process = holder(tmp_path / "output")
    ask = pipelines.resources._say_waiting

    def let_go(context: dg.InitResourceContext) -> None:
        ask(context)
        process.kill()

    monkeypatch.setattr(pipelines.resources, "_say_waiting", let_go)
    assert main(["run", "--sources", str(sources), "--output", str(tmp_path / "output"), "--workers", "1"]) == 0
    process.wait()
    assert "waiting until it has ended" in " ".join(capsys.readouterr().out.split())
