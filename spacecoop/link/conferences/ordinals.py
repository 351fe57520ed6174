"""The numbers of editions and of days as words, digits and Roman numerals.

Only the words; whether they count a meeting is decided by who asks.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

ORDINAL_DIGITS = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$", re.I)
ROMAN = re.compile(r"(?=[IVXL]{2,7}$)L?X{0,3}(?:IX|IV|V?I{0,3})$")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


@cache
def number_words() -> tuple[dict[str, int], dict[str, int]]:
    """Whole cardinals and ordinals by word, in lower case."""
    said = tomllib.loads(files("spacecoop.lexicon").joinpath("numbers.toml").read_text("utf-8"))
    cardinals = {word: int(value) for word, value in said["cardinal"].items() if value == int(value)}
    return cardinals, {word: int(value) for word, value in said["ordinal"].items() if value == int(value)}


def ordinal(word: str) -> int | None:
    """What "61st", "Fifth", "Twenty-fifth" or "XXIII" number; null for anything else."""
    digits = ORDINAL_DIGITS.match(word)
    if digits:
        return int(digits.group(1)) or None
    if ROMAN.match(word):
        values = [ROMAN_VALUES[c] for c in word]
        return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    cardinals, ordinals = number_words()
    tens, _, units = word.lower().partition("-")
    if units:
        return cardinals[tens] + ordinals[units] if tens in cardinals and units in ordinals else None
    return ordinals.get(tens)


def cardinal(word: str) -> int | None:
    """What "3" or "three" numbers; null for anything else."""
    return int(word) if word.isdigit() and len(word) < 4 else number_words()[0].get(word.lower())
