"""From a candidate's words to its value: one reader a family of rules.

The grammar has decided what the words are; here they become TIMEX3, counted from the ``Timeline`` where they must be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from spacecoop.find.dates import values
from spacecoop.find.dates.clock import apart, clock_of
from spacecoop.find.dates.frame import Frame
from spacecoop.find.dates.holidays import holiday
from spacecoop.find.dates.shifts import read_ago, read_duration, read_set, read_stretch
from spacecoop.find.dates.tense import Direction
from spacecoop.find.dates.timeline import Timeline
from spacecoop.find.dates.values import Point, Value
from spacecoop.tables.mentions import DateModifier

Reader = Callable[[Frame, Timeline, "Place"], Value | None]


class Place:
    """Where a candidate stands: its sentence, the direction its surroundings give (read when asked), and the day on
    which it "ended", where the next words say so."""

    def __init__(self, sentence: int, way: Callable[[], Direction | None], closing: Frame | None = None) -> None:
        self.sentence = sentence
        self.closing = closing
        self._way = way

    @property
    def way(self) -> Direction | None:
        return self._way()


def resolve(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """The value, or None when the words turn out to be no date ("30 February")."""
    read = READERS[frame.rule.split(".")[0]]
    value = read(frame, timeline, place)
    if value is None:
        return None
    if value.modifier == "none" and frame.modifier != "none" and value.kind == "date":
        value = replace(value, modifier=frame.modifier)
        if frame.modifier == "approx" and value.edtf:
            value = replace(value, edtf=value.edtf + "~")
    return value


def read_calendar(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """Explicit days, months, seasons, holidays and weekdays."""
    form = frame.rule.split(".")[1]
    said = frame.parts("iso", "iso_month", "numeric")
    if said is not None:
        return _figures(frame, said, timeline)
    if form == "year_end":
        return _year_end(frame, timeline)
    if frame.has("holiday"):
        return _holiday(frame, timeline, place)
    if frame.has("season"):
        return read_season(frame, timeline, place)
    if form in ("weekday",) or (frame.has("weekday", "weekday_short") and frame.month is None):
        return _weekday(frame, timeline, place)
    if frame.month is None:
        return None
    return _month(frame, timeline, place)


def _figures(frame: Frame, said: tuple[int, ...], timeline: Timeline) -> Value | None:
    if frame.has("iso", "iso_month"):
        there = Point(*said)
        return values.point(there) if there.is_valid else None
    one, two, year = said
    if year < 100:
        year += 2000 if year < 70 else 1900
    american, european = Point(year, one, two), Point(year, two, one)
    if american.is_valid and european.is_valid and one != two:
        return values.span(f"{year:04}-XX-XX", "day", *_both(american, european), f"{year:04}-XX-XX")
    there = american if american.is_valid else european
    return values.point(there) if there.is_valid else None


def _both(one: Point, two: Point) -> tuple[date | None, date | None]:
    days = [d for d in (one.date(), two.date()) if d is not None]
    return min(days), max(days)


def _year_end(frame: Frame, timeline: Timeline) -> Value | None:
    year = frame.year or timeline.now.year
    if frame.unit == "M" and frame.word("edge") == "end":
        return values.point(Point(timeline.now.year, timeline.now.month), timeline.anchor, "end")
    if frame.unit != "Y" or frame.word("edge") != "end":
        return None
    return values.point(Point(year, 12, 31), "explicit" if frame.year is not None else timeline.anchor)


def _relative_year(frame: Frame, timeline: Timeline, place: Place) -> int | None:
    """The year of "this year", "of that year", "last year" behind a month."""
    now = timeline.now.year
    which = frame.which
    if which in ("that", "same", None):
        told = timeline.mentioned.year if which is not None else timeline.story(place.sentence).year
        return told if told is not None else now
    if now is None:
        return None
    return now + {"last": -1, "before": -1, "next": 1, "after": 1}.get(which, 0)


def _month(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    month, year = frame.month, frame.year
    day = frame.day if frame.rule not in ("calendar.month", "calendar.month_year", "calendar.month_rel_year") else None
    assert month is not None
    if not Point(year, month, day).is_valid:
        return None
    if year is not None:
        there = Point(year, month, day)
        timeline.tell(there, place.sentence)
        return values.point(there)
    if frame.has("unit"):
        year = _relative_year(frame, timeline, place)
    elif frame.which is not None and not frame.has("weekday", "weekday_short"):
        year = _which_year(frame.which, month, timeline)
    else:
        weekday = frame.number("weekday", "weekday_short")
        year = timeline.year_of(month, day, place.way)
        year = _agreeing(year, month, day, weekday)
    there = Point(year, month, day)
    if not there.is_valid:
        return None
    timeline.tell(there, place.sentence)
    return values.point(there, timeline.anchor if year is not None else "none")


def _agreeing(year: int | None, month: int, day: int | None, weekday: int | None) -> int | None:
    """The nearest year in which the day falls on the weekday that is named."""
    if year is None or day is None or weekday is None:
        return year
    for candidate in (year, year - 1, year + 1):
        there = Point(candidate, month, day)
        told = there.date() if there.is_valid else None
        if told is not None and told.isoweekday() == weekday:
            return candidate
    return year


def _which_year(which: str | None, month: int, timeline: Timeline) -> int | None:
    now = timeline.now
    if now.year is None:
        return None
    here = now.month or 1
    if which in ("last", "before"):
        return now.year if month < here else now.year - 1
    if which in ("next", "after"):
        return now.year if month > here else now.year + 1
    return now.year


def _weekday(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    number = frame.number("weekday", "weekday_short")
    if number is None:
        return None
    which, now = frame.which, timeline.now.date()
    if now is None:
        return values.span(f"XXXX-WXX-{number}", "day", None, None, None, "none")
    if frame.has("unit"):
        monday = now - timedelta(now.isoweekday() - 1) + timedelta(7 * {"last": -1, "before": -1, "next": 1, "after": 1}.get(which or "", 0))
        day = monday + timedelta(number - 1)
    elif which in ("before", "after") and timeline.last.date() is not None:
        told = timeline.last.date() or now
        back = (told.isoweekday() - number - 1) % 7 + 1
        day = told - timedelta(back) if which == "before" else told + timedelta((number - told.isoweekday() - 1) % 7 + 1)
    elif which in ("last", "before"):
        day = now - timedelta((now.isoweekday() - number - 1) % 7 + 1)
    elif which in ("next", "after"):
        day = now + timedelta((number - now.isoweekday() - 1) % 7 + 1)
    else:
        found = timeline.weekday(number, place.way)
        assert found is not None
        day = found
    timeline.tell(Point.of(day), place.sentence)
    return values.point(Point.of(day), timeline.anchor)


def read_season(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """A season, of the year that is named or of the nearest that the words allow."""
    code, year = frame.word("season"), frame.year
    if code is None:
        return None
    if year is not None:
        timeline.tell(Point(year), place.sentence)
        return values.season(year, code, "explicit")
    now = timeline.now
    if now.year is None:
        return values.season(None, code, "none")
    if frame.has("unit"):
        return values.season(_relative_year(frame, timeline, place), code, timeline.anchor)
    year, first = now.year, values.SEASON_MONTHS[code][0]
    here = now.month or 6
    if frame.which in ("last", "before"):
        year -= first + 2 >= here
    elif frame.which in ("next", "after"):
        year += first <= here
    elif frame.which is None and not timeline.is_narrative:
        if place.way == "past" and first > here:
            year -= 1
        elif place.way == "future" and first + 2 < here:
            year += 1
    return values.season(year, code, timeline.anchor)


def _holiday(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    rule, year = frame.word("holiday"), frame.year
    if rule is None:
        return None
    explicit = year is not None
    now = timeline.now.first()
    if year is None and frame.has("unit"):
        year = _relative_year(frame, timeline, place)
    elif year is None and now is not None:
        year = now.year
        there = holiday(rule, year)
        if (frame.which == "last" or (frame.which is None and place.way == "past")) and there > now:
            year -= 1
        elif (frame.which == "next" or (frame.which is None and place.way == "future")) and there < now:
            year += 1
    if year is None:
        fixed = f"XXXX-{rule}" if "/" not in rule and not rule.startswith("easter") else "XXXX-XX-XX"
        return values.span(fixed, "day", None, None, fixed, "none")
    return values.point(Point.of(holiday(rule, year)), "explicit" if explicit else timeline.anchor)


def read_quarter(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """Quarters of a year, and the comparisons with the same quarter a year before."""
    form = frame.rule.split(".")[1]
    now = timeline.published
    number = frame.number("numbered_quarter") or frame.ordinal
    if form == "of_period":
        return _period_of_year(frame, timeline)
    if form == "year_ago":
        return _year_ago(frame, timeline, place, number)
    if number is not None and number > 4:
        return None
    if number is None and place.closing is not None and place.closing.month is not None:
        number = (place.closing.month - 2) % 12 // 3 + 1
    if number is None:
        if frame.which == "latest" and now is not None and timeline.quarter == (now.year, (now.month + 2) // 3):
            timeline.quarter = None
        year_quarter = timeline.quarter if frame.which in (None, "latest", "same", "that") else None
        if year_quarter is None:
            if now is None:
                return values.quarter(None, 1, "none") if form != "period" else None
            index = now.year * 4 + (now.month - 1) // 3
            index += {"last": -1, "before": -1, "next": 1, "after": 1, "this": 0}.get(frame.which or "", -1)
            year_quarter = divmod(index, 4)[0], index % 4 + 1
        anchor = timeline.source if now is not None else "context"
    else:
        year = frame.year
        anchor = "explicit" if year is not None else timeline.anchor
        if year is None and frame.has("unit"):
            year = _relative_year(frame, timeline, place)
        if year is None and now is not None:
            year = _quarter_year(number, now, frame, place)
        if year is None:
            return values.quarter(None, number, "none")
        year_quarter = year, number
    timeline.quarter, timeline.quarter_sentence = year_quarter, place.sentence
    return values.quarter(*year_quarter, anchor)


def _period_of_year(frame: Frame, timeline: Timeline) -> Value | None:
    """"the 1988 quarter", "the same period last year": the quarter spoken of, in that year."""
    now = timeline.published
    year = frame.year
    if year is None and now is not None:
        is_ago = frame.has("ago", "mod_more") or frame.which in ("last", "before")
        year = now.year - 1 if is_ago else now.year + (frame.which in ("next", "after"))
    if year is None or timeline.quarter is None:
        return values.point(Point(year), "explicit" if frame.year is not None else timeline.anchor)
    return values.quarter(year, timeline.quarter[1], "context")


def _quarter_year(number: int, now: date, frame: Frame, place: Place) -> int:
    """The year whose quarter lies nearest, the running one and those before it preferred."""
    first, which = 3 * number - 2, frame.which
    if which in ("last", "before"):
        return now.year - (first + 2 >= now.month)
    if which in ("next", "after"):
        return now.year + (first <= now.month)
    ahead = first - now.month
    if place.way == "future":
        return now.year + (ahead < -5)
    return now.year - (ahead > 0)


def _year_ago(frame: Frame, timeline: Timeline, place: Place, number: int | None) -> Value | None:
    if frame.unit != "Y" and frame.units[0] != "Y":
        return None
    if timeline.quarter is not None:
        year, last = timeline.quarter
        return values.quarter(year - 1, number or last, "context")
    if timeline.published is None:
        return values.point(Point(), "none")
    if number is not None:
        return values.quarter(timeline.published.year - 1, number, timeline.anchor)
    return values.point(Point(timeline.published.year - 1), timeline.anchor)


def read_half(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """Halves of a year."""
    number = frame.ordinal or (2 if frame.has("which", "latter") else None)
    if number not in (1, 2):
        return None
    year = frame.year
    anchor = "explicit"
    if year is None:
        year, anchor = _relative_year(frame, timeline, place), timeline.anchor
    return values.half(year, number, anchor)


def read_era(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """Decades and centuries."""
    if frame.rule == "era.century":
        number = frame.ordinal
        return values.century(number) if number is not None and frame.unit == "C" and number <= 30 else None
    first = frame.number("decade")
    if first is None:
        tens = frame.number("decade_word")
        if tens is None:
            return None
        hundreds = frame.number("teen")
        first = (hundreds or 19) * 100 + tens * 10
    elif first < 100:
        first += 1900 if first >= 30 else 2000
    return values.decade(first)


def read_year(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """Years, as figures or words, and spans of years such as 2012-13."""
    if frame.rule == "year.short":
        short = frame.number("two_digits") or 0
        story = timeline.now.year
        hundreds = story // 100 if story is not None and story < 1900 else 19
        return values.point(Point(hundreds * 100 + short))
    years = frame.parts("years")
    if years is not None:
        first, second = years[0], years[0] // 100 * 100 + years[1]
        second += 100 if second < first else 0
        text = f"{first:04}/{second:04}"
        return values.span(text, "year", date(first, 1, 1), date(second, 12, 31), text)
    year = frame.year
    if year is None:
        return None
    timeline.tell(Point(year), place.sentence)
    return values.point(Point(year))


def read_fiscal(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """Fiscal years, valued as the year that names them."""
    return read_year(frame, timeline, place)


def read_deictic(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """today, yesterday, tomorrow, tonight."""
    offset = frame.number("today")
    now = timeline.now.date() if timeline.is_narrative else timeline.published
    if offset is None:
        return None
    if now is None:
        return values.span("XXXX-XX-XX", "day", None, None, "XXXX-XX-XX", "none")
    there = Point.of(now + timedelta(offset))
    return values.point(there, timeline.anchor)


def read_ref(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """Vague past, present and future."""
    if frame.rule == "ref.term":
        return values.vague("FUTURE_REF")
    if frame.rule == "ref.stretch":
        way = "this" if frame.has("these") else "last" if frame.has("recent") else frame.which
        return values.vague({"last": "PAST_REF", "before": "PAST_REF", "this": "PRESENT_REF"}.get(way or "", "FUTURE_REF"))
    if frame.has("date", "present", "current", "being") or frame.which == "this":
        return values.vague("PRESENT_REF")
    if frame.has("recent", "time", "period", "moment", "point_in", "which_near"):
        return values.vague("PAST_REF")
    return values.vague(frame.word("ref_now", "ref_past") or "FUTURE_REF")


def read_time(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """Clock times and parts of the day, with the day that is named or understood."""
    clock_part, day_part = apart(frame)
    clock = clock_of(clock_part)
    if clock is None:
        return None
    if day_part is None:
        day = _understood_day(frame, timeline, place)
    elif day_part.has("today"):
        day = read_deictic(day_part, timeline, place)
    else:
        day = read_calendar(day_part, timeline, place)
    return None if day is None else values.moment(day, clock, "approx" if frame.has("about") else "none")


def _understood_day(frame: Frame, timeline: Timeline, place: Place) -> Value:
    told = timeline.story(place.sentence) if frame.which in (None, "that", "same", "after", "next") else timeline.now
    day = told.date() or timeline.now.date()
    if day is None:
        return values.span("XXXX-XX-XX", "day", None, None, "XXXX-XX-XX", "none")
    if frame.which in ("last", "before"):
        day -= timedelta(1)
    elif frame.which in ("next", "after"):
        day += timedelta(1)
    return values.point(Point.of(day), timeline.anchor)


READERS: dict[str, Reader] = {
    "ago": read_ago,
    "calendar": read_calendar,
    "deictic": read_deictic,
    "duration": read_duration,
    "era": read_era,
    "fiscal": read_fiscal,
    "half": read_half,
    "quarter": read_quarter,
    "ref": read_ref,
    "set": read_set,
    "stretch": read_stretch,
    "time": read_time,
    "year": read_year,
}
