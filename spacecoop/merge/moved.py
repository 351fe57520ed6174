"""Identifiers that stand for a row no longer: what a document alone, or the release before, called it, and what it is now.

Followed by the mentions and claims that rest on an identifier, whose own names never move.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.merge.conference_identity import member
from spacecoop.merge.corrections import among
from spacecoop.tables import TABLES, MovedId
from spacecoop.tables.arrow import sort_rows, to_arrow

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
# What of the extracted tables tells which identifiers moved.
MOVED_FROM = {
    "conferences": tuple(column.name for column in TABLES["conferences"].columns),
    **{followed.evidence: (followed.key, followed.column) for followed in FOLLOWED},
}
# What of the published tables does.
STANDING = {
    "documents": ("document_id", "sha256"),
    **{followed.table: (followed.column,) for followed in FOLLOWED},
    **{followed.evidence: (followed.key, followed.column, "document_id") for followed in FOLLOWED},
}


def moved(
    extracted: Mapping[str, pa.Table],
    tables: Mapping[str, pa.Table],
    previous: Mapping[str, pa.Table] | None,
    ruled: Mapping[str, str] | None = None,
) -> pa.Table:
    """The table ``moved_ids`` of a release of ``tables``.

    What merging moved is told from the documents alone (``extracted``), so that it is the same whatever was released
    before; ``previous``, the release before, adds what was removed, split or read otherwise since; ``ruled`` holds what
    a person's rulings moved. Of ``tables`` the columns ``STANDING`` are read.
    """
    ruled = ruled or {}
    found: dict[tuple[str, str], MovedId] = {}
    for followed in FOLLOWED:
        never = _named_by_nature(extracted) if followed.table == "conferences" else frozenset[str]()
        for old, new in _pairs(followed, extracted, tables):
            if old not in never:
                found[old, new] = MovedId(old=old, new=new, table=followed.table, cause=MERGED)
        if previous is not None and _has(previous, followed):
            pairs = [pair for pair in _pairs(followed, previous, tables) if pair not in found]
            for (old, new), cause in _causes(followed, pairs, previous, tables).items():
                found[old, new] = MovedId(old=old, new=new, table=followed.table, cause=cause)
    found.update(_by_ruling(ruled, tables))
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


def _named_by_nature(extracted: Mapping[str, pa.Table]) -> frozenset[str]:
    """Conferences whose document alone gives them series and edition for a name, so that nobody saw another."""
    conferences = extracted["conferences"]
    rows = conferences.filter(pc.is_valid(conferences.column("series"))).to_pylist()
    members = (member(row, "", (), is_named=False) for row in rows)
    return frozenset(m.conference_id for m in members if m.series and m.edition)


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


def _pairs(
    followed: Followed, before: Mapping[str, pa.Table], after: Mapping[str, pa.Table]
) -> Iterator[tuple[str, str]]:
    """Identifiers that are none any more, with what the same evidence now names; sorted."""
    columns = (followed.key, followed.column)
    was, now = (_some(tables, followed.evidence, columns).combine_chunks() for tables in (before, after))
    at = pc.index_in(was.column(followed.key), value_set=now.column(followed.key).combine_chunks())
    names = [was.column(followed.column).combine_chunks(), now.column(followed.column).combine_chunks().take(at)]
    moves = pa.Table.from_arrays(names, names=["old", "new"])
    current = after[followed.table].column(followed.column).combine_chunks()
    is_gone = pc.invert(pc.is_in(moves.column("old"), value_set=current))
    is_known = pc.and_(pc.is_valid(moves.column("old")), pc.is_valid(moves.column("new")))
    moves = moves.filter(pc.and_(is_gone, is_known)).group_by(["old", "new"]).aggregate([])
    for row in moves.sort_by([("old", "ascending"), ("new", "ascending")]).to_pylist():
        yield row["old"], row["new"]


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
    then = _documents(previous, followed, {old for old, _ in pairs})
    now = _documents(tables, followed, {new for _, new in pairs})
    causes: dict[tuple[str, str], str] = {}
    for old, new in pairs:
        if many[old] > 1:
            causes[old, new] = SPLIT
        elif any(hashes_now.get(document) != hashes_then.get(document) for document in then[old]):
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
