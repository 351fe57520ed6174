"""Lists of sums whose scale only the last one says: "$13, $12 and $11 million", "13 and 12 million euros".

What else parallel numbers share is filled in by ``elided``.
"""

from __future__ import annotations

from dataclasses import replace

from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.compound import product
from spacecoop.find.quantities.phrase import last_word

LEAST_SCALE = 1e6
MOST = 1000
FACTOR = 20
TWO, MORE = frozenset((" and ", " or ")), frozenset((", ", ", and ", ", or "))
# a bare number after these is an age or a label
STATES = frozenset("age aged are is no number was were".split())


def settle(text: str, amounts: list[Amount]) -> None:
    """Gives the earlier sums of a list the scale of the last, and bare numbers among them its currency too."""
    for i in range(len(amounts) - 1, 0, -1):
        said, last = amounts[i - 1], amounts[i]
        if last.kind == "money" and (last.scale or 1.0) >= LEAST_SCALE and _is_item(text, amounts, i):
            _lift(said, last)


def _is_item(text: str, amounts: list[Amount], i: int) -> bool:
    """Whether the amount before the one at ``i`` stands in a list with it and says no scale of its own."""
    said, last = amounts[i - 1], amounts[i]
    gap = text[said.end : last.inner_start]
    if gap not in TWO and (gap not in MORE or not _goes_on(text, amounts, i)):
        return False
    value, mantissa = said.value, last.mantissa
    if value is None or mantissa is None or said.scale != 1.0 or said.numeral.is_fraction or said.comparator != "exact":
        return False
    if not mantissa / FACTOR <= value <= min(FACTOR * mantissa, MOST):
        return False
    if said.kind == "money":
        return said.currency == last.currency and said.per is None
    return not said.is_measured and said.unit is None and last_word(text, said.start).lower() not in STATES


def _goes_on(text: str, amounts: list[Amount], i: int) -> bool:
    """Whether the comma before the amount at ``i`` is one of a list's: another item follows, or stands before."""
    said, last = amounts[i - 1], amounts[i]
    is_last = text[said.end : last.inner_start] != ", "
    if is_last:
        return i > 1 and text[amounts[i - 2].end : said.inner_start] == ", "
    return i + 1 < len(amounts) and text[last.end : amounts[i + 1].inner_start] in TWO | MORE


def _lift(said: Amount, last: Amount) -> None:
    scale = last.scale or 1.0
    if said.kind != "money":
        said.kind, said.rule, said.is_measured = "money", "money_elided", True
        said.currency, said.shared = last.currency, last.shared
        said.currency_from = "context" if last.currency is not None else None
    said.value, said.scale = product(said.value or 0.0, scale), scale
    said.low = said.high = said.value
    said.numeral = replace(said.numeral, scale=scale, scale_word=last.numeral.scale_word)
