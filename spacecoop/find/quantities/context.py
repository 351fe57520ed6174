"""Whose currency a shared sign or word means: told by the rest of the text, else the usual one, flagged as default.

``money`` reads the sign; here the article and its actors are asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from functools import cache

from spacecoop.find.found import ActorsFound
from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.paying import paying_for
from spacecoop.find.quantities.words import currencies, quantity_lexicon

NEAR = 160
OFTEN = 3
SHORT_TON = "[ston_av]"
PLAIN = frozenset(("ton", "tons"))
# words of so many currencies that one named elsewhere does not tell which is meant
ANYWHERE = frozenset(("dollar", "dollars", "pound", "pounds"))
MOST_BESIDE = 60
LISTING = (", ", " and ", "; ", "(")
CUSTOMARY = frozenset(("[lb_av]", "[mi_i]", "[ft_i]", "[in_i]", "[gal_us]"))
METRIC = frozenset(("kg", "g", "t", "km", "m", "cm", "mm", "km2", "m2", "har"))


def settle(text: str, amounts: list[Amount], actors: ActorsFound) -> None:
    """Gives every currency whose sign or word several share its code."""
    _settle_tons(amounts)
    if any(a.shared is not None for a in amounts):
        sure = [a for a in amounts if a.kind == "money" and a.shared is None]
        named = {a.currency for a in sure if not a.rule.startswith("money_symbol")}
        signed = {a.currency for a in sure} | {a.currency for a in amounts if a.shared not in (None, "$")}
        places = _Places(actors)
        for amount in amounts:
            if amount.shared is not None:
                # a sign of letters, as "KSh", tells whose shillings the article means, but not whose "$"
                _settle_shared(text, amount, signed if _is_word(amount.shared) else named, places)
                is_open = amount.shared == "$" and amount.currency == "USD" and "USD" not in named
                if is_open and text[max(0, amount.start - 1) : amount.start] != "(":
                    _settle_own_dollar(amount, signed, places)


def _settle_tons(amounts: list[Amount]) -> None:
    """Plain tons are tonnes, but for articles that measure in pounds, miles and feet only."""
    tons = [a for a in amounts if a.unit == SHORT_TON and (a.unit_text or "").lower() in PLAIN]
    used = {a.unit for a in amounts if a.kind == "measure"} if tons else set[str | None]()
    if tons and not (used & CUSTOMARY and not used & METRIC):
        for amount in tons:
            amount.unit = "t"


def _is_word(spelling: str) -> bool:
    return spelling.isalpha() and spelling.islower() and spelling not in ANYWHERE


class _Places:
    """The countries that an article speaks of, by place: those of its actors, too."""

    def __init__(self, actors: ActorsFound) -> None:
        countries = {a.actor_id: a.country for a in actors.actors}
        found: list[tuple[int, int, str]] = []
        for mention in actors.mentions:
            actor = mention.actor_id or ""
            country = mention.place_country or countries.get(actor) or actor.partition("country/")[2]
            if country:
                found.append((mention.start_char, mention.end_char, country))
        found.sort()
        self.count = Counter(country for _, _, country in found)
        self._starts = [start for start, _, _ in found]
        self._ends = [end for _, end, _ in found]
        self._countries = [country for _, _, country in found]
        self.all = frozenset(self._countries)

    def near(self, offset: int) -> frozenset[str]:
        """The countries named shortly before ``offset`` or right after it."""
        first = bisect_left(self._starts, offset - NEAR)
        return frozenset(self._countries[first : bisect_left(self._starts, offset + NEAR // 4)])

    def beside(self, text: str, offset: int) -> str | None:
        """The country that a list of givers names right before ``offset``, or that pays: "and Oman 12 million rials"."""
        last = bisect_left(self._starts, offset) - 1
        if last < 0 or offset - self._ends[last] > MOST_BESIDE:
            return None
        between = text[self._ends[last] : offset]
        if between in (" ", ": ") and text.endswith(LISTING, 0, self._starts[last]):
            return self._countries[last]
        return self._countries[last] if paying_for().fullmatch(between) else None


@cache
def _dollar_countries() -> frozenset[str]:
    """Countries whose own press means their dollar by a bare one; the pesos of others are "$" only at home."""
    return frozenset({"US", *quantity_lexicon()["dollar_country"]})


@cache
def _at_home(spelling: str, usual: str | None) -> Mapping[str, str]:
    """Country -> code for the countries whose press means its own currency by a spelling that others share."""
    owners = currencies().owners.get(spelling, {})
    if spelling == "£":
        return {country: code for country, code in owners.items() if code == usual}
    if usual == "USD":
        return {country: code for country, code in owners.items() if country in _dollar_countries()}
    return owners


def _prevailing(home: Mapping[str, str], places: _Places) -> str | None:
    """The dollar of a country that the article speaks of more often than of all others together."""
    country, times = max(places.count.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    is_clear = times >= OFTEN and 2 * times > places.count.total()
    return home[country] if is_clear and country in home and country != "US" else None


def _main(home: Mapping[str, str], places: _Places) -> set[str]:
    """Currencies of the countries that the article is about: one named in passing does not make a dollar its own."""
    half = places.count.total() / 2
    return {home[country] for country, times in places.count.items() if country in home and times >= half}


def _settle_own_dollar(amount: Amount, signed: set[str | None], places: _Places) -> None:
    """After "NZ$2 billion" a bare sign in an article that speaks of New Zealand above all is the same dollar."""
    home = _at_home("$", "USD")
    most = sorted(((places.count[c], c) for c in home if places.count[c]), reverse=True)[:2]
    if most and home[most[0][1]] in signed - {"USD"} and (len(most) == 1 or most[0][0] > most[1][0]):
        amount.currency, amount.currency_from = home[most[0][1]], "context"


def _settle_shared(text: str, amount: Amount, named: set[str | None], places: _Places) -> None:
    """Named in full elsewhere, or used by the only such country spoken of; else the usual one, flagged as default.

    A conversion in brackets after another currency is in the usual one.
    """
    spelling, usual = amount.shared or "", amount.currency
    if text[max(0, amount.start - 1) : amount.start] == "(" and usual is not None:
        return
    home = _at_home(spelling, usual)
    beside = home.get(places.beside(text, amount.start) or "") if _is_word(spelling) else None
    if beside is not None:
        amount.currency, amount.currency_from = beside, "context"
        return
    owners = home if usual == "USD" else currencies().owners.get(spelling, {})
    full = {code for code in owners.values() if code in named}
    near = {home[country] for country in places.near(amount.start) if country in home}
    anywhere = {home[country] for country in places.all if country in home}
    at_home = _prevailing(home, places) if usual == "USD" else None
    if at_home is not None and not full:
        amount.currency, amount.currency_from = at_home, "context"
        return
    if usual == "USD":
        main = _main(home, places) | {"USD"}
        near, anywhere = near & main, anywhere & main
    for candidates in (full, near if usual is None or usual not in anywhere else set[str](), anywhere):
        if len(candidates) == 1:
            code = next(iter(candidates))
            amount.currency, amount.currency_from = code, "context"
            return
    if usual is not None:
        amount.currency_from = "default"
