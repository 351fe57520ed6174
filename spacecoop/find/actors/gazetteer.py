"""Listed names: which spellings the lexicon knows, who owns each, and where those of several words stand in a text.

Exact, case-sensitive spellings only; there is no fuzzy match, of countries least of all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from spacecoop import lexicon
from spacecoop.find.actors.vocabulary import known_bodies, vocabulary
from spacecoop.find.actors.words import UPPER, Word
from spacecoop.frozen import frozen
from spacecoop.tables.mentions import MentionForm, MentionKind
from spacecoop.uncollected import uncollected

# British and Indian papers write acronyms that are spoken as words like names: Nasa, Isro, Unesco.
SPOKEN = re.compile(r"[A-Z]{4,9}")
FIRST_WORD = re.compile(r"\w*")
AFTER_SIGN = re.compile(rf"[@#/.]([{UPPER}]\w*)")  # a name glued to what stands before it: "NASA/European Space Agency"
LEGAL_FORMS = tuple(
    f" {form}" for form in "Inc Inc. Ltd Ltd. LLC LLP GmbH Corp. Co. Limited S.p.A. AG SE SA plc".split()
)
LEGAL_FORM = re.compile(r",? [\w.]+$")
INITIALS = re.compile(r"(?:[A-Z]\. ?){2,4}|G \d\d?")


@frozen
class Listed:
    """One owner of a spelling. ``actor_id`` is null for a place; ``is_sure`` when the spelling alone proves it."""

    actor_id: str | None
    kind: MentionKind
    form: MentionForm
    country: str | None
    is_sure: bool
    rank: int = 0


@frozen
class Body:
    """What the lexicon says of a listed actor."""

    actor_id: str
    name: str
    kind: MentionKind
    acronym: str | None
    country: str | None
    wikidata: str | None
    parent: str | None


@frozen
class Gazetteer:
    """Spellings to owners, actors by id, prefixes ("Sino") to countries, names of series of meetings, which are no
    actors, and the longer spellings by their first word, the longest first; ``small`` are those of them that begin with no capital."""

    owners: dict[str, tuple[Listed, ...]]
    bodies: dict[str, Body]
    prefixes: dict[str, str]
    meetings: frozenset[str]
    longer: dict[str, tuple[str, ...]]
    small: tuple[str, ...]

    def own(self, spelling: str) -> tuple[Listed, ...]:
        """Owners of a spelling as written, or of its title case when it is in capitals."""
        found = self.owners.get(spelling)
        if found is not None:
            return found
        if spelling[1:2] in (".", " ") and INITIALS.fullmatch(spelling):
            found = self.owners.get(spelling.replace(" ", ""))
        if found is None and len(spelling) > 3 and spelling.isupper():
            found = self.owners.get(spelling.title())
        if found is None and spelling.endswith(LEGAL_FORMS):
            return self.own(LEGAL_FORM.sub("", spelling))
        return found or ()

    def is_land(self, spelling: str) -> bool:
        """Whether a country or a region goes by it, as a name or as an adjective."""
        return any(
            o.form != "metonym" and (o.kind == "country" or (o.kind == "place" and not o.rank))
            for o in self.own(spelling)
        )

    def long_matches(self, text: str, words: Iterable[Word]) -> Iterator[tuple[int, int]]:
        """Leftmost longest spans of listed spellings of more than one word; ``words`` are the text's capitalised ones.

        Looked up by their first word, which few words of a text are.
        """
        ends: dict[int, int] = {}
        longer = self.longer
        for word in words:
            said = word.text
            spellings = longer.get(said if said.isalnum() else FIRST_WORD.match(said)[0])  # type: ignore[index]
            if spellings is not None and text.startswith(spellings, word.start):
                ends[word.start] = _longest(text, word.start, spellings)
        for glued in AFTER_SIGN.finditer(text):
            ends[glued.start(1)] = _longest(text, glued.start(1), longer.get(glued[1], ()))
        for spelling in self.small:
            at = text.find(spelling)
            while at >= 0:
                ends[at] = max(ends.get(at, 0), _longest(text, at, (spelling,)))
                at = text.find(spelling, at + 1)
        reach = 0
        for start in sorted(ends):
            if start >= reach and ends[start]:
                reach = ends[start]
                yield start, reach


def _longest(text: str, start: int, spellings: tuple[str, ...]) -> int:
    """Where the first of the spellings, given the longest first, that stands at ``start``, no letter beside it, ends; 0
    when none does."""
    before = text[start - 1 : start]
    if before.isalnum() or before == "_":
        return 0
    for spelling in spellings:
        if text.startswith(spelling, start):
            end = start + len(spelling)
            after = text[end : end + 1]
            if not (after.isalnum() or after == "_"):
                return end
    return 0


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
    if name.isascii() and "'" not in name:
        return (name,) if name else ()  # as most names, of which the first article waits for all
    forms = dict.fromkeys((name, name.replace("'", "’"), name.replace("’", "'")))
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name)
        forms.update(dict.fromkeys(("".join(c for c in plain if not unicodedata.combining(c)),)))
    return tuple(form for form in forms if form)


@cache
@uncollected()
def gazetteer() -> Gazetteer:
    """The shipped lexicon as a gazetteer; built once, at the first use."""
    gathered = _Gathering()
    for country in lexicon.countries():
        _add_country(gathered, country)
    for body in lexicon.organisations():
        _add_organisation(gathered, body)
    for mission in lexicon.missions():
        _add_mission(gathered, mission)
    _add_places(gathered)
    _add_known(gathered)
    _add_spoken(gathered)
    longer: dict[str, list[str]] = {}
    small: list[str] = []
    for spelling in gathered.owners:
        if " " in spelling or "-" in spelling or "." in spelling or "," in spelling:
            if spelling[0].isupper():
                longer.setdefault(FIRST_WORD.match(spelling)[0], []).append(spelling)  # type: ignore[index]
            else:
                small.append(spelling)
    meetings = frozenset(
        name
        for series in lexicon.series()
        for name in (series.name, *series.aliases, series.acronym or series.name)
        if name not in gathered.owners
    )
    owners = {spelling: tuple(held) for spelling, held in gathered.owners.items()}
    by_first = {first: tuple(sorted(said, key=len, reverse=True)) for first, said in longer.items()}
    return Gazetteer(owners, gathered.bodies, gathered.prefixes, meetings, by_first, tuple(small))


def _add_places(gathered: _Gathering) -> None:
    for region in lexicon.regions():
        for name in (region.name, *region.aliases):
            gathered.add(name, Listed(None, "place", "name", None, True))
        for name in region.demonyms:
            gathered.add(name, Listed(None, "place", "demonym", None, True))
    for place in lexicon.places():
        owner = Listed(None, "place", "name", place.country or None, not place.is_ambiguous, place.rank or 0)
        for name in (place.name, *place.aliases):
            if len(name) > 2:
                gathered.add(name, owner)


def _add_known(gathered: _Gathering) -> None:
    """Bodies of the world's news: a spelling that the lexicon owns is left to it."""
    for kind, known in known_bodies().items():
        for name in known:
            if name not in gathered.owners:
                is_sure = " " in name or not name.istitle()
                gathered.add(name, Listed(None, _body_kind(kind), _form(name), None, is_sure))


def _add_spoken(gathered: _Gathering) -> None:
    """Acronyms written like names, where nothing else goes by that spelling; a mission's proves nothing alone, since most
    are words."""
    other_words = vocabulary().spoken
    spoken = [(s.capitalize(), owners) for s, owners in gathered.owners.items() if SPOKEN.fullmatch(s)]
    for written, owners in spoken:
        if written in gathered.owners or len(owners) > 1 or owners[0].actor_id is None:
            continue
        (owner,) = owners
        is_sure = owner.is_sure and owner.kind != "mission" and written.lower() not in other_words
        gathered.owners[written] = [replace(owner, is_sure=is_sure)]


def _form(name: str) -> MentionForm:
    return "acronym" if " " not in name and name.isupper() and len(name) < 9 else "name"


def _body_kind(kind: str) -> MentionKind:
    match kind:
        case "agency" | "company" | "organisation":
            return kind
        case _:
            raise ValueError(f"world.toml: {kind!r} is no kind of body")


def _add_country(gathered: _Gathering, country: lexicon.Country) -> None:
    actor, code = f"country/{country.code}", country.code
    gathered.bodies[actor] = Body(actor, country.name, "country", None, code, country.wikidata, None)
    for name in (country.name, *country.aliases):
        gathered.add(name, Listed(actor, "country", _form(name), code, name not in country.ambiguous))
    for name in country.demonyms:
        gathered.add(name, Listed(actor, "country", "demonym", code, name not in country.ambiguous))
    for name in country.metonyms:
        gathered.add(name, Listed(actor, "country", "metonym", code, False))
    for prefix in country.prefixes:
        gathered.prefixes.setdefault(prefix.rstrip("-/"), code)


def _add_organisation(gathered: _Gathering, body: lexicon.Organisation) -> None:
    gathered.bodies[body.id] = Body(
        body.id, body.name, body.kind, body.acronym, body.country, body.wikidata, body.parent
    )
    acronym = (body.acronym,) if body.acronym else ()
    for name in dict.fromkeys((*acronym, body.name, *body.aliases)):
        if any(name.endswith((f"'s {own}", f"’s {own}")) for own in (body.name, *body.aliases) if own != name):
            continue  # "Chile's Rocket Institute": the country is named beside the body
        gathered.add(name, Listed(body.id, body.kind, _form(name), body.country, name not in body.ambiguous))


def _add_mission(gathered: _Gathering, mission: lexicon.Mission) -> None:
    """A mission belongs to a country only where the country itself operates it."""
    operator = mission.operators[0] if len(mission.operators) == 1 else None
    country = operator if operator is not None and len(operator) == 2 else None
    gathered.bodies[mission.id] = Body(
        mission.id, mission.name, "mission", mission.acronym, country, mission.wikidata, None
    )
    acronym = (mission.acronym,) if mission.acronym else ()
    for name in dict.fromkeys((*acronym, mission.name, *mission.aliases)):
        is_sure = name not in mission.ambiguous
        gathered.add(name, Listed(mission.id, "mission", _form(name), country, is_sure))
