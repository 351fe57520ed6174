"""Whether a text is news, counted from its publication, or a narrative, counted from the last date it told.

Decided once a text, from what its dates are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from spacecoop.find.dates.course import course_of
from spacecoop.find.dates.frame import Frame
from spacecoop.find.dates.ranges import Reading
from spacecoop.find.dates.tense import Direction
from spacecoop.find.dates.timeline import Timeline
from spacecoop.find.dates.values import Point
from spacecoop.find.found import Publication

# A narrative names many years, long past ones, and hardly ever today.
NARRATIVE_YEARS = 6
LEAST_YEARS_APART = 5
# Publication years that can be meant; arithmetic from any other could leave the calendar.
YEARS = range(1400, 3000)
# A day that stands alone within so many characters of the beginning is the day of speaking, where nothing else gives it.
HEAD = 200
NEWS_WORDS = ("today", "weekday", "weekday_short")


def timeline_of(
    readings: Sequence[Reading], publication: Publication, way_of: Callable[[Reading], Direction | None]
) -> Timeline:
    """The timeline on which a text's expressions are read; ``way_of`` gives the direction that a sentence points in."""
    frames = [r.frame for r in readings]
    published = publication.published
    if published is not None and published.year not in YEARS:
        published = None
    if _is_narrative(frames, published):
        return Timeline(published, "published" if published else "context", True, course=course_of(readings))
    if published is not None:
        return Timeline(published, "published", False)
    told = _full_days(readings)
    year = max((day.year for _, day in told), default=None)
    if year is None or any((r.frame.year or 0) > year and way_of(r) != "future" for r in readings):
        # A text that looks back on later years was not written in that one.
        return Timeline(None, "none", False)
    first, day = told[0]
    if first.candidate.start <= HEAD and day.year == year and way_of(first) is None:
        return Timeline(day, "context", False)
    # Elsewhere a full day is no day of publication ("on Tuesday" was not in that week), but it tells the year.
    return Timeline(None, "context", False, year=year)


def _is_narrative(frames: Sequence[Frame], published: date | None) -> bool:
    years = [f.year for f in frames if f.has("year")]
    past = [y for y in years if y is not None and (published is None or y < published.year - 1)]
    if published is None and (not past or max(past) - min(past) < LEAST_YEARS_APART):
        return False
    news = sum(f.has(*NEWS_WORDS) for f in frames)
    return len(past) >= NARRATIVE_YEARS and len(past) > 0.5 * len(years) and news * 5 < len(past)


def _full_days(readings: Sequence[Reading]) -> list[tuple[Reading, date]]:
    """The days that the text names with their year, each behind its words."""
    days: list[tuple[Reading, date]] = []
    for end in readings:
        made = end.frame
        if made.rule == "calendar.day" and made.year is not None:
            there = Point(made.year, made.month, made.day)
            day = there.date() if there.is_valid else None
            if day is not None:
                days.append((end, day))
    return days
