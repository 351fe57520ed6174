"""Whether a bare four-digit figure is a year: the words right beside it decide, and for older centuries the text.

Every other veto stands in ``vetoes``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacecoop.find.dates.scan import Candidate
from spacecoop.find.dates.words import LETTER, Words

MODERN = range(1900, 2061)
OLDER = range(1400, 1900)
OLDEST = 1100
# An older figure is a year when one this near is surely one.
YEARS_NEAR = 25
LIFE = re.compile(r"[-–]\d{4}\)")
# Words that a number follows even where they open a sentence.
NUMBERED = frozenset("Flight Route Room Highway Section Article Page Channel Model Regiment Squadron Asteroid".split())
OLD_YEAR = "a number, or a year of which nothing else speaks"

# Words after which a four-digit figure of any century is a year.
PLAIN_LEADS = frozenset("in by since until till from during before after through throughout of early late mid".split())
# Words that may stand right before a year without making it part of a name.
LEADS = PLAIN_LEADS | frozenset(
    "to between and or for circa about around the a an this that on as at than with into toward towards its their his her our "
    "your approximately ca c over back prior beyond when where while because if but is was were spring summer autumn fall winter "
    "year calendar fiscal post pre both either per off under against christmas easter olympics".split()
)
COUNTING_LEADS = frozenset("about around approximately circa".split())
_COUNTED = (
    "people persons men women children soldiers troops students participants delegates attendees visitors members employees "
    "workers jobs units copies points seats votes shares homes houses cases deaths dead prisoners aircraft tanks ships planes others times"
)
_MEASURES = (
    "percent km mm cm mph feet ft kg miles? kilomet\\w+ met(?:er|re)s? grams? pounds? tons? tonnes? lbs? bytes? [kmg]?hz watts? volts? "
    "euros? dollars? yen yuan r(?:o?u)bles? rupees francs? marks?"
)
COUNTED_AFTER = re.compile(
    r"[ -]?(?:[%°]|per cent\b|or more\b|(?:" + "|".join((*_COUNTED.split(), *_MEASURES.split())) + r")\b)",
    re.IGNORECASE,
)
# A figure goes on, unless a dash and another year follow: 2013-2022.
JOINED_AFTER = re.compile(r"(?![-–](?:19|20)\d\d(?![-–/.]?\w))[-–]?[a-z]?\d|:\d|\.\d|[A-Za-z]|-[a-z]+-")
DESIGNATION_AFTER = re.compile(r"\s[A-Z]{1,2}\d")
PLURAL_AFTER = re.compile(r"\s+[a-z]+s\b")
MONEY_BEFORE = re.compile(r"(?:[$€£¥₹#№+=]|\b(?:US|Rs|[Nn]os?|USD|EUR|GBP|CNY|RMB)\.?)\s?-?$")
ACT_BEFORE = re.compile(r"\b\d+ of $")
WORD_BEFORE = re.compile(r"([\w.’'&]+)([ \t\n]*|[-–—/]|, ?|\()$")


def bare_year(candidate: Candidate, text: str, words: Words) -> str | None:
    """Why the figure is no year, ``OLD_YEAR`` where the rest of the text must tell; None when it is one."""
    figure = words.tokens[candidate.last_end - 1]
    year, start = int(figure.text[:4]), figure.start
    before, after = text[max(0, start - 30) : start], text[candidate.end : candidate.end + 20]
    if MONEY_BEFORE.search(before):
        return "a price or a number"
    if COUNTED_AFTER.match(after) or JOINED_AFTER.match(after):
        return "a count or measure"
    if DESIGNATION_AFTER.match(after):
        return "a designation"
    if ACT_BEFORE.search(before):
        return "the number of an act"
    lead = WORD_BEFORE.search(before)
    word, gap = (lead[1], lead[2]) if lead else ("", "")
    is_led = word.lower() in LEADS and not gap.strip() and (len(word) < 2 or not word.isupper())
    if before.endswith("(") and LIFE.match(after):
        return None
    if year not in MODERN:
        is_year = is_led and word.lower() in PLAIN_LEADS and year >= OLDEST and not PLURAL_AFTER.match(after)
        return None if is_year else OLD_YEAR if year in OLDER else "a number"
    if year % 50 == 0 and PLURAL_AFTER.match(after) and (not is_led or word.lower() in COUNTING_LEADS):
        return "a count or measure"
    return "part of a name" if _is_named(text, start, word, gap, is_led) else None


def _is_named(text: str, start: int, word: str, gap: str, is_led: bool) -> bool:
    """IAC 2014, Horizon 2020, Soyuz-2010; but not a word that is capital because it opens its sentence."""
    if gap == " " and not is_led and word[:1].isupper():
        return word.isupper() or word in NUMBERED or not _starts_sentence(text, start - 1 - len(word))
    return gap in ("-", "–", "/") and bool(word) and not word[-1].isdigit() and word.lower() not in LEADS


def _starts_sentence(text: str, position: int) -> bool:
    before = text[max(0, position - 3) : max(0, position)].rstrip(" ")
    return not before or before[-1] in '.!?\n"”'


def told_years(
    old: Sequence[Candidate], kept: Sequence[Candidate], words: Words
) -> tuple[list[Candidate], list[Candidate]]:
    """Bare figures of older centuries: those near a year that the text surely names, and the others."""
    if not old:
        return [], []
    mark = LETTER["year"]
    sure = {int(words.tokens[i].text[:4]) for c in kept for i in range(c.first, c.last_end) if words.codes[i] == mark}
    near = {year + n for year in sure for n in range(-YEARS_NEAR, YEARS_NEAR + 1)}
    told: list[Candidate] = []
    untold: list[Candidate] = []
    for candidate in old:
        is_told = int(words.tokens[candidate.last_end - 1].text[:4]) in near
        (told if is_told else untold).append(candidate)
    return told, untold
