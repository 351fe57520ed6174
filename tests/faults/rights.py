"""Permissions that count: root reads and writes everything, so a test run as root gives up that right for a while.

The rights of the thread alone (capabilities(7)); needs no program, no mount and no other user.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

# The layout of the system call's third version, and the rights to read, write and search whatever the permissions say.
VERSION = 0x20080522
DAC_OVERRIDE, DAC_READ_SEARCH = 1 << 1, 1 << 2


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Rights(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextmanager
def permissions_count() -> Iterator[None]:
    """Nothing that forbids can be read, entered or written by this thread, and those it starts, until the block ends."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, rights = _Header(VERSION, 0), (_Rights * 2)()
    _done(libc.capget(ctypes.byref(header), rights))
    before = rights[0].effective
    rights[0].effective &= ~(DAC_OVERRIDE | DAC_READ_SEARCH)
    _done(libc.capset(ctypes.byref(header), rights))
    try:
        yield
    finally:
        rights[0].effective = before
        _done(libc.capset(ctypes.byref(header), rights))


def _done(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), "the rights of this thread cannot be changed")
