"""Ranges and sums of two amounts: "from 10 to 20", "$62-68", "two or three years", "20 dollars 43 cents".

A range keeps both ends and has no value: it is never averaged.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacecoop.find.quantities.amounts import Amount, Refusal
from spacecoop.find.quantities.bounds import ABOVE, BELOW
from spacecoop.find.quantities.changes import is_change_before, is_change_between, two_values
from spacecoop.find.quantities.compound import product

HYPHEN = re.compile(r"[ \u00a0]?(?:-|–|—|‑|−|to-)[ \u00a0]?|-to-")
TO = re.compile(
    r"(?:,? to|-? to|-to-| through|,? up to)[ \u00a0](?:about |almost |around |just over |just under |nearly |over |roughly |some |up to |as many as |more than )?"
)
AND = re.compile(r" and (?:about |around )?")
OR = re.compile(r",? or ")
OPENING = re.compile(r"(?:^|(?<!\w))(between|from|of|at|in|by|for)[ \u00a0]$", re.IGNORECASE)
LONGEST_GAP = 24
LOOSE = re.compile(r"[1-9]\d(?=$|[.,;)\n](?!\d))")
HUNDRED = 100
THOUSAND = 1000.0
THOUSANDS = re.compile(r"\d{1,3},000")
DOZEN = 12
RATIO = re.compile(r"[ -]in[ -]|[ ]out[ ]of[ ]")
MINOR = re.compile(r"(?:,? and)?[ \u00a0]{1,2}")


def join(text: str, lower: str, amounts: list[Amount]) -> tuple[list[Amount], list[Refusal]]:
    """``amounts`` in reading order with neighbours that are one range, or one sum of money, made one.

    Figures that a hyphen ties together and that make no range are turned down.
    """
    joined: list[Amount] = []
    for amount in amounts:
        if joined and amount.inner_start - joined[-1].end < LONGEST_GAP:
            gap = lower[joined[-1].end : amount.inner_start]
            first = joined[-1]
            if _is_change(text, lower, gap, first, amount):
                joined[-1:] = two_values(first, amount)
                continue
            one = (
                _bounds(lower[first.end : amount.start], first, amount)
                or _range(text, lower, gap, first, amount)
                or _ratio(gap, first, amount)
                or _sum(text, gap, first, amount)
            )
            if one is not None:
                joined[-1] = one
                _join_ratios(text, lower, joined)
                continue
        joined.append(amount)
    loose = [
        Refusal(a.numeral.start, a.numeral.end, "score, code or telephone number") for a in joined if a.is_tentative
    ]
    return [a for a in joined if not a.is_tentative], loose


def _join_ratios(text: str, lower: str, joined: list[Amount]) -> None:
    """As in "between one in five and one in three": a range whose ends are ratios."""
    if len(joined) < 2 or joined[-1].rule != "ratio" or joined[-2].rule != "ratio":
        return
    first, second = joined[-2:]
    one = _range(text, lower, lower[first.end : second.inner_start], first, second)
    if one is not None:
        joined[-2:] = [one]


def _is_change(text: str, lower: str, gap: str, first: Amount, second: Amount) -> bool:
    """Whether the two are what something changed from and to: two values, where a range would lie between."""
    if first.value is None or second.value is None:
        return False
    opening = OPENING.search(text, max(0, first.start - 9), first.start)
    if opening is None or opening.group(1).lower() != "from" or not TO.fullmatch(gap):
        return False
    return _alike(first, second) and is_change_between(lower, first, second)


def _bounds(gap: str, first: Amount, second: Amount) -> Amount | None:
    """As in "more than 30 and less than 40 metres": two bounds that are the ends of one range."""
    if first.comparator not in ABOVE or second.comparator not in BELOW or gap not in (" and ", " but "):
        return None
    if first.value is None or second.value is None or first.value >= second.value or not _alike(first, second):
        return None
    one = second if second.is_measured else first
    return replace(
        one, start=first.start, inner_start=first.inner_start, end=second.end, numeral=second.numeral,
        rule=f"{one.rule}_range", comparator="range", value=None, mantissa=None, low=first.value, high=second.value,
        is_measured=True, is_tentative=False,
    )  # fmt: skip


def _range(text: str, lower: str, gap: str, first: Amount, second: Amount) -> Amount | None:
    if first.value is None or second.value is None or first.comparator == "range":
        return None
    if not _alike(first, second) or (first.rule == "ratio" and second.is_tentative):
        return None
    low = _lifted(text, first, second)
    opening = OPENING.search(text, max(0, first.start - 9), first.start)
    opener = opening.group(1).lower() if opening else ""
    if not _is_connected(lower, gap, first, second, opener, low):
        return None
    one = second if second.is_measured else first
    if first.kind == "money" and first.shared is None and one.shared is not None and first.currency == one.currency:
        one = replace(one, shared=None, currency_from=first.currency_from)  # "US$5 million to $6 million"
    return replace(
        one, start=opening.start(1) if opening and opener in ("between", "from") else first.start,
        inner_start=first.inner_start, end=max(first.end, second.end), numeral=second.numeral, rule=f"{one.rule}_range",
        comparator="range", value=None, mantissa=None, low=min(low, second.value), high=max(low, second.value),
        is_measured=True, is_tentative=False,
    )  # fmt: skip


def _alike(first: Amount, second: Amount) -> bool:
    if not first.is_measured or (not second.is_measured and first.kind in ("money", "age")):
        return True
    same = first.kind == second.kind and first.currency == second.currency and first.unit == second.unit
    return same and (first.thing is None or second.thing is None or first.thing.head == second.thing.head)


def _lifted(text: str, first: Amount, second: Amount) -> float:
    """The first end with the scale it shares: "20-40 million" begins at 20 million."""
    assert first.value is not None
    scale, mantissa = second.numeral.scale or 1.0, second.numeral.mantissa
    is_open = (first.numeral.scale or 1.0) == 1.0 and mantissa is not None
    if is_open and scale == 1.0 and THOUSANDS.fullmatch(text, second.numeral.start, second.numeral.end):
        low = product(first.value, THOUSAND)
        return low if low < (mantissa or 0) <= 3 * low else first.value  # "4-5,000 visitors"
    if is_open and mantissa is not None and (first.value <= mantissa if scale > DOZEN else first.value < mantissa):
        return product(first.value, scale)
    return first.value


def _is_connected(lower: str, gap: str, first: Amount, second: Amount, opener: str, low: float) -> bool:
    high = second.value
    assert high is not None
    if opener == "between" and AND.fullmatch(gap):
        return True
    if OR.fullmatch(gap):
        is_open = not first.is_measured or (first.kind == "money" and low != first.value)  # "$2 or 3 million"
        return low < high <= 1.5 * low + 1 and is_open
    if low >= high and opener != "from":
        return False
    if HYPHEN.fullmatch(gap):
        return second.is_measured or first.is_measured or (low >= 10 and high < 10 * low)
    if not TO.fullmatch(gap):
        return False
    if first.numeral.is_fraction and second.numeral.is_fraction:
        return True
    if opener in ("from", "of", "at", "between") or low == 0 or low != first.value or first.rule == "age_told":
        return True
    return second.is_measured and not (first.is_measured and is_change_before(lower, first.start))


def _ratio(gap: str, first: Amount, second: Amount) -> Amount | None:
    """As in "one in five", "two out of three Americans", "one over twenty": the share that the two numbers make."""
    top, bottom = first.value, second.value
    if first.is_measured or top is None or bottom is None:
        return None
    is_over = gap == " over " and not second.is_measured
    if not is_over and (not RATIO.fullmatch(gap) or not 0 < abs(top) < bottom):
        return None
    is_told = second.kind == "money" and second.numeral.form == "words" and gap in (" in ", " out of ")
    if bottom <= 0 or (second.kind not in ("number", "count") and not is_told):
        return None
    if second.numeral.scale != 1.0 or first.numeral.scale != 1.0 or (bottom > HUNDRED and not is_over):
        return None
    value = top / bottom
    return replace(
        second, start=first.start, inner_start=first.inner_start, comparator=first.comparator, value=value, mantissa=value,
        scale=1.0, low=None if first.low is None else value, high=None if first.high is None else value, kind="number",
        rule="ratio", is_measured=True, is_tentative=False, currency=None, currency_from=None, shared=None,
    )  # fmt: skip


def _sum(text: str, gap: str, first: Amount, second: Amount) -> Amount | None:
    """Dollars and cents said one after the other."""
    if first.kind != "money" or first.currency is None or not _is_small_change(text, second):
        return None
    if first.value is None or second.value is None or not 0 <= second.value < 100:
        return None
    if not MINOR.fullmatch(gap):
        return None
    value = round(first.value + second.value / 100, 9)
    return replace(
        first, end=second.end, value=value, mantissa=value, scale=1.0, rule="money_sum",
        low=None if first.low is None else value, high=None if first.high is None else value,
    )  # fmt: skip


def _is_small_change(text: str, second: Amount) -> bool:
    """Cents, or two figures said straight after the dollars with nothing of their own: "20 dollars 43"."""
    if second.rule == "money_minor":
        return True
    return second.rule == "number" and second.comparator_words == "" and bool(LOOSE.match(text, second.start))
