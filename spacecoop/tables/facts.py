"""The tables that gather mentions into facts, and those about the sources: actors, conferences, cooperation, documents.

Declarations only; ``merge`` fills them across documents and ``extract`` within one.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from spacecoop.tables.column import column, table

Comparator = Literal[
    "exact", "about", "nearly", "at_least", "more_than", "at_most", "up_to", "less_than", "range", "indefinite"
]
ActorKind = Literal["person", "country", "agency", "organisation", "igo", "company", "university", "mission"]
ConferenceKind = Literal[
    "congress", "conference", "symposium", "workshop", "forum", "summit", "assembly", "session", "ministerial",
    "course", "competition", "signing", "visit", "talks", "other",
]  # fmt: skip
ConferenceRole = Literal["organiser", "host", "sponsor", "participant", "speaker", "absent"]
TieKind = Literal[
    "agreement", "joint_mission", "invitation", "prohibition", "talks", "data_sharing", "launch_service", "membership",
    "training", "funding", "other",
]  # fmt: skip
TieStatus = Literal["actual", "planned", "proposed", "ended", "denied"]
PublishedFrom = Literal["dateline", "byline", "sidecar", "html", "header", "none"]
JoinedBy = Literal[
    "lexicon", "document", "kind", "writing", "legal_form", "country", "spelling", "order", "initials", "slip",
    "ruling",
]  # fmt: skip
Agreement = Literal["single", "agree", "conflict"]
CONFERENCE_ID = r"^conference/[a-z0-9._+-]+$"
ACTOR_ID = r"^(person|country|agency|organisation|igo|company|university|mission)/\S+$"
SHA256 = r"^[0-9a-f]{64}$"
COUNTRY = r"^[A-Z]{2}$"


@table("documents", title="Articles", key=("document_id",))
class DocumentRow:
    """One row an article, with what is known of its source and the hashes that every offset rests on."""

    document_id: str = column("Path below sources/ with its ending, plus #n in a file that holds several")
    collection: str = column("Folder below sources/ in which the source lies")
    source: str = column("File below sources/ that holds the article")
    format: str = column("Format of the source", pattern=r"^[a-z]+$")
    title: str | None = column("Headline", default=None)
    outlet: str | None = column("Who published the article", default=None)
    author: str | None = column("Who wrote it", default=None)
    url: str | None = column("Where it was published", default=None)
    published: date | None = column(
        "Publication date as decided; null when neither text nor metadata gives one", default=None
    )
    published_precision: Literal["day", "month", "year"] | None = column("Grain of the publication date", default=None)
    published_from: PublishedFrom = column("What the publication date was taken from")
    published_conflict: bool = column("Whether another source of the date says a different day")
    published_passed_over: str | None = column(
        "Dates that were passed over, as from=date pairs joined by a space", default=None
    )
    language: str = column("Language of the text (ISO 639-1), und when it cannot be told", pattern=r"^[a-z]{2,3}$")
    words: int = column("Words of the body", unit="words", minimum=0)
    sha256: str = column(
        "Hash of the source's raw bytes (of the line's bytes in a file that holds several)", pattern=SHA256
    )
    text_sha256: str = column(
        "Hash of the text cut from it, UTF-8; offsets count that text's code points", pattern=SHA256
    )
    extractor: str = column("What cut the text, with its version")
    rights: str | None = column("Rights in the article as the source states them", default=None)
    duplicate_of: str | None = column(
        "Document whose text this one repeats, or nearly, and which counts in its place",
        default=None,
        references="documents.document_id",
    )


@table("actors", title="Actors", key=("actor_id",))
class Actor:
    """People, countries, bodies, companies and missions that the articles name."""

    actor_id: str = column("Identifier: kind and natural key", pattern=ACTOR_ID)
    name: str = column("Canonical name")
    kind: ActorKind = column("Kind of actor")
    acronym: str | None = column("Acronym", default=None)
    country: str | None = column(
        "Country it belongs to (ISO 3166-1 alpha-2, ISO 3166-3 for former states)", default=None, pattern=COUNTRY
    )
    wikidata: str | None = column("Wikidata item", default=None, pattern=r"^Q[0-9]+$")
    parent_actor_id: str | None = column("Actor of which it is a part", default=None, references="actors.actor_id")
    listed: bool = column("Whether it is in the shipped lexicon")
    mentions: int = column("How often it is named", unit="mentions", minimum=0, default=0)
    documents: int = column("In how many documents it is named", unit="documents", minimum=0, default=0)
    ruling: str | None = column("What a person ruled about it in corrections.toml, with the day and why", default=None)


@table("actor_aliases", title="Names under which actors appear", key=("actor_id", "alias"))
class ActorAlias:
    """Every spelling under which the articles name an actor."""

    actor_id: str = column("Actor that is named", references="actors.actor_id")
    alias: str = column("Spelling as found")
    form: str = column("How the spelling names it: name, acronym, surname, demonym, metonym, prefix, role")
    joined_by: JoinedBy = column(
        "Why the spelling is this actor's: lexicon (a listed name), document (the document's own words), or the rule that"
        " joined it with what other documents say: kind, writing, legal_form, country, spelling, order, initials, slip;"
        " ruling, where a person said so"
    )
    document_id: str = column(
        "First document, by identifier, that names the actor so", references="documents.document_id"
    )


@table("conferences", title="Conferences", key=("conference_id",), sort=("start_date", "conference_id"))
class Conference:
    """One row a meeting, its values chosen among the claims of ``conference_claims``."""

    conference_id: str = column("Identifier: series and edition, or the smallest member's", pattern=CONFERENCE_ID)
    name: str = column("Name, or description of a meeting that has none")
    series: str | None = column("Series it belongs to", default=None)
    edition: int | None = column("Ordinal within its series", default=None, unit="editions from 1", minimum=1)
    kind: ConferenceKind = column("Kind of meeting")
    mention: Literal["main", "mentioned"] = column("Whether any article is about it, or it is only mentioned")
    status: Literal["held", "announced", "cancelled"] = column("Whether the articles say that it took place")
    start_date: date | None = column("First day; null when year, month or day is unknown", default=None)
    end_date: date | None = column("Last day; null when year, month or day is unknown", default=None)
    date_edtf: str | None = column("When it took place, to the grain that is known (EDTF)", default=None)
    date_from: Literal["text", "published", "merged", "none"] = column("What supplied the year", default="none")
    city: str | None = column("City", default=None)
    country: str | None = column("Country (ISO 3166-1 alpha-2)", default=None, pattern=COUNTRY)
    venue: str | None = column("Venue", default=None)
    attendees_low: float | None = column("Least number of people who attended", default=None, unit="people", minimum=0)
    attendees_high: float | None = column(
        "Greatest number of people who attended", default=None, unit="people", minimum=0
    )
    attendees_comparator: Comparator | None = column("How the words bound the attendance", default=None)
    countries_low: float | None = column(
        "Least number of countries that took part", default=None, unit="countries", minimum=0
    )
    countries_high: float | None = column(
        "Greatest number of countries that took part", default=None, unit="countries", minimum=0
    )
    countries_comparator: Comparator | None = column("How the words bound the countries", default=None)
    documents: int = column("How many documents report it", unit="documents", minimum=1, default=1)
    agreement: Agreement = column("Whether the claims agree", default="single")
    ruling: str | None = column("What a person ruled about it in corrections.toml, with the day and why", default=None)


@table(
    "conference_actors", title="Who organised and took part", key=("conference_id", "actor_id", "role", "document_id")
)
class ConferenceActor:
    """An actor's part in a conference, with the words that state it."""

    conference_id: str = column("Conference", references="conferences.conference_id")
    actor_id: str = column("Actor", references="actors.actor_id")
    role: ConferenceRole = column("Part it had")
    document_id: str = column("Document that says so", references="documents.document_id")
    start_char: int = column("First character of the words that name the actor", unit="code points from 0", minimum=0)
    end_char: int = column("First character after them", unit="code points from 0", minimum=1)
    text: str = column("The words, cut at 300 characters when published")


@table("budgets", title="Budgets and other sums", key=("quantity_id",), sort=("document_id", "start_char"))
class Budget:
    """A view for people: whose money, what for, how much, in the words that say so."""

    quantity_id: str = column("Quantity", references="quantities.quantity_id")
    actor_id: str | None = column("Whose", default=None, references="actors.actor_id")
    actor: str | None = column("Whose, by name", default=None)
    role: str = column("budget, cost, contribution, price or other")
    purpose: str | None = column("What for, in the text's words", default=None)
    amount_low: float | None = column("Least amount", default=None, unit="units of the currency")
    amount_high: float | None = column("Greatest amount", default=None, unit="units of the currency")
    comparator: Comparator = column("How the words bound the amount")
    currency: str | None = column("Currency (ISO 4217)", default=None, pattern=r"^[A-Z]{3}$")
    period: str | None = column("Fiscal year or date it is for (EDTF or FY)", default=None)
    document_id: str = column("Document that says so", references="documents.document_id")
    start_char: int = column("First character of the amount", unit="code points from 0", minimum=0)
    end_char: int = column("First character after it", unit="code points from 0", minimum=1)
    text: str = column("The words, cut at 300 characters when published")


@table("cooperation", title="Cooperation by pair and year", key=("actor_a", "actor_b", "year"))
class Cooperation:
    """A view for people: how many documents state which ties of a pair in a year, each document counted once a column."""

    actor_a: str = column("The actor whose id sorts first", references="actors.actor_id")
    actor_b: str = column("The other actor", references="actors.actor_id")
    year: str = column("Year of the tie, else of publication; XXXX when neither is known", pattern=r"^([0-9]{4}|XXXX)$")
    documents: int = column("Documents that state any tie", unit="documents", minimum=1)
    ties: int = column("Ties stated", unit="ties", minimum=1)
    agreement: int = column("Documents that state an agreement", unit="documents", minimum=0, default=0)
    joint_mission: int = column("Documents that state a joint mission", unit="documents", minimum=0, default=0)
    invitation: int = column("Documents that state an invitation", unit="documents", minimum=0, default=0)
    prohibition: int = column("Documents that state a prohibition", unit="documents", minimum=0, default=0)
    talks: int = column("Documents that state talks", unit="documents", minimum=0, default=0)
    data_sharing: int = column("Documents that state shared data", unit="documents", minimum=0, default=0)
    launch_service: int = column("Documents that state a launch for another", unit="documents", minimum=0, default=0)
    membership: int = column("Documents that state a membership", unit="documents", minimum=0, default=0)
    training: int = column("Documents that state training", unit="documents", minimum=0, default=0)
    funding: int = column("Documents that state funding", unit="documents", minimum=0, default=0)
    other: int = column("Documents that state another tie", unit="documents", minimum=0, default=0)
    actual: int = column("Documents that state a tie as a fact", unit="documents", minimum=0, default=0)
    planned: int = column("Documents that state a tie as planned", unit="documents", minimum=0, default=0)
    proposed: int = column("Documents that state a tie as proposed", unit="documents", minimum=0, default=0)
    ended: int = column("Documents that state a tie as ended", unit="documents", minimum=0, default=0)
    denied: int = column("Documents that deny a tie", unit="documents", minimum=0, default=0)


@table("problems", title="Sources that could not be read", key=("source",))
class Problem:
    """A source that was left out or read in part, and what to do about it."""

    source: str = column("Path below sources/, plus #n for one article of a file that holds several")
    problem: str = column("Short name of the fault", pattern=r"^[a-z_]+$")
    reason: str = column("What is wrong, in words")
    remedy: str = column("What to do")


@table("moved_ids", title="Identifiers that moved", key=("old", "new"))
class MovedId:
    """An identifier that a merge or a split of rows replaced: what one document alone would give, or the release before
    gave, and what stands for it now."""

    old: str = column("Identifier that stands for no row any more")
    new: str = column("Identifier now")
    table: str = column("Table whose key it is")
    cause: str = column("Why it moved")
