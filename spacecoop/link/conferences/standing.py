"""What an article is about: its main meetings, those that it only mentions, and whether they were held or are to come.

Judged from where and how often a meeting is named and from the tense around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from spacecoop.link.conferences import edtf
from spacecoop.link.conferences.edtf import Day
from spacecoop.link.conferences.model import Head, Meeting
from spacecoop.link.conferences.terms import terms
from spacecoop.text import Reading

ANOTHER_CLAUSE = re.compile(r";|,?\s(?:but|though|although|while|whereas|because|after|and)\s")
# "said after a meeting with": it is over.
AFTERWARDS = re.compile(r"\bafter\s+(?:an?\s+|the\s+|their\s+)?$", re.I)
# What was put off to another day is still to come, whatever the headline calls it.
PUT_OFF = re.compile(
    r"\b(?:postponed|rescheduled|moved|put\s+off|delayed|deferred)\s+(?:to|until|till)\b|\b[Ii]t\s+will\s+now\s+(?:be\s+held|take\s+place)\b"
)
Status = Literal["held", "announced", "cancelled"]
NEWS_DAYS = 3
NEWS_WEIGHT = 3
ENOUGH = 4
# A second meeting is what the article reports too when it weighs nearly as much as the first.
NEARLY = 0.75


def weigh(reading: Reading, meeting: Meeting, body_starts: int) -> int:
    """How much of the article a meeting is: where it is named, how often, and how much is said of it."""
    first = min(meeting.heads, key=lambda h: h.span.start)
    weight = min(len(meeting.heads), 6)
    if any(reading.zone_at(h.span.start).kind == "title" for h in meeting.heads):
        weight += 3
    distance = first.sentence - body_starts
    weight += 3 if distance <= 0 else 2 if distance <= 2 else 1 if distance <= 4 else 0
    attributes = {d.attribute for d in meeting.drafts if d.rank >= 2}
    weight += len(attributes & {"start", "end", "city", "attendees", "countries", "duration"}) + bool(meeting.parts)
    if first.other_edition or (meeting.year is not None and first.form == "anaphor"):
        weight -= 4
    return weight


def _is_news(meeting: Meeting, body_starts: int, published: date | None) -> bool:
    """Whether the lead tells of a meeting on one of the last days: that is what the article reports."""
    first = min(meeting.heads, key=lambda h: h.span.start)
    if published is None or first.sentence - body_starts > 1 or first.other_edition:
        return False
    starts = [edtf.parse(d.value) for d in meeting.drafts if d.attribute == "start" and d.rank >= 2]
    days = [day for start in starts if start is not None and (day := start.as_date()) is not None]
    return any(0 <= (published - day).days <= NEWS_DAYS for day in days)


def mark_main(reading: Reading, meetings: Sequence[Meeting], published: date | None) -> None:
    """Set ``is_main`` on the meetings that the article is about; there may be none."""
    if not meetings:
        return
    body_starts = first_body_sentence(reading)
    weights = [weigh(reading, m, body_starts) + NEWS_WEIGHT * _is_news(m, body_starts, published) for m in meetings]
    heaviest = max(weights)
    for meeting, weight in zip(meetings, weights, strict=True):
        first = meeting.heads[0]
        is_titled = any(head.is_in_title for head in meeting.heads)
        is_early = is_titled or first.sentence - body_starts <= 2 or first.rule.startswith("event-")
        is_second = is_early and weight >= NEARLY * heaviest and not first.other_edition
        meeting.is_main = (
            weight >= ENOUGH
            and (is_early or len(meeting.heads) > 2)
            and (weight == heaviest or (is_second and (is_titled or bool(meeting.named))))
        )
    mains = [m for m in meetings if m.is_main]
    for extra in mains[2:]:
        extra.is_main = False


def first_body_sentence(reading: Reading) -> int:
    """Ordinal of the first sentence of the article's body."""
    for ordinal, (start, _) in enumerate(reading.sentences):
        if reading.zone_at(start).kind == "body":
            return ordinal
    return 0


def status(
    reading: Reading, meeting: Meeting, start: Day | None, end: Day | None, published: date | None
) -> tuple[Status, Head]:
    """Held, announced or cancelled, and the naming beside which the text shows it.

    Known dates decide against the day of publication; without them the tense does.
    """
    first = meeting.heads[0]
    for head in meeting.heads:
        low, high = reading.sentences[head.sentence]
        if PUT_OFF.search(reading.text, max(low, head.span.start - 60), min(high, head.span.end + 90)):
            break
        if _is_called_off(reading.text, head, low, high):
            return "cancelled", head
    if published is not None and start is not None:
        told = _against(start, end, published)
        if told is not None:
            return told, first
    if AFTERWARDS.search(reading.text[max(0, first.opening - 12) : first.opening]):
        return "held", first
    if first.other_edition in ("next", "following", "coming"):
        return "announced", first
    for head in meeting.heads[:4]:
        low, high = reading.sentences[head.sentence]
        around = reading.text[max(low, head.span.start - 40) : min(high, head.span.end + 60)]
        took_place, announced = terms().took_place.search(around), terms().announced.search(around)
        # "is to be held": the word that comes first carries the other.
        if took_place and not (announced and announced.start() < took_place.start()):
            return "held", head
        if announced:
            return "announced", head
    return "held", first


def _is_called_off(text: str, head: Head, low: int, high: int) -> bool:
    """Whether the sentence from ``low`` to ``high`` says so of the naming, and not of another thing beside it."""
    found = terms().cancelled.search(text, max(low, head.span.start - 30), min(high, head.span.end + 90))
    return found is not None and ANOTHER_CLAUSE.search(text, head.span.end, found.start()) is None


def _against(start: Day, end: Day | None, published: date) -> Status | None:
    said = edtf.order(start)
    today = (published.year, published.month, published.day)
    if start.year is None:
        return None
    if start.is_part_of_year:
        said = said[:1]
    known = {1: today[:1], 2: today[:2], 3: today}[1 if start.is_part_of_year else start.grain]
    if said[: len(known)] == known and start.grain < 3:
        return None
    return "announced" if said[: len(known)] > known else "held"
