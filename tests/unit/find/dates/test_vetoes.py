"""What looks like a date and is none leaves no row; where it could have been one, the rejection says why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spacecoop.tables import ActorMention
from tests.unit.find.dates.reading import found_in, reading_of, said

NO_DATES = [
    ("May said the budget was too small.", "the verb or a name"),
    ("The talks were led by Theresa May in London.", "a person's name"),
    ("May Britt spoke first.", "a person's name"),
    ("The Women's March on the capital grew.", "the noun"),
    ("It rose on a Long March 5 from the coast.", "a rocket's name"),
    ("A Long March-3B stood ready.", "a rocket's name"),
    ("They came home from IAC 2014 tired.", "part of a name"),
    ("Asteroid 2024 YR4 will miss us.", "a designation"),
    ("The tax act, 629 of 2013, was repealed.", "the number of an act"),
    ("It cost $1995 to repair.", "a price or a number"),
    ("About 2000 participants came.", "a count or measure"),
    ("The tower has 1950 steps.", "a count or measure"),
    ("He flew in his 30s.", "an age or a measure"),
    ("She is 37 years old.", "an age"),
    ("The 6-year-old waved.", "an age"),
    ("Rent is 400 euros a month.", "the unit of a rate"),
    ("Three quarters of the members agreed.", "a fraction or a place to live"),
    ("After the fall of the city all fled.", "the fall of something"),
    ("The leaders of tomorrow are at school.", "no day in particular"),
    ("On the last day the public came.", "the closing day of something"),
]


@pytest.mark.parametrize(("sentence", "reason"), NO_DATES)
def test_a_veto_gives_its_reason(sentence: str, reason: str) -> None:
    found = found_in(sentence)
    assert [row.text for row in found.mentions] == []
    assert reason in [row.reason for row in found.rejected]


@pytest.mark.parametrize(
    "sentence",
    [
        "See Resolution 76/3 and Article IX.",
        "They played in the second round and won 3-2.",
        "Apollo 11 and Salyut 6 are in the museum.",
        "Ten students and 10 teachers came.",
        "Call +1 650-555-0123 or 650.555.0199.",
        "Version 2.10.4 runs on 192.168.1.12.",
        "The dish stands at 40.4168 N, 3.7038 W.",
        "He may march on and spring a surprise.",
        "Sun shares and Jan the pilot did well.",
        "A third of the seats and 50% of the money went.",
        "Nine hundred delegates and two thousand guests came.",
        "A second group followed; the quarters were cold.",
    ],
)
def test_no_row_comes_of(sentence: str) -> None:
    assert said(sentence) == []


def test_a_date_in_a_name_is_no_date() -> None:
    text = "The Space Congress May 2014 opened in May."
    place = reading_of(text).place(4, 27)
    name = ActorMention(**place, rule="test", mention_id="0" * 20, actor_id=None, kind="organisation", form="name")
    assert [(row.start_char, row.text) for row in found_in(text, names=(name,)).mentions] == [(38, "May")]
    elsewhere = replace(name, kind="place")
    assert len(found_in(text, names=(elsewhere,)).mentions) == 2


def test_a_year_that_the_text_uses_as_one_is_a_date() -> None:
    assert said("The 2014 congress followed those of 2012 and 2013.") == [
        ("2014", "2014"), ("2012", "2012"), ("2013", "2013"),
    ]  # fmt: skip


def test_an_older_figure_is_a_year_where_the_text_speaks_of_its_time() -> None:
    text = "The constitution of 3 September 1791 was short. (1792) was worse."
    assert [value for _, value in said(text)] == ["1791-09-03", "1792"]
    assert said("Bus (1792) was late.") == []


def test_a_table_of_figures_is_no_text() -> None:
    found = found_in("1990 " * 1000)
    assert found.mentions == ()
    assert len(found.rejected) == 1


def test_a_counted_thing_an_event_and_a_version_are_no_days() -> None:
    from datetime import date

    from spacecoop import Document, extract

    for text in (
        "It came on the 20th anniversary.",
        "The day before the election he left.",
        "Version 2.10.2014 is out.",
    ):
        assert extract(Document("demo", text, published=date(2014, 1, 25))).dates == ()
