"""What looks like a quantity and is none yields no row, and a reason."""

from __future__ import annotations

import pytest

from spacecoop.find.found import DatesFound
from spacecoop.tables import DateMention
from tests.unit.find.quantities.finding import find, rows


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Apollo 13 came home.", "13"),
        ("The team of 9 watched Falcon 9 land.", "9 land"),
        ("Shenzhou-14 docked.", "14"),
        ("Chang'e-6 landed.", "6"),
        ("The Group of 77 met.", "77"),
        ("It cites Resolution 68/74 twice.", "68/74"),
        ("It cites document 12/250 twice.", "250"),
        ("Article 12 was read aloud.", "12"),
        ("See page 14 and figure 3.", "14"),
        ("The visitors won 4-2 after a break.", "4-2"),
        ("Call +49 30 901820 today.", "901820"),
        ("The firmware is version 3.1.4 now.", "3.1.4"),
        ("Doors open at 18:30 sharp.", "18"),
        ("In 1997 they met again.", "1997"),
        ("Norms of the 1980s are gone.", "1980"),
        ("They met on 4 October in Graz.", "4"),
        ("The site lies at 5.2322 N in Guiana.", "5.2322"),
        ("Offices are at 12 Rose Lane, Perth.", "12"),
        ("The Three Peaks race is over; the Three Gorges dam is not.", "Three Gorges"),
        ("No one objected to another one.", "one"),
        ("This is one of the reasons.", "one"),
        ("A kinder one came.", "one"),
        ("One day we shall go.", "One day"),
        ("Satellites 7 and 8 of the series drifted.", "8"),
        ("1. Introduction", "1"),
        ("The 61st symposium closed.", "61"),
        ("A third-party audit follows.", "third"),
        ("The formula 2^10 is on the board.", "10"),
        ("It was the twenty-third session.", "twenty"),
        ("They fly their own 787 Dreamliner.", "787"),
        ("Its satellite 813 will fly.", "813"),
        ("Then Saocom 1B flew.", "1B"),
        ("The new CFA 3 is here.", "3"),
        ("Nine pilots came; one flew in.", "one"),
        ("They came on day 1.", "1"),
        ("Quito, 17 de mayo", "17"),
        ("They sent COVID -19 tests.", "19"),
        ("The R2 unit and the R2.5 engine hummed.", "2.5"),
    ],
)
def test_no_row_touches_the_words(sentence: str, words: str) -> None:
    start = sentence.rindex(words)
    end = start + len(words)
    assert [row.text for row in rows(sentence) if row.start_char < end and start < row.end_char] == []


def test_what_is_turned_down_says_why() -> None:
    reasons = {row.text: row.reason for row in find("Apollo 13 flew in 1970. The cup ended 3-1.").rejected}
    assert reasons["13"] == "number of a name"
    assert reasons["1970"] == "year"
    assert reasons["3"] == reasons["1"] == "score, code or telephone number"


def _date(text: str, words: str, kind: str) -> DateMention:
    start = text.index(words)
    return DateMention(
        document_id="test", start_char=start, end_char=start + len(words), text=words, sentence=0, zone="body",
        rule="test", date_id="0" * 20, kind=kind, value="X", precision="day", anchor="none",
    )  # fmt: skip


def test_a_number_in_a_date_is_no_quantity() -> None:
    text = "It opens on the 21 and 22 with 30 guests."
    found = find(text, dates=DatesFound(mentions=(_date(text, "21 and 22", "date"),)))
    assert [row.text for row in found.mentions] == ["30 guests"]


def test_a_length_of_time_in_a_date_is_a_duration() -> None:
    text = "The probe woke six weeks later."
    found = find(text, dates=DatesFound(mentions=(_date(text, "six weeks later", "date"),)))
    assert [(row.text, row.kind) for row in found.mentions] == [("six weeks", "duration")]


def test_a_row_of_figures_is_passed_over_at_once() -> None:
    found = find("Table: " + "12 15 " * 40)
    assert found.mentions == ()
    assert len(found.rejected) == 1


def test_won_before_figures_is_the_verb_and_after_them_the_money() -> None:
    from spacecoop import Document, extract

    def money(text: str) -> list[tuple[str, str | None]]:
        return [(q.text, q.currency) for q in extract(Document("demo", text)).quantities if q.kind == "money"]

    assert money("The party won 52.4 per cent of the vote and 300 seats.") == []
    assert money("The probe cost 300 million won in Seoul.") == [("300 million won", "KRW")]
