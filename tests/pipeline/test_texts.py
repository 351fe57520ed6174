"""Many spans held against their texts at once: the same answer as plain slicing gives, whatever the characters."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations import texts
from expectations.groups import are_distinct, firsts, grouped, numbered
from expectations.texts import Texts
from spacecoop.merge.words import LONGEST

LETTERS = st.text(st.sampled_from("ab é“”漢😀\n"), max_size=30)
SPANS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 35), st.integers(0, 35), st.booleans()), max_size=30)


def articles(given_texts: list[str], withheld: frozenset[int] = frozenset()) -> pa.Table:
    return pa.table(
        {
            "document_id": pa.array([f"{i}.txt" for i in range(len(given_texts))], pa.string()),
            "text": pa.array(given_texts, pa.string()),
            "publish_words": pa.array([False if i in withheld else None for i in range(len(given_texts))], pa.bool_()),
        }
    )


def differ(read: Texts, rows: list[tuple[str, int, int, str | None]]) -> list[bool]:
    names, starts, ends, words = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [], [])
    where = read.where(pa.chunked_array([pa.array(names, pa.string())]))
    numbers = (pa.chunked_array([pa.array(column, pa.int64())]) for column in (starts, ends))
    return read.differ(where, *numbers, pa.chunked_array([pa.array(words, pa.string())])).to_pylist()


@settings(deadline=None)
@given(st.lists(LETTERS, max_size=6), SPANS, st.integers(0, 5))
def test_words_differ_where_slicing_says_so(told: list[str], spans: list[tuple[int, int, int, bool]], cut: int) -> None:
    made = articles(told)
    read = Texts.of(pa.concat_tables([made.slice(0, cut), made.slice(cut)]))
    assert read.lengths(pa.array(range(len(told)), pa.int32())).to_pylist() == [len(text) for text in told]
    rows: list[tuple[str, int, int, str | None]] = []
    expected: list[bool] = []
    for number, start, end, is_right in spans:
        text = told[number] if number < len(told) else ""
        said = text[start:end]
        rows.append((f"{number}.txt", start, end, said if is_right else said + "b"))
        expected.append(not is_right)
    assert differ(read, rows) == expected


def test_a_word_that_is_cut_one_character_off_differs() -> None:
    read = Texts.of(articles(["“Ça va”, dit-elle.", "plain"]))
    assert differ(read, [("0.txt", 1, 6, "Ça va"), ("0.txt", 0, 5, "Ça va"), ("1.txt", 1, 6, "lain"), ("1.txt", 0, 5, None)]) == [
        False, True, False, True,
    ]  # fmt: skip


def test_long_words_are_cut_and_withheld_ones_are_empty() -> None:
    read = Texts.of(articles(["é" * 400, "kept back"], withheld=frozenset({1})))
    rows = [
        ("0.txt", 0, 400, "é" * LONGEST),
        ("0.txt", 0, 400, "é" * 400),
        ("1.txt", 0, 4, "kept"),
        ("1.txt", 0, 4, ""),
    ]
    assert differ(read, rows) == [False, True, True, False]


def test_rows_and_bytes_beyond_one_piece_are_looked_at(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(texts, "ROWS_AT_ONCE", 3)
    monkeypatch.setattr(texts, "BYTES_AT_ONCE", 4)
    told = [f"é{i}“x”" for i in range(20)]
    read = Texts.of(articles(told))
    rows = [(f"{i}.txt", 1, 4, text[1:4] if i != 13 else "no") for i, text in enumerate(told)]
    assert [i for i, is_other in enumerate(differ(read, rows)) if is_other] == [13]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from([1, 2, None])), max_size=20))
def test_rows_that_agree_share_a_number_and_no_others(rows: list[tuple[str | None, int | None]]) -> None:
    columns = [pa.array([a for a, _ in rows], pa.string()), pa.array([b for _, b in rows], pa.int64())]
    groups = grouped(columns).tolist()
    assert [[x == y for y in rows] for x in rows] == [[x == y for y in groups] for x in groups]
    assert sorted(set(groups)) == list(range(len(set(rows))))
    assert firsts(grouped(columns)).tolist() == [groups.index(n) for n in sorted(set(groups))]
    assert len(numbered(columns[0])) == len(rows)


@settings(deadline=None)
@given(
    st.one_of(
        st.lists(st.text("ab", min_size=8, max_size=8), max_size=12),
        st.lists(st.text("abcé", max_size=3), max_size=12),
        st.lists(st.one_of(st.none(), st.text("ab", min_size=4, max_size=4)), max_size=12),
    ),
    st.integers(0, 12),
)
def test_a_value_that_stands_twice_is_found_whatever_its_length(values: list[str | None], cut: int) -> None:
    column = pa.array([*values, "spare"], pa.string())
    cut_column = pa.chunked_array([column.slice(0, cut), column.slice(cut)]).slice(0, len(values))
    assert are_distinct(cut_column) == (len(set(values)) == len(values))


def test_hashes_that_differ_in_one_letter_or_trade_two_are_distinct() -> None:
    hashes = [f"{i:020x}" for i in range(70_000)] + ["0001" + "0000" * 3 + "0002", "0002" + "0000" * 3 + "0001"]
    assert are_distinct(pa.chunked_array([hashes]))
    assert not are_distinct(pa.chunked_array([[*hashes, hashes[7]]]))
