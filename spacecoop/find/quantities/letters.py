"""Letters after figures that may be a scale or a unit: "1.2m tons" and "8 B people" against "a 2.4m mirror".

Only the words beside the letter are asked; the scales themselves are in the lexicon.
"""

from __future__ import annotations

import re

from spacecoop.find.quantities.phrase import Word, last_word, words_after
from spacecoop.find.quantities.things import DETERMINERS, Thing, plural
from spacecoop.find.quantities.words import currencies, number_words, units, word_set

COUNTING = frozenset(("m", "M", "B", "b", "tn"))
NEAR = 40
FIRST_END = re.compile(r"[$€£¥₹] ?\d{1,3}(?:\.\d{1,2})? ?([mMBb]) ?(?:-|–|to|and|or) ?$")
LENGTHWISE = frozenset("above across apart away beam beneath deep diameter down high long tall thick up wide".split())
PAID = re.compile(
    r"\b(?:worth|cost|costs|costing|earns?|earned|paid|pays?|spen[dt]|spends|invest(?:s|ed|ing)?|put(?:s|ting)?(?: in| up| aside)?|set aside"
    r"|g[ai]ves?|pledg(?:e[sd]?|ing)|donat(?:e[sd]?|ing)|inject(?:s|ed|ing)?|(?:bid|budget|fee|fine|loan|loss|price|prize|profit|value) of|valued at)"
    r"(?: (?:about|around|at least|more than|nearly|over|some|up to))? $"
)
MOST_WORDS = 4
OTHER_END = re.compile(r" ?(?:-|–|to|and|or) ?\d{1,3}(?:\.\d{1,2})? ?([mMBb])(?!\w)")
NEAR_THE_END = frozenset("final first last next within".split())


def is_scale(text: str, start: int, letter: str, end: int) -> bool:
    """Whether the letter that ends at ``end`` after figures from ``start`` on is a scale: a counted noun follows it.

    Metres are told by what they measure ("10m waves") and by a number before the figures ("two 8m telescopes"); an "m"
    apart from its figures is one unless people, a unit or a currency follow.
    """
    if letter not in COUNTING:
        return False
    first = FIRST_END.search(text, max(0, start - NEAR), start)
    if first is not None and first.group(1) == letter:
        return True
    other = OTHER_END.match(text, end)
    if other is not None and other.group(1) == letter:
        end = other.end()
    words = words_after(text, end)
    is_closed = not words or words[0].lower in word_set("noun_phrase_end")
    if words and words[0].lower in LENGTHWISE:
        return False
    is_of = bool(words) and words[0].lower == "of"
    if is_closed and not is_of and letter == "m" and PAID.search(text, max(0, start - NEAR), start):
        return True
    if not words or letter == "tn":
        return bool(words) and _is_currency(words)  # else tons
    if words[0].lower == "of":
        return _is_of_many(text, start, words[1:])
    if letter == "m" and last_word(text, start).lower() in number_words().cardinal:
        return False
    if len(words[0].text) > 1 and words[0].text in units().abbreviations and text[end - 2].isdigit():
        return True  # "125m km"
    if _is_currency(words):
        return True
    counted = _counted(words)
    if counted is None or letter != "m" or text[end - 2].isdigit():
        return counted is not None
    return counted.kind == "person" or counted.head.lower() in units().names


def _is_of_many(text: str, start: int, words: list[Word]) -> bool:
    """As in "35m of its phones", but not "the last 100m of the races" and "100m of cable"."""
    if not words or words[0].lower not in DETERMINERS or last_word(text, start).lower() in NEAR_THE_END:
        return False
    return _counted(words[1:]) is not None


def _counted(words: list[Word]) -> Thing | None:
    """The plural that follows closely, unless metres measure it or a word before it."""
    counted = plural(words[:MOST_WORDS])
    if counted is None:
        return None
    for word in words:
        if word.start < counted.end and (word.lower == "and" or _has_length(word.lower)):
            return None
    return counted


def _has_length(noun: str) -> bool:
    measured = word_set("metre_things")
    return noun in measured or f"{noun}s" in measured or f"{noun}es" in measured


def _is_currency(words: list[Word]) -> bool:
    return words[0].lower in currencies().words or words[0].text in currencies().codes
