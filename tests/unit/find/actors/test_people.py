"""Titles, affiliations and surnames, and the rows that gather the spellings of one person."""

from __future__ import annotations

import pytest

from tests.unit.find.actors.reading import found_in, mentions_of, named


@pytest.mark.parametrize(
    ("text", "name", "title", "affiliation"),
    [
        ("Li Wen, president of the Chinese Society of Astronautics (CSA), spoke.", "Li Wen", "president", "organisation/csa-cn"),
        ("NASA Administrator Bill Nelson spoke.", "Bill Nelson", "Administrator", "agency/nasa"),
        ("CNES chief Jean-Yves Le Gall spoke.", "Jean-Yves Le Gall", "chief", "agency/cnes"),
        ("French President Emmanuel Macron spoke.", "Emmanuel Macron", "President", "country/FR"),
        ("Poland's Minister of Economy Piotr Nowak spoke.", "Piotr Nowak", "Minister of Economy", "country/PL"),
        ("Anna Kowalska, director of the Institute of Aviation, spoke.", "Anna Kowalska", "director", "organisation/institute-of-aviation"),
        ("Jean-Luc Moreau, the IAF's executive director, spoke.", "Jean-Luc Moreau", "executive director", "organisation/iaf"),
        ("Anna Kowalska, CNES president, spoke.", "Anna Kowalska", "president", "agency/cnes"),
        ("Anna Kowalska of CNES spoke.", "Anna Kowalska", None, "agency/cnes"),
        ("Anna Kowalska (CNES) spoke.", "Anna Kowalska", None, "agency/cnes"),
        ("Anna Kowalska, Canada and India signed.", "Anna Kowalska", None, None),
        ("Vice President Peter Tarnow spoke.", "Peter Tarnow", "Vice President", None),
        ("Peter Tarnow, chairman of the committee, spoke.", "Peter Tarnow", "chairman of the committee", None),
        ("Peter Tarnow, President of Peru, spoke.", "Peter Tarnow", "President", "country/PE"),
        ("Peter Tarnow, Thai Minister of Trade, Science and Transport, spoke.", "Peter Tarnow", "Minister of Trade, Science and Transport", "country/TH"),
        ("Peter Tarnow, head of the Chilean space agency SACH, spoke.", "Peter Tarnow", "head of the Chilean space agency", "organisation/sach"),
        ("The head of the Italian Space Agency, Peter Tarnow, spoke.", "Peter Tarnow", "head", "agency/asi"),
        ("Chile's ambassador to Peru, Peter Tarnow, spoke.", "Peter Tarnow", "ambassador to Peru", "country/CL"),
        ("The fete was seen by Chile's ambassador to Peru, Peter Tarnow, on Monday.", "Peter Tarnow", "ambassador to Peru", "country/CL"),
        ("Our former chairperson, Peter Tarnow, spoke.", "Peter Tarnow", "former chairperson", None),
        ("Guests of the Minister of Trade, Anna Kowalska, and the Ambassador of Chile, Peter Tarnow, spoke.", "Anna Kowalska", "Minister of Trade", None),
        ("Italian Enterprise Minister Peter Tarnow spoke.", "Peter Tarnow", "Enterprise Minister", "country/IT"),
        ("Principal Deputy Assistant Secretary Peter Tarnow spoke.", "Peter Tarnow", "Principal Deputy Assistant Secretary", None),
        ("British science minister Peter Tarnow spoke.", "Peter Tarnow", "science minister", "country/GB"),
        ("The presidents of Chile and Peru, Peter Tarnow and Anna Kowalska, spoke.", "Peter Tarnow", None, None),
        ("Trade and Industry Minister Peter Tarnow spoke.", "Peter Tarnow", "Trade and Industry Minister", None),
        ("Foreign Affairs Minister Peter Tarnow spoke.", "Peter Tarnow", "Foreign Affairs Minister", None),
        ("CNES Chairman of the Board Peter Tarnow spoke.", "Peter Tarnow", "Chairman of the Board", "agency/cnes"),
        ("Germany's minister of research, technology and space Anna Kowalska spoke.", "Anna Kowalska", "minister of research, technology and space", "country/DE"),
        ("Ranking Member Peter Tarnow spoke.", "Peter Tarnow", "Ranking Member", None),
        ("Chairman Peter Tarnow spoke.", "Peter Tarnow", "Chairman", None),
        ("Peter Tarnow, Minister of Transport, Trade and Information Technology, spoke.", "Peter Tarnow", "Minister of Transport, Trade and Information Technology", None),
        ("Peter Tarnow, represented by the Permanent Secretary, spoke.", "Peter Tarnow", None, None),
        ("Group Captain Peter Tarnow spoke.", "Peter Tarnow", "Group Captain", None),
        ("Minister of Dairy Matters Peter Tarnow spoke.", "Peter Tarnow", "Minister of Dairy Matters", None),
        ("The President of the Polish Space Agency POLSA Peter Tarnow spoke.", "Peter Tarnow", "President", "agency/polsa"),
        ("US Ambassador to Israel Peter Tarnow spoke.", "Peter Tarnow", "Ambassador to Israel", "country/US"),
        ("Anna Kowalska (Poland) spoke.", "Anna Kowalska", None, "country/PL"),
        ("Anna Kowalska of Poland spoke.", "Anna Kowalska", None, "country/PL"),
        ("Anna Kowalska, who once ran the CNES as its chief, spoke.", "Anna Kowalska", None, None),
        ("Anna Kowalska, CNES's deputy chief and a former NASA official, spoke.", "Anna Kowalska", "deputy chief", "agency/cnes"),
        ("In her own remarks the Director of CNES, Anna Kowalska, spoke.", "Anna Kowalska", "Director", "agency/cnes"),
        ("Peter Tarnow, Head of the Trade and Space Section of the Ministry of Trade, spoke.", "Peter Tarnow", "Head of the Trade and Space Section", "agency/ministry-of-trade"),
        ("The Tarn Space Agency, whose director, Peter Tarnow, spoke, is new.", "Peter Tarnow", "director", "agency/tarn-space-agency"),
        ("The CNES, whose chief Peter Tarnow spoke, is old.", "Peter Tarnow", "chief", "agency/cnes"),
        ("CNES hired a man whose chief, Peter Tarnow, spoke.", "Peter Tarnow", None, None),
        ("Peter Tarnow, who teaches rocket law at the University of Grindelby, spoke.", "Peter Tarnow", None, "university/university-of-grindelby"),
        ("Peter Tarnow, who criticised the University of Grindelby, spoke.", "Peter Tarnow", None, None),
        ("The University of Grindelby won. The university's rector, Peter Tarnow, spoke.", "Peter Tarnow", "rector", "university/university-of-grindelby"),
        ("The University of Grindelby won. Peter Tarnow, the university's rector, spoke.", "Peter Tarnow", "rector", "university/university-of-grindelby"),
        ("The club won. The club's coach, Peter Tarnow, spoke.", "Peter Tarnow", "coach", None),
        ("The U.S. ambassador, Peter Tarnow, spoke.", "Peter Tarnow", "ambassador", "country/US"),
        ("The Director of CNES, Ms. Anna Kowalska, spoke.", "Anna Kowalska", "Director", "agency/cnes"),
        ("The Chair, Peter Tarnow (Peru), spoke.", "Peter Tarnow", "Chair", "country/PE"),
        ("Peter Tarnow, a senator from Grindelby, spoke.", "Peter Tarnow", "senator from Grindelby", None),
        ("Peter Tarnow, then chairman of the committee, spoke.", "Peter Tarnow", "chairman of the committee", None),
        ("Peter Tarnow, then head of CNES, spoke.", "Peter Tarnow", "head", "agency/cnes"),
        ("Peter Tarnow, head of the newly founded CNES, spoke.", "Peter Tarnow", "head", "agency/cnes"),
        ("Peter Tarnow, head of the launch team at CNES, spoke.", "Peter Tarnow", "head of the launch team", "agency/cnes"),
        ("Secretary for Defence Tarbin Dosale spoke.", "Tarbin Dosale", "Secretary for Defence", None),
        ("Mr. Peter Tarnow spoke.", "Peter Tarnow", "Mr.", None),
        ("Then Peter Tarnow spoke.", "Peter Tarnow", None, None),
    ],
)  # fmt: skip
def test_a_person_has_the_title_and_the_body_that_stand_beside(
    text: str, name: str, title: str | None, affiliation: str | None
) -> None:
    (mention,) = mentions_of(text, name)
    assert (mention.title, mention.affiliation_actor_id) == (title, affiliation)


@pytest.mark.parametrize(
    ("text", "surname", "actor"),
    [
        ("Joan Johnson-Freese wrote it. Later Johnson left.", "Johnson", "person/joan-johnson-freese"),
        ("Li Wen wrote it. Later Li left.", "Li", "person/li-wen"),
        ("Jean-Yves Le Gall wrote it. Le Gall left.", "Le Gall", "person/jean-yves-le-gall"),
        ("Salem Humaid AlTarni wrote it. Al Tarni left.", "Al Tarni", "person/salem-humaid-altarni"),
        ("Ana Lima wrote it. Lima said so.", "Lima", "person/ana-lima"),
        ("Angela Merkel wrote it. Ms Merkel left.", "Merkel", "person/angela-merkel"),
    ],
)
def test_a_surname_is_the_person_named_in_full(text: str, surname: str, actor: str) -> None:
    assert named(text, surname) == [actor]


def test_a_city_that_the_text_places_is_no_surname() -> None:
    assert "person/ana-lima" not in named("Ana Lima wrote it in Lima. Lima said so.", "Lima")


def test_the_rows_of_a_person_gather_every_spelling() -> None:
    found = found_in("President Emmanuel Macron spoke. Mr Macron left. Emmanuel Macron waved.")
    (actor,) = found.actors
    assert (actor.actor_id, actor.name, actor.kind, actor.mentions, actor.listed) == (
        "person/emmanuel-macron", "Emmanuel Macron", "person", 3, False,
    )  # fmt: skip
    assert {(a.alias, a.form) for a in found.aliases} == {("Emmanuel Macron", "name"), ("Macron", "surname")}


def test_a_listed_body_brings_what_the_lexicon_knows() -> None:
    (actor,) = [a for a in found_in("The crew trained at NASA.").actors if a.actor_id == "agency/nasa"]
    assert (actor.acronym, actor.country, actor.kind, actor.listed, actor.mentions) == ("NASA", "US", "agency", True, 1)


def test_every_actor_id_of_a_mention_or_a_parent_has_its_row() -> None:
    found = found_in("NASA Goddard chief Anna Tarnow met CNES, JPL and the Ministry of Science of Peru in Lima.")
    ids = {a.actor_id for a in found.actors}
    said = {m.actor_id for m in found.mentions} | {m.affiliation_actor_id for m in found.mentions}
    assert (said | {a.parent_actor_id for a in found.actors}) - {None} <= ids


@pytest.mark.parametrize(
    "name", ["Lee Tarn-yune", "Kim Dong-hyeok", "Erna Sri Tarnowati", "Ursula von der Tarn", "Marco de Tarnin"]
)
def test_a_name_of_any_custom_is_one_mention(name: str) -> None:
    assert [m.kind for m in mentions_of(f"It was opened by {name} of CNES on Monday.", name)] == ["person"]


def test_a_surname_takes_in_the_particles_of_the_full_name() -> None:
    text = "Ursula von der Tarn came. Later von der Tarn left. A friend of Tarn stayed."
    mentions = [m for m in found_in(text).mentions if m.kind == "person"]
    assert [(m.text, m.form) for m in mentions[:2]] == [("Ursula von der Tarn", "name"), ("von der Tarn", "surname")]
    assert {m.actor_id for m in mentions} == {"person/ursula-von-der-tarn"}
    assert mentions[2].text == "Tarn"
