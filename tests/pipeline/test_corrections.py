"""``sources/corrections.toml`` is no article, is seen by whatever decides on a run, and its faults are told in the release."""

from __future__ import annotations

import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from assets import unchanged
from assets.sight import look
from spacecoop.document.listing import list_sources
from tests.pipeline.conftest import Run

RULING = '[[wrong]]\nclaim = "{}"\nreason = "The hall holds forty."\ndate = 2026-03-01\n'


def rows(output: Path, table: str) -> list[dict]:
    return pq.read_table(output / "latest" / "tables" / f"{table}.parquet").to_pylist()


def test_an_edit_makes_a_new_release_and_taking_it_back_the_old_one(
    run: Run, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unchanged, "SETTLED_SECONDS", -1)
    output = tmp_path / "output"
    first = run()
    claim = next(c for c in rows(output, "conference_claims") if c["attribute"] == "attendees" and c["chosen"])
    (sources / "corrections.toml").write_text(RULING.format(claim["claim_id"]), encoding="utf-8")
    second = run()
    assert second.is_published
    assert second.version != first.version
    assert all(check.passed for check in second.checks)
    (row,) = [c for c in rows(output, "conferences") if c["conference_id"] == claim["conference_id"]]
    assert (row["attendees_low"], row["ruling"]) == (None, "2026-03-01 claim is wrong: The hall holds forty.")
    assert "changed: correction" in (output / "latest" / "CHANGES.md").read_text(encoding="utf-8")
    assert run().unchanged == second.version
    (sources / "corrections.toml").unlink()
    assert run().version == first.version


def test_faults_are_rows_of_problems_and_the_run_goes_on(run: Run, sources: Path, tmp_path: Path) -> None:
    said = RULING.format("f" * 20) + RULING.format("x") + "\n[[wrongs]]\n"
    (sources / "corrections.toml").write_text(said, encoding="utf-8")
    assert run().is_published
    assert [(r["source"], r["problem"]) for r in rows(tmp_path / "output", "problems")] == [
        ("corrections.toml", "bad_correction"),
        ("corrections.toml#wrong-1", "idle_correction"),
        ("corrections.toml#wrong-2", "bad_correction"),
    ]


def test_it_is_no_source_and_no_sidecar_but_only_at_the_root(sources: Path) -> None:
    before = list_sources(sources)
    (sources / "corrections.toml").write_text("", encoding="utf-8")
    now = list_sources(sources)
    assert (now.names, now.problems) == (before.names, before.problems)
    (sources / "wire" / "corrections.toml").write_text("", encoding="utf-8")
    assert [p.problem for p in list_sources(sources).problems] == ["sidecar_alone"]


def test_the_sensor_sees_it_change(sources: Path) -> None:
    before = look(sources, time.time()).digest
    (sources / "corrections.toml").write_text("", encoding="utf-8")
    assert look(sources, time.time()).digest != before


def test_one_that_leads_out_of_the_sources_is_not_read(run: Run, sources: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.toml").write_text("[[wrongs]]", encoding="utf-8")
    (sources / "corrections.toml").symlink_to(tmp_path / "elsewhere.toml")
    assert run().is_published
    assert [r["problem"] for r in rows(tmp_path / "output", "problems")] == ["link_outside"]
