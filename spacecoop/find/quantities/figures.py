"""Figures: what a run of digits and separators is worth, in the ways that news writes them.

Words, scales and units beside the figures are the business of ``numerals`` and ``measures``.
"""

from __future__ import annotations

import re

from spacecoop.find.quantities.words import number_words

FIGURES = r"\d+(?:[.,'’]\d+)*"
PLAIN = re.compile(r"\d{1,18}")
DECIMAL = re.compile(r"\d{1,18}\.\d{1,30}")
GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?|\d{1,2}(?:,\d{2}){1,6},\d{3}(?:\.\d{1,9})?")
APOSTROPHES = re.compile(r"\d{1,3}(?:['’]\d{3}){1,6}(?:[.,]\d{1,2})?")
DECIMAL_COMMA = re.compile(r"\d{1,18},(?:\d{1,2}|\d{4,8})")
CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3}){2,6}(?:,\d{1,2})?|\d{1,3}(?:\.\d{3}){1,6},\d{1,2}")
SPACES = " \u00a0\u202f\u2009"
SPACED = re.compile(rf"(?:[{SPACES}]\d{{3}}){{1,9}}(?!\d|[.,]\d{{3}})(?:[.,]\d{{1,2}}(?!\d))?")
# "3 and a half months", but not "10 and a half of them"
AND_PART = re.compile(r" and a (half|quarter)(?= (?!of\b|the\b|an?\b|that\b)[a-z])")
PARTS = {"half": 0.5, "quarter": 0.25}
DASHES = ("-", "–", "—")
DOTTED_OR_PLAIN = re.compile(r"\d{1,3}(?:\.\d{3}){1,6}|\d{1,18}")
# a space that does not belong there: "2.415, 60 €", "$ 6. 25"
COMMA_CENTS = re.compile(r", (\d{2})(?= ?[€₺₽₴])")
STOP_CENTS = re.compile(r"\. (\d{2})(?=$|[,;)\n])")
FINE_BOTTOMS = frozenset((50.0, 128.0, 200.0, 250.0, 256.0, 500.0, 1000.0))
BOTTOMS = frozenset((2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 16.0, 20.0, 32.0, 64.0, 100.0))
SLASHED = re.compile(r"(?: {1,2}(\d{1,2}))?(?:/|⁄| / )(\d{1,4})(?![\d/⁄])")
EXPONENT = re.compile(r"(?:[eE]|[ ]?[x×][ ]?10\^?)([+−-]?\d{1,2})(?!\w)")


def read_figures(digits: str) -> float | None:
    """The value of a run of digits and separators, or null where it is no number: a version, a date, an address."""
    if PLAIN.fullmatch(digits) or DECIMAL.fullmatch(digits):
        return float(digits)
    if GROUPED.fullmatch(digits):
        return float(digits.replace(",", ""))
    if DECIMAL_COMMA.fullmatch(digits):
        return float(digits.replace(",", "."))
    if CONTINENTAL.fullmatch(digits):
        return float(digits.replace(".", "").replace(",", "."))
    if APOSTROPHES.fullmatch(digits):
        return float(digits.replace("'", "").replace("’", "").replace(",", "."))
    return None


def read_more_figures(text: str, start: int, end: int, value: float) -> tuple[float, int, bool] | None:
    """Value and end when more figures follow that belong to it: "9 750 000", "7 3/4", "2½", "3 and a half", "1.198,-".

    The last of the three tells a bare fraction ("3/4"). A slash between others ("9/11" apart) is no number.
    """
    after = text[end]
    if after == "," and text[end + 1 : end + 2] in DASHES and DOTTED_OR_PLAIN.fullmatch(text, start, end):
        return float(text[start:end].replace(".", "")), end + 2, False
    if after == "," and text[end + 1 : end + 2] == " " and "." in text[start:end]:
        cents = COMMA_CENTS.match(text, end)
        if cents is not None and DOTTED_OR_PLAIN.fullmatch(text, start, end):
            return float(f"{text[start:end].replace('.', '')}.{cents.group(1)}"), cents.end(), False
    sign = number_words().fraction_sign.get(after)
    if sign is not None:
        return value + sign, end + 1, False
    if after in SPACES and end - start <= 3 and text[start] != "0":
        spaced = SPACED.match(text, end)
        if spaced:
            digits = text[start : spaced.end()].translate(dict.fromkeys(map(ord, SPACES)))
            return float(digits.replace(",", ".")), spaced.end(), False
    part = AND_PART.match(text, end) if after == " " else None
    if part is not None:
        return value + PARTS[part.group(1)], part.end(), False
    if after in "/⁄ ":
        slashed = SLASHED.match(text, end)
        if slashed:
            top, bottom = float(slashed.group(1) or value), float(slashed.group(2))
            if 0 < top < bottom and (bottom in BOTTOMS or (top == 1 and bottom in FINE_BOTTOMS)):
                whole = value if slashed.group(1) else 0.0
                return whole + top / bottom, slashed.end(), not slashed.group(1)
    return None


def read_cents(text: str, end: int, value: float) -> tuple[float, int]:
    """The price with the hundredths that stand apart behind its stop, and where it ends."""
    cents = STOP_CENTS.match(text, end) if value.is_integer() else None
    return (value, end) if cents is None else (float(f"{int(value)}.{cents.group(1)}"), cents.end())


def read_exponent(text: str, end: int) -> tuple[float, int] | None:
    """The power of ten that an "e6" after figures means, and its end."""
    exponent = EXPONENT.match(text, end)
    return (10.0 ** int(exponent.group(1).replace("−", "-")), exponent.end()) if exponent else None
