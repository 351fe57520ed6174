"""The walk over an article: every numeral in reading order, read to an amount or turned down with a reason.

Overlaps are settled here: a numeral that lies in an amount already read is not read again.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacecoop.find.found import ActorsFound, DatesFound
from spacecoop.find.quantities import money
from spacecoop.find.quantities.amounts import Amount, Refusal, read
from spacecoop.find.quantities.numerals import numeral_at, scanner
from spacecoop.find.quantities.vetoes import Masks
from spacecoop.text import Reading

MASKING_DATES = frozenset(("date", "time", "set"))


def lowered(text: str) -> str:
    """``text`` in lower case with every character at its place, also those whose lower case is longer."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def amounts(reading: Reading, dates: DatesFound, actors: ActorsFound) -> tuple[list[Amount], list[Refusal]]:
    """Amounts and refusals of the article's own zones."""
    text, lower = reading.text, lowered(reading.text)
    masks = Masks(_masked(dates, actors))
    found: list[Amount] = []
    refused: list[Refusal] = []
    done = 0
    for start, end in _candidates(lower):
        if start < done or not reading.inside(start):
            continue
        reason = masks.reason(start, end)
        outcome = Refusal(start, end, reason) if reason else _read(text, lower, start, end)
        if outcome is None:
            continue
        if isinstance(outcome, Refusal):
            refused.append(outcome)
            done = outcome.end
        else:
            found.append(outcome)
            done = outcome.numeral.end
    return found, refused


def _candidates(lower: str) -> Iterator[tuple[int, int]]:
    for m in scanner().finditer(lower):
        yield m.start(), m.end()


def _read(text: str, lower: str, start: int, end: int) -> Amount | Refusal | None:
    sign = money.before(text, start) if lower[start].isdecimal() else None
    if lower[start].isalpha() and start and (lower[start - 1].isalnum() or lower[start - 1] == "_"):
        return None
    numeral = numeral_at(text, lower, start, end, sign is not None)
    if numeral is None:
        return Refusal(start, end, "no number in these figures") if lower[start].isdecimal() else None
    if sign is not None and money.needs_size(text, start) and numeral.mantissa is not None and text[start:end].isdecimal() and numeral.scale_word is None:
        return Refusal(start, end, "number of a name")
    return read(text, lower, numeral, sign)


def _masked(dates: DatesFound, actors: ActorsFound) -> Iterator[tuple[int, int, str]]:
    for row in dates.mentions:
        if row.kind in MASKING_DATES:
            yield row.start_char, row.end_char, "part of a date"
    for mention in actors.mentions:
        yield mention.start_char, mention.end_char, "part of a name"
