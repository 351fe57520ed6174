"""What an undated expression is counted from: the publication day, or in a narrative the last date told.

Keeps the state of one reading of a text, in order; the words' own meaning is read in ``resolve``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from spacecoop.find.dates.course import Course, Months
from spacecoop.find.dates.tense import Direction
from spacecoop.find.dates.values import Point
from spacecoop.tables.mentions import DateAnchor

# The units whose count needs no more than a year, in years.
YEARS = {"Y": 1, "E": 10, "C": 100, "L": 1000}
# Years that a narrative passes over at once; a bare year farther off is an aside.
LEAP = 5
# Months back from the last one told from which a month is one of the next year.
TURN = 10
# The most months that a narrative goes back, or leaps ahead, for a month without its year.
BACK, AHEAD = 6, 18


@dataclass(slots=True)
class Timeline:
    """``published`` is the publication day (or the day that stands for it, ``source`` says which); ``year`` the year in
    which a text without one stands, as far as its own dates tell."""

    published: date | None
    source: DateAnchor
    is_narrative: bool
    year: int | None = None
    last: Point = field(default_factory=Point)
    last_sentence: int = -1
    mentioned: Point = field(default_factory=Point)
    aside: int | None = None
    quarter: tuple[int, int] | None = None
    quarter_sentence: int = -100
    spoken_year: int | None = None
    spoken_sentence: int = -1
    course: Course = field(default_factory=Course)
    here: int = 0
    interrupted: Point | None = None
    looks_back: bool = False

    def reach(self, start: int, sentence: int) -> None:
        """Go on to the expression at ``start``; behind the sentence of an aside the narrative takes up where it was."""
        self.here, self.looks_back = start, False
        if self.interrupted is not None and sentence > self.last_sentence:
            self.last, self.interrupted = self.interrupted, None

    def tell(self, said: Point, sentence: int) -> None:
        """Remember the date just read."""
        if self.here in self.course.asides:
            self.interrupted = self.interrupted or self.last
        elif self.here in self.course.starts:
            self.interrupted = None
        if said.year is not None:
            self.mentioned = said
            if self.looks_back:
                return
            if self._is_aside(said):
                self.aside = said.year
                return
            if said.month is not None or said.year != self.last.year:
                self.last = said
            self.last_sentence = sentence

    def speak(self, year: int, sentence: int) -> None:
        """Remember "next year", whose days may follow in the sentence: "Next year's meeting is in Oslo (3 - 5 May)"."""
        self.spoken_year, self.spoken_sentence = year, sentence

    def _is_aside(self, said: Point) -> bool:
        """A bare year far from a narrative's own, unless the text has stayed there or runs on from it."""
        if not self.is_narrative or said.year is None or said.month is not None or self.last.year is None:
            return False
        ahead = self.course.after(self.here)
        if ahead is not None and self.last.year <= said.year and said.year * 12 <= ahead[0]:
            return False
        is_far = abs(said.year - self.last.year) > LEAP
        return is_far and (self.aside is None or abs(said.year - self.aside) > LEAP)

    @property
    def anchor(self) -> DateAnchor:
        if self.is_narrative and self.last.year is not None:
            return "context"
        return self.source if self.published is not None or self.year is not None else "none"

    @property
    def now(self) -> Point:
        """The date that this/last/next count from."""
        if self.is_narrative and self.last.year is not None:
            return self.last
        return Point.of(self.published) if self.published is not None else Point(self.year)

    def counted(self, base: Point, unit: str) -> Point:
        """``base`` where ``unit`` can be counted from it: no month or day is counted from a year that the text alone gives."""
        is_year = unit in YEARS or self.year is None or base.month is not None
        return base if is_year else Point()

    def is_open(self, which: str | None) -> bool:
        """Whether "last June" could be of two years: the year of speaking is told, its month is not."""
        return self.year is not None and which is not None and which != "this" and self.now.month is None

    def speech(self, has_article: bool) -> Point:
        """The date that "next year" counts from; "the next year" counts from the story."""
        if self.is_narrative and not has_article and self.published is not None:
            return Point.of(self.published)
        return self.now

    def story(self, sentence: int, is_told: bool = False) -> Point:
        """The date that "two days later" counts from: the last one told nearby, else ``now``; "the following month"
        (``is_told``) counts from the last one told, however far back."""
        if self.last.year is not None and (self.is_narrative or is_told or sentence - self.last_sentence <= 2):
            return self.last
        return self.now

    def year_of(self, month: int, day: int | None, way: Direction | None) -> int | None:
        """The year of a month or day that has none."""
        now = self.now
        if now.year is None:
            return None
        if self.is_narrative and self.published is None and way == "future":
            return None
        if self.is_narrative or now.month is None:
            return self._story_year(now, month, day)
        if day is not None:
            return self._nearest(Point(now.year, now.month, now.day), month, day, way)
        ahead = month - now.month
        if way == "past":
            return now.year - (ahead > 0)
        if way == "future":
            return now.year + (ahead < 0)
        return now.year + (ahead < -8) - (ahead > 8)

    def _nearest(self, now: Point, month: int, day: int, way: Direction | None) -> int | None:
        """News names the day nearest to its own; a clear tense outweighs only a long way."""
        here = now.date()
        if here is None or now.year is None:
            return now.year
        lean = {"past": -100, "future": 100}.get(way or "", 0)
        options = [
            (abs((told - here).days - lean), year)
            for year in (now.year, now.year - 1, now.year + 1)
            if Point(year, month, day).is_valid and (told := Point(year, month, day).date()) is not None
        ]
        return min(options)[1] if options else now.year

    def _story_year(self, now: Point, month: int, day: int | None) -> int | None:
        if now.year is None or now.month is None or (day is not None and not Point(now.year, month, day).is_valid):
            return now.year
        year = now.year + (now.month - month >= TURN)
        ahead = self.course.after(self.here)
        told = year if ahead is None else _on_course(year, month, now.year * 12 + now.month, ahead)
        self.looks_back = told < year
        return told

    def weekday(self, number: int, way: Direction | None) -> date | None:
        """The day of a weekday (Monday is 1); the publication day itself when it is one."""
        now = self.now.date()
        if now is None:
            return None
        back = (now.isoweekday() - number) % 7
        if back == 0:
            return now
        return now - timedelta(back) if way != "future" else now + timedelta(7 - back)


def _on_course(year: int, month: int, last: int, ahead: Months) -> int:
    """The year that puts a month between the ``last`` one told and the next, where they leave room for one year only."""
    here = year * 12 + month
    if not last <= ahead[1] or ahead[0] - last > AHEAD:
        return year
    if here > ahead[1] and last - (here - 12) <= BACK:
        return year - 1
    return year + 1 if here < last and here + 12 <= ahead[1] else year
