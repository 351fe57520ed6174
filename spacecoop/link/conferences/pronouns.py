"""Meetings named by a word that stands for one: "It opened on Monday", "prepared it", "the one before, in Vienna".

These only refer to meetings that were named before; which one is decided in ``coref``.
"""

from __future__ import annotations

import re

from spacecoop.link.conferences.model import Head, Span
from spacecoop.link.conferences.ordinals import ordinal
from spacecoop.text import Reading

# Both patterns are sought in whole articles: a letter first and the word's start behind it is four times as fast.
WORDS = re.compile(r"[Iio](?<!\w.)(?:(?<=[Ii])t|(?<=o)ne)\b(?![-’'])")
HELD = r"held|hosted|organi[sz]ed|sponsored|run|opened|attended|convened|inaugurated|scheduled|planned|prepared|due|set"
SUBJECT = re.compile(
    rf"\s+(?:also\s+|then\s+)?(?:(?:is(?:\s+now)?|was|will(?:\s+now)?\s+be|has\s+been|had\s+been|is\s+to\s+be|is\s+being)\s+(?:\w+ly\s+|co-)?(?:{HELD})"
    r"|opens?|opened|beg[ai]ns?|started|starts|ended|ends|closed|closes|concluded|concludes|ran|runs|lasted|lasts|"
    r"took\s+place|takes\s+place|will\s+(?:now\s+)?take\s+place|brings?\s+together|brought\s+together|drew|has\s+drawn|attracted|gathered)\b"
)
OBJECT = re.compile(
    r"\b(?:organi[sz]e[sd]?|prepared?|hosts?|hosted|holds?|held|runs?|sponsors?|sponsored|attended|opened|closed|took\s+part\s+in)\s+$"
)
WHICH = re.compile(
    r"\b[Tt]he\s+(first|second|third|fourth|fifth|last|previous|preceding|next|following|earlier|\d{1,3}(?:st|nd|rd|th))\s+$"
)
# "The seventh will be held in Tunis": an ordinal whose noun was said before.
ORDINAL_ALONE = re.compile(
    r"[Tt](?<!\w.)he\s+(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w{3,7}teenth|twent\w+|\d{1,3}(?:st|nd|rd|th)|"
    r"next|last|previous)\s+"
    r"(?=(?:was|is|will|are|to)\s+(?:be\s+)?(?:held|hosted|scheduled|planned|foreseen|set|due|in\b|take)|took\s+place|takes\s+place|"
    r"(?:in|at)\s+[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2}(?:,\s[A-Z]\w+)?,?\s+(?:in\s+(?:[A-Z]\w+\s+)?|\()(?:19|20)\d\d)"
)
# "next year's will be in Tunis"
YEARS = re.compile(
    r"year['’]s\s+(?=(?:was|will|is)\s+(?:be\s+|to\s+be\s+)?(?:held|hosted|in\b|at\b)|took\s+place|will\s+take)"
)
WHOSE_YEAR = re.compile(r"\b([Ll]ast|[Nn]ext)\s+$")
BEFORE_OR_AFTER = re.compile(r"\s+(before|after)\b")
OTHERS = {"before": "previous", "after": "next"}
BACK = 24


def find(reading: Reading) -> list[Head]:
    """Namings by a pronoun in the article's zones, in reading order."""
    found: list[Head] = []
    text = reading.text
    for zone in reading.article_spans():
        for match in ORDINAL_ALONE.finditer(text, zone.start, zone.end):
            edition = ordinal(match.group(1))
            other = "" if edition else match.group(1)
            found.append(_head(reading, Span(match.start(), match.end(1)), "another", edition, other))
        for match in YEARS.finditer(text, zone.start, zone.end):
            said = WHOSE_YEAR.search(text, max(zone.start, match.start() - 8), match.start())
            if said is not None:
                span = Span(said.start(), match.start() + len("year"))
                found.append(_head(reading, span, "another", None, said.group(1).lower()))
        for match in WORDS.finditer(text, zone.start, zone.end):
            span = Span(match.start(), match.end())
            before = text[max(zone.start, span.start - BACK) : span.start]
            if match.group() == "one":
                found.extend(_another(reading, span, before))
            elif (match.group() == "It" and SUBJECT.match(text, span.end)) or OBJECT.search(before):
                found.append(_head(reading, span, "pronoun"))
    return found


def _head(reading: Reading, span: Span, rule: str, edition: int | None = None, other_edition: str = "") -> Head:
    return Head(
        span=span, noun="it" if rule == "pronoun" else "one", noun_span=span, kind="other", form="anaphor", name="",
        rule=rule, sentence=reading.sentence_at(span.start), opening=span.start, determiner="the", edition=edition,
        edition_span=span if edition else None, other_edition=other_edition,
    )  # fmt: skip


def _another(reading: Reading, span: Span, before: str) -> list[Head]:
    """ "The second one", "the previous one", "the one before"."""
    which = WHICH.search(before)
    if which is not None:
        start = span.start - len(before) + which.start()
        edition = ordinal(which.group(1))
        return [_head(reading, Span(start, span.end), "another", edition, "" if edition else which.group(1))]
    side = BEFORE_OR_AFTER.match(reading.text, span.end)
    if side is not None and before.lower().endswith("the "):
        return [_head(reading, Span(span.start - 4, side.end()), "another", None, OTHERS[side.group(1)])]
    return []
