"""Each clause of the rule in ``docs/choice-of-claims.md``, and that an earlier clause outdoes every later one."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from spacecoop.link.conferences.choose import Option, agreement, choose, is_shown_length, when
from spacecoop.link.conferences.edtf import Day

RULE = Path(__file__).resolve().parents[3] / "docs" / "choice-of-claims.md"


def people(key: str, low: float | None, high: float | None, comparator: str = "exact", **said: Any) -> Option:
    return Option(key, "attendees", None, low, high, comparator, **{"firmness": 3, **said})  # type: ignore[arg-type]


def number(key: str, value: float, **said: Any) -> Option:
    return people(key, value, value, **said)


def day(key: str, value: str, attribute: str = "start", **said: Any) -> Option:
    return Option(key, attribute, value, **{"firmness": 3, **said})  # type: ignore[arg-type]


# In each pair the first stands; what the second has in its favour belongs to later clauses.
CLAUSES = {
    "Final before expected": (
        number("b", 131, firmness=2, published="2016-01-01"),
        number("a", 200, expected=True, by_organiser=True, published="2017-01-01"),
    ),
    "Firm before loose": (
        number("b", 131, published="2016-01-01"),
        number("a", 90, firmness=1, by_organiser=True, published="2017-01-01"),
    ),
    "The organiser before a visitor": (
        number("b", 131, by_organiser=True, published="2016-01-01"),
        number("a", 90, published="2017-01-01"),
    ),
    "Later before earlier": (number("b", 131, published="2016-05-09"), number("a", 90, published="2016-05-08")),
    "Narrower when compatible": (
        number("b", 131, published="2016-05-08"),
        people("a", 100, None, "more_than", published="2016-05-09", by_organiser=True),
    ),
    "Of equals, the one said first": (number("b", 131, order=3), number("a", 131, order=8)),
}


@pytest.mark.parametrize("clause", CLAUSES)
def test_each_clause_decides(clause: str) -> None:
    first, second = CLAUSES[clause]
    assert choose([first, second]) == choose([second, first]) == first
    assert clause in RULE.read_text(encoding="utf-8")


def test_undated_articles_come_last() -> None:
    assert choose([number("a", 90), number("b", 131, published="2016-05-08")]) == number(
        "b", 131, published="2016-05-08"
    )


def test_of_claims_alike_in_all_the_smaller_identifier_stands() -> None:
    assert choose([number("b", 131), number("a", 131)]) == number("a", 131)


def test_a_figure_that_is_only_expected_or_loose_never_narrows() -> None:
    over = people("a", 100, None, "more_than")
    assert choose([over, number("b", 131, expected=True)]) == over
    assert choose([over, number("b", 131, firmness=1)]) == over
    assert choose([over, number("b", 131, firmness=2)]) == number("b", 131, firmness=2)


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [("2016-05-03", "2016-05"), ("2016-05", "2016"), ("2016-05-03", "XXXX-05-03"), ("XXXX-05-03", "XXXX-05")],
)
def test_of_dates_that_agree_the_one_that_says_most_stands(narrow: str, wide: str) -> None:
    later = replace(day("a", wide), published="2020-01-01")
    assert choose([later, day("b", narrow)]) == day("b", narrow)


def test_the_order_of_the_claims_never_matters() -> None:
    options = [
        number("a", 90, published="2016-05-08"), people("b", 100, None, "more_than", published="2016-05-09"),
        number("c", 131, published="2016-05-07"), number("d", 200, expected=True),
    ]  # fmt: skip
    assert {choose(order).key for order in permutations(options)} == {"c"}  # type: ignore[union-attr]
    assert choose([]) is None


def length(days: float, **said: Any) -> Option:
    return Option("l", "duration", None, days, days, "exact", **{"firmness": 3, **said})  # type: ignore[arg-type]


def test_a_length_gives_the_end_that_no_date_does_and_named_days_outdo_it() -> None:
    assert when([day("a", "2013-09-16"), length(5)])[:2] == (Day(2013, 9, 16), Day(2013, 9, 20))
    start, end, *_ = when([day("a", "2013-05-21"), day("b", "2013-05-22", "end"), length(3)])
    assert (start, end) == (Day(2013, 5, 21), Day(2013, 5, 22))
    assert not is_shown_length(length(3), start, end)
    assert is_shown_length(length(2), start, end)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (number("a", 131, document="x"), number("b", 131, document="y"), "agree"),
        (number("a", 131, document="x"), number("b", 131, document="x"), "single"),
        (number("a", 131, document="x"), number("b", 90, document="y"), "conflict"),
        (number("a", 131, document="x"), number("b", 90, document="y", expected=True), "single"),
        (number("a", 131, document="x"), number("b", 90, document="y", firmness=2), "single"),
        (people("a", 100, 100, "about", document="x"), number("b", 95, document="y"), "agree"),
        (people("a", 100, 100, "about", document="x"), number("b", 80, document="y"), "conflict"),
    ],
)
def test_agreement_is_of_firm_claims_of_one_standing(one: Option, other: Option, expected: str) -> None:
    assert agreement([one, other]) == agreement([other, one]) == expected


def test_names_and_venues_do_not_contradict_each_other() -> None:
    venues = [Option(key, "venue", key, firmness=3, document=key) for key in ("hall", "hotel")]
    assert agreement(venues) == "single"
