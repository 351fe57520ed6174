"""The lock of an output: one writer at a time, whatever started it.

An operating-system lock, so that the kernel frees it however its holder dies. Whoever removes its file takes it from its
holder, who can ask whether it is still held.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

LOOK_AGAIN_SECONDS = 0.1


class LockLostError(Exception):
    """The output was removed or replaced while it was written to, so that another may write to it now."""


@contextmanager
def only_writer(output: Path, *, waiting: Callable[[], None] = lambda: None) -> Iterator[Callable[[], None]]:
    """Hold ``output/.lock``; calls ``waiting`` once when another process holds it, then waits for as long as it takes.

    Yields what raises ``LockLostError`` once the lock is no longer that of the output.
    """
    lock = output / ".lock"
    is_told = False
    while True:
        output.mkdir(parents=True, exist_ok=True)
        with lock.open("a") as file:
            if taken(file):
                if _is_at(lock, file):
                    yield lambda: _assert_held(lock, file)
                    return
                continue  # removed between opening and locking it
        if not is_told:
            waiting()
            is_told = True
        time.sleep(LOOK_AGAIN_SECONDS)


def taken(file: IO[str]) -> bool:
    """Whether this process now holds the lock of the open file; closing the file frees it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_at(lock: Path, file: IO[str]) -> bool:
    try:
        return os.path.samestat(lock.stat(), os.fstat(file.fileno()))
    except OSError:
        return False


def _assert_held(lock: Path, file: IO[str]) -> None:
    if not _is_at(lock, file):
        raise LockLostError(
            f"{lock.parent} was removed or replaced while this run wrote to it. Nothing was published; run it again."
        )
