"""Whoever changes a release is found out: a cell, a file, a source, a schema, a version, and the index with them."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from spacecoop.publish.contents import contents
from spacecoop.publish.release import write_release
from spacecoop.publish.verify import verify
from spacecoop.tables import TABLES
from tests.unit.publish.conftest import ARTICLES, tables_of, write_articles


def rehash(release: Path) -> None:
    """Write the hashes and sizes of the files as they are into the index, as one who wants to hide a change would."""
    index = json.loads((release / "index.json").read_text(encoding="utf-8"))
    for entry in index["files"]:
        data = (release / entry["path"]).read_bytes()
        entry |= {"bytes": len(data), "sha256": sha256(data).hexdigest()}
    (release / "index.json").write_text(json.dumps(index), encoding="utf-8")


def rewrite(release: Path, name: str, column: str, values: list[object]) -> None:
    """Put other values into a column of a Parquet file."""
    path = release / "tables" / f"{name}.parquet"
    table = pq.read_table(path)
    at = table.schema.get_field_index(column)
    cells = pa.array(values * table.num_rows, table.schema.field(at).type)
    pq.write_table(table.set_column(at, table.schema.field(at), cells), path)


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


def test_verify_finds_a_tampered_cell_though_the_index_was_mended(copy: Path) -> None:
    rewrite(copy, "quantities", "value", [99.0])
    rehash(copy)
    assert "csv/quantities.csv: its cells are not those of tables/quantities.parquet" in verify(copy)


def test_verify_finds_a_cell_that_was_changed_in_both_twins(copy: Path) -> None:
    from spacecoop.publish import csv

    rewrite(copy, "conferences", "attendees_high", [9000.0])
    table = pq.read_table(copy / "tables" / "conferences.parquet")
    (copy / "csv" / "conferences.csv").write_bytes(csv.encode(table))
    rehash(copy)
    faults = verify(copy)
    assert len(faults) == 1
    assert faults[0].startswith("index.json: the files make release 2015-01-12-")


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("dates", "kind", "feast"),
        ("dates", "start_char", -1),
        ("quantities", "quantity_id", "not-a-hash"),
        ("documents", "sha256", "ABC"),
    ],
)
def test_verify_finds_a_cell_that_may_not_stand_there(copy: Path, name: str, column: str, value: object) -> None:
    rewrite(copy, name, column, [value])
    assert f"{name}.{column}: {value!r} may not stand there" in verify(copy)


def test_verify_finds_a_key_that_stands_twice(copy: Path) -> None:
    path = copy / "tables" / "dates.parquet"
    table = pq.read_table(path)
    pq.write_table(pa.concat_tables([table, table.slice(0, 1)]), path)
    faults = verify(copy)
    assert any("dates: the key" in fault and "stands 2 times" in fault for fault in faults)
    assert any(fault.startswith("index.json: dates has") for fault in faults)


def test_verify_finds_a_null_where_none_may_be(copy: Path) -> None:
    path = copy / "tables" / "dates.parquet"
    table = pq.read_table(path)
    at = table.schema.get_field_index("value")
    cells = pa.nulls(table.num_rows, pa.string())
    loose = pa.field("value", pa.string(), nullable=True)
    pq.write_table(table.set_column(at, loose, cells), path)
    assert "dates: its schema is not the declared one: value is string, not string not null" in verify(copy)


@pytest.mark.parametrize("change", ["drop", "add", "retype", "reorder"])
def test_verify_finds_a_changed_schema_and_names_the_column(copy: Path, change: str) -> None:
    path = copy / "tables" / "ties.parquet"
    table = pq.read_table(path)
    spoilt = {
        "drop": lambda: table.drop_columns(["status"]),
        "add": lambda: table.append_column("mood", pa.array(["good"] * table.num_rows)),
        "retype": lambda: table.set_column(0, "tie_id", pa.array(range(table.num_rows), pa.int64())),
        "reorder": lambda: table.select(table.column_names[::-1]),
    }[change]()
    pq.write_table(spoilt, path)
    said = {
        "drop": "status is missing",
        "add": "mood is not declared",
        "retype": "tie_id is int64, not string not null",
        "reorder": "the columns stand in another order",
    }[change]
    assert f"ties: its schema is not the declared one: {said}" in verify(copy)


def test_verify_finds_a_wrong_version(copy: Path) -> None:
    index = json.loads((copy / "index.json").read_text(encoding="utf-8"))
    other = "2015-01-12-0123456789ab"
    (copy / "index.json").write_text(json.dumps(index | {"version": other}), encoding="utf-8")
    faults = verify(copy)
    assert f"tables/dates.parquet: is of release {index['version']}, the index of {other}" in faults
    assert f"datapackage.json: is of release {index['version']}, the index of {other}" in faults
    assert any(fault.startswith("index.json: the files make release") for fault in faults)
    (copy / "index.json").write_text(json.dumps(index | {"version": "1.0"}), encoding="utf-8")
    assert "index.json: '1.0' is no version" in verify(copy)


def test_verify_finds_a_file_of_another_release(copy: Path, sources: Path, tmp_path: Path) -> None:
    tables = tables_of(sources)
    other = write_release(tables | {"ties": tables["ties"].slice(0, 0)}, tmp_path / "other")
    shutil.copyfile(other.path / "tables" / "dates.parquet", copy / "tables" / "dates.parquet")
    rehash(copy)
    assert any("tables/dates.parquet: is of release" in fault for fault in verify(copy))


@pytest.mark.parametrize("path", ["accuracy.json", "DICTIONARY.md", "LICENSE", "croissant.json", "datapackage.json"])
def test_verify_finds_a_missing_description(copy: Path, path: str) -> None:
    (copy / path).unlink()
    assert f"{path}: missing" in verify(copy)


@pytest.mark.parametrize("name", ["tables/dates.parquet", "csv/dates.csv"])
def test_verify_finds_a_truncated_file(copy: Path, name: str) -> None:
    data = (copy / name).read_bytes()
    (copy / name).write_bytes(data[: len(data) // 2])
    assert any(fault.startswith(f"{name}: ") for fault in verify(copy))


def test_verify_takes_no_file_from_outside_the_release(copy: Path) -> None:
    index = json.loads((copy / "index.json").read_text(encoding="utf-8"))
    index["files"].append({"path": "../secret", "bytes": 0, "sha256": ""})
    (copy / "index.json").write_text(json.dumps(index), encoding="utf-8")
    assert "../secret: lies outside the release" in verify(copy)


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"files": 3}', '{"files": [3]}', "\udcff"])
def test_verify_says_what_is_wrong_with_an_index(copy: Path, text: str) -> None:
    (copy / "index.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    (fault,) = verify(copy)
    assert fault.startswith(f"{copy / 'index.json'}: ")


def test_verify_takes_any_changes_file(copy: Path) -> None:
    (copy / "CHANGES.md").write_text("another history", encoding="utf-8")
    assert verify(copy) == []


def test_verify_finds_a_missing_source_and_one_that_leads_elsewhere(
    released: Path, sources: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(sources, tmp_path / "sources"))
    (other / "one" / "prague.txt").unlink()
    assert f"one/prague.txt: the source is not in {other}" in verify(released, other)
    (other / "one" / "prague.txt").symlink_to(sources / "one" / "prague.txt")
    assert f"one/prague.txt: the source is not in {other}" in verify(released, other)


def test_verify_finds_moved_offsets_and_another_speaker(copy: Path, sources: Path) -> None:
    path = copy / "tables" / "dates.parquet"
    starts = [row + 1 for row in pq.read_table(path).column("start_char").to_pylist()]
    table = pq.read_table(path)
    at = table.schema.get_field_index("start_char")
    pq.write_table(table.set_column(at, table.schema.field(at), pa.array(starts, pa.int64())), path)
    rewrite(copy, "statements", "speaker", ["Ann Lee"])
    faults = verify(copy, sources)
    assert any(fault.startswith("dates: one/") for fault in faults)
    assert any(fault.startswith("statements: one/prague.txt[") and "'Ann Lee'" in fault for fault in faults)


def test_verify_tells_a_document_that_is_not_in_its_source(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    lines = [json.dumps({"text": text, "title": "x"}) for text in ARTICLES.values()]
    write_articles(folder, {"wire/two.jsonl": "\n".join(lines)})
    made = write_release(tables_of(folder), tmp_path / "output")
    assert verify(made.path, folder) == []
    write_articles(folder, {"wire/two.jsonl": lines[0]})
    assert "wire/two.jsonl#2: not found in its source" in verify(made.path, folder)


def test_verify_reads_a_release_without_parquet(sources: Path, tmp_path: Path) -> None:
    made = contents(tables_of(sources), with_parquet=False)
    for path, data in made.files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert verify(tmp_path, sources) == []
    twin = tmp_path / "csv" / "dates.csv"
    twin.write_bytes(twin.read_bytes().replace(b"2014-06-23", b"2014-06-24"))
    rehash(tmp_path)
    assert any(fault.startswith("index.json: the files make release") for fault in verify(tmp_path))


def test_every_table_is_looked_at(released: Path, tmp_path: Path) -> None:
    for name in TABLES:
        copy = Path(shutil.copytree(released, tmp_path / name))
        (copy / "tables" / f"{name}.parquet").unlink()
        assert f"tables/{name}.parquet: missing" in verify(copy)
