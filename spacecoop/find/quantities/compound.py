"""Number words added up: "two hundred and five thousand", "two and a half million", "tens of billions", "half a dozen".

The arithmetic of English numerals only; whether the words are a number in their sentence is decided by ``numerals``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Literal

from spacecoop.find.quantities.words import alternation, number_words
from spacecoop.frozen import frozen

TokenKind = Literal["cardinal", "figures", "scale", "plural", "fraction", "group"]
MOST_TOKENS = 14
HALF, QUARTER = 0.5, 0.25
DOZEN, SCORE, GROSS, TEN, HUNDRED = 12.0, 20.0, 144.0, 10.0, 100.0
SMALL_SCALES = frozenset((TEN, DOZEN, SCORE, GROSS))
UNSCALED = SMALL_SCALES - {DOZEN}  # "a dozen million"
NOT_SCANNED = frozenset(("gross", "arab", "mil"))
AND_A = frozenset(("and", "and a"))
OF_A = frozenset(("", " a", "of", "of a"))


@frozen
class Token:
    """One number word or run of figures; ``joined`` is what ties it to the word before: "", "and", "of", "and a"."""

    kind: TokenKind
    value: float
    start: int
    end: int
    joined: str
    is_plural: bool = False


@frozen
class Total:
    """What the words come to. ``scale_start`` is where the scale word begins, null without one.

    An indefinite total ("tens of thousands") has no value but bounds, the upper one not reached.
    """

    end: int
    value: float | None
    mantissa: float | None
    scale: float | None
    scale_start: int | None
    first_kind: TokenKind
    is_fraction: bool = False
    token_count: int = 1
    low: float | None = None
    high: float | None = None


def product(mantissa: float, scale: float) -> float:
    """``mantissa`` times ``scale`` without the dust of binary fractions: 16.4 million is 16,400,000."""
    return float(Decimal(repr(mantissa)) * Decimal(repr(scale)))


@cache
def atoms() -> str:
    """Pattern part for any single number word, in lower case."""
    return alternation(scanned())


def scanned() -> list[str]:
    """The number words that may begin a numeral."""
    return [word for word in _kinds() if word not in NOT_SCANNED]


@cache
def _kinds() -> dict[str, tuple[TokenKind, float]]:
    words = number_words()
    kinds: dict[str, tuple[TokenKind, float]] = {w: ("fraction", v) for w, v in words.fraction.items()}
    kinds.update({w: ("cardinal", v) for w, v in words.cardinal.items()})
    kinds.update({w: ("scale", v) for w, v in words.multiplier.items()})
    kinds.update({w: ("plural", v) for w, v in words.scale_plural.items()})
    kinds["couple"] = ("group", words.collective["couple"])
    return kinds


@cache
def _first_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{atoms()})(?!\w)")


@cache
def _token_pattern() -> re.Pattern[str]:
    gap = r"[ \t\u00a0]"
    between = rf"(?:{gap}{{1,2}}|{gap}?-{gap}?)(?:(and|of)(?:{gap}{{1,2}}|-))?(an?(?:{gap}{{1,2}}|-))?"
    return re.compile(rf"{between}({atoms()}|\d{{1,3}})(?![\w.,]\d|\w)")


@cache
def _decimals() -> re.Pattern[str]:
    digits = alternation(w for w, v in number_words().cardinal.items() if v < TEN)
    return re.compile(rf" point((?: (?:{digits}))+)(?!\w)")


def add_up(lower: str, start: int, figures: tuple[float, int] | None) -> Total | None:
    """The longest numeral at ``start``; ``figures`` are value and end of a run of digits that opens it."""
    tokens = _with_fractions(_tokens(lower, start, figures))
    if not tokens:
        return None
    if tokens[0].kind == "plural":
        return _indefinite(tokens)
    total = Sum()
    for i, token in enumerate(tokens):
        if not total.add(token, tokens[i + 1] if i + 1 < len(tokens) else None):
            break
    result = total.result()
    if result is None or figures is not None or result.first_kind != "cardinal":
        return result
    return _with_decimals(lower, result)


def _tokens(lower: str, start: int, figures: tuple[float, int] | None) -> list[Token]:
    if figures is not None:
        found = [Token("figures", figures[0], start, figures[1], "")]
    else:
        first = _first_pattern().match(lower, start)
        if first is None:
            return []
        found = [Token(*_kinds()[first.group()], start, first.end(), "")]
    while len(found) < MOST_TOKENS:
        m = _token_pattern().match(lower, found[-1].end)
        if m is None:
            break
        word = m.group(3)
        kind, value = ("figures", float(word)) if word.isdecimal() else _kinds()[word]
        joined = (m.group(1) or "") + (" a" if m.group(2) else "")
        found.append(Token(kind, value, m.start(3), m.end(3), joined, word[-1] == "s"))
    return found


def _with_fractions(tokens: list[Token]) -> list[Token]:
    """Tokens with "three fifths" as one fraction; quarters after more than three are quarters of a year."""
    found: list[Token] = []
    for token in tokens:
        top = found[-1] if found else None
        if token.kind == "fraction" and not token.joined and top is not None and top.kind == "cardinal":
            is_whole = len(found) == 1 or top.joined != ""
            if is_whole and top.value * token.value < 1:
                found[-1] = replace(top, kind="fraction", value=top.value * token.value, end=token.end)
                continue
            if token.value == QUARTER:
                break
        if token.kind == "fraction" and token.joined == "and" and token.value != HALF:
            break
        found.append(token)
    return found


def _indefinite(tokens: list[Token]) -> Total | None:
    """As in "thousands", "tens of millions", "dozens": bounds by the decade of the words, none for dozens and scores."""
    factor, used = 1.0, 1
    for token in tokens[1:]:
        if token.joined != "of" or token.kind not in ("plural", "scale"):
            break
        factor, used = factor * token.value, used + 1
    size = tokens[0].value * factor
    if tokens[0].value == TEN and used == 1:
        return None
    is_decimal = tokens[0].value not in (DOZEN, SCORE)
    low, high = (size, TEN * size) if is_decimal else (None, None)
    return Total(tokens[used - 1].end, None, None, size, tokens[0].start, "plural", False, used, low, high)


def _with_decimals(lower: str, total: Total) -> Total:
    """As in "nine point five"."""
    m = _decimals().match(lower, total.end)
    if m is None or total.value is None:
        return total
    digits = "".join(str(int(number_words().cardinal[w])) for w in m.group(1).split())
    value = float(f"{int(total.value)}.{digits}")
    return Total(m.end(), value, value, 1.0, None, "cardinal", False, total.token_count)


def _repeats(scale: float, after: Token) -> bool:
    """Whether a second numeral begins: "three hundred and two hundred", "one million and two million"."""
    return after.kind in ("scale", "plural") and (after.value == scale or (scale > HUNDRED and after.value > scale))


def _goes_on(scale: float, after: Token | None) -> bool:
    """Whether a smaller scale follows: "4 million three hundred thousand"."""
    return after is not None and after.kind == "scale" and after.value < scale


class Sum:
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
        """Takes the word if English lets it stand here; ``after`` is the next one."""
        if not self.taken and token.kind != "scale":
            self.part, self.is_fraction, is_taken = token.value, token.kind == "fraction", True
        elif token.kind == "cardinal":
            is_taken = self._cardinal(token, after)
        elif token.kind == "figures":
            is_taken = self._figures(token, after)
        elif token.kind == "fraction":
            is_taken = self._fraction(token, after)
        else:
            is_taken = token.kind != "group" and self._scale(token)
        if is_taken:
            self.taken.append(token)
        return is_taken

    def _cardinal(self, token: Token, after: Token | None) -> bool:
        last = self.taken[-1]
        if token.joined not in ("", "and") or self.is_fraction:
            return False
        if token.joined and (last.kind != "scale" or (after is not None and _repeats(last.value, after))):
            return False
        if self.taken[0].kind == "figures" and not token.joined and not _goes_on(last.value, after):
            return False  # "1.95 billion three years ago"
        if self.part is None:
            self.part = token.value if token.value < self.last_scale else None
            return self.part is not None
        if last.kind == "scale":
            if self.part % HUNDRED:
                return False
        elif last.kind != "cardinal" or token.value >= TEN or self.part % TEN or self.part % HUNDRED < SCORE:
            return False
        self.part += token.value
        return True

    def _figures(self, token: Token, after: Token | None) -> bool:
        """Figures go on after a scale where a smaller one follows: "4 thousand 3 hundred"."""
        last = self.taken[-1]
        if last.kind == "scale" and last.value == HUNDRED and token.joined == "and" and self.part is not None:
            if not 0 < token.value < HUNDRED or (after is not None and after.kind == "scale"):
                return False
            self.part += token.value
            return True
        goes_on = after is not None and after.kind == "scale" and after.value < last.value
        if self.taken[-1].kind == "scale" and self.part is None and not token.joined and goes_on:
            self.part = token.value
            return True
        return False

    def _fraction(self, token: Token, after: Token | None) -> bool:
        """As in "five and a half", "3 million and a quarter", "twenty-three fifths"."""
        is_divided = token.is_plural and not token.joined and self.part is not None and not self.total
        if is_divided and self.part is not None and self.taken[-1].kind in ("cardinal", "scale"):
            self.part, self.is_fraction, self.mantissa = self.part * token.value, True, None
            return True
        if token.joined not in AND_A or self.taken[-1].kind == "fraction":
            return False  # "between a quarter and a third"
        if self.part is None and after is not None and after.kind == "scale" and not after.joined:
            self.part = token.value
        elif self.part is not None:
            self.part += token.value
        else:
            self.total += token.value * self.last_scale
            self.mantissa = None
        return True

    def _scale(self, token: Token) -> bool:
        last = self.taken[-1] if self.taken else None
        if token.joined not in OF_A or (token.joined and (last is None or last.kind not in ("fraction", "group"))):
            return False
        if token.value in SMALL_SCALES:
            if (
                self.total
                or (last is None and token.value not in (DOZEN, SCORE))
                or (last is not None and last.kind == "scale")
            ):
                return False
        elif token.value == HUNDRED:
            return self._hundred(token)
        elif last is not None and last.kind == "scale" and self.part is None and self.last_scale not in UNSCALED:
            self.total *= token.value
            self.scale *= token.value
            self.last_scale = token.value
            return True
        elif token.value >= self.last_scale:
            return False
        self.mantissa = 1.0 if self.part is None else self.part
        self.scale, self.scale_start = token.value, token.start
        self.total += product(self.mantissa, token.value)
        self.part, self.last_scale, self.is_fraction = None, token.value, False
        return True

    def _hundred(self, token: Token) -> bool:
        said = 1.0 if self.part is None else self.part
        if said >= HUNDRED or (self.part is None and self.total):
            return False
        self.mantissa, self.scale, self.scale_start = said, HUNDRED, token.start
        self.part = product(said, HUNDRED)
        self.is_fraction = False
        return True

    def result(self) -> Total | None:
        """The total; mantissa and scale are apart only where one scale ends the numeral."""
        if not self.taken:
            return None
        value = self.total + (self.part or 0.0)
        mantissa = self.mantissa
        is_plain = self.taken[-1].kind not in ("scale", "plural") or mantissa is None
        if is_plain or mantissa is None or product(mantissa, self.scale) != value:
            mantissa, self.scale, self.scale_start = value, 1.0, None
        return Total(
            self.taken[-1].end, value, mantissa, self.scale, self.scale_start, self.taken[0].kind, self.is_fraction,
            len(self.taken),
        )  # fmt: skip
