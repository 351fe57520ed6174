"""Which part of an article's text is what: title, date line, body, caption, or none of it.

Only lines that show that they are no article (headers, related stories, comments, notices) are left out; a text
without such signs is body as a whole. No value is read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacecoop.document.blocks import Block, blocks
from spacecoop.document.boilerplate import outside
from spacecoop.document.cues import Signs
from spacecoop.document.dateline import has_full_day, head_end
from spacecoop.document.top import WITHIN_FIRST, is_date_or_byline, top

ZoneKind = Literal["header", "title", "dateline", "body", "caption", "outside"]

LONGEST_CAPTION = 300
LEAST_WORDS_OF_CAPTION = 7


@dataclass(frozen=True, slots=True)
class ZoneSpan:
    """Half-open span of code points; the spans of a document are in order and cover all of its text.

    ``header`` (a page header with a print date) and ``outside`` yield no mention.
    """

    start: int
    end: int
    kind: ZoneKind


def zones(text: str, title: str | None = None, paragraphs: list[Block] | None = None) -> tuple[ZoneSpan, ...]:
    """Cut ``text`` into zones; ``title`` is the headline the metadata gives, if any."""
    paragraphs = blocks(text) if paragraphs is None else paragraphs
    signs = Signs(text)
    above = top(text, paragraphs, title, signs)
    kinds: list[ZoneKind] = [*above]
    out = outside(text, paragraphs, len(above), signs)
    kinds += _below(text, paragraphs, len(above), out, signs)
    if paragraphs and not {"body", "caption"} & set(kinds):
        kinds = ["body"] * len(kinds)
    if "dateline" not in kinds:
        _find_date_below(text, paragraphs, kinds)
    return tuple(_joined(text, _pieces(text, paragraphs, kinds)))


def _below(text: str, paragraphs: list[Block], first: int, out: set[int], signs: Signs) -> Iterator[ZoneKind]:
    for i in range(first, len(paragraphs)):
        if i in out:
            yield "outside"
        else:
            block = paragraphs[i]
            is_caption = block.end - block.start <= LONGEST_CAPTION and _is_caption(
                text[block.start : block.end], signs
            )
            yield "caption" if is_caption and i + 1 < len(paragraphs) else "body"


def _is_caption(line: str, signs: Signs) -> bool:
    """A picture's words show a credit, or they are a phrase without a stop that ends with a day."""
    if signs.is_caption(line):
        return True
    is_open = line[-1].isdigit() and has_full_day(line[-40:])
    return is_open and line[0].isupper() and len(line.split()) >= LEAST_WORDS_OF_CAPTION


def _find_date_below(text: str, paragraphs: list[Block], kinds: list[ZoneKind]) -> None:
    for i, block in enumerate(paragraphs[:WITHIN_FIRST]):
        if 0 < i < len(paragraphs) - 1 and kinds[i] == "body" and is_date_or_byline(text[block.start : block.end]):
            kinds[i] = "dateline"
            return


def _pieces(text: str, paragraphs: list[Block], kinds: list[ZoneKind]) -> Iterator[tuple[int, ZoneKind]]:
    """Where each zone begins; the date line before the first words of the body is a zone of its own."""
    first = kinds.index("body") if "body" in kinds else None
    for i, (block, kind) in enumerate(zip(paragraphs, kinds, strict=True)):
        if i == first:
            end = head_end(text, block.start, block.end)
            if block.start < end < block.end:
                yield block.start, "dateline"
                yield end, "body"
                continue
        yield block.start, kind


def _joined(text: str, pieces: Iterator[tuple[int, ZoneKind]]) -> Iterator[ZoneSpan]:
    """Zones from where they begin to where the next of another kind does; white space goes with what is before it."""
    start, kind = 0, None
    for at, next_kind in pieces:
        if kind is None:
            kind = next_kind
        elif next_kind != kind:
            yield ZoneSpan(start, at, kind)
            start, kind = at, next_kind
    yield ZoneSpan(start, len(text), kind or "body")
