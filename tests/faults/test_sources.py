"""Sources that go while they are read, and workers that die: told in ``problems`` or done again, never lost."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import assets.sources
from assets import mentions
from tests.pipeline.conftest import ARTICLE, Run


def published(output: Path, table: str, column: str) -> list[str]:
    return pq.read_table(output / "latest" / "tables" / f"{table}.parquet").column(column).to_pylist()


def test_a_source_deleted_between_listing_and_reading_is_told_and_the_others_are_published(
    run: Run, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = assets.sources.manifest

    def listed(*given: object) -> object:
        found = sound(*given)
        (sources / "wire" / "workshop.txt").unlink()
        return found

    with monkeypatch.context() as patch:
        patch.setattr(assets.sources, "manifest", listed)
        assert run().is_published
    assert published(tmp_path / "output", "documents", "document_id") == ["notes/malindi.md"]
    assert published(tmp_path / "output", "problems", "source") == ["wire/workshop.txt"]
    assert run().is_published
    assert published(tmp_path / "output", "problems", "source") == []


def dies(_: object) -> None:
    os._exit(9)


def test_a_worker_that_dies_fails_the_run_and_the_next_one_publishes(
    run: Run, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    before = (tmp_path / "output" / "latest").readlink()
    for i in range(4):
        (sources / "wire" / f"{i}.txt").write_text(ARTICLE.replace("third", f"{i + 5}th"), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(mentions, "WORTH_A_POOL", 0)
        patch.setattr(mentions, "CHARACTERS_A_PIECE", 900)
        patch.setattr(mentions, "extract_piece", dies)
        built = run(workers=2)
    assert not built.is_published
    assert any("process" in fault for fault in built.faults), built.faults
    assert (tmp_path / "output" / "latest").readlink() == before
    assert run().rows["documents"] == 6
