"""Great Expectations in a process of its own, loaded while the sources are read.

It takes seconds to load and hundreds of megabytes, which neither the run nor its steps need to wait for or to hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import pyarrow as pa

from assets.processes import process_pool
from expectations.outcome import Verdict
from expectations.verdict import by_declaration, warm_up


@dataclass(frozen=True, slots=True)
class Checking:
    """The process; tables are checked in the order in which they were started."""

    pool: ProcessPoolExecutor

    def start(self, table: str, rows: pa.Table) -> Future[Verdict]:
        """Begin to check a table against its declaration."""
        return self.pool.submit(by_declaration, table, rows)


@contextmanager
def checking() -> Iterator[Checking]:
    """A process that loads Great Expectations at once and ends with the block."""
    with process_pool(1) as pool:
        pool.submit(warm_up)
        yield Checking(pool)
