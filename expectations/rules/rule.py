"""What a hand-written rule is: a name, the tables it holds for, what it says, and which rows break it.

Rules are declared with ``@rule`` on a function from the rows to a mask; the rows that break it become an ``Outcome``
here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations.outcome import Outcome, Severity, failing_rows

# The internal table of the articles' texts, known to rules beside the published tables.
ARTICLES = "articles"
# True where a row breaks the rule; null counts as false.
Mask = Any


@dataclass(frozen=True, slots=True)
class Given:
    """What a rule looks at: the table it is about, and the tables it said it needs."""

    table: str
    tables: Mapping[str, pa.Table]

    @property
    def rows(self) -> pa.Table:
        """The rows of the table that the rule is about."""
        return self.tables[self.table]

    def __getitem__(self, column: str) -> pa.ChunkedArray:
        return self.rows.column(column)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on one table; ``columns`` are shown with the rows that break it, ``needs`` are other tables it reads."""

    name: str
    table: str
    says: str
    breaking: Callable[[Given], Mask]
    columns: tuple[str, ...]
    needs: tuple[str, ...]
    severity: Severity

    def outcome(self, tables: Mapping[str, pa.Table]) -> Outcome:
        """Whether the rule holds for the table among ``tables``, and which rows break it."""
        given = Given(self.table, tables)
        positions = _positions(self.breaking(given)) if given.rows.num_rows else []
        return Outcome(
            table=self.table,
            rule=self.name,
            says=self.says,
            severity=self.severity,
            looked_at=given.rows.num_rows,
            failing=len(positions),
            rows=failing_rows(self.table, given.rows, positions, self.columns) if positions else (),
        )


def _positions(mask: Mask) -> list[int]:
    if isinstance(mask, pa.ChunkedArray | pa.Array):
        mask = pc.fill_null(mask, False).to_numpy(zero_copy_only=False)
    return np.flatnonzero(np.asarray(list(mask) if not isinstance(mask, np.ndarray) else mask, dtype=bool)).tolist()


RULES: list[Rule] = []
# What is hardly so, but what an article may really say: told, and no reason to hold back all others.
IMPLAUSIBLE: Severity = "warning"


def rule(
    tables: str | Iterable[str],
    *,
    says: str,
    columns: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    severity: Severity = "error",
    name: str | None = None,
) -> Callable[[Callable[[Given], Mask]], Callable[[Given], Mask]]:
    """Declare the decorated function as a rule of each of ``tables``; its name is the rule's unless given."""

    def declare(breaking: Callable[[Given], Mask]) -> Callable[[Given], Mask]:
        for table in (tables,) if isinstance(tables, str) else tables:
            RULES.append(Rule(name or breaking.__name__, table, says, breaking, columns, needs, severity))
        return breaking

    return declare


def rules_of(table: str) -> tuple[Rule, ...]:
    """The hand-written rules of a table, in the order in which they were declared."""
    return tuple(r for r in RULES if r.table == table)


def lookup(rows: pa.Table, key: str, value: str) -> dict[Any, Any]:
    """Values of one column by those of another."""
    return dict(zip(rows.column(key).to_pylist(), rows.column(value).to_pylist(), strict=True))
