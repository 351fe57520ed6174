"""The CSV twins of the tables (RFC 4180, UTF-8), and the wide file of conferences for spreadsheets.

A cell that a spreadsheet would run as a formula gets a leading apostrophe; Parquet stays exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import BinaryIO, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from spacecoop.publish.partly import Whole, columns_of
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
    """A table as CSV bytes."""
    out = BytesIO()
    write(table.schema, table.to_batches(), out)
    return out.getvalue()


def write(shape: pa.Schema, batches: Iterable[pa.RecordBatch], out: BinaryIO) -> int:
    """A table as CSV with a header, null as an empty cell without quotes; returns how many rows it has."""
    rows = 0
    with pyarrow.csv.CSVWriter(out, shape, write_options=OPTIONS) as file:
        for batch in batches:
            file.write_table(neutral(pa.Table.from_batches([batch])))
            rows += batch.num_rows
    return rows


def write_for_spreadsheets(table: pa.Table, out: BinaryIO) -> None:
    """As ``write``, after a byte order mark."""
    out.write(BYTE_ORDER_MARK)
    write(table.schema, table.to_batches(), out)


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


def conferences_flat(tables: Whole) -> pa.Table:
    """One wide row a conference: its own columns, then those of ``FLAT_COLUMNS``."""
    parts = columns_of(tables, "conference_actors", ["conference_id", "actor_id", "role"])
    parts = parts.filter(pc.is_in(parts.column("role"), value_set=pa.array(["organiser", "host", "sponsor"])))
    actors = columns_of(tables, "actors", ["actor_id", "name"])
    actors = actors.filter(pc.is_in(actors.column("actor_id"), value_set=parts.column("actor_id").combine_chunks()))
    names = {row["actor_id"]: str(row["name"]) for row in actors.to_pylist()}
    organisers: dict[str, list[str]] = {}
    for row in parts.to_pylist():
        said = organisers.setdefault(row["conference_id"], [])
        name = names.get(row["actor_id"]) or str(row["actor_id"])
        if name not in said:
            said.append(name)
    sources = _firsts(columns_of(tables, "conference_claims", ["conference_id", "document_id"]))
    reporting = columns_of(tables, "documents", ["document_id", "outlet", "url", "published"])
    first = pa.array(sources.values(), pa.string())
    reporting = reporting.filter(pc.is_in(reporting.column("document_id"), value_set=first))
    documents: dict[str, dict[str, object]] = {row["document_id"]: row for row in reporting.to_pylist()}
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


def _firsts(claims: pa.Table) -> dict[str, str]:
    """The first document in reading order that reports each conference."""
    keys = claims.column("conference_id").combine_chunks()
    numbered = pa.table({"key": keys, "at": pa.array(range(len(keys)), pa.int64())})
    at = numbered.group_by("key").aggregate([("at", "min")]).column("at_min").combine_chunks()
    columns = (cast("list[str]", claims.column(name).take(at).to_pylist()) for name in ("conference_id", "document_id"))
    return dict(zip(*columns, strict=True))


def flat_columns() -> tuple[Column, ...]:
    """Every column of the wide file, in its order."""
    return (*TABLES["conferences"].columns, *FLAT_COLUMNS)
