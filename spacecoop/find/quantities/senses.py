"""Which sense of an ambiguous unit the words around mean: degrees that are heat, pounds that are a mass, bits or points.

The unit was read by ``units`` or ``money``; here only its neighbourhood is asked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacecoop.find.quantities.numerals import Numeral
from spacecoop.find.quantities.units import Measured, unit_of
from spacecoop.find.quantities.words import word_set

HEAVIEST = 100_000
NEAR = 60
WORD = re.compile(r"[^\W\d_]+")
FULL_STOP = (". ", "; ", "\n")
SIGNS = frozenset("$€£")
LETTERS_OF_HEAT = frozenset("CFK")


def settled(lower: str, numeral: Numeral, unit: Measured) -> Measured:
    """The unit in the sense that the words around give it."""
    if unit.ucum == "deg" and _is_warm(lower, numeral, False):
        return replace(unit, kind="temperature")
    if unit.said == "bps" and word_set("data_rate") & set(WORD.findall(_clause(lower, numeral.start, unit.end))):
        return replace(unit, ucum="bit/s")
    return unit


def heat(text: str, lower: str, numeral: Numeral) -> Measured | None:
    """Degrees in one letter, where the words around or a minus say so: "-10C", "573.15K", "72 F outside"."""
    is_scaled = numeral.scale_word == "K"
    at = numeral.end - 1 if is_scaled else numeral.end + (text[numeral.end : numeral.end + 1] == " ")
    if text[at : at + 1] not in LETTERS_OF_HEAT or text[at + 1 : at + 2].isalnum() or numeral.form != "figures":
        return None
    if not _is_warm(lower, numeral, at == numeral.end):
        return None
    return Measured("temperature", unit_of(text[at]), text[at], at + 1)


def _is_warm(lower: str, numeral: Numeral, may_be_minus: bool) -> bool:
    if may_be_minus and numeral.value is not None and numeral.value < 0:
        return True
    near = _clause(lower, numeral.start, numeral.end)
    return "°" in near or bool(word_set("heat") & set(WORD.findall(near)))


def is_mass(lower: str, numeral: Numeral, end: int) -> bool:
    """Whether "pounds" are a mass, as they are where no other money and no word of paying is near.

    Nobody weighs millions of them.
    """
    if numeral.scale is not None and numeral.scale > HEAVIEST:
        return False
    near = _clause(lower, numeral.start, end)
    if SIGNS & set(near):
        return False
    return not word_set("pay_cue") & set(WORD.findall(near))


def _clause(lower: str, start: int, end: int) -> str:
    """The text around, up to ``NEAR`` characters either way and not over a full stop or semicolon."""
    left, right = lower[max(0, start - NEAR) : start], lower[end : end + NEAR]
    for stop in FULL_STOP:
        left, right = left.rpartition(stop)[2], right.partition(stop)[0]
    return left + lower[start:end] + right
