"""What people read on Dagster's page: a preview and failures that show texts from sources as mere text."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pyarrow as pa
import pytest

from assets import metadata
from expectations import report
from expectations.checks import result
from expectations.outcome import FailingRow, Outcome, Verdict
from pipelines import build
from spacecoop.batch import documents_table
from spacecoop.document import Document
from spacecoop.tables import TABLES, Actor, MovedId
from spacecoop.tables.arrow import to_arrow
from tests.pipeline.conftest import Run


@pytest.mark.parametrize("table", TABLES)
def test_the_column_schema_is_the_declaration(table: str) -> None:
    declared = TABLES[table]
    shown = metadata.column_schema(declared)
    assert [c.name for c in shown.columns] == [c.name for c in declared.columns]
    for column, said in zip(declared.columns, shown.columns, strict=True):
        assert (said.type, said.constraints.nullable) == (column.type, column.nullable)
        assert said.constraints.unique == (declared.key == (column.name,))
        assert column.description in str(said.description)
        told = " ".join(said.constraints.other)
        assert all(value in told for value in column.enum)
        assert column.pattern is None or column.pattern in told
        assert column.references is None or column.references in told
        assert column.minimum is None or f">= {column.minimum:g}" in told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("<script>alert(1)</script>", r"&lt;script&gt;alert\(1\)&lt;/script&gt;"),
        ("[x](javascript:y)", r"\[x\]\(javascript\:y\)"),
        ("two\nlines\u2028and three", "two lines and three"),
        ("`code` *bold* _it_ # ~~no~~", r"\`code\` \*bold\* \_it\_ \# \~\~no\~\~"),
        ("https://example.org/", r"https\://example.org/"),
        (None, ""),
        (1.5, "1.5"),
        ("x" * 500, "x" * 159 + "…"),
    ],
)
def test_a_cell_is_mere_text(text: object, shown: str) -> None:
    assert report.escape(text) == shown


def test_a_preview_shows_five_rows_and_no_article() -> None:
    articles = documents_table([Document(f"{i}.txt", "SECRET " * 50) for i in range(9)])
    shown = metadata.of_rows(articles)
    text = str(shown["preview"].value)  # type: ignore[attr-defined]
    assert shown["dagster/row_count"] == 9
    assert len(text.splitlines()) == 2 + 5
    assert "SECRET" not in text


def test_values_are_counted_most_frequent_first() -> None:
    assert metadata.counted(pa.table({"c": ["b", "a", "b", None]}), "c").splitlines()[2:] == [
        "| b | 2 |",
        "|  | 1 |",
        "| a | 1 |",
    ]


def actors(**mentions: int) -> pa.Table:
    return to_arrow(
        "actors",
        [
            Actor(actor_id=f"person/{n}", name=n.title(), kind="person", listed=False, mentions=m, documents=1)
            for n, m in mentions.items()
        ],
    )


NOTHING_MOVED = to_arrow("moved_ids", ())


def test_the_most_mentioned_actors_stand_first() -> None:
    shown = metadata.of_actors(
        {"actors": actors(ana=2, ben=7, **{f"c{i}": 1 for i in range(20)}), "moved_ids": NOTHING_MOVED}, None
    )
    lines = str(shown["most_mentioned"].value).splitlines()
    assert lines[2:4] == ["| Ben | person | 7 | 1 |", "| Ana | person | 2 | 1 |"]
    assert len(lines) == 2 + metadata.MOST_MENTIONED


def test_actors_of_the_first_release_are_all_new() -> None:
    shown = metadata.of_actors({"actors": actors(ana=2, ben=7), "moved_ids": NOTHING_MOVED}, None)
    assert shown["added"] == 2
    assert [line.split(" | ")[0] for line in str(shown["added_first"].value).splitlines()[2:]] == ["| Ben", "| Ana"]


def test_an_actor_is_new_that_the_release_before_had_under_no_identifier() -> None:
    before = {"actors": actors(ana=2, bernard=3)}
    moved = to_arrow("moved_ids", [MovedId(old="person/bernard", new="person/ben", table="actors", cause="merged")])
    shown = metadata.of_actors({"actors": actors(ana=2, ben=7, cleo=1), "moved_ids": moved}, before)
    assert shown["added"] == 1
    assert "Cleo" in str(shown["added_first"].value)
    assert "added_first" not in metadata.of_actors({"actors": actors(ana=2), "moved_ids": NOTHING_MOVED}, before)


def test_dagster_shows_the_actors_of_each_run(run: Run, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[dict[str, str]] = []

    def told(result: dg.ExecuteInProcessResult) -> build.Built:
        for event in result.get_asset_materialization_events():
            made = event.step_materialization_data.materialization
            if made.asset_key == dg.AssetKey("actors"):
                said.append({name: str(value.value) for name, value in made.metadata.items()})
        return built(result)

    built = build._built
    monkeypatch.setattr(build, "_built", told)
    run()
    note = "Deborah Crane of NASA spoke in Rome on 4 March 2021."
    (sources / "notes" / "crane.txt").write_text(note, encoding="utf-8")
    run()
    first, second = said
    assert "European Space Agency" in first["most_mentioned"]
    assert int(first["added"]) == int(first["dagster/row_count"]) > 3
    assert second["added"] == "1"
    assert "Deborah Crane" in second["added_first"]


def verdict(severity: str) -> Verdict:
    row = FailingRow("date_id=1", "May | June", "start_date=2020-01-01")
    broken = Outcome("dates", "end_not_before_start", "The end is late.", severity, 90, 30, (row,) * 20)  # type: ignore[arg-type]
    return Verdict("dates", "rules", (broken, Outcome("dates", "other", "It holds.", "error", 90, 0)))


def test_a_failed_check_shows_the_rows_keys_and_words_and_how_many() -> None:
    said = result(verdict("error"))
    assert said.passed is False
    assert said.severity.value == "ERROR"
    assert said.metadata["failing_rows"].value == 30
    assert said.metadata["rules"].value == 2
    table = str(said.metadata["failures"].value)
    assert table.count("| date\\_id=1 | May \\| June |") == 20
    assert "Broken by 30 rows" in table
    assert said.metadata["sentences"].value == [
        "dates: end_not_before_start: The end is late. Broken by 30. First: date_id=1 (start_date=2020-01-01) in the words"
        " 'May | June'"
    ]


def test_a_warning_does_not_stop_a_release() -> None:
    assert not verdict("warning").stops_release
    assert result(verdict("warning")).severity.value == "WARN"
