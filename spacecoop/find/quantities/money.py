"""Money: which currency a number is in, told by what stands before it or after it.

The amount itself is read by ``numerals``; what the money is for is decided by ``roles``, whose dollar a bare sign
means by ``context``.
"""

from __future__ import annotations

import re
from functools import cache

from spacecoop.find.quantities.phrase import Word, last_word
from spacecoop.find.quantities.words import currencies, number_words, quantity_lexicon, word_set
from spacecoop.frozen import frozen
from spacecoop.tables.mentions import CurrencyFrom

LONGEST_SIGN = 7
SIGN_CHARS = frozenset("$€£¥₹₩₽₺₴₦฿₫₱₡₭₮₲₸₼₾₵₪元円₨¢")
_CHARS = "".join(sorted(SIGN_CHARS))
SIGN_AFTER = re.compile(rf"[ \u00a0]?(?:([MTk])(?=[€£]))?((?:[A-Z]{{1,3}})?[{_CHARS}])(?![\w{_CHARS}])")
MINOR = "{cent}"
SHORT_AFTER = re.compile(
    r"[ \u00a0]?(?:([MTk])(?=[A-Z]{3}(?!\w)))?([A-Z]{3}|[A-Z][a-zč]|[Kk]r|zł|đ|[A-Z]{2}|c|p)(?![\w-])"
)
WORD_BEFORE = re.compile(r"(?:([^\W\d_]+) )?([^\W\d_]+) $")
MONEY_NEAR = re.compile(r"[$€£]|\b(?:dollars?|euros?|pounds?|rands?|ringgit|cents?|pence)\b")
BIG = re.compile(r"\d{1,3}(?:(?:,\d{3})+|(?:\.\d{1,2})?(?:[ -](?:b|m|tr)illion| ?(?:[mb]l?n?|trl?n|tn))(?!\w))")
NEAR = 40
WINNING = frozenset("a against an bronze by gold her his its medals over prizes silver the their".split())


@frozen
class Currency:
    """A currency as named, with the place of its words. ``code`` is null for cents, and where nothing tells it.

    ``said`` is a spelling that several currencies share, null otherwise. ``factor`` is what letters before the code
    multiply by: "120 MEUR"; ``unit`` is what is counted where that is no currency of ISO 4217: cents, bitcoin.
    """

    code: str | None
    source: CurrencyFrom
    start: int
    end: int
    said: str | None = None
    factor: float = 1.0
    unit: str | None = None


def _key(sign: str) -> str:
    return sign.upper().replace(" ", "").replace(".", "").replace("\u00a0", "")


@cache
def _signs() -> dict[str, tuple[str | None, CurrencyFrom, str | None]]:
    """Signs that stand beside figures, by their key -> code, what it is, and the spelling where it is shared."""
    table = currencies()
    letters = frozenset[str]().union(*(word_set("currency_letters", place) for place in ("after", "before", "glued")))
    signs: dict[str, tuple[str | None, CurrencyFrom, str | None]] = {}
    for symbol, code in sorted(table.symbols.items()):
        if not symbol.rstrip(".").isalpha() or symbol in letters or symbol in SIGN_CHARS:
            signs[_key(symbol)] = (code, "symbol", None)
    for symbol, usual in sorted(table.shared.items()):
        if not symbol.rstrip(".").isalpha() or symbol in letters:
            signs[_key(symbol)] = (usual, "symbol", symbol)
    for code in sorted(table.codes):
        signs.setdefault(code, (code, "code", None))
        signs.setdefault(f"{code}$", (code, "code", None))
    for word, code in sorted(_code_words().items()):
        signs.setdefault(word.upper(), (code, "code", None))
    return signs


@cache
def _code_words() -> dict[str, str]:
    """Codes as met in lower-cased text, and everyday words: "usd", "rmb", "kuai"."""
    return {w: code for code, words in quantity_lexicon()["currency_words"].items() for w in str(words).split()}


def before(text: str, start: int, has_plain_figures: bool) -> Currency | None:
    """The currency whose sign or code ends where the figures start: "US$ 2", "EUR 1.2bn", "hk $ 10", "PS6m".

    ``has_plain_figures``: the number shows no decimals, groups or scale, so that "COP 26" is a name.
    """
    last = start - 1
    while last >= 0 and text[last] in " \u00a0:" and start - last < 3:
        last -= 1
    if last < 0 or not (text[last] in SIGN_CHARS or text[last].isalpha() or text[last] in ".=/"):
        return None
    signs = _signs()
    is_sign = text[last] in SIGN_CHARS
    for size in range(min(LONGEST_SIGN if is_sign else 5, last + 1), 0, -1):
        first = last + 1 - size
        raw = text[first : last + 1]
        if raw[0] in " \u00a0.=" or (
            raw[0].isalnum() and first > 0 and (text[first - 1].isalnum() or text[first - 1] in "'’&.")
        ):
            continue
        found = signs.get(_key(raw))
        if found is None or (raw[0] == "A" and raw[1:2] == " " and _is_article(text, first)):
            continue
        if _is_plain(text, start, raw, last + 1 == start, has_plain_figures):
            return Currency(found[0], found[1], first, start, found[2])
    return None


def _is_article(text: str, start: int) -> bool:
    """Whether an "A" apart from its sign opens a sentence or a heading: "A $5 million grant" is no Australian one."""
    last = last_word(text, start)
    return not last or not last[0].islower()


def _is_plain(text: str, start: int, raw: str, is_glued: bool, has_plain_figures: bool) -> bool:
    """Letters must be written as a code or sign is: "usd 20" yes, "all 20" and "Top 10" and "a $" no."""
    if raw[-1] in SIGN_CHARS:
        letters = raw.rstrip(_CHARS + " \u00a0")
        is_apart = raw[len(letters) : len(letters) + 1] in (" ", "\u00a0")
        if is_apart and letters.upper() in word_set("currency_code_words") and not letters.isupper():
            return False  # "to top $24 billion"
        return len(raw) == 1 or raw[0].isupper() or raw[0] in SIGN_CHARS or len(raw.replace(" ", "")) > 2
    word = raw.rstrip(".")
    if raw in word_set("currency_letters", "glued"):
        return is_glued and BIG.match(text, start) is not None
    if raw in word_set("currency_letters", "careful"):
        return is_glued or not has_plain_figures
    if raw.upper() in word_set("currency_code_words"):
        return raw.isupper() and (is_glued or not has_plain_figures)
    if raw.lower() in _code_words():
        return is_glued or raw.lower() != "ps"
    return raw.isupper() or raw in word_set("currency_letters", "before") or word.lower() == "rs"


def word_before(text: str, start: int) -> Currency | None:
    """A currency's name before figures, as in speech and in Indian and Malay English: "Rupees 500 crore", "ringgit 42"."""
    left = max(0, start - 40)
    if not text[left : start - 1].lower().endswith(_endings()):
        return None  # before the pattern, which is slow where it finds nothing
    m = WORD_BEFORE.search(text, left, start)
    if m is None or m.group(2).lower() not in _words_before():
        return None
    adjective, noun = m.group(1), m.group(2).lower()
    if adjective is not None:
        kind = adjective.lower()
        code = currencies().words.get(f"{kind} {noun}")
        if code is not None:
            return Currency(code, "adjective", m.start(1), start)
        if kind in number_words().multiplier or kind in number_words().cardinal or kind.endswith("s"):
            return None
    elif m.start() and text[m.start() - 1].isalnum():
        return None
    code = currencies().words.get(noun)
    if code is not None:
        return Currency(code, "adjective", m.start(2), start)
    return Currency(currencies().shared.get(noun), "adjective", m.start(2), start, noun)


@cache
def _words_before() -> frozenset[str]:
    return word_set("currency_before_figures")


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(_words_before()))


@cache
def _first_words() -> frozenset[str]:
    table = currencies()
    phrases = [*table.words, *(s for s in table.shared if s.islower()), *_code_words(), *word_set("currency_minor")]
    return frozenset(p.split()[0] for p in (*phrases, *_tokens())) | frozenset(c.lower() for c in table.codes)


@cache
def _tokens() -> dict[str, str]:
    """Names of money that no state issues, as written and in lower case -> the name of its unit."""
    listed = [(word, name) for name, words in quantity_lexicon()["token"].items() for word in str(words).split()]
    return {**dict(listed), **{word.lower(): name for word, name in listed}}


def after(text: str, end: int, words: list[Word]) -> Currency | None:
    """The currency named after the number: "20€", "43 billion dollars", "2,885 billion Vietnamese dong", "2mil SEK"."""
    following = text[end : end + 2]
    if following and (
        following[0] in SIGN_CHARS or following[-1] in SIGN_CHARS or text[end + 2 : end + 3] in ("€", "£")
    ):
        sign = SIGN_AFTER.match(text, end)
        if sign:
            return _sign_after(sign)
    if words and words[0].lower in _first_words():
        named = _named(words)
        if named is not None:
            return named
    if following[:1].isalpha() or following[1:].isupper() or following in (" k", " z", " đ"):
        short = SHORT_AFTER.match(text, end)
        if short:
            return _short_after(text, short)
    return None


def _sign_after(sign: re.Match[str]) -> Currency | None:
    size, raw = sign.groups()
    if raw == "¢":
        return Currency(None, "symbol", sign.start(2), sign.end(), unit=MINOR)
    found = _signs().get(_key(raw))
    if found is None:
        return None
    return Currency(found[0], found[1], sign.start(1 if size else 2), sign.end(), found[2], factor=_scaled(size))


def _scaled(letter: str | None) -> float:
    """What a letter of scale before a currency multiplies by: "120 MEUR", "4 M€"."""
    return float(str(quantity_lexicon()["scaled_code"][letter])) if letter else 1.0


def _short_after(text: str, short: re.Match[str]) -> Currency | None:
    """Codes and letters after the figures; "43c" and "5p" only where money is named beside them."""
    size, raw = short.groups()
    at = short.start(1) if size else short.start(2)
    if raw in ("c", "p"):
        is_glued = short.start() == short.start(2)
        if is_glued and MONEY_NEAR.search(text, max(0, short.start() - NEAR), short.end() + NEAR):
            return Currency(None, "symbol", at, short.end(), unit=MINOR)
        return None
    if raw in currencies().codes:
        if raw in word_set("currency_code_words") and short.start() != at:
            return None
        return Currency(raw, "code", at, short.end(), factor=_scaled(size))
    if size is None and raw in word_set("currency_letters", "after"):
        found = _signs().get(_key(raw))
        if found is not None:
            return Currency(found[0], "symbol", at, short.end(), found[2])
    return None


def _named(words: list[Word]) -> Currency | None:
    table = currencies()
    for count in range(min(4, len(words)), 1, -1):
        code = table.words.get(" ".join(w.lower for w in words[:count]).replace("u.s.", "us"))
        if code is not None:
            return Currency(code, "adjective", words[0].start, words[count - 1].end)
    return _one_word(words)


def _one_word(words: list[Word]) -> Currency | None:
    word, said, table = words[0], words[0].lower, currencies()
    if said == "won" and len(words) > 1 and words[1].lower in WINNING:
        return None  # "the club in lane 1 won the cup"
    if said in word_set("currency_minor"):
        return Currency(None, "adjective", word.start, word.end, unit=MINOR)
    if word.text in _tokens():
        return Currency(None, "code", word.start, word.end, unit=f"{{{_tokens()[word.text]}}}")
    if said in table.shared and said.islower() and len(said) > 2:
        return Currency(table.shared[said], "adjective", word.start, word.end, said)
    if said in _code_words():
        found = Currency(_code_words()[said], "code", word.start, word.end)
    elif word.text in table.codes and word.text not in word_set("currency_code_words"):
        found = Currency(word.text, "code", word.start, word.end)
    elif said in table.words and len(said) > 2:
        return Currency(table.words[said], "adjective", word.start, word.end)
    else:
        return None
    scale = number_words().multiplier.get(words[1].lower) if len(words) > 1 else None
    if scale is None or scale < 1000:
        return found
    return Currency(found.code, "code", word.start, words[1].end, factor=scale)
