"""What the checks said is kept for the release, in one order, for as long as the tables stand that it is about."""

from __future__ import annotations

from pathlib import Path

from expectations.kept import forget, keep, kept
from expectations.outcome import CHECKS, FailingRow, Outcome, Verdict
from spacecoop.tables import TABLES
from tests.pipeline.conftest import Run

ROW = FailingRow("date_id=1", "May \ud800", "value=x")
ODD = Outcome("dates", "a_rule", "It holds.", "warning", looked_at=9, failing=1, rows=(ROW,), note="Seen: 1")


def test_every_check_of_a_run_is_kept_with_the_rows_it_looked_at(run: Run, tmp_path: Path) -> None:
    first, second = run("one"), run("two")
    verdicts = kept(tmp_path / "one" / ".work")
    assert [(v.table, v.check) for v in verdicts] == [(table, check) for table in TABLES for check in CHECKS]
    assert all(o.looked_at == first.rows[v.table] for v in verdicts for o in v.outcomes)
    assert sum(len(v.outcomes) for v in verdicts) == sum(c.rules for c in second.checks)
    assert kept(tmp_path / "two" / ".work") == verdicts


def test_a_verdict_is_read_back_as_it_was_until_its_table_changes(tmp_path: Path) -> None:
    said = [Verdict(table, check, (ODD,)) for table, check in (("ties", "rules"), ("dates", "rules"))]
    for verdict in said:
        keep(tmp_path, verdict)
    assert kept(tmp_path) == (said[1], said[0])
    forget(tmp_path, "dates")
    assert kept(tmp_path) == (said[0],)


def test_a_table_that_is_built_again_has_no_verdict_until_it_is_checked(run: Run, tmp_path: Path) -> None:
    from dagster import AssetKey, build_output_context

    from pipelines.resources import WorkTables, read_table, settings

    run()
    given = settings(output=str(tmp_path / "output"))
    rows = read_table(given, AssetKey("ties"))
    WorkTables(settings=given).handle_output(build_output_context(asset_key=AssetKey("ties")), rows)  # type: ignore[arg-type]
    assert {v.table for v in kept(given.work)} == set(TABLES) - {"ties"}
