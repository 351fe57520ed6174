"""A person's rulings on actors: rows of one that is another take the other's identifier, wherever they name it.

Which actors are one without any ruling is the business of ``actors``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.merge.corrections import Bonds, Corrections, among, joined
from spacecoop.tables import EXTRACTED, TABLES, Rejected
from spacecoop.tables.arrow import to_arrow

ACTOR = "actors.actor_id"
ONE_ACTOR = "both ends of the tie are one actor, as a person ruled"
# What an actor's own row says of it, beside its identifier.
TOLD = ("name", "kind", "acronym", "country", "wikidata", "parent_actor_id", "listed")


def bonds(tables: Mapping[str, pa.Table], corrections: Corrections) -> Bonds:
    """The bonds between actors of the extracted tables, by their identifiers."""
    named = [name for r in corrections.rulings.rulings if r.subject == "actors" for name in r.names]
    known = among(tables["actors"].column("actor_id"), named)
    return corrections.bonds("actors", {name: (name,) for name in known})


def follow(tables: Mapping[str, pa.Table], tied: Bonds) -> tuple[dict[str, pa.Table], dict[str, str]]:
    """The extracted tables with one identifier for actors that a person calls one, and which identifiers gave way."""
    moved = {old: new for old, new in joined(tied.together).items() if old != new}
    if not moved:
        return dict(tables), {}
    made = {**tables, **{name: _renamed(name, tables[name], moved) for name in EXTRACTED}}
    made["ties"], made["rejected"] = _between_two(made["ties"], made["rejected"])
    return made, moved


def _between_two(ties: pa.Table, rejected: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The ties that still have two ends, and what was turned down with those that have not."""
    is_one = pc.equal(ties.column("actor_a"), ties.column("actor_b"))
    key = TABLES["rejected"].key
    known = {tuple(row[name] for name in key) for row in rejected.select(key).to_pylist()}
    rows: dict[tuple[str, int, int, str], Rejected] = {}
    for tie in ties.filter(is_one).to_pylist():
        at = (tie["document_id"], tie["start_char"], tie["end_char"], "ties")
        if at not in known:
            rows[at] = Rejected(
                document_id=at[0], start_char=at[1], end_char=at[2], finder=at[3], text=tie["text"], reason=ONE_ACTOR
            )
    more = to_arrow("rejected", list(rows.values()))
    return ties.filter(pc.invert(is_one)), pa.concat_tables([rejected, more])


def _renamed(name: str, rows: pa.Table, moved: Mapping[str, str]) -> pa.Table:
    olds, news = pa.array(list(moved), pa.string()), pa.array(list(moved.values()), pa.string())
    if name == "actors":
        rows = _told_of_the_other(rows, olds, news)
    for column in TABLES[name].columns:
        if column.references == ACTOR or (name == "actors" and column.name == "actor_id"):
            rows = _replaced(rows, column.name, olds, news)
    if name == "actors":
        is_own = pc.equal(rows.column("parent_actor_id"), rows.column("actor_id"))
        rows = _set(
            rows, "parent_actor_id", pc.if_else(is_own, pa.scalar(None, pa.string()), rows.column("parent_actor_id"))
        )
    if name == "conference_claims":
        rows = _replaced(rows, "value", olds, news)
    if name == "actor_mentions":
        kinds = pc.replace_substring_regex(rows.column("actor_id"), "/.*$", "")
        rows = _set(rows, "kind", pc.if_else(pc.is_valid(kinds), kinds, rows.column("kind")))
    return rows


def _replaced(
    rows: pa.Table, column: str, olds: pa.Array[pa.StringScalar], news: pa.Array[pa.StringScalar]
) -> pa.Table:
    where = pc.index_in(rows.column(column), value_set=olds)
    return _set(rows, column, pc.if_else(pc.is_valid(where), pc.take(news, where), rows.column(column)))


def _told_of_the_other(rows: pa.Table, olds: pa.Array[pa.StringScalar], news: pa.Array[pa.StringScalar]) -> pa.Table:
    """The actors, those that give way with what is told of the one that stands."""
    first = pc.index_in(news, value_set=rows.column("actor_id").combine_chunks())
    where = pc.index_in(rows.column("actor_id"), value_set=olds)
    at = cast("pa.Array[pa.Int32Scalar]", pc.take(first, where))
    for column in TOLD:
        other = rows.column(column).take(at)
        rows = _set(rows, column, pc.if_else(pc.is_valid(where), other, rows.column(column)))
    return rows


def _set(rows: pa.Table, column: str, cells: object) -> pa.Table:
    at = rows.schema.get_field_index(column)
    return rows.set_column(at, rows.schema.field(at), cells)  # type: ignore[arg-type]
