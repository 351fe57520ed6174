"""Identifiers that stand for a row no longer: what a document alone, or the release before, called it, and what it is now.

Followed by the mentions and claims that rest on an identifier, whose own names never move.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.merge.codes import words
from spacecoop.merge.corrections import among
from spacecoop.tables import MovedId
from spacecoop.tables.arrow import sort_rows, to_arrow

Strings: TypeAlias = "pa.Array[pa.StringScalar]"
MERGED = "merged: other documents tell of the same"
SPLIT = "split: what was one is now several"
SOURCE = "a source was removed or changed"
NEW_SOURCE = "merged with what a new source tells"
ENGINE = "read otherwise by another engine or lexicon"
RULED = "ruled by a person in corrections.toml"


@dataclass(frozen=True, slots=True)
class Followed:
    """A table whose identifiers may move, and the rows by which they are followed."""

    table: str
    column: str
    evidence: str
    key: str


FOLLOWED = (
    Followed("actors", "actor_id", "actor_mentions", "mention_id"),
    Followed("conferences", "conference_id", "conference_claims", "claim_id"),
)
# What of the published tables tells which identifiers moved.
STANDING = {
    "documents": ("document_id", "sha256"),
    **{followed.table: (followed.column,) for followed in FOLLOWED},
    **{followed.evidence: (followed.key, followed.column, "document_id") for followed in FOLLOWED},
}


@dataclass(frozen=True, slots=True)
class Named:
    """What documents alone call the rows of a table (``old``), and what those are called now (``new``)."""

    old: Strings
    new: Strings

    def moves(self, current: pa.Table, column: str) -> list[tuple[str, str]]:
        """Those that are none any more, with what they are now; sorted."""
        pairs = pa.table([self.old, self.new], names=["old", "new"])
        return _moves(pairs, current.column(column).combine_chunks())


def moved(
    named: Mapping[str, Named],
    tables: Mapping[str, pa.Table],
    previous: Mapping[str, pa.Table] | None,
    ruled: Mapping[str, str] | None = None,
) -> pa.Table:
    """The table ``moved_ids`` of a release of ``tables``.

    What merging moved is told from the documents alone (``named``, by the table), so that it is the same whatever was
    released before; ``previous``, the release before, adds what was removed, split or read otherwise since; ``ruled`` holds
    what a person's rulings moved. Of ``tables`` the columns ``STANDING`` are read.
    """
    found: dict[tuple[str, str], MovedId] = {}
    for followed in FOLLOWED:
        if followed.table in named:
            for old, new in named[followed.table].moves(tables[followed.table], followed.column):
                found[old, new] = MovedId(old=old, new=new, table=followed.table, cause=MERGED)
        if previous is not None and _has(previous, followed):
            pairs = [pair for pair in _pairs(followed, previous, tables) if pair not in found]
            for (old, new), cause in _causes(followed, pairs, previous, tables).items():
                found[old, new] = MovedId(old=old, new=new, table=followed.table, cause=cause)
    found.update(_by_ruling(ruled or {}, tables))
    return sort_rows("moved_ids", to_arrow("moved_ids", list(found.values())))


def _by_ruling(ruled: Mapping[str, str], tables: Mapping[str, pa.Table]) -> dict[tuple[str, str], MovedId]:
    """The moves that rulings made, of identifiers that stand for no row any more."""
    moves: dict[tuple[str, str], MovedId] = {}
    for followed in FOLLOWED:
        known = among(tables[followed.table].column(followed.column), [*ruled, *ruled.values()])
        for old, new in ruled.items():
            if old not in known and new in known:
                moves[old, new] = MovedId(old=old, new=new, table=followed.table, cause=RULED)
    return moves


@runtime_checkable
class InPart(Protocol):
    """Tables of which some columns can be read alone."""

    def some(self, name: str, columns: Sequence[str]) -> pa.Table:
        """Those of the columns that the table has."""
        ...


def _some(tables: Mapping[str, pa.Table], name: str, columns: Sequence[str]) -> pa.Table:
    if isinstance(tables, InPart):
        return tables.some(name, columns)
    return tables[name].select([column for column in columns if column in tables[name].column_names])


def _has(previous: Mapping[str, pa.Table], followed: Followed) -> bool:
    """Whether an older release has the columns by which identifiers are followed."""
    wanted = {"documents": ("document_id", "sha256"), followed.evidence: STANDING[followed.evidence]}
    return all(
        name in previous and set(columns) <= set(_some(previous, name, columns).column_names)
        for name, columns in wanted.items()
    )


def _pairs(followed: Followed, before: Mapping[str, pa.Table], after: Mapping[str, pa.Table]) -> list[tuple[str, str]]:
    """Identifiers that are none any more, with what the same evidence now names; sorted."""
    columns = (followed.key, followed.column)
    was, now = (_some(tables, followed.evidence, columns).combine_chunks() for tables in (before, after))
    at = pc.index_in(was.column(followed.key), value_set=now.column(followed.key).combine_chunks())
    names = [was.column(followed.column).combine_chunks(), now.column(followed.column).combine_chunks().take(at)]
    moves = pa.Table.from_arrays(names, names=["old", "new"])
    return _moves(moves, after[followed.table].column(followed.column).combine_chunks())


def _moves(pairs: pa.Table, current: Strings) -> list[tuple[str, str]]:
    is_gone = pc.invert(pc.is_in(pairs.column("old"), value_set=current))
    is_known = pc.and_(pc.is_valid(pairs.column("old")), pc.is_valid(pairs.column("new")))
    moves = pairs.filter(pc.and_(is_gone, is_known)).group_by(["old", "new"]).aggregate([])
    moves = moves.sort_by([("old", "ascending"), ("new", "ascending")])
    return list(zip(words(moves["old"]), words(moves["new"]), strict=True))


def _causes(
    followed: Followed,
    pairs: Sequence[tuple[str, str]],
    previous: Mapping[str, pa.Table],
    tables: Mapping[str, pa.Table],
) -> dict[tuple[str, str], str]:
    """Why identifiers gave way to others since the previous release, told by the documents behind both."""
    if not pairs:
        return {}
    many = Counter(old for old, _ in pairs)
    hashes_then, hashes_now = _hashes(previous), _hashes(tables)
    is_fewer = not hashes_then.keys() <= hashes_now.keys()
    then = _documents(previous, followed, {old for old, _ in pairs})
    now = _documents(tables, followed, {new for _, new in pairs})
    causes: dict[tuple[str, str], str] = {}
    for old, new in pairs:
        if many[old] > 1 or new.startswith(f"{old}."):  # a name that turned out to be shared is told apart by a suffix
            causes[old, new] = SPLIT
        elif (is_fewer and old.startswith(f"{new}.")) or any(
            hashes_now.get(document) != hashes_then.get(document) for document in then[old]
        ):
            causes[old, new] = SOURCE
        else:
            causes[old, new] = NEW_SOURCE if any(d not in hashes_then for d in now[new]) else ENGINE
    return causes


def _hashes(tables: Mapping[str, pa.Table]) -> dict[str, str]:
    documents = _some(tables, "documents", ("document_id", "sha256"))
    keys, hashes = documents.column("document_id").to_pylist(), documents.column("sha256").to_pylist()
    return {str(key): str(digest) for key, digest in zip(keys, hashes, strict=True)}


def _documents(tables: Mapping[str, pa.Table], followed: Followed, identifiers: Iterable[str]) -> dict[str, list[str]]:
    """The documents behind each identifier."""
    column = followed.column
    rows = _some(tables, followed.evidence, (column, "document_id"))
    rows = rows.filter(pc.is_in(rows.column(column), value_set=pa.array(sorted(identifiers), pa.string())))
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows.group_by([column, "document_id"]).aggregate([]).to_pylist():
        found[row[column]].append(row["document_id"])
    return found
