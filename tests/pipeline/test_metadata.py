"""What people read on Dagster's page: a preview and failures that show texts from sources as mere text."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import dagster as dg
import pyarrow as pa
import pytest

from assets import metadata, plots
from expectations import report
from expectations.checks import result
from expectations.outcome import FailingRow, Outcome, Verdict
from pipelines import build
from pipelines.checking import Checking
from pipelines.definitions import build_defs
from spacecoop.batch import documents_table
from spacecoop.document import Document
from spacecoop.tables import TABLES, Actor, MovedId
from spacecoop.tables.arrow import to_arrow
from tests.pipeline.conftest import ARTICLE, Run


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


def kinds(*values: str | None) -> pa.Table:
    return pa.table({"kind": pa.array(values, pa.string())})


def test_a_plot_is_an_image_that_says_its_numbers_in_words() -> None:
    made = plots.plot("ties", kinds("talks", "joint_mission", "talks", None))
    assert made is not None
    words, data = re.fullmatch(r"!\[(.*)\]\(data:image/svg\+xml;base64,(.*)\)", made).groups()  # type: ignore[union-attr]
    assert words == "ties by kind: talks 2, joint_mission 1, not stated 1"
    drawing = ElementTree.fromstring(b64decode(data))
    said = [text.text for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert said == ["talks", "joint mission", "not stated", "2", "1", "1"]


def test_words_of_a_source_break_out_of_no_plot() -> None:
    made = plots.plot("problems", pa.table({"problem": ["](x) <script>alert(1)</script>", "b"]}))
    assert made is not None
    assert made.count("](") == 1
    assert "<" not in made
    assert "<script" not in b64decode(made.partition("base64,")[2].rstrip(")")).decode()


def test_years_stand_in_their_order_and_what_has_none_after_them() -> None:
    days = pa.table({"published": pa.array([date(2019, 1, 1), None, date(2021, 5, 1), date(2021, 6, 1)], pa.date32())})
    made = plots.plot("documents", days)
    assert made is not None
    assert made.startswith("![documents by published: 2021 2, 2019 1, not stated 1]")


@pytest.mark.parametrize("rows", [kinds(), kinds("talks", "talks")])
def test_where_there_is_nothing_to_compare_there_is_no_plot(rows: pa.Table) -> None:
    assert plots.plot("ties", rows) is None
    assert "plot" not in metadata.published("ties", rows)


def test_many_values_are_cut_and_the_others_counted() -> None:
    made = plots.plot("ties", kinds(*(f"k{i:03}" for i in range(60)), "k000"))
    assert made is not None
    assert "k000 2, k001 1" in made
    assert f"others {60 - plots.MOST_BARS + 1}]" in made


def test_every_published_table_has_its_plot_of_a_column_that_exists() -> None:
    assert plots.TELLING.keys() == TABLES.keys()
    assert [t for t, c in plots.TELLING.items() if c not in {column.name for column in TABLES[t].columns}] == []


def test_the_change_counts_rows_that_came_and_went_by_their_key() -> None:
    was = pa.table({"a": ["1", "2", "3"], "b": ["x", "x", "y"], "c": [1, 2, 3]})
    now = pa.table({"a": ["2", "3", "4", "5"], "b": ["x", "z", "y", "y"], "c": [9, 9, 9, 9]})
    said = metadata.change(was, now, ("a", "b"))
    assert (said["rows_added"], said["rows_removed"]) == (3, 2)
    assert said["change"] == "3 rows came and 2 went since the last run, which had 3."
    assert metadata.change(was, was, ("a", "b"))["change"] == "No row came or went since the last run."
    for before in (None, was.drop_columns(["b"])):
        assert metadata.change(before, now, ("a", "b")) == {
            "change": "There is no table of a run before to compare with."
        }


def test_the_page_of_every_asset_shows_rows_change_and_preview(
    sources: Path, tmp_path: Path, validator: Checking
) -> None:
    defs = build_defs(sources=str(sources), output=str(tmp_path / "output"), workers=1, validator=validator)
    job = defs.resolve_job_def("everything")
    with dg.DagsterInstance.ephemeral() as instance:
        assert job.execute_in_process(instance=instance).success
        (sources / "wire" / "another.txt").write_text(ARTICLE.replace("third", "fourth"), encoding="utf-8")
        (sources / "notes" / "malindi.md").unlink()
        result = job.execute_in_process(instance=instance)
    shown = {
        event.step_materialization_data.materialization.asset_key.to_user_string(): {
            name: value.value for name, value in event.step_materialization_data.materialization.metadata.items()
        }
        for event in result.all_events
        if event.event_type_value == "ASSET_MATERIALIZATION"
    }
    released = shown.pop("release")
    assert {"documents", "extracted/dates", "articles", "source_files", "problems"} <= shown.keys()
    for asset, said in shown.items():
        assert {"dagster/row_count", "preview", "change", "rows_added", "rows_removed"} <= said.keys(), asset
    assert (shown["documents"]["rows_added"], shown["documents"]["rows_removed"]) == (1, 1)
    assert (shown["source_files"]["rows_added"], shown["source_files"]["rows_removed"]) == (1, 1)
    assert "image/svg+xml" in str(shown["dates"]["plot"])
    assert re.search(r"\| documents \| 1 \| \d+ \| 1 \|", str(released["changes"]))


def verdict(severity: str) -> Verdict:
    row = FailingRow("date_id=1", "May | June", "start_date=2020-01-01")
    broken = Outcome("dates", "end_not_before_start", "The end is late.", severity, 90, 30, (row,) * 20)  # type: ignore[arg-type]
    return Verdict("dates", "rules", (broken, Outcome("dates", "other", "It holds.", "error", 90, 0)))


def test_a_failed_check_shows_the_rows_keys_and_words_and_how_many() -> None:
    said = result(verdict("error"))
    assert said.passed is False
    assert said.severity.value == "ERROR"
    assert said.metadata["rows"].value == 90
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
