"""Which rows a person's rulings changed between two releases, told from the two releases alone.

A ruling is written beside the row that it is about; rows that name such a row follow it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.merge.actor_rulings import ONE_ACTOR
from spacecoop.merge.moved import RULED
from spacecoop.merge.rulings import CORRECTIONS
from spacecoop.publish.partly import columns_of, names_of
from spacecoop.tables import TABLES

if TYPE_CHECKING:
    from spacecoop.publish.changes import Side

Strings: TypeAlias = "pa.Array[pa.StringScalar]"
Flags: TypeAlias = "pa.Array[pa.BooleanScalar]"
MARKED = {"conferences": "conference_id", "conference_claims": "claim_id", "ties": "tie_id", "actors": "actor_id"}
# The columns by which a row names an actor or a meeting.
NAMES = ("actors.actor_id", "conferences.conference_id")


class Ruled:
    """The rows of which something else was ruled in one release than in the other, and those that name them."""

    def __init__(self, before: Side, after: Side) -> None:
        then, since = _marks(before), _marks(after)
        touched = {key for key, _ in then ^ since}
        moves = _moves(before) ^ _moves(after)
        touched |= {key for pair in moves for key in pair}
        self._touched: Strings = pa.array(sorted(touched), pa.string())
        pairs = {pair for side in (before, after) for pair in _pairs(side, self._touched)} if touched else set[str]()
        self._pairs: Strings = pa.array(sorted(pairs), pa.string())

    def among(self, name: str, *sides: pa.Table | None) -> Flags | None:
        """Whether a ruling touched each row of a table, as it was or as it is; null where none touched any."""
        rows = [side for side in sides if side is not None]
        if name == "problems":
            return pc.starts_with(rows[0].column("source").combine_chunks(), CORRECTIONS)
        if name == "moved_ids":
            return pc.equal(rows[0].column("cause").combine_chunks(), pa.scalar(RULED))
        if name == "rejected":
            return pc.equal(rows[0].column("reason").combine_chunks(), pa.scalar(ONE_ACTOR))
        if not len(self._touched):
            return None
        flags: Flags = pa.array([False] * rows[0].num_rows, pa.bool_())
        for side in rows:
            for column in TABLES[name].columns:
                is_name = column.references in NAMES or column.name == MARKED.get(name)
                if is_name and column.name in side.column_names:
                    found = pc.is_in(side.column(column.name).combine_chunks(), value_set=self._touched)
                    flags = pc.or_(flags, found)
            if name == "cooperation":
                flags = pc.or_(flags, pc.is_in(pair(side), value_set=self._pairs))
        return flags


def pair(rows: pa.Table) -> Strings:
    """Two actors as one string, whichever stands first."""
    a, b = rows.column("actor_a").combine_chunks(), rows.column("actor_b").combine_chunks()
    return pc.binary_join_element_wise(pc.min_element_wise(a, b), pc.max_element_wise(a, b), pa.scalar("\x1f"))


def _marks(side: Side) -> set[tuple[str, str]]:
    """Each row beside which a ruling is written, with the ruling."""
    found: set[tuple[str, str]] = set()
    for name, key in MARKED.items():
        if name not in side or "ruling" not in names_of(side, name):
            continue
        marked = columns_of(side, name, (key, "ruling"))
        marked = marked.filter(pc.is_valid(marked.column("ruling")))
        columns = (cast("list[str]", marked.column(column).to_pylist()) for column in (key, "ruling"))
        found |= set(zip(*columns, strict=True))
    return found


def _moves(side: Side) -> set[tuple[str, str]]:
    if "moved_ids" not in side or "cause" not in side["moved_ids"].column_names:
        return set()
    rows = side["moved_ids"].filter(pc.equal(side["moved_ids"].column("cause"), pa.scalar(RULED)))
    columns = (cast("list[str]", rows.column(column).to_pylist()) for column in ("old", "new"))
    return set(zip(*columns, strict=True))


def _pairs(side: Side, ties: Strings) -> list[str]:
    """The pairs between which a ruling struck out a tie, or struck it out no more."""
    rows = side["ties"].filter(pc.is_in(side["ties"].column("tie_id"), value_set=ties))
    return cast("list[str]", pair(rows).to_pylist())
