"""The day of a holiday in a year, from the rules that ``lexicon/dates.toml`` gives."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def holiday(rule: str, year: int) -> date:
    """``rule`` is month-day, month/nth/weekday (nth -1 is the last), or easter+days."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule[6:]))
    if "/" not in rule:
        month, day = rule.split("-")
        return date(year, int(month), int(day))
    month, nth, weekday = (int(part) for part in rule.split("/"))
    return nth_weekday(year, month, nth, weekday)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The ``nth`` weekday (Monday is 1) counted from the first of the month, which may lead into the next month; -1 is
    the last one of it."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian algorithm, Nature 1876)."""
    golden, (hundreds, rest) = year % 19, divmod(year, 100)
    leap, leap_rest = divmod(hundreds, 4)
    moon = (19 * golden + hundreds - leap - (hundreds - (hundreds + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * leap_rest + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
