"""Rules that hold for every table alike: references resolve, numbers are finite, keys are not empty.

Rendered from the declarations; a rule on a single table's meaning belongs to that table's module.
"""

from __future__ import annotations

from collections.abc import Callable

import pyarrow.compute as pc

from expectations.rules.rule import Given, Mask, rule
from spacecoop.tables import TABLES, Column


def _dangling(column: Column) -> Callable[[Given], Mask]:
    table, _, field = str(column.references).partition(".")

    def breaking(given: Given) -> Mask:
        values = given[column.name]
        there = given.tables[table].column(field)
        if len(there) > len(values) - values.null_count:
            there = there.filter(pc.is_in(there, value_set=values))  # the shorter side is the one to learn by heart
        return pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, value_set=there)))

    return breaking


def _not_finite(column: Column) -> Callable[[Given], Mask]:
    return lambda given: pc.invert(pc.is_finite(given[column.name]))


def _empty(column: Column) -> Callable[[Given], Mask]:
    return lambda given: pc.equal(given[column.name], "")


for _table in TABLES.values():
    for _column in _table.columns:
        shown = (_column.name,)
        if _column.references:
            target, _, field = _column.references.partition(".")
            says = f"Every {_column.name} is in {_column.references}."
            rule(_table.name, name=f"{_column.name}_resolves", says=says, columns=shown, needs={target: (field,)})(
                _dangling(_column)
            )
        if _column.type == "number":
            says = f"{_column.name} is a number, neither infinite nor undefined."
            rule(_table.name, name=f"{_column.name}_is_finite", says=says, columns=shown)(_not_finite(_column))
        if _column.name in _table.key and _column.type == "string":
            says = f"{_column.name} is not empty."
            rule(_table.name, name=f"{_column.name}_is_not_empty", says=says, columns=shown)(_empty(_column))
