"""The pieces of text of a PDF's page with their places, by the means of the library that reads it.

What their places say of the order of reading is told in ``columns``.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import TYPE_CHECKING

from spacecoop.document.columns import MOST_PIECES, Piece

if TYPE_CHECKING:
    from pypdf import PageObject

Matrix = Sequence[float]
SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"'))


class Watch:
    """Hears from the library what it draws: the place of each piece that the page itself shows, not one of its forms."""

    def __init__(self) -> None:
        self.places: list[tuple[float, float]] = []
        self._matrices: list[list[float]] = []
        self._depth = 0

    def before(self, operator: bytes, operands: object, page: Matrix, text: Matrix) -> None:
        self._depth += operator == b"Do"

    def after(self, operator: bytes, operands: object, page: Matrix, text: Matrix) -> None:
        self._depth -= operator == b"Do"
        if operator in SHOWS and not self._depth and len(self.places) <= MOST_PIECES:
            self.places.append(_place(text, page))
            self._matrices.append([float(part) for part in text])

    def pieces(self, page: PageObject) -> list[Piece]:
        """The pieces of the page that was watched; afterwards it draws each as a text of its own."""
        from pypdf.generic import ContentStream, FloatObject, NameObject

        drawn = page.get_contents()
        if drawn is None:
            return []
        stream = ContentStream(drawn, page.pdf)
        operations: list[tuple[object, bytes]] = []
        matrices = iter(self._matrices)
        is_moved = False
        for operands, operator in stream.operations:
            if operator in (b"BT", b"Tm", b"Td", b"TD", b"T*"):
                is_moved = True
            elif operator in SHOWS:
                matrix = [FloatObject(part) for part in next(matrices)]
                if is_moved or operator in (b"'", b'"'):
                    operations += [([], b"ET"), ([], b"BT"), (matrix, b"Tm")]
                is_moved = False
                if operator in (b"'", b'"'):
                    operations.append(([operands[-1]], b"Tj"))
                    continue
            operations.append((operands, operator))
        stream.operations = operations
        page[NameObject("/Contents")] = stream
        found: list[Piece] = []

        def hear(text: str, page: Matrix, place: Matrix, font: object, size: float) -> None:
            if text.strip():
                height = hypot(place[2] * page[0] + place[3] * page[2], place[2] * page[1] + place[3] * page[3])
                found.append(Piece(*_place(place, page), size * height, text.replace("\n", " ")))

        page.extract_text(visitor_text=hear)
        return found


def _place(text: Matrix, page: Matrix) -> tuple[float, float]:
    x, y = text[4], text[5]
    return x * page[0] + y * page[2] + page[4], x * page[1] + y * page[3] + page[5]
