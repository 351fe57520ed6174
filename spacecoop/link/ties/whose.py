"""Who stands for whom in one document: the body that a person works for, the agency of a country, the operators of a
mission, the country that a capital speaks for.

Only actors that the document itself names are given; which of them a sentence means is decided in ``participants``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from spacecoop.frozen import frozen
from spacecoop.lexicon import countries, missions, organisations
from spacecoop.tables import ActorMention

# A mission of more operators than this belongs to nobody in particular.
MOST_OPERATORS = 3
COUNTRY = "country/"
# "The European agency" is no country's.
EUROPE, EUROPEAN = "European", "igo/esa"


@frozen
class Whose:
    """What the document's actors have to do with each other, by actor id; capitals by their names. ``craft`` are those of
    the ``operators``' missions that fly; of ``agencies`` and ``companies`` the only one of a country that is named."""

    employers: dict[str, str]
    agencies: dict[str, str]
    companies: dict[str, str]
    operators: dict[str, tuple[str, ...]]
    craft: dict[str, tuple[str, ...]]
    capitals: dict[str, str]

    def is_own(self, one: str, other: str) -> bool:
        """Whether one of two actors is a country and the other an agency or institute of it."""
        return homes().get(one) == other or homes().get(other) == one


@cache
def homes() -> dict[str, str]:
    """The country of each listed body that acts for its state, by the body's id."""
    return {o.id: COUNTRY + o.country for o in organisations() if o.country and o.kind in ("agency", "organisation")}


@cache
def seats() -> dict[str, str]:
    """The country of each listed agency, organisation and company, by its id."""
    companies = {o.id: COUNTRY + o.country for o in organisations() if o.country and o.kind == "company"}
    return companies | homes()


@cache
def _operators() -> dict[str, tuple[str, ...]]:
    return {m.id: m.operators for m in missions() if 0 < len(m.operators) <= MOST_OPERATORS}


@cache
def _craft() -> frozenset[str]:
    return frozenset(m.id for m in missions() if m.kind == "mission")


@cache
def _capitals() -> dict[str, str]:
    """The capitals by their countries."""
    return {COUNTRY + c.code: c.capital for c in countries() if c.capital and c.kind == "country"}


def whose(mentions: Sequence[ActorMention]) -> Whose:
    """What can be known from the document's own mentions and the lexicon."""
    named = {m.actor_id for m in mentions if m.actor_id is not None}
    employers: dict[str, str] = {}
    operators: dict[str, tuple[str, ...]] = {}
    for mention in mentions:
        actor = mention.actor_id
        if actor is None:
            continue
        if mention.kind == "person" and mention.affiliation_actor_id is not None:
            employers.setdefault(actor, mention.affiliation_actor_id)
        elif mention.kind == "mission" and actor in _operators() and actor not in operators:
            operators[actor] = _known(_operators()[actor], named)
    agencies = _only(m for m in mentions if m.kind == "agency")
    companies = _only(m for m in mentions if m.kind == "company")
    if EUROPEAN in named:
        agencies[EUROPE] = EUROPEAN
    capitals = {_capitals()[actor]: actor for actor in sorted(named) if actor in _capitals()}
    operators = {k: ids for k, ids in operators.items() if ids}
    return Whose(
        employers, agencies, companies, operators, {k: v for k, v in operators.items() if k in _craft()}, capitals
    )


def _only(mentions: Iterable[ActorMention]) -> dict[str, str]:
    """The country's only body among those mentioned, by the country's id."""
    found: dict[str, set[str]] = {}
    for mention in mentions:
        home = seats().get(mention.actor_id or "")
        if home is not None and mention.actor_id is not None:
            found.setdefault(home, set()).add(mention.actor_id)
    return {home: next(iter(bodies)) for home, bodies in found.items() if len(bodies) == 1}


def _known(operators: tuple[str, ...], named: set[str]) -> tuple[str, ...]:
    """Those of the operators, bodies' ids and countries' codes, that the document names; of a single one else its country."""
    bodies = [o if "/" in o else COUNTRY + o for o in operators]
    known = tuple(dict.fromkeys(b for b in bodies if b in named))
    home = homes().get(bodies[0]) if len(bodies) == 1 else None
    return known or ((home,) if home is not None and home in named else ())
