"""Listed names: which spellings the lexicon knows, who owns each, and where those of several words stand in a text.

Exact, case-sensitive spellings only; there is no fuzzy match, of countries least of all.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import ahocorasick

from spacecoop.tables.mentions import MentionForm, MentionKind


class Listed(NamedTuple):
    """One owner of a spelling. ``actor_id`` is null for a place; ``is_sure`` when the spelling alone proves it."""

    actor_id: str | None
    kind: MentionKind
    form: MentionForm
    country: str | None
    is_sure: bool
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Body:
    """What the lexicon says of a listed actor."""

    actor_id: str
    name: str
    kind: MentionKind
    acronym: str | None
    country: str | None
    wikidata: str | None
    parent: str | None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Spellings to owners, actors by id, prefixes ("Sino") to countries, and an automaton of the longer spellings."""

    owners: dict[str, tuple[Listed, ...]]
    bodies: dict[str, Body]
    prefixes: dict[str, str]
    automaton: ahocorasick.Automaton

    def own(self, spelling: str) -> tuple[Listed, ...]:
        """Owners of a spelling as written, or of its title case when it is in capitals."""
        found = self.owners.get(spelling)
        if found is None and len(spelling) > 3 and spelling.isupper():
            found = self.owners.get(spelling.title())
        return found or ()

    def long_matches(self, text: str) -> Iterator[tuple[int, int]]:
        """Leftmost longest spans of listed spellings of more than one word."""
        best: dict[int, int] = {}
        for last, length in self.automaton.iter(text):
            start, end = last - length + 1, last + 1
            if _is_bounded(text, start, end) and end > best.get(start, 0):
                best[start] = end
        reach = 0
        for start in sorted(best):
            if start >= reach:
                reach = best[start]
                yield start, reach


def _is_bounded(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")


class _Gathering:
    def __init__(self) -> None:
        self.owners: dict[str, list[Listed]] = {}
        self.bodies: dict[str, Body] = {}
        self.prefixes: dict[str, str] = {}

    def add(self, spelling: str, owner: Listed) -> None:
        for written in _spellings(spelling):
            held = self.owners.setdefault(written, [])
            if all(h.actor_id != owner.actor_id or h.kind != owner.kind or h.country != owner.country for h in held):
                held.append(owner)


def _spellings(name: str) -> tuple[str, ...]:
    """A name and what else writes it: typographic apostrophes both ways, letters without their marks."""
    forms = dict.fromkeys((name, name.replace("'", "’"), name.replace("’", "'")))
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name)
        forms.update(dict.fromkeys(("".join(c for c in plain if not unicodedata.combining(c)),)))
    return tuple(form for form in forms if form)


@cache
def gazetteer() -> Gazetteer:
    """The shipped lexicon as a gazetteer; built once, at the first use."""
    gathered = _Gathering()
    _add_countries(gathered)
    _add_bodies(gathered, "organisations.csv")
    _add_bodies(gathered, "missions.csv")
    _add_regions(gathered)
    _add_places(gathered)
    automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
    for spelling in gathered.owners:
        if " " in spelling or "-" in spelling or "." in spelling or "," in spelling:
            automaton.add_word(spelling)
    automaton.make_automaton()
    owners = {spelling: tuple(held) for spelling, held in gathered.owners.items()}
    return Gazetteer(owners, gathered.bodies, gathered.prefixes, automaton)


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = files("spacecoop.lexicon").joinpath(name)
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as handle:
            yield from csv.DictReader(handle)


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _add_countries(gathered: _Gathering) -> None:
    for row in _rows("countries.csv"):
        code = row["code"]
        actor = f"country/{code}"
        unsure = set(_split(row["ambiguous"]))
        gathered.bodies[actor] = Body(actor, row["name"], "country", None, code, row["wikidata"] or None, None)
        for name in (row["name"], *_split(row["aliases"])):
            form: MentionForm = "acronym" if name.isupper() and len(name) < 9 and name != row["name"] else "name"
            gathered.add(name, Listed(actor, "country", form, code, name not in unsure))
        for name in _split(row["demonyms"]):
            gathered.add(name, Listed(actor, "country", "demonym", code, name not in unsure))
        for name in _split(row["metonyms"]):
            gathered.add(name, Listed(actor, "country", "metonym", code, False))
        for prefix in _split(row["prefixes"]):
            gathered.prefixes.setdefault(prefix.rstrip("-/"), code)


def _add_bodies(gathered: _Gathering, name: str) -> None:
    """Rows of organisations and missions; an acronym of several owners is nobody's for sure."""
    for row in _rows(name):
        actor, kind = row["id"], _kind(row["kind"])
        body = Body(
            actor, row["name"], kind, row["acronym"] or None, row.get("country") or None, row["wikidata"] or None,
            row.get("parent") or None,
        )  # fmt: skip
        gathered.bodies[actor] = body
        unsure = set(_split(row["ambiguous"]))
        if body.acronym:
            gathered.add(body.acronym, Listed(actor, kind, "acronym", body.country, body.acronym not in unsure))
        for spelling in dict.fromkeys((row["name"], *_split(row["aliases"]))):
            form: MentionForm = (
                "acronym" if " " not in spelling and spelling.isupper() and len(spelling) < 9 else "name"
            )
            gathered.add(spelling, Listed(actor, kind, form, body.country, spelling not in unsure))


def _kind(word: str) -> MentionKind:
    match word:
        case "agency" | "organisation" | "igo" | "company" | "university" | "mission":
            return word
        case _:
            raise ValueError(f"{word!r} is no kind of actor")


def _add_regions(gathered: _Gathering) -> None:
    for row in _rows("regions.csv"):
        for name in (row["name"], *_split(row["aliases"])):
            gathered.add(name, Listed(None, "place", "name", None, True))
        for name in _split(row["demonyms"]):
            gathered.add(name, Listed(None, "place", "demonym", None, True))


def _add_places(gathered: _Gathering) -> None:
    for row in _rows("places.csv"):
        unsure = bool(row["ambiguous"])
        rank = int(row["rank"] or 0)
        for name in (row["name"], *_split(row["aliases"])):
            if name.isascii() or len(name) > 2:
                gathered.add(name, Listed(None, "place", "name", row["country"] or None, not unsure, rank))
