"""Values: figures and words to numbers, comparators to bounds, signs and names to currencies, units to UCUM."""

from __future__ import annotations

import pytest

from tests.unit.find.quantities.finding import only, rows


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("nine", 9), ("twenty-one", 21), ("two hundred and five", 205), ("fifteen hundred", 1500),
        ("3.5 million", 3_500_000), ("half a million", 500_000), ("two and a half million", 2_500_000),
        ("three lakh crore", 3e12), ("two dozen", 24), ("half a dozen", 6), ("a couple of hundred", 200),
        ("four tens", 40), ("9 750 000", 9_750_000), ("22,9 millions", 22_900_000), ("1,00,000", 100_000),
        ("a hundred thousand", 100_000), ("4 thousand 3 hundred", 4_300), ("2½", 2.5), ("7 3/4", 7.75),
        ("nine point five", 9.5), ("2.885 billion", 2_885_000_000),
    ],
)  # fmt: skip
def test_figures_and_words_are_read(words: str, value: float) -> None:
    row = only(f"They counted {words} crates.")
    assert row.value == value
    assert row.low == row.high == value


@pytest.mark.parametrize(
    ("words", "comparator", "low", "high"),
    [
        ("20", "exact", 20, 20), ("about 20", "about", 20, 20), ("some 20", "about", 20, 20),
        ("nearly 20", "nearly", None, 20), ("almost 20", "nearly", None, 20), ("at least 20", "at_least", 20, None),
        ("no fewer than 20", "at_least", 20, None), ("more than 20", "more_than", 20, None),
        ("over 20", "more_than", 20, None), ("over two dozen", "more_than", 24, None), ("20+", "at_least", 20, None),
        ("at most 20", "at_most", None, 20), ("no more than 20", "at_most", None, 20), ("up to 20", "up_to", None, 20),
        ("as many as 20", "up_to", None, 20), ("fewer than 20", "less_than", None, 20),
        ("just under 20", "less_than", None, 20), ("~20", "about", 20, 20), ("between 20 and 30", "range", 20, 30),
        ("20 to 30", "range", 20, 30), ("20-30", "range", 20, 30), ("two or three", "range", 2, 3),
        ("thousands of", "indefinite", 1000, 10_000), ("tens of thousands of", "indefinite", 10_000, 100_000),
        ("dozens of", "indefinite", None, None), ("several hundred", "indefinite", None, None),
    ],
)  # fmt: skip
def test_the_words_around_a_number_bound_it(words: str, comparator: str, low: float | None, high: float | None) -> None:
    row = only(f"The hangar holds {words} gliders.")
    assert (row.comparator, row.low, row.high) == (comparator, low, high)
    assert row.text == f"{words} gliders"
    assert (row.value is None) == (comparator in ("range", "indefinite"))


@pytest.mark.parametrize(
    ("words", "comparator"),
    [("40 ships or more", "at_least"), ("a year at most", None), ("40 ships at most", "at_most")],
)
def test_a_comparator_may_follow_what_is_counted(words: str, comparator: str | None) -> None:
    assert [row.comparator for row in rows(f"They sent {words}.")] == ([] if comparator is None else [comparator])


@pytest.mark.parametrize(
    ("words", "value", "currency", "told_by"),
    [
        ("nearly $17 billion", 17e9, "USD", "default"), ("US$ 2.5 million", 2_500_000, "USD", "symbol"),
        ("EUR 1.2bn", 1.2e9, "EUR", "code"), ("€22.1B", 22.1e9, "EUR", "symbol"),
        ("Rs. 10,600 crore", 106e9, "INR", "default"), ("2,885 billion Vietnamese dong", 2.885e12, "VND", "adjective"),
        ("half a million euros", 500_000, "EUR", "adjective"), ("120 MEUR", 120e6, "EUR", "code"),
        ("A$150 million", 150e6, "AUD", "symbol"), ("12 million Swiss francs", 12e6, "CHF", "adjective"),
        ("R$260,00", 260, "BRL", "symbol"), ("Rp 31.500", 31_500, "IDR", "symbol"), ("20 MYR", 20, "MYR", "code"),
        ("40 million pounds", 40e6, "GBP", "default"), ("£14.8 billion", 14.8e9, "GBP", "default"),
    ],
)  # fmt: skip
def test_money_has_a_currency_and_what_told_it(words: str, value: float, currency: str, told_by: str) -> None:
    row = only(f"The mission cost {words}.")
    assert (row.kind, row.value, row.currency, row.currency_from) == ("money", value, currency, told_by)
    assert row.text == words
    assert row.mantissa is not None
    assert row.scale is not None
    assert row.value == pytest.approx(row.mantissa * row.scale)


def test_cents_tell_no_currency() -> None:
    row = only("A call cost 50 cents.")
    assert (row.kind, row.value, row.currency, row.unit_text) == ("money", 50, None, "cents")


def test_pounds_of_payload_are_a_mass() -> None:
    row = only("The capsule carries 4,000 pounds of cargo.")
    assert (row.kind, row.unit) == ("measure", "[lb_av]")


def test_a_bare_dollar_follows_the_dollar_named_in_full() -> None:
    found = rows("Canberra asked for 90 million Australian dollars. It got $60 million.")
    assert [(row.currency, row.currency_from) for row in found] == [("AUD", "adjective"), ("AUD", "context")]


def test_a_conversion_is_a_second_row() -> None:
    said, converted = rows("The dish cost 1.3 billion yuan ($180 million).")
    assert (said.currency, converted.currency) == ("CNY", "USD")
    assert converted.equivalent_of == said.quantity_id
    assert said.equivalent_of is None


def test_a_part_names_its_total() -> None:
    part, total = rows("So far 11 of the 12 member states have paid.")
    assert (part.value, total.value) == (11, 12)
    assert part.part_of_total == total.quantity_id


@pytest.mark.parametrize(
    ("words", "kind", "unit", "unit_text"),
    [
        ("87 mph", "measure", "[mi_i]/h", "mph"), ("295 kilometres", "measure", "km", "kilometres"),
        ("1.5mm", "measure", "mm", "mm"), ("20 per cent", "percent", "%", "per cent"),
        ("1.38pc", "percent", "%", "pc"), ("five days", "duration", "d", "days"), ("6kW", "measure", "kW", "kW"),
        ("minus 150 degrees Celsius", "temperature", "Cel", "degrees Celsius"),
        ("two percentage points", "measure", "{percentage point}", "percentage points"),
    ],
)  # fmt: skip
def test_units_are_ucum_beside_the_word(words: str, kind: str, unit: str, unit_text: str) -> None:
    row = only(f"The change was {words} in all.")
    assert (row.kind, row.unit, row.unit_text, row.text) == (kind, unit, unit_text, words)


def test_a_rate_keeps_what_it_is_per() -> None:
    assert [row.per for row in rows("It is $10 per gram and 30 million euros a year.")] == ["gram", "year"]


def test_a_range_shares_its_scale_and_is_never_averaged() -> None:
    row = only("Each costs up to 20-40 million dollars.")
    assert (row.value, row.low, row.high, row.mantissa) == (None, 20e6, 40e6, None)


def test_an_attributive_day_counts_days() -> None:
    row = only("Nobody came to the three day-meeting.")
    assert (row.kind, row.value, row.unit) == ("duration", 3, "d")
