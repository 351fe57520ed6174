"""Amounts: a numeral with its currency, unit or counted thing, and the words that bound it.

One amount a numeral; ``ranges`` joins two of them, ``roles`` says what they are of, ``rows`` makes them rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacecoop.find.quantities import bounds, money, things, units, vetoes
from spacecoop.find.quantities.numerals import Numeral
from spacecoop.find.quantities.phrase import Word, hyphened_after, words_after
from spacecoop.find.quantities.things import Thing
from spacecoop.find.quantities.words import word_set
from spacecoop.tables.facts import Comparator
from spacecoop.tables.mentions import CurrencyFrom, QuantityKind

CURRENT_MASS = 100_000


@dataclass(frozen=True, slots=True)
class Amount:
    """``[start, end)`` holds all words of the amount; ``inner_start`` is where sign or figures begin.

    ``is_measured``: a currency, unit or thing was read; a bare number may take those of its range's other end.
    """

    numeral: Numeral
    kind: QuantityKind
    rule: str
    start: int
    inner_start: int
    end: int
    comparator: Comparator = "exact"
    comparator_words: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    currency: str | None = None
    currency_from: CurrencyFrom | None = None
    is_shared_currency: bool = False
    unit: str | None = None
    unit_text: str | None = None
    per: str | None = None
    thing: Thing | None = None
    is_measured: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A number turned down, with the reason in words."""

    start: int
    end: int
    reason: str


def read(text: str, lower: str, numeral: Numeral, sign: money.Currency | None) -> Amount | Refusal:
    """The amount that a numeral is part of, or why it is none."""
    reason = vetoes.before_reading(text, numeral, sign is not None)
    if reason is not None:
        return Refusal(numeral.start, numeral.end, reason)
    found = _measured(text, lower, numeral, sign)
    if isinstance(found, Refusal):
        return found
    return _bounded(lower, found)


def _measured(text: str, lower: str, numeral: Numeral, sign: money.Currency | None) -> Amount | Refusal:
    start = numeral.start if sign is None else sign.start
    plain = Amount(numeral, "number", "number", start, start, numeral.end, value=numeral.value)
    if sign is not None:
        return _priced(text, plain, sign)
    end = numeral.end
    share = units.percent(text, end)
    if share is not None:
        return _with_unit(text, plain, share, "percent")
    following = text[end : end + 1]
    if following not in (" ", "\u00a0", "-", "‑", "\n") and not (following and (following.isalpha() or following in money.SIGN_CHARS or following in "°′″/º")):
        return _unmeasured(text, plain, [])
    words = words_after(text, end)
    named = money.after(text, end, words)
    hyphened = hyphened_after(text, end) if named is None and not words else None
    if hyphened is not None and named is None:
        named = money.after(text, end, [hyphened])
    if named is not None and not (named.code == "GBP" and _is_mass(text, lower, plain, named)):
        return _priced(text, plain, named)
    if following == "-" or (words and words[0].lower.startswith(("year", "month", "week", "day"))):
        aged = units.age(text, end)
        if aged is not None:
            return _with_unit(text, plain, aged, "age")
    unit = units.unit(text, end, words, hyphened, numeral.form == "figures")
    if unit is not None:
        return _with_unit(text, plain, unit, unit.kind if unit.kind != "measure" else "measure")
    return _counting(text, plain, words, hyphened)


def _is_mass(text: str, lower: str, amount: Amount, named: money.Currency) -> bool:
    """Whether "pounds" are a mass: by the words around, unless the amount is too big for one."""
    if text[named.start : named.end].lower() not in ("pound", "pounds"):
        return False
    if amount.numeral.scale is not None and amount.numeral.scale >= CURRENT_MASS:
        return False
    around = lower[max(0, amount.start - 80) : amount.end + 60]
    return text[named.start - 1] == "-" or bool(word_set("mass_cue") & set(around.replace("(", " ").split()))


def _priced(text: str, amount: Amount, currency: money.Currency) -> Amount:
    end = max(amount.numeral.end, currency.end)
    rate = units.rate(text, end)
    source: CurrencyFrom = "default" if currency.is_shared and currency.source == "symbol" else currency.source
    priced = replace(
        amount, kind="money", rule=f"money_{currency.source}", end=end, currency=currency.code,
        currency_from=None if currency.code is None else source, is_shared_currency=currency.is_shared,
        unit_text=text[currency.start : currency.end] if currency.code is None else None, is_measured=True,
    )  # fmt: skip
    if currency.code is None:
        priced = replace(priced, rule="money_minor", unit="{cent}")
    return priced if rate is None else replace(priced, per=rate[0])


def _with_unit(text: str, amount: Amount, unit: units.Measured, rule: str) -> Amount:
    rate = units.rate(text, unit.end) if unit.kind != "age" else None
    measured = replace(
        amount, kind=unit.kind, rule=rule, end=unit.end, unit=unit.ucum, unit_text=unit.said, is_measured=True,
        per=None if rate is None else rate[0],
    )  # fmt: skip
    if unit.kind == "percent":
        of = things.counted(text, unit.end, [], False)
        if of is not None:
            measured = replace(measured, thing=of)
    return measured


def _counting(text: str, amount: Amount, words: list[Word], hyphened: Word | None) -> Amount | Refusal:
    numeral = amount.numeral
    if numeral.is_fraction:
        return replace(amount, kind="ratio", rule="fraction")
    if hyphened is not None:
        if hyphened.lower in ("fold", "times"):
            return replace(amount, kind="ratio", rule="fold", end=hyphened.end, is_measured=True)
        if hyphened.lower == "strong":
            return _strong(text, amount, hyphened)
        thing = things.tied(hyphened)
        if thing is None:
            return Refusal(numeral.start, hyphened.end, "idiom")
        return replace(amount, kind="count", rule="count_tied", end=thing.end, thing=thing, is_measured=True)
    if words and words[0].lower in ("times", "time") and numeral.value != 1:
        return replace(amount, kind="ratio", rule="times", end=words[0].end, is_measured=True)
    is_one = numeral.value == 1 and numeral.form == "words"
    if is_one:
        refusal = _idiomatic_one(text, numeral, words)
        if refusal is not None:
            return refusal
    thing = things.counted(text, numeral.end, words, is_one)
    if thing is None:
        return _unmeasured(text, amount, words)
    reason = vetoes.named(text, numeral, True) or _counted_year(text, numeral, thing, words)
    if reason is not None:
        return Refusal(numeral.start, numeral.end, reason)
    return replace(amount, kind="count", rule="count_of" if text[numeral.end + 1 : thing.start].strip() else "count", end=thing.end, thing=thing, is_measured=True)


def _strong(text: str, amount: Amount, hyphened: Word) -> Amount:
    """"a 30-strong delegation" counts the people of it."""
    return replace(amount, kind="count", rule="count_strong", end=hyphened.end, is_measured=True,
                   thing=Thing(hyphened.start, hyphened.end, hyphened.text, "person"))  # fmt: skip


def _idiomatic_one(text: str, numeral: Numeral, words: list[Word]) -> Refusal | None:
    last = vetoes.LAST_WORD.search(text, max(0, numeral.start - 24), numeral.start)
    before = last.group(1).lower() if last else ""
    heads = {w.lower for w in words[:1]}
    if before in word_set("one_idiom", "before") or heads & word_set("one_idiom", "heads"):
        return Refusal(numeral.start, numeral.end, "one as a pronoun")
    if before in word_set("saying"):
        return Refusal(numeral.start, numeral.end, "one as a pronoun")
    if heads == {"of"} and any(w.lower in word_set("one_of_idiom", "heads") for w in words[1:6]):
        return Refusal(numeral.start, numeral.end, "one as a pronoun")
    return None


def _counted_year(text: str, numeral: Numeral, thing: Thing, words: list[Word]) -> str | None:
    reason = vetoes.year(text, numeral, words)
    if reason is None or thing.kind in ("person", "country"):
        return None
    return reason


def _unmeasured(text: str, amount: Amount, words: list[Word]) -> Amount | Refusal:
    numeral = amount.numeral
    if numeral.form == "words" and numeral.value == 1:
        return Refusal(numeral.start, numeral.end, "one as a pronoun")
    reason = vetoes.bare(text, numeral, words)
    if reason is not None:
        return Refusal(numeral.start, numeral.end, reason)
    return replace(amount, kind="ratio", rule="fraction") if numeral.is_fraction else amount


def _bounded(lower: str, amount: Amount) -> Amount:
    numeral = amount.numeral
    bound = bounds.before(lower, amount.inner_start)
    if bound is not None:
        amount = replace(amount, comparator=bound.comparator, comparator_words=bound.said, start=bound.at)
    else:
        for end in (numeral.end, amount.end):
            after = bounds.after(lower, end)
            if after is not None:
                amount = replace(amount, comparator=after.comparator, comparator_words=after.said, end=max(amount.end, after.at))
                break
    if numeral.value is None:
        return replace(amount, comparator="indefinite", value=None, low=numeral.low, high=numeral.high)
    if numeral.is_approximate and amount.comparator == "exact":
        amount = replace(amount, comparator="about")
    low, high = bounds.limits(amount.comparator, numeral.value)
    return replace(amount, low=low, high=high)
