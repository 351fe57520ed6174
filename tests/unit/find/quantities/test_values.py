"""Values: figures and words to numbers, comparators to bounds, signs and names to currencies, units to UCUM."""

from __future__ import annotations

import pytest

from spacecoop import Document, extract
from tests.unit.find.quantities.finding import only, rows


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("nine", 9), ("twenty-one", 21), ("two hundred and five", 205), ("fifteen hundred", 1500),
        ("3.5 million", 3_500_000), ("half a million", 500_000), ("two and a half million", 2_500_000),
        ("three lakh crore", 3e12), ("two dozen", 24), ("half a dozen", 6), ("a couple of hundred", 200),
        ("four tens", 40), ("9 750 000", 9_750_000), ("22,9 millions", 22_900_000), ("1,00,000", 100_000),
        ("a hundred thousand", 100_000), ("4 thousand 3 hundred", 4_300), ("2½", 2.5), ("7 3/4", 7.75),
        ("nine point five", 9.5), ("2.885 billion", 2_885_000_000), ("1.2m", 1_200_000), ("8 B", 8e9), ("25k", 25_000),
        ("2 1⁄2", 2.5), ("two hundredths", 0.02), ("1½ million", 1_500_000), ("3 000 million", 3e9),
        ("a score of", 20), ("a dozen million", 12e6), ("3 and a half", 3.5),
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
        ("120-odd", "about", 120, 120), ("500-plus", "at_least", 500, None),
        ("just under 20", "less_than", None, 20), ("sub-20", "less_than", None, 20), ("~20", "about", 20, 20), ("between 20 and 30", "range", 20, 30),
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
        ("USD10m", 10e6, "USD", "code"), ("$US160 million", 160e6, "USD", "symbol"), ("Y=590 billion", 590e9, "JPY", "symbol"),
        ("S $1mil", 1e6, "SGD", "symbol"), ("dlrs 13.7 million", 13.7e6, "USD", "code"), ("20m yen", 20e6, "JPY", "adjective"),
        ("R2.5 billion", 2.5e9, "ZAR", "symbol"), ("N500m", 500e6, "NGN", "symbol"),
        ("SR 2 billion", 2e9, "SAR", "default"), ("BD1.4 million", 1.4e6, "BHD", "symbol"),
        ("Rs 10,000-cr", 1e11, "INR", "default"), ("P1.3 billion", 1.3e9, "PHP", "symbol"),
        ("Frw 3 billion", 3e9, "RWF", "symbol"), ("5 mio. euros", 5e6, "EUR", "adjective"),
        ("7.74 HK dollars", 7.74, "HKD", "adjective"), ("$A40 million", 40e6, "AUD", "symbol"),
        ("S/ 45 million", 45e6, "PEN", "symbol"), ("R1.2-billion", 1.2e9, "ZAR", "symbol"),
        ("C$12m", 12e6, "CAD", "default"), ("CAD 45tn", 45e12, "CAD", "code"), ("R17.3 mn", 17.3e6, "ZAR", "symbol"),
        ("6 trillion New Taiwan dollars", 6e12, "TWD", "adjective"), ("NIS 12 bln", 12e9, "ILS", "symbol"),
        ("Ksh2 mln", 2e6, "KES", "symbol"), ("Php 1.2 billion", 1.2e9, "PHP", "symbol"), ("0.8tn euros", 8e11, "EUR", "adjective"),
        ("4 M€", 4e6, "EUR", "symbol"), ("€1½ million", 1.5e6, "EUR", "symbol"), ("€3 000 million", 3e9, "EUR", "symbol"),
    ],
)  # fmt: skip
def test_money_has_a_currency_and_what_told_it(words: str, value: float, currency: str, told_by: str) -> None:
    row = only(f"The mission cost {words}.")
    assert (row.kind, row.value, row.currency, row.currency_from) == ("money", value, currency, told_by)
    assert row.text == words
    assert row.mantissa is not None
    assert row.scale is not None
    assert row.value == pytest.approx(row.mantissa * row.scale)


@pytest.mark.parametrize("words", ["50 cents", "18 sen", "197 pence", "12c"])
def test_small_money_tells_no_currency(words: str) -> None:
    row = rows(f"Against the dollar it fell {words} on Friday.")[-1]
    assert (row.kind, row.currency, row.unit, row.text) == ("money", None, "{cent}", words)


def test_bitcoin_is_money_that_no_state_issues() -> None:
    row = only("The hackers asked for 6.25 BTC.")
    assert (row.kind, row.value, row.currency, row.unit, row.unit_text) == ("money", 6.25, None, "{bitcoin}", "BTC")


def test_many_dollars_are_money_without_a_value() -> None:
    row = only("It lost hundreds of billions of dollars.")
    assert (row.kind, row.currency, row.value, row.low, row.high) == ("money", "USD", None, 1e11, 1e12)


def test_a_bare_dollar_is_no_peso() -> None:
    from spacecoop import Document, extract

    def currency(text: str) -> list[str | None]:
        return [q.currency for q in extract(Document("demo", text)).quantities if q.kind == "money"]

    assert currency("Argentina signed a $200 million contract in Buenos Aires.") == ["USD"]
    assert currency("In Canberra the minister promised $60 million for Australia's agency.") == ["AUD"]


def test_an_article_before_a_dollar_is_not_australian() -> None:
    assert [row.currency for row in rows("A $5 million grant came.")] == ["USD"]
    assert [row.currency for row in rows("They paid A $5 million.")] == ["AUD"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The capsule carries 4,000 pounds of cargo.", "measure"), ("The dog lost 25 pounds.", "measure"),
        ("He paid 600 pounds for it.", "money"), ("It is 600 pounds ($985).", "money"),
        ("They found 12 million pounds.", "money"),
    ],
)  # fmt: skip
def test_pounds_are_money_where_something_is_paid(sentence: str, kind: str) -> None:
    assert rows(sentence)[0].kind == kind


@pytest.mark.parametrize(
    ("sentence", "kind", "value"),
    [
        ("The port moved 1.2m tons.", "measure", 1.2e6), ("It has 3m users.", "count", 3e6),
        ("They sold 35m of their phones.", "count", 35e6), ("The 2.4m mirror broke.", "measure", 2.4),
        ("They need 100m of cable.", "measure", 100), ("They put 2.5m of cable in.", "measure", 2.5), ("He led the last 100m of the race.", "measure", 100),
        ("The 10m waves broke.", "measure", 10), ("Cocaine worth 1 m was seized.", "number", 1e6),
        ("It sells 30 m resolution images.", "measure", 30), ("A 15m antenna costs more.", "measure", 15),
        ("The pool is 50 m long and has steps.", "measure", 50), ("Some 8 B people live here.", "count", 8e9),
        ("It travelled 125m km.", "measure", 125e6), ("They put 2.5m into a rival.", "number", 2.5e6), ("They put 2.5m above the gate.", "measure", 2.5),
        ("The 1500b packet came.", None, None),
    ],
)  # fmt: skip
def test_a_letter_is_a_scale_where_something_is_counted(sentence: str, kind: str | None, value: float | None) -> None:
    found = [(row.kind, row.value) for row in rows(sentence)]
    assert found == ([] if kind is None else [(kind, value)])


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
        ("204 hp", "measure", "[HP]", "hp"), ("9 ksi", "measure", "k[psi]", "ksi"), ("25.5″", "measure", "[in_i]", "″"),
        ("-10C", "temperature", "Cel", "C"), ("-100 ° C", "temperature", "Cel", "° C"), ("25bps", "measure", "{basis point}", "bps"),
        ("minus-1.4 degrees", "measure", "deg", "degrees"), ("0.5 m/px", "measure", "m/{pixel}", "m/px"),
    ],
)  # fmt: skip
def test_units_are_ucum_beside_the_word(words: str, kind: str, unit: str, unit_text: str) -> None:
    row = only(f"The change was {words} in all.")
    assert (row.kind, row.unit, row.unit_text, row.text) == (kind, unit, unit_text, words)


@pytest.mark.parametrize(
    ("words", "per"),
    [
        ("$10 per gram", "gram"), ("30 million euros a year", "year"), ("650,000 barrels a day", "day"),
        ("800,000 barrels of oil a day", "day"), ("a 33,000 barrel-a-day plant", "day"), ("41,000 times a minute", "minute"),
        ("3,000 tests per day", "day"), ("$34.50 per square foot", "square foot"), ("40 flights every year", "year"),
        ("6 million tonnes annually", "year"), ("$3,500-a-month", "month"), ("five euros/kg", "kg"), ("50 seats", None),
        ("5 million units a year earlier", None),
    ],
)  # fmt: skip
def test_a_rate_keeps_what_it_is_per(words: str, per: str | None) -> None:
    assert only(f"It is {words}.").per == per


def test_under_one_roof_is_no_bound() -> None:
    assert [row.comparator for row in rows("They put all of it under one roof.")] == ["exact"]


def test_a_full_stop_is_no_part_of_a_unit() -> None:
    assert only("It orbits at 36,000 km.").unit_text == "km"


def test_a_crew_of_four_is_four_people() -> None:
    row = only("A crew of four is aboard.")
    assert (row.kind, row.value, row.thing, row.thing_class) == ("count", 4, "crew", "person")


def test_letters_of_heat_need_heat() -> None:
    assert [row.kind for row in rows("It grew hot: 72F outside, 573.15K inside.")] == ["temperature", "temperature"]
    assert [row.value for row in rows("They sold 10K tickets.")] == [10_000]


def test_a_range_shares_its_scale_and_is_never_averaged() -> None:
    row = only("Each costs up to 20-40 million dollars.")
    assert (row.value, row.low, row.high, row.mantissa) == (None, 20e6, 40e6, None)


def test_an_attributive_day_counts_days() -> None:
    row = only("Nobody came to the three day-meeting.")
    assert (row.kind, row.value, row.unit) == ("duration", 3, "d")


@pytest.mark.parametrize(
    ("text", "comparator", "low", "high"),
    [
        ("The budget does not exceed 300 million euros.", "at_most", None, 300e6),
        ("Never more than 700 people were connected.", "at_most", None, 700),
        ("It cost 5 euros over ten years.", "exact", 10, 10),
        ("It has run for over ten years.", "more_than", 10, None),
        ("It was built under a $540 million contract.", "exact", 540e6, 540e6),
        ("The costs stayed under $540 million.", "less_than", None, 540e6),
        ("There are 13 nations and more than 40 bodies.", "more_than", 40, None),
        ("It has over a million fans and over a dozen boats.", "more_than", 12, None),
        ("Cadets of 13 and over may come.", "at_least", 13, None),
    ],
)
def test_what_stands_around_a_bound_decides_what_it_bounds(
    text: str, comparator: str, low: float | None, high: float | None
) -> None:
    last = rows(text)[-1]
    assert (last.comparator, last.low, last.high) == (comparator, low, high)


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("All 55 AU members agreed.", "count", None),
        ("A 5,200-sq-km park opened.", "measure", "km2"),
        ("A 30-m boom broke.", "measure", "m"),
        ("The probe is 2.5 AU from the Sun.", "measure", "AU"),
        ("A 2.3-metric-ton spacecraft flew.", "measure", "t"),
    ],
)
def test_a_unit_is_told_from_a_name(text: str, kind: str, unit: str | None) -> None:
    row = only(text)
    assert (row.kind, row.unit) == (kind, unit)


def test_each_of_a_list_gives_its_own_sum() -> None:
    text = "Germany gives 3.5 billion euros, followed by France with 3.2 billion and Italy with 3.0 billion."
    found = extract(Document(document_id="test", text=text)).quantities
    assert [(r.subject_actor_id, r.currency, r.role) for r in found] == [
        ("country/DE", "EUR", "contribution"),
        ("country/FR", "EUR", "contribution"),
        ("country/IT", "EUR", "contribution"),
    ]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("More than 5.000 pilots came.", 5000), ("The fee is 12.500 euros.", 12_500), ("The fee is $1.250.", 1.25),
        ("Petrol is 1.359 euros per litre.", 1.359), ("It fell to 2.125 metres.", 2.125), ("They have 12.500 seats.", 12_500),
        ("It scored 15.900 points.", 15.9), ("Its constant is 3.100 now.", 3.1), ("Families have an average of 2.125 children.", 2.125),
        ("From 3,400 desks it went to 12.500 lamps.", 12.5), ("It costs Rp 300.000 per Mbps.", 300_000),
        ("Its budget is 11.500 million pesos.", 11.5e9), ("It saved 1.000 million pesos.", 1e9), ("It drew 2.300 pilots and weighs 3.050 kilos.", 3050),
        ("It cost 2.885 billion dong.", 2.885e9),
    ],
)  # fmt: skip
def test_a_stop_parts_thousands_where_no_decimals_can_be_meant(sentence: str, value: float) -> None:
    assert rows(sentence)[-1].value == value


@pytest.mark.parametrize(("words", "value"), [("$ 6. 25", 6.25), ("2.415, 60 €", 2415.60)])
def test_a_stray_space_before_cents_is_passed_over(words: str, value: float) -> None:
    assert [row.value for row in rows(f"Its price was {words}")] == [value]


def test_figures_after_two_stops_are_none() -> None:
    assert rows("The bill read $..40 in all.") == ()


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("The dish stands 6' above the roof.", ["[ft_i]"]), ('The bolt is 8" long.', ["[in_i]"]),
        ('He said "we saw 30" and left.', [None]), ("The room is 'sector 6' of the port.", [None]),
        ('The "old" bolt is 8" long.', ["[in_i]"]),
    ],
)  # fmt: skip
def test_marks_after_figures_are_feet_and_inches_unless_they_close_a_quotation(
    sentence: str, units: list[str | None]
) -> None:
    assert [row.unit for row in rows(sentence)] == units


@pytest.mark.parametrize(
    ("sentence", "kind", "comparator"),
    [
        ("The pilot turned 80 on Friday.", "age", "exact"), ("It turned 80 degrees.", "measure", "exact"),
        ("It takes cadets as young as six.", "age", "at_least"), ("A cub aged six months came.", "duration", "exact"),
        ("The director, 54, said so.", "age", "exact"), ("The Director-General, 54, said so.", "age", "exact"),
        ("Men aged 30 to 45 came.", "age", "range"), ("Lindqvist, 58, now leads it.", "age", "exact"),
    ],
)  # fmt: skip
def test_years_of_life_are_told_by_the_words_beside_them(sentence: str, kind: str, comparator: str) -> None:
    assert [(row.kind, row.comparator) for row in rows(sentence)] == [(kind, comparator)]


def test_a_function_word_in_capitals_is_a_name() -> None:
    assert only("Thirty US companies bid.").thing == "US companies"


def test_what_a_measure_sizes_is_counted() -> None:
    assert [row.thing for row in rows("Two 50-kilogram satellites flew.")] == ["satellites", None]


@pytest.mark.parametrize("sentence", ["It crept back up to 6.1 per cent.", "It turns over 6.1 per cent."])
def test_words_of_moving_are_no_bound(sentence: str) -> None:
    assert only(sentence).comparator == "exact"


def test_what_is_brought_back_up_to_a_mass_is_bounded() -> None:
    assert only("It will bring back up to two kilograms of dust.").comparator == "up_to"


def test_a_dollar_follows_the_country_that_the_article_is_about() -> None:
    text = "Kiruna, Sweden: a Swedish firm raised $25m. Of its guests nine came from Canada and most from Sweden."
    assert [q.currency for q in extract(Document("demo", text)).quantities if q.kind == "money"] == ["USD"]


def test_the_name_of_a_mission_is_whole() -> None:
    assert only("The Red Star Mars Mission cost $200 million.").thing == "Red Star Mars Mission"


def test_a_count_in_words_is_no_name() -> None:
    assert only("Four thousand three hundred and five Emiratis applied.").value == 4305


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("The burn lasted a third of a second.", 1 / 3, "s"), ("It holds 1/8 of a US gallon.", 1 / 8, "[gal_us]"),
        ("It opens for 1/250 of a second.", 1 / 250, "s"),
        ("It took half of an hour.", 0.5, "h"),
    ],
)  # fmt: skip
def test_a_fraction_may_be_of_a_unit(sentence: str, value: float, unit: str) -> None:
    row = only(sentence)
    assert (row.value, row.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("sentence", "value"), [("It grew by an average of 1700.", 1700), ("A total of 2000 were kept.", 2000)]
)
def test_an_amount_told_as_one_is_no_year(sentence: str, value: float) -> None:
    assert [row.value for row in extract(Document("demo", sentence)).quantities] == [value]


def test_a_range_of_counts_is_no_span_of_years() -> None:
    found = extract(Document("demo", "The staff is going from 800 to 1900 engineers.")).quantities
    assert [(row.low, row.high) for row in found] == [(800, 1900)]


def test_a_singular_noun_may_be_counted_before_another() -> None:
    assert only("It is a 3 stage rocket.").thing == "stage"


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        ("All 193 United Nations member states voted.", "United Nations member states"),
        ("Some 12 United States senators flew to Kourou.", "United States senators"),
        ("It was the 1852 United States postal ballot.", None),
    ],
)
def test_the_plural_in_a_countrys_name_is_no_thing_that_is_counted(sentence: str, thing: str | None) -> None:
    assert [row.thing for row in rows(sentence) if row.kind == "count"] == ([thing] if thing else [])


def test_the_dollar_of_an_article_about_australia_is_its_own() -> None:
    text = "Adelaide: Australia will spend $65 million, the Australian minister said. An Australian firm built it with NASA."
    assert [q.currency for q in extract(Document("demo", text)).quantities if q.kind == "money"] == ["AUD"]


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("The 200-ton rocket rose 550 km.", "t"), ("The 200-ton rocket rose 350 miles.", "[ston_av]"),
        ("It is a 200-ton rocket.", "t"), ("It weighs 200 short tons.", "[ston_av]"),
    ],
)  # fmt: skip
def test_tons_are_tonnes_unless_the_article_measures_in_miles(sentence: str, unit: str) -> None:
    assert rows(sentence)[0].unit == unit


@pytest.mark.parametrize(
    ("words", "low", "high", "currency"),
    [
        ("£5-6m", 5e6, 6e6, "GBP"), ("US$5–7m", 5e6, 7e6, "USD"), ("£5 to 6m", 5e6, 6e6, "GBP"),
        ("$2 or 3 million", 2e6, 3e6, "USD"), ("$900 million to $1.2 billion", 9e8, 1.2e9, "USD"),
        ("Rs 90 lakh to Rs 1.2 crore", 9e6, 1.2e7, "INR"),
    ],
)  # fmt: skip
def test_the_ends_of_a_price_share_their_currency_and_scale(words: str, low: float, high: float, currency: str) -> None:
    row = only(f"The mast cost {words}.")
    assert (row.comparator, row.low, row.high, row.currency) == ("range", low, high, currency)


def test_metres_after_a_price_are_no_millions() -> None:
    assert [(row.kind, row.value) for row in rows("It cost £5 and 6m of cable.")] == [("money", 5), ("measure", 6)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The ministry lifted its yearly spending on weather craft from €3m to €5m.", [3e6, 5e6]),
        ("The number of welders would shrink from 17,391 to 11,853.", [17_391, 11_853]),
        ("The fee jumped from 45 million to almost 200 million euros.", [45e6, 200e6]),
        ("Imports, from $524 million to $406 million, were weak.", [524e6, 406e6]),
        ("Grants go to teams that raised prizes, which range from $3 million to $5 million.", [None]),
        ("They hand out grants from $3 million to $5 million.", [None]),
    ],
)
def test_what_a_verb_of_change_governs_has_two_values(text: str, values: list[float | None]) -> None:
    assert [row.value for row in rows(text)] == values


def test_a_range_may_lie_between_two_ratios() -> None:
    row = only("Between one in five and one in three pupils walk.")
    assert (row.low, row.high) == (0.2, pytest.approx(1 / 3))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The 2021 participants met again.", []), ("In 2023 delegates met in a tent.", []),
        ("The hall had 2021 participants.", [2021]), ("Thirty of the 2022 contestants met again.", [30]),
        ("The 2000 participants sat down.", [2000]),
    ],
)  # fmt: skip
def test_a_year_that_says_which_people_are_meant_is_no_count(text: str, counted: list[float]) -> None:
    assert [row.value for row in rows(text)] == counted


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        ("Twenty or more mayors came.", 20, "at_least"), ("Some two hundred mayors came.", 200, "about"),
        ("A score of mayors came.", 20, "exact"),
    ],
)  # fmt: skip
def test_words_of_a_bound_do_not_hide_what_is_counted(text: str, value: float, comparator: str) -> None:
    row = only(text)
    assert (row.kind, row.value, row.comparator, row.thing) == ("count", value, comparator, "mayors")


@pytest.mark.parametrize("text", ["She won with a score of 20.", "A score of points was lost."])
def test_a_score_in_a_game_is_no_twenty(text: str) -> None:
    assert 20 not in [row.value for row in rows(text) if row.text.lower().startswith("a score")]


@pytest.mark.parametrize("text", ["Sales may top $24 billion.", "They try $24 billion.", "They want all $24 billion."])
def test_a_verb_before_a_sign_is_no_code_of_a_currency(text: str) -> None:
    assert [(row.value, row.currency) for row in rows(text)] == [(24e9, "USD")]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("Between a quarter and a third of it burns.", 0.25, 1 / 3), ("A quarter to a third of it burns.", 0.25, 1 / 3)],
)
def test_two_shares_are_the_ends_of_a_range_and_no_sum(text: str, low: float, high: float) -> None:
    row = only(text)
    assert (row.comparator, row.low, row.high) == ("range", low, pytest.approx(high))


def test_who_wins_has_no_korean_money() -> None:
    assert [row.kind for row in rows("The club in lane 1 won the cup.") if row.kind == "money"] == []
    assert [row.currency for row in rows("They paid 900 won for it.")] == ["KRW"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The UAE pledged Dh 300 million, Oman 12 million rials and Iran 5 million rials.", ["AED", "OMR", "IRR"]),
        ("Colombia and Peru met. Mexico will contribute 2 billion pesos to the network.", ["MXN"]),
        ("Half a billion shillings are missing in Uganda and Kenya, which gave KSh 650 million.", ["KES", "KES"]),
        ("New Zealand gave NZ$2 million, then $3 million; the rocket cost US$7 million.", ["NZD", "NZD", "USD"]),
        ("New Zealand gave NZ$2 million ($1.2 million).", ["NZD", "USD"]),
        ("Canada gave C$2 million, or US$1.4 million to $1.6 million.", ["CAD", "USD"]),
        ("It got CLP 4 million in Chile. A payment of $23 million came from Texas.", ["CLP", "USD"]),
    ],
)
def test_a_shared_word_is_the_currency_of_who_pays(text: str, codes: list[str]) -> None:
    found = [row for row in extract(Document("demo", text)).quantities if row.kind == "money"]
    assert [row.currency for row in found] == codes


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The three cost $13, $12 and $11 million.", [13e6, 12e6, 11e6]),
        ("The two cost 13 and 12 million euros.", [13e6, 12e6]),
        ("It cost $9, $8, and $7 billion.", [9e9, 8e9, 7e9]),
        ("They sold it at $5, and $3 million in grants came.", [5, 3e6]),
        ("He is 5 and 12 million euros richer.", [5, 12e6]),
        ("It cost €1,500 and €12 million.", [1500, 12e6]),
        ("It rose from 2.9 billion in 2019 to 3.4 billion euros in 2021.", [2.9e9, 3.4e9]),
    ],
)
def test_a_list_of_sums_says_its_scale_once(text: str, values: list[float]) -> None:
    assert [row.value for row in rows(text) if row.value not in (2019, 2021)] == values


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("There were 4-5,000 visitors.", 4000, 5000), ("There were 10 to 15,000 visitors.", 10_000, 15_000),
        ("There were 4 to 90,000 visitors.", 4, 90_000), ("There were 4 to 5,250 visitors.", 4, 5250),
        ("It raised USD 5m-6m.", 5e6, 6e6),
    ],
)  # fmt: skip
def test_thousands_said_once_hold_for_both_ends(text: str, low: float, high: float) -> None:
    row = only(text)
    assert (row.low, row.high) == (low, high)
