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
