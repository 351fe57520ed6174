"""People, countries, bodies, missions and places that a document names."""

from __future__ import annotations

from spacecoop.find.actors.coref import Naming, Resolving
from spacecoop.find.actors.gazetteer import gazetteer
from spacecoop.find.actors.kinds import Deciding
from spacecoop.find.actors.rows import as_rows
from spacecoop.find.actors.runs import Joining, runs, sets_spaces
from spacecoop.find.actors.segments import Cutter, Segment
from spacecoop.find.actors.vocabulary import vocabulary
from spacecoop.find.actors.words import Word, capitalised
from spacecoop.find.found import ActorsFound
from spacecoop.text import Reading


def find(reading: Reading) -> ActorsFound:
    """Every actor of the article and each of its mentions, in reading order."""
    words, names = vocabulary(), gazetteer()
    segments = segments_of(reading)
    decisions = Deciding(reading.text, segments, words, names).decide()
    namings: list[Naming] = []
    turned_down: list[tuple[Segment, str]] = []
    for segment, decision in zip(segments, decisions, strict=True):
        if decision.kind is None:
            turned_down.append((segment, decision.reason))
            continue
        text = reading.text[segment.start : segment.end]
        form = "name" if decision.owner is None else decision.owner.form
        if decision.owner is None and " " not in text and text.isupper():
            form = "acronym"
        if decision.kind == "place" and form == "metonym":
            form = "name"
        namings.append(Naming(segment, decision, text, decision.kind, form, None, decision.rule))
    Resolving(reading.text, namings, words, names).resolve()
    return as_rows(reading, namings, turned_down, words, names)


def segments_of(reading: Reading) -> list[Segment]:
    """The segments of the article's zones, in reading order; a long listed name counts as one word."""
    cutter = Cutter(reading.text, vocabulary(), gazetteer())
    listed = list(cutter.names.long_matches(reading.text))
    found: list[Segment] = []
    joining = Joining(cutter.names.is_land, sets_spaces(reading.text))
    for zone in reading.article_spans():
        words = _with_listed(
            reading.text, list(capitalised(reading.text, zone.start, zone.end)), listed, zone.start, zone.end
        )
        for run in runs(iter(words), cutter.words, joining):
            found.extend(cutter.cut(run))
    return [s for s in found if s.words]


def _with_listed(text: str, words: list[Word], listed: list[tuple[int, int]], floor: int, ceiling: int) -> list[Word]:
    """The words, those inside a listed name of several words replaced by one word that is the name."""
    spans = [(a, b) for a, b in listed if floor <= a and b <= ceiling]
    if not spans:
        return words
    found: list[Word] = []
    at = 0
    before = floor
    for start, end in spans:
        while at < len(words) and words[at].end <= start:
            found.append(words[at])
            before = words[at].end
            at += 1
        if at < len(words) and words[at].start < start:
            continue  # the listed name starts inside a word: the word is something else
        is_first = at < len(words) and words[at].start == start and words[at].is_first
        inside = at
        while inside < len(words) and words[inside].start < end:
            inside += 1
        if inside > at and words[inside - 1].end > end:
            continue
        found.append(Word(start, end, text[start:end], text[before:start], is_first))
        before, at = end, inside
    found.extend(words[at:])
    return [w if i == 0 else w._replace(gap=text[found[i - 1].end : w.start]) for i, w in enumerate(found)]
