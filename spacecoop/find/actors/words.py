"""Capitalised words of a text, with where they stand: at a sentence's start, in a headline, after which gap.

Only what letters and punctuation show is decided here; which words make a name together is the business of ``runs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacecoop.frozen import frozen

UPPER = "".join(c for c in map(chr, range(0x41, 0x2000)) if c.isupper())
APOSTROPHE = "’'‘ʼ"
_INNER = rf"(?:[{APOSTROPHE}](?![sS]\b)\w+)*"
_HYPHENS = "-‐‑–"
_LOW_PART = r"(?:au|aux|de|du|la|le|les|sur|en|upon|on|el|al|ul|ur|e|i|a|in|of|the|to)"
_NO_SYLLABLE = r"(?:led|made|run|era|see|bound|like|man|men|car|pro|led|sea|size|to|in|on|at|by|do|go|a|i|hit|ran|won|han|per|pan|cum|gun|win|he|we|me|be|no|non|so|or)\b"
_SYLLABLE = r"(?:ch|sh|zh|ts|kw|gw|ng|hs|hw|[bcdfghjklmnpqrstwxyz])?(?:y?[aeiou]{1,3}(?:n|ng|k|p|t|h|m|w|l|b)?|une)"
_LOW_FIRST = r"(?:al|el|an|as|ad|ar|at|ash|ul|bin|abu)"
# What the alternatives below begin with, looked at first, since most characters begin none.
_FIRST = rf"(?=[{UPPER}abdeilu])"
CAPITALISED = re.compile(
    rf"{_FIRST}(?:(?<![\w@#/.])|(?<=[a-zA-Z]/)(?=[{UPPER}][a-z]+ [{UPPER}]))(?:"  # a credit: "NASA/Ana Lima"
    rf"(?:[{UPPER}]\.){{2,6}}(?:[{UPPER}]\b(?!\w))?"  # U.S., J.R.R., P.R.C
    rf"|G ?(?:7|8|20|77)\b"
    rf"|U\. [NSK]\.(?: A\.)?"
    rf"|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|St|Ste|Sen|Rep|Gov|Adm|Amb|Engr?|Maj|Rev|Hon|Brig|Jr|Sr|Mt|Ft|Inc|Ltd|Co|Corp|No|Fr)\."
    rf"|[{UPPER}]\.[{_HYPHENS}][{UPPER}]\.(?= ?[{UPPER}])"  # J.-P. Martin
    rf"|S\.(?:p\.A|r\.l)\."  # Tarn S.p.A.
    rf"|[{UPPER}]\.(?=[ -]?[{UPPER}])"  # J. Smith
    rf"|{_LOW_FIRST}[{_HYPHENS}{APOSTROPHE}][{UPPER}]\w+{_INNER}"  # al-Shabaab
    rf"|[dl][{APOSTROPHE}][{UPPER}]\w+"  # d'Ivoire
    rf"|[ie][{UPPER}]\w+"  # iPhone, eBay
    rf"|[{UPPER}]\w*{_INNER}"
    rf")(?:[{_HYPHENS}](?:{_LOW_PART}[{_HYPHENS}])?(?:[{UPPER}]\w*{_INNER}|\d{{1,4}}[{UPPER}]?\b|(?:ul|ud|al|el)\b))*"
    rf"(?:(?:[{_HYPHENS}]| - )(?!{_NO_SYLLABLE}){_SYLLABLE}\b(?![{_HYPHENS}]| - )|-a\b(?!-))?"  # Ki-moon, Lap-yip, Jung-a
    rf"(?:[&+](?:[{UPPER}]\w*)?)?"  # AT&T, M&S
)
STOPS = frozenset(".!?…\n:;•*|>—")
OPENERS = frozenset("\"'“”‘’«„([")
ENDS_NO_SENTENCE = frozenset(
    "mr mrs ms dr prof eng engr amb gen col lt capt sgt st sen rep gov adm maj rev hon brig jr sr mt ft vs no u.s u.k u.n p d.c a.m p.m".split()
)
_BEFORE = re.compile(r"([\w.]{1,12})$")


@frozen
class Word:
    """One capitalised word; ``gap`` is the text since the previous one (in the same zone), however long."""

    start: int
    end: int
    text: str
    gap: str
    is_first: bool


def last_part(word: Word) -> str:
    """The last word in lower case; a listed name of several words counts as one."""
    return word.text.rsplit(" ", 1)[-1].lower()


def capitalised(text: str, start: int, end: int) -> Iterator[Word]:
    """Every capitalised word of ``text[start:end]`` in reading order."""
    before = start
    for found in CAPITALISED.finditer(text, start, end):
        at, end = found.span()
        gap = text[before:at]
        is_inside = gap == " " and before > start and text[before - 1].isalnum()  # as most are, told without a call
        yield Word(at, end, found[0], gap, not is_inside and starts_sentence(text, at, start))
        before = end


def starts_sentence(text: str, at: int, floor: int) -> bool:
    """Whether only opening marks and space lie between ``at`` and a sentence's end, a line break or ``floor``."""
    i = at - 1
    while i >= floor and (text[i] in OPENERS or text[i] == " " or text[i] == "\t"):
        i -= 1
    if i < floor:
        return True
    mark = text[i]
    if mark not in STOPS:
        return mark in "”\"'’)" and i > floor and text[i - 1] in ".!?"
    if mark == ".":
        word = _BEFORE.search(text, max(floor, i - 14), i)
        if word is not None:
            said = word.group(1)
            return not (said.lower() in ENDS_NO_SENTENCE or (len(said) == 1 and said.isupper()))
    return True
