"""What the tests of quantities share: the finder run over one sentence, with nothing masked but what a test says."""

from __future__ import annotations

from spacecoop import Document
from spacecoop.find import quantities
from spacecoop.find.found import ActorsFound, DatesFound, QuantitiesFound
from spacecoop.tables import QuantityMention, mention_id
from spacecoop.text import Reading

NO_DATES, NO_ACTORS = DatesFound(), ActorsFound()


def find(text: str, dates: DatesFound = NO_DATES, actors: ActorsFound = NO_ACTORS) -> QuantitiesFound:
    """The finder's outcome over a text that is body as a whole."""
    reading = Reading(Document(document_id="test", text=text, published=None), lambda name: mention_id("test", name))
    return quantities.find(reading, dates, actors)


def rows(text: str) -> tuple[QuantityMention, ...]:
    """The rows alone."""
    return find(text).mentions


def only(text: str) -> QuantityMention:
    """The one row of a text that holds one."""
    found = rows(text)
    assert len(found) == 1, [row.text for row in found]
    return found[0]
