"""Changes: "rose from 3 to 5 million" states two values, not a range between them.

Only the words of change and the two ends are looked at; ranges are the business of ``ranges``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.compound import product
from spacecoop.find.quantities.words import alternation, word_set
from spacecoop.tables.mentions import QuantityKind

REACH, LONG_REACH = 40, 100
SMALL = 1000
LEAST_SCALE = 12
ELSE = re.compile(r"\brang(?:e|es|ed|ing)\b|\banywhere\b|\bvar(?:y|ies|ied|ying)\b")
UNLIKELY = 20
LEVELS: frozenset[QuantityKind] = frozenset(("count", "money", "number", "percent"))


@cache
def _change() -> re.Pattern[str]:
    return re.compile(rf"{_verb()}[^.;]{{0,30}}$")


@cache
def _verb() -> str:
    return rf"\b(?:(?:{alternation(word_set('change', 'stems'))})\w{{0,5}}|up|down|go|goes)\b"


@cache
def _governing() -> re.Pattern[str]:
    """A verb of change, and what may stand between it and the ends: no comma and no other clause."""
    return re.compile(rf"{_verb()}(?:(?! (?:who|which|that|with|and|but|while) )[^.,;:(\n])*$")


def is_change_before(lower: str, start: int) -> bool:
    """Whether the words before ``start`` say that something changed."""
    left = max(0, start - REACH)
    found = _change().search(lower, left, start)
    return found is not None and not ELSE.search(lower, found.start(), start)


def is_change_between(lower: str, first: Amount, second: Amount) -> bool:
    """Whether "from one to the other" tells a change: by a verb close before, by one that governs it, or by going down."""
    if is_change_before(lower, first.start):
        return True
    if first.kind not in LEVELS or second.kind not in LEVELS or first.value is None or second.value is None:
        return False
    left = max(0, first.start - LONG_REACH)
    if ELSE.search(lower, left, first.start):
        return False
    if first.value > second.value >= 0 and (second.numeral.scale or 1.0) <= (first.numeral.scale or 1.0):
        return True
    return (
        first.kind != "count" and second.kind != "count" and _governing().search(lower, left, first.start) is not None
    )


def two_values(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """The ends of a change, each with the scale, currency, unit or thing that the other shares with it."""
    before, after = _scaled(first, second), second
    if not before.is_measured and second.is_measured:
        before = _of_one_measure(second, before)
    elif before.is_measured and not second.is_measured:
        after = _of_one_measure(before, second)
    return (
        replace(before, rule=f"{before.rule}_change", is_tentative=False),
        replace(after, rule=f"{after.rule}_change", is_tentative=False),
    )


def _scaled(first: Amount, second: Amount) -> Amount:
    """The first end in the scale that only the second one says: "from $3 to $5 million" begins at 3 million."""
    scale, mantissa = second.numeral.scale or 1.0, second.numeral.mantissa
    is_open = (first.numeral.scale or 1.0) == 1.0 and first.kind in ("money", "number") and first.unit is None
    if not is_open or scale <= LEAST_SCALE or mantissa is None or first.value is None:
        return first
    if not 0 < first.value < min(SMALL, UNLIKELY * mantissa):
        return first
    value = product(first.value, scale)
    return replace(
        first, value=value, scale=scale, low=None if first.low is None else value,
        high=None if first.high is None else value,
        numeral=replace(first.numeral, scale=scale, scale_word=second.numeral.scale_word),
    )  # fmt: skip


def _of_one_measure(said: Amount, bare: Amount) -> Amount:
    return replace(
        bare, kind=said.kind, rule=said.rule, thing=said.thing, unit=said.unit, unit_text=said.unit_text,
        currency=said.currency, currency_from=said.currency_from, shared=said.shared, per=said.per, is_measured=True,
    )  # fmt: skip
