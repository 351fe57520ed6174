"""Roles are decided by the sentence, never by the counted noun alone."""

from __future__ import annotations

import pytest

from spacecoop.find.found import ActorsFound
from spacecoop.tables import ActorMention
from tests.unit.find.quantities.finding import find, rows

ROLES = [
    ("The workshop was attended by over 150 experts.", "over 150 experts", "attendance", "person"),
    ("The fair drew 9,000 visitors.", "9,000 visitors", "attendance", "person"),
    ("She addressed a conference of about 100 people.", "about 100 people", "attendance", "person"),
    ("The new hall can seat up to 2,800 people.", "up to 2,800 people", "capacity", "person"),
    ("The tent can hold 900 people.", "900 people", "capacity", "person"),
    ("The United States is one of three countries with rockets.", "three countries", "other", "country"),
    ("A network of 400 engineers attended.", "400 engineers", "membership", "person"),
    ("The company employs 400 engineers.", "400 engineers", "other", "person"),
    ("Delegates from 31 countries took part.", "31 countries", "participating_countries", "country"),
    ("Authors from 73 countries submitted abstracts.", "73 countries", "authors", "country"),
    ("Over 20 requests came from a dozen countries.", "a dozen countries", "applicants", "country"),
    ("The accord has been signed by 43 nations.", "43 nations", "signatories", "country"),
    ("The body has 22 member states.", "22 member states", "member_countries", "country"),
    ("The group has 14 members.", "14 members", "membership", "member"),
    ("There were 148 exhibitors.", "148 exhibitors", "exhibitors", "organisation"),
    ("The programme lists 900 abstracts.", "900 abstracts", "abstracts", "document"),
    ("The agency has a budget of $3 billion.", "$3 billion", "budget", None),
    ("The telescope cost 400 million euros.", "400 million euros", "cost", "mission"),
    ("The budget for 2025 was raised to $3 billion.", "$3 billion", "budget", None),
    ("Norway pledged EUR 30 million.", "EUR 30 million", "contribution", None),
    ("Seats sell at $55 million.", "$55 million", "price", None),
    ("Some 70 of the delegates were young.", "Some 70 of the delegates", "other", "person"),
    ("Funds covered the fares of 21 participants.", "21 participants", "other", "person"),
    ("The body, which has 100 member states, took note.", "100 member states", "member_countries", "country"),
    ("Hosted by Egypt, its 55 member states will pay.", "55 member states", "member_countries", "country"),
    ("Two courses trained 60 people from 34 countries.", "34 countries", "other", "country"),
    ("The forum drew 650 from 40 countries.", "40 countries", "participating_countries", "country"),
    ("The forum drew 650 from 40 countries.", "650", "attendance", None),
    (
        "Over 1,000 pilots, cooks and students from 20 countries met.",
        "20 countries",
        "participating_countries",
        "country",
    ),
    ("Nearly 3,000 students took a quiz.", "Nearly 3,000 students", "other", "person"),
    ("Four states and six bodies took part as observers.", "Four states", "other", "country"),
    ("The station has been visited by 258 people from 20 countries.", "20 countries", "other", "country"),
    ("Observers for 9 States not members of the body came.", "9 States", "other", "country"),
    ("China has signed accords with nearly 50 countries.", "nearly 50 countries", "other", "country"),
    ("Delegates of 74 of the 100 States members came.", "74", "participating_countries", "country"),
    ("Delegates from 36 states of the federation came.", "36 states", "other", "other"),
    ("Pupils from 24 states competed.", "24 states", "other", "other"),
    ("It has room for up to 2,500 visitors.", "up to 2,500 visitors", "capacity", "person"),
    ("Over 1,600 participants from 790 firms registered.", "Over 1,600 participants", "other", "person"),
    ("She beat 13,000 applicants to a seat.", "13,000 applicants", "applicants", "person"),
    ("Now 11 of 33 Latin American states have one.", "33 Latin American states", "other", "country"),
    ("A one-day pass costs $350.", "$350", "price", "other"),
    ("Fifteen States had ratified it.", "Fifteen States", "signatories", "country"),
    ("It put 5 billion yuan ($720 million) into a park.", "5 billion yuan", "contribution", None),
    ("The output of the sector is to top 1 trillion yuan in value.", "to top 1 trillion yuan", "other", None),
    ("The House cut $400 million from the bill.", "$400 million", "other", None),
    ("It asked for $949 million for Ceres, whose costs rose.", "$949 million", "budget", "other"),
    ("India's share of the economy is $8 bn.", "$8 bn", "other", None),
    ("Tickets cost $25 each.", "$25", "price", None),
    ("The space economy is worth $400 billion.", "$400 billion", "other", None),
    ("The contract is worth $40 million.", "$40 million", "cost", None),
    ("Norway sent a grant worth $40 million.", "$40 million", "contribution", None),
    ("They met in a town of 12,000.", "12,000", "other", "person"),
    ("The city of 54,000 people hosted the congress.", "54,000 people", "other", "person"),
    ("It was attended by 61 members and 17 further states as observers.", "17 further states", "other", "country"),
    ("It burnt 30 per cent of the fuel.", "30 per cent", "share", "other"),
    ("They met for five days.", "five days", "duration", None),
]


@pytest.mark.parametrize(("sentence", "words", "role", "kind"), ROLES, ids=[r[1] for r in ROLES])
def test_the_sentence_tells_the_role(sentence: str, words: str, role: str, kind: str | None) -> None:
    found = {row.text: row for row in rows(sentence)}
    assert (found[words].role, found[words].thing_class) == (role, kind)


@pytest.mark.parametrize(
    ("sentence", "is_expected"),
    [
        ("Some 300 experts are expected to attend.", True), ("Some 300 experts attended.", False),
        ("Some 300 experts are due to attend.", True), ("Due to the storm only 300 experts came.", False),
        ("It may draw 300 experts.", True), ("In May 2013, 300 experts came.", False),
        ("It plans to invite 300 experts.", True), ("The plan cost $30 million.", False),
    ],
)  # fmt: skip
def test_an_announced_number_is_expected(sentence: str, is_expected: bool) -> None:
    assert [row.expected for row in rows(sentence)] == [is_expected]


@pytest.mark.parametrize(
    ("sentence", "purpose"),
    [
        ("The agency spent $17 billion on exploration.", "exploration"),
        ("The cabinet approved $600 million for the mission.", "mission"),
        ("The A$40 million centre opens in June.", "centre"),
        ("A $9.75M grant for the lunar rover was given.", "lunar rover"),
        ("The cost of the new telescope is put at $1.5 billion.", "new telescope"),
        ("It invested $40 million in the observatory.", "observatory"),
        ("It got $12 million to build a rover.", "rover"),
        ("They set aside $12.3 million for spare parts.", "spare parts"),
        ("The £3,500 cost was met.", None),
        ("It cost $12 million over three years.", None),
        ("It buys $300 million worth of electronics.", "electronics"),
        ("They lent $12 million in 2014.", None),
        ("It put down $12 million for its part.", None),
        ("It is less than the $12 million that the director wanted.", None),
        ("Chile committed $2 billion over 24 years on Feb. 28, the first to sign.", None),
    ],
)
def test_money_has_a_purpose(sentence: str, purpose: str | None) -> None:
    assert rows(sentence)[0].thing == purpose


def test_the_possessor_is_the_subject() -> None:
    text = "NASA, whose nearly $17 billion budget is large, stayed away."
    actor = ActorMention(
        document_id="test", start_char=0, end_char=4, text="NASA", sentence=0, zone="body", rule="test",
        mention_id="0" * 20, actor_id="agency/nasa", kind="agency", form="acronym",
    )  # fmt: skip
    (row,) = find(text, actors=ActorsFound(mentions=(actor,))).mentions
    assert (row.text, row.role, row.subject_actor_id) == ("nearly $17 billion", "budget", "agency/nasa")


def _actor(text: str, name: str) -> ActorMention:
    start = text.index(name)
    return ActorMention(
        document_id="test", start_char=start, end_char=start + len(name), text=name, sentence=0, zone="body",
        rule="test", mention_id="0" * 20, actor_id=f"agency/{name.lower()}", kind="agency", form="acronym",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("NASA's budget for fiscal year 2025 is $25 billion.", "NASA"),
        ("The budget of NASA was $25 billion.", "NASA"),
        ("NASA was given $12 million to build a rover.", "NASA"),
        ("The telescope cost NASA $10 billion.", "NASA"),
        ("It came with a $5 million contribution from NASA.", "NASA"),
        ("The probe cost $5 million, said NASA.", None),
        ("They trained at NASA at a cost of $5 million.", None),
    ],
)
def test_money_has_an_owner_where_the_words_say_so(sentence: str, owner: str | None) -> None:
    found = find(sentence, actors=ActorsFound(mentions=(_actor(sentence, "NASA"),))).mentions
    money = [row.subject_actor_id for row in found if row.kind == "money"]
    assert money == [None if owner is None else "agency/nasa"]


def test_one_of_the_delegates_is_no_attendance() -> None:
    assert [row.role for row in rows("One of the delegates asked for water.")] == ["other"]


def test_the_counted_phrase_has_a_head_and_a_class() -> None:
    (row,) = rows("It drew more than 1,000 experts and scholars.")
    assert (row.text, row.thing, row.thing_head) == (
        "more than 1,000 experts and scholars",
        "experts and scholars",
        "experts",
    )


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("At least 74 people, including eight engineers, were hurt.", "other"),
        ("The agency finally included six women.", "other"),
        ("The website hosts 40,000 users.", "other"),
        ("The forum brought together 300 experts.", "attendance"),
        ("The delegates to the congress included 30 students.", "attendance"),
    ],
)
def test_what_holds_people_is_attended_only_where_a_meeting_is_told(sentence: str, role: str) -> None:
    assert [row.role for row in rows(sentence)][-1] == role


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The organisers there expect around 500.", ["attendance"]),
        ("Organisers had hoped for more than 700 people in the tents.", ["attendance"]),
        ("The bakers there expect around 500.", ["other"]),
        ("The mayor told an audience of 340 to wait.", ["attendance"]),
        ("The show had a television audience of 3 million.", ["other"]),
        ("Thirty states and four international bodies endorsed the charter.", ["signatories", "signatories"]),
        ("Four charities signed the charter.", ["signatories"]),
        ("Four charities signed contracts with NASA.", ["other"]),
        ("The protest has 64,000 signatures.", ["signatories"]),
        ("It met with 118 voting members present.", ["attendance"]),
        ("It has 118 voting members.", ["membership"]),
        ("Envoys from eighteen states wound up a three-day assembly.", ["participating_countries", "duration"]),
        ("Envoys from eighteen states wound up the clock.", ["other"]),
        ("Some 70 officials and 300-plus journalists are due at a forum.", ["attendance", "attendance"]),
        (
            "Some 240 experts from twelve countries will discuss the next steps.",
            ["attendance", "participating_countries"],
        ),
        ("It has users, a million of whom discuss their lives.", ["other"]),
        ("There were rooms for 400.", ["capacity"]),
        ("Fifty nations have joined so far.", ["signatories"]),
        ("It paid the fares of 24 participants from 21 poor countries.", ["other", "other"]),
        ("Of 22 Pacific nations invited, sixteen sent someone.", ["other", "participating_countries"]),
        ("More than 900 people, a third of them from abroad, packed the hall.", ["attendance", "other"]),
        ("Seventeen countries take part in the mission.", ["participating_countries"]),
        ("It invited 95 countries; 67 of them sent a delegation.", ["other", "participating_countries"]),
        ("Oslo set aside $6 million in its budget.", ["budget"]),
        ("Oslo set aside $6 million.", ["contribution"]),
        ("The bill would give the bakers $18 million.", ["budget"]),
        ("The uncle would give the bakers $18 million.", ["contribution"]),
    ],
)
def test_who_is_counted_and_what_money_is_for_shows_beside_the_number(text: str, roles: list[str]) -> None:
    assert [row.role for row in find(text).mentions] == roles
