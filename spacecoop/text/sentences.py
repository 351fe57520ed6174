"""Where sentences end in English news: at stops that are no abbreviation's, and where a paragraph ends.

A line break inside a hard-wrapped paragraph ends nothing. What a sentence means is the finders' business.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from spacecoop.document.blocks import Block, blocks
from spacecoop.frozen import frozen

# A stop with the marks that close after it, before white space or the end; or one that lacks its space ("space.The").
CLOSERS = r"(?:[\"'”’»“)\]*_]|'')"
STOP = re.compile(
    rf"[.!?…]++(?:{CLOSERS}{{0,4}}(?:\[\d{{1,3}}\]){{0,3}}(?=\s|$)|(?<=[a-z]{{3}}\.)(?=[A-Z][a-z]{{1,14}}\s))"
)
WORD_BEFORE = re.compile(r"[^\s(\[\"“‘'/—–-]{1,24}$")
ADDRESS = re.compile(r"[/@.]\S{0,24}$")
NEXT_WORD = re.compile(r"[\s\"'“‘„«(\[*_`]{0,8}([^\W_]+|[^\w\s])?(?=(\W?))")
NUMBERING = re.compile(r"\W{0,3}(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})$")
CLOCK_MARKS = frozenset(("a.m", "p.m"))


@frozen
class Abbreviations:
    """The lexicon's lists; ``starters`` are as written, the others in lower case without their stop."""

    titles: frozenset[str]
    others: frozenset[str]
    numbered: frozenset[str]
    starters: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """Read once from the lexicon."""
    said = tomllib.loads((files("spacecoop") / "lexicon" / "sentences.toml").read_text(encoding="utf-8"))
    return Abbreviations(
        titles=frozenset(said["titles"]),
        others=frozenset(said["others"]),
        numbered=frozenset(said["numbered"]),
        starters=frozenset(said["starters"].split()),
    )


def sentences(text: str, paragraphs: Sequence[Block] | None = None) -> tuple[tuple[int, int], ...]:
    """Half-open spans, in order, without surrounding white space; a text of white space alone has none."""
    known = abbreviations()
    return tuple(
        span for block in (blocks(text) if paragraphs is None else paragraphs) for span in _of_block(text, block, known)
    )


def _of_block(text: str, block: Block, known: Abbreviations) -> Iterator[tuple[int, int]]:
    start = block.start
    for stop in STOP.finditer(text, block.start, block.end):
        end = stop.end()
        if end == block.end:
            break
        if _ends(text, block, start, stop.start(), end, known):
            yield start, end
            start = end
            while text[start].isspace():
                start += 1
    yield start, block.end


def _ends(text: str, block: Block, start: int, stop: int, end: int, known: Abbreviations) -> bool:
    """Whether the stop at ``text[stop:end]``, with more of its paragraph after it, ends a sentence."""
    after = NEXT_WORD.match(text, end, block.end)
    word = after.group(1) if after else None
    if word is None or word[0].islower() or word in ".!?…":
        return False
    if not text[end].isspace():
        return not ADDRESS.search(text, max(start, stop - 24), stop)
    if text[stop] != "." or end - stop > 1:
        return True  # no abbreviation is followed by a closing mark
    before = WORD_BEFORE.search(text, max(start, stop - 24), stop)
    if before is None:
        return True
    if before.start() - start <= 2 and NUMBERING.match(text, start, stop):
        return False
    is_start = word in known.starters and (after is None or after.group(2) != ".")
    return _ends_after(before.group(), word, is_start, known)


def _ends_after(before: str, word: str, is_start: bool, known: Abbreviations) -> bool:
    """Whether the stop ends a sentence between ``before`` and ``word``; ``is_start`` when ``word`` begins sentences."""
    low = before.lower()
    if low in known.titles:
        return False
    if word[0].isdigit():
        return low not in known.numbered and low not in CLOCK_MARKS
    if low in known.others:
        # "no" is a word of its own unless a number follows
        return is_start or low == "no"
    if len(before) == 1 and before.isupper():
        return is_start
    if low in CLOCK_MARKS:
        return is_start
    if "." in before and all(len(part) <= 2 for part in before.split(".")):
        return is_start
    return True
