"""What changed between two releases, row by row: added, changed and removed by key, each with its cause.

Compares columns as wholes, so that millions of rows take seconds; wording is the business of ``changes_report``, and
why a row changed that of ``causes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.publish.causes import ACROSS_DOCUMENTS, Causes
from spacecoop.publish.partly import columns_of
from spacecoop.tables import TABLES, Table

Kind = Literal["added", "changed", "removed"]
KINDS: tuple[Kind, ...] = ("added", "changed", "removed")
LISTED = 1_000  # rows listed of a table and kind; the counts are of all
# Joins the parts of a compound key, which hold no control characters but where a source's words do.
JOINT = pa.scalar("\x1f")
# Columns that tell a reader which row is meant where its key is a hash.
TELLING = ("document_id", "name", "text", "attribute", "reason")


class Side(Protocol):
    """A release as it is compared: read back from its folder, or about to be written."""

    @property
    def version(self) -> str: ...
    @property
    def engine(self) -> str | None: ...
    def __getitem__(self, name: str, /) -> pa.Table: ...
    def __contains__(self, name: object, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not as it was; ``about`` holds what tells a reader which row it is, ``columns`` each changed
    column's value before and after."""

    kind: Kind
    key: dict[str, object]
    about: dict[str, object]
    cause: str
    columns: dict[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What changed in one table: ``counts`` by kind and cause, ``columns`` by how many rows changed in them."""

    name: str
    rows_before: int
    rows_after: int
    counts: dict[tuple[Kind, str], int] = field(default_factory=dict[tuple[Kind, str], int])
    columns: dict[str, int] = field(default_factory=dict[str, int])
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    columns_renamed: tuple[tuple[str, str], ...] = ()
    listed: tuple[Row, ...] = ()

    def count(self, kind: Kind) -> int:
        """How many rows were added, changed or removed."""
        return sum(rows for (k, _), rows in self.counts.items() if k == kind)


@dataclass(frozen=True, slots=True)
class Changes:
    """From one release to the next; ``before`` is null for the first, of which no row counts as added, and where the
    release before could not be read for the reason ``unread``."""

    before: str | None
    after: str
    is_engine_changed: bool
    tables: tuple[TableChanges, ...]
    moved: tuple[dict[str, object], ...] = ()
    unread: str | None = None


def compare(before: Side | None, after: Side, *, unread: str | None = None) -> Changes:
    """Every change of every table from one release to the next."""
    if before is None:
        counted = ((name, columns_of(after, name, TABLES[name].key[:1]).num_rows) for name in TABLES)
        rows = tuple(TableChanges(name, 0, count) for name, count in counted)
        return Changes(None, after.version, False, rows, unread=unread)
    causes = Causes(before, after)
    tables = tuple(_table(TABLES[name], before, after, causes) for name in TABLES if name in after)
    moved = tuple(after["moved_ids"].slice(0, LISTED).to_pylist()) if "moved_ids" in after else ()
    return Changes(before.version, after.version, causes.is_engine_changed, tables, moved)


def _table(table: Table, before: Side, after: Side, causes: Causes) -> TableChanges:
    new = after[table.name]
    if table.name not in before:
        return TableChanges(table.name, 0, new.num_rows, counts={("added", "new table"): new.num_rows})
    old, renamed = _renamed(table, before[table.name])
    shape = TableChanges(
        table.name,
        old.num_rows,
        new.num_rows,
        columns_added=tuple(c for c in new.column_names if c not in old.column_names),
        columns_removed=tuple(c for c in old.column_names if c not in new.column_names),
        columns_renamed=renamed,
    )
    old, new = apart(old, new)
    if old.num_rows == new.num_rows == 0:
        return shape
    return _rows(table, old, new, causes, shape)


def apart(old: pa.Table, new: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The rows of both without those at the beginning and at the end that are the same in both, which in two tables of
    one order are nearly all; the tables as they are where their columns differ."""
    if old.schema.names != new.schema.names or old.schema.types != new.schema.types:
        return old, new
    first = _alike(old, new, min(old.num_rows, new.num_rows), is_end=False)
    last = _alike(old, new, min(old.num_rows, new.num_rows) - first, is_end=True)
    return old.slice(first, old.num_rows - first - last), new.slice(first, new.num_rows - first - last)


def _alike(old: pa.Table, new: pa.Table, most: int, *, is_end: bool) -> int:
    """How many rows, of at most so many, are the same from the beginning on, or from the end."""
    for name in new.column_names:
        if most == 0:
            break
        starts = (old.num_rows - most, new.num_rows - most) if is_end else (0, 0)
        then, since = (rows.column(name).slice(at, most) for rows, at in zip((old, new), starts, strict=True))
        if then.equals(since):
            continue
        differing = np.flatnonzero(
            _unlike(then.combine_chunks(), since.combine_chunks()).to_numpy(zero_copy_only=False)
        )
        if len(differing):
            most = most - 1 - int(differing[-1]) if is_end else int(differing[0])
    return most


def _unlike(then: pa.Array[Any], since: pa.Array[Any]) -> pa.Array[pa.BooleanScalar]:
    """Whether the cells differ, where a null is like a null alone."""
    unlike = cast("pa.Array[pa.BooleanScalar]", pc.fill_null(pc.not_equal(then, since), pa.scalar(False)))
    return pc.or_(unlike, pc.xor(pc.is_null(then), pc.is_null(since)))


def _renamed(table: Table, old: pa.Table) -> tuple[pa.Table, tuple[tuple[str, str], ...]]:
    """The older table under today's column names, and which of its columns were renamed."""
    names = {past: c.name for c in table.columns for past in c.previous_names if c.name not in old.column_names}
    pairs = tuple((name, names[name]) for name in old.column_names if name in names)
    return old.rename_columns([names.get(name, name) for name in old.column_names]), pairs


def _rows(table: Table, old: pa.Table, new: pa.Table, causes: Causes, shape: TableChanges) -> TableChanges:
    was, now = keys(old, table.key), keys(new, table.key)
    where = pc.index_in(was, value_set=now)
    kept = _positions(pc.is_valid(where))
    partner = where.take(kept)
    differing = _differing(old, new, kept, partner, table.key)
    is_changed = _any(differing.values(), len(kept))
    changed = _positions(is_changed)
    sets = {
        "added": (None, new.take(_positions(pc.invert(pc.is_in(now, value_set=was))))),
        "changed": (old.take(kept.take(changed)), new.take(partner.take(changed))),
        "removed": (old.take(_positions(pc.is_null(where))), None),
    }
    flags = {name: flag.filter(is_changed) for name, flag in differing.items() if pc.any(flag).as_py()}
    across = pc.invert(_any((f for name, f in flags.items() if name not in ACROSS_DOCUMENTS), len(changed)))
    counts: dict[tuple[Kind, str], int] = {}
    listed: list[Row] = []
    for kind in KINDS:
        then, since = sets[kind]
        why = causes.of(table.name, then, since, across if kind == "changed" else None)
        for cause in sorted(str(one) for one in pc.unique(why).to_pylist()):
            counts[kind, cause] = _number(pc.equal(why, pa.scalar(cause)))
        listed += _listed(kind, table, then, since, why, flags)
    return TableChanges(
        shape.name,
        shape.rows_before,
        shape.rows_after,
        counts,
        {name: _number(flag) for name, flag in flags.items()},
        shape.columns_added,
        shape.columns_removed,
        shape.columns_renamed,
        tuple(listed),
    )


def _number(mask: pa.Array[pa.BooleanScalar]) -> int:
    return len(pc.indices_nonzero(mask))


def keys(table: pa.Table, columns: Sequence[str]) -> pa.Array[pa.StringScalar]:
    """The key of each row as one string."""
    parts = [table.column(name).combine_chunks().cast(pa.string()) for name in columns if name in table.column_names]
    if len(parts) == 1:
        return cast("pa.Array[pa.StringScalar]", parts[0])
    return pc.binary_join_element_wise(*parts, JOINT)  # pyright: ignore[reportCallIssue, reportArgumentType]


def _positions(mask: pa.Array[pa.BooleanScalar]) -> pa.Array[pa.UInt64Scalar]:
    return pc.indices_nonzero(mask)


def _differing(
    old: pa.Table, new: pa.Table, kept: pa.Array[pa.UInt64Scalar], partner: pa.Array[pa.Int32Scalar], key: Sequence[str]
) -> dict[str, pa.Array[pa.BooleanScalar]]:
    """For each column that both have, whether the rows at ``kept`` differ in it from those at ``partner``."""
    flags: dict[str, pa.Array[pa.BooleanScalar]] = {}
    for name in new.column_names:
        if name in key or name not in old.column_names:
            continue
        then, since = old.column(name).combine_chunks().take(kept), new.column(name).combine_chunks().take(partner)
        if then.type != since.type:
            then, since = then.cast(pa.string()), since.cast(pa.string())
        flags[name] = _unlike(then, since)
    return flags


def _any(flags: Iterable[pa.Array[pa.BooleanScalar]], length: int) -> pa.Array[pa.BooleanScalar]:
    found = pa.array([False] * length, pa.bool_())
    for flag in flags:
        found = pc.or_(found, flag)
    return found


def _listed(
    kind: Kind,
    table: Table,
    then: pa.Table | None,
    since: pa.Table | None,
    why: pa.Array[pa.StringScalar],
    flags: Mapping[str, pa.Array[pa.BooleanScalar]],
) -> list[Row]:
    """The first ``LISTED`` rows of a kind, in reading order."""
    olds = then.slice(0, LISTED).to_pylist() if then is not None else []
    news = since.slice(0, LISTED).to_pylist() if since is not None else []
    causes = why.slice(0, LISTED).to_pylist()
    marks = {name: flag.slice(0, LISTED).to_pylist() for name, flag in flags.items()} if kind == "changed" else {}
    rows: list[Row] = []
    for i, cause in enumerate(causes):
        named = (news or olds)[i]
        key = {name: named[name] for name in table.key}
        about = {name: named[name] for name in TELLING if name in named and name not in key}
        columns = {name: (olds[i][name], news[i][name]) for name, mark in marks.items() if mark[i]}
        rows.append(Row(kind, key, about, str(cause), columns))
    return rows
