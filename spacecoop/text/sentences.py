"""Where sentences end in English news: after a full stop that is no abbreviation's, and at every line break.

Only the cutting lives here; what a sentence means is the finders' business.
"""

from __future__ import annotations

import re

STOP = re.compile(r"[.!?…][\"'”’»)\]]{0,3}(?=\s)|\n")
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt capt sgt st jr sr sen rep gov adm maj hon rev vs etc inc ltd co corp no nos fig vol "
    "jan feb mar apr jun jul aug sept sep oct nov dec u.s u.k u.n u.s.a d.c e.g i.e approx ca cf al".split()
)
WORD_BEFORE = re.compile(r"[\w.]{1,20}$")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans, in order, without surrounding white space; a text of white space alone has none."""
    found: list[tuple[int, int]] = []
    start = 0
    for stop in STOP.finditer(text):
        if text[stop.start()] == "." and not _ends_sentence(text, stop.start(), stop.end()):
            continue
        _keep(text, start, stop.end(), found)
        start = stop.end()
    _keep(text, start, len(text), found)
    return tuple(found)


def _keep(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    cut = text[start:end]
    inner = cut.strip()
    if inner:
        left = start + len(cut) - len(cut.lstrip())
        found.append((left, left + len(inner)))


def _ends_sentence(text: str, stop: int, end: int) -> bool:
    after = text[end : end + 40].lstrip()
    if after and after[0].islower():
        return False
    word = WORD_BEFORE.search(text, max(0, stop - 20), stop)
    if word is None:
        return True
    said = word.group()
    if len(said) == 1 and said.isupper():
        return False
    return said.lower() not in ABBREVIATIONS or not after
