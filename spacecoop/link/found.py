"""What the finders found in one document, gathered for the linkers, and what these make of it.

No linking happens here.
"""

from __future__ import annotations

from spacecoop.find.found import ActorsFound, DatesFound, Publication, QuantitiesFound, StatementsFound
from spacecoop.frozen import frozen
from spacecoop.tables import (
    Conference,
    ConferenceActor,
    ConferenceClaim,
    DateMention,
    QuantityMention,
    Rejected,
    Tie,
)


@frozen
class Mentions:
    """Everything the finders found in one document."""

    publication: Publication
    actors: ActorsFound
    dates: DatesFound
    quantities: QuantitiesFound
    statements: StatementsFound


@frozen
class ConferencesFound:
    """Conferences of one document with their claims, and the dates and quantities with the roles these gave them."""

    conferences: tuple[Conference, ...] = ()
    claims: tuple[ConferenceClaim, ...] = ()
    actors: tuple[ConferenceActor, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@frozen
class TiesFound:
    """Ties of one document in reading order."""

    ties: tuple[Tie, ...] = ()
    rejected: tuple[Rejected, ...] = ()
