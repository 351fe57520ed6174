"""Numbers, money, counts and measures."""

from __future__ import annotations

from spacecoop.find.found import ActorsFound, DatesFound, QuantitiesFound
from spacecoop.text import Reading


def find(reading: Reading, dates: DatesFound, actors: ActorsFound) -> QuantitiesFound:
    """Every quantity of the article, in reading order; ``dates`` and ``actors`` mask their numbers."""
    return QuantitiesFound()
