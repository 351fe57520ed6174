"""What a table's declaration says of its rows: what is shown to Great Expectations, and the verdict on all rows.

``representatives`` chooses what is shown and ``suites`` judges it. Only of what was found broken are all values shown,
so that each row that breaks an expectation is counted and named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations.groups import Numbers, coded
from expectations.outcome import DECLARATION, Outcome, Verdict, failing_rows
from expectations.representatives import representatives, sharing
from expectations.suites import Judgement
from spacecoop.tables import TABLES

# Judges a rule of a table on all values of a column, shown as a table of that column.
JudgeColumn = Callable[[str, str, pa.Table], Judgement]
# What bounds the memory of a judgement, however many values or rows break a rule; of keys, two rows are enough.
SHOWN_AT_ONCE = 200_000
KEYS_SHOWN = 1_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a table decides whether it is as declared: values that stand for all rows, and rows that share their key.

    ``sharing`` are the positions of all rows of the latter kind; ``keys`` holds the first of them.
    """

    table: str
    rows: pa.Table
    values: pa.Table
    keys: pa.Table
    sharing: Numbers

    @classmethod
    def of(cls, table: str, rows: pa.Table) -> Shown:
        """What is to be judged of the rows."""
        declared = TABLES[table]
        key = [name for name in declared.key if name in rows.column_names]
        shared = sharing(declared.key, rows) if len(key) == len(declared.key) else np.zeros(0, np.int64)
        keys = rows.select(key).take(pa.array(shared[:KEYS_SHOWN]))
        return cls(table, rows, representatives(declared, rows), keys, np.sort(shared))

    def verdict(self, judged: tuple[Judgement, ...], judge: JudgeColumn) -> Verdict:
        """The verdict from the judgements on ``values`` and ``keys``; ``judge`` is asked again about columns that are broken."""
        return Verdict(self.table, DECLARATION, tuple(self._outcome(said, judge) for said in judged))

    def _outcome(self, said: Judgement, judge: JudgeColumn) -> Outcome:
        positions = np.zeros(0, np.int64) if said.holds else self._breaking(said, judge)
        return Outcome(
            table=self.table,
            rule=said.rule,
            says=said.says,
            severity="error",
            looked_at=self.rows.num_rows,
            failing=0 if said.holds else len(positions) or 1,
            rows=failing_rows(self.table, self.rows, positions, said.columns) if len(positions) else (),
            note=said.note,
        )

    def _breaking(self, said: Judgement, judge: JudgeColumn) -> Numbers:
        """The rows that break what does not hold; none where it is about the table as a whole, or raised."""
        if not said.positions:
            return np.zeros(0, np.int64)
        if set(said.columns) == set(TABLES[self.table].key) and said.rule.endswith("_unique"):
            return self.sharing
        (name,) = said.columns
        values = coded(self.rows.column(name))
        bad = list(_judged(self.table, said.rule, name, values.dictionary, judge))
        return np.flatnonzero(np.isin(values.indices.to_numpy(), bad))


def _judged(table: str, rule: str, column: str, values: pa.Array, judge: JudgeColumn) -> Iterator[int]:
    """The positions of the values that break a rule."""
    for start in range(0, len(values), SHOWN_AT_ONCE):
        some = pc.take(values, pa.array(np.arange(start, min(start + SHOWN_AT_ONCE, len(values)))))
        yield from (start + at for at in judge(table, rule, pa.table({column: some})).positions)
