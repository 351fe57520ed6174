"""Columns of words as numbers, so that rows are gathered and told apart without comparing words again and again.

Numbers hold good within one call only; nothing of them is published or kept.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Strings: TypeAlias = "pa.Array[pa.StringScalar]"
Numbers = np.ndarray[Any, np.dtype[np.int64]]


class Coded(NamedTuple):
    """A column as places in the list of its ``values``, which rise in code point order; null is -1."""

    codes: Numbers
    values: Strings

    @property
    def size(self) -> int:
        return len(self.values)


def coded(column: Strings | pa.ChunkedArray[pa.StringScalar]) -> Coded:
    """A column of words as numbers."""
    encoded: Any = pc.dictionary_encode(column if isinstance(column, pa.Array) else column.combine_chunks())
    order = pc.sort_indices(encoded.dictionary).to_numpy()
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    known = codes >= 0
    codes[known] = rank[codes[known]]
    return Coded(codes, encoded.dictionary.take(pa.array(order)))


def together(*parts: Coded) -> Numbers:
    """One number for the values of several columns together; rows with a null have none of their own."""
    number = parts[0].codes
    for part in parts[1:]:
        number = number * part.size + part.codes
    return number


def firsts(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Where each different number stands first, in rising order of the numbers, and which of them each row has."""
    _, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    return first, inverse


def at(column: Coded, places: Numbers) -> Strings:
    """The words at some places of the column."""
    return column.values.take(cast("pa.Array[pa.Int64Scalar]", pa.array(column.codes[places], pa.int64())))


def words(column: Strings | pa.ChunkedArray[pa.StringScalar]) -> list[str]:
    """The words of a column that holds no null."""
    return cast("list[str]", column.to_pylist())


def first_rows(rows: pa.Table, columns: list[str]) -> pa.Table:
    """Of rows that are sorted by the columns, the first of each different value; the columns hold no null."""
    if rows.num_rows < 2:
        return rows
    is_new = [pc.not_equal(rows[c].combine_chunks()[1:], rows[c].combine_chunks()[:-1]) for c in columns]
    is_first = is_new[0]
    for other in is_new[1:]:
        is_first = pc.or_(is_first, other)
    return rows.filter(pa.concat_arrays([pa.array([True]), is_first]))
