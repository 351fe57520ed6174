"""Listed names as words: a name of several words counts as one, and in headlines only known names count at all.

What the names are is the lexicon's business; here they only meet the text's words.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from spacecoop.find.actors.gazetteer import Gazetteer
from spacecoop.find.actors.layout import Headlines
from spacecoop.find.actors.segments import Segment, segment_of
from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.find.actors.words import Word

LONGEST_KNOWN = 5


def with_listed(text: str, words: list[Word], listed: list[tuple[int, int]], floor: int, ceiling: int) -> list[Word]:
    """The words, those inside a listed name of several words replaced by one word that is the name."""
    first, last = bisect_left(listed, (floor, 0)), bisect_left(listed, (ceiling, 0))
    spans = [(start, end) for start, end in listed[first:last] if end <= ceiling]
    if not spans:
        return words
    found: list[Word] = []
    at, before = 0, floor
    is_after = False  # a listed name: the next word's gap starts at its end
    for start, end in spans:
        while at < len(words) and words[at].end <= start:
            word = words[at]
            found.append(replace(word, gap=text[before : word.start]) if is_after else word)
            before, is_after = word.end, False
            at += 1
        inside = at
        while inside < len(words) and words[inside].start < end:
            inside += 1
        if inside > at and (words[at].start < start or words[inside - 1].end > end):
            continue  # the listed name ends or starts inside a word: the word is something else
        is_first = inside > at and words[at].start == start and words[at].is_first
        found.append(Word(start, end, text[start:end], text[before:start], is_first))
        at, before, is_after = inside, end, True
    if is_after and at < len(words):
        found.append(replace(words[at], gap=text[before : words[at].start]))
        at += 1
    found.extend(words[at:])
    return found


def without_headlines(text: str, segments: list[Segment], names: Gazetteer, vocabulary: Vocabulary) -> list[Segment]:
    """The segments, those of headlines cut down to the names that the lexicon or the rest of the text knows."""
    headlines = Headlines(text, vocabulary.headline_verbs)
    if not headlines:
        return segments
    known = {text[s.start : s.end] for s in segments if not headlines.hold(s.start)}
    found: list[Segment] = []
    for segment in segments:
        if headlines.hold(segment.start) and segment.listed is None:
            parts = _known_parts(text, segment, known, names)
            first = segment.words[0].text.lower()
            is_person = (
                len(segment.words) in (2, 3) and vocabulary.is_given(first) and first not in vocabulary.unsure_given
            )
            is_whole = (
                is_person or segment.head in vocabulary.sure_heads or vocabulary.kinds.get(segment.head) == "place"
            )
            has_verb = any(w.text.lower() in vocabulary.headline_verbs for w in segment.words)
            found.extend([segment] if is_whole and not has_verb and len(segment.words) < 6 else parts)
        else:
            found.append(segment)
    return found


def _known_parts(text: str, segment: Segment, known: set[str], names: Gazetteer) -> list[Segment]:
    """Longest stretches of a segment's words that are names elsewhere."""
    words = segment.words
    parts: list[Segment] = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + LONGEST_KNOWN), at, -1):
            said = text[words[at].start : words[end - 1].end]
            if said in known or names.own(said):
                parts.append(segment_of(words[at:end], segment.title if at == 0 else None))
                at = end
                break
        else:
            at += 1
    return parts
