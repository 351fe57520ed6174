"""Calendar arithmetic on EDTF values whose year may be unknown: parts, order, a length added, an interval written.

Only the forms that dates of meetings take: years, months and days, with ``XXXX`` for an unknown year.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from spacecoop.frozen import frozen

FORM = re.compile(r"(\d{4}|XXXX)(?:-(\d{2}))?(?:-(\d{2}))?[~?%]?$")


# Seasons, quarters and halves as EDTF writes them in the place of the month, with the month in which they begin.
PARTS_OF_YEAR = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7}


@frozen
class Day:
    """A year, season, month or day; a null part is unknown (year) or not said (month, day)."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = ["XXXX" if self.year is None else f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def grain(self) -> int:
        """3 for a day, 2 for a month or season, 1 for a year."""
        return 3 if self.day else 2 if self.month else 1

    @property
    def is_part_of_year(self) -> bool:
        """Whether it is a season, a quarter or a half."""
        return self.month in PARTS_OF_YEAR

    def as_date(self) -> date | None:
        """The calendar day, where all parts are known and there is such a day."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


@lru_cache(maxsize=4096)
def parse(value: str | None) -> Day | None:
    """The date that an EDTF value writes; null for intervals, seasons, decades and the like."""
    match = FORM.match(value or "")
    if match is None:
        return None
    year, month, day = match.groups()
    if month and not (1 <= int(month) <= 12 or (day is None and int(month) in PARTS_OF_YEAR)):
        return None
    return Day(None if year == "XXXX" else int(year), int(month) if month else None, int(day) if day else None)


def shift(start: Day, days: int) -> Day | None:
    """The day so many days later or earlier; null where an unknown year leaves the last of February open."""
    if start.month is None or start.day is None:
        return None
    lengths = (start.year,) if start.year is not None else (2023, 2024)
    moved: set[tuple[int, int, int]] = set()
    for year in lengths:
        try:
            there = date(year, start.month, start.day) + timedelta(days=days)
        except ValueError:
            return None
        moved.add((there.year - year, there.month, there.day))
    if len(moved) > 1:
        return None
    years, month, day = moved.pop()
    return Day(None if start.year is None else start.year + years, month, day)


def agree(one: Day, other: Day) -> bool:
    """Whether two dates can be the same: no part that both know differs."""
    if one.is_part_of_year != other.is_part_of_year:
        return None in (one.year, other.year) or one.year == other.year  # which months a season has depends on where
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return all(a is None or b is None or a == b for a, b in pairs)


def order(day: Day) -> tuple[int, int, int]:
    """A key that sorts dates; unknown years sort as one year."""
    month = day.month or 0
    return (day.year or 0, PARTS_OF_YEAR.get(month, month), day.day or 0)


def is_before(one: Day, other: Day) -> bool:
    """Whether a date is earlier than another; false where only one of them has a year."""
    return (one.year is None) == (other.year is None) and order(one) < order(other)


def days_between(start: Day, end: Day) -> int | None:
    """Days from the first to the last, both counted; null unless both are days of known or of one unknown year."""
    if (start.year is None) != (end.year is None):
        return None
    first = Day(start.year if start.year is not None else 2023, start.month, start.day).as_date()
    last = Day(end.year if end.year is not None else 2023, end.month, end.day).as_date()
    return (last - first).days + 1 if first and last else None


def interval(start: Day | None, end: Day | None) -> str | None:
    """One EDTF value for a meeting's dates: a date alone where both ends are the same or only the start is known."""
    if start is None:
        return None if end is None else f"/{end}"
    return str(start) if end is None or end == start else f"{start}/{end}"
