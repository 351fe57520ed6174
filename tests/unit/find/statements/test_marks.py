"""What stands between quotation marks of any style, and what of it is speech."""

from __future__ import annotations

import pytest

from tests.unit.find.statements.saying import found


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("„", "”"), ("“", '"'), ("''", "''"), ("``", "''")],
)
def test_every_style_of_mark_opens_and_closes_a_statement(opening: str, closing: str) -> None:
    text = f"The crew was calm. {opening}We have all the fuel we need,{closing} said Ines Prado."
    rows = found(text).statements
    assert [(row.text, row.kind, row.speaker) for row in rows] == [
        (f"{opening}We have all the fuel we need,{closing}", "direct", "Ines Prado")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“*We have all the fuel we need,*” said **Ines Prado.**",
        "“**We have all the fuel we need,**” said *Ines Prado*, of the crew.",
        "> “We have all the fuel we need,” said Ines Prado.",
        "“We have all the fuel we need”, said Ines Prado.",
    ],
)
def test_markup_and_the_place_of_the_comma_change_nothing(text: str) -> None:
    rows = found(text).statements
    assert [(row.kind, row.speaker) for row in rows] == [("direct", "Ines Prado")]


def test_marks_inside_marks_stay_inside() -> None:
    text = "“They called it ‘the orphan’ and then “the heir”, and we kept it,” said Ines Prado."
    rows = found(text).statements
    assert [row.text for row in rows] == [text[: text.index(" said")]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The dish is a “marvel” of the valley.", "nobody"),
        ("He called the dish a “small marvel” of the valley.", "fragment"),
        ("The congress had the theme “Orbits for All Nations” this year.", "title"),
        ("She read a paper entitled “On the stability of very long tethers” in the evening.", "title"),
        ("Engineers like the “ride-share” approach.", "word beside"),
        ("Prado read the paper on the way to “The 411.”", "inside a phrase"),
        ("In her second book, “The Valve That Never Held,” Prado said little of it.", "title"),
        ("“(Applause.)” Prado said.", "stage direction"),
        ("Prado rated many of the Lima claims as “a very long way from true”.", "nobody"),
        ("The week begins to show how “a very long night” must feel.", "nobody"),
        ("“A mere handful of valves,” Prado praised the crew.", "nobody"),
        ("The film “Night Over Baikonur” was shown by the director, who said little.", "title"),
        ("Over the door stood “per aspera ad astra” in brass.", "nobody"),
        ("“We shall never find it.", "without an end"),
    ],
)
def test_what_is_no_speech_is_turned_down_with_its_reason(text: str, reason: str) -> None:
    rows = found(text)
    assert not rows.statements
    assert [reason in row.reason for row in rows.rejected] == [True], rows.rejected


def test_a_short_answer_with_its_speaker_is_a_statement() -> None:
    assert [row.speaker for row in found("“Never,” said Ines Prado.").statements] == ["Ines Prado"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Prado said, “We shall land in May.”", "direct"),
        ("Prado said that “we have no other way to land before winter”.", "direct"),
        ("Prado said the tank “was bent like a spoon left in the sun”.", "mixed"),
        ("Prado said the tank had been bent by the heat of the day.", "indirect"),
    ],
)
def test_the_kind_says_whether_the_quoted_words_make_a_sentence(text: str, kind: str) -> None:
    assert [row.kind for row in found(text).statements] == [kind]


def test_a_few_borrowed_words_stand_in_the_clause_that_borrows_them() -> None:
    text = "Prado said the tank that had fallen from the tower was “bent like a spoon” and of no use to anybody."
    rows = found(text).statements
    assert [(row.text, row.kind) for row in rows] == [
        ("the tank that had fallen from the tower was “bent like a spoon” and of no use to anybody", "mixed")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Prado called the tank behind the old yard “bent like a spoon” — a view that few of the crew shared.",
         "the tank behind the old yard “bent like a spoon”"),
        ("Prado told one of her younger pupils on a rainy day that “valves are for ever”.", "“valves are for ever”"),
        ("Prado points out that the old yard beside the lake has “no valve worth the name”.",
         "the old yard beside the lake has “no valve worth the name”"),
        ("Prado said by letter that “of course the valve is going to hold” against what she took for the worst of storms.",
         "“of course the valve is going to hold” against what she took for the worst of storms"),
        ("Though few of the crew had a say in it, the first valve of the old yard is a “rightful spring of steam,” as a memo "
         "of the yard put it.", "the first valve of the old yard is a “rightful spring of steam,”"),
        ("Though few had a say, the second valve of the yard will be used “to stand in for a sailor,” per its rules.",
         "the second valve of the yard will be used “to stand in for a sailor,”"),
    ],
)  # fmt: skip
def test_where_the_clause_around_borrowed_words_begins_and_ends(text: str, said: str) -> None:
    assert [row.text for row in found(text).statements] == [said]


def test_several_scare_quotes_make_no_speech() -> None:
    rows = found("Prado said every crew should take part in “more listening” and “more learning” on the long way.")
    assert [row.kind for row in rows.statements] == ["indirect"]


def test_a_clause_that_its_cue_splits_keeps_both_halves() -> None:
    text = "The oldest of the tanks that came down the river was “bent,” Prado wrote, and “as good as lost.”"
    assert [row.text for row in found(text).statements] == [text]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("“We waited,” Prado said. “Then we left.”", ["“We waited,” Prado said. “Then we left.”"]),
        ("“We waited,” he said, “until it rained.”", ["“We waited,” he said, “until it rained.”"]),
        ("“Why wait?” Prado asked. “Nobody came.”", ["“Why wait?” Prado asked. “Nobody came.”"]),
        ("“Why wait?” asked Ines Prado. “Nobody came.”", ["“Why wait?”", "“Nobody came.”"]),
        ("“We waited,” said Ines Prado. “Nobody came to the gate.”", ["“We waited,”", "“Nobody came to the gate.”"]),
        ("“We waited long,” said Ines Prado. “But nobody came.”",
         ["“We waited long,” said Ines Prado. “But nobody came.”"]),
        ("“We waited long,” said Ines Prado. “In that sense it was easy.”",
         ["“We waited long,” said Ines Prado. “In that sense it was easy.”"]),
        ("“We waited long,” said Ines Prado. “Those who came late left.”",
         ["“We waited long,”", "“Those who came late left.”"]),
        ("“It failed,” said Ines Prado, who had run the great yard on the lake since the year of the flood. “It did.”",
         ["“It failed,”", "“It did.”"]),
        ("Moss spoke of “how the night was lost,” and “a long cold wait” and “our own crew,” Prado said yes.",
         ["“how the night was lost,” and “a long cold wait” and “our own crew,”"]),
        ("“We have many pumps,” Moss said. “But this is not the yard of old days” that ran them.",
         ["“We have many pumps,” Moss said. “But this is not the yard of old days”"]),
        ("“We waited,” Prado said, adding that “nobody came to open the gate”.",
         ["“We waited,”", "“nobody came to open the gate”"]),
        ("Prado said it was “a long and cold night” but “not the last of them”.",
         ["“a long and cold night” but “not the last of them”"]),
        ("“We waited for hours,” Prado said, looking at the long row of people who had come from all the villages "
         "around the lake to see it fly. “No.”", ["“We waited for hours,”", "“No.”"]),
    ],
)  # fmt: skip
def test_what_is_joined_and_what_is_not(text: str, statements: list[str]) -> None:
    assert [row.text for row in found(text).statements] == statements


def test_a_text_of_nothing_but_marks_is_turned_down() -> None:
    rows = found("“a” said " * 100)
    assert not rows.statements
    assert len(rows.rejected) == 100


def test_a_clause_ends_before_the_next_statement() -> None:
    text = (
        "Prado said the tank that had fallen off the truck was “bent like a spoon” and of no use to anybody there, "
        "adding that “it will never be filled with anything again”."
    )
    rows = found(text).statements
    assert [row.text for row in rows] == ["“bent like a spoon”", "“it will never be filled with anything again”"]


def test_boilerplate_speaks_not() -> None:
    text = "“We have all the fuel we need,” said Ines Prado.\n\nRelated stories\n\n“We have no fuel,” said Ed Moss.\n"
    assert "Ed Moss" not in [row.speaker for row in found("Fuel\n\nBERN, May 3, 2019 -- " + text).statements]
