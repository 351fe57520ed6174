"""Absolute dates in an order that the grammar does not read ("2014-Jan-10", "10/Jan/2014"), left to dateparser.

Only spans that the grammar already found come here, so that dateparser never decides what is a date.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from spacecoop.find.dates import values
from spacecoop.find.dates.values import Point, Value

# Fixed, so that no reading depends on the day on which it is made; an absolute date uses none of it.
_SETTINGS: dict[str, Any] = {"RELATIVE_BASE": datetime(2000, 1, 1), "REQUIRE_PARTS": ["day", "month", "year"]}  # noqa: DTZ001


def read_absolute(words: str) -> Value | None:
    """The day that dateparser reads in ``words``, None when it reads none."""
    import dateparser

    read: object = dateparser.parse(words, languages=["en"], settings=_SETTINGS)  # pyright: ignore[reportUnknownMemberType, reportArgumentType]
    if not isinstance(read, date):
        return None
    return values.point(Point(read.year, read.month, read.day))
