"""The two checks of every table, run over Arrow tables: what its declaration says, and the rules written by hand.

This is the door for every caller: Dagster's checks, tests and pages alike.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from expectations.outcome import Verdict

DECLARATION, RULES = "declaration", "rules"
CHECKS = (DECLARATION, RULES)


def by_declaration(table: str, rows: pa.Table) -> Verdict:
    """The table's Great Expectations suite on its rows."""
    from expectations import suites

    return Verdict(table, DECLARATION, suites.validate(table, rows))


def by_rules(table: str, tables: Mapping[str, pa.Table]) -> Verdict:
    """The table's hand-written rules; ``tables`` holds it and those of ``needed``."""
    from expectations.rules import rules_of

    return Verdict(table, RULES, tuple(rule.outcome(tables) for rule in rules_of(table)))


def needed(table: str) -> tuple[str, ...]:
    """The tables beside ``table`` that its rules read, in a fixed order; ``articles`` is the internal one of texts."""
    from expectations.rules import rules_of

    return tuple(sorted({name for rule in rules_of(table) for name in rule.needs} - {table}))


def warm_up() -> None:
    """Load Great Expectations, which takes seconds, before the first table is there."""
    from expectations import suites

    suites.load()
