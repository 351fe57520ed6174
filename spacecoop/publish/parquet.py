"""The Parquet files: zstd, a page index, and declaration and version inside the file itself.

Same table and version, same bytes.
"""

from __future__ import annotations

import json
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq

from spacecoop.publish.datapackage import table_field
from spacecoop.tables import TABLES

ROWS_A_GROUP = 100_000
DECLARATION, VERSION = b"spacecoop_table", b"spacecoop_version"


def encode(name: str, table: pa.Table, version: str) -> bytes:
    """A published table as Parquet bytes; the footer holds its declaration as JSON and the release's version."""
    said = dict(table.schema.metadata or {}) | {DECLARATION: declaration(name).encode(), VERSION: version.encode()}
    described = table.replace_schema_metadata(said)
    order = dict.fromkeys((*TABLES[name].sort, *TABLES[name].key))
    out = BytesIO()
    pq.write_table(
        described,
        out,
        compression="zstd",
        compression_level=9,
        row_group_size=ROWS_A_GROUP,
        write_page_index=True,
        sorting_columns=pq.SortingColumn.from_ordering(described.schema, [(column, "ascending") for column in order]),
        version="2.6",
    )
    return out.getvalue()


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
