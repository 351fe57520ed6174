"""When a meeting is held: which dates of a sentence are its start, its end or both, and how long it lasts.

What a date's words mean is the date finder's knowledge; here dates are tied to meetings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from spacecoop.frozen import frozen
from spacecoop.link.conferences import edtf
from spacecoop.link.conferences.clause import Clause, is_followed
from spacecoop.link.conferences.edtf import Day
from spacecoop.link.conferences.model import Draft, Head, Span
from spacecoop.link.conferences.terms import terms
from spacecoop.tables import DateMention

GRAINS = frozenset({"day", "month", "season", "quarter", "year", "time"})
AND = re.compile(r"\s*(?:,|and|&|or|-|–|to|through|until)\s*$")
LEADING = re.compile(
    r"(?:\b(?:on|in|at|from|between|during|since|for|of|the|early|late|mid|every|\w+day|morning|evening|afternoon)\b[\s,]*)+$",
    re.I,
)
AT = re.compile(r"\b(?:at|during|(?:sidelines|margins|fringes) of)\s+(?:the\s+|an?\s+)?$", re.I)
# Days that were given up: "which was due to take place from 3 to 7 May".
GIVEN_UP = re.compile(
    r"\b(?:was|were|had been|originally|initially)\s+(?:originally\s+|initially\s+|first\s+|been\s+)?(?:due|set|scheduled|planned|slated|expected|supposed"
    r"|meant|to\s+(?:be|have|take|open|begin|start|meet))\b"
)
PUT_OFF = re.compile(
    r"[^.;]{0,40}?(?:,?\s+but\s+(?:\w+\s+){0,4}|\s+(?:has|have|had|was|were|is)\s+(?:now\s+)?(?:been\s+)?)(?:postponed|put\s+off|moved|rescheduled|delayed|deferred|brought\s+forward)\b"
)
# The year in which a series came to be is no date of a meeting.
FOUNDED = re.compile(r"\b(?:launched|founded|established|created|initiated|conceived)\b[^.;,]{0,40}\b(?:in|since)\s+$")
# "The fifth in a series that began in Oslo in 2008": what follows is told of the others.
SERIES_THAT = re.compile(r"\bseries\s+(?:that|which)\s")
# "The congress opened on Monday with a ceremony": what it opened with is no meeting of its own.
WITH_A = re.compile(r"\b(?:with|by)\s+$")
FROM = re.compile(r"\b(?:from|starting|beginning|since|as of)\s+(?:on\s+)?(?:\w+day,?\s+)?$", re.I)
MOVED = re.compile(r"\b(?:postponed|delayed|moved|rescheduled|deferred|put\s+off)\s+(?:until|to|till)\s+$", re.I)
UNTIL = re.compile(r"\b(?:until|till|through|to|up to|by)\s+(?:the\s+)?(?:\w+day,?\s+)?$", re.I)
# A length told after the meeting: "closed on Friday after three days", "lasted three days".
LASTING = re.compile(
    r"\b(?:after|over|during|lasts?|lasted|lasting|runs? for|ran for|met for|held for)\s+(?:the\s+)?$", re.I
)
# What stands in parentheses is said of what stands before them.
OUT_OF_PARENTHESES = re.compile(r"[^()]{0,40}\)")
# What goes on at a meeting, and when it begins or ends.
PROCEEDING = re.compile(
    r"\b(?:lectures|sessions|talks|discussions|proceedings|debates|deliberations|activities|classes|(?:the|its)\s+programme?)\b"
    r"[^.;]{0,60}?\b(?P<verb>begins?|began|opens?|opened|starts?|started|ends?|ended|closes?|closed|concludes?|concluded|finish(?:es|ed)?|"
    r"runs?|ran|lasts?|lasted|continues?|continued)\s+(?:on|until|till|through|to)?\s*$",
    re.I,
)
FOR_WEEKS = re.compile(r"\b[Ff]or\s+(?:the\s+next\s+)?[\w-]+\s+(?:days|weeks)\s*,?\s+(?:until|till|through)\s+$")
BEGINS = re.compile(r"beg|open|start", re.I)
LENGTH = re.compile(r"P(\d{1,2})([DW])")


Side = Literal["start", "end", "both"]


@frozen
class When:
    """A date or a range of the text: from ``start`` to ``end``, which is null where one date is named."""

    span: Span
    start: Day
    end: Day | None
    mentions: tuple[DateMention, ...]


def whens(mentions: Sequence[DateMention], text: str) -> list[When]:
    """The dates of one sentence, ranges joined: rows of one range, one row that holds both ends, "May 21 and 22"."""
    found: list[When] = []
    for mention in mentions:
        if mention.kind not in ("date", "time") or mention.precision not in GRAINS:
            continue
        start, end = _ends(mention)
        if start is None or (start.year is None and start.month is None):
            continue
        one = When(Span(mention.start_char, mention.end_char), start, end, (mention,))
        joined = _joined(found[-1], one, text) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(one)
    # "the 2018-2025 programme": no meeting lasts years.
    return [w for w in found if w.end is None or w.start.grain > 1 or w.end.grain > 1]


def _ends(mention: DateMention) -> tuple[Day | None, Day | None]:
    value = mention.edtf if mention.edtf else mention.value[:10]
    first, slash, last = value.partition("/")
    start = edtf.parse(first)
    return start, edtf.parse(last) if slash else None


def _joined(before: When, after: When, text: str) -> When | None:
    """Two dates as one range: rows that share a range, or neighbouring days joined by "and"."""
    ranges = {m.range_id for m in (*before.mentions, *after.mentions)}
    span = Span(before.span.start, after.span.end)
    mentions = (*before.mentions, *after.mentions)
    if len(ranges) == 1 and None not in ranges:
        end = after.end or after.start
        start = Day(
            before.start.year if before.start.year is not None else end.year, before.start.month, before.start.day
        )
        return When(span, start, end, mentions)
    gap = text[before.span.end : after.span.start]
    is_pair = before.end is None and after.end is None and re.fullmatch(r"\s*(?:and|&|,|,\s*and)\s*", gap)
    is_next = edtf.days_between(before.start, after.start) == 2 and before.start.grain == after.start.grain == 3
    if is_pair and is_next:
        return When(span, before.start, after.start, mentions)
    return None


def drafts(text: str, clause: Clause, found: Sequence[When]) -> dict[Head, list[Draft]]:
    """What a sentence says of when the meetings that it names are; a date is of one meeting, or of those that "and"
    joins."""
    made: dict[Head, list[Draft]] = {head: [] for head in clause.owners}
    for head in clause.owners:
        if head.days and head.days_span:
            made[head].append(
                Draft("duration", head.days_span, "length-in-phrase", low=head.days, high=head.days, rank=3)
            )
    for when in found:
        if SERIES_THAT.search(text, clause.span.start, when.span.start):
            continue
        if when.start.grain < 3 and FOUNDED.search(
            text[max(clause.span.start, when.span.start - 60) : when.span.start]
        ):
            continue
        for head, rank in _owners(text, clause, when):
            made[head].extend(_of(text, clause, head, when, rank))
    return made


def lengths(text: str, clause: Clause, mentions: Sequence[DateMention]) -> dict[Head, list[Draft]]:
    """The lengths that a sentence says meetings had: "wrapped up on Tuesday after three days"."""
    made: dict[Head, list[Draft]] = {head: [] for head in clause.owners}
    for mention in mentions:
        length = LENGTH.fullmatch(mention.value) if mention.kind == "duration" else None
        before = text[max(clause.span.start, mention.start_char - 40) : mention.start_char]
        lasting = LASTING.search(before)
        if length is None or lasting is None:
            continue
        span = Span(mention.start_char, mention.end_char)
        # "After" begins a new statement elsewhere; here it only leads to the length.
        leading = Span(mention.start_char - len(before) + lasting.start(), mention.end_char)
        open_to = [h for h in clause.owners if h.span.end <= leading.start and clause.is_open(h, leading)]
        if open_to and _holds(text[open_to[-1].span.end : span.start]):
            days = float(length[1]) * (7 if length[2] == "W" else 1)
            made[open_to[-1]].append(Draft("duration", span, "length-told", low=days, high=days, rank=2))
    return made


def _owners(text: str, clause: Clause, when: When) -> list[tuple[Head, int]]:
    """The namings of the meeting to which a date belongs, the firmest and then the nearest, with how firmly it does."""
    inside = [head for head in clause.owners if _in_phrase(text, head, when.span)]
    if inside:
        return [(head, 3) for head in inside[:1]]
    # "At the air show today they signed": the one day is of the signing.
    is_of_signing = when.end is None and any(head.rule == "event-signed" for head in clause.owners)
    heads = [h for h in clause.owners if not (is_of_signing and AT.search(text[max(0, h.opening - 24) : h.opening]))]
    heads = [h for h in heads if not is_followed(text, h)]
    ranked = [(head, rank) for head in heads if (rank := _rank(text, clause, head, when))]
    if not ranked:
        return []
    best, rank = max(
        ranked,
        key=lambda r: (
            r[1],
            WITH_A.search(text[max(0, r[0].opening - 8) : r[0].opening]) is None,
            -len(clause.between(r[0], when.span)),
            -r[0].span.start,
        ),
    )
    owner = clause.owners[best]
    joined = [(head, rank) for head, of in clause.owners.items() if of != owner and clause.are_joined(head, best)]
    return [(best, rank), *joined]


def _of(text: str, clause: Clause, head: Head, when: When, rank: int) -> list[Draft]:
    if when.end is not None:
        is_given_up = GIVEN_UP.search(clause.between(head, when.span)) is not None
        rank = rank if is_given_up else rank + 2
        return [
            Draft("start", when.span, "range", str(when.start), rank=rank),
            Draft("end", when.span, "range", str(when.end), rank=rank),
        ]
    if when.start.grain == 1 and rank < 3 and not re.search(r"\bin\s+$", text[: when.span.start][-6:]):
        return []
    if GIVEN_UP.search(clause.between(head, when.span)) and PUT_OFF.match(text, when.span.end):
        return []
    side = _side(text, clause, head, when)
    if side == "both":
        # A day on which something happens at a meeting is within it; it may be neither end.
        return [Draft("start", when.span, "day-of-meeting", str(when.start), rank=min(rank, 2))]
    rule = "opens" if side == "start" else "closes"
    return [Draft(side, when.span, rule, str(when.start), rank=rank + 1)]


def _rank(text: str, clause: Clause, head: Head, when: When) -> int:
    """How firmly a date is the meeting's: 3 in its noun phrase or straight by it, 1 in its clause only, 0 not at all."""
    span = when.span
    gap = clause.between(head, span)
    if not clause.is_open(head, span):
        return 0
    if head.rule.startswith("event-"):
        return 2
    if span.start >= head.span.end:
        bare = clause.bare_gap(head, span)
        if len(bare.split()) <= 4:
            return 3
        if _holds(gap) or (_holds(text[clause.span.start : head.opening]) and len(bare.split()) <= 14):
            return 2
        return 1 if len(bare.split()) <= 9 else 0
    if OUT_OF_PARENTHESES.match(gap) or (head.rule == "another" and "," in gap):
        return 0
    if _holds(gap) or re.search(r"\b(?:at|during|of|for)\s+(?:the|a|an|its|their|this)?\s*$", gap):
        return 2 if len(gap.split()) <= 22 else 1
    if len(gap.split()) <= 5:
        return 2
    after = text[head.span.end : min(clause.span.end, head.span.end + 80)]
    return 2 if _holds(after) and len(gap.split()) <= 14 else 0


def in_next_sentence(text: str, sentence: Span, found: Sequence[When]) -> list[Draft]:
    """The one range of days of a sentence in which a holding verb stands just before it."""
    ranges = [w for w in found if w.end is not None and w.start.grain == 3 and w.end.grain == 3]
    if len(ranges) != 1:
        return []
    when = ranges[0]
    if not _holds(text[max(sentence.start, when.span.start - 60) : when.span.start]):
        return []
    rule = "range-in-next-sentence"
    return [
        Draft("start", when.span, rule, str(when.start), rank=2),
        Draft("end", when.span, rule, str(when.end), rank=2),
    ]


def side_in_next_sentence(text: str, sentence: Span, found: Sequence[When]) -> list[Draft]:
    """First and last day in a sentence that tells what goes on at a meeting: "lectures began on Sunday and end on Friday"."""
    made: list[Draft] = []
    for when in found:
        before = text[max(sentence.start, when.span.start - 90) : when.span.start]
        said = PROCEEDING.search(before)
        if when.end is not None or when.start.grain < 3 or (said is None and not FOR_WEEKS.search(before)):
            continue
        side: Side = "start" if said is not None and BEGINS.match(said["verb"]) else "end"
        made.append(Draft(side, when.span, "day-in-next-sentence", str(when.start), rank=2))
    return made


def may_be_of(told: Sequence[Draft], drafts: Sequence[Draft]) -> bool:
    """Whether a range of days can be that of a meeting, of which other days or months may be told firmly."""
    starts = [edtf.parse(d.value) for d in drafts if d.attribute == "start"]
    known = [edtf.parse(d.value) for d in told if d.attribute == "start" and d.rank >= 2]
    return not known or not starts or any(day and start and edtf.agree(day, start) for day in known for start in starts)


def of_line(when: When) -> list[Draft]:
    """What a line that holds only the days and a place says of the meeting in the headline above; ``when`` is a range."""
    return [
        Draft("start", when.span, "line-below", str(when.start), rank=5),
        Draft("end", when.span, "line-below", str(when.end), rank=5),
    ]


def _in_phrase(text: str, head: Head, span: Span) -> bool:
    """Whether the date stands in the noun phrase: "their November 2021 meeting", "IAC 2014", "Thursday's meeting"."""
    if span.start >= head.opening and span.end <= head.span.end:
        return True
    if head.year_span and span.start <= head.year_span.start and head.year_span.end <= span.end:
        return True
    gap = text[span.end : head.span.start]
    return (
        span.end <= head.span.start
        and head.rule != "another"
        and len(gap) < 20
        and re.fullmatch(r"(?:['’]s)?\s*(?:\w+-?\w*\s+)?", gap) is not None
    )


def _holds(words: str) -> bool:
    vocabulary = terms()
    return any(p.search(words) for p in (vocabulary.hold, vocabulary.begin, vocabulary.finish))


def _side(text: str, clause: Clause, head: Head, when: When) -> Side:
    """Whether the words before a lone date say that the meeting opens or closes then."""
    at = when.span.start
    before = text[max(clause.span.start, at - 60) : at]
    if FROM.search(before) or MOVED.search(before):
        return "start"
    if UNTIL.search(before):
        return "end"
    vocabulary = terms()
    if when.span.start >= head.span.end:
        # "delegates closed the meeting on Thursday": the verb may stand before the naming.
        said = text[max(clause.span.start, head.opening - 40) : head.opening] + " " + text[head.span.end : at]
    else:
        said = (
            text[when.span.end : head.span.start] + " " + text[head.span.end : min(clause.span.end, head.span.end + 60)]
        )
    sides: tuple[tuple[re.Pattern[str], Side], ...] = (
        (vocabulary.begin, "start"), (vocabulary.finish, "end"), (vocabulary.hold, "both"),
    )  # fmt: skip
    verbs: list[tuple[int, Side]] = []
    for pattern, side in sides:
        verbs.extend((m.end(), side) for m in pattern.finditer(said))
    if not verbs:
        return "both"
    nearest = max(verbs) if when.span.start >= head.span.end else min(verbs)
    return nearest[1]
