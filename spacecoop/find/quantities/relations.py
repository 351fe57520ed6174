"""How quantities hang together and whose they are: parts of totals, conversions, subjects.

Only what stands side by side in the words is related; a guess is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from spacecoop.find.quantities.amounts import Amount
from spacecoop.tables import ActorMention
from spacecoop.tables.mentions import QuantityKind, QuantityRole

OF_TOTAL = re.compile(r" (?:out )?of (?:(?:the|its|his|her|their|our|all|a total of) )?(?:(?:past|last|first|other) )?")
CONVERSION = re.compile(
    r" ?\((?:about |around |some |roughly |nearly |over |more than |or |approx\.? |equivalent to |~)?|,? or (?:about |around |some |roughly )?|,? equivalent to "
)
CLOSING = re.compile(r"[ )\],;.]|$")
CONVERTED: frozenset[QuantityKind] = frozenset(("money", "measure", "temperature"))
OWNED_ROLES: frozenset[QuantityRole] = frozenset(
    ("budget", "cost", "contribution", "membership", "member_countries", "signatories", "share", "capacity")
)
POSSESSOR = re.compile(r"(?:['’]s?|, whose)\s+(?:[\w-]+\s+){0,4}$")
HAS = re.compile(
    r"(?:,? which| that)?\s+(?:(?:currently|now|already|also|today)\s+)?(?:has|have|had|counts|comprises|includes|boasts|numbers|gathers|groups|brings together)\s+(?:[a-z]+\s+){0,2}$"
)
OF_ACTOR = re.compile(r"\s+(?:of|in|to|from|for|at) (?:the )?$")
MEMBERS: frozenset[QuantityRole] = frozenset(("membership", "member_countries"))
REACH = 110


def totals(text: str, amounts: list[Amount]) -> dict[int, int]:
    """Index of an amount -> index of the total it is a part of: "11 of the 12 member states"."""
    found: dict[int, int] = {}
    for i, (part, total) in enumerate(pairwise(amounts)):
        if (
            part.value is None
            or total.value is None
            or part.value >= total.value
            or part.kind not in ("number", "count")
        ):
            continue
        if total.kind in ("number", "count") and OF_TOTAL.fullmatch(text, part.end, total.start):
            found[i] = i + 1
    return found


def conversions(text: str, amounts: list[Amount]) -> dict[int, int]:
    """Index of an amount -> index of the one it converts: "1.3 billion yuan ($180 million)"."""
    found: dict[int, int] = {}
    for i, (said, converted) in enumerate(pairwise(amounts)):
        if said.kind not in CONVERTED or said.kind != converted.kind:
            continue
        is_same = said.currency == converted.currency if said.kind == "money" else said.unit == converted.unit
        if is_same or not CONVERSION.fullmatch(text, said.end, converted.start):
            continue
        if CLOSING.match(text, converted.end):
            found[i + 1] = i
    return found


class Owners:
    """The actors of a document by place, to ask whose a quantity is."""

    def __init__(self, mentions: tuple[ActorMention, ...]) -> None:
        self._mentions = sorted(
            (m for m in mentions if m.actor_id is not None), key=lambda m: (m.start_char, m.end_char)
        )
        self._starts = [m.start_char for m in self._mentions]

    def subject(self, text: str, amount: Amount, role: QuantityRole, sentence: tuple[int, int]) -> str | None:
        """The actor that the words next to the quantity make its owner, for roles that have one."""
        if role not in OWNED_ROLES or not self._mentions:
            return None
        first = bisect_left(self._starts, max(sentence[0], amount.start - REACH))
        last = bisect_right(self._starts, amount.start)
        for mention in reversed(self._mentions[first:last]):
            if mention.end_char > amount.start:
                continue
            between = text[mention.end_char : amount.start]
            if POSSESSOR.fullmatch(between) or HAS.fullmatch(between) or _gives(role).fullmatch(between):
                return mention.actor_id
        after = bisect_left(self._starts, amount.end)
        is_inside = after < len(self._mentions) and self._starts[after] < sentence[1] and role in MEMBERS
        if is_inside and OF_ACTOR.fullmatch(text, amount.end, self._starts[after]):
            return self._mentions[after].actor_id
        return None


def _gives(role: QuantityRole) -> re.Pattern[str]:
    return GIVES if role in ("contribution", "budget", "cost") else NOTHING


GIVES = re.compile(
    r"(?:\s*\([^()]{1,30}\))?,?\s+(?:(?:has|have|had|will|would|also|already|recently|is|are|to|plans?|agreed|decided|intends?|annually)\s+){0,4}"
    r"(?:allocat|appropriat|award|contribut|donat|earmark|financ|fund|grant|inject|invest|pay|paid|pledg|provid|rais|spen[dt]|set aside|subscrib|commit)\w{0,4}\s+"
    r"(?:(?:a|an|another|additional|further|extra|about|up to|some|out|over|more|than|the|its)\s+){0,3}"
)
NOTHING = re.compile(r"(?!)")
