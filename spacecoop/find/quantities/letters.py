"""Letters after figures that may be a scale or a unit: "1.2m tons" and "8 B people" against "a 2.4m mirror".

Only the words beside the letter are asked; the scales themselves are in the lexicon.
"""

from __future__ import annotations

import re

from spacecoop.find.quantities.phrase import Word, last_word, words_after
from spacecoop.find.quantities.things import DETERMINERS, plural
from spacecoop.find.quantities.words import currencies, number_words, word_set

COUNTING = frozenset(("m", "M", "B", "b"))
OTHER_END = re.compile(r" ?(?:-|–|to|and|or) ?\d{1,3}(?:\.\d{1,2})? ?([mMBb])(?!\w)")
NEAR_THE_END = frozenset("final first last next within".split())


def is_scale(text: str, start: int, letter: str, end: int) -> bool:
    """Whether the letter that ends at ``end`` after figures from ``start`` on is a scale: a counted noun follows it.

    Metres are told by what they measure ("10m waves") and by a number before the figures ("two 8m telescopes").
    """
    if letter not in COUNTING:
        return False
    other = OTHER_END.match(text, end)
    if other is not None and other.group(1) == letter:
        end = other.end()
    words = words_after(text, end)
    if not words:
        return False
    if words[0].lower == "of":
        return _is_of_many(text, start, words[1:])
    if letter == "m" and last_word(text, start).lower() in number_words().cardinal:
        return False
    return _is_counted(words) or _is_currency(words)


def _is_of_many(text: str, start: int, words: list[Word]) -> bool:
    """As in "35m of its phones", but not "the last 100m of the races" and "100m of cable"."""
    if not words or words[0].lower not in DETERMINERS or last_word(text, start).lower() in NEAR_THE_END:
        return False
    return _is_counted(words[1:])


def _is_counted(words: list[Word]) -> bool:
    counted = plural(words)
    return counted is not None and not any(
        w.lower in word_set("metre_things") for w in words if counted.start <= w.start < counted.end
    )


def _is_currency(words: list[Word]) -> bool:
    return words[0].lower in currencies().words or words[0].text in currencies().codes
