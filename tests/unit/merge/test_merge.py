"""Documents, actors, budgets, cooperation and words across documents; conferences have a file of their own."""

from __future__ import annotations

import random

import pyarrow as pa

from spacecoop import Document, extract_batch
from spacecoop.batch import documents_table
from spacecoop.merge import cooperation, merge
from spacecoop.tables import TABLES, Tie
from spacecoop.tables.arrow import schema, to_arrow

HASH = "0" * 64


def document(name: str, text: str, **said: object) -> Document:
    return Document(document_id=name, text=text, sha256=HASH, **said)  # type: ignore[arg-type]


def merged(*documents: Document) -> dict[str, pa.Table]:
    read = documents_table(documents)
    return merge(extract_batch(read), read)


TEXT = "NASA and the European Space Agency signed an agreement in Paris. NASA paid $2 million for the study in 2013."


def test_every_declared_table_comes_out_with_its_schema() -> None:
    tables = merged(document("a/1.txt", TEXT))
    assert list(tables) == list(TABLES)
    assert all(tables[name].schema.equals(schema(name)) for name in TABLES)


def test_the_order_of_the_documents_changes_nothing() -> None:
    documents = [document(f"a/{n}.txt", TEXT + f" Copy {n} was printed in 20{n:02}.") for n in range(10, 18)]
    first = merged(*documents)
    random.Random(7).shuffle(documents)
    assert merged(*documents) == first


def test_a_copy_names_the_document_that_came_first() -> None:
    tables = merged(document("b/late.txt", TEXT.upper()), document("a/early.txt", TEXT))
    rows = {row["document_id"]: row["duplicate_of"] for row in tables["documents"].to_pylist()}
    assert rows == {"a/early.txt": None, "b/late.txt": "a/early.txt"}


def test_an_actor_named_in_two_documents_is_one_row() -> None:
    tables = merged(document("a.txt", TEXT), document("b.txt", TEXT + " More."))
    nasa = [row for row in tables["actors"].to_pylist() if row["actor_id"] == "agency/nasa"]
    assert [(row["documents"], row["listed"]) for row in nasa] == [(2, True)]
    counted = sum(row["actor_id"] == "agency/nasa" for row in tables["actor_mentions"].to_pylist())
    assert nasa[0]["mentions"] == counted == 4


def test_a_source_that_forbids_it_publishes_no_words() -> None:
    tables = merged(document("a.txt", TEXT, publish_words=False), document("b.txt", TEXT + " More."))
    for row in tables["quantities"].to_pylist():
        assert (row["text"] == "") == (row["document_id"] == "a.txt")
        assert row["document_id"] == "b.txt" or row["scale_word"] is None


def test_words_longer_than_300_characters_are_cut_but_keep_their_offsets() -> None:
    quotation = '"' + "We will go on with this work, and " * 12 + 'we will finish it," said Ann Lee, a NASA official.'
    tables = merged(document("a.txt", quotation))
    row = tables["statements"].to_pylist()[0]
    assert len(row["text"]) == 300
    assert row["end_char"] - row["start_char"] > 300


def test_a_budget_row_names_whose_money_it_is() -> None:
    tables = merged(document("a.txt", "NASA's budget of $17 billion was approved in 2012."))
    (row,) = tables["budgets"].to_pylist()
    assert (row["amount_low"], row["amount_high"], row["currency"]) == (17e9, 17e9, "USD")
    assert (row["period"], row["role"]) == ("2012", "budget")


def tie(name: str, document_id: str, kind: str, status: str, start: str | None) -> Tie:
    return Tie(
        tie_id=name, group_id=name, document_id=document_id, start_char=0, end_char=4, text="both", sentence=0,
        zone="body", rule="test", actor_a="country/FR", actor_b="agency/nasa", kind=kind, status=status, start=start,
    )  # fmt: skip


def test_cooperation_counts_documents_and_not_mentions_and_no_copies() -> None:
    rows = [
        {"document_id": name, "published": None, "duplicate_of": copy}
        for name, copy in (("a", None), ("b", None), ("copy", "a"))
    ]
    documents = pa.Table.from_pylist(
        rows, pa.schema([("document_id", pa.string()), ("published", pa.date32()), ("duplicate_of", pa.string())])
    )
    ties = [
        tie("1", "a", "agreement", "actual", "2013-05"),
        tie("2", "a", "agreement", "planned", "2013"),
        tie("3", "b", "talks", "actual", "2013"),
        tie("4", "copy", "agreement", "actual", "2013"),
        tie("5", "b", "talks", "actual", None),
        tie("6", "copy", "funding", "actual", "2013"),
    ]
    view = cooperation.view(documents, to_arrow("ties", ties)).to_pylist()
    assert [(r["actor_a"], r["actor_b"], r["year"]) for r in view] == [
        ("agency/nasa", "country/FR", "2013"),
        ("agency/nasa", "country/FR", "XXXX"),
    ]
    first = view[0]
    assert (first["documents"], first["ties"], first["agreement"], first["talks"]) == (2, 4, 1, 1)
    assert first["funding"] == 1
    assert (first["actual"], first["planned"], first["denied"]) == (2, 1, 0)
