"""Lines and paragraphs of a plain text, hard-wrapped or not: the pieces that zones and sentences are cut from.

What a paragraph says is nobody's business here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

LINE = re.compile(r"[^\n]+")
# Lines that were broken to a width; shorter ones end where their author wanted it.
WRAPPED_FROM, WRAPPED_TO = 45, 100
LEAST_WRAPPED = 3
LIST_ITEM = re.compile(r"(?:[-*•–·>#]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
BY = re.compile(r"by [A-Z]")
LONGEST_BYLINE = 60
ENDS = frozenset(".!?:;…\"”’»')")


class Block(NamedTuple):
    """A paragraph, half-open and without white space around it; ``is_apart`` when a blank line stands before it."""

    start: int
    end: int
    is_apart: bool


def blocks(text: str) -> list[Block]:
    """The paragraphs of a text in order: its lines, joined again where they were broken to a width."""
    lines = list(_lines(text))
    if len(lines) < 2:
        return lines
    wrapped = _is_wrapped(text, lines)
    found: list[Block] = []
    start, is_apart = lines[0].start, lines[0].is_apart
    for line, after in pairwise(lines):
        if not after.is_apart and _goes_on(text, line, after, wrapped):
            continue
        found.append(Block(start, line.end, is_apart))
        start, is_apart = after.start, after.is_apart
    found.append(Block(start, lines[-1].end, is_apart))
    return found


def _lines(text: str) -> Iterator[Block]:
    end = -1
    for match in LINE.finditer(text):
        inner = match.group().strip()
        if inner:
            start = match.start() + match.group().index(inner[0])
            yield Block(start, start + len(inner), match.start() != end + 1)
            end = match.end()


def _goes_on(text: str, line: Block, after: Block, wrapped: bool) -> bool:
    if text[line.end - 1] in "([":
        return True
    if line.end - line.start < WRAPPED_FROM:
        return False
    if text[line.end - 1] not in ENDS and text[after.start].islower():
        return after.end - after.start > LONGEST_BYLINE or BY.match(text, after.start) is None
    return wrapped and line.end - line.start <= WRAPPED_TO and LIST_ITEM.match(text, after.start) is None


def _is_wrapped(text: str, lines: list[Block]) -> bool:
    """Whether the lines are broken to a width: most that a line follows have such a length, and break sentences."""
    inner = [(line, after) for line, after in pairwise(lines) if not after.is_apart]
    fitting = [(line, after) for line, after in inner if WRAPPED_FROM <= line.end - line.start <= WRAPPED_TO]
    broken = sum(text[after.start].islower() and text[line.end - 1] not in ENDS for line, after in fitting)
    return broken >= LEAST_WRAPPED and 2 * len(fitting) > len(inner) and 4 * broken >= len(fitting)
