"""The declared tables as Arrow schemas, and records as Arrow columns.

The only renderer that lives beside the declarations, because the engine's batch interface speaks Arrow itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pyarrow as pa

from spacecoop.tables import TABLES
from spacecoop.tables.column import Column, ColumnType
from spacecoop.tables.order import in_order

ARROW: dict[ColumnType, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


@cache
def schema(table: str) -> pa.Schema:
    """Arrow schema of a published table; fields and schema carry their descriptions as metadata."""
    declared = TABLES[table]
    said: dict[bytes | str, bytes | str] = {
        "title": declared.title,
        "description": declared.description,
        "primary_key": ",".join(declared.key),
    }
    return pa.schema([_field(c) for c in declared.columns], metadata=said)


def _field(column: Column) -> pa.Field[pa.DataType]:
    said: dict[bytes | str, bytes | str] = {"description": column.description}
    for name in ("unit", "pattern", "references"):
        if (value := getattr(column, name)) is not None:
            said[name] = value
    for name, bound in (("minimum", column.minimum), ("maximum", column.maximum)):
        if bound is not None:
            said[name] = str(bound)
    if column.enum:
        said["enum"] = "|".join(column.enum)
    if column.previous_names:
        said["previous_names"] = "|".join(column.previous_names)
    return pa.field(column.name, ARROW[column.type], nullable=column.nullable, metadata=said)


def to_arrow(table: str, rows: Sequence[object]) -> pa.Table:
    """Records of one table as an Arrow table of its schema, in the order given."""
    arrays = [pa.array([getattr(r, c.name) for r in rows], ARROW[c.type]) for c in TABLES[table].columns]
    return pa.Table.from_arrays(arrays, schema=schema(table))


def sort_rows(name: str, rows: pa.Table) -> pa.Table:
    """Rows in the table's reading order, ties broken by the key, nulls last; carries the declared schema."""
    declared = TABLES[name]
    order = dict.fromkeys((*declared.sort, *declared.key))
    return in_order(rows, list(order)).cast(schema(name))
