"""Ranges and sums of two amounts: "from 10 to 20", "$62-68", "two or three years", "20 dollars 43 cents".

A range keeps both ends and has no value: it is never averaged.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.compound import product

HYPHEN = re.compile(r"[ \u00a0]?(?:-|–|—|‑|−|to-)[ \u00a0]?|-to-")
TO = re.compile(r"(?:,? to|-to-| through|,? up to)[ \u00a0](?:about |around |nearly |roughly |up to |as many as |more than )?")
AND = re.compile(r" and (?:about |around )?")
OR = re.compile(r",? or ")
OPENING = re.compile(r"(?:^|(?<!\w))(between|from|of|at|in|by|for)[ \u00a0]$")
CHANGE = re.compile(
    r"\b(?:ros|rise|fell|fall|grew|grow|increas|decreas|drop|declin|climb|jump|slid|slip|slump|rais|cut|reduc|lower|up|down|surg|shr[ai]nk|expand|doubl|chang|mov|went|go|goes|edg|widen|narrow)\w{0,5}\b[^.;]{0,30}$"
)
MINOR = re.compile(r"(?:,? and)?[ \u00a0]{1,2}")


def join(text: str, lower: str, amounts: list[Amount]) -> list[Amount]:
    """``amounts`` in reading order with neighbours that are one range, or one sum of money, made one."""
    joined: list[Amount] = []
    for amount in amounts:
        if joined:
            one = _range(lower, joined[-1], amount) or _sum(lower, joined[-1], amount)
            if one is not None:
                joined[-1] = one
                continue
        joined.append(amount)
    return joined


def _range(lower: str, first: Amount, second: Amount) -> Amount | None:
    gap = lower[first.end : second.inner_start]
    if len(gap) > 24 or first.value is None or second.value is None or first.comparator == "range":
        return None
    if not _alike(first, second):
        return None
    low = _lifted(first, second)
    opening = OPENING.search(lower, max(0, first.inner_start - 9), first.inner_start)
    opener = opening.group(1) if opening else ""
    if not _is_connected(lower, gap, first, second, opener, low):
        return None
    start = opening.start(1) if opening and opener in ("between", "from") else first.start
    return replace(
        second, start=start, inner_start=first.inner_start, comparator="range", value=None,
        low=min(low, second.value), high=max(low, second.value), rule=f"{second.rule}_range",
        kind=second.kind if second.is_measured else first.kind, currency=second.currency or first.currency,
        currency_from=second.currency_from or first.currency_from, end=max(first.end, second.end),
        unit=second.unit or first.unit, unit_text=second.unit_text or first.unit_text,
    )  # fmt: skip


def _alike(first: Amount, second: Amount) -> bool:
    if not first.is_measured or (not second.is_measured and first.kind == "money"):
        return True
    same = first.kind == second.kind and first.currency == second.currency and first.unit == second.unit
    return same and (first.thing is None or second.thing is None or first.thing.head == second.thing.head)


def _lifted(first: Amount, second: Amount) -> float:
    """The first end with the scale it shares: "20-40 million" begins at 20 million."""
    assert first.value is not None
    scale, mantissa = second.numeral.scale or 1.0, second.numeral.mantissa
    if (first.numeral.scale or 1.0) == 1.0 and scale > 12 and mantissa is not None and first.value <= mantissa:
        return product(first.value, scale)
    return first.value


def _is_connected(lower: str, gap: str, first: Amount, second: Amount, opener: str, low: float) -> bool:
    high = second.value
    assert high is not None
    if opener == "between" and AND.fullmatch(gap):
        return True
    if OR.fullmatch(gap):
        return low < high <= max(2 * low, low + 3) and not first.is_measured and first.comparator != "at_least"
    if low >= high and opener != "from":
        return False
    if HYPHEN.fullmatch(gap):
        return second.is_measured or first.is_measured or (low >= 10 and high < 10 * low)
    if not TO.fullmatch(gap):
        return False
    if opener == "from":
        return not CHANGE.search(lower, max(0, first.start - 40), first.start)
    if first.kind == "money" and second.kind == "money" or not second.is_measured:
        return opener in ("of", "at", "between") or not CHANGE.search(lower, max(0, first.start - 40), first.start)
    return True


def _sum(lower: str, first: Amount, second: Amount) -> Amount | None:
    """Dollars and cents said one after the other."""
    if first.kind != "money" or first.currency is None or second.rule != "money_minor":
        return None
    if first.value is None or second.value is None or not 0 <= second.value < 100:
        return None
    if not MINOR.fullmatch(lower[first.end : second.inner_start]):
        return None
    value = round(first.value + second.value / 100, 9)
    numeral = replace(first.numeral, end=second.numeral.end, value=value, mantissa=value, scale=1.0, scale_word=None)
    low = None if first.low is None else value
    high = None if first.high is None else value
    return replace(first, numeral=numeral, end=second.end, value=value, low=low, high=high, rule="money_sum")
