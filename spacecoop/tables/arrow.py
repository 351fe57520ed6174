"""The declared tables as Arrow schemas, and records as Arrow columns.

The only renderer that lives beside the declarations, because the engine's batch interface speaks Arrow itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pyarrow as pa

from spacecoop.tables import TABLES
from spacecoop.tables.column import Column

ARROW = {
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
    said = {"title": declared.title, "description": declared.description, "primary_key": ",".join(declared.key)}
    return pa.schema([_field(c) for c in declared.columns], metadata=said)


def _field(column: Column) -> pa.Field:
    said = {"description": column.description}
    for name in ("unit", "pattern", "references"):
        if (value := getattr(column, name)) is not None:
            said[name] = value
    if column.enum:
        said["enum"] = "|".join(column.enum)
    if column.previous_names:
        said["previous_names"] = "|".join(column.previous_names)
    return pa.field(column.name, ARROW[column.type], nullable=column.nullable, metadata=said)


def to_arrow(table: str, rows: Sequence[object]) -> pa.Table:
    """Records of one table as an Arrow table of its schema, in the order given."""
    shape = schema(table)
    return pa.table({f.name: pa.array([getattr(r, f.name) for r in rows], f.type) for f in shape}, schema=shape)
