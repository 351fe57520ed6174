"""The tables whose rows are words of one document: dates, quantities, actor mentions, statements, claims, ties.

Declarations only: what a column means, may hold and refers to. How the words are found is the business of ``find``
and ``link``.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, TypedDict

from spacecoop.tables.column import column, record, table
from spacecoop.tables.facts import CONFERENCE_ID, ActorKind, Comparator, TieKind, TieStatus

Zone = Literal["title", "dateline", "body", "caption", "quote"]
DateKind = Literal["date", "time", "duration", "set"]
DatePrecision = Literal["time", "day", "week", "month", "quarter", "season", "year", "decade", "century", "vague"]
DateAnchor = Literal["explicit", "published", "context", "none"]
DateModifier = Literal["start", "mid", "end", "approx", "before", "after", "none"]
DateRole = Literal[
    "published", "conference_start", "conference_end", "milestone", "deadline", "founding", "background", "other"
]
QuantityKind = Literal[
    "count", "money", "percent", "measure", "duration", "age", "temperature", "ratio", "ordinal", "number"
]
CurrencyFrom = Literal["code", "symbol", "adjective", "context", "default"]
ThingClass = Literal[
    "person", "country", "organisation", "agency", "member", "event", "mission", "request", "document", "time", "other"
]
QuantityRole = Literal[
    "attendance", "participating_countries", "member_countries", "membership", "signatories", "authors", "abstracts",
    "exhibitors", "applicants", "capacity", "budget", "cost", "contribution", "price", "duration", "share", "other",
]  # fmt: skip
MentionForm = Literal["name", "acronym", "surname", "demonym", "metonym", "prefix", "role"]
MentionKind = Literal[
    "person", "country", "agency", "organisation", "igo", "company", "university", "mission", "place"
]  # fmt: skip
StatementKind = Literal["direct", "mixed", "indirect"]
ClaimAttribute = Literal[
    "name", "edition", "start", "end", "duration", "city", "country", "venue", "organiser", "attendees", "countries",
    "status",
]  # fmt: skip
MENTION_ID = r"^[0-9a-f]{20}$"


class Place(TypedDict):
    """The columns that say where a mention stands; ``Reading.place`` fills them."""

    document_id: str
    start_char: int
    end_char: int
    text: str
    sentence: int
    zone: Zone


@record
class Mention:
    """Words of a document with their place in it."""

    document_id: str = column("Document that holds the words", references="documents.document_id")
    start_char: int = column(
        "First character of the words in the document's text", unit="code points from 0", minimum=0
    )
    end_char: int = column("First character after the words (half-open)", unit="code points from 0", minimum=1)
    text: str = column("The words as written, cut at 300 characters when published")
    sentence: int = column("Ordinal of the sentence that holds the first character", unit="sentences from 0", minimum=0)
    zone: Zone = column("Part of the article in which the words stand")
    rule: str = column("Name of the rule that made the row", pattern=r"^[a-z0-9_.+-]+$")


@table(
    "dates", title="Dates, times, durations and sets", key=("date_id",), sort=("document_id", "start_char", "end_char")
)
class DateMention(Mention):
    """Every temporal expression of an article's body, with its TIMEX3 and EDTF value."""

    date_id: str = column("Identifier of the mention", pattern=MENTION_ID)
    kind: DateKind = column("What the words denote (ISO-TimeML: DATE, TIME, DURATION, SET)")
    value: str = column("Value in TIMEX3 form (ISO-TimeML 2012), unknown parts written X")
    edtf: str | None = column("Value in EDTF (ISO 8601-2 level 2), null where EDTF has no form for it", default=None)
    start_date: date | None = column("First day of the closed interval; null when the year is unknown", default=None)
    end_date: date | None = column("Last day of the closed interval; null when the year is unknown", default=None)
    range_id: str | None = column(
        "Shared by the two rows that are the ends of one range", default=None, pattern=MENTION_ID
    )
    precision: DatePrecision = column("Grain of what the words say")
    anchor: DateAnchor = column("What supplied the parts that the words leave open")
    modifier: DateModifier = column("Qualification in the words: mid-2015 is mid, early is start", default="none")
    role: DateRole = column("What the date is of", default="other")


@table(
    "quantities", title="Numbers, money, counts and measures", key=("quantity_id",),
    sort=("document_id", "start_char", "end_char"),
)  # fmt: skip
class QuantityMention(Mention):
    """Every quantity an article's body states, with its bounds kept as said."""

    quantity_id: str = column("Identifier of the mention", pattern=MENTION_ID)
    kind: QuantityKind = column("What sort of quantity it is")
    comparator: Comparator = column("How the words bound the number")
    value: float | None = column("The number as said; null only for range and indefinite", default=None)
    low: float | None = column("Least value the words allow; null where they set none", default=None)
    high: float | None = column("Greatest value the words allow; null where they set none", default=None)
    mantissa: float | None = column("The number before its scale word: 17 of 17 billion", default=None)
    scale_word: str | None = column("The scale word as written: billion, bn, crore", default=None)
    scale: float | None = column("What the scale word multiplies by", default=None)
    currency: str | None = column("Currency (ISO 4217)", default=None, pattern=r"^[A-Z]{3}$")
    currency_from: CurrencyFrom | None = column("What told the currency", default=None)
    unit: str | None = column("Unit of measure (UCUM)", default=None)
    unit_text: str | None = column("Unit of measure as written", default=None)
    per: str | None = column("What the quantity is per: year, person, km", default=None)
    thing: str | None = column("Noun phrase that is counted, or what money is for", default=None)
    thing_head: str | None = column("Head noun of the counted thing, as written", default=None)
    thing_class: ThingClass | None = column("Class of the counted thing", default=None)
    role: QuantityRole = column("What the quantity says of its subject", default="other")
    part_of_total: str | None = column(
        "Quantity of which this one is a part", default=None, references="quantities.quantity_id"
    )
    equivalent_of: str | None = column(
        "Quantity of which this one is a conversion", default=None, references="quantities.quantity_id"
    )
    subject_actor_id: str | None = column(
        "Whose budget, members or contribution it is", default=None, references="actors.actor_id"
    )
    conference_id: str | None = column(
        "Conference whose attendance it is", default=None, references="conferences.conference_id"
    )
    expected: bool = column("Announced or expected, not reported", default=False)


@table(
    "actor_mentions",
    title="Mentions of actors and places",
    key=("mention_id",),
    sort=("document_id", "start_char", "end_char"),
)
class ActorMention(Mention):
    """Every naming of a person, country, body, mission or place."""

    mention_id: str = column("Identifier of the mention", pattern=MENTION_ID)
    actor_id: str | None = column(
        "Actor that is named; null for a place that is no actor", default=None, references="actors.actor_id"
    )
    kind: MentionKind = column("Kind of the actor, or place")
    form: MentionForm = column("How the words name it")
    title: str | None = column("Title or office given beside the name", default=None)
    affiliation_actor_id: str | None = column(
        "Body the text says a person belongs to", default=None, references="actors.actor_id"
    )
    place_country: str | None = column("Country of a place (ISO 3166-1 alpha-2)", default=None, pattern=r"^[A-Z]{2}$")


@table(
    "statements",
    title="Quotations and reported statements",
    key=("statement_id",),
    sort=("document_id", "start_char", "end_char"),
)
class Statement(Mention):
    """Who said what: the span includes its quotation marks; a turn of an interview has none."""

    statement_id: str = column("Identifier of the statement", pattern=MENTION_ID)
    kind: StatementKind = column("direct: the quoted words make a sentence; mixed: they do not; indirect: no marks")
    speaker: str | None = column("Speaker as written at the cue; null when the text leaves it open", default=None)
    speaker_actor_id: str | None = column("Actor who speaks", default=None, references="actors.actor_id")
    speaker_start_char: int | None = column(
        "First character of the speaker's words", default=None, unit="code points from 0", minimum=0
    )
    speaker_end_char: int | None = column(
        "First character after the speaker's words", default=None, unit="code points from 0", minimum=1
    )
    cue: str | None = column("Words that introduce the statement: said, according to", default=None)
    affiliation_actor_id: str | None = column(
        "Body for which the speaker speaks", default=None, references="actors.actor_id"
    )


@table(
    "conference_claims",
    title="What each article says of a conference",
    key=("claim_id",),
    sort=("document_id", "start_char", "end_char", "attribute"),
)
class ConferenceClaim(Mention):
    """One statement of one article about one attribute of a conference, chosen for ``conferences`` or not."""

    claim_id: str = column("Identifier of the claim", pattern=MENTION_ID)
    conference_id: str = column(
        "Conference of which it is said", references="conferences.conference_id", pattern=CONFERENCE_ID
    )
    attribute: ClaimAttribute = column("What is said of it")
    value: str | None = column(
        "Value as text: EDTF for start and end, actor_id for an organiser, days for a duration", default=None
    )
    low: float | None = column("Lower bound of a count or duration", default=None)
    high: float | None = column("Upper bound of a count or duration", default=None)
    comparator: Comparator | None = column("How the words bound a count", default=None)
    expected: bool = column("Announced or expected, not reported", default=False)
    chosen: bool = column("Whether the conference's row shows this claim's value", default=False)
    ruling: str | None = column("What a person ruled about it in corrections.toml, with the day and why", default=None)


@table("ties", title="Cooperation ties", key=("tie_id",), sort=("document_id", "start_char", "end_char", "tie_id"))
class Tie(Mention):
    """An explicit statement that two actors cooperate, plan to, ended it, or may not."""

    tie_id: str = column("Identifier of the tie", pattern=MENTION_ID)
    group_id: str = column("Shared by the ties that one coordination made", pattern=MENTION_ID)
    actor_a: str = column("One actor: the first named, or who acts", references="actors.actor_id")
    actor_b: str = column("The other actor", references="actors.actor_id")
    kind: TieKind = column("Kind of cooperation")
    status: TieStatus = column("Whether it is so, planned, proposed, ended or denied")
    start: str | None = column("When it began or begins (EDTF)", default=None)
    end: str | None = column("When it ended or ends (EDTF)", default=None)
    mission_actor_id: str | None = column(
        "Mission or instrument it is about", default=None, references="actors.actor_id"
    )
    ruling: str | None = column("What a person ruled about it in corrections.toml, with the day and why", default=None)


@table("rejected", title="What was turned down", key=("document_id", "start_char", "end_char", "finder"))
class Rejected:
    """Words that looked like a value and were turned down, with the reason."""

    document_id: str = column("Document that holds the words", references="documents.document_id")
    start_char: int = column("First character of the words", unit="code points from 0", minimum=0)
    end_char: int = column("First character after the words (half-open)", unit="code points from 0", minimum=1)
    finder: str = column("Finder that turned them down: dates, quantities, actors, statements, conferences, ties")
    text: str = column("The words as written, cut at 300 characters when published")
    reason: str = column("Why they were turned down, in words")


__all__ = [
    "ActorKind", "ActorMention", "ConferenceClaim", "DateMention", "Mention", "Place", "QuantityMention", "Rejected",
    "Statement", "Tie", "Zone",
]  # fmt: skip
