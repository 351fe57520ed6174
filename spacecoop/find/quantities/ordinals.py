"""Ordinals that imply a count: "the 37th country to sign", "became the third nation to launch people".

Editions of meetings ("the 61st symposium"), dates and ranks are none and are left alone.
"""

from __future__ import annotations

import re
from functools import cache

from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.numerals import Numeral
from spacecoop.find.quantities.things import Thing, class_of
from spacecoop.find.quantities.words import alternation, number_words, word_set

IMPLYING = re.compile(r" (?:to |that |which |in the world|ever |worldwide|on earth)")
BECOMING = re.compile(r"\b(?:as|bec[ao]me?|becomes|becoming|is|was|were|are|now|being|makes? (?:it|them)|made (?:it|them)) (?:only )?the $")


@cache
def _pattern() -> re.Pattern[str]:
    words = number_words()
    tens = alternation(w for w, v in words.cardinal.items() if 20 <= v < 100)
    units = alternation(w for w, v in words.ordinal.items() if 0 < v < 10)
    plain = alternation(w for w, v in words.ordinal.items() if 0 < v <= 100)
    heads = alternation(word_set("ordinal_heads"))
    return re.compile(
        rf"(?:(\d{{1,3}})(?:st|nd|rd|th)|(?:({tens})[ -])?({units})|({plain})) ((?:[a-z][a-z-]* ){{0,2}}({heads}))(?!\w)"
    )


def find(text: str, lower: str) -> list[Amount]:
    """Ordinals that say how many there are, in reading order."""
    found: list[Amount] = []
    for m in _pattern().finditer(lower):
        start = m.start()
        if start and (lower[start - 1].isalnum() or lower[start - 1] in "-_"):
            continue
        is_said = IMPLYING.match(lower, m.end()) or BECOMING.search(lower, max(0, start - 24), start)
        if not is_said:
            continue
        value = _value(m)
        head = m.group(6)
        numeral = Numeral(start, m.start(5) - 1, value, value, None, 1.0, "figures" if m.group(1) else "words")
        found.append(
            Amount(
                numeral, start, start, m.end(), "ordinal", "ordinal", value=value, mantissa=value, scale=1.0, low=value,
                high=value, is_measured=True, thing=Thing(m.start(5), m.end(5), text[m.start(6) : m.end(6)], class_of(head)),
            )
        )  # fmt: skip
    return found


def _value(m: re.Match[str]) -> float:
    if m.group(1):
        return float(m.group(1))
    words = number_words()
    if m.group(4):
        return words.ordinal[m.group(4)]
    return words.ordinal[m.group(3)] + (words.cardinal[m.group(2)] if m.group(2) else 0.0)
