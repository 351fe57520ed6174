"""The CSV twins of the tables (RFC 4180, UTF-8), and the wide file of conferences for spreadsheets.

A cell that a spreadsheet would run as a formula gets a leading apostrophe; Parquet stays exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from spacecoop.tables import TABLES, Column
from spacecoop.tables.arrow import schema

# OWASP: cells that begin with these are run as formulas by spreadsheets.
FORMULA = r"^([=+\-@\t\r])"
NEUTRAL = r"^'([=+\-@\t\r])"
OPTIONS = pyarrow.csv.WriteOptions(  # the stubs are older than these two options
    eol="\r\n",  # pyright: ignore[reportCallIssue]
    quoting_style="needed",
    quoting_header="none",  # pyright: ignore[reportCallIssue]
)
# A double click in Excel takes CSV for UTF-8 only after this mark. Programs would read it into the first column's
# name, so that only the file made for spreadsheets bears it.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# What the wide file adds to the columns of ``conferences``.
FLAT_COLUMNS = tuple(
    Column(name, "string", True, description, None, (), None, None, None, None, ())
    for name, description in (
        ("organisers", "Names of organisers, hosts and sponsors, joined by `; `"),
        ("source_document_id", "First document in reading order that reports it"),
        ("source_outlet", "Who published that document"),
        ("source_url", "Where it was published"),
        ("source_published", "Its publication date"),
    )
)


def encode(table: pa.Table) -> bytes:
    """A table as CSV bytes with a header; null is an empty cell without quotes."""
    out = BytesIO()
    pyarrow.csv.write_csv(neutral(table), out, OPTIONS)
    return out.getvalue()


def encode_for_spreadsheets(table: pa.Table) -> bytes:
    """``encode`` after a byte order mark."""
    return BYTE_ORDER_MARK + encode(table)


def decode(data: bytes, name: str) -> pa.Table:
    """A published table read back from its twin's bytes; raises ``pyarrow.ArrowInvalid`` where they are no such table.

    A string that began with an apostrophe before such a character comes back without it; Parquet is exact.
    """
    declared = schema(name)
    read = pyarrow.csv.read_csv(
        BytesIO(data),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types={field.name: field.type for field in declared},
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    return _replaced(read, NEUTRAL, r"\1").cast(declared)


def neutral(table: pa.Table) -> pa.Table:
    """The table with an apostrophe before every string that a spreadsheet would run."""
    return _replaced(table, FORMULA, r"'\1")


def _replaced(table: pa.Table, pattern: str, by: str) -> pa.Table:
    for i, field in enumerate(table.schema):
        # Most columns hold nothing to replace, which is sooner seen than done.
        if pa.types.is_string(field.type) and pc.any(pc.match_substring_regex(table.column(i), pattern)).as_py():
            table = table.set_column(i, field, pc.replace_substring_regex(table.column(i), pattern, by))
    return table


def conferences_flat(tables: Mapping[str, pa.Table]) -> pa.Table:
    """One wide row a conference: its own columns, then those of ``FLAT_COLUMNS``."""
    names = {row["actor_id"]: str(row["name"]) for row in tables["actors"].to_pylist()}
    organisers: dict[str, list[str]] = {}
    for row in tables["conference_actors"].to_pylist():
        if row["role"] in ("organiser", "host", "sponsor"):
            said = organisers.setdefault(row["conference_id"], [])
            name = names.get(row["actor_id"]) or str(row["actor_id"])
            if name not in said:
                said.append(name)
    sources: dict[str, str] = {}
    for row in tables["conference_claims"].select(["conference_id", "document_id"]).to_pylist():
        sources.setdefault(row["conference_id"], row["document_id"])
    documents: dict[str, dict[str, object]] = {row["document_id"]: row for row in tables["documents"].to_pylist()}
    flat = tables["conferences"]
    keys = [str(key) for key in flat.column("conference_id").to_pylist()]
    firsts = [documents.get(sources.get(key, ""), {}) for key in keys]
    added: dict[str, list[str | None]] = {"organisers": ["; ".join(organisers.get(key, [])) or None for key in keys]}
    for column in FLAT_COLUMNS[1:]:
        cells = [first.get(column.name.removeprefix("source_")) for first in firsts]
        added[column.name] = [None if cell is None else str(cell) for cell in cells]
    for name, values in added.items():
        flat = flat.append_column(name, pa.array(values, pa.string()))
    return flat


def flat_columns() -> tuple[Column, ...]:
    """Every column of the wide file, in its order."""
    return (*TABLES["conferences"].columns, *FLAT_COLUMNS)
