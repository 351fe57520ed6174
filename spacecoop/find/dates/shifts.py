"""Stretches of time: last week, the next two years, durations and sets, and a date so many units away from another.

"Ago" and "later", which count such units, are read in ``ago``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from spacecoop.find.dates import values
from spacecoop.find.dates.frame import UNITS, Frame, amount
from spacecoop.find.dates.place import Place
from spacecoop.find.dates.timeline import YEARS, Timeline
from spacecoop.find.dates.values import Point, Value

# The units that can follow a greater one in one length.
FINER_THAN = {"Y": "MWD", "M": "WD", "W": "D", "D": ("TH", "TM"), "TH": ("TM", "TS"), "TM": ("TS",)}
UNKNOWN = {
    "Y": "XXXX",
    "W": "XXXX-WXX",
    "M": "XXXX-XX",
    "D": "XXXX-XX-XX",
    "WE": "XXXX-WXX-WE",
    "Q": "XXXX-QX",
    "E": "XXX",
    "C": "XX",
}
STEP = {"last": -1, "before": -1, "next": 1, "after": 1, "this": 0, "that": 0, "same": 0}


def point_of(value: Value) -> Point:
    start = value.start
    if start is None:
        return Point()
    if value.precision == "year":
        return Point(start.year)
    return Point(start.year, start.month) if value.precision == "month" else Point.of(start)


def shifted(base: Point, count: float, unit: str, anchor: values.DateAnchor) -> Value | None:
    """``count`` units away from ``base``, to the grain of the unit."""
    if base.year is None or abs(count) > 10000:
        return None
    if unit in YEARS:
        year = base.year + int(count * YEARS[unit])
        if not 1 <= year <= 9998:
            return None
        return values.point(Point(year), anchor)
    if unit in ("M", "Q"):
        index = base.year * 12 + (base.month or 1) - 1 + int(count * (3 if unit == "Q" else 1))
        there = Point(index // 12, index % 12 + 1)
        if not there.is_valid:
            return None
        if unit == "Q":
            return values.quarter(there.year, ((there.month or 1) - 1) // 3 + 1, anchor)
        return values.point(there, anchor) if base.month else values.point(Point(there.year), anchor)
    day = base.date()
    if day is None:
        text = f"{base.year:04}" + (f"-{base.month:02}" if base.month else "-XX")
        return values.span(f"{text}-XX", "day", base.first(), base.last(), f"{text}-XX", anchor)
    if unit in ("W", "F"):
        there_day = days_on(day, count * (7 if unit == "W" else 14))
        return None if there_day is None else values.week(there_day - timedelta(there_day.isoweekday() - 1), anchor)
    if unit == "D":
        there_day = days_on(day, count)
        return None if there_day is None else values.point(Point.of(there_day), anchor)
    return replace(values.vague("PAST_REF" if count < 0 else "FUTURE_REF"), anchor=anchor)


def days_on(day: date, days: float) -> date | None:
    try:
        return day + timedelta(int(days))
    except OverflowError:
        return None


def read_stretch(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """ "last week", "the next two years", "this year", "the weekend"."""
    form, unit = frame.rule.split(".")[1], frame.unit
    if form == "which_n":
        return _stretch_of_units(frame)
    if unit is None:
        return None
    if form == "the_unit" and place.closing is not None:
        return values.duration(1.0, unit)
    if form == "week_of_month":
        return _week_of_month(frame, timeline, place)
    if form == "week_of":
        return _week_of(frame, timeline, place)
    return _one_stretch(frame, timeline, place, unit)


def _stretch_of_units(frame: Frame) -> Value | None:
    """ "the next two years" is a length; "recent days" is one left open."""
    if frame.names == ("these", "units") and frame.unit == "D":
        return values.vague("PRESENT_REF")
    if frame.has("seasons"):
        return Value("set", f"XXXX-{frame.word('seasons')}", "season", anchor="none")
    unit = frame.unit
    if unit is None:
        return None
    count = frame.amount()
    return values.duration(count, unit) if unit != "WE" else None


def _week_of(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    month, day = frame.month, frame.day
    if month is None or day is None or frame.unit != "W":
        return None
    there = Point(timeline.year_of(month, day, place.way), month, day)
    told = there.date() if there.is_valid else None
    return None if told is None else values.week(told - timedelta(told.isoweekday() - 1), timeline.anchor)


def _week_of_month(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """The first or last week or day of a month; the others keep the month and leave the rest open."""
    month, unit = frame.month, frame.unit
    if month is None or unit not in ("W", "D"):
        return None
    year = frame.year or timeline.year_of(month, None, place.way)
    anchor = "explicit" if frame.year is not None else timeline.anchor
    whole = Point(year, month)
    first, last = whole.first(), whole.last()
    if first is None or last is None:
        return values.point(whole, "none")
    timeline.tell(whole, place.sentence)
    nth = frame.ordinal or (-1 if frame.which == "last" else 0)
    if unit == "D" and (nth == -1 or 0 < nth <= last.day):
        return values.point(Point.of(last if nth == -1 else first + timedelta(nth - 1)), anchor)
    if unit == "W" and nth == -1:
        return values.week(last - timedelta(last.isoweekday() - 1), anchor)
    if unit == "W" and 1 <= nth <= 4:
        monday = first - timedelta(first.isoweekday() - 1)
        return values.week(monday + timedelta(7 * (nth - 1)), anchor)
    return None


def one_open(unit: str) -> Value | None:
    """One ``unit`` of which no part is known."""
    text = UNKNOWN.get(unit)
    return None if text is None else values.span(text, values.GRAINS.get(unit, "day"), None, None, None, "none")


def _one_stretch(frame: Frame, timeline: Timeline, place: Place, unit: str) -> Value | None:
    which = frame.which
    is_story = which in ("that", "same", "before", "after", None)
    is_story = is_story and (which is not None or timeline.is_narrative)
    is_story = is_story or (which == "next" and frame.has("the") and _goes_on(timeline, place, unit))
    base = (
        timeline.story(place.sentence, which in ("before", "after"))
        if is_story
        else timeline.speech(frame.has("the") or unit == "D")
    )
    base = timeline.counted(base, unit)
    if base.year is None:
        return one_open(unit)
    step = STEP.get(which or "", 0)
    anchor = "context" if is_story and timeline.last.year is not None else timeline.anchor
    is_past = which == "last" and frame.has("which_near") and not frame.has("which")
    if which == "last" and unit != "WE" and (is_past or unit in ("E", "C", "L")):
        return values.duration(1.0, unit)
    if unit in ("E", "C", "L"):
        if unit == "E":
            return values.decade(base.year // 10 * 10 + 10 * step, anchor)
        return values.century(base.year // 100 + 1 + step, anchor) if unit == "C" else None
    if unit == "WE":
        day = base.date()
        if day is None:
            return None
        if which is None and day.isoweekday() < 6 and place.way != "future":
            step = -1
        return values.week(day - timedelta(day.isoweekday() - 1) + timedelta(7 * step), anchor, is_weekend=True)
    if unit not in ("Y", "M", "W", "D", "Q"):
        return None
    if unit == "W" and base.day is None:
        return values.span(f"{base.year}-WXX", "week", base.first(), base.last(), None, anchor)
    value = shifted(base, step, unit, anchor)
    if unit == "Y" and which in ("last", "next", "before", "after") and value is not None and value.start is not None:
        timeline.speak(value.start.year, place.sentence)
    if value is not None and is_story and value.start is not None and unit in ("Y", "M", "D"):
        timeline.tell(point_of(value), place.sentence)
    return value


def _goes_on(timeline: Timeline, place: Place, unit: str) -> bool:
    """Whether "the next day" is that of the story: its sentence has told a day before, and does not look ahead."""
    way, apart = place.way, place.sentence - timeline.last_sentence
    is_told = (apart == 0 and way != "future") or (apart == 1 and way == "past")
    if not is_told or timeline.last.year is None:
        return False
    return unit == "Y" or (timeline.last.month is not None and (unit == "M" or timeline.last.day is not None))


def read_duration(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """ "three years", "two-day", "half a century", "several months"."""
    units = frame.units
    if not units or units[-1] == "WE":
        return None
    if frame.rule == "duration.bare":
        return values.duration(None, units[0])
    # "week-long" lasts one of them, "decades-long" an open number.
    is_one = frame.rule == "duration.long" and frame.names[0] != "units"
    count = 1.0 if is_one else frame.amount()
    if frame.rule == "duration.one" and frame.names == ("one", "day") and place.way == "future":
        return values.vague("FUTURE_REF")
    after = frame.names[frame.at("unit", "units", "day", "quarter", "quarters", "second") + 1 :]
    if "half" in after and count is not None:
        count += 0.5
    greater, finer = units[0], units[-1]
    if greater != finer and count is not None:
        return _of_two_units(frame, count, greater, finer)
    return values.duration(count, greater)


def _of_two_units(frame: Frame, count: float, greater: str, finer: str) -> Value | None:
    """ "two years and three months": P2Y3M."""
    second = next(i for i, name in enumerate(frame.names) if name in UNITS) + 1
    more = amount(frame.names[second:], frame.values[second:])
    whole, rest = values.duration(count, greater), values.duration(more, finer)
    if more is None or finer not in FINER_THAN.get(greater, ""):
        return whole
    tail = rest.timex[2:] if "T" in whole.timex else rest.timex[1:]
    return replace(whole, timex=whole.timex + tail)


def read_set(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """ "every two years", "each July", "daily", "Mondays"."""
    often = frame.word("often")
    if often is not None:
        return Value("set", often, "vague", anchor="none")
    if frame.has("weekends"):
        return Value("set", "XXXX-WXX-WE", "day", anchor="none")
    weekday = frame.number("weekdays", "weekday", "weekday_short")
    if weekday is not None:
        return Value("set", f"XXXX-WXX-{weekday}", "day", anchor="none")
    if frame.month is not None:
        return Value("set", f"XXXX-{frame.month:02}", "month", anchor="none")
    season, part = frame.word("season"), frame.word("part")
    if season is not None:
        return Value("set", f"XXXX-{season}", "season", anchor="none")
    if part is not None:
        return Value("set", f"XXXX-XX-XXT{part}", "time", anchor="none")
    unit = frame.unit
    if frame.rule == "set.times":
        return None if unit is None else values.duration(1.0, unit, "set")
    if unit == "WE":
        return Value("set", "XXXX-WXX-WE", "day", anchor="none")
    if unit is None:
        return None
    count = 2.0 if frame.has("other") else float(frame.ordinal or 0) or frame.amount() or 1.0
    return values.duration(count, unit, "set")
