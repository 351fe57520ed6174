"""Merging in a process of its own: the same release to the byte, and a plain word when that process dies or raises."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assets import merging
from tests.faults.deadly import dies_merging, raises_merging
from tests.pipeline.conftest import Run
from tests.pipeline.test_run import digests


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """However little there is, another process merges it."""
    monkeypatch.setattr(merging, "WORTH_A_PROCESS", 0)
    return monkeypatch


def test_the_release_is_the_same_in_a_process_of_its_own(run: Run, tmp_path: Path, apart: pytest.MonkeyPatch) -> None:
    with apart.context() as alone:
        alone.setattr(merging, "WORTH_A_PROCESS", 1 << 40)
        version = run("here").version
    assert version
    assert run("apart").version == version
    assert digests(tmp_path / "here" / "latest") == digests(tmp_path / "apart" / "latest")


@pytest.mark.parametrize(
    ("work", "told"),
    [(dies_merging, "was killed, mostly that is for want of memory"), (raises_merging, "no room left")],
)
def test_a_process_that_dies_or_raises_is_told_plainly_and_the_next_run_publishes(
    run: Run, sources: Path, tmp_path: Path, apart: pytest.MonkeyPatch, work: object, told: str
) -> None:
    first = run().version
    before = digests(tmp_path / "output" / "latest")
    shutil.copy(sources / "notes" / "malindi.md", sources / "notes" / "again.md")
    with apart.context() as broken:
        broken.setattr(merging, "write_aside", work)
        built = run()
    assert built.version is None
    (fault,) = built.faults
    assert fault.startswith("facts: ")
    assert told in fault
    assert "Traceback" not in fault
    assert digests(tmp_path / "output" / "latest") == before
    assert run().version not in (None, first)
