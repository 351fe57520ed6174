"""Ranges: two ends that share a month, a year or a unit, and two expressions that a "to" or a dash joins.

Each end becomes a row of its own; what one end leaves out the other supplies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacecoop.find.dates.frame import Frame, frame
from spacecoop.find.dates.scan import Candidate
from spacecoop.find.dates.words import LETTER, Meaning, Words
from spacecoop.frozen import frozen

NUMBERS = frozenset(
    "small day_number nth ordinal second one number teen ten hundred two_digits integer year grouped decimal fraction".split()
)
JOINING = frozenset(LETTER[name] for name in ("to", "dash", "until", "through"))
BETWEEN = LETTER["between"]
CONNECTORS = frozenset(("to", "dash", "and", "until", "through", "slash", "comma", "or"))
SHARED = ("month", "month_short", "year", "units", "unit", "day", "quarters", "which", "which_near", "that", "the")
# What a day can run to.
ENDS_OF_DAYS = ("calendar.day", "calendar.month", "calendar.month_year", "calendar.holiday")


@frozen
class Reading:
    """A candidate with the frame it is read by, and the number of the range it is an end of, if any."""

    candidate: Candidate
    frame: Frame
    range_number: int | None = None


def read_ends(candidates: Sequence[Candidate], words: Words) -> list[Reading]:
    """Every candidate's frame; a range in one candidate becomes two, two joined ones share what they lack."""
    found: list[Reading] = []
    ranges = 0
    for candidate in candidates:
        made = frame(words, candidate.rule, candidate.first, candidate.last_end)
        if candidate.rule.startswith("range.") or candidate.rule == "year.span":
            ends = _split(candidate, made, words, ranges)
            ranges += bool(ends)
            found += ends
            continue
        reading = Reading(candidate, made)
        if found and found[-1].range_number is None and _joined(found[-1], reading, words):
            found[-1] = _completed(found[-1], reading, ranges)
            reading = replace(reading, range_number=ranges)
            ranges += 1
        elif found and _listed(found[-1], reading, words):
            found[-1] = _completed(found[-1], reading, found[-1].range_number)
        found.append(reading)
    return found


def ended(readings: Sequence[Reading], words: Words) -> dict[int, Frame]:
    """For a stretch that "ended" on a day that follows, the day's frame, by the stretch's position."""
    mark = LETTER["ended"]
    found: dict[int, Frame] = {}
    for i in range(len(readings) - 1):
        one, two = readings[i].candidate, readings[i + 1].candidate
        between = words.codes[one.last_end : two.first]
        if 1 <= len(between) <= 2 and between[0] == mark and readings[i + 1].frame.rule == "calendar.day":
            found[i] = readings[i + 1].frame
    return found


def _joined(left: Reading, right: Reading, words: Words) -> bool:
    a, b = left.candidate, right.candidate
    if b.first != a.last_end + 1 or not (_is_calendar(left.frame) and _is_calendar(right.frame)):
        return False
    joint = words.codes[a.last_end]
    if left.frame.rule == "calendar.day" and right.frame.rule not in ENDS_OF_DAYS:
        # "4 October 2023 - 2022 was a good year": a date line, not a range.
        return False
    if joint in JOINING:
        return True
    return joint == LETTER["and"] and a.first > 0 and words.codes[a.first - 1] == BETWEEN


def _listed(left: Reading, right: Reading, words: Words) -> bool:
    """ "the spring and early summer of 1943", "June and July 2015": the year stands for both."""
    a, b = left.candidate, right.candidate
    joint = words.codes[a.last_end : b.first]
    is_dated = right.frame.rule.startswith("calendar.") and left.frame.rule.startswith("calendar.")
    return is_dated and joint in (LETTER["and"], LETTER["or"]) and right.frame.has("year")


def _is_calendar(made: Frame) -> bool:
    return made.rule.split(".")[0] in ("calendar", "year", "quarter", "era") and "ago" not in made.rule


def _completed(left: Reading, right: Reading, number: int | None) -> Reading:
    """The left end with the right end's year where it has none: "June 29 to July 3, 2015"."""
    made, year = left.frame, right.frame.year
    if year is not None and made.year is None and made.rule.startswith("calendar.") and not made.has("unit"):
        if made.month is not None and right.frame.month is not None and made.month > right.frame.month:
            year -= 1
        made = _with(made, "year", year)
    return replace(left, frame=made, range_number=number)


def _with(made: Frame, name: str, value: Meaning) -> Frame:
    return replace(made, names=(*made.names, name), values=(*made.values, value))


def _split(candidate: Candidate, made: Frame, words: Words, number: int) -> list[Reading]:
    if candidate.rule == "year.span":
        return _split_years(candidate, made, words, number)
    joint = _joint(made)
    if joint is None:
        return []
    left, right = _cut(candidate, made, joint, words)
    rule = "calendar.day" if candidate.rule == "range.days" else "duration.n"
    ends: list[Reading] = []
    for part, other in ((left, right), (right, left)):
        own = frame(words, rule, part.first, part.last_end)
        lent = frame(words, rule, other.first, other.last_end)
        for name, value in zip(lent.names, lent.values, strict=True):
            if name in SHARED and not _says(own, name):
                own = _with(own, name, value)
        ends.append(Reading(part, own, number))
    return ends


def _says(own: Frame, name: str) -> bool:
    if name in ("month", "month_short"):
        return own.month is not None
    if name in ("units", "unit", "day", "quarters"):
        return bool(own.units)
    return own.has(name)


def _joint(made: Frame) -> int | None:
    """Position of the connector: the first one behind a number."""
    for i in range(1, len(made.names) - 1):
        if made.names[i] in CONNECTORS and made.names[i - 1] in NUMBERS:
            return i
    return None


def _cut(candidate: Candidate, made: Frame, joint: int, words: Words) -> tuple[Candidate, Candidate]:
    middle = candidate.first + joint
    left = replace(candidate, last_end=middle, end=words.tokens[middle - 1].end)
    right = replace(candidate, first=middle + 1, start=words.tokens[middle + 1].start)
    return left, right


def _split_years(candidate: Candidate, made: Frame, words: Words, number: int) -> list[Reading]:
    years = made.parts("years")
    if years is None:
        return []
    second = years[0] // 100 * 100 + years[1]
    second += 100 if second < years[0] else 0
    left, right = _cut(candidate, made, 1, words)
    return [
        Reading(left, Frame("year.alone", left.first, left.last_end, ("year",), (years[0],)), number),
        Reading(right, Frame("year.alone", right.first, right.last_end, ("year",), (second,)), number),
    ]
