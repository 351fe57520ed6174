"""Editions told in one list: "earlier congresses were held in Lima (2012), Cape Town (2015) and Oslo (2018)".

Each item is a naming of its own with its town and year; of which series they are is decided in ``coref``.
"""

from __future__ import annotations

import re
from collections import Counter

from spacecoop.link.conferences.model import Head, Span
from spacecoop.link.conferences.terms import terms
from spacecoop.text import Reading

# The plural or the singular before it says what is listed.
HELD = re.compile(
    r"\b(?:held|hosted|organi[sz]ed|convened|staged|took\s+place|taken\s+place|met|place|gone\s+to|been)\s+(?=in\s+[A-Z]|in\s+(?:19|20)\d\d\b|at\s+[A-Z])"
)
TOWN = r"(?P<town>(?:St\.\s)?[A-Z][\w’'-]*(?:[ -](?:(?:de|la|del|do|of)\s)?[A-Z][\w’'-]*){0,3})"
COUNTRY = r"(?:,\s+[A-Z][\w.’'-]*(?:\s(?:and\s)?[A-Z][\w.’'-]*){0,3})?"
TOWN_FIRST = rf"(?:(?:in|at)\s+)?{TOWN}{COUNTRY},?\s+(?:\((?:in\s+)?(?P<after>(?:19|20)\d\d)\)|(?:in\s+)?(?P<plain>(?:19|20)\d\d))"
YEAR_FIRST = rf"in\s+(?P<before>(?:19|20)\d\d)\s+in\s+{TOWN}{COUNTRY}"
ITEM = re.compile(rf"\s*(?:{TOWN_FIRST}|{YEAR_FIRST.replace('<town>', '<city>')})(?![\w)])")
BETWEEN = re.compile(r"\s*(?:[,;]\s*)?(?:and\s+|then\s+|&\s*)?(?:finally\s+)?")
PLURAL = re.compile(
    r"\b(?P<noun>assemblies|conferences|congresses|courses|editions|events|exhibitions|fairs|festivals|forums|gatherings|meetings|"
    r"seminars|sessions|summits|symposia|symposiums|workshops)\b",
    re.I,
)
SINGULAR = {"assemblies": "assembly", "congresses": "congress", "symposia": "symposium"}
YEAR = re.compile(r"(?:19|20)\d\d\b")
FARTHEST = 160
MOST_ITEMS = 30


def find(reading: Reading) -> list[Head]:
    """Namings by the items of lists of at least two, in reading order."""
    found: list[Head] = []
    text = reading.text
    for zone in reading.article_spans():
        # A list has two years: only sentences that have are read.
        years = Counter(reading.sentence_at(y.start()) for y in YEAR.finditer(text, zone.start, zone.end))
        for sentence in (s for s, count in years.items() if count > 1):
            found.extend(_in_sentence(reading, sentence))
    return found


def _in_sentence(reading: Reading, sentence: int) -> list[Head]:
    found: list[Head] = []
    text = reading.text
    start, end = reading.sentences[sentence]
    at = start
    for verb in HELD.finditer(text, start, end):
        if verb.start() >= at:
            noun = _noun(text, max(start, verb.start() - FARTHEST), verb.start())
            items = _items(text, verb.end(), end) if noun is not None else []
            if noun is not None and len(items) > 1:
                found.extend(_head(reading, sentence, noun, item) for item in items)
                at = items[-1].end()
    return found


def _noun(text: str, start: int, end: int) -> str | None:
    """The noun of what is listed, in the singular; a singular in the text counts as well, a sentence's "it" too."""
    plurals = list(PLURAL.finditer(text, start, end))
    if plurals:
        plural = plurals[-1]["noun"].lower()
        return SINGULAR.get(plural, plural.removesuffix("s"))
    said = list(terms().noun.finditer(text, start, end))
    return said[-1].group().lower() if said else None


def _items(text: str, start: int, end: int) -> list[re.Match[str]]:
    items: list[re.Match[str]] = []
    at = start
    while len(items) < MOST_ITEMS and (item := ITEM.match(text, at, end)) is not None:
        items.append(item)
        between = BETWEEN.match(text, item.end(), end)
        at = between.end() if between else item.end()
    return items


def _head(reading: Reading, sentence: int, noun: str, item: re.Match[str]) -> Head:
    town = "town" if item["town"] else "city"
    year = next(name for name in ("after", "plain", "before") if item[name])
    span = Span(item.start(town), max(item.end(year), item.end(town)))
    span = Span(min(span.start, item.start(year)), span.end)
    return Head(
        span=span, noun=noun, noun_span=Span(*item.span(year)), kind="other", form="anaphor", name="", rule="listed-edition",
        sentence=sentence, opening=span.start, determiner="the", year=int(item[year]), year_span=Span(*item.span(year)),
        place=Span(*item.span(town)),
    )  # fmt: skip
