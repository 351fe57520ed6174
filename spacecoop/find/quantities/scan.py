"""The walk over an article: every numeral in reading order, read to an amount or turned down with a reason.

Overlaps are settled here: a numeral that lies in an amount already read is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacecoop.find.found import ActorsFound, DatesFound
from spacecoop.find.quantities import money, ordinals, vetoes
from spacecoop.find.quantities.amounts import Amount, Refusal, read
from spacecoop.find.quantities.numerals import numeral_at, scan
from spacecoop.find.quantities.things import is_plural, singular_class
from spacecoop.find.quantities.vetoes import Masks
from spacecoop.find.quantities.words import number_words
from spacecoop.text import Reading

MASKING_DATES = frozenset(("date", "time", "set"))
DATED = "part of a date"
NAMED = "part of a name"
LABEL_GAP = 6
BESIDE_A_NAME = frozenset((" ", "(", ", ", " (", " , ", " ( "))
SURNAME = re.compile(r"(?:^|[.!?][\"”]? |\n|\b[a-z]+ |\bThe )[A-Z][a-z]+(?:[-’'][A-Z]?[a-z]+)*$")
# after an age in commas the sentence goes on about the person
SAYS_OR_IS = re.compile(
    r", (?:who|whose|an?|the|now|then|also|is|was|has|had|will|would|joined|became|leads|led|said|says|told|took|won|works|worked|served|\w{3,12}ed)\b"
)
PRICE_GAP = re.compile(r" ?[-–] ?| (?:to|or) ")
TIMES = frozenset(("duration", "age"))
BIG_AFTER = re.compile(r" ?(?:million|billion|trillion|thousand|crore|lakh|(?:bl?n|ml?n|m|trl?n|tn|k)\b)")


class Walk:
    """One pass over a text. ``done`` is the end of what was read so far, ``priced`` of the last currency's words."""

    def __init__(self, reading: Reading, dates: DatesFound, actors: ActorsFound) -> None:
        self.reading = reading
        self.text, self.lower = reading.text, reading.lower
        self.masks = Masks(_masked(dates, actors))
        self.people = frozenset(m.end_char for m in actors.mentions if m.kind == "person")
        self.others = frozenset(m.end_char for m in actors.mentions if m.kind != "person")
        self.found: list[Amount] = []
        self.refused: list[Refusal] = []
        self.ordinals: dict[int, Amount] = {}
        self.done = 0
        self.priced = 0

    def amounts(self) -> tuple[list[Amount], list[Refusal]]:
        """Amounts and refusals of the article's own zones, in reading order."""
        ordinal = [a for a in ordinals.find(self.text, self.lower) if self.reading.inside(a.start)]
        self.ordinals = {a.start: a for a in ordinal}
        for start, end, is_row in scan(self.lower):
            if not is_row:
                self._visit(start, end)
            elif self.reading.inside(start):
                self.refused.append(Refusal(start, end, "figures in a row"))
        return sorted([*self.found, *ordinal], key=lambda a: a.inner_start), self.refused

    def _visit(self, start: int, end: int) -> None:
        """Reads the numeral that may start here."""
        if start < self.done or not self.reading.inside(start):
            return
        if start in self.ordinals:
            self.done = self.ordinals[start].end
            return
        outcome = self._outcome(start, end)
        if outcome is None:
            return
        if isinstance(outcome, Amount):
            masked = self.masks.reason(start, end)
            is_priced = outcome.kind == "money" and masked == NAMED and self.text[start - 1 : start].isalpha()
            is_told = outcome.kind in TIMES or outcome.rule == "times"
            is_free = masked == DATED and (is_told or self._is_no_year(outcome))
            if masked is not None and not is_priced and not is_free:
                outcome = Refusal(start, end, masked)
            elif (not outcome.is_measured or outcome.rule == "count_of") and self._follows_a_label(outcome):
                outcome = Refusal(start, end, vetoes.LABELLED)
        if isinstance(outcome, Refusal):
            self.refused.append(outcome)
            self.done = max(self.done, outcome.end)
            return
        self.found.append(outcome)
        self.done = outcome.numeral.end
        self.priced = outcome.end if outcome.kind == "money" else 0

    def _is_no_year(self, amount: Amount) -> bool:
        """Whether figures that look like a year are an amount: "an average of 1700", "from 800 to 1900 engineers"."""
        if self.lower[max(0, amount.inner_start - 16) : amount.inner_start].endswith(vetoes.AMOUNT_OF):
            return True
        first = self.found[-1] if self.found and amount.kind == "count" else None
        if first is None or first.is_measured or (first.value or 0) >= (amount.value or 0):
            return False
        return self.text[first.end : amount.start] == " to " and self.lower.startswith("from ", first.start - 5)

    def _follows_a_label(self, amount: Amount) -> bool:
        """Whether the number goes on a list of labels: "satellites 5 and 6", "Articles 3, 4 and 12"."""
        last = self.refused[-1] if self.refused else None
        if last is None or last.reason != vetoes.LABELLED or amount.start - last.end > LABEL_GAP:
            return False
        return self.text[last.end : amount.start].strip(" ") in (",", "and", "or", "to", ", and", "–", "&")

    def _outcome(self, start: int, end: int) -> Amount | Refusal | None:
        text, lower = self.text, self.lower
        if not lower[start].isdecimal():
            if lower[start].isalpha() and start and (lower[start - 1].isalnum() or lower[start - 1] == "_"):
                return None
            numeral = numeral_at(text, lower, start, end, False)
            return None if numeral is None else read(text, lower, numeral, None, False)
        plain = lower[start:end].isdecimal() and not BIG_AFTER.match(lower, end)
        sign = money.before(text, start, plain)
        if sign is not None and sign.start < self.priced:
            sign = None
        numeral = numeral_at(text, lower, start, end, sign is not None or self._goes_on_a_price(start))
        if numeral is None:
            return Refusal(start, end, "no number in these figures")
        if sign is None and text[start - 1 : start] == " ":
            named = money.word_before(text, start)
            sign = named if named is not None and named.start >= self.priced else None
        return read(text, lower, numeral, sign, self._is_aged(start, end))

    def _goes_on_a_price(self, start: int) -> bool:
        """Whether the figures are the other end of a price that shows no scale: "£5-6m"."""
        last = self.found[-1] if self.found else None
        if last is None or last.kind != "money" or last.end != last.numeral.end:
            return False
        if last.scale != 1.0 and len(last.numeral.scale_word or "") != 1:
            return False
        return start - last.end < LABEL_GAP and PRICE_GAP.fullmatch(self.text, last.end, start) is not None

    def _is_aged(self, start: int, end: int) -> bool:
        """Whether a person's name stands right before: "Maria Rossi, 44," or "Maria Rossi (44)" or "Rossi, 44, said"."""
        before = self.text[max(0, start - 3) : start]
        gap = before[len(before.rstrip(" ,(")) :]
        name_end = start - len(gap)
        if name_end in self.people and gap in BESIDE_A_NAME:
            return True
        if gap != ", " or end - start != 2 or name_end in self.others:
            return False
        if SAYS_OR_IS.match(self.lower, end) is None:
            return False
        if SURNAME.search(self.text, max(0, name_end - 32), name_end) is not None:
            return True
        return singular_class(self.lower[max(0, name_end - 24) : name_end].rpartition(" ")[2]) == "person"


def _counts(name: str) -> bool:
    """Whether a name is a count at the start of a sentence: "Eleven Arab states"."""
    first, _, rest = name.partition(" ")
    return first.lower() in number_words().cardinal and is_plural(rest.rpartition(" ")[2]) and rest[-2:].islower()


def _masked(dates: DatesFound, actors: ActorsFound) -> Iterator[tuple[int, int, str]]:
    for row in dates.mentions:
        if row.kind in MASKING_DATES:
            yield row.start_char, row.end_char, DATED
    for mention in actors.mentions:
        if _counts(mention.text):
            continue
        yield mention.start_char, mention.end_char, NAMED
