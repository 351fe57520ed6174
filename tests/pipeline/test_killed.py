"""A run that is killed leaves nothing behind that harms the next: no process, no lock, no half release."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.pipeline.conftest import Run
from tests.pipeline.test_dev import group_lives
from tests.pipeline.test_run import digests

ROOT = Path(__file__).resolve().parents[2]


def test_a_killed_run_leaves_no_process_and_the_next_publishes_the_same(
    run: Run, sources: Path, tmp_path: Path
) -> None:
    whole = run("whole")
    output = tmp_path / "output"
    process = subprocess.Popen(
        [sys.executable, "-m", "pipelines", "run", "--sources", str(sources), "--output", str(output)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for((output / ".work" / "tables" / "articles.arrow").is_file, 60)
        # The run alone is killed, not its group: the processes beside it have to notice by themselves.
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)
        wait_for(lambda: not group_lives(process.pid), 30)
    finally:
        if group_lives(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
    assert len(list((output / ".work" / "runs").iterdir())) == 1
    assert not (output / "latest").exists()
    after = run("output")
    assert after.version == whole.version
    assert digests(output / "latest") == digests(tmp_path / "whole" / "latest")
    assert list((output / ".work" / "runs").iterdir()) == []


def wait_for(holds: object, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.02)
