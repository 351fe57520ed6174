"""What stands above an article's first sentences: page header, headline, date line, byline, caption.

What stands below them is the business of ``boilerplate``.
"""

from __future__ import annotations

import re
from typing import Literal

from spacecoop.document.blocks import Block
from spacecoop.document.cues import URL_LINE, Signs
from spacecoop.document.dateline import (
    has_full_day,
    head_end,
    is_byline,
    is_dated_row,
    is_lone_date,
    is_name,
    is_place_line,
    is_print_date,
)

TopKind = Literal["header", "title", "dateline", "body", "caption"]

TOP = 15
# Below this length a line that ends like a sentence may still be a headline.
SENTENCE, SURE_SENTENCE = 60, 120
LONGEST_TITLE = 250
STOPPED = re.compile(r"[.…:][\"'”’»)\]*_]{0,4}$|[.,]?[”\"]$")
MARKDOWN = re.compile(r"^#{1,6}\s+|[*_]{1,3}")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
UPDATED = re.compile(r"(?i)\W{0,3}(?:last\s)?(?:updated|modified|reviewed)\b")
WITHIN_FIRST = 6


def top(text: str, paragraphs: list[Block], title: str | None, signs: Signs) -> list[TopKind]:
    """Kinds of the paragraphs above the article's first sentences, in order; empty when it begins at once."""
    lines = [text[block.start : block.end] for block in paragraphs[:TOP]]
    first = next((i for i, line in enumerate(lines) if _is_sentences(line, title)), None)
    if first is None:
        return []
    kinds: list[TopKind | None] = [_shown(line, title, signs) for line in lines[:first]]
    _name_title(lines, kinds, signs)
    _name_author(lines, kinds)
    dated = head_end(text, paragraphs[first].start, paragraphs[first].end)
    _tell_print_date(lines, kinds, text[paragraphs[first].start : dated])
    return [kind or "body" for kind in kinds]


def is_date_or_byline(line: str) -> bool:
    """Whether a line is the article's date line or its byline, and nothing else."""
    return is_lone_date(line) or is_byline(line) or is_place_line(line) or is_dated_row(line)


def _is_sentences(line: str, title: str | None) -> bool:
    if len(line) < SENTENCE or _is_title(line, title) or is_print_date(line) or is_date_or_byline(line):
        return False
    if len(line) >= SURE_SENTENCE and STOPPED.search(line[-8:] if line[-1] != "?" else "."):
        return True
    return len(line) > LONGEST_TITLE or STOPPED.search(line[-8:]) is not None


def _shown(line: str, title: str | None, signs: Signs) -> TopKind | None:
    """What a line above the article shows by itself; null for what may be a headline."""
    if _is_title(line, title):
        return "title"
    if is_print_date(line) or URL_LINE.match(line):
        return "header"
    if is_date_or_byline(line):
        return "dateline"
    if signs.is_menu(line, is_on_top=True):
        return "header"
    if signs.is_caption(line):
        return "caption"
    return "header" if signs.of(line) is not None else None


def _is_title(line: str, title: str | None) -> bool:
    return title is not None and abs(len(line) - len(title)) < 12 and _folded(line) == _folded(title)


def _folded(line: str) -> str:
    return "".join(filter(str.isalnum, MARKDOWN.sub("", line).casefold()))


def _name_title(lines: list[str], kinds: list[TopKind | None], signs: Signs) -> None:
    """The headline is what the metadata says, what stands there twice, or the first line that is no masthead."""
    free = [i for i, kind in enumerate(kinds) if kind is None]
    if "title" not in kinds and free:
        twice = [i for i in free if any(_folded(lines[i]) == _folded(lines[j]) for j in free if j != i)]
        first = twice[0] if twice else free[0]
        if not twice and len(free) > 1 and signs.is_masthead(lines[first]):
            first = free[1]
        kinds[first] = "title"
    named = next((i for i, kind in enumerate(kinds) if kind == "title"), 0)
    for i in free:
        if kinds[i] is None and _folded(lines[i]) == _folded(lines[named]):
            kinds[i] = "title"
        elif i < named and signs.is_masthead(lines[i]):
            kinds[i] = "header"


def _name_author(lines: list[str], kinds: list[TopKind | None]) -> None:
    """A name alone between headline and article is its author's."""
    if "dateline" in kinds:
        return
    for i in range(1, len(kinds)):
        if kinds[i] is None and kinds[i - 1] == "title" and is_name(lines[i]):
            kinds[i] = "dateline"
            return


def _tell_print_date(lines: list[str], kinds: list[TopKind | None], head: str) -> None:
    """A date alone is the page's, not the article's, when the article has its own below it."""
    own = {i: line for i, line in enumerate(lines[: len(kinds)]) if kinds[i] == "dateline" and has_full_day(line)}
    if has_full_day(head):
        own[len(kinds)] = head
    for i, line in own.items():
        later = [other for j, other in own.items() if j > i and not UPDATED.match(other)]
        if (
            i < len(kinds) and is_lone_date(line) and any(is_lone_date(o) or _years(o) != _years(line) for o in later)
        ) or (i < len(kinds) and UPDATED.match(line) and len(own) > 1):
            kinds[i] = "header"


def _years(line: str) -> set[str]:
    return set(YEAR.findall(line))
