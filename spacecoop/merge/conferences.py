"""Conferences across documents: those that are the same become one row, its values chosen among the claims.

Which words make a claim is decided in ``link``; here claims meet, and whatever names a conference follows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.merge.actor_renaming import Told
from spacecoop.merge.circles import Saying
from spacecoop.merge.codes import first_rows, words
from spacecoop.merge.conference_choice import Source
from spacecoop.merge.conference_circles import CONFERENCE, TELLING, meetings
from spacecoop.merge.conference_identity import member, named, natural
from spacecoop.merge.conference_rulings import ARRANGING, moved_by_ruling, without_struck
from spacecoop.merge.corrections import Corrections
from spacecoop.merge.kept import Kept
from spacecoop.merge.moved import Named
from spacecoop.tables import fold

# What of the parts that actors have in meetings tells who arranges one.
PARTS = ("conference_id", "actor_id", "role", "document_id", "start_char", "end_char")
FOLLOWERS = ("conference_claims", "conference_actors", "quantities")
Strings: TypeAlias = "pa.Array[pa.StringScalar]"


@dataclass(frozen=True, slots=True)
class Meetings:
    """The table ``conferences``; for each identifier that a document gave the merged one; and the claims whose values the
    rows show. ``told`` are the identifiers that somebody can have seen before they were merged."""

    rows: pa.Table
    named: Named
    told: Named
    chosen: Strings

    def follow(self, name: str, table: pa.Table) -> pa.Table:
        """One of ``FOLLOWERS`` with the identifiers of the merged conferences."""
        keys = table.column("conference_id")
        where = pc.index_in(keys, value_set=self.named.old, skip_nulls=True)
        if where.null_count != keys.null_count:
            raise KeyError("a row names a conference that no document has")
        at = table.schema.get_field_index("conference_id")
        table = table.set_column(at, table.schema.field(at), pc.take(self.named.new, where))
        if name == "conference_claims":
            at = table.schema.get_field_index("chosen")
            flags = pc.is_in(table.column("claim_id"), value_set=self.chosen)
            table = table.set_column(at, table.schema.field(at), flags)
        return _once_a_document(table) if name == "conference_actors" else table


def merge(
    tables: Told,
    documents: pa.Table,
    actors: pa.Table,
    corrections: Corrections,
    struck: Collection[str],
    saying: Saying,
    kept: Kept,
) -> Meetings:
    """The meetings of all documents.

    The identifier is series and edition where both are known, else the smallest of the members'. Every identifier that
    a document gave maps to one of these; comparing that with the previous release gives ``moved_ids``. Claims that a
    person ``struck`` out compete with none, and ``corrections`` learns what came of the rulings on meetings.
    """
    rows = tables.table("conferences")
    claims = tables.table("conference_claims", TELLING)
    parts = tables.table("conference_actors", PARTS)
    if struck:
        parts = without_struck(parts, claims, struck)
    sources = _sources(rows, claims, parts, documents, actors)
    found = meetings(rows, claims, sources, struck, corrections, saying, kept)
    first: Any = pc.list_element(found.members, 0)
    order = pc.sort_indices(first)
    members: Any
    members, first, editions = found.members.take(order), first.take(order), found.editions.take(order)
    names: Strings = pa.array(named(zip(words(first), editions.to_pylist(), strict=True)), pa.string())
    old, new = pc.list_flatten(members), names.take(pc.list_parent_indices(members))
    if found.apart_from_rules:
        renamed = dict(zip(words(old), words(new), strict=True))
        corrections.moved.update(moved_by_ruling(found.apart_from_rules, renamed))
    notes = pa.nulls(len(names), pa.string())
    if corrections.notes:
        notes = pa.array([corrections.note(*own) for own in members.to_pylist()], pa.string())
    shown: Any = found.rows.take(order)
    cells = dict(zip(CONFERENCE.names, shown.flatten(), strict=True)) | {"conference_id": names, "ruling": notes}
    made = pa.table([cells[name] for name in CONFERENCE.names], schema=CONFERENCE)
    told = _told(Named(old, new), rows, claims)
    return Meetings(made, Named(old, new), told, pc.list_flatten(found.chosen))


def _told(named: Named, rows: pa.Table, claims: pa.Table) -> Named:
    """The identifiers of meetings of which there are claims, without those whose document alone gives series and edition
    for a name, so that nobody saw another."""
    is_told = pc.is_in(named.old, pc.unique(claims["conference_id"]))
    moved = named.old.filter(pc.and_(is_told, pc.not_equal(named.old, named.new)))
    rows = rows.filter(pc.and_(pc.is_valid(rows["series"]), pc.is_in(rows["conference_id"], moved)))
    members = (member(row, "", (), is_named=False) for row in rows.to_pylist())
    never = pa.array([one.conference_id for one in members if natural(one)], pa.string())
    is_told = pc.and_(is_told, pc.invert(pc.is_in(named.old, never)))
    return Named(named.old.filter(is_told), named.new.filter(is_told))


def _sources(
    rows: pa.Table, claims: pa.Table, parts: pa.Table, documents: pa.Table, actors: pa.Table
) -> dict[str, Source]:
    """The documents that name a conference, with whether each is published by an organiser of one of its conferences."""
    columns = ["document_id", "published", "duplicate_of", "outlet"]
    documents = documents.select(columns).filter(pc.is_in(documents["document_id"], pc.unique(claims["document_id"])))
    arrangers = _arrangers(rows, parts, documents.filter(pc.is_valid(documents["outlet"])), actors)
    found: dict[str, Source] = {}
    for row in documents.to_pylist():
        key, outlet = str(row["document_id"]), row["outlet"]
        is_own = key in arrangers and bool(outlet) and fold(outlet) in arrangers[key]
        published = row["published"].isoformat() if row["published"] else ""
        found[key] = Source(key, published, row["duplicate_of"] or key, is_own)
    return found


def _arrangers(rows: pa.Table, parts: pa.Table, documents: pa.Table, actors: pa.Table) -> dict[str, set[str]]:
    """The folded names of those who arrange a meeting, by the document that says so."""
    is_known = pc.is_in(parts["conference_id"], rows["conference_id"].combine_chunks())
    is_told = pc.is_in(parts["document_id"], documents["document_id"].combine_chunks())
    is_arranging = pc.is_in(parts["role"], pa.array(ARRANGING, pa.string()))
    parts = parts.filter(pc.and_(pc.and_(is_known, is_told), is_arranging))
    actors = actors.filter(pc.is_in(actors["actor_id"], pc.unique(parts["actor_id"])))
    names: dict[str, set[str]] = {}
    for actor in actors.select(["actor_id", "name", "acronym"]).to_pylist():
        names[actor["actor_id"]] = {fold(n) for n in (actor["name"], actor["acronym"]) if n}
    arrangers: dict[str, set[str]] = defaultdict(set)
    for document, actor in zip(words(parts["document_id"]), words(parts["actor_id"]), strict=True):
        arrangers[document] |= names.get(actor, set())
    return arrangers


def _once_a_document(actors: pa.Table) -> pa.Table:
    """One row a conference, actor, role and document, the first naming where merging brought two together."""
    same = ["conference_id", "actor_id", "role", "document_id"]
    places = actors.select([*same, "start_char"]).append_column("row", pa.array(range(actors.num_rows), pa.int64()))
    places = first_rows(places.sort_by([(name, "ascending") for name in (*same, "start_char", "row")]), same)
    rows = places["row"].combine_chunks()
    return actors.take(rows.take(pc.sort_indices(rows)))
