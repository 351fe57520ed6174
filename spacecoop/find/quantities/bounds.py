"""Comparators: what the words around a number make of it, and the bounds that follow.

The rule of the tables: exact and about have both bounds at the value, a one-sided bound has the other side null.
"""

from __future__ import annotations

import re
from functools import cache

from spacecoop.find.quantities.phrase import window_before
from spacecoop.find.quantities.words import alternation, comparators, word_set
from spacecoop.frozen import frozen
from spacecoop.tables.facts import Comparator

WINDOW = 56
LONGEST = 5
ANOTHER = re.compile(r"\s+(?:than\b|[\d$€£¥₹])")
NEXT_NUMBER = re.compile(
    r" (?:an? |half |some |one |two |three |four |five |six |seven |eight |nine |ten |twenty |thirty |forty |fifty )"
)
# What a denial makes of a bound: "does not exceed 300 million", "never more than 700".
DENIED = re.compile(r"(?:\b(?:not|never|nor|cannot|without)|n['’]t)\s+(?:ever\s+)?$")
DENIAL: dict[Comparator, Comparator] = {"more_than": "at_most", "less_than": "at_least"}
BELOW: frozenset[Comparator] = frozenset(("up_to", "at_most", "nearly", "less_than"))
ABOVE: frozenset[Comparator] = frozenset(("more_than", "at_least"))


@frozen
class Bound:
    """A comparator with the place its words reach to: the start of those before, the end of those after."""

    comparator: Comparator
    at: int
    said: str


def limits(comparator: Comparator, value: float) -> tuple[float | None, float | None]:
    """Low and high for a number said with a comparator."""
    if comparator in BELOW:
        return None, value
    return (value, None) if comparator in ABOVE else (value, value)


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in comparators("before"))


def is_bounding(word: str) -> bool:
    """Whether a word in lower case may end a comparator: "Some two or three hundred"."""
    return word in _last_words()


def before(lower: str, start: int) -> Bound | None:
    """The comparator whose words end where the number (or its currency sign) starts."""
    sign = _sign(lower, start)
    if sign is not None:
        return sign
    if lower.startswith("sub-", start - 4) and start >= 4 and not lower[start - 5 : start - 4].isalnum():
        return Bound("less_than", start - 4, "sub-")
    if start == 0 or lower[start - 1] not in " \u00a0\n-":
        return None
    words = window_before(lower, start, WINDOW).split()
    reach = words
    while reach and reach[-1] in word_set("between") and len(words) - len(reach) < 3:
        reach = reach[:-1]
    if not reach or reach[-1].lstrip("(“\"'—–-") not in _last_words():
        if reach is words or not words or words[-1].lstrip("(“\"'") not in _last_words():
            return None
        reach = words
    for size in range(min(LONGEST, len(reach)), 0, -1):
        phrase = " ".join(reach[-size:]).lstrip("(“\"'—–-")
        comparator = comparators("before").get(phrase)
        if comparator is not None:
            at = _start_of(lower, start, words[len(reach) - size :])
            denied = DENIED.search(lower, max(0, at - 16), at) if comparator in DENIAL else None
            return (
                Bound(comparator, at, phrase) if denied is None else Bound(DENIAL[comparator], denied.start(), phrase)
            )
    return None


def _start_of(lower: str, start: int, words: list[str]) -> int:
    """Where the first of ``words``, which stand one after the other before ``start``, begins."""
    at = start
    for word in reversed(words):
        at = lower.rindex(word, 0, at)
    return at + len(words[0]) - len(words[0].lstrip("(“\"'—–-"))


def _sign(lower: str, start: int) -> Bound | None:
    at = start - 1
    if at >= 0 and lower[at] == " ":
        at -= 1
    if at < 0:
        return None
    signs = comparators("sign_before")
    if lower[at - 1 : at + 1] in signs:
        return Bound(signs[lower[at - 1 : at + 1]], at - 1, lower[at - 1 : at + 1])
    if lower[at] in signs:
        return Bound(signs[lower[at]], at, lower[at])
    return None


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?:[ \u00a0]|-)({alternation(comparators('after'))})(?![\w-])")


def after(lower: str, end: int) -> Bound | None:
    """The comparator straight after a number or after what it counts: "100+", "20 countries or more", "a year at most"."""
    following = lower[end : end + 2]
    if following[:1] == "+" and not following[1:].isdigit():
        return Bound("at_least", end + 1, "+")
    if following[:1] not in (" ", "-", "\u00a0"):
        return None
    m = _after().match(lower, end)
    is_open = m is not None and m.group(1).startswith("and ") and NEXT_NUMBER.match(lower, m.end())
    if m is not None and (is_open or ANOTHER.match(lower, m.end())):
        return None  # "13 nations and more than 40 bodies": the words are the next number's
    return None if m is None else Bound(comparators("after")[m.group(1)], m.end(), m.group(1))
