"""No published column vanishes or changes its type unannounced: ``columns.json`` remembers what was published."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path

from spacecoop.tables import TABLES, Table

RECORD = json.loads((Path(__file__).parent / "columns.json").read_text(encoding="utf-8"))
REMEMBER = "run `python tools/record_columns.py`"


def broken_promises(record: dict[str, dict], tables: dict[str, Table]) -> list[str]:
    """What a reader of older releases would stumble over, in words."""
    found: list[str] = []
    for table, columns in record["columns"].items():
        if table not in tables:
            found.append(f"the table {table} is gone")
            continue
        now = {c.name: c.type for c in tables[table].columns}
        renamed = {past: c for c in tables[table].columns for past in c.previous_names}
        for name, kind in columns.items():
            if f"{table}.{name}" in record["dropped"]:
                continue
            if name not in now and name not in renamed:
                found.append(f"{table}.{name} is gone: name it in previous_names of its heir, or under dropped")
            elif (now[name] if name in now else renamed[name].type) != kind:
                found.append(f"{table}.{name} was {kind}: give the new type a new name")
    for table in tables.values():
        new = [c.name for c in table.columns if c.name not in record["columns"].get(table.name, {})]
        found += [f"{table.name}.{name} is not remembered: {REMEMBER}" for name in new]
    return found


def test_no_column_vanishes_unannounced() -> None:
    assert broken_promises(RECORD, TABLES) == []


def test_a_dropped_column_says_why_and_is_gone() -> None:
    for name, why in RECORD["dropped"].items():
        table, _, column = name.partition(".")
        assert why
        assert column not in {c.name for c in TABLES[table].columns}


def without(column: str, *, heir: str | None = None, kind: str | None = None) -> dict[str, Table]:
    """The tables after ``documents`` lost a column, or renamed it to ``heir``, or changed its type."""
    table = TABLES["documents"]
    columns = []
    for known in table.columns:
        if known.name != column:
            columns.append(known)
        elif heir is not None:
            columns.append(replace(known, name=heir, previous_names=(column,)))
        elif kind is not None:
            columns.append(replace(known, type=kind))
    return TABLES | {"documents": replace(table, columns=tuple(columns))}


def test_a_column_that_vanished_is_told() -> None:
    (said,) = broken_promises(RECORD, without("words"))
    assert said.startswith("documents.words is gone")


def test_a_renamed_column_is_announced_by_its_previous_name() -> None:
    assert broken_promises(RECORD, without("words", heir="length")) == [
        f"documents.length is not remembered: {REMEMBER}"
    ]


def test_a_column_of_another_type_is_told() -> None:
    assert broken_promises(RECORD, without("words", kind="string")) == [
        "documents.words was integer: give the new type a new name"
    ]


def test_a_dropped_column_may_be_announced_with_a_reason() -> None:
    record = copy.deepcopy(RECORD)
    record["dropped"]["documents.words"] = "it misled"
    assert broken_promises(record, without("words")) == []


def test_a_table_that_vanished_is_told() -> None:
    assert broken_promises(RECORD, {name: t for name, t in TABLES.items() if name != "ties"}) == [
        "the table ties is gone"
    ]
