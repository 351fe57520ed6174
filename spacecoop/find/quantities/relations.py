"""Which quantity converts another, and whose a quantity is.

Only what stands side by side in the words is related; a guess is left out. Parts are the business of ``totals``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.paying import giving_to, paying_for, votes
from spacecoop.tables import ActorMention
from spacecoop.tables.mentions import QuantityKind, QuantityRole

CONVERSION = re.compile(
    r" ?\((?:about |around |some |roughly |nearly |over |more than |or |approx\.? |equivalent to |~)?|,? or (?:about |around |some |roughly )?|,? equivalent to | [—–-] (?:about |around |some |roughly |or )?"
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
FROM_ACTOR = re.compile(r"(?: [a-z]+){0,3} (?:from|by) (?:the )?")
FOR_ACTOR = re.compile(r"(?: [a-z]+){0,2} (?:for|to) (?:the )?")
BUDGET_NOUN = r"(?:budgets?|costs?|spending|funding|contributions?|expenditure|share|subscription|outlay|investments?)"
FOR_YEAR = r"(?: (?:for|in) (?:(?:the|fiscal|financial|year|years|fy|FY) ?){0,4}[\d/–-]{0,9})?"
STATES = (
    r"(?:is|was|will be|would be|stands at|stood at|totals?|totalled|amounts? to|comes? to|came to|reache[sd]|has reached|rose to|fell to|grew to|of|at"
    r"|(?:(?:would|will|is to|was to|is set to|is due to|may|could) )?(?:be (?:cut|raised|held) (?:to|at)|(?:climb|drop|fall|grow|increase|rise|shrink)s? to))"
)
HEDGED = r"(?: (?:set|put|about|around|roughly|estimated|at|more|than|over|nearly|a|total|of)){0,4}"
BUDGET_IS = re.compile(
    rf"(?:['’]s?)?(?! (?:and|at|by|estimate[ds]?|for|from|in|of|on|puts?|says?|said|to|with) )(?: [\w-]+){{0,3}} {BUDGET_NOUN}"
    rf"(?: (?:to|in|for) (?:[\w'’-]+ ){{0,4}}[\w'’-]+)??{FOR_YEAR}(?: (?:now|currently|also))? {STATES}{HEDGED} "
)
BUDGET_OF = re.compile(rf"\b{BUDGET_NOUN} (?:of|for|by) (?:the )?$")
IS = re.compile(rf"{FOR_YEAR} {STATES}{HEDGED} ")
COSTS = re.compile(r"\bcost(?:s|ing)? (?:the )?$")
NEAR_THE_SUM = re.compile(r" (?:about |around |some |nearly |over |more than )?")
GIVEN: frozenset[QuantityRole] = frozenset(("budget", "contribution", "cost"))
MEMBERS: frozenset[QuantityRole] = frozenset(("membership", "member_countries"))
REACH = 110
JOINT = re.compile(r"(?: and| &)(?: the)? $")
POSSESSIVE = ("'", "’")


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
        self._ends = frozenset(m.end_char for m in self._mentions)

    def _is_joint(self, text: str, mention: ActorMention) -> bool:
        joint = JOINT.search(text, max(0, mention.start_char - 8), mention.start_char)
        return joint is not None and joint.start() in self._ends

    def has_body(self, start: int, end: int) -> bool:
        """Whether an actor other than a mission is named in ``[start, end)``."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return any(m.kind != "mission" for m in self._mentions[first:last])

    def subject(self, text: str, amount: Amount, role: QuantityRole, sentence: tuple[int, int]) -> str | None:
        """The actor that the words next to the quantity make its owner, for roles that have one."""
        if role not in OWNED_ROLES or not self._mentions:
            return None
        first = bisect_left(self._starts, max(sentence[0], amount.start - REACH))
        last = bisect_right(self._starts, amount.start)
        for mention in reversed(self._mentions[first:last]):
            if mention.end_char > amount.start or votes(mention.text):
                continue
            between = text[mention.end_char : amount.start]
            if self._is_joint(text, mention) and not between.startswith(POSSESSIVE):
                continue  # "China and Brazil paid": neither alone
            if owns(role, between, text[max(sentence[0], mention.start_char - REACH) : mention.start_char]):
                # what a minister promises is not his own
                return mention.actor_id if mention.title is None else mention.affiliation_actor_id
        after = bisect_left(self._starts, amount.end)
        if after < len(self._mentions) and self._starts[after] < sentence[1]:
            pattern = _after(role)
            if pattern is not None and pattern.fullmatch(text, amount.end, self._starts[after]):
                return self._mentions[after].actor_id
        return None


def owns(role: QuantityRole, between: str, before: str) -> bool:
    """Whether what stands before an actor, and between it and the amount, makes the amount the actor's."""
    if POSSESSOR.fullmatch(between) or HAS.fullmatch(between):
        return True
    if role not in GIVEN or PLACED.search(before):
        return False
    if role == "contribution" and WITH_SUM.fullmatch(between):
        return True
    if role == "contribution" and between == " " and before.endswith((", ", " and ", ", the ", " and the ")):
        return True
    if role == "budget" and between == " " and giving_to().search(before) is not None:
        return True  # "the request would give NASA 18 billion"
    if paying_for().fullmatch(between) or BUDGET_IS.fullmatch(between):
        return True
    if role == "cost" and COSTS.search(before) and NEAR_THE_SUM.fullmatch(between):
        return True
    return BUDGET_OF.search(before) is not None and IS.fullmatch(between) is not None


def _after(role: QuantityRole) -> re.Pattern[str] | None:
    if role in MEMBERS:
        return OF_ACTOR
    if role == "contribution":
        return FROM_ACTOR
    return FOR_ACTOR if role == "budget" else None


# where somebody is who pays or has: "a company in Nairobi paid"
PLACED = re.compile(r"\b(?:around|at|from|in|near|outside) (?:the )?$", re.IGNORECASE)
# "Germany gave 5 billion, France 3 billion", "followed by France with 3.2 billion"
WITH_SUM = re.compile(r"\s+with\s+(?:(?:about|around|some|nearly|roughly|over|up to)\s+)?")
