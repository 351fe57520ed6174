"""Other editions than the article's own: lists of them, ordinals without a noun, the next one; none leaks into another."""

from __future__ import annotations

from datetime import date

import pytest

from spacecoop import Document, extract
from spacecoop.tables import Conference

PUBLISHED = date(2016, 6, 9)


def meetings(text: str, published: date | None = PUBLISHED) -> tuple[Conference, ...]:
    return extract(Document("a/1.txt", text, published)).conferences


def told(text: str) -> set[tuple[str | None, str | None]]:
    return {(c.date_edtf, c.city) for c in meetings(text)}


NOW = "The Lunar Ice Symposium met in Graz on 3 May 2016. "


@pytest.mark.parametrize(
    ("listed", "editions"),
    [
        ("Earlier symposia were held in Oslo (2010) and Lima, Peru (2013).", {("2010", "Oslo"), ("2013", "Lima")}),
        ("Previous editions took place in 2010 in Oslo and in 2013 in Lima.", {("2010", "Oslo"), ("2013", "Lima")}),
        ("The symposium has been held in Oslo in 2010, in Lima in 2013.", {("2010", "Oslo"), ("2013", "Lima")}),
    ],
)
def test_each_item_of_a_list_of_editions_is_a_meeting_of_its_own(
    listed: str, editions: set[tuple[str | None, str | None]]
) -> None:
    assert told(NOW + listed) == editions | {("2016-05-03", "Graz")}
    assert {c.name for c in meetings(NOW + listed)} == {"Lunar Ice Symposium"}


@pytest.mark.parametrize(
    "said",
    [
        "Its founders were born in Oslo (1910) and Lima (1913).",
        "Two of the laboratories that had been built in Oslo (2010) and Lima (2013) were shown.",
    ],
)
def test_a_list_of_other_things_makes_no_editions(said: str) -> None:
    assert told(NOW + said) == {("2016-05-03", "Graz")}


def test_an_ordinal_without_its_noun_keeps_its_own_year_and_town() -> None:
    text = (
        NOW
        + "The first symposium was held in Oslo in 2010, the second in Lima in 2013. The next is planned for Paris in 2019."
    )
    assert told(text) == {("2016-05-03", "Graz"), ("2010", "Oslo"), ("2013", "Lima"), ("2019", "Paris")}


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("The Lunar Ice Symposium, now in its seventh year, opened in Graz on 3 May 2016.", 7),
        ("The Lunar Ice Symposium, the fourth of which took place in Graz on 3 May 2016, is over.", 4),
    ],
)
def test_an_edition_may_be_told_after_the_name(text: str, edition: int) -> None:
    assert [c.edition for c in meetings(text)] == [edition]


def test_the_next_one_is_what_an_article_announces_that_names_no_other() -> None:
    (row,) = meetings("Lima will host the next Lunar and Martian Ice Symposium in March 2018, organisers said.")
    assert (row.name, row.mention, row.city, row.date_edtf) == (
        "Lunar and Martian Ice Symposium",
        "main",
        "Lima",
        "2018-03",
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The XXXII General Assembly met in Lima on 3 May 2016.", [("General Assembly", 32)]),
        (
            "The General Assembly of the Comet Union met in Lima on 3 May 2016.",
            [("General Assembly of the Comet Union", None)],
        ),
        ("The United Nations General Assembly met in New York on 3 May 2016.", []),
        ("The General Assembly adopted the text in New York on 3 May 2016.", []),
    ],
)
def test_a_general_assembly_is_a_meeting_where_members_come_to_it(
    text: str, found: list[tuple[str, int | None]]
) -> None:
    assert [(c.name, c.edition) for c in meetings(text)] == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The fifth Desert Rover Challenge was held in Lima on 3 May 2016.", ["Desert Rover Challenge"]),
        ("The Desert Rover Challenge was held in Lima on 3 May 2016.", []),
        ("The Desert Research and Innovation Council sat in Lima on 3 May 2016.", []),
        ("The Zephyria festival was held in Lima on 3 May 2016.", ["Zephyria festival"]),
        ("A village fair was held in Lima on 3 May 2016.", []),
    ],
)
def test_what_people_count_or_name_is_arranged(text: str, names: list[str]) -> None:
    assert [c.name for c in meetings(text)] == names


def test_the_meeting_of_another_body_is_another_meeting() -> None:
    text = "The workshop on lunar dust opened in Lima on 3 May 2016. A minister left for the Orbit Safety Board's meeting in Paris on 9 May 2016."
    assert told(text) == {("2016-05-03", "Lima"), ("2016-05-09", "Paris")}


def test_a_range_in_the_next_sentence_is_not_of_a_meeting_in_another_month() -> None:
    text = "The first workshop on lunar dust will meet in Lima in June 2017. The rally will be held from 2 to 6 October 2017."
    assert told(text) == {("2017-06", "Lima")}


def test_what_is_said_in_passing_does_not_part_a_meeting_from_its_place() -> None:
    text = "The Lunar Ice Dialogue, whose second round was due this month, will be held in Paris in August 2016."
    assert told(text) == {("2016-08", "Paris")}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The two leaders came to the Lunar Ice Symposium in Graz on 3 May 2016.", None),
        ("Forty-two geologists from eleven states completed a workshop on ice in Graz on 3 May 2016.", 42),
    ],
)
def test_who_is_counted(text: str, people: int | None) -> None:
    assert [c.attendees_low for c in meetings(text)] == [people]


def test_a_list_of_coming_meetings_gives_each_its_town() -> None:
    text = NOW + "\n\nUPCOMING\nLunar Dust Workshop, Lima, 3-4 March 2017\nLunar Law Forum, Oslo, 5 May 2017\n"
    assert told(text) >= {("2017-03-03/2017-03-04", "Lima"), ("2017-05-05", "Oslo")}


def test_a_town_of_no_list_is_where_something_was_held() -> None:
    assert told("The Lunar Ice Symposium was held in Quxford on 3 May 2016.") == {("2016-05-03", "Quxford")}
    assert told("The Lunar Ice Symposium was held in Central Quxland on 3 May 2016.") == {("2016-05-03", None)}


def test_talks_of_the_day_before_are_what_the_article_reports_and_happened_where_it_is_dated() -> None:
    text = (
        "GRAZ, June 9 -- Prime Minister Jane Doe held talks with President John Roe on Wednesday. "
        "The Lunar Ice Symposium will be held in Paris from 3 to 5 August 2016 with 300 participants."
    )
    first = next(c for c in meetings(text) if c.kind == "talks")
    assert (first.mention, first.city, first.start_date) == ("main", "Graz", date(2016, 6, 8))


def told_editions(text: str) -> list[tuple[int | None, str | None, str | None, str]]:
    return [(c.edition, c.city, c.date_edtf, c.status) for c in meetings(text)]


FORUM = "The Lunar Ice Forum opened in Graz on 7 June 2016. The forum drew 90 people."


@pytest.mark.parametrize(
    "telling",
    [
        "The third forum will be hosted by Peru in Lima in April 2018.",
        "The third forum is planned for Lima in April 2018.",
        "The third forum, to the regret of some, will take place in Lima in April 2018.",
    ],
)
def test_a_counted_forum_to_come_is_another_though_this_one_goes_uncounted(telling: str) -> None:
    assert told_editions(f"{FORUM} {telling}") == [
        (None, "Graz", "2016-06-07", "held"),
        (3, "Lima", "2018-04", "announced"),
    ]


def test_a_count_of_days_near_by_is_of_this_forum() -> None:
    assert told_editions(f"{FORUM} The third forum will move to Linz on 9 June 2016.")[0][0] == 3


def test_the_first_of_its_kind_is_no_edition_and_no_other_meeting() -> None:
    text = "People met in Graz on 7 June 2016 for the Lunar Ice Forum, the first meeting of its kind to be held in Austria."
    assert [edition for edition, *_ in told_editions(text)] == [None]


def test_a_number_in_the_series_is_the_edition() -> None:
    text = "The Lunar Ice Forum, the third of the series, held in Graz on 7 June 2016, drew 90 people."
    assert [edition for edition, *_ in told_editions(text)] == [3]


def test_what_an_article_calls_its_agency_is_no_country() -> None:
    text = "The Kenya Space Agency (KSA) met. The KSA's second Lunar Ice Forum opens on 7 July 2016."
    assert [c.country for c in extract(Document("a/1.txt", text)).conferences] == [None]


def test_a_hotel_has_no_town_in_its_name() -> None:
    (row,) = extract(
        Document("a/1.txt", "The Lunar Ice Forum opened on 7 June 2016 at the Hotel Plaza San Francisco.")
    ).conferences
    assert (row.venue, row.city) == ("Hotel Plaza San Francisco", None)


@pytest.mark.parametrize(
    "said",
    [
        "It was the fifth in a series that began in Oslo in 2008 and continued in Lima in 2014.",
        "The symposium is the fifth in a series that began in Oslo in 2008 and continued in Lima in 2014.",
    ],
)
def test_how_a_series_went_on_is_not_told_of_this_edition(said: str) -> None:
    assert told(NOW + said) == {("2016-05-03", "Graz")}


def test_a_year_before_a_noun_tells_another_edition_and_its_end() -> None:
    found = {c.date_edtf: c for c in meetings(NOW + "In 2014 the meeting, planned for Oslo, had to be cancelled.")}
    assert {day: (c.status, c.city) for day, c in found.items()} == {
        "2016-05-03": ("held", "Graz"),
        "2014": ("cancelled", "Oslo"),
    }


def test_a_number_behind_an_acronym_is_the_edition() -> None:
    text = "APRSAF-22 opened in Graz on 3 May 2016. APRSAF-21 was held in Jakarta in May 2014."
    assert {(c.edition, c.city) for c in meetings(text)} == {(22, "Graz"), (21, "Jakarta")}
    assert [c.edition for c in meetings("IAC-14 was held in Toronto in 2014.")] == [None]


def test_another_meeting_that_this_one_followed_keeps_its_day() -> None:
    text = NOW + "It followed an inaugural meeting in Oslo in June 2012."
    assert told(text) == {("2016-05-03", "Graz"), ("2012-06", "Oslo")}


def test_a_day_that_was_put_off_gives_way_to_the_new_one() -> None:
    (row,) = meetings(
        "The Lunar Ice Forum that was to open in Graz on 12 July 2016 has been put off until spring 2017."
    )
    assert row.date_edtf == "2017-21"


def test_people_over_some_days_are_those_of_the_meeting_before() -> None:
    text = NOW + "Over three days, 190 doctors and engineers from 15 countries compared notes."
    (row,) = meetings(text)
    assert (row.attendees_low, row.countries_low) == (190, 15)
    (row,) = meetings(NOW + "In the town 190 doctors from 15 countries have their practice.")
    assert (row.attendees_low, row.countries_low) == (None, None)


def test_days_and_town_below_the_title_outdo_what_is_told_of_the_series() -> None:
    text = "UN/Kenya Workshop on Lunar Ice\nNairobi, 3-5 May 2016\n\nThe workshop began in Oslo in 2008 as a small circle.\n"
    assert told(text) == {("2016-05-03/2016-05-05", "Nairobi")}
