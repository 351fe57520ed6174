"""Rows of the tables ``quantities`` and ``rejected``, with what needs the sentence: role, subject, total, conversion.

Nothing is found here.
"""

from __future__ import annotations

from spacecoop.find.quantities import relations, roles
from spacecoop.find.quantities.amounts import Amount, Refusal
from spacecoop.tables import ActorMention, QuantityMention, Rejected
from spacecoop.text import Reading


def rows(
    reading: Reading, lower: str, amounts: list[Amount], mentions: tuple[ActorMention, ...]
) -> tuple[QuantityMention, ...]:
    """One row an amount, in reading order."""
    ids = [reading.identify("quantities", a.start, a.end) for a in amounts]
    total_of = relations.totals(reading.text, amounts)
    converted = relations.conversions(reading.text, amounts)
    owners = relations.Owners(mentions)
    made: list[QuantityMention] = []
    for i, amount in enumerate(amounts):
        sentence = reading.sentences[reading.sentence_at(amount.start)]
        left, right = roles.around(lower, amount, sentence)
        thing = amount.thing
        counted = "" if thing is None else lower[thing.start : thing.end]
        role = roles.role_of(amount, counted, left, right)
        if i in converted and made:
            role = made[converted[i]].role
        numeral = amount.numeral
        made.append(
            QuantityMention(
                **reading.place(amount.start, amount.end),
                rule=amount.rule,
                quantity_id=ids[i],
                kind=amount.kind,
                comparator=amount.comparator,
                value=amount.value,
                low=amount.low,
                high=amount.high,
                mantissa=amount.mantissa,
                scale_word=numeral.scale_word,
                scale=amount.scale,
                currency=amount.currency,
                currency_from=amount.currency_from,
                unit=amount.unit,
                unit_text=amount.unit_text,
                per=amount.per,
                thing=None if thing is None else reading.text[thing.start : thing.end],
                thing_head=None if thing is None else thing.head,
                thing_class=None if thing is None else thing.kind,
                role=role,
                part_of_total=ids[total_of[i]] if i in total_of else None,
                equivalent_of=ids[converted[i]] if i in converted else None,
                subject_actor_id=owners.subject(reading.text, amount, role, sentence),
                expected=roles.is_expected(left, right) if role not in ("duration", "share") else False,
            )
        )
    return tuple(made)


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
