"""What the modules of this package hand to each other: namings of meetings, and the meetings that they name.

No text is read here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from spacecoop.frozen import frozen
from spacecoop.tables.facts import Comparator, ConferenceKind, ConferenceRole
from spacecoop.tables.mentions import ClaimAttribute

Form = Literal["named", "described", "anaphor"]


@frozen
class Span:
    """Half-open offsets."""

    start: int
    end: int


@frozen
class Head:
    """One naming of a meeting: by proper name, by description, or by a noun that refers back to one.

    ``opening`` is where the noun phrase begins, with its determiner and dates. ``determiner`` is the word that opens the noun phrase, in lower case, empty where there is none; ``other_edition``
    is the word that says that another edition than the article's is meant (next, last, previous). ``place`` is a
    modifier that names a town ("the Prague symposium"). ``days`` is the length that the noun phrase gives.
    """

    span: Span
    noun: str
    noun_span: Span
    kind: ConferenceKind
    form: Form
    name: str
    rule: str
    sentence: int
    opening: int
    is_in_title: bool = False
    determiner: str = ""
    series: str | None = None
    edition: int | None = None
    edition_span: Span | None = None
    year: int | None = None
    year_span: Span | None = None
    place: Span | None = None
    days: int | None = None
    days_span: Span | None = None
    other_edition: str = ""
    acronym: str | None = None

    def __hash__(self) -> int:
        return hash((self.span.start, self.span.end))  # which tell nearly all apart: namings are asked for all the time


@frozen
class Draft:
    """A claim before it has its identifier: what the words at ``span`` say of one attribute of a meeting.

    ``rank`` orders claims of equal standing by how firmly the words tie the value to the meeting, 0 the weakest.
    """

    attribute: ClaimAttribute
    span: Span
    rule: str
    value: str | None = None
    low: float | None = None
    high: float | None = None
    comparator: Comparator | None = None
    expected: bool = False
    rank: int = 1


@frozen
class Part:
    """An actor's part in a meeting, by the words that name the actor."""

    actor_id: str
    role: ConferenceRole
    span: Span
    rule: str


@dataclass(slots=True)
class Meeting:
    """A meeting of one document, with the namings that refer to it; the first of ``heads`` comes first in the text."""

    heads: list[Head]
    drafts: list[Draft] = field(default_factory=list[Draft])
    parts: list[Part] = field(default_factory=list[Part])
    is_main: bool = False

    @property
    def named(self) -> list[Head]:
        """The namings by a proper name."""
        return [head for head in self.heads if head.form == "named"]

    @property
    def series(self) -> str | None:
        """The series that any naming shows."""
        return next((head.series for head in self.heads if head.series), None)

    @property
    def edition(self) -> int | None:
        """The edition that the first naming with one gives."""
        return next((head.edition for head in self.heads if head.edition), None)

    @property
    def year(self) -> int | None:
        """The year in the first name that has one ("IAC 2014")."""
        return next((head.year for head in self.heads if head.year), None)

    @property
    def nouns(self) -> set[str]:
        """The nouns by which the text calls it."""
        return {head.noun for head in self.heads}


# Names of the rules that make claims; each has a witness in the tests.
RULES = frozenset(
    """
    country-in-name gathering length-told line-below listed-edition
    another arranged-by arranged-with arranger-as-subject arranger-in-relative closes counted-attendees counted-countries
    country-as-possessor country-in-clause country-of-region country-of-town dateline day-in-next-sentence day-of-meeting described
    described-with-names event-hearing event-met event-received event-signed event-visit explained-acronym former-name host-is is-host
    length-in-phrase named-in-headline opens ordinal place-in-clause place-in-phrase proper-name range
    range-in-next-sentence referring-noun series-name status-announced status-cancelled status-held supported-by titled told-of-it
    town-in-headline town-in-name town-in-venue town-of-seat town-of-there venue-in-clause year-in-name
    """.split()
)
