"""Other identifiers for actors, in every column of every extracted table that names one.

Which actor gets which identifier is decided in ``actor_apart`` and ``actor_identity``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, cast

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.tables import EXTRACTED, TABLES, Rejected
from spacecoop.tables.arrow import to_arrow

Strings: TypeAlias = "pa.Array[pa.StringScalar]"
Numbers: TypeAlias = "pa.Array[pa.Int64Scalar]"
# A claim's value names an actor where it is about this.
NAMING_CLAIM = "organiser"
SAME_ACTOR = "both ends of the tie are one actor"


def naming_columns(table: str) -> tuple[str, ...]:
    """The columns of a table whose values are identifiers of actors."""
    return tuple(c.name for c in TABLES[table].columns if c.references == "actors.actor_id")


NAMING = {name: columns for name in EXTRACTED if (columns := naming_columns(name)) and name != "actors"}


@dataclass(frozen=True, slots=True)
class InDocuments:
    """New identifiers that hold in single documents: ``new[i]`` for the actor ``old[i]`` of ``documents[i]``."""

    documents: Strings
    old: Strings
    new: Strings

    def of(self, names: Strings, documents: Strings) -> Strings:
        """The names of actors as they stand in these documents."""
        known, actors = pc.unique(self.documents), pc.unique(self.old)
        codes = _codes(self.documents, self.old, known, actors)
        at = pc.index_in(_codes(documents, names, known, actors), value_set=codes, skip_nulls=True)
        return pc.coalesce(self.new.take(at), names)


@dataclass(frozen=True, slots=True)
class Everywhere:
    """New identifiers that hold in all documents: ``new[i]`` for ``old[i]``."""

    old: Strings
    new: Strings

    @classmethod
    def by(cls, renamed: Mapping[str, str]) -> Everywhere:
        """From old names to new ones."""
        return cls(pa.array(list(renamed.keys()), pa.string()), pa.array(list(renamed.values()), pa.string()))

    def of(self, names: Strings, documents: Strings) -> Strings:
        """The names of actors as they stand in any document."""
        return pc.coalesce(self.new.take(pc.index_in(names, value_set=self.old, skip_nulls=True)), names)


def follow(
    tables: Mapping[str, pa.Table], renaming: InDocuments | Everywhere, reason: str = SAME_ACTOR
) -> dict[str, pa.Table]:
    """The tables with the new identifiers; a mention's kind is its actor's, and a tie of an actor with itself is none: it
    is turned down for the ``reason`` given."""
    made = dict(tables)
    if len(renaming.old) == 0:
        return made
    for name, columns in NAMING.items():
        rows = made[name].combine_chunks()
        documents = rows.column("document_id").combine_chunks()
        for column in columns:
            rows = _with(rows, column, renaming.of(rows.column(column).combine_chunks(), documents))
        made[name] = rows
    claims = made["conference_claims"].combine_chunks()
    values, documents = (claims.column(c).combine_chunks() for c in ("value", "document_id"))
    is_naming = pc.equal(claims.column("attribute").combine_chunks(), pa.scalar(NAMING_CLAIM))
    made["conference_claims"] = _with(claims, "value", pc.if_else(is_naming, renaming.of(values, documents), values))
    mentions = made["actor_mentions"]
    kinds = pc.replace_substring_regex(mentions.column("actor_id"), "/.*$", "")
    made["actor_mentions"] = _with(mentions, "kind", pc.coalesce(kinds, mentions.column("kind")).combine_chunks())
    made["ties"], made["rejected"] = _between_two(made["ties"], made["rejected"], reason)
    return made


def _between_two(ties: pa.Table, rejected: pa.Table, reason: str) -> tuple[pa.Table, pa.Table]:
    """The ties that still have two ends, and what was turned down with those that have not."""
    is_one = pc.equal(ties.column("actor_a"), ties.column("actor_b"))
    alone = ties.filter(is_one).to_pylist()
    if not alone:
        return ties, rejected
    key = TABLES["rejected"].key
    told = rejected.select(key).filter(pc.equal(rejected.column("finder"), pa.scalar("ties")))
    known = {tuple(row[name] for name in key) for row in told.to_pylist()}
    rows: dict[tuple[str, int, int, str], Rejected] = {}
    for tie in alone:
        at = (tie["document_id"], tie["start_char"], tie["end_char"], "ties")
        if at not in known:
            rows[at] = Rejected(
                document_id=at[0], start_char=at[1], end_char=at[2], finder=at[3], text=tie["text"], reason=reason
            )
    more = to_arrow("rejected", list(rows.values()))
    return ties.filter(pc.invert(is_one)), pa.concat_tables([rejected, more])


def _codes(
    documents: Strings, actors: Strings, known_documents: Strings, known_actors: Strings
) -> pa.Array[pa.Int64Scalar]:
    """A number a pair; null where either is unknown."""
    document = pc.cast(pc.index_in(documents, value_set=known_documents, skip_nulls=True), pa.int64())
    actor = pc.cast(pc.index_in(actors, value_set=known_actors, skip_nulls=True), pa.int64())
    return cast("Numbers", pc.add(pc.multiply(document, len(known_actors)), actor))


def _with(rows: pa.Table, column: str, values: Strings) -> pa.Table:
    at = rows.schema.get_field_index(column)
    return rows.set_column(at, rows.schema.field(at), values)
