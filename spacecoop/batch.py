"""``extract_batch``: many documents at once, Arrow in and Arrow out; what every way of running calls.

Pure and picklable, so that a process pool or a cluster can map it over chunks. Nothing across documents happens here.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import pyarrow as pa

from spacecoop.document import Document
from spacecoop.engine import Found, extract_unbound
from spacecoop.tables import EXTRACTED
from spacecoop.tables.binding import bind, nest, nested_type
from spacecoop.uncollected import uncollected

# One row an article as it was read: the fields of ``Document``, where it comes from, and the hash of its text.
DOCUMENTS = pa.schema(
    [
        pa.field("document_id", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("published", pa.date32()),
        pa.field("published_source", pa.string()),
        pa.field("title", pa.string()),
        pa.field("outlet", pa.string()),
        pa.field("author", pa.string()),
        pa.field("url", pa.string()),
        pa.field("language", pa.string()),
        pa.field("rights", pa.string()),
        pa.field("publish_words", pa.bool_()),
        pa.field("format", pa.string()),
        pa.field("extractor", pa.string()),
        pa.field("sha256", pa.string()),
        pa.field("text_sha256", pa.string()),
        pa.field("collection", pa.string()),
        pa.field("source", pa.string()),
    ]
)
PUBLICATIONS = pa.schema(
    [
        pa.field("document_id", pa.string(), nullable=False),
        pa.field("published", pa.date32()),
        pa.field("published_from", pa.string(), nullable=False),
        pa.field("published_conflict", pa.bool_(), nullable=False),
        pa.field("published_passed_over", pa.string()),
        pa.field("words", pa.int64(), nullable=False),
        # By what copies of an article are told: starts and ends of its body's parts, how many words those hold, their
        # hash, and their sketch.
        pa.field("body", pa.list_(pa.int32())),
        pa.field("body_words", pa.int64()),
        pa.field("digest", pa.string()),
        pa.field("sketch", pa.list_(pa.int64())),
    ]
)
# What a text says, whatever its document is called: ``PUBLICATIONS`` and the rows of every table, nested.
UNBOUND = pa.schema(
    [
        *(field for field in PUBLICATIONS if field.name != "document_id"),
        *(pa.field(n, nested_type(n)) for n in EXTRACTED),
    ]
)
READ_BY_EXTRACT = ("document_id", "text", "published", "published_source", "title")


def documents_table(documents: Iterable[Document]) -> pa.Table:
    """Documents as an Arrow table of the schema ``DOCUMENTS``, sorted by ``document_id``.

    ``source`` is the identifier without ``#n``; ``collection`` is the source's folder, empty at the root.
    """
    rows: list[dict[str, object]] = []
    for document in sorted(documents, key=lambda d: d.document_id):
        said: dict[str, object] = {name: getattr(document, name) for name in DOCUMENTS.names[:14]}
        said["text_sha256"] = sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
        said["source"] = document.document_id.partition("#")[0]
        said["collection"] = document.document_id.rpartition("/")[0]
        rows.append(said)
    return pa.Table.from_pylist(rows, DOCUMENTS)


def extract_batch(documents: pa.Table) -> dict[str, pa.Table]:
    """What the documents say: a table of the declared schema for each name in ``EXTRACTED``.

    ``documents`` has columns of ``DOCUMENTS``, of which only the first two are needed. Beside the published tables
    comes ``publications``: the date decided for each document, and its words. Rows stand in the order of the input.
    """
    return bind_batch(extract_unbound_batch(documents), documents.column("document_id"))


def extract_unbound_batch(documents: pa.Table) -> pa.Table:
    """What the documents say, a row a document of the schema ``UNBOUND``: named locally, whatever the document is called."""
    present = [name for name in READ_BY_EXTRACT if name in documents.column_names]
    with uncollected():
        found = [extract_unbound(_document(given)) for given in documents.select(present).to_pylist()]
    said = pa.Table.from_pylist([_publication(one) for one in found], PUBLICATIONS).drop_columns(["document_id"])
    rows = [nest(name, [getattr(one, name) for one in found]) for name in EXTRACTED]
    return pa.Table.from_arrays([*said.columns, *rows], schema=UNBOUND)


def bind_batch(found: pa.Table, document_ids: pa.ChunkedArray[pa.StringScalar]) -> dict[str, pa.Table]:
    """The tables of ``extract_batch`` from rows of ``UNBOUND`` and the name of the document of each."""
    found, names = found.combine_chunks(), document_ids.combine_chunks()
    tables = {name: bind(name, _array(found, name), names) for name in EXTRACTED}
    said = [names, *(_array(found, name) for name in PUBLICATIONS.names[1:])]
    tables["publications"] = pa.Table.from_arrays(said, schema=PUBLICATIONS)
    return tables


def _array(table: pa.Table, name: str) -> Any:
    column = table.column(name)
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def _document(given: dict[str, object]) -> Document:
    said = {key: value for key, value in given.items() if value is not None}
    return Document(**said)  # type: ignore[arg-type]


def _publication(found: Found) -> dict[str, object]:
    said = found.publication
    passed = " ".join(f"{source}={day.isoformat()}" for source, day in said.passed_over)
    return {
        "document_id": found.document_id,
        "published": said.published,
        "published_from": said.published_from,
        "published_conflict": said.is_conflict,
        "published_passed_over": passed or None,
        "words": found.words,
        "body": found.body.spans,
        "body_words": found.body.words,
        "digest": found.body.digest,
        "sketch": found.body.sketch,
    }
