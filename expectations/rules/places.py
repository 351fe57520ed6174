"""Rules on where words stand: every span lies in its document and holds the words that the row quotes.

They need the articles' texts, which are never published.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from expectations.rules.rule import ARTICLES, Given, Mask, lookup, rule
from spacecoop.tables import TABLES

SPANNED = tuple(name for name, table in TABLES.items() if {"start_char", "end_char"} <= {c.name for c in table.columns})
SPAN = ("start_char", "end_char")


@rule(SPANNED, says="A span has at least one character: it ends after it starts.", columns=SPAN)
def span_has_length(given: Given) -> Mask:
    return pc.less_equal(given["end_char"], given["start_char"])


@rule(SPANNED, says="A span lies inside its document.", columns=SPAN, needs=(ARTICLES,))
def span_inside_document(given: Given) -> Mask:
    lengths = _lengths(given)
    return pc.or_kleene(pc.less(given["start_char"], 0), pc.fill_null(pc.greater(given["end_char"], lengths), True))


@rule(
    SPANNED,
    says="The words stand in the document at their offsets (cut at 300; empty where the source keeps its words).",
    columns=SPAN,
    needs=(ARTICLES,),
)
def words_stand_at_offsets(given: Given) -> Iterator[bool]:
    from spacecoop.merge.words import LONGEST

    texts = lookup(given.tables[ARTICLES], "document_id", "text")
    may_publish = lookup(given.tables[ARTICLES], "document_id", "publish_words")
    columns = (given[name].to_pylist() for name in ("document_id", "start_char", "end_char", "text"))
    for document, start, end, words in zip(*columns, strict=True):
        if may_publish.get(document) is False:
            yield words != ""
        else:
            yield texts.get(document, "")[start:end][:LONGEST] != words


@rule(
    "statements",
    says="The speaker's words have both offsets or none, and lie inside the document.",
    columns=("speaker_start_char", "speaker_end_char"),
    needs=(ARTICLES,),
)
def speaker_inside_document(given: Given) -> Mask:
    start, end = given["speaker_start_char"], given["speaker_end_char"]
    one_alone = pc.not_equal(pc.is_null(start), pc.is_null(end))
    outside = pc.or_(pc.greater(end, _lengths(given)), pc.less_equal(end, start))
    return pc.or_kleene(one_alone, pc.fill_null(outside, False))


@rule(
    "statements",
    says="A direct statement includes its opening quotation mark.",
    columns=("kind",),
)
def direct_statement_has_marks(given: Given) -> Mask:
    opens = pc.match_substring_regex(given["text"], "^[\"'“”„«‘’]")
    quoted = pc.and_(pc.equal(given["kind"], "direct"), pc.not_equal(given["text"], ""))
    return pc.and_(quoted, pc.invert(opens))


def _lengths(given: Given) -> pa.Array:
    """The length of each row's document in code points; null where there is no such document."""
    articles = given.tables[ARTICLES]
    where = pc.index_in(given["document_id"], value_set=articles.column("document_id"))
    return pc.take(pc.utf8_length(articles.column("text")), where)
