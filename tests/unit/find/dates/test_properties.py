"""Whatever the text: no exception, offsets that hold, values of the right shape, the same rows twice."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from spacecoop.find import dates
from spacecoop.find.dates.words import lexicon
from spacecoop.find.found import ActorsFound
from tests.unit.find.dates.reading import reading_of

TIMEX = re.compile(
    r"(?:PAST|PRESENT|FUTURE)_REF"
    r"|P(?:T?(?:X|\d+(?:\.\d+)?)[YMWDQECHSL])(?:\d+[MS])?"
    r"|PT?\d+[MHS]"
    r"|\d{2,3}|XXX?"
    r"|(?:\d{4}|XXXX)(?:-(?:(?:\d\d|XX)(?:-(?:\d\d|XX))?|W(?:\d\d|XX)(?:-(?:\d|WE))?|Q[\dX]|H\d|SP|SU|FA|WI))?(?:T(?:\d\d:\d\d|MO|AF|EV|NI|DT))?"
)
WORDS = st.lists(
    st.one_of(
        st.sampled_from(sorted(lexicon())),
        st.integers(0, 99_999).map(str),
        st.sampled_from(
            ["1st", "3th", "90s", "1990s", "10am", "12:30", "2014-02-30", "31/31/2013", "7/8/09", "2012-13"]
        ),
        st.text(max_size=4),
    ),
    max_size=25,
)
PUBLISHED = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max]))


@settings(max_examples=400, deadline=None)
@given(WORDS, st.sampled_from([" ", "", "\n", ", ", "-"]), PUBLISHED)
def test_any_words_of_time_in_any_order_are_read(words: list[str], joint: str, published: date | None) -> None:
    text = joint.join(words)
    reading = reading_of(text, published)
    publication = dates.find_publication(reading)
    found = dates.find(reading, publication, ActorsFound())
    end = 0
    for row in found.mentions:
        assert text[row.start_char : row.end_char] == row.text
        assert row.start_char >= end
        end = row.end_char
        assert row.text.strip() == row.text != ""
        assert TIMEX.fullmatch(row.value), row.value
        if row.start_date is not None and row.end_date is not None:
            assert row.start_date <= row.end_date
        else:
            assert row.start_date is row.end_date
    assert len({row.date_id for row in found.mentions}) == len(found.mentions)
    for turned_down in found.rejected:
        assert text[turned_down.start_char : turned_down.end_char] == turned_down.text
        assert turned_down.reason
    again = dates.find(reading_of(text, published), publication, ActorsFound())
    assert again == found


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), PUBLISHED)
def test_any_text_is_read(text: str, published: date | None) -> None:
    reading = reading_of(text, published)
    found = dates.find(reading, dates.find_publication(reading), ActorsFound())
    assert all(text[row.start_char : row.end_char] == row.text for row in found.mentions)
