"""Numbers, money, counts and measures: every quantity an article states, with what bounds it.

``scan`` finds numerals, ``amounts`` reads what stands around each, ``ranges`` joins them, ``elided`` fills in what
parallel numbers share, ``separators`` what a full stop parts, ``lists`` a scale said once, ``roles`` says what they are of and ``relations`` whose; dates and names with numbers in them are masked.
"""

from __future__ import annotations

from spacecoop.find.found import ActorsFound, DatesFound, QuantitiesFound
from spacecoop.find.quantities import context, elided, lists, ranges, rows, scan, separators
from spacecoop.text import Reading


def find(reading: Reading, dates: DatesFound, actors: ActorsFound) -> QuantitiesFound:
    """Every quantity of the article, in reading order; ``dates`` and ``actors`` mask their numbers."""
    walk = scan.Walk(reading, dates, actors)
    read, refused = walk.amounts()
    amounts, untied = ranges.join(reading.text, walk.lower, read)
    lists.settle(reading.text, amounts)
    context.settle(reading.text, amounts, actors)
    separators.settle(reading.text, walk.lower, amounts)
    elided.settle(reading, amounts)
    mentions = rows.rows(reading, walk.lower, amounts, actors.mentions)
    return QuantitiesFound(mentions, tuple(rows.rejected(reading, refusal) for refusal in (*refused, *untied)))
