"""The quantity finder's lookups, built once from the lexicons: number words, currencies, units, comparators, classes.

Only what a word may mean stands here; what it does mean in a sentence is decided by the modules beside this one.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import cast

from spacecoop.tables.facts import Comparator
from spacecoop.tables.mentions import ThingClass

Section = Mapping[str, object]


def _toml(name: str) -> dict[str, Section]:
    return tomllib.loads((files("spacecoop") / "lexicon" / name).read_text(encoding="utf-8"))


def _csv(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files("spacecoop") / "lexicon" / name).read_text(encoding="utf-8").splitlines()))


def alternation(words: Iterable[str]) -> str:
    """A pattern part for any of ``words``, longest first, grouped by their first two characters to fail early."""
    parts: list[str] = []
    for head, group in groupby(sorted(set(words)), key=lambda w: w[:2]):
        tails = sorted((re.escape(w[2:]) for w in group), key=lambda t: (-len(t), t))
        parts.append(re.escape(head) + (f"(?:{'|'.join(tails)})" if tails != [""] else ""))
    return "|".join(parts)


@dataclass(frozen=True, slots=True)
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
        fold=_numbers(numbers["multiplicative"]),
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


@dataclass(frozen=True, slots=True)
class Currencies:
    """Spellings of currencies. ``symbols`` and ``codes`` keep their case, ``words`` are in lower case.

    ``shared`` are symbols and words of several currencies, with the code that is meant when nothing else tells.
    ``minor`` are names of hundredths and the like, which tell no currency.
    """

    codes: frozenset[str]
    symbols: Mapping[str, str]
    words: Mapping[str, str]
    shared: Mapping[str, str]
    minor: frozenset[str]
    by_country: Mapping[str, tuple[str, ...]]


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@cache
def currencies() -> Currencies:
    """Every spelling of a currency that is unambiguous, or has a default among those that share it."""
    claims: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    default: dict[str, str] = {}
    minor: set[str] = set()
    by_country: dict[str, tuple[str, ...]] = {}
    rows = _csv("currencies.csv")
    demonyms = {row["code"]: [row["name"], *_split(row["demonyms"])] for row in _csv("countries.csv")}
    for row in rows:
        code = row["code"]
        nouns = [*_split(row["singular"]), *_split(row["plural"])]
        for symbol in _split(row["symbols"]):
            claims.setdefault(symbol, []).append(code)
        for noun in {n.lower() for n in nouns}:
            names.setdefault(noun, []).append(code)
        for spelling in _split(row["default_for"]):
            default[spelling if spelling in claims else spelling.lower()] = code
        minor.update(_split(row["minor"]))
        for country in _split(row["countries"]):
            by_country[country] = (*by_country.get(country, ()), code)
            for demonym in demonyms.get(country, []):
                for noun in nouns:
                    names.setdefault(f"{demonym} {noun}".lower(), []).append(code)
        names.setdefault(row["name"].lower(), []).insert(0, code)
    for spelling, code in (("us", "USD"), ("u.s.", "USD"), ("american", "USD"), ("uk", "GBP"), ("british", "GBP")):
        noun = "dollar" if code == "USD" else "pound"
        names[f"{spelling} {noun}"] = names[f"{spelling} {noun}s"] = [code]
    return Currencies(
        codes=frozenset(row["code"] for row in rows),
        symbols={s: c[0] for s, c in claims.items() if len(set(c)) == 1},
        words={n: c[0] for n, c in names.items() if len(set(c)) == 1 or " " in n},
        shared={**{s: default.get(s, c[0]) for s, c in claims.items() if len(set(c)) > 1},
                **{n: default.get(n, c[0]) for n, c in names.items() if len(set(c)) > 1 and " " not in n}},
        minor=frozenset(m for m in minor if len(m) > 1),
        by_country=by_country,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of measure: UCUM code and the lexicon's kind of it (length, time, temperature ...)."""

    ucum: str
    kind: str


@dataclass(frozen=True, slots=True)
class Units:
    """Names in lower case, abbreviations with their case; strict ones stand only straight after a digit."""

    names: Mapping[str, Unit]
    abbreviations: Mapping[str, Unit]
    strict: frozenset[str]
    ambiguous: frozenset[str]
    longest_name: int


@cache
def units() -> Units:
    """Every spelling of a unit."""
    names: dict[str, Unit] = {}
    abbreviations: dict[str, Unit] = {}
    strict: set[str] = set()
    ambiguous: set[str] = set()
    for row in _csv("units.csv"):
        unit = Unit(row["ucum"], row["kind"])
        for name in _split(row["names"]):
            names.setdefault(name.lower(), unit)
        for short in _split(row["abbreviations"]):
            abbreviations.setdefault(short, unit)
            if row["strict"] == "yes":
                strict.add(short)
        ambiguous.update(w.lower() for w in _split(row["ambiguous"]))
    return Units(names, abbreviations, frozenset(strict), frozenset(ambiguous), max(n.count(" ") for n in names) + 1)
