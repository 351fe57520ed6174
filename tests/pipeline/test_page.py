"""``validation/`` of a release: what every table was held against, and what is odd, for people and for programs."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import dagster as dg
import pytest

from expectations import page
from expectations.kept import kept
from expectations.outcome import FailingRow, Outcome, Verdict
from pipelines.checking import Checking
from pipelines.definitions import build_defs
from spacecoop.publish.contents import VALIDATION, VALIDATION_PAGE
from spacecoop.publish.verify import verify
from spacecoop.tables import TABLES
from tests.pipeline.conftest import Run

HOSTILE = "</td><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 * 7 }} \ud800"
ODD = Outcome(
    "dates", "end_not_late", "The end is not late.", "warning", 90, 30,
    tuple(FailingRow(f"date_id={i}", HOSTILE, "end_date=2090-01-01") for i in range(20)),
)  # fmt: skip
VERDICTS = (
    Verdict("dates", "declaration", (
        Outcome("dates", "table_columns_to_match_ordered_list", "The columns are those.", "error", 90, 0),
        Outcome("dates", "kind: be_of_type", "The type is str.", "error", 90, 0),
        Outcome("dates", "kind: not_be_null", "It is never null.", "error", 90, 0),
    )),
    Verdict("dates", "rules", (ODD, Outcome("dates", "other", "It holds.", "error", 90, 0))),
)  # fmt: skip


def html_of(verdicts: tuple[Verdict, ...]) -> str:
    return page.files(verdicts, "2020-01-01-0123456789ab")[VALIDATION_PAGE].decode()


def test_what_is_odd_is_shown_with_keys_counts_and_severity() -> None:
    shown = re.sub(r"<[^>]+>", " ", html_of(VERDICTS))
    said = " ".join(shown.split())
    assert "4 of 5 rules hold" in said
    assert "The end is not late. Broken by 30 rows of 90; the first 20 are shown." in said
    assert "date_id=19" in said
    assert "kind The type is str. It is never null. error no row" in said
    assert "end_not_late The end is not late. warning 30 rows" in said


def test_where_nothing_is_odd_it_says_so() -> None:
    fine = tuple(replace(v, outcomes=tuple(o for o in v.outcomes if o.holds)) for v in VERDICTS)
    assert "Every rule holds" in html_of(fine)
    assert "Nothing: no row breaks a rule." in html_of(fine)


def test_words_of_a_source_are_mere_text_and_nothing_runs_or_is_fetched() -> None:
    made = html_of(VERDICTS)
    assert "<script" not in made
    assert "<img" not in made
    assert "{{ 7 * 7 }}" in made
    assert "script-src 'none'" in made
    assert re.findall(r'(?:src|href)="(?!\.\./|#|data:,"|validation\.json")[^"]*"', made) == []


def test_programs_read_the_very_verdicts() -> None:
    said = json.loads(page.files(VERDICTS, "2020-01-01-0123456789ab")[VALIDATION])
    assert tuple(Verdict.from_json(v) for v in said["verdicts"]) == VERDICTS
    assert (said["rules"], said["broken_rules"], said["tables"]) == (5, 1, {"dates": 90})


def test_a_release_holds_what_its_checks_found_and_leads_to_it(run: Run, tmp_path: Path) -> None:
    built = run()
    latest = tmp_path / "output" / "latest"
    said = json.loads((latest / VALIDATION).read_text(encoding="utf-8"))
    index = json.loads((latest / "index.json").read_text(encoding="utf-8"))
    assert said["version"] == built.version
    assert said["tables"] == built.rows
    assert index["checks"] == {"rules": sum(c.rules for c in built.checks), "broken_rules": 0, "path": VALIDATION}
    assert {VALIDATION, VALIDATION_PAGE} <= {entry["path"] for entry in index["files"]}
    assert tuple(Verdict.from_json(v) for v in said["verdicts"]) == kept(tmp_path / "output" / ".work")
    assert f'href="../{VALIDATION_PAGE}"' in (latest / "explorer" / "index.html").read_text(encoding="utf-8")
    assert f"({VALIDATION_PAGE})" in (latest / "DICTIONARY.md").read_text(encoding="utf-8")
    assert verify(latest) == []
    copy = Path(shutil.copytree(latest, tmp_path / "copy"))
    (copy / VALIDATION).write_text(json.dumps(said | {"tables": said["tables"] | {"dates": 1}}), encoding="utf-8")
    faults = "\n".join(verify(copy))
    assert f"{VALIDATION}: its hash is" in faults
    assert f"{VALIDATION}: dates was checked with 1 rows and has {built.rows['dates']}" in faults


@pytest.mark.parametrize("lost", ["dates.rules.json", "problems.declaration.json"])
def test_tables_that_were_not_checked_are_not_released(
    run: Run, sources: Path, tmp_path: Path, validator: Checking, lost: str
) -> None:
    assert run().is_published
    output = tmp_path / "output"
    (output / ".work" / "verdicts" / lost).unlink()
    defs = build_defs(sources=str(sources), output=str(output), workers=1, validator=validator)
    result = defs.resolve_implicit_global_asset_job_def().execute_in_process(
        asset_selection=[dg.AssetKey("release")], raise_on_error=False, instance=dg.DagsterInstance.ephemeral()
    )
    assert not result.success
    fault = result.filter_events(lambda e: e.is_step_failure)[0].step_failure_data.user_failure_data
    assert fault is not None
    assert (
        fault.description
        == f"Not checked since they were built: {lost.split('.', maxsplit=1)[0]}. Run everything once."
    )


def test_every_table_stands_in_the_page() -> None:
    every = tuple(Verdict(name, "rules", (Outcome(name, "some", "It is so.", "error", 0, 0),)) for name in TABLES)
    assert re.findall(r'<details id="(\w+)"', html_of(every)) == list(TABLES)
