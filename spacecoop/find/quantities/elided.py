"""What a bare number leaves out, taken from the parallel one in its sentence: "12 in May, compared with 90 boats".

Only structure licenses it (a comparison, a list, a change, a conversion in brackets); nearness alone never does.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import cache
from itertools import pairwise

from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.changes import is_change_before
from spacecoop.find.quantities.letters import PAID
from spacecoop.find.quantities.things import is_modifier
from spacecoop.find.quantities.totals import MODE, is_all, is_included, is_of_total, is_origin, summed, total_of
from spacecoop.find.quantities.words import alternation, cues, word_set
from spacecoop.text import Reading

NEAR = 160
REMEMBERED = 12
COMPARABLE = frozenset(("count", "money", "percent", "measure"))
LISTABLE = frozenset(("count", "percent", "measure", "duration"))
SHARED = LISTABLE | {"money"}
# "40 million of its 90 million pounds"
OF_SUM = re.compile(r" (?:out )?of (?:the |its |their |his |her )?(?:total (?:of )?)?")
HEDGES = r"(?: (?:the|a|an|about|around|some|just|only|nearly|over|another))?"
COMPARED = re.compile(
    rf",? (?:up from|down from|compared (?:with|to)|(?:up|down) (?:on|to)|against|versus|(?:less |more |fewer )?than|from|to|(?:or|and) about){HEDGES} ?"
)
LISTED = re.compile(r",? (?:and|or) |, ")
MODIFIED = re.compile(r" ((?:[\w-]{1,24} ?){1,2})(?:,| (?:and|or))(?: (?:all|some|about))?(?: the)? ")
SAME = r"(from|in|for|by|to|with|on|at|under|last|this) "
PARALLEL = re.compile(rf"(?: [a-z][a-z-]{{1,20}}){{0,4}}? {SAME}[^,;.()\n]{{2,40}}?(?:,? and|,? or|, but|,|;) ")
SAME_AFTER = re.compile(rf" {SAME}")
WHEN = re.compile(r" (?:last|this|in (?:\d{4}|[a-z]+ \d{4}|the (?:first|second|previous|past)))\b")
CHANGED_TO = re.compile(
    r",? to (?:(?:a |the )?(?:close|end|finish|stand|record|high|low|total)\w* (?:of|at) |reach |(?:drop|fall|rise|climb|grow) to )?"
)
OR_SHARE = re.compile(r",? or ")
CONTRASTED = re.compile(rf"\b(?:compared (?:with|to)|against|versus|vs\.?|up from|down from){HEDGES} $")
WHILE = re.compile(r"\b(?:while|whereas)\b[^.;\n]*\b(?:is|was|at|of|to)(?: (?:a|the))? $")
INDIAN = frozenset(("crore", "crores", "lakh", "lakhs", "cr", "Cr"))
CLAUSE_CLOSES = re.compile(r"[,.;)\n]|$| (?:and|while|but|by|for|from|in|over|that|the|to|towards?)\b")
BRACKETED = re.compile(r" ?\(")
FINE_FIGURES = re.compile(r"\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+")
CAME = re.compile(r"(?:^|[,;] |, (?:and|but|while) | and | but | of (?:which|whom),? )(?:only |just |about |some )?$")
OF_ALL = re.compile(r" of (?:the|its|their|all) (?:the )?")
LEAST = 1e3
# "from 2.9 billion in 2019 to 3.4 billion euros"
IN_YEAR_TO = re.compile(
    r" (?:in|at the end of|by) (?:[A-Za-z]+ )?\d{4},? to (?:about |around |more than |nearly |over )?"
)
SMALL_FACTOR = 20
# "short of the 18 billion that it asked for", "France, which put in 3 billion"
SET_BESIDE = re.compile(
    r"\b(?:short of|below|above|against|instead of|rather than|than|put in|set aside|put up|paid in) (?:the )?$"
)


def settle(reading: Reading, amounts: list[Amount]) -> None:
    """Gives bare numbers the currency, unit or thing of the number that they go with, sentence by sentence."""
    _repeated(amounts)
    _paid(reading.lower, amounts)
    _beside(reading.text, amounts)
    _shares(reading.lower, amounts)
    _others(amounts)
    _summed(reading, amounts)
    for place, bare in enumerate(amounts):
        if not _is_bare(bare):
            continue
        sentence = reading.sentences[reading.sentence_at(bare.start)]
        before = [a for a in amounts[max(0, place - REMEMBERED) : place] if a.start >= sentence[0]]
        after = [a for a in amounts[place + 1 : place + 2] if a.start < sentence[1]]
        source = _source(reading, [*before, bare, *after], len(before), sentence)
        if source is not None:
            _copy(source, bare)


def _summed(reading: Reading, amounts: list[Amount]) -> None:
    """As in "seven tents, five Indian and two Greek": bare numbers that come to a count are parts of it."""
    if not any(_is_bare(amount) for amount in amounts):
        return
    ordinals = [reading.sentence_at(amount.start) for amount in amounts]
    for total, whole in enumerate(amounts):
        for i in summed(amounts, total, ordinals) if whole.kind == "count" else ():
            if _is_bare(amounts[i]):
                _copy(whole, amounts[i])


def _source(reading: Reading, near: list[Amount], i: int, sentence: tuple[int, int]) -> Amount | None:
    """The amount of the sentence whose measure the bare one at ``i`` leaves out, if any does."""
    if len(near) < 2:
        return None
    text, lower = reading.text, reading.lower
    return (
        _contrasted(lower, near, i, sentence)
        or _changed(text, lower, near, i)
        or _risen(lower, near, i)
        or _converted(text, near, i)
        or _money_of_sentence(reading, near, i)
        or _part(lower, near, i)
        or _came(lower, near, i, sentence)
        or _parallel(lower, near, i)
        or _by_mode(lower, near, i)
    )


def _is_bare(amount: Amount) -> bool:
    return not amount.is_measured and amount.value is not None and not amount.numeral.is_fraction


def _repeated(amounts: list[Amount]) -> None:
    """A bare number with a scale that repeats an amount of money said before is that money: "the 200 million"."""
    said: dict[float, Amount] = {}
    for amount in amounts:
        if amount.kind == "money" and amount.value is not None and amount.currency is not None:
            said[amount.value] = amount
        elif amount.kind == "number" and amount.numeral.scale_word and amount.value in said:
            known = said[amount.value]
            amount.kind, amount.rule, amount.is_measured = "money", "money_repeated", True
            amount.currency, amount.currency_from = known.currency, "context"


def _paid(lower: str, amounts: list[Amount]) -> None:
    """As in "the probe cost 450 crore": money, where the article has one currency, or rupees for crores and lakhs."""
    codes = sorted({a.currency for a in amounts if a.kind == "money" and a.currency is not None})
    before: set[str] = set()
    for bare in amounts if codes else ():
        if bare.currency is not None:
            before.add(bare.currency)
        is_big = _is_bare(bare) and (bare.numeral.scale or 1.0) >= LEAST
        if not is_big or not PAID.search(lower, max(0, bare.start - 40), bare.start):
            continue
        code = "INR" if bare.numeral.scale_word in INDIAN and "INR" in codes else _only(before) or _only(codes)
        if code is not None and CLAUSE_CLOSES.match(lower, bare.end):
            bare.kind, bare.rule, bare.is_measured = "money", "money_elided", True
            bare.currency, bare.currency_from = code, "context"


def _only(codes: Collection[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


def _beside(text: str, amounts: list[Amount]) -> None:
    """A bare number beside a measured one that it is compared or listed with is of the same measure.

    "7.2 million tickets, up from 6.9 million"; "two, three and four bedrooms".
    """
    for said, elided in pairwise(amounts):
        is_open = said.is_measured and not elided.is_measured and said.kind in COMPARABLE
        if is_open and COMPARED.fullmatch(text, said.end, elided.start) and _are_of_one_size(said, elided, 20):
            _copy(said, elided)
    for elided, said in reversed(list(pairwise(amounts))):
        is_open = said.is_measured and _is_bare(elided) and said.kind in SHARED and said.comparator != "range"
        if elided.numeral.scale_word is not None and said.kind == "percent":
            continue  # "48.5 million, 6 per cent more"
        is_part = said.kind == "money" and OF_SUM.fullmatch(text, elided.end, said.start) is not None
        if is_open and (is_part or (said.kind in LISTABLE and LISTED.fullmatch(text, elided.end, said.start))):
            _copy(said, elided)
        elif is_open and said.thing is not None and _is_modified(text, elided, said):
            _copy(said, elided)
            at = text.rfind(said.thing.head, said.thing.start, said.thing.end)
            elided.thing = replace(said.thing, start=at, end=at + len(said.thing.head))


def _is_modified(text: str, elided: Amount, said: Amount) -> bool:
    """As in "41 African and all 27 European states", which share their noun."""
    between = MODIFIED.fullmatch(text, elided.end, said.start)
    return between is not None and all(is_modifier(word.lower()) for word in between.group(1).split())


def _shares(lower: str, amounts: list[Amount]) -> None:
    """As in "70 per cent of the bill and Brazil 30 per cent", where the second is a share of the same whole.

    In "half of the 300 seats" the whole is counted.
    """
    for said, elided in pairwise(amounts):
        if said.kind == elided.kind == "percent" and said.thing is not None and elided.thing is None:
            total = (said.value or 0) + (elided.value or 0)
            if elided.start - said.end < NEAR and total in (100, 100.0):
                elided.thing = said.thing
        is_counted = said.thing is None and said.rule in ("fraction", "percent") and elided.thing is not None
        if is_counted and OF_ALL.fullmatch(lower, said.end, elided.start):
            said.thing = elided.thing


def _others(amounts: list[Amount]) -> None:
    """As in "killed seven soldiers and wounded 12 others": the others are of the class counted before."""
    for said, others in pairwise(amounts):
        is_near = others.start - said.end < NEAR
        if is_near and others.thing is not None and said.thing is not None and others.thing.head.lower() == "others":
            others.thing = replace(others.thing, kind=said.thing.kind)


def _contrasted(lower: str, amounts: list[Amount], i: int, sentence: tuple[int, int]) -> Amount | None:
    """As in "90 boats were sold, compared with 12" and the other way round, and "31.50 yen, while ... is 28.25"."""
    bare = amounts[i]
    if CONTRASTED.search(lower, max(sentence[0], bare.start - 40), bare.start):
        return _nearest(amounts[:i], bare, 20)
    if i + 1 < len(amounts) and CONTRASTED.search(
        lower, max(bare.end, amounts[i + 1].start - 40), amounts[i + 1].start
    ):
        return _nearest(amounts[i + 1 : i + 2], bare, 20)
    if not FINE_FIGURES.fullmatch(lower, bare.numeral.start, bare.numeral.end) or i == 0:
        return None
    is_while = WHILE.search(lower, max(amounts[i - 1].end, bare.start - NEAR), bare.start) and CLAUSE_CLOSES.match(
        lower, bare.end
    )
    return _nearest(amounts[i - 1 : i], bare, 3) if is_while else None


def _nearest(amounts: list[Amount], bare: Amount, size: float) -> Amount | None:
    for said in reversed(amounts):
        if said.is_measured and said.kind in COMPARABLE and _are_of_one_size(said, bare, size):
            return said
    return None


def _changed(text: str, lower: str, amounts: list[Amount], i: int) -> Amount | None:
    """As in "rose 12 points to 2,310": the level has the unit of its change, unless that is a share or small money.

    After a share it has that of a level named before: "sank to 2,310 points, while a second gained 2% to 1,905",
    or of the change that the share tells once more: "rose 12 points, or 2%, to 2,310".
    """
    said = amounts[i - 1] if i else None
    if said is None or not said.is_measured or not CHANGED_TO.fullmatch(text, said.end, amounts[i].start):
        return None
    if said.kind == "percent" and i > 1 and OR_SHARE.fullmatch(text, amounts[i - 2].end, said.start):
        said = amounts[i - 2]
    if not is_change_before(lower, said.start):
        return None
    if said.kind == "percent":
        return _nearest([a for a in amounts[: i - 1] if a.kind != "percent"], amounts[i], 3)
    return said if said.kind in ("count", "measure", "money") and said.rule != "money_minor" else None


def _risen(lower: str, amounts: list[Amount], i: int) -> Amount | None:
    """As in "from 2.9 billion in 2019 to 3.4 billion euros in 2021"."""
    bare, after = amounts[i], amounts[i + 1] if i + 1 < len(amounts) else None
    if after is None or after.kind not in COMPARABLE or not lower.startswith("from ", bare.start - len("from ")):
        return None
    is_told = IN_YEAR_TO.fullmatch(lower, bare.end, after.start) or IN_YEAR_TO.fullmatch(
        lower, bare.end, after.inner_start
    )
    return after if is_told and after.is_measured and _are_of_one_size(after, bare, 20) else None


def _converted(text: str, amounts: list[Amount], i: int) -> Amount | None:
    """As in "2 million yen ($18,000) and 3 million ($27,000)": a second conversion at the rate of the first."""
    bare = amounts[i]
    if i < 2 or i + 1 >= len(amounts) or not _is_bracketed(text, bare, amounts[i + 1]):
        return None
    for said, conversion in pairwise(amounts[:i]):
        if (
            said.kind != "money"
            or conversion.currency != amounts[i + 1].currency
            or said.currency == conversion.currency
        ):
            continue
        known, told = _rate(said, conversion), _rate(bare, amounts[i + 1])
        if _is_bracketed(text, said, conversion) and known and told and 0.8 < known / told < 1.25:
            return said
    return None


def _is_bracketed(text: str, said: Amount, conversion: Amount) -> bool:
    return conversion.kind == "money" and bool(BRACKETED.fullmatch(text, said.end, conversion.start))


def _rate(said: Amount, conversion: Amount) -> float | None:
    return conversion.value / said.value if said.value and conversion.value is not None else None


def _money_of_sentence(reading: Reading, amounts: list[Amount], i: int) -> Amount | None:
    """As in "pledged 9 billion euros, with Spain giving 2 billion and Italy 1.5 billion".

    The number must be big, stand at the end of its clause and follow a giver or a word of giving, and the sentence
    may hold only one currency.
    """
    bare = amounts[i]
    money = [a for a in amounts[:i] if a.kind == "money" and a.currency is not None]
    if not money or (bare.numeral.scale or 1.0) < LEAST or len({a.currency for a in money}) > 1:
        return None
    if not CLAUSE_CLOSES.match(reading.text, bare.end):
        return None
    before = reading.text[max(money[-1].end, bare.start - 40) : bare.start]
    return money[-1] if _gives(before) else None


def _gives(before: str) -> bool:
    words = before.split()
    if not words or before[-1] != " ":
        return False
    last = words[-1]
    if last.lower() in _giving() or (last[0].isupper() and last.isalpha()) or SET_BESIDE.search(before):
        return True
    return len(words) > 1 and words[-2] in ("the", "its", "their") and last in word_set("givers")


@cache
def _giving() -> frozenset[str]:
    return cues("money_role")["contribution"] | cues("money_role")["cost"] | word_set("giving")


def _part(lower: str, amounts: list[Amount], i: int) -> Amount | None:
    """As in "11 of the 12 member states" and "30 agencies, including 5 from Africa"."""
    bare = amounts[i]
    if i + 1 < len(amounts) and amounts[i + 1].thing is not None and is_of_total(lower, bare, amounts[i + 1]):
        return amounts[i + 1]
    if i and amounts[i - 1].thing is not None and is_of_total(lower, amounts[i - 1], bare):
        return amounts[i - 1]
    if (
        i
        and amounts[i - 1].kind == "count"
        and amounts[i - 1].thing is not None
        and is_all(lower, bare, amounts[i - 1])
    ):
        return amounts[i - 1]
    if not is_included(lower, bare):
        return None
    measured = [a for a in amounts[:i] if a.is_measured]
    total = total_of(lower, measured, bare)
    return None if total is None else measured[total]


def _came(lower: str, amounts: list[Amount], i: int, sentence: tuple[int, int]) -> Amount | None:
    """As in "45 countries were invited and 30 came": what came is what was counted before."""
    bare = amounts[i]
    if bare.numeral.scale_word is not None or not _verb().match(lower, bare.end):
        return None
    if not CAME.search(lower, max(sentence[0], bare.start - 12), bare.start):
        return None
    counted = [a for a in amounts[:i] if a.kind == "count" and a.thing is not None]
    if len(counted) > 1 and is_origin(lower, counted[-1]):
        counted.pop()
    thing = counted[-1].thing if counted else None
    return None if thing is None or thing.kind in ("time", "other") else counted[-1]


def _parallel(lower: str, amounts: list[Amount], i: int) -> Amount | None:
    """As in "30 delegates from Africa and 12 from Asia", "45 states in 2018 and 60 last year"."""
    bare, said = amounts[i], amounts[i - 1] if i else None
    if said is None or not said.is_measured or said.kind not in SHARED or not _are_of_one_size(said, bare, 100):
        return None
    after = SAME_AFTER.match(lower, bare.end)
    between = PARALLEL.fullmatch(lower, said.end, bare.start) if after is not None else None
    if between is None or after is None:
        return None
    is_when = WHEN.match(lower, between.start(1) - 1) is not None and WHEN.match(lower, bare.end) is not None
    return said if is_when or between.group(1) == after.group(1) else None


def _by_mode(lower: str, amounts: list[Amount], i: int) -> Amount | None:
    """As in "240 participants, 90 in person and 150 online"."""
    if not MODE.match(lower, amounts[i].end):
        return None
    people = [a for a in amounts[:i] if a.kind == "count" and a.thing is not None and a.thing.kind == "person"]
    return people[-1] if people else None


@cache
def _verb() -> re.Pattern[str]:
    coming = alternation(word.replace("_", " ") for word in word_set("attendance", "after"))
    return re.compile(
        rf" (?:(?:have|had|were|are|did|may|might|could|will|would|can|of (?:them|these|those)) )?(?:{coming}|were|are|have|had)(?!\w)"
    )


def _are_of_one_size(said: Amount, elided: Amount, factor: float) -> bool:
    one, other = said.value or said.high or said.low, elided.value
    if one is None or other is None or one == 0:
        return False
    return 1 / factor <= abs(other / one) <= factor and (factor > SMALL_FACTOR or other / one > 0)


def _copy(said: Amount, elided: Amount) -> None:
    elided.kind, elided.thing, elided.unit, elided.unit_text = said.kind, said.thing, said.unit, said.unit_text
    elided.currency, elided.is_measured, elided.rule = said.currency, True, f"{said.kind}_elided"
    elided.currency_from = "context" if said.currency is not None else None
    elided.per = elided.per or said.per
