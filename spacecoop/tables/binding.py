"""Rows of a document that has no name yet: nested below it, named locally, until ``bind`` hashes in the document's name.

What is found of a text depends on nothing but the text, so that it can be kept and bound to any document that has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.tables import TABLES, Column
from spacecoop.tables.arrow import ARROW, schema
from spacecoop.tables.facts import CONFERENCE_ID
from spacecoop.tables.identity import mention_ids
from spacecoop.tables.mentions import MENTION_ID

DOCUMENT = "document_id"
CONFERENCE = "conference/"


@cache
def scoped(table: str) -> dict[str, str]:
    """The columns whose identifiers hold good within one document, each with what stands before the local name."""
    found: dict[str, str] = {}
    for column in TABLES[table].columns:
        patterns = {column.pattern, _target(column).pattern}
        if CONFERENCE_ID in patterns:
            found[column.name] = CONFERENCE
        elif MENTION_ID in patterns:
            found[column.name] = ""
    return found


def _target(column: Column) -> Column:
    """The column that this one refers to, or itself."""
    if column.references is None:
        return column
    table, _, name = column.references.partition(".")
    return TABLES[table].column(name)


@cache
def nested_type(table: str) -> pa.ListType[pa.StructType]:
    """One document's rows of a table as a value: every column but the document's name."""
    columns = (c for c in TABLES[table].columns if c.name != DOCUMENT)
    return pa.list_(pa.struct([pa.field(c.name, ARROW[c.type]) for c in columns]))


def nest(table: str, rows: Sequence[Sequence[object]]) -> pa.ListArray[pa.StructScalar]:
    """The records of each document as one list a document."""
    offsets = [0]
    for own in rows:
        offsets.append(offsets[-1] + len(own))
    flat = [row for own in rows for row in own]
    fields = list(nested_type(table).value_type)
    arrays = [pa.array([getattr(row, f.name) for row in flat], f.type) for f in fields]
    structs = pa.StructArray.from_arrays(arrays, fields=fields)
    return cast("pa.ListArray[pa.StructScalar]", pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), structs))


def bind(table: str, rows: pa.ListArray[pa.StructScalar], document_ids: pa.Array[pa.StringScalar]) -> pa.Table:
    """The rows of all documents as the declared table, in their order, with published identifiers."""
    flat, parents = rows.flatten(), pc.list_parent_indices(rows)
    documents = cast("list[str]", document_ids.to_pylist())
    places = cast("list[int]", parents.to_pylist())
    arrays: list[Any] = []
    for column in TABLES[table].columns:
        if column.name == DOCUMENT:
            arrays.append(document_ids.take(parents))
            continue
        cells = pc.struct_field(flat, column.name)
        if column.name in scoped(table):
            cells = pa.array(mention_ids(documents, places, cells.to_pylist(), scoped(table)[column.name]), pa.string())
        arrays.append(cells)
    return pa.Table.from_arrays(arrays, schema=schema(table))
