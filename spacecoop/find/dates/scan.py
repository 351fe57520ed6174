"""Candidates: the stretches of a text that the grammar accepts, with their offsets.

Nothing is anchored or turned down here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spacecoop.find.dates.grammar import pattern_of, rules_from, stretches, up_to_needed
from spacecoop.find.dates.words import Words
from spacecoop.frozen import frozen

PARAGRAPH = re.compile(r"\n[ \t]*\n")
# Tokens: where nothing but words and figures of time stand for so long, no sentence stands.
LONGEST_STRETCH = 300
NO_SENTENCE = "none.stretch"
POSSESSIVE = re.compile(r"['’][sS]$")


@frozen
class Candidate:
    """Tokens ``first`` to ``last_end`` (half-open) and the code points they cover."""

    rule: str
    first: int
    last_end: int
    start: int
    end: int


def scan(text: str, words: Words) -> Iterator[Candidate]:
    """Candidates in reading order; none crosses a paragraph."""
    known, core = stretches()
    for stretch in known.finditer(words.codes):
        if stretch.end() - stretch.start() > LONGEST_STRETCH:
            yield _no_sentence(words, stretch.start())
        elif core.search(words.codes, stretch.start(), stretch.end()):
            yield from _within(text, words, stretch.start(), stretch.end())


def _no_sentence(words: Words, first: int) -> Candidate:
    """The beginning of a stretch too long to be language, for the record."""
    last_end = first + LONGEST_STRETCH
    return Candidate(NO_SENTENCE, first, last_end, words.tokens[first].start, words.tokens[last_end - 1].end)


def _within(text: str, words: Words, position: int, size: int) -> Iterator[Candidate]:
    tokens, limit, floor, stretch = words.tokens, size, position, words.codes[position:size]
    while position < size:
        found = _first_match(stretch, position - floor, limit - floor)
        if found is None:
            if limit == size:
                return
            position, limit = limit, size
            continue
        rule, first, last_end = found[0], floor + found[1], floor + found[2]
        start, end = tokens[first].start, tokens[last_end - 1].end
        gap = PARAGRAPH.search(text, start, end)
        if gap is not None:
            limit = next(i for i in range(first + 1, last_end) if tokens[i].start >= gap.end())
            position = first
            continue
        if POSSESSIVE.search(tokens[last_end - 1].text):
            end -= 2
        yield Candidate(rule, first, last_end, start, end)
        position, limit = last_end, size


@lru_cache(maxsize=1 << 14)
def _first_match(stretch: str, position: int, limit: int) -> tuple[str, int, int] | None:
    """The leftmost expression in ``stretch[position:limit]`` with its rule, the first rule of those that match there.

    Kept, since few stretches are new: "in the", "3 May 2013" and "last year" are the same letters in every text.
    """
    rules, last_needed = rules_from(), up_to_needed().match(stretch, position, limit)
    for first in range(position, last_needed.end() if last_needed is not None else position):
        for rule in rules.get(stretch[first], ()):
            match = pattern_of(rule).match(stretch, first, limit)
            if match is not None:
                return rule, first, match.end()
    return None
