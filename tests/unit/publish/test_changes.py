"""What changed between two releases is told by key, with each cause, and as a plain comparison of all rows would."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from spacecoop.cli import app
from spacecoop.publish import causes, changes, changes_report
from spacecoop.publish.changes import Changes, TableChanges, compare
from spacecoop.publish.release import write_release
from spacecoop.publish.released import Released
from spacecoop.tables import TABLES
from tests.unit.publish.conftest import ARTICLES, tables_of, write_articles

NEW = "KYOTO, 3 March 2016 - NASA and the European Space Agency signed an agreement in Kyoto on 2 March 2016.\n"


@dataclass(frozen=True)
class Made:
    """Tables as one side of a comparison."""

    version: str
    engine: str | None
    tables: Mapping[str, pa.Table]

    def __getitem__(self, name: str) -> pa.Table:
        return self.tables[name]

    def __contains__(self, name: object) -> bool:
        return name in self.tables


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Made]:
    folder = write_articles(tmp_path_factory.mktemp("before"), ARTICLES)
    return folder, Made("2015-01-12-000000000000", "engine", tables_of(folder))


@pytest.fixture
def after(tmp_path: Path) -> Path:
    """The same sources in a folder of the test's own."""
    return write_articles(tmp_path / "sources", ARTICLES)


def changed(before: Made, folder: Path, engine: str = "engine") -> Changes:
    return compare(before, Made("2016-03-03-000000000000", engine, tables_of(folder)))


def of(found: Changes, name: str) -> TableChanges:
    return next(table for table in found.tables if table.name == name)


def all_causes(found: Changes) -> set[str]:
    return {cause for table in found.tables for _, cause in table.counts}


def test_the_same_sources_and_engine_change_nothing(before: tuple[Path, Made], after: Path) -> None:
    found = changed(before[1], after)
    assert all_causes(found) == set()
    assert not found.is_engine_changed


def test_a_source_that_was_added_is_the_cause_of_its_rows(before: tuple[Path, Made], after: Path) -> None:
    write_articles(after, {"two/kyoto.txt": NEW})
    found = changed(before[1], after)
    assert of(found, "documents").counts == {("added", causes.ADDED): 1}
    (row,) = of(found, "documents").listed
    assert (row.kind, row.key, row.cause) == ("added", {"document_id": "two/kyoto.txt"}, causes.ADDED)
    assert set(of(found, "dates").counts) == {("added", causes.ADDED)}
    assert ("changed", causes.ADDED) in of(found, "actors").counts
    nasa = next(row for row in of(found, "actors").listed if row.key == {"actor_id": "agency/nasa"})
    assert nasa.columns["documents"] == (1, 2)
    assert all_causes(found) == {causes.ADDED}


def test_a_source_that_was_removed_is_the_cause_of_what_is_gone(before: tuple[Path, Made], after: Path) -> None:
    (after / "one" / "prague.txt").unlink()
    found = changed(before[1], after)
    assert of(found, "documents").counts == {("removed", causes.REMOVED): 1}
    assert of(found, "conferences").counts == {("removed", causes.REMOVED): 1}
    assert all_causes(found) == {causes.REMOVED}


def test_a_source_that_was_changed_is_the_cause_of_all_its_rows(before: tuple[Path, Made], after: Path) -> None:
    text = ARTICLES["one/prague.txt"].replace("About 120", "Nearly 130")
    write_articles(after, {"one/prague.txt": text})
    found = changed(before[1], after)
    assert of(found, "documents").columns["sha256"] == 1
    (row,) = (r for r in of(found, "conferences").listed if r.kind == "changed")
    assert row.columns["attendees_high"] == (120.0, 130.0)
    assert all_causes(found) == {causes.CHANGED}


def test_another_sidecar_beside_the_same_bytes_is_a_correction(before: tuple[Path, Made], after: Path) -> None:
    (after / "one" / "prague.toml").write_text('outlet = "Example Wire"\n', encoding="utf-8")
    found = changed(before[1], after)
    (row,) = of(found, "documents").listed
    assert (row.cause, row.columns) == (causes.CORRECTION, {"outlet": (None, "Example Wire")})
    assert all_causes(found) == {causes.CORRECTION}


def rule(folder: Path, ruling: str) -> None:
    said = f'{ruling}\nreason = "The register says so."\ndate = 2026-03-01\n'
    (folder / "corrections.toml").write_text(said, encoding="utf-8")


def test_a_claim_struck_out_is_a_correction(before: tuple[Path, Made], after: Path) -> None:
    claims = before[1]["conference_claims"].to_pylist()
    claim = next(c["claim_id"] for c in claims if c["attribute"] == "attendees")
    rule(after, f'[[wrong]]\nclaim = "{claim}"')
    found = changed(before[1], after)
    (row,) = of(found, "conferences").listed
    assert row.columns["attendees_low"] == (120.0, None)
    assert row.columns["ruling"] == (None, "2026-03-01 claim is wrong: The register says so.")
    assert all_causes(found) == {causes.CORRECTION}


def test_a_tie_struck_out_is_a_correction_of_its_pair(before: tuple[Path, Made], after: Path) -> None:
    tie, _ = before[1]["ties"].column("tie_id").to_pylist()
    rule(after, f'[[wrong]]\ntie = "{tie}"')
    found = changed(before[1], after)
    assert of(found, "cooperation").counts == {("changed", causes.CORRECTION): 1}
    assert all_causes(found) == {causes.CORRECTION}


def test_an_actor_ruled_another_and_the_ruling_taken_back_are_corrections(
    before: tuple[Path, Made], after: Path
) -> None:
    rule(after, '[[actors]]\nsame = ["igo/esa", "agency/nasa"]')
    ruled = Made("2016-03-03-000000000000", "engine", tables_of(after))
    for found in (compare(before[1], ruled), compare(ruled, before[1])):
        assert all_causes(found) == {causes.CORRECTION}
        assert of(found, "actors").counts
        assert of(found, "moved_ids").counts
    reasons = {row.about["reason"] for row in of(compare(before[1], ruled), "rejected").listed}
    assert reasons == {"both ends of the tie are one actor, as a person ruled"}


def test_a_ruling_that_does_not_apply_is_told_as_a_correction(before: tuple[Path, Made], after: Path) -> None:
    rule(after, f'[[wrong]]\nclaim = "{"0" * 20}"')
    found = changed(before[1], after)
    assert of(found, "problems").counts == {("added", causes.CORRECTION): 1}
    assert all_causes(found) == {causes.CORRECTION}


def test_a_correction_is_told_from_another_engine(before: tuple[Path, Made], after: Path) -> None:
    (after / "one" / "prague.toml").write_text('outlet = "Example Wire"\n', encoding="utf-8")
    found = changed(before[1], after, engine="another")
    assert of(found, "documents").counts == {("changed", causes.CORRECTION): 1}


def test_rows_of_unchanged_sources_are_put_down_to_another_engine(before: tuple[Path, Made], after: Path) -> None:
    tables = tables_of(after)
    rows = tables["quantities"].to_pylist()
    rows[0]["role"] = "share" if rows[0]["role"] != "share" else "cost"
    tables["quantities"] = pa.Table.from_pylist(rows[:-1], tables["quantities"].schema)
    found = compare(before[1], Made("x", "another", tables))
    assert found.is_engine_changed
    assert of(found, "quantities").counts == {("changed", causes.ENGINE): 1, ("removed", causes.ENGINE): 1}


def test_what_no_source_and_no_engine_explains_is_said_to_be_so(before: tuple[Path, Made]) -> None:
    tables = dict(before[1].tables)
    tables["ties"] = tables["ties"].slice(0, 0)
    assert all_causes(compare(before[1], Made("x", "engine", tables))) == {causes.UNTOLD}


def test_a_copy_that_came_first_changes_the_other_by_merging(before: tuple[Path, Made], after: Path) -> None:
    write_articles(after, {"a/earlier.txt": ARTICLES["one/prague.txt"]})
    found = changed(before[1], after)
    told = {row.key["document_id"]: row.cause for row in of(found, "documents").listed}
    assert told == {"a/earlier.txt": causes.ADDED, "one/prague.txt": causes.MERGED}


def test_a_source_that_can_no_longer_be_read_is_told_as_changed(before: tuple[Path, Made], after: Path) -> None:
    from spacecoop.tables import Problem
    from spacecoop.tables.arrow import to_arrow

    (after / "one" / "prague.txt").unlink()
    tables = tables_of(after)
    lost = [
        Problem(source=s, problem="empty", reason="It is empty.", remedy="x") for s in ("new.txt", "one/prague.txt")
    ]
    tables["problems"] = to_arrow("problems", lost)
    found = of(compare(before[1], Made("x", "engine", tables)), "problems")
    assert found.counts == {("added", causes.ADDED): 1, ("added", causes.CHANGED): 1}


def test_a_renamed_column_is_no_change_of_its_cells(before: tuple[Path, Made], monkeypatch: pytest.MonkeyPatch) -> None:
    old = dict(before[1].tables)
    names = ["words_of_body" if name == "words" else name for name in old["documents"].column_names]
    old["documents"] = old["documents"].rename_columns(names).append_column("gone", pa.nulls(2, pa.string()))
    table = TABLES["documents"]
    columns = tuple(replace(c, previous_names=("words_of_body",)) if c.name == "words" else c for c in table.columns)
    monkeypatch.setitem(TABLES, "documents", replace(table, columns=columns))
    found = of(compare(Made("x", "engine", old), before[1]), "documents")
    assert found.columns_renamed == (("words_of_body", "words"),)
    assert (found.columns_added, found.columns_removed, found.counts) == ((), ("gone",), {})


def plain(old: list[dict[str, Any]], new: list[dict[str, Any]], key: tuple[str, ...]) -> Counter[str]:
    was, now = ({tuple(r[k] for k in key): r for r in rows} for rows in (old, new))
    kinds = Counter({"added": len(now.keys() - was.keys()), "removed": len(was.keys() - now.keys())})
    kinds["changed"] = sum(was[k] != now[k] for k in was.keys() & now.keys())
    return kinds


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", ["actor_aliases", "quantities", "conference_actors"])
def test_the_counts_are_those_of_a_plain_comparison(before: tuple[Path, Made], name: str, seed: int) -> None:
    chance = random.Random(seed)
    rows = before[1]["actor_mentions" if name == "quantities" else name].to_pylist()
    name = "actor_mentions" if name == "quantities" else name
    optional = [c.name for c in TABLES[name].columns if c.nullable or c.name == "text"]

    def drawn() -> list[dict[str, Any]]:
        taken = [dict(row) for row in chance.sample(rows, chance.randint(0, len(rows)))]
        for row in taken:
            if optional and chance.random() < 0.3:
                row[chance.choice(optional)] = chance.choice([None, "x", "y"])
        return taken

    old, new = drawn(), drawn()
    shape = before[1][name].schema.remove_metadata()
    shape = pa.schema([field.with_nullable(True) for field in shape])
    sides = [
        Made(str(i), "engine", before[1].tables | {name: pa.Table.from_pylist(side, shape)})  # type: ignore[operator]
        for i, side in enumerate((old, new))
    ]
    found = of(compare(*sides), name)
    assert Counter({kind: found.count(kind) for kind in changes.KINDS}) == plain(old, new, TABLES[name].key)
    for row in found.listed:
        if row.kind == "changed":
            assert row.columns
            assert all(then != since for then, since in row.columns.values())


def test_the_lists_are_cut_and_the_counts_are_not(
    before: tuple[Path, Made], after: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "LISTED", 2)
    monkeypatch.setattr(changes_report, "LISTED", 2)
    write_articles(after, {"two/kyoto.txt": NEW})
    found = changed(before[1], after)
    said = json.loads(changes_report.as_json(found))
    assert said["rows_listed_at_most"] == 2
    mentions = next(table for table in said["tables"] if table["name"] == "actor_mentions")
    assert mentions["added"] > 2 == len(mentions["listed"])
    assert mentions["added"] == sum(cause["rows"] for cause in mentions["causes"])


def test_words_of_a_source_are_no_markup_in_the_report(before: tuple[Path, Made], after: Path) -> None:
    hostile = NEW.replace("Kyoto", "<script>alert(1)</script> | `Kyoto` ![x](y)")
    write_articles(after, {"two/<b>|x.txt": hostile})
    text = changes_report.as_markdown(changed(before[1], after))
    assert "<b>" not in text
    assert "<script" not in text
    rows = [line for line in text.splitlines() if line.startswith("| added")]
    assert all(line.replace("\\|", "").count("|") == 6 for line in rows)


def test_a_release_tells_its_changes_since_the_one_before(after: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    first = write_release(tables_of(after), output)
    assert "first one here" in (first.path / "CHANGES.md").read_text(encoding="utf-8")
    assert json.loads((first.path / "changes.json").read_text())["from"] is None
    write_articles(after, {"two/kyoto.txt": NEW})
    second = write_release(tables_of(after, Released.latest(output)), output)
    said = json.loads((second.path / "changes.json").read_text(encoding="utf-8"))
    assert (said["from"], said["to"], said["engine_changed"]) == (first.version, second.version, False)
    documents = next(table for table in said["tables"] if table["name"] == "documents")
    assert documents["listed"] == [
        {"kind": "added", "key": {"document_id": "two/kyoto.txt"}, "about": {}, "cause": "source added"}
    ]
    assert f"From release {first.version} to {second.version}" in (second.path / "CHANGES.md").read_text()


def test_a_release_that_can_no_longer_be_read_does_not_stop_the_next(after: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    first = write_release(tables_of(after), output)
    (first.path / "tables" / "documents.parquet").write_bytes(b"PAR1")
    write_articles(after, {"two/kyoto.txt": NEW})
    second = write_release(tables_of(after), output)
    assert "could not be read" in (second.path / "CHANGES.md").read_text(encoding="utf-8")


def test_the_command_prints_what_the_release_tells(after: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    first = write_release(tables_of(after), output).path.resolve()
    write_articles(after, {"two/kyoto.txt": NEW})
    second = write_release(tables_of(after), output).path.resolve()
    run = CliRunner()
    said = run.invoke(app, ["diff", str(first), str(second)])
    assert (said.exit_code, said.stdout) == (0, (second / "CHANGES.md").read_text(encoding="utf-8"))
    said = run.invoke(app, ["diff", str(first), str(second), "--format", "json"])
    assert said.stdout == (second / "changes.json").read_text(encoding="utf-8")
    assert run.invoke(app, ["diff", str(tmp_path), str(second)]).exit_code == 1
