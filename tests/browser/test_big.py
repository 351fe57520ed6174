"""A release of a thousand conferences opens at once, and one of many more stays a page that a browser takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from spacecoop.publish import explorer
from spacecoop.tables import TABLES, Conference, ConferenceClaim
from spacecoop.tables.arrow import to_arrow
from tests.browser.browser import Page

CONFERENCES = 1_000
DOCUMENTS = 600


def many(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables of the test's articles as if 600 such articles told of 1 000 conferences."""
    made = {name: repeated(name, table) for name, table in tables.items()}
    documents = made["documents"].column("document_id").to_pylist()
    kinds = ("congress", "workshop", "summit", "forum", "session")
    made["conferences"] = to_arrow("conferences", [
        Conference(
            conference_id=f"conference/made-{i}", name=f"Made Conference {i}", kind=kinds[i % 5], mention="main", status="held",
            start_date=date(1970, 1, 1) + timedelta(days=20 * i) if i % 7 else None, end_date=None,
            date_edtf=None if i % 7 else "XXXX-05", city="Vienna", country="AT", attendees_low=10.0 + i,
            attendees_high=None if i % 2 else 10.0 + i, attendees_comparator="more_than" if i % 2 else "exact",
        )
        for i in range(CONFERENCES)
    ])  # fmt: skip
    made["conference_claims"] = to_arrow("conference_claims", [
        ConferenceClaim(
            claim_id=f"{i * 6 + j:020x}", conference_id=f"conference/made-{i}", attribute=attribute, value=f"value {i} {j}",
            document_id=documents[i % len(documents)], start_char=j, end_char=j + 9, text=f"the words of claim {i} {j}",
            sentence=0, zone="body", rule="made", chosen=True,
        )
        for i in range(CONFERENCES) for j, attribute in enumerate(("name", "start", "end", "city", "country", "attendees"))
    ])  # fmt: skip
    return made


def repeated(name: str, table: pa.Table) -> pa.Table:
    """The rows of a table again and again, their key told apart by a number."""
    copies = DOCUMENTS // 4 if table.num_rows else 0
    key = TABLES[name].key[0]
    place = table.column_names.index(key)
    if name in ("actors", "actor_aliases", "cooperation"):
        return table
    parts = [
        table.set_column(
            place, table.field(place), pa.array([f"{v}-{i}" for v in table.column(key).to_pylist()], pa.string())
        )
        for i in range(copies)
    ]
    return pa.concat_tables(parts) if parts else table


@pytest.fixture(scope="module")
def big(tables: dict[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("big") / "index.html"
    path.write_bytes(explorer.files(many(tables), "2020-07-01-ffffffffffff")["explorer/index.html"])
    return path


def test_a_thousand_conferences_are_there_in_two_seconds(big: Path, open_file: Callable[[Path], Page]) -> None:
    page = open_file(big)
    # The quickest of three, so that what else the machine does is not measured.
    took = [first_plot(page) for _ in range(3)]
    drawn = page.run("return Math.max(...performance.getEntriesByType('mark').map((mark) => mark.startTime))")
    print(f"first plot after {min(took):.0f} ms, all after {drawn:.0f} ms, {big.stat().st_size / 1e6:.1f} MB")
    assert min(took) < 2_000
    assert page.text("#timeline-words").startswith("1 000 conferences")
    assert page.console() == []


def first_plot(page: Page) -> float:
    """Milliseconds from asking for the page until its first plot is drawn."""
    page.open().drawn()
    return page.run("return performance.getEntriesByName('timeline drawn')[0].startTime")


def test_a_page_says_what_it_leaves_out(big: Path, open_file: Callable[[Path], Page]) -> None:
    page = open_file(big).open("#/conferences?q=Conference 999")
    page.find("#rows a.open").click()
    page.wait("return !document.querySelector('#drawer').hidden")
    assert "the words of claim 999 5" in page.text("#drawer")
