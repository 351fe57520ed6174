"""People, countries, bodies, missions and places that a document names."""

from __future__ import annotations

from spacecoop.find.found import ActorsFound
from spacecoop.text import Reading


def find(reading: Reading) -> ActorsFound:
    """Every actor of the article and each of its mentions, in reading order."""
    return ActorsFound()
