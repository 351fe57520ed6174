"""The two checks of every table, run over Arrow tables: what its declaration says, and the rules written by hand.

This is the door for every caller: Dagster's checks, tests and pages alike.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from expectations import suites
from expectations.declaration import Shown
from expectations.outcome import RULES, Verdict
from expectations.texts import Texts


def by_declaration(table: str, rows: pa.Table) -> Verdict:
    """The table's Great Expectations suite on its rows, all in this process."""
    shown = Shown.of(table, rows)
    judged = suites.judge(table, shown.values, shown.keys)
    return shown.verdict(judged, suites.judge_column)


def by_rules(table: str, tables: Mapping[str, pa.Table], texts: Texts | None = None) -> Verdict:
    """The table's hand-written rules; ``tables`` holds it and the columns of ``needed``, but for the ``texts``."""
    from expectations.rules import Given, rules_of

    given = Given(table, tables, texts)
    return Verdict(table, RULES, tuple(rule.outcome(given) for rule in rules_of(table)))


def needed(table: str) -> dict[str, tuple[str, ...]]:
    """What the rules of ``table`` read beside it: tables in a fixed order, of each the columns; ``ARTICLES`` are ``Texts``."""
    from expectations.rules import rules_of

    columns: dict[str, set[str]] = {}
    for rule in rules_of(table):
        for name, read in rule.needs.items():
            columns.setdefault(name, set()).update(read)
    return {name: tuple(sorted(columns[name])) for name in sorted(columns) if name != table}
