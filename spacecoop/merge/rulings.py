"""``corrections.toml``: what a person ruled about claims, ties, meetings and actors, read strictly.

A ruling that cannot be read is a row of ``problems`` that names the field and the remedy, and the others stand. What a
ruling does to the tables is the business of ``corrections``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, cast

from spacecoop.document.fault import UNTAKEABLE
from spacecoop.document.listing import CORRECTIONS
from spacecoop.tables import Problem
from spacecoop.tables.facts import ACTOR_ID, CONFERENCE_ID
from spacecoop.tables.mentions import MENTION_ID

NAME = CORRECTIONS
LARGEST = 1 << 20
Subject = Literal["claim", "tie", "meetings", "actors"]
Verdict = Literal["wrong", "same", "different"]
FIELDS = {
    "wrong": ("claim", "tie", "reason", "date"),
    "meetings": ("same", "different", "reason", "date"),
    "actors": ("same", "different", "reason", "date"),
}
# What each subject is named by, as a pattern and in words.
NAMED_BY: dict[Subject, tuple[str, str]] = {
    "claim": (MENTION_ID, "a claim_id of conference_claims"),
    "tie": (MENTION_ID, "a tie_id of ties"),
    "meetings": (f"{CONFERENCE_ID}|{MENTION_ID}", "a conference_id, or the claim_id of a claim about the meeting"),
    "actors": (ACTOR_ID, "an actor_id"),
}
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Ruling:
    """One ruling: ``names`` holds the claim or tie that is wrong, or the meetings or actors that are the same or not.

    ``place`` tells where it stands in the file: the table and how many of it come before and with it.
    """

    place: str
    subject: Subject
    verdict: Verdict
    names: tuple[str, ...]
    reason: str
    day: date

    @property
    def note(self) -> str:
        """What is written beside every row that the ruling touches."""
        what = f"{self.subject} is wrong" if self.verdict == "wrong" else self.verdict
        return f"{self.day.isoformat()} {what}: {self.reason}"

    def problem(self, name: str, reason: str, remedy: str) -> Problem:
        """A row of ``problems`` about this ruling."""
        return Problem(source=f"{NAME}#{self.place}", problem=name, reason=reason, remedy=remedy)


@dataclass(frozen=True, slots=True)
class Rulings:
    """The rulings of a file in its order, and what is wrong with it."""

    rulings: tuple[Ruling, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, subject: Subject) -> tuple[Ruling, ...]:
        """The rulings on one kind of thing."""
        return tuple(ruling for ruling in self.rulings if ruling.subject == subject)


def read_rulings(raw: bytes) -> Rulings:
    """The rulings in the bytes of a ``corrections.toml``."""
    try:
        if len(raw) > LARGEST:
            raise ValueError("it is larger than 1 MB")
        said = tomllib.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        return Rulings((), (_wrong(NAME, f"{NAME} cannot be read as TOML ({_flat(fault)}).", _example("wrong")),))
    rulings: list[Ruling] = []
    problems = [
        _wrong(NAME, f"{NAME} has an unknown field {_shown(name)}.", f"Take it out; allowed are {', '.join(FIELDS)}.")
        for name in said
        if name not in FIELDS
    ]
    for place, table, entry in _entries(said):
        try:
            rulings.append(_ruling(place, table, entry))
        except _RulingError as fault:
            problems.append(_wrong(f"{NAME}#{place}", *fault.args))
    return Rulings(tuple(rulings), tuple(_one_a_source(problems)))


def unreadable(why: str) -> Rulings:
    """No rulings, since the system refuses the file."""
    return Rulings((), (_wrong(NAME, f"{NAME} cannot be read: {why}.", "Check its permissions."),))


class _RulingError(Exception):
    """What is wrong with a ruling, and what to do."""


def _wrong(source: str, reason: str, remedy: str) -> Problem:
    return Problem(source=source, problem="bad_correction", reason=reason, remedy=remedy)


def _one_a_source(problems: list[Problem]) -> Iterator[Problem]:
    first: dict[str, Problem] = {}
    for row in problems:
        before = first.get(row.source)
        reason = row.reason if before is None else f"{before.reason} {row.reason}"
        remedy = row.remedy if before is None else f"{before.remedy} {row.remedy}"
        first[row.source] = _wrong(row.source, reason, remedy)
    yield from first.values()


def _entries(said: Mapping[str, object]) -> Iterator[tuple[str, str, object]]:
    """Every ruling with its place and the name of its table."""
    for table in FIELDS:
        entries = said.get(table, [])
        for number, entry in enumerate(cast("list[object]", entries) if isinstance(entries, list) else [entries], 1):
            yield f"{table}-{number}", table, entry


def _ruling(place: str, table: str, entry: object) -> Ruling:
    where = f"{NAME}: [[{table}]] number {place.rpartition('-')[2]}"
    if not isinstance(entry, Mapping):
        raise _RulingError(f"{where} is no table.", _example(table))
    said = cast("Mapping[str, object]", entry)
    for name in said:
        if name not in FIELDS[table]:
            allowed = ", ".join(FIELDS[table])
            raise _RulingError(f"{where} has an unknown field {_shown(name)}.", f"Take it out; allowed are {allowed}.")
    targets = [name for name in FIELDS[table][:2] if name in said]
    if len(targets) != 1:
        raise _RulingError(f"{where} needs one of {' and '.join(FIELDS[table][:2])}, and not both.", _example(table))
    subject = cast("Subject", targets[0] if table == "wrong" else table)
    verdict = cast("Verdict", "wrong" if table == "wrong" else targets[0])
    return Ruling(
        place, subject, verdict, _names(where, targets[0], subject, said[targets[0]]), _reason(where, said), _day(where, said)
    )  # fmt: skip


def _names(where: str, field: str, subject: Subject, said: object) -> tuple[str, ...]:
    pattern, words = NAMED_BY[subject]
    is_pair = subject in ("meetings", "actors")
    given = cast("list[object]", said) if isinstance(said, list) and is_pair else [said]
    for name in given:
        if not isinstance(name, str) or not re.fullmatch(pattern, name):
            raise _RulingError(f"{where} has {_shown(name)} in {field!r}, which is not {words}.", f"Write {words}.")
    names = tuple(dict.fromkeys(cast("list[str]", given)))
    if is_pair and len(names) < 2:
        raise _RulingError(f"{where} has fewer than two names in {field!r}.", f'Write {field} = ["...", "..."].')
    return names


def _reason(where: str, said: Mapping[str, object]) -> str:
    reason = said.get("reason")
    flat = " ".join(UNTAKEABLE.sub(" ", reason).split()) if isinstance(reason, str) else ""
    if not flat or len(flat) > LONGEST_REASON:
        raise _RulingError(
            f"{where} has no 'reason' of 1 to {LONGEST_REASON} characters.", 'Write reason = "why, in a sentence".'
        )
    return flat


def _day(where: str, said: Mapping[str, object]) -> date:
    day = said.get("date")
    if isinstance(day, datetime) or not isinstance(day, date):
        raise _RulingError(f"{where} has no 'date' that is a day.", "Write date = 2026-03-01, without quotation marks.")
    return day


def _flat(value: object) -> str:
    return " ".join(UNTAKEABLE.sub(" ", str(value)).split())[:200]


def _shown(value: object) -> str:
    return repr(UNTAKEABLE.sub("?", str(value))[:80])


def _example(table: str) -> str:
    return f"Write [[{table}]] and below it {', '.join(FIELDS[table][2:])} and " + " or ".join(FIELDS[table][:2]) + "."
