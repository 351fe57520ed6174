"""Which rows say the same: columns as whole numbers, so that rows are grouped and compared without being looked at singly.

Only the arithmetic; what a group must satisfy is said by the rules.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Numbers = npt.NDArray[np.int64]


def numbered(values: pa.Array | pa.ChunkedArray) -> Numbers:
    """A number for each value, from 0 on; equal values share theirs, and nulls do."""
    return coded(values).indices.to_numpy().astype(np.int64)


def coded(values: pa.Array | pa.ChunkedArray) -> pa.DictionaryArray:
    """The distinct values, null among them, and for each value which of them it is."""
    if not len(values):
        return pa.array([], values.type).dictionary_encode()  # an empty column cannot be joined once it is coded
    column = pa.chunked_array([values]) if isinstance(values, pa.Array) else values
    return column.dictionary_encode(null_encoding="encode").combine_chunks()


def grouped(columns: Iterable[pa.Array | pa.ChunkedArray]) -> Numbers:
    """A number for each row, from 0 on without gaps; rows that agree in all columns share theirs."""
    found, *others = (numbered(values) for values in columns)
    for other in others:
        if len(found):
            found = np.unique(found * (int(other.max()) + 1) + other, return_inverse=True)[1]
    return found


def firsts(groups: Numbers) -> Numbers:
    """For each number of ``groups``, which has no gaps, the first row that has it."""
    found = np.zeros(int(groups.max()) + 1 if len(groups) else 0, np.int64)
    found[groups[::-1]] = np.arange(len(groups) - 1, -1, -1)
    return found
