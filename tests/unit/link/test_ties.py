"""Ties: a sentence of our own for each frame and kind, and for what must not become one."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spacecoop import Document, extract
from spacecoop.tables import Tie

CN, FR, IN, JP, RU, US = "country/CN", "country/FR", "country/IN", "country/JP", "country/RU", "country/US"
ESA, NASA, ISRO, JAXA, CNES, EU = "igo/esa", "agency/nasa", "agency/isro", "agency/jaxa", "agency/cnes", "igo/eu"


def ties(text: str) -> tuple[Tie, ...]:
    return extract(Document(document_id="demo", text=text)).ties


def said(text: str) -> set[tuple[str, str, str, str]]:
    return {(t.kind, t.status, *sorted((t.actor_a, t.actor_b))) for t in ties(text)}


WITNESSES = [
    ("bilateral_agreement", "agreement", "actual", {ESA, JAXA}, "ESA signed an agreement on lunar science with JAXA in May."),
    ("between_agreement", "agreement", "actual", {FR, IN}, "The agreement between France and India was printed in full."),
    ("together_agreement", "agreement", "actual", {NASA, ISRO}, "NASA and ISRO signed a memorandum of understanding."),
    ("template_agreement", "agreement", "actual", {CNES, ISRO}, "The paper commits CNES and ISRO to open their archives."),
    ("instrument", "agreement", "actual", {"country/RW", NASA}, "Rwanda signed the Artemis Accords. NASA sent its greetings."),
    ("bilateral_joint_mission", "joint_mission", "planned", {CNES, ISRO}, "CNES will develop a joint satellite with ISRO."),
    ("between_joint_mission", "joint_mission", "actual", {ESA, JAXA}, "It is a joint mission between ESA and JAXA to Mercury."),
    ("together_joint_mission", "joint_mission", "actual", {NASA, CNES}, "NASA and CNES jointly developed the altimeter."),
    ("template_joint_mission", "joint_mission", "ended", {ESA, "agency/roscosmos"}, "ESA ended its cooperation with Roscosmos on the rover mission."),
    ("bilateral_talks", "talks", "actual", {ESA, "agency/cnsa"}, "ESA held talks in Paris with CNSA about a lunar base."),
    ("between_talks", "talks", "actual", {RU, US}, "The talks between Russia and the United States dragged on."),
    ("together_talks", "talks", "actual", {FR, JP}, "France and Japan held their second space dialogue."),
    ("template_talks", "talks", "actual", {ISRO, "country/PE"}, "ISRO has been approached by Peru about a dish."),
    ("object_talks", "talks", "actual", {JAXA, NASA}, "JAXA approached NASA about a shared lander."),
    ("bilateral_data_sharing", "data_sharing", "actual", {ISRO, JAXA}, "ISRO shares rainfall data with JAXA every hour."),
    ("between_data_sharing", "data_sharing", "actual", {EU, US}, "Data sharing between the European Union and the United States grew."),
    ("together_data_sharing", "data_sharing", "actual", {CNES, ISRO}, "CNES and ISRO exchange ocean data."),
    ("template_data_sharing", "data_sharing", "actual", {JAXA, "country/VN"}, "JAXA supplies Vietnam with radar images of the delta."),
    ("bilateral_launch_service", "launch_service", "actual", {IN, "country/BR"}, "India launched a satellite for Brazil last year."),
    ("template_launch_service", "launch_service", "actual", {CN, "country/PK"}, "The satellite of Pakistan was launched from Xichang by China."),
    ("object_invitation", "invitation", "actual", {CN, JP}, "China has invited Japan to the opening."),
    ("bilateral_invitation", "invitation", "actual", {CN, EU}, "China sent an invitation to the European Union."),
    ("template_invitation", "invitation", "actual", {ESA, CN}, "ESA was invited by China to the control room."),
    ("bilateral_prohibition", "prohibition", "actual", {NASA, CN}, "NASA is prohibited by law from working with China."),
    ("object_prohibition", "prohibition", "actual", {US, CN}, "The United States barred China from the station."),
    ("template_prohibition", "prohibition", "actual", {NASA, CN}, "The clause bars NASA from bilateral work with China."),
    ("bilateral_membership", "membership", "actual", {"country/PL", ESA}, "Poland joined the European Space Agency in 2012."),
    ("template_membership", "membership", "actual", {"igo/apsco", "country/PE"}, "APSCO has eight member states, among them Peru and Iran."),
    ("object_training", "training", "actual", {CN, "country/PK"}, "China trained Pakistani astronauts in Beijing."),
    ("bilateral_training", "training", "planned", {ISRO, "country/MV"}, "ISRO will train engineers from the Maldives."),
    ("template_training", "training", "actual", {RU, "country/BY"}, "The Belarusian crew was trained by Russia."),
    ("bilateral_funding", "funding", "actual", {JP, "country/KE"}, "Japan granted 4 million dollars to Kenya."),
    ("template_funding", "funding", "actual", {EU, "igo/afsa"}, "The African Space Agency is partly funded by the European Union."),
    ("bilateral_other", "other", "actual", {CNES, ISRO}, "CNES works closely with ISRO."),
    ("between_other", "other", "actual", {"igo/unoosa", "igo/esa"}, "The course was organised by UNOOSA and ESA."),
    ("together_other", "other", "actual", {ESA, JAXA}, "ESA and JAXA cooperate in many fields."),
    (
        "template_other",
        "other",
        "actual",
        {"igo/un", "organisation/iaf"},
        "The workshop was organised by the United Nations together with the International Astronautical Federation.",
    ),
    ("compound", "other", "actual", {CN, RU}, "Sino-Russian cooperation goes back decades."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "kind", "status", "pair", "text"), WITNESSES, ids=[w[0] for w in WITNESSES])
def test_each_rule_has_a_witness(rule: str, kind: str, status: str, pair: set[str], text: str) -> None:
    found = [t for t in ties(text) if {t.actor_a, t.actor_b} == pair]
    assert [(t.rule, t.kind, t.status) for t in found] == [(rule, kind, status)]


def test_every_rule_that_the_lexicon_makes_is_witnessed() -> None:
    rows = tomllib.loads(files("spacecoop.lexicon").joinpath("ties.toml").read_text(encoding="utf-8"))
    made = {f"template_{row['kind']}" for row in rows["templates"]} | {"compound", "instrument"}
    for row in rows["predicates"]:
        made.add(f"bilateral_{row['kind']}")
        made |= {f"object_{row['kind']}"} if "object" in row else set()
        made |= {f"between_{row['kind']}"} if "links" in row else set()
        one_sided = ("prohibition", "invitation", "membership", "funding", "training", "launch_service")
        made |= set() if row["kind"] in one_sided else {f"together_{row['kind']}"}
    assert made == {w[0] for w in WITNESSES}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ESA does not cooperate with CNSA.", "denied"),
        ("NASA refused to work with CNSA.", "denied"),
        ("NASA and CNSA reached no agreement on a docking port.", "denied"),
        ("A planned meeting between NASA and CNSA in Tokyo was cancelled at short notice.", "ended"),
        ("NASA and CNSA were to have flown a joint lander.", "ended"),
        ("ESA suspended its cooperation with Roscosmos.", "ended"),
        ("India may cooperate with Japan.", "proposed"),
        ("India is keen to cooperate with Japan.", "proposed"),
        ("India will cooperate with Japan.", "planned"),
        ("India plans to cooperate with Japan.", "planned"),
        ("India will continue to cooperate with Japan.", "actual"),
        ("India cooperated with Japan.", "actual"),
    ],
)
def test_negation_and_modality_are_read(text: str, status: str) -> None:
    assert [t.status for t in ties(text)] == [status]


@pytest.mark.parametrize(
    ("text", "kind", "status", "pair"),
    [
        ("Laos's first satellite flew; China launched Laos's next satellite in May.", "launch_service", "actual", {CN, "country/LA"}),
        ("Chile launched its second satellite from China.", "launch_service", "actual", {"country/CL", CN}),
        ("An Indian rocket carried two British satellites into orbit.", "launch_service", "actual", {IN, "country/GB"}),
        ("ESA awarded Airbus an order worth 90 million euros.", "agreement", "actual", {ESA, "company/airbus"}),
        ("NASA awarded a contract to Airbus for the engine.", "agreement", "actual", {NASA, "company/airbus"}),
        ("Under an agreement with JAXA, CNES will build the camera.", "agreement", "actual", {JAXA, CNES}),
        ("Peru bought a satellite from France.", "agreement", "actual", {"country/PE", FR}),
        ("It is a telescope that ESA and CNES have run jointly since May.", "joint_mission", "actual", {ESA, CNES}),
        ("It is a joint mission of ISRO and CNES.", "joint_mission", "actual", {ISRO, CNES}),
        ("Egypt joined the Chinese station programme.", "joint_mission", "actual", {"country/EG", CN}),
        ("Germany provides a camera for the Indian probe.", "joint_mission", "actual", {"country/DE", IN}),
        ("Australia rejected a proposal by China to host a dish.", "other", "denied", {"country/AU", "country/CN"}),
        ("NASA and ESA will launch a joint probe in 2031.", "joint_mission", "planned", {"agency/nasa", "igo/esa"}),
        ("Kenya built it with money from Italy.", "funding", "actual", {"country/KE", "country/IT"}),
        ("Thanks to funding from Norway, Kenya built it.", "funding", "actual", {"country/KE", "country/NO"}),
        ("Kenya declined an invitation from Italy to join.", "invitation", "denied", {"country/KE", "country/IT"}),
        ("ESA and Roscosmos broke off their cooperation on Mars.", "other", "ended", {ESA, "agency/roscosmos"}),
        ("China agreed to fly a Turkish astronaut to its station.", "other", "planned", {CN, "country/TR"}),
        ("Japan has pledged to support Kenya's space programme.", "other", "planned", {JP, "country/KE"}),
        ("Engineers from Japan and Peru worked together on it.", "other", "actual", {JP, "country/PE"}),
        ("Japan granted Peru a loan of 8 billion yen.", "funding", "actual", {JP, "country/PE"}),
        ("The rules prohibit contacts between NASA and China.", "prohibition", "actual", {NASA, CN}),
        ("Members of APSCO include Iran.", "membership", "actual", {"igo/apsco", "country/IR"}),
        ("JAXA is to orbit 36 satellites for Airbus, the British-French firm.", "launch_service", "planned", {JAXA, "company/airbus"}),
        ("ESA signed a contract with the Swiss start-up ClearSpace.", "agreement", "actual", {ESA, "company/clearspace"}),
        ("Peru and Chile signed two memorandums of understanding.", "agreement", "actual", {"country/PE", "country/CL"}),
        ("Kenya has asked Japan for a loan.", "other", "proposed", {"country/KE", JP}),
        ("Roscosmos is to transfer the launch complex to Kazakhstan.", "other", "planned", {"agency/roscosmos", "country/KZ"}),
        ("China, which is not a member, builds the station with Russia.", "joint_mission", "actual", {CN, RU}),
    ],
)  # fmt: skip
def test_cooperation_is_told_in_many_ways(text: str, kind: str, status: str, pair: set[str]) -> None:
    assert {(t.kind, t.status, frozenset((t.actor_a, t.actor_b))) for t in ties(text)} == {
        (kind, status, frozenset(pair))
    }


@pytest.mark.parametrize(
    "text",
    [
        "India launched a satellite from its coast, hours after Japan launched one.",
        "NASA's budget is larger than that of ESA and JAXA together.",
        "China bought more oil from Russia.",
        "Iran fired a missile from Iraq, the United States said.",
        "He left NASA for Airbus.",
        "The treaty was ratified by India in 1982 and by France in 1969.",
        "China, Russia and the US are the only countries to have flown people into space.",
        "The United States and China attended the talks in Vienna.",
        "JAXA's president noted that nine countries had joined the ESA programme.",
        "The U.S. law binds NASA.",
    ],
)
def test_what_is_side_by_side_is_no_cooperation(text: str) -> None:
    assert not said(text)


def test_a_coordination_makes_one_tie_a_pair_with_one_group() -> None:
    found = ties("China has orbited spacecraft for Pakistan, Turkey and some others.")
    assert {(t.actor_a, t.actor_b) for t in found} == {(CN, "country/PK"), (CN, "country/TR")}
    assert len({t.group_id for t in found}) == 1
    assert len({t.tie_id for t in found}) == 2


def test_the_object_of_one_verb_is_not_the_subject_of_the_next() -> None:
    assert ("other", "actual", "country/PK", RU) not in said(
        "China flew satellites for Pakistan and has worked with Russia."
    )


def test_a_place_is_no_party() -> None:
    assert not said("The Indian Space Research Organisation signed an agreement with students in France.")


def test_whose_a_body_is_makes_no_tie() -> None:
    assert not said("China's CNSA signed an agreement.")


def test_a_person_acts_for_the_body() -> None:
    text = (
        "NASA Administrator Ann Lee and K. Rao, chairman of the Indian Space Research Organisation, signed a contract."
    )
    assert ("agreement", "actual", ISRO, NASA) in said(text)


def test_it_takes_up_the_subject_of_the_sentence_before() -> None:
    text = "The European Space Agency opened an office in Lima. It signed an agreement with Peru on ground stations."
    assert ("agreement", "actual", "country/PE", ESA) in said(text)


def test_a_tie_names_its_mission_and_its_year() -> None:
    (tie,) = ties("SMILE, a joint mission between the Chinese Academy of Sciences and ESA, flies in 2025.")
    assert (tie.mission_actor_id, tie.start) == ("mission/smile", "2025")


PE, CL, KE = "country/PE", "country/CL", "country/KE"
TOLD = [
    ("The protocol was signed by ESA and JAXA.", "agreement", "actual", {ESA, JAXA}),
    ("The treaty was signed in Rome by Peru at noon and by Chile later.", "agreement", "actual", {PE, CL}),
    ("Airbus builds it under a contract with CNES.", "agreement", "actual", {"company/airbus", CNES}),
    ("CNES has selected Airbus to build the tank.", "agreement", "actual", {CNES, "company/airbus"}),
    ("Airbus was chosen by CNES for the work.", "agreement", "actual", {CNES, "company/airbus"}),
    ("Peru refused an invitation that China had sent.", "invitation", "denied", {PE, CN}),
    ("Peru will provide the bus and Chile the camera.", "joint_mission", "planned", {PE, CL}),
    ("Peru supplies a mirror for a telescope, which Chile leads.", "joint_mission", "actual", {PE, CL}),
    ("Peru supplies a mirror for a telescope led by Chile.", "joint_mission", "actual", {PE, CL}),
    ("Peru has no plans to join the lunar station led by China.", "joint_mission", "denied", {PE, CN}),
    ("A Peruvian camera flew to the Moon on India's lander.", "joint_mission", "actual", {PE, IN}),
    ("The Indian lander carries two sensors built by Peru.", "joint_mission", "actual", {PE, IN}),
    ("Peru promised Chile an engine.", "joint_mission", "planned", {PE, CL}),
    ("Peru and Chile will build a probe.", "joint_mission", "planned", {PE, CL}),
    ("China remains Peru's main partner.", "other", "actual", {CN, PE}),
    ("Peru and Chile have long been partners.", "other", "actual", {PE, CL}),
    ("Peru cut all ties with Chile.", "other", "ended", {PE, CL}),
    ("Peru pulled out after Chile ended the partnership.", "other", "ended", {PE, CL}),
    ("Peru opened the school together with Chile.", "other", "actual", {PE, CL}),
    ("Peruvian engineers visited ISRO.", "other", "actual", {PE, ISRO}),
    ("JAXA hosted a delegation of eight from Peru.", "other", "actual", {JAXA, PE}),
    ("JAXA welcomed a Peruvian delegation.", "other", "actual", {JAXA, PE}),
    ("Chile granted Peru free access to its dish.", "other", "actual", {CL, PE}),
    ("Chile provides technical support to Peru.", "other", "actual", {CL, PE}),
    ("There is an exchange of staff between Peru and Chile.", "other", "actual", {PE, CL}),
    ("The dish is jointly owned by Peru and Chile.", "other", "actual", {PE, CL}),
    ("It is a dish that Peru and Chile had planned.", "other", "planned", {PE, CL}),
    ("Japan pledged 4 million dollars to Kenya's programme.", "funding", "planned", {JP, KE}),
    ("Kenya opened it with a Japanese loan.", "funding", "actual", {KE, JP}),
    ("Chile launched two Peruvian microsatellites.", "launch_service", "actual", {CL, PE}),
    ("Two satellites of Peru were launched aboard an Indian rocket.", "launch_service", "actual", {PE, IN}),
    ("A Peruvian astronaut flew on a Russian spacecraft.", "other", "actual", {PE, RU}),
    ("Peru receives storm images from Chile.", "data_sharing", "actual", {PE, CL}),
    ("Data gathered by Peru are shared with Chile.", "data_sharing", "actual", {PE, CL}),
    ("Chile has handed over to Peru images of the flood.", "data_sharing", "actual", {PE, CL}),
    ("Chile sent Peru storm images.", "data_sharing", "actual", {PE, CL}),
    ("They discussed the training of Peruvian specialists at Russian universities.", "training", "actual", {PE, RU}),
    ("Peruvian engineers were trained at ISRO.", "training", "actual", {PE, ISRO}),
    ("Chile trains Peruvian pilots.", "training", "actual", {CL, PE}),
    ("Peru is negotiating an agreement with Chile.", "talks", "actual", {PE, CL}),
    ("Peru bought the seat on behalf of Chile.", "agreement", "actual", {PE, CL}),
    ("The seat was bought by Peru on behalf of Chile.", "agreement", "actual", {PE, CL}),
    ("Satellites for Peru were launched by India.", "launch_service", "actual", {PE, IN}),
    ("The Peruvian-Chilean working group met in May.", "talks", "actual", {PE, CL}),
    ("Peru suspended its membership in ESA.", "membership", "ended", {PE, ESA}),
    ("Chile will cooperate with Peru and with Kenya.", "other", "planned", {CL, PE}),
    ("With Peru, Chile has built a dish.", "joint_mission", "actual", {PE, CL}),
    ("Peru invited engineers from Chile.", "invitation", "actual", {PE, CL}),
    ("Peru and Chile have approved the design.", "joint_mission", "actual", {PE, CL}),
    ("Peru has applied to join the lunar station project of China.", "joint_mission", "proposed", {PE, CN}),
    ("ISRO and JAXA today opened a course on dust.", "other", "actual", {ISRO, JAXA}),
    ("Peru is building it with help from Chile.", "other", "actual", {PE, CL}),
    ("Peru will fly its next camera on an Indian lander.", "joint_mission", "planned", {PE, IN}),
    ("Airbus won a contract to fly two Peruvian engineers.", "agreement", "actual", {"company/airbus", PE}),
    ("China launched Peru's PX-1 in May.", "launch_service", "actual", {CN, PE}),
    ("It was built by Airbus together with ISRO.", "joint_mission", "actual", {"company/airbus", ISRO}),
    ("Peruvian firms will get access to Chile.", "other", "planned", {PE, CL}),
    ("Peru, the country of llamas and friend of Chile, has signed an agreement with Kenya.", "agreement", "actual", {PE, KE}),
    ("NASA works with JAXA and India's ISRO.", "other", "actual", {NASA, ISRO}),
    ("Peru turned down a rather similar proposal from Chile.", "other", "denied", {PE, CL}),
    ("Peru and Chile have built a dish.", "joint_mission", "actual", {PE, CL}),
    ("The secretariat of ESA is big. JAXA's office is hosted by Peru.", "other", "actual", {JAXA, PE}),
    ("JAXA provides flights to all through UNOOSA.", "other", "actual", {JAXA, "igo/unoosa"}),
    ("Airbus and OneWeb will merge.", "agreement", "planned", {"company/airbus", "company/oneweb"}),
    ("Peru is to pay for the camera, and Chile will provide the bus.", "joint_mission", "planned", {PE, CL}),
    ("It was organised online by ESA jointly with JAXA.", "other", "actual", {ESA, JAXA}),
    ("Engineers of Peru and of Chile cooperate.", "other", "actual", {PE, CL}),
    ("Peru is one of Chile's largest contributors.", "other", "actual", {PE, CL}),
    ("The Peruvian and Chilean delegations presented a joint report.", "other", "actual", {PE, CL}),
    ("Peru's first satellite was built by Airbus.", "other", "actual", {PE, "company/airbus"}),
    ("Peru's first satellite was built at home and launched by India.", "launch_service", "actual", {PE, IN}),
    ("Peru, long a partner of Chile, is poor.", "other", "actual", {PE, CL}),
    ("ESA and JAXA announced that they would exchange measurements.", "data_sharing", "proposed", {ESA, JAXA}),
    ("A Peruvian-Chilean mission is impossible.", "joint_mission", "denied", {PE, CL}),
    ("Peru and Chile are pressing on with their joint lunar rover.", "joint_mission", "actual", {PE, CL}),
    ("Peru and Chile said they would set up a joint working group on dust.", "other", "proposed", {PE, CL}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "status", "pair"), TOLD, ids=[t[0][:40] for t in TOLD])
def test_each_template_has_a_sentence(text: str, kind: str, status: str, pair: set[str]) -> None:
    found = {(t.kind, t.status) for t in ties(text) if {t.actor_a, t.actor_b} == pair}
    assert found == {(kind, status)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The agreement between Peru and Chile expired in May.", "ended"),
        ("The agreement between Peru and Chile was rejected by senators.", "denied"),
        ("The agreement between Peru and Chile will be signed in May.", "planned"),
        ("An agreement between Peru and Chile is being prepared.", "planned"),
        ("An agreement between Peru and Chile is under discussion.", "proposed"),
        ("Peru turned down an offer by Chile.", "denied"),
        ("Peru has no direct contact with Chile.", "denied"),
        ("Peru no longer cooperates with Chile.", "ended"),
        ("Peru is ready to cooperate with Chile.", "proposed"),
        ("Peru is preparing an agreement with Chile.", "planned"),
    ],
)
def test_what_is_said_after_a_tie_tells_its_status_too(text: str, status: str) -> None:
    assert [t.status for t in ties(text)] == [status]


def test_a_mission_stands_for_those_who_run_it() -> None:
    text = "Germany built a camera for Hayabusa2. JAXA said that the probe also carries a lander from France."
    assert ties(text)[0].mission_actor_id == "mission/hayabusa2"
    assert {tuple(sorted((t.actor_a, t.actor_b))) for t in ties(text)} == {(JAXA, "country/DE"), (JAXA, FR)}


def test_a_craft_named_before_is_taken_up_by_its_noun() -> None:
    text = "JAXA flies Hayabusa2. The mission involves teams from France and Italy."
    assert {t.actor_a for t in ties(text)} | {t.actor_b for t in ties(text)} == {JAXA, FR, "country/IT"}


def test_the_two_countries_are_those_last_named_together() -> None:
    text = "Peru and Chile are far away. It is warm there. The dish is jointly run by the two countries."
    assert ("joint_mission", "actual", CL, PE) in said(text)
    assert not said("Peru opened a school. The dish is jointly run by the two countries.")
    assert not said("ESA and NASA are large. The dish is jointly run by the two countries.")


def test_the_agency_of_a_country_is_the_one_that_the_article_names() -> None:
    text = "NASA sent its greetings. Peru signed an agreement with the U.S. agency."
    assert said(text) == {("agreement", "actual", NASA, PE)}


def test_who_builds_a_mission_builds_it_for_those_who_run_it() -> None:
    assert said("JAXA was glad. Airbus built Hayabusa2.") == {("other", "actual", JAXA, "company/airbus")}


def test_what_a_craft_carried_was_given_to_those_who_run_it() -> None:
    text = "JAXA was glad. DLR built the camera that Hayabusa2 carried."
    assert said(text) == {("joint_mission", "actual", "agency/dlr", JAXA)}


def test_it_may_sign_an_instrument_that_the_sentence_alone_names() -> None:
    text = "NASA was glad. Kenya is a republic. It signed the Artemis Accords last May."
    assert said(text) == {("agreement", "actual", NASA, KE)}


def test_who_says_so_after_talks_does_not_hold_the_talks_of_others() -> None:
    text = "Peru and Chile will build a dish, the minister said after talks with Kenya."
    assert ("talks", "actual", CL, PE) not in said(text)


def test_who_launches_a_craft_of_their_own_serves_nobody() -> None:
    assert not said("NASA thanked ESA. NASA and ESA launched Hubble.")


def test_a_person_who_acts_stands_for_the_body() -> None:
    text = (
        "NASA Administrator Ann Lee spoke first. S. Rao, chairman of the Indian Space Research Organisation, followed. "
        "Lee and Rao signed a memorandum of understanding."
    )
    assert ("agreement", "actual", ISRO, NASA) in said(text)


def test_his_agency_is_the_one_that_the_person_heads() -> None:
    text = "JAXA President Ken Mori spoke first. Mori added that his agency will share images with Peru."
    assert ("data_sharing", "planned", JAXA, PE) in said(text)


def test_a_capital_with_which_something_is_done_speaks_for_its_country() -> None:
    assert ("other", "actual", CN, RU) in said("China said much. Russia works closely with Beijing.")


@pytest.mark.parametrize(
    "text",
    [
        "LIMA (Andean Wire) - Peru agreed to build a satellite together, ESA said.",
        "They went with Peru and Chile, NASA said after it signed an agreement.",
        "According to NASA, ESA signed an agreement.",
        "The heads of ESA, NASA, JAXA and ISRO met in a hall.",
        "Peru praised the satellites of ISRO and CNES, which are in orbit, and discussed the weather.",
        "India signed an agreement with ISRO.",
        "A lens built by Peru and funded by Chile broke.",
        "Peru visited China.",
        "A probe of JAXA landed in Woomera, Australia, with the help of rain.",
        "Peru pays for sensors. Canadian and Japanese missions fly.",
        "Peru and Chile were the first to sign the Artemis Accords.",
    ],
)
def test_who_stands_beside_is_no_partner(text: str) -> None:
    pairs = {frozenset((t.actor_a, t.actor_b)) for t in ties(text)}
    assert not pairs - {frozenset((PE, CL))} or not pairs
    assert all(t.kind == "funding" for t in ties(text))


def test_a_headline_joins_two_by_a_comma() -> None:
    assert ("agreement", "actual", CL, PE) in said("Peru, Chile sign space accord\n\nLIMA, May 3 - It was a calm day.")


@pytest.mark.parametrize("sign", ["\uf0b7", "\ue123", "\u34aa"])
def test_a_sign_of_private_use_or_of_a_rare_script_names_nobody(sign: str) -> None:
    article = (
        f"NASA and {sign} agreement; Japan launched {sign} for ESA with {sign}. NASA signed an agreement with ESA."
    )
    assert ("agreement", "actual", NASA, ESA) in said(article)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("NASA ESA China signed with and, . (ESA) between \n“”'")))
def test_it_never_raises_and_its_words_stand_where_it_says(text: str) -> None:
    for tie in ties(text):
        assert text[tie.start_char : tie.end_char] == tie.text
        assert tie.actor_a != tie.actor_b
