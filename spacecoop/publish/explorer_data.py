"""What the explorer's page holds of each table: which rows, and how they are written so that no text can break out.

Nothing is shown here; ``explorer`` puts the blocks into the page and its scripts read them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.tables import TABLES

# So that a page of a big release stays below 20 MB: most rows a table, and most bytes.
MOST_ROWS = 5_000
MOST_BYTES = 900_000
# The claims are what every conference rests on, so more of them fit.
MOST_ROWS_OF = {"conference_claims": 20_000}
MOST_BYTES_OF = {"conference_claims": 3_600_000}
# Tables that a conference rests on, by the column that names it.
EVIDENCE = {"conference_claims": "conference_id", "conference_actors": "conference_id"}
# Tables whose documents a reader will ask for first.
CITING = ("conference_claims", "conference_actors", "ties", "budgets")
# A column, and the values in it whose rows go first, the lower numbers before the higher.
Preferred = tuple[str, Mapping[str, int]]
JsonColumn = dict[str, object] | list[object]


@dataclass(frozen=True, slots=True)
class Block:
    """The embedded part of one table: its JSON, how many rows that holds, and how many the table has."""

    table: str
    json: str
    rows: int
    total: int


def blocks(tables: Mapping[str, pa.Table]) -> list[Block]:
    """Every table, cut to what the page can carry; the rows that shown rows rest on go first."""
    held = {"conferences": _held("conferences", tables["conferences"], ("mention", {"main": 0}))}
    conferences: dict[str, int] = dict.fromkeys(_strings(held["conferences"][1], "conference_id"), 0)
    for name, column in EVIDENCE.items():
        held[name] = _held(name, tables[name], (column, conferences))
    for name in ("ties", "budgets"):
        held[name] = _held(name, tables[name])
    cited: dict[str, int] = {}
    for rank, name in enumerate(CITING):
        cited = dict.fromkeys(_strings(held[name][1], "document_id"), rank) | cited
    for name, declared in TABLES.items():
        if name not in held:
            has_document = any(column.name == "document_id" for column in declared.columns)
            held[name] = _held(name, tables[name], ("document_id", cited) if has_document else None)
    return [held[name][0] for name in TABLES]


def _strings(rows: pa.Table, column: str) -> list[str]:
    return cast("list[str]", rows.column(column).to_pylist())


def _held(name: str, table: pa.Table, preferred: Preferred | None = None) -> tuple[Block, pa.Table]:
    """A table's block, and the rows in it: as many as the limits of rows and bytes allow."""
    most = min(MOST_ROWS_OF.get(name, MOST_ROWS), table.num_rows)
    bytes_allowed = MOST_BYTES_OF.get(name, MOST_BYTES)
    while True:
        rows = _first(table, most, preferred)
        text = to_json({"rows": rows.num_rows, "columns": {f: _column(rows, f) for f in rows.column_names}})
        size = len(text.encode())
        if size <= bytes_allowed or most == 0:
            return Block(name, text, rows.num_rows, table.num_rows), rows
        most = int(most * bytes_allowed / size * 0.98)


def _first(table: pa.Table, most: int, preferred: Preferred | None) -> pa.Table:
    """At most so many rows in reading order, those whose column holds a preferred value before others."""
    if table.num_rows <= most:
        return table
    if preferred is None:
        return table.slice(0, most)
    column, values = preferred
    wanted = pa.array(list(values), pa.string())
    places: Any = pc.fill_null(pc.index_in(table.column(column), value_set=wanted), pa.scalar(len(wanted)))
    ranks = np.array([*values.values(), max(values.values(), default=0) + 1])[places.to_numpy()]
    first = np.sort(np.argsort(ranks, kind="stable")[:most])
    return table.take(cast("pa.Array[pa.Int64Scalar]", pa.array(first, pa.int64())))


def _column(rows: pa.Table, name: str) -> JsonColumn:
    """The values of a column; strings that repeat as ``words`` and positions among them, -1 for null."""
    values = rows.column(name)
    plain = [_plain(v) for v in values.to_pylist()]
    if not pa.types.is_string(values.type):
        return plain
    words = list(dict.fromkeys(v for v in plain if v is not None))
    if len(words) * 2 > len(plain):
        return plain
    places: dict[object, int] = {word: i for i, word in enumerate(words)} | {None: -1}
    return {"words": words, "at": [places[v] for v in plain]}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def to_json(value: object) -> str:
    """JSON that may stand inside a script element: nothing in it opens or closes a tag, an entity or a line."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
