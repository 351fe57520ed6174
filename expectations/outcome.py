"""What a check found: whether each rule holds, how many rows break it, and which, in their own words.

Plain records, so that a Dagster check, the summary of a run and a published page all say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from spacecoop.tables import TABLES

Severity = Literal["error", "warning"]
# Failing rows that are kept for people to read; all are counted.
SHOWN = 20
LONGEST_WORDS = 120
# The column whose value tells a person best which row is meant, where a table quotes no words.
TELLING = ("text", "alias", "name", "title", "reason", "role", "year")


@dataclass(frozen=True, slots=True)
class FailingRow:
    """A row that breaks a rule: its key, the words it quotes, and the values that are wrong."""

    key: str
    words: str
    values: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One rule on one table. ``failing`` counts rows, of which ``rows`` are the first ``SHOWN``.

    A rule on the table as a whole (its columns, a type) counts 1 and shows no row; ``note`` then says what was seen.
    """

    table: str
    rule: str
    says: str
    severity: Severity
    failing: int
    rows: tuple[FailingRow, ...] = ()
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether no row breaks the rule."""
        return self.failing == 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """All outcomes of one check of one table."""

    table: str
    check: str
    outcomes: tuple[Outcome, ...]

    @property
    def broken(self) -> tuple[Outcome, ...]:
        """The outcomes that do not hold, errors first."""
        return tuple(sorted((o for o in self.outcomes if not o.holds), key=lambda o: o.severity))

    @property
    def holds(self) -> bool:
        """Whether every rule holds."""
        return not self.broken

    @property
    def stops_release(self) -> bool:
        """Whether a rule is broken whose breaking makes the data wrong, not merely odd."""
        return any(o.severity == "error" for o in self.broken)


def failing_rows(
    table: str, rows: pa.Table, positions: Sequence[int], columns: Sequence[str]
) -> tuple[FailingRow, ...]:
    """The first rows at ``positions``, with their key, their words and what stands in ``columns``."""
    declared = TABLES[table]
    shown = rows.take(pa.array(positions[:SHOWN], pa.int64())).to_pylist()
    keys = [name for name in declared.key if name in rows.column_names]
    telling = next((name for name in TELLING if name in rows.column_names and name not in keys), None)
    document = ["document_id"] if "document_id" in rows.column_names and "document_id" not in keys else []
    return tuple(
        FailingRow(
            key=_pairs(row, keys + document),
            words=str(row[telling] or "")[:LONGEST_WORDS] if telling else "",
            values=_pairs(row, [c for c in columns if c in row and c != telling]),
        )
        for row in shown
    )


def _pairs(row: dict[str, object], columns: Sequence[str]) -> str:
    return ", ".join(f"{name}={row[name]}" for name in columns)
