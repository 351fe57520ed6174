"""``extract``: one document in, its rows out, through text, find and link in that order.

Pure: no clock, no network, no state but the lexicons. What needs several documents is the business of ``merge``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial

from spacecoop.document import Document
from spacecoop.find import actors, dates, quantities, statements
from spacecoop.find.found import Publication
from spacecoop.link import conferences, ties
from spacecoop.link.found import Mentions
from spacecoop.link.owners import with_owners
from spacecoop.tables import (
    EXTRACTED,
    Actor,
    ActorAlias,
    ActorMention,
    Conference,
    ConferenceActor,
    ConferenceClaim,
    DateMention,
    QuantityMention,
    Rejected,
    Statement,
    Tie,
    mention_id,
)
from spacecoop.text import Reading
from spacecoop.text.sketch import Body, sketched


@dataclass(frozen=True, slots=True)
class Found:
    """What one document says: a tuple of rows a table, and the publication date as decided."""

    document_id: str
    publication: Publication
    dates: tuple[DateMention, ...]
    quantities: tuple[QuantityMention, ...]
    actors: tuple[Actor, ...]
    actor_aliases: tuple[ActorAlias, ...]
    actor_mentions: tuple[ActorMention, ...]
    statements: tuple[Statement, ...]
    conferences: tuple[Conference, ...]
    conference_actors: tuple[ConferenceActor, ...]
    conference_claims: tuple[ConferenceClaim, ...]
    ties: tuple[Tie, ...]
    rejected: tuple[Rejected, ...]
    words: int
    body: Body

    @property
    def published(self) -> date | None:
        """The publication date as decided."""
        return self.publication.published

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON: dates in ISO 8601, rows as dictionaries under their table's name."""
        published = self.published.isoformat() if self.published else None
        rows = {name: [_plain(asdict(row)) for row in getattr(self, name)] for name in EXTRACTED}
        return {"document_id": self.document_id, "published": published, **rows}


def _plain(row: dict[str, object]) -> dict[str, object]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}


def extract(document: Document) -> Found:
    """Everything that one article states. Same input, same output."""
    return _found(Reading(document, partial(mention_id, document.document_id)))


def extract_unbound(document: Document) -> Found:
    """``extract`` with local names in place of identifiers, so that the rows hold for every document of this text.

    ``tables.binding`` makes identifiers of them.
    """
    return _found(Reading(document, str))


def _found(reading: Reading) -> Found:
    document = reading.document
    found_actors = actors.find(reading)
    publication = dates.find_publication(reading)
    found_dates = dates.find(reading, publication, found_actors)
    found_quantities = quantities.find(reading, found_dates, found_actors)
    found_statements = statements.find(reading, found_actors)
    mentions = Mentions(publication, found_actors, found_dates, found_quantities, found_statements)
    meetings = conferences.link(reading, mentions)
    cooperation = ties.link(reading, mentions)
    rejected = (
        *found_actors.rejected, *found_dates.rejected, *found_quantities.rejected, *found_statements.rejected,
        *meetings.rejected, *cooperation.rejected,
    )  # fmt: skip
    return Found(
        document_id=document.document_id,
        publication=publication,
        dates=meetings.dates,
        quantities=with_owners(reading, mentions, meetings.quantities),
        actors=found_actors.actors,
        actor_aliases=found_actors.aliases,
        actor_mentions=found_actors.mentions,
        statements=found_statements.statements,
        conferences=meetings.conferences,
        conference_actors=meetings.actors,
        conference_claims=meetings.claims,
        ties=cooperation.ties,
        rejected=_one_a_place(rejected),
        words=sum(len(document.text[z.start : z.end].split()) for z in reading.article_spans()),
        body=sketched(document.text, _own_words(reading)),
    )


def _own_words(reading: Reading) -> list[tuple[int, int]]:
    """Where the article's own words stand, which another outlet prints under its own headline; everything where it has no
    body."""
    spans = list(reading.article_spans())
    return [(z.start, z.end) for z in spans if z.kind == "body"] or [(z.start, z.end) for z in spans]


def _one_a_place(rows: Iterable[Rejected]) -> tuple[Rejected, ...]:
    """Rejections in reading order, the first reason where one finder turned the same words down twice."""
    first: dict[tuple[int, int, str], Rejected] = {}
    for row in rows:
        first.setdefault((row.start_char, row.end_char, row.finder), row)
    return tuple(first[key] for key in sorted(first))
