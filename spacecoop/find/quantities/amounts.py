"""Amounts: a numeral with its currency, unit or counted thing, and the words that bound it.

One amount a numeral; ``ranges`` joins two of them, ``roles`` says what they are of, ``rows`` makes them rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacecoop.find.quantities import bounds, money, senses, things, units, vetoes
from spacecoop.find.quantities.compound import product
from spacecoop.find.quantities.numerals import Numeral
from spacecoop.find.quantities.phrase import Word, hyphened_after, last_word, words_after
from spacecoop.find.quantities.things import Thing
from spacecoop.find.quantities.words import number_words, word_set
from spacecoop.frozen import frozen
from spacecoop.tables.facts import Comparator
from spacecoop.tables.mentions import CurrencyFrom, QuantityKind

# Names of rules, as rows carry them; a range, a change or an elided measure adds its suffix to the rule of its kind.
RULES = (
    "age", "age_beside_name", "age_told", "count", "count_of", "count_strong", "count_tied", "duration", "fold",
    "fraction", "measure", "money", "money_adjective", "money_code", "money_minor", "money_repeated", "money_sum",
    "money_symbol", "money_token", "number", "ordinal", "percent", "ratio", "temperature", "times",
)  # fmt: skip
SUFFIXES = ("change", "elided", "range")
OLDEST = 110
COMING_UP = re.compile(
    r"\b(?:came|comes?|coming|went|goes|going|crept|shot|go|(?:climb|creep|edg|inch|mov|tick)\w{0,4})(?: back)? $"
)
HANDED = re.compile(r"\b(?:hand|turn)(?:s|ed|ing)? $")
A_KIND_OF = re.compile(r"\b(?:an?|the|this|that) [a-z-]+ $", re.IGNORECASE)
PLACING = frozenset(("above", "below", "beyond", "over", "under", "within"))
# Before "over ten years" these words make it a length that is exceeded; elsewhere it is the time over which something is.
LASTING = re.compile(
    r"\b(?:for|of|in|after|than|with|by|at|is|was|are|were|been|last(?:s|ed|ing)?|takes?|took|taking|taken|span(?:s|ned|ning)?"
    r"|spen[dt]s?|spending|a|an|the|its|their|his|her)\s+$"
)
ARTICLE = re.compile(r"\b(?:a|an|the|its|their|his|her|one|another)\b")
NOUN_AFTER = re.compile(
    r"[ -](?!(?:and|or|in|on|at|of|for|to|by|from|with|per|a|an|the|this|last|next|as|when|while|after|before|since)\b)[a-z]{3,}"
)
UNION_OF = re.compile(
    r" (?:members?|member states|countries|states|nations|leaders|heads|officials|ministers|governments)\b"
)
RATIO_AHEAD = re.compile(r" (?:in|out of|or|to) (?=\w)|-to-|-in-| over (?=\d|\w+(?:[ -]\w+){0,5}$)")
BESIDE = frozenset(" \u00a0-‑\n°′″/º%")


@dataclass(slots=True)
class Amount:
    """A quantity while it is being read: filled by this module and ``ranges``, unchanged afterwards.

    ``[start, end)`` holds all words of the amount; ``inner_start`` is where its sign or figures begin, ``shared`` a
    currency's spelling that several share. ``is_measured``: a currency, unit or thing was read, else the number may
    take those of its range's other end. ``is_tentative``: a hyphen ties it to other figures, so that it stands only
    as an end of a range.
    """

    numeral: Numeral
    start: int
    inner_start: int
    end: int
    kind: QuantityKind = "number"
    rule: str = "number"
    comparator: Comparator = "exact"
    comparator_words: str = ""
    value: float | None = None
    mantissa: float | None = None
    scale: float | None = None
    low: float | None = None
    high: float | None = None
    currency: str | None = None
    currency_from: CurrencyFrom | None = None
    shared: str | None = None
    unit: str | None = None
    unit_text: str | None = None
    per: str | None = None
    thing: Thing | None = None
    is_measured: bool = False
    is_tentative: bool = False


@frozen
class Refusal:
    """A number turned down, with the reason in words."""

    start: int
    end: int
    reason: str


def read(text: str, lower: str, numeral: Numeral, sign: money.Currency | None, is_aged: bool) -> Amount | Refusal:
    """The amount that a numeral is part of, or why it is none. ``is_aged``: a person's name stands right before."""
    last = last_word(text, numeral.start)
    reason = vetoes.before_reading(text, numeral, last, sign is not None)
    if reason is not None:
        return Refusal(numeral.start, numeral.end, reason)
    start = numeral.start if sign is None else sign.start
    amount = Amount(
        numeral, start, start, numeral.end, value=numeral.value, mantissa=numeral.mantissa, scale=numeral.scale
    )
    amount.is_tentative = sign is None and vetoes.is_chained(text, numeral)
    told = vetoes.AGED.search(text, max(0, start - 24), start) if last.lower() in vetoes.AGE_WORDS else None
    if (is_aged or told) and _is_age(text, numeral, "" if told is None else told.group(1).lower()):
        amount.kind, amount.unit, amount.is_measured = "age", "a", True
        amount.rule, amount.unit_text = ("age_told", told.group(1)) if told else ("age_beside_name", None)
        return _bounded(lower, amount)
    refusal = _price(text, amount, sign) if sign is not None else _measure(text, lower, amount, last)
    if amount.kind not in ("age", "ratio", "temperature"):
        rate = units.rate(text, amount.end)
        amount.per = None if rate is None else rate
    return refusal or _bounded(lower, amount)


def _is_age(text: str, numeral: Numeral, told: str) -> bool:
    """Whether the number is one of years of life; ``told`` is the word before it that says so, empty beside a name."""
    value, end = numeral.value or 0, numeral.end
    if text[end : end + 1].isalnum() or not (1 if told else 5) <= value <= OLDEST:
        return False
    if told.startswith("turn"):
        return value >= 5 and vetoes.BIRTHDAY.match(text, end) is not None
    return (told != "" or numeral.form == "figures") and vetoes.NO_YEARS.match(text, end) is None


def _measure(text: str, lower: str, amount: Amount, last: str) -> Refusal | None:
    """Reads what stands after the number into ``amount``, or refuses it."""
    numeral, end = amount.numeral, amount.numeral.end
    if numeral.is_fold:
        amount.kind, amount.rule, amount.is_measured = "ratio", "fold", True
        return None
    share = units.percent(text, end)
    if share is not None:
        return _unit(text, amount, share, "percent")
    heat = senses.heat(text, lower, numeral)
    if heat is not None:
        return _heated(text, amount, heat)
    prime = units.prime(text, numeral.start, end)
    if prime is not None:
        return _unit(text, amount, prime, "measure")
    end = units.loose_end(text, end)
    following = text[end : end + 1]
    if following not in BESIDE and not following.isalpha() and following not in money.SIGN_CHARS:
        return _bare(text, amount, [], last)
    words = words_after(text, end)
    hyphened = None if words else hyphened_after(text, end)
    measured = words[1:] if numeral.value is None and words and words[0].lower == "of" else words
    named = money.after(text, end, [hyphened] if hyphened else measured)
    if named is not None and not (named.said in ("pound", "pounds") and senses.is_mass(lower, numeral, named.end)):
        return _price(text, amount, named)
    aged = (
        units.age(text, end)
        if following == "-" or hyphened is not None or (words and words[0].lower[0] in "ymwd")
        else None
    )
    if aged is not None:
        return _unit(text, amount, aged, "age")
    unit = units.unit(text, end, measured, hyphened, numeral.form == "figures")
    if unit is not None and unit.said == "AU" and UNION_OF.match(lower, unit.end):
        unit = None  # of the African Union
    if unit is not None and not (unit.said == "s" and vetoes.is_decade_or_name(text, numeral, last)):
        if numeral.value == 1 and unit.said == "day" and vetoes.is_some_day(numeral, last):
            return Refusal(numeral.start, unit.end, "some day")
        unit = senses.settled(lower, numeral, unit)
        return _unit(text, amount, unit, unit.kind)
    return _count(text, amount, words, hyphened, last)


def _heated(text: str, amount: Amount, heat: units.Measured) -> Refusal | None:
    """A temperature: its letter, as in "573K", is no scale."""
    amount.value, amount.scale = amount.numeral.mantissa, 1.0
    amount.numeral = replace(amount.numeral, value=amount.numeral.mantissa, scale_word=None, scale=1.0)
    return _unit(text, amount, heat, "temperature")


def _price(text: str, amount: Amount, currency: money.Currency) -> Refusal | None:
    amount.end = max(amount.numeral.end, currency.end)
    amount.kind, amount.is_measured, amount.shared = "money", True, currency.said
    amount.rule = f"money_{currency.source}"
    amount.currency = currency.code
    if currency.code is not None:
        amount.currency_from = "default" if currency.said is not None else currency.source
    elif currency.unit is not None:
        amount.rule = "money_minor" if currency.unit == money.MINOR else "money_token"
        amount.unit, amount.unit_text = currency.unit, text[currency.start : currency.end]
    if currency.factor != 1.0 and amount.mantissa is not None:
        amount.scale = (amount.scale or 1.0) * currency.factor
        amount.value = product(amount.mantissa, amount.scale)
    return None


def _unit(text: str, amount: Amount, unit: units.Measured, rule: str) -> Refusal | None:
    amount.kind, amount.rule, amount.end, amount.is_measured = unit.kind, rule, unit.end, True
    amount.unit, amount.unit_text = unit.ucum, unit.said
    if unit.kind == "percent":
        amount.thing = things.shared_of(text, unit.end)
    return None


def _count(text: str, amount: Amount, words: list[Word], hyphened: Word | None, last: str) -> Refusal | None:
    numeral = amount.numeral
    if numeral.is_fraction:
        return _fraction(text, amount, words, hyphened)
    if hyphened is not None:
        return _tied(text, amount, hyphened)
    if words and words[0].lower in ("times", "fold"):
        is_ratio = words[0].lower == "fold" or (len(words) > 1 and words[1].lower in word_set("times_as"))
        amount.kind, amount.rule, amount.end, amount.is_measured = (
            "ratio" if is_ratio else "count",
            "times",
            words[0].end,
            True,
        )
        amount.unit_text = words[0].text
        return None
    is_one = numeral.value == 1 and numeral.form == "words"
    refusal = _idiomatic_one(text, numeral, words, last) if is_one else None
    if refusal is not None:
        return refusal
    thing = things.counted(text, numeral.end, words, is_one)
    if thing is None and words and last.lower() in vetoes.ATTRIBUTING:
        thing = things.attributive(words[0])
    if thing is None:
        thing = things.sized(text, numeral.end)
    if thing is None:
        return _bare(text, amount, words, last)
    reason = (
        vetoes.named(text, numeral, last, True)
        or vetoes.capitalised(text, numeral, thing.head, last)
        or _year(text, numeral, thing, words, last)
    )
    if reason is not None:
        return Refusal(numeral.start, numeral.end, reason)
    amount.kind, amount.end, amount.thing, amount.is_measured = "count", thing.end, thing, True
    amount.rule = "count_of" if text.startswith("of ", numeral.end + 1) else "count"
    return None


def _fraction(text: str, amount: Amount, words: list[Word], hyphened: Word | None) -> Refusal | None:
    """Shares of something ("half its contribution"), and halves of a unit ("half a century", "half-hour")."""
    first = hyphened or next((w for w in words if w.lower not in ("a", "an")), None)
    unit = units.unit(text, amount.numeral.end, [first], None, False) if first is not None else None
    unit = unit or units.part_of(text, amount.numeral.end)
    if unit is not None:
        return _unit(text, amount, unit, unit.kind)
    if hyphened is not None or (words and words[0].lower in ("a", "an")):
        return Refusal(amount.numeral.start, amount.numeral.end, "part of a compound word or idiom")
    amount.rule = "fraction"
    amount.thing = things.shared_of(text, amount.numeral.end)
    amount.is_measured = amount.thing is not None
    return None


def _tied(text: str, amount: Amount, hyphened: Word) -> Refusal | None:
    """What a hyphen ties to the number: "a 30-strong delegation", "10-nation", "2.5-fold"."""
    amount.is_measured = True
    if hyphened.lower == "fold":
        amount.kind, amount.rule, amount.end = "ratio", "fold", hyphened.end
        return None
    if hyphened.lower in ("to", "and", "or"):
        amount.is_measured, amount.is_tentative = False, True
        return None
    if hyphened.lower == "strong":
        group = things.singular(words_after(text, hyphened.end))
        amount.thing = replace(group or Thing(hyphened.start, hyphened.end, hyphened.text, "person"), kind="person")
        amount.kind, amount.rule, amount.end = "count", "count_strong", hyphened.end
        return None
    thing = things.tied(hyphened)
    if thing is None:
        return Refusal(amount.numeral.start, hyphened.end, "idiom")
    amount.kind, amount.rule, amount.end, amount.thing = "count", "count_tied", thing.end, thing
    return None


def _idiomatic_one(text: str, numeral: Numeral, words: list[Word], last: str) -> Refusal | None:
    before = last.lower()
    first = words[0].lower if words else ""
    is_pronoun = (
        before in word_set("one_idiom", "before")
        or (first == "hand" and before == "on")
        or first in word_set("one_idiom", "heads")
        or before in word_set("saying")
        or (
            things.is_modifier(before) and A_KIND_OF.search(text, max(0, numeral.start - 28), numeral.start) is not None
        )
        or (
            first.endswith("s") and not first.endswith(("ss", "us", "is")) and first not in word_set("irregular_plural")
        )
        or (first == "of" and any(w.lower in word_set("one_of_idiom", "heads") for w in words[1:6]))
        or (first == "of" and len(words) > 1 and words[1].lower in number_words().cardinal)
    )
    return Refusal(numeral.start, numeral.end, "one as a pronoun") if is_pronoun else None


def _year(text: str, numeral: Numeral, thing: Thing, words: list[Word], last: str) -> str | None:
    reason = vetoes.year(text, numeral, words)
    if reason is None or thing.kind not in ("person", "country"):
        return reason
    return reason if vetoes.is_edition(text, numeral, last) else None


def _bare(text: str, amount: Amount, words: list[Word], last: str) -> Refusal | None:
    numeral = amount.numeral
    if numeral.is_fraction:
        amount.rule = "fraction"
        return None
    if numeral.form == "words" and numeral.value == 1:
        if _is_in_ratio(text, numeral.end):
            amount.is_tentative = True
            return None
        return Refusal(numeral.start, numeral.end, "one as a pronoun")
    reason = vetoes.bare(text, numeral, words, last)
    if reason is not None:
        return Refusal(numeral.start, numeral.end, reason)
    group = last_word(text, numeral.start - len("of ")) if last == "of" else ""
    if group in word_set("group_of"):
        start = numeral.start - len(f"{group} of ")
        amount.kind, amount.rule, amount.is_measured = "count", "count_of", True
        amount.thing = Thing(start, start + len(group), group, "person")
    return None


def _is_in_ratio(text: str, end: int) -> bool:
    """As in "one in five", "one out of three", "one or two"."""
    return bool(RATIO_AHEAD.match(text, end))


def _is_preposition(lower: str, amount: Amount, bound: bounds.Bound) -> bool:
    """Whether "over" and "under" are no bound: "1.8 billion over five years", "under a $540 million contract"."""
    if bound.said == "over" and HANDED.search(lower, max(0, bound.at - 12), bound.at):
        return True
    if bound.said == "over" and amount.kind == "duration":
        return LASTING.search(lower, max(0, bound.at - 24), bound.at) is None
    has_article = ARTICLE.search(lower, bound.at, amount.inner_start) is not None
    return bound.said in PLACING and has_article and NOUN_AFTER.match(lower, amount.end) is not None


def _is_level(lower: str, bound: bounds.Bound) -> bool:
    """Whether "up to" tells the level that something came to: "crept back up to 6.1 per cent"."""
    return bound.said == "up to" and COMING_UP.search(lower, max(0, bound.at - 24), bound.at) is not None


def _bounded(lower: str, amount: Amount) -> Amount:
    bound = bounds.before(lower, amount.inner_start)
    if bound is not None and bound.said in PLACING and amount.value == 1 and amount.kind == "count":
        bound = None  # "under one roof"
    if bound is not None and (_is_preposition(lower, amount, bound) or _is_level(lower, bound)):
        bound = None
    if bound is not None:
        amount.comparator, amount.comparator_words, amount.start = bound.comparator, bound.said, bound.at
    else:
        for end in (amount.numeral.end, amount.end) if amount.end != amount.numeral.end else (amount.end,):
            after = bounds.after(lower, end)
            if after is not None:
                amount.comparator, amount.comparator_words, amount.end = (
                    after.comparator,
                    after.said,
                    max(amount.end, after.at),
                )
                break
    if amount.value is None:
        amount.comparator, amount.low, amount.high = "indefinite", amount.numeral.low, amount.numeral.high
        return amount
    if amount.numeral.is_approximate and amount.comparator == "exact":
        amount.comparator = "about"
    amount.low, amount.high = bounds.limits(amount.comparator, amount.value)
    return amount
