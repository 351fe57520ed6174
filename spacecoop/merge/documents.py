"""The ``documents`` table: what was read of each source, when it was published, and which are copies of another.

How copies are told is the business of ``copies``.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.merge.copies import Texts, copies
from spacecoop.merge.kept import Kept
from spacecoop.tables.arrow import schema

PASSED_THROUGH = (
    "document_id", "collection", "source", "format", "title", "outlet", "author", "url", "sha256", "text_sha256",
    "extractor", "rights",
)  # fmt: skip
DECIDED = ("published", "published_from", "published_conflict", "published_passed_over", "words")


def merge(articles: pa.Table, publications: pa.Table, texts: Texts, kept: Kept) -> pa.Table:
    """One row an article; ``publications`` holds the decided date and the words of each, ``texts`` gives the texts."""
    names = articles.column("document_id")
    decided = publications.take(pc.index_in(names, value_set=publications.column("document_id").combine_chunks()))
    repeated = copies(publications, texts, kept)
    published = decided.column("published")
    language = articles.column("language")
    is_known = pc.not_equal(pc.fill_null(language, pa.scalar("")), pa.scalar(""))
    cells = {
        "published_precision": pc.if_else(pc.is_valid(published), "day", pa.scalar(None, pa.string())),
        "language": pc.if_else(is_known, language, "und"),
        "duplicate_of": pa.array([repeated.get(str(name)) for name in names.to_pylist()], pa.string()),
        **{name: articles.column(name) for name in PASSED_THROUGH},
        **{name: decided.column(name) for name in DECIDED},
    }
    declared = schema("documents")
    return pa.table([cells[name] for name in declared.names], schema=declared)
