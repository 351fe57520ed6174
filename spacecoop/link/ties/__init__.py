"""Cooperation ties that a document states."""

from __future__ import annotations

from spacecoop.link.found import Mentions, TiesFound
from spacecoop.text import Reading


def link(reading: Reading, mentions: Mentions) -> TiesFound:
    """Every explicit statement that two actors cooperate, plan to, ended it, or may not."""
    return TiesFound()
