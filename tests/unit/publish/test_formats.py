"""Every file of a release opens right in the tools that people use: csv, pandas, DuckDB, frictionless, mlcroissant."""

from __future__ import annotations

import csv
import io
import json
import logging
import math
import re
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import mlcroissant
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from spacecoop import __version__
from spacecoop.publish import csv as csv_twin
from spacecoop.publish import licence
from spacecoop.publish.croissant import semantic
from spacecoop.publish.dictionary import GIVEN, NO_GOLD
from spacecoop.publish.release import write_release
from spacecoop.publish.released import Released
from spacecoop.tables import TABLES
from tests.unit.publish.conftest import tables_of

ROOT = Path(__file__).resolve().parents[3]
WORDS = [
    "=1+1",
    "a,b",
    'say "yes"',
    "two\nlines",
    "cr\rhere",
    "crlf\r\nend",
    "Łódź – 東京 😀",
    "",
    None,
    "NA",
    "null",
    " x ",
]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the articles that come with the project."""
    return write_release(tables_of(ROOT / "sources"), tmp_path_factory.mktemp("embedded")).path


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


def test_rfc_4180_holds_for_any_words(tmp_path: Path) -> None:
    written = csv_twin.encode(pa.table({"a": pa.array(WORDS, pa.string()), "b": list(range(len(WORDS)))}))
    assert written.endswith(b"\r\n")
    assert not written.startswith(csv_twin.BYTE_ORDER_MARK)
    expected = ["'=1+1", *("" if word is None else word for word in WORDS[1:])]
    assert [r["a"] for r in csv.DictReader(io.StringIO(written.decode(), newline=""), strict=True)] == expected
    read = pd.read_csv(io.BytesIO(written), keep_default_na=False, na_values=[""])
    assert read["a"].fillna("").tolist() == expected
    (tmp_path / "a.csv").write_bytes(written)
    found = duckdb.sql(f"from read_csv('{tmp_path / 'a.csv'}', nullstr='', new_line='\\r\\n')").fetchall()
    assert [cell or "" for cell, _ in found] == expected


def test_the_file_for_spreadsheets_bears_a_byte_order_mark_that_readers_know(embedded: Path) -> None:
    path = embedded / "csv" / "conferences_flat.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfconference_id,")
    assert pd.read_csv(path, keep_default_na=False).columns[0] == "conference_id"
    assert duckdb.sql(f"select conference_id, organisers from '{path}'").columns == ["conference_id", "organisers"]
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert "organisers" in next(csv.DictReader(file))


def test_pandas_and_duckdb_read_every_twin_as_the_parquet_file(embedded: Path) -> None:
    for name, table in TABLES.items():
        exact = pq.read_table(embedded / "tables" / f"{name}.parquet")
        path = embedded / "csv" / f"{name}.csv"
        read = pd.read_csv(path, keep_default_na=False, na_values=[""], dtype=str)
        assert list(read.columns) == exact.column_names
        assert len(read) == exact.num_rows
        types = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
        columns = {c.name: types[c.type] for c in table.columns}
        found = duckdb.sql(f"from read_csv('{path}', header=true, columns={columns}, nullstr='')").fetchall()
        neutral = csv_twin.neutral(exact).to_pylist()
        assert [_empty(row) for row in found] == [_empty(tuple(row.values())) for row in neutral]


def _empty(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(None if cell == "" else cell for cell in row)


def test_frictionless_finds_every_csv_resource_valid_and_reads_its_rows(embedded: Path) -> None:
    report = frictionless.validate(str(embedded / "datapackage.json"))
    assert report.flatten(["name", "type", "note"]) == []
    package = frictionless.Package(str(embedded / "datapackage.json"))
    assert {r.path for r in package.resources} == {
        p.relative_to(embedded.resolve()).as_posix() for p in (embedded.resolve() / "csv").iterdir()
    }
    for resource in package.resources:
        name = "conferences" if resource.name == "conferences_flat" else resource.name
        rows = resource.read_rows()
        assert (
            len(rows) == pq.read_table(embedded / "tables" / f"{name}.parquet").num_rows == resource.custom["rowCount"]
        )


def test_frictionless_finds_a_wrong_cell(embedded: Path, tmp_path: Path) -> None:
    package = json.loads((embedded / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(r for r in package["resources"] if r["name"] == "dates")
    (tmp_path / "csv").mkdir()
    data = (embedded / "csv" / "dates.csv").read_bytes().replace(b',"date",', b',"feast",', 1)
    (tmp_path / "csv" / "dates.csv").write_bytes(data)
    resource |= {"bytes": len(data)}
    del resource["hash"], resource["schema"]["foreignKeys"]
    (tmp_path / "datapackage.json").write_text(json.dumps(package | {"resources": [resource]}), encoding="utf-8")
    errors = frictionless.validate(str(tmp_path / "datapackage.json")).flatten(["type", "fieldName"])
    assert errors == [["constraint-error", "kind"]]


def test_croissant_is_valid_without_a_warning_and_loads_every_record(
    embedded: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        dataset = mlcroissant.Dataset(jsonld=str(embedded / "croissant.json"))
    assert dataset.metadata.ctx.issues.report() == ""
    assert caplog.messages == []
    assert {records.id for records in dataset.metadata.record_sets} == set(TABLES)
    for name in TABLES:
        exact = pq.read_table(embedded / "tables" / f"{name}.parquet").to_pylist()
        read = [{k.partition("/")[2]: _plain(v) for k, v in row.items()} for row in dataset.records(name)]
        assert read == exact


def _plain(value: Any) -> object:
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, pd.Timestamp):
        return value.date()
    return None if isinstance(value, float) and math.isnan(value) else value


@pytest.mark.parametrize(
    ("version", "semver"),
    [("2014-06-03-0123456789ab", "2014.6.3+0123456789ab"), ("undated-0123456789ab", "0.0.0+0123456789ab")],
)
def test_croissant_gets_a_semantic_version(version: str, semver: str) -> None:
    assert semantic(version) == semver


def test_a_parquet_file_is_compressed_sorted_indexed_and_says_its_version(embedded: Path) -> None:
    version = Released.at(embedded).version
    for name, table in TABLES.items():
        file = pq.ParquetFile(embedded / "tables" / f"{name}.parquet")
        assert file.schema_arrow.metadata[b"spacecoop_version"].decode() == version
        if file.metadata.num_rows == 0:
            continue
        group = file.metadata.row_group(0)
        order = list(dict.fromkeys((*table.sort, *table.key)))
        assert [file.schema_arrow.names[column.column_index] for column in group.sorting_columns] == order
        for i in range(group.num_columns):
            column = group.column(i)
            assert column.compression == "ZSTD"
            assert column.has_offset_index
            assert column.has_column_index
        keys = [
            tuple((v is None, v) for v in row.values()) for row in file.read(columns=order).select(order).to_pylist()
        ]
        assert keys == sorted(keys)


def test_duckdb_sees_the_descriptions_in_the_footer(embedded: Path) -> None:
    path = embedded / "tables" / "dates.parquet"
    said = dict(duckdb.sql(f"select key, value from parquet_kv_metadata('{path}')").fetchall())
    declared = json.loads(said[b"spacecoop_table"])
    assert declared["title"] == TABLES["dates"].title
    start = next(field for field in declared["fields"] if field["name"] == "start_char")
    assert start["unit"] == "code points from 0"


# Citation File Format 1.2.0: what must be there, and what else may stand at the top.
CFF_NEEDED = {"cff-version", "message", "title", "authors"}
CFF_ALLOWED = CFF_NEEDED | {
    "abstract", "commit", "contact", "date-released", "doi", "identifiers", "keywords", "license", "license-url",
    "preferred-citation", "references", "repository", "repository-artifact", "repository-code", "type", "url", "version",
}  # fmt: skip


def citation_of(text: str) -> dict[str, Any]:
    said = yaml.safe_load(text)
    assert set(said) >= CFF_NEEDED
    assert set(said) <= CFF_ALLOWED
    assert said["cff-version"] == "1.2.0"
    assert said["type"] in ("software", "dataset")
    assert all(isinstance(said[name], str) for name in ("message", "title", "version", "license", "url"))
    assert all(set(author) == {"name"} for author in said["authors"])
    assert all(re.fullmatch(r"https://\S+", said[name]) for name in ("url", "repository-code"))
    return said


def test_a_release_is_cited_by_its_version(embedded: Path) -> None:
    said = citation_of((embedded / "CITATION.cff").read_text(encoding="utf-8"))
    assert (said["type"], said["license"]) == ("dataset", "CC-BY-4.0")
    assert said["version"] == Released.at(embedded).version


def test_the_project_is_cited_by_its_version_and_names_the_licence_of_its_data() -> None:
    said = citation_of((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (said["type"], said["license"], said["version"]) == ("software", "MIT", __version__)
    assert (ROOT / "LICENSE-DATA").read_text(encoding="utf-8") == licence.NOTICE


def test_the_licence_lies_in_the_release(embedded: Path) -> None:
    assert "CC BY 4.0" in (embedded / "LICENSE").read_text(encoding="utf-8")


def test_without_gold_the_accuracy_is_said_not_to_be_measured(embedded: Path) -> None:
    said = json.loads((embedded / "accuracy.json").read_text(encoding="utf-8"))
    assert (said["measured"], said["gold"], said["figures"]) == (False, None, [])
    text = (embedded / "DICTIONARY.md").read_text(encoding="utf-8")
    assert "not measured, as no gold data was given" in text
    assert (
        "| `date_id` | string | no | Identifier of the mention | pattern `^[0-9a-f]{20}$` | given, not read |" in text
    )
    assert NO_GOLD not in text


def test_with_gold_every_column_says_how_right_it_is(tmp_path: Path) -> None:
    from spacecoop.publish.accuracy import Accuracy, Figure

    shares = {"precision": 0.9, "recall": 0.8, "f1": 0.847, "f1_low": 0.8, "f1_high": 0.9}
    counts = {"documents": 7, "gold": 10, "found": 9, "right": 8}
    rows = Figure(table="dates", column=None, what="spans", gold_set="wire", **counts, **shares)
    values = Figure(table="dates", column="value", what="values", gold_set="wire", **counts, **shares)
    accuracy = Accuracy("a" * 64, "2026-01-02", "b" * 64, (rows, values))
    assert Accuracy.decode(accuracy.encode()) == accuracy
    made = write_release(tables_of(ROOT / "sources"), tmp_path, accuracy=accuracy)
    text = (made.path / "DICTIONARY.md").read_text(encoding="utf-8")
    assert "not measured" not in text
    assert "| [dates](#dates) | " in text
    assert re.search(r"^\| `value` \| string \| no \| .* \| 85 \(80–90\) wire \|$", text, re.M)
    assert f"hash {'a' * 64}" in text
    assert GIVEN in text
    said = json.loads((made.path / "accuracy.json").read_text(encoding="utf-8"))
    assert said["measured"]
    with pytest.raises(ValueError, match="figure 0 lacks what"):
        Accuracy.decode(accuracy.encode().replace(b'"what"', b'"which"'))
