"""``Reading``: a document's text with its sentences, tokens, quotation marks and zones, each computed at most once.

Finders ask it where they stand; it decides nothing about meaning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from operator import add
from typing import NamedTuple, overload

from spacecoop.document import Document
from spacecoop.document.blocks import Block, blocks
from spacecoop.document.zones import ZoneSpan, zones
from spacecoop.tables import Place, local_id
from spacecoop.tables.mentions import Zone
from spacecoop.text.quotations import Quotation, quotations
from spacecoop.text.sentences import sentences

TOKEN = re.compile(r"(\w++(?:[’'‘]\w++)*+|[^\w\s])")
ZONE_OF_MENTION: dict[str, Zone] = {"title": "title", "dateline": "dateline", "body": "body", "caption": "caption"}


class Token(NamedTuple):
    """A word (inner apostrophes kept) or one punctuation mark, with its half-open offsets; there are many of them."""

    start: int
    end: int
    text: str


class Tokens(Sequence[Token]):
    """Tokens in order, each made when it is asked for, since of most nothing but the text is read: that of all is in
    ``texts``, and where they start in ``starts``."""

    __slots__ = ("starts", "texts")

    def __init__(self, texts: list[str], starts: list[int]) -> None:
        self.texts, self.starts = texts, starts

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Token]:
        return map(Token, self.starts, map(add, self.starts, map(len, self.texts)), self.texts)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Tokens: ...
    def __getitem__(self, at: int | slice) -> Token | Tokens:
        if isinstance(at, slice):
            return Tokens(self.texts[at], self.starts[at])
        text, start = self.texts[at], self.starts[at]
        return Token(start, start + len(text), text)


def lowered(text: str) -> str:
    """``text`` in lower case with every character at its place; those whose lower case is longer stay as they are."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Reading:
    """One document as the finders read it. ``identify`` makes an identifier of a row's local name."""

    def __init__(self, document: Document, identify: Callable[[str], str]) -> None:
        self.document = document
        self.text = document.text
        self._identify = identify

    @cached_property
    def _paragraphs(self) -> list[Block]:
        return blocks(self.text)

    @cached_property
    def zones(self) -> tuple[ZoneSpan, ...]:
        """Zones in order, covering the whole text."""
        return zones(self.text, self.document.title, self._paragraphs)

    @cached_property
    def _zone_starts(self) -> list[int]:
        return [z.start for z in self.zones]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Half-open spans of the sentences, in order; the end of a paragraph always ends one."""
        return sentences(self.text, self._paragraphs)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Stretches of text between quotation marks, in order; they never overlap."""
        return quotations(self.text, self._paragraphs)

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [q.start for q in self.quotations]

    @cached_property
    def tokens(self) -> Tokens:
        """All tokens of the text, in order, whatever their zone."""
        # Nothing here runs in Python for each word, which every document would pay for.
        pieces = TOKEN.split(self.text)  # gaps and tokens by turns, a gap first and last
        return Tokens(pieces[1::2], list(accumulate(map(len, pieces)))[:-1:2])

    @property
    def token_starts(self) -> list[int]:
        """Start offsets of ``tokens``, for bisection."""
        return self.tokens.starts

    @cached_property
    def lower(self) -> str:
        """The text in lower case with every character at its place."""
        return lowered(self.text)

    def zone_at(self, offset: int) -> ZoneSpan:
        """The zone that holds a character."""
        i = bisect_right(self._zone_starts, offset)
        return self.zones[i - 1 if i else 0]

    def inside(self, offset: int) -> bool:
        """Whether a mention may start here: in the article, not in a header or boilerplate."""
        return self.zone_at(offset).kind in ZONE_OF_MENTION

    def sentence_at(self, offset: int) -> int:
        """Ordinal of the sentence that holds a character."""
        i = bisect_right(self._sentence_starts, offset)
        return i - 1 if i else 0

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that holds a character, if any."""
        i = bisect_right(self._quotation_starts, offset) - 1
        if i >= 0 and offset < self.quotations[i].end:
            return self.quotations[i]
        return None

    def article_spans(self) -> Iterator[ZoneSpan]:
        """The zones in which mentions may stand."""
        return (z for z in self.zones if z.kind in ZONE_OF_MENTION)

    def place(self, start: int, end: int) -> Place:
        """The columns that say where the words ``text[start:end]`` stand."""
        zone = ZONE_OF_MENTION[self.zone_at(start).kind]
        if zone == "body" and self.quotations and self.quotation_at(start) is not None:
            zone = "quote"
        return {
            "document_id": self.document.document_id,
            "start_char": start,
            "end_char": end,
            "text": self.text[start:end],
            "sentence": self.sentence_at(start),
            "zone": zone,
        }

    def identify(self, table: str, start: int, end: int, part: str = "") -> str:
        """Identifier of the row of ``table`` on these words; ``part`` tells apart rows on the same words."""
        return self._identify(local_id(table, start, end, part))
