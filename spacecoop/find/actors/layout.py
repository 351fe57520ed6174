"""How a text is set: hard-wrapped lines read as one, headlines in which capitals prove nothing.

Offsets never change: a text read here has the length of the text given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise

STOPS = ".!?:;\"”’')]…*"
BULLETS = "-–—*•·>|#"
SHORTEST, LONGEST = 45, 110
NUMBERED = re.compile(r"(?:[A-H]|[IVX]{1,4})\. [A-Z][^\n.]{2,80}")  # "II. Programme"
WORD = re.compile(r"[^\W\d_][\w’'-]*")
SMALL = frozenset(
    "a an and as at but by for from in into is its nor of off on or over per the to up via vs with after amid under new".split()
)


def unwrapped(text: str) -> str:
    """The text with a space for each line break that only wraps a paragraph; the same text where lines are paragraphs."""
    lines = text.split("\n")
    soft = [_is_soft(line, after) for line, after in pairwise(lines)]
    filled = sum(1 for line in lines if len(line) >= SHORTEST)
    long = sum(1 for line in lines if len(line) > LONGEST)
    if sum(soft) < 5 or sum(soft) * 2 < filled or long * 5 > filled:
        return text
    parts = [line + (" " if is_soft else "\n") for line, is_soft in zip(lines, soft, strict=False)]
    return "".join((*parts, lines[-1]))


def _is_soft(line: str, after: str) -> bool:
    follows = after.lstrip()
    return SHORTEST <= len(line) <= LONGEST and line[-1] not in STOPS and bool(follows) and follows[0] not in BULLETS


class Headlines:
    """The lines of a text that capitalise nearly every word. ``verbs`` are the words that only a headline capitalises."""

    def __init__(self, text: str, verbs: frozenset[str]) -> None:
        self._spans: list[tuple[int, int]] = []
        lines = text.split("\n")
        numbered = frozenset(line for line in lines if NUMBERED.fullmatch(line))
        start = 0
        for line in lines:
            end = start + len(line)
            is_section = len(numbered) > 1 and line in numbered
            if line and len(line) < 200 and (is_section or is_headline(line, text, verbs)):
                self._spans.append((start, end))
            start = end + 1
        self._starts = [s for s, _ in self._spans]

    def __bool__(self) -> bool:
        return bool(self._spans)

    def hold(self, offset: int) -> bool:
        """Whether a character stands in such a line."""
        i = bisect_right(self._starts, offset) - 1
        return i >= 0 and offset < self._spans[i][1]


@lru_cache(maxsize=2)
def written_words(text: str) -> frozenset[str]:
    """What stands between white space; kept for those who ask next for the same text."""
    return frozenset(text.split())


def is_headline(line: str, text: str, verbs: frozenset[str]) -> bool:
    """All letters of a line of the text capitals, or nearly all words capitalised though some are common ones, and no full
    stop at the end."""
    if line[-1] == ".":
        return False
    if line.isupper():
        return True
    every = WORD.findall(line)
    words = [w for w in every if w.lower() not in SMALL]
    if len(words) < 4 or sum(w[0].isupper() for w in words) < 0.85 * len(words):
        return False
    plain = [w.lower() for w in words]
    if sum(w.istitle() and w.lower() in SMALL for w in every[1:]) > 1:
        return True  # "To", "With": only headlines write them so
    low = written_words(text)
    return any(w in verbs for w in plain) or sum(w in low for w in plain) * 4 >= len(words)
