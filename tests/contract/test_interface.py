"""The engine's interface as others rely on it: names, shapes, purity, cost of importing it."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import time
from datetime import date

import pyarrow as pa

import spacecoop
from spacecoop import Document, extract, extract_batch
from spacecoop.tables import EXTRACTED, TABLES
from spacecoop.tables.arrow import schema
from tests import expected_rows

TEXT = (
    "PRAGUE, June 23 (Wire) -- Delegates from 30 countries met in Prague on Monday for a three-day workshop.\n\n"
    '"We have begun," said Jana Novak, director of the Czech Space Office.\n'
)


def test_a_row_has_exactly_the_columns_of_its_table() -> None:
    for found in (extract(document) for document in expected_rows.documents().values()):
        for name in EXTRACTED:
            for row in getattr(found, name):
                assert {f.name for f in dataclasses.fields(row)} == {c.name for c in TABLES[name].columns}


def test_offsets_give_the_words_of_every_row() -> None:
    for document in expected_rows.documents().values():
        found = extract(document)
        for name in EXTRACTED:
            for row in getattr(found, name):
                if hasattr(row, "start_char"):
                    assert document.text[row.start_char : row.end_char] == row.text


def test_keys_are_unique_in_a_document() -> None:
    for document in expected_rows.documents().values():
        found = extract(document)
        for name in EXTRACTED:
            keys = [tuple(getattr(row, key) for key in TABLES[name].key) for row in getattr(found, name)]
            assert len(keys) == len(set(keys)), f"{document.document_id}: {name}"


def test_the_same_document_gives_the_same_rows() -> None:
    document = Document(document_id="demo", text=TEXT, published=date(2014, 6, 24))
    assert extract(document) == extract(document)


def test_as_dict_is_json_with_published_and_every_table() -> None:
    said = extract(Document(document_id="demo", text=TEXT)).as_dict()
    assert list(said) == ["document_id", "published", *EXTRACTED]
    assert json.loads(json.dumps(said)) == said


def test_an_identifier_depends_on_document_and_place_alone() -> None:
    first = extract(Document(document_id="a", text=TEXT))
    again = extract(Document(document_id="a", text=TEXT + "\nThe end came in 2015."))
    other = extract(Document(document_id="b", text=TEXT))
    assert [q.quantity_id for q in first.quantities] == [q.quantity_id for q in again.quantities]
    assert not {q.quantity_id for q in first.quantities} & {q.quantity_id for q in other.quantities}
    assert first.quantities


def test_a_batch_says_what_each_document_says_alone() -> None:
    documents = list(expected_rows.documents().values())
    given = pa.table(
        {
            "document_id": [d.document_id for d in documents],
            "text": [d.text for d in documents],
            "published": pa.array([d.published for d in documents], pa.date32()),
            "published_source": [d.published_source for d in documents],
            "title": pa.array([d.title for d in documents], pa.string()),
        }
    )
    batch = extract_batch(given)
    assert set(batch) == {*EXTRACTED, "publications"}
    alone = [extract(d) for d in documents]
    for name in EXTRACTED:
        assert batch[name].schema.equals(schema(name))
        assert batch[name].to_pylist() == [
            {c.name: getattr(row, c.name) for c in TABLES[name].columns}
            for found in alone
            for row in getattr(found, name)
        ]
    assert batch["publications"].column("published").to_pylist() == [found.published for found in alone]


def test_a_batch_needs_only_identifier_and_text() -> None:
    batch = extract_batch(pa.table({"document_id": ["a"], "text": [TEXT]}))
    assert batch["quantities"].num_rows > 0


def test_extracting_loads_nothing_heavy() -> None:
    code = (
        "import sys, spacecoop\n"
        "from spacecoop import Document, extract\n"
        "extract(Document(document_id='a', text='Thirty countries met in Paris on 3 May 2013.'))\n"
        "print(sorted({'dagster', 'great_expectations', 'pandas', 'trafilatura', 'dateparser'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_public_names() -> None:
    assert set(spacecoop.__all__) == {"Document", "Found", "extract", "extract_batch"}
    assert all(getattr(spacecoop, name) for name in spacecoop.__all__)


def test_a_megabyte_of_anything_ends() -> None:
    for piece in ("9", ",", "May ", '"', "\n", "one ", "(A) ", "The Third Space Conference in Paris ",
                  "NASA signed an agreement with ESA. ", "He visited Ohio. ", "$1 "):  # fmt: skip
        text = piece * (200_000 // len(piece))
        start = time.process_time()
        extract(Document(document_id="hostile", text=text))
        assert time.process_time() - start < 15, f"{piece!r} repeated is slow"
