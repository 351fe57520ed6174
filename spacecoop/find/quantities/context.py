"""Whose currency a shared sign or word means: told by the rest of the text, else the usual one, flagged as default.

``money`` reads the sign; here the article and its actors are asked.
"""

from __future__ import annotations

import re

from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.words import currencies
from spacecoop.tables import ActorMention

NEAR = 160
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
    _settle_bare(amounts)


def _country(mention: ActorMention) -> str | None:
    if mention.actor_id is not None and mention.actor_id.startswith("country/"):
        return mention.actor_id.removeprefix("country/")
    return mention.place_country


def _explicit(owners: dict[str, str] | object, explicit: set[str | None]) -> str | None:
    """The one currency among those sharing the sign that the article names in full elsewhere, if it is but one."""
    named = {code for code in owners.values() if code in explicit} if isinstance(owners, dict) else set()
    return next(iter(named)) if len(named) == 1 else None


def _near(amount: Amount, owners: dict[str, str] | object, places: list[tuple[int, str]]) -> str | None:
    """The currency of the one country spoken of close by that uses the sign."""
    return None


def _settle_bare(amounts: list[Amount]) -> None:
    """A bare number with a scale that repeats an amount of money said before is that money: "the 200 million"."""
    said: dict[float, Amount] = {}
    for amount in amounts:
        if amount.kind == "money" and amount.value is not None and amount.currency is not None:
            said[amount.value] = amount
        elif amount.kind == "number" and amount.numeral.scale_word and amount.value is not None and amount.value in said:
            known = said[amount.value]
            amount.kind, amount.rule, amount.currency, amount.currency_from = "money", "money_repeated", known.currency, "context"
