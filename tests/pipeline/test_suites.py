"""A table's Great Expectations suite finds what breaks its declaration, counts it and names the rows."""

from __future__ import annotations

import re
import socket
from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pyarrow as pa
import pytest

from expectations import declaration, suites
from expectations.outcome import SHOWN, Outcome
from expectations.verdict import by_declaration
from spacecoop.tables import TABLES, Actor, Column, Problem
from spacecoop.tables.arrow import schema, to_arrow

ESA = Actor(actor_id="agency/esa", name="ESA", kind="agency", listed=True)
NASA = Actor(actor_id="agency/nasa", name="NASA", kind="agency", listed=True)
# A value that each pattern matches.
MATCHING = {
    "^[a-z]+$": "text",
    "^[a-z]{2,3}$": "en",
    "^[0-9a-f]{64}$": "0" * 64,
    "^[0-9a-f]{20}$": "0" * 20,
    "^[a-z0-9_.+-]+$": "day-first",
    "^[A-Z]{2}$": "NA",
    "^[A-Z]{3}$": "EUR",
    r"^(person|country|agency|organisation|igo|company|university|mission)/\S+$": "agency/esa",
    "^Q[0-9]+$": "Q42",
    "^conference/[a-z0-9._+-]+$": "conference/rome",
    "^([0-9]{4}|XXXX)$": "XXXX",
    "^[a-z_]+$": "unknown_format",
}
OTHER_TYPES = {
    "string": pa.int64(),
    "integer": pa.string(),
    "number": pa.bool_(),
    "boolean": pa.string(),
    "date": pa.string(),
}
Row = dict[str, object]


def broken(rows: pa.Table, table: str = "actors") -> dict[str, Outcome]:
    return {o.rule: o for o in by_declaration(table, rows).broken}


def loose(table: str) -> pa.Schema:
    return pa.schema([field.with_nullable(True) for field in schema(table)])


def right(column: Column) -> list[object]:
    """Values that may stand in a column."""
    if column.enum:
        return list(column.enum)
    if column.pattern is not None:
        return [MATCHING[column.pattern]]
    least = 0 if column.minimum is None else column.minimum
    numbers = [least, least + 1] if column.maximum is None else [least, column.maximum]
    return {
        "string": ["", "NA", "Zürich, 3 °C", "=1"],
        "integer": [int(n) for n in numbers],
        "number": [float(n) for n in numbers],
        "boolean": [True, False],
        "date": [date(1957, 10, 4), date(2020, 2, 29)],
    }[column.type]


def wrong(column: Column) -> list[object]:
    """Values that may not stand in it, null aside."""
    made: list[object] = ["no such value", " "] if column.enum or column.pattern is not None else []
    as_typed = int if column.type == "integer" else float
    made += [as_typed(column.minimum - 1)] if column.minimum is not None else []
    made += [as_typed(column.maximum + 1)] if column.maximum is not None else []
    return made


def some_rows(table: str, number: int, odds: float, seed: str) -> list[Row]:
    """Rows whose values are wrong or null with the odds given; about one in ten repeats an earlier row."""
    random = Random(f"{table} {seed}")
    rows: list[Row] = []
    for _ in range(number):
        row = {}
        for column in TABLES[table].columns:
            bad = [*wrong(column), None]
            row[column.name] = random.choice(bad if random.random() < odds else right(column))
        rows.append(dict(random.choice(rows)) if rows and random.random() < 0.1 else row)
    return rows


def breaking(table: str, rows: list[Row]) -> dict[str, list[int]]:
    """Which rows break each expectation on values, told by plain Python."""
    found: dict[str, list[int]] = {}
    key = TABLES[table].key
    keys = [tuple(row[name] for name in key) for row in rows]
    shared = {k for k, n in Counter(keys).items() if n > 1 and any(part is not None for part in k)}
    unique = f"{key[0]}: be_unique" if len(key) == 1 else "compound_columns_to_be_unique"
    found[unique] = [i for i, k in enumerate(keys) if k in shared]
    for column in TABLES[table].columns:
        values = [row[column.name] for row in rows]
        known = [(i, v) for i, v in enumerate(values) if v is not None]
        if not column.nullable:
            found[f"{column.name}: not_be_null"] = [i for i, v in enumerate(values) if v is None]
        if column.enum:
            found[f"{column.name}: be_in_set"] = [i for i, v in known if v not in column.enum]
        if column.pattern is not None:
            found[f"{column.name}: match_regex"] = [i for i, v in known if not re.search(column.pattern, str(v))]
        if column.minimum is not None or column.maximum is not None:
            least, most = column.minimum, column.maximum
            low = [i for i, v in known if least is not None and v < least]  # type: ignore[operator]
            high = [i for i, v in known if most is not None and v > most]  # type: ignore[operator]
            found[f"{column.name}: be_between"] = sorted([*low, *high])
    return found


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_is_what_it_is_declared_to_be(table: str) -> None:
    verdict = by_declaration(table, to_arrow(table, ()))
    assert verdict.holds
    assert len(verdict.outcomes) >= 2 + len(TABLES[table].columns)


@pytest.mark.parametrize("table", TABLES)
def test_every_expectation_on_values_is_broken_by_the_very_rows_that_break_it(table: str) -> None:
    rows = some_rows(table, 60, odds=0.3, seed="many")
    rows += [row | {c.name: bad} for row in rows[:1] for c in TABLES[table].columns for bad in [*wrong(c), None]]
    made = pa.Table.from_pylist(rows, loose(table))
    told = breaking(table, rows)
    outcomes = {o.rule: o for o in by_declaration(table, made).outcomes if o.rule in told}
    assert {rule: o.failing for rule, o in outcomes.items()} == {rule: len(at) for rule, at in told.items()}
    assert all(told.values()), "a rule was not put to the test"
    for rule, at in told.items():
        shown = outcomes[rule].rows
        assert len(shown) == min(len(at), SHOWN)
        key = TABLES[table].key[0]
        assert [row.key.startswith(f"{key}={rows[i][key]}") for row, i in zip(shown, at, strict=False)] == [True] * len(
            shown
        )
        assert outcomes[rule].looked_at == len(rows)


@pytest.mark.parametrize("table", ["quantities", "actors", "rejected"])
def test_few_broken_rows_among_many_are_found_in_whatever_pieces_they_come(
    table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declaration, "SHOWN_AT_ONCE", 3)
    rows = some_rows(table, 600, odds=0.004, seed="few")
    made = pa.Table.from_pylist(rows, loose(table))
    cut = pa.concat_tables([made.slice(0, 7), made.slice(7, 400), made.slice(407)])
    told = {rule: len(at) for rule, at in breaking(table, rows).items() if at}
    assert len(told) > 2
    assert {o.rule: o.failing for o in by_declaration(table, cut).broken} == told


@pytest.mark.parametrize("table", TABLES)
def test_a_column_of_another_type_or_name_or_place_is_found(table: str) -> None:
    names = [c.name for c in TABLES[table].columns]
    typed = pa.schema([pa.field(c.name, OTHER_TYPES[c.type]) for c in TABLES[table].columns])
    assert {f"{name}: be_of_type" for name in names} <= set(broken(typed.empty_table(), table))
    good = schema(table).empty_table()
    turned = good.select(names[::-1])
    assert set(broken(turned, table)) == ({"table_columns_to_match_ordered_list"} if len(names) > 1 else set())
    other = broken(good.rename_columns(["unheard_of", *names[1:]]), table)
    assert {"table_columns_to_match_ordered_list", f"{names[0]}: be_of_type"} <= set(other)


@pytest.mark.parametrize(
    "column", [c for c in TABLES["quantities"].columns if c.minimum is not None], ids=lambda c: c.name
)
def test_a_number_of_another_type_is_held_against_its_bounds_all_the_same(column: Column) -> None:
    row: Row = {c.name: right(c)[0] for c in TABLES["quantities"].columns}
    fields = [f if f.name != column.name else pa.field(f.name, pa.int32()) for f in loose("quantities")]
    rows = pa.Table.from_pylist([row | {column.name: int(column.minimum or 0) - 1}], pa.schema(fields))
    assert broken(rows, "quantities")[f"{column.name}: be_between"].failing == 1


def test_an_expectation_that_raises_is_broken_and_says_why() -> None:
    rows = to_arrow("actors", [ESA])
    typed = rows.set_column(rows.schema.get_field_index("mentions"), "mentions", pa.array(["many"]))
    found = broken(typed)
    assert {"mentions: be_of_type", "mentions: be_between"} <= set(found)
    assert found["mentions: be_between"].failing == 1
    assert found["mentions: be_between"].note


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
    found = broken(pa.Table.from_pylist(rows, loose("actors")))
    assert list(found) == [rule]
    shown = found[rule].rows[-1]
    assert (shown.key, shown.values) == (f"actor_id={rows[1]['actor_id']}", value)


def test_a_compound_key_is_unique_as_a_whole() -> None:
    rows = to_arrow("moved_ids", ())
    made = [{"old": "a", "new": n, "table": "actors", "cause": "x"} for n in ("b", "c", "c")]
    found = broken(pa.Table.from_pylist(made, rows.schema), "moved_ids")
    assert list(found) == ["compound_columns_to_be_unique"]
    assert found["compound_columns_to_be_unique"].failing == 2


def test_more_rows_share_a_key_than_are_shown_and_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declaration, "KEYS_SHOWN", 5)
    actors = [replace(ESA, actor_id=f"agency/a{i % 20}") for i in range(40)]
    found = broken(to_arrow("actors", [NASA, *actors]))
    assert found["actor_id: be_unique"].failing == 40
    assert [row.key for row in found["actor_id: be_unique"].rows] == [f"actor_id=agency/a{i}" for i in range(20)]


def test_what_is_shown_of_many_rows_is_little() -> None:
    actors = [replace(ESA, actor_id=f"agency/a{i}", mentions=i) for i in range(5_000)]
    shown = declaration.Shown.of("actors", to_arrow("actors", actors))
    assert shown.values.num_rows < 10
    assert shown.keys.num_rows == 0
    assert set(shown.values.column("mentions").to_pylist()) == {0, 4_999}


def test_dates_are_dates() -> None:
    made = dict.fromkeys(schema("documents").names) | {"published": date(2020, 1, 1)}
    found = broken(pa.Table.from_pylist([made], loose("documents")), "documents")
    assert "published: be_of_type" not in found
    assert "document_id: not_be_null" in found


def test_a_check_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a check opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)
    row = Problem(source="a.txt", problem="Empty", reason="r", remedy="x")
    assert list(broken(to_arrow("problems", [row]), "problems")) == ["problem: match_regex"]


def test_every_expectation_of_a_suite_is_judged() -> None:
    for table in TABLES:
        rules = [o.rule for o in by_declaration(table, schema(table).empty_table()).outcomes]
        assert len(set(rules)) == len(rules) == len(suites.suite(table).expectations)
