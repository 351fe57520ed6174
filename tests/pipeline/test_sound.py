"""Articles of which a row cannot be right are told from their own rows, before they can hold back the others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

import spacecoop
from expectations.sound import unsound
from spacecoop import Document, extract_batch
from spacecoop.batch import documents_table
from spacecoop.tables import EXTRACTED
from tests.pipeline.conftest import ARTICLE, Run
from tests.pipeline.test_run import problems

LONG = (
    "The third Workshop on Open Orbit Data was held in Vienna. "
    + '"'
    + "We share what we track, and more. " * 20
    + '" said Ada Neri.'
)
READ = documents_table(
    Document(name, text, published=date(2019, 5, 14), published_source="given")
    for name, text in (("a.txt", ARTICLE), ("b.txt", ARTICLE.replace("third", "fourth")), ("long.txt", LONG))
)


def tables() -> dict[str, pa.Table]:
    """What is found in ``READ``; tables of no one document name it all the same."""
    found = extract_batch(READ)
    return {
        name: found[name]
        if "document_id" in found[name].column_names
        else found[name].append_column("document_id", pa.array(["a.txt"] * found[name].num_rows, pa.string()))
        for name in EXTRACTED
        if name != "actors"
    }


def spoilt(name: str, change: dict[str, Any]) -> dict[str, pa.Table]:
    found = tables()
    rows = found[name].to_pylist()
    at = next(
        i for i, row in enumerate(rows) if row["document_id"] == "a.txt" and all(row[c] is not None for c in change)
    )
    rows[at] |= change
    return found | {name: pa.Table.from_pylist(rows, found[name].schema)}


def test_what_the_engine_finds_is_sound() -> None:
    assert unsound(tables(), READ) == {}


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("quantities", {"low": 121.0}, "A lower bound is not above its upper bound."),
        ("quantities", {"kind": "guess"}, "kind is one of"),
        ("actor_mentions", {"end_char": 10_000}, "A span lies inside its document."),
        ("statements", {"text": "Words that nobody wrote"}, "The words stand in the document at their offsets"),
        ("dates", {"date_id": "no hash"}, "date_id matches"),
        ("dates", {"start_char": -1}, "start_char is at least 0."),
        ("conferences", {"kind": "guess"}, "kind is one of"),
    ],
)
def test_an_article_with_a_row_that_cannot_be_right_is_named_with_the_rule(
    table: str, change: dict[str, Any], said: str
) -> None:
    ((document, why),) = unsound(spoilt(table, change), READ).items()
    assert document == "a.txt"
    assert said in why


def test_a_key_that_two_rows_of_an_article_share_is_found() -> None:
    found = tables()
    rows = found["ties"].slice(0, 1)
    assert "share the key" in unsound(found | {"ties": pa.concat_tables([rows, rows])}, READ)["a.txt"]


def test_an_article_that_is_read_wrongly_costs_itself_and_no_other(
    run: Run, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import spacecoop.batch

    reads = spacecoop.batch.extract_unbound

    def misreads(document: Document) -> spacecoop.Found:
        found = reads(document)
        return _with_bounds_crossed(found) if "Vienna" in document.text else found

    monkeypatch.setattr(spacecoop.batch, "extract_unbound", misreads)
    built = run()
    assert built.is_published
    assert problems(tmp_path / "output" / "latest") == {"wire/workshop.txt": "extraction_failed"}
    assert built.rows["documents"] == 1


def _with_bounds_crossed(found: spacecoop.Found) -> spacecoop.Found:
    from dataclasses import replace

    first, *others = found.quantities
    return replace(found, quantities=(replace(first, low=1.0, high=0.0), *others))
