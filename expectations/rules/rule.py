"""What a hand-written rule is: a name, the tables it holds for, what it says, and which rows break it.

Rules are declared with ``@rule`` on a function from the rows to a mask; the rows that break it become an ``Outcome``
here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from expectations.outcome import Outcome, Severity, failing_rows
from expectations.texts import Texts

# True where a row breaks the rule; null counts as false.
Mask = Any
# Columns of other tables that a rule reads.
Needs = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Given:
    """What the rules of a table look at: the table itself, the columns of others that they said they need, the texts."""

    table: str
    tables: Mapping[str, pa.Table]
    texts: Texts | None = None

    @property
    def rows(self) -> pa.Table:
        """The rows of the table that the rule is about."""
        return self.tables[self.table]

    def __getitem__(self, column: str) -> pa.ChunkedArray:
        return self.rows.column(column)

    @cached_property
    def read(self) -> Texts:
        """The texts; only for rules that need ``ARTICLES``."""
        if self.texts is None:
            raise ValueError(f"the rules of {self.table} read texts and were given none")
        return self.texts

    @cached_property
    def where(self) -> pa.Array:
        """The position of each row's document among the texts; null where there is none."""
        return self.read.where(self["document_id"])


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on one table; ``columns`` are shown with the rows that break it, ``needs`` are what it reads of other tables."""

    name: str
    table: str
    says: str
    breaking: Callable[[Given], Mask]
    columns: tuple[str, ...]
    needs: Needs
    severity: Severity

    def outcome(self, given: Given) -> Outcome:
        """Whether the rule holds for the rows given, and which rows break it; one that raises is broken, and an error."""
        try:
            breaking = positions(self.breaking(given)) if given.rows.num_rows else ()
        except Exception as fault:  # noqa: BLE001 - whatever a rule does, the others are told, and nothing is published
            said = f"The rule raised {type(fault).__name__}: {fault}"
            return Outcome(self.table, self.name, self.says, "error", looked_at=0, failing=1, note=said)
        return Outcome(
            table=self.table,
            rule=self.name,
            says=self.says,
            severity=self.severity,
            looked_at=given.rows.num_rows,
            failing=len(breaking),
            rows=failing_rows(self.table, given.rows, breaking, self.columns) if len(breaking) else (),
        )


def positions(mask: Mask) -> npt.NDArray[np.intp]:
    """Where a mask is true."""
    if isinstance(mask, pa.ChunkedArray | pa.Array):
        if not pc.any(mask, min_count=0).as_py():
            return np.zeros(0, np.intp)
        mask = pc.fill_null(mask, False).to_numpy(zero_copy_only=False)
    return np.flatnonzero(np.asarray(list(mask) if not isinstance(mask, np.ndarray) else mask, dtype=bool))


RULES: list[Rule] = []
# What is hardly so, but what an article may really say: told, and no reason to hold back all others.
IMPLAUSIBLE: Severity = "warning"


def rule(
    tables: str | Iterable[str],
    *,
    says: str,
    columns: tuple[str, ...] = (),
    needs: Needs | None = None,
    severity: Severity = "error",
    name: str | None = None,
) -> Callable[[Callable[[Given], Mask]], Callable[[Given], Mask]]:
    """Declare the decorated function as a rule of each of ``tables``; its name is the rule's unless given."""

    def declare(breaking: Callable[[Given], Mask]) -> Callable[[Given], Mask]:
        for table in (tables,) if isinstance(tables, str) else tables:
            RULES.append(Rule(name or breaking.__name__, table, says, breaking, columns, needs or {}, severity))
        return breaking

    return declare


def rules_of(table: str) -> tuple[Rule, ...]:
    """The hand-written rules of a table, in the order in which they were declared."""
    return tuple(r for r in RULES if r.table == table)


def lookup(rows: pa.Table, key: str, value: str) -> dict[Any, Any]:
    """Values of one column by those of another."""
    return dict(zip(rows.column(key).to_pylist(), rows.column(value).to_pylist(), strict=True))
