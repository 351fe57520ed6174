"""Ordinals that imply a count: "the 37th country to sign", "became the third nation to launch people".

Editions of meetings ("the 61st symposium"), dates and ranks are none and are left alone.
"""

from __future__ import annotations

import re
from functools import cache

from spacecoop.find.quantities import things
from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.numerals import Numeral
from spacecoop.find.quantities.things import Thing
from spacecoop.find.quantities.words import alternation, number_words, word_set

REACH = 48
IMPLYING = re.compile(r" (?:to |that |which |in the world|ever |worldwide|on earth)")
BECOMING = re.compile(
    r"\b(?:as|bec[ao]me?|becomes|becoming|is|was|were|are|now|being|makes? (?:it|them)|made (?:it|them)) (?:only )?(?:the|its|their) $"
)


@cache
def _heads() -> re.Pattern[str]:
    heads = alternation(word_set("ordinal_heads"))
    return re.compile(rf" (?:{heads})(?!\w)(?! (?:{heads})(?!\w))")


@cache
def _before() -> re.Pattern[str]:
    words = number_words()
    tens = alternation(w for w, v in words.cardinal.items() if 20 <= v < 100)
    units = alternation(w for w, v in words.ordinal.items() if 0 < v < 10)
    plain = alternation(w for w, v in words.ordinal.items() if 10 <= v <= 100)
    return re.compile(
        rf"(?<![\w-])(?:(\d{{1,3}})(?:st|nd|rd|th)|(?:({tens})[ -])?({units})|({plain}))((?: [a-z][a-z-]*){{0,2}})$"
    )


def find(text: str, lower: str) -> list[Amount]:
    """Ordinals that say how many there are, in reading order."""
    found: list[Amount] = []
    for head in _heads().finditer(lower):
        m = _before().search(lower, max(0, head.start() - REACH), head.start())
        if m is None:
            continue
        if not IMPLYING.match(lower, head.end()) and not BECOMING.search(lower, max(0, m.start() - 24), m.start()):
            continue
        value = _value(m)
        noun = text[head.start() + 1 : head.end()]
        numeral = Numeral(m.start(), m.start(5), value, value, None, 1.0, "figures" if m.group(1) else "words")
        found.append(
            Amount(
                numeral, m.start(), m.start(), head.end(), "ordinal", "ordinal", value=value, mantissa=value, scale=1.0,
                low=value, high=value, is_measured=True,
                thing=Thing(m.start(5) + 1, head.end(), noun, things.singular_class(noun)),
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
