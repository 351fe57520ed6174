"""The articles' texts, laid out so that millions of spans can be held against the words that rows quote, all at once.

Offsets count code points, and Arrow keeps bytes: here one becomes the other. What a span must satisfy is said in
``rules.places``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[np.int64]
# The internal table that they are read from, known to rules beside the published tables.
ARTICLES = "articles"
COLUMNS = ("document_id", "text", "publish_words")
# What bounds the memory of a comparison: rows at once, each of as many characters as are quoted at most; bytes at once.
ROWS_AT_ONCE = 20_000
BYTES_AT_ONCE = 1 << 24


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts end to end. ``first`` counts the code points before each text, the last entry those of all; ``inner`` has
    the positions of bytes that begin no code point, each less the number of those before it, so that it rises with the
    code points before it.
    """

    names: pa.Array
    texts: pa.Array
    is_withheld: pa.Array
    first: Numbers
    inner: Numbers

    @classmethod
    def of(cls, articles: pa.Table) -> Texts:
        """The texts of a table that has ``COLUMNS``."""
        texts = _one(pc.cast(articles.column("text"), pa.large_string()))
        inner = np.concatenate([np.zeros(0, np.int64), *_inner(_bytes(texts))])
        offsets = _offsets(texts)
        first = offsets - np.searchsorted(inner, offsets)
        is_withheld = pc.fill_null(pc.invert(_one(articles.column("publish_words"))), False)
        return cls(_one(articles.column("document_id")), texts, is_withheld, first, inner - np.arange(len(inner)))

    def where(self, documents: pa.ChunkedArray) -> pa.Array:
        """The position of each row's document among the texts; null where there is none."""
        return _one(pc.index_in(documents, value_set=self.names))

    def lengths(self, where: pa.Array) -> pa.Array:
        """The code points of each row's document; null where there is none."""
        return pc.take(pa.array(np.diff(self.first)), where)

    def differ(
        self, where: pa.Array, start: pa.ChunkedArray, end: pa.ChunkedArray, words: pa.ChunkedArray
    ) -> pa.ChunkedArray:
        """Where ``words`` are not those of the span, cut where published words are cut.

        A text that is withheld or missing has no words.
        """
        from spacecoop.merge.words import LONGEST

        silent = pc.fill_null(pc.take(self.is_withheld, where), True)
        at = _numbers(where)
        starts, ends = _numbers(start), _numbers(end)
        ends = np.where(silent.to_numpy(zero_copy_only=False), starts, np.minimum(ends, starts + LONGEST))
        return pa.chunked_array(
            [
                pc.fill_null(pc.not_equal(self._cut(at[rows], starts[rows], ends[rows]), _one(words[rows])), True)
                for rows in (slice(i, i + ROWS_AT_ONCE) for i in range(0, len(at), ROWS_AT_ONCE))
            ],
            pa.bool_(),
        )

    def _cut(self, at: Numbers, start: Numbers, end: Numbers) -> pa.Array:
        """The characters of each span; of one that leaves its text, those inside."""
        if not len(self.names):
            return pa.array([""] * len(at), pa.large_string())
        low, high = self.first[at], self.first[at + 1]
        first = np.clip(low + start, low, high)
        begin, stop = self._byte(first), self._byte(np.clip(low + end, first, high))
        sizes = stop - begin
        offsets = np.concatenate([[0], np.cumsum(sizes)])
        taken = np.arange(offsets[-1]) + np.repeat(begin - offsets[:-1], sizes)
        buffers = [None, pa.py_buffer(offsets), pa.py_buffer(_bytes(self.texts)[taken])]
        return pa.Array.from_buffers(pa.large_string(), len(at), buffers)

    def _byte(self, points: Numbers) -> Numbers:
        """Where the code points begin, both counted from the first text's start."""
        return points + np.searchsorted(self.inner, points, side="right")


def _inner(letters: npt.NDArray[np.uint8]) -> Iterator[Numbers]:
    """The positions of the bytes that begin no code point (UTF-8: 10xxxxxx)."""
    for start in range(0, len(letters), BYTES_AT_ONCE):
        yield np.flatnonzero(letters[start : start + BYTES_AT_ONCE] & 0xC0 == 0x80) + start


def _bytes(texts: pa.Array) -> npt.NDArray[np.uint8]:
    letters = texts.buffers()[2]
    return np.frombuffer(letters, np.uint8) if letters is not None else np.zeros(0, np.uint8)


def _offsets(texts: pa.Array) -> Numbers:
    return np.frombuffer(texts.buffers()[1], np.int64)[: len(texts) + 1] if len(texts) else np.zeros(1, np.int64)


def _numbers(values: pa.Array | pa.ChunkedArray) -> Numbers:
    """Whole numbers; -1 where there is none."""
    return pc.fill_null(pc.cast(values, pa.int64()), -1).to_numpy()


def _one(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    """A column in one piece that begins where its buffers begin."""
    if isinstance(values, pa.Array):
        return values
    is_one = values.num_chunks == 1 and values.chunk(0).offset == 0
    return values.chunk(0) if is_one else values.combine_chunks()
