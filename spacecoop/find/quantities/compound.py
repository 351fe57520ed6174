"""Number words added up: "two hundred and five thousand", "two and a half million", "tens of billions", "half a dozen".

The arithmetic of English numerals only; whether the words are a number in their sentence is decided by ``numerals``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacecoop.find.quantities.words import alternation, number_words

TokenKind = Literal["cardinal", "figures", "scale", "plural", "fraction", "group"]
MOST_TOKENS = 14
SMALL_SCALES = frozenset((12.0, 20.0, 144.0))
DECADES = frozenset((10.0,))


@dataclass(frozen=True, slots=True)
class Token:
    """One number word or run of figures. ``joined`` is what stands between it and the word before: "", and, of, a."""

    kind: TokenKind
    value: float
    start: int
    end: int
    joined: str


@dataclass(frozen=True, slots=True)
class Total:
    """What the words come to. ``scale_start`` is where the scale word begins, null without one.

    An indefinite total ("tens of thousands") has no value but bounds, the upper one not reached.
    """

    end: int
    value: float | None
    mantissa: float | None
    scale: float | None
    scale_start: int | None
    low: float | None
    high: float | None
    first_kind: TokenKind
    is_fraction: bool
    token_count: int


def product(mantissa: float, scale: float) -> float:
    """``mantissa`` times ``scale`` without the dust of binary fractions: 16.4 million is 16,400,000."""
    return round(mantissa * scale, 9)


@cache
def atoms() -> str:
    """Pattern part for any single number word, in lower case."""
    words = number_words()
    plain = [*words.cardinal, *words.multiplier, *words.scale_plural, *words.fraction, "couple"]
    return alternation(w for w in plain if w not in ("gross", "arab", "mil"))


@cache
def _token_pattern() -> re.Pattern[str]:
    gap = r"[ \t\u00a0]"
    between = rf"(?:{gap}{{1,2}}|{gap}?-{gap}?)(?:(and|of)(?:{gap}{{1,2}}|-))?(an?(?:{gap}|-))?"
    return re.compile(rf"(?:{between})({atoms()}|\d{{1,3}})(?![\w.,]\d|\w)")


@cache
def _kinds() -> dict[str, tuple[TokenKind, float]]:
    words = number_words()
    kinds: dict[str, tuple[TokenKind, float]] = {w: ("fraction", v) for w, v in words.fraction.items()}
    kinds.update({w: ("cardinal", v) for w, v in words.cardinal.items()})
    kinds.update({w: ("scale", v) for w, v in words.multiplier.items()})
    kinds.update({w: ("plural", v) for w, v in words.scale_plural.items()})
    kinds["couple"] = ("group", 2.0)
    return kinds


WORD = re.compile(r"[a-z-]+")


def add_up(lower: str, start: int, figures: tuple[float, int] | None) -> Total | None:
    """The longest numeral at ``start``; ``figures`` are value and end of a run of digits that opens it."""
    tokens = list(_tokens(lower, start, figures))
    if not tokens:
        return None
    if tokens[0].kind == "plural":
        return _indefinite(tokens)
    total = _Sum()
    for i, token in enumerate(tokens):
        if not total.add(token, tokens[i + 1] if i + 1 < len(tokens) else None):
            break
    return total.result()


def _tokens(lower: str, start: int, figures: tuple[float, int] | None) -> list[Token]:
    if figures is not None:
        found = [Token("figures", figures[0], start, figures[1], "")]
    else:
        word = _first_word(lower, start)
        if word is None:
            return []
        kind, value = _kinds()[word]
        found = [Token(kind, value, start, start + len(word), "")]
    while len(found) < MOST_TOKENS:
        m = _token_pattern().match(lower, found[-1].end)
        if m is None:
            break
        word = m.group(3)
        kind, value = ("figures", float(word)) if word.isdecimal() else _kinds()[word]
        joined = (m.group(1) or "") + (" a" if m.group(2) else "")
        found.append(Token(kind, value, m.start(3), m.end(3), joined))
    return found


def _first_word(lower: str, start: int) -> str | None:
    m = _first_pattern().match(lower, start)
    return m.group() if m else None


@cache
def _first_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{atoms()})(?!\w)")


def _indefinite(tokens: list[Token]) -> Total | None:
    """"thousands", "tens of millions", "dozens": bounds by the decade of the words, none for dozens and scores."""
    factor, used = 1.0, 1
    for token in tokens[1:]:
        if token.joined != "of" or token.kind not in ("plural", "scale"):
            break
        factor, used = factor * token.value, used + 1
    last = tokens[used - 1]
    size = tokens[0].value * factor
    is_decimal = tokens[0].value not in SMALL_SCALES
    if tokens[0].value in DECADES and used == 1:
        return None
    return Total(
        last.end, None, None, size, tokens[0].start, size if is_decimal else None, 10 * size if is_decimal else None,
        "plural", False, used,
    )  # fmt: skip


def _repeats(scale: float, after: Token) -> bool:
    """Whether a second numeral begins: "three hundred and two hundred", "one million and two million"."""
    return after.kind in ("scale", "plural") and (after.value == scale or (scale >= 1000 and after.value > scale))


class _Sum:
    """A numeral in the making; ``add`` says whether a word still belongs to it."""

    def __init__(self) -> None:
        self.taken: list[Token] = []
        self.total = 0.0
        self.part: float | None = None
        self.last_scale = float("inf")
        self.mantissa: float | None = None
        self.scale = 1.0
        self.scale_start: int | None = None
        self.is_fraction = False

    def add(self, token: Token, after: Token | None) -> bool:
        is_taken = {
            "cardinal": self._cardinal, "figures": self._figures, "scale": self._scale, "plural": self._scale,
            "fraction": self._fraction, "group": self._group,
        }[token.kind](token, after)  # fmt: skip
        if is_taken:
            self.taken.append(token)
        return is_taken

    def _cardinal(self, token: Token, after: Token | None) -> bool:
        if not self.taken:
            self.part = token.value
            return True
        if token.joined not in ("", "and") or self.is_fraction:
            return False
        if token.joined == "and":
            before = self.taken[-1]
            if before.kind != "scale" or (after is not None and _repeats(before.value, after)):
                return False
        if self.part is None:
            self.part = token.value if token.value < self.last_scale else None
            return self.part is not None
        if not self._may_add(token.value, token.joined):
            return False
        self.part += token.value
        return True

    def _may_add(self, value: float, joined: str) -> bool:
        """Units after tens, anything below a hundred after a hundred said in words."""
        assert self.part is not None
        if self.taken[-1].kind == "scale":
            return value < 100 and self.part % 100 == 0
        return self.taken[-1].kind == "cardinal" and value < 10 and self.part % 10 == 0 and 20 <= self.part % 100 and not joined

    def _figures(self, token: Token, after: Token | None) -> bool:
        """Figures open a numeral, or go on after a scale where a smaller one follows: "4 thousand 3 hundred"."""
        if not self.taken:
            self.part = token.value
            return True
        goes_on = after is not None and after.kind == "scale" and after.value < self.taken[-1].value
        if self.taken[-1].kind == "scale" and not token.joined and goes_on:
            self.part = token.value
            return True
        return False

    def _scale(self, token: Token, after: Token | None) -> bool:
        if token.joined not in ("", " a", "of a", "of"):
            return False
        if token.joined and not (self.taken and (self.taken[-1].kind in ("fraction", "group"))):
            return False
        if token.value in SMALL_SCALES or token.value == 10.0:
            return self._small_scale(token)
        before = self.taken[-1] if self.taken else None
        if token.value == 100:
            return self._hundred(token)
        if before is not None and before.kind == "scale" and self.part is None and before.value not in SMALL_SCALES:
            self.total *= token.value
            self.scale *= token.value
            self.last_scale = token.value
            return True
        if token.value >= self.last_scale:
            return False
        return self._multiply(token)

    def _multiply(self, token: Token) -> bool:
        self.mantissa = self.part if self.part is not None else 1.0
        self.scale_start = token.start
        self.scale = token.value
        self.total += product(self.mantissa, token.value)
        self.part = None
        self.last_scale = token.value
        self.is_fraction = False
        return True

    def _hundred(self, token: Token) -> bool:
        if self.part is None and self.total:
            return False
        said = 1.0 if self.part is None else self.part
        if said >= 100:
            return False
        self.mantissa, self.scale, self.scale_start = said, 100.0, token.start
        self.part = product(said, 100.0)
        self.is_fraction = False
        return True

    def _small_scale(self, token: Token) -> bool:
        """Dozens, scores and tens multiply what stands before them and end the numeral."""
        if self.total or (self.taken and self.taken[-1].kind == "scale"):
            return False
        if not self.taken and token.value != 12:
            return False
        self.part = None if self.part is None else self.part
        return self._multiply(token)

    def _fraction(self, token: Token, after: Token | None) -> bool:
        if not self.taken:
            self.part, self.is_fraction = token.value, True
            return True
        if token.joined == "and a" or (token.joined == "and" and token.value == 0.5):
            if self.part is not None:
                self.part += token.value
            else:
                self.total += token.value * self.last_scale
                self.mantissa = None
            return True
        if token.joined or len(self.taken) > 1 or self.part is None or not 1 <= self.part <= 19:
            return False
        if self.taken[0].kind == "figures":
            return False
        self.part, self.is_fraction = self.part * token.value, True
        return True

    def _group(self, token: Token, after: Token | None) -> bool:
        if self.taken:
            return False
        self.part = token.value
        return True

    def result(self) -> Total | None:
        if not self.taken:
            return None
        last, first = self.taken[-1], self.taken[0]
        value = self.total + (self.part or 0.0)
        simple = last.kind in ("scale", "plural") and self.mantissa is not None and product(self.mantissa, self.scale) == value
        mantissa = self.mantissa if simple else value
        return Total(
            last.end, value, mantissa, self.scale if simple else 1.0, self.scale_start if simple else None, value, value,
            first.kind, self.is_fraction, len(self.taken),
        )  # fmt: skip
