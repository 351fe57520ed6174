"""Every example article yields the rows that were written down for it before any code had read it."""

from __future__ import annotations

import pytest

from spacecoop import extract
from tests import expected_rows as expected

CASES = expected.expectations()
IDS = [case["document_id"] for case in CASES]


def test_there_are_at_least_24_articles_each_with_its_expectations() -> None:
    assert len(expected.documents()) >= 24
    assert set(IDS) == set(expected.documents())


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_publication_date(case: dict) -> None:
    document = expected.documents()[case["document_id"]]
    found = extract(document)
    assert (found.published.isoformat() if found.published else "") == case["published"]
    if "published_from" in case:
        assert found.publication.published_from == case["published_from"]


@pytest.mark.parametrize("case", CASES, ids=IDS)
@pytest.mark.parametrize(
    ("table", "check"),
    [
        ("dates", expected.date_missing),
        ("quantities", expected.quantity_missing),
        ("absent", expected.absent_present),
    ],
)
def test_the_words_with_a_place(case: dict, table: str, check) -> None:
    document, found = expected.documents()[case["document_id"]], expected.found_in(case["document_id"])
    wrong = [w for row in case.get(table, ()) if (w := check(document, found, row))]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("case", CASES, ids=IDS)
@pytest.mark.parametrize(
    ("table", "check"),
    [
        ("actors", expected.actor_missing),
        ("ties", expected.tie_missing),
        ("statements", expected.statement_missing),
        ("conferences", expected.conference_missing),
    ],
)
def test_the_facts(case: dict, table: str, check) -> None:
    found = expected.found_in(case["document_id"])
    wrong = [w for row in case.get(table, ()) if (w := check(found, row))]
    assert not wrong, "\n".join(wrong)
