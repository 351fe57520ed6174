"""Ties over more than one verb, clause or sentence: what goes on from a statement, what is taken up, when it was."""

from __future__ import annotations

import pytest

from spacecoop import Document, extract
from spacecoop.tables import Tie

NASA, ESA, JAXA, ISRO, CNES = "agency/nasa", "igo/esa", "agency/jaxa", "agency/isro", "agency/cnes"
CN, RU, PE, CL, KE, JP, GB = (f"country/{code}" for code in ("CN", "RU", "PE", "CL", "KE", "JP", "GB"))
APSCO, ROSCOSMOS, AIRBUS = "igo/apsco", "agency/roscosmos", "company/airbus"


def ties(text: str) -> tuple[Tie, ...]:
    return extract(Document(document_id="demo", text=text)).ties


def pairs(text: str) -> set[frozenset[str]]:
    return {frozenset((t.actor_a, t.actor_b)) for t in ties(text)}


def said(text: str) -> set[tuple[str, str, str, str]]:
    return {(t.kind, t.status, *sorted((t.actor_a, t.actor_b))) for t in ties(text)}


@pytest.mark.parametrize(
    ("text", "subject", "others"),
    [
        ("Peru concluded an agreement with Chile, and signed letters of intent with Kenya.", PE, {CL, KE}),
        ("The old dish stood still when Peru signed an accord with Chile in May and another with Kenya in June.", PE, {CL, KE}),
        ("Peru signed an agreement with Chile on maps, and with Kenya on fires.", PE, {CL, KE}),
        ("Peru, which is a member of APSCO, signed an agreement with Chile and has a contract with Kenya.", PE, {APSCO, CL, KE}),
    ],
)  # fmt: skip
def test_a_subject_has_all_its_verbs(text: str, subject: str, others: set[str]) -> None:
    assert pairs(text) == {frozenset((subject, other)) for other in others}


@pytest.mark.parametrize(
    "text",
    [
        "Peru signed an agreement with Chile, which has a contract with Kenya.",
        "Peru signed an agreement with Chile, and the minister said that talks with Kenya would follow.",
    ],
)
def test_a_verb_of_another_clause_is_not_the_subject_s(text: str) -> None:
    assert frozenset((PE, KE)) not in pairs(text)


def test_whom_a_closing_clause_tells_of_acts_in_it() -> None:
    assert pairs("The dish was built by Airbus, which is now negotiating with Kenya.") == {frozenset((AIRBUS, KE))}


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile, which are members of APSCO, have offered Kenya access to images.",
        "Peru and Chile are members of APSCO and have offered Kenya access to images.",
    ],
)
def test_who_is_named_in_a_remark_or_as_an_object_does_not_act(text: str) -> None:
    assert said(text) == {
        ("membership", "actual", PE, APSCO),
        ("membership", "actual", CL, APSCO),
        ("data_sharing", "proposed", KE, PE),
        ("data_sharing", "proposed", CL, KE),
    }


def test_it_takes_up_whom_the_sentence_opens_with() -> None:
    text = "ESA had planned to fly a Peruvian lander before it ended its cooperation with Roscosmos."
    assert ("other", "ended", ROSCOSMOS, ESA) in said(text)
    assert not pairs("A lander from Peru stood near Chile before it was agreed to work with Kenya.")


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("Peru opened a school. It signed an agreement with Chile.", True),
        ("A firm in Lima turned down the bid that Peru made. It signed an agreement with Chile.", False),
        ("Peru's exports fell. It signed an agreement with Chile.", False),
        ("Peruvian exports fell. It signed an agreement with Chile.", False),
        ("Peru opened a school. The company signed an agreement with Chile.", False),
    ],
)
def test_it_is_whom_the_sentence_before_was_about(text: str, is_so: bool) -> None:
    assert (frozenset((PE, CL)) in pairs(text)) is is_so


def test_the_two_may_stand_behind_others_or_alone() -> None:
    text = "Peru has met Chile for years, and the two countries will share images."
    assert ("data_sharing", "planned", CL, PE) in said(text)
    text = "ESA and JAXA are old friends. The JAXA office recalled that the two agencies jointly developed a camera."
    assert ("joint_mission", "actual", JAXA, ESA) in said(text)
    assert not pairs("Peru opened a school, and the two countries jointly built a dish.")


def test_the_agency_behind_another_is_the_one_spoken_of() -> None:
    text = "ISRO opened a school. Peru will grant the agency 4 million dollars."
    assert ("funding", "planned", ISRO, PE) in said(text)
    assert not pairs("Chile opened a school. Peru will grant the agency 4 million dollars.")


def test_a_counterpart_is_of_the_same_sort() -> None:
    text = "ISRO sent greetings. JAXA signed a contract with its Indian counterpart."
    assert pairs(text) == {frozenset((JAXA, ISRO))}
    assert pairs("ISRO sent greetings. Peru signed a contract with its Indian counterpart.") == {
        frozenset((PE, "country/IN"))
    }


def test_the_european_agency_and_the_company_of_a_country_are_those_named() -> None:
    assert pairs("ESA sent greetings. Peru signed a contract with the European agency.") == {frozenset((PE, ESA))}
    assert pairs("SpaceX sent greetings. Peru signed a contract with the American company.") == {
        frozenset((PE, "company/spacex"))
    }


def test_a_capital_that_does_something_is_its_country() -> None:
    assert ("agreement", "actual", CL, PE) in said("Peru was glad. Lima has signed an agreement with Chile.")
    assert ("invitation", "actual", CN, PE) in said("Peru was glad. China has invited Lima to the opening.")
    assert not pairs("Peru was glad. A firm in Lima has signed an agreement with Chile.")


def test_where_a_firm_is_based_does_nothing() -> None:
    assert pairs("Chile signed a contract with Peru-based Airbus.") == {frozenset((CL, AIRBUS))}


@pytest.mark.parametrize(
    ("text", "kind", "status", "pair"),
    [
        ("Peru and Chile announced the renewal of their memorandum of understanding.", "agreement", "actual", {PE, CL}),
        ("The agreement linking ISRO and CNES was printed.", "agreement", "actual", {ISRO, CNES}),
        ("Peru and Chile have strengthened their space cooperation.", "other", "actual", {PE, CL}),
        ("Peru has tied up with Chile.", "other", "actual", {PE, CL}),
        ("Kenya launched its first satellite aboard a Russian Soyuz rocket.", "launch_service", "actual", {KE, RU}),
        ("ISRO has been approached by Peru about the images.", "talks", "actual", {ISRO, PE}),
        ("ESA, of which Peru has been a cooperating state, met.", "membership", "actual", {ESA, PE}),
        ("Peru has declined a Russian offer to build it.", "other", "denied", {PE, RU}),
        ("Peruvian researchers are no longer permitted to work with Russian institutes.", "prohibition", "actual", {PE, RU}),
        ("Peru takes part in the ESA programme.", "joint_mission", "actual", {PE, ESA}),
        ("Airbus has been given a contract by Kenya to build it.", "agreement", "actual", {AIRBUS, KE}),
        ("Kenya received a grant of 4 million dollars from Japan.", "funding", "actual", {KE, JP}),
        ("JAXA has made its images available to Peru.", "data_sharing", "actual", {JAXA, PE}),
        ("Airbus was visited by a delegation from Kenya.", "other", "actual", {AIRBUS, KE}),
    ],
)  # fmt: skip
def test_passive_and_nominal_forms_are_read(text: str, kind: str, status: str, pair: set[str]) -> None:
    assert {(t.kind, t.status, frozenset((t.actor_a, t.actor_b))) for t in ties(text)} == {
        (kind, status, frozenset(pair))
    }


@pytest.mark.parametrize(
    "text",
    [
        "Peru says that the project is compliant with the rules of Chile.",
        "Peru followed its agreements when it ran into trouble with Chile.",
        "Peru and Kenya have worked together since 2017, when a dish was jointly developed with Chile.",
        "Peru and Kenya signed them in May, together with Chile.",
        "Lenses made by firms with some links to Chile and Brazil broke.",
        "Peru is to pay its respects to Chile.",
        "Peru moved its navy to block Chilean ships.",
        "A study of Peru's participation in Chilean schools was printed.",
    ],
)
def test_what_another_word_governs_makes_no_tie(text: str) -> None:
    assert not {pair for pair in pairs(text) if CL in pair}


def test_a_crowd_makes_no_ties() -> None:
    text = "Peru, Chile, Brazil, Kenya, Ghana, Egypt and Nepal signed an agreement."
    assert not ties(text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenya is not a member of APSCO.", "denied"),
        ("Kenya has yet to join APSCO.", "denied"),
        ("Kenya is no longer a member of APSCO.", "ended"),
        ("Kenya would not break off its cooperation with China.", "actual"),
        ("Kenya threatened to end its cooperation with China.", "actual"),
        ("Kenya will end its cooperation with China.", "ended"),
        ("Kenya cancelled a plan to invite China.", "ended"),
        ("Kenya left on Monday for consultations with China.", "actual"),
        ("Kenya once cooperated with China.", "ended"),
        ("Kenya is poised to sign an agreement with China.", "planned"),
        ("Kenya is looking into a partnership with China.", "proposed"),
        ("The United Kingdom has exited the European Union.", "ended"),
    ],
)
def test_the_status_is_that_of_the_tie_and_not_of_its_verb(text: str, status: str) -> None:
    assert [t.status for t in ties(text)] == [status]


@pytest.mark.parametrize(
    ("text", "start", "end", "status"),
    [
        ("Peru cooperated with Russia on rockets until 2022.", None, "2022", "ended"),
        ("From 2010 to 2015 Peru cooperated with Russia on rockets.", "2010", "2015", "ended"),
        ("The agreement between Peru and Chile, signed in 2018, runs until 2028.", "2018", "2028", "actual"),
        ("Peru has cooperated with Chile since 1992.", "1992", None, "actual"),
        ("Peru ended its cooperation with Chile in March 2022.", None, "2022-03", "ended"),
        ("Peru signed an agreement with Chile in 2015 after the flood of 2011.", "2015", None, "actual"),
        ("Peru, which bought its satellite from Chile, withdrew from a course in 2019.", None, None, "actual"),
        ("Peru opened a school in 2019 and has cooperated with Chile for decades.", None, None, "actual"),
    ],
)
def test_a_tie_has_the_dates_of_its_own_clause(text: str, start: str | None, end: str | None, status: str) -> None:
    assert [(t.start, t.end, t.status) for t in ties(text)] == [(start, end, status)]


def test_the_agency_is_the_one_last_named_alone() -> None:
    text = "Airbus sold antennas to ESA. It was a calm year. Peru and Chile are associate members of the agency."
    assert {frozenset((PE, ESA)), frozenset((CL, ESA))} <= pairs(text)
    assert not {p for p in pairs("Airbus praised ESA and NASA. Peru and Chile joined the agency.") if PE in p}


def test_who_works_somewhere_acts_for_it() -> None:
    text = "Scientists at the University of Graz and the University of Turku cooperate on a lens."
    assert len(pairs(text)) == 1
    assert pairs("Peruvian teams worked with colleagues in Chile.") == {frozenset((PE, CL))}
    assert not pairs("Peruvian teams worked with a telescope in Chile.")


@pytest.mark.parametrize(
    ("text", "kind", "status", "pair"),
    [
        ("Lenses that Peru developed with Chile broke.", "joint_mission", "actual", {PE, CL}),
        ("JAXA, partner of ISRO in many fields, was glad.", "other", "actual", {JAXA, ISRO}),
        ("Kenya is funding a study of dust by Airbus.", "funding", "actual", {KE, AIRBUS}),
        ("Kenya lost a bid to work with Airbus.", "other", "denied", {KE, AIRBUS}),
        ("Two firms will expand their work under an agreement signed by Peru and Chile.", "agreement", "actual", {PE, CL}),
    ],
)  # fmt: skip
def test_partners_are_read_where_they_stand_apart(text: str, kind: str, status: str, pair: set[str]) -> None:
    assert said(text) == {(kind, status, *sorted(pair))}


def test_what_else_is_announced_has_a_subject_of_its_own() -> None:
    text = "Kenya said that Airbus will launch a satellite for Chile, and that a pact to train Peruvian engineers was drawn up."
    assert frozenset((AIRBUS, PE)) not in pairs(text)


def test_who_closes_a_remark_is_not_what_the_sentence_is_about() -> None:
    text = "The lander, which ESA developed with CNES and ISRO, was launched by SpaceX."
    assert not {pair for pair in pairs(text) if "company/spacex" in pair}
    assert pairs("Peru provides services to Airbus and receives images from Chile.") >= {frozenset((PE, CL))}
    assert frozenset((AIRBUS, CL)) not in pairs("Peru provides services to Airbus and receives images from Chile.")


def test_another_one_is_of_whom_the_sentence_before_was_about() -> None:
    assert ("agreement", "planned", JAXA, ESA) in said(
        "ESA has a deal with Peru. A new agreement with JAXA will be signed."
    )
    assert ("joint_mission", "actual", CN, RU) in said("It is named after the Chinese-Russian station project.")
