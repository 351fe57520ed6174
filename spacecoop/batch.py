"""``extract_batch``: many documents at once, Arrow in and Arrow out; what every way of running calls.

Pure and picklable, so that a process pool or a cluster can map it over chunks. Nothing across documents happens here.
"""

from __future__ import annotations

from collections import defaultdict

import pyarrow as pa

from spacecoop.document import Document
from spacecoop.engine import Found, extract
from spacecoop.tables import EXTRACTED
from spacecoop.tables.arrow import to_arrow

DOCUMENTS = pa.schema(
    [
        pa.field("document_id", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("published", pa.date32()),
        pa.field("published_source", pa.string()),
        pa.field("title", pa.string()),
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
    ]
)


def extract_batch(documents: pa.Table) -> dict[str, pa.Table]:
    """What the documents say: a table of the declared schema for each name in ``EXTRACTED``.

    ``documents`` has the columns of ``DOCUMENTS``, of which only the first two are needed. Beside the published tables
    comes ``publications``: the date decided for each document and its words. Rows stand in the order of the input.
    """
    rows: dict[str, list[object]] = defaultdict(list)
    publications: list[dict[str, object]] = []
    for given in documents.to_pylist():
        found = extract(_document(given))
        for name in EXTRACTED:
            rows[name].extend(getattr(found, name))
        publications.append(_publication(found))
    tables = {name: to_arrow(name, rows[name]) for name in EXTRACTED}
    tables["publications"] = pa.Table.from_pylist(publications, PUBLICATIONS)
    return tables


def _document(given: dict[str, object]) -> Document:
    said = {key: given[key] for key in DOCUMENTS.names if given.get(key) is not None}
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
    }
