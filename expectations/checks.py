"""Dagster's asset checks: two for every published table, both of which stop a release that would be wrong.

What is looked at is decided in ``suites`` and ``rules``; here a verdict becomes what the Dagster page shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

import dagster as dg
import pyarrow as pa

from expectations import report
from expectations.kept import keep
from expectations.outcome import Verdict
from expectations.verdict import DECLARATION, RULES, by_rules, needed
from spacecoop.tables import TABLES, Table


class Tables(Protocol):
    """Reads a table that was built: a published one, or the internal ``articles``."""

    def read(self, table: str) -> pa.Table: ...


class Places(Protocol):
    """Says where what lies between the stages is kept."""

    @property
    def work(self) -> Path: ...


class Validator(Protocol):
    """Runs ``by_declaration``, in this process or beside it."""

    def start(self, table: str, rows: pa.Table) -> Future[Verdict]: ...


def table_checks() -> list[dg.AssetChecksDefinition]:
    """The checks of all tables, one step a table."""
    return [_checks(table) for table in TABLES.values()]


def _checks(table: Table) -> dg.AssetChecksDefinition:
    @dg.multi_asset_check(
        name=f"check_{table.name}",
        description=f"Whether the table {table.name} is what it is declared to be.",
        specs=[
            dg.AssetCheckSpec(
                DECLARATION,
                asset=table.name,
                blocking=True,
                description="Columns, types, key, nulls, value sets, patterns and ranges, as a Great Expectations suite.",
            ),
            dg.AssetCheckSpec(
                RULES,
                asset=table.name,
                blocking=True,
                description="References, offsets and the meaning of values, by hand-written rules.",
            ),
        ],
    )
    def check(
        settings: dg.ResourceParam[Places], tables: dg.ResourceParam[Tables], validator: dg.ResourceParam[Validator]
    ) -> Iterator[dg.AssetCheckResult]:
        rows = tables.read(table.name)
        declaration = validator.start(table.name, rows)
        # Not inputs: a blocking check holds back every step that takes its table in, other checks as well. All tables
        # come from one step, so they are there.
        rules = by_rules(table.name, {table.name: rows} | {name: tables.read(name) for name in needed(table.name)})
        for verdict in (declaration.result(), rules):
            keep(settings.work, verdict)
            yield result(verdict)

    return check


def result(verdict: Verdict) -> dg.AssetCheckResult:
    """A verdict as Dagster shows it: what is broken, with the rows' keys and words, and how many."""
    broken = verdict.broken
    said: dict[str, dg.MetadataValue] = {
        "rules": dg.MetadataValue.int(len(verdict.outcomes)),
        "broken_rules": dg.MetadataValue.int(len(broken)),
        "failing_rows": dg.MetadataValue.int(sum(o.failing for o in broken)),
    }
    if broken:
        said["failures"] = dg.MetadataValue.md(report.failures(verdict))
        said["sentences"] = dg.MetadataValue.json([report.sentence(o) for o in broken])
    severity = dg.AssetCheckSeverity.ERROR if verdict.stops_release else dg.AssetCheckSeverity.WARN
    return dg.AssetCheckResult(
        passed=verdict.holds,
        asset_key=verdict.table,
        check_name=verdict.check,
        severity=severity,
        metadata=said,
        description="; ".join(o.rule for o in broken) or None,
    )
