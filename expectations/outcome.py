"""What a check found: whether each rule holds, how many rows break it, and which, in their own words.

Plain records, so that a Dagster check, the summary of a run and a published page all say the same; ``kept`` holds them
from the checks to the release. There is a ``Verdict`` for each check of each table, in it an ``Outcome`` for each rule:
the rule in words, how grave it is, how many rows were looked at, how many break it, and the first ``SHOWN`` of those
with their keys. The same tables give the same records to the byte, whatever the machine, the day and the run: rules in
the order in which they are declared, rows in the order of their table, no clock and no name of a run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from spacecoop.tables import TABLES

# The two checks of every table.
DECLARATION, RULES = "declaration", "rules"
CHECKS = (DECLARATION, RULES)
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
    """One rule on one table. ``looked_at`` counts the rows that it was held against, ``failing`` those that break it, of
    which ``rows`` are the first ``SHOWN``.

    A rule on the table as a whole (its columns, a type) counts 1 and shows no row; ``note`` then says what was seen.
    One that raised is broken, an error, and was held against no row. ``says`` is the rule in words, a sentence. A broken ``warning`` is told and published; an ``error`` never is, since
    it keeps the release from being made.
    """

    table: str
    rule: str
    says: str
    severity: Severity
    looked_at: int
    failing: int
    rows: tuple[FailingRow, ...] = ()
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether no row breaks the rule."""
        return self.failing == 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """All outcomes of one check of one table, in the order in which its rules are declared."""

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

    def as_json(self) -> dict[str, Any]:
        """The record as JSON has it, which ``from_json`` reads back."""
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Verdict:
        """The verdict that ``as_json`` told."""
        told = (o | {"rows": tuple(FailingRow(**row) for row in o["rows"])} for o in said["outcomes"])
        return cls(said["table"], said["check"], tuple(Outcome(**o) for o in told))


def failing_rows(
    table: str, rows: pa.Table, positions: Sequence[int] | npt.NDArray[np.integer], columns: Sequence[str]
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
