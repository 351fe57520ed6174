"""Meetings of one article: what is one, which namings mean the same, and what the words tie to it."""

from __future__ import annotations

from datetime import date

import pytest

from spacecoop import Document, extract
from spacecoop.engine import Found
from spacecoop.link.conferences.model import RULES
from spacecoop.tables import Conference

PUBLISHED = date(2016, 6, 9)  # a Thursday


def read(text: str, published: date | None = PUBLISHED) -> Found:
    return extract(Document("a/1.txt", text, published))


def meetings(text: str, published: date | None = PUBLISHED) -> tuple[Conference, ...]:
    return read(text, published).conferences


def only(text: str, published: date | None = PUBLISHED) -> Conference:
    found = meetings(text, published)
    assert len(found) == 1, [c.name for c in found]
    return found[0]


def arrangers(text: str) -> set[tuple[str, str]]:
    return {(a.actor_id, a.role) for a in read(text).conference_actors}


WITNESSES = [
    (
        "another",
        "The Lunar Ice Symposium met in Graz on 3 May 2016. The previous one, in Oslo in May 2014, was smaller.",
    ),
    ("arranged-by", "A workshop on lunar dust, organised by ESA, opened in Graz on 3 May 2016."),
    ("arranged-with", "ESA organised a workshop on lunar dust in Graz on 3 May 2016 together with NASA."),
    ("arranger-as-subject", "ESA hosted a workshop on lunar dust in Graz on 3 May 2016."),
    ("arranger-in-relative", "The Lunar Ice Symposium, which ESA is holding in Graz, began on 3 May 2016."),
    ("closes", "The Lunar Ice Symposium in Graz ended on 5 May 2016."),
    ("counted-attendees", "A workshop on lunar dust in Graz was attended by 120 engineers."),
    ("counted-countries", "A workshop on lunar dust in Graz was attended by 120 engineers from 14 countries."),
    ("country-as-possessor", "Delegates praised Kenya's 12th Lunar Ice Symposium."),
    ("country-in-clause", "A workshop on lunar dust was held in Kenya on 3 May 2016."),
    ("country-of-region", "A workshop on lunar dust was held in Bavaria on 3 May 2016."),
    ("country-of-town", "A workshop on lunar dust was held in Nairobi on 3 May 2016."),
    (
        "dateline",
        "NAIROBI, June 9, 2016 - Delegates to the Lunar Ice Symposium took their seats. The symposium is small.",
    ),
    ("day-of-meeting", "A workshop on lunar dust was held in Graz on 3 May 2016."),
    ("described", "A workshop on lunar dust was held in Graz on 3 May 2016."),
    ("described-with-names", "A NASA workshop on lunar dust was held in Graz on 3 May 2016."),
    (
        "event-hearing",
        "The administrator told the space subcommittee of the Senate on Wednesday that he needs more money.",
    ),
    ("event-met", "President Barack Obama and Prime Minister Narendra Modi met in Washington on Tuesday."),
    ("event-signed", "Kenya signed an agreement on a ground station in Nairobi on Tuesday."),
    ("event-visit", "On Tuesday, President Barack Obama visited Nairobi to see the new antenna."),
    ("explained-acronym", "The Lunar Ice Symposium (LUIS) met in Graz in May. LUIS 2016 was the largest so far."),
    (
        "former-name",
        "The Space Symposium (formerly the National Space Symposium) opened in Colorado Springs on 11 April 2016.",
    ),
    ("host-is", "The Lunar Ice Symposium opened in Graz on Monday, and the host was the European Space Agency."),
    ("is-host", "The Lunar Ice Symposium opened in Graz on Monday, with the European Space Agency as host."),
    ("length-in-phrase", "A three-day workshop on lunar dust opened in Graz on 3 May 2016."),
    ("named-in-headline", "Experts Gather At Lunar Ice Symposium\n\nThe symposium opened in Graz on 3 May 2016."),
    ("opens", "The Lunar Ice Symposium opened in Graz on 3 May 2016."),
    ("ordinal", "The 14th Lunar Ice Symposium opened in Graz on 3 May 2016."),
    ("place-in-clause", "The Lunar Ice Symposium opened in Graz on 3 May 2016."),
    ("place-in-phrase", "Delegates left the Nairobi workshop on Tuesday."),
    ("proper-name", "The Lunar Ice Symposium opened in Graz on 3 May 2016."),
    ("range", "The Lunar Ice Symposium was held in Graz from 3 to 5 May 2016."),
    (
        "range-in-next-sentence",
        "The Lunar Ice Symposium is coming to Austria. The town of Graz will host experts from 3 to 5 July 2016.",
    ),
    ("referring-noun", "The workshop was held in Graz on 3 May 2016."),
    ("series-name", "Agencies prepare for IAC 2016 in Guadalajara."),
    ("status-announced", "The Lunar Ice Symposium will be held in Graz from 3 to 5 July 2016."),
    ("status-cancelled", "The Lunar Ice Symposium in Graz has been cancelled."),
    ("status-held", "The Lunar Ice Symposium was held in Graz from 3 to 5 May 2016."),
    ("titled", "A symposium titled Water on the Moon was held in Graz on 3 May 2016."),
    (
        "town-in-headline",
        "Ice hunters meet in Nairobi\n\nThe Lunar Ice Symposium ended on Tuesday with a call for probes.",
    ),
    ("town-in-name", "Delegates left the Nairobi Dust Workshop on Tuesday."),
    ("town-in-venue", "The Lunar Ice Symposium was held at the Nairobi Institute on 3 May 2016."),
    ("town-of-there", "Graz is a town of students. The Lunar Ice Symposium was held there on 3 May 2016."),
    ("town-of-seat", "The Lunar Ice Symposium opened at the White House on 3 May 2016."),
    ("venue-in-clause", "The Lunar Ice Symposium was held at the Grand Hotel in Graz on 3 May 2016."),
    ("country-in-name", "The United Nations/Kenya Workshop on Lunar Ice was held on 3 May 2016."),
    ("length-told", "The Lunar Ice Symposium in Graz ended on 5 May 2016 after three days."),
    ("gathering", "A summit opened in Graz on 3 May 2016 with space agency chiefs from 20 countries."),
    (
        "line-below",
        "UN/Kenya Workshop on Lunar Ice\n3 - 5 May 2016, Nairobi, Kenya\n\nThe workshop was opened by a minister.",
    ),
    (
        "listed-edition",
        "The Lunar Ice Symposium met in Graz on 3 May 2016. Earlier symposia were held in Oslo (2010) and Lima (2013).",
    ),
    ("supported-by", "The Lunar Ice Symposium was held in Graz on 3 May 2016 with the support of ESA."),
    ("event-received", "GRAZ -- The minister received a delegation of the Kenya Space Agency on 3 May 2016."),
    ("told-of-it", "Experts held talks in Graz on 3 May 2016. It was the 40th Meeting of the Lunar Panel."),
    (
        "day-in-next-sentence",
        "The 40th Lunar Ice School drew 54 students to Graz. Lectures began on 3 May 2016 and end on 7 May 2016.",
    ),
    ("year-in-name", "Agencies prepare for IAC 2016 in Guadalajara."),
]


@pytest.mark.parametrize(("rule", "text"), WITNESSES, ids=[rule for rule, _ in WITNESSES])
def test_every_rule_has_a_witness(rule: str, text: str) -> None:
    assert rule in {claim.rule for claim in read(text).conference_claims}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Heads of agencies from 30 countries met here in Graz on 3 May 2016 at a summit.", "summit"),
        ("Some 120 experts met in Graz on 3 May 2016 for the third Workshop on Lunar Ice.", "workshop"),
        ("Ministers of eight states met in Graz on 3 May 2016 to attend the Lunar Ice Forum.", "forum"),
        ("Ministers of eight states met in Graz on 3 May 2016 and spoke of ice.", "talks"),
    ],
)
def test_those_who_met_at_a_meeting_make_no_second_one(text: str, kind: str) -> None:
    assert [c.kind for c in read(text).conferences] == [kind]


def test_the_witnesses_are_of_all_rules_and_of_no_other() -> None:
    assert {rule for rule, _ in WITNESSES} == RULES


@pytest.mark.parametrize(
    "text",
    [
        "She gave a press conference in Paris on 3 May 2016.",
        "The conference room in Paris was repainted on 3 May 2016.",
        "Congress cut the budget of NASA on Tuesday.",
        "The satellite left final assembly in Toulouse on 3 May 2016.",
        "The committee held a poster session.",
        "In the event of a fire, leave the building in Paris.",
        "Engineers corrected the course of the probe on 3 May 2016.",
        "A president of the Labour Congress criticised the plan.",
        "The Security Council adopted a resolution on 3 May 2016.",
        "They will visit their families.",
        "A meeting could help, some say.",
    ],
)
def test_what_is_no_meeting_makes_no_row(text: str) -> None:
    assert meetings(text) == ()


def test_an_edition_and_a_year_are_no_part_of_the_name() -> None:
    row = only("The 14th Lunar Ice Symposium 2016 opened in Graz on 3 May 2016.")
    assert (row.name, row.edition) == ("Lunar Ice Symposium", 14)


@pytest.mark.parametrize(
    ("words", "edition"),
    [("Fifth", 5), ("XXIII", 23), ("twenty-first", 21), ("61st annual", 61), ("inaugural", None)],
)
def test_editions_come_in_words_digits_and_roman_numerals(words: str, edition: int | None) -> None:
    assert only(f"The {words} Lunar Ice Symposium opened in Graz on 3 May 2016.").edition == edition


def test_an_edition_may_stand_behind_the_name() -> None:
    assert only("The Lunar Ice Symposium, the 14th, opened in Graz on 3 May 2016.").edition == 14


def test_a_length_gives_the_end_that_no_date_does() -> None:
    row = only("A five-day workshop on lunar dust opened in Graz on 3 May 2016.")
    assert row.date_edtf == "2016-05-03/2016-05-07"


def test_days_outdo_a_length_that_disagrees_and_the_row_says_so() -> None:
    text = "The Lunar Ice Symposium was held in Graz from 3 to 4 May 2016. Nobody slept during the three-day symposium."
    row = only(text)
    assert (row.date_edtf, row.agreement) == ("2016-05-03/2016-05-04", "conflict")


def test_a_year_that_nothing_gives_stays_open() -> None:
    row = only("The Lunar Ice Symposium was held in Graz on May 3 and 4.", None)
    assert (row.date_edtf, row.start_date, row.date_from) == ("XXXX-05-03/XXXX-05-04", None, "none")


def test_the_day_of_publication_gives_the_year_and_the_row_says_so() -> None:
    row = only("The Lunar Ice Symposium opened in Graz on Monday.")
    assert (row.start_date, row.date_from) == (date(2016, 6, 6), "published")


def test_a_later_sentence_speaks_of_the_same_meeting() -> None:
    text = (
        "The Lunar Ice Symposium opened in Graz on 3 May 2016. The event is organised by ESA. "
        "Present are 170 engineers, coming from at least 25 countries."
    )
    row = only(text)
    assert (row.attendees_low, row.countries_low, row.countries_comparator) == (170, 25, "at_least")
    assert arrangers(text) == {("igo/esa", "organiser")}


def test_a_lead_describes_what_the_next_sentence_names() -> None:
    row = only("Experts spoke at a symposium in Graz. The Lunar Ice Symposium, held on 3 May 2016, drew 90 engineers.")
    assert (row.name, row.city) == ("Lunar Ice Symposium", "Graz")


def test_the_next_edition_is_another_meeting() -> None:
    first, second = meetings(
        "The 14th Lunar Ice Symposium was held in Graz on 3 May 2016. The next symposium will be held in Oslo in 2018."
    )
    assert (first.city, second.city, second.date_edtf, second.name) == ("Graz", "Oslo", "2018", "Lunar Ice Symposium")
    assert (first.mention, second.mention, second.status) == ("main", "mentioned", "announced")


def test_two_years_of_a_series_are_two_meetings() -> None:
    text = "IAC 2014 was held in Toronto. In 2015, the IAC will be held in Jerusalem."
    assert [(c.series, c.city) for c in meetings(text, date(2014, 10, 7))] == [
        ("series/iac", "Toronto"),
        ("series/iac", "Jerusalem"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A workshop in Graz on 3 May 2016 heard papers by authors from 31 countries.",
        "At a workshop in Graz on 3 May 2016, 40 exhibitors from 12 countries showed rockets.",
        "A workshop was held in Graz on 3 May 2016 in a hall with a capacity of 900 people.",
        "A workshop was held in Graz on 3 May 2016. The treaty has been signed by 38 countries.",
        "A workshop was held in Graz on 3 May 2016. The agency received requests from 14 countries.",
    ],
)
def test_authors_exhibitors_seats_and_signatories_are_no_attendance(text: str) -> None:
    row = only(text)
    assert (row.attendees_low, row.attendees_high, row.countries_low, row.countries_high) == (None,) * 4


def test_counts_of_attendance_name_their_meeting() -> None:
    found = read("A workshop on lunar dust in Graz was attended by over 120 engineers from 14 countries.")
    by_role = {q.role: q.conference_id for q in found.quantities}
    key = found.conferences[0].conference_id
    assert by_role == {"attendance": key, "participating_countries": key}


def test_dates_of_a_meeting_know_their_role() -> None:
    found = read("The Lunar Ice Symposium was held in Graz from 3 May to 5 May 2016.")
    assert {d.role for d in found.dates} == {"conference_start", "conference_end"}


def test_a_coordination_of_arrangers_is_taken_apart() -> None:
    text = (
        "A workshop on lunar dust, co-organised by the European Space Agency (ESA), NASA and the Indian Space Research "
        "Organisation (ISRO), opened in Graz on 3 May 2016."
    )
    assert arrangers(text) == {("igo/esa", "organiser"), ("agency/nasa", "organiser"), ("agency/isro", "organiser")}


def test_a_place_of_a_body_is_not_that_of_the_meeting() -> None:
    text = "The Lunar Ice Symposium, hosted with the European Space Agency in Paris, opened in Graz on 3 May 2016."
    assert only(text).city == "Graz"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Lunar Ice Symposium will take place in Graz from 3 to 5 July 2016.", "announced"),
        ("The Lunar Ice Symposium was held in Graz from 3 to 5 May 2016.", "held"),
        ("The Lunar Ice Symposium, planned for July in Graz, has been cancelled.", "cancelled"),
        ("The Lunar Ice Symposium that was to open in Graz on 3 May 2016 did not take place.", "cancelled"),
        ("The Lunar Ice Symposium was held in Graz on 3 May 2016, but its field trip was cancelled.", "held"),
    ],
)
def test_an_announcement_is_no_evidence_that_a_meeting_took_place(text: str, status: str) -> None:
    assert only(text).status == status


def test_every_claim_has_its_words_and_its_own_identifier() -> None:
    text = "\n\n".join(text for _, text in WITNESSES)
    found = read(text)
    keys = [claim.claim_id for claim in found.conference_claims]
    assert len(keys) == len(set(keys)) > 50
    assert all(text[c.start_char : c.end_char] == c.text for c in found.conference_claims)
    known = {c.conference_id for c in found.conferences}
    assert {c.conference_id for c in found.conference_claims} == known
    assert {c.rule for c in found.conference_claims} <= RULES


def test_every_shown_value_has_a_chosen_claim() -> None:
    found = read(
        "The 14th Lunar Ice Symposium was held in Graz from 3 to 5 May 2016 with 120 engineers from 9 countries."
    )
    chosen = {c.attribute for c in found.conference_claims if c.chosen}
    assert {"name", "edition", "start", "end", "city", "country", "attendees", "countries", "status"} <= chosen


def test_a_length_told_with_the_last_day_gives_the_first() -> None:
    row = only("The Lunar Ice Symposium in Graz wrapped up on Tuesday after three days.")
    assert (row.start_date, row.end_date) == (date(2016, 6, 5), date(2016, 6, 7))


def test_a_line_below_the_headline_dates_and_places_a_meeting() -> None:
    row = only(
        "UN/Kenya Workshop on Lunar Ice\n3 - 5 May 2016, Nairobi, Kenya\n\nThe workshop was opened by a minister."
    )
    assert (row.start_date, row.end_date, row.city, row.country) == (
        date(2016, 5, 3),
        date(2016, 5, 5),
        "Nairobi",
        "KE",
    )


def test_an_ordinal_alone_is_the_next_edition_of_what_was_named() -> None:
    first, second = meetings(
        "The sixth Lunar Ice Symposium took place in Graz in May. The seventh will be held in Oslo in 2018."
    )
    assert (first.edition, second.edition, second.city, second.status) == (6, 7, "Oslo", "announced")
    assert first.name == second.name


def test_a_present_tense_looks_ahead_to_the_day_it_opens() -> None:
    row = only("The Lunar Ice Symposium opens in Graz on Monday and runs until Thursday.")
    assert (row.start_date, row.end_date, row.status) == (date(2016, 6, 13), date(2016, 6, 16), "announced")


def test_experts_who_met_held_a_meeting() -> None:
    row = only("Experts from 15 countries met in Graz on 4-6 May 2016 to discuss lunar ice and its uses.")
    assert (row.name, row.city, row.countries_low) == ("meeting of experts from 15 countries", "Graz", 15)


def test_the_town_chosen_as_host_is_the_place_and_not_the_date_line() -> None:
    text = "MILAN, 9 June 2016 - Poznan, Poland, has been selected to host the 14th Lunar Ice Symposium from 4 to 8 October 2019."
    row = only(text)
    assert (row.city, row.country, row.start_date) == ("Poznan", "PL", date(2019, 10, 4))


def test_what_stands_in_parentheses_is_said_of_what_stands_before() -> None:
    text = (
        "The Lunar Ice Symposium 2016 ended in Graz on 8 June. Next year's symposium will take place in Oslo, Norway"
        " (3 - 5 May), and the 2018 edition in Ankara."
    )
    found = {row.city: (row.start_date, row.end_date) for row in meetings(text)}
    assert found["Oslo"] == (date(2017, 5, 3), date(2017, 5, 5))
    assert found["Ankara"] == (None, None)


def test_the_years_of_a_programme_are_no_days_of_the_meeting_that_reviews_it() -> None:
    row = only("The Lunar Ice Symposium opened in Graz on 3 May 2016 to review the 2010-2015 programme.")
    assert (row.start_date, row.end_date) == (date(2016, 5, 3), date(2016, 5, 3))


def test_an_advisory_group_is_not_who_came() -> None:
    row = only(
        "The Lunar Ice Symposium opened in Graz on 3 May 2016. A group of 12 people was set up at the symposium."
    )
    assert row.attendees_low is None


def test_a_title_in_marks_is_part_of_the_naming() -> None:
    row = only(
        'The 28th Lunar Ice Symposium, entitled "Ice for All: Methods and Best Practices", was held in Graz from 3 to 5 May 2016.'
    )
    assert (row.city, row.start_date, row.end_date) == ("Graz", date(2016, 5, 3), date(2016, 5, 5))


def test_who_came_the_last_time_did_not_come_now() -> None:
    text = (
        "Some 400 scientists and lawyers from all over the world ended a symposium on lunar ice in Graz on Friday."
        " In 2012, when it last took place, around 350 experts had travelled to the city."
    )
    assert [row.attendees_low for row in meetings(text)] == [400]


def test_the_edition_of_a_forum_is_named_once() -> None:
    text = (
        "The second Lunar Ice Forum opened in Graz on 3 May 2016. "
        "The third edition of the forum will be held in Oslo in May 2018."
    )
    found = {c.edition: (c.name, c.city, c.date_edtf) for c in meetings(text)}
    assert found == {2: ("Lunar Ice Forum", "Graz", "2016-05-03"), 3: ("Lunar Ice Forum", "Oslo", "2018-05")}


def test_a_congress_of_another_year_has_the_name_of_this_one() -> None:
    text = "The fifth Lunar Ice Congress met in Graz on 3 May 2016. The 2014 congress was held in Oslo."
    assert [(c.name, c.city) for c in meetings(text)] == [
        ("Lunar Ice Congress", "Graz"),
        ("Lunar Ice Congress", "Oslo"),
    ]


def test_the_congress_of_its_federation_is_the_one_named_before() -> None:
    text = (
        "The 5th Lunar Ice Congress closed in Graz on 3 May 2016. The congress of the Lunar Federation drew 900 delegates. "
        "The 3rd Lunar Ice Congress, held in Oslo in May 2012, was smaller."
    )
    assert {c.edition: c.attendees_low for c in meetings(text)} == {5: 900, 3: None}


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("COPUOS will hold its 63rd session in Vienna from 20 to 28 June 2016.", 63),
        ("The 59th session of the Committee on the Peaceful Uses of Outer Space opened in Vienna on 8 June 2016.", 59),
        (
            "Delegates to the Committee on the Peaceful Uses of Outer Space spoke of budgets. "
            "The 59th session of the Committee opened in Vienna on 8 June 2016.",
            59,
        ),
    ],
)
def test_a_session_is_of_the_body_that_holds_it(text: str, edition: int) -> None:
    found = only(text)
    assert (found.series, found.edition, found.city) == ("series/copuos", edition, "Vienna")


def test_a_signing_at_a_show_has_the_day_and_the_show_has_none() -> None:
    text = (
        "LE BOURGET, June 9, 2016 - At the Paris Air Show today, Ann Lee, head of ESA, and Ken Mori, head of JAXA, "
        "signed a letter of intent on lunar rovers."
    )
    found = {c.kind: c.date_edtf for c in meetings(text)}
    assert found["signing"] == "2016-06-09"
    assert not any(day for kind, day in found.items() if kind != "signing")


def test_a_working_group_that_met_held_a_meeting() -> None:
    found = only("The Peruvian-Chilean joint working group on dust met at ESA Headquarters, Paris, on 7 June 2016.")
    assert (found.kind, found.city, found.date_edtf) == ("talks", "Paris", "2016-06-07")


def test_a_visit_for_talks_needs_no_day() -> None:
    text = "LIMA - A Peruvian delegation visited the Goddard Space Flight Center in Maryland for talks on dust."
    found = only(text)
    assert (found.kind, found.country) == ("visit", "US")


def test_where_two_people_met_is_the_place_of_their_meeting() -> None:
    text = "ESA chief Ann Lee met with Chilean envoy Jose Rojas in Lima on 7 June 2016."
    assert only(text).city == "Lima"


def test_the_host_sits_where_the_meeting_is() -> None:
    text = "A workshop on lunar dust will be hosted by CNES in Toulouse in July 2016."
    found = only(text)
    assert (found.city, found.status) == ("Toulouse", "announced")
    assert arrangers(text) == {("agency/cnes", "host")}


def test_who_is_set_off_as_the_host_hosts() -> None:
    text = "A workshop on lunar dust was opened in Graz on 3 May 2016 by the host, ESA."
    assert arrangers(text) == {("igo/esa", "host")}


def test_what_was_put_off_has_its_new_days() -> None:
    text = (
        "The 5th Lunar Ice Congress, which was due to take place in Graz from 3 to 7 July 2016, has been postponed. "
        "It will now be held from 4 to 8 December 2016."
    )
    found = only(text)
    assert (found.date_edtf, found.status) == ("2016-12-04/2016-12-08", "announced")


def test_what_follows_a_meeting_tells_that_it_was_held() -> None:
    text = "Peru will pay more, the minister said after a meeting with ESA chief Ann Lee in Lima on 7 June 2016."
    assert [c.status for c in meetings(text)] == ["held"]


def test_the_talks_for_which_somebody_came_are_the_visit() -> None:
    text = "A Peruvian delegation visited the Goddard Space Flight Center in Maryland on 7 June 2016 for talks on dust."
    assert (only(text).kind, only(text).date_edtf) == ("visit", "2016-06-07")


def test_the_session_of_a_forum_is_its_edition() -> None:
    found = only("The 25th session of the Lunar Ice Forum opened in Graz on 3 May 2016.")
    assert (found.name, found.edition) == ("Lunar Ice Forum", 25)


def test_a_headline_and_a_lead_describe_one_course() -> None:
    text = (
        "ESA opens course on dust in Peru\n\nLIMA, 6 June 2016 - ESA opened today a two-week training course on dust "
        "at the University of Lima."
    )
    assert only(text).date_edtf == "2016-06-06/2016-06-19"


def test_what_a_meeting_marks_is_in_its_description() -> None:
    text = "A symposium marking ten years of Peruvian space law was held in Graz on 3 May 2016."
    assert only(text).name == "symposium marking ten years of Peruvian space law"


def test_a_town_for_which_a_meeting_is_scheduled_is_its_place() -> None:
    assert only("The Lunar Ice Forum is scheduled for Busan, Korea, from 3 to 7 July 2016.").city == "Busan"


def test_a_length_and_the_last_day_outdo_the_year_in_a_name() -> None:
    text = "The Lunar Ice Forum 2016 ended in Graz on 5 May 2016 after three days."
    assert only(text).date_edtf == "2016-05-03/2016-05-05"


def test_an_unknown_arranger_between_two_known_ones_is_stepped_over() -> None:
    text = "A workshop on lunar dust, organised by ESA, Moon Matters and the Italian Space Agency, opened in Graz on 3 May 2016."
    assert arrangers(text) == {("igo/esa", "organiser"), ("agency/asi", "organiser")}
