"""A run's whole process group is killed at random moments; a plain run then publishes what one never killed does.

``SPACECOOP_KILLS`` says how often, ``SPACECOOP_KILL_SEED`` repeats the moments of a test that failed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from tests.pipeline.conftest import ARTICLE, Run
from tests.pipeline.test_dev import group_lives
from tests.pipeline.test_run import digests

ROOT = Path(__file__).resolve().parents[2]
SEED = int(os.environ.get("SPACECOOP_KILL_SEED", str(time.time_ns() % 1_000_000)))
KILLS = int(os.environ.get("SPACECOOP_KILLS", "20"))
# Outputs that suffer side by side, each its share of the kills one after the other.
WORLDS = 2
# Side by side runs take longer than the one that was measured.
SLOWER = 1.4


class World:
    """An output in which something is published, and sources that have grown since."""

    def __init__(self, sources: Path, before: Path, output: Path) -> None:
        self.sources, self.before, self.output = sources, before, output
        self.told: list[str] = []
        self.anew()

    def anew(self) -> None:
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.copytree(self.before, self.output, symlinks=True)

    def published(self) -> dict[str, str]:
        return digests(self.output / "latest")

    def run(self, seconds: float | None = None) -> float | None:
        """How long a run worked; with ``seconds``, null when its group was killed so long after its work began."""
        process = subprocess.Popen(
            [sys.executable, "-m", "pipelines", "run", "--sources", str(self.sources), "--output", str(self.output)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            before = set((self.output / ".work" / "runs").glob("*"))
            deadline = time.monotonic() + 120
            while process.poll() is None and set((self.output / ".work" / "runs").glob("[!.]*")) <= before:
                assert time.monotonic() < deadline
                time.sleep(0.01)
            began = time.monotonic()
            with suppress(subprocess.TimeoutExpired):
                process.wait(120 if seconds is None else seconds)
                assert process.returncode == 0, self.told
                return time.monotonic() - began
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)
            while group_lives(process.pid):
                time.sleep(0.02)
        assert seconds is not None
        return None

    def suffer(
        self, kills: int, seconds: float, chance: random.Random, before: dict[str, str], after: dict[str, str]
    ) -> None:
        """Be killed so many times; a run that ended before it was killed does not count."""
        while kills:
            moment = chance.uniform(0, seconds)
            was_killed = self.run(moment) is None
            kills -= was_killed
            self.told.append(f"{'killed' if was_killed else 'not killed'} at {moment:.3f} s")
            there = self.published()
            assert there in (before, after), f"half a release, {self.told}"
            if there == after:
                self.anew()
        assert self.run() is not None
        assert self.published() == after, self.told
        assert list((self.output / ".work" / "runs").iterdir()) == [], self.told
        assert list((self.output / ".work").glob("release-*")) == [], self.told


@pytest.mark.timeout(1800)
def test_killed_at_random_moments_the_next_run_publishes_the_same(run: Run, sources: Path, tmp_path: Path) -> None:
    print(f"SPACECOOP_KILL_SEED={SEED}")
    chance = random.Random(SEED)
    run("before")
    for i in range(3):
        (sources / "wire" / f"{i}.txt").write_text(ARTICLE.replace("third", f"{i + 5}th"), encoding="utf-8")
    spared = World(sources, tmp_path / "before", tmp_path / "spared")
    before = spared.published()
    length = spared.run()
    assert length is not None
    after = spared.published()
    assert before != after
    worlds = [World(sources, tmp_path / "before", tmp_path / f"world-{i}") for i in range(WORLDS)]
    shares = [len(range(i, KILLS, WORLDS)) for i in range(WORLDS)]
    with ThreadPoolExecutor(WORLDS) as pool:
        ended = [
            pool.submit(world.suffer, share, length * SLOWER, random.Random(chance.random()), before, after)
            for world, share in zip(worlds, shares, strict=True)
        ]
    for world in ended:
        world.result()
    print(*(words for world in worlds for words in world.told), sep="\n")
