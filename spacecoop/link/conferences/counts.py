"""How many people and countries came: the quantities that the text says of a meeting's attendance.

What a quantity's words mean is the quantity finder's knowledge; authors, abstracts, exhibitors, signatories, members and
capacity are never attendance.
"""

from __future__ import annotations

import re
from typing import Literal

from spacecoop.link.conferences.terms import terms
from spacecoop.tables import QuantityMention

Counted = Literal["attendance", "participating_countries"]
# People who are there by the very word.
PRESENT = frozenset({"participants", "attendees", "delegates", "conferees", "participant", "attendee"})
COUNTING_ROLES = frozenset({"attendance", "participating_countries", "other"})
THERE_ARE = re.compile(
    r"\b(?:there\s+(?:are|were|have\s+been|will\s+be)|with|of|by|among|from|nearly|included?|counted)\s+(?:a\s+total\s+of\s+|the\s+)?$",
    re.I,
)
CAME_FROM = re.compile(
    r"\b(?:hail(?:ed|s|ing)?|c[ao]m(?:e|es|ing)|drawn|travel\w+|gather\w*|arriv\w+)\s+from\s+(?:a\s+total\s+of\s+)?$",
    re.I,
)
FROM = re.compile(r"\b(?:from|representing|of|in)\s+(?:a\s+total\s+of\s+|the\s+)?$", re.I)
# "an advisory group of 12 people" is a body, not the attendance.
BODY_OF = re.compile(
    r"\b(?:group|team|panel|committee|board|crew|commission|task\s+force|jury|staff|delegation|party|class)\s+of\s+(?:the\s+)?$",
    re.I,
)
# "some 70 of the participants" are not all of them
ONE_OF = re.compile(r"(?:one|1)\s+of\b|one\s|[^\n]{1,40}?\sof\s(?:the|these|those|its|their)\s", re.I)
# "The two leaders met": those who are spoken of, no figure of how many came.
# "A breakfast on Wednesday drew 75 participants": something else than the meeting told before drew them.
OF_ANOTHER = re.compile(
    r"\s*(?:An?|Another|One)\s[^.;]{3,80}?\b(?:brought\s+together|drew|attracted|gathered|was\s+attended\s+by|had)\s"
)
# "Over three days, 190 doctors compared notes."
OVER_DAYS = re.compile(r"\s*(?:Over|For|During|In)\s+(?:the\s+)?(?:\w+\s+)?[\w-]+\s+days,?\s+(?:a\s+total\s+of\s+)?")
# "It was launched in 2004 as a seminar of 40 people": how it began, not how it was this time.
BEGUN = re.compile(
    r"\b(?:launched|founded|established|started|created|began)\b[^.;]*\b(?:19|20)\d\d\b[^.;]*\b(?:as|with)\b"
)
FEW = re.compile(r"(?:the\s+|both\s+)?(?:two|three|four|[234])\s+(?:\w+\s+)?\w+", re.I)
THE = re.compile(r"\b(?:the|these|those|both|their)\s+$", re.I)
# A figure of another time: "539 had come a year ago".
EARLIER = re.compile(
    r"\b(?:against|compared\s+(?:with|to)|up\s+from|down\s+from)\s*$|\b(?:a\s+year\s+(?:ago|before|earlier)|last\s+(?:year|time)|years?\s+ago|previous(?:ly)?)\b[^.;]*$",
    re.I,
)
# "In 2017, when it last took place, 350 had come".
LAST_TIME = re.compile(
    r"\bwhen\s+(?:it|they|the\s+\w+)\s+(?:was\s+|were\s+)?(?:last|previously|first)\b|\bthe\s+last\s+time\b", re.I
)
# People who open or end a meeting are at it: "some 400 scientists ended a conference".
OPEN_OR_END = re.compile(
    r"\b(?:end(?:ed|s)?|conclud(?:ed|es?)|clos(?:ed|es?)|open(?:ed|s)?|began|begin|started|start|wrapped\s+up)\s+(?:a|an|the|their|its)\s",
    re.I,
)
# "150 participants, representing at least 20 countries": the people stand before the comma.
REPRESENTING = re.compile(r"\s*(?:who\s+)?(?:represent\w*|from|c[ao]m\w+\s+from)\b", re.I)
# Whoever is called so comes himself: geologists, technicians, mountaineers.
PROFESSION = re.compile(r"(?:ists|icians|eers)$")
ONLINE = re.compile(r"\bonline\b", re.I)
BEFORE = 90
AFTER = 110


def counted(
    text: str, sentence: tuple[int, int], quantity: QuantityMention, has_meeting: bool, named_until: int = 0
) -> Counted | None:
    """What of a meeting's attendance a quantity counts, by the words around it in its sentence; null for none.

    ``has_meeting`` says that the sentence names a meeting; without one only words that can mean nothing else count.
    ``named_until`` is where the naming of another edition ends: "last year's meeting" tells of which time the figure is.
    """
    if (
        quantity.kind != "count"
        or quantity.role not in COUNTING_ROLES
        or (quantity.low is None and quantity.high is None)
    ):
        return None
    if ONE_OF.match(quantity.text):
        return None
    gathers = OVER_DAYS.match(text, sentence[0], quantity.start_char) is not None
    has_meeting = has_meeting or gathers
    before = text[max(sentence[0], quantity.start_char - BEFORE) : quantity.start_char]
    after = text[quantity.end_char : min(sentence[1], quantity.end_char + AFTER)]
    if not has_meeting and OF_ANOTHER.match(text, sentence[0], quantity.start_char):
        return None
    if BEGUN.search(text, max(sentence[0], quantity.start_char - BEFORE), quantity.start_char):
        return None
    if FEW.fullmatch(quantity.text) and THE.search(before):
        return None
    if (
        EARLIER.search(text[max(quantity.start_char - len(before), named_until) : quantity.start_char])
        or BODY_OF.search(before)
        or LAST_TIME.search(text, sentence[0], quantity.start_char)
    ):
        return None
    if quantity.thing_class == "country":
        return "participating_countries" if _countries(before, after, has_meeting) else None
    if quantity.thing_class == "person" or _head(quantity) in terms().attendee_nouns:
        is_stay = gathers and OVER_DAYS.fullmatch(text, sentence[0], quantity.start_char) is not None
        return "attendance" if _people(before, after, quantity, has_meeting, is_stay) else None
    return None


def _head(quantity: QuantityMention) -> str:
    return (quantity.thing_head or "").lower()


def _near(before: str) -> str:
    """The words since the last comma or so, which can deny that a number counts the attendance."""
    return re.split(r"[;:,]|\s[–—-]\s", before)[-1][-60:]


def _people(before: str, after: str, quantity: QuantityMention, has_meeting: bool, is_stay: bool) -> bool:
    vocabulary = terms()
    near_after = re.split(r"[;:]|\s[–—]\s", after)[0]
    if vocabulary.not_attendance.search(_near(before)) or vocabulary.not_attendance.search(quantity.text):
        return False
    if vocabulary.not_attendance.search(near_after[:25]):
        return False
    if quantity.role == "attendance":
        return True
    head = _head(quantity)
    if re.search(r"\battended by\s*(?:a total of\s*)?$", before, re.I):
        return True
    comes = vocabulary.coming.search(near_after[:80]) or OPEN_OR_END.search(near_after)
    draws = is_stay or vocabulary.drawing.search(before[-45:])
    if head in PRESENT:
        return True
    if head not in vocabulary.attendee_nouns and not PROFESSION.search(head):
        return has_meeting and bool(draws)
    return has_meeting and bool(comes or draws or THERE_ARE.search(before))


def _countries(before: str, after: str, has_meeting: bool) -> bool:
    vocabulary = terms()
    near = _near(before)
    if REPRESENTING.match(near):
        near = _near(before[: len(before) - len(near) - 1]) + near
    # Those who follow online come from countries all the same.
    near = ONLINE.sub("", near)
    if vocabulary.not_attendance.search(near) or vocabulary.not_attendance.search(after[:20]):
        return False
    if re.search(r"\brequests?\b|\binvit|\borders?\b|\bsatellites?\b|\bapplications?\b", near, re.I):
        return False
    if CAME_FROM.search(before):
        return True
    words = re.findall(r"[\w-]+", near.lower())
    people = [
        w
        for w in words
        if w in vocabulary.attendee_nouns
        or PROFESSION.search(w)
        or w in ("delegations", "delegation", "chiefs", "heads", "personnel", "attendance")
    ]
    if people and FROM.search(before):
        return has_meeting or any(w in PRESENT for w in people) or bool(vocabulary.coming.search(before + " " + after))
    if vocabulary.coming.match(after.lstrip(), 0) is not None or re.match(
        r"\s*(?:were|was|are|will be|have|had)?\s*(?:represented|taking part|took part)", after
    ):
        return True
    return has_meeting and bool(vocabulary.coming.search(after[:60])) and not re.search(r"\bin\s+$", before)
