"""Temporal expressions, and the article's own publication date."""

from __future__ import annotations

from spacecoop.find.dates.finder import find_dates
from spacecoop.find.dates.publication import publication_of
from spacecoop.find.found import ActorsFound, DatesFound, Publication
from spacecoop.text import Reading


def find_publication(reading: Reading) -> Publication:
    """When the article was published: its own date line first, then byline, then metadata, then the header."""
    return publication_of(reading)


def find(reading: Reading, publication: Publication, actors: ActorsFound) -> DatesFound:
    """Every temporal expression of the article, in reading order; names in ``actors`` are never dates."""
    return find_dates(reading, publication, actors)
