"""Rules on the articles themselves: the hash of the text, its publication date, copies; and on faults and moved names.

What an article says is the business of the other modules.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import pyarrow as pa
import pyarrow.compute as pc

from expectations.rules.rule import Given, Mask, rule
from expectations.texts import ARTICLES, COLUMNS

# So many articles may be odd ones in a small collection.
FEW = 5


@rule(
    "documents",
    says="The hash of the text is that of the text that was read.",
    columns=("text_sha256",),
    needs={ARTICLES: COLUMNS},
)
def text_hash_is_right(given: Given) -> Iterator[bool]:
    for where, said in zip(given.where, given["text_sha256"].to_pylist(), strict=True):
        text = given.read.texts[where.as_py()].as_buffer() if where.is_valid else b""
        yield sha256(text).hexdigest() != said


@rule(
    "documents",
    says="A publication date says what it was taken from and its grain; without one, neither is said.",
    columns=("published", "published_from", "published_precision"),
)
def publication_is_told_whole(given: Given) -> Mask:
    is_unknown = pc.is_null(given["published"])
    no_origin = pc.equal(given["published_from"], "none")
    no_grain = pc.is_null(given["published_precision"])
    return pc.or_(pc.not_equal(is_unknown, no_origin), pc.not_equal(is_unknown, no_grain))


@rule("documents", says="A copy points to an original, never to itself or to another copy.", columns=("duplicate_of",))
def copies_point_to_originals(given: Given) -> Mask:
    target = given["duplicate_of"]
    copies = given["document_id"].filter(pc.is_valid(target))
    return pc.or_(pc.equal(target, given["document_id"]), pc.is_in(target, value_set=copies))


@rule(
    "documents",
    says="The identifier begins with the source, and the source with the collection.",
    columns=("source", "collection"),
)
def identifier_follows_source(given: Given) -> Iterator[bool]:
    columns = (given[name].to_pylist() for name in ("document_id", "source", "collection"))
    for document, source, collection in zip(*columns, strict=True):
        named = document == source or document.startswith(f"{source}#")
        yield not named or (collection != "" and not source.startswith(f"{collection}/"))


@rule("problems", says="A problem says what is wrong and what to do.", columns=("reason", "remedy"))
def problem_is_explained(given: Given) -> Mask:
    return pc.or_(pc.equal(given["reason"], ""), pc.equal(given["remedy"], ""))


@rule(
    "problems",
    says="The engine fails on one article in twenty at most, or on some of very few; on more, the engine is at fault and "
    "not the articles.",
    columns=("problem",),
    needs={"documents": ("document_id",)},
)
def engine_takes_most_articles(given: Given) -> Mask:
    broke = pc.equal(given["problem"], "extraction_failed")
    failed = pc.sum(broke).as_py() or 0
    taken = given.tables["documents"].num_rows
    is_too_many = failed * 2 > failed + taken if failed < FEW else failed * 20 > failed + taken
    return pc.and_(broke, pa.scalar(is_too_many))


@rule("moved_ids", says="An identifier moves to another one.", columns=("old", "new"))
def moved_means_changed(given: Given) -> Mask:
    return pc.equal(given["old"], given["new"])
