"""Conferences across documents: those that are the same become one row, its values chosen among the claims.

Which words make a claim is decided in ``link``; here claims meet, and whatever names a conference follows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.merge.conference_choice import GATHERING, PROPER, Row, Source, merged
from spacecoop.merge.conference_identity import Member, groups, identified, member
from spacecoop.merge.conference_rulings import ARRANGING, bonds, moved_by_ruling, strike, without_struck
from spacecoop.merge.corrections import NO_BONDS, Corrections
from spacecoop.tables import Conference, fold
from spacecoop.tables.arrow import to_arrow

# What of a claim decides; its words stay where they are.
TELLING = (
    "conference_id", "claim_id", "document_id", "start_char", "end_char", "rule", "attribute", "value", "low", "high",
    "comparator", "expected", "chosen",
)  # fmt: skip
FOLLOWERS = ("conference_claims", "conference_actors", "quantities")


def merge(
    tables: dict[str, pa.Table], corrections: Corrections | None = None, struck: Collection[str] = ()
) -> dict[str, pa.Table]:
    """The tables that name a conference, with merged identifiers.

    The identifier is series and edition where both are known, else the smallest of the members'. Every identifier that
    a document gave maps to one of these; comparing that with the previous release gives ``moved_ids``. Claims that a
    person ``struck`` out compete with none, and ``corrections`` learns what came of the rulings on meetings.
    """
    corrections = corrections or Corrections()
    if struck:
        parts = without_struck(tables["conference_actors"], tables["conference_claims"], struck)
        tables = {**tables, "conference_actors": parts}
    rows: dict[str, Row] = {row["conference_id"]: row for row in tables["conferences"].to_pylist()}
    claims: dict[str, list[Row]] = defaultdict(list)
    for claim in tables["conference_claims"].select(TELLING).to_pylist():
        claims[claim["conference_id"]].append(claim)
    sources = _sources(tables, rows)
    if struck:
        strike(rows, claims, struck, sources, corrections)
    members = _members(rows, claims)
    tied = bonds(members, claims, corrections)
    made: list[Conference] = []
    chosen: set[str] = set()
    renamed: dict[str, str] = {}
    for group, name in identified(groups(members, tied)):
        keys = [m.conference_id for m in group]
        own = [claim for key in keys for claim in sorted(claims[key], key=lambda c: c["claim_id"])]
        found = merged(group, [rows[key] for key in keys], own, sources)
        made.append(replace(found.conference, conference_id=name, ruling=corrections.note(*keys)))
        chosen |= found.chosen
        renamed.update(dict.fromkeys(keys, name))
    if tied != NO_BONDS:
        corrections.moved.update(moved_by_ruling(members, renamed))
    followers = {name: _follow(tables[name], renamed) for name in FOLLOWERS}
    followers["conference_claims"] = _with_choice(followers["conference_claims"], chosen)
    followers["conference_actors"] = _once_a_document(followers["conference_actors"])
    return {"conferences": to_arrow("conferences", made), **followers}


def _members(rows: Mapping[str, Row], claims: Mapping[str, Sequence[Row]]) -> list[Member]:
    found: list[Member] = []
    for key in sorted(rows):
        names = [c for c in claims[key] if c["attribute"] == "name"]
        is_named = any(c["rule"] in PROPER for c in names)
        document = str(claims[key][0]["document_id"]) if claims[key] else key
        told, gathering = (
            [str(c["value"]) for c in names if (c["rule"] == GATHERING) == is_gathering]
            for is_gathering in (False, True)
        )
        found.append(member(rows[key], document, told, is_named, gathering))
    return found


def _sources(tables: Mapping[str, pa.Table], rows: Mapping[str, Row]) -> dict[str, Source]:
    """The documents, with whether each is published by an organiser of one of its conferences."""
    names: dict[str, set[str]] = defaultdict(set)
    for actor in tables["actors"].select(["actor_id", "name", "acronym"]).to_pylist():
        names[actor["actor_id"]] |= {fold(n) for n in (actor["name"], actor["acronym"]) if n}
    arrangers: dict[str, set[str]] = defaultdict(set)
    for part in tables["conference_actors"].to_pylist():
        if part["role"] in ARRANGING and part["conference_id"] in rows:
            arrangers[part["document_id"]] |= names[part["actor_id"]]
    columns = ["document_id", "published", "duplicate_of", "outlet"]
    return {
        d["document_id"]: Source(
            d["document_id"],
            d["published"].isoformat() if d["published"] else "",
            d["duplicate_of"] or d["document_id"],
            bool(d["outlet"]) and fold(d["outlet"]) in arrangers[d["document_id"]],
        )
        for d in tables["documents"].select(columns).to_pylist()
    }


def _follow(table: pa.Table, renamed: Mapping[str, str]) -> pa.Table:
    """The table with the identifiers of the merged conferences."""
    olds, news = pa.array(list(renamed), pa.string()), pa.array(list(renamed.values()), pa.string())
    keys = table.column("conference_id")
    where = pc.index_in(keys, value_set=olds, skip_nulls=True)
    if where.null_count != keys.null_count:
        raise KeyError("a row names a conference that no document has")
    at = table.schema.get_field_index("conference_id")
    return table.set_column(at, table.schema.field(at), pc.take(news, where))


def _with_choice(claims: pa.Table, chosen: Iterable[str]) -> pa.Table:
    at = claims.schema.get_field_index("chosen")
    flags = pc.is_in(claims.column("claim_id"), value_set=pa.array(sorted(chosen), pa.string()))
    return claims.set_column(at, claims.schema.field(at), flags)


def _once_a_document(actors: pa.Table) -> pa.Table:
    """One row a conference, actor, role and document, the first naming where merging brought two together."""
    first: dict[tuple[str, str, str, str], int] = {}
    rows = actors.select(["conference_id", "actor_id", "role", "document_id", "start_char"]).to_pylist()
    order = sorted(range(len(rows)), key=lambda i: (rows[i]["document_id"], rows[i]["start_char"], rows[i]["actor_id"]))
    for i in order:
        row = rows[i]
        first.setdefault((row["conference_id"], row["actor_id"], row["role"], row["document_id"]), i)
    return actors.take(pa.array(sorted(first.values()), pa.int64()))
