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
    ("The telescope cost 400 million euros.", "400 million euros", "cost", None),
    ("Norway pledged EUR 30 million.", "EUR 30 million", "contribution", None),
    ("Seats sell at $55 million.", "$55 million", "price", None),
    ("It burnt 30 per cent of the fuel.", "30 per cent", "share", "other"),
    ("They met for five days.", "five days", "duration", None),
]


@pytest.mark.parametrize(("sentence", "words", "role", "kind"), ROLES, ids=[r[1] for r in ROLES])
def test_the_sentence_tells_the_role(sentence: str, words: str, role: str, kind: str | None) -> None:
    found = {row.text: row for row in rows(sentence)}
    assert (found[words].role, found[words].thing_class) == (role, kind)


def test_an_announced_number_is_expected() -> None:
    assert [row.expected for row in rows("Some 300 experts are expected to attend.")] == [True]
    assert [row.expected for row in rows("Some 300 experts attended.")] == [False]


def test_the_possessor_is_the_subject() -> None:
    text = "NASA, whose nearly $17 billion budget is large, stayed away."
    actor = ActorMention(
        document_id="test", start_char=0, end_char=4, text="NASA", sentence=0, zone="body", rule="test",
        mention_id="0" * 20, actor_id="agency/nasa", kind="agency", form="acronym",
    )  # fmt: skip
    (row,) = find(text, actors=ActorsFound(mentions=(actor,))).mentions
    assert (row.text, row.role, row.subject_actor_id) == ("nearly $17 billion", "budget", "agency/nasa")


def test_one_of_the_delegates_is_no_attendance() -> None:
    assert [row.role for row in rows("One of the delegates asked for water.")] == ["other"]


def test_the_counted_phrase_has_a_head_and_a_class() -> None:
    (row,) = rows("It drew more than 1,000 experts and scholars.")
    assert (row.text, row.thing, row.thing_head) == (
        "more than 1,000 experts and scholars",
        "experts and scholars",
        "experts",
    )
