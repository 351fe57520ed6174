"""The ``documents`` table: what was read of each source, when it was published, and which are copies of another.

Copies are told by their text alone; near copies are not looked for here.
"""

from __future__ import annotations

import re

import pyarrow as pa

from spacecoop.tables import DocumentRow
from spacecoop.tables.arrow import to_arrow

PASSED_THROUGH = (
    "document_id", "collection", "source", "format", "title", "outlet", "author", "url", "sha256", "text_sha256",
    "extractor", "rights",
)  # fmt: skip
WORDS = re.compile(r"\w+")


def merge(articles: pa.Table, publications: pa.Table) -> pa.Table:
    """One row an article; ``publications`` holds the decided date and the words of each."""
    said = {row["document_id"]: row for row in publications.to_pylist()}
    copies = duplicates(articles, {key: row["published"] for key, row in said.items()})
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
                duplicate_of=copies.get(article["document_id"]),
            )
        )
    return to_arrow("documents", rows)


def duplicates(articles: pa.Table, published: dict[str, object]) -> dict[str, str]:
    """The document each copy repeats: the one published first, else the smallest identifier, of those with its words.

    Case, punctuation and white space do not count.
    """
    groups: dict[str, list[str]] = {}
    for article in articles.select(["document_id", "text"]).to_pylist():
        words = " ".join(WORDS.findall(str(article["text"]).casefold()))
        groups.setdefault(words, []).append(str(article["document_id"]))
    copies: dict[str, str] = {}
    for keys in groups.values():
        first, *rest = sorted(keys, key=lambda k: (str(published[k] or "9999"), k))
        copies.update(dict.fromkeys(rest, first))
    return copies
