"""Pages whose columns were drawn row by row: which they are, and their lines column after column.

Works on pieces of text with their places; how a PDF becomes such pieces is ``placed``'s. Only prose is taken apart: the
rows of a table belong together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

# All in the points of a page, of which an inch has 72.
NEAR = 3.0
LEAST_WIDTH = 60.0
MOST_COLUMNS = 6
# A page of prose has some hundreds, drawn word by word some thousands.
MOST_PIECES = 20_000
# So many lines must begin where a column does, and so few of those that reach beyond may not: first lines are indented.
LEAST_LINES = 4
MOST_OTHERS = 0.5
# Prose runs on: so many of its lines begin in the middle of a sentence. The cells of a table begin anew.
LEAST_RUNNING_ON = 0.35
LEAST_WORDS = 3
# Of the size of letters: an average one's width, the white that is wider than any between words, and how much wider than
# between words it is in most lines.
LETTER, WHITE, GUTTER = 0.5, 0.9, 0.35
# A line so much wider than any that has another column beside it goes across.
WIDER = 1.25
LONGEST_WORD = 12
# A step between two lines that is so much wider than most ends a paragraph.
GAP = 1.4
# So many lines at the edge of a page are its header or footer when they stand so far off.
EDGE = 2
FAR = 2.5
# Stands between two columns, as between two pages: what comes after it may go on with a sentence.
CROSSING = "\f"
# Stands between a headline and the columns below it, whose lines are shorter.
NARROWER = "\x1d"
MARKS = frozenset((CROSSING, NARROWER))


class Piece(NamedTuple):
    """Text as drawn at one go, at the left end of its base line; ``y`` grows upwards."""

    x: float
    y: float
    size: float
    text: str

    @property
    def width(self) -> float:
        """How wide it is, at a guess."""
        return LETTER * self.size * len(self.text.strip())


def starts_of_mixed(drawn: Sequence[tuple[float, float]]) -> list[float] | None:
    """Where the columns of a page begin; null where it has none, or draws one after the other.

    ``drawn`` are the places of its pieces in the order of drawing.
    """
    starts = _starts(drawn) if len(drawn) <= MOST_PIECES else []
    if len(starts) < 2:
        return None
    columns = [_column(x, starts) for x, _ in drawn]
    lines = Counter(column for column, _ in {(c, round(y)) for c, (_, y) in zip(columns, drawn, strict=True)})
    across = sum(
        after > column and abs(drawn[i][1] - drawn[i + 1][1]) < 3 * NEAR
        for i, (column, after) in enumerate(pairwise(columns))
    )
    return starts if across >= LEAST_LINES and 2 * across >= min(lines[c] for c in range(len(starts))) else None


def column_lines(pieces: Sequence[Piece], starts: Sequence[float]) -> list[str] | None:
    """The lines of a page in the order in which its columns are read, an empty one for a gap, with ``MARKS`` between them.

    Null where the columns are not of prose.
    """
    ordered = groupby(sorted(pieces, key=lambda p: (-p.y, p.x)), key=lambda p: p.y)
    rows = [list(row) for _, row in ordered]
    letter = _letter(rows)
    starts = [start for start in starts if _is_gutter(start, rows, letter)]
    rows = [_row(row, starts, letter) for row in rows]
    lines: list[str] = []
    is_prose = False
    for block in _blocks(rows, starts):
        columns = [[p for p in _cells(block, starts) if _column(p.x, starts) == i] for i in range(len(starts))]
        filled = [column for column in columns if column]
        if len(filled) < 2:
            lines.extend(line for column in filled for line in _with_gaps(column))
            lines.append("")
            continue
        if not all(map(_runs_on, (column for column in filled if len(column) >= LEAST_LINES))):
            return None
        if lines:
            lines.append(NARROWER)
        is_prose |= sum(len(column) >= LEAST_LINES for column in filled) > 1
        for column in filled:
            lines += [*_with_gaps(column), CROSSING]
        lines[-1] = ""
    return lines if is_prose else None


def _starts(drawn: Sequence[tuple[float, float]]) -> list[float]:
    """Where many lines begin and hardly one runs through, from left to right."""
    lines: dict[int, list[float]] = {}
    for x, y in drawn:
        lines.setdefault(round(y), []).append(x)
    begun = Counter(round(x / NEAR) for row in lines.values() for x in set(row))
    found: list[float] = []
    for at, _ in begun.most_common(10 * MOST_COLUMNS):
        x = at * NEAR
        here = sum(any(abs(x - other) <= NEAR for other in row) for row in lines.values())
        through = sum(
            min(row) < x - NEAR and max(row) > x + NEAR and not any(abs(x - other) <= NEAR for other in row)
            for row in lines.values()
        )
        is_apart = all(abs(x - other) >= LEAST_WIDTH for other in found)
        if here >= LEAST_LINES and through <= MOST_OTHERS * here and is_apart:
            found.append(x)
    return sorted(found) if len(found) <= MOST_COLUMNS else []


def _column(x: float, starts: Sequence[float]) -> int:
    return max((i for i, start in enumerate(starts) if x >= start - NEAR), default=0)


def _letter(rows: Sequence[Sequence[Piece]]) -> float | None:
    """The width of a letter, of its size, on a page that is drawn word by word; null for a page drawn line by line."""
    pairs = [(piece, after) for row in rows for piece, after in pairwise(row) if piece.size]
    if not pairs or median(len(piece.text) for piece, _ in pairs) > LONGEST_WORD:
        return None
    return median((after.x - piece.x) / (piece.size * (1 + len(piece.text.strip()))) for piece, after in pairs)


def _is_gutter(start: float, rows: Sequence[Sequence[Piece]], letter: float | None) -> bool:
    """Whether there is more white before the place than between words."""
    pairs = [(piece, after) for row in rows for piece, after in pairwise(row) if abs(after.x - start) <= NEAR]
    return not pairs or 2 * sum(_is_apart(piece, after, letter) for piece, after in pairs) > len(pairs)


def _is_apart(piece: Piece, after: Piece, letter: float | None) -> bool:
    return letter is None or after.x - piece.x >= piece.size * (letter * (1 + len(piece.text.strip())) + GUTTER)


def _row(pieces: list[Piece], starts: Sequence[float], letter: float | None) -> list[Piece]:
    """The pieces of a line, those joined between which no column begins and no more white is than between words."""
    joined = pieces[:1]
    for before, piece in pairwise(pieces):
        is_first = any(abs(piece.x - start) <= NEAR for start in starts) and _is_apart(before, piece, letter)
        white = piece.x - before.x - (letter or LETTER) * before.size * len(before.text.strip())
        if not is_first and white < WHITE * before.size:
            joined[-1] = joined[-1]._replace(text=joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined


def _blocks(rows: Sequence[list[Piece]], starts: Sequence[float]) -> Iterator[list[list[Piece]]]:
    """The rows in columns together; each row across them, such as a headline, alone."""
    widest = [0.0] * len(starts)
    for row in rows:
        for piece, after in pairwise(row):
            column = _column(piece.x, starts)
            if _column(after.x, starts) > column:
                widest[column] = max(widest[column], piece.width)
    far = FAR * median([above[0].y - below[0].y for above, below in pairwise(rows)] or [0.0])
    some: list[list[Piece]] = []
    for i, row in enumerate(rows):
        is_edge = i <= EDGE or i >= len(rows) - EDGE
        if some and is_edge and some[-1][0].y - row[0].y > far:
            yield some
            some = []
        if any(0 < widest[_column(p.x, starts)] * WIDER < p.width for p in row):
            if some:
                yield some
            yield [row]
            some = []
        else:
            some.append(row)
    if some:
        yield some


def _cells(block: Sequence[list[Piece]], starts: Sequence[float]) -> Iterator[Piece]:
    """The line of each column in each row, one piece each."""
    for row in block:
        for _, cell in groupby(row, key=lambda p: _column(p.x, starts)):
            first, *others = cell
            yield first._replace(text=" ".join([first.text, *(p.text for p in others)]))


def _runs_on(column: Sequence[Piece]) -> bool:
    """Whether the lines of a column are prose."""
    words = [piece.text.split() for piece in column]
    running = sum(line[0][0].islower() for line in words[1:] if line)
    return median(map(len, words)) >= LEAST_WORDS and running >= LEAST_RUNNING_ON * (len(words) - 1)


def _with_gaps(column: Sequence[Piece]) -> Iterator[str]:
    steps = [above.y - below.y for above, below in pairwise(column)]
    usual = median(steps) if steps else 0.0
    for piece, step in zip(column, [0.0, *steps], strict=True):
        if step > GAP * usual:
            yield ""
        yield piece.text
