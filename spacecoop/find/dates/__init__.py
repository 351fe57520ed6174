"""Temporal expressions, and the article's own publication date."""

from __future__ import annotations

from spacecoop.find.dates.frame import Frame, frame
from spacecoop.find.dates.resolve import Place, resolve
from spacecoop.find.dates.scan import Candidate, scan
from spacecoop.find.dates.tense import direction
from spacecoop.find.dates.timeline import Timeline
from spacecoop.find.dates.values import Value
from spacecoop.find.dates.words import Words, read
from spacecoop.find.found import ActorsFound, DatesFound, Publication
from spacecoop.tables import DateMention, Rejected
from spacecoop.text import Reading


def find_publication(reading: Reading) -> Publication:
    """When the article was published: its own date line first, then byline, then metadata, then the header."""
    return (
        Publication(published=reading.document.published, published_from="sidecar")
        if reading.document.published
        else Publication()
    )


def find(reading: Reading, publication: Publication, actors: ActorsFound) -> DatesFound:
    """Every temporal expression of the article, in reading order; names in ``actors`` are never dates."""
    words = read(reading.tokens)
    timeline = Timeline(publication.published, "published", False)
    found: list[DateMention] = []
    rejected: list[Rejected] = []
    for candidate in scan(reading.text, words):
        if not reading.inside(candidate.start):
            continue
        made = frame(words, candidate.rule, candidate.first, candidate.last_end)
        sentence = reading.sentence_at(candidate.start)
        value = resolve(made, timeline, _place(reading, candidate, sentence))
        if value is not None:
            found.append(_mention(reading, candidate, value))
    return DatesFound(tuple(found), tuple(rejected))


def _place(reading: Reading, candidate: Candidate, sentence: int) -> Place:
    return Place(
        sentence, lambda: direction(reading.text, reading.sentences[sentence], candidate.start, candidate.end)
    )


def _mention(reading: Reading, candidate: Candidate, value: Value) -> DateMention:
    return DateMention(
        **reading.place(candidate.start, candidate.end),
        rule=candidate.rule,
        date_id=reading.identify("dates", candidate.start, candidate.end),
        kind=value.kind,
        value=value.timex,
        edtf=value.edtf,
        start_date=value.start,
        end_date=value.end,
        precision=value.precision,
        anchor=value.anchor,
        modifier=value.modifier,
    )
