"""A Great Expectations suite for every table, rendered from its declaration, and its judgement on the values it is shown.

What is shown is the business of ``declaration``, and what no declaration says that of ``rules``. Great Expectations is
imported when a suite is first asked for (it takes seconds), and sends nothing anywhere.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from spacecoop.tables import TABLES, Column, Table

if TYPE_CHECKING:
    import great_expectations as gx
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

# The types by which Great Expectations knows Arrow columns in pandas.
PYTHON_TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "date": "date"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What Great Expectations says of one expectation: whether it holds, and the ``positions`` of what breaks it.

    One that does not hold and names no position is about the table as a whole, or raised; ``note`` then says what was
    seen.
    """

    rule: str
    says: str
    columns: tuple[str, ...]
    holds: bool
    positions: tuple[int, ...]
    note: str


def suite(table: str) -> gx.ExpectationSuite:
    """The suite of a table: columns and types, key, nulls, value sets, patterns and ranges."""
    load()
    declared = TABLES[table]
    made = _great_expectations().ExpectationSuite(name=table)
    for expectation in (*_of_table(declared), _of_key(declared), *_of_values(declared)):
        made.add_expectation(expectation)
    return made


def judge(table: str, values: pa.Table, keys: pa.Table) -> tuple[Judgement, ...]:
    """Every expectation of the table's suite: those on the key held against ``keys``, the others against ``values``.

    An expectation on a column that ``values`` lacks is left out; that the column is lacking is found by others.
    """
    declared = TABLES[table]
    whole = list(_of_table(declared))
    columns = [e for e in _of_values(declared) if e.column in values.column_names]
    key = _run(keys, [_of_key(declared)]) if set(declared.key) <= set(keys.column_names) else []
    judged = _run(values, [*whole, *columns])
    return (*judged[: len(whole)], *key, *judged[len(whole) :])


def judge_column(table: str, rule: str, values: pa.Table) -> Judgement:
    """One expectation of the table's suite on one column, by its name in a ``Judgement``."""
    of_column = (e for name in values.column_names for e in _of_column(TABLES[table].column(name)))
    expected = [e for e in of_column if _rule_of(e.configuration) == rule]
    (judged,) = _run(values, expected)
    return judged


def load() -> None:
    """Import Great Expectations and make the context, so that the first judgement need not."""
    _expectations()
    _batch_definition()


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


def _run(rows: pa.Table, expectations: Iterable[Any]) -> list[Judgement]:
    """Validate and translate; an expectation that raised does not hold, with the fault as its note."""
    import pandas as pd

    expected = list(expectations)
    if not expected:
        return []
    batch = _batch_definition().get_batch({"dataframe": rows.to_pandas(types_mapper=pd.ArrowDtype)})
    rules = {_rule_of(e.configuration): e for e in expected}
    judged = {j.rule: j for j in _validate(batch, expected, "BOOLEAN_ONLY")}
    broken = [e for rule, e in rules.items() if not judged[rule].holds]
    judged |= {j.rule: j for j in _validate(batch, broken, "COMPLETE")}
    return [judged[rule] for rule in rules]


def _validate(batch: Any, expected: list[Any], result_format: str) -> list[Judgement]:
    if not expected:
        return []
    suite = _great_expectations().ExpectationSuite(name="shown", expectations=expected)
    with warnings.catch_warnings():
        # pandas warns of every pattern with a group in it.
        warnings.filterwarnings("ignore", "This pattern is interpreted as a regular expression", UserWarning)
        return [_judgement(result) for result in batch.validate(suite, result_format=result_format).results]


def _judgement(result: ExpectationValidationResult) -> Judgement:
    config = result.expectation_config
    assert config is not None  # a result of ``validate`` always carries what was expected
    seen = result.result or {}
    positions = tuple(int(i) for i in seen.get("unexpected_index_list") or ())
    column = config.kwargs.get("column")
    note = ""
    if not result.success and not positions:
        note = f"Seen: {seen['observed_value']}" if "observed_value" in seen else _fault(result.exception_info or {})
    return Judgement(
        rule=_rule_of(config),
        says=_says(config.type, config.kwargs),
        columns=(column,) if column else tuple(config.kwargs.get("column_list", ())),
        holds=bool(result.success),
        positions=positions,
        note=note,
    )


def _fault(info: dict[str, Any]) -> str:
    faults = [info] if "exception_message" in info else list(info.values())
    return "; ".join(str(f.get("exception_message")) for f in faults)


def _rule_of(config: ExpectationConfiguration) -> str:
    column = config.kwargs.get("column")
    name = config.type.removeprefix("expect_column_values_to_").removeprefix("expect_")
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
