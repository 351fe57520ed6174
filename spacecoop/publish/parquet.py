"""The Parquet files: zstd, a page index, and descriptions and version inside the file itself.

Same table and version, same bytes.
"""

from __future__ import annotations

from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq

ROWS_A_GROUP = 100_000


def encode(table: pa.Table, version: str) -> bytes:
    """A table as Parquet bytes; field and table descriptions stand in the footer with the release's version."""
    said = dict(table.schema.metadata or {}) | {b"spacecoop_version": version.encode()}
    out = BytesIO()
    pq.write_table(
        table.replace_schema_metadata(said),
        out,
        compression="zstd",
        compression_level=9,
        row_group_size=ROWS_A_GROUP,
        write_page_index=True,
        version="2.6",
    )
    return out.getvalue()
