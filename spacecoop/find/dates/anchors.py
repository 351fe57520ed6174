"""Whether a text is news, counted from its publication, or a narrative, counted from the last date it told.

Decided once a text, from what its dates are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacecoop.find.dates.frame import Frame
from spacecoop.find.dates.ranges import Reading
from spacecoop.find.dates.timeline import Timeline
from spacecoop.find.dates.values import Point
from spacecoop.find.found import Publication

# A narrative names many years, long past ones, and hardly ever today.
NARRATIVE_YEARS = 6
LEAST_YEARS_APART = 5
# Publication years that can be meant; arithmetic from any other could leave the calendar.
YEARS = range(1400, 3000)
NEWS_WORDS = ("today", "weekday", "weekday_short")


def timeline_of(readings: Sequence[Reading], publication: Publication) -> Timeline:
    """The timeline on which a text's expressions are read."""
    frames = [r.frame for r in readings]
    published = publication.published
    if published is not None and published.year not in YEARS:
        published = None
    if _is_narrative(frames, published):
        return Timeline(published, "published" if published else "context", True)
    if published is not None:
        return Timeline(published, "published", False)
    told = _only_day(frames)
    return Timeline(told, "context", False)


def _is_narrative(frames: Sequence[Frame], published: date | None) -> bool:
    years = [f.year for f in frames if f.has("year")]
    past = [y for y in years if y is not None and (published is None or y < published.year - 1)]
    if published is None and (not past or max(past) - min(past) < LEAST_YEARS_APART):
        return False
    news = sum(f.has(*NEWS_WORDS) for f in frames)
    return len(past) >= NARRATIVE_YEARS and len(past) > 0.5 * len(years) and news * 5 < len(past)


def _only_day(frames: Sequence[Frame]) -> date | None:
    """The first full day that the text names, which stands for a publication day that nothing gives."""
    for made in frames:
        if made.rule == "calendar.day" and made.year is not None:
            there = Point(made.year, made.month, made.day)
            return there.date() if there.is_valid else None
    return None
