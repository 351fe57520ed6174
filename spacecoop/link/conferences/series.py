"""Series of meetings known by name or acronym: which namings show one, and namings by acronym alone ("IAC 2015").

The series themselves are ``lexicon/series.csv``; an acronym that the article itself explains counts too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

import ahocorasick

from spacecoop.frozen import frozen
from spacecoop.lexicon import Series, series
from spacecoop.link.conferences.bounds import MOST_HEADS
from spacecoop.link.conferences.model import Head, Span
from spacecoop.link.conferences.ordinals import ordinal
from spacecoop.link.conferences.terms import terms
from spacecoop.text import Reading

YEAR_AFTER = re.compile(r"[ -]?['’]?((?:19|20)\d\d)\b")
NUMBER_AFTER = re.compile(r"-(\d{1,2})\b(?![-.,]\d)")
# A series whose editions have run so far ahead of the year's last digits is numbered by the year.
OLD_SERIES = 20
IN_YEAR = re.compile(r"\b[Ii]n ((?:19|20)\d\d),?\s(?:the\s|an?\s)?$")
ORDINAL_BEFORE = re.compile(r"\b(\d{1,3}(?:st|nd|rd|th)|[A-Za-z]+(?:-[a-z]+)?)\s+$")
SESSION_OF = re.compile(r"^[Ss]ession of the | [Ss]ession$")
OF_BODY = re.compile(
    r"\s+of\s+(?:the\s+)?(?:UN\s+|United\s+Nations\s+)?(?:(?P<short>Committee|Subcommittee|Commission)\b(?!\s+(?:on|for|of)\b))?"
)
SMALL = frozenset("of on and for in the a an to at".split())


@frozen
class KnownSeries:
    """Spellings of the series, in an automaton and by spelling, and the series by id."""

    automaton: ahocorasick.Automaton
    by_spelling: dict[str, Series]
    by_id: dict[str, Series]


@cache
def known() -> KnownSeries:
    """The lexicon's series, ready to be looked for."""
    automaton = ahocorasick.Automaton()
    by_spelling: dict[str, Series] = {}
    for one in series():
        for spelling in (one.name, one.acronym, *one.aliases):
            if spelling and spelling not in by_spelling:
                by_spelling[spelling] = one
                automaton.add_word(spelling, spelling)
    automaton.make_automaton()
    return KnownSeries(automaton, by_spelling, {one.id: one for one in by_spelling.values()})


def edition_of(key: str | None, edition: int | None, year: int | None) -> int | None:
    """The edition as said, or as the lexicon counts it from the year: for telling meetings apart, never to be shown."""
    if edition is not None or key is None or year is None or key not in known().by_id:
        return edition
    return known().by_id[key].edition(year)


def with_series(reading: Reading, heads: Sequence[Head]) -> list[Head]:
    """The heads with their series, and more heads for series named without a meeting noun, in reading order."""
    matches = _matches(reading)
    found: list[Head] = []
    for head in heads:
        inside = [(span, one) for span, one in matches if _touches(reading, span, head)]
        if inside:
            span, one = max(inside, key=lambda m: m[0].end - m[0].start)
            found.append(_in_series(reading, head, span, one))
        else:
            found.append(head)
    taken = [head.span for head in found]
    full = {head.series for head in found if head.series}
    for span, one in matches:
        is_doubtful = reading.text[span.start : span.end] in one.ambiguous
        if not _overlaps(span, taken) and not (is_doubtful and not _is_shown(reading, span, one, full)):
            found.append(_by_acronym(reading, span, one))
    found = [_of_body(reading, head) for head in found]
    found.extend(_explained(reading, found))
    return sorted((_in_year(reading, head) for head in found), key=lambda h: (h.span.start, h.span.end))


@cache
def _bodies() -> dict[str, Series]:
    """The bodies that hold the sessions of each series, by the names that its spellings give them."""
    found: dict[str, Series] = {}
    for one in known().by_id.values():
        if one.kind == "session":
            for spelling in (one.name, *one.aliases):
                found.setdefault(SESSION_OF.sub("", spelling), one)
    return found


@cache
def _body() -> re.Pattern[str]:
    longest_first = sorted(_bodies(), key=lambda b: (-len(b), b))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


def _of_body(reading: Reading, head: Head) -> Head:
    """A session in the series of the body that its sentence says holds it: "COPUOS will hold its 63rd session"."""
    if head.noun != "session" or head.series is not None or head.form == "named":
        return head
    start, end = reading.sentences[head.sentence]
    holder = None
    of = OF_BODY.match(reading.text, head.noun_span.end, end)
    if of is not None:
        holder = _body().match(reading.text, of.end(), end) or _called_so(reading, of["short"])
    elif head.determiner in ("its", "their", "possessive"):
        holder = _body().search(reading.text, start, head.span.start)
    if holder is None:
        return head
    one = _bodies()[holder.group()]
    name = one.name if one.name.endswith("session") else f"session of the {one.name}"
    return replace(head, series=one.id, form="named", name=name, kind=one.kind, span=head.noun_span)


def _called_so(reading: Reading, short: str | None) -> re.Match[str] | None:
    """The one body of which "the Committee" or "the Subcommittee" is short in this article."""
    if short is None:
        return None
    named = {m.group(): m for m in islice(_body().finditer(reading.text), 4 * MOST_HEADS) if short in m.group()}
    owners = {_bodies()[name].id for name in named}
    return next(iter(named.values())) if len(owners) == 1 else None


def _in_year(reading: Reading, head: Head) -> Head:
    """A meeting with the year that its sentence puts before it: "In 2015, the congress will be held in Turin"."""
    if head.year is not None or not (head.form == "named" or head.rule == "referring-noun"):
        return head
    at = head.opening if head.form == "named" else head.noun_span.start
    match = IN_YEAR.search(reading.text, max(0, at - 16), at)
    if match is None or match.end() != at:
        return head
    return replace(head, year=int(match.group(1)), year_span=Span(match.start(1), match.end(1)))


def _touches(reading: Reading, span: Span, head: Head) -> bool:
    """Whether a series is named in the naming or straight before it: "the UNISPACE+50 meeting"."""
    if span.start < head.span.end and head.span.start < span.end:
        return True
    return span.end < head.span.start <= span.end + 2 and reading.text[span.end : head.span.start].isspace()


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in taken)


def _matches(reading: Reading) -> list[tuple[Span, Series]]:
    text = reading.text
    found: list[tuple[Span, Series]] = []
    for last, spelling in known().automaton.iter_long(text) if known().by_spelling else ():
        start, end = last + 1 - len(spelling), last + 1
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.isalnum() or after.isalnum() or not reading.inside(start):
            continue
        if found and start < found[-1][0].end:
            continue
        found.append((Span(start, end), known().by_spelling[spelling]))
        if len(found) >= MOST_HEADS:
            break
    return found


def _is_shown(reading: Reading, span: Span, one: Series, full: set[str]) -> bool:
    """Whether an ambiguous acronym is followed by a year, or the article has the series' name."""
    return one.id in full or YEAR_AFTER.match(reading.text, span.end) is not None


def _in_series(reading: Reading, head: Head, span: Span, one: Series) -> Head:
    year = YEAR_AFTER.match(reading.text, span.end) if head.year is None else None
    return replace(
        head,
        series=one.id,
        span=Span(min(head.span.start, span.start), max(head.span.end, span.end)),
        opening=min(head.opening, span.start),
        form="named",
        name=_said_name(reading, span, one),
        kind=one.kind,
        year=int(year.group(1)) if year else head.year,
        year_span=Span(year.start(1), year.end(1)) if year else head.year_span,
        acronym=head.acronym or one.acronym,
    )


def _said_name(reading: Reading, span: Span, one: Series) -> str:
    """The series' name as this article has it, which may be an older one; its own name where only an acronym stands."""
    words = " ".join(reading.text[span.start : span.end].split())
    if one.kind == "session":
        return words if terms().noun.search(words) else f"session of the {words}"
    has_noun = terms().noun.search(words) is not None and " " in words and words[0].isupper()
    is_counted = one.acronym is not None and words != one.acronym and words.startswith(one.acronym)
    return words if has_noun or is_counted else one.name


def _by_acronym(reading: Reading, span: Span, one: Series) -> Head:
    year = YEAR_AFTER.match(reading.text, span.end)
    end = year.end() if year else span.end
    before = reading.text[max(0, span.start - 12) : span.start].lower().split()
    counted = ORDINAL_BEFORE.search(reading.text, max(0, span.start - 20), span.start)
    edition = ordinal(counted.group(1)) if counted else None
    if edition is None and year is None:
        counted = NUMBER_AFTER.match(reading.text, span.end)
        edition = _numbered(counted, one) if counted else None
        end = counted.end() if counted and edition else end
    return Head(
        edition=edition,
        edition_span=Span(*counted.span(1)) if counted and edition else None,
        span=Span(span.start, end),
        noun=_noun_of(one.name),
        noun_span=span,
        kind=one.kind,
        form="named",
        name=_said_name(reading, span, one),
        rule="series-name",
        sentence=reading.sentence_at(span.start),
        opening=span.start,
        is_in_title=reading.zone_at(span.start).kind == "title",
        series=one.id,
        year=int(year.group(1)) if year else None,
        year_span=Span(year.start(1), year.end(1)) if year else None,
        acronym=one.acronym,
        other_edition=before[-1] if before and before[-1] in ("next", "last", "previous") else "",
    )


def _numbered(counted: re.Match[str], one: Series) -> int | None:
    """The edition in "APRSAF-30"; null where the number is rather the year's last digits, as in "IAC-24"."""
    number = int(counted.group(1))
    by_year = one.edition(2000 + number)
    return number if by_year is None or abs(by_year - number) < OLD_SERIES else None


def _noun_of(name: str) -> str:
    match = terms().noun.search(name)
    return match.group().lower() if match else ""


def _explained(reading: Reading, heads: Sequence[Head]) -> list[Head]:
    """Namings by an acronym that the article explains "(ASSC)", or whose letters begin a name's words ("HIS 2015")."""
    owners: dict[str, Head] = {}
    for head in heads:
        if head.form == "named" or (head.form == "described" and head.acronym):
            for short in _short_forms(head):
                owners.setdefault(short, head)
    if not owners:
        return []
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(s) for s in sorted(owners, key=lambda s: (-len(s), s))) + r")\b")
    explicit = {head.acronym for head in heads}
    taken = [head.span for head in heads]
    found: list[Head] = []
    for match in islice(pattern.finditer(reading.text), 4 * MOST_HEADS):
        owner = owners[match.group()]
        year = YEAR_AFTER.match(reading.text, match.end())
        span = Span(match.start(), year.end() if year else match.end())
        follows_name = reading.text[match.start() - 1 : match.start()] == "("
        if follows_name or not reading.inside(span.start) or _overlaps(span, taken):
            continue
        if match.group() not in explicit and not year:
            continue
        if len(found) >= MOST_HEADS:
            break
        before = reading.text[max(0, span.start - 12) : span.start].lower().split()
        found.append(
            replace(
                owner,
                span=span,
                noun_span=Span(match.start(), match.end()),
                rule="explained-acronym",
                opening=span.start,
                is_in_title=reading.zone_at(span.start).kind == "title",
                sentence=reading.sentence_at(span.start),
                form="named",
                edition=None,
                edition_span=None,
                year=int(year.group(1)) if year else None,
                year_span=Span(year.start(1), year.end(1)) if year else None,
                place=None,
                days=None,
                days_span=None,
                determiner="",
                acronym=match.group(),
                other_edition=before[-1] if before and before[-1] in ("next", "last", "previous") else "",
            )
        )
    return found


def _short_forms(head: Head) -> set[str]:
    words = re.findall(r"\w+", head.name)
    noun = head.noun.lower()
    variants = [words, [w for w in words if w.lower() != noun]]
    forms = {head.acronym} if head.acronym else set[str]()
    for variant in variants:
        for kept in (variant, [w for w in variant if w.lower() not in SMALL]):
            letters = "".join(w[0] for w in kept).upper()
            if len(letters) >= 3:
                forms.add(letters)
    return {form for form in forms if form}
