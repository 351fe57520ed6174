"""Rules on where words stand: every span lies in its document and holds the words that the row quotes.

They need the articles' texts, which are never published.
"""

from __future__ import annotations

import pyarrow.compute as pc

from expectations.rules.rule import Given, Mask, rule
from expectations.texts import ARTICLES, COLUMNS
from spacecoop.tables import TABLES

SPANNED = tuple(name for name, table in TABLES.items() if {"start_char", "end_char"} <= {c.name for c in table.columns})
SPAN = ("start_char", "end_char")
TEXTS = {ARTICLES: COLUMNS}


@rule(SPANNED, says="A span has at least one character: it ends after it starts.", columns=SPAN)
def span_has_length(given: Given) -> Mask:
    return pc.less_equal(given["end_char"], given["start_char"])


@rule(SPANNED, says="A span lies inside its document.", columns=SPAN, needs=TEXTS)
def span_inside_document(given: Given) -> Mask:
    lengths = given.read.lengths(given.where)
    return pc.or_kleene(pc.less(given["start_char"], 0), pc.fill_null(pc.greater(given["end_char"], lengths), True))


@rule(
    SPANNED,
    says="The words stand in the document at their offsets (cut at 300; empty where the source keeps its words).",
    columns=SPAN,
    needs=TEXTS,
)
def words_stand_at_offsets(given: Given) -> Mask:
    return given.read.differ(given.where, given["start_char"], given["end_char"], given["text"])


@rule(
    "statements",
    says="The speaker's words have both offsets or none, and lie inside the document.",
    columns=("speaker_start_char", "speaker_end_char"),
    needs=TEXTS,
)
def speaker_inside_document(given: Given) -> Mask:
    start, end = given["speaker_start_char"], given["speaker_end_char"]
    one_alone = pc.not_equal(pc.is_null(start), pc.is_null(end))
    outside = pc.or_(pc.greater(end, given.read.lengths(given.where)), pc.less_equal(end, start))
    return pc.or_kleene(one_alone, pc.fill_null(outside, False))


@rule(
    "statements",
    says="A direct statement includes its opening quotation mark, but for a turn of an interview, which has none.",
    columns=("kind", "rule"),
)
def direct_statement_has_marks(given: Given) -> Mask:
    opens = pc.match_substring_regex(given["text"], "^(?:[\"'“”„‟«»‘’]|``)")
    is_turn = pc.equal(given["rule"], "turn")
    quoted = pc.and_(pc.and_not(pc.equal(given["kind"], "direct"), is_turn), pc.not_equal(given["text"], ""))
    return pc.and_(quoted, pc.invert(opens))
