"""Towns and countries by each spelling, and the town that a mention names.

Where a meeting is held is decided in ``places``.
"""

from __future__ import annotations

from functools import cache

from spacecoop.frozen import frozen
from spacecoop.lexicon import Place, countries, places
from spacecoop.tables import ActorMention


@frozen
class Town:
    """A town as it is written in the text, with its country."""

    name: str
    country: str | None


@cache
def towns() -> dict[str, str]:
    """Countries of towns by each spelling; of several towns of one name the most populous counts. A name that is first of
    all a region's is no town's, unless the town lies there."""
    first: dict[str, Place] = {}
    for place in places():
        first.setdefault(place.name, place)
    found: dict[str, str] = {}
    ranked = sorted((p for p in places() if p.kind == "city"), key=lambda p: p.rank or 10**9)
    for place in ranked:
        if first[place.name].kind == "region" and first[place.name].country != place.country:
            continue
        for spelling in (place.name, *place.aliases):
            found.setdefault(spelling, place.country)
    return found


@cache
def canonical() -> dict[str, str]:
    """Each spelling's main name, for comparing towns."""
    found: dict[str, str] = {}
    for place in sorted((p for p in places() if p.kind == "city"), key=lambda p: p.rank or 10**9):
        for spelling in (place.name, *place.aliases):
            found.setdefault(spelling, place.name)
    return found


@cache
def country_codes() -> dict[str, str]:
    """Codes of countries by each spelling of their names."""
    return {spelling: c.code for c in countries() for spelling in (c.name, *c.aliases)}


def is_place(words: str) -> bool:
    """Whether the words as a whole name a town."""
    return " ".join(words.split()) in towns()


def town_of(mention: ActorMention) -> Town | None:
    """The town that a mention names: a place of the lexicon, or a capital that stands for its government."""
    words = " ".join(mention.text.split())
    words = words.title() if words.isupper() and len(words) > 3 and words not in towns() else words
    if mention.kind not in ("place", "country") or words not in towns():
        return None
    if words in country_codes() and words not in ("Singapore", "Luxembourg", "Monaco"):
        return None
    name = canonical()[words] if "." in words.removeprefix("St.") or "," in words else words
    return Town(name, mention.place_country or towns()[words])
