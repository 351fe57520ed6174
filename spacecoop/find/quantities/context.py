"""Whose currency a shared sign or word means: told by the rest of the text, else the usual one, flagged as default.

``money`` reads the sign; here the article and its actors are asked.
"""

from __future__ import annotations

import re
from itertools import pairwise

from spacecoop.find.found import ActorsFound
from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.words import currencies

NEAR = 160
COMPARABLE = frozenset(("count", "money", "percent", "measure"))
LISTABLE = frozenset(("count", "percent", "measure", "duration"))
COMPARED = re.compile(
    r",? (?:up from|down from|compared (?:with|to)|(?:up|down) (?:on|to)|against|versus|than|from|to|(?:or|and) about)(?: (?:the|a|some|about))? ?"
)
LISTED = re.compile(r",? (?:and|or) |, ")


def settle(text: str, amounts: list[Amount], actors: ActorsFound) -> None:
    """Gives every shared currency its code, and bare numbers the measure of what they are compared with."""
    if any(a.shared is not None for a in amounts):
        named = {a.currency for a in amounts if a.kind == "money" and a.shared is None and a.rule != "money_symbol"}
        places = _places(actors)
        for amount in amounts:
            if amount.shared is not None:
                _settle_shared(text, amount, named, places)
    _settle_repeated(amounts)
    _settle_elided(text, amounts)
    _settle_shares(amounts)


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
    if text[max(0, amount.start - 1) : amount.start] == "(" and usual is not None:
        return
    full = {code for code in owners.values() if code in named}
    near = {owners[c] for at, c in places if c in owners and -NEAR < at - amount.start < NEAR // 4}
    anywhere = {owners[c] for _, c in places if c in owners}
    for candidates in (full, near if usual is None or usual not in anywhere else set[str](), anywhere):
        if len(candidates) == 1:
            code = next(iter(candidates))
            amount.currency, amount.currency_from = code, "context"
            return
    if usual is not None:
        amount.currency_from = "default"


def _settle_shares(amounts: list[Amount]) -> None:
    """As in "70 per cent of the bill and Brazil 30 per cent": the second is a share of the same whole."""
    for said, elided in pairwise(amounts):
        if said.kind == elided.kind == "percent" and said.thing is not None and elided.thing is None:
            total = (said.value or 0) + (elided.value or 0)
            if elided.start - said.end < NEAR and total in (100, 100.0):
                elided.thing = said.thing


def _settle_repeated(amounts: list[Amount]) -> None:
    """A bare number with a scale that repeats an amount of money said before is that money: "the 200 million"."""
    said: dict[float, Amount] = {}
    for amount in amounts:
        if amount.kind == "money" and amount.value is not None and amount.currency is not None:
            said[amount.value] = amount
        elif (
            amount.kind == "number" and amount.numeral.scale_word and amount.value is not None and amount.value in said
        ):
            known = said[amount.value]
            amount.kind, amount.rule, amount.currency, amount.currency_from = (
                "money",
                "money_repeated",
                known.currency,
                "context",
            )


def _settle_elided(text: str, amounts: list[Amount]) -> None:
    """A bare number beside a measured one that it is compared or listed with is of the same measure.

    "5.1 million tickets, up from 4.8 million"; "two, three and four bedrooms".
    """
    for said, elided in pairwise(amounts):
        is_open = said.is_measured and not elided.is_measured and said.kind in COMPARABLE
        if is_open and COMPARED.fullmatch(text, said.end, elided.start) and _is_of_one_size(said, elided):
            _copy(said, elided)
    for elided, said in reversed(list(pairwise(amounts))):
        is_open = said.is_measured and not elided.is_measured and said.kind in LISTABLE and said.comparator != "range"
        if is_open and LISTED.fullmatch(text, elided.end, said.start):
            _copy(said, elided)


def _is_of_one_size(said: Amount, elided: Amount) -> bool:
    one, other = said.value or said.high, elided.value
    return one is not None and other is not None and one > 0 and 0.05 <= other / one <= 20


def _copy(said: Amount, elided: Amount) -> None:
    elided.kind, elided.thing, elided.unit, elided.unit_text = said.kind, said.thing, said.unit, said.unit_text
    elided.currency, elided.is_measured, elided.rule = said.currency, True, f"{said.kind}_elided"
    elided.currency_from = "context" if said.currency is not None else None
