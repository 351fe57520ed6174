"""The clock of a time expression as TIMEX3 writes it: 19:15, or a part of the day (MO, NI)."""

from __future__ import annotations

from dataclasses import replace

from spacecoop.find.dates.frame import Frame

DAY_WORDS = ("month", "month_short", "weekday", "weekday_short", "today", "iso", "holiday", "numeric", "ordered")
CLOCK_WORDS = (
    "m",
    "am",
    "clock",
    "glued_time",
    "oclock",
    "zone",
    "point",
    "hundred_hours",
    "part",
    "twilight",
    "decimal",
    "integer",
)


def is_bare_clock(frame: Frame) -> bool:
    """Whether a time of the clock is said without its day."""
    return frame.rule == "time.clock" and frame.at(*DAY_WORDS) < 0


def apart(frame: Frame) -> tuple[Frame, Frame | None]:
    """The words of the clock and the words of the day; the day is None where none is named."""
    named = frame.at(*DAY_WORDS)
    if named < 0:
        return frame, None
    clock = [i for i, name in enumerate(frame.names) if name in CLOCK_WORDS]
    before = [i for i in clock if i < named]
    if not clock:
        return frame, frame
    if before:
        cut = before[-1] + 1
        day = _cut(frame, cut, len(frame.names))
        if frame.has_at(len(frame.names) - 1, "part"):
            return frame, day
        return _cut(frame, 0, cut), day
    cut = frame.at("at") if frame.has("at") else clock[0]
    if not frame.has("at"):
        while (
            cut > 0 and frame.names[cut - 1] in ("small", "a", "p", "dot", "number") and frame.rule == "time.date_time"
        ):
            cut -= 1
    return _cut(frame, cut, len(frame.names)), _cut(frame, 0, cut)


def _cut(frame: Frame, first: int, end: int) -> Frame:
    return replace(frame, names=frame.names[first:end], values=frame.values[first:end])


def clock_of(frame: Frame) -> str | None:
    """HH:MM, or MO, AF, EV, NI; None when the figures are no time of day."""
    part, mark = frame.word("part", "twilight"), frame.word("am")
    for i, name in enumerate(frame.names):
        if name in ("a", "p") and i + 1 < len(frame.names) and "m" in frame.names[i + 1 : i + 3]:
            mark = name
    told = frame.parts("clock")
    if told is not None:
        hour, minute = told[0], told[1]
    else:
        decimal = frame.at("decimal")
        figure = frame.values[decimal] if decimal >= 0 else None
        glued = frame.number("glued_time")
        if glued is not None:
            return f"{glued:02}:00"
        plain = frame.number("small", "number", "integer", "year")
        if isinstance(figure, float):
            hour, minute = int(figure), round(figure * 100) % 100
        elif frame.has("point"):
            return frame.word("point")
        elif frame.has("oclock", "m", "am", "in") and plain is not None:
            hour, minute = plain, 0
        elif plain is not None and frame.has("integer", "year", "zone", "hundred_hours") and part is None:
            hour, minute = divmod(plain, 100)
        else:
            return part
    return _on_the_dial(hour, minute, mark, part)


def _on_the_dial(hour: int, minute: int, mark: str | None, part: str | None) -> str | None:
    is_pm = mark == "p" or (mark is None and part in ("AF", "EV", "NI") and 1 <= hour < 12)
    if mark is not None and hour > 12:
        return None
    if is_pm and hour < 12:
        hour += 12
    elif mark == "a" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None
