"""Editions to come that only their number tells from the meeting an article is about: "The fourth forum will be hosted by
Egypt in April 2026".

Where the meeting has no number of its own, only the days in the sentences show that it is another one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacecoop.link.conferences.model import Head, Meeting
from spacecoop.tables import DateMention
from spacecoop.text import Reading

# What a sentence says behind a meeting that is still to be held.
TO_COME = re.compile(
    r"(?:,[^,.;]{1,80},)?\s+(?:(?:will|shall|would|is\s+(?:to|expected\s+to|due\s+to|set\s+to|scheduled\s+to|planned\s+to|going\s+to))"
    r"\s+(?:\w+\s+)?(?:be\s+(?:held|hosted|organi[sz]ed|staged|convened)|take\s+place|convene|meet|come\s+to|move\s+to)"
    r"|is\s+(?:due|planned|scheduled|set|slated|expected)\s+(?:for|in|at|to\s+take\s+place))\b"
)
# So many days later than all that is said of a meeting, a day is another meeting's.
APART = timedelta(60)
Days = Callable[[int, int], Sequence[DateMention]]


def told_apart(reading: Reading, meetings: Sequence[Meeting], days: Days, published: date | None) -> list[Meeting]:
    """The meetings in their order, each later edition a meeting of its own; ``days`` gives the dates in a stretch of text."""
    found: list[Meeting] = []
    for meeting in meetings:
        later = next((h for h in meeting.heads[1:] if _is_later(reading, h, meeting, days, published)), None)
        if later is None:
            found.append(meeting)
            continue
        own = [head for head in meeting.heads if head.sentence < later.sentence]
        others = [head for head in meeting.heads if head.sentence >= later.sentence and head is not later]
        first = own[0]
        named = next((head for head in own if head.form == "named"), first)
        head = replace(
            later, name=named.name, kind=named.kind, series=named.series, form=named.form, other_edition="next"
        )
        same = [h for h in others if h.sentence == later.sentence or h.edition == later.edition]
        meeting.heads[:] = [h for h in meeting.heads if h is not later and h not in same]
        found += [meeting, Meeting([head, *same])]
    return found


def _is_later(reading: Reading, head: Head, meeting: Meeting, days: Days, published: date | None) -> bool:
    before = [h for h in meeting.heads if h.sentence < head.sentence]
    if not head.edition or head.edition < 2 or not before or any(h.edition for h in before):
        return False
    low, high = reading.sentences[head.sentence]
    if TO_COME.match(reading.text, head.span.end, high) is None:
        return False
    own = _first_days(days(low, high))
    others = [day for h in before for day in _first_days(days(*reading.sentences[h.sentence]))]
    known = [*others, *([published] if published else [])]
    return bool(own and known) and min(own) > max(known) + APART


def _first_days(mentions: Sequence[DateMention]) -> list[date]:
    return [m.start_date for m in mentions if m.start_date is not None and m.kind in ("date", "time")]
