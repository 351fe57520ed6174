"""What goes with a meeting: seasons, days told in the sentence after it, arrangers without a naming, what is another's."""

from __future__ import annotations

from datetime import date

import pytest

from spacecoop import Document, extract
from spacecoop.engine import Found
from spacecoop.tables import Conference

PUBLISHED = date(2016, 6, 9)  # a Thursday


def read(text: str) -> Found:
    return extract(Document("a/1.txt", text, PUBLISHED))


def meetings(text: str) -> dict[str, Conference]:
    return {c.name: c for c in read(text).conferences}


def arrangers(text: str) -> set[tuple[str, str]]:
    return {(a.actor_id, a.role) for a in read(text).conference_actors}


NOW = "The Lunar Ice Symposium opened in Graz on 3 May 2016."


@pytest.mark.parametrize(
    ("when", "edtf", "status"),
    [
        ("in autumn 2017", "2017-23", "announced"),
        ("in the first quarter of 2015", "2015-33", "held"),
        ("in the second half of 2018", "2018-41", "announced"),
    ],
)
def test_a_season_is_a_grain_of_its_own(when: str, edtf: str, status: str) -> None:
    row = meetings(f"The Lunar Ice Symposium is planned for Graz {when}.")["Lunar Ice Symposium"]
    assert (row.date_edtf, row.start_date, row.status) == (edtf, None, status)


def test_a_month_tells_more_than_its_season() -> None:
    text = "The Lunar Ice Symposium will be held in Graz in autumn 2017. The symposium is held in October 2017."
    assert meetings(text)["Lunar Ice Symposium"].date_edtf == "2017-10"


def test_a_month_that_was_given_up_is_no_date() -> None:
    text = (
        "The Lunar Ice Forum is scheduled for November 12-13, 2016 in Graz. "
        "The forum had originally been planned for May but was postponed because of a strike."
    )
    assert meetings(text)["Lunar Ice Forum"].date_edtf == "2016-11-12/2016-11-13"


def test_a_meeting_opens_with_a_ceremony_that_is_none() -> None:
    found = meetings("The Lunar Ice Symposium opened on 3 May 2016 in Graz with a ceremony in the town hall.")
    assert {(c.name, c.date_edtf) for c in found.values()} == {("Lunar Ice Symposium", "2016-05-03")}


@pytest.mark.parametrize(
    "said", ["Sessions began on 2 May 2016 and end on 6 May 2016.", "For two weeks, until 17 May 2016, nobody slept."]
)
def test_the_sentence_after_may_tell_the_last_day(said: str) -> None:
    row = meetings("The 12th Lunar Ice Symposium drew 54 people to Graz. " + said)["Lunar Ice Symposium"]
    assert (row.date_edtf or "").endswith(("/2016-05-06", "/2016-05-17"))


def test_the_end_of_something_else_is_not_the_meetings() -> None:
    row = meetings(NOW + " The mission began on 2 May 2015 and ends on 6 May 2017.")["Lunar Ice Symposium"]
    assert row.date_edtf == "2016-05-03"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" The hosts were ESA and NASA.", {("igo/esa", "host"), ("agency/nasa", "host")}),
        (" The sponsors included NASA and ESA.", {("agency/nasa", "sponsor"), ("igo/esa", "sponsor")}),
        (" NASA was the main sponsor.", {("agency/nasa", "sponsor")}),
        (" ESA and NASA were among the sponsors.", {("igo/esa", "sponsor"), ("agency/nasa", "sponsor")}),
        (" Hosted by: ESA", {("igo/esa", "host")}),
        (" The hosts were tired. NASA was there.", set[tuple[str, str]]()),
        (" NASA paid for a telescope that ESA hosts.", set[tuple[str, str]]()),
    ],
)
def test_arrangers_may_be_told_in_a_sentence_of_their_own(text: str, found: set[tuple[str, str]]) -> None:
    assert arrangers(NOW + text) == found


def test_two_participles_before_the_meeting_tell_two_arrangers() -> None:
    text = "Organized by ESA and hosted by NASA, the Lunar Ice Symposium opened in Graz on 3 May 2016."
    assert arrangers(text) == {("igo/esa", "organiser"), ("agency/nasa", "host")}


def test_what_drew_people_of_its_own_was_not_the_meeting() -> None:
    text = NOW + " A breakfast of women drew 75 participants."
    assert meetings(text)["Lunar Ice Symposium"].attendees_low is None


def test_how_a_series_began_is_not_how_it_was_this_time() -> None:
    text = NOW + " The Lunar Ice Symposium was launched in Oslo in 2004 as a one-day seminar of 40 people."
    row = meetings(text)["Lunar Ice Symposium"]
    assert (row.attendees_low, row.date_edtf, row.city) == (None, "2016-05-03", "Graz")


def test_what_is_to_follow_a_meeting_leaves_its_days_alone() -> None:
    text = "The Lunar Ice Symposium meets in Graz. A tour that was to follow the symposium on 8 and 9 June 2016 is off."
    assert all(c.date_edtf is None for c in meetings(text).values())


def test_the_event_is_what_has_a_name_not_a_meeting_told_in_passing() -> None:
    text = (
        "Graz will host the Lunar Ice Forum, the minister said after a meeting with the ambassadors of Spain. "
        "The two-day event, scheduled for November 12-13, 2016, is organised by ESA."
    )
    assert meetings(text)["Lunar Ice Forum"].date_edtf == "2016-11-12/2016-11-13"


def test_what_it_was_is_told_of_the_meeting_before() -> None:
    text = "Experts held talks in Graz on 3 May 2016. It was the 40th meeting of the Lunar Ice Panel."
    (row,) = read(text).conferences
    assert (row.edition, row.city, row.name) == (40, "Graz", "meeting of the Lunar Ice Panel")


def test_a_title_in_quotes_does_not_part_a_meeting_from_its_town() -> None:
    row = meetings('The second Alpine Symposium "Ice on Moons and Comets" was held in Graz on 3 May 2016.')
    assert {(c.city, c.date_edtf) for c in row.values()} == {("Graz", "2016-05-03")}


def test_a_plural_owner_is_part_of_a_name() -> None:
    assert set(meetings("The Lunar Ministers' Meeting was held in Graz on 3 May 2016.")) == {"Lunar Ministers' Meeting"}


def test_a_date_line_gives_a_town_of_no_list() -> None:
    row = meetings("QUXJÄRVI, Finland — The Lunar Ice Symposium drew 54 students from twelve countries.")
    assert {(c.city, c.country) for c in row.values()} == {("Quxjärvi", "FI")}


def test_those_with_whom_a_meeting_is_held_arrange_it() -> None:
    assert arrangers("The Lunar Ice Forum will be held in Graz in July 2016 together with NASA.") == {
        ("agency/nasa", "organiser")
    }


def test_a_meeting_named_to_tell_when_another_is_keeps_out_of_its_days() -> None:
    text = (
        NOW
        + " A workshop on lunar dust takes place back to back with the symposium, on 8 May 2016, with the support of ESA."
    )
    found = read(text)
    days = {c.name: c.date_edtf for c in found.conferences}
    assert days == {"Lunar Ice Symposium": "2016-05-03", "workshop on lunar dust": "2016-05-08"}
    assert {a.conference_id for a in found.conference_actors} == {
        c.conference_id for c in found.conferences if c.name == "workshop on lunar dust"
    }


def test_what_was_decided_at_a_meeting_was_decided_on_its_day() -> None:
    text = "GRAZ -- Ministers of six states on 3 May 2016 approved the plan at a meeting chaired by Jane Doe."
    assert [(c.date_edtf, c.city) for c in read(text).conferences] == [("2016-05-03", "Graz")]
    text = "GRAZ -- NASA on 3 May 2016 approved the plan, which was made at a meeting in Paris in 2011."
    assert ("2016-05-03", "Paris") not in {(c.date_edtf, c.city) for c in read(text).conferences}


def test_days_of_talks_are_no_talks() -> None:
    text = "The Lunar Ice Symposium ended in Graz on 7 May 2016 after five days of talks, with the hosts counting 412 participants."
    assert {(c.name, c.attendees_low) for c in read(text).conferences} == {("Lunar Ice Symposium", 412)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Kenya Rocket Expo and Conference was held in Graz on 3 May 2016.", "Kenya Rocket Expo and Conference"),
        ("The Lunar Ice Forum and the Mars Prize were held in Graz on 3 May 2016.", "Lunar Ice Forum"),
        ("A summer school on small satellites was held in Graz on 3 May 2016.", "summer school on small satellites"),
    ],
)
def test_how_far_a_name_reaches(text: str, name: str) -> None:
    assert set(meetings(text)) == {name}


def test_an_expo_is_the_fair_of_the_next_sentence() -> None:
    text = "The Lunar Rocket Expo opens in Graz on 13 June 2016. The fair expects more than 10,000 visitors."
    assert {c.attendees_low for c in meetings(text).values()} == {10_000}


def test_a_figure_of_last_years_meeting_is_of_last_years_meeting() -> None:
    text = NOW + " Last year's symposium, in Oslo, had 380 participants."
    assert {(c.city, c.attendees_low) for c in read(text).conferences} == {("Graz", None), ("Oslo", 380)}


def test_other_editions_of_what_is_only_described_are_told_apart() -> None:
    text = (
        "GRAZ -- The eighth session of the committee on lunar ice was held here on 3 May 2016. "
        "The seventh session had taken place in Oslo in October 2013."
    )
    assert {(c.edition, c.city, c.date_edtf) for c in read(text).conferences} == {
        (8, "Graz", "2016-05-03"),
        (7, "Oslo", "2013-10"),
    }


def test_the_line_below_the_title_gives_days_and_town() -> None:
    text = 'LUNAR ICE WORKSHOP\n"Ice with Old Data"\nMexico City, 3-14 May 2016\n\nThe workshop drew 34 engineers.\n'
    assert {(c.city, c.date_edtf) for c in meetings(text).values()} == {("Mexico City", "2016-05-03/2016-05-14")}
