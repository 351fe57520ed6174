"""Well-known facts that the lexicon must state, and how the readers behave.

Each fact can be looked up in the source that its row names.
"""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from fractions import Fraction
from importlib.resources import files

import pytest

from spacecoop import lexicon

COUNTRY = {country.code: country for country in lexicon.countries()}
BODY = {body.id: body for body in lexicon.organisations()}
MISSION = {mission.id: mission for mission in lexicon.missions()}
SERIES = {series.id: series for series in lexicon.series()}
CURRENCY = {currency.code: currency for currency in lexicon.currencies()}


@pytest.mark.parametrize(
    ("code", "column", "word"),
    [
        ("US", "aliases", "U.S."),
        ("US", "metonyms", "Washington"),
        ("US", "ambiguous", "US"),
        ("CN", "demonyms", "Chinese"),
        ("CN", "prefixes", "Sino-"),
        ("CN", "metonyms", "Beijing"),
        ("RU", "metonyms", "Kremlin"),
        ("RU", "prefixes", "Russo-"),
        ("FR", "prefixes", "Franco-"),
        ("IN", "prefixes", "Indo-"),
        ("GB", "prefixes", "Anglo-"),
        ("NL", "aliases", "Holland"),
        ("NL", "demonyms", "Dutch"),
        ("CZ", "aliases", "Czechia"),
        ("AE", "aliases", "U.A.E."),
        ("KP", "aliases", "DPRK"),
        ("CI", "aliases", "Côte d’Ivoire"),
        ("NE", "demonyms", "Nigerien"),
        ("NG", "demonyms", "Nigerian"),
        ("TR", "ambiguous", "Turkey"),
        ("GE", "ambiguous", "Georgia"),
        ("JO", "ambiguous", "Jordan"),
        ("TD", "ambiguous", "Chad"),
        ("SU", "demonyms", "Soviet"),
    ],
)
def test_a_country_has_the_word(code: str, column: str, word: str) -> None:
    assert word in getattr(COUNTRY[code], column)


def test_namibia_is_na_and_not_missing() -> None:
    assert COUNTRY["NA"].name == "Namibia"


def test_former_states_keep_their_codes() -> None:
    assert {"SU", "YU", "CS", "DD"} <= {code for code, country in COUNTRY.items() if country.kind == "former"}


@pytest.mark.parametrize(
    ("acronym", "owners"),
    [
        ("CSA", {"agency/csa-ca", "organisation/csa-cn"}),
        ("ISA", {"agency/isa-il", "agency/isa-ir"}),
        ("SSA", {"agency/ssa-sa", "agency/ssa-sy"}),
        ("NADA", {"agency/nada", "organisation/nada-in"}),
        ("NSSC", {"organisation/nssc", "agency/nssc-us"}),
        ("ASA", {"agency/asa-au", "agency/asa-at"}),
        ("AEB", {"agency/aeb-br"}),
        ("IAA", {"organisation/iaa"}),
        ("COPUOS", {"igo/copuos"}),
        ("CMSA", {"agency/cmsa"}),
    ],
)
def test_an_acronym_has_these_owners(acronym: str, owners: set[str]) -> None:
    assert owners <= {body.id for body in BODY.values() if body.acronym == acronym}


@pytest.mark.parametrize(
    ("key", "name", "country"),
    [
        ("agency/nasa", "NASA", "US"),
        ("agency/cnes", "CNES", "FR"),
        ("agency/roscosmos", "Roscosmos", "RU"),
        ("igo/esa", "European Space Agency", None),
        ("agency/isro", "Indian Space Research Organisation", "IN"),
        ("agency/jaxa", "Japan Aerospace Exploration Agency", "JP"),
        ("igo/un", "United Nations", None),
        ("igo/eu", "European Union", None),
        ("organisation/iaa", "International Academy of Astronautics", "SE"),
        ("company/spacex", "SpaceX", "US"),
        ("university/mit", "Massachusetts Institute of Technology", "US"),
        ("company/xinhua", "Xinhua", "CN"),
    ],
)
def test_a_body_has_its_name_and_country(key: str, name: str, country: str | None) -> None:
    assert (BODY[key].name, BODY[key].country) == (name, country)


def test_both_spellings_of_an_organisation_are_listed() -> None:
    assert "Indian Space Research Organization" in BODY["agency/isro"].aliases
    assert "German Aerospace Centre" in BODY["agency/dlr"].aliases


def test_a_centre_belongs_to_its_agency() -> None:
    assert BODY["organisation/jpl"].parent == "agency/nasa"


def test_a_joint_mission_has_both_operators() -> None:
    assert set(MISSION["mission/smile"].operators) == {"organisation/cas", "igo/esa"}


@pytest.mark.parametrize("spelling", ["Chang'e 4", "Chang’e-4", "Chang'E-4", "Chang’E 4"])
def test_a_hyphen_an_apostrophe_and_a_capital_make_no_other_mission(spelling: str) -> None:
    assert [m.id for m in MISSION.values() if spelling in m.aliases] == ["mission/change-4"]


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("hope", "Hope"),
        ("galileo", "Galileo"),
        ("dawn", "Dawn"),
        ("juno", "Juno"),
        ("spirit", "Spirit"),
        ("opportunity", "Opportunity"),
        ("apollo", "Apollo"),
    ],
)
def test_a_mission_named_like_a_common_word_says_so(key: str, word: str) -> None:
    assert word in MISSION[f"mission/{key}"].ambiguous


@pytest.mark.parametrize(
    ("key", "year", "edition"),
    [
        ("iac", 2014, 65),
        ("iac", 2023, 74),
        ("cospar", 2014, 40),
        ("cospar", 2024, 45),
        ("cospar", 2015, None),
        ("space-symposium", 2019, 35),
        ("space-symposium", 2023, 38),
        ("zhuhai-airshow", 2016, 11),
        ("zhuhai-airshow", 2022, 14),
        ("copuos", 2023, 66),
        ("glex", 2017, None),
    ],
)
def test_the_edition_of_a_year(key: str, year: int, edition: int | None) -> None:
    assert SERIES[f"series/{key}"].edition(year) == edition


def test_no_series_had_an_edition_before_its_first() -> None:
    assert SERIES["series/china-commercial-space-forum"].edition(2014) is None


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("CNY", "renminbi"),
        ("INR", "Rs."),
        ("EUR", "€"),
        ("USD", "US$"),
        ("GBP", "£"),
        ("RUB", "ruble"),
        ("FRF", "franc"),
    ],
)
def test_a_currency_has_the_form(code: str, form: str) -> None:
    currency = CURRENCY[code]
    assert form in (*currency.singular, *currency.plural, *currency.symbols)


def test_a_bare_dollar_is_shared_and_means_the_american_one_by_default() -> None:
    assert "$" in CURRENCY["USD"].default_for
    assert all(CURRENCY[code].has_shared_symbol for code in ("USD", "CAD", "AUD", "GBP", "JPY", "CNY", "SEK"))


def test_currencies_that_are_gone_are_historic() -> None:
    assert {"DEM", "FRF", "ITL", "ESP", "ATS", "XEU"} <= {c.code for c in CURRENCY.values() if c.is_historic}
    assert not CURRENCY["CZK"].is_historic


@pytest.mark.parametrize(
    ("word", "ucum"),
    [
        ("light-years", "[ly]"), ("astronomical unit", "AU"), ("mph", "[mi_i]/h"), ("km/s", "km/s"), ("GHz", "GHz"),
        ("Mbps", "Mbit/s"), ("kWh", "kW.h"), ("tonnes", "t"), ("arcsecond", "''"), ("kilonewtons", "kN"),
        ("metres", "m"), ("meters", "m"), ("hectares", "har"), ("degrees Celsius", "Cel"), ("fortnight", "2.wk"),
    ],
)  # fmt: skip
def test_a_word_is_the_unit(word: str, ucum: str) -> None:
    assert [unit.ucum for unit in lexicon.units() if word in (*unit.names, *unit.abbreviations)] == [ucum]


def test_abbreviations_of_one_letter_hold_only_after_a_digit() -> None:
    loose = [
        u.ucum
        for u in lexicon.units()
        if any(len(a) == 1 and a.isascii() and a.isalpha() for a in u.abbreviations) and not u.is_strict
    ]
    assert loose == []


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Houston", "US", "city"), ("Huzhou", "CN", "city"), ("Noordwijk", "NL", "city"), ("Kourou", "GF", "city"),
        ("Sriharikota", "IN", "city"), ("Baikonur Cosmodrome", "KZ", "site"), ("Wenchang Space Launch Site", "CN", "site"),
        ("Bavaria", "DE", "region"), ("Sichuan", "CN", "region"), ("Colorado", "US", "region"), ("Georgia", "US", "region"),
        ("Tatarstan", "RU", "region"), ("Kerala", "IN", "region"), ("Québec", "CA", "city"), ("Scotland", "GB", "region"),
    ],
)  # fmt: skip
def test_a_place_is_there(name: str, country: str, kind: str) -> None:
    assert (name, country, kind) in {(place.name, place.country, place.kind) for place in lexicon.places()}


@pytest.mark.parametrize(
    ("alias", "name"), [("Bangalore", "Bengaluru"), ("Peking", "Beijing"), ("Calif.", "California"), ("Kiev", "Kyiv")]
)
def test_an_older_or_shorter_name_leads_to_the_place(alias: str, name: str) -> None:
    assert name in {place.name for place in lexicon.places() if alias in place.aliases}


def test_number_words_say_their_numbers() -> None:
    numbers = tomllib.loads(files("spacecoop.lexicon").joinpath("numbers.toml").read_text(encoding="utf-8"))
    assert numbers["cardinal"]["ninety"] == 90
    assert numbers["multiplier"]["crore"] == 10_000_000
    assert numbers["scale_abbreviation"]["bn"] == 10**9
    assert Fraction(numbers["fraction"]["third"]) == Fraction(1, 3)
    assert Fraction(numbers["fraction_sign"]["¾"]) == Fraction(3, 4)
    assert numbers["ordinal"]["twelfth"] == 12


def test_nothing_is_read_at_import() -> None:
    code = (
        "import spacecoop.lexicon as l;"
        "print(sum(f.cache_info().currsize for f in (l.countries, l.organisations, l.missions, l.series, l.places)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"


def test_all_files_are_read_in_no_time() -> None:
    readers = (
        lexicon.countries, lexicon.regions, lexicon.organisations, lexicon.missions, lexicon.series, lexicon.currencies,
        lexicon.units, lexicon.places,
    )  # fmt: skip
    best = min(_read_anew(readers) for _ in range(3))
    assert best < 0.25, "0.03 s on an idle core; eight times that is no slow machine any more"


def _read_anew(readers: tuple[object, ...]) -> float:
    begun = time.perf_counter()
    for reader in readers:
        reader.__wrapped__()  # type: ignore[attr-defined]
    return time.perf_counter() - begun


def test_the_digest_is_the_files() -> None:
    lexicon.digest.cache_clear()
    first = lexicon.digest()
    lexicon.digest.cache_clear()
    assert first == lexicon.digest()
    assert len(first) == 64
