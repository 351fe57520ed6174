"""Numbers, money, counts and measures: every quantity an article states, with what bounds it.

``scan`` finds numerals, ``amounts`` reads what stands around each, ``ranges`` joins them, ``roles`` says what they
are of; dates and names with numbers in them are masked.
"""

from __future__ import annotations

from spacecoop.find.found import ActorsFound, DatesFound, QuantitiesFound
from spacecoop.find.quantities import ranges, rows, scan
from spacecoop.find.quantities.amounts import Refusal
from spacecoop.tables import Rejected
from spacecoop.text import Reading


def find(reading: Reading, dates: DatesFound, actors: ActorsFound) -> QuantitiesFound:
    """Every quantity of the article, in reading order; ``dates`` and ``actors`` mask their numbers."""
    amounts, refusals = scan.amounts(reading, dates, actors)
    joined, untied = ranges.join(reading.text, amounts)
    refusals.extend(untied)
    mentions = tuple(rows.row(reading, a, "other", False, None, None, None) for a in joined)
    return QuantitiesFound(mentions, tuple(_rejected(reading, r) for r in refusals))


def _rejected(reading: Reading, refusal: Refusal) -> Rejected:
    return Rejected(
        document_id=reading.document.document_id,
        start_char=refusal.start,
        end_char=refusal.end,
        finder="quantities",
        text=reading.text[refusal.start : refusal.end],
        reason=refusal.reason,
    )
