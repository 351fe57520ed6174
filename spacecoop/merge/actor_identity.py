"""Which actors of different documents are the same, and by which rule: the joining of ``docs/same-actor.md``.

Names are compared in ``person_names`` and ``body_names``; here stands what else must agree, and that no chain of
matches ever joins two actors that contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from spacecoop.lexicon import Organisation, missions, organisations
from spacecoop.merge.actor_groups import Match, grouped
from spacecoop.merge.body_names import BodyName, body_name, mission_key, telling
from spacecoop.merge.person_names import (
    PersonName,
    compatible,
    family_spelling,
    given_spelling,
    is_one_slip,
    person_name,
)
from spacecoop.merge.sameness import sameness
from spacecoop.tables.facts import JoinedBy

LEAST_SLIPPERY = 6
UNTYPED = frozenset({"company", "university"})


@dataclass(frozen=True, slots=True)
class Member:
    """An actor as single documents name it. ``names`` are the ways in which it is named in full, ``country`` is a body's,
    ``countries`` are those of the bodies to which a person belongs. ``documents`` and ``context``, the bodies that these
    name, are known only where a rule may ask for them."""

    actor_id: str
    names: tuple[str, ...]
    is_listed: bool = False
    country: str | None = None
    affiliations: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    gender: str | None = None

    @property
    def kind(self) -> str:
        return self.actor_id.partition("/")[0]

    @property
    def tail(self) -> str:
        return self.actor_id.partition("/")[2]


def joined(members: Sequence[Member], never: Collection[tuple[str, str]] = ()) -> list[dict[str, JoinedBy]]:
    """Groups of at least two members that are one actor: each identifier with the rule that joined it.

    The surest rule that ties a member to another of its group is named. The order of the members changes nothing.
    ``never`` holds pairs of identifiers, the smaller first, that are not one whatever the rules say.
    """
    ordered = sorted(members, key=lambda m: m.actor_id)
    people = [_Person(m) for m in ordered if m.kind == "person"]
    bodies = [_Body(m) for m in ordered if m.kind not in ("person", "country", "mission")]
    missions = [_Mission(m) for m in ordered if m.kind == "mission"]
    found = [
        *_by_name(people, _same_people(people), never),
        *_by_name(bodies, _same_bodies(bodies), never),
        *_by_name(missions, _same_missions(missions), never),
    ]
    return sorted(found, key=min)


def _by_name(
    members: Sequence[_Person] | Sequence[_Body] | Sequence[_Mission],
    matches: Iterable[Match],
    never: Collection[tuple[str, str]],
) -> Iterator[dict[str, JoinedBy]]:
    places = {one.member.actor_id: i for i, one in enumerate(members)}
    apart = frozenset((places[a], places[b]) for a, b in never if a in places and b in places)
    for group in grouped(members, matches, apart):
        yield {members[i].member.actor_id: rule for i, rule in group.items()}


def keys_of(actor_id: str, name: str, country: str | None) -> set[str]:
    """What the names of two actors share that any rule may call one; none where the name is never held against others."""
    member = Member(actor_id, (name,), country=country)
    if member.kind != "person":
        return {"\0".join(key) for key in _keys_of(member)}
    return {"\0".join(key) for read in _Person(member).names for key in _person_keys(read)}


def listed_keys() -> dict[str, set[str]]:
    """The listed bodies and missions by what their names share with those of others."""
    return {"\0".join(key): found for key, found in _listed_keys().items()}


def listed_like(members: Iterable[Member]) -> list[Member]:
    """The listed bodies and missions that have a name in common with any of the members, as members."""
    known = _listed_keys()
    hits: set[str] = set()
    for member in members:
        for key in _keys_of(member):
            hits |= known.get(key, set())
    return [_listed()[key] for key in sorted(hits)]


@cache
def _listed() -> dict[str, Member]:
    """Bodies and missions of the lexicon, by those of their names that are nobody else's or prove it with their country."""
    found: dict[str, Member] = {}
    for body in (*organisations(), *missions()):
        kind = body.id.partition("/")[0]
        country = body.country if isinstance(body, Organisation) else None
        told = {name: telling(name, "name", kind) for name in (body.name, *body.aliases)}
        names = [n for n, how in told.items() if how == "shared" or (how == "name" and n not in body.ambiguous)]
        found[body.id] = Member(body.id, tuple(names), is_listed=True, country=country)
    return found


@cache
def _listed_keys() -> dict[tuple[str, ...], set[str]]:
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for member in _listed().values():
        for key in _keys_of(member):
            found[key].add(member.actor_id)
    return found


def _keys_of(member: Member) -> Iterator[tuple[str, ...]]:
    if member.kind == "mission":
        for written in member.names:
            key = mission_key(written)
            if key is not None:
                yield "mission", key
    elif member.kind not in ("person", "country"):
        for written in member.names:
            name = body_name(written)
            if name is not None:
                yield from _keys(member, name)


class _Person:
    """A member as the rules for people see it; ``names`` with umlauts both bare and spelt out."""

    def __init__(self, member: Member) -> None:
        self.member = member
        written = {*member.names, *(sameness().spelt_out(name) for name in member.names if not name.isascii())}
        read = {person_name(form) for form in written}
        self.names = sorted(name for name in read if name is not None and name.given)
        self.is_common = any(name.is_common for name in self.names)
        self.bodies = frozenset(a for a in member.affiliations if not a.startswith("country/"))
        long = [name for name in self.names if name.is_full and len(name.family) >= LEAST_SLIPPERY]
        self.slippery = frozenset(given_spelling(name.given[0]) for name in long)

    def contradicts(self, other: _Person) -> bool:
        mine, theirs = self.member, other.member
        if mine.gender and theirs.gender and mine.gender != theirs.gender:
            return True
        return bool(mine.countries) and bool(theirs.countries) and mine.countries.isdisjoint(theirs.countries)

    def may_be(self, other: _Person) -> bool:
        """Whether the names leave it open that the two are one person."""
        return any(compatible(a, b) for a, b in product(self.names, other.names))

    def shares(self, other: _Person) -> bool:
        """Whether both belong to one body or stand in one document."""
        mine, theirs = self.member, other.member
        return not self.bodies.isdisjoint(other.bodies) or not mine.documents.isdisjoint(theirs.documents)

    def is_near(self, other: _Person) -> bool:
        """Whether their documents name a body that both know."""
        return not self.member.context.isdisjoint(other.member.context)


class _Body:
    """A member as the rules for bodies see it."""

    def __init__(self, member: Member) -> None:
        self.member = member
        self.names = [name for n in member.names if (name := body_name(n)) is not None]
        self.legal = frozenset(form for name in self.names for form in name.legal)
        self.is_single = any(name.is_single for name in self.names)

    def contradicts(self, other: _Body) -> bool:
        if self.member.is_listed and other.member.is_listed:
            return True
        is_either = self.legal <= other.legal or other.legal <= self.legal
        lands = self.member.country, other.member.country
        return not is_either or (None not in lands and lands[0] != lands[1])

    def may_be(self, other: _Body) -> bool:
        return True


class _Mission:
    """A member as the rules for missions see it."""

    def __init__(self, member: Member) -> None:
        self.member = member

    def contradicts(self, other: _Mission) -> bool:
        return self.member.is_listed and other.member.is_listed

    def may_be(self, other: _Mission) -> bool:
        return True


def _same_people(people: Sequence[_Person]) -> Iterator[Match]:
    """Pairs of people; only those are compared whose names share a key, and where the family name is common, also a body
    or a document."""
    blocks: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, one in enumerate(people):
        for name in one.names:
            for key in _person_keys(name):
                near = [*one.bodies, *one.member.documents] if key[0] == "initials" and name.is_common else [""]
                for shared in near:
                    blocks[(*key, shared)].add(i)
    for (block, *_), found in sorted((key, found) for key, found in blocks.items() if len(found) > 1):
        for a, b in _pairs(people, sorted(found), block):
            rule = _of_people(people[a], people[b], block)
            if rule is not None:
                yield Match(a, b, rule)


def _person_keys(name: PersonName) -> Iterator[tuple[str, ...]]:
    """What two people's names share of whom any rule may say that they are one."""
    yield "spelling", *name.spelling
    if len(name.given) == 1 and name.is_full:
        yield "order", *sorted((name.family, name.given[0]))
    yield "initials", family_spelling(name.family), name.given[0][0]
    if len(name.family) >= LEAST_SLIPPERY:
        # Two words that are a slip apart are one word once one letter is taken out of either or both.
        given = given_spelling(name.given[0])
        for short in {name.family, *(name.family[:i] + name.family[i + 1 :] for i in range(len(name.family)))}:
            yield "slip", given, short


def _pairs(people: Sequence[_Person], found: list[int], block: str) -> Iterator[tuple[int, int]]:
    if block != "initials":
        yield from combinations(found, 2)
        return
    short = [i for i in found if any(name.is_abbreviated for name in people[i].names)]
    is_short = set(short)
    for a in short:
        for b in found:
            if a != b and (b not in is_short or a < b):
                yield min(a, b), max(a, b)


def _of_people(one: _Person, other: _Person, block: str) -> JoinedBy | None:
    """The rule by which two people's names match, with what the names alone leave open settled by other evidence."""
    is_sure = not (one.is_common or other.is_common) or one.shares(other)
    pairs = list(product(one.names, other.names))
    if block == "spelling":
        if any(a.writing == b.writing and (a.is_full or is_sure) for a, b in pairs):
            return "writing"
        return "spelling" if is_sure else None
    if block == "order":
        return "order" if one.shares(other) and any(_is_reversed(a, b) for a, b in pairs) else None
    if block == "initials":
        near = [(a, b) for a, b in pairs if a.spelling != b.spelling and compatible(a, b)]
        is_told = any(a.given[0] == b.given[0] for a, b in near) or one.shares(other) or one.is_near(other)
        return "initials" if near and is_sure and is_told else None
    is_told = not one.bodies.isdisjoint(other.bodies) and not one.slippery.isdisjoint(other.slippery)
    return "slip" if is_told and any(_is_slip(a, b) for a, b in pairs) else None


def _is_reversed(one: PersonName, other: PersonName) -> bool:
    is_open = one.is_reversible and other.is_reversible
    return is_open and (one.family, *one.given) == (*other.given, other.family)


def _is_slip(one: PersonName, other: PersonName) -> bool:
    is_long = min(len(one.family), len(other.family)) >= LEAST_SLIPPERY
    return is_long and one.given == other.given and is_one_slip(one.family, other.family)


def _same_bodies(bodies: Sequence[_Body]) -> Iterator[Match]:
    """Pairs of bodies that share a key."""
    blocks: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, one in enumerate(bodies):
        for key in _keys_of(one.member):
            blocks[key].add(i)
    for (block, *_), found in sorted(blocks.items()):
        for a, b in combinations(sorted(found), 2):
            one, other = bodies[a], bodies[b]
            if one.member.tail == other.member.tail:
                yield Match(a, b, "kind")
            elif block == "name" and one.legal == other.legal:
                yield Match(a, b, "writing")
            elif block == "name":
                if not one.is_single or not one.member.documents.isdisjoint(other.member.documents):
                    yield Match(a, b, "legal_form")
            elif block == "organ" or one.member.is_listed != other.member.is_listed:
                yield Match(a, b, "country")


def _keys(member: Member, name: BodyName) -> Iterator[tuple[str, ...]]:
    """What two writings of a body's name share; a name that many bodies have counts only together with its country."""
    country = name.country or member.country
    if not name.is_shared or name.key != name.rest:
        yield "name", name.key
        if name.is_demonym and member.kind not in UNTYPED:
            yield "name", name.key.replace("~", "")
    elif country is not None and not name.is_many:
        yield "name", f"{name.key}@{country.lower()}"
    if name.is_organ and country is not None and not name.is_many:
        yield "organ", country, name.rest
    if country is not None and not name.is_shared and (member.is_listed or name.country is not None):
        yield "owned", country, name.rest


def _same_missions(missions: Sequence[_Mission]) -> Iterator[Match]:
    blocks: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, one in enumerate(missions):
        for key in _keys_of(one.member):
            blocks[key].add(i)
    for _, found in sorted(blocks.items()):
        for a, b in combinations(sorted(found), 2):
            yield Match(a, b, "writing")
