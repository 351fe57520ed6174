"""Clock times, parts of the day, today and its like, and the vague past, present and future."""

from __future__ import annotations

from datetime import timedelta

from spacecoop.find.dates import values
from spacecoop.find.dates.clock import apart, clock_of
from spacecoop.find.dates.frame import Frame
from spacecoop.find.dates.place import Place
from spacecoop.find.dates.points import read_calendar
from spacecoop.find.dates.timeline import Timeline
from spacecoop.find.dates.values import Point, Value


def read_time(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """Clock times and parts of the day, with the day that is named or understood."""
    if frame.has("overnight"):
        return _overnight(frame, timeline, place)
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


def _overnight(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """The night that has just passed, the coming one where the sentence looks ahead, or that of the day named."""
    if frame.has("weekday"):
        named = read_calendar(frame, timeline, place)
        return None if named is None else values.moment(named, "NI", "none")
    day = timeline.now.date()
    if day is None:
        return values.moment(values.span("XXXX-XX-XX", "day", None, None, "XXXX-XX-XX", "none"), "NI", "none")
    night = day if place.way == "future" else day - timedelta(1)
    return values.moment(values.point(Point.of(night), timeline.anchor), "NI", "none")


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


def read_deictic(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """today, yesterday, tomorrow, tonight."""
    offset = frame.number("today")
    now = timeline.now.date() if timeline.is_narrative else timeline.published
    if offset is None:
        return None
    offset += frame.has("after") - frame.has("before")
    if now is None:
        return values.span("XXXX-XX-XX", "day", None, None, "XXXX-XX-XX", "none")
    there = Point.of(now + timedelta(offset))
    return values.point(there, timeline.anchor)


def read_ref(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """Vague past, present and future."""
    if frame.rule == "ref.former":
        return values.vague("PAST_REF")
    if frame.rule == "ref.term":
        return values.vague("FUTURE_REF")
    if frame.rule == "ref.stretch":
        if frame.has("that"):
            return values.vague("PAST_REF")
        way = "this" if frame.has("these") else "last" if frame.has("recent") else frame.which
        return values.vague(
            {"last": "PAST_REF", "before": "PAST_REF", "this": "PRESENT_REF"}.get(way or "", "FUTURE_REF")
        )
    if frame.has("date", "present", "current", "being") or frame.which == "this":
        return values.vague("PRESENT_REF")
    if frame.has("recent", "time", "period", "moment", "point_in", "which_near"):
        return values.vague("PAST_REF")
    return values.vague(frame.word("ref_now", "ref_past") or "FUTURE_REF")
