"""When an article was published: its own date line, its byline, its metadata, a page header, in that order.

Only the first lines are looked at; a caption or a sentence that begins with a date is no date line. What is passed
over is kept, so that a conflict can be seen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import cache

from spacecoop.document.dateline import STOP, is_dated_row, is_lone_date
from spacecoop.find.dates.frame import frame
from spacecoop.find.dates.scan import scan
from spacecoop.find.dates.values import Point
from spacecoop.find.dates.words import month_names, read
from spacecoop.find.found import Publication
from spacecoop.frozen import frozen
from spacecoop.tables.facts import PublishedFrom
from spacecoop.text import Reading

HEAD_LINES = 10
HEAD_CHARACTERS = 2500
LONGEST_LEAD = 200
DATE_RULES = ("calendar.day", "calendar.iso", "calendar.numeric", "time.time_date", "time.date_time")
DATED = re.compile(r"\d(?:st|nd|rd|th)?\b.{0,3}(?:of )?[A-Z\d]|[A-Z][a-z]{2,8}\.?,? \d")
# How far the metadata's day may lie from a date line without a year for its year to be the date line's.
NEAR_DAYS = 45

_WORD = r"[A-Z][\w.'’\-/]*"
_PLACE = rf"{_WORD}(?:,? (?:{_WORD}|and|de|del|la|of|the|du|am|den))*"
_AGENCY = r"(?:\([A-Z][^()\n]{0,40}\)|/[A-Z][^/\n]{0,40}/|[A-Z]{2,12})"
_NO_PLACE = r"(?!(?:On|In|By|From|Since|At|After|Until|Before|During|For|As|To|Of|When|Between|Through)\b)"
BEFORE = re.compile(
    rf"[\s*_#>\"“]*\(?(?:{_NO_PLACE}{_PLACE}[,:.]?\s*(?:[-–—|]\s*)?)?(?:{_AGENCY}\s*)?[,:\-–—|]?\s*\(?$"
)
BYLINE_BEFORE = re.compile(
    r"(?:^|[\s|])(?:by|posted|published|updated|created|written|from|release)\b[^\n]{0,80}$|^\s*(?:by|By|BY)\s[^\n]{2,80}$",
    re.IGNORECASE,
)
BYLINE_AFTER = re.compile(r"[\s,|·•\-–—]{1,5}(?:by|By|BY|posted by|written by)\s+[A-Z]")
PRINTED = re.compile(r"\b(?:print|printed|printable|accessed|retrieved|today is|copyright|©|expires?)\b", re.IGNORECASE)
# The day of the last change: better than none, and no conflict with the day of publication.
CHANGED = re.compile(r"\b(?:updated|modified|revised)\b[^\n\d]{0,20}(?:\d{1,2}[:.]\d\d[^\n\d]{0,20})?$", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
CLOCK_AFTER = re.compile(r"[\s,]*(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?")


@cache
def after() -> re.Pattern[str]:
    """What follows the date of a date line; a dash before another date makes a range of the two instead."""
    month = "|".join(month_names())
    second = rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:{month})\b|\s*,)|\d{{4}}\b|(?:{month})\.?\s+\d"
    return re.compile(
        rf"\)?\s*,?\s*(?:{_AGENCY})?\s*[*_]*\s*(?P<end>$|[-–—_]{{1,3}}(?!\s*(?:{second}))|[:|](?=\s|$)|\n)"
        rf"|\s*{_AGENCY}[\s.,:]|,\s+{_PLACE}(?:, {_PLACE})*\s*(?:\([A-Z][^()\n]{{0,30}}\)\s*)?[-–—]"
    )


@frozen
class Claim:
    """A date near the top of a text and what kind of line it stands in."""

    source: PublishedFrom
    said: Point
    start: int
    is_change: bool = False


def publication_of(reading: Reading) -> Publication:
    """See ``spacecoop.find.dates.find_publication``."""
    document = reading.document
    claims = list(_claims(reading))
    known: list[tuple[PublishedFrom, date]] = []
    for claim in _best_first(claims):
        day = _day(claim.said, document.published, [c.said for c in claims])
        if day is not None:
            known.append((claim.source, day))
    if document.published is not None:
        known.append((document.published_source, document.published))
    certain = len(known)
    for claim in sorted(claims, key=lambda c: c.source == "header"):
        day = claim.said.date()
        if (claim.source == "header" or claim.is_change) and day is not None:
            known.append((claim.source, day))
    if not known:
        return Publication()
    (source, day), rest = known[0], known[1:]
    passed = tuple(dict.fromkeys(claim for claim in rest if claim != known[0]))
    is_conflict = any(d != day for _, d in known[1:certain])
    return Publication(day, source, is_conflict, passed)


def _best_first(claims: list[Claim]) -> list[Claim]:
    """Date lines before bylines, a full date before one without a year, then the one nearest the body."""
    own = [c for c in claims if c.source in ("dateline", "byline") and not c.is_change]
    return sorted(own, key=lambda c: (c.source != "dateline", c.said.year is None, -c.start))


def _day(said: Point, metadata: date | None, others: list[Point]) -> date | None:
    """The day of a date line; its missing year comes from metadata, or from another line that names the same day."""
    if said.year is not None:
        return said.date()
    for other in others:
        if other.year is not None and (other.month, other.day) == (said.month, said.day):
            return other.date()
    if metadata is None or said.month is None or said.day is None:
        return None
    if (metadata.day, metadata.month) == (said.month, said.day):
        return Point(metadata.year, said.month, said.day).date()
    near = [
        (abs((day - metadata).days), day)
        for year in (metadata.year, metadata.year - 1, metadata.year + 1)
        if Point(year, said.month, said.day).is_valid and (day := Point(year, said.month, said.day).date()) is not None
    ]
    return min(near)[1] if near and min(near)[0] <= NEAR_DAYS else None


def _claims(reading: Reading) -> Iterator[Claim]:
    for start, end in _head(reading.text):
        if DATED.search(reading.text, start, end):
            claim = _claim(reading, start, end)
            if claim is not None:
                yield claim


def _claim(reading: Reading, start: int, end: int) -> Claim | None:
    """The first date of a line that the line claims to be of, if it is that sort of line."""
    starts = reading.token_starts
    words = read(reading.tokens[bisect_left(starts, start) : bisect_left(starts, min(end, start + LONGEST_LEAD))])
    for candidate in scan(reading.text, words):
        if candidate.rule not in DATE_RULES:
            continue
        made = frame(words, candidate.rule, candidate.first, candidate.last_end)
        figures = made.parts("iso", "ordered")
        said = Point(*figures) if figures is not None else Point(made.year, made.month, made.day)
        source = _source(reading.text, start, end, candidate.start, candidate.end)
        if source is None and is_lone_date(reading.text[start:end]):
            source = "dateline"
        if source is None and is_dated_row(reading.text[start:end]):  # "Jo Bloggs | Nairobi | 14 June 2023"
            source = "byline"
        if source is None or said.day is None or not said.is_valid:
            continue
        kind = reading.zone_at(candidate.start).kind
        if kind == "header" and source != "byline":
            source = "header"
        if kind != "outside" and not (source == "header" and PRINTED.search(reading.text, start, end)):
            is_change = CHANGED.search(reading.text, start, candidate.start) is not None
            return Claim(source, said, candidate.start, is_change)
    return None


def _head(text: str) -> Iterator[tuple[int, int]]:
    """The first lines that are not blank."""
    start = found = 0
    while start < min(len(text), HEAD_CHARACTERS) and found < HEAD_LINES:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            found += 1
            yield start, end
        start = end + 1


def _source(text: str, start: int, end: int, first: int, last: int) -> PublishedFrom | None:
    before, rest = text[start:first], text[last : min(end, last + 160)]
    clock = CLOCK_AFTER.match(rest)
    if clock is not None:
        rest = rest[clock.end() :]
    if BYLINE_AFTER.match(rest) and len(before.strip(" *_|#>")) <= 40:
        return "byline"
    if BYLINE_BEFORE.search(before) and len(before) <= 100 and end - last <= 60:
        return None if PRINTED.search(before) else "byline"
    if end - start > 60 and not before.strip() and not after().match(rest):
        return None
    if not BEFORE.match(before) or len(before) > 90:
        return None
    # "Santiago, 22 November 2022. The ..."
    is_stopped = before.rstrip().endswith((",", ".")) and STOP.match(rest) and YEAR.search(text, first, last)
    is_closed = "(" in before and rest.startswith(") ")  # "(Geneva, 22 November 2022) The ..."
    return "dateline" if is_stopped or is_closed or after().match(rest) else None
