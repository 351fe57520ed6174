"""Periods: quarters and halves of a year, fiscal and plain years, decades, centuries."""

from __future__ import annotations

from datetime import date

from spacecoop.find.dates import values
from spacecoop.find.dates.frame import Frame
from spacecoop.find.dates.place import Place
from spacecoop.find.dates.points import relative_year
from spacecoop.find.dates.timeline import Timeline
from spacecoop.find.dates.values import Point, Value


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
            year = relative_year(frame, timeline, place)
        if year is None and now is not None:
            year = _quarter_year(number, now, frame, place)
        if year is None:
            return values.quarter(None, number, "none")
        year_quarter = year, number
    timeline.quarter, timeline.quarter_sentence = year_quarter, place.sentence
    return values.quarter(*year_quarter, anchor)


def _period_of_year(frame: Frame, timeline: Timeline) -> Value | None:
    """ "the 1988 quarter", "the same period last year": the quarter spoken of, in that year."""
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
        year, anchor = relative_year(frame, timeline, place), timeline.anchor
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
    elif first % 100 == 0 and first < 1900:
        # "the 1700s" are a century, "the 1900s" and "the 2000s" may be ten years.
        return values.century(first // 100 + 1)
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
