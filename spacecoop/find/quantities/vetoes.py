"""What looks like a quantity and is none: dates, names with numbers, versions, scores, document numbers, addresses.

Each veto gives its reason in words; ``None`` lets the number pass.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from spacecoop.find.quantities.numerals import Numeral
from spacecoop.find.quantities.phrase import Word, window_before
from spacecoop.find.quantities.things import class_of
from spacecoop.find.quantities.words import word_set

LABELLED = "number of a name"
LAST_WORD = re.compile(r"([^\W\d_][\w'’.&]*)(?:[ \u00a0]|, )$")
HYPHENED_NAME = re.compile(r"([^\W_][\w'’]*)[-‑]$")
CLOCK_AFTER = re.compile(r":\d|[ \u00a0]?(?:[ap]\.?m\b\.?|o['’]clock|GMT|UTC|hrs?\b(?! ))", re.IGNORECASE)
COORDINATE = re.compile(r"[ \u00a0]?°?[ \u00a0]?(?:[NSEW]|north|south|east|west)(?!\w)(?!-)")
ADDRESS = re.compile(r"[ ](?:[A-Z][\w'’]+[ ]){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Lane|Drive|Square)\b")
CITATION = re.compile(r"[ ](?:[A-Z]\.){2,}[A-Z]?[ ]?§?[ ]?\d")
LISTED = re.compile(r"[.)](?:[ \t]|$)")
CONTACT = re.compile(r"(?:postcode|zip code|phone|tel|telephone|fax|isbn|issn|doi)[\s:.]{0,3}(?:is|are|no|number)?[\s:.]{0,3}[+(]?$", re.IGNORECASE)
OTHER_NUMBER_BEFORE = re.compile(r"\d[ \u00a0]$")
OTHER_NUMBER_AFTER = re.compile(r"[ \u00a0](?:\d{3,4}(?!\d|,\d|\.\d| ?[%a-zA-Z$]))")
MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
MONTH_BEFORE = re.compile(rf"(?:{MONTHS})\.?,? $", re.IGNORECASE)
MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?[ ](?:of )?(?:{MONTHS})\b", re.IGNORECASE)
YEAR_SIGNALS = frozenset("in since until till by of from during before after for between to and through".split())
EARLIEST_YEAR, LATEST_YEAR = 1500, 2100
AGED = re.compile(r"(?<!\w)(aged?|ages|(?<=the )age) (?:of )?$", re.IGNORECASE)
ATTRIBUTE = re.compile(r"(?<!\w)(?:an?|the|its|this) $", re.IGNORECASE)
ORDINAL_SUFFIX = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
CHAIN = re.compile(r"[ ]?[-‑][ ]?\d")
DOTTED = re.compile(r"(?:[A-Z]\.){2,}$")


class Masks:
    """Spans that hold no quantity, whatever they look like; asked by offset."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        merged: list[tuple[int, int, str]] = []
        for start, end, reason in sorted(spans):
            if merged and start < merged[-1][1]:
                if end > merged[-1][1]:
                    merged[-1] = (merged[-1][0], end, merged[-1][2])
                continue
            merged.append((start, end, reason))
        self._spans = merged
        self._starts = [m[0] for m in merged]

    def reason(self, start: int, end: int) -> str | None:
        """Why ``[start, end)`` is masked, if it lies in a masked span with at least its first character."""
        i = bisect_right(self._starts, start) - 1
        if i >= 0 and start < self._spans[i][1]:
            return self._spans[i][2]
        return None


def before_reading(text: str, numeral: Numeral, has_sign: bool) -> str | None:
    """Vetoes that need no more than the characters beside the figures."""
    start, end = numeral.start, numeral.end
    previous = text[start - 1] if start else " "
    if has_sign or numeral.form == "words":
        return _word_before(text, start, previous) if not has_sign else None
    if previous.isalnum() or previous in "_#@":
        return "part of a code"
    if previous in "/:." and start > 1 and text[start - 2].isalnum() and text[start] != ".":
        return "part of a date, time, score or document number"
    if previous in "-‑" and start > 1 and (text[start - 2].isalnum() or text[start - 2] in "'’"):
        name = HYPHENED_NAME.search(text, max(0, start - 24), start)
        if name and name.group(1).lower() not in word_set("hyphen_before") and not name.group(1)[-1].isdigit():
            return LABELLED
    if previous == "+" or CONTACT.search(text, max(0, start - 24), start):
        return "telephone or other contact number"
    return _by_what_follows(text, start, end)


def _word_before(text: str, start: int, previous: str) -> str | None:
    if previous.isalnum():
        return "part of a word"
    if previous in "-‑":
        name = HYPHENED_NAME.search(text, max(0, start - 24), start)
        if name and name.group(1).lower() not in word_set("hyphen_before"):
            return "part of a compound word"
    return None


def _by_what_follows(text: str, start: int, end: int) -> str | None:
    following = text[end] if end < len(text) else " "
    if following in ":/" and text[end + 1 : end + 2].isalnum():
        return "part of a date, time, score or document number"
    if following in " ap:oGUh\u00a0" and CLOCK_AFTER.match(text, end):
        return "time of day"
    if following in ".)" and LISTED.match(text, end) and (start == 0 or text[start - 1] in "\n("):
        return "number of a list"
    if following in " °NSEW" and "." in text[start:end] and COORDINATE.match(text, end):
        return "coordinate"
    if following == " ":
        if CITATION.match(text, end):
            return "citation"
        if ADDRESS.match(text, end):
            return "address"
    if MONTH_BEFORE.search(text, max(0, start - 12), start) and float_or_zero(text[start:end]) <= 31:
        return "day of a date"
    if following in " snrt" and MONTH_AFTER.match(text, end) and float_or_zero(text[start:end]) <= 31:
        return "day of a date"
    if following in "snrt" and ORDINAL_SUFFIX.match(text, end):
        return "ordinal"
    return None


def is_chained(text: str, numeral: Numeral) -> bool:
    """Whether a hyphen ties the figures to other figures: a range, or else a score, a code, a telephone number."""
    if numeral.form == "words":
        return False
    start, end = numeral.start, numeral.end
    before = text[max(0, start - 3) : start].replace(" ", "")
    return (before[-1:] in ("-", "‑") and before[-2:-1].isdigit()) or bool(CHAIN.match(text, end))


def capitalised(text: str, numeral: Numeral, head: str) -> str | None:
    """A name of a number word and a noun inside a sentence: "the Three Gorges"."""
    if numeral.form == "figures" or not text[numeral.start].isupper() or not head[0].isupper():
        return None
    last = LAST_WORD.search(text, max(0, numeral.start - 24), numeral.start)
    return LABELLED if last and last.group(1)[0].islower() else None


def is_decade_or_name(text: str, numeral: Numeral) -> bool:
    """"1990s", "90s" and "Channel 5s" have no seconds."""
    digits = text[numeral.start : numeral.end]
    return (digits.isdecimal() and digits[-1] == "0") or named(text, numeral, False) is not None


def is_some_day(text: str, numeral: Numeral) -> bool:
    """Whether "one day" is no length of time: "if one day an agency saves Earth"."""
    last = LAST_WORD.search(text, max(0, numeral.start - 24), numeral.start)
    return numeral.form == "words" and (last is None or last.group(1).lower() not in word_set("length_before"))


def float_or_zero(digits: str) -> float:
    """The value of plain digits, else nought."""
    return float(digits) if digits.isdecimal() and len(digits) < 9 else 0.0


def bare(text: str, numeral: Numeral, words: list[Word]) -> str | None:
    """Vetoes of a number that has no unit, no currency and counts nothing that could be read."""
    start, end = numeral.start, numeral.end
    if numeral.form == "words":
        return _bare_word(text, numeral)
    following = text[end : end + 2]
    if following[:1].isalpha() or (following[:1] in ("-", "‑") and following[1:].isalpha()):
        return "part of a code"
    if OTHER_NUMBER_BEFORE.search(text, max(0, start - 2), start) or OTHER_NUMBER_AFTER.match(text, end):
        return "figures in a row"
    return named(text, numeral, False) or year(text, numeral, words)


def _bare_word(text: str, numeral: Numeral) -> str | None:
    last = LAST_WORD.search(text, max(0, numeral.start - 24), numeral.start)
    if last and (last.group(1).lower() in word_set("label") or (last.group(1)[0].isupper() and text[last.end(1)] != ",")):
        return LABELLED
    return None


def named(text: str, numeral: Numeral, counts: bool) -> str | None:
    """A number that a word before it takes as a label: "Apollo 11", "Article 9", "room 204", "satellites 5 and 6"."""
    start, end = numeral.start, numeral.end
    digits = text[start:end]
    if numeral.form == "figures" and not digits.replace(".", "").isdecimal():
        return None
    last = LAST_WORD.search(text, max(0, start - 32), start)
    if last is None:
        return None
    word = last.group(1)
    lower = word.lower().rstrip(".")
    if text[start - 2] == ",":
        return None
    if lower in word_set("label") and (not counts or word[0].isupper()):
        return LABELLED
    if counts:
        return LABELLED if lower in word_set("numbered_name") or DOTTED.fullmatch(word) else None
    if any(c.isupper() for c in word) and len(digits) <= 5 and lower not in word_set("noun_phrase_end"):
        return LABELLED
    if digits.isdecimal() and len(digits) <= 2 and class_of(lower) in ("mission", "document", "event"):
        return LABELLED
    return None


def year(text: str, numeral: Numeral, words: list[Word]) -> str | None:
    """Four figures that read as a year: "1500" after "since" or "in", "2014" anywhere."""
    digits = text[numeral.start : numeral.end]
    if len(digits) != 4 or not digits.isdecimal() or not EARLIEST_YEAR <= int(digits) <= LATEST_YEAR:
        return None
    if 1900 <= int(digits) <= 2060:
        return "year"
    last = window_before(text, numeral.start, 12).split()
    return "year" if last and last[-1].lower() in YEAR_SIGNALS and not words[1:] else None
