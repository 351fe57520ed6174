"""One naming of a meeting put together from its noun phrase: words, edition, year, length, place and kind.

Which noun phrases are namings is decided in ``heads``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacecoop.frozen import frozen
from spacecoop.link.conferences import names
from spacecoop.link.conferences.model import Form, Head, Span
from spacecoop.link.conferences.names import Phrase
from spacecoop.link.conferences.ordinals import ordinal
from spacecoop.link.conferences.terms import terms
from spacecoop.tables.facts import ConferenceKind
from spacecoop.text import Reading, Token

APPOSED = re.compile(
    r"(?:\s*\([^)]{1,30}\))?,\s+(?:the|its)\s+([\w-]{2,20})(?:\s+(?:of\s+its\s+(?:kind|sort)|such\s+(?:meeting|gathering|event)|(?:in|of)\s+(?:the|a)\s+series|edition|so\s+far))?,"
)
# "the Asteroid Congress, now in its seventh year", "the Comet Forum, the fourth of which was due in May".
IN_ITS = re.compile(
    r"(?:\s*\([^)]{1,30}\))?,?\s+(?:(?:which\s+is\s+)?(?:now\s+|already\s+)?in\s+its\s+(?P<its>[\w-]{2,20})\s+(?:edition|year)\b|"
    r"the\s+(?P<of>[\w-]{2,20})\s+of\s+which\b)"
)
MONTHS = frozenset("January February March April May June July August September October November December".split())


@frozen
class Sentence:
    """The tokens of one sentence, and whether it is written like a headline, every word with a capital."""

    ordinal: int
    tokens: Sequence[Token]
    is_title_case: bool


def is_of_its_kind(tokens: Sequence[Token], noun: int) -> bool:
    """Whether "first" counts no editions: "the first meeting of its kind"."""
    behind = [token.text.lower() for token in tokens[noun + 1 : noun + 4]]
    return len(behind) == 3 and behind[0] == "of" and behind[2] in ("kind", "sort")


def put_together(
    reading: Reading,
    sentence: Sentence,
    phrase: Phrase,
    noun: str,
    form: Form,
    last: int,
    rule: str,
    place: Span | None,
) -> Head:
    tokens = sentence.tokens
    first = phrase.first if form != "described" else min(phrase.first, _adjectives_start(phrase))
    start, end = tokens[first].start, tokens[last].end
    acronym = _acronym_after(tokens, last)
    edition, edition_span = phrase.edition, _span(tokens, phrase.edition_tokens)
    if is_of_its_kind(tokens, phrase.noun):
        edition = edition_span = None
    apposed = APPOSED.match(reading.text, end) or IN_ITS.match(reading.text, end)
    if edition is None and apposed is not None:
        which = apposed.lastindex or 1
        edition, edition_span = ordinal(apposed.group(which)), Span(apposed.start(which), apposed.end(which))
    determiner, other = phrase.determiner, phrase.other_edition
    if phrase.possessor is not None and tokens[phrase.possessor].text.lower().startswith("year"):
        before = tokens[phrase.possessor - 1].text.lower() if phrase.possessor else ""
        determiner, other = "the", before if before in names.OTHER_EDITIONS else other
    return Head(
        span=Span(start, end),
        noun=noun,
        noun_span=Span(tokens[phrase.noun].start, tokens[phrase.noun].end),
        kind=_kind(tokens, phrase.noun, noun, tokens[last].text.lower()),
        form=form,
        name=_written(tokens, first, last, phrase.noun, reading.text),
        rule=rule,
        sentence=sentence.ordinal,
        opening=min(start, tokens[phrase.opening].start),
        is_in_title=reading.zone_at(start).kind == "title",
        determiner=determiner,
        edition=edition,
        edition_span=edition_span,
        year=phrase.year,
        year_span=_span(tokens, (phrase.year_token, phrase.year_token) if phrase.year_token is not None else None),
        place=place if place else _possessor_span(tokens, phrase),
        days=phrase.days,
        days_span=_span(tokens, phrase.days_tokens),
        other_edition=other,
        acronym=acronym,
    )


def _adjectives_start(phrase: Phrase) -> int:
    """Index of the first word after the determiner."""
    return phrase.opening + (1 if phrase.determiner else 0)


def _possessor_span(tokens: Sequence[Token], phrase: Phrase) -> Span | None:
    """The possessor's words without the apostrophe, which may name a town: "Jerusalem's 66th congress"."""
    if phrase.possessor is None:
        return None
    end = phrase.possessor
    first = end
    while first > 0 and end - first < 4 and names.is_capital(tokens[first - 1]):
        first -= 1
    return Span(tokens[first].start, tokens[end].end - 2)


def _span(tokens: Sequence[Token], pair: tuple[int, int] | None) -> Span | None:
    return Span(tokens[pair[0]].start, tokens[pair[1]].end) if pair else None


def _kind(tokens: Sequence[Token], noun_at: int, noun: str, last: str) -> ConferenceKind:
    before = tokens[noun_at - 1].text.lower() if noun_at else ""
    after = tokens[noun_at + 1].text.lower() if noun_at + 1 < len(tokens) else ""
    if noun == "ceremony" and before in ("signing", "signature"):
        return "signing"
    if noun == "signing" and after == "ceremony":
        return "signing"
    if before == "ministerial" and noun in ("meeting", "conference", "session", "council"):
        return "ministerial"
    kinds = terms().kinds
    return kinds.get(last, "other") if kinds[noun] == "other" else kinds[noun]  # "Expo and Conference"


def _written(tokens: Sequence[Token], first: int, last: int, noun_at: int, text: str) -> str:
    """The words of a name or description, on one line, without its ordinal, length or month and without a place phrase."""
    while first < noun_at:
        length = names.length_from(tokens, first)
        word = tokens[first].text
        is_edition = ordinal(word) is not None or word.lower() in names.OTHER_EDITIONS
        if length is None and not is_edition and word not in MONTHS:
            break
        first += length or 1
    if last > noun_at + 1 and tokens[noun_at + 1].text == "in" and tokens[noun_at].text[0].islower():
        step = noun_at + 1
        while step < last and tokens[step].text not in terms().complements:
            step += 1
        kept = text[tokens[first].start : tokens[noun_at].end] + " " + text[tokens[step].start : tokens[last].end]
        return " ".join(kept.split())
    return " ".join(text[tokens[first].start : tokens[last].end].split())


def _acronym_after(tokens: Sequence[Token], last: int) -> str | None:
    """The acronym in parentheses behind a name: "(IAC)", "(HIS 2015)"."""
    words = [t.text for t in tokens[last + 1 : last + 5]]
    if (
        len(words) >= 3
        and words[0] == "("
        and ")" in words[2:4]
        and words[1].isalnum()
        and sum(c.isupper() for c in words[1]) >= 2
    ):
        return words[1]
    return None
