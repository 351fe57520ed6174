"""The answers of a printed interview, and what looks like one and is none."""

from __future__ import annotations

import pytest

from tests.unit.find.statements.saying import found

PRADO = ("Ines Prado", "person", "person/ines-prado", None)
ANSWERS = ["It held. We had said “never again” for years.", "Nine of them, and a spare."]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Question", ("Ines Prado", "Prado")),
        ("Q", ("Ines Prado", "A")),
        ("**Q", ("**Ines Prado", "**Prado")),
        ("Radio Sur", ("Ines Prado", "Ines Prado")),
    ],
)
def test_the_answers_are_statements_of_who_stands_before_them(asks: str, answers: tuple[str, str]) -> None:
    stars = "**" if asks.startswith("*") else ""
    text = "\n\n".join(
        f"{asks}:{stars} {asked}\n\n{who}:{stars} {said}"
        for asked, who, said in zip(("Did the valve hold?", "How many were there?"), answers, ANSWERS, strict=True)
    )
    rows = found(text, PRADO, ("Prado", "person", "person/ines-prado", None)).statements
    assert [(row.text, row.rule, row.kind, row.speaker_actor_id) for row in rows] == [
        (answer, "turn", "direct", "person/ines-prado") for answer in ANSWERS
    ]


def test_answers_of_nobody_named_have_no_speaker() -> None:
    rows = found("Q: Did the valve hold?\nA: It did, all night.\nQ: How many?\nA: Nine of them.").statements
    assert [(row.text, row.speaker) for row in rows] == [("It did, all night.", None), ("Nine of them.", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Valve: The old one on the lake\nYard: Ines Prado of the lake\nPrice: Nine francs a day",
        "Ines Prado: the woman who held the valve\n\nShe has no time.\n\nIt was late: nobody came.",
        "Ines Prado: It held all night.\nEd Moss: It did not hold.\nInes Prado: It did.",
    ],
)
def test_labels_without_a_question_and_two_answers_make_no_interview(text: str) -> None:
    rows = found(text, PRADO, ("Ed Moss", "person", "person/ed-moss", None)).statements
    assert not [row for row in rows if row.rule == "turn"]
