"""An agency's text that several outlets print counts once; what only shares some words with another counts for itself."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from spacecoop import Document, extract_batch
from spacecoop.batch import documents_table
from spacecoop.document.read import read_source
from spacecoop.merge import merge
from spacecoop.merge.copies import FEWEST_WORDS, copies

SOURCES = Path(__file__).resolve().parents[3] / "sources"
NAMES = (
    "meetings/vienna-unispace.txt", "meetings/prague-iac.txt", "meetings/cairo-african-space-agency.txt",
    "meetings/seville-space-summit.txt", "cooperation/icube-q.md", "cooperation/skao-convention.md",
)  # fmt: skip
ARTICLES = {name: read_source(SOURCES / name, root=SOURCES).documents[0].text for name in NAMES}
MONDAY = date(2020, 3, 2)


def document(name: str, text: str, published: date | None = MONDAY) -> Document:
    return Document(document_id=name, text=text, published=published, sha256="0" * 64)


def found(*documents: Document) -> dict[str, str]:
    """The copies among documents published on the given days, whatever their texts say."""
    read = documents_table(documents)
    said = extract_batch(read)["publications"]
    at = said.schema.get_field_index("published")
    said = said.set_column(at, said.schema.field(at), read.column("published"))
    return copies(said, lambda wanted: read.filter(pc.is_in(read["document_id"], pa.array(wanted))), {})


def edited(text: str, share: float) -> str:
    """So many of the words replaced by others."""
    words, rng = text.split(" "), random.Random(11)
    for i in rng.sample(range(len(words)), int(share * len(words))):
        words[i] = f"another{rng.randrange(10_000)}"
    return " ".join(words)


def cut(text: str, share: float) -> str:
    words = text.split(" ")
    return " ".join(words[: int(share * len(words))])


def headline(text: str) -> str:
    return "A new chapter for space\n\n" + text


VARIANTS: dict[str, Callable[[str], str]] = {
    "the same": str,
    "upper case": str.upper,
    "another headline": headline,
    "one word in a hundred": lambda text: edited(text, 0.01),
    "one word in twenty": lambda text: edited(text, 0.05),
    "nine tenths of it": lambda text: cut(text, 0.9),
    "half of it": lambda text: cut(text, 0.5),
    "two thirds of it, with another headline and a word in fifty": lambda text: headline(edited(cut(text, 0.66), 0.02)),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_later_print_of_a_text_is_a_copy(name: str, variant: str) -> None:
    later = document("z/late.txt", VARIANTS[variant](ARTICLES[name]), date(2020, 3, 4))
    assert found(document("z/wire.txt", ARTICLES[name]), later) == {"z/late.txt": "z/wire.txt"}


def other_half(name: str, share: float) -> str:
    """The words of another article, as many as ``share`` of this one's."""
    wanted = int(share * len(ARTICLES[name].split(" ")))
    others = " ".join(text for other, text in ARTICLES.items() if other != name).split()
    return " ".join(others[40 : 40 + wanted])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("share", [0.5, 0.4])
def test_a_follow_up_that_takes_over_much_of_a_report_is_none(name: str, share: float) -> None:
    text = ARTICLES[name]
    follow_up = document("z/late.txt", other_half(name, 1 - share) + "\n\n" + cut(text, share), date(2020, 3, 4))
    whole = document("z/later.txt", other_half(name, 0.6) + "\n\n" + text, date(2020, 3, 5))
    assert found(document("z/wire.txt", text), follow_up) == {}
    assert found(document("z/wire.txt", text), whole) == {}


def test_the_examples_are_no_copies_of_each_other() -> None:
    assert found(*(document(name, text) for name, text in ARTICLES.items())) == {}


TEXT = ARTICLES["meetings/vienna-unispace.txt"]


def test_the_original_is_the_first_published_then_the_smallest_name() -> None:
    early, late = document("b", TEXT, date(2020, 3, 1)), document("a", edited(TEXT, 0.02), date(2020, 3, 2))
    assert found(early, late) == {"a": "b"}
    assert found(document("b", TEXT), document("a", edited(TEXT, 0.02))) == {"b": "a"}
    assert found(document("a", TEXT, None), document("b", edited(TEXT, 0.02))) == {"a": "b"}


def test_of_one_day_the_whole_text_is_the_original_of_the_cut_one() -> None:
    assert found(document("b", TEXT), document("a", cut(TEXT, 0.6))) == {"a": "b"}
    whole = document("b", TEXT, date(2020, 3, 5))
    assert found(whole, document("a", cut(TEXT, 0.6))) == {}


def test_copies_of_copies_point_to_the_original_alone() -> None:
    prints = [document(f"{n}", edited(cut(TEXT, 1 - n / 50), n / 400)) for n in range(9)]
    assert found(*prints) == {f"{n}": "0" for n in range(1, 9)}
    reversed_names = [document(f"{9 - n}", edited(cut(TEXT, 1 - n / 50), n / 400)) for n in range(9)]
    told = found(*reversed_names)
    assert set(told.values()) == {"1"}
    assert len(told) == 8


def test_many_copies_are_found_whatever_their_number() -> None:
    prints = [document(f"{n:03d}", headline(TEXT) + f" Print {n}.") for n in range(120)]
    assert set(found(*prints).values()) == {"000"}
    assert len(found(*prints)) == 119


def test_two_lines_with_another_name_are_two_facts() -> None:
    one = "NAIROBI, 2 March 2020 - Kenya and Italy agreed on Monday to share the data of their satellites, officials said."
    assert len(one.split()) < FEWEST_WORDS
    assert found(document("a", one), document("b", one.replace("Kenya", "Ghana"))) == {}
    assert found(document("a", one), document("b", one.replace(",", ""))) == {"b": "a"}


def test_the_same_words_a_year_later_tell_of_the_next_meeting() -> None:
    assert found(document("a", TEXT), document("b", edited(TEXT, 0.02), date(2021, 3, 2))) == {}
    assert found(document("a", TEXT), document("b", TEXT, date(2021, 3, 2))) == {"b": "a"}


def test_the_order_of_reading_changes_nothing() -> None:
    prints = [document(f"{n}", edited(cut(text, 1 - n / 30), n / 300)) for n, text in enumerate([TEXT] * 6)]
    prints += [document(name, text) for name, text in ARTICLES.items()]
    first = found(*prints)
    for seed in range(4):
        random.Random(seed).shuffle(prints)
        assert found(*prints) == first


def test_nothing_is_a_copy_of_an_empty_text() -> None:
    assert found(document("a", "---"), document("b", "...")) == {}
    assert found() == {}


def test_near_copies_outvote_nobody_and_count_once() -> None:
    said = "The Lunar Ice Symposium in Graz from 3 to 5 May 2016 drew {} engineers, its organisers said on Monday. "
    rest = (
        "They spoke of drills and of heaters and of the cold, and of how little anybody knows of craters at the pole. "
        * 3
    )
    copied = said.format(90) + rest
    prints = [
        Document(f"w/{n}", copied + f"It ended well, print {n} said.", date(2016, 5, 9), sha256="0" * 64)
        for n in range(3)
    ]
    other = Document("x/own", said.format(131) + "Nobody was bored.", date(2016, 5, 10), sha256="0" * 64)
    read = documents_table([*prints, other])
    tables = merge(extract_batch(read), read)
    (row,) = tables["conferences"].to_pylist()
    assert (row["documents"], row["attendees_low"], row["agreement"]) == (2, 131, "conflict")
    alone = documents_table(prints)
    (row,) = merge(extract_batch(alone), alone)["conferences"].to_pylist()
    assert (row["documents"], row["agreement"]) == (1, "single")


def test_a_copy_is_heard_on_what_its_original_was_cut_before() -> None:
    said = (
        "The Lunar Ice Symposium was held in Graz from 3 to 5 May 2016. "
        + "They spoke of drills and of the cold there. " * 9
    )
    wire = Document("a", said, date(2016, 5, 9), sha256="0" * 64)
    whole = Document("b", said + " The symposium was attended by 131 engineers.", date(2016, 5, 10), sha256="0" * 64)
    read = documents_table([wire, whole])
    tables = merge(extract_batch(read), read)
    assert tables["documents"].column("duplicate_of").to_pylist() == [None, "a"]
    (row,) = tables["conferences"].to_pylist()
    assert (row["documents"], row["attendees_low"], row["agreement"]) == (1, 131, "single")
    (claim,) = [c for c in tables["conference_claims"].to_pylist() if c["attribute"] == "attendees"]
    assert claim["chosen"]
