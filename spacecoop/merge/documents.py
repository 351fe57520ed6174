"""The ``documents`` table: what was read of each source, when it was published, and which are copies of another.

How copies are told is the business of ``copies``.
"""

from __future__ import annotations

import pyarrow as pa

from spacecoop.merge.copies import copies
from spacecoop.tables import DocumentRow
from spacecoop.tables.arrow import to_arrow

PASSED_THROUGH = (
    "document_id", "collection", "source", "format", "title", "outlet", "author", "url", "sha256", "text_sha256",
    "extractor", "rights",
)  # fmt: skip


def merge(articles: pa.Table, publications: pa.Table) -> pa.Table:
    """One row an article; ``publications`` holds the decided date and the words of each."""
    said = {row["document_id"]: row for row in publications.to_pylist()}
    repeated = copies(articles, publications)
    rows: list[DocumentRow] = []
    for article in articles.to_pylist():
        decided = said[article["document_id"]]
        rows.append(
            DocumentRow(
                **{name: article[name] for name in PASSED_THROUGH},
                published=decided["published"],
                published_precision="day" if decided["published"] else None,
                published_from=decided["published_from"],
                published_conflict=decided["published_conflict"],
                published_passed_over=decided["published_passed_over"],
                language=article["language"] or "und",
                words=decided["words"],
                duplicate_of=repeated.get(article["document_id"]),
            )
        )
    return to_arrow("documents", rows)
