"""Where a quotation stands: its paragraph, and the words of its sentence outside the marks, before and after.

Windows are bounded, so that a text of nothing but marks costs no more than news. Who speaks is decided in ``cues``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spacecoop.find.statements.words import MASK, Word, words_of
from spacecoop.text import Quotation, Reading

REACH = 400  # characters of a sentence read on either side of a quotation
CLOSERS = "\"'”’»)]*_ "


@dataclass(frozen=True, slots=True)
class Piece:
    """One pair of marks; ``paragraph`` is the half-open span of its line, ``ends`` the last sign of its words."""

    start: int
    end: int
    is_closed: bool
    paragraph: tuple[int, int]
    ends: str

    @property
    def opens_paragraph(self) -> bool:
        """Whether nothing but white space or markup precedes it on its line."""
        return self.start == self.paragraph[0]

    @property
    def is_finished(self) -> bool:
        """Whether its words end as a sentence does."""
        return self.ends in (".", "!", "?", "…")


class Passages:
    """The quotations of one document and the text around them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.pieces = tuple(self._pieces())

    def _pieces(self) -> list[Piece]:
        found: list[Piece] = []
        low = high = -1
        for quotation in self.reading.quotations:
            if not self.reading.inside(quotation.start):
                continue
            if not low <= quotation.start < high:
                low = self.text.rfind("\n", 0, quotation.start) + 1
                high = self.text.find("\n", quotation.start)
                high = len(self.text) if high < 0 else high
                while low < quotation.start and self.text[low] in " \t*_>#":
                    low += 1
            found.append(Piece(quotation.start, quotation.end, quotation.is_closed, (low, high), self._last(quotation)))
        return found

    def _last(self, quotation: Quotation) -> str:
        for i in range(quotation.end - 1, max(quotation.start, quotation.end - 8), -1):
            if self.text[i] not in CLOSERS:
                return self.text[i]
        return ""

    @cached_property
    def masked(self) -> str:
        """The text with every quoted character masked, of the same length."""
        parts: list[str] = []
        at = 0
        for quotation in self.reading.quotations:
            parts += (self.text[at : quotation.start], MASK * (quotation.end - quotation.start))
            at = quotation.end
        parts.append(self.text[at:])
        return "".join(parts)

    def before(self, piece: Piece) -> list[Word]:
        """The words of the piece's sentence that precede it."""
        start = self.reading.sentences[self.reading.sentence_at(piece.start)][0]
        return self.window(max(start, piece.paragraph[0], piece.start - REACH), piece.start)

    def after(self, piece: Piece) -> tuple[list[Word], bool]:
        """The words that follow it up to the end of the sentence, and whether they begin a sentence of their own."""
        sentences = self.reading.sentences
        i = self.reading.sentence_at(piece.end - 1)
        end, is_own = sentences[i][1], False
        if end <= piece.end + 1:
            if i + 1 == len(sentences) or sentences[i + 1][0] >= piece.paragraph[1]:
                return [], True
            end, is_own = sentences[i + 1][1], True
        return self.window(piece.end, min(end, piece.paragraph[1], piece.end + REACH)), is_own

    def next_paragraph_opens(self, left: Piece, right: Piece) -> bool:
        """Whether ``right`` opens the paragraph after that of ``left``."""
        between = self.text[left.paragraph[1] : right.paragraph[0]]
        return left.paragraph != right.paragraph and right.opens_paragraph and not between.strip(" \t\n\xa0*_>#")

    def introduction(self, piece: Piece) -> list[Word]:
        """The last sentence before a piece that begins one, whatever paragraph it ends."""
        i = self.reading.sentence_at(piece.start) - 1
        if i < 0:
            return []
        start, end = self.reading.sentences[i]
        return self.window(max(start, end - REACH), end)

    def window(self, start: int, end: int) -> list[Word]:
        """The words of a stretch, quoted ones masked."""
        return words_of(self.masked, start, end)
