"""What merging worked out is there for the next run of the same engine, and never in the way of one."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from assets import made_by
from assets.settings import Settings
from assets.worked_out import WorkedOut

ROWS = pa.table({"key": ["a"], "value": [1]})


def opened(tmp_path: Path, *, anew: bool = False) -> WorkedOut:
    given = Settings(sources=tmp_path / "sources", output=tmp_path / "output", workers=1, anew=anew)
    return WorkedOut.open(given, pytest.fail)


def test_what_was_kept_is_there_again_for_the_same_engine(tmp_path: Path) -> None:
    opened(tmp_path)["names"] = ROWS
    assert opened(tmp_path)["names"].equals(ROWS)
    assert list(opened(tmp_path)) == ["names"]
    assert opened(tmp_path).get("other") is None


def test_another_engine_and_a_run_anew_know_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(tmp_path)["names"] = ROWS
    assert not opened(tmp_path, anew=True)
    opened(tmp_path)["names"] = ROWS
    monkeypatch.setattr(made_by, "merging", lambda: "another")
    assert not opened(tmp_path)
    monkeypatch.undo()
    assert not opened(tmp_path)


@pytest.mark.parametrize("spoilt", [b"", b"ARROW1", b"\0" * 4_000])
def test_a_file_that_cannot_be_read_is_as_if_it_were_not_there(tmp_path: Path, spoilt: bytes) -> None:
    kept = opened(tmp_path)
    kept["names"] = ROWS
    (kept.folder / "names.arrow").write_bytes(spoilt)
    assert kept.get("names") is None
    kept["names"] = ROWS
    assert kept["names"].equals(ROWS)


def test_a_folder_that_cannot_be_written_is_told_and_hurts_nobody(tmp_path: Path) -> None:
    told: list[str] = []
    kept = WorkedOut(tmp_path / "merged", told.append)
    (tmp_path / "merged").write_text("no folder")
    kept["names"] = ROWS
    assert kept.get("names") is None
    assert "could not be kept" in told[0]
