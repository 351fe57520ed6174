"""Dates counted from another: "two weeks ago", "a year earlier", "three days later", "a week from Friday".

How a count of units becomes a date stands in ``shifts``.
"""

from __future__ import annotations

from datetime import timedelta

from spacecoop.find.dates import values
from spacecoop.find.dates.frame import Frame
from spacecoop.find.dates.place import Place
from spacecoop.find.dates.shifts import days_on, one_open, point_of, shifted
from spacecoop.find.dates.timeline import Timeline
from spacecoop.find.dates.values import Point, Value

DAYS = {"D": 1, "W": 7, "F": 14}
MONTHS = {"M": 1, "Y": 12, "E": 120, "C": 1200}


def read_ago(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """ "two weeks ago", "a year earlier", "three days later"."""
    if frame.rule == "ago.day":
        return _day_beside(frame, timeline, place)
    unit, count = frame.units[0] if frame.units else None, frame.amount()
    if unit is None:
        return None
    is_story = frame.has("mod_more", "previously")
    back = -1 if frame.has("ago", "previously", "before") or frame.word("mod_more") == "start" else 1
    if frame.rule == "ago.bare" or count is None:
        return values.vague("PAST_REF" if back < 0 else "FUTURE_REF")
    if frame.rule == "ago.weekday":
        return _from_weekday(frame, timeline, unit, back * count)
    if frame.has("ago") and frame.has("today", "which"):
        return _to_the_day(frame, timeline, unit, back * count)
    base = _base(frame, timeline, place, unit)
    if back < 0 and unit == "Y" and timeline.quarter is not None and place.sentence - timeline.quarter_sentence <= 3:
        year, number = timeline.quarter
        return values.quarter(year + back * int(count), number, "context")
    if base.year is None:
        return values.vague("PAST_REF" if back < 0 else "FUTURE_REF")
    if is_story and unit.startswith("T"):
        # "an hour later" counts from a moment that no text gives; only its length is told.
        return values.duration(count, unit)
    if unit == "W" and frame.has("today"):
        unit, count = "D", count * 7
    value = shifted(base, back * count, unit, "context" if is_story and timeline.last.year else timeline.anchor)
    now, start = timeline.published, value.start if value is not None else None
    if is_story and back > 0 and start and now and start > now and place.way == "past":
        # "A decade later they joined" is not counted from today.
        return one_open(unit)
    if value is not None and is_story and value.start is not None:
        timeline.tell(point_of(value), place.sentence)
    return value


def _base(frame: Frame, timeline: Timeline, place: Place, unit: str) -> Point:
    """What is counted from: today or yesterday, the day told last, or the day of speaking."""
    if frame.has("today"):
        offset = frame.number("today") or 0
        return Point.of(timeline.published + timedelta(offset)) if timeline.published else Point()
    is_story = frame.has("mod_more", "previously")
    return timeline.counted(timeline.story(place.sentence) if is_story else timeline.now, unit)


def _from_weekday(frame: Frame, timeline: Timeline, unit: str, count: float) -> Value | None:
    """ "a week from Friday", "two weeks ago Monday"."""
    number, now = frame.number("weekday", "weekday_short"), timeline.published
    days = DAYS.get(unit)
    if number is None or now is None or days is None:
        return None
    step = (now.isoweekday() - number) % 7
    near = now + timedelta(-step if count < 0 else -step % 7)
    there = days_on(near, count * days)
    return None if there is None else values.point(Point.of(there), timeline.anchor)


def _to_the_day(frame: Frame, timeline: Timeline, unit: str, count: float) -> Value | None:
    """ "a year ago today", "30 years ago this week": the same day or stretch of another year."""
    now, months = timeline.published, MONTHS.get(unit)
    if now is None or (frame.has("which") and frame.which != "this"):
        return None
    now += timedelta(frame.number("today") or 0)
    if months is None:
        there = days_on(now, count * DAYS.get(unit, 0))
    else:
        index = now.year * 12 + now.month - 1 + int(count * months)
        point = Point(index // 12, index % 12 + 1, now.day)
        there = point.date() if index >= 12 and point.is_valid else None
    if there is None:
        return None
    grain = frame.unit if frame.has("which") else "D"
    return shifted(Point.of(there), 0, grain or "D", timeline.anchor)


def _day_beside(frame: Frame, timeline: Timeline, place: Place) -> Value:
    """ "the day before", "the day after": beside the day told just before, else open."""
    is_near = place.sentence - timeline.last_sentence <= 2
    told = timeline.last.date() if is_near else None
    if told is None:
        return values.span("XXXX-XX-XX", "day", None, None, "XXXX-XX-XX", "none")
    return values.point(Point.of(told + timedelta(-1 if frame.has("before") else 1)), "context")
