"""Money: which currency a number is in, told by what stands before it or after it.

The amount itself is read by ``numerals``; what the money is for is decided by ``roles``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacecoop.find.quantities.phrase import Word
from spacecoop.find.quantities.words import Currencies, currencies, quantity_lexicon, word_set
from spacecoop.tables.mentions import CurrencyFrom

LONGEST_SIGN = 7
SIGN_CHARS = "$€£¥₹₩₽₺₴₦฿₫₱₡₭₮₲₸₼₾₵₪元円원₨¢"
SIGN_AFTER = re.compile(rf"[ \u00a0]?((?:[A-Za-z]{{1,3}})?[{SIGN_CHARS}])(?![\w$€£])")
CODE_AFTER = re.compile(r"[ \u00a0]?([A-Z]{3}|Kč|kr|zł|Rs|RM|DM|LE|KD|Ft|FF)(?![\w-])")


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency as named. ``start`` and ``end`` are where its words begin and end; ``code`` is null for cents.

    ``is_shared``: the sign belongs to several currencies, and ``code`` is the usual one.
    """

    code: str | None
    source: CurrencyFrom
    start: int
    end: int
    is_shared: bool = False


@cache
def _signs() -> dict[str, tuple[str, CurrencyFrom, bool]]:
    """Signs that stand before figures, in capitals and without spaces -> code, what it is, shared or not."""
    table = currencies()
    signs: dict[str, tuple[str, CurrencyFrom, bool]] = {}
    letters = word_set("currency_letters", "before")
    for symbol, code in sorted(table.symbols.items()):
        if not symbol.rstrip(".").isalpha() or symbol in letters or symbol in SIGN_CHARS:
            signs[symbol.upper().replace(" ", "")] = (code, "symbol", False)
    for symbol, code in sorted(table.shared.items()):
        if not symbol.rstrip(".").isalpha() or symbol in letters:
            signs[symbol.upper().replace(" ", "")] = (code, "symbol", True)
    for code in sorted(table.codes):
        signs.setdefault(code, (code, "code", False))
        signs.setdefault(f"{code}$", (code, "code", False))
    for code, words in sorted(quantity_lexicon()["currency_words"].items()):
        for word in str(words).upper().split():
            signs.setdefault(word, (code, "code", False))
    return signs


def before(text: str, start: int) -> Currency | None:
    """The currency whose sign or code ends where the figures start: "US$ 2", "EUR 1.2bn", "hk $ 10", "PS6m"."""
    last = start - 1
    while last >= 0 and text[last] in " \u00a0:" and start - last < 3:
        last -= 1
    if last < 0 or not (text[last] in SIGN_CHARS or text[last].isalpha() or text[last] == "."):
        return None
    signs = _signs()
    for size in range(min(LONGEST_SIGN, last + 1), 0, -1):
        first = last + 1 - size
        raw = text[first : last + 1]
        if raw[0] == " " or (raw[0].isalnum() and first > 0 and (text[first - 1].isalnum() or text[first - 1] in "'’&")):
            continue
        found = signs.get(raw.upper().replace(" ", ""))
        if found is not None and _is_plain(raw, last + 1 == start):
            code, source, is_shared = found
            return Currency(code, source, first, start, is_shared)
    return None


def _is_plain(raw: str, is_glued: bool) -> bool:
    """Letters must be written as a code or sign is: "usd 20" yes, "all 20" and "Top 10" no."""
    if not raw.rstrip(".").isalpha():
        return True
    if raw.upper() in word_set("currency_code_words"):
        return is_glued and raw.isupper()
    if raw.lower() in _lower_words():
        return raw.lower() != "ps" or is_glued
    return raw.isupper() or raw in word_set("currency_letters", "before") or raw.lower() in ("rs", "rs.")


@cache
def _lower_words() -> frozenset[str]:
    return frozenset(w for words in quantity_lexicon()["currency_words"].values() for w in str(words).split())


def needs_size(text: str, start: int) -> bool:
    """Whether the word before is a code only if the number looks like an amount (decimals, groups, a scale)."""
    return text[:start].rstrip()[-3:] in word_set("currency_code_words")


@cache
def _first_words() -> frozenset[str]:
    table = currencies()
    phrases = [*table.words, *table.shared, *_lower_words(), *word_set("currency_minor")]
    return frozenset(p.split()[0].lower() for p in phrases) | frozenset(c.lower() for c in table.codes)


def after(text: str, end: int, words: list[Word]) -> Currency | None:
    """The currency named after the number: "20€", "43 billion dollars", "2,885 billion Vietnamese dong", "2mil SEK"."""
    following = text[end : end + 2]
    if following.strip()[:1] in SIGN_CHARS and following.strip():
        sign = SIGN_AFTER.match(text, end)
        if sign:
            return _sign_after(sign)
    if words and words[0].lower in _first_words():
        named = _named(words)
        if named is not None:
            return named
    glued = CODE_AFTER.match(text, end) if following[:1].isalpha() or following[1:2].isupper() or following == " k" or following == " z" else None
    if glued:
        raw = glued.group(1)
        code = raw if raw in currencies().codes else _signs().get(raw.upper(), (None, "symbol", False))[0]
        if code is None:
            code = currencies().symbols.get(raw) or currencies().shared.get(raw)
        if code is not None:
            return Currency(code, "code" if raw == code else "symbol", end, glued.end())
    return None


def _sign_after(sign: re.Match[str]) -> Currency | None:
    raw = sign.group(1)
    if raw == "¢":
        return Currency(None, "symbol", sign.start(1), sign.end())
    found = _signs().get(raw.upper()) or _signs().get(raw[-1])
    if found is None:
        return None
    return Currency(found[0], found[1], sign.start(1), sign.end(), found[2])


def _named(words: list[Word]) -> Currency | None:
    table = currencies()
    for count in range(min(4, len(words)), 0, -1):
        phrase = " ".join(w.lower for w in words[:count])
        end = words[count - 1].end
        code = table.words.get(phrase)
        if code is not None:
            return Currency(code, "adjective", words[0].start, end)
        if count == 1:
            return _one_word(words[0], table)
    return None


def _one_word(word: Word, table: Currencies) -> Currency | None:
    said = word.lower
    if said in word_set("currency_minor"):
        return Currency(None, "adjective", word.start, word.end)
    if said in table.shared:
        return Currency(table.shared[said], "default", word.start, word.end, is_shared=True)
    if word.text.upper() in table.codes and (word.text.isupper() or said in _lower_words()):
        if word.text in word_set("currency_code_words"):
            return None
        return Currency(word.text.upper(), "code", word.start, word.end)
    if said in _lower_words():
        code = next(c for c, words in quantity_lexicon()["currency_words"].items() if said in str(words).split())
        return Currency(code, "code", word.start, word.end)
    return None
