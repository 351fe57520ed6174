"""Numerals: figures, number words and both, read to a value, a mantissa and a scale.

What a number bounds, counts or costs is not decided here; ``figures`` reads runs of digits, ``compound`` adds words up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from spacecoop.find.quantities import bounds, compound, letters
from spacecoop.find.quantities.figures import FIGURES, read_cents, read_exponent, read_figures, read_more_figures
from spacecoop.find.quantities.phrase import GAP
from spacecoop.find.quantities.words import alternation, number_words
from spacecoop.frozen import frozen

LEFT_WINDOW = 16
ROW = 14
NEGATIVE = ("minus", "ative")
# "5 mio. francs": the stop of an abbreviation, not of the sentence
SCALE_STOP = re.compile(r"(?<=[a-z]{2})\. (?=[a-z])")
# "a score of countries", but not "a score of 20" and "a score of points"
OF_MANY = re.compile(
    r" of (?!(?:points|goals|marks)\b)(?:[a-z-]{1,20} ){0,2}(?:[a-z]{2,20}s|people|women|men|children)\b"
)
GLUED_SCALES = frozenset(("M", "k", "K", "B", "MM", "mil"))

Form = Literal["figures", "words"]


@frozen
class Numeral:
    """A number as written. ``value`` is null for an indefinite one ("tens of thousands"), which has bounds instead.

    ``is_approximate``: "a couple of hundred". ``is_fraction``: "two thirds". ``is_fold``: "sixfold".
    """

    start: int
    end: int
    value: float | None
    mantissa: float | None
    scale_word: str | None
    scale: float | None
    form: Form
    low: float | None = None
    high: float | None = None
    is_approximate: bool = False
    is_fraction: bool = False
    is_fold: bool = False


@frozen
class _Patterns:
    opening: re.Pattern[str]
    scan: re.Pattern[str]
    scale_ahead: re.Pattern[str]
    short_scale: re.Pattern[str]
    before_scale: re.Pattern[str]
    after_fraction: re.Pattern[str]
    after_half: re.Pattern[str]
    minus: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = number_words()
    scales = alternation([*words.multiplier, *words.scale_plural])
    signs = "".join(words.fraction_sign)
    beginnings = sorted({word[:3] for word in (*compound.scanned(), *words.fold)})
    initials = "".join(sorted({beginning[0] for beginning in beginnings}))
    return _Patterns(
        opening=re.compile(rf"[\d{signs}{initials}](?<!\w[a-z])(?:(?<![a-z])|[a-z]{{2}}(?<={'|'.join(beginnings)}))"),
        scan=re.compile(
            rf"(?P<row>\d{{1,6}}(?:(?:[ -]|, ?)\d{{1,6}}(?![\d.])){{{ROW},}}|(?:(?:{compound.atoms()})[ -]){{{ROW},}})"
            rf"|{FIGURES}|[{signs}]|(?:{compound.atoms()}|{alternation(words.fold)})(?!\w)"
        ),
        scale_ahead=re.compile(rf"(?:{GAP}{{1,2}}|-|{GAP}-{GAP})(?:and an? (?:half|quarter){GAP})?(?:{scales})(?!\w)"),
        short_scale=re.compile(rf"(?:{GAP}|-)?({alternation(words.abbreviations)})(?!\w)"),
        before_scale=re.compile(r"(?<!\w)(several|a few|few|many|a couple of|a couple|an?)[ \u00a0-]$"),
        after_fraction=re.compile(
            rf"{GAP}(?:of|the|more|less|larger|smaller)(?!\w)|(?:[.,;)]|$)(?!\w)"
            rf"|{GAP}(?:and|or|to){GAP}(?:an?|one|two|three){GAP}(?:{alternation(words.fraction)})(?!\w)"
        ),
        after_half=re.compile(
            rf"{GAP}(?:of|the|its|their|his|her|our|an?|all|as|that|more|less|what|[a-z]+s)(?!\w)|-|{GAP}-{GAP}"
        ),
        minus=re.compile(r"(?:(?:^|(?<!\d)[\s(])([-−])|(?<!\w)(minus|negative)[ -])$"),
    )


def scan(lower: str) -> Iterator[tuple[int, int, bool]]:
    """Where numerals may start in lower-case text, as the span of their first atom; what precedes is not looked at.

    The last of the three tells more numbers in a row than any numeral has: a table, or noise, that is not read one by
    one. Only figures and words with a numeral's first letters are looked at closely: trying the whole pattern at every
    character took a fifth of the finder's time.
    """
    patterns = _patterns()
    match, reach = patterns.scan.match, 0
    for opening in patterns.opening.finditer(lower):
        if opening.start() < reach:
            continue
        found = match(lower, opening.start())
        if found is not None:
            reach = found.end()
            yield found.start(), reach, found.lastgroup == "row"


def numeral_at(text: str, lower: str, start: int, end: int, is_money: bool) -> Numeral | None:
    """The numeral whose first atom is ``[start, end)``; ``is_money`` when a currency sign stands before it.

    Null when the atom is no number here. ``lower`` is ``text`` in lower case, of the same length.
    """
    first = lower[start]
    if first.isdecimal():
        return _figures(text, lower, start, end, is_money)
    if first in number_words().fraction_sign:
        value = number_words().fraction_sign[first]
        return Numeral(start, end, value, value, None, 1.0, "figures", is_fraction=True)
    fold = number_words().fold.get(lower[start:end])
    if fold is not None:
        return Numeral(start, end, fold, fold, None, 1.0, "words", is_fold=True)
    return _words(text, lower, start)


def _figures(text: str, lower: str, start: int, end: int, is_money: bool) -> Numeral | None:
    value = read_figures(text[start:end])
    if value is None:
        return None
    if text[start - 1 : start] == "." and (start < 2 or text[start - 2] in " \n($€£~-−"):
        if not text[start:end].isdecimal():
            return None
        start, value = start - 1, float(f"0.{text[start:end]}")
    minus = _minus(text, lower, start)
    if minus is not None:
        start, value = minus, -value
    after = lower[end : end + 1]
    if after == "." and is_money:
        value, end = read_cents(text, end, value)
    elif after and not after.isalpha():
        more = read_more_figures(text, start, end, abs(value))
        if more is not None:
            value, end, is_fraction = (more[0] if value >= 0 else -more[0]), more[1], more[2]
            if is_fraction:
                return Numeral(start, end, value, value, None, 1.0, "figures", is_fraction=True)
        if _patterns().scale_ahead.match(lower, end):
            return _summed(text, start, compound.add_up(lower, start, (value, end)), "figures")
    if after in ("e", "x", "×", " "):
        power = read_exponent(text, end)
        if power is not None:
            value, end = value * power[0], power[1]
    return _abbreviated(text, start, end, value, is_money)


def _minus(text: str, lower: str, start: int) -> int | None:
    """Where the minus begins that makes figures negative."""
    if not start or not (
        text[start - 1] in "-−" or (text[start - 1] == " " and lower[max(0, start - 6) : start - 1].endswith(NEGATIVE))
    ):
        return None
    minus = _patterns().minus.search(lower, max(0, start - 10), start)
    return None if minus is None else minus.start(minus.lastindex or 0)


def _abbreviated(text: str, start: int, end: int, value: float, is_money: bool) -> Numeral | None:
    """Figures with the letters of a scale after them; ambiguous letters need a currency, or to touch the figures."""
    short = _patterns().short_scale.match(text, end)
    if short:
        word = short.group(1)
        is_glued = short.start(1) == end and (word in GLUED_SCALES or (word == "b" and "." in text[start:end]))
        is_clear = is_glued or word not in number_words().strict_abbreviations
        is_tied = text[end] == "-"  # "a Rs 10,000-cr fund", but a 30-m boom is one of metres
        is_scale = is_money or (is_clear and word != "m")
        if is_scale or (not is_tied and letters.is_scale(text, start, word, short.end())):
            scale = number_words().abbreviations[word]
            end = short.end() + (1 if SCALE_STOP.match(text, short.end()) else 0)
            return Numeral(start, end, compound.product(value, scale), value, word, scale, "figures")
    return Numeral(start, end, value, value, None, 1.0, "figures")


def _words(text: str, lower: str, start: int) -> Numeral | None:
    total = compound.add_up(lower, start, None)
    if total is None:
        return None
    said, left = None, start
    if total.first_kind in ("scale", "fraction", "group"):
        before = _patterns().before_scale.search(lower, max(0, start - LEFT_WINDOW), start)
        if before:
            said, left = before.group(1), before.start()
    if lower[start : total.end] == "score" and (said is None or OF_MANY.match(lower, total.end) is None):
        return None
    if total.first_kind == "scale":
        return _bare_scale(text, start, total, said, left)
    if total.first_kind == "group" and said is None:
        return None
    if lower[start : total.end] == "scores" and not lower.startswith(" of ", total.end):
        return None
    if total.is_fraction and lower[start : total.end].isalpha() and not _is_share(lower, start, total, said):
        return None
    if lower[max(0, start - 6) : start - 1].endswith(NEGATIVE) and not total.is_fraction:
        minus = _patterns().minus.search(lower, max(0, start - 10), start)
        if minus and minus.group(2) and total.value is not None:
            return Numeral(minus.start(2), total.end, -total.value, -total.value, None, 1.0, "words")
    return _summed(text, left if said in ("a", "an") else start, total, "words")


def _is_share(lower: str, start: int, total: compound.Total, said: str | None) -> bool:
    """Whether one fraction word is a number: "a third of", "half the", "one fifth", but not "the third quarter"."""
    if total.value == 0.5:
        return bool(_patterns().after_half.match(lower, total.end)) or bounds.before(lower, start) is not None
    return said is not None and bool(_patterns().after_fraction.match(lower, total.end))


def _bare_scale(text: str, start: int, total: compound.Total, said: str | None, left: int) -> Numeral | None:
    """As in "a million", "several hundred", "a couple of hundred"; "thousand" with nothing before it is no number."""
    if said is None:
        return None
    if said in ("a", "an"):
        return _summed(text, left, total, "words")
    word = text[start : total.end]
    if said.startswith("a couple") and total.value is not None:
        return Numeral(left, total.end, 2 * total.value, 2.0, word, total.value, "words", is_approximate=True)
    return Numeral(left, total.end, None, None, word, total.value, "words")


def _summed(text: str, start: int, total: compound.Total | None, form: Form) -> Numeral | None:
    if total is None:
        return None
    word = text[total.scale_start : total.end] if total.scale_start is not None else None
    return Numeral(
        start, total.end, total.value, total.mantissa, word, total.scale, form, total.low, total.high,
        total.first_kind == "group", total.is_fraction,
    )  # fmt: skip
