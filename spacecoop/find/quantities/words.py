"""The quantity finder's lookups, built once from the lexicons: number words, currencies, units, comparators, classes.

Only what a word may mean stands here; what it does mean in a sentence is decided by the modules beside this one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import cast

from spacecoop import lexicon
from spacecoop.frozen import frozen
from spacecoop.tables.facts import Comparator
from spacecoop.tables.mentions import ThingClass

Section = Mapping[str, object]


def _toml(name: str) -> dict[str, Section]:
    return tomllib.loads((files("spacecoop") / "lexicon" / name).read_text(encoding="utf-8"))


def alternation(words: Iterable[str]) -> str:
    """A pattern part for any of ``words``, longest first, grouped by their first two characters to fail early."""
    parts: list[str] = []
    for head, group in groupby(sorted(set(words)), key=lambda w: w[:2]):
        tails = sorted((re.escape(w[2:]) for w in group), key=lambda t: (-len(t), t))
        parts.append(re.escape(head) + (f"(?:{'|'.join(tails)})" if tails != [""] else ""))
    return "|".join(parts)


@frozen
class NumberWords:
    """Number words in lower case with what they are worth; ``abbreviations`` keep their case."""

    cardinal: Mapping[str, float]
    multiplier: Mapping[str, float]
    scale_plural: Mapping[str, float]
    fraction: Mapping[str, float]
    fraction_sign: Mapping[str, float]
    ordinal: Mapping[str, float]
    fold: Mapping[str, float]
    collective: Mapping[str, float]
    abbreviations: Mapping[str, float]
    strict_abbreviations: frozenset[str]
    indefinite: Mapping[str, tuple[float, float]]


def _numbers(table: Section) -> dict[str, float]:
    return {word: float(Fraction(str(value))) for word, value in table.items()}


@cache
def number_words() -> NumberWords:
    """The number words of the lexicon."""
    numbers = _toml("numbers.toml")
    indefinite = cast("Mapping[str, list[float]]", quantity_lexicon()["indefinite"])
    return NumberWords(
        cardinal=_numbers(numbers["cardinal"]),
        multiplier=_numbers(numbers["multiplier"]),
        scale_plural=_numbers(numbers["scale_plural"]),
        fraction=_numbers(numbers["fraction"]),
        fraction_sign=_numbers(numbers["fraction_sign"]),
        ordinal=_numbers(numbers["ordinal"]),
        fold={w: v for w, v in _numbers(numbers["multiplicative"]).items() if w.endswith("fold")},
        collective=_numbers(numbers["collective"]),
        abbreviations=_numbers(numbers["scale_abbreviation"]),
        strict_abbreviations=frozenset(numbers["strict_abbreviation"]),
        indefinite={word: (bounds[0], bounds[1]) for word, bounds in indefinite.items()},
    )


@cache
def quantity_lexicon() -> dict[str, Section]:
    """``quantities.toml`` as read."""
    return _toml("quantities.toml")


@cache
def word_set(section: str, key: str = "words") -> frozenset[str]:
    """The words of one line list of ``quantities.toml``."""
    return frozenset(cast("str", quantity_lexicon()[section][key]).split())


@cache
def cues(section: str) -> Mapping[str, frozenset[str]]:
    """All lists of one section of ``quantities.toml``, in the file's order."""
    return {key: frozenset(cast("str", words).split()) for key, words in quantity_lexicon()[section].items()}


@cache
def comparators(section: str) -> Mapping[str, Comparator]:
    """Phrases or signs with the comparator they mean: sections ``before``, ``sign_before``, ``after``."""
    return cast("Mapping[str, Comparator]", quantity_lexicon()[section])


@cache
def classes() -> Mapping[str, ThingClass]:
    """Counted noun in lower case -> class."""
    return {w: cast("ThingClass", name) for name, words in cues("class").items() for w in sorted(words)}


@frozen
class Currencies:
    """Spellings of currencies. ``symbols`` and ``codes`` keep their case, ``words`` are in lower case.

    ``shared`` are symbols and words of several currencies with the code that is meant when nothing else tells, null
    where none is. ``minor`` are names of hundredths and the like, which tell no currency. ``owners`` gives for each
    shared spelling the codes by country.
    """

    codes: frozenset[str]
    symbols: Mapping[str, str]
    words: Mapping[str, str]
    shared: Mapping[str, str | None]
    owners: Mapping[str, Mapping[str, str]]


@cache
def currencies() -> Currencies:
    """Every spelling of a currency, those of several currencies apart."""
    claims: dict[str, list[lexicon.Currency]] = {}
    phrases: dict[str, str] = {}
    default: dict[str, str] = {}
    demonyms = {c.code: (c.name, *c.aliases, *c.demonyms) for c in lexicon.countries()}
    for row in lexicon.currencies():
        nouns = (*row.singular, *row.plural)
        for spelling in {*row.symbols, *(n.lower() for n in nouns)}:
            claims.setdefault(spelling, []).append(row)
        if row.default_for:
            stems = tuple(spelling.lower()[:4] for spelling in row.default_for if len(spelling) > 3)
            same = [n.lower() for n in nouns if stems and n.lower().startswith(stems)]
            default.update(dict.fromkeys((*row.default_for, *same), row.code))
        phrases.setdefault(row.name.lower(), row.code)
        phrases.update({" ".join([*row.name.split()[:-1], noun]).lower(): row.code for noun in row.plural})
        prefixes = [s[:-1].lower() for s in row.symbols if s[-1] == "$" and s[:-1].isalpha() and len(s) > 2]
        phrases.update({f"{prefix} {noun}".lower(): row.code for prefix in prefixes for noun in nouns})
        for country in row.countries:
            for people in demonyms.get(country, ()):
                for noun in nouns:
                    if not row.is_historic or f"{people} {noun}".lower() not in phrases:
                        phrases[f"{people} {noun}".lower()] = row.code
    shared = {spelling: default.get(spelling) for spelling, rows in claims.items() if len(rows) > 1}
    single = {spelling: rows[0].code for spelling, rows in claims.items() if len(rows) == 1}
    return Currencies(
        codes=frozenset(row.code for row in lexicon.currencies()),
        symbols=single,
        words={**{s: c for s, c in single.items() if s == s.lower()}, **phrases},
        shared=shared,
        owners={spelling: _by_country(claims[spelling]) for spelling in shared},
    )


def _by_country(rows: Iterable[lexicon.Currency]) -> dict[str, str]:
    """Country -> code of the currency of today, or of the past where none of today shares the spelling."""
    known = list(rows)
    today = [row for row in known if not row.is_historic]
    return {country: row.code for row in sorted(today or known, key=lambda r: r.code) for country in row.countries}


@frozen
class Units:
    """Names in lower case, abbreviations with their case; strict ones stand only straight after a digit."""

    names: Mapping[str, lexicon.Unit]
    abbreviations: Mapping[str, lexicon.Unit]
    caseless: Mapping[str, lexicon.Unit]
    strict: frozenset[str]
    ambiguous: frozenset[str]
    longest_name: int


@cache
def units() -> Units:
    """Every spelling of a unit."""
    names: dict[str, lexicon.Unit] = {}
    short: dict[str, lexicon.Unit] = {}
    for unit in lexicon.units():
        for name in unit.names:
            names.setdefault(name.lower(), unit)
        for abbreviation in unit.abbreviations:
            short.setdefault(abbreviation, unit)
    caseless = word_set("caseless_units")
    return Units(
        names=names,
        abbreviations=short,
        caseless={a.lower(): u for a, u in reversed(short.items()) if a.lower() in caseless},
        strict=frozenset(a for a, u in short.items() if u.is_strict),
        ambiguous=frozenset(w.lower() for u in lexicon.units() for w in u.ambiguous),
        longest_name=max(n.count(" ") for n in names) + 1,
    )
