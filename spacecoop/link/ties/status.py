"""Whether a tie is so, planned, proposed, ended or denied: negation, modality and tense around its predicate.

Of several words the one nearest to the predicate decides. A prohibition that stands is actual; the words that forbid are its predicate, not its denial.
"""

from __future__ import annotations

import re

from spacecoop.link.ties.frames import Frame, vocabulary
from spacecoop.tables.facts import TieStatus

BEFORE = 60
# "China, which is no member, leads it": an aside tells nothing of the predicate.
ASIDE = re.compile(r",\s+(?:which|who|that|though|although|while|unlike|whose)\b[^,]{0,120},")
# "reached no agreement", where the denial stands inside the predicate.
NONE = re.compile(r"\bno\b(?! (?:doubt|longer|later|less|more)\b)", re.I)
# "a meeting between the two in Tokyo on 4 June was cancelled".
CALLED_OFF = re.compile(
    r"(?:\s+(?!and\b|but\b|which\b|who\b|that\b)[\w’'-]+){0,8}?\s+(?:was|were|is|are|has\s+been|have\s+been)\s+(?:later\s+|then\s+|now\s+)?"
    r"(?:cancell?ed|called\s+off|scrapped|dropped|abandoned|shelved)\b",
    re.I,
)
# "is not expected to sign": a denial so near before another word of status holds.
REACH_OF_NOT = 16


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
    said = ASIDE.sub(",", text[start:trigger])
    nearest: tuple[int, TieStatus] = (-1, "actual")
    for name, pattern in vocabulary().status:
        for hit in pattern.finditer(said):
            if hit.end() > nearest[0]:
                nearest = hit.end(), name
    if NONE.search(text, trigger, frame.trigger[1]):
        return "denied"
    if CALLED_OFF.match(text, frame.end):
        return "ended"
    denied = [hit.end() for name, pattern in vocabulary().status if name == "denied" for hit in pattern.finditer(said)]
    return "denied" if denied and nearest[0] - denied[-1] < REACH_OF_NOT else nearest[1]
