"""Whether a tie is so, planned, proposed, ended or denied: negation, modality and tense around its predicate.

A prohibition that stands is actual; the words that forbid are its predicate, not its denial.
"""

from __future__ import annotations

from spacecoop.link.ties.frames import Frame, vocabulary
from spacecoop.tables.facts import TieStatus

BEFORE = 60


def status(text: str, frame: Frame) -> TieStatus:
    """Read from the words before the predicate: from its first side on, else from the clause's beginning."""
    if frame.kind == "prohibition":
        return "actual"
    trigger = frame.trigger[0]
    start = (
        frame.start
        if frame.start < trigger
        else max(0, trigger - BEFORE, text.rfind(",", 0, trigger), text.rfind(";", 0, trigger))
    )
    said = text[start:trigger]
    for name, pattern in vocabulary().status:
        if pattern.search(said):
            return name  # type: ignore[return-value]
    return "actual"
