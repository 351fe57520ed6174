"""Sentences: where they end, and that their offsets hold."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacecoop.text.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "one",
    [
        "K. Sivan spoke first.",
        "John F. Kennedy chose the Moon.",
        "The U.S. Naval War College is in Newport, R.I., by the sea.",
        "The ferry sailed at 9 a.m. (0400 GMT) with a crew of two.",
        "The U.S. Congress met at 5 p.m. Friday in Room No. 5 of the house.",
        "It met in St. Petersburg with Dr. Ekaterina Sokolova and Gen. Petrov.",
        "The budget rose by 3.5 percent to $1.2 billion.",
        "On Nov. 9, 2005, and on Sept. 5 the rocket flew.",
        "See Art. 5 and Fig. 2 of A/RES/72/78, p. 12.",
        "China is willing to cooperate … for peaceful development.",
        "He paused ... and went on.",
        "“Why not?” asked the minister.",
        "Orbital Sciences Corp. Chairman Jo Bloggs resigned.",
        "She wrote to J. R. R. Tolkien.",
        "1. Space and Defense Analyst",
        "The talks (see p. 4) went on.",
    ],
)
def test_a_stop_that_ends_no_sentence_does_not_cut_it(one: str) -> None:
    assert cut(one) == [one]


@pytest.mark.parametrize(
    "two",
    [
        ["It failed.", "They tried again."],
        ["“It failed.”", "They tried again."],
        ['"It failed," he said.', '"We try again."'],
        ["It is in Washington, D.C.", "The other is in Rome."],
        ["It began at 5 p.m.", "The hall was full."],
        ["He works for Acme Inc.", "She does not."],
        ["They flew in 2011.", "In 2013 they flew again."],
        ["Is it true?", "Nobody knows."],
        ["It cost 5 million.", "12 countries paid."],
        ["Nothing came of space warfare…", "Beijing was silent."],
        ["The answer was no.", "The agency left."],
        ["It was launched into space.", "The crew slept."],
        ["He said it (in 1999).", "Nobody listened."],
        ["The war ended.[1]", "Peace came."],
        ["They chose plan B.", "It worked."],
        ["The station is old.", "“It creaks,” she said."],
    ],
)
def test_a_stop_that_ends_a_sentence_cuts_it(two: list[str]) -> None:
    assert cut(" ".join(two)) == two


def test_a_stop_without_its_space_ends_a_sentence_between_words() -> None:
    assert cut("It flew into space.The crew slept well.") == ["It flew into space.", "The crew slept well."]


def test_an_address_is_not_cut() -> None:
    text = "It stands at www.example.org/News.Today and at jo.Bloggs@example.org for all."
    assert cut(text) == [text]


def test_a_blank_line_ends_a_sentence_without_a_stop() -> None:
    assert cut("A headline of few words\n\nThe agency met.") == ["A headline of few words", "The agency met."]


def test_a_line_break_within_a_hard_wrapped_paragraph_ends_nothing() -> None:
    text = (
        "Minister Jana Novak of the Czech Republic and her guest from Lisbon sat\ndown yesterday in the old hall of the "
        "Technical University near\nthe river in St. Petersburg, Fla. as part of a longer journey, to\ntalk about it. "
        "They spoke of the Moon, of Mars and of the long way\nthat lies between them."
    )
    assert len(cut(text)) == 2


def test_a_line_that_goes_on_in_lower_case_is_one_sentence_with_the_next() -> None:
    assert len(cut("The two agencies signed a letter of intent in the morning and\nwent home in the afternoon.")) == 1


def test_lines_that_end_with_stops_are_sentences_of_their_own() -> None:
    assert cut("It failed.\nThey tried again.\nIt flew.") == ["It failed.", "They tried again.", "It flew."]


@given(st.one_of(st.text(), st.text(alphabet="aA.!? \n\"'”1…")))
def test_sentences_hold_every_visible_character_once_and_in_order(text: str) -> None:
    found = sentences(text)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in found)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(found))
    assert "".join("".join(text[s:e].split()) for s, e in found) == "".join(text.split())
