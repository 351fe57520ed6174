"""A release is whole or absent, the same bytes for the same rows, and found out when somebody changes it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from spacecoop import extract_batch
from spacecoop.batch import documents_table
from spacecoop.cli import app
from spacecoop.document.read import read_source
from spacecoop.merge import merge
from spacecoop.publish import csv as csv_twin
from spacecoop.publish.release import write_release
from spacecoop.publish.verify import verify
from spacecoop.tables import TABLES

ARTICLES = {
    "one/prague.txt": (
        "Space workshop opens\n\nPRAGUE, June 23, 2014 (Wire) -- About 120 people from 30 countries gathered in Prague "
        "on Monday for the Third Workshop on Orbital Gardens, organised by the European Space Agency.\n\n"
        '"We have begun," said Jana Novak, director of the Czech Space Office. The budget is 2.5 million euros.\n'
    ),
    "one/=cmd.txt": (
        "Agreement signed\n\nJanuary 12, 2015 by Ann Lee\n\nNASA and the European Space Agency signed an agreement to "
        "share data from the mission with all of their partners in the world.\n"
    ),
}


def tables_of(folder: Path) -> dict[str, pa.Table]:
    documents = [d for p in sorted(folder.rglob("*.txt")) for d in read_source(p, root=folder).documents]
    read = documents_table(documents)
    return merge(extract_batch(read), read)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for name, text in ARTICLES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def released(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tables_of(sources), tmp_path_factory.mktemp("output")).path


@pytest.fixture
def copy(released: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(released, tmp_path / "copy"))


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_release_holds_every_table_twice_and_its_descriptions(released: Path) -> None:
    names = {f"tables/{n}.parquet" for n in TABLES} | {f"csv/{n}.csv" for n in TABLES}
    names |= {"csv/conferences_flat.csv", "datapackage.json", "index.json", "DICTIONARY.md"}
    assert names <= set(files(released))


def test_the_version_is_the_newest_publication_date_and_a_hash(released: Path) -> None:
    version = json.loads((released / "index.json").read_text())["version"]
    assert version.startswith("2015-01-12-")
    assert released.resolve().name == version


def test_the_same_rows_give_the_same_bytes_in_another_folder(sources: Path, released: Path, tmp_path: Path) -> None:
    again = write_release(tables_of(sources), tmp_path)
    assert files(again.path) == files(released)


def test_a_release_that_stands_already_is_not_written_again(sources: Path, tmp_path: Path) -> None:
    first = write_release(tables_of(sources), tmp_path)
    second = write_release(tables_of(sources), tmp_path)
    assert (first.is_new, second.is_new) == (True, False)


def test_older_releases_are_kept_to_a_number_and_the_current_one_always(sources: Path, tmp_path: Path) -> None:
    tables = tables_of(sources)
    for day in range(1, 5):
        documents = tables["documents"]
        column = pa.array([date(2020, 1, day)] * documents.num_rows, pa.date32())
        index = documents.schema.get_field_index("published")
        tables["documents"] = documents.set_column(index, documents.schema.field(index), column)
        current = write_release(tables, tmp_path, keep=1)
    assert len(list((tmp_path / "releases").iterdir())) == 2
    assert (current.path / "index.json").is_file()


def test_a_missing_table_is_an_error_that_names_it(sources: Path, tmp_path: Path) -> None:
    tables = tables_of(sources)
    del tables["ties"]
    with pytest.raises(ValueError, match="ties"):
        write_release(tables, tmp_path)


def test_csv_and_parquet_hold_the_same_cells(released: Path) -> None:
    for name in TABLES:
        rows = pq.read_table(released / "tables" / f"{name}.parquet").to_pylist()
        text = (released / "csv" / f"{name}.csv").read_bytes().decode("utf-8")
        twin = list(csv.DictReader(io.StringIO(text, newline="")))
        assert len(twin) == len(rows)
        for row, cells in zip(rows, twin, strict=True):
            for column in TABLES[name].columns:
                value, cell = row[column.name], cells[column.name]
                if value is None:
                    assert cell == ""
                elif column.type == "number":
                    assert float(cell) == value
                elif column.type == "boolean":
                    assert cell == str(value).lower()
                elif column.type == "string" and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
                    assert cell == "'" + value
                else:
                    assert cell == str(value)


def test_a_cell_that_a_spreadsheet_would_run_is_neutral_in_csv() -> None:
    cells = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "a=b", ""]
    written = csv_twin.encode(pa.table({"a": cells, "b": ["x"] * len(cells)})).decode()
    read = [row["a"] for row in csv.DictReader(io.StringIO(written, newline=""))]
    assert read == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "a=b", ""]


def test_namibia_survives_csv() -> None:
    import pandas as pd

    written = csv_twin.encode(pa.table({"country": ["NA", None]}))
    read = pd.read_csv(io.BytesIO(written), keep_default_na=False, na_values=[""], skip_blank_lines=False)
    assert read["country"].tolist()[0] == "NA"


def test_a_release_verifies_with_and_without_its_sources(released: Path, sources: Path) -> None:
    assert verify(released) == []
    assert verify(released, sources) == []


def test_verify_finds_a_tampered_file(copy: Path) -> None:
    file = copy / "csv" / "dates.csv"
    file.write_bytes(file.read_bytes().replace(b"2014", b"2015"))
    assert any("csv/dates.csv" in fault for fault in verify(copy))


def test_verify_finds_a_tampered_word(copy: Path, sources: Path) -> None:
    path = copy / "tables" / "quantities.parquet"
    table = pq.read_table(path)
    index = table.schema.get_field_index("text")
    words = pa.array(["someone else's words"] * table.num_rows, pa.string())
    pq.write_table(table.set_column(index, table.schema.field(index), words), path)
    assert any("quantities" in fault and "someone else's words" in fault for fault in verify(copy, sources))


def test_verify_finds_a_missing_file_and_one_too_many(copy: Path) -> None:
    (copy / "tables" / "ties.parquet").unlink()
    (copy / "notes.txt").write_text("x")
    faults = verify(copy)
    assert "tables/ties.parquet: missing" in faults
    assert "notes.txt: not in the index" in faults


def test_verify_finds_a_swapped_source(released: Path, sources: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(sources, tmp_path / "sources"))
    (other / "one" / "prague.txt").write_text(ARTICLES["one/=cmd.txt"], encoding="utf-8")
    assert any("one/prague.txt: the source is another" in fault for fault in verify(released, other))


def test_verify_finds_a_reference_to_nothing(copy: Path) -> None:
    path = copy / "tables" / "actor_mentions.parquet"
    table = pq.read_table(path)
    index = table.schema.get_field_index("actor_id")
    ids = pa.array(["agency/nobody"] * table.num_rows, pa.string())
    pq.write_table(table.set_column(index, table.schema.field(index), ids), path)
    assert any("agency/nobody is not in actors.actor_id" in fault for fault in verify(copy))


def test_verify_says_what_is_no_release(tmp_path: Path) -> None:
    assert "no release" in verify(tmp_path)[0]


def test_the_flat_file_has_one_row_a_conference_with_organisers_and_a_source(released: Path) -> None:
    text = (released / "csv" / "conferences_flat.csv").read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == pq.read_table(released / "tables" / "conferences.parquet").num_rows == 1
    assert rows[0]["organisers"] == "European Space Agency"
    assert rows[0]["source_document_id"] == "one/prague.txt"


def test_the_command_line_extracts_shows_and_verifies(released: Path, sources: Path) -> None:
    run = CliRunner()
    said = run.invoke(app, ["extract", str(sources / "one" / "prague.txt"), "--format", "jsonl"])
    assert said.exit_code == 0
    assert json.loads(said.stdout)["published"] == "2014-06-23"
    printed = run.invoke(app, ["extract", str(sources / "one" / "prague.txt")], env={"COLUMNS": "200"}).stdout
    assert "Orbital Gardens" in printed
    conference = pq.read_table(released / "tables" / "conferences.parquet").column("conference_id")[0].as_py()
    shown = run.invoke(app, ["show", conference, "--data", str(released)])
    assert shown.exit_code == 0
    assert "attendees" in shown.stdout
    assert run.invoke(app, ["show", "conference/none", "--data", str(released)]).exit_code == 1
    held = run.invoke(app, ["verify", str(released), "--sources", str(sources)])
    assert (held.exit_code, "everything holds" in held.stdout) == (0, True)
    assert run.invoke(app, ["verify", str(sources)]).exit_code == 1
    assert run.invoke(app, ["extract", str(sources / "none.txt")]).exit_code == 1
