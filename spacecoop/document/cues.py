"""What one line shows by itself: that it is a heading of what is not the article, a notice, a link, a caption.

The words are in ``lexicon/boilerplate.toml``; what follows from a cue for the lines after it is told in ``boilerplate``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Sign = Literal["line", "related", "comments", "machine", "end", "contact", "credit"]

LONGEST_HEADING = 70
LONGEST_CUE = 400
LONGEST_OFFER = 200
DECORATION = " \t#*_>-–—•·|=~:»›…+\\[("
COUNT = re.compile(r"[(\[]?\b\d{1,6}\b[)\]]?")
URL_LINE = re.compile(r"[<(]?(?:https?://|www\.)\S{3,300}$")
EMAIL_LINE = re.compile(r"(?i)(?:e-?mail:?\s)?[\w.+-]{1,64}@[\w.-]{3,80}$")
PHONE_LINE = re.compile(r"(?i)(?:(?:tel|phone|fax|mobile)[.:]{0,2}\s?)?\+?[\d\s().–/-]{7,24}$")
LINK_LINE = re.compile(r"[-*•]?\s{0,3}\[[^\]\n]{1,200}\](?::\s?\S{1,300}|\([^)\n]{1,300}\).{0,40})$")
LABEL_OF_LINK = re.compile(r"[-*•]?\s{0,3}\[[^\]\n]{1,200}\]$")
SHORTCODE = re.compile(r"(?:\{\{.{0,200}\}\}|\{%.{0,200}%\})$")
RULE = re.compile(r"[-*_=~—–.•#<>! \\]{3,80}$")
MENU_SPLIT = re.compile(r"\s[|·•/»>]\s")
COPYRIGHT = re.compile(
    r"(?i)[\W_]{0,4}(?:(?:copyright|©|\(c\)|&copy;)[\s©(c)]{0,6}(?:19|20)\d\d|copyright\s(?:©|\(c\)|by\s))"
)
ANALYSIS_OF_SITE = re.compile(r"(?i)\S{2,40}\.(?:com|org|net|ai|io|news|info)\sanalysis$")
READING_TIME = re.compile(r"(?i)\d{1,2}[ -]min(?:ute)?s?\sread$")
VOTE = re.compile(r"(?i)(?:\d(?:\.\d)?\s?/\s?5\s?\(\d{1,4}\)|not rated yet\b)")
SITE = re.compile(r"[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}$")
PICTURE_CREDIT = re.compile(r"©\s?[^\W\d]")
IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\(|<figcaption|<img\s|\[image\]|\[photo\]", re.I)


@dataclass(frozen=True, slots=True)
class Cues:
    """The lexicon, in the shapes in which it is asked."""

    headings: dict[str, Sign]
    end_marks: frozenset[str]
    openings: tuple[tuple[Sign, tuple[str, ...]], ...]
    every_opening: tuple[str, ...]
    directions: tuple[str, ...]
    pointers: tuple[str, ...]
    notices: tuple[str, ...]
    asks: tuple[str, ...]
    offers: tuple[str, ...]
    mastheads: frozenset[str]
    caption_openings: tuple[str, ...]
    caption_words: tuple[str, ...]


@cache
def cues() -> Cues:
    """Read once from the lexicon."""
    said = tomllib.loads((files("spacecoop") / "lexicon" / "boilerplate.toml").read_text(encoding="utf-8"))
    headings: dict[str, Sign] = dict.fromkeys(said["headings"]["menu"], "line")
    classes: tuple[Sign, ...] = ("related", "comments", "machine", "contact")
    for sign in classes:
        headings.update(dict.fromkeys(said["headings"][sign], sign))
    opened: tuple[Sign, ...] = ("line", *classes, "credit")
    openings: tuple[tuple[Sign, tuple[str, ...]], ...] = tuple((sign, tuple(said["openings"][sign])) for sign in opened)
    return Cues(
        headings=headings,
        end_marks=frozenset(said["headings"]["end"]),
        openings=openings,
        every_opening=tuple(opening for _, listed in openings for opening in listed),
        directions=tuple(said["directions"]["openings"]),
        pointers=tuple(said["directions"]["pointers"]),
        notices=tuple(said["notices"]["words"]),
        asks=tuple(said["notices"]["asks"]),
        offers=tuple(said["notices"]["offers"]),
        mastheads=frozenset(said["mastheads"]["words"]),
        caption_openings=tuple(said["captions"]["openings"]),
        caption_words=tuple(said["captions"]["words"]),
    )


class Signs:
    """Reads the cues of one text's lines; words that the whole text lacks are looked for once."""

    def __init__(self, text: str) -> None:
        self._cues = cues()
        lowered = text.lower()
        self._notices = tuple(word for word in self._cues.notices if word in lowered)
        self._captions = tuple(word for word in self._cues.caption_words if word in lowered)

    def of(self, line: str) -> Sign | None:
        """What the line shows; null for one that shows nothing, as the article's own lines do."""
        if len(line) <= LONGEST_HEADING:
            sign = self._of_heading(line)
            if sign is not None:
                return sign
        if len(line) <= LONGEST_CUE:
            sign = self._of_opening(line)
            if sign is not None:
                return sign
        if COPYRIGHT.match(line):
            return "related"
        return "line" if self.is_notice(line) else None

    def is_notice(self, line: str) -> bool:
        """Whether the line holds the words of a notice, however long it is."""
        return bool(self._notices) and _holds(line.lower(), self._notices)

    def is_caption(self, line: str) -> bool:
        """Whether the line is a picture's: by its first words, or a credit in it."""
        if len(line) > LONGEST_CUE:
            return False
        if IMAGE.match(line) or (len(line) <= LONGEST_HEADING and PICTURE_CREDIT.match(line)):
            return True
        low = line.lstrip(DECORATION).lower()
        return low.startswith(self._cues.caption_openings) or (bool(self._captions) and _holds(low, self._captions))

    def is_menu(self, line: str, *, is_on_top: bool) -> bool:
        """Whether the line is a row of buttons; on top of a page the names of its sections are enough."""
        if len(line) > LONGEST_OFFER:
            return False
        items = [item.strip() for item in MENU_SPLIT.split(line)]
        if len(items) < 2 or any(len(item) > 30 or item[-1:] in ".!?" for item in items):
            return False
        buttons = sum(self._bare(item) in self._cues.headings for item in items)
        return buttons == len(items) or (len(items) > 2 and (is_on_top or buttons > 0))

    def is_masthead(self, line: str) -> bool:
        """Whether the line could be a publication's name."""
        words = line.strip(DECORATION).split()
        return 0 < len(words) <= 6 and (words[-1].lower() in self._cues.mastheads or SITE.match(words[-1]) is not None)

    def _of_heading(self, line: str) -> Sign | None:
        if line in self._cues.end_marks:
            return "end"
        sign = self._cues.headings.get(line.strip(DECORATION + "])").lower()) or self._cues.headings.get(
            self._bare(line)
        )
        if sign is not None:
            return sign
        if any(shape.match(line) for shape in (URL_LINE, EMAIL_LINE, SHORTCODE, READING_TIME)):
            return "line"
        if ANALYSIS_OF_SITE.match(line):
            return "machine"
        if VOTE.match(line):
            return "comments"
        return "line" if self.is_menu(line, is_on_top=False) else None

    def _bare(self, line: str) -> str:
        return COUNT.sub("", line).strip(DECORATION + "])").lower()

    def _of_opening(self, line: str) -> Sign | None:
        low = line.lstrip(DECORATION).lower()
        if low.startswith(self._cues.every_opening):
            return next(sign for sign, listed in self._cues.openings if low.startswith(listed))
        if low.startswith(self._cues.directions) and _holds(low, self._cues.pointers):
            return "related" if low.endswith(":") else "line"
        if len(low) <= LONGEST_OFFER and low.startswith(self._cues.asks) and _holds(low, self._cues.offers):
            return "line"
        return None


def is_link(line: str) -> bool:
    """Whether the line is a link, an address or a number to ring, and nothing else."""
    return len(line) <= LONGEST_CUE and any(
        shape.match(line) for shape in (LINK_LINE, URL_LINE, EMAIL_LINE, PHONE_LINE, SHORTCODE, RULE)
    )


def is_link_label(line: str) -> bool:
    """Whether the line is a reference-style link of Markdown, whose address stands elsewhere."""
    return len(line) <= LONGEST_CUE and LABEL_OF_LINK.match(line) is not None


def _holds(low: str, words: Sequence[str]) -> bool:
    return any(word in low for word in words)
