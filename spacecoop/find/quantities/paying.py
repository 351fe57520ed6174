"""Verbs of paying and having, and who votes money that is not their own.

The forms are in the lexicon; ``relations`` asks for those straight before a sum, ``link.owners`` for those far from it.
"""

from __future__ import annotations

import re
from functools import cache

from spacecoop.find.quantities.words import alternation, word_set

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
