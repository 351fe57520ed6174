"""Meetings told by a verb alone in an article's lead: presidents who met, an agreement signed at a place, a hearing.

Only the lead is read: further down such verbs tell the background. Meetings told by a noun are found in ``heads``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacecoop.link.conferences.model import Head, Span
from spacecoop.tables import ActorMention, DateMention
from spacecoop.tables.facts import ConferenceKind
from spacecoop.text import Reading

LEAD_SENTENCES = 4
# A longer stretch without a full stop is a list or worse; only its beginning is read.
LONGEST_SENTENCE = 800
SIGNED = re.compile(
    r"\b(?:sign(?:ed|s|ing)?|put\s+(?:their|its|his|her)\s+(?:names?|signatures?)\s+(?:to|under))\s+(?:(?:here\s+)?(?:on\s+\w+day|today)\s+)?"
    r"(?P<object>(?:(?:the|a|an|two|three|several|its|their)\s+)?(?:[\w’'-]+\s+){0,7}?"
    r"(?:[Aa]ccords?|[Aa]greements?|[Mm]emorand(?:um|a)(?:\s+of\s+[Uu]nderstanding)?|[Tt]reaty|[Cc]onvention|[Pp]rotocols?|MoU|MOU|"
    r"[Cc]harter|[Dd]eclaration|[Cc]ontracts?|[Ss]tatement\s+of\s+[Ii]ntent|[Ll]etters?\s+of\s+[Ii]ntent|[Aa]rrangements?|[Pp]act))\b"
)
MET = re.compile(
    r"\b(?:met|meet|meets|held\s+talks)\b(?!\s+(?:the|all|its|their|his|a|an|expectations|with\s+(?:success|criticism))\b)"
)
GROUP = re.compile(
    r"\b(?P<who>(?:\w[\w.’'&/-]{0,30}\s+){0,4}?(?i:ministers|leaders|heads|chiefs|presidents|delegations|officials|representatives|delegates|"
    r"experts|scientists|engineers|envoys|negotiators|diplomats|(?:working\s+|steering\s+)?group|committee|commission|panel|task\s+force)(?:\s+(?:of|on|from|for|responsible\s+for)\s+(?:\w[\w.’'&/-]{0,30}\s+){0,6}?\w[\w.’'&/-]{0,30})?)\s+"
    r"(?:have\s+|will\s+|are\s+to\s+|is\s+to\s+|has\s+)?(?:met|meets?|gathered|gather)\b(?!\s+(?:the|all|its|their|his|a|an|expectations|at\s+(?:the|an?))\b)"
)
# Without one of these neither of the two patterns above matches; nor the one for hearings without one of the bodies.
MEETING_WORDS = ("met", "meet", "gather", "talks")
HEARING_BODIES = ("committee", "panel")
AT_ANOTHER = re.compile(
    r"\b(?:at|for|during|in|to\s+(?:open|attend))\s+(?:an?|the|its|their|this)\s+(?:[\w’'-]+\s+){0,4}$"
)
PEOPLE = re.compile(
    r"(?i:ministers|leaders|heads|chiefs|presidents|delegations|officials|representatives|delegates|experts|scientists|engineers|envoys"
    r"|negotiators|diplomats)"
)
TOLD = re.compile(
    r"\b(?:told|testif(?:ied|ies|y)\s+(?:before|to|at)|appeared\s+before|briefed)\s+(?P<body>(?:the\s+|a\s+)(?:[\w.’'-]+\s+){0,6}?"
    r"(?:sub)?(?:committee|panel)(?:\s+(?:of|on)\s+(?:the\s+)?(?:[A-Z][\w-]+|of|and|on|the)(?:\s+(?:[A-Z][\w-]+|of|and|on|the)){0,7})?)"
)
VISITORS = re.compile(r"\b(?:delegations?|officials|astronauts|ministers|experts)\b", re.I)
# "visited the centre for talks": what people travel for tells a visit without its day.
PURPOSE = re.compile(
    r"\b(?:for\s+(?:\w+\s+){0,2}(?:talks|consultations|discussions|meetings?|tour|inspection|training)|to\s+(?:discuss|meet|inspect|see|sign|attend|"
    r"explore|observe|learn))\b"
)
# "The vice-minister received a delegation of the agency": guests at home.
RECEIVED = re.compile(
    r"\b(?:received|hosted|welcomed|met\s+(?:with\s+)?|held\s+(?:talks|a\s+meeting)\s+with)\s*(?P<object>(?:an?|the)\s+(?:[\w-]+\s+){0,4}?delegation"
    r"(?:\s+(?:of|from)\s+(?:the\s+)?[A-Z][\w.’'-]*(?:\s+(?:[A-Z][\w.’'-]*|of|and|for|the)){0,6})?)"
)
AT_BODY = re.compile(r"\bat\s+(?:the\s+)?$")
TOLD_AGAIN = re.compile(r"\b(?:the|his|her|their)\s+visit\b")
VISITED = re.compile(
    r"\b(?:visited|visits|travel(?:l)?ed\s+to|paid\s+a\s+visit\s+to|arrived\s+(?:in|at)|toured)\s+(?:the\s+)?(?P<object>[A-Z][\w.’'-]*(?:\s+(?:[A-Z][\w.’'-]*|of|and|for)){0,6})"
)


def find(
    reading: Reading, taken: Sequence[Span], actors: Sequence[ActorMention], dates: Sequence[DateMention]
) -> list[Head]:
    """Namings for the events of the lead, in reading order; ``taken`` are the namings that nouns gave."""
    found: list[Head] = []
    days = sorted(d.start_char for d in dates if d.precision in ("day", "time"))
    named = sorted(actors, key=lambda m: m.start_char)
    named_at = [m.start_char for m in named]
    # Where a visit is last spoken of, for all sentences at once: each one's search to the end would be square.
    visits = TOLD_AGAIN.finditer(reading.text) if "visit" in reading.text else ()
    told_again = max((m.start() for m in visits), default=-1)
    for ordinal, (start, end) in _lead(reading):
        has_day = bisect_left(days, start) < bisect_left(days, end)
        people = named[bisect_left(named_at, start) : bisect_left(named_at, end)]
        has_place = any(
            m.kind == "place"
            or (m.kind == "country" and m.form == "metonym")
            or (
                m.kind not in ("person", "country")
                and AT_BODY.search(reading.text, max(start, m.start_char - 8), m.start_char)
            )
            for m in people
        )
        found.extend(_signing(reading, ordinal, start, end, has_day))
        found.extend(_talks(reading, ordinal, start, end, people, has_day and has_place))
        found.extend(_hearing(reading, ordinal, start, end))
        found.extend(_visit(reading, ordinal, start, end, people, has_day, told_again))
        found.extend(_reception(reading, ordinal, start, end, has_day))
    spans = sorted(taken, key=lambda s: s.start)
    starts = [s.start for s in spans]
    found = [
        h for h in found if not (_overlaps(h.span, spans, starts) or _is_met_at_another(reading, h, spans, starts))
    ]
    return sorted(found, key=lambda h: h.span.start)


def without_purposes(reading: Reading, heads: Sequence[Head]) -> list[Head]:
    """The namings without the talks for which somebody "visited the centre for talks": the visit is the meeting."""
    visits = {head.sentence for head in heads if head.rule == "event-visit"}
    return [
        head
        for head in heads
        if head.sentence not in visits
        or head.kind != "talks"
        or not reading.text[max(0, head.opening - 4) : head.opening].endswith("for ")
    ]


def _is_met_at_another(reading: Reading, head: Head, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    """Whether those who "met here on Thursday at a summit" met at what the sentence names after them."""
    i = bisect_left(starts, head.span.end)
    if head.rule != "event-met" or i == len(spans) or spans[i].start >= reading.sentences[head.sentence][1]:
        return False
    return AT_ANOTHER.search(reading.text, max(head.span.end, spans[i].start - 60), spans[i].start) is not None


def _overlaps(span: Span, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    i = bisect_right(starts, span.end - 1) - 1
    return i >= 0 and spans[i].end > span.start


def _lead(reading: Reading) -> list[tuple[int, tuple[int, int]]]:
    """The first sentences of the body and captions before it, with their ordinals."""
    found: list[tuple[int, tuple[int, int]]] = []
    body = 0
    for ordinal, (start, end) in enumerate(reading.sentences):
        kind = reading.zone_at(start).kind
        if kind not in ("body", "caption", "dateline"):
            continue
        if end - start > 40:
            body += 1
        if body > LEAD_SENTENCES:
            break
        found.append((ordinal, (start, min(end, start + LONGEST_SENTENCE))))
    return found


def _head(reading: Reading, ordinal: int, span: Span, noun: str, kind: ConferenceKind, name: str, rule: str) -> Head:
    return Head(
        span=span, noun=noun, noun_span=span, kind=kind, form="described", name=" ".join(name.split()), rule=rule,
        sentence=ordinal, opening=span.start, determiner="a",
    )  # fmt: skip


def _signing(reading: Reading, ordinal: int, start: int, end: int, has_day: bool) -> list[Head]:
    found: list[Head] = []
    for match in SIGNED.finditer(reading.text, start, end):
        if not has_day or re.search(
            r"\b(?:was|were|which|that|who|since|had|after)\s+(?:\w+\s+)?$", reading.text[start : match.start()]
        ):
            continue
        said = re.sub(r"^(?:the|an?|\d+|its|their)\s+", "", match.group("object"))
        found.append(
            _head(
                reading,
                ordinal,
                Span(match.start(), match.end()),
                "signing",
                "signing",
                f"{said} signing ceremony",
                "event-signed",
            )
        )
        break
    return found


def _talks(
    reading: Reading, ordinal: int, start: int, end: int, people: Sequence[ActorMention], has_day_and_place: bool
) -> list[Head]:
    if not has_day_and_place or not any(word in reading.text[start:end] for word in MEETING_WORDS):
        return []
    group = GROUP.search(reading.text, start, end)
    if group is not None:
        who = re.sub(r"^(?:.*\s)?(?:the|The|where|when|that)\s", "", group.group("who"))
        who = who if who[1:2].isupper() or " " not in who else _uncapitalised(who)
        span = Span(group.end("who") + 1, group.end())
        return [_head(reading, ordinal, span, "meeting", "talks", f"meeting of {who}", "event-met")]
    match = MET.search(reading.text, start, end)
    if match is None:
        return []
    subject = [m for m in people if m.end_char <= match.start() and m.kind == "person"]
    after = [
        m for m in people if m.start_char >= match.end() and m.kind == "person" and m.start_char - match.end() < 40
    ]
    both = (subject[-2:] if len(subject) > 1 else subject) + after[:1]
    if len(both) < 2:
        return []
    name = "meeting of " + " and ".join(reading.text[m.start_char : m.end_char] for m in both[:2])
    return [_head(reading, ordinal, Span(match.start(), match.end()), "meeting", "talks", name, "event-met")]


def _uncapitalised(who: str) -> str:
    """ "Experts from 15 countries" opens a sentence: within a name the noun has no capital."""
    first, _, rest = who.partition(" ")
    return f"{first.lower()} {rest}" if PEOPLE.fullmatch(first) else who


def _hearing(reading: Reading, ordinal: int, start: int, end: int) -> list[Head]:
    if not any(body in reading.text[start:end] for body in HEARING_BODIES):
        return []
    match = TOLD.search(reading.text, start, end)
    if match is None:
        return []
    body = re.sub(r"^(?:the|a)\s+|\s+on\s+\w+day$", "", match.group("body"))
    return [
        _head(
            reading,
            ordinal,
            Span(match.start("body"), match.end("body")),
            "hearing",
            "session",
            f"hearing of the {body}",
            "event-hearing",
        )
    ]


def _reception(reading: Reading, ordinal: int, start: int, end: int, has_day: bool) -> list[Head]:
    if not has_day or "delegation" not in reading.text[start:end]:
        return []
    match = RECEIVED.search(reading.text, start, end)
    if match is None:
        return []
    who = re.sub(r"\s+(?:of|and|for|the)$", "", match.group("object"))
    span = Span(match.start(), match.start("object") + len(who))
    return [_head(reading, ordinal, span, "talks", "talks", f"talks with {who}", "event-received")]


def _visit(
    reading: Reading, ordinal: int, start: int, end: int, people: Sequence[ActorMention], has_day: bool, told_again: int
) -> list[Head]:
    match = VISITED.search(reading.text, start, end)
    if match is None:
        return []
    if not (has_day or told_again >= match.end() or PURPOSE.search(reading.text, match.end("object"), end)):
        return []
    is_visitor = any(m.end_char <= match.start() and m.kind == "person" for m in people)
    if not is_visitor and VISITORS.search(reading.text, start, match.start()) is None:
        return []
    return [
        _head(
            reading,
            ordinal,
            Span(match.start(), match.start("object")),
            "visit",
            "visit",
            f"visit to {match.group('object')}",
            "event-visit",
        )
    ]
