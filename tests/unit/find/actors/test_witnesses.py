"""Each rule has a sentence that shows why it exists, and each mention says which rule made it."""

from __future__ import annotations

import pytest

from spacecoop.find.actors.decision import RULES
from tests.unit.find.actors.reading import found_in

WITNESSES = [
    ("listed", "The crew trained at NASA for a year.", "NASA", "agency/nasa"),
    ("shared_name", "The SSA met on Tuesday.", "SSA", "agency/ssa"),
    ("shared_name_settled", "Engineers from Canada said that the CSA would pay.", "CSA", "agency/csa-ca"),
    ("known_body", "A doctor of Human Rights Watch had seen it.", "Human Rights Watch", "organisation/human-rights-watch"),
    ("compound", "They discussed US-China ties.", "China", "country/CN"),
    ("prefix", "The Sino-Russian plan was signed.", "Sino", "country/CN"),
    ("demonym", "A Norwegian engineer built it.", "Norwegian", "country/NO"),
    ("metonym", "Moscow rejected the offer.", "Moscow", "country/RU"),
    ("metonym_place", "Lights burned in the Kremlin all night.", "Kremlin", None),
    ("title", "It was opened by Dr. Zorvan on Monday.", "Zorvan", "person/zorvan"),
    ("head_noun", "Students of the University of Grindelby watched.", "University of Grindelby", "university/university-of-grindelby"),
    ("body_alone", "The bill passed the Knesset on Monday, members of the Knesset said.", "Knesset", "organisation/knesset"),
    ("mission_cue", "A rocket put the satellite Veltria into orbit.", "Veltria", "mission/veltria"),
    ("mission_code", "The rocket lifted the spacecraft, and Zelmira-7 reached its orbit.", "Zelmira-7", "mission/zelmira-7"),
    ("craft_name", "Students launched a rocket into space; TarnSat followed.", "TarnSat", "mission/tarnsat"),
    ("craft_head", "A rocket put the Tarn Weather Satellite into orbit.", "Tarn Weather Satellite", "mission/tarn-weather-satellite"),
    ("noun_beside", "Gravix, a Belgian firm, paid. Engineers of Gravix left.", "Gravix", "company/gravix"),
    ("weighed", "It was built by Roberto Quintana of Lima.", "Roberto Quintana", "person/roberto-quintana"),
    ("surname_of_full_name", "Olga Verkhova spoke first. Then Verkhova left.", "Verkhova", "person/olga-verkhova"),
    ("defined_acronym", "The Tarn Valley Rocket Society (TVRS) met. TVRS has members.", "TVRS", "organisation/tarn-valley-rocket-society"),
    ("longer_name", "The Grindelby Science Council met; members of the Science Council voted.", "Science Council", "organisation/grindelby-science-council"),
    ("dateline_outlet", "LIMA, May 3 (Andes Wire) -- The rocket flew.", "Andes Wire", "company/andes-wire"),
    ("office_behind", "Near Bantubon Sirivat, executive director of the guild, it rained.", "Bantubon Sirivat", "person/bantubon-sirivat"),
    ("quoted_speaker", '"We are late," Tarnquist insisted.', "Tarnquist", "person/tarnquist"),
    ("body_by_noun", "The Academy of Grindelby met. Later the Academy agreed.", "Academy", "organisation/academy-of-grindelby"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "words", "actor"), WITNESSES, ids=[w[0] for w in WITNESSES])
def test_each_rule_names_what_its_witness_shows(rule: str, text: str, words: str, actor: str | None) -> None:
    made = [m for m in found_in(text).mentions if m.text == words and m.rule == rule]
    assert made, [(m.text, m.rule, m.kind) for m in found_in(text).mentions]
    assert {m.actor_id for m in made} == {actor}


def test_every_rule_has_a_witness() -> None:
    assert {rule for rule, _, _, _ in WITNESSES} == RULES


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        (
            "The International Astronautical Congress opened in Paris.",
            "International Astronautical Congress",
            "meeting",
        ),
        ("The 3rd Grindelby Rocket Assembly opened in Paris.", "Grindelby Rocket Assembly", "meeting"),
        ("The Outer Space Treaty was signed long ago.", "Outer Space Treaty", "law"),
        ("It cost US $5 million and US$7 million.", "US", "currency"),
        ("It cost ten Singapore dollars.", "Singapore", "currency"),
        ("The low Earth orbit (LEO) is full; LEO is crowded.", "LEO", "common noun"),
        ("Two UFOs and three JATOs flew.", "JATOs", "common noun"),
        ("Members of Parliament voted.", "Parliament", "office"),
        ("A rocket put the probe into orbit, and it left for Mars.", "Mars", "celestial"),
        ("Many Muslims and other people attended.", "Muslims", "a people"),
        ("Its GDP grew.", "GDP", "a thing"),
        ("The Scientific Committee met.", "Scientific Committee", "committee"),
        ("The Deputy Minister left.", "Minister", "office"),
    ],
)
def test_what_is_no_actor_is_turned_down_with_its_reason(text: str, words: str, reason: str) -> None:
    found = found_in(text)
    assert words not in {m.text for m in found.mentions}
    if words != "Minister":
        assert [r for r in found.rejected if r.text == words and reason in r.reason]


def test_a_meeting_s_acronym_is_no_actor_either() -> None:
    assert not found_in("The Grindelby Rocket Conference (GRC) opened. GRC drew hundreds of guests.").mentions
