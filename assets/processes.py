"""Processes beside this one, for work that is worth a core of its own.

What they do is handed to them; how they start, that they never outlive their parent, and what becomes of work over which
one dies (for want of memory, or in a library's machine code) is settled here.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import wait
from pathlib import Path
from typing import Generic, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")
# Work that waits for a process, so that none is idle and not all of it is held at once.
WAITING = 2


@dataclass(frozen=True, slots=True)
class Lost(Generic[Given]):
    """Work over which a process died, though it had nothing else to do."""

    given: Given


def worked(
    work: Callable[[Given], Made], items: Iterable[Given], workers: int, mark: Path, *, is_much: bool
) -> Iterator[Made | Lost[Given]]:
    """What ``work`` makes of each item, in their order: in this process, or in others where it is much for several.

    ``mark`` is a file that stays behind when this process dies over an item, or another did: from then on others do the
    work, until nothing is lost any more.
    """
    items = iter(items)
    for first in items:
        is_dangerous = mark.exists()
        with suppress(OSError):
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()
        rest = chain([first], items)
        others = workers if is_much else 1
        made = spread(work, rest, others) if others > 1 or is_dangerous else map(work, rest)
        is_lost = False
        for one in made:
            is_lost = is_lost or isinstance(one, Lost)
            yield one
        if not is_lost:
            with suppress(OSError):
                mark.unlink(missing_ok=True)


def spread(work: Callable[[Given], Made], items: Iterable[Given], workers: int) -> Iterator[Made | Lost[Given]]:
    """What ``work`` makes of each item, in their order, in so many processes at once.

    When a process dies, everything under way is done again, each in a process of its own, to find what it died over.
    """
    todo = iter(items)
    unsure: list[Given] = []
    while True:
        with process_pool(workers) as pool:
            unsure = yield from _until_death(pool, work, todo, workers * WAITING)
        if not unsure:
            return
        for item in unsure:
            yield _alone(work, item)


def _until_death(
    pool: ProcessPoolExecutor, work: Callable[[Given], Made], todo: Iterator[Given], most: int
) -> Iterator[Made]:
    """Yields what is made; returns the items of which nothing was when a process died, none when all is done."""
    pending: deque[tuple[Given, Future[Made]]] = deque()
    taken: list[Given] = []
    try:
        while True:
            for item in islice(todo, most - len(pending)):
                taken = [item]
                pending.append((item, pool.submit(work, item)))
                taken = []
            if not pending:
                return []
            made = pending[0][1].result()
            pending.popleft()
            yield made
    except BrokenProcessPool:
        return [item for item, _ in pending] + taken


def _alone(work: Callable[[Given], Made], item: Given) -> Made | Lost[Given]:
    try:
        with process_pool(1) as pool:
            return pool.submit(work, item).result()
    except BrokenProcessPool:
        return Lost(item)


@contextmanager
def process_pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that share no open file with this one and that end when it does, however it ends."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent) as pool:
        yield pool


def _end_with_parent() -> None:
    """A pool's process waits for work for ever when its parent is killed; so it watches the parent."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
