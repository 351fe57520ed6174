"""Rows of the table ``quantities`` from amounts, with what needs the sentence: role, subject, expected, total.

Nothing is found here.
"""

from __future__ import annotations

from spacecoop.find.quantities.amounts import Amount
from spacecoop.tables import QuantityMention
from spacecoop.tables.mentions import QuantityRole
from spacecoop.text import Reading


def row(reading: Reading, amount: Amount, role: QuantityRole, is_expected: bool, subject: str | None, total: str | None, equivalent: str | None) -> QuantityMention:
    """One row; a range has no value and no mantissa, an indefinite number no mantissa."""
    numeral, thing = amount.numeral, amount.thing
    return QuantityMention(
        **reading.place(amount.start, amount.end),
        rule=amount.rule,
        quantity_id=reading.identify("quantities", amount.start, amount.end),
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
        part_of_total=total,
        equivalent_of=equivalent,
        subject_actor_id=subject,
        expected=is_expected,
    )
