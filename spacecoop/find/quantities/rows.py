"""Rows of the tables ``quantities`` and ``rejected``, with what needs the sentence: role, subject, total, conversion.

Nothing is found here.
"""

from __future__ import annotations

from dataclasses import replace

from spacecoop.find.quantities import purposes, relations, roles, totals
from spacecoop.find.quantities.amounts import Amount, Refusal
from spacecoop.frozen import frozen
from spacecoop.tables import ActorMention, QuantityMention, Rejected
from spacecoop.tables.mentions import QuantityKind, QuantityRole
from spacecoop.text import Reading


def rows(
    reading: Reading, lower: str, amounts: list[Amount], mentions: tuple[ActorMention, ...]
) -> tuple[QuantityMention, ...]:
    """One row an amount, in reading order."""
    ids = [reading.identify("quantities", a.start, a.end) for a in amounts]
    ordinals = [reading.sentence_at(a.start) for a in amounts]
    total_of = totals.totals(lower, amounts, ordinals)
    converted = relations.conversions(reading.text, amounts)
    owners = relations.Owners(mentions)
    all_of = {total for part, total in total_of.items() if totals.is_all(lower, amounts[part], amounts[total])}
    made: list[QuantityMention] = []
    for i, amount in enumerate(amounts):
        sentence = reading.sentences[ordinals[i]]
        if amount.end > sentence[1]:  # a stop inside the amount: "Rs. 500 crore"
            sentence = sentence[0], reading.sentences[reading.sentence_at(amount.end - 1)][1]
        left, right = roles.around(lower, amount.start, *_reach(lower, amounts, total_of, i, sentence))
        thing = amount.thing
        counted = "" if thing is None else lower[min(thing.start, amount.numeral.end) : thing.end]
        if thing is not None and roles.is_of_one_country(counted, left):
            amount.thing = thing = replace(thing, kind="other")
        role = roles.role_of(amount, counted, left, right)
        if i in all_of:
            role = roles.of_all(amount, role)
        is_part = amount.rule == "count_elided" and total_of.get(i, i) < i
        if is_part and amount.thing is amounts[total_of[i]].thing:
            whole = made[total_of[i]].role
            role = role if whole == "other" else whole  # of those invited some came
        if amount.kind == "money" and thing is None:
            amount.thing = purposes.purpose(reading.text, lower, amount, role, sentence, owners)
        told = Told(
            role=made[converted[i]].role if i in converted else role,
            is_expected=role not in ("duration", "share") and roles.is_expected(left, right),
            subject=owners.subject(reading.text, amount, role, sentence),
            total=ids[total_of[i]] if i in total_of else None,
            converted=ids[converted[i]] if i in converted else None,
        )
        made.append(_row(reading, ids[i], amount, told))
    return tuple(made)


def _reach(
    lower: str, amounts: list[Amount], total_of: dict[int, int], i: int, sentence: tuple[int, int]
) -> tuple[tuple[int, int], int]:
    """The sentence as far as it tells of an amount, and where the words after it begin: a total's words tell nothing."""
    total = amounts[total_of[i]] if i in total_of else None
    if total is None or not totals.is_all(lower, amounts[i], total):
        return sentence, amounts[i].end
    if total.start < amounts[i].start:
        return (total.end, sentence[1]), amounts[i].end
    return sentence, total.end


@frozen
class Told:
    """What the sentence tells of an amount."""

    role: QuantityRole
    is_expected: bool
    subject: str | None
    total: str | None
    converted: str | None


def _row(reading: Reading, quantity_id: str, amount: Amount, told: Told) -> QuantityMention:
    thing = amount.thing
    return QuantityMention(
        **reading.place(amount.start, amount.end),
        rule=amount.rule,
        quantity_id=quantity_id,
        kind=_kind(amount),
        comparator=amount.comparator,
        value=amount.value,
        low=amount.low,
        high=amount.high,
        mantissa=amount.mantissa,
        scale_word=amount.numeral.scale_word,
        scale=amount.scale,
        currency=amount.currency,
        currency_from=amount.currency_from,
        unit=amount.unit,
        unit_text=amount.unit_text,
        per=amount.per,
        thing=None if thing is None else reading.text[thing.start : thing.end],
        thing_head=None if thing is None else thing.head,
        thing_class=None if thing is None else thing.kind,
        role=told.role,
        part_of_total=told.total,
        equivalent_of=told.converted,
        subject_actor_id=told.subject,
        expected=told.is_expected,
    )


def rejected(reading: Reading, refusal: Refusal) -> Rejected:
    """A number turned down, with the reason in words."""
    return Rejected(
        document_id=reading.document.document_id,
        start_char=refusal.start,
        end_char=refusal.end,
        finder="quantities",
        text=reading.text[refusal.start : refusal.end],
        reason=refusal.reason,
    )


def _kind(amount: Amount) -> QuantityKind:
    """A count below zero counts nothing: it is a difference, or a level."""
    ends = (amount.value, amount.low, amount.high)
    return "number" if amount.kind == "count" and any(end is not None and end < 0 for end in ends) else amount.kind
