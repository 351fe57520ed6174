"""Every rule that attributes a statement has a witness, whose text shows why the rule is there."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import spacecoop.find.statements as package
from tests.unit.find.statements.saying import found

# rule, text, opening of the statement, speaker as written
WITNESSES = [
    ("after_subject", '"The valve held," Ines Prado said.', '"The valve held', "Ines Prado"),
    ("after_inverted", "“The valve held,” said Ines Prado, who built it.", "“The valve held", "Ines Prado"),
    ("after_source", "“The valve held,” according to the operator.", "“The valve held", "the operator"),
    ("after_dash", "“The valve held all night.” — Ines Prado", "“The valve held", "Ines Prado"),
    ("after_colon", "“The valve will hold all night”: Ines Prado\n\nLIMA - It was late.", "“The valve", "Ines Prado"),
    ("before_cue", 'Ines Prado told Radio Sur: "The valve held."', '"The valve held', "Ines Prado"),
    ("before_colon", "The engineer was all smiles: “The valve held all night.”", "“The valve held", "The engineer"),
    ("before_source", "According to Ines Prado, “the valve held all night”.", "“the valve held", "Ines Prado"),
    ("before_noun", "The crew laughed at Ines Prado's bold claim that the valve was “the best that ever held steam”.",
     "“the best", "Ines Prado"),
    ("introduced", 'Later Ines Prado added:\n\n"The valve held all night."', '"The valve held', "Ines Prado"),
    ("preceded", 'Ines Prado was asked and answered at once. "The valve held all night."', '"The valve', "Ines Prado"),
    ("carried", '“It held,” said Ines Prado, the chief. “We slept well.”', "“We slept", "Ines Prado"),
    ("carried_paragraph", '“It held,” Ines Prado said.\n\n“We slept well at last.”', "“We slept", "Ines Prado"),
    ("carried_back", "“It held, and we slept well.\n\n“We woke late,” Ines Prado said.", "“It held", "Ines Prado"),
    ("turn", "The transcript:\n\n“PRADO: The valve held all night.”\n", "“PRADO", "PRADO"),
    ("unattributed", "The room fell silent.\n\n“The valve will never hold.”\n\nThen the lights came on.", "“The", None),
    ("indirect_that", "Ines Prado said on Monday that the valve had held all night.", "the valve", "Ines Prado"),
    ("indirect_said", "Ines Prado said the valve had held all night.", "the valve", "Ines Prado"),
    ("indirect_after", "The valve had held all night, Ines Prado said.", "The valve", "Ines Prado"),
    ("indirect_source", "According to Ines Prado, the valve held all night.", "the valve", "Ines Prado"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "opening", "speaker"), WITNESSES, ids=[w[0] for w in WITNESSES])
def test_the_witness_of_a_rule(rule: str, text: str, opening: str, speaker: str | None) -> None:
    rows = [row for row in found(text).statements if row.text.startswith(opening)]
    assert [(row.rule, row.speaker) for row in rows] == [(rule, speaker)]


def test_every_rule_that_the_code_names_has_a_witness() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(package.__file__).parent.glob("*.py"))
    stems = r"after_\w+|before_\w+|carried\w*|indirect_\w+|introduced|preceded|turn|unattributed"
    named = {name for name in re.findall(rf'"({stems})"', source) if name != "before"}
    assert named == {rule for rule, *_ in WITNESSES}


# What news is made of, and what breaks it.
PARTS = st.lists(
    st.sampled_from(
        ["“", "”", '"', "„", "«", "»", "''", "‘", "’", "'", "\n", "\n\n", " ", ", ", ". ", "? ", ": ", " — ", "*", "**",
         "(", ")", "said ", "told CCTV", "according to ", "she ", "Li Wei ", "The agency ", "the head of ", "that ",
         "We shall land", "asked", "who ", "quoted ", "as saying ", "for ", "him", "2,000 ", "Ł", "\u200b", "\x01"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(PARTS | st.text(max_size=80))
def test_no_text_raises_and_every_offset_holds(text: str) -> None:
    rows = found(text, ("Li Wei", "person", "person/li-wei", None), ("CCTV", "company", "company/cctv", None))
    for row in rows.statements:
        assert text[row.start_char : row.end_char] == row.text
        if row.speaker is not None:
            assert text[row.speaker_start_char : row.speaker_end_char] == row.speaker
        assert (row.speaker is None) == (row.speaker_start_char is None) == (row.speaker_end_char is None)
    spans = [(row.start_char, row.end_char) for row in rows.statements]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    for row in rows.rejected:
        assert text[row.start_char : row.end_char] == row.text
        assert row.reason
        assert row.finder == "statements"


@given(PARTS)
def test_the_same_text_gives_the_same_rows(text: str) -> None:
    assert found(text) == found(text)


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("The valve will hold, Ines Prado, head of the yard, said.", "The valve will hold", "Ines Prado"),
        ("The valve will hold, the head of the yard, Ines Prado, said.", "The valve will hold", "Ines Prado"),
        ("The valve will hold, Ines Prado said today at the yard.", "The valve will hold", "Ines Prado"),
        ("The valve will hold, the yard announced Friday.", "The valve will hold", "the yard"),
        ("The valve will hold, the minister Ines Prado told parliament.", "The valve will hold", "Ines Prado"),
        ("The valve will hold, the ministry said, after talks in Lima.", "The valve will hold", "the ministry"),
        ("Lima, May 3: The valve will hold, Ines Prado said.", "The valve will hold", "Ines Prado"),
        ("LIMA — The valve will hold, Ines Prado noted.", "The valve will hold", "Ines Prado"),
        ("The yard said Thursday it would not join the valve group.", "it would not join the valve group", "The yard"),
        (
            "Ines Prado underlined that valves were “for everyone alive”.",
            "valves were “for everyone alive”",
            "Ines Prado",
        ),
        ("The valve, she added, should hold on its own.", "The valve, she added, should hold on its own", "she"),
        ("The yard said in a statement it would train nine engineers.", "it would train nine engineers", "The yard"),
        (
            "The valve will hold, the yard's CEO, Ines Prado, told the paper here on Monday.",
            "The valve will hold",
            "Ines Prado",
        ),
        ("The valve will hold, said the minister on Monday.", "The valve will hold", "the minister"),
        (
            "Ines Prado said that, in addition to Lima, the yard would open in Callao.",
            "in addition to Lima, the yard would open in Callao",
            "Ines Prado",
        ),
        ("The valve will hold, said an engineer who asked not to be named.", "The valve will hold", "an engineer"),
        (
            "The valve will hold, an engineer said, speaking on condition of anonymity.",
            "The valve will hold",
            "an engineer",
        ),
        ("Radio Sur quoted Ines Prado as saying the valve would hold.", "the valve would hold", "Ines Prado"),
        (
            "People familiar with the talks said the valve would hold.",
            "the valve would hold",
            "People familiar with the talks",
        ),
        (
            "The delegation expressed the view that valves should hold at night.",
            "valves should hold at night",
            "The delegation",
        ),
        ("The new rule, says Ines Prado, “may hurt small valves”.", "“may hurt small valves”", "Ines Prado"),
        (
            "According to Ines Prado, at least nine engineers took part in it, which was enough.",
            "at least nine engineers took part in it, which was enough",
            "Ines Prado",
        ),
        (
            "According to Ines Prado, a senior engineer of the yard, the valve will hold.",
            "the valve will hold",
            "Ines Prado",
        ),
    ],
)
def test_how_far_a_clause_without_marks_reaches(text: str, said: str, speaker: str) -> None:
    assert [(row.text, row.speaker) for row in found(text).statements] == [(said, speaker)]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("Ines Prado said that the valve would hold, adding: “It was built to last.”",
         ["the valve would hold", "“It was built to last.”"]),
        ("“It was built to last,” Ines Prado said, adding that the valve would hold.",
         ["“It was built to last,”", "the valve would hold"]),
        ("“It was built to last,” Ines Prado told reporters after a visit that was cut short.",
         ["“It was built to last,”"]),
        ("“It was built to last,” she said at a meeting announcing that the yard was to close.",
         ["“It was built to last,”", "the yard was to close"]),
        ("Ines Prado said by email the valve would hold.", ["the valve would hold"]),
        ("Ines Prado said in an interview with Radio Sur the valve would hold.", ["the valve would hold"]),
        ("Ines Prado says old valves are about trust.", ["old valves are about trust"]),
        ("A note issued at the end of the day said that the valve would hold.", ["the valve would hold"]),
        ("You have said that the valve would hold.", []),
        ("When she adds that the valve would hold, she is polite.", ["the valve would hold"]),
        ("In May, Ines Prado said, the valve will hold.", ["the valve will hold"]),
        ("Ines Prado warned the valve could fail.", ["the valve could fail"]),
        ("Ines Prado called the old town of Lima on the coast “a bridge of all lakes”, and promised to go there soon.",
         ["the old town of Lima on the coast “a bridge of all lakes”"]),
        ("Ines Prado announced a new valve and will build it.", []),
        ("Ines Prado tells the story with a smile that took years to learn.", []),
        ("The valve will not be the last, Ines Prado vowed on Monday.", ["The valve will not be the last"]),
        ("Ines Prado said in a video message from Lima she had held the valve.", ["she had held the valve"]),
        ("By all accounts the talks are under way; “they are at a very early stage,” Ines Prado said.",
         ["“they are at a very early stage,”"]),
        ("Ines Prado said flights of old balloons could begin in May.", ["flights of old balloons could begin in May"]),
        ("Ines Prado said nothing of what the valve would do.", []),
        ("Owners said they hoped to sell the yard.", ["they hoped to sell the yard"]),
        ("The yard said it sold nine valves to Chile.", ["it sold nine valves to Chile"]),
        ("Ines Prado said the valve now weighs nine stone.", ["the valve now weighs nine stone"]),
        ("Ines Prado said it over and over.", []),
        ("Briefing the crew after the launch in Lima, she said the valve had held.", ["the valve had held"]),
        ("Testing of the new valves will start in May, the yard said.", ["Testing of the new valves will start in May"]),
        ("Ines Prado said Moss sold the yard to Chile.", ["Moss sold the yard to Chile"]),
        ("Ines Prado said Mass for the crews, and left.", []),
        ("Ines Prado said she'll sell the yard to Chile.", ["she'll sell the yard to Chile"]),
        ("In addition, the yard will get nine valves, a spokesman announced on Monday.",
         ["In addition, the yard will get nine valves"]),
        ("The valve is ready to ship, its engineer told state radio late Monday.", ["The valve is ready to ship"]),
        ("Under the plan, according to Ines Prado, nine valves will hold.", ["nine valves will hold"]),
        ("The valve, according to Ines Prado, will hold.", ["The valve, according to Ines Prado, will hold"]),
        ("The valve, Ines Prado told Radio Sur, will hold.", ["The valve, Ines Prado told Radio Sur, will hold"]),
        ("Ines Prado rejected claims that the valve had failed for good.", []),
        ("Ines Prado said the same words to the owners of the yard.", []),
        ("The chief of the yard, Ines Prado, who left in May, said the valve, made in Lima, now weighs nine stone.",
         ["the valve, made in Lima, now weighs nine stone"]),
        ("Ines Prado, an engineer of the yard that built it, said the valve, made in Lima, will hold.",
         ["the valve, made in Lima, will hold"]),
        ("The valve, which is made in Lima by nine people, will hold, said the engineer, who built it.",
         ["The valve, which is made in Lima by nine people, will hold"]),
        ("The engineer said talks with the owners of the old yard were “at an early stage”.",
         ["talks with the owners of the old yard were “at an early stage”"]),
        ("Ines Prado told the yard's board of nine engineers that the valve would hold.", ["the valve would hold"]),
        ("LIMA: An old valve will end in “a cascade of leaks,” the head of the yard, Ines Prado, warned the crew.",
         ["An old valve will end in “a cascade of leaks,”"]),
        ("Asked about it, Ines Prado said it was nine francs, “less than one good valve,” and laughed.",
         ["“less than one good valve,”"]),
        ("It's a valve that nobody at the yard “had ever asked for”, as her boss, Ed Moss, puts it.",
         ["It's a valve that nobody at the yard “had ever asked for”"]),
    ],
)  # fmt: skip
def test_what_is_reported_beside_a_quotation_and_where_it_begins(text: str, statements: list[str]) -> None:
    assert [row.text for row in found(text).statements] == statements


@pytest.mark.parametrize(
    "text",
    [
        "In the long spring of that year, the yard announced in Lima a plan for valves.",
        "After the valves had failed, the yard, a maker of tanks, said nothing.",
        "On Monday afternoon in the yard, Ines Prado told the story.",
    ],
)
def test_what_leads_to_the_speaker_is_no_statement(text: str) -> None:
    assert not found(text).statements


@pytest.mark.parametrize(
    "sentence",
    [
        "Ines Prado has not said that the valve will hold.",
        "Ines Prado never said the valve would hold.",
        "Ines Prado didn't say that the valve would hold.",
        "No one said that the valve would hold.",
    ],
)
def test_what_somebody_did_not_say_is_no_statement(sentence: str) -> None:
    assert found(sentence).statements == ()


def test_what_somebody_said_not_to_be_so_is_a_statement() -> None:
    assert [row.text for row in found("Ines Prado said the valve would not hold.").statements] == [
        "the valve would not hold"
    ]


def test_a_witness_whom_the_reporter_describes_goes_on_with_one_statement() -> None:
    text = "“The valve burst in the night,” said Ines Prado, a nurse at the yard. “Water was all over the floor.”"
    assert [row.text for row in found(text).statements] == [text]


def test_words_after_a_head_of_office_are_a_statement_of_their_own() -> None:
    text = "“The valve burst in the night,” said Ines Prado, head of the yard. “Water was all over the floor.”"
    assert len(found(text).statements) == 2


def test_a_cue_of_another_language_attributes() -> None:
    rows = found("„Es wird halten“, sagte Ines Prado gestern in Lima.").statements
    assert [(row.text, row.speaker) for row in rows] == [("„Es wird halten“", "Ines Prado")]
