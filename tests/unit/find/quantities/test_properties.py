"""Properties that hold of any text: offsets, bounds, mantissa and scale, never an exception, linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.find.quantities.finding import find

PIECES = (
    "$ € Rs. US$ EUR 3 17 1,000 2.5 9 750 000 2014 1990s 61st million bn crore dozen one two twenty-one hundred half a an "
    "the of to and or - – between from about nearly over up to at least no more than per cent % km kg years countries "
    "people experts delegates signed attended budget cost ( ) , . ; : / ^ + ' \" NASA's Article Apollo May dollars cents "
    "yuan pounds third 37th country ½ \u00a0 \n İ ß ﬁ"
).split(" ")
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
PARALLELS = (
    "3 ($4) and ", "including 5 ", "of the 9, 8 ", "3m of the ", "from 3 to 5 ", "while ", "rose 2 points to 3.5 ", "5 a day ",
    "$US ", "cost of the ", "compared with 63 ", "spent $2 on ", "due to ", "NASA's budget for ",
)  # fmt: skip
BELOW, ABOVE = ("up_to", "at_most", "nearly", "less_than"), ("more_than", "at_least")


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_rows_stand_where_they_say_and_keep_the_rules_for_values(text: str) -> None:
    found = find(text)
    for row in found.mentions:
        assert text[row.start_char : row.end_char] == row.text
        assert row.text.strip() == row.text != ""
        if row.comparator in ("exact", "about"):
            assert row.low == row.high == row.value is not None
        elif row.comparator in BELOW:
            assert row.low is None
            assert row.high == row.value is not None
        elif row.comparator in ABOVE:
            assert row.high is None
            assert row.low == row.value is not None
        else:
            assert row.value is None
            assert row.low is None or row.high is None or row.low <= row.high
        if row.kind == "money" and row.value is not None:
            assert row.mantissa is not None
            assert row.scale is not None
            assert row.value == pytest.approx(row.mantissa * row.scale)
        assert (row.currency is None) == (row.currency_from is None)
        assert (row.thing is None) == (row.thing_head is None) == (row.thing_class is None)
    for row in found.rejected:
        assert text[row.start_char : row.end_char] == row.text
        assert row.reason


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_rows_are_in_order_and_apart(text: str) -> None:
    found = find(text).mentions
    assert len({row.quantity_id for row in found}) == len(found)
    assert [row.start_char for row in found] == sorted(row.start_char for row in found)


@pytest.mark.parametrize("piece", ["7", ",1", "one ", "May ", "1 ", "1-", "$ ", "million ", "999 "])
def test_a_hundred_kilobytes_of_one_thing_take_no_longer_than_news(piece: str) -> None:
    started = time.process_time()
    find(piece * (100_000 // len(piece)))
    assert (
        time.process_time() - started < 3.0
    )  # news of that size takes under 0.1 s; what grows with the square takes minutes


@pytest.mark.parametrize("piece", PARALLELS)
def test_the_time_grows_no_faster_than_the_text(piece: str) -> None:
    def spent(size: int) -> float:
        started = time.process_time()
        find(piece * (size // len(piece)))
        return time.process_time() - started

    spent(1_000)
    # Eight times the text; a square would be 64 times, a busy machine doubles what it likes.
    assert min(spent(32_000), spent(32_000)) < 24 * max(spent(4_000), 0.02)
