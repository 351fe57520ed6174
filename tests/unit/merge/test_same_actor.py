"""Which actors of different documents are one: every rule of ``docs/same-actor.md`` with what it joins and what it must not."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacecoop.merge.actor_groups import Match, grouped
from spacecoop.merge.actor_identity import Member, joined, listed_like
from spacecoop.merge.person_names import is_one_slip, person_name
from spacecoop.tables import fold
from spacecoop.tables.facts import JoinedBy

ISRO, NASA = frozenset({"agency/isro"}), frozenset({"agency/nasa"})


def person(name: str, **said: object) -> Member:
    return Member(f"person/{fold(name)}", (name,), **said)  # type: ignore[arg-type]


def body(name: str, kind: str = "organisation", **said: object) -> Member:
    return Member(f"{kind}/{fold(name)}", (name,), **said)  # type: ignore[arg-type]


def together(*members: Member) -> list[set[str]]:
    return [set(group) for group in joined(members)]


def rule_of(one: Member, other: Member) -> JoinedBy | None:
    groups = joined([one, other])
    return groups[0][one.actor_id] if groups else None


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("K. Sivan", "Sivan K", "writing"),
        ("K. Sivan", "Kailasavadivoo Sivan", None),
        ("Heike Müllner", "Heike Muellner", "writing"),
        ("Anja Sørdal", "Anja Soerdal", "writing"),
        ("Jean Jacques Dordain", "Jeanjacques Dordain", "writing"),
        ("Günter Hirschfeld", "Günther Hirschfeld", "spelling"),
        ("Sergei Volochkov", "Sergey Volochkov", "spelling"),
        ("Mikhail Mogilevskij", "Mikhail Mogilevsky", "spelling"),
        ("Hazza Al Mansoori", "Hazza AlMansouri", "spelling"),
        ("Hao Zhaoyao", "Zhaoyao Hao", "writing"),
        ("Ban Ki-moon", "Ban Kimoon", "writing"),
        ("Lee Jong-ho", "Jong-ho Lee", "writing"),
        ("Georgy N. Zastenker", "Georgy Zastenker", "initials"),
        ("D K Shivakumar", "DK Shivakumar", "writing"),
        ("Jean Dordain", "Jean-Jacques Dordain", None),
        ("John Zastenker", "James Zastenker", None),
        ("Michal Vaclavik", "Michael Vaclavik", None),
        ("Michele Ferrante", "Michelle Ferrante", None),
        ("Robert Mueller", "Robert Muller", None),
        ("David Lee", "David Li", None),
        ("J. Smith", "John Smith", None),
        ("John A. Smith", "John Smith", None),
        ("Hassan Murad", "Murad Hassan", None),
        ("Michael Lopez-Alegria", "Michael Lopez-Algeria", None),
        ("Anna Ivanova", "Anna Ivanov", None),
        ("Heike Müllner", "Heike Müllner Jr.", None),
        ("Dom Pedrosa", "Dom Pedrosa II", None),
        ("Mohammed Al", "Muhammad Al", None),
    ],
)
def test_two_names_of_people_and_nothing_else(one: str, other: str, rule: JoinedBy | None) -> None:
    assert rule_of(person(one), person(other)) == rule


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("J. Smith", "John Smith", "initials"),
        ("John A. Smith", "John Smith", "initials"),
        ("Hassan Murad", "Murad Hassan", "order"),
        ("Günter Schmidt", "Günther Schmidt", "spelling"),
        ("Michael Lopez-Alegria", "Michael Lopez-Algeria", "slip"),
        ("Michael Smith", "Martin Smith", None),
        ("Michael Lopez-Alegria", "Martin Lopez-Algeria", None),
    ],
)
def test_a_common_body_settles_what_names_leave_open(one: str, other: str, rule: JoinedBy | None) -> None:
    assert rule_of(person(one, affiliations=NASA), person(other, affiliations=NASA)) == rule


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("K. Sivan", "Kailasavadivoo Sivan", "initials"),
        ("Sivan K", "Kailasavadivoo Sivan", "initials"),
        ("J.-J. Dordain", "Jean-Jacques Dordain", "initials"),
        ("J. Dordain", "Jean-Jacques Dordain", "initials"),
        ("C. H. Dordain", "Charles Dordain", None),
        ("K. Sivan", "Mohan Sivan", None),
        ("J. Smith", "John Smith", None),
    ],
)
def test_initials_of_a_rarer_name_need_a_body_that_the_documents_of_both_name(
    one: str, other: str, rule: JoinedBy | None
) -> None:
    assert rule_of(person(one, context=ISRO), person(other, context=ISRO)) == rule
    assert rule_of(person(one, context=ISRO), person(other, context=NASA)) is None


def test_one_document_settles_an_initial_before_a_common_name() -> None:
    same = frozenset({"a.txt"})
    assert rule_of(person("J. Smith", documents=same), person("John Smith", documents=same)) == "initials"
    assert rule_of(person("J. Smith", documents=same), person("John Smith", documents=frozenset({"b.txt"}))) is None


@pytest.mark.parametrize(
    "against",
    [
        ({"countries": frozenset({"IN"})}, {"countries": frozenset({"US"})}),
        ({"gender": "man"}, {"gender": "woman"}),
    ],
)
def test_evidence_that_contradicts_keeps_two_spellings_apart(against: tuple[dict, dict]) -> None:
    one, other = against
    assert rule_of(person("Günter Hirschfeld", **one), person("Günther Hirschfeld", **other)) is None
    assert rule_of(person("Günter Hirschfeld", **one), person("Günther Hirschfeld")) == "spelling"


def test_an_initial_that_two_people_share_joins_neither() -> None:
    names = ["K. Sivan", "Kailasavadivoo Sivan", "Kumaran Sivan"]
    assert together(*(person(name, context=ISRO) for name in names)) == []


def test_a_third_name_never_joins_two_that_differ() -> None:
    middle = [person("Georgy Zastenker"), person("Georgy N. Zastenker"), person("Georgy P. Zastenker")]
    assert together(*middle) == []


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("U.S. Space Board", "US Space Board", "writing"),
        ("United States Space Board", "U. S. Space Board", "writing"),
        ("The Marsling Trust", "Marsling Trust", "writing"),
        ("Science & Orbit Marsling", "Science and Orbit Marsling", "writing"),
        ("Marsling Research Centre", "Marsling Research Center", "writing"),
        ("Marsling Organisation for Orbits", "Marsling Organization of Orbits", "writing"),
        ("Marsling Systems Ltd.", "Marsling Systems Limited", "writing"),
        ("Marsling Science Corp.", "Marsling Sciences Corporation", "writing"),
        ("Marsling Systems Ltd.", "Marsling Systems", "legal_form"),
        ("L. K. Marsling", "LK Marsling", "writing"),
        ("Terra-Marsling", "TerraMarsling", "writing"),
        ("Mongolian Government", "Government of Mongolia", "country"),
        ("Czech Academy of Sciences", "Academy of Sciences of the Czech Republic", "country"),
        ("Marsling & Company Ltd.", "Marsling", None),
        ("Marsling GmbH", "Marsling Inc.", None),
        ("Bank of Mongolia", "Mongolian Bank", None),
        ("American University", "University of America", None),
        ("American Bank", "US Bank", None),
        ("Communist Party of America", "Communist Party of the USA", None),
        ("Mongol", "Mongols", None),
        ("Marsling", "Marsling Ltd.", None),
        ("Marsling Systems", "Marsling Networks", None),
    ],
)
def test_two_names_of_bodies(one: str, other: str, rule: JoinedBy | None) -> None:
    assert rule_of(body(one), body(other)) == rule


def test_a_name_without_legal_form_joins_no_two_companies() -> None:
    names = ["Marsling Space GmbH", "Marsling Space", "Marsling Space SAS"]
    assert together(*map(body, names)) == []


def test_a_single_word_is_a_company_where_one_document_has_both() -> None:
    here, there = frozenset({"a.txt"}), frozenset({"b.txt"})
    assert rule_of(body("Marsling", documents=here), body("Marsling Ltd.", documents=here)) == "legal_form"
    assert rule_of(body("Marsling", documents=here), body("Marsling Ltd.", documents=there)) is None


def test_a_body_of_two_kinds_is_one_and_a_person_or_mission_of_its_name_is_another() -> None:
    names = [Member(f"{kind}/marsling", ("Marsling",)) for kind in ("company", "organisation", "person", "mission")]
    assert together(*names) == [{"company/marsling", "organisation/marsling"}]


@pytest.mark.parametrize(
    ("name", "country", "known"),
    [
        ("U. S. National Oceanic and Atmospheric Administration", None, "agency/noaa"),
        ("Orbital Science Corp.", None, "company/orbital-sciences"),
        ("United Nation", None, "igo/un"),
        ("ESA", None, None),
        ("Ministry of Science and Technology", None, None),
        ("Ministry of Science and Technology", "CN", "agency/most-cn"),
    ],
)
def test_a_spelling_of_a_listed_body(name: str, country: str | None, known: str | None) -> None:
    one = body(name, country=country)
    groups = joined([one, *listed_like([one])])
    assert ({key for group in groups for key in group} - {one.actor_id} or {None}) == {known}


def test_missions_differ_in_nothing_but_marks() -> None:
    names = ["Telkom-2", "Telkom 2", "Telkom2", "Telkom-1", "Telcom-2", "ROSS", "Ross"]
    found = together(*(Member(f"mission/{fold(name)}", (name,)) for name in names))
    assert found == [{"mission/telkom-2", "mission/telkom2"}]


@pytest.mark.parametrize(
    ("one", "other", "is_slip"),
    [("alegria", "algeria", True), ("krasnov", "krasnow", True), ("krasnov", "krasnv", True), ("ab", "ba", True),
     ("krasnov", "krasnov", False), ("krasnov", "karsnow", False)],
)  # fmt: skip
def test_one_slip_is_one_letter(one: str, other: str, is_slip: bool) -> None:
    assert is_one_slip(one, other) == is_one_slip(other, one) == is_slip


GIVEN = [
    "Günter",
    "Günther",
    "Guenter",
    "G.",
    "Georgy",
    "Georgy N.",
    "Wei",
    "Jean-Jacques",
    "J.-J.",
    "J. J.",
    "Mohamed",
]
FAMILY = ["Sivan", "Müllner", "Muellner", "Wang", "Smith", "Al Mansoori", "Mansouri", "Zastenker", "Zastenkar"]
PEOPLE = st.builds(
    lambda given, family, turned, bodies, countries: person(
        f"{family} {given}" if turned else f"{given} {family}",
        affiliations=frozenset(bodies), countries=frozenset(countries), context=ISRO,
    ),
    st.sampled_from(GIVEN), st.sampled_from(FAMILY), st.booleans(),
    st.sets(st.sampled_from(["agency/isro", "agency/nasa"]), max_size=1), st.sets(st.sampled_from(["IN", "US"]), max_size=1),
)  # fmt: skip


@given(st.lists(PEOPLE, max_size=9, unique_by=lambda m: m.actor_id), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_joining_and_no_group_contradicts_itself(
    members: list[Member], shuffled: random.Random
) -> None:
    found = joined(members)
    other = list(members)
    shuffled.shuffle(other)
    assert joined(other) == found
    by_name = {member.actor_id: member for member in members}
    for group in found:
        for a, b in combinations(sorted(group), 2):
            one, two = by_name[a], by_name[b]
            assert not one.countries or not two.countries or one.countries & two.countries
            mine, theirs = person_name(one.names[0]), person_name(two.names[0])
            assert mine is not None
            assert theirs is not None
            assert {mine.family[0], mine.given[0][0]} == {theirs.family[0], theirs.given[0][0]}


class Numbered:
    """Contradicts every number that leaves another remainder by three."""

    def __init__(self, number: int) -> None:
        self.number = number

    def contradicts(self, other: Numbered) -> bool:
        return self.number % 3 != other.number % 3

    def may_be(self, other: Numbered) -> bool:
        return True


PAIRS = st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1])


@given(st.lists(st.tuples(PAIRS, st.sampled_from(["writing", "spelling", "initials"]))))
def test_no_chain_of_matches_joins_what_contradicts(matches: list[tuple[tuple[int, int], JoinedBy]]) -> None:
    members = [Numbered(i) for i in range(12)]
    made = [Match(*pair, rule) for pair, rule in matches]
    found = grouped(members, made)
    assert grouped(members, reversed(made)) == found
    assert all(len({i % 3 for i in group}) == 1 for group in found)
    assert len({i for group in found for i in group}) == sum(map(len, found))
