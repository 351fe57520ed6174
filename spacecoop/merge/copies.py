"""Which articles are copies: the same words, or nearly, as an agency's text is when several outlets print it.

Copies find each other by the sketches made when they were read, and are compared run of words by run of words. What a
copy counts for is decided where it is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeAlias, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.merge.kept import Kept
from spacecoop.text.sketch import runs, words

# ``document_id`` and ``text`` of some articles.
Texts: TypeAlias = Callable[[Sequence[str]], pa.Table]
Shared: TypeAlias = tuple[int, int, int]
KEPT_AS = "copies"
COUNTED = ["one", "other", "of_one", "of_other", "of_both"]

# So much of an article's runs of words must stand in the other: cut texts and texts with one word in twenty changed do,
# a follow-up that takes over two thirds of a report and adds a third does not (measured in the tests).
SHARE = 0.75
# Shorter articles are copies only with the very same words: in two lines another name is another fact.
FEWEST_WORDS = 50
# An agency's text is printed within days; the same words a year later tell of the next meeting.
DAYS_APART = 31
# Articles that share less of their sketches are not compared; sketches are samples, so this lies well below SHARE.
SKETCH_SHARE = 0.3
# Of the articles that share most with one, so many are compared with it.
MOST_COMPARED = 8


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is compared."""

    document_id: str
    published: date | None
    digest: str
    words: int


def copies(publications: pa.Table, texts: Texts, kept: Kept) -> dict[str, str]:
    """The document that each copy repeats, which is never a copy itself.

    The original is the one published first, then the one with the smallest identifier; an article of the same day that
    holds all of it and more takes its place. ``texts`` is asked for those only that must be compared anew.
    """
    ordered = _ordered(publications)
    first: dict[str, Article] = {}
    for article in ordered:
        if article.words:
            first.setdefault(article.digest, article)
    found = {a.document_id: first[a.digest].document_id for a in ordered if a.words and first[a.digest] is not a}
    apart = [a for a in ordered if a.document_id not in found and a.words >= FEWEST_WORDS]
    compared = _Comparisons(apart, publications.select(["document_id", "body"]), texts, kept)
    near = _near(apart, _candidates(apart, publications), compared)
    compared.keep()
    found = {copy: near.get(original, original) for copy, original in found.items()}
    return found | near


def _ordered(publications: pa.Table) -> list[Article]:
    """The articles in the order in which one can be the original of a later one; undated ones come last."""
    columns = (publications.column(name).to_pylist() for name in ("document_id", "published", "digest", "body_words"))
    made = [Article(*said) for said in zip(*columns, strict=True)]
    return sorted(made, key=lambda a: (a.published or date.max, a.document_id))


def _candidates(ordered: Sequence[Article], publications: pa.Table) -> dict[int, list[int]]:
    """For each article the earlier ones with which it shares much of its sketch, most first, by their places.

    Of all that have a hash, an article is held against the first and the one just before it, so that the work grows with
    the articles alone, however many share a boilerplate.
    """
    place = pa.array([a.document_id for a in ordered], pa.string())
    at = pc.index_in(publications.column("document_id").combine_chunks(), value_set=place)
    sketches = publications.column("sketch").combine_chunks()
    own = at.take(pc.list_parent_indices(sketches))
    is_here = pc.is_valid(own)
    places = own.filter(is_here).to_numpy().astype(np.int64)
    sizes = np.bincount(places, minlength=len(ordered))
    number = np.sort(pc.list_flatten(sketches).filter(is_here).to_numpy() * len(ordered) + places)
    hashes, places = np.divmod(number, max(len(ordered), 1))
    is_next = hashes[1:] == hashes[:-1]
    begins = np.flatnonzero(np.append(True, ~is_next)) if len(hashes) else np.zeros(0, np.int64)
    earliest = np.repeat(places[begins], np.diff(np.append(begins, len(hashes))))[1:][is_next]
    before, later = places[:-1][is_next], places[1:][is_next]
    is_other = earliest != before
    pairs = np.concatenate([before, earliest[is_other]]) * len(ordered) + np.concatenate([later, later[is_other]])
    pairs, shared = np.unique(pairs, return_counts=True)
    one, other = np.divmod(pairs, max(len(ordered), 1))
    is_much = shared >= SKETCH_SHARE * np.minimum(sizes[one], sizes[other])
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for first, copy, n in zip(*(column[is_much].tolist() for column in (one, other, shared)), strict=True):
        found[copy].append((-n, first))
    return {copy: [first for _, first in sorted(near)[:MOST_COMPARED]] for copy, near in found.items()}


class _Comparisons:
    """How many runs of words two articles have, each and both: as an earlier merge counted it, else counted now.

    It follows from the words of both, whose hashes are its key.
    """

    def __init__(self, ordered: Sequence[Article], bodies: pa.Table, texts: Texts, kept: Kept) -> None:
        self._ordered, self._texts, self._kept = ordered, texts, kept
        self._bodies = bodies.column("body")
        self._place = {key: i for i, key in enumerate(bodies.column("document_id").to_pylist())}
        self._at_hand: dict[str, int] = {}
        self._text: pa.ChunkedArray[pa.StringScalar] = pa.chunked_array([], pa.string())
        known = kept.get(KEPT_AS)
        columns = [known.column(name).to_pylist() for name in COUNTED] if known is not None else [[]] * len(COUNTED)
        self._known = {(one, other): tuple(counts) for one, other, *counts in zip(*columns, strict=True)}
        self._asked: dict[tuple[str, str], Shared] = {}
        self._runs = lru_cache(maxsize=256)(self._read)

    def prepare(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Have the texts at hand of pairs that will be asked for and are not known."""
        new = {place for pair in pairs if self._key(*pair) not in self._known for place in pair}
        if new:
            found = self._texts(sorted(self._ordered[place].document_id for place in new))
            self._at_hand = {str(key): i for i, key in enumerate(found.column("document_id").to_pylist())}
            self._text = found.column("text")

    def of(self, one: int, other: int) -> Shared:
        """Of the articles at two places: the runs of the first, of the second, and of both."""
        key = self._key(one, other)
        found = self._known.get(key)
        if found is None:
            own, their = self._runs(one), self._runs(other)
            found = len(own), len(their), len(own & their)
        self._asked[key] = found
        return found

    def keep(self) -> None:
        """What was asked for is kept, and nothing else."""
        rows = [(*key, *counts) for key, counts in self._asked.items()]
        columns = list(zip(*rows, strict=True)) or [()] * len(COUNTED)
        types = (pa.string(), pa.string(), pa.int32(), pa.int32(), pa.int32())
        cells = [pa.array(column, kind) for column, kind in zip(columns, types, strict=True)]
        self._kept[KEPT_AS] = pa.table(cells, names=COUNTED)

    def _key(self, one: int, other: int) -> tuple[str, str]:
        return self._ordered[one].digest, self._ordered[other].digest

    def _read(self, place: int) -> frozenset[tuple[str, ...]]:
        document = self._ordered[place].document_id
        at = self._at_hand.get(document)
        text = str(self._text[at].as_py() if at is not None else self._texts([document]).column("text")[0].as_py())
        ends = cast("list[int]", self._bodies[self._place[document]].as_py())
        return runs(words(text, zip(ends[::2], ends[1::2], strict=True)))


def _near(ordered: Sequence[Article], candidates: dict[int, list[int]], compared: _Comparisons) -> dict[str, str]:
    """Each near copy with its original, compared in the order of the articles."""
    original: dict[int, int] = {}
    followers: dict[int, list[int]] = defaultdict(list)

    def follow(copy: int, first: int) -> None:
        moving = [copy, *followers.pop(copy, ())]
        original.update(dict.fromkeys(moving, first))
        followers[first] += moving

    pairs = ((later, one) for later, found in candidates.items() for one in found)
    compared.prepare((a, b) for a, b in pairs if _are_of_one_time(ordered[a], ordered[b]))
    for later in sorted(candidates):
        for one in sorted({original.get(one, one) for one in candidates[later]} - {later}):
            if not _are_of_one_time(ordered[one], ordered[later]):
                continue
            own, other, shared = compared.of(later, one)
            if shared >= SHARE * own:
                follow(later, one)
                break
            if shared >= SHARE * other and ordered[one].published == ordered[later].published:
                follow(one, later)
    return {ordered[copy].document_id: ordered[first].document_id for copy, first in original.items()}


def _are_of_one_time(one: Article, other: Article) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs((one.published - other.published).days) <= DAYS_APART
