"""PDFs: the text that people wrote, without the marks of the pages it was printed on."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spacecoop.document import SourceRead, read_source
from tests.unit.document.made import pdf, two_columns

FIRST = [
    "The Orbit Post, issue 12",
    "Two agencies plan a mirror",
    "VIENNA, 14 May 2019 - The two agencies said on Tuesday that they will build a mir-",
    "ror for a telescope in the south, and that the money for the long-term plan has been",
    "found by the ministers who met in the city.",
    "It is to fly with the help of their friends in a long-",
    "term plan, and the public will see the first pictures that it takes of the sky on the",
    "day after it has",
    "Page 1 of 2",
]
SECOND = [
    "The Orbit Post, issue 12",
    "opened its eye, said the director, who had been the head of the mirror team for a year.",
    "Page 2 of 2",
]
PARAGRAPHS = [
    "Two agencies plan a mirror",
    "VIENNA, 14 May 2019 - The two agencies said on Tuesday that they will build a mirror for a telescope in the south, "
    "and that the money for the long-term plan has been found by the ministers who met in the city.",
    "It is to fly with the help of their friends in a long-term plan, and the public will see the first pictures that it "
    "takes of the sky on the day after it has opened its eye, said the director, who had been the head of the mirror "
    "team for a year.",
]


def read(folder: Path, raw: bytes) -> SourceRead:
    (folder / "a.pdf").write_bytes(raw)
    return read_source(folder / "a.pdf", root=folder)


def test_paragraphs_are_joined_hyphens_mended_and_page_headers_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, pdf([FIRST, SECOND], title="Two agencies plan a mirror"))
    assert not found.problems
    (document,) = found.documents
    assert document.text.split("\n\n") == PARAGRAPHS
    assert (document.title, document.format, document.language) == ("Two agencies plan a mirror", "pdf", "en")
    assert document.published is None


def test_a_title_that_the_text_does_not_hold_is_a_programs_and_left_out(tmp_path: Path) -> None:
    (document,) = read(tmp_path, pdf([FIRST], title="Microsoft Word - final2.docx")).documents
    assert document.title is None


def test_a_line_at_the_edge_of_one_page_alone_stays(tmp_path: Path) -> None:
    (document,) = read(tmp_path, pdf([FIRST])).documents
    assert document.text.startswith("The Orbit Post, issue 12")


def test_headers_of_left_and_of_right_pages_and_roman_numbers_are_left_out(tmp_path: Path) -> None:
    sentence = "The minister of the {} state said that the money for the mirror is there, and that it will stay there."
    states = ("first", "second", "third", "fourth")
    pages = [
        [
            f"{n + 2} The Orbit Post" if n % 2 else f"Notes from the talks {n + 2}",
            sentence.format(state),
            "ii" * (n % 2 + 1),
        ]
        for n, state in enumerate(states)
    ]
    (document,) = read(tmp_path, pdf(pages)).documents
    assert document.text.split("\n\n") == [sentence.format(state) for state in states]


LEFT = [
    "Relay talks open in Nairobi",
    "",
    "NAIROBI, 20 September 2022 -",
    "Delegates from 41 countries gath-",
    "ered in Nairobi on Tuesday for",
    "the second Forum on Lunar Relay",
    "Services, the agency said.",
    "",
    "The forum, which runs until",
    "Thursday, is the largest of its",
    "kind and drew about 250 people",
    "from industry and government,",
]
RIGHT = [
    "the organisers said.",
    "",
    "A working group of twelve is to",
    "report by March, and the long-",
    "term plan foresees six relays.",
]


def test_two_columns_are_read_one_after_the_other_with_their_hyphens_mended(tmp_path: Path) -> None:
    (document,) = read(tmp_path, two_columns(LEFT, RIGHT)).documents
    assert " ".join(document.text.split()) == (
        "Relay talks open in Nairobi NAIROBI, 20 September 2022 - Delegates from 41 countries gathered in Nairobi on "
        "Tuesday for the second Forum on Lunar Relay Services, the agency said. The forum, which runs until Thursday, is "
        "the largest of its kind and drew about 250 people from industry and government, the organisers said. A working "
        "group of twelve is to report by March, and the long-term plan foresees six relays."
    )


def locked() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([FIRST])))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bomb() -> bytes:
    drawn = zlib.compress(b"BT (a) Tj ET\n" * 8_000_000, 9)
    made = pdf([["x"]])
    begin, end = made.index(b"<< /Length"), made.index(b"endstream")
    return made[:begin] + b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(drawn) + drawn + b"\n" + made[end:]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"%PDF-1.7\n", "broken_pdf"),
        (b"no PDF at all, only words of people who do not know what the ending of a file is for", "broken_pdf"),
        (pdf([FIRST])[:300], "broken_pdf"),
        (pdf([[]]), "no_text_layer"),
        (pdf([["12", "- 3 -"]]), "no_text_layer"),
        (pdf([]), "no_text_layer"),
        (locked(), "encrypted"),
        (bomb(), "archive_bomb"),
        (pdf([["Die Agenturen sagten am Montag, dass das Geld schon gefunden wurde und bleibt."] * 5]), "not_english"),
    ],
)
def test_a_pdf_that_holds_no_article_is_a_problem(tmp_path: Path, raw: bytes, problem: str) -> None:
    found = read(tmp_path, raw)
    assert not found.documents
    assert [(row.source, row.problem) for row in found.problems] == [("a.pdf", problem)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(at=st.integers(0, 2500), what=st.binary(min_size=1, max_size=30), cut=st.booleans())
def test_no_damage_to_a_pdf_raises(tmp_path: Path, at: int, what: bytes, cut: bool) -> None:
    raw = pdf([FIRST, SECOND])
    damaged = raw[:at] + what + (b"" if cut else raw[at + len(what) :])
    found = read(tmp_path, damaged)
    assert found.documents or found.problems
