"""Tables that nobody need hold whole: some columns of one, or its rows batch by batch, from whoever can give them so.

A mapping that only has whole tables does as well; it costs memory and time alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

import pyarrow as pa


class Whole(Protocol):
    """Tables by name."""

    def __getitem__(self, name: str, /) -> pa.Table: ...


@runtime_checkable
class Partly(Protocol):
    """Parts of tables by name."""

    def columns(self, name: str, columns: Sequence[str]) -> pa.Table: ...
    def batches(self, name: str) -> Iterator[pa.RecordBatch]: ...
    def names(self, name: str) -> list[str]: ...


def columns_of(tables: Whole, name: str, columns: Sequence[str]) -> pa.Table:
    """Some columns of a table."""
    if isinstance(tables, Partly):
        return tables.columns(name, columns)
    return tables[name].select(list(columns))


def names_of(tables: Whole, name: str) -> list[str]:
    """The columns of a table."""
    return tables.names(name) if isinstance(tables, Partly) else tables[name].column_names


def batches_of(tables: Whole, name: str) -> Iterator[pa.RecordBatch]:
    """The rows of a table, in their order."""
    return tables.batches(name) if isinstance(tables, Partly) else iter(tables[name].to_batches())
