"""Rulings brought to the rows: which meetings and actors a person calls one or not, and what a person struck out.

Applied last, so that they win over every rule. A ruling that finds nothing to rule on is told as a problem and the rest
goes on; how a ruling is written is the business of ``rulings``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.merge.actor_renaming import Told
from spacecoop.merge.rulings import Ruling, Rulings
from spacecoop.tables import TABLES, Problem

IDLE = "idle_correction"


@dataclass(frozen=True, slots=True)
class Bonds:
    """Pairs of meetings or actors that a person calls one (``together``, the one that stands first), and pairs that must
    not be (``apart``, the smaller first)."""

    together: tuple[tuple[str, str], ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()


NO_BONDS = Bonds()


@dataclass(slots=True)
class Corrections:
    """Rulings and what became of them: the notes beside each row that they touch, by its identifier; identifiers that
    gave way to another because of them; and rulings that could not be followed."""

    rulings: Rulings = field(default_factory=Rulings)
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict[str, list[str]](list))
    moved: dict[str, str] = field(default_factory=dict[str, str])
    problems: list[Problem] = field(default_factory=list[Problem])

    def note(self, *keys: str) -> str | None:
        """What was ruled about rows, in the order of the days; null where nothing was."""
        said = sorted({note for key in keys if key in self.notes for note in self.notes[key]})
        return "; ".join(said) or None

    def touch(self, note: str, keys: Iterable[str]) -> None:
        """Write a ruling beside rows."""
        for key in keys:
            self.notes[key].append(note)

    def strike(self, tables: Told) -> frozenset[str]:
        """The claims and ties that a person calls wrong."""
        wrong: set[str] = set()
        for subject, table, column in (("claim", "conference_claims", "claim_id"), ("tie", "ties", "tie_id")):
            rulings = [ruling for ruling in self.rulings.rulings if ruling.subject == subject]
            if not rulings:
                continue
            known = among(tables.table(table, [column]).column(column), (ruling.names[0] for ruling in rulings))
            for ruling in rulings:
                if ruling.names[0] in known:
                    wrong.add(ruling.names[0])
                    self.touch(ruling.note, ruling.names)
                else:
                    self.problems.append(_gone(ruling, ruling.names))
        return frozenset(wrong)

    def noted(self, name: str, rows: pa.Table) -> pa.Table:
        """A table with the rulings on its rows written beside them."""
        if not self.notes:
            return rows
        at = rows.schema.get_field_index("ruling")
        known = sorted(self.notes)
        notes = pa.array([self.note(key) for key in known], pa.string())
        where = pc.index_in(rows.column(TABLES[name].key[0]), value_set=pa.array(known, pa.string()))
        return rows.set_column(at, rows.schema.field(at), pc.take(notes, where))

    def bonds(self, subject: str, known: Mapping[str, Collection[str]]) -> Bonds:
        """The bonds between the things that rulings name; ``known`` gives the members that each name means."""
        together: list[tuple[str, str]] = []
        apart: set[tuple[str, str]] = set()
        rulings = [ruling for ruling in self.rulings.rulings if ruling.subject == subject]
        for ruling in sorted(rulings, key=lambda r: r.verdict != "same"):
            found = [sorted(known.get(name, ())) for name in ruling.names]
            gone = [name for name, own in zip(ruling.names, found, strict=True) if not own]
            if gone:
                self.problems.append(_gone(ruling, gone))
                continue
            if ruling.verdict == "same":
                every = [key for own in found for key in own]
                together += [(every[0], other) for other in every[1:]]
            else:
                pairs = {pair for one, other in combinations(found, 2) for pair in _pairs(set(one), set(other))}
                if not pairs or _are_joined(together, pairs):
                    self.problems.append(_contradicted(ruling, is_one=not pairs))
                    continue
                apart |= pairs
            self.touch(ruling.note, {key for own in found for key in own})
        return Bonds(tuple(together), frozenset(apart))


def among(column: pa.ChunkedArray[pa.StringScalar], names: Iterable[str]) -> frozenset[str]:
    """Those of the names that stand in a column."""
    wanted = pa.array(sorted(set(names)), pa.string())
    if not len(wanted):
        return frozenset()
    found = wanted.filter(pc.is_in(wanted, value_set=column.combine_chunks())).to_pylist()
    return frozenset(name for name in found if name is not None)


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each name in pairs that are one, the name that stands for all of them: the first of the first pair."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while above.setdefault(name, name) != name:
            name = above[name]
        return name

    for one, other in pairs:
        above[top(other)] = top(one)
    return {name: top(name) for name in above}


def _pairs(one: set[str], other: set[str]) -> set[tuple[str, str]]:
    """Every pair across two things; where one is a part of the other, that part against the rest."""
    if one > other:
        one = one - other
    elif other > one:
        other = other - one
    return {(min(a, b), max(a, b)) for a in one for b in other if a != b}


def _are_joined(together: Iterable[tuple[str, str]], pairs: Iterable[tuple[str, str]]) -> bool:
    top = joined(together)
    return any(top.get(a, a) == top.get(b, b) for a, b in pairs)


def _gone(ruling: Ruling, names: Sequence[str]) -> Problem:
    return ruling.problem(
        IDLE,
        f"The ruling of {ruling.day.isoformat()} no longer applies: there is no {', '.join(names)}.",
        "Look the name up with spacecoop show, which follows names that moved, and write its new one; or take the ruling out.",
    )


def _contradicted(ruling: Ruling, *, is_one: bool) -> Problem:
    why = "the names mean one and the same" if is_one else "other rulings say that they are the same"
    return ruling.problem(
        IDLE,
        f"The ruling of {ruling.day.isoformat()} cannot be followed: {why}.",
        "Name meetings by claims of different articles, or take out the ruling that is wrong.",
    )
