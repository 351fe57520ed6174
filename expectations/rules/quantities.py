"""Rules on numbers: bounds as the words set them, money as said, and counts that can be counts.

Of ``quantities`` and of every table that carries a quantity's bounds on.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt
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
LOWER = pa.array(["at_least", "more_than"])
UPPER = pa.array(["at_most", "up_to", "less_than"])
COUNTED = pa.array(["person", "country"])
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
def bounds_follow_comparator(given: Given) -> Mask:
    comparator, value, low, high = (given[name] for name in ("comparator", "value", "low", "high"))
    no_value, no_low, no_high = pc.is_null(value), pc.is_null(low), pc.is_null(high)
    at_low, at_high = (pc.fill_null(pc.equal(bound, value), False) for bound in (low, high))
    fits = pc.case_when(
        pc.make_struct(
            pc.equal(comparator, "range"),
            pc.equal(comparator, "indefinite"),
            pc.is_in(comparator, value_set=LOWER),
            pc.is_in(comparator, value_set=UPPER),
            pc.equal(comparator, "nearly"),
        ),
        pc.and_not(no_value, pc.or_(no_low, no_high)),
        no_value,
        pc.and_(at_low, no_high),
        pc.and_(at_high, no_low),
        pc.and_(at_high, pc.or_(no_low, at_low)),
        pc.and_(at_low, at_high),
    )
    return pc.invert(fits)


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
def years_are_no_counts(given: Given) -> npt.NDArray[np.bool_]:
    value = given["value"]
    is_round = pc.equal(pc.multiply(pc.floor(pc.divide(value, 100.0)), 100.0), value)
    is_year = pc.and_not(pc.and_(pc.greater_equal(value, 1900), pc.less_equal(value, 2099)), is_round)
    is_count = pc.and_(pc.equal(given["kind"], "count"), pc.is_in(given["thing_class"], value_set=COUNTED))
    suspect = pc.fill_null(pc.and_(is_year, is_count), False)
    breaking = suspect.to_numpy()
    breaking[breaking] = [bool(BARE_YEAR.search(words or "")) for words in given["text"].filter(suspect).to_pylist()]
    return breaking


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
