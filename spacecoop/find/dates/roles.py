"""What a date is of: the article itself, a deadline, a founding, a milestone of a mission, the background.

The start and the end of a conference are set in ``link``, where the conference is known.
"""

from __future__ import annotations

import re
from datetime import date

from spacecoop.find.dates.values import Value
from spacecoop.find.found import Publication
from spacecoop.tables.mentions import DateRole

# How far from the date its word may stand, in characters to the left and to the right.
LEFT, RIGHT = 90, 50
# How close to the top a date of the publication day is the publication date itself, in characters.
HEAD = 1500
# Days before the publication from which a date tells of the background.
BACKGROUND_DAYS = 400

_DEADLINE = (
    "deadline|due (?:by|on)|no later than|not later than|submit(?:ted)?|submissions?|appl(?:y|ications?)|regist(?:er|ration)|"
    "closing date|closes on|expires?|entries"
)
_FOUNDING = (
    "founded|founding|established|set up|was (?:formed|created|born)|inaugurated|came into (?:being|existence|force)|"
    "entered into force|was incorporated"
)
_MILESTONE = (
    "launch(?:ed|es|ing)?|lift(?:ed|s|ing)?[ -]?off|blast(?:ed|s)? off|land(?:ed|s|ing)|touch(?:ed)? ?down|dock(?:ed|s|ing)|"
    "splash(?:ed)?[ -]?down|rendezvous|fly-?by|flew|orbit insertion|re-?entry|undock(?:ed|ing)|maiden flight|first flight"
)
ROLES: tuple[DateRole, ...] = ("deadline", "founding", "milestone")
# One group a role, in the order of ``ROLES``; for text in lower case, in which it is found three times as fast.
CUE = re.compile(rf"\b(?:({_DEADLINE})|({_FOUNDING})|({_MILESTONE}))\b")


def role_of(
    value: Value, publication: Publication, lower: str, start: int, end: int, sentence: tuple[int, int]
) -> DateRole:
    """The role that the words nearest to the date give it, within its sentence; ``lower`` is the text in lower case."""
    if value.kind not in ("date", "time"):
        return "other"
    if _is_published(value, publication, start):
        return "published"
    found = _nearest_cue(lower, start, end, sentence)
    if found is not None:
        return found
    return "background" if _is_old(value.end, publication.published) else "other"


def _nearest_cue(lower: str, start: int, end: int, sentence: tuple[int, int]) -> DateRole | None:
    """The role of the cue nearest to the date; one behind the date counts as farther."""
    best: tuple[int, DateRole] | None = None
    for cue in CUE.finditer(lower, max(sentence[0], start - LEFT), min(sentence[1], end + RIGHT)):
        distance = start - cue.end() if cue.end() <= start else cue.start() - end + LEFT // 2
        if cue.lastindex is not None and (best is None or distance < best[0]):
            best = distance, ROLES[cue.lastindex - 1]
    return best[1] if best is not None else None


def _is_published(value: Value, publication: Publication, start: int) -> bool:
    is_said = publication.published_from in ("dateline", "byline") and start < HEAD
    return is_said and value.anchor != "published" and value.precision == "day" and value.start == publication.published


def _is_old(last: date | None, published: date | None) -> bool:
    return last is not None and published is not None and (published - last).days > BACKGROUND_DAYS
