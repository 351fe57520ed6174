"""Other identifiers for actors, in every column of every extracted table that names one, as the table is read.

Which actor gets which identifier is decided in ``actor_apart`` and ``actor_identity``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.tables import EXTRACTED, TABLES, Rejected
from spacecoop.tables.arrow import schema, to_arrow

Strings: TypeAlias = "pa.Array[pa.StringScalar]"
Numbers: TypeAlias = "pa.Array[pa.Int64Scalar]"
# Some columns of an extracted table.
Read: TypeAlias = Callable[[str, Sequence[str]], pa.Table]
# A claim's value names an actor where it is about this.
NAMING_CLAIM = "organiser"
SAME_ACTOR = "both ends of the tie are one actor"


def naming_columns(table: str) -> tuple[str, ...]:
    """The columns of a table whose values are identifiers of actors."""
    return tuple(c.name for c in TABLES[table].columns if c.references == "actors.actor_id")


NAMING = {name: columns for name in EXTRACTED if (columns := naming_columns(name)) and name != "actors"}
# Tables whose rows are others once actors have other identifiers: ties that are none any more are rejected.
FOLLOWING = frozenset((*NAMING, "conference_claims", "rejected"))


@dataclass(frozen=True, slots=True)
class InDocuments:
    """New identifiers that hold in single documents: ``new[i]`` for the actor ``old[i]`` of ``documents[i]``."""

    documents: Strings
    old: Strings
    new: Strings

    def of(self, names: Strings, documents: Strings) -> Strings:
        """The names of actors as they stand in these documents."""
        known, actors = pc.unique(self.documents), pc.unique(self.old)
        is_old = pc.is_in(names, value_set=actors, skip_nulls=True)
        some, own = names.filter(is_old), documents.filter(is_old)
        codes = _codes(self.documents, self.old, known, actors)
        at = pc.index_in(_codes(own, some, known, actors), value_set=codes, skip_nulls=True)
        return pc.replace_with_mask(names, is_old, pc.coalesce(self.new.take(at), some))


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


@dataclass(frozen=True, slots=True)
class Told:
    """The extracted tables under other identifiers, each read and renamed when it is asked for and kept by nobody here.

    A mention's kind is its actor's, and a tie of an actor with itself is none: it is turned down for the reason that
    stands beside the renaming which made it so.
    """

    read: Read
    steps: tuple[tuple[InDocuments | Everywhere, str], ...] = ()

    def after(self, renaming: InDocuments | Everywhere, reason: str = SAME_ACTOR) -> Told:
        """The same once actors have these new identifiers too."""
        return self if len(renaming.old) == 0 else Told(self.read, (*self.steps, (renaming, reason)))

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """All of a table, or some columns of it."""
        wanted = list(columns or schema(name).names)
        if not self.steps or name not in FOLLOWING:
            return self.read(name, wanted)
        read = list(dict.fromkeys([*wanted, *_needed(name, wanted)]))
        rows = self.read(name, read).combine_chunks()
        if name == "ties":
            rows = self._between_two(rows)[0]
        elif name == "rejected":
            rows = self._with_turned_down(rows)
        else:
            for renaming, _ in self.steps:
                rows = _renamed(name, rows, renaming)
        if name == "actor_mentions" and "kind" in wanted:
            kinds = pc.replace_substring_regex(rows.column("actor_id"), "/.*$", "")
            rows = _with(rows, "kind", pc.coalesce(kinds, rows.column("kind")).combine_chunks())
        return rows.select(wanted)

    def _between_two(self, ties: pa.Table) -> tuple[pa.Table, list[tuple[pa.Table, str]]]:
        """The ties that still have two ends, and those that have not, with the reason, in the order of the steps."""
        turned: list[tuple[pa.Table, str]] = []
        for renaming, reason in self.steps:
            ties = _renamed("ties", ties, renaming)
            is_one = pc.equal(ties.column("actor_a"), ties.column("actor_b"))
            turned.append((ties.filter(is_one), reason))
            ties = ties.filter(pc.invert(is_one))
        return ties, turned

    def _with_turned_down(self, rejected: pa.Table) -> pa.Table:
        place = ("document_id", "start_char", "end_char")
        ties = self.read("ties", [*place, "text", *NAMING["ties"]]).combine_chunks()
        turned = [(row, reason) for rows, reason in self._between_two(ties)[1] for row in rows.to_pylist()]
        if not turned:
            return rejected
        told = rejected.select(place).filter(pc.equal(rejected.column("finder"), pa.scalar("ties")))
        known = {tuple(row[name] for name in place) for row in told.to_pylist()}
        rows: dict[tuple[str, int, int], Rejected] = {}
        for tie, reason in turned:
            at = (tie["document_id"], tie["start_char"], tie["end_char"])
            if at not in known:
                row = Rejected(
                    document_id=at[0], start_char=at[1], end_char=at[2], finder="ties", text=tie["text"], reason=reason
                )
                rows.setdefault(at, row)
        more = to_arrow("rejected", list(rows.values())).select(rejected.column_names)
        return pa.concat_tables([rejected, more.cast(rejected.schema)])


def _needed(name: str, wanted: Sequence[str]) -> tuple[str, ...]:
    """The columns that those which are wanted of a table follow from."""
    if name == "rejected":
        return (*TABLES["rejected"].key, "text", "reason")
    more = ("attribute",) if name == "conference_claims" and "value" in wanted else ()
    actor = ("actor_id",) if name == "actor_mentions" and "kind" in wanted else ()
    return ("document_id", *(NAMING["ties"] if name == "ties" else ()), *more, *actor)


def _renamed(name: str, rows: pa.Table, renaming: InDocuments | Everywhere) -> pa.Table:
    documents = rows.column("document_id").combine_chunks()
    for column in NAMING.get(name, ()):
        if column in rows.column_names:
            rows = _with(rows, column, renaming.of(rows.column(column).combine_chunks(), documents))
    if name == "conference_claims" and "value" in rows.column_names:
        values = rows.column("value").combine_chunks()
        is_naming = pc.equal(rows.column("attribute").combine_chunks(), pa.scalar(NAMING_CLAIM))
        rows = _with(rows, "value", pc.if_else(is_naming, renaming.of(values, documents), values))
    return rows


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
