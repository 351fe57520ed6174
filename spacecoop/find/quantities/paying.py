"""Verbs of paying and having, and who votes money that is not their own.

The forms are in the lexicon; ``relations`` asks for those straight before a sum, ``link.owners`` for those far from it.
"""

from __future__ import annotations

import re
from functools import cache

from spacecoop.find.quantities.words import alternation, word_set

AUXILIARIES = r"(?:(?:has|have|had|will|would|also|already|recently|is|are|was|were|been|to|plans?|agreed|decided|intends?|annually)\s+){0,4}"
ARTICLES = r"(?:(?:a|an|another|additional|further|extra|about|up to|some|out|over|more|than|the|its)\s+){0,3}"
ASIDE = r"(?: (?:also|now|already|annually))?"
AT_A_SUM = r"(?! [^,.;]{0,40}\bat\b)"


@cache
def paying() -> str:
    """Pattern part for a form of a verb whose subject has or pays the sum, however far from it."""
    return f"(?:{_any(word_set('paying'))}|puts?{AT_A_SUM})"


@cache
def paying_beside() -> str:
    """Pattern part for a form that says so of the sum straight after it."""
    return f"(?:{_any(word_set('paying') | word_set('paying', 'beside'))})"


@cache
def paying_for() -> re.Pattern[str]:
    """What stands between somebody who pays and the sum, where that comes straight after the verb."""
    return re.compile(rf"(?:\s*\([^()]{{1,30}}\))?,?\s+{AUXILIARIES}{paying_beside()}\s+{ARTICLES}")


@cache
def giving_to() -> re.Pattern[str]:
    """The words before somebody who is given the sum that follows: "gave the agency 5 million"."""
    return re.compile(rf"\b{paying_beside()}{ASIDE} (?:the )?$")


@cache
def _voters() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(word_set('voting'))})$", re.IGNORECASE)


def votes(name: str) -> bool:
    """Whether somebody so named votes or asks for money that others spend: "the Senate", "the Union Cabinet"."""
    return _voters().search(name) is not None


def _any(words: frozenset[str]) -> str:
    return alternation(word.replace("_", " ") for word in words)
