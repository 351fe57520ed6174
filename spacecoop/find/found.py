"""What the finders hand to each other and on to ``link``; the rows themselves are declared in ``tables``.

No finding happens here.
"""

from __future__ import annotations

from datetime import date

from spacecoop.frozen import frozen
from spacecoop.tables import Actor, ActorAlias, ActorMention, DateMention, QuantityMention, Rejected, Statement
from spacecoop.tables.facts import PublishedFrom


@frozen
class Publication:
    """When an article was published, as decided; ``passed_over`` keeps what else said a date, best first.

    ``published`` is a full day or null; ``is_conflict`` when a passed-over date is another day, page headers and days of
    change aside.
    """

    published: date | None = None
    published_from: PublishedFrom = "none"
    is_conflict: bool = False
    passed_over: tuple[tuple[PublishedFrom, date], ...] = ()


@frozen
class ActorsFound:
    """Actors of one document, the spellings it uses, and each naming in reading order."""

    actors: tuple[Actor, ...] = ()
    aliases: tuple[ActorAlias, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@frozen
class DatesFound:
    """Temporal expressions in reading order."""

    mentions: tuple[DateMention, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@frozen
class QuantitiesFound:
    """Quantities in reading order."""

    mentions: tuple[QuantityMention, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@frozen
class StatementsFound:
    """Statements in reading order."""

    statements: tuple[Statement, ...] = ()
    rejected: tuple[Rejected, ...] = ()
