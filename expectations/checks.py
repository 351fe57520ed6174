"""Dagster's asset checks: two for every published table, both of which stop a release that would be wrong.

What is looked at is decided in ``suites`` and ``rules``; here a verdict becomes what the Dagster page shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import dagster as dg
import pyarrow as pa

from expectations import report
from expectations.declaration import Shown
from expectations.kept import keep
from expectations.outcome import DECLARATION, RULES, Verdict
from expectations.suites import Judgement
from expectations.texts import ARTICLES, Texts
from expectations.verdict import by_rules, needed
from spacecoop.tables import TABLES, Table


class Tables(Protocol):
    """Reads what was built: a published table, or some of its columns; and the texts of the articles."""

    def read(self, table: str, columns: Sequence[str] | None = None) -> pa.Table: ...

    def texts(self, table: str) -> Texts:
        """For the checks of ``table``, which ask once."""
        ...


class Places(Protocol):
    """Says where what lies between the stages is kept."""

    @property
    def work(self) -> Path: ...


class Judging(Protocol):
    """What is being judged."""

    def result(self) -> tuple[Judgement, ...]: ...


class Validator(Protocol):
    """Great Expectations, as ``suites`` has it, in this process or beside it."""

    def judge(self, table: str, values: pa.Table, keys: pa.Table) -> Judging: ...

    def judge_column(self, table: str, rule: str, values: pa.Table) -> Judgement: ...


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
        # Not inputs: a blocking check holds back every step that takes its table in, other checks as well. All tables
        # come from one step, so they are there.
        shown = Shown.of(table.name, tables.read(table.name))
        pa.default_memory_pool().release_unused()  # Arrow keeps what the hashing of millions of keys took
        judged = validator.judge(table.name, shown.values, shown.keys)
        rules = _by_rules(shown, tables)
        for verdict in (shown.verdict(judged.result(), validator.judge_column), rules):
            keep(settings.work, verdict)
            yield result(verdict)
        pa.default_memory_pool().release_unused()

    return check


def _by_rules(shown: Shown, tables: Tables) -> Verdict:
    read = needed(shown.table)
    texts = tables.texts(shown.table) if ARTICLES in read else None
    others = {name: tables.read(name, columns) for name, columns in read.items() if name != ARTICLES}
    return by_rules(shown.table, {shown.table: shown.rows} | others, texts)


def result(verdict: Verdict) -> dg.AssetCheckResult:
    """A verdict as Dagster shows it: what is broken, with the rows' keys and words, and how many."""
    broken = verdict.broken
    said: dict[str, dg.MetadataValue] = {
        "rows": dg.MetadataValue.int(max((o.looked_at for o in verdict.outcomes), default=0)),
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
