"""One pass over a text: candidates, vetoes, ends of ranges, values, rows.

Each step's knowledge stands in its own module; here they meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacecoop.find.dates.absolute import read_absolute
from spacecoop.find.dates.anchors import timeline_of
from spacecoop.find.dates.clock import is_bare_clock
from spacecoop.find.dates.frame import Frame
from spacecoop.find.dates.place import Place
from spacecoop.find.dates.ranges import Reading as Read
from spacecoop.find.dates.ranges import ended, read_ends
from spacecoop.find.dates.resolve import resolve
from spacecoop.find.dates.roles import role_of
from spacecoop.find.dates.scan import Candidate, scan
from spacecoop.find.dates.tense import Direction, direction
from spacecoop.find.dates.timeline import Timeline
from spacecoop.find.dates.values import Value, moment
from spacecoop.find.dates.vetoes import veto
from spacecoop.find.dates.words import read
from spacecoop.find.dates.years import OLD_YEAR, told_years
from spacecoop.find.found import ActorsFound, DatesFound, Publication
from spacecoop.tables import DateMention, Rejected
from spacecoop.tables.mentions import DateRole
from spacecoop.text import Reading

# The rules that name one day, and how many characters a clock time may stand from it.
DAYS = ("calendar.day", "calendar.weekday", "calendar.iso", "calendar.numeric", "deictic.day")
LONGEST_WAY_TO_DAY = 60
# Adjectives that place a thing in a story's time; in news "former" and "future" describe a person or a plan.
TOLD = ("ref.former", "ref.to_come")

Interval = tuple[date | None, date | None]


def find_dates(reading: Reading, publication: Publication, actors: ActorsFound) -> DatesFound:
    """See ``spacecoop.find.dates.find``."""
    words = read(reading.tokens)
    kept: list[Candidate] = []
    old: list[Candidate] = []
    rejected: list[Rejected] = []
    names = [(m.start_char, m.end_char) for m in actors.mentions if m.kind not in ("country", "place")]
    for candidate in scan(reading.text, words):
        if not reading.inside(candidate.start):
            continue
        reason = veto(candidate, reading.text, words, names)
        if reason is None:
            kept.append(candidate)
        elif reason == OLD_YEAR:
            old.append(candidate)
        elif reason:
            rejected.append(_rejected(reading, candidate, reason))
    told, untold = told_years(old, kept, words)
    kept = sorted((*kept, *told), key=lambda c: c.first)
    rejected += [_rejected(reading, candidate, OLD_YEAR) for candidate in untold]
    ends = read_ends(kept, words)
    timeline = timeline_of(ends, publication, lambda end: _way(reading, end.candidate))
    if not timeline.is_narrative:
        ends = [end for end in ends if end.frame.rule not in TOLD]
    found: list[tuple[Read, Value]] = []
    closing = ended(ends, words)
    for i, end in enumerate(ends):
        sentence = reading.sentence_at(end.candidate.start)
        timeline.reach(end.candidate.start, sentence)
        value = _read(
            reading, end, timeline, _place(reading, end.candidate, sentence, closing.get(i), _is_end(ends, i))
        )
        if value is None:
            rejected.append(_rejected(reading, end.candidate, "no such date"))
        else:
            found.append((end, value))
    _give_days(reading, found)
    return DatesFound(tuple(_rows(reading, publication, found)), tuple(rejected))


def _give_days(reading: Reading, found: list[tuple[Read, Value]]) -> None:
    """A clock time without a day takes the nearest day of its sentence: "at 3 p.m. local time on Thursday, 21 September"."""
    for i, (end, value) in enumerate(found):
        if value.kind != "time" or not is_bare_clock(end.frame):
            continue
        here = reading.sentence_at(end.candidate.start)
        near = [
            (abs(other.candidate.start - end.candidate.start), day)
            for other, day in found[max(0, i - 3) : i + 4]
            if other.frame.rule in DAYS
            and reading.sentence_at(other.candidate.start) == here
            and reading.zone_at(other.candidate.start).kind != "dateline"
        ]
        if near and min(near, key=_distance)[0] <= LONGEST_WAY_TO_DAY:
            day = min(near, key=_distance)[1]
            found[i] = (end, moment(day, value.timex.partition("T")[2], value.modifier))


def _distance(near: tuple[int, Value]) -> int:
    return near[0]


def _read(reading: Reading, end: Read, timeline: Timeline, place: Place) -> Value | None:
    if end.frame.rule.startswith("absolute."):
        return read_absolute(reading.text[end.candidate.start : end.candidate.end])
    return resolve(end.frame, timeline, place)


def _place(reading: Reading, candidate: Candidate, sentence: int, closing: Frame | None, is_end: bool) -> Place:
    return Place(sentence, lambda: _way(reading, candidate), closing, is_end)


def _is_end(ends: Sequence[Read], i: int) -> bool:
    number = ends[i].range_number
    return number is not None and i > 0 and ends[i - 1].range_number == number


def _way(reading: Reading, candidate: Candidate) -> Direction | None:
    bounds = reading.sentences[reading.sentence_at(candidate.start)]
    return direction(reading.text, bounds, candidate.start, candidate.end)


def _rejected(reading: Reading, candidate: Candidate, reason: str) -> Rejected:
    return Rejected(
        document_id=reading.document.document_id,
        start_char=candidate.start,
        end_char=candidate.end,
        finder="dates",
        text=reading.text[candidate.start : candidate.end],
        reason=reason,
    )


def _rows(reading: Reading, publication: Publication, found: Sequence[tuple[Read, Value]]) -> list[DateMention]:
    intervals: dict[int, Interval] = {}
    keys: dict[int, str] = {}
    for end, value in found:
        number = end.range_number
        if number is not None:
            own = (value.start, value.end)
            intervals[number] = _hull(intervals[number], own) if number in intervals else own
            keys.setdefault(number, reading.identify("dates", end.candidate.start, end.candidate.end, "range"))
    rows: list[DateMention] = []
    for end, value in found:
        number = end.range_number
        role = role_of(
            value, publication, reading.lower, end.candidate.start, end.candidate.end,
            reading.sentences[reading.sentence_at(end.candidate.start)],
        )  # fmt: skip
        interval = intervals[number] if number is not None else (value.start, value.end)
        range_id = keys[number] if number is not None else None
        rows.append(_row(reading, end.candidate, value, interval, range_id, role))
    return rows


def _hull(one: Interval, two: Interval) -> Interval:
    if one[0] is None or one[1] is None or two[0] is None or two[1] is None:
        return None, None
    return min(one[0], two[0]), max(one[1], two[1])


def _row(
    reading: Reading, candidate: Candidate, value: Value, interval: Interval, range_id: str | None, role: DateRole
) -> DateMention:
    return DateMention(
        **reading.place(candidate.start, candidate.end),
        rule=candidate.rule,
        date_id=reading.identify("dates", candidate.start, candidate.end),
        kind=value.kind,
        value=value.timex,
        edtf=value.edtf,
        start_date=interval[0],
        end_date=interval[1],
        range_id=range_id,
        precision=value.precision,
        anchor=value.anchor,
        modifier=value.modifier,
        role=role,
    )
