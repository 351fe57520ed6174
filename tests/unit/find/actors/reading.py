"""How these tests read a text: the finder's rows for one document, and a mention's words beside what it names."""

from __future__ import annotations

from functools import partial

from spacecoop import Document
from spacecoop.find import actors
from spacecoop.find.found import ActorsFound
from spacecoop.tables import ActorMention, mention_id
from spacecoop.text import Reading


def found_in(text: str) -> ActorsFound:
    """What the finder finds in a text."""
    return actors.find(Reading(Document(document_id="test", text=text, published=None), partial(mention_id, "test")))


def mentions_of(text: str, words: str) -> list[ActorMention]:
    """The mentions with exactly these words, in reading order."""
    return [m for m in found_in(text).mentions if m.text == words]


def named(text: str, words: str) -> list[str | None]:
    """The actors that these words name, in reading order."""
    return [m.actor_id for m in mentions_of(text, words)]
