"""The reading order of a table's rows, found without comparing words where offsets tell it already.

Rows of documents are kept, found and published in nearly this order; what stands in order is not sorted, and what was
put in or taken out moves the rest as whole runs. Which columns make the order is declared with the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# More runs than these cost more as slices than rows taken one by one.
MOST_RUNS = 2_000
PLACE = ("document_id", "start_char", "end_char")
Numbers = np.ndarray[Any, np.dtype[np.int64]]


def in_order(rows: pa.Table, columns: Sequence[str]) -> pa.Table:
    """The rows in ascending order of the columns, the first that differs first; nulls last, in one chunk a column."""
    if tuple(columns[:3]) != PLACE:
        return rows.sort_by([(column, "ascending") for column in columns]).combine_chunks()
    return _taken(rows.combine_chunks(), _order(rows, columns[3:]))


def _order(rows: pa.Table, others: Sequence[str]) -> Numbers:
    """Where each row of the sorted table stands now: by place in the text, and at one place by the other columns."""
    places = _rising(rows)
    order = np.arange(rows.num_rows)
    if places is None:
        places = _places(rows)
        order = np.argsort(places, kind="stable")
        places = places[order]
    is_same = places[1:] == places[:-1]
    shared = np.flatnonzero(np.append(is_same, False) | np.append(False, is_same)) if len(places) else order
    if len(shared) and others:
        alike = rows.select(list(others)).take(_array(order[shared]))
        alike = alike.append_column("", _array(places[shared]))
        within = pc.sort_indices(alike, sort_keys=[(name, "ascending") for name in ("", *others)])
        order[shared] = order[shared][within.to_numpy()]
    return order


def _rising(rows: pa.Table) -> Numbers | None:
    """Numbers that rise from row to row where the place does and stay where it stays; null where the rows are not in order.

    Words are held against the next row's alone, which takes a fraction of the time of numbering them.
    """
    documents, start, end = (rows.column(name).combine_chunks() for name in PLACE)
    if len(documents) == 0:
        return np.zeros(0, np.int64)
    is_next = _flags(pc.greater(documents[1:], documents[:-1]))
    is_same = _flags(pc.equal(documents[1:], documents[:-1]))
    begin, reach = (np.diff(part.to_numpy().astype(np.int64)) for part in (start, end))
    is_later = is_next | (is_same & ((begin > 0) | ((begin == 0) & (reach > 0))))
    is_alike = is_same & (begin == 0) & (reach == 0)
    return np.cumsum(np.append(0, is_later)) if np.all(is_later | is_alike) else None


def _flags(found: pa.Array[pa.BooleanScalar]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return found.to_numpy(zero_copy_only=False)


def _places(rows: pa.Table) -> Numbers:
    """Numbers that order the rows as document, start and end do."""
    documents, start, end = (rows.column(name).combine_chunks() for name in PLACE)
    encoded: Any = documents.dictionary_encode()
    ranks = np.empty(len(encoded.dictionary), np.int64)
    ranks[pc.sort_indices(encoded.dictionary).to_numpy()] = np.arange(len(ranks))
    parts = [ranks[encoded.indices.to_numpy()], *(part.to_numpy().astype(np.int64) for part in (start, end))]
    sizes = [int(part.max(initial=0)) + 1 for part in parts]
    if sizes[0] * sizes[1] * sizes[2] < 2**63:
        return (parts[0] * sizes[1] + parts[1]) * sizes[2] + parts[2]
    order = np.lexsort(parts[::-1])
    is_new = [np.any([part[order][1:] != part[order][:-1] for part in parts], axis=0)]
    places = np.empty(len(order), np.int64)
    places[order] = np.cumsum(np.append(0, is_new))
    return places


def _taken(rows: pa.Table, order: Numbers) -> pa.Table:
    cuts = np.flatnonzero(np.diff(order) != 1) + 1
    if len(cuts) == 0:
        return rows
    if len(cuts) >= MOST_RUNS:
        return rows.take(_array(order)).combine_chunks()
    begins, ends = np.append(0, cuts), np.append(cuts, len(order))
    runs = [rows.slice(int(order[b]), int(e - b)) for b, e in zip(begins, ends, strict=True)]
    return pa.concat_tables(runs).combine_chunks()


def _array(numbers: Numbers) -> pa.Array[pa.Int64Scalar]:
    return cast("pa.Array[pa.Int64Scalar]", pa.array(numbers, pa.int64()))
