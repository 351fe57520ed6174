"""The lock of an output: one writer at a time, whatever started it.

An operating-system lock, so that the kernel frees it however its holder dies.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

LOOK_AGAIN_SECONDS = 0.1


@contextmanager
def only_writer(output: Path, *, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold ``output/.lock``; calls ``waiting`` once when another process holds it, then waits for as long as it takes."""
    output.mkdir(parents=True, exist_ok=True)
    with (output / ".lock").open("a") as file:
        if not taken(file):
            waiting()
            while not taken(file):
                time.sleep(LOOK_AGAIN_SECONDS)
        yield


def taken(file: IO[str]) -> bool:
    """Whether this process now holds the lock of the open file; closing the file frees it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
