"""The data files of this folder as typed records: names, codes and words that the finders look up.

Reading and splitting only; what a name means in a text is decided by the finders, and nothing is read at import.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Literal, cast

from spacecoop.frozen import frozen

CountryKind = Literal["country", "territory", "former"]
OrganisationKind = Literal["agency", "igo", "organisation", "company", "university"]
MissionKind = Literal["mission", "vehicle", "programme", "station", "instrument"]
SeriesKind = Literal[
    "congress", "conference", "symposium", "workshop", "forum", "summit", "assembly", "session", "ministerial",
    "course", "competition", "talks",
]  # fmt: skip
PlaceKind = Literal["city", "region", "site"]

COUNTRY_COLUMNS = (
    "code", "name", "aliases", "demonyms", "capital", "metonyms", "prefixes", "kind", "wikidata", "ambiguous", "source",
)  # fmt: skip
REGION_COLUMNS = ("name", "aliases", "demonyms", "prefixes", "source")
ORGANISATION_COLUMNS = (
    "id", "name", "acronym", "aliases", "kind", "country", "parent", "headquarters", "wikidata", "ambiguous", "source",
)  # fmt: skip
MISSION_COLUMNS = (
    "id", "name", "acronym", "aliases", "kind", "operators", "launched", "wikidata", "ambiguous", "source",
)  # fmt: skip
SERIES_COLUMNS = (
    "id", "name", "acronym", "aliases", "kind", "organisers", "first_year", "interval_years", "edition_of_year",
    "ambiguous", "source",
)  # fmt: skip
CURRENCY_COLUMNS = (
    "code", "name", "singular", "plural", "symbols", "countries", "minor", "shared_symbol", "default_for", "historic",
    "source",
)  # fmt: skip
UNIT_COLUMNS = ("ucum", "kind", "names", "abbreviations", "strict", "ambiguous", "source")
PLACE_COLUMNS = ("name", "country", "admin", "kind", "rank", "aliases", "ambiguous", "source")


@frozen
class Country:
    """An ISO 3166-1 entry, or a former state under its withdrawn alpha-2 code; XK, which ISO leaves to users, is in.

    ``kind`` follows the standard's "independent" flag. ``ambiguous`` are those of its words that are something else too.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str | None
    metonyms: tuple[str, ...]
    prefixes: tuple[str, ...]
    kind: CountryKind
    wikidata: str | None
    ambiguous: tuple[str, ...]
    source: str


@frozen
class Region:
    """A part of the world that is no country."""

    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    prefixes: tuple[str, ...]
    source: str


@frozen
class Organisation:
    """A body that acts. An acronym can have several owners, each with its row; it is then in ``ambiguous`` of all."""

    id: str
    name: str
    acronym: str | None
    aliases: tuple[str, ...]
    kind: OrganisationKind
    country: str | None
    parent: str | None
    headquarters: str | None
    wikidata: str | None
    ambiguous: tuple[str, ...]
    source: str


@frozen
class Mission:
    """A spacecraft, launcher, station, instrument or programme. ``operators`` are ids of organisations or ISO codes;
    ``launched`` is the year of the (first) launch; ``ambiguous`` are those of its words that are something else too."""

    id: str
    name: str
    acronym: str | None
    aliases: tuple[str, ...]
    kind: MissionKind
    operators: tuple[str, ...]
    launched: int | None
    wikidata: str | None
    ambiguous: tuple[str, ...]
    source: str


@frozen
class Series:
    """Meetings under one name. ``edition_of_year`` anchors the count, a later pair where years were skipped:
    (65, 2014) says that the 65th was in 2014. ``ambiguous`` are those of its words that are something else too."""

    id: str
    name: str
    acronym: str | None
    aliases: tuple[str, ...]
    kind: SeriesKind
    organisers: tuple[str, ...]
    first_year: int | None
    interval_years: int | None
    edition_of_year: tuple[tuple[int, int], ...]
    ambiguous: tuple[str, ...]
    source: str

    def edition(self, year: int) -> int | None:
        """The ordinal of that year's meeting, where the series is regular and an anchor is known."""
        if not self.edition_of_year or self.interval_years is None:
            return None
        earlier = [pair for pair in self.edition_of_year if pair[1] <= year]
        number, anchor = earlier[-1] if earlier else self.edition_of_year[0]
        steps, remainder = divmod(year - anchor, self.interval_years)
        return number + steps if remainder == 0 and number + steps > 0 else None


@frozen
class Currency:
    """An ISO 4217 currency; ``default_for`` are the symbols and words that mean it where nothing else says whose."""

    code: str
    name: str
    singular: tuple[str, ...]
    plural: tuple[str, ...]
    symbols: tuple[str, ...]
    countries: tuple[str, ...]
    minor: tuple[str, ...]
    has_shared_symbol: bool
    default_for: tuple[str, ...]
    is_historic: bool
    source: str


@frozen
class Unit:
    """A unit under its UCUM code; ``is_strict`` says that its abbreviations hold only straight after a digit."""

    ucum: str
    kind: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    is_strict: bool
    ambiguous: tuple[str, ...]
    source: str


@frozen
class Place:
    """A city, region or site. ``rank`` counts the cities from the most populous (1); the rows of one name stand in
    that order, but a region before a smaller town of another country. ``admin`` is the state or province, as its postal code in the United States, Canada and Australia."""

    name: str
    country: str
    admin: str | None
    kind: PlaceKind
    rank: int | None
    aliases: tuple[str, ...]
    is_ambiguous: bool
    source: str


@cache
def countries() -> tuple[Country, ...]:
    """Countries, territories and former states, by code."""
    return tuple(
        Country(
            code, name, _list(aliases), _list(demonyms), capital or None, _list(metonyms), _list(prefixes),
            cast("CountryKind", kind), wikidata or None, _list(ambiguous), source,
        )
        for code, name, aliases, demonyms, capital, metonyms, prefixes, kind, wikidata, ambiguous, source in _rows(
            "countries.csv", COUNTRY_COLUMNS
        )
    )  # fmt: skip


@cache
def regions() -> tuple[Region, ...]:
    """Parts of the world, by name."""
    return tuple(
        Region(name, _list(aliases), _list(demonyms), _list(prefixes), source)
        for name, aliases, demonyms, prefixes, source in _rows("regions.csv", REGION_COLUMNS)
    )


@cache
def organisations() -> tuple[Organisation, ...]:
    """Agencies, intergovernmental bodies, societies, companies and universities, by id."""
    return tuple(
        Organisation(
            key, name, acronym or None, _list(aliases), cast("OrganisationKind", kind), country or None, parent or None,
            headquarters or None, wikidata or None, _list(ambiguous), source,
        )
        for key, name, acronym, aliases, kind, country, parent, headquarters, wikidata, ambiguous, source in _rows(
            "organisations.csv", ORGANISATION_COLUMNS
        )
    )  # fmt: skip


@cache
def missions() -> tuple[Mission, ...]:
    """Spacecraft, launchers, stations, instruments and programmes, by id."""
    return tuple(
        Mission(
            key, name, acronym or None, _list(aliases), cast("MissionKind", kind), _list(operators), _number(launched),
            wikidata or None, _list(ambiguous), source,
        )
        for key, name, acronym, aliases, kind, operators, launched, wikidata, ambiguous, source in _rows(
            "missions.csv", MISSION_COLUMNS
        )
    )  # fmt: skip


@cache
def series() -> tuple[Series, ...]:
    """Series of meetings, by id."""
    return tuple(
        Series(
            key, name, acronym or None, _list(aliases), cast("SeriesKind", kind), _list(organisers), _number(first),
            _number(interval), _anchors(editions), _list(ambiguous), source,
        )
        for key, name, acronym, aliases, kind, organisers, first, interval, editions, ambiguous, source in _rows(
            "series.csv", SERIES_COLUMNS
        )
    )  # fmt: skip


@cache
def currencies() -> tuple[Currency, ...]:
    """Currencies of today and of the past, by code."""
    return tuple(
        Currency(
            code, name, _list(singular), _list(plural), _list(symbols), _list(used_in), _list(minor), bool(shared),
            _list(default_for), bool(historic), source,
        )
        for code, name, singular, plural, symbols, used_in, minor, shared, default_for, historic, source in _rows(
            "currencies.csv", CURRENCY_COLUMNS
        )
    )  # fmt: skip


@cache
def units() -> tuple[Unit, ...]:
    """Units of measure, by UCUM code."""
    return tuple(
        Unit(ucum, kind, _list(names), _list(abbreviations), bool(strict), _list(ambiguous), source)
        for ucum, kind, names, abbreviations, strict, ambiguous, source in _rows("units.csv", UNIT_COLUMNS)
    )


@cache
def places() -> tuple[Place, ...]:
    """Cities, regions and sites, by name and then by population."""
    return tuple(
        Place(
            name,
            country,
            admin or None,
            cast("PlaceKind", kind),
            _number(rank),
            _list(aliases),
            bool(ambiguous),
            source,
        )
        for name, country, admin, kind, rank, aliases, ambiguous, source in _rows("places.csv", PLACE_COLUMNS)
    )


@cache
def digest() -> str:
    """SHA-256 over the name and bytes of every data file, in the order of the names: what a cache of results depends on."""
    total = hashlib.sha256()
    for name, content in sorted(_files().items()):
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _files() -> Mapping[str, bytes]:
    folder = files("spacecoop.lexicon")
    return {
        path.name: path.read_bytes() for path in folder.iterdir() if path.name.endswith((".csv", ".toml", ".model"))
    }


def _rows(name: str, columns: tuple[str, ...]) -> list[list[str]]:
    """The rows below the header; ``ValueError`` says which file and line does not have these columns."""
    text = files("spacecoop.lexicon").joinpath(name).read_text(encoding="utf-8")
    header, *rows = csv.reader(StringIO(text, newline=""))
    if tuple(header) != columns:
        raise ValueError(f"lexicon/{name}: columns are {', '.join(header)}; expected {', '.join(columns)}")
    for number, row in enumerate(rows, 2):
        if len(row) != len(columns):
            raise ValueError(f"lexicon/{name}: row {number} has {len(row)} cells; expected {len(columns)}")
    return rows


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


def _anchors(cell: str) -> tuple[tuple[int, int], ...]:
    pairs = (pair.split("=") for pair in _list(cell))
    return tuple((int(number), int(year)) for number, year in pairs)
