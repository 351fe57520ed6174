"""Reading: what it answers about an offset, and that its tokens hold theirs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacecoop.document import Document
from spacecoop.text import Reading

ARTICLE = (
    "Friday April 3, 2020\n\nA mirror for two\n\nSeptember 18, 2013\n\n"
    'The agencies agreed to build an observatory together, and it isn\'t small. "It will fly in 2031," said the '
    "director of the institute, who had waited for ten years.\n\n"
    "Engineers had argued for months about the size of the mirror, and in the end they settled on two metres. The money "
    "comes from nine countries.\n\nRelated stories\n\nA probe reaches the comet in 1999\n"
)


def read(text: str, title: str | None = None) -> Reading:
    return Reading(Document(document_id="x", text=text, title=title), lambda local: local)


def test_a_mention_stands_in_the_zone_that_holds_its_first_character() -> None:
    reading = read(ARTICLE)
    places = {
        words: reading.place(ARTICLE.index(words), ARTICLE.index(words) + len(words))["zone"]
        for words in ("A mirror", "September 18, 2013", "2031", "nine countries")
    }
    assert places == {"A mirror": "title", "September 18, 2013": "dateline", "2031": "quote", "nine countries": "body"}


def test_nothing_in_a_page_header_or_among_related_stories_is_inside() -> None:
    reading = read(ARTICLE)
    assert not reading.inside(ARTICLE.index("April 3"))
    assert not reading.inside(ARTICLE.index("1999"))
    assert reading.inside(ARTICLE.index("nine countries"))


def test_the_sentence_of_a_mention_is_the_one_that_holds_it() -> None:
    reading = read(ARTICLE)
    for i, (start, end) in enumerate(reading.sentences):
        assert {reading.sentence_at(at) for at in (start, end - 1)} == {i}


def test_tokens_keep_inner_apostrophes_and_cut_marks_off() -> None:
    assert [token.text for token in read("China's crew isn’t (yet) 3.5").tokens] == [
        "China's", "crew", "isn’t", "(", "yet", ")", "3", ".", "5",
    ]  # fmt: skip


@given(st.text())
def test_tokens_hold_their_offsets_and_leave_only_white_space_out(text: str) -> None:
    reading = read(text)
    assert all(text[token.start : token.end] == token.text for token in reading.tokens)
    assert "".join(token.text for token in reading.tokens) == "".join(text.split())
    assert reading.token_starts == sorted(reading.token_starts)


@given(st.text(min_size=1), st.data())
def test_every_offset_has_an_answer(text: str, data: st.DataObject) -> None:
    reading = read(text)
    at = data.draw(st.integers(0, len(text) - 1))
    assert reading.zone_at(at).start <= at < reading.zone_at(at).end
    quotation = reading.quotation_at(at)
    assert quotation is None or quotation.start <= at < quotation.end
    assert reading.sentence_at(at) <= max(len(reading.sentences) - 1, 0)


@pytest.mark.parametrize(
    "piece",
    ['"', "\" ", "“", "“a ", "'a ", "‘a ", "``", "''", '1" ', "\n", "a\n", ".", ". ", "A. ", "…", "Comments\n", "Read more\n",
     "By A\n", "May 3, 2014\n", "© ", "[a]: b\n", "May ", "1,", "1", " - ", "(", "http://a ", "| a ", "\t", "x", "a b " * 20 + "\n"],
)  # fmt: skip
def test_hostile_text_is_read_in_time_that_grows_with_its_length_alone(piece: str) -> None:
    """Four times the text may take ten times as long on a busy machine, and not sixteen times, as squares would."""
    spent: list[float] = []
    for size in (25_000, 100_000):
        tries: list[float] = []
        for _ in range(2):
            reading = read((piece * size)[:size])
            started = time.process_time()
            work = (reading.zones, reading.sentences, reading.quotations, reading.tokens)
            tries.append(time.process_time() - started)
            assert all(len(rows) <= size for rows in work)
        spent.append(min(tries))
    assert spent[1] < max(10 * spent[0], 1.0)
