"""Stretches between quotation marks, of any of the styles that news uses; apostrophes and inch marks are none.

Who speaks, and whether it is speech at all, is decided in ``find.statements``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacecoop.document.blocks import Block, blocks
from spacecoop.frozen import frozen

# Every branch begins with a plain character, so that text without marks is skipped at once.
MARK = re.compile(r"“|”|„|‟|«|»|\"|``|''|’’|‘(?=\S)|'(?<![\w.,!?']')(?=[\w“\"$€£])")
# What closes a quotation that a mark opened; straight marks and curly ones are often mixed.
CLOSING = {
    "“": ("”", '"', "''", "’’"),
    "‟": ("”", '"'),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    '"': ('"', "”"),
    "``": ("''", '"'),
    "''": ("''",),
    "”": ("”",),
}
# A single mark closes after a stop, or after a word that another does not follow; a plural's apostrophe closes nothing.
SINGLE = {
    "‘": re.compile(r"’(?:(?<=[.,!?…;:]’)(?!\w)|(?<=[^\Ws]’)(?=[\s.,;:!?)\]—–-]|$))"),
    "'": re.compile(r"'(?:(?<=[.,!?…]')(?!\w)|(?<=[^\Ws]')(?=[\s.,;:!?)\]—–-]|$))"),
}
LEAST_SINGLE, LONGEST_SINGLE = 2, 600


@frozen
class Quotation:
    """Half-open span with its marks; ``is_closed`` is false when the paragraph ended first."""

    start: int
    end: int
    is_closed: bool


def quotations(text: str, paragraphs: Sequence[Block] | None = None) -> tuple[Quotation, ...]:
    """Quoted stretches in order, which never overlap; one that no mark closes ends with its paragraph.

    Marks inside a quotation stay inside. A speech over several paragraphs is one quotation each.
    """
    found = blocks(text) if paragraphs is None else paragraphs
    return tuple(
        quotation for block, after in pairwise([*found, None]) if block for quotation in _of_block(text, block, after)
    )


def _of_block(text: str, block: Block, after: Block | None) -> Iterator[Quotation]:
    marks = list(MARK.finditer(text, block.start, block.end))
    singles = _Singles(text, block)
    opened: re.Match[str] | None = None
    end = block.start
    for i, mark in enumerate(marks):
        if mark.start() < end:
            continue
        if opened is not None:
            if _closes(text, opened, mark, marks[i + 1 : i + 2], block):
                end = mark.end()
                yield Quotation(opened.start(), end, True)
                opened = None
            elif mark.group() == opened.group() == '"' and _only_opens(text, mark, block):
                opened = mark  # the one before was no mark, or was never closed
            elif _nests(text, opened, mark, marks[i + 1 : i + 3], block):
                end = marks[i + 1].end()
        elif mark.group() in SINGLE:
            closed = singles.end(mark)
            if closed is None and _goes_on(text, block, mark, after):
                closed = block.end
                yield Quotation(mark.start(), closed, False)
                return
            if closed is not None:
                end = closed
                yield Quotation(mark.start(), end, True)
        elif _may_open(text, mark, block):
            opened = mark
    if opened is not None:
        yield Quotation(opened.start(), block.end, False)


def _goes_on(text: str, block: Block, mark: re.Match[str], after: Block | None) -> bool:
    """Whether a single mark opens a speech that the next paragraph, which opens with the same mark, goes on with."""
    if after is None or not text.startswith(mark.group(), after.start) or not text[mark.end()].isupper():
        return False
    return text[block.start : mark.start()].rstrip()[-1:] in ("", ":", ",")


class _Singles:
    """Where single marks may close in a paragraph; found once, when one opens."""

    def __init__(self, text: str, block: Block) -> None:
        self._text = text
        self._block = block
        self._ends: dict[str, list[int]] = {}

    def end(self, mark: re.Match[str]) -> int | None:
        """Where the quotation that ``mark`` opens ends; null for an apostrophe, or a year cut short."""
        before, after = _around(self._text, mark, self._block)
        if before.isalnum() or after.isdigit():
            return None
        sign = mark.group()
        if sign not in self._ends:
            closing = SINGLE[sign].finditer(self._text, mark.end(), self._block.end)
            self._ends[sign] = [close.end() for close in closing]
        ends = self._ends[sign]
        at = bisect_right(ends, mark.end() + LEAST_SINGLE)
        return ends[at] if at < len(ends) and ends[at] - mark.start() <= LONGEST_SINGLE else None


def _closes(
    text: str, opened: re.Match[str], mark: re.Match[str], following: list[re.Match[str]], block: Block
) -> bool:
    return (
        mark.group() in CLOSING[opened.group()]
        and not _only_opens(text, mark, block)
        and not _is_inch(text, mark, following, block)
    )


def _nests(text: str, opened: re.Match[str], mark: re.Match[str], following: list[re.Match[str]], block: Block) -> bool:
    """Whether double marks open inside double marks: the next closes them, and the one after that the outer ones."""
    if not following or mark.group() not in ("“", "«", "„", '"') or not _only_opens(text, mark, block):
        return False
    is_other = opened.group() == '"' and opened.start() == block.start and mark.group() == "“"
    if is_other and following[0].group() == "”":  # a paragraph of a longer quotation, which no mark closes
        return True
    if len(following) < 2:
        return False
    inner, outer = following
    return _closes(text, mark, inner, [outer], block) and _closes(text, opened, outer, [], block)


def _may_open(text: str, mark: re.Match[str], block: Block) -> bool:
    if mark.group() in ("“", "„", "‟", "«", "``"):
        return True
    if mark.group() in ('"', "''"):
        return not _only_closes(text, mark, block)
    if mark.group() == "”":  # both marks look so in Finnish and Swedish, and where a sign was mistyped
        return mark.start() == block.start
    return mark.group() == "»" and _only_opens(text, mark, block)


def _only_opens(text: str, mark: re.Match[str], block: Block) -> bool:
    """White space or an opening bracket before it, and a word after it."""
    if mark.group() in ("”", "''"):
        return False
    before, after = _around(text, mark, block)
    return (before.isspace() or before in "([—–-/") and not after.isspace() and after not in ".,;:!?)]"


def _only_closes(text: str, mark: re.Match[str], block: Block) -> bool:
    before, after = _around(text, mark, block)
    return not before.isspace() and before not in "([—–-/" and (after.isspace() or after in ".,;:!?)]—–-")


def _is_inch(text: str, mark: re.Match[str], following: list[re.Match[str]], block: Block) -> bool:
    """Whether a straight mark after a digit is a measure's: another mark still closes the quotation."""
    if mark.group() not in ('"', "''") or not text[mark.start() - 1].isdigit() or not following:
        return False
    after = text[mark.end() : mark.end() + 2].lstrip(" -")
    return after[:1].islower() and _only_closes(text, following[0], block)


def _around(text: str, mark: re.Match[str], block: Block) -> tuple[str, str]:
    before = text[mark.start() - 1] if mark.start() > block.start else " "
    after = text[mark.end()] if mark.end() < block.end else " "
    return before, after
