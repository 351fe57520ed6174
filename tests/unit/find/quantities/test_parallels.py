"""Numbers that lean on each other: changes, comparisons, lists, parts of totals, conversions."""

from __future__ import annotations

import pytest

from tests.unit.find.quantities.finding import rows


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Revenue rose from $3 million to $5 million.", [3e6, 5e6]),
        ("Output fell from 90 to 70 kW.", [90, 70]),
        ("The fee was cut from 5 to 3 million euros.", [5e6, 3e6]),
        ("The league grew from 12 to 20 clubs.", [12, 20]),
        ("The jury was cut from nine to four.", [9, 4]),
    ],
)
def test_a_change_is_two_values_of_one_measure(sentence: str, values: list[float]) -> None:
    found = rows(sentence)
    assert [row.value for row in found] == values
    assert len({(row.kind, row.currency, row.unit, row.thing_head) for row in found}) == 1
    assert {row.rule.rpartition("_")[2] for row in found} == {"change"}


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("Houses cost from $420,000 to $3.5 million.", 420_000, 3_500_000),
        ("It fell short of the US $71 to $74 billion of May.", 71e9, 74e9),
        ("The mast is more than 30 and less than 40 metres high.", 30, 40),
        ("Guidance is between $US35 million and $US42 million.", 35e6, 42e6),
        ("They raised 10m-12m pounds.", 10e6, 12e6),
        ("They raised €2m-3m.", 2e6, 3e6),
        ("They hired one to two dozen cooks.", 12, 24),
        ("They hired from one to a dozen cooks.", 1, 12),
    ],
)
def test_a_range_is_one_row_with_both_ends(sentence: str, low: float, high: float) -> None:
    (row,) = rows(sentence)
    assert (row.comparator, row.value, row.low, row.high) == ("range", None, low, high)


@pytest.mark.parametrize(
    ("sentence", "words", "like"),
    [
        ("About 90 boats were sold this year, compared with 12 in the last one.", "12", "About 90 boats"),
        ("Only 12 were sold then, compared with 90 boats now.", "12", "90 boats"),
        ("The top bid is 31.50 cents, while the worst was 28.25.", "28.25", "31.50 cents"),
        ("The gauge rose 12.25 points to 2,310.50.", "2,310.50", "12.25 points"),
        ("One sank to 2,310.5 points, while a second gained 0.2% to 1,905.4.", "1,905.4", "2,310.5 points"),
        ("One van is 2,000,000 yen ($18,000) and the other 3,000,000 ($27,100).", "3,000,000", "2,000,000 yen"),
        ("They pledged 17 billion euros, with Oslo giving 3.5 billion.", "3.5 billion", "17 billion euros"),
        ("Some 45 states were invited and 30 came.", "30", "Some 45 states"),
        ("They sent 1,856 abstracts from 61 cities; 1,200 were kept.", "1,200", "1,856 abstracts"),
        ("There are 45 clubs, including 5 from Malta.", "5", "45 clubs"),
        ("So far 11 of the 12 member states have paid.", "11", "12 member states"),
    ],
)
def test_a_bare_number_takes_the_measure_of_its_parallel(sentence: str, words: str, like: str) -> None:
    found = {row.text: row for row in rows(sentence)}
    bare, full = found[words], found[like]
    assert (bare.kind, bare.currency, bare.unit, bare.thing) == (full.kind, full.currency, full.unit, full.thing)
    assert bare.rule.endswith("_elided")


def test_nearness_alone_fills_nothing_in() -> None:
    assert [row.kind for row in rows("They sold 45 vans. The lift stopped at 63 again.")] == ["count", "number"]


def test_a_share_of_change_is_not_the_unit_of_the_level() -> None:
    assert [row.kind for row in rows("The index rose 5 per cent to 1,204.5 on Friday.")] == ["percent", "number"]


@pytest.mark.parametrize(
    ("sentence", "part", "total"),
    [
        ("About 1,200 delegates, including 30 observers, attended.", "30 observers", "About 1,200 delegates"),
        ("It drew 400 guests, among them 30 pilots and 12 cooks.", "12 cooks", "400 guests"),
        ("Of the 4,000 participants, 542 were students.", "542", "4,000 participants"),
        ("There are 45 agencies, 5 of which are new.", "5", "45 agencies"),
        ("There were 42 bids from 27 cities, of which 18 were late.", "18", "42 bids"),
        ("They chose 16 projects from the total number of 41.", "16 projects", "41"),
        ("It costs $30 million, including $5 million for paint.", "$5 million", "$30 million"),
    ],
)
def test_a_part_is_told_from_its_total(sentence: str, part: str, total: str) -> None:
    found = {row.text: row for row in rows(sentence)}
    assert found[part].part_of_total == found[total].quantity_id
    assert found[total].part_of_total is None


def test_of_a_total_not_all_took_part() -> None:
    came, members = rows("Some 11 of the 12 member states attended the summit.")
    assert (came.role, members.role) == ("participating_countries", "member_countries")


def test_a_share_of_what_is_counted_says_of_what() -> None:
    assert [row.thing for row in rows("Half of the 300 seats were empty.")] == ["seats", "seats"]


def test_others_are_what_was_counted_before() -> None:
    assert [row.thing_class for row in rows("It hurt seven pilots and two Iraqis and worried 12 others.")] == [
        "person"
    ] * 3


def test_a_share_is_no_part_of_a_count() -> None:
    assert [row.part_of_total for row in rows("One in five of the 300 probes failed.")] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "It got 40 million of its 90 million euros.",
        "It costs 86 million euros, plus 24 million to be raised later.",
        "It is worth 19 billion euros and will reach 22 billion.",
        "It got 16 billion euros, short of the 18 billion that it had asked for.",
        "Oslo gives 3 billion euros, ahead of Rome, which put in 2 billion.",
        "Oslo will give 1.5 million euros and Rome half a million.",
        "The fair cost 18 million euros; 12 million of these came from Rome.",
        "The probe cost 30 million euros. Its sister cost 20 million, less than a film.",
    ],
)
def test_a_sum_beside_another_is_of_its_currency(text: str) -> None:
    assert [row.currency for row in rows(text)] == ["EUR", "EUR"]


@pytest.mark.parametrize(
    ("sentence", "bare", "thing"),
    [
        ("It drew 30 envoys from Africa and 12 from Asia.", "12", "envoys"),
        ("There were 45 clubs in 2018 and 60 last year.", "60", "clubs"),
        ("There were 45 clubs there in 2018 and 60 last year.", "60", "clubs"),
        ("It sold 320 seats by lottery and 145 by phone.", "145", "seats"),
        ("Of them 12 local and 30 foreign pilots flew.", "12", "pilots"),
        ("Heads of 41 African and all 27 European states came.", "41", "states"),
        ("It drew 240 guests, 90 in person and 150 online.", "150", "guests"),
        ("Some 45 of the Union's 55 member states came.", "Some 45", "member states"),
    ],
)
def test_a_noun_said_once_is_shared(sentence: str, bare: str, thing: str) -> None:
    assert {row.text: row.thing for row in rows(sentence)}[bare] == thing


def test_sizes_too_far_apart_share_nothing() -> None:
    assert rows("It drew 3 million viewers in 2018 and 4 in 2019.")[-1].thing is None


def test_those_in_brackets_are_a_part() -> None:
    guests, there = rows("It drew 240 guests (90 in person).")
    assert there.part_of_total == guests.quantity_id
    assert there.thing == "guests"


def test_the_level_after_a_change_and_its_share_is_of_the_measure_of_the_change() -> None:
    found = rows("The budget rose by 30 million euros, or 2 per cent, to 1.5 billion.")
    assert [row.currency for row in found] == ["EUR", None, "EUR"]
    assert rows("The gauge dropped 48.6 points, or 3%, to 1,560.2.")[-1].thing == "points"


def test_a_scale_is_not_continued_by_the_next_count() -> None:
    assert [row.value for row in rows("It is up from 1.95 billion euros, or 1.2 billion three years ago.")] == [
        1.95e9, 1.2e9, 3,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Oslo pays two thirds of the $92 million.", ["number", "money"]),
        ("It got 48.5 million, 6 per cent more.", ["number", "percent"]),
    ],
)
def test_a_share_takes_no_currency_and_a_sum_no_per_cent(sentence: str, kinds: list[str]) -> None:
    assert [row.kind for row in rows(sentence)] == kinds


def test_a_ratio_in_words_is_no_money() -> None:
    assert [(row.value, row.kind) for row in rows("Nine in ten euros go back.")] == [(0.9, "number")]


def test_what_was_given_is_of_the_currency_before() -> None:
    found = rows("It got 22 billion euros. Oslo gave 5.1bn, Rome 3.7bn. Each American pays $76.")
    assert [row.currency for row in found] == ["EUR", "EUR", "EUR", "USD"]


def test_crores_beside_rupees_are_rupees() -> None:
    found = rows("It cost Rs 900 crore or $110 million. The first cost 450 crore, less than a film.")
    assert [row.currency for row in found] == ["INR", "USD", "INR"]


def test_those_of_them_who_are_african_are_countries() -> None:
    found = rows("It drew 37 exhibitors and 500-plus delegates from 51 countries, 29 of them African.")
    assert [(row.thing, row.role) for row in found] == [
        ("exhibitors", "exhibitors"), ("delegates", "attendance"), ("countries", "participating_countries"),
        ("countries", "participating_countries"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The rover has seven drills, five Indian and two Greek.", [False, True, True]),
        ("There were 45 pupils, 25 women and 20 men.", [False, True, True]),
        ("There were 45 pupils, 25 women and 19 men.", [False, False, False]),
        ("There were 10 teams that played 4 games in 6 towns.", [False, False, False]),
        ("It has 9 million euros. Of this, 3 million euros will go to a lander.", [False, True]),
        ("It has £17 million, £3 million of it from Leeds.", [False, True]),
        ("It has £17 million. Leeds has £3 million.", [False, False]),
    ],
)
def test_numbers_that_come_to_a_count_or_are_of_a_sum_are_its_parts(text: str, parts: list[bool]) -> None:
    assert [row.part_of_total is not None for row in rows(text)] == parts
