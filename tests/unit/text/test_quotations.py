"""Quotations: marks of every style, what is no mark, and that their offsets hold."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacecoop.text.quotations import quotations


def cut(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('She said "yes" and "no".', ['"yes"', '"no"']),
        ("“Yes,” she said. “No.”", ["“Yes,”", "“No.”"]),
        ("Er sagte: „Ja“ und ging.", ["„Ja“"]),
        ("Il a dit «oui» et « non ».", ["«oui»", "« non »"]),
        ("Han sagde »ja« og gik.", ["»ja«"]),
        ("He called it ``a step'' ahead.", ["``a step''"]),
        ("''We fly,'' he said.", ["''We fly,''"]),
        ("‘We fly,’ he said.", ["‘We fly,’"]),
        ("'We fly tomorrow,' he said.", ["'We fly tomorrow,'"]),
        ("The ‘dealmaker’ left.", ["‘dealmaker’"]),
        ("“He called it ‘the plan’ twice,” she said.", ["“He called it ‘the plan’ twice,”"]),
        ("\"He called it 'the plan' twice,\" she said.", ["\"He called it 'the plan' twice,\""]),
        ("“It’s the crew’s,” he said.", ["“It’s the crew’s,”"]),
        ('“Mixed marks," he said.', ['“Mixed marks,"']),
        ('China—"not alone"—paid.', ['"not alone"']),
        ("(“Yes.”)", ["“Yes.”"]),
        ("“No,’’ he said. “Yes,” she said.", ["“No,’’", "“Yes,”"]),
    ],
)
def test_quotations_of_every_style_are_found_with_their_marks(text: str, found: list[str]) -> None:
    assert cut(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The workers' party and the ministers' hall.",
        "It's the crew's ship, isn't it?",
        "The class of '98 and the '90s.",
        "The members’ hall, and China’s.",
        'A mirror of 6" across and 12" deep.',
        "At 45° 30' 12\" north.",
        "Rock 'n' roll",
    ],
)
def test_apostrophes_inches_and_minutes_are_no_quotations(text: str) -> None:
    assert cut(text) == []


def test_an_inch_mark_inside_a_quotation_does_not_close_it() -> None:
    text = '"The 12" pipe was too short," he said.'
    assert cut(text) == ['"The 12" pipe was too short,"']


def test_a_year_before_the_closing_mark_is_no_inch() -> None:
    assert cut('"It was in 1998" he said and "then" he left.') == ['"It was in 1998"', '"then"']


def test_a_speech_over_several_paragraphs_is_one_quotation_each() -> None:
    text = "“We fly.\n\n“We fly again,” he said."
    assert [(text[q.start : q.end], q.is_closed) for q in quotations(text)] == [
        ("“We fly.", False),
        ("“We fly again,”", True),
    ]


def test_a_quotation_that_no_mark_closes_ends_with_its_paragraph() -> None:
    text = 'He said "we fly and left.\n\nThey stayed "at home".'
    assert cut(text) == ['"we fly and left.', '"at home"']


def test_a_straight_mark_that_opens_twice_was_not_open_before() -> None:
    assert cut('He said "we fly, and then "we stay," and left.') == ['"we stay,"']


@pytest.mark.parametrize(
    "text",
    [
        "“They called it “the heir”, and kept it,” she said.",
        '“They called it "the heir", and kept it,” she said.',
        "”They called it the heir, and kept it,” she said.",
    ],
)
def test_marks_inside_marks_and_one_sign_for_both_ends(text: str) -> None:
    assert cut(text) == [text[: text.index(" she said")]]


def test_curly_marks_inside_a_straight_one_that_is_never_closed() -> None:
    text = '"As “The Valve” wrote, it held.\n\n"Then it broke," he said.'
    assert cut(text) == ['"As “The Valve” wrote, it held.', '"Then it broke,"']


def test_a_speech_in_single_marks_over_several_paragraphs() -> None:
    text = "She said: 'We fly.\n\n'We fly again,' and then 'They stay."
    assert [(text[q.start : q.end], q.is_closed) for q in quotations(text)] == [
        ("'We fly.", False),
        ("'We fly again,'", True),
    ]


def test_a_hard_wrapped_quotation_is_one() -> None:
    text = (
        "The minister, who had come late to the meeting in the hall, said that “it is\nbetter to fly late than "
        "never, and better to fly with friends than\nalone in the dark,” and then he left the room through the back\ndoor."
    )
    assert len(cut(text)) == 1


@given(st.one_of(st.text(), st.text(alphabet="a1 .,\n\"'“”„«»‘’`")))
def test_quotations_never_overlap_and_hold_their_marks(text: str) -> None:
    found = quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    assert all(text[q.start] in "\"'“”„‟«»‘`" for q in found)
