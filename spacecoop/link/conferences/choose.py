"""THE rule by which a meeting's values are chosen among claims, within a document and again across documents.

``docs/choice-of-claims.md`` says it in words. Claims come from ``claims`` or from the published tables; none are made.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacecoop.frozen import frozen
from spacecoop.link.conferences import edtf
from spacecoop.link.conferences.edtf import Day
from spacecoop.tables.facts import Agreement, Comparator
from spacecoop.tables.mentions import ClaimAttribute

# A one-sided bound says least, a number as such most.
NARROWNESS: dict[str, int] = {"exact": 4, "about": 3, "nearly": 3, "range": 2}
# Of these two claims can differ and both be true, or differ in words alone.
UNCOMPARED = frozenset({"organiser", "name", "venue", "status"})
# Only claims that the words tie firmly to the meeting can contradict each other.
FIRM = 3
# "About 100" is not contradicted by 95.
ABOUT = 0.1


@frozen
class Option:
    """A claim as the rule sees it. ``key`` names it and breaks ties; ``firmness`` is how firmly the words tie it to the
    meeting; ``by_organiser`` says that the document is the organiser's own; ``published`` is ISO 8601, empty if unknown;
    ``document`` is the one that a copy repeats (``is_copy``), so that copies count once."""

    key: str
    attribute: ClaimAttribute
    value: str | None
    low: float | None = None
    high: float | None = None
    comparator: Comparator | None = None
    expected: bool = False
    firmness: int = 1
    by_organiser: bool = False
    published: str = ""
    document: str = ""
    is_copy: bool = False
    order: int = 0


def choose(options: Sequence[Option]) -> Option | None:
    """The claim whose value the row shows, of the claims about one attribute; null where there are none.

    Final before expected, then the firmest, the organiser's own, the latest; of those that are compatible with it the
    narrowest; of equals the one said first.
    """
    if len(options) < 2:
        return options[0] if options else None
    best = max(options, key=lambda o: (*_standing(o), -o.order, _reversed(o.key)))
    compatible = [
        o
        for o in options
        if compatible_claims(best, o) and o.expected <= best.expected and o.firmness >= min(best.firmness, 2)
    ]
    return max(compatible, key=lambda o: (_narrowness(o), *_standing(o), -o.order, _reversed(o.key)))


def _standing(option: Option) -> tuple[bool, int, bool, str]:
    return (not option.expected, option.firmness, option.by_organiser, option.published)


def _reversed(key: str) -> tuple[int, ...]:
    """A key that sorts backwards, so that of equals the smallest wins a maximum."""
    return tuple(-ord(c) for c in key)


def _narrowness(option: Option) -> int:
    if option.attribute in ("start", "end"):
        day = edtf.parse(option.value)
        return 0 if day is None else 2 * day.grain + (day.year is not None) - 2 * day.is_part_of_year
    if option.attribute in ("attendees", "countries"):
        return NARROWNESS.get(option.comparator or "", 1)
    return 0


def compatible_claims(one: Option, other: Option) -> bool:
    """Whether two claims about one attribute can both be true."""
    if one.attribute in ("start", "end"):
        first, second = edtf.parse(one.value), edtf.parse(other.value)
        return one.value == other.value if first is None or second is None else edtf.agree(first, second)
    if one.attribute in ("attendees", "countries", "duration"):
        return _overlap(_bounds(one), _bounds(other))
    return one.value == other.value


def _bounds(option: Option) -> tuple[float, float]:
    low = float("-inf") if option.low is None else option.low
    high = float("inf") if option.high is None else option.high
    if option.comparator in ("about", "nearly"):
        spread = ABOUT * abs(option.high or option.low or 0.0)
        return (low - spread if option.low is not None else (option.high or 0.0) - 2 * spread), high + spread
    return low, high


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def when(options: Sequence[Option]) -> tuple[Day | None, Day | None, Option | None, Option | None]:
    """First and last day with the claims that gave them; a length gives the end that no date does."""
    first = choose([o for o in options if o.attribute == "start"])
    last = choose([o for o in options if o.attribute == "end"])
    length = choose([o for o in options if o.attribute == "duration"])
    start = edtf.parse(first.value) if first else None
    end = edtf.parse(last.value) if last else None
    days = int(length.low) if length and length.low else None
    if start and end and edtf.is_before(end, start):
        end, last = None, None
    if (
        start
        and end
        and start.grain == 1
        and None not in (start.year, end.year)
        and (end.year or 0) - (start.year or 0) > 1
    ):
        start, first = None, None  # the year in which a series began
    if first and start and end and first.firmness <= 2 and end == start and days and days > 1:
        start, first = None, None
    counted = edtf.shift(end, 1 - days) if days and end and end.grain == 3 else None
    if counted and start and start.grain < 3 and edtf.agree(start, counted):
        start = counted
    elif days and start and not end and start.grain == 3:
        end = edtf.shift(start, days - 1)
    elif days and end and not start and end.grain == 3:
        start = edtf.shift(end, 1 - days)
    return start, end, first, last


def is_shown_length(length: Option | None, start: Day | None, end: Day | None) -> bool:
    """Whether the dates shown have the length that was claimed."""
    return bool(length and start and end and length.low == edtf.days_between(start, end))


def agreement(options: Sequence[Option]) -> Agreement:
    """Whether the claims about a meeting agree: conflict when two firm ones of one attribute cannot both be true, agree
    when two documents say the same of an attribute, single otherwise. Expected figures contradict no final ones."""
    result: Agreement = "single"
    by_attribute: dict[str, list[Option]] = {}
    for option in options:
        if option.attribute not in UNCOMPARED and option.firmness >= FIRM:
            by_attribute.setdefault(option.attribute, []).append(option)
    for claims in by_attribute.values():
        for i, one in enumerate(claims):
            for other in claims[i + 1 :]:
                if one.expected != other.expected:
                    continue
                if not compatible_claims(one, other):
                    return "conflict"
                if one.document != other.document:
                    result = "agree"
    return result
