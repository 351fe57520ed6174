"""Whose currency a shared sign or word means: told by the rest of the text, else the usual one, flagged as default.

``money`` reads the sign; here the article and its actors are asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import re

from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.words import currencies
from spacecoop.tables import ActorMention

NEAR = 160
COMPARED = re.compile(
    r",? (?:up from|down from|compared (?:with|to)|(?:up|down) (?:on|to)|against|versus|than|from|to|(?:or|and) about)(?: (?:the|a|some|about))? ?"
)
LISTED = re.compile(r",? (?:and|or) |, ")
COMPARABLE = frozenset(("$", "dollar", "dollars"))


def settle(text: str, amounts: list[Amount], mentions: tuple[ActorMention, ...]) -> None:
    """Gives every shared currency its code: another mention of the same currency word, then the countries around."""
    explicit = {a.currency for a in amounts if a.kind == "money" and a.shared is None and a.currency is not None}
    places = [(m.start_char, country) for m in mentions if (country := _country(m)) is not None]
    for amount in amounts:
        if amount.shared is None:
            continue
        owners = currencies().owners.get(amount.shared, {})
        code = _explicit(owners, explicit) or _near(amount, owners, places)
        if code is not None and code != amount.currency:
            amount.currency, amount.currency_from = code, "context"
        elif amount.currency is not None:
            amount.currency_from = "context" if code == amount.currency else "default"
    _settle_repeated(amounts)
    _settle_elided(text, amounts)


def _country(mention: ActorMention) -> str | None:
    if mention.actor_id is not None and mention.actor_id.startswith("country/"):
        return mention.actor_id.removeprefix("country/")
    return mention.place_country


def _explicit(owners: Mapping[str, str], explicit: set[str | None]) -> str | None:
    """The one currency among those sharing the sign that the article names in full elsewhere, if it is but one."""
    named = {code for code in owners.values() if code in explicit}
    return next(iter(named)) if len(named) == 1 else None


def _near(amount: Amount, owners: Mapping[str, str], places: list[tuple[int, str]]) -> str | None:
    """The currency of the country spoken of close by that uses the sign, if only one does and the usual one is not."""
    near = {owners[country] for at, country in places if country in owners and -NEAR < at - amount.start < NEAR // 4}
    return next(iter(near)) if len(near) == 1 else None


def _settle_repeated(amounts: list[Amount]) -> None:
    """A bare number with a scale that repeats an amount of money said before is that money: "the 200 million"."""
    said: dict[float, Amount] = {}
    for amount in amounts:
        if amount.kind == "money" and amount.value is not None and amount.currency is not None:
            said[amount.value] = amount
        elif amount.kind == "number" and amount.numeral.scale_word and amount.value is not None and amount.value in said:
            known = said[amount.value]
            amount.kind, amount.rule, amount.currency, amount.currency_from = "money", "money_repeated", known.currency, "context"


def _settle_elided(text: str, amounts: list[Amount]) -> None:
    """A bare number beside a measured one that it is compared or listed with is of the same measure.

    "3.9 million headsets, up from 2.4 million"; "two, three and four bedrooms".
    """
    for said, elided in zip(amounts, amounts[1:], strict=False):
        if said.is_measured and not elided.is_measured and COMPARED.fullmatch(text, said.end, elided.start):
            if said.kind in ("count", "money", "percent", "measure") and _is_of_one_size(said, elided):
                _copy(said, elided)
    for elided, said in reversed(list(zip(amounts, amounts[1:], strict=False))):
        if said.is_measured and not elided.is_measured and LISTED.fullmatch(text, elided.end, said.start):
            if said.kind in ("count", "percent", "measure", "duration") and said.comparator != "range":
                _copy(said, elided)


def _is_of_one_size(said: Amount, elided: Amount) -> bool:
    one, other = said.value or said.high, elided.value
    return one is not None and other is not None and one > 0 and 0.05 <= other / one <= 20


def _copy(said: Amount, elided: Amount) -> None:
    elided.kind, elided.thing, elided.unit, elided.unit_text = said.kind, said.thing, said.unit, said.unit_text
    elided.currency, elided.is_measured, elided.rule = said.currency, True, f"{said.kind}_elided"
    elided.currency_from = "context" if said.currency is not None else None
