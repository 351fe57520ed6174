"""The shapes of date lines and bylines: a lone date, a byline, "SHANGHAI, May 23 (Xinhua) --" before the first words.

Only shapes are told here; which day is meant is read in ``find.dates``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

LONGEST_LINE = 160
DIGIT = re.compile(r"\d")
# A weekday and a month, with their marks, stand before the first digit of a day: "Wednesday, September. 3".
LONGEST_BEFORE_DIGIT = 24
# A place and a date stand before the dash of a date line within so many characters.
LONGEST_HEAD = 140
BY = re.compile(r"(?:By|by|BY|Written by|WRITTEN BY|Author:|Text:|Story by|From our)\s")
STAFF = re.compile(
    r"(?i)(?:by\s|our\s|by our\s|staff\s){1,2}(?:staff|science|space|special|foreign|news|own)?\s?"
    r"(?:writers?|correspondents?|reporters?)(?:,?\s(?:in\s)?[\w.'’-]{2,20}){0,3}"
)
NAME_ALONE = re.compile(
    r"(?:[A-Z][\w'’-]{1,20}\.?|[A-Z]\.)(?:\s(?:de |van |von |der |del |al-)?[A-Z][\w.'’-]{0,20}){1,3}$"
)
AGENCY = re.compile(r"\(\s?[A-Z][\w/&. -]{1,30}\)|/\s?[A-Z][\w&. -]{1,30}\s?/|\[[A-Z][\w/&. -]{1,30}\]")
DASH = re.compile(r"\s?(?:--+|—|–|_)\s?|\s[-:]\s?|-\s")
# "Santiago, 22 November 2022. The ..."
STOP = re.compile(r"\.\s+(?=[A-Z\"“‘'/(])")
WORD = re.compile(r"[^\W\d_][\w.'’-]{0,30}$")
MOST_NAMES = 10
MOST_PLACE_WORDS = 12
MOST_CAPITALS = 6
SMALL_WORDS = frozenset("and al da de del der di do el es for in la le los of on sur the upon van von y".split())
NO_PLACE = frozenset("after at before by during from in on since until when".split())
ROW = re.compile(r"\s?[|·•]\s?")
LONGEST_ITEM = 50
LABEL = r"(?:published|posted|updated|issued|released|date|released on|first published|for immediate release)"
CLOCK = r"\d{1,2}(?:[:.]\d{2}){0,2}\s?(?:[ap]\.?m\.?|hrs?|h|UTC|GMT)?(?:\s?\(?[A-Z]{2,4}\)?(?:[+-]\d{1,2})?)?"
PRINTED = re.compile(
    r"(?i)\W{0,3}(?:printed|print date|page printed|accessed|retrieved|downloaded|captured|saved|archived|snapshot|today is|today:)\b"
)


class Shapes(NamedTuple):
    """Patterns made of the lexicon's names of months and weekdays."""

    day: re.Pattern[str]
    full_day: re.Pattern[str]
    lone: re.Pattern[str]
    wires: frozenset[str]


@cache
def shapes() -> Shapes:
    """Read once; every part is bounded, so that each is linear."""
    lexicon = files("spacecoop") / "lexicon"
    words = tomllib.loads((lexicon / "dates.toml").read_text(encoding="utf-8"))
    wires = frozenset(tomllib.loads((lexicon / "boilerplate.toml").read_text(encoding="utf-8"))["wires"]["names"])
    months = "|".join(sorted({*words["month"], *words["month_short"], "Sept"}, key=lambda name: (-len(name), name)))
    weekdays = "|".join(sorted({*words["weekday"], *words["weekday_short"]}, key=lambda name: (-len(name), name)))
    month = rf"(?:(?i:{months})\b\.?)"
    number = r"\d{1,2}(?:st|nd|rd|th)?"
    year = r"(?:\s?,?\s?(?:19|20)\d{2}\b)"
    full = (
        rf"(?:{month}\s{number}{year}|{number}\s(?:of\s)?{month}{year}|"
        rf"(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\b|\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)?\d{{2}}\b)"
    )
    day = rf"(?:{full}|{month}\s{number}\b|{number}\s(?:of\s)?{month})"
    week = rf"(?:(?i:{weekdays})\b\.?,?\s)?"
    lone = (
        rf"[\W_]{{0,4}}(?:(?i:{LABEL})\b\s?(?:on\b)?\s?:?\s?)?{week}{full}"
        rf"(?:\s?(?:,|at|\||·|•|-|–|—|/)?\s?{CLOCK})?[\W_]{{0,4}}$"
    )
    return Shapes(re.compile(week + day), re.compile(week + full), re.compile(lone), wires)


def is_lone_date(line: str) -> bool:
    """Whether the line is a whole date and nothing else but a label and a time of day."""
    return len(line) <= LONGEST_LINE and DIGIT.search(line) is not None and shapes().lone.match(line) is not None


def is_print_date(line: str) -> bool:
    """Whether the line says when the page was printed or saved."""
    return len(line) <= LONGEST_LINE and PRINTED.match(line) is not None and any(map(str.isdigit, line))


def is_byline(line: str) -> bool:
    """Whether the line names its author after "by", with or without a date."""
    if len(line) > LONGEST_LINE:
        return False
    left = AGENCY.sub(" ", _undated(line)).strip(" ,|·•-–—/*_.:")
    by = BY.match(left)
    if by is None:
        return STAFF.fullmatch(left) is not None
    words = re.split(r"[\s,|&/]+", left[by.end() :].strip())
    return len(words) <= MOST_NAMES and words[0][:1].isupper() and all(map(_is_name_word, words))


def is_dated_row(line: str) -> bool:
    """Whether the line is a row of short items, one of them a day: "By Jo Bloggs | Daily Post | Updated: 2018-06-01"."""
    items = ROW.split(line) if len(line) <= LONGEST_LINE else []
    return len(items) > 1 and line[-1] not in ".?!" and max(map(len, items)) <= LONGEST_ITEM and has_full_day(line)


def is_name(line: str) -> bool:
    """Whether the line could be a person's name and nothing else."""
    return len(line) <= 60 and NAME_ALONE.match(line) is not None


def is_place_line(line: str) -> bool:
    """Whether the line is a place with a date or an agency: "Sydney, Australia (SPX) Oct 18, 2023"."""
    return len(line) <= LONGEST_LINE and _is_head(line.strip(" *_-–—"), has_dash=line[-1:] in "-–—_")


def has_full_day(line: str) -> bool:
    """Whether the line holds a day with its year."""
    return DIGIT.search(line) is not None and shapes().full_day.search(line) is not None


def head_end(text: str, start: int, end: int) -> int:
    """Where the date line at the start of a paragraph ends, after its dash; ``start`` when there is none."""
    window = text[start : min(end, start + LONGEST_HEAD)]
    for dash in DASH.finditer(window):
        if _is_head(window[: dash.start()].strip(" *_"), has_dash=True):
            return _after_marks(text, start + dash.end(), end)
    for agency in AGENCY.finditer(window):
        if _is_head(window[: agency.end()].strip(" *_"), has_dash=False):
            return _after_marks(text, start + agency.end(), end)
    stopped = _stopped(window)
    return start if stopped is None else _after_marks(text, start + stopped, end)


def _stopped(window: str) -> int | None:
    """Where a place and a whole day end that a full stop parts from the first sentence; null where there are none."""
    day = shapes().full_day.search(window) if DIGIT.search(window) else None
    if day is None or STOP.match(window, day.end()) is None or not window[: day.start()].rstrip().endswith((",", ".")):
        return None
    return day.end() if _is_head(window[: day.end()].strip(" *_"), has_dash=True) else None


def _after_marks(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " .:-–—_*":
        at += 1
    return at


def _is_head(said: str, *, has_dash: bool) -> bool:
    """A place with a date or a wire agency; before a dash, a place in capitals is enough."""
    undated = _undated(said)
    place = AGENCY.sub(" ", undated)
    words = [word for word in re.split(r"[\s,/|–—-]+", place) if word not in ("", "(", ")", ".", ":")]
    if len(words) > MOST_PLACE_WORDS or not all(map(_is_name_word, words)):
        return False
    if words and words[0].lower() in NO_PLACE:
        return False
    if undated != said or any(map(_is_wire, AGENCY.findall(undated))):
        return True
    return has_dash and 0 < len(words) <= MOST_CAPITALS and len(words[0]) > 2 and words[0].isupper()


def _is_name_word(word: str) -> bool:
    return WORD.match(word) is not None and (word[0].isupper() or word in SMALL_WORDS)


def _is_wire(agency: str) -> bool:
    return agency[0] == "/" or agency.strip("()[] ").lower() in shapes().wires


@lru_cache(maxsize=64)
def _undated(line: str) -> str:
    """The line without its days; kept, since a line is asked about as a byline, as a place and again in what stands on top."""
    digit = DIGIT.search(line)
    if digit is None:
        return line  # as most lines: every day has a digit
    at = max(0, digit.start() - LONGEST_BEFORE_DIGIT)
    return line[:at] + shapes().day.sub(" ", line[at:], count=2)
