"""Full stops that part thousands, as continental and Latin American writers set them: "5.000 participants", "12.500 euros".

English reads a stop as the decimal point; only where that cannot be meant is the number read the other way.
"""

from __future__ import annotations

import re

from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.compound import product
from spacecoop.find.quantities.words import word_set

THREE_DECIMALS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
FIGURES = re.compile(r"\d[\d.,]*\d|\d")
COMMA_GROUPS = re.compile(r"\d,\d{3}(?![\d,])")
FRACTIONAL = re.compile(r"\b(?:average|mean|median|rate|score)\b[^.;\n]{0,24}$")
REACH = 40
THOUSAND = 1000.0
SCORED = frozenset(("points", "marks", "goals", "times"))


def settle(text: str, lower: str, amounts: list[Amount]) -> None:
    """Multiplies by a thousand what a stop parts into thousands."""
    dotted = [a for a in amounts if _figures(text, a)]
    has_commas = bool(dotted) and COMMA_GROUPS.search(text) is not None
    counted = any(a.kind in ("count", "money") and _parts_thousands(text, lower, a, has_commas) for a in dotted)
    has_commas = has_commas and not counted
    for amount in dotted:
        is_parted = _parts_thousands(text, lower, amount, has_commas)
        is_like = counted and amount.kind in ("measure", "number") and amount.per is None
        if is_parted or (is_like and not amount.numeral.is_fraction):
            _lift(amount)


def _figures(text: str, amount: Amount) -> bool:
    """Whether all figures of the amount show one stop and three digits after it."""
    if text.find(".", amount.inner_start, amount.numeral.end) < 0 or amount.numeral.form != "figures":
        return False
    runs = FIGURES.findall(text, amount.inner_start, amount.numeral.end)
    return bool(runs) and all(THREE_DECIMALS.fullmatch(run) for run in runs)


def _parts_thousands(text: str, lower: str, amount: Amount, has_commas: bool) -> bool:
    run = FIGURES.search(text, amount.numeral.start, amount.numeral.end)
    digits = run.group() if run is not None else ""
    is_round = digits.endswith("00") and not has_commas and amount.per is None
    if (amount.scale or 1.0) != 1.0:
        is_clear = digits.index(".") > 1 or digits.endswith("000")  # "1.000 million pesos"
        return is_round and is_clear and amount.kind == "money"
    if amount.kind == "money":
        if amount.currency in word_set("dot_thousands"):
            return True
        if amount.per is not None:
            return False
        is_many = amount.currency == "EUR" and digits.index(".") > 1
        return is_round or (is_many and not has_commas)
    if amount.per is not None or FRACTIONAL.search(lower, max(0, amount.start - REACH), amount.inner_start):
        return False
    if amount.kind == "count" and amount.thing is not None and amount.thing.head.lower() not in SCORED:
        return is_round or amount.thing.kind not in ("other", "time")
    return is_round and digits.index(".") > 1 and amount.kind == "number" and not amount.numeral.is_fraction


def _lift(amount: Amount) -> None:
    amount.value = None if amount.value is None else product(amount.value, THOUSAND)
    amount.mantissa = None if amount.mantissa is None else product(amount.mantissa, THOUSAND)
    amount.low = None if amount.low is None else product(amount.low, THOUSAND)
    amount.high = None if amount.high is None else product(amount.high, THOUSAND)
