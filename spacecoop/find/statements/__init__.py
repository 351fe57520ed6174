"""Quotations and reported statements, with their speakers."""

from __future__ import annotations

from spacecoop.find.found import ActorsFound, StatementsFound
from spacecoop.text import Reading


def find(reading: Reading, actors: ActorsFound) -> StatementsFound:
    """Every statement of the article, in reading order."""
    return StatementsFound()
