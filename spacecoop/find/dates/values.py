"""What a temporal expression means: TIMEX3 and EDTF value, closed interval, grain.

TIMEX3 follows ISO-TimeML 2012, EDTF ISO 8601-2 level 2. No words are read here and no anchor is chosen.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from spacecoop.frozen import frozen
from spacecoop.tables.mentions import DateAnchor, DateKind, DateModifier, DatePrecision

SEASON_EDTF = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
# First month and number of months; a winter is the one that begins in its year.
SEASON_MONTHS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}


@frozen
class Value:
    """One reading of one expression; ``start``/``end`` are null where the year is unknown."""

    kind: DateKind
    timex: str
    precision: DatePrecision
    edtf: str | None = None
    start: date | None = None
    end: date | None = None
    anchor: DateAnchor = "explicit"
    modifier: DateModifier = "none"


@frozen
class Point:
    """A calendar date as far as it is said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> Point:
        return cls(day.year, day.month, day.day)

    @property
    def is_valid(self) -> bool:
        """Whether such a day exists; 29 February does in an unknown year."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.year is not None and not 1 <= self.year <= 9998:
            return False
        if self.day is None:
            return True
        return self.month is not None and 1 <= self.day <= monthrange(self.year or 2000, self.month)[1]

    def date(self) -> date | None:
        """The day, when all is said."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def first(self) -> date | None:
        """First day of what is said."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date | None:
        """Last day of what is said."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def point(said: Point, anchor: DateAnchor = "explicit", modifier: DateModifier = "none") -> Value:
    """Value of a year, month or day."""
    text = f"{said.year:04}" if said.year is not None else "XXXX"
    precision: DatePrecision = "year"
    if said.month is not None:
        text, precision = f"{text}-{said.month:02}", "month"
    if said.day is not None:
        text, precision = f"{text}-{said.day:02}", "day"
    edtf = f"{text}~" if modifier == "approx" else text
    return Value("date", text, precision, edtf, said.first(), said.last(), anchor, modifier)


def span(
    timex: str, precision: DatePrecision, first: date | None, last: date | None, edtf: str | None = None,
    anchor: DateAnchor = "explicit", modifier: DateModifier = "none",
) -> Value:  # fmt: skip
    """Value of a stretch that is no year, month or day."""
    return Value("date", timex, precision, edtf, first, last, anchor, modifier)


def week(monday: date, anchor: DateAnchor, is_weekend: bool = False) -> Value:
    """An ISO week, or its weekend; EDTF has no form for either."""
    year, number, _ = monday.isocalendar()
    if is_weekend:
        return span(f"{year}-W{number:02}-WE", "day", monday + timedelta(5), monday + timedelta(6), None, anchor)
    return span(f"{year}-W{number:02}", "week", monday, monday + timedelta(6), None, anchor)


def months(year: int, first: int, count: int) -> tuple[date, date]:
    """First and last day of ``count`` months from month ``first`` (which may run over the year's end)."""
    end = year * 12 + first - 1 + count
    return date(year, first, 1), date(end // 12, end % 12 + 1, 1) - timedelta(1)


def quarter(year: int | None, number: int, anchor: DateAnchor) -> Value:
    """A quarter; its year is the calendar's unless the text says otherwise."""
    text = f"{year:04}" if year is not None else "XXXX"
    first, last = months(year, 3 * number - 2, 3) if year is not None else (None, None)
    return span(f"{text}-Q{number}", "quarter", first, last, f"{text}-{32 + number}", anchor)


def half(year: int | None, number: int, anchor: DateAnchor) -> Value:
    """A half-year."""
    text = f"{year:04}" if year is not None else "XXXX"
    first, last = months(year, 6 * number - 5, 6) if year is not None else (None, None)
    return span(f"{text}-H{number}", "season", first, last, f"{text}-{39 + number}", anchor)


def season(year: int | None, code: str, anchor: DateAnchor) -> Value:
    """A season of the northern year."""
    text = f"{year:04}" if year is not None else "XXXX"
    first, last = months(year, *SEASON_MONTHS[code]) if year is not None else (None, None)
    return span(f"{text}-{code}", "season", first, last, f"{text}-{SEASON_EDTF[code]}", anchor)


def decade(first_year: int, anchor: DateAnchor = "explicit") -> Value:
    """Ten years from a year that ends in 0."""
    tens = f"{first_year // 10:03}"
    return span(tens, "decade", date(first_year, 1, 1), date(first_year + 9, 12, 31), f"{tens}X", anchor)


def century(number: int, anchor: DateAnchor = "explicit") -> Value:
    """The ``number``-th century, as EDTF counts them: the 20th is 19XX."""
    hundreds = f"{number - 1:02}"
    first = max((number - 1) * 100, 1)
    return span(hundreds, "century", date(first, 1, 1), date(number * 100 - 1, 12, 31), f"{hundreds}XX", anchor)


def moment(day: Value, clock: str, modifier: DateModifier = "none") -> Value:
    """A time of a day: ``clock`` is HH:MM, HH, or TIMEX3's part of the day (MO, NI)."""
    edtf = day.edtf
    if len(clock) >= 5 and edtf is not None and day.start is not None and clock < "24":
        edtf = f"{edtf}T{clock[:5]}:00"
    return replace(day, kind="time", timex=f"{day.timex}T{clock}", precision="time", edtf=edtf, modifier=modifier)


def vague(timex: str, kind: DateKind = "date") -> Value:
    """PAST_REF, PRESENT_REF, FUTURE_REF."""
    return Value(kind, timex, "vague", anchor="none")


GRAINS: dict[str, DatePrecision] = {
    "D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "E": "decade", "C": "century", "L": "century",
    "F": "week", "TH": "time", "TM": "time", "TS": "time",
}  # fmt: skip


# A unit said as so many of another; an open number keeps the unit's own letter.
MULTIPLES = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "F": (2, "W")}
FINER = {"Y": (12, "Y", "M"), "TH": (60, "H", "M"), "TM": (60, "M", "S")}


def duration(amount: float | None, unit: str, kind: DateKind = "duration") -> Value:
    """A length: P3D, PT2H, P2Y6M; an amount of None is TIMEX3's X. Decades and centuries are years in TimeBank."""
    grain = GRAINS.get(unit, "vague")
    if amount is None:
        letters = "TX" + unit[1:] if unit.startswith("T") else "XW" if unit == "F" else "X" + unit
        return Value(kind, f"P{letters}", grain, anchor="none")
    times, letter = MULTIPLES.get(unit, (1, unit))
    amount *= times
    clock = "T" if letter.startswith("T") else ""
    if letter in FINER and amount != int(amount):
        parts, coarse, fine = FINER[letter]
        rest = (amount - int(amount)) * parts
        if rest == int(rest):
            whole = f"{int(amount)}{coarse}" if amount >= 1 else ""
            return Value(kind, f"P{clock}{whole}{int(rest)}{fine}", grain, anchor="none")
    text = f"{amount:g}" if amount < 1e6 else str(int(amount))
    return Value(kind, f"P{clock}{text}{letter[len(clock) :]}", grain, anchor="none")
