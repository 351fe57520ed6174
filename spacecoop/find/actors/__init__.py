"""People, countries, bodies, missions and places that a document names."""

from __future__ import annotations

from spacecoop.find.actors.coref import Naming, Resolving, naming_of
from spacecoop.find.actors.definitions import spelt_names
from spacecoop.find.actors.gazetteer import gazetteer
from spacecoop.find.actors.kinds import Deciding
from spacecoop.find.actors.layout import unwrapped
from spacecoop.find.actors.listed import with_listed, without_headlines
from spacecoop.find.actors.rows import as_rows
from spacecoop.find.actors.runs import Joining, runs, sets_spaces
from spacecoop.find.actors.segments import Cutter, Segment
from spacecoop.find.actors.vocabulary import vocabulary
from spacecoop.find.actors.words import capitalised
from spacecoop.find.found import ActorsFound
from spacecoop.text import Reading


def find(reading: Reading) -> ActorsFound:
    """Every actor of the article and each of its mentions, in reading order."""
    words, names = vocabulary(), gazetteer()
    text = unwrapped(reading.text)
    segments = segments_of(reading, text)
    decisions = Deciding(text, segments, words, names).decide()
    namings: list[Naming] = []
    turned_down: list[tuple[Segment, str]] = []
    for segment, decision in zip(segments, decisions, strict=True):
        if decision.kind is None:
            turned_down.append((segment, decision.reason))
        else:
            namings.append(naming_of(segment, decision, text[segment.start : segment.end]))
    Resolving(text, namings, words, names).resolve()
    return as_rows(reading, text, namings, turned_down, words, names)


def segments_of(reading: Reading, text: str) -> list[Segment]:
    """The segments of the article's zones, in reading order; a long listed name counts as one word."""
    cutter = Cutter(text, vocabulary(), gazetteer())
    joining = Joining(cutter.names.is_land, sets_spaces(text), spelt_names(text))
    zones = [(z.start, z.end, list(capitalised(text, z.start, z.end))) for z in reading.article_spans()]
    listed = list(cutter.names.long_matches(text, (word for _, _, words in zones for word in words)))
    found: list[Segment] = []
    for start, end, words in zones:
        for run in runs(iter(with_listed(text, words, listed, start, end)), cutter.words, joining):
            found.extend(cutter.cut(run))
    return without_headlines(text, found, cutter.names, cutter.words)
