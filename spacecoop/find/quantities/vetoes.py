"""What looks like a quantity and is none: dates, names with numbers, versions, scores, document numbers, addresses.

Each veto gives its reason in words; ``None`` lets the number pass.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from spacecoop.find.quantities.bounds import after, is_bounding
from spacecoop.find.quantities.numerals import Numeral
from spacecoop.find.quantities.phrase import Word, window_before
from spacecoop.find.quantities.things import class_of, is_plural, places
from spacecoop.find.quantities.words import number_words, word_set

LABELLED = "number of a name"
HYPHENED_NAME = re.compile(r"([^\W_][\w'’]*)[-‑]$")
OTHER_FIGURES = re.compile(r"\w*\d|\d{1,4}[a-zA-Z]{1,3}")
CLOCK_AFTER = re.compile(r":\d|[ \u00a0]?(?:[ap]\.?m\b\.?|o['’]clock|GMT|UTC|hrs?\b(?! ))", re.IGNORECASE)
COORDINATE = re.compile(r"[ \u00a0]?°?[ \u00a0]?(?:[NSEW]|north|south|east|west)(?!\w)(?!-)")
ADDRESS = re.compile(r"[ ](?:[A-Z][\w'’]+[ ]){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Lane|Drive|Square)\b")
CITATION = re.compile(r"[ ](?:[A-Z]\.){2,}[A-Z]?[ ]?§?[ ]?\d")
LISTED = re.compile(r"[.)](?:[ \t]|$)")
CONTACTS = frozenset("phone tel telephone fax isbn issn doi postcode zip".split())
CONTACT_IS = re.compile(
    r"(?:postcode|zip code|phone|tel|telephone|fax)[\s:.]{0,3}(?:is|are|no|number)[\s:.]{0,3}[+(]?$", re.IGNORECASE
)
OTHER_NUMBER_BEFORE = re.compile(r"\d[ \u00a0]$")
OTHER_NUMBER_AFTER = re.compile(r"[ \u00a0](?:\d{3,4}(?!\d|,\d|\.\d| ?[%a-zA-Z$]))")
IBERIAN_DATE = re.compile(r" de [a-zç]{4,10}\b")
MODEL = re.compile(r"\d{1,3}[A-Z]")
MONTHS = frozenset(
    "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov "
    "november dec december".split()
)
DAYS_AND_MONTHS = MONTHS | frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
WORD_AFTER = re.compile(r"(?:st|nd|rd|th)?[ ](?:of )?([a-z]+)", re.IGNORECASE)
YEAR_SIGNALS = frozenset("in since until till by of from during before after for between to and through".split())
# no year stands after these
AMOUNT_OF = ("average of ", "total of ", "maximum of ", "minimum of ", "fewer than ", "as many as ", "no less than ")
EARLIEST_YEAR, LATEST_YEAR, LAST_DAY = 1500, 2100, 31
EARLIEST_EDITION, LATEST_EDITION = 1950, 2060
EDITION_BEFORE = frozenset("by each every her his in its our since that the their these this those until".split())
MOST_NAME_FIGURES = 5
LEAST_SCALE = 1000
AGED = re.compile(r"(?<!\w)(aged?|ages|turn(?:s|ed|ing)?|as (?:young|old) as) (?:of |between |from )?$", re.IGNORECASE)
AGE_WORDS = frozenset("age aged ages as between from of turn turned turning turns".split())
# "turned 90 degrees" is no birthday, "aged six months" no six years
BIRTHDAY = re.compile(
    r"[,.;:)!?\n]|$| (?:and|as|at|but|by|during|earlier|in|last|later|next|on|or|this|to|today|when|while)\b"
)
NO_YEARS = re.compile(r"[ -](?:months?|weeks?|days?|hours?|minutes?)\b|[ ]?%")
ATTRIBUTING = frozenset("a an its the this".split())
SHARE_AHEAD = re.compile(r"[-–]\d{1,3}(?:\.\d{1,2})? ?(?:%|per ?cent)")
ORDINAL_AFTER = re.compile(r"-((?!second(?!\w))[a-zA-Z]{3,12}(?:st|d|th))(?!\w)")
ORDINAL_SUFFIX = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
CHAIN = re.compile(r"[ ]?[-‑][ ]?\d")
GROUP_OF = re.compile(r"(?:Group|Gang|Committee|Council|Class) of $")
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


def before_reading(text: str, numeral: Numeral, last: str, has_sign: bool) -> str | None:
    """Vetoes that need no more than the characters beside the figures; ``last`` is the word before them."""
    start, end = numeral.start, numeral.end
    previous = text[start - 1] if start else " "
    if has_sign or numeral.form == "words":
        return _beside_words(text, start, end, previous) if not has_sign else None
    if text[start] in "-−" and len(last) > 2 and last.isupper():
        return LABELLED
    if numeral.is_fraction and "/" in text[start:end] and last and (not last.islower() or last in word_set("label")):
        return "document number"
    if previous.isalnum() or previous in "_#@^" or text[end : end + 1] == "^":
        return "part of a code or formula"
    if previous == "−" and start > 1 and text[start - 2].isalnum():
        return "part of a code or formula"
    if previous == "." and text[start - 2 : start] == ".." and text[start - 3 : start - 2] != ".":
        return "no number in these figures"
    if previous in "/:." and start > 1 and text[start - 2].isalnum() and text[start] != ".":
        return "part of a date, time, score or document number"
    if previous in "-‑" and start > 1 and (text[start - 2].isalnum() or text[start - 2] in "'’"):
        name = HYPHENED_NAME.search(text, max(0, start - 24), start)
        if (
            name
            and name.group(1).lower() not in word_set("hyphen_before")
            and not OTHER_FIGURES.fullmatch(name.group(1))
        ):
            return LABELLED
    if previous == "+" or _is_contact(text, start, last):
        return "telephone or other contact number"
    return _by_what_follows(text, start, end, last)


def _is_contact(text: str, start: int, last: str) -> bool:
    lower = last.lower().rstrip(":.")
    return lower in CONTACTS or (
        lower in ("is", "are", "no", "number") and CONTACT_IS.search(text, max(0, start - 24), start) is not None
    )


def _beside_words(text: str, start: int, end: int, previous: str) -> str | None:
    if previous.isalnum():
        return "part of a word"
    ordinal = ORDINAL_AFTER.match(text, end)
    if ordinal is not None and ordinal.group(1).lower() in number_words().ordinal:
        return "ordinal"
    if previous in "-‑":
        name = HYPHENED_NAME.search(text, max(0, start - 24), start)
        if name and name.group(1).lower() not in word_set("hyphen_before"):
            return "part of a compound word"
    return None


def _by_what_follows(text: str, start: int, end: int, last: str) -> str | None:
    following = text[end] if end < len(text) else "\n"
    if following in ":/" and text[end + 1 : end + 2].isalnum():
        return "part of a date, time, score or document number"
    if following in " ap:oGUh\u00a0" and CLOCK_AFTER.match(text, end):
        return "time of day"
    if following in ".)" and LISTED.match(text, end) and (start == 0 or text[start - 1] in "\n("):
        return "number of a list"
    if following in " °NSEW" and "." in text[start:end] and COORDINATE.match(text, end):
        return "coordinate"
    if following == " " and IBERIAN_DATE.match(text, end):
        return "part of a date"
    if following == " " and text[end + 1 : end + 2].isupper():
        if CITATION.match(text, end):
            return "citation"
        if ADDRESS.match(text, end):
            return "address"
    if 0 < plain_value(text, start, end) <= LAST_DAY and _is_day(text, end, following, last):
        return "day of a date"
    return "ordinal" if following in "snrt" and ORDINAL_SUFFIX.match(text, end) else None


def _is_day(text: str, end: int, following: str, last: str) -> bool:
    if last.lower().rstrip(".,") in MONTHS:
        return True
    after = WORD_AFTER.match(text, end) if following in " snrt" else None
    return after is not None and after.group(1).lower() in MONTHS and after.group(1)[0].isupper()


def is_chained(text: str, numeral: Numeral) -> bool:
    """Whether a hyphen ties the figures to other figures: a range, or else a score, a code, a telephone number."""
    if numeral.form == "words":
        return False
    start, end = numeral.start, numeral.end
    before = text[max(0, start - 3) : start].replace(" ", "")
    return (before[-1:] in ("-", "‑") and before[-2:-1].isdigit()) or bool(CHAIN.match(text, end))


def capitalised(text: str, numeral: Numeral, head: str, last: str) -> str | None:
    """A name of a number word and a noun inside a sentence: "the Three Gorges"."""
    if numeral.form == "figures" or not text[numeral.start].isupper() or not head[0].isupper():
        return None
    if not text[numeral.start : numeral.end].isalpha() or class_of(head) in ("country", "member", "person"):
        return None  # "Twenty-two Firms" and "The Fifteen States" are counts
    return LABELLED if last[:1].islower() else None


def is_decade_or_name(text: str, numeral: Numeral, last: str) -> bool:
    """As in "1990s", "90s" and "Channel 5s" have no seconds."""
    digits = text[numeral.start : numeral.end]
    return (digits.isdecimal() and digits[-1] == "0") or named(text, numeral, last, False) is not None


def is_some_day(numeral: Numeral, last: str) -> bool:
    """Whether "one day" is no length of time: "if one day an agency saves Earth"."""
    return numeral.form == "words" and last.lower() not in word_set("length_before")


def plain_value(text: str, start: int, end: int) -> int:
    """The value of a few plain digits, else nought."""
    return int(text[start:end]) if end - start < 5 and text[start:end].isdecimal() else 0


def bare(text: str, numeral: Numeral, words: list[Word], last: str) -> str | None:
    """Vetoes of a number that has no unit, no currency and counts nothing that could be read."""
    start, end = numeral.start, numeral.end
    if numeral.form == "words":
        return _bare_word(text, numeral, last)
    following = text[end : end + 2]
    if last[:1].isupper() and last[-1] not in ",.;:)" and MODEL.fullmatch(text, start, end):
        return LABELLED  # "Saocom 1B"
    if following[:1].isalpha() or (following[:1] in ("-", "‑") and following[1:].isalpha() and not after(text, end)):
        return "part of a code"
    if OTHER_NUMBER_BEFORE.search(text, max(0, start - 2), start) or OTHER_NUMBER_AFTER.match(text, end):
        return "figures in a row"
    if last == "of" and GROUP_OF.search(text, max(0, start - 16), start):
        return LABELLED
    if _is_model(text, numeral, words, last):
        return LABELLED
    return named(text, numeral, last, False) or year(text, numeral, words)


def _is_model(text: str, numeral: Numeral, words: list[Word], last: str) -> bool:
    """Whether plain figures open a name inside a sentence: "its own 787 Dreamliner", but not "rose 20 Friday"."""
    if not words or not last.islower() or plain_value(text, numeral.start, numeral.end) == 0:
        return False
    first = words[0]
    is_name = first.text[0].isupper() and first.text[1:].islower()
    return is_name and first.lower not in DAYS_AND_MONTHS and first.lower not in places()


def _bare_word(text: str, numeral: Numeral, last: str) -> str | None:
    if numeral.scale_word is not None and (numeral.scale or 0) >= LEAST_SCALE:
        return None  # "Argentina half a million"
    is_named = last[:1].isupper() and last[-1] not in ",.;:)" and not is_bounding(last.lower())
    return LABELLED if is_named or last.lower() in word_set("label") else None


def named(text: str, numeral: Numeral, last: str, counts: bool) -> str | None:
    """A number that a word before it takes as a label: "Apollo 11", "Article 9", "room 204", "satellites 5 and 6"."""
    digits = text[numeral.start : numeral.end]
    if not last or last[-1] in ",;:)" or (numeral.form == "figures" and not digits.replace(".", "").isdecimal()):
        return None
    lower = last.lower().rstrip(".")
    if lower in MONTHS and digits.isdecimal():
        return "part of a date"
    if lower in word_set("label") and (not counts or last[0].isupper()):
        return LABELLED
    if counts:
        return LABELLED if lower in word_set("numbered_name") or DOTTED.fullmatch(last) else None
    if not last.islower() and len(digits) <= MOST_NAME_FIGURES and lower not in word_set("noun_phrase_end"):
        return LABELLED
    longest = 2 if is_plural(lower) else 4
    if digits.isdecimal() and len(digits) <= longest and class_of(lower) in ("mission", "document", "event"):
        return None if SHARE_AHEAD.match(text, numeral.end) else LABELLED
    return None


def is_edition(text: str, numeral: Numeral, last: str) -> bool:
    """Whether a year tells which people are meant, or when: "the 2021 participants", "in 2023 delegates met"."""
    value = plain_value(text, numeral.start, numeral.end)
    is_told = last.lower() in EDITION_BEFORE or last.endswith(("'s", "’s"))
    return is_told and EARLIEST_EDITION <= value <= LATEST_EDITION and value % 100 != 0


def year(text: str, numeral: Numeral, words: list[Word]) -> str | None:
    """Four figures that read as a year: "1500" after "since" or "in", "2014" anywhere."""
    digits = text[numeral.start : numeral.end]
    if len(digits) != 4 or not digits.isdecimal() or not EARLIEST_YEAR <= int(digits) <= LATEST_YEAR:
        return None
    if text[max(0, numeral.start - 16) : numeral.start].lower().endswith(AMOUNT_OF):
        return None
    if 1900 <= int(digits) <= 2060:
        return "year"
    last = [word.lower() for word in window_before(text, numeral.start, 24).split()]
    if not last or last[-1] not in YEAR_SIGNALS or words[1:]:
        return None
    return None if last[-1] == "of" and len(last) > 1 and last[-2] in word_set("amount_of") else "year"
