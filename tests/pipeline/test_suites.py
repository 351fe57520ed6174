"""A table's Great Expectations suite finds what breaks its declaration, and names the rows."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from expectations import suites
from expectations.outcome import Outcome
from expectations.verdict import by_declaration
from spacecoop.tables import TABLES, Actor, Problem
from spacecoop.tables.arrow import to_arrow

ESA = Actor(actor_id="agency/esa", name="ESA", kind="agency", listed=True)
NASA = Actor(actor_id="agency/nasa", name="NASA", kind="agency", listed=True)


def broken(rows: pa.Table, table: str = "actors") -> dict[str, Outcome]:
    return {o.rule: o for o in suites.validate(table, rows) if not o.holds}


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_is_what_it_is_declared_to_be(table: str) -> None:
    verdict = by_declaration(table, to_arrow(table, ()))
    assert verdict.holds
    assert len(verdict.outcomes) >= 2 + len(TABLES[table].columns)


def test_good_rows_break_nothing() -> None:
    assert broken(to_arrow("actors", [ESA, NASA])) == {}


@pytest.mark.parametrize(
    ("change", "rule", "value"),
    [
        ({"kind": "club"}, "kind: be_in_set", "kind=club"),
        ({"country": "usa"}, "country: match_regex", "country=usa"),
        ({"mentions": -1}, "mentions: be_between", "mentions=-1"),
        ({"listed": None}, "listed: not_be_null", "listed=None"),
        ({"actor_id": "agency/esa"}, "actor_id: be_unique", "actor_id=agency/esa"),
    ],
)
def test_a_bad_value_is_named_with_its_row(change: dict[str, object], rule: str, value: str) -> None:
    rows = [{name: getattr(actor, name) for name in to_arrow("actors", ()).column_names} for actor in (ESA, NASA)]
    rows[1] |= change
    shape = pa.schema([field.with_nullable(True) for field in to_arrow("actors", ()).schema])
    found = broken(pa.Table.from_pylist(rows, shape))
    assert list(found) == [rule]
    shown = found[rule].rows[-1]
    assert (shown.key, shown.values) == (f"actor_id={rows[1]['actor_id']}", value)


def test_a_compound_key_is_unique_as_a_whole() -> None:
    rows = to_arrow("moved_ids", ())
    made = [{"old": "a", "new": n, "table": "actors", "cause": "x"} for n in ("b", "c", "c")]
    found = broken(pa.Table.from_pylist(made, rows.schema), "moved_ids")
    assert list(found) == ["compound_columns_to_be_unique"]
    assert found["compound_columns_to_be_unique"].failing == 2


def test_columns_and_types_are_those_declared() -> None:
    rows = to_arrow("actors", [ESA])
    lacking = broken(rows.drop_columns(["wikidata"]))
    assert "table_columns_to_match_ordered_list" in lacking
    typed = rows.set_column(rows.schema.get_field_index("mentions"), "mentions", pa.array(["many"]))
    assert "mentions: be_of_type" in broken(typed)


def test_batches_find_every_row_and_a_key_that_repeats_across_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suites, "ROWS_A_BATCH", 10)
    actors = [replace(ESA, actor_id=f"agency/a{i}", kind="club" if i % 10 == 9 else "agency") for i in range(35)]
    found = broken(to_arrow("actors", [*actors, actors[0]]))
    assert found["kind: be_in_set"].failing == 3
    assert [row.key for row in found["kind: be_in_set"].rows] == [f"actor_id=agency/a{i}" for i in (9, 19, 29)]
    assert found["actor_id: be_unique"].failing == 2


def test_dates_are_dates() -> None:
    rows = to_arrow("documents", ())
    made = dict.fromkeys(rows.column_names) | {"published": date(2020, 1, 1)}
    found = broken(pa.Table.from_pylist([made], pa.schema([f.with_nullable(True) for f in rows.schema])), "documents")
    assert "published: be_of_type" not in found
    assert "document_id: not_be_null" in found


def test_a_check_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a check opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)
    row = Problem(source="a.txt", problem="Empty", reason="r", remedy="x")
    assert list(broken(to_arrow("problems", [row]), "problems")) == ["problem: match_regex"]
