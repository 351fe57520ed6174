"""The course that a narrative takes: the dates it names with their year, in the order in which it names them.

A narrative runs forward; a date far off the course of those around it is an aside, and one without its year lies
between the date told before it and the one told after it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacecoop.find.dates.frame import Frame
from spacecoop.find.dates.ranges import Reading
from spacecoop.find.dates.values import SEASON_MONTHS
from spacecoop.frozen import frozen

# Months by which an aside lies off the course, and the most that the dates around it may lie apart.
FAR, NEAR = 6, 24

Months = tuple[int, int]


@frozen
class Course:
    """``starts`` are the offsets of the dated expressions, ``months`` the first and last month of each, counted from
    the year 0; ``asides`` the offsets of those that interrupt."""

    starts: tuple[int, ...] = ()
    months: tuple[Months, ...] = ()
    asides: frozenset[int] = frozenset()

    def after(self, start: int) -> Months | None:
        """The next date behind an offset that is no aside."""
        for i in range(bisect_right(self.starts, start), len(self.starts)):
            if self.starts[i] not in self.asides:
                return self.months[i]
        return None


def course_of(readings: Sequence[Reading]) -> Course:
    """The course of a text, from its expressions in reading order."""
    dated = [(r.candidate.start, months) for r in readings if (months := _months(r.frame)) is not None]
    asides: set[int] = set()
    before: Months | None = None
    for i, (start, months) in enumerate(dated):
        after = dated[i + 1][1] if i + 1 < len(dated) else None
        if before is not None and after is not None and _is_aside(before, months, after):
            asides.add(start)
        else:
            before = months
    return Course(tuple(start for start, _ in dated), tuple(months for _, months in dated), frozenset(asides))


def _months(made: Frame) -> Months | None:
    year = made.year
    if year is None or not made.rule.startswith(("calendar.", "year.")):
        return None
    first, season = made.month, made.word("season")
    if first is not None:
        return year * 12 + first, year * 12 + first
    if season is not None:
        first, length = SEASON_MONTHS[season]
        return year * 12 + first, year * 12 + first + length - 1
    return year * 12 + 1, year * 12 + 12


def _is_aside(before: Months, here: Months, after: Months) -> bool:
    runs_on = before[0] <= after[1] and after[0] - before[1] <= NEAR
    return runs_on and (here[1] <= before[0] - FAR or here[0] >= after[1] + FAR)
