"""Which way an undated month or weekday points: back or ahead, from the verbs and prepositions near it.

A cheap reading of the nearest verb of the sentence, not a parse.
"""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["past", "future"]

AHEAD = frozenset(
    "will shall would won't 'll expects expect expected expecting plan plans planned planning scheduled due set slated hopes hope upcoming "
    "intends intend going starting beginning effective tentatively may can could should must might be begins starts until till deadline".split()
)
BACK = frozenset(
    "was were had did has have been went came took gave got made met held left began told found fell rose led sent saw won lost put set "
    "sold bought brought flew spoke wrote became said says since ago kept ran sat stood grew paid sought struck shot hit hurt broke drove died "
    "killed ended".split()
)
PAST_FORM = re.compile(r"[a-z]{2,}ed")
NOT_PAST = frozenset("need speed indeed exceed proceed succeed feed seed bleed breed hundred united based related".split())
WORD = re.compile(r"[A-Za-z']+")
REACH = 160


def direction(text: str, sentence: tuple[int, int], start: int, end: int) -> Direction | None:
    """Direction that the sentence's nearest verb gives to the words at ``start``; the verb before them weighs more."""
    before = text[max(sentence[0], start - REACH) : start]
    words = WORD.findall(before.lower())
    if words and words[-1] in ("until", "till", "by"):
        return "future"
    if words and words[-1] == "since":
        return "past"
    for word in reversed(words):
        found = _of(word)
        if found is not None:
            return found
    for word in WORD.findall(text[end : min(sentence[1], end + REACH)].lower()):
        found = _of(word)
        if found is not None:
            return found
    return None


def _of(word: str) -> Direction | None:
    if word in ("will", "shall", "would", "scheduled", "due", "slated", "expected", "plans", "planned", "plan", "expects", "upcoming", "to", "intends", "hopes", "going"):
        return "future" if word != "to" else None
    if word in BACK or (word.endswith("ed") and word not in NOT_PAST and PAST_FORM.fullmatch(word)):
        return "past"
    return None
