"""Parts and totals: "11 of the 12 member states", "1,200 delegates, including 30 observers and 12 ministers".

A part is tied to its total by words that say so, inside one sentence; what either counts is known before.
"""

from __future__ import annotations

import re
from decimal import Decimal

from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.things import places
from spacecoop.tables.mentions import QuantityKind

OF_TOTAL = re.compile(
    r" (?:out )?of (?:(?:the|its|his|her|their|our|all|a total of) )?(?:(?:past|last|first|other) )?"
    r"| (?:from|out of) (?:a|the) total(?: number)? of "
    r"| (?:out )?of (?:the |an? )?(?:[\w.-]{1,24} ){0,3}[\w.-]{1,24}['’]s? "
)
HEDGES = r"(?: (?:the|a|an|about|around|some|at least|more than|over|nearly|up to|another))?"
INCLUDING = re.compile(
    rf"\b(?:including|included|includes|include|among (?:them|whom|which)|of (?:which|whom)|comprising|composed of|consisting of|made up of|counting){HEDGES} $"
)
OF_WHOM = re.compile(r",? of (?:which|whom|them|these|those)\b")
OF_IT = re.compile(r" of (?:it|that|this)\b(?! [a-z]+ (?:is|was)\b)")
OF_THIS = re.compile(r"\bof (?:this|that)(?: (?:amount|figure|money|sum|total))?,? $")
AFRICANS = re.compile(r",? of (?:them|which|whom),?(?: are| were)?(?: in| from)? ([a-z]+)")
OF_WHICH = re.compile(r"\bof (?:which|whom),?[a-z ]{0,12}$")
ORIGIN = re.compile(r"\b(?:from|in|across|representing)(?: [a-z]+){0,2} $")
OF_ALL = re.compile(r"(?:^|[.;:,—–] |\n)of (?:(?:the|its|their|these|those|all|a total of) )*$", re.IGNORECASE)
AFTER_ALL = re.compile(r"[^,;.]{0,60},(?: (?:only|just|about|some|at least|more than))? ")
BY_MODE = r"(?:in[ -]person|online|virtually|remotely|on[ -]?site|face to face|by video)"
MODE = re.compile(rf" {BY_MODE}\b")
IN_BRACKETS = re.compile(r" ?\((?:of (?:whom|which|them) |with )?$")
LISTED = re.compile(rf"(?: {BY_MODE})?(?:,? and |, )(?:about |some |over |more than )?")
SUMMED: frozenset[QuantityKind] = frozenset(("number", "count", "money"))
SHARES = frozenset(("fraction", "ratio"))
REACH = 40
REMEMBERED = 12
LEAST_SUM, MOST_PARTS = 3, 6


def totals(lower: str, amounts: list[Amount], ordinals: list[int]) -> dict[int, int]:
    """Index of an amount -> index of the total it is a part of; ``ordinals`` are the amounts' sentences."""
    found = {i: total for total in range(len(amounts)) for i in summed(amounts, total, ordinals)}
    for i in range(1, len(amounts)):
        if i in found:
            continue
        of_this = _of_this_sum(lower, amounts, ordinals, i)
        if of_this is not None:
            found[i] = of_this
            continue
        if ordinals[i] == ordinals[i - 1]:
            if is_of_total(lower, amounts[i - 1], amounts[i]):
                found[i - 1] = i
                continue
            total = _total_before(lower, amounts, ordinals, i, found)
            if total is not None:
                found[i] = total
    return found


def _of_this_sum(lower: str, amounts: list[Amount], ordinals: list[int], i: int) -> int | None:
    """As in "Of this, 3 million will go to a lander": the last sum said before, in the sentence or the one before it."""
    part = amounts[i]
    if part.kind != "money":
        return None
    if OF_THIS.search(lower, max(0, part.start - REACH), part.start) is None and OF_IT.match(lower, part.end) is None:
        return None
    for before in range(i - 1, -1, -1):
        if ordinals[before] < ordinals[i] - 1:
            return None
        if amounts[before].kind == "money" and amounts[before].currency == part.currency:
            return before if _is_smaller(part, amounts[before]) else None
    return None


def summed(amounts: list[Amount], total: int, ordinals: list[int]) -> range:
    """The amounts after a total, in its sentence, that come to it together: "seven tents, five Indian and two Greek"."""
    whole = amounts[total]
    none = range(0)
    if whole.kind not in ("count", "money") or whole.value is None or whole.value < LEAST_SUM or whole.rule in SHARES:
        return none
    rest = Decimal(repr(whole.value))
    for i in range(total + 1, min(len(amounts), total + 1 + MOST_PARTS)):
        part = amounts[i]
        is_one = (
            part.value is not None and part.value > 0 and part.comparator == "exact" and _is_of_one_noun(part, whole)
        )
        if not is_one or ordinals[i] != ordinals[total] or not _is_smaller(part, whole):
            return none
        rest -= Decimal(repr(part.value))
        if rest <= 0:
            return range(total + 1, i + 1) if rest == 0 and i > total + 1 else none
    return none


def _is_of_one_noun(part: Amount, whole: Amount) -> bool:
    """Whether a part names no noun, or that of the whole, or people who are of some kind."""
    if part.thing is None or whole.thing is None:
        return part.kind == whole.kind or not part.is_measured
    if part.thing.head.lower() == whole.thing.head.lower():
        return True
    return part.thing.kind == whole.thing.kind == "person"


def is_of_total(lower: str, part: Amount, total: Amount) -> bool:
    """As in "11 of the 12 member states": the part stands straight before its total."""
    return _is_smaller(part, total) and OF_TOTAL.fullmatch(lower, part.end, total.start) is not None


def is_all(lower: str, part: Amount, total: Amount) -> bool:
    """Whether a total is only what a part is told of, so that what is said in the sentence is said of the part."""
    if part.start < total.start:
        return is_of_total(lower, part, total)
    return _is_of_all(lower, total, part)


def is_included(lower: str, part: Amount) -> bool:
    """Whether the words beside a number say that it is a part of what was counted before."""
    before = INCLUDING.search(lower, max(0, part.start - REACH), part.start)
    if before is not None or OF_WHOM.match(lower, part.end) is not None:
        return True
    is_aside = IN_BRACKETS.search(lower, max(0, part.start - REACH), part.start) is not None
    return is_aside and MODE.match(lower, part.end) is not None


def total_of(lower: str, amounts: list[Amount], part: Amount) -> int | None:
    """Index of the amount before a part that is its total, null where two may be.

    "42 applications from 27 countries, of which 18" are applications; "including 18" might be either.
    """
    may_be = [i for i, a in enumerate(amounts) if _is_smaller(part, a) and _is_alike(part, a)]
    if len(may_be) < 2 or part.thing is not None:
        return may_be[-1] if may_be else None
    nearest = amounts[may_be[-1]]
    of_them = AFRICANS.match(lower, part.end)
    is_placed = of_them is not None and of_them.group(1) in places()
    if not is_origin(lower, nearest) or (is_placed and nearest.thing is not None and nearest.thing.kind == "country"):
        return may_be[-1]
    is_of_whom = OF_WHICH.search(lower, max(0, part.start - REACH), part.start) or OF_WHOM.match(lower, part.end)
    return may_be[-2] if is_of_whom else None


def is_origin(lower: str, amount: Amount) -> bool:
    """Whether an amount only tells where those counted before come from: "1,856 abstracts from 61 countries"."""
    return ORIGIN.search(lower, max(0, amount.start - REACH), amount.start) is not None


def _total_before(lower: str, amounts: list[Amount], ordinals: list[int], i: int, found: dict[int, int]) -> int | None:
    part, previous = amounts[i], amounts[i - 1]
    if is_included(lower, part):
        first = max(0, i - REMEMBERED)
        first = next(n for n in range(first, i + 1) if ordinals[n] == ordinals[i])
        total = total_of(lower, amounts[first:i], part)
        return None if total is None else first + total
    if i - 1 in found and LISTED.fullmatch(lower, previous.end, part.start) and _is_alike(part, previous):
        return found[i - 1] if found[i - 1] < i - 1 and _is_smaller(part, amounts[found[i - 1]]) else None
    return i - 1 if _is_of_all(lower, previous, part) else None


def _is_of_all(lower: str, total: Amount, part: Amount) -> bool:
    """As in "of the 45 countries invited, 30 came"."""
    if not _is_smaller(part, total) or AFTER_ALL.fullmatch(lower, total.end, part.start) is None:
        return False
    return OF_ALL.search(lower, max(0, total.start - REACH), total.start) is not None


def _is_smaller(part: Amount, total: Amount) -> bool:
    """Whether both are sums of one kind and the part is less than the total."""
    if part.kind not in SUMMED or total.kind not in SUMMED:
        return False
    is_open = part.kind == "number" and part.numeral.scale_word is not None and not part.is_measured
    if not is_open and (part.kind == "money") != (total.kind == "money"):
        return False
    if part.rule in SHARES or total.rule in SHARES:
        return False
    less, more = _size(part), _size(total)
    is_same = part.currency == total.currency or is_open
    return less is not None and more is not None and less < more and is_same


def _size(amount: Amount) -> float | None:
    if amount.value is not None:
        return amount.value
    return amount.high if amount.high is not None else amount.low


def _is_alike(part: Amount, total: Amount) -> bool:
    if part.thing is None or total.thing is None:
        return True
    kinds = {part.thing.kind, total.thing.kind}
    return len(kinds) == 1 or kinds <= {"person", "member"}
