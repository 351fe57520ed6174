"""Which way an undated month or weekday points: back or ahead, from the verbs and prepositions near it.

A cheap reading of the nearest verb of the sentence, not a parse.
"""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["past", "future"]

AHEAD = frozenset(
    "will shall would won't expected scheduled due slated plans planned plan expects upcoming intends hopes going".split()
)
REPORTING = frozenset(
    "said says told announced reported added agreed declared disclosed noted stated confirmed proposed filed called".split()
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
    """Direction that the sentence's nearest verb gives to the words at ``start``; the verb before them weighs more.

    A verb of reporting counts only right beside them: "said Friday", but not "said it ... in January".
    """
    before = WORD.findall(text[max(sentence[0], start - REACH) : start].lower())
    if before and before[-1] == "since":
        return "past"
    for distance, word in enumerate(reversed(before)):
        found = _of(word, distance)
        if found is not None:
            return found
    if before and before[-1] in ("until", "till", "by"):
        return "future"
    for distance, word in enumerate(WORD.findall(text[end : min(sentence[1], end + REACH)].lower())):
        found = _of(word, distance)
        if found is not None:
            return found
    return None


def _of(word: str, distance: int) -> Direction | None:
    if word in AHEAD:
        return "future"
    if word in REPORTING and distance > 1:
        return None
    if word in BACK or (word.endswith("ed") and word not in NOT_PAST and PAST_FORM.fullmatch(word)):
        return "past"
    return None
