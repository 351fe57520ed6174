"""Columns that were drawn row by row: prose is read column after column, tables stay as they are."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from spacecoop.document import read_source
from spacecoop.document.columns import MOST_PIECES, starts_of_mixed
from tests.unit.document.made import placed

HEADLINE = "Relay talks open in Nairobi, and nobody knows yet how they will end"
COLUMNS = (
    (
        "NAIROBI, 20 September 2022 -",
        "Delegates from 41 countries gath-",
        "ered in Nairobi on Tuesday for",
        "the second Forum on Lunar Relay",
        "Services, the agency said.",
        "",
        "The forum, which runs until",
        "Thursday, is the largest of its",
        "kind and drew about 250 people",
        "from industry and government,",
    ),
    (
        "the organisers said.",
        "",
        "A working group of twelve is to",
        "report by March, and the long-",
        "term plan foresees six relays.",
        "",
        "None of them will be seen from",
        "the ground, whatever happens to",
        "the lamps that the engineers of",
        "two agencies have put on them.",
    ),
    (
        "Ministers of twelve states wish",
        "to sign the text in the spring,",
        "but a clause on money is still",
        "open, and one of them has left",
        "the room twice on Monday.",
        "",
        "The next talks are to be held",
        "in a town that has no airport,",
        "so that all of them must come",
        "together by the same train.",
    ),
)
PARAGRAPHS = (
    HEADLINE,
    "NAIROBI, 20 September 2022 - Delegates from 41 countries gathered in Nairobi on Tuesday for the second Forum on "
    "Lunar Relay Services, the agency said.",
    "The forum, which runs until Thursday, is the largest of its kind and drew about 250 people from industry and "
    "government, the organisers said.",
    "A working group of twelve is to report by March, and the long-term plan foresees six relays.",
    "None of them will be seen from the ground, whatever happens to the lamps that the engineers of two agencies have "
    "put on them.",
    "Ministers of twelve states wish to sign the text in the spring, but a clause on money is still open, and one of "
    "them has left the room twice on Monday.",
    "The next talks are to be held in a town that has no airport, so that all of them must come together by the same train.",
)
Piece = tuple[float, float, str]
# A letter of Courier.
LETTER = 6.0


def rows(columns: Sequence[Sequence[str]], *, width: float = 220, lower: float = 0) -> list[Piece]:
    """The lines from above to below; those of each column stand ``lower`` than those of the one before."""
    placed = [
        (30 + width * c, 740 - 14 * i - lower * c, line)
        for c, lines in enumerate(columns)
        for i, line in enumerate(lines)
    ]
    return [(30, 770, HEADLINE), *sorted(placed, key=lambda piece: (-piece[1], piece[0])), (280, 30, "- 7 -")]


def words(pieces: Sequence[Piece]) -> list[Piece]:
    """Each word at its own place."""
    return [
        (x + LETTER * len(" ".join([*line.split()[:i], ""])), y, word)
        for x, y, line in pieces
        for i, word in enumerate(line.split())
    ]


def paragraphs(folder: Path, pieces: Sequence[Piece]) -> list[str]:
    (folder / "a.pdf").write_bytes(placed(pieces))
    (document,) = read_source(folder / "a.pdf", root=folder).documents
    return document.text.split("\n\n")


@pytest.mark.parametrize(
    "pieces",
    [
        rows(COLUMNS),
        rows(COLUMNS, width=210),
        rows(COLUMNS, lower=4),
        rows(COLUMNS, lower=5.5),
        words(rows(COLUMNS)),
    ],
    ids=["rows", "narrow gutters", "lower by four points", "between the lines", "word by word"],
)
def test_columns_of_prose_are_read_one_after_the_other_however_they_were_drawn(
    tmp_path: Path, pieces: list[Piece]
) -> None:
    assert paragraphs(tmp_path, pieces) == list(PARAGRAPHS)


def test_two_columns_drawn_row_by_row(tmp_path: Path) -> None:
    assert paragraphs(tmp_path, rows(COLUMNS[:2], width=260)) == list(PARAGRAPHS[:5])


TABLE = (
    ("Country of the partner", "France", "India", "Japan", "Italy", "Spain"),
    ("Money it gives", "340 million euros", "120 million euros", "90 million dollars", "45 million", "12 million"),
)
PROGRAMME = (
    ("10:00", "", "", "11:30", "", "12:00", ""),
    (
        "Opening of the congress by the mayor",
        "of the city and by the president of",
        "the federation, who speaks for an hour",
        "Coffee and tea in the hall and in the",
        "garden behind the old hall",
        "Plenary on the lunar relay services",
        "with heads of agencies of nine countries",
    ),
)


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        (TABLE, "India 120 million euros"),
        (PROGRAMME, "11:30 Coffee and tea in the hall"),
    ],
)
@pytest.mark.parametrize("drawn", [list, words])
def test_the_rows_of_a_table_stay_together(
    tmp_path: Path, columns: Sequence[Sequence[str]], row: str, drawn: type[list[Piece]]
) -> None:
    assert row in " ".join(paragraphs(tmp_path, drawn(rows(columns))))


def test_one_column_drawn_word_by_word_is_one_column(tmp_path: Path) -> None:
    wide = [f"{left} {right}".strip() for left, right in zip(COLUMNS[2], COLUMNS[2], strict=True)]
    read = " ".join(paragraphs(tmp_path, words(rows([wide]))))
    assert " ".join(" ".join(line for line in wide if line).split()) in read


def test_looking_for_columns_on_a_page_of_very_many_pieces_takes_no_time() -> None:
    places = [(30.0 + 6 * (i % 80), 800.0 - (i // 80) % 700) for i in range(1_000_000)]
    began = time.perf_counter()
    starts_of_mixed(places[:MOST_PIECES])
    assert starts_of_mixed(places) is None
    assert time.perf_counter() - began < 5
