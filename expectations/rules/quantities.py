"""Rules on numbers: bounds as the words set them, money as said, and counts that can be counts.

Of ``quantities`` and of every table that carries a quantity's bounds on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from expectations.rules.rule import IMPLAUSIBLE, Given, Mask, rule

# Every place that could send somebody: ISO 3166-1 lists 249 countries and territories.
COUNTRIES = 249
BOUNDED = {
    "quantities": (("low", "high"),),
    "conference_claims": (("low", "high"),),
    "conferences": (("attendees_low", "attendees_high"), ("countries_low", "countries_high")),
    "budgets": (("amount_low", "amount_high"),),
}
LOWER = frozenset({"at_least", "more_than"})
UPPER = frozenset({"at_most", "up_to", "less_than"})
BARE_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")


@rule(
    BOUNDED,
    says="A lower bound is not above its upper bound.",
    columns=tuple(dict.fromkeys(name for pairs in BOUNDED.values() for pair in pairs for name in pair)),
)
def bounds_in_order(given: Given) -> Mask:
    crossed = [pc.fill_null(pc.greater(given[low], given[high]), False) for low, high in BOUNDED[given.table]]
    return crossed[0] if len(crossed) == 1 else pc.or_(*crossed)


@rule(
    "quantities",
    says="The bounds are those of the comparator: exact and about have both at the value, a one-sided bound has one, "
    "a range has two and no value.",
    columns=("comparator", "value", "low", "high"),
)
def bounds_follow_comparator(given: Given) -> Iterator[bool]:
    columns = (given[name].to_pylist() for name in ("comparator", "value", "low", "high"))
    for comparator, value, low, high in zip(*columns, strict=True):
        yield not _fits(comparator, value, low, high)


def _fits(comparator: str, value: float | None, low: float | None, high: float | None) -> bool:
    if comparator == "range":
        return value is None and low is not None and high is not None
    if comparator == "indefinite":
        return value is None
    if comparator in LOWER:
        return value is not None and low == value and high is None
    if comparator in UPPER:
        return value is not None and high == value and low is None
    if comparator == "nearly":
        return value is not None and high == value and low in (None, value)
    return value is not None and low == value == high


@rule(
    "quantities",
    says="A sum of money is its number times its scale word.",
    columns=("value", "mantissa", "scale_word", "scale"),
)
def money_is_mantissa_times_scale(given: Given) -> Mask:
    said = pc.multiply(given["mantissa"], pc.coalesce(given["scale"], pa.scalar(1.0)))
    off = pc.abs(pc.subtract(given["value"], said))
    wrong = pc.greater(off, pc.multiply(pc.abs(given["value"]), 1e-9))
    return pc.and_(pc.equal(given["kind"], "money"), pc.fill_null(wrong, False))


@rule("quantities", says="Money alone has a currency.", columns=("kind", "currency"))
def currency_means_money(given: Given) -> Mask:
    return pc.and_(pc.not_equal(given["kind"], "money"), pc.is_valid(given["currency"]))


@rule(("quantities", "budgets"), says="A currency is one of ISO 4217, past ones included.", columns=("currency",))
def currency_is_known(given: Given) -> Mask:
    return _unknown(given["currency"], _currencies())


@rule("quantities", says="An ordinal counts from one.", columns=("kind", "value"))
def ordinals_count_from_one(given: Given) -> Mask:
    value = given["value"]
    odd = pc.or_(pc.less(value, 1), pc.not_equal(value, pc.floor(value)))
    return pc.and_(pc.equal(given["kind"], "ordinal"), pc.fill_null(odd, False))


@rule("quantities", says="A count is not negative.", columns=("kind", "value", "low", "high"))
def counts_are_not_negative(given: Given) -> Mask:
    below = [pc.fill_null(pc.less(given[name], 0), False) for name in ("value", "low", "high")]
    return pc.and_(pc.equal(given["kind"], "count"), pc.or_(pc.or_(below[0], below[1]), below[2]))


@rule(
    "quantities",
    says=f"No more than {COUNTRIES} countries are counted.",
    columns=("thing", "role", "value", "low", "high"),
    severity=IMPLAUSIBLE,
)
def countries_can_be_counted(given: Given) -> Mask:
    counted = pc.or_(
        pc.and_(pc.equal(given["kind"], "count"), pc.fill_null(pc.equal(given["thing_class"], "country"), False)),
        pc.equal(given["role"], "participating_countries"),
    )
    most = pc.max_element_wise(given["value"], given["low"], given["high"])
    return pc.and_(counted, pc.fill_null(pc.greater(most, COUNTRIES), False))


@rule(
    "quantities",
    says="A bare year (1900-2099, not a round hundred) is no count of people or countries.",
    columns=("thing", "value"),
    severity=IMPLAUSIBLE,
)
def years_are_no_counts(given: Given) -> Iterator[bool]:
    columns = (given[name].to_pylist() for name in ("kind", "thing_class", "value", "text"))
    for kind, thing, value, words in zip(*columns, strict=True):
        in_range = value is not None and 1900 <= value <= 2099 and value % 100 != 0
        yield kind == "count" and thing in ("person", "country") and in_range and bool(BARE_YEAR.search(words))


@rule(
    "quantities",
    says="A quantity is no part and no conversion of itself.",
    columns=("part_of_total", "equivalent_of"),
)
def quantities_are_not_their_own_parts(given: Given) -> Mask:
    parts = [
        pc.fill_null(pc.equal(given[name], given["quantity_id"]), False) for name in ("part_of_total", "equivalent_of")
    ]
    return pc.or_(*parts)


def _unknown(codes: pa.ChunkedArray, known: pa.Array) -> Mask:
    return pc.and_(pc.is_valid(codes), pc.invert(pc.is_in(codes, value_set=known)))


@cache
def _currencies() -> pa.Array:
    from babel.numbers import list_currencies

    return pa.array(sorted(list_currencies()))
