"""What must hold of the data files themselves: form, order, keys, references and sources.

Whether single facts are right is asked in ``test_witnesses``.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from io import StringIO

import pytest

from spacecoop import lexicon

FOLDER = files("spacecoop.lexicon")
LEAST_ROWS = {
    "countries.csv": 249,
    "currencies.csv": 150,
    "missions.csv": 220,
    "organisations.csv": 330,
    "places.csv": 4000,
    "regions.csv": 30,
    "series.csv": 70,
    "units.csv": 150,
}
LISTS = (
    "aliases",
    "demonyms",
    "metonyms",
    "prefixes",
    "ambiguous",
    "singular",
    "plural",
    "symbols",
    "minor",
    "names",
    "abbreviations",
)


def text_of(name: str) -> str:
    return FOLDER.joinpath(name).read_text(encoding="utf-8")


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text_of(name), newline="")))


def keys_of(name: str) -> Iterator[str]:
    """The first column, which every file is sorted by."""
    for row in rows_of(name):
        yield next(iter(row.values()))


def test_every_csv_file_of_the_folder_is_known_here() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.name.endswith(".csv")} == set(LEAST_ROWS)


@pytest.mark.parametrize("name", LEAST_ROWS)
class TestCsv:
    def test_has_at_least_so_many_rows(self, name: str) -> None:
        assert len(rows_of(name)) >= LEAST_ROWS[name]

    def test_is_rfc_4180_as_we_write_it(self, name: str) -> None:
        header, *rows = csv.reader(StringIO(text_of(name), newline=""))
        assert all(len(row) == len(header) for row in rows)
        written = StringIO()
        csv.writer(written, lineterminator="\n").writerows([header, *rows])
        assert written.getvalue() == text_of(name)

    def test_is_sorted_by_its_first_column(self, name: str) -> None:
        keys = list(keys_of(name))
        assert keys == sorted(keys)

    def test_names_a_source_in_every_row(self, name: str) -> None:
        assert [row for row in rows_of(name) if not row["source"].strip()] == []

    def test_no_list_has_an_empty_or_double_or_padded_part(self, name: str) -> None:
        wrong = [
            (row, column)
            for row in rows_of(name)
            for column in LISTS
            if row.get(column)
            for parts in [row[column].split("|")]
            if len(set(parts)) != len(parts) or any(part != part.strip() or not part for part in parts)
        ]
        assert wrong == []

    def test_wikidata_ids_have_their_form_and_one_owner(self, name: str) -> None:
        ids = [row["wikidata"] for row in rows_of(name) if row.get("wikidata")]
        assert all(key[0] == "Q" and key[1:].isdigit() for key in ids)
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", [name for name in LEAST_ROWS if name != "places.csv"])
def test_keys_are_unique(name: str) -> None:
    keys = list(keys_of(name))
    assert len(set(keys)) == len(keys)


def test_a_place_stands_once_by_name_country_and_kind() -> None:
    keys = [(place.name, place.country, place.kind) for place in lexicon.places()]
    assert len(set(keys)) == len(keys)


def test_places_of_one_name_stand_from_the_most_populous_on_and_regions_before_towns_of_other_countries() -> None:
    def order(place: lexicon.Place) -> tuple[bool, int]:
        own = [p for p in named[place.name] if p.kind == "city"]
        leads = place.kind == "region" and all(p.country != place.country for p in own)
        return not leads, place.rank or 10**9

    named: dict[str, list[lexicon.Place]] = {}
    for place in lexicon.places():
        named.setdefault(place.name, []).append(place)
    assert [places for places in named.values() if places != sorted(places, key=order)] == []
    assert named["Virginia"][0].country == "US"


def test_toml_files_parse_and_say_something() -> None:
    names = [path.name for path in FOLDER.iterdir() if path.name.endswith(".toml")]
    assert "numbers.toml" in names
    assert all(tomllib.loads(text_of(name)) for name in names)


def test_all_data_files_together_stay_small() -> None:
    sizes = {
        path.name: len(path.read_bytes())
        for path in FOLDER.iterdir()
        if not path.name.endswith(".py") and path.is_file()
    }
    assert sum(size for name, size in sizes.items() if name in LEAST_ROWS or name == "numbers.toml") <= 2_000_000
    assert sizes["places.csv"] < 400_000


class TestReferences:
    countries = frozenset(country.code for country in lexicon.countries())
    organisations = frozenset(organisation.id for organisation in lexicon.organisations())

    def test_countries_of_organisations_places_and_currencies_are_listed(self) -> None:
        named = {o.country for o in lexicon.organisations() if o.country}
        named |= {place.country for place in lexicon.places()}
        named |= {code for currency in lexicon.currencies() for code in currency.countries}
        assert named - self.countries == set()

    def test_parents_are_listed_and_never_their_own_ancestors(self) -> None:
        parents = {o.id: o.parent for o in lexicon.organisations()}
        for key in parents:
            ancestors = [key]
            while (parent := parents[ancestors[-1]]) is not None:
                assert parent in self.organisations, key
                assert parent not in ancestors, key
                ancestors.append(parent)

    def test_operators_are_organisations_or_countries(self) -> None:
        operators = {operator for mission in lexicon.missions() for operator in mission.operators}
        assert operators - self.organisations - self.countries == set()

    def test_organisers_are_organisations(self) -> None:
        organisers = {organiser for series in lexicon.series() for organiser in series.organisers}
        assert organisers - self.organisations == set()

    def test_a_kind_is_the_first_part_of_the_id(self) -> None:
        assert [o.id for o in lexicon.organisations() if o.id.partition("/")[0] != o.kind] == []
        assert [m.id for m in lexicon.missions() if not m.id.startswith("mission/")] == []
        assert [s.id for s in lexicon.series() if not s.id.startswith("series/")] == []


class TestNames:
    def test_no_name_or_demonym_has_two_countries(self) -> None:
        owners: dict[str, str] = {}
        for country in lexicon.countries():
            for word in (country.name, *country.aliases, *country.demonyms):
                assert owners.setdefault(word, country.code) == country.code, word

    def test_a_name_shared_by_organisations_is_ambiguous_in_each(self) -> None:
        owners: dict[str, list[lexicon.Organisation]] = {}
        for body in lexicon.organisations():
            for word in {body.name, *body.aliases, *([body.acronym] if body.acronym else [])}:
                owners.setdefault(word, []).append(body)
        shared = {word: held for word, held in owners.items() if len(held) > 1}
        assert shared, "CSA and others have several owners"
        assert [(w, o.id) for w, held in shared.items() for o in held if w not in o.ambiguous] == []

    def test_ambiguous_words_are_words_of_their_row(self) -> None:
        rows = [(o.id, o.ambiguous, {o.name, o.acronym, *o.aliases}) for o in lexicon.organisations()]
        rows += [(m.id, m.ambiguous, {m.name, m.acronym, *m.aliases}) for m in lexicon.missions()]
        rows += [(s.id, s.ambiguous, {s.name, s.acronym, *s.aliases}) for s in lexicon.series()]
        assert [key for key, ambiguous, words in rows if not set(ambiguous) <= words] == []

    def test_shared_symbols_are_marked_and_defaults_are_forms_of_their_row(self) -> None:
        owners: dict[str, list[str]] = {}
        for currency in lexicon.currencies():
            assert set(currency.default_for) <= {*currency.symbols, *currency.singular}, currency.code
            for symbol in currency.symbols:
                owners.setdefault(symbol, []).append(currency.code)
        shared = {code for codes in owners.values() if len(codes) > 1 for code in codes}
        assert shared == {currency.code for currency in lexicon.currencies() if currency.has_shared_symbol}

    def test_no_symbol_or_word_is_the_default_of_two_currencies(self) -> None:
        defaults = [word for currency in lexicon.currencies() for word in currency.default_for]
        assert len(set(defaults)) == len(defaults)

    def test_an_abbreviation_is_one_unit(self) -> None:
        owners: dict[str, str] = {}
        for unit in lexicon.units():
            for short in unit.abbreviations:
                assert owners.setdefault(short, unit.ucum) == unit.ucum, short
