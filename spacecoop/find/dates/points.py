"""Calendar dates: days, months, weekdays, seasons and holidays, with the year that is named or understood."""

from __future__ import annotations

from datetime import date, timedelta

from spacecoop.find.dates import values
from spacecoop.find.dates.frame import Frame
from spacecoop.find.dates.holidays import holiday, nth_weekday
from spacecoop.find.dates.place import Place
from spacecoop.find.dates.timeline import Timeline
from spacecoop.find.dates.values import Point, Value

# Steps of the direction words.
STEP = {"last": -1, "before": -1, "next": 1, "after": 1}


def read_calendar(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """Explicit days, months, seasons, holidays and weekdays."""
    form = frame.rule.split(".")[1]
    said = frame.parts("iso", "iso_month", "ordered", "numeric")
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
    if form == "nth":
        return _nth(frame, timeline, place)
    if form == "nth_weekday":
        return _nth_weekday(frame, timeline, place)
    if frame.month is None:
        return None
    return _month(frame, timeline, place)


def _nth(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """ "on the 20th": of the month that the verb's direction reaches first; last month's where nothing looks ahead."""
    number, now = frame.number("nth"), timeline.now.date()
    if number is None or not 1 <= number <= 31:
        return None
    if now is None:
        return values.span(f"XXXX-XX-{number:02}", "day", None, None, f"XXXX-XX-{number:02}", "none")
    step = 1 if place.way == "future" else -1
    is_reached = number >= now.day if step == 1 else number <= now.day
    months = now.year * 12 + now.month - 1 + (0 if is_reached else step)
    there = Point(months // 12, months % 12 + 1, number)
    return values.point(there, timeline.anchor) if there.is_valid else None


def _nth_weekday(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """ "the third Sunday of October", "the last Monday in May 2015"."""
    number, month = frame.number("weekday"), frame.month
    nth = frame.ordinal or (-1 if frame.which == "last" else 0)
    if number is None or month is None or not (nth == -1 or 1 <= nth <= 5):
        return None
    year = frame.year if frame.year is not None else timeline.year_of(month, None, place.way)
    if year is None:
        return values.span(f"XXXX-{month:02}-XX", "day", None, None, f"XXXX-{month:02}-XX", "none")
    there = Point.of(nth_weekday(year, month, nth, number))
    if there.month != month:
        return None
    timeline.tell(there, place.sentence)
    return values.point(there, "explicit" if frame.year is not None else timeline.anchor)


def _figures(frame: Frame, said: tuple[int, ...], timeline: Timeline) -> Value | None:
    if frame.has("iso", "iso_month", "ordered"):
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


def relative_year(frame: Frame, timeline: Timeline, place: Place) -> int | None:
    """The year of "this year", "of that year", "last year" behind a month."""
    now = timeline.now.year
    which = frame.which
    if which in ("that", "same", None):
        told = timeline.mentioned.year if which is not None else timeline.story(place.sentence).year
        return told if told is not None else now
    if now is None:
        return None
    return now + STEP.get(which, 0)


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
        year = relative_year(frame, timeline, place)
    elif frame.which is not None and not frame.has("weekday", "weekday_short"):
        year = _which_year(frame.which, month, timeline)
    else:
        weekday = frame.number("weekday", "weekday_short")
        year = timeline.year_of(month, day, place.way)
        if year is not None and timeline.spoken_sentence == place.sentence:
            year = timeline.spoken_year
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
    if timeline.is_open(which):
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
    if frame.rule == "calendar.some_weekday":
        return values.span(f"XXXX-WXX-{number}", "day", None, None, None, "none")
    which = frame.which
    # "Last Tuesday" counts from the day of speaking, also where the article looks back on other years.
    now = (timeline.speech(False) if which in ("last", "next", "this") else timeline.now).date()
    if now is None:
        return values.span(f"XXXX-WXX-{number}", "day", None, None, None, "none")
    if frame.has("unit"):
        monday = now - timedelta(now.isoweekday() - 1) + timedelta(7 * STEP.get(which or "", 0))
        day = monday + timedelta(number - 1)
    elif which in ("before", "after") and timeline.last.date() is not None:
        told = timeline.last.date() or now
        back = (told.isoweekday() - number - 1) % 7 + 1
        day = (
            told - timedelta(back) if which == "before" else told + timedelta((number - told.isoweekday() - 1) % 7 + 1)
        )
    elif which in ("last", "before"):
        day = now - timedelta((now.isoweekday() - number - 1) % 7 + 1)
    elif which in ("next", "after"):
        day = now + timedelta((number - now.isoweekday() - 1) % 7 + 1)
    else:
        way = place.way
        found = timeline.weekday(number, "future" if which == "this" and way is None else way)
        assert found is not None
        day = found
        told = timeline.last.date() if timeline.last_sentence == place.sentence else None
        is_opened = told is not None and told > now > day - timedelta(1) and place.way == "future"
        if told is not None and (is_opened or place.is_end):
            # "opens on Monday and runs until Thursday", said on a Thursday: not before it opens.
            day = told + timedelta((number - told.isoweekday()) % 7)
    timeline.tell(Point.of(day), place.sentence)
    return values.point(Point.of(day), timeline.anchor)


def read_season(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """A season, of the year that is named or of the nearest that the words allow."""
    code, year = frame.word("season"), frame.year
    if code is None:
        return None
    running = frame.parts("years")
    if running is not None:
        year = running[0]
    if year is not None:
        timeline.tell(Point(year), place.sentence)
        return values.season(year, code, "explicit")
    now = timeline.now
    if now.year is None or (timeline.is_open(frame.which) and not frame.has("unit")):
        return values.season(None, code, "none")
    if frame.has("unit"):
        return values.season(relative_year(frame, timeline, place), code, timeline.anchor)
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
    now = None if timeline.is_open(frame.which) else timeline.now.first()
    if year is None and frame.has("unit"):
        year = relative_year(frame, timeline, place)
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
