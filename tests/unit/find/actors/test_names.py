"""Names that mean several things: countries beside people and cities, acronyms of several owners, spellings."""

from __future__ import annotations

import pytest

from tests.unit.find.actors.reading import found_in, mentions_of, named


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Niger and Nigeria signed.", "Niger", ["country/NE"]),
        ("Niger and Nigeria signed.", "Nigeria", ["country/NG"]),
        ("Nigerien and Nigerian engineers met.", "Nigerien", ["country/NE"]),
        ("Georgia joined the talks in Tbilisi.", "Georgia", ["country/GE"]),
        ("Turkey will build it. They ate turkey.", "Turkey", ["country/TR"]),
        ("Albany is no country, but Albania is one.", "Albany", [None]),
        ("Albany is no country, but Albania is one.", "Albania", ["country/AL"]),
        ("South Korea and North Korea talked.", "South Korea", ["country/KR"]),
        ("South Korea and North Korea talked.", "North Korea", ["country/KP"]),
        ("The South Korean officials left.", "South Korean", ["country/KR"]),
        ("Chad and Mali signed it.", "Chad", ["country/TD"]),
        ("Jordan hosted the summit. Michael Jordan came, and Jordan waved.", "Jordan", ["country/JO", "person/michael-jordan"]),
        ("Washington said it would join. The ship left Washington on Monday.", "Washington", ["country/US", None]),
        ("Guinea and Papua New Guinea met.", "Papua New Guinea", ["country/PG"]),
    ],
)  # fmt: skip
def test_a_country_is_found_by_its_exact_name_alone(text: str, words: str, actors: list[str | None]) -> None:
    assert named(text, words) == actors


def test_the_month_is_no_person_and_the_person_no_month() -> None:
    text = "In May the minister met Theresa May. May thanked him on 3 May."
    assert [(m.text, m.start_char) for m in found_in(text).mentions] == [("Theresa May", 24), ("May", 37)]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Chinese Society of Astronautics (CSA) hosted it. Guests of CSA came.", "organisation/csa-cn"),
        ("The Canadian Space Agency (CSA) hosted it. Guests of CSA came.", "agency/csa-ca"),
        ("Canada paid. Guests of CSA came.", "agency/csa-ca"),
        ("Guests of CSA came.", "agency/csa"),
    ],
)
def test_an_acronym_of_several_owners_goes_to_the_one_the_text_tells(text: str, actor: str) -> None:
    assert named(text, "CSA")[-1].replace("organisation/csa", "agency/csa") == actor.replace("organisation", "agency")  # type: ignore[union-attr]


def test_an_acronym_that_the_text_defines_wins_over_the_lexicon() -> None:
    text = "The Nordic Association of Sailing Amateurs (NASA) met in Oslo. Members of NASA voted."
    assert set(named(text, "NASA")) == {"organisation/nordic-association-of-sailing-amateurs"}


def test_prefixes_and_compounds_are_two_countries() -> None:
    text = "Sino-Russian and Franco-German talks, US-China ties."
    assert [(m.text, m.actor_id, m.form) for m in found_in(text).mentions] == [
        ("Sino", "country/CN", "prefix"), ("Russian", "country/RU", "demonym"), ("Franco", "country/FR", "prefix"),
        ("German", "country/DE", "demonym"), ("US", "country/US", "acronym"), ("China", "country/CN", "name"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Romanian, Greek and Kazakh engineers met.", ["country/RO", "country/GR", "country/KZ"]),
        ("It is a NASA-ISRO satellite.", ["agency/nasa", "agency/isro"]),
        ("They spoke of China-Africa ties.", ["country/CN", None]),
        ("They spoke of India-ASEAN ties.", ["country/IN", "igo/asean"]),
        ("It was paid by the Government of Peru.", ["country/PE"]),
        ("It was paid by the Peruvian Government.", ["country/PE"]),
        ("A rocket flew. The General Assembly met on the satellite.", ["organisation/general-assembly"]),
        ("The United Nations paid. The General Assembly met.", ["igo/un", "igo/unga"]),
        ("The Tarn Academy of Sciences of Peru met. Guests of the Tarn Academy of Sciences ate.", ["organisation/tarn-academy-of-sciences-of-peru"] * 2),
        ("The Polish Academy of Sciences met. The Academy voted.", ["organisation/pan", "organisation/pan"]),
        ("The Office for Outer Space Affairs met. The Office paid.", ["igo/unoosa", "igo/unoosa"]),
        ("The Korea Aerospace Industries Co., Ltd. paid.", ["company/kai"]),
        ("Quorvex Aerospace, Inc. paid. Quorvex grew.", ["company/quorvex-aerospace-inc"] * 2),
        ("A rocket flew the satellite; Veltria, the region's first cubesat, is lost.", ["mission/veltria"]),
        ("The Veltria news agency wrote it. Veltria was first.", ["company/veltria"] * 2),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_tells_whose_it_is(text: str, found: list[str | None]) -> None:
    assert [m.actor_id for m in found_in(text).mentions] == found


def test_a_city_is_a_place_with_its_country_and_no_actor() -> None:
    (mention,) = mentions_of("The meeting was held in Graz on Monday.", "Graz")
    assert (mention.kind, mention.actor_id, mention.place_country) == ("place", None, "AT")


def test_a_capital_is_its_country_only_where_it_acts() -> None:
    assert named("Beijing said it would join. The train left Beijing.", "Beijing") == ["country/CN", None]


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Tokyo was ready to train them. They flew to Tokyo.", "Tokyo", ["country/JP", None]),
        ("Washington and Seoul intend to meet.", "Seoul", ["country/KR"]),
        ("The bill was footed elsewhere; Beijing footed this one.", "Beijing", ["country/CN"]),
        ("Talks with Beijing failed. They went to Beijing.", "Beijing", ["country/CN", None]),
        ("The pact between Moscow and Minsk was signed.", "Minsk", ["country/BY"]),
        ("The road between Moscow and Minsk was closed.", "Minsk", [None]),
        ("Lisbon hoped so. They live in Lisbon.", "Lisbon", ["country/PT", None]),
        ("Beijing, by contrast, said no.", "Beijing", ["country/CN"]),
        ("Rome and Paris should say yes.", "Paris", ["country/FR"]),
        ("Jerusalem and Washington had long cooperated.", "Washington", ["country/US"]),
        ("The White House's plan was read at the White House.", "White House", ["country/US", None]),
        ("It was late, according to the Kremlin. They met in the Kremlin.", "Kremlin", ["country/RU", None]),
    ],
)
def test_a_seat_of_government_is_its_country_unless_somebody_is_there(
    text: str, words: str, actors: list[str | None]
) -> None:
    assert named(text, words) == actors


@pytest.mark.parametrize(
    "name",
    [
        "Ministry of Science and Technology", "Ministry of Education, Science and Technology", "Grindelby Group for Rocket Studies",
        "Institute of Physics of the Academy of Sciences", "Working Group on the Long-term Use of Outer Space",
        "Group of Experts on Satellite Navigation", "Tarn Rockets S.p.A.", "University of Grindelby", "Johnson & Tarn Ltd.",
    ],
)  # fmt: skip
def test_connectors_stay_inside_a_name(name: str) -> None:
    assert [m.text for m in found_in(f"A guest of the {name} spoke.").mentions] == [name]


@pytest.mark.parametrize(
    "name",
    ["Ban Ki-moon", "Ludwig van Beethoven", "Ursula von der Leyen", "Omar al-Bashir", "Jean-Yves Le Gall", "J. R. Tarnow",
     "Joan Johnson-Freese", "Sean O'Keefe", "Roberto de la Vega", "Iva Šolcová", "Tsai Ing-wen", "Hwang Jung-a", "K.-U. Tarnow", "AS Kiran Kumar"],
)  # fmt: skip
def test_people_s_names_are_found_whole(name: str) -> None:
    assert [(m.text, m.kind) for m in found_in(f"It was opened by {name} on Monday.").mentions] == [(name, "person")]


def test_a_hard_wrapped_line_does_not_cut_a_name() -> None:
    lines = [
        "The minister said on Monday that the crew had left the International",
        "Space Station and that the mission was",
    ]
    text = "\n".join(lines * 8)
    assert {m.text for m in found_in(text).mentions} == {"International\nSpace Station"}


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Officials of Isro and Nasa met in Delhi.", "Isro", ["agency/isro"]),
        ("Officials of Isro and Nasa met in Delhi.", "Nasa", ["agency/nasa"]),
        ("The Indian Space Research Organisation (Isro) will build it.", "Isro", ["agency/isro"]),
        # A word that happens to have the letters of an acronym is left alone.
        ("Most members agreed. The Cast of the play bowed.", "Most", []),
    ],
)
def test_an_acronym_may_be_written_like_a_name(text: str, words: str, actors: list[str | None]) -> None:
    assert named(text, words) == actors


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Veteran NASA engineers met.", ["NASA"]),
        ("The crew told CCTV. The CCTV was off.", ["CCTV"]),
        ("Ailing Boeing paid.", ["Boeing"]),
        ("Neighbouring France paid.", ["France"]),
        (
            "It was opened by the Academy of Tarn Sciences Vladimir Karanik.",
            ["Academy of Tarn Sciences", "Vladimir Karanik"],
        ),
        (
            "It was opened by the Polish Space Agency POLSA Grzegorz Wrochna.",
            ["Polish Space Agency", "POLSA", "Grzegorz Wrochna"],
        ),
        ("Tarn Rockets Inc. The University of Grindelby paid.", ["Tarn Rockets Inc.", "University of Grindelby"]),
        ("Sultan AlTarni and H.E. Salem AlTarni came.", ["Sultan AlTarni", "Salem AlTarni"]),
        ("The minister of Science, Technology and Trade came.", []),
        (
            "The Office for Outer Space Affairs and the Government of Peru paid.",
            ["Office for Outer Space Affairs", "Government of Peru"],
        ),
        ("Honduras' UNAH and Member States of ESA voted.", ["Honduras", "UNAH", "ESA"]),
        (
            "Senators Maria Tarnow (R-TX) and Ana Lima left Viasat (NASDAQ: VSAT).",
            ["Maria Tarnow", "Ana Lima", "Viasat"],
        ),
        ("The Director of the National Space Programme left.", []),
        ("D-Orbit paid Ana Tarnow (D-CA).", ["D-Orbit", "Ana Tarnow"]),
        ("The Subcommittee on Space and Aeronautics met.", ["Subcommittee on Space and Aeronautics"]),
        ("Guests of the Tarn Academy of Sciences' Ana Lima left.", ["Tarn Academy of Sciences", "Ana Lima"]),
        ("Angola e Portugal signed.", ["Angola", "Portugal"]),
        ("Tarn International and the Space Flight Institute paid.", ["Tarn International", "Space Flight Institute"]),
        ("ASEAN Member States voted.", ["ASEAN"]),
        ("It was built by Buelling Nosie Sr. of Tarnow.", ["Buelling Nosie Sr.", "Tarnow"]),
        ("It stood in Tempe, Ariz. Michael Tarnow paid.", ["Tempe", "Ariz.", "Michael Tarnow"]),
        ("The Czech companies Gisatro and Serenvil paid.", ["Czech", "Gisatro", "Serenvil"]),
        ("The Principal Deputy Security Advisor (PDSA) left.", []),
        ("Credit: NASA/Ana Lima. See tarn.org/Space", ["NASA", "Ana Lima"]),
        ("NASA Space Flight Director Ana Lima left.", ["NASA", "Ana Lima"]),
        ("A fellow at the Grindelby Centre wrote it.", ["Grindelby Centre"]),
        ("The Dirección General de Cohetes left.", ["Dirección General de Cohetes"]),
        ("Later the Grindelby NASA group paid.", ["Grindelby NASA"]),
        ("Indigenous Australians came.", ["Australians"]),
        ("Guests of the al-Nour Foundation came.", ["al-Nour Foundation"]),
        ("China, Russia Agree to Build Moon Base with NASA", ["China", "Russia", "NASA"]),
        ("Probe Builders Meet In Paris To Sign With NASA", ["Paris", "NASA"]),
        ("Guests of the Tarn Rocket Movement (TRM) came. PPP is no body.", ["Tarn Rocket Movement", "TRM"]),
        ("The Union of Amateur Voyagers (UAV) came. UAV voted.", ["Union of Amateur Voyagers", "UAV", "UAV"]),
        ("The Tarn Bureau for Rockets and Balloons (TBRB) came.", ["Tarn Bureau for Rockets and Balloons", "TBRB"]),
        ("The head of the Polish Space Agency POLSA spoke.", ["Polish Space Agency", "POLSA"]),
        ("Guests of the Grindelby Rocket Agency GRA came.", ["Grindelby Rocket Agency", "GRA"]),
        ("Guests of the International Astronautical Congress IAC came. The Congress closed.", []),
        ("It cost EUR 40 million, or 50 million CAD.", []),
        ("BACKGROUND\nNASA paid.", ["NASA"]),
        ("It was opened by NSIL D. Tarnov on Monday.", ["NSIL", "D. Tarnov"]),
        ("I. Introduction\nNASA paid.\n\nII. Funding\nCNES paid.", ["NASA", "CNES"]),
        ("NEW DELHI: The rocket flew.", ["NEW DELHI"]),
        ("They met on the sidelines of the Grindelby Rocket Forum.", []),
        ("Guests of the national rocket agency (NRA) came. Those of NRA left.", ["NRA", "NRA"]),
    ],
)
def test_a_name_is_cut_from_the_words_that_only_stand_beside_it(text: str, found: list[str]) -> None:
    assert [m.text for m in found_in(text).mentions] == found


def test_an_office_of_somebody_is_no_person() -> None:
    text = "Joint Statement on the Civil Space Dialogue\nOffice of the Spokesperson\nMedia Note\nApril 22, 2024\n\nNASA paid."
    (mention,) = mentions_of(text, "Office of the Spokesperson")
    assert mention.kind == "agency"


@pytest.mark.parametrize("text", ["The minister will speak at HUNSPACE on Monday.", "A word of GRINDELTON, who came."])
def test_a_word_in_capitals_that_no_list_knows_is_no_person(text: str) -> None:
    assert "person" not in {m.kind for m in found_in(text).mentions}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rode on a SpaceX Falcon 9 to orbit.", ["company/spacex", "mission/falcon-9"]),
        ("The Johnson and Kennedy centers of NASA reopened.", ["agency/jsc", "agency/ksc", "agency/nasa"]),
        ("Brazil's National Institute for Space Research paid.", ["country/BR", "agency/inpe"]),
        ("They were led by Seoul's ambassador.", ["country/KR"]),
        ("They regretted Beijing's decision.", ["country/CN"]),
        ("The Swarm mission of the European Space Agency ended.", ["mission/swarm", "igo/esa"]),
        ("Gravix Tarnow, the chocolate maker, paid.", ["company/gravix-tarnow"]),
        ("They were led through Seoul's streets.", [None]),
    ],
)
def test_two_names_side_by_side_are_two_mentions(text: str, found: list[str | None]) -> None:
    assert [m.actor_id for m in found_in(text).mentions] == found


def test_people_named_like_a_centre_are_people() -> None:
    assert named("Mr. Johnson and Mr. Kennedy opened shopping centers.", "Johnson") == ["person/johnson"]


def test_a_body_and_the_country_of_its_branch_are_one_body() -> None:
    (branch,) = mentions_of("Activists of Amnesty International Chile protested.", "Amnesty International Chile")
    assert branch.kind == "organisation"


def test_a_hall_for_meetings_is_a_place() -> None:
    (hall,) = mentions_of(
        "Members of the Tarn Institute met at the Grindelby Convention Centre.", "Grindelby Convention Centre"
    )
    assert (hall.kind, hall.actor_id) == ("place", None)


@pytest.mark.parametrize(
    "line", ["GRAZ, June 9 -- The", "GRAZ (AFP) - The", "Graz, Austria, 9 June — The", "GRAZ, Austria – The"]
)
def test_a_town_that_opens_a_date_line_is_a_place(line: str) -> None:
    assert mentions_of(f"{line} minister met the president.", line[:4])[0].kind == "place"
