"""Where a quotation stands: its paragraph, and the words of its sentence outside the marks, before and after.

Windows are bounded, so that a text of nothing but marks costs no more than news. Who speaks is decided in ``cues``.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from spacecoop.find.statements.words import MASK, Word, words_of
from spacecoop.frozen import frozen
from spacecoop.text import Quotation, Reading

SHORTEST = 3  # characters with the marks
MOST = 60  # words read on either side
SILENT_SIGNS = " \t\n\xa0*_>#~`([—–-"
REACH = 400  # characters of a sentence read on either side of a quotation
CLOSERS = "\"'”’»)]*_ "


@frozen
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


@frozen
class Around:
    """The words before and after a piece; ``is_own_sentence`` when those after begin a sentence of their own."""

    before: list[Word]
    after: list[Word]
    is_own_sentence: bool


class Passages:
    """The quotations of one document and the text around them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self._sentence = -1
        self._words: list[Word] = []
        self._starts: list[int] = []
        self.pieces = tuple(self._pieces())

    def _pieces(self) -> list[Piece]:
        found: list[Piece] = []
        low = high = -1
        for quotation in self.reading.quotations:
            if quotation.end - quotation.start < SHORTEST or not self.reading.inside(quotation.start):
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

    def around(self, piece: Piece) -> Around:
        """The words of the piece's sentence on both sides of it.

        Where the sentence ends with the marks, those after it are of the next in the paragraph.
        """
        sentences = self.reading.sentences
        first = self.reading.sentence_at(piece.start)
        low = max(sentences[first][0], piece.paragraph[0], piece.start - REACH)
        before = self._slice(first, low, piece.start)[-MOST:]
        last = self.reading.sentence_at(piece.end - 1)
        is_own = sentences[last][1] <= piece.end + 1
        if is_own:
            last += 1
            if last == len(sentences) or sentences[last][0] >= piece.paragraph[1]:
                return Around(before, [], True)
        high = min(sentences[last][1], piece.paragraph[1], piece.end + REACH)
        return Around(before, self._slice(last, piece.end, high)[:MOST], is_own)

    def _slice(self, sentence: int, low: int, high: int) -> list[Word]:
        """The words of one sentence between two offsets; a sentence is read once for all the pieces it holds."""
        if sentence != self._sentence:
            self._sentence = sentence
            self._words = self.window(*self.reading.sentences[sentence])
            self._starts = [word.start for word in self._words]
        return self._words[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def introduction(self, piece: Piece) -> list[Word]:
        """The last sentence before a piece that begins one, whatever paragraph it ends."""
        i = self.reading.sentence_at(piece.start) - 1
        if i < 0:
            return []
        start, end = self.reading.sentences[i]
        return self.window(max(start, end - REACH), end)

    def gap(self, left: Piece, right: Piece) -> list[Word] | None:
        """The words between two pieces of a paragraph; null when they are too far apart to belong together."""
        return self.window(left.end, right.start) if right.start - left.end <= REACH else None

    def begins_sentence(self, piece: Piece) -> bool:
        """Whether nothing of its sentence precedes it."""
        start = self.reading.sentences[self.reading.sentence_at(piece.start)][0]
        return not self.masked[max(start, piece.paragraph[0]) : piece.start].strip(SILENT_SIGNS)

    def next_paragraph_opens(self, left: Piece, right: Piece) -> bool:
        """Whether ``right`` opens the paragraph after that of ``left``."""
        if not (left.is_closed and right.is_closed) and self.text[left.start] != self.text[right.start]:
            return False  # other marks, another's text
        between = self.text[left.paragraph[1] : right.paragraph[0]]
        return left.paragraph != right.paragraph and right.opens_paragraph and not between.strip(" \t\n\xa0*_>#")

    def window(self, start: int, end: int) -> list[Word]:
        """The words of a stretch, quoted ones masked."""
        return words_of(self.masked, start, end)
