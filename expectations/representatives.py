"""The few values of each column that decide for all of its rows, so that a suite holds for millions when it holds for them.

Chosen by what is declared of a column, from all of its rows; whether they hold is for Great Expectations to say. A null
stands for every null; the distinct values of an enumeration for themselves; the least and the greatest number, and one
that is no number, for those between; the first value that a pattern does not match, and the first that it matches, for
the others (RE2 decides here as it does under pandas). Which rows break what was found broken is told by ``declaration``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations.groups import Numbers, are_distinct, grouped
from spacecoop.tables import Column, Table
from spacecoop.tables.arrow import ARROW


def representatives(declared: Table, rows: pa.Table) -> pa.Table:
    """The columns of ``rows``, as they stand, with the values that decide; where they are fewer the last one is repeated."""
    columns = {c.name: c for c in declared.columns}
    chosen = [
        _of_column(columns[name], rows.column(name)) if name in columns else rows.column(name).slice(0, 1)
        for name in rows.column_names
    ]
    longest = max((len(values) for values in chosen), default=0)
    return pa.table([_padded(values, longest) for values in chosen], names=rows.column_names)


def sharing(names: Iterable[str], rows: pa.Table) -> Numbers:
    """The positions of the rows whose key, the columns ``names``, other rows have as well, those of one key together.

    A key that is null altogether counts for nothing.
    """
    key = [rows.column(name) for name in names]
    if len(key) == 1 and are_distinct(key[0]):
        return np.zeros(0, np.int64)
    groups = grouped(key)
    is_known = np.any([pc.is_valid(values).to_numpy() for values in key], axis=0)
    shared = np.flatnonzero((np.bincount(groups)[groups] > 1) & is_known)
    return shared[np.argsort(groups[shared], kind="stable")]


def _of_column(column: Column, values: pa.ChunkedArray) -> pa.Array:
    if values.type != ARROW[column.type]:
        return values.unique()  # not even of the type declared: every value decides for itself
    found = list(_deciding(column, values))
    return pa.chunked_array(found, values.type).unique()


def _deciding(column: Column, values: pa.ChunkedArray) -> Iterator[pa.Array]:
    if values.null_count:
        yield pa.nulls(1, values.type)
    if column.enum:
        yield values.unique()
    if column.pattern is not None:
        matches = pc.match_substring_regex(values, column.pattern)
        yield from (_first(values, pc.index(matches, answer)) for answer in (False, True))
    if column.minimum is not None or column.maximum is not None:
        ends: Any = pc.min_max(values)
        yield pa.array([ends["min"].as_py(), ends["max"].as_py()], values.type).drop_null()
        if pa.types.is_floating(values.type):
            yield _first(values, pc.index(pc.is_nan(values), True))
    yield _first(values, pc.index(pc.is_valid(values), True))


def _padded(values: pa.Array | pa.ChunkedArray, size: int) -> pa.Array | pa.ChunkedArray:
    return values.take(pa.array(np.minimum(np.arange(size), len(values) - 1)))


def _first(values: pa.ChunkedArray, position: pa.Scalar) -> pa.Array:
    at = position.as_py()
    return pa.array([values[at].as_py()], values.type) if at >= 0 else pa.array([], values.type)
