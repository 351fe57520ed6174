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

CUES: tuple[tuple[DateRole, re.Pattern[str]], ...] = (
    (
        "deadline",
        re.compile(
            r"\b(?:deadline|due (?:by|on)|no later than|not later than|submit(?:ted)?|submissions?|appl(?:y|ications?)|"
            r"regist(?:er|ration)|closing date|closes on|expires?|entries)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "founding",
        re.compile(
            r"\b(?:founded|founding|established|set up|was (?:formed|created|born)|inaugurated|came into (?:being|existence|force)|"
            r"entered into force|was incorporated)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "milestone",
        re.compile(
            r"\b(?:launch(?:ed|es|ing)?|lift(?:ed|s|ing)?[ -]?off|blast(?:ed|s)? off|land(?:ed|s|ing)|touch(?:ed)? ?down|dock(?:ed|s|ing)|"
            r"splash(?:ed)?[ -]?down|rendezvous|fly-?by|flew|orbit insertion|re-?entry|undock(?:ed|ing)|maiden flight|first flight)\b",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip


def role_of(
    value: Value, publication: Publication, text: str, start: int, end: int, sentence: tuple[int, int]
) -> DateRole:
    """The role that the words nearest to the date give it, within its sentence."""
    if value.kind not in ("date", "time"):
        return "other"
    if _is_published(value, publication, start):
        return "published"
    left = text[max(sentence[0], start - LEFT) : start]
    right = text[end : min(sentence[1], end + RIGHT)]
    best: tuple[int, DateRole] | None = None
    for role, cue in CUES:
        distance = _distance(cue, left, right)
        if distance is not None and (best is None or distance < best[0]):
            best = distance, role
    if best is not None:
        return best[1]
    return "background" if _is_old(value.end, publication.published) else "other"


def _is_published(value: Value, publication: Publication, start: int) -> bool:
    is_said = publication.published_from in ("dateline", "byline") and start < HEAD
    return is_said and value.anchor != "published" and value.precision == "day" and value.start == publication.published


def _distance(cue: re.Pattern[str], left: str, right: str) -> int | None:
    """Characters between the date and the nearest cue; one behind the date counts as farther."""
    before = [len(left) - m.end() for m in cue.finditer(left)]
    after = [m.start() + LEFT // 2 for m in cue.finditer(right)]
    return min((*before, *after), default=None)


def _is_old(last: date | None, published: date | None) -> bool:
    return last is not None and published is not None and (published - last).days > BACKGROUND_DAYS
