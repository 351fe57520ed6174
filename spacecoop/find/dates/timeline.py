"""What an undated expression is counted from: the publication day, or in a narrative the last date told.

Keeps the state of one reading of a text, in order; the words' own meaning is read in ``resolve``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from spacecoop.find.dates.tense import Direction
from spacecoop.find.dates.values import Point
from spacecoop.tables.mentions import DateAnchor


@dataclass(slots=True)
class Timeline:
    """``published`` is the publication day (or the day that stands for it, ``source`` says which)."""

    published: date | None
    source: DateAnchor
    is_narrative: bool
    last: Point = field(default_factory=Point)
    last_sentence: int = -1
    quarter: tuple[int, int] | None = None
    quarter_sentence: int = -100

    def tell(self, said: Point, sentence: int) -> None:
        """Remember the date just read."""
        if said.year is not None:
            self.last = said
            self.last_sentence = sentence

    @property
    def anchor(self) -> DateAnchor:
        if self.is_narrative and self.last.year is not None:
            return "context"
        return self.source if self.published is not None else "none"

    @property
    def now(self) -> Point:
        """The date that this/last/next count from."""
        if self.is_narrative and self.last.year is not None:
            return self.last
        return Point.of(self.published) if self.published is not None else Point()

    def story(self, sentence: int) -> Point:
        """The date that "two days later" counts from: the last one told nearby, else ``now``."""
        if self.last.year is not None and (self.is_narrative or sentence - self.last_sentence <= 2):
            return self.last
        return self.now

    def year_of(self, month: int, day: int | None, way: Direction | None) -> int | None:
        """The year of a month or day that has none."""
        now = self.now
        if now.year is None:
            return None
        if self.is_narrative:
            return self._story_year(now, month)
        reference = self.published
        if reference is None:
            return now.year
        here = (reference.month, reference.day)
        there = (month, day if day is not None else reference.day)
        if way == "past" and there > here:
            return reference.year - 1
        if way == "future" and there < here:
            return reference.year + 1
        if way is None and abs(12 * 0 + month - reference.month) > 6:
            return reference.year + (1 if month < reference.month else -1)
        return reference.year

    def _story_year(self, now: Point, month: int) -> int | None:
        if now.year is None or now.month is None:
            return now.year
        if now.month - month >= 9:
            return now.year + 1
        return now.year

    def weekday(self, number: int, way: Direction | None) -> date | None:
        """The day of a weekday (Monday is 1); the publication day itself when it is one."""
        now = self.now.date()
        if now is None:
            return None
        back = (now.isoweekday() - number) % 7
        if back == 0:
            return now
        return now - timedelta(back) if way != "future" else now + timedelta(7 - back)
