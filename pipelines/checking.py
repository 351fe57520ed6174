"""Great Expectations in a process of its own, loaded while the sources are read.

It takes seconds to load and hundreds of megabytes, which neither the run nor its steps need to wait for or to hold. It
is shown few values of each table, so that little passes between the processes. One that dies is begun anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

import pyarrow as pa

from assets.processes import process_pool
from expectations.suites import Judgement, judge, judge_column, load

Said = TypeVar("Said")
DIED = "The process that checks died over it twice; mostly that is for want of memory. Free some and run again."


class CheckingDiedError(Exception):
    """What was to be judged takes the process that judges with it; the message says what to do."""


class Checking:
    """The process; it judges in the order in which it is asked."""

    def __init__(self, processes: ExitStack) -> None:
        self._processes = processes
        self._pool = self._begun()

    def judge(self, table: str, values: pa.Table, keys: pa.Table) -> Asked[tuple[Judgement, ...]]:
        """Begin to judge what is shown of a table."""
        return self._ask(partial(judge, table, values, keys))

    def judge_column(self, table: str, rule: str, values: pa.Table) -> Judgement:
        """One expectation on the values of a column."""
        return self._ask(partial(judge_column, table, rule, values)).result()

    def anew(self, died: ProcessPoolExecutor) -> ProcessPoolExecutor:
        """Another process in place of one that died, if nobody has asked for it yet."""
        if self._pool is died:
            self._pool = self._begun()
        return self._pool

    def _begun(self) -> ProcessPoolExecutor:
        pool = self._processes.enter_context(process_pool(1))
        pool.submit(load)
        return pool

    def _ask(self, work: Callable[[], Said]) -> Asked[Said]:
        try:
            return Asked(self, work, self._pool, self._pool.submit(work))
        except BrokenProcessPool:
            pool = self.anew(self._pool)
            return Asked(self, work, pool, pool.submit(work))


@dataclass(frozen=True, slots=True)
class Asked(Generic[Said]):
    """A judgement to come."""

    beside: Checking
    work: Callable[[], Said]
    pool: ProcessPoolExecutor
    judged: Future[Said]

    def result(self) -> Said:
        """The judgement, which another process makes when the first dies over it; raises ``CheckingDiedError``."""
        try:
            return self.judged.result()
        except BrokenProcessPool:
            pass
        try:
            return self.beside.anew(self.pool).submit(self.work).result()
        except BrokenProcessPool:
            raise CheckingDiedError(DIED) from None


@contextmanager
def checking() -> Iterator[Checking]:
    """A process that loads Great Expectations at once and ends with the block."""
    with ExitStack() as processes:
        yield Checking(processes)
