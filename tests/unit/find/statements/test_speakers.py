"""Whose words they are: the phrase beside the cue, and the actor it names."""

from __future__ import annotations

import pytest

from tests.unit.find.statements.saying import found

ESA = ("ESA", "igo", "igo/esa", None)
PRADO = ("Ines Prado", "person", "person/ines-prado", "igo/esa")
SHORT = ("Prado", "person", "person/ines-prado", None)
MOSS = ("Ed Moss", "person", "person/ed-moss", None)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The valve held,” Ines Prado, the institute's head of flight, said on Monday.", "Ines Prado"),
        ("The head of flight at the institute, Ines Prado, told the room, “The valve held.”", "Ines Prado"),
        ("“The valve held,” said the institute's head of flight, Ines Prado.", "Ines Prado"),
        ("“The valve held,” Ines Prado told CCTV.", "Ines Prado"),
        ("“The valve held,” Institute President Ines Prado said in a statement.", "Ines Prado"),
        ("“The valve held,” Prado, who was not on duty that night, said via email.", "Prado"),
        ("“The valve held,” he later added.", "he"),
        ("“The valve held,” the letter reads.", "the letter"),
        ("“The valve held,” as an agency memo put it.", "an agency memo"),
        ("“The valve held,” Prado's niece told the crowd.", "Prado's niece"),
        ("“The valve held,” said a representative from Pakistan.", "a representative from Pakistan"),
        ("“The valve held,” one of the younger engineers recalled.", "one of the younger engineers"),
        ("The Daily Orbit quoted Ines Prado as saying: “The valve held all night.”", "Ines Prado"),
        ("Ines Prado was quoted as saying, “The valve held all night.”", "Ines Prado"),
        ("On Tuesday, in a crowded hall, the minister said: “The valve held all night.”", "the minister"),
        ("Moss handed the letter to Prado and said, “The valve held all night.”", "Moss"),
        ("As Ines Prado put it, “the valve held when nothing else did”.", "Ines Prado"),
        ("For her, “the valve held when nothing else did”.", "her"),
        ("“The valve held,” sums up Ines Prado. The others nodded.", "Ines Prado"),
        ("“Did the valve hold?” Ines Prado asked.", "Ines Prado"),
        ("Ines Prado who is the head of the yard at Moss Works Lima said “the valve held all night”.", "Ines Prado"),
        ("Most stay, with Ines Prado, a spokeswoman for the yard of Lima, saying they will never leave.", "Ines Prado"),
        ("A guide from Jena, who introduced herself as Ute Korn, said: “The valve held all night.”", "Ute Korn"),
        ("LIMA — Ines Prado, opening the hall, said it was “a story of valves that never held”.", "Ines Prado"),
        ("AT THE YARD — Ines Prado, opening the hall, said it was “a story of valves that never held”.", "Ines Prado"),
        (
            "As Ines Prado, a tax lawyer and sailor, lately put it, “the valve held when nothing else did”.",
            "Ines Prado",
        ),
        (
            "The ministry published a letter calling the valve “a standing peril to each of those on board”.",
            "The ministry",
        ),
        (
            "She said nothing more, and when asked again, the 41-year-old keeper of two replied, “The valve held.”",
            "the 41-year-old keeper of two",
        ),
        (
            "Prado's relatives, who came by boat, said they had “more valves than they could ever use”.",
            "Prado's relatives",
        ),
        ("After saying the valve was “so hot that I could hardly touch it,” she left.", "she"),
        (
            "Ed Moss said the crew was right when he said on Monday that in the end “the valves had all been lost”.",
            "Ed Moss",
        ),
        ("She grew so angry, and ran so fast, that I wanted to mend my answer: “The valve held.”", "I"),
        (
            "A document on the yard's page states that it will pay if the valve is “bent beyond all repair”.",
            "A document on the yard's page",
        ),
        ("A study printed last autumn found that the valve was “bent beyond all hope of repair”.", "A study"),
        ("“The valve held,” the article read.", "the article"),
        ("Moss accused the yard of “reckless” work. Prado said the valve is “as good as any of them”.", "Prado"),
        ("“The valve held,” French minister FranÃ§ois Prado said on Friday.", "FranÃ§ois Prado"),
        ("“The valve held,” said Ine\u0301s Prado of the yard.", "Ine\u0301s Prado"),
        (
            "The yard will train the crew of the lake house, whose chief, Ines Prado, called it “our own way to the top”.",
            "Ines Prado",
        ),
        ("Ines Prado stated that “old valves are the only valves that hold”, a view echoed by Ed Moss.", "Ines Prado"),
        (
            "Mohammed Prado, the yard's chief, described Lima as “a bridge to all the lakes of the south”.",
            "Mohammed Prado",
        ),
        ("Asked about it, Ines Prado described Lima as “a bridge to all the lakes of the south”.", "Ines Prado"),
        ("Ines Prado said: “The valve held all night.” Ed Moss agreed.", "Ines Prado"),
        ("“Then mend the valve,” Prado shot back.", "Prado"),
        ("“The valve held,” Prado said by telephone.", "Prado"),
        ("“The valve held,” the note quoted its maker Ines Prado as saying.", "Ines Prado"),
        (
            "As Ines Prado used to say, “the valve held when nothing else did”. The chief was mocked for it.",
            "Ines Prado",
        ),
        (
            "The joke refers to the valve that Ines Prado, the minister, called “our own way to the top of the world”.",
            "Ines Prado",
        ),
        (
            "Director Ines Prado noted the leak and called for “a talk that includes all of us”.",
            "Ines Prado",
        ),
        ("Ines Prado, for her part, said the valve was “as good as any that was made”.", "Ines Prado"),
        ("Ines Prado, head of the yard, on her part said the valve was “as good as any that was made”.", "Ines Prado"),
        ("She says letters calling it “the only valve that ever held all night long” were lost.", "She"),
    ],
)
def test_the_speaker_is_the_phrase_beside_the_cue(text: str, speaker: str) -> None:
    assert [row.speaker for row in found(text).statements] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "The challenge is shown by this finding: “Nine valves in ten were never tested.”",
        "Prado's advice earned her a name: “The valve will never hold.”",
    ],
)
def test_a_thing_does_not_speak(text: str) -> None:
    assert [row.speaker for row in found(text).statements] == [None]


def test_a_signature_is_under_the_whole_paragraph() -> None:
    text = "“We saw the valve, and it held.” — Ed Moss\n“It held all night.” And that is all there was: “No leak.” — Ines Prado"
    assert [row.speaker for row in found(text).statements] == ["Ed Moss", "Ines Prado", "Ines Prado"]


def test_a_mention_at_the_head_of_the_phrase_gives_the_actor() -> None:
    row = found("“The valve held,” said ESA director Ines Prado.", ESA, PRADO).statements[0]
    assert (row.speaker, row.speaker_actor_id, row.affiliation_actor_id) == (
        "Ines Prado",
        "person/ines-prado",
        "igo/esa",
    )


def test_a_body_inside_the_phrase_is_whom_the_speaker_speaks_for() -> None:
    row = found("“The valve held,” said a spokesman for ESA.", ESA).statements[0]
    assert (row.speaker, row.speaker_actor_id, row.affiliation_actor_id) == ("a spokesman for ESA", None, "igo/esa")


def test_the_outlet_is_not_the_speaker() -> None:
    outlet = ("CCTV", "company", "company/cctv", None)
    row = found("“The valve held,” Ines Prado told CCTV.", outlet, PRADO).statements[0]
    assert row.speaker_actor_id == "person/ines-prado"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Ines Prado opened the hatch. “The valve held,” she said.", "person/ines-prado"),
        ("“The valve held,” Ines Prado said.\n\nIt was late. “Now we sleep,” she added.", "person/ines-prado"),
        ("Ines Prado thanked Ed Moss. “The valve held,” she said.", "person/ines-prado"),
        ("Ines Prado left. A guide from Jena stayed on. “The valve held,” she said.", None),
        ("Ines Prado thanked Ed Moss. “The valve held,” he said.", "person/ed-moss"),
        ("“The valve held,” Ines Prado said. It was late. “Now we sleep,” he added.", None),
        ("The hall was empty. “The valve held,” she said.", None),
        ("Ines Prado nodded. “The valve held,” they said.", None),
    ],
)
def test_a_pronoun_is_the_last_person_or_nobody(text: str, actor: str | None) -> None:
    quoted = [row for row in found(text, PRADO, SHORT, MOSS).statements if row.kind != "indirect"]
    assert quoted[-1].speaker_actor_id == actor


def test_the_chief_of_a_body_is_the_one_person_said_to_belong_to_it() -> None:
    text = "Ines Prado of ESA spoke first. “The valve held,” the ESA chief said."
    assert found(text, ESA, PRADO).statements[-1].speaker_actor_id == "person/ines-prado"


def test_a_speech_over_paragraphs_keeps_its_speaker_until_another_speaks() -> None:
    text = "“One,” said Ines Prado. “Two came.\n\n“Three came after.”\n\n“Four,” Ed Moss said."
    rows = found(text, PRADO, MOSS).statements
    assert [row.speaker_actor_id for row in rows] == ["person/ines-prado"] * 3 + ["person/ed-moss"]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Ines Prado told Radio Sur the valve had held.", "the valve had held"),
        ("Ines Prado told the crew on Monday they would land in May.", "they would land in May"),
        ("Ines Prado told reporters on Monday that the valve had held.", "the valve had held"),
    ],
)
def test_what_somebody_is_told_needs_no_that(text: str, clause: str) -> None:
    assert [(row.text, row.speaker) for row in found(text).statements] == [(clause, "Ines Prado")]


@pytest.mark.parametrize(
    "text",
    [
        "Ines Prado told the crew the story of the man who was lost.",
        "His claims about the valve were that it never held.",
        "The United States that we know has many valves in space.",
        "The agency promised satellites that look at the valves of the Earth.",
        "The valve was said to be the strongest that ever flew.",
    ],
)
def test_no_clause_is_reported_where_nobody_reports(text: str) -> None:
    assert not found(text).statements


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Minister Ines Prado opened the hatch. Ed Moss, a pilot, watched. The minister said the valve had held.",
         "person/ines-prado"),
        ("Minister Ines Prado met minister Ed Moss. The minister said the valve had held.", None),
        ("The minister said the valve had held.", None),
        ("Minister Ines Prado left. The minister of Chile said the valve had held.", None),
    ],
)  # fmt: skip
def test_the_minister_is_the_only_one_the_text_has_named(text: str, actor: str | None) -> None:
    row = found(text, PRADO, MOSS).statements[-1]
    assert (row.speaker_actor_id, row.speaker in ("The minister", "The minister of Chile")) == (actor, True)


HILLARY = ("Hillary Korir", "person", "person/hillary-korir", None)


@pytest.mark.parametrize(
    "text",
    [
        "“It held,” said Ed Moss. Hillary Korir, who ran the yard, nodded. “It did,” he said.",
        "Ed Moss said that the valve had held all night. Hillary Korir nodded. “It did,” he said.",
        "“It held,” said Ed Moss.\n\nJoy Wanja, a pilot, said that the valve was new. “It held,” he said.",
        "“It held,” Ed Moss said. The head of the Lima yard was less sure of that. “It may not,” he said.",
        "“It held,” Ed Moss said.\n\nThe yard's Ola Lind was asked about it. “It may not,” he said.",
        "It was made by the lake, in a yard called Lind. “It held all night.”",
    ],
)
def test_a_pronoun_passes_over_nobody(text: str) -> None:
    assert found(text, MOSS, HILLARY).statements[-1].speaker_actor_id is None


def test_part_of_one_name_is_that_person() -> None:
    text = "Ana Neri Vela ran the yard.\n\n“The valve held,” Neri Vela said."
    row = found(text, ("Ana Neri Vela", "person", "person/ana-neri-vela", None)).statements[0]
    assert (row.speaker, row.speaker_actor_id) == ("Neri Vela", "person/ana-neri-vela")


def test_a_headline_names_its_speaker_at_the_end() -> None:
    (row,) = found("Lima yard: “a very great step” for the coast, says Prado", SHORT).statements
    assert (row.speaker, row.speaker_actor_id) == ("Prado", "person/ines-prado")


def test_a_delegation_speaks_for_its_country() -> None:
    (row,) = found(
        "The delegation of Peru said that the valve had held.", ("Peru", "country", "country/PE", None)
    ).statements
    assert (row.speaker, row.speaker_actor_id) == ("The delegation of Peru", "country/PE")


def test_a_label_of_a_headline_is_no_speaker() -> None:
    (row,) = found("INTERVIEW: “The valve will hold all night”").statements
    assert row.speaker is None


def test_a_minister_of_several_fields_is_the_person_named_behind_them() -> None:
    text = "The valve will hold, said Minister of Trade, Science and Sport Ines Prado."
    assert [(row.speaker, row.text) for row in found(text, PRADO).statements] == [("Ines Prado", "The valve will hold")]


def test_an_office_beside_a_name_that_nothing_follows_breaks_nothing() -> None:
    (one,) = found("“The valve held all night,” with Ines Prado, head of the yard, said.").statements
    assert one.text == "“The valve held all night,”"
