"""When a tie began and ended: which dates of its sentence belong to it, and whether one of them ends it.

Dates are found elsewhere; a date that another clause holds is left out, and nothing is inferred from the publication date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacecoop.frozen import frozen
from spacecoop.tables import DateMention

# A date of which nothing is known ("XXXX-XX-XX") is no start.
KNOWN = re.compile(r"\d")
# "until 2030" says when something ends.
UNTIL = re.compile(
    r"\b(?:until|till|up to|through|expir\w+ (?:in|on)|(?:run|runs|last|lasts|valid) to)\s+(?:the )?(?:(?:end|close|middle) of )?$",
    re.I,
)
# "signed in 2019", "since 1987": the date directly behind what it dates.
DIRECTLY = re.compile(
    r"[\s,]*(?:(?:was |were )?(?:signed|concluded|agreed|dating|back|begun|launched)\s+)?(?:(?:in|on|since|from|of|as of|early|late|last)\s+){0,2}$",
    re.I,
)
# Between a statement and its date no other verb stands: "bought it from China, withdrew from a course in 2019".
OTHER_VERB = re.compile(
    r"[,;]\s+(?:(?!signed\b|concluded\b|agreed\b)(?:[a-z]+ed|was|were|has|had|is|are|will|withdrew|left|went|came|took|made|gave|began)\b)",
    re.I,
)
# "signed the accords in 2023 and has worked with NASA": the date is the first verb's.
AND = re.compile(r"\b(?:and|but)\b")
# Of a verb in the past, "until" says that it is over: "cooperated until 2022".
PAST = re.compile(
    r"\b(?:co-?operated|collaborated|worked|partnered|shared|exchanged|trained|funded|financed|flew|ran|operated|built|was|were|had been|belonged)\b",
    re.I,
)
ALL_ALONG = re.compile(r"\b(?:has|have|will|is|are)\b", re.I)


@frozen
class Dated:
    """When a tie began and ended (EDTF), each as far as its sentence says; ``is_over`` where it tells that it has ended."""

    start: str | None = None
    end: str | None = None
    is_over: bool = False


class Dates:
    """The dates of one sentence."""

    def __init__(self, text: str, dates: Sequence[DateMention]) -> None:
        kept = [
            d
            for d in dates
            if d.kind == "date"
            and d.edtf
            and KNOWN.search(d.edtf)
            and d.precision != "vague"
            and d.role != "founding"
            and d.zone != "dateline"
        ]
        self._text = text
        self._ends = [
            d
            for d in kept
            if UNTIL.search(text, max(0, d.start_char - 40), d.start_char) or any(_is_range(o, d) for o in kept)
        ]
        self._others = [d for d in kept if d not in self._ends]

    def of(self, start: int, end: int, trigger: int) -> Dated:
        """Of the statement from ``start`` to ``end`` whose predicate begins at ``trigger``."""
        began = self._began(start, end, trigger)
        ends = self._ends[0] if len(self._ends) == 1 and self._is_beside(self._ends[0], start, end, trigger) else None
        said = self._text[start:end]
        is_over = ends is not None and PAST.search(said) is not None and ALL_ALONG.search(said) is None
        return Dated(began.edtf if began else None, ends.edtf if ends else None, is_over)

    def _began(self, start: int, end: int, trigger: int) -> DateMention | None:
        direct = [d for d in self._others if d.start_char >= end and DIRECTLY.fullmatch(self._text, end, d.start_char)]
        if direct:
            return direct[0]
        if len(self._others) != 1:
            return None
        return self._others[0] if self._is_beside(self._others[0], start, end, trigger) else None

    def _is_beside(self, date: DateMention, start: int, end: int, trigger: int) -> bool:
        """Whether no other clause holds the date."""
        if date.start_char >= end:
            return OTHER_VERB.search(self._text, end, date.start_char) is None
        return not (start < date.start_char < trigger and AND.search(self._text, date.end_char, trigger))


def _is_range(one: DateMention, other: DateMention) -> bool:
    """Whether a range runs from the one to the other."""
    return one.range_id is not None and one.range_id == other.range_id and one.start_char < other.start_char
