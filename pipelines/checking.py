"""Great Expectations in a process of its own, loaded while the sources are read.

It takes seconds to load and hundreds of megabytes, which neither the run nor its steps need to wait for or to hold. It
is shown few values of each table, so that little passes between the processes.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import pyarrow as pa

from assets.processes import process_pool
from expectations.suites import Judgement, judge, judge_column, load


@dataclass(frozen=True, slots=True)
class Checking:
    """The process; it judges in the order in which it is asked."""

    pool: ProcessPoolExecutor

    def judge(self, table: str, values: pa.Table, keys: pa.Table) -> Future[tuple[Judgement, ...]]:
        """Begin to judge what is shown of a table."""
        return self.pool.submit(judge, table, values, keys)

    def judge_column(self, table: str, rule: str, values: pa.Table) -> Judgement:
        """One expectation on the values of a column."""
        return self.pool.submit(judge_column, table, rule, values).result()


@contextmanager
def checking() -> Iterator[Checking]:
    """A process that loads Great Expectations at once and ends with the block."""
    with process_pool(1) as pool:
        pool.submit(load)
        yield Checking(pool)
