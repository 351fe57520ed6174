"""A Great Expectations suite for every table, rendered from its declaration, and the running of it over Arrow rows.

References between tables and everything that no declaration says are the business of ``rules``. Great Expectations is
imported when a suite is first asked for (it takes seconds), and sends nothing anywhere.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from expectations.outcome import SHOWN, Outcome, failing_rows
from spacecoop.tables import TABLES, Column, Table

if TYPE_CHECKING:
    import great_expectations as gx
    from great_expectations.core import ExpectationValidationResult

# The types by which Great Expectations knows Arrow columns in pandas.
PYTHON_TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "date": "date"}
# Rows a batch: what bounds the memory of a check whatever the size of a table.
ROWS_A_BATCH = 200_000


def suite(table: str) -> gx.ExpectationSuite:
    """The suite of a table: columns and types, key, nulls, value sets, patterns and ranges."""
    load()
    declared = TABLES[table]
    made = _great_expectations().ExpectationSuite(name=table)
    for expectation in (*_of_table(declared), _of_key(declared), *_of_values(declared)):
        made.add_expectation(expectation)
    return made


def validate(table: str, rows: pa.Table) -> tuple[Outcome, ...]:
    """Every expectation of the table's suite on these rows, in the order of the suite.

    A suite sees the declared columns only, ``ROWS_A_BATCH`` rows at a time; the key is looked at as a whole.
    """
    declared = TABLES[table]
    present = [c.name for c in declared.columns if c.name in rows.column_names]
    columns = [*present, *(name for name in rows.column_names if name not in present)]
    found: dict[str, Outcome] = {}
    whole = _run(table, rows.select(columns).slice(0, 0), _of_table(declared))
    found.update((o.rule, replace(o, looked_at=rows.num_rows)) for o in whole)
    if set(declared.key) <= set(rows.column_names):
        found.update((o.rule, o) for o in _run(table, rows.select(declared.key), [_of_key(declared)]))
    values = [e for e in _of_values(declared) if e.column in rows.column_names]
    for start in range(0, max(rows.num_rows, 1), ROWS_A_BATCH):
        batch = rows.select(present).slice(start, ROWS_A_BATCH)
        for outcome in _run(table, batch, values):
            before = found.get(outcome.rule)
            found[outcome.rule] = _added(before, outcome) if before else outcome
    return tuple(found.values())


def load() -> None:
    """Import Great Expectations and make the context, so that the first ``validate`` need not."""
    _expectations()
    _batch_definition()


def _added(before: Outcome, more: Outcome) -> Outcome:
    shown = (*before.rows, *more.rows)[:SHOWN]
    failing, looked_at = before.failing + more.failing, before.looked_at + more.looked_at
    return replace(before, looked_at=looked_at, failing=failing, rows=shown, note=before.note or more.note)


def _of_table(declared: Table) -> Iterator[Any]:
    gxe = _expectations()
    yield gxe.ExpectTableColumnsToMatchOrderedList(column_list=[c.name for c in declared.columns])
    for column in declared.columns:
        yield gxe.ExpectColumnValuesToBeOfType(column=column.name, type_=PYTHON_TYPES[column.type])


def _of_key(declared: Table) -> Any:
    gxe = _expectations()
    if len(declared.key) == 1:
        return gxe.ExpectColumnValuesToBeUnique(column=declared.key[0])
    return gxe.ExpectCompoundColumnsToBeUnique(column_list=list(declared.key))


def _of_values(declared: Table) -> Iterator[Any]:
    for column in declared.columns:
        yield from _of_column(column)


def _of_column(column: Column) -> Iterator[Any]:
    gxe = _expectations()
    if not column.nullable:
        yield gxe.ExpectColumnValuesToNotBeNull(column=column.name)
    if column.enum:
        yield gxe.ExpectColumnValuesToBeInSet(column=column.name, value_set=list(column.enum))
    if column.pattern is not None:
        yield gxe.ExpectColumnValuesToMatchRegex(column=column.name, regex=column.pattern)
    if column.minimum is not None or column.maximum is not None:
        yield gxe.ExpectColumnValuesToBeBetween(column=column.name, min_value=column.minimum, max_value=column.maximum)


def _run(table: str, rows: pa.Table, expectations: Any) -> Iterator[Outcome]:
    """Validate and translate; an expectation that raised is broken, with the fault as its note."""
    import pandas as pd

    made = _great_expectations().ExpectationSuite(name=table, expectations=list(expectations))
    if not made.expectations:
        return
    frame = rows.to_pandas(types_mapper=pd.ArrowDtype)
    with warnings.catch_warnings():
        # pandas warns of every pattern with a group in it.
        warnings.filterwarnings("ignore", "This pattern is interpreted as a regular expression", UserWarning)
        result = _batch_definition().get_batch({"dataframe": frame}).validate(made, result_format="COMPLETE")
    order = {_rule(e.configuration.type, e.configuration.kwargs): i for i, e in enumerate(made.expectations)}
    outcomes = [_outcome(table, rows, r) for r in result.results]
    yield from sorted(outcomes, key=lambda o: order[o.rule])


def _outcome(table: str, rows: pa.Table, result: ExpectationValidationResult) -> Outcome:
    config = result.expectation_config
    assert config is not None  # a result of ``validate`` always carries what was expected
    seen = result.result or {}
    positions = [int(i) for i in seen.get("unexpected_index_list") or ()]
    columns = [config.kwargs["column"]] if "column" in config.kwargs else config.kwargs.get("column_list", [])
    note = ""
    if not result.success and not positions:
        note = f"Seen: {seen['observed_value']}" if "observed_value" in seen else _fault(result.exception_info or {})
    return Outcome(
        table=table,
        rule=_rule(config.type, config.kwargs),
        says=_says(config.type, config.kwargs),
        severity="error",
        looked_at=rows.num_rows,
        failing=0 if result.success else len(positions) or 1,
        rows=failing_rows(table, rows, positions, columns) if positions else (),
        note=note,
    )


def _fault(info: dict[str, Any]) -> str:
    faults = [info] if "exception_message" in info else list(info.values())
    return "; ".join(str(f.get("exception_message")) for f in faults)


def _rule(kind: str, kwargs: dict[str, Any]) -> str:
    column = kwargs.get("column")
    name = kind.removeprefix("expect_column_values_to_").removeprefix("expect_")
    return f"{column}: {name}" if column else name


def _says(kind: str, kwargs: dict[str, Any]) -> str:
    match kind:
        case "expect_table_columns_to_match_ordered_list":
            return f"The columns are {', '.join(kwargs['column_list'])}."
        case "expect_column_values_to_be_of_type":
            return f"The type is {kwargs['type_']}."
        case "expect_column_values_to_be_unique":
            return "No two rows share the key."
        case "expect_compound_columns_to_be_unique":
            return f"No two rows share {', '.join(kwargs['column_list'])}."
        case "expect_column_values_to_not_be_null":
            return "It is never null."
        case "expect_column_values_to_be_in_set":
            return f"It is one of {', '.join(kwargs['value_set'])}."
        case "expect_column_values_to_match_regex":
            return f"It matches {kwargs['regex']}."
        case "expect_column_values_to_be_between":
            return _between(kwargs.get("min_value"), kwargs.get("max_value"))
    raise ValueError(f"no words for the expectation {kind}")


def _between(low: float | None, high: float | None) -> str:
    bounds = [f"at {side} {bound:g}" for side, bound in (("least", low), ("most", high)) if bound is not None]
    return f"It is {' and '.join(bounds)}."


@cache
def _great_expectations() -> Any:
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations

    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    return great_expectations


@cache
def _expectations() -> Any:
    _great_expectations()
    import great_expectations.expectations

    return great_expectations.expectations


@cache
def _batch_definition() -> Any:
    """One in-memory context a process: nothing is written, shown or sent."""
    context = _great_expectations().get_context(mode="ephemeral")
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_pandas("tables")
    return source.add_dataframe_asset("rows").add_batch_definition_whole_dataframe("all")
