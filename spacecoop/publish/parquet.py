"""The Parquet files: zstd, a page index, and declaration and version inside the file itself.

Same table and version, same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from spacecoop.publish.datapackage import table_field
from spacecoop.tables import TABLES
from spacecoop.tables.arrow import schema

ROWS_A_GROUP = 100_000
DECLARATION, VERSION = b"spacecoop_table", b"spacecoop_version"


def encode(name: str, table: pa.Table, version: str) -> bytes:
    """A published table as Parquet bytes."""
    out = BytesIO()
    write(name, table.to_batches(), version, out)
    return out.getvalue()


def write(name: str, batches: Iterable[pa.RecordBatch], version: str, out: BinaryIO) -> None:
    """A published table as a Parquet file; the footer holds its declaration as JSON and the release's version.

    How the rows are cut into batches leaves no trace in the bytes.
    """
    said = dict(schema(name).metadata or {}) | {DECLARATION: declaration(name).encode(), VERSION: version.encode()}
    described = schema(name).with_metadata(said)
    order = dict.fromkeys((*TABLES[name].sort, *TABLES[name].key))
    with pq.ParquetWriter(
        out,
        described,
        compression="zstd",
        compression_level=9,
        write_page_index=True,
        sorting_columns=pq.SortingColumn.from_ordering(described, [(column, "ascending") for column in order]),
        version="2.6",
    ) as file:
        for group in _groups(batches, described):
            file.write_table(group, ROWS_A_GROUP)


def _groups(batches: Iterable[pa.RecordBatch], described: pa.Schema) -> Iterator[pa.Table]:
    """The rows in tables of ``ROWS_A_GROUP``, each in one piece; one without rows where there is none."""
    pending = described.empty_table()
    is_first = True
    for batch in batches:
        pending = pa.concat_tables([pending, pa.Table.from_batches([batch]).cast(described)])
        while pending.num_rows > ROWS_A_GROUP:
            yield pending.slice(0, ROWS_A_GROUP).combine_chunks()
            pending, is_first = pending.slice(ROWS_A_GROUP), False
    if pending.num_rows or is_first:
        yield pending.combine_chunks()


def declaration(name: str) -> str:
    """A table's declaration as JSON: title, description, key, reading order, and its columns as Table Schema fields."""
    table = TABLES[name]
    said = {
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "primaryKey": list(table.key),
        "sort": list(table.sort),
        "fields": [table_field(column) for column in table.columns],
    }
    return json.dumps(said, ensure_ascii=False)
