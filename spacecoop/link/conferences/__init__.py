"""Meetings: what the article says of each, and the roles its dates and counts play."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Generic, TypeVar

from spacecoop.link.conferences import (
    claims,
    coref,
    counts,
    dates,
    edtf,
    events,
    gathering,
    heads,
    later,
    lines,
    listed,
    organisers,
    places,
    pronouns,
    series,
    standing,
    towns,
)
from spacecoop.link.conferences.bounds import bounded
from spacecoop.link.conferences.clause import Clause
from spacecoop.link.conferences.model import Draft, Head, Meeting, Span
from spacecoop.link.conferences.terms import terms
from spacecoop.link.found import ConferencesFound, Mentions
from spacecoop.tables import ActorMention, ConferenceActor, DateMention, QuantityMention, Rejected
from spacecoop.text import Reading

# How many sentences back the meeting lies that a count without a naming of its own is of.
REACH = 2
# The same for "the hosts were A and B", which can mean nothing else.
ARRANGED_WITHIN = 4
# Beyond so many characters such a sentence is a list or worse.
LONGEST_TELLING = 800
# Days ahead from which on a date line says nothing of a meeting's place.
FAR_OFF = 60


def link(reading: Reading, mentions: Mentions) -> ConferencesFound:
    """The document's meetings; ``dates`` and ``quantities`` come back with roles and ``conference_id`` set."""
    found, rejected = heads.find(reading, towns.is_place)
    found = series.with_series(reading, found)
    if found:
        found.extend(pronouns.find(reading))
        found.extend(listed.find(reading))
    found.extend(events.find(reading, [h.span for h in found], mentions.actors.mentions, mentions.dates.mentions))
    found = events.without_purposes(reading, found)
    found = bounded(sorted(found, key=lambda h: (h.span.start, h.span.end)))
    if not found:
        return ConferencesFound(
            dates=mentions.dates.mentions, quantities=mentions.quantities.mentions, rejected=tuple(rejected)
        )
    published = mentions.publication.published
    meetings = coref.gather(found, published.year if published else None)
    meetings = later.told_apart(reading, meetings, _Sorted(mentions.dates.mentions).within, published)
    linking = _Linking(reading, mentions, meetings)
    linking.tie()
    standing.mark_main(reading, meetings, published)
    linking.place_by_dateline()
    return linking.found(rejected)


Found = TypeVar("Found", DateMention, ActorMention, QuantityMention)


class _Sorted(Generic[Found]):
    """Mentions by their place, for asking which stand in a sentence."""

    def __init__(self, mentions: Sequence[Found]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.start_char, m.end_char))
        self._starts = [m.start_char for m in self._mentions]

    def within(self, start: int, end: int) -> list[Found]:
        """The mentions that begin in a stretch of text, in order."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class _Linking:
    """One document's meetings while dates, places, actors and counts are tied to them."""

    def __init__(self, reading: Reading, mentions: Mentions, meetings: list[Meeting]) -> None:
        self.reading = reading
        self.mentions = mentions
        self.meetings = meetings
        self.counted: dict[str, tuple[Meeting, counts.Counted]] = {}
        self.unknown: list[Span] = []
        self.dates = _Sorted(mentions.dates.mentions)
        self.actors = _Sorted(mentions.actors.mentions)
        self.quantities = _Sorted(mentions.quantities.mentions)

    def tie(self) -> None:
        """Tie what each sentence says to the meetings that it names."""
        by_sentence: dict[int, list[tuple[Head, int]]] = {}
        for ordinal, meeting in enumerate(self.meetings):
            for head in meeting.heads:
                by_sentence.setdefault(head.sentence, []).append((head, ordinal))
        for sentence, named in sorted(by_sentence.items()):
            self._sentence(sentence, sorted(named, key=lambda n: n[0].span.start))
            self._going_on(sentence, named, by_sentence)
        self._below_headline()
        self._arranged_alone(by_sentence)
        self._counts(by_sentence)

    def _below_headline(self) -> None:
        """Give a meeting named in a headline what the line below tells, where that is a day and a place alone."""
        for above, line in lines.below_headlines(self.reading):
            named = [m for m in self.meetings if any(above.start <= h.span.start < line.start for h in m.heads)]
            if named:
                self._of_line(named[0], line)

    def _of_line(self, meeting: Meeting, line: Span) -> None:
        actors = [m for m in self.actors.within(line.start, line.end) if m.kind in ("place", "country")]
        days = self.dates.within(line.start, line.end)
        if lines.is_day_and_place(self.reading.text, line, [*actors, *days]):
            ranges = [w for w in dates.whens(days, self.reading.text) if w.end is not None]
            # One day alone, with or without a place, is the article's own date line.
            if len(ranges) == 1:
                meeting.drafts.extend(dates.of_line(ranges[0]))
                meeting.drafts.extend(draft for actor in actors for draft in places.of_line(actor))

    def _arranged_alone(self, by_sentence: dict[int, list[tuple[Head, int]]]) -> None:
        """Give the meeting spoken of before the arrangers that a sentence without a naming tells."""
        for sentence, (start, end) in enumerate(self.reading.sentences):
            if sentence in by_sentence:
                continue
            meeting = self._before(sentence, by_sentence, ARRANGED_WITHIN)
            if meeting is not None and organisers.may_tell(self.reading.text[start:end]):
                telling = Span(start, min(end, start + LONGEST_TELLING))
                actors = self.actors.within(start, telling.end)
                told = organisers.standing_alone(self.reading.text, telling, actors)
                known = {(p.actor_id, p.role) for p in meeting.parts}
                meeting.parts.extend(p for p in told if (p.actor_id, p.role) not in known)

    def _going_on(
        self, sentence: int, named: list[tuple[Head, int]], by_sentence: dict[int, list[tuple[Head, int]]]
    ) -> None:
        """Give the last meeting named the range of days in a next sentence that names none but says "held", "host"."""
        for following in range(sentence + 1, min(sentence + 1 + REACH, len(self.reading.sentences))):
            if following in by_sentence:
                return
            start, end = self.reading.sentences[following]
            found = dates.whens(self.dates.within(start, end), self.reading.text)
            meeting = self.meetings[next((n for n in reversed(named) if n[0].form == "named"), named[-1])[1]]
            if not any(d.rule == "range" for d in meeting.drafts):
                drafts = dates.in_next_sentence(self.reading.text, Span(start, end), found)
                drafts = drafts or dates.side_in_next_sentence(self.reading.text, Span(start, end), found)
                if dates.may_be_of(meeting.drafts, drafts):
                    meeting.drafts.extend(drafts)

    def _sentence(self, sentence: int, named: list[tuple[Head, int]]) -> None:
        start, end = self.reading.sentences[sentence]
        clause = Clause(self.reading.text, Span(start, end), dict(named))
        whens = dates.whens(self.dates.within(start, end), self.reading.text)
        actors = self.actors.within(start, end)
        placed = places.drafts(self.reading, clause, actors)
        dated = dates.drafts(self.reading.text, clause, whens)
        lasting = dates.lengths(self.reading.text, clause, self.dates.within(start, end))
        for head, ordinal in named:
            meeting = self.meetings[ordinal]
            meeting.drafts.extend(dated[head])
            meeting.drafts.extend(lasting[head])
            meeting.drafts.extend(placed[head])
            if not meeting.named:
                meeting.drafts.extend(gathering.drafts(clause, head))
            parts, unknown = organisers.parts(clause, head, actors)
            known = {(p.actor_id, p.role) for p in meeting.parts}
            meeting.parts.extend(p for p in parts if (p.actor_id, p.role) not in known)
            self.unknown.extend(unknown)

    def place_by_dateline(self) -> None:
        """Give a main meeting whose place no words tie to it the town of "there", of the date line or the headline."""
        for meeting in self.meetings:
            is_placed = any(d.attribute == "city" and d.rank >= 2 for d in meeting.drafts)
            if not is_placed:
                meeting.drafts.extend(places.by_reference(self.reading, meeting, self.mentions.actors.mentions))
            if (
                meeting.is_main
                and meeting.heads[0].rule != "event-visit"
                and not any(d.attribute == "city" for d in meeting.drafts)
                and not self._is_far_off(meeting)
            ):
                meeting.drafts.extend(places.by_dateline(self.reading, self.mentions.actors.mentions))

    def _is_far_off(self, meeting: Meeting) -> bool:
        """Whether a meeting is so far ahead that the article cannot be dated from where it is held."""
        published = self.mentions.publication.published
        starts = [edtf.parse(d.value) for d in meeting.drafts if d.attribute == "start"]
        first = max((edtf.order(s) for s in starts if s is not None and s.year is not None), default=None)
        if published is None or first is None:
            return False
        ahead = published + timedelta(FAR_OFF)
        return first > (ahead.year, ahead.month, ahead.day)[: len(first)]

    def _counts(self, by_sentence: dict[int, list[tuple[Head, int]]]) -> None:
        for quantity in self.mentions.quantities.mentions:
            sentence = quantity.sentence
            named = by_sentence.get(sentence, [])
            others = [h.span.end for h, _ in named if h.other_edition and h.span.end <= quantity.start_char]
            what = counts.counted(
                self.reading.text, self.reading.sentences[sentence], quantity, bool(named), max(others, default=0)
            )
            if what is None:
                continue
            meeting = self._nearest(quantity, named) or self._before(sentence, by_sentence)
            if meeting is None:
                continue
            self.counted[quantity.quantity_id] = (meeting, what)
            meeting.drafts.append(_count_draft(quantity, what))

    def _nearest(self, quantity: QuantityMention, named: Sequence[tuple[Head, int]]) -> Meeting | None:
        if not named:
            return None
        _, ordinal = min(
            named,
            key=lambda n: (
                max(n[0].span.start - quantity.end_char, quantity.start_char - n[0].span.end),
                n[0].span.start,
            ),
        )
        return self.meetings[ordinal]

    def _before(
        self, sentence: int, by_sentence: dict[int, list[tuple[Head, int]]], reach: int = REACH
    ) -> Meeting | None:
        for back in range(1, reach + 1):
            named = by_sentence.get(sentence - back)
            if named:
                return self.meetings[next((n for n in named if n[0].form == "named"), named[0])[1]]
        return None

    def found(self, rejected: list[Rejected]) -> ConferencesFound:
        """The rows of the meetings that the text says enough of."""
        kept: list[Meeting] = []
        for meeting in self.meetings:
            if is_told(self.reading.text, meeting):
                kept.append(meeting)
            else:
                rejected.append(self._turned_down(meeting.heads[0].span, "a meeting without proper name, day or place"))
        rejected.extend(self._turned_down(span, "arranges a meeting but is no known actor") for span in self.unknown)
        made = [claims.rows(self.reading, m, self.mentions.publication, self.mentions.dates.mentions) for m in kept]
        return ConferencesFound(
            conferences=tuple(r.conference for r in made),
            claims=tuple(
                sorted((c for r in made for c in r.claims), key=lambda c: (c.start_char, c.end_char, c.attribute))
            ),
            actors=tuple(_one_role(a for r in made for a in r.actors)),
            dates=self._dated(kept),
            quantities=self._quantified(kept),
            rejected=tuple(rejected),
        )

    def _turned_down(self, span: Span, reason: str) -> Rejected:
        return Rejected(
            document_id=self.reading.document.document_id, start_char=span.start, end_char=span.end,
            finder="conferences", text=self.reading.text[span.start : span.end], reason=reason,
        )  # fmt: skip

    def _dated(self, kept: Sequence[Meeting]) -> tuple[DateMention, ...]:
        roles: dict[tuple[int, int], str] = {}
        for meeting in kept:
            for draft in meeting.drafts:
                if draft.attribute in ("start", "end"):
                    roles.setdefault((draft.span.start, draft.span.end), draft.attribute)
        spans = sorted(roles)
        marked: list[DateMention] = []
        for mention in self.mentions.dates.mentions:
            holding = [s for s in spans if s[0] <= mention.start_char and mention.end_char <= s[1]]
            if not holding or mention.kind not in ("date", "time"):
                marked.append(mention)
                continue
            start, end = holding[0]
            is_end = roles[start, end] == "end" or (mention.start_char > start and mention.end_char == end)
            marked.append(replace(mention, role="conference_end" if is_end else "conference_start"))
        return tuple(marked)

    def _quantified(self, kept: Sequence[Meeting]) -> tuple[QuantityMention, ...]:
        keys = {id(m): claims.conference_id(self.reading, m) for m in kept}
        marked: list[QuantityMention] = []
        for quantity in self.mentions.quantities.mentions:
            meeting, what = self.counted.get(quantity.quantity_id, (None, None))
            if meeting is None or what is None or id(meeting) not in keys:
                marked.append(quantity)
            else:
                marked.append(replace(quantity, role=what, conference_id=keys[id(meeting)]))
        return tuple(marked)


def is_told(text: str, meeting: Meeting) -> bool:
    """Whether the text says enough for a row: a proper name, or a day or place of a meeting that is described."""
    first = meeting.heads[0]
    firm = {d.attribute for d in meeting.drafts if d.rank >= 2}
    if meeting.named:
        is_counted = meeting.edition is not None or meeting.year is not None or meeting.series is not None
        return (
            is_counted or bool(firm & {"start", "end", "city", "attendees", "countries"}) or is_attended(text, meeting)
        )
    if not first.name:
        return False
    if first.noun in terms().strong or first.rule.startswith("event-"):
        said = {d.attribute for d in meeting.drafts}
        is_visit = first.rule == "event-visit" and "country" in said
        # What the lead tells happened where the article is dated from.
        is_lead = meeting.is_main and first.rule.startswith("event-") and "city" in said
        is_placed = bool(firm & {"start", "end", "city"})
        return is_placed or is_visit or is_lead or (meeting.is_main and bool(firm or meeting.parts))
    is_dated, is_counted = bool(firm & {"start", "end"}), bool(firm & {"attendees", "countries"})
    is_placed = bool(firm & {"city", "country"})
    if first.noun in ("meeting", "roundtable", "session", "course", "dialogue"):
        is_placed = is_placed or bool(meeting.parts) or is_counted
        is_dated = is_dated or ("city" in firm and is_counted)
    return (is_dated and is_placed) or (meeting.is_main and bool(firm))


def is_attended(text: str, meeting: Meeting) -> bool:
    """Whether a naming stands where an event does: "at the forum", "attended the congress", not "a member of"."""
    vocabulary = terms()
    for head in meeting.heads:
        if head.form != "named" and not head.is_in_title:
            continue
        before = text[max(0, head.opening - 40) : head.opening]
        after = text[head.span.end : head.span.end + 40]
        if (
            vocabulary.at_event.search(before)
            or vocabulary.took_place.search(after)
            or vocabulary.announced.match(after.lstrip())
        ):
            return True
    return False


def _count_draft(quantity: QuantityMention, what: counts.Counted) -> Draft:
    attribute = "attendees" if what == "attendance" else "countries"
    return Draft(
        attribute, Span(quantity.start_char, quantity.end_char), "counted-" + attribute, low=quantity.low,
        high=quantity.high, comparator=quantity.comparator, expected=quantity.expected,
        rank=3,
    )  # fmt: skip


def _one_role(found: Iterable[ConferenceActor]) -> list[ConferenceActor]:
    kept: dict[tuple[str, str, str], ConferenceActor] = {}
    for row in found:
        kept.setdefault((row.conference_id, row.actor_id, row.role), row)
    return list(kept.values())
