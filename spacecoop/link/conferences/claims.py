"""From what the text says of a meeting to its rows: claims with identifiers, the chosen values, the conference.

The choice itself is ``choose``'s; nothing is looked for in the text here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from spacecoop.find.found import Publication
from spacecoop.frozen import frozen
from spacecoop.link.conferences import choose, coref, edtf, standing
from spacecoop.link.conferences.choose import Option
from spacecoop.link.conferences.edtf import Day
from spacecoop.link.conferences.model import Draft, Head, Meeting, Span
from spacecoop.tables import Conference, ConferenceActor, ConferenceClaim, DateMention
from spacecoop.text import Reading

DateFrom = Literal["text", "published", "merged", "none"]
ONE_VALUED = (
    "name",
    "edition",
    "start",
    "end",
    "duration",
    "city",
    "country",
    "venue",
    "attendees",
    "countries",
    "status",
)
# What tells first and last day.
WHEN = frozenset(("start", "end", "duration"))


@frozen
class Rows:
    """A meeting's rows."""

    conference: Conference
    claims: tuple[ConferenceClaim, ...]
    actors: tuple[ConferenceActor, ...]


def conference_id(reading: Reading, meeting: Meeting) -> str:
    """The meeting's identifier within the document, from the words that first name it."""
    span = meeting.heads[0].span
    return "conference/" + reading.identify("conferences", span.start, span.end)


def rows(reading: Reading, meeting: Meeting, publication: Publication, dates: Sequence[DateMention]) -> Rows:
    """The conference that the meeting makes, with its claims and actors."""
    key = conference_id(reading, meeting)
    drafts = _once(_all_drafts(meeting))
    start, end, _, _ = choose.when([_option(i, draft) for i, draft in enumerate(drafts) if draft.attribute in WHEN])
    status, head = standing.status(reading, meeting, start, end, publication.published)
    drafts.append(Draft("status", head.span, "status-" + status, status, rank=2))
    drafts = _once(drafts)
    options = [_option(i, draft) for i, draft in enumerate(drafts)]
    chosen = {attribute: choose.choose([o for o in options if o.attribute == attribute]) for attribute in ONE_VALUED}
    start, end, chosen["start"], chosen["end"] = choose.when(options)
    if not choose.is_shown_length(chosen["duration"], start, end):
        chosen["duration"] = None
    chosen["country"] = _country(options, chosen["city"], drafts) or chosen["country"]
    shown = {option.key for option in chosen.values() if option is not None} | {
        o.key for o in options if o.attribute == "organiser"
    }
    claims = tuple(
        _claim(reading, meeting, key, draft, o.key in shown) for draft, o in zip(drafts, options, strict=True)
    )
    return Rows(
        _conference(meeting, key, options, chosen, start, end, status, dates, drafts),
        tuple(sorted(claims, key=lambda c: (c.start_char, c.end_char, c.attribute))),
        tuple(_actor(reading, key, part.actor_id, part.role, part.span) for part in meeting.parts),
    )


def _all_drafts(meeting: Meeting) -> list[Draft]:
    """The tied claims, and what the namings themselves say: name and edition."""
    made: list[Draft] = []
    for head in meeting.named or [_best_described(meeting)]:
        is_written_out = head.form == "named" and head.rule not in ("series-name", "explained-acronym", "another")
        rank = 3 if is_written_out else 2 if head.form == "named" else 1
        made.append(Draft("name", head.span, head.rule, head.name, rank=rank))
    for head in meeting.heads:
        if head.edition and head.edition_span:
            made.append(Draft("edition", head.edition_span, "ordinal", str(head.edition), rank=2))
    for head in meeting.heads:
        if head.year and head.year_span:
            made.append(Draft("start", head.year_span, "year-in-name", str(head.year), rank=1))
    for part in meeting.parts:
        made.append(Draft("organiser", part.span, part.rule, part.actor_id, rank=2))
    return made + meeting.drafts


def _best_described(meeting: Meeting) -> Head:
    """The naming that tells most, of a meeting that has no name; of equals the first."""
    described = [head for head in meeting.heads if head.form == "described"] or meeting.heads
    return max(described, key=lambda head: (len(coref.content(head.name)), -head.span.start))


def _once(drafts: Sequence[Draft]) -> list[Draft]:
    kept: dict[tuple[str, Span], Draft] = {}
    for draft in drafts:
        before = kept.get((draft.attribute, draft.span))
        if before is None or draft.rank > before.rank:
            kept[draft.attribute, draft.span] = draft
    return sorted(kept.values(), key=lambda d: (d.span.start, d.span.end, d.attribute))


def _option(i: int, draft: Draft) -> Option:
    return Option(
        key=f"{i:05d}", attribute=draft.attribute, value=draft.value, low=draft.low, high=draft.high,
        comparator=draft.comparator, expected=draft.expected, firmness=draft.rank, order=draft.span.start,
    )  # fmt: skip


def _country(options: Sequence[Option], city: Option | None, drafts: Sequence[Draft]) -> Option | None:
    """The country claimed by the words that gave the city."""
    if city is None:
        return None
    at = drafts[int(city.key)].span
    own = [o for o in options if o.attribute == "country" and drafts[int(o.key)].span == at]
    named = [o for o in options if o.attribute == "country" and 0 < drafts[int(o.key)].span.start - at.end < 4]
    return next(iter(named + own), None)


def _conference(
    meeting: Meeting, key: str, options: Sequence[Option], chosen: dict[str, Option | None], start: Day | None,
    end: Day | None, status: standing.Status, dates: Sequence[DateMention], drafts: Sequence[Draft],
) -> Conference:  # fmt: skip
    def value(attribute: str) -> str | None:
        option = chosen.get(attribute)
        return option.value if option else None

    people, lands = chosen["attendees"], chosen["countries"]
    edition = value("edition")
    shown = start or end
    return Conference(
        conference_id=key,
        name=value("name") or meeting.heads[0].name,
        series=meeting.series,
        edition=int(edition) if edition else None,
        kind=_kind(meeting),
        mention="main" if meeting.is_main else "mentioned",
        status=status,
        start_date=start.as_date() if start else None,
        end_date=_last_day(start, end),
        date_edtf=edtf.interval(start, end),
        date_from=_date_from(shown, chosen["start"] or chosen["end"], drafts, dates),
        city=value("city"),
        country=value("country"),
        venue=value("venue"),
        attendees_low=people.low if people else None,
        attendees_high=people.high if people else None,
        attendees_comparator=people.comparator if people else None,
        countries_low=lands.low if lands else None,
        countries_high=lands.high if lands else None,
        countries_comparator=lands.comparator if lands else None,
        agreement=choose.agreement([*options, *_length_of(start, end)]),
    )


def _last_day(start: Day | None, end: Day | None):
    if end is not None:
        return end.as_date()
    return start.as_date() if start else None


def _length_of(start: Day | None, end: Day | None) -> list[Option]:
    """The length that the dates give, as a claim against lengths that are said."""
    days = edtf.days_between(start, end) if start and end else None
    return [Option("dates", "duration", None, float(days), float(days), firmness=3)] if days else []


def _kind(meeting: Meeting):
    named = meeting.named
    return (named[0] if named else meeting.heads[0]).kind


def _date_from(
    shown: Day | None, option: Option | None, drafts: Sequence[Draft], dates: Sequence[DateMention]
) -> DateFrom:
    if shown is None or shown.year is None or option is None:
        return "none"
    span = drafts[int(option.key)].span
    anchors = {d.anchor for d in dates if span.start <= d.start_char and d.end_char <= span.end}
    return "published" if anchors == {"published"} else "text"


def _claim(reading: Reading, meeting: Meeting, key: str, draft: Draft, is_chosen: bool) -> ConferenceClaim:
    return ConferenceClaim(
        **reading.place(draft.span.start, draft.span.end),
        rule=draft.rule,
        claim_id=reading.identify(
            "conference_claims", draft.span.start, draft.span.end, f"{draft.attribute}:{meeting.heads[0].span.start}"
        ),
        conference_id=key,
        attribute=draft.attribute,
        value=draft.value,
        low=draft.low,
        high=draft.high,
        comparator=draft.comparator,
        expected=draft.expected,
        chosen=is_chosen,
    )


def _actor(reading: Reading, key: str, actor_id: str, role: str, span: Span) -> ConferenceActor:
    return ConferenceActor(
        conference_id=key,
        actor_id=actor_id,
        role=role,  # type: ignore[arg-type]
        document_id=reading.document.document_id,
        start_char=span.start,
        end_char=span.end,
        text=reading.text[span.start : span.end],
    )
