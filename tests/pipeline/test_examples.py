"""Every example article yields the rows that were written down for it before any code had read it.

A row that the engine cannot reach yet says so in its file (``beyond = "why"``); such rows are few, and a row that comes
out after all must lose its mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from spacecoop import extract
from tests import expected_rows as expected

CASES = expected.expectations()
IDS = [case["document_id"] for case in CASES]
WITH_A_PLACE: dict[str, Callable[..., str | None]] = {
    "dates": expected.date_missing,
    "quantities": expected.quantity_missing,
    "absent": expected.absent_present,
}
FACTS: dict[str, Callable[..., str | None]] = {
    "actors": expected.actor_missing,
    "ties": expected.tie_missing,
    "statements": expected.statement_missing,
    "conferences": expected.conference_missing,
}
TABLES = (*WITH_A_PLACE, *FACTS)


def checked(case: dict, table: str) -> Iterator[tuple[dict, str | None]]:
    """Each written row of a table with what is wrong about what was found."""
    document, found = expected.documents()[case["document_id"]], expected.found_in(case["document_id"])
    for row in case.get(table, ()):
        yield row, WITH_A_PLACE[table](document, found, row) if table in WITH_A_PLACE else FACTS[table](found, row)


def test_there_are_at_least_24_articles_each_with_its_expectations() -> None:
    assert len(expected.documents()) >= 24
    assert set(IDS) == set(expected.documents())


def test_an_article_has_at_least_300_words_and_eight_carry_boilerplate() -> None:
    found = {key: extract(document) for key, document in expected.documents().items()}
    assert min(f.words for f in found.values()) >= 300
    outside = [case for case in CASES if any(row["table"] == "dates" for row in case.get("absent", ()))]
    assert len(outside) >= 8


def test_rows_beyond_reach_are_few() -> None:
    rows = [row for case in CASES for table in TABLES for row in case.get(table, ())]
    beyond = [row for row in rows if "beyond" in row]
    assert len(beyond) <= 0.06 * len(rows), f"{len(beyond)} of {len(rows)} rows"
    assert all(len(row["beyond"]) > 10 for row in beyond)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_publication_date(case: dict) -> None:
    found = extract(expected.documents()[case["document_id"]])
    assert (found.published.isoformat() if found.published else "") == case["published"]
    if "published_from" in case:
        assert found.publication.published_from == case["published_from"]


@pytest.mark.parametrize("case", CASES, ids=IDS)
@pytest.mark.parametrize("table", TABLES)
def test_the_written_rows_come_out(case: dict, table: str) -> None:
    wrong = [said for row, said in checked(case, table) if said and "beyond" not in row]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_row_that_comes_out_is_not_marked_beyond_reach(case: dict) -> None:
    reached = [row for table in TABLES for row, said in checked(case, table) if "beyond" in row and said is None]
    assert not reached
