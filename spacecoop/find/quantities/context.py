"""Whose currency a shared sign or word means: told by the rest of the text, else the usual one, flagged as default.

``money`` reads the sign; here the article and its actors are asked.
"""

from __future__ import annotations

from functools import cache

from spacecoop.find.found import ActorsFound
from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.words import currencies, quantity_lexicon

NEAR = 160


def settle(text: str, amounts: list[Amount], actors: ActorsFound) -> None:
    """Gives every currency whose sign or word several share its code."""
    if any(a.shared is not None for a in amounts):
        named = {a.currency for a in amounts if a.kind == "money" and a.shared is None and a.rule != "money_symbol"}
        places = _places(actors)
        for amount in amounts:
            if amount.shared is not None:
                _settle_shared(text, amount, named, places)


@cache
def _dollar_countries() -> tuple[str, ...]:
    """Countries whose own press means their dollar by a bare one; the pesos of others are "$" only at home."""
    return ("US", *quantity_lexicon()["dollar_country"])


def _places(actors: ActorsFound) -> list[tuple[int, str]]:
    """Start of each mention that belongs to a country, with the country's code."""
    countries = {a.actor_id: a.country for a in actors.actors}
    found: list[tuple[int, str]] = []
    for mention in actors.mentions:
        actor = mention.actor_id or ""
        country = mention.place_country or countries.get(actor) or actor.partition("country/")[2]
        if country:
            found.append((mention.start_char, country))
    return found


def _settle_shared(text: str, amount: Amount, named: set[str | None], places: list[tuple[int, str]]) -> None:
    """Named in full elsewhere, or used by the only such country spoken of; else the usual one, flagged as default.

    A conversion in brackets after another currency is in the usual one.
    """
    owners = currencies().owners.get(amount.shared or "", {})
    usual = amount.currency
    told = (
        owners if usual != "USD" else {country: owners[country] for country in _dollar_countries() if country in owners}
    )
    if text[max(0, amount.start - 1) : amount.start] == "(" and usual is not None:
        return
    full = {code for code in owners.values() if code in named}
    near = {told[c] for at, c in places if c in told and -NEAR < at - amount.start < NEAR // 4}
    anywhere = {told[c] for _, c in places if c in told}
    for candidates in (full, near if usual is None or usual not in anywhere else set[str](), anywhere):
        if len(candidates) == 1:
            code = next(iter(candidates))
            amount.currency, amount.currency_from = code, "context"
            return
    if usual is not None:
        amount.currency_from = "default"
