"""Days as programs and people write them in a field: only forms that can mean one day alone.

Dates in the words of an article are the business of ``find``.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from email.utils import parsedate

ISO_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}[0-9:.,+\-Z ]{0,30}(?:UTC|GMT)?)?\s*$")
YEAR_FIRST = re.compile(r"\s*(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}.{0,30})?\s*$")
# "12 January 2014", "Jan. 12th, 2014", "Sun, 12 Jan 2014 08:00:00 GMT".
NAMED = re.compile(r"(?=.*\b(?:19|20)\d\d\b)(?=.*[A-Za-z]{3})[\w\s,.:+()-]{8,60}$")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
# Seconds since the epoch from 1973 on, or a thousandth of them.
SECONDS, THOUSANDTHS = range(10**8, 10**10), range(10**11, 10**13)


def day_of(written: object) -> date | None:
    """The day that a field holds; null for what is none, or could be two (``12/01/2014``)."""
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        return None
    with suppress(ValueError, OverflowError):  # a day that no calendar has is none
        return _year_first(str(written)) or _counted(written) or (_named(written) if isinstance(written, str) else None)
    return None


def iso_day(written: str) -> date | None:
    """The day of an ISO date, with or without a time of day."""
    found = ISO_DAY.match(written)
    with suppress(ValueError):
        return date.fromisoformat(found.group(1)) if found else None
    return None


def _year_first(written: str) -> date | None:
    found = YEAR_FIRST.match(written)
    if found is None or not (found.group(2) or len(found.group(3) + found.group(4)) == 4):
        return None
    return date(int(found.group(1)), int(found.group(3)), int(found.group(4)))


def _counted(written: str | float) -> date | None:
    seconds = int(written) if not isinstance(written, str) else 0
    if seconds in THOUSANDTHS:
        seconds //= 1000
    return datetime.fromtimestamp(seconds, UTC).date() if seconds in SECONDS else None


def _named(written: str) -> date | None:
    if NAMED.match(written) is None:
        return None
    plain = ORDINAL.sub("", written).replace(".", " ").replace("Sept ", "Sep ")
    found = parsedate(plain) or parsedate(f"{plain} 00:00:00 GMT")
    if found is None or str(found[0]) not in written:
        return None
    return date(*found[:3])
