"""Texts as the finder of dates reads them, without the other finders."""

from __future__ import annotations

from datetime import date
from functools import partial

from spacecoop import Document
from spacecoop.find import dates
from spacecoop.find.found import ActorsFound, DatesFound, Publication
from spacecoop.tables import ActorMention, DateMention, mention_id
from spacecoop.text import Reading

PUBLISHED = date(2014, 5, 14)  # a Wednesday, in week 20


def reading_of(text: str, published: date | None = PUBLISHED) -> Reading:
    """The text of a document with that metadata."""
    document = Document(document_id="test", text=text, published=published)
    return Reading(document, partial(mention_id, document.document_id))


def found_in(text: str, published: date | None = PUBLISHED, names: tuple[ActorMention, ...] = ()) -> DatesFound:
    """Dates and rejections of a text published on that day."""
    publication = Publication(published, "sidecar" if published else "none")
    return dates.find(reading_of(text, published), publication, ActorsFound(mentions=names))


def rows(text: str, published: date | None = PUBLISHED) -> tuple[DateMention, ...]:
    """The rows of a text published on that day."""
    return found_in(text, published).mentions


def said(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str]]:
    """Words and TIMEX3 value of every row."""
    return [(row.text, row.value) for row in rows(text, published)]
