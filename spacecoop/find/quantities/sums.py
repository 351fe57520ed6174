"""What a sum of money is: a budget, a cost, a contribution or a price.

Told by the nearest telling word of its clause; what other quantities are is decided by ``roles``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.words import alternation, cues, word_set
from spacecoop.tables.mentions import QuantityRole

FOR_SALE = re.compile(
    r"\b(?:tickets?|seats?|admission|entry|registration|subscriptions?|pass(?:es)?)(?: [a-z]+){0,3} $"
)
# who gives public money to those who spend it
VOTING = re.compile(
    r"\b(?:administration|appropriat\w+|bill|budget|cabinet|congress|house|lawmakers|parliament|request|senate|spending plan)\b"
)
IN_A_BUDGET = re.compile(
    r" (?:\([^()]{1,30}\) )?(?:in|from|under) (?:its|the|their|this|next|last) [^,.;]{0,30}\bbudget\b"
)
BUDGET_RAISED = re.compile(r"\bbudgets?\b[^,;]{0,60}\braised\b")
# "$816 million more than requested" is what lies between two sums.
DIFFERENCE = re.compile(
    r"\s*(?:more|less|higher|lower|fewer)\s+than\b|\s*(?:above|below|short of)\s+(?:the|what|last)\b"
)
RANKED = re.compile(r"\b(?:came|comes|ranked|ranks|followed)\b[^.;]{0,90}\bwith\s+$")
PUT = re.compile(r"\bput(?:s|ting)? $")
INTO = re.compile(r"(?: \([^()]{1,40}\))? (?:in|into|towards?)\b")
NEXT_CLAUSE = re.compile(r", (?:of which|whose|which|while|but|and|who)\b")


def role_of(amount: Amount, left: str, right: str) -> QuantityRole:
    """By the nearest telling word; one after the amount must follow closely."""
    if amount.per is not None and amount.per.lower() not in ("year", "month", "quarter"):
        return "price"
    nearest: tuple[int, str] | None = None
    left += amount.comparator_words
    for m in _money_cues().finditer(left):
        nearest = (len(left) - m.end(), _told_by(m, left[: m.start()], left[m.end() :]))
    if RANKED.search(left):
        return "contribution"
    if DIFFERENCE.match(right):
        return "other"
    if PUT.search(left) and INTO.match(right):
        return "contribution"
    after = _money_cues().search(NEXT_CLAUSE.split(right[:45], maxsplit=1)[0])
    if after and (nearest is None or after.start() < nearest[0]):
        nearest = (after.start(), _told_by(after, left, ""))
    if nearest is None:
        return "other"
    if nearest[1] == "contribution" and IN_A_BUDGET.match(right):
        return "budget"
    return "budget" if BUDGET_RAISED.search(left) else cast("QuantityRole", nearest[1])


def _told_by(cue: re.Match[str], before: str, after: str) -> str:
    """The role that a cue gives: what a thing for sale costs is its price, what an economy is worth no cost."""
    role, word = cue.lastgroup or "", cue.group()
    if word == "share" and _worth_no_cost().search(after[:60]):
        return "other"
    if role == "contribution" and word.startswith(("gave", "giv", "provid")) and VOTING.search(before[-90:]):
        return "budget"
    if role != "cost":
        return role
    if word in ("cost", "costs", "costing") and FOR_SALE.search(before):
        return "price"
    if not word.startswith(("worth", "value")):
        return role
    given = _giving().search(before[-30:])
    if given is not None:
        return "contribution"
    return "other" if _worth_no_cost().search(f"{before[-60:]} {after[:60]}") else role


@cache
def _money_cues() -> re.Pattern[str]:
    groups = "|".join(
        f"(?P<{role}>{alternation(w.replace('_', ' ') for w in words)})" for role, words in cues("money_role").items()
    )
    return re.compile(rf"(?<!\w)(?:{groups})(?!\w)")


@cache
def _worth_no_cost() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternation(word_set('worth_no_cost'))})(?!\w)")


@cache
def _giving() -> re.Pattern[str]:
    words = cues("money_role")["contribution"]
    return re.compile(rf"(?<![\w-])(?:{alternation(w.replace('_', ' ') for w in words)})(?!\w)")
