"""Rows found without a document's name and bound to it later are the rows that ``extract`` gives."""

from __future__ import annotations

from dataclasses import fields

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spacecoop import Document, extract, extract_batch
from spacecoop.batch import bind_batch, documents_table, extract_unbound_batch
from spacecoop.tables import EXTRACTED, TABLES
from spacecoop.tables.arrow import schema, to_arrow
from spacecoop.tables.binding import scoped
from tests import expected_rows

SENTENCES = (
    "About 120 experts from 34 countries met in Vienna on 14 May 2019 for the third Workshop on Open Orbit Data. ",
    "The workshop ran from 14 to 16 May 2019 and drew 120 people. ",
    "NASA and ESA signed an agreement to share tracking data until 2025. ",
    '"We share what we track," said Maria Lindqvist of the European Space Agency. ',
    "India set aside $2.5 million, or 2.2 million euros, of a budget of $10 million. ",
    "The Toulouse symposium of 2021, hosted by CNES, was called off.\n\n",
)
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map("".join)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


def rows_of(documents: list[Document]) -> dict[str, pa.Table]:
    found = [extract(document) for document in documents]
    return {name: to_arrow(name, [row for one in found for row in getattr(one, name)]) for name in EXTRACTED}


def assert_equal(bound: dict[str, pa.Table], documents: list[Document]) -> None:
    for name, rows in rows_of(documents).items():
        assert bound[name].schema.equals(schema(name), check_metadata=True)
        assert bound[name].to_pylist() == rows.to_pylist(), name


def test_examples_bind_to_what_extract_gives() -> None:
    documents = sorted(expected_rows.documents().values(), key=lambda d: d.document_id)
    tables = extract_batch(documents_table(documents))
    assert_equal(tables, documents)
    assert all(tables[name].num_rows for name in EXTRACTED)


@settings(max_examples=30, deadline=None)
@given(texts, st.lists(names, min_size=1, max_size=3, unique=True))
def test_one_text_binds_to_any_document(text: str, documents: list[str]) -> None:
    found = extract_unbound_batch(pa.table({"document_id": ["whatever"], "text": [text]}))
    repeated = pa.concat_tables([found] * len(documents))
    bound = bind_batch(repeated, pa.chunked_array([documents], pa.string()))
    assert_equal(bound, [Document(document_id=name, text=text) for name in documents])


def test_a_slice_binds_like_the_whole() -> None:
    documents = [Document(document_id=str(i), text=text * 2) for i, text in enumerate(SENTENCES)]
    given_ = pa.table({"document_id": [d.document_id for d in documents], "text": [d.text for d in documents]})
    found = extract_unbound_batch(given_)
    assert_equal(bind_batch(found.slice(2, 3), given_.column("document_id").slice(2, 3)), documents[2:5])


def test_no_documents_bind_to_empty_tables() -> None:
    bound = extract_batch(documents_table([]))
    assert {name: bound[name].num_rows for name in EXTRACTED} == dict.fromkeys(EXTRACTED, 0)


@pytest.mark.parametrize("table", EXTRACTED)
def test_every_identifier_of_a_mention_is_known_to_be_one(table: str) -> None:
    named = {f.name for f in fields(TABLES[table].record) if f.name.endswith("_id")}
    shared = {c.name for c in TABLES[table].columns if c.references in ("documents.document_id", "actors.actor_id")}
    assert named - shared - {"actor_id"} <= scoped(table).keys()
