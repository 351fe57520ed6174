"""Actors of a whole set of documents: who stays apart, who is one, that every row follows and what is left as evidence."""

from __future__ import annotations

import random
from hashlib import sha256

import pyarrow as pa
import pytest

from spacecoop import Document, extract_batch
from spacecoop.batch import documents_table
from spacecoop.merge import merge
from spacecoop.merge.actor_renaming import NAMING, SAME_ACTOR
from spacecoop.merge.moved import MERGED
from spacecoop.merge.rulings import read_rulings


def merged(*texts: str, rulings: str = "") -> dict[str, pa.Table]:
    documents = [
        Document(document_id=f"a/{i}.txt", text=text, sha256=sha256(text.encode()).hexdigest())
        for i, text in enumerate(texts)
    ]
    read = documents_table(documents)
    return merge(extract_batch(read), read, rulings=read_rulings(rulings.encode()))


def named(tables: dict[str, pa.Table], name: str) -> list[str]:
    """The identifiers of the actors that go by a name, in the order of the documents."""
    rows = [row for row in tables["actor_mentions"].to_pylist() if row["text"] == name]
    return list(dict.fromkeys(row["actor_id"] for row in sorted(rows, key=lambda r: r["document_id"])))


def actor(tables: dict[str, pa.Table], key: str) -> dict:
    (row,) = [row for row in tables["actors"].to_pylist() if row["actor_id"] == key]
    return row


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Hartwell", ("Hartwell said so.", "Mr Hartwell agreed.")),
        ("Supreme Court", ("The Supreme Court ruled in Nairobi.", "The Supreme Court ruled in Lagos.")),
        ("KZQF", ("The KZQF said so on Monday.", "The KZQF agreed on Tuesday.")),
        ("J. Smith", ("J. Smith said so in Paris.", "J. Smith agreed in Rome.")),
    ],
)
def test_a_name_that_proves_nothing_is_another_actor_in_each_document(name: str, texts: tuple[str, str]) -> None:
    found = named(merged(*texts), name)
    assert len(found) == 2
    assert named(merged(texts[0]), name) == found[:1]


def test_a_surname_is_its_full_name_where_the_document_says_so() -> None:
    text = "Deborah Hartwell of NASA spoke in Rome. Hartwell said the probe was ready."
    tables = merged(text, text.replace("Rome", "Paris"))
    assert named(tables, "Hartwell") == named(tables, "Deborah Hartwell") == ["person/deborah-hartwell"]


def test_a_name_of_many_bodies_is_one_where_two_documents_give_its_country() -> None:
    first, second = "Kenya's Ministry of Energy paid.", "Kenya's Ministry of Energy said no."
    tables = merged(first, second, "Ghana's Ministry of Energy paid.", "The Ministry of Energy paid.")
    found = named(tables, "Ministry of Energy")
    assert found[:2] == ["agency/ministry-of-energy.ke", "agency/ministry-of-energy.gh"]
    assert len(found) == 3
    row = actor(tables, found[0])
    assert (row["country"], row["documents"], row["name"]) == ("KE", 2, "Ministry of Energy")


COMMON = "{}, director of the {}, spoke in Rome."


def test_a_common_name_with_bodies_of_two_countries_is_two_people() -> None:
    indian = COMMON.format("Anil Kumar", "Indian Space Research Organisation")
    texts = [indian, COMMON.format("Anil Kumar", "UK Space Agency"), "Anil Kumar spoke in Oslo."]
    found = named(merged(*texts), "Anil Kumar")
    assert found[:2] == ["person/anil-kumar.in", "person/anil-kumar.gb"]
    assert len(found) == 3
    assert named(merged(indian, texts[2]), "Anil Kumar") == ["person/anil-kumar"]


def test_a_rarer_name_with_bodies_of_two_countries_is_one_person() -> None:
    texts = [
        COMMON.format("Deborah Crantz", body) for body in ("Indian Space Research Organisation", "UK Space Agency")
    ]
    assert named(merged(*texts), "Deborah Crantz") == ["person/deborah-crantz"]


STATED = (
    "Günther Hirschfeld of the Vega Space Ltd. spoke in Rome. NASA and Vega Space Ltd. signed an agreement in 2016."
)
AGAIN = STATED.replace("Günther", "Günter").replace("Ltd.", "Limited")


def test_every_row_follows_and_the_aliases_say_why() -> None:
    tables = merged(STATED, AGAIN)
    gone = {"person/gunther-hirschfeld", "company/vega-space-ltd"}
    for name, columns in NAMING.items():
        for column in columns:
            assert gone.isdisjoint(tables[name].column(column).to_pylist()), name
    aliases = {row["alias"]: row for row in tables["actor_aliases"].to_pylist()}
    why = {name: (row["actor_id"], row["joined_by"], row["document_id"]) for name, row in aliases.items()}
    assert why["Günter Hirschfeld"] == ("person/gunter-hirschfeld", "document", "a/1.txt")
    assert why["Günther Hirschfeld"] == ("person/gunter-hirschfeld", "spelling", "a/0.txt")
    assert why["Vega Space Ltd."] == ("company/vega-space-limited", "writing", "a/0.txt")
    assert why["NASA"] == ("agency/nasa", "lexicon", "a/0.txt")
    assert actor(tables, "person/gunter-hirschfeld")["documents"] == 2
    moves = {(row["old"], row["new"], row["cause"]) for row in tables["moved_ids"].to_pylist()}
    assert moves == {
        (old, why[name][0], MERGED)
        for old, name in zip(sorted(gone), ("Vega Space Ltd.", "Günther Hirschfeld"), strict=True)
    }


def test_a_tie_of_an_actor_with_itself_is_turned_down() -> None:
    tables = merged("Vega Space Ltd. and Vega Space Limited signed an agreement in 2016.")
    assert tables["ties"].num_rows == 0
    assert SAME_ACTOR in tables["rejected"].column("reason").to_pylist()


def test_actors_that_a_person_calls_different_are_not_joined() -> None:
    names = '["person/gunter-hirschfeld", "person/gunther-hirschfeld"]'
    ruling = f'[[actors]]\ndifferent = {names}\nreason = "Brothers."\ndate = 2026-03-01\n'
    tables = merged(STATED, AGAIN, rulings=ruling)
    assert named(tables, "Günter Hirschfeld") != named(tables, "Günther Hirschfeld")
    assert actor(tables, "person/gunter-hirschfeld")["ruling"] is not None


def test_a_ruling_on_a_joined_actor_is_written_beside_its_row() -> None:
    names = '["person/gunther-hirschfeld", "person/g-hirsch"]'
    ruling = f'[[actors]]\nsame = {names}\nreason = "His page."\ndate = 2026-03-01\n'
    tables = merged(STATED, AGAIN, "G. Hirsch spoke in Rome.", rulings=ruling)
    row = actor(tables, "person/gunter-hirschfeld")
    assert row["ruling"] is not None
    assert row["documents"] == 3
    aliases = {a["alias"]: a["joined_by"] for a in tables["actor_aliases"].to_pylist()}
    assert aliases["G. Hirsch"] == "ruling"


def test_the_order_of_the_documents_changes_nothing() -> None:
    texts = [
        STATED,
        AGAIN,
        "Kenya's Ministry of Energy paid.",
        "The Supreme Court ruled.",
        "G. Hirschfeld of NASA spoke.",
    ]
    documents = [
        Document(document_id=f"a/{i}.txt", text=t, sha256=sha256(t.encode()).hexdigest()) for i, t in enumerate(texts)
    ]
    made = []
    for seed in range(3):
        random.Random(seed).shuffle(documents)
        read = pa.concat_tables([documents_table([d]) for d in documents])
        made.append(merge(extract_batch(read), read))
    assert made[0] == made[1] == made[2]


def test_the_claim_of_an_organiser_follows_the_actor() -> None:
    tables = merged(
        "The Lunar Ice Symposium was organised by the Ministry of Education in Graz on 4 May 2016.",
        "The 2nd Lunar Ice Symposium was organised by the Ministry of Education in Graz on 4 May 2018.",
    )
    named = {
        row["document_id"]: row["actor_id"]
        for row in tables["actor_mentions"].to_pylist()
        if row["text"] == "Ministry of Education"
    }
    claims = [row for row in tables["conference_claims"].to_pylist() if row["attribute"] == "organiser"]
    assert {row["document_id"]: row["value"] for row in claims} == named
    assert len(set(named.values())) == 2
