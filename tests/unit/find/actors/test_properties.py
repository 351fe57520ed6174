"""What holds of every text: nothing raises, offsets are right, ids are stable, and no text is slow."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.find.actors.reading import found_in

PIECES = st.sampled_from(
    ["NASA", " ", ", ", "(", ")", "May", "Dr. ", "Sino-", "Wu Ji", " of ", " and ", "Ministry", "U.S.", "\n", "’s ", "'s ", "“", "”",
     " said", "al-", "Ki-moon", "China", "Chang'e-4", "President ", "The ", ". ", "Šolcová", "7", "É", " - ", "\u00a0", "İ"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_yields_words_at_their_offsets_once_each(text: str) -> None:
    found = found_in(text)
    assert all(text[m.start_char : m.end_char] == m.text for m in found.mentions)
    assert all(text[r.start_char : r.end_char] == r.text for r in found.rejected)
    assert len({m.mention_id for m in found.mentions}) == len(found.mentions)
    spans = sorted((m.start_char, m.end_char) for m in found.mentions)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_the_rows_refer_to_each_other(text: str) -> None:
    found = found_in(text)
    ids = {a.actor_id for a in found.actors}
    assert {m.actor_id for m in found.mentions} - {None} <= ids
    assert {a.actor_id for a in found.aliases} <= ids
    assert found == found_in(text)


@pytest.mark.parametrize(
    "unit", ["May ", "9", ",", "A. ", "Ministry of ", "U.S.-", "a-", "(X) ", "John Smith, ", "and The ", "É"]
)
def test_no_text_is_much_slower_than_news(unit: str) -> None:
    started = time.process_time()
    found_in(unit * (100_000 // len(unit)))
    assert time.process_time() - started < 5
