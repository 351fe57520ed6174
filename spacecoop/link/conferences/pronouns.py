"""Meetings named by a word that stands for one: "It opened on Monday", "prepared it", "the one before, in Vienna".

These only refer to meetings that were named before; which one is decided in ``coref``.
"""

from __future__ import annotations

import re

from spacecoop.link.conferences.model import Head, Span
from spacecoop.link.conferences.names import ordinal
from spacecoop.text import Reading

SUBJECT = re.compile(
    r"(?<![\w’'-])It\s+(?=(?:also\s+|then\s+)?(?:(?:is|was|will\s+be|has\s+been|had\s+been|is\s+to\s+be|is\s+being)\s+"
    r"(?:\w+ly\s+|co-)?(?:held|hosted|organi[sz]ed|sponsored|run|opened|attended|convened|inaugurated|scheduled|planned|prepared)"
    r"|opens?|opened|beg[ai]ns?|started|starts|ended|ends|closed|closes|concluded|concludes|ran|runs|lasted|lasts|"
    r"took\s+place|takes\s+place|will\s+take\s+place|brings?\s+together|brought\s+together|drew|has\s+drawn|attracted|gathered)\b)"
)
OBJECT = re.compile(
    r"\b(?:organi[sz]e[sd]?|prepared?|hosts?|hosted|holds?|held|runs?|sponsors?|sponsored|attended|opened|closed|took\s+part\s+in)\s+(it)\b"
)
ONE = re.compile(
    r"\b[Tt]he\s+(?:(?P<which>first|second|third|fourth|fifth|last|previous|preceding|next|following|earlier|\d{1,3}(?:st|nd|rd|th))\s+one"
    r"|one\s+(?P<before>before|after))\b"
)
OTHERS = {"before": "previous", "after": "next"}


def find(reading: Reading) -> list[Head]:
    """Namings by a pronoun in the article's zones, in reading order."""
    found: list[Head] = []
    for zone in reading.article_spans():
        for match in SUBJECT.finditer(reading.text, zone.start, zone.end):
            found.append(_head(reading, Span(match.start(), match.start() + 2), "pronoun"))
        for match in OBJECT.finditer(reading.text, zone.start, zone.end):
            found.append(_head(reading, Span(match.start(1), match.end(1)), "pronoun"))
        for match in ONE.finditer(reading.text, zone.start, zone.end):
            found.append(_another(reading, match))
    return sorted(found, key=lambda h: h.span.start)


def _head(reading: Reading, span: Span, rule: str, edition: int | None = None, other_edition: str = "") -> Head:
    return Head(
        span=span, noun="it" if rule == "pronoun" else "one", noun_span=span, kind="other", form="anaphor", name="",
        rule=rule, sentence=reading.sentence_at(span.start), opening=span.start, determiner="the", edition=edition,
        edition_span=span if edition else None, other_edition=other_edition,
    )  # fmt: skip


def _another(reading: Reading, match: re.Match[str]) -> Head:
    which = match.group("which") or OTHERS[match.group("before")]
    edition = ordinal(which)
    return _head(reading, Span(match.start(), match.end()), "another", edition, "" if edition else which)
