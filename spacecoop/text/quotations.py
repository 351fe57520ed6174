"""Stretches between quotation marks, of any of the styles that news uses; apostrophes are no marks.

Who speaks, and whether it is speech at all, is decided in ``find.statements``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING = {"“": "”", "«": "»", "„": "“", '"': '"'}
MARK = re.compile(r"[“”«»„\"]|\n")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Half-open span with its marks; ``is_closed`` is false when the paragraph ended first."""

    start: int
    end: int
    is_closed: bool


def quotations(text: str) -> tuple[Quotation, ...]:
    """Quoted stretches in order; one that no mark closes ends with its paragraph."""
    found: list[Quotation] = []
    opened: int | None = None
    closing = ""
    for mark in MARK.finditer(text):
        sign = mark.group()
        if opened is None:
            if sign in OPENING:
                opened, closing = mark.start(), OPENING[sign]
        elif sign in (closing, "”") and sign != "\n":
            found.append(Quotation(opened, mark.end(), True))
            opened = None
        elif sign == "\n":
            found.append(Quotation(opened, mark.start(), False))
            opened = None
    if opened is not None:
        found.append(Quotation(opened, len(text), False))
    return tuple(found)
