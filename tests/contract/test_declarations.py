"""Every rendering of a table says the same as its declaration: Arrow, data package, dictionary, Dagster, expectations."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import typing
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from spacecoop.publish import croissant, csv, datapackage, dictionary, parquet
from spacecoop.publish.accuracy import Accuracy
from spacecoop.publish.datapackage import Weighed
from spacecoop.tables import EXTRACTED, TABLES
from spacecoop.tables.arrow import schema, to_arrow
from spacecoop.tables.column import Column

NAMES = list(TABLES)
ARROW_TYPES = {"string": "string", "int64": "integer", "double": "number", "bool": "boolean", "date32[day]": "date"}
DESIGNED = {
    "documents", "dates", "quantities", "actors", "actor_aliases", "actor_mentions", "statements", "conferences",
    "conference_claims", "conference_actors", "ties", "budgets", "cooperation", "rejected", "problems", "moved_ids",
}  # fmt: skip


def columns_from_arrow(shape: pa.Schema) -> dict[str, dict[str, object]]:
    """Read back from an Arrow schema what a declaration says, keyed by column."""
    read: dict[str, dict[str, object]] = {}
    for field in shape:
        said = {k.decode(): v.decode() for k, v in (field.metadata or {}).items()}
        read[field.name] = {
            "type": ARROW_TYPES[str(field.type)],
            "nullable": field.nullable,
            "description": said["description"],
            "unit": said.get("unit"),
            "enum": tuple(said["enum"].split("|")) if "enum" in said else (),
            "pattern": said.get("pattern"),
            "minimum": float(said["minimum"]) if "minimum" in said else None,
            "references": said.get("references"),
        }
    return read


def declared(column: Column) -> dict[str, object]:
    return {
        "type": column.type,
        "nullable": column.nullable,
        "description": column.description,
        "unit": column.unit,
        "enum": column.enum,
        "pattern": column.pattern,
        "minimum": column.minimum,
        "references": column.references,
    }


def test_every_designed_table_is_declared() -> None:
    assert set(TABLES) == DESIGNED
    assert set(EXTRACTED) <= DESIGNED


@pytest.mark.parametrize("name", NAMES)
def test_a_parquet_file_gives_the_declaration_back(name: str) -> None:
    file = io.BytesIO(parquet.encode(name, to_arrow(name, ()), "test"))
    read = pq.read_schema(file)
    assert columns_from_arrow(read) == {c.name: declared(c) for c in TABLES[name].columns}
    assert read.metadata[b"primary_key"].decode() == ",".join(TABLES[name].key)
    assert read.metadata[b"spacecoop_version"] == b"test"


def from_field(field: dict[str, Any], references: str | None) -> dict[str, object]:
    """What a Table Schema field says of a column, in the words of ``declared``."""
    limits = field.get("constraints", {})
    return {
        "type": field["type"],
        "nullable": not limits.get("required", False),
        "description": field["description"],
        "unit": field.get("unit"),
        "enum": tuple(limits.get("enum", ())),
        "pattern": limits.get("pattern"),
        "minimum": limits.get("minimum"),
        "references": references,
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_footer_of_a_parquet_file_gives_the_declaration_back_as_json(name: str) -> None:
    file = io.BytesIO(parquet.encode(name, to_arrow(name, ()), "test"))
    said = json.loads(pq.read_schema(file).metadata[b"spacecoop_table"])
    table = TABLES[name]
    assert (said["name"], said["title"], said["description"]) == (table.name, table.title, table.description)
    assert (said["primaryKey"], said["sort"]) == (list(table.key), list(table.sort))
    assert {f["name"]: from_field(f, f.get("references")) for f in said["fields"]} == {
        c.name: declared(c) for c in table.columns
    }


def weights() -> dict[str, Weighed]:
    paths = [f"csv/{table}.csv" for table in (*TABLES, "conferences_flat")]
    return dict.fromkeys([*paths, *(f"tables/{table}.parquet" for table in TABLES)], Weighed(0, "0" * 64))


@pytest.mark.parametrize("name", NAMES)
def test_the_data_package_gives_the_declaration_back(name: str) -> None:
    package = json.loads(datapackage.render("test", dict.fromkeys(TABLES, 0), weights()))
    resource = next(r for r in package["resources"] if r["name"] == name)
    foreign = {
        k["fields"][0]: f"{k['reference']['resource'] or name}.{k['reference']['fields'][0]}"
        for k in resource["schema"]["foreignKeys"]
    }
    fields = {f["name"]: from_field(f, foreign.get(f["name"])) for f in resource["schema"]["fields"]}
    assert fields == {c.name: declared(c) for c in TABLES[name].columns}
    assert resource["schema"]["primaryKey"] == list(TABLES[name].key)


@pytest.mark.parametrize("name", NAMES)
def test_croissant_gives_keys_types_and_columns_back(name: str) -> None:
    said = json.loads(croissant.render("2014-06-23-0123456789ab", weights()))
    records = next(r for r in said["recordSet"] if r["@id"] == name)
    types = {v: k for k, v in croissant.DATA_TYPES.items()}
    assert [key["@id"] for key in records["key"]] == [f"{name}/{key}" for key in TABLES[name].key]
    for column, field in zip(TABLES[name].columns, records["field"], strict=True):
        assert field["@id"] == f"{name}/{column.name}"
        assert field["source"]["extract"]["column"] == column.name
        assert types[field["dataType"]] == column.type
        assert field["description"].startswith(column.description)


@pytest.mark.parametrize("name", NAMES)
def test_a_csv_twin_reads_back_with_the_declared_types(name: str) -> None:
    empty = to_arrow(name, ())
    assert csv.decode(csv.encode(empty), name).equals(empty)


@pytest.mark.parametrize("name", NAMES)
def test_the_dictionary_names_every_column_with_its_description(name: str) -> None:
    text = dictionary.render("test", dict.fromkeys(TABLES, 0), Accuracy())
    section = re.split(rf"^## {name}$", text, flags=re.M)[1].split("\n## ")[0]
    rows = {m[1]: m for m in re.finditer(r"^\| `(\w+)` \| (\w+) \| (yes|no) \| (.*?) \|", section, re.M)}
    assert list(rows) == [c.name for c in TABLES[name].columns]
    for column in TABLES[name].columns:
        assert rows[column.name][2] == column.type
        assert rows[column.name][3] == ("yes" if column.nullable else "no")
        assert rows[column.name][4] == column.description


@pytest.mark.parametrize("name", NAMES)
def test_a_reference_points_at_the_key_of_a_declared_table(name: str) -> None:
    for column in TABLES[name].columns:
        if column.references:
            table, _, field = column.references.partition(".")
            assert TABLES[table].key == (field,)


@pytest.mark.parametrize("name", NAMES)
def test_key_and_sort_columns_exist_and_a_key_is_never_null(name: str) -> None:
    table = TABLES[name]
    assert all(not table.column(key).nullable for key in table.key)
    assert all(table.column(column) for column in table.sort)


@pytest.mark.parametrize("name", NAMES)
def test_the_arrow_schema_takes_a_record_of_each_columns_type(name: str) -> None:
    import datetime

    samples = {"string": "x", "integer": 1, "number": 1.5, "boolean": True, "date": datetime.date(2013, 9, 16)}
    table = TABLES[name]
    values = {c.name: c.enum[0] if c.enum else samples[c.type] for c in table.columns}
    record = table.record(**values)
    made = to_arrow(name, [record])
    assert made.schema.equals(schema(name))
    assert made.to_pylist() == [dataclasses.asdict(record) | values]


def test_a_record_is_frozen_and_slotted() -> None:
    for table in TABLES.values():
        assert table.record.__dataclass_params__.frozen  # type: ignore[attr-defined]
        assert "__slots__" in vars(table.record)
        assert typing.get_type_hints(table.record)


@pytest.mark.parametrize("name", NAMES)
def test_dagsters_column_schema_gives_the_declaration_back(name: str) -> None:
    from assets.metadata import column_schema

    shown = column_schema(TABLES[name])
    assert [c.name for c in shown.columns] == [c.name for c in TABLES[name].columns]
    for column, seen in zip(TABLES[name].columns, shown.columns, strict=True):
        other = seen.constraints.other
        said = {
            "type": seen.type,
            "nullable": seen.constraints.nullable,
            "description": (seen.description or "").removesuffix(f" ({column.unit})"),
            "unit": column.unit if column.unit and (seen.description or "").endswith(f" ({column.unit})") else None,
            "enum": next((tuple(o[7:].split(", ")) for o in other if o.startswith("one of ")), ()),
            "pattern": next((o[8:] for o in other if o.startswith("matches ")), None),
            "minimum": next((float(o[3:]) for o in other if o.startswith(">= ")), None),
            "references": next((o[10:] for o in other if o.startswith("refers to ")), None),
        }
        assert said == declared(column)
        assert seen.constraints.unique == (TABLES[name].key == (column.name,))


@pytest.mark.parametrize("name", NAMES)
def test_the_expectation_suite_gives_the_declaration_back(name: str) -> None:
    from expectations.suites import PYTHON_TYPES, load, suite

    load()

    by_column: dict[str, dict[str, dict]] = {c.name: {} for c in TABLES[name].columns}
    whole: dict[str, dict] = {}
    for expectation in suite(name).expectations:
        config = expectation.configuration
        column = config.kwargs.get("column")
        (by_column[column] if column else whole)[config.type] = dict(config.kwargs)
    for column in TABLES[name].columns:
        made = by_column[column.name]
        limits = made.get("expect_column_values_to_be_between", {})
        assert made["expect_column_values_to_be_of_type"]["type_"] == PYTHON_TYPES[column.type]
        assert ("expect_column_values_to_not_be_null" in made) == (not column.nullable)
        assert tuple(made.get("expect_column_values_to_be_in_set", {}).get("value_set", ())) == column.enum
        assert made.get("expect_column_values_to_match_regex", {}).get("regex") == column.pattern
        assert (limits.get("min_value"), limits.get("max_value")) == (column.minimum, column.maximum)
    key = TABLES[name].key
    if len(key) == 1:
        assert "expect_column_values_to_be_unique" in by_column[key[0]]
    else:
        assert tuple(whole["expect_compound_columns_to_be_unique"]["column_list"]) == key
    order = whole["expect_table_columns_to_match_ordered_list"]["column_list"]
    assert order == [c.name for c in TABLES[name].columns]
