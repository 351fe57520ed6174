"""A text's statements with the actors that a test names, for the tests of this folder."""

from __future__ import annotations

from functools import partial

from spacecoop.document import Document
from spacecoop.find import statements
from spacecoop.find.found import ActorsFound, StatementsFound
from spacecoop.tables import ActorMention, mention_id
from spacecoop.tables.mentions import MentionKind
from spacecoop.text import Reading


def reading(text: str) -> Reading:
    """The text as the finders read it."""
    return Reading(Document(document_id="test", text=text), partial(mention_id, "test"))


def found(text: str, *named: tuple[str, MentionKind, str, str | None]) -> StatementsFound:
    """What is found, every occurrence of ``(words, kind, actor_id, affiliation)`` being a mention."""
    read = reading(text)
    mentions: list[ActorMention] = []
    for words, kind, actor_id, affiliation in named:
        start = text.find(words)
        while start >= 0:
            end = start + len(words)
            mentions.append(
                ActorMention(
                    **read.place(start, end),
                    rule="given",
                    mention_id=read.identify("actor_mentions", start, end),
                    actor_id=actor_id,
                    kind=kind,
                    form="name",
                    affiliation_actor_id=affiliation,
                )
            )
            start = text.find(words, end)
    mentions.sort(key=lambda mention: mention.start_char)
    return statements.find(read, ActorsFound(mentions=tuple(mentions)))
