"""A file that weighs what is written into it, so that nobody need hold it or read it again to know its size and hash.

Where the bytes go is the business of who opened the file.
"""

from __future__ import annotations

from hashlib import sha256
from io import RawIOBase
from typing import TYPE_CHECKING, BinaryIO

from spacecoop.publish.datapackage import Weighed

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class Weighing(RawIOBase):
    """Passes on all that is written to it; closing it leaves the file below open."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._size, self._hash = out, 0, sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        size = self._out.write(data)
        self._hash.update(data)
        self._size += size
        return size

    def tell(self) -> int:
        return self._size

    @property
    def weighed(self) -> Weighed:
        """The weight of all that was written."""
        return Weighed(self._size, self._hash.hexdigest())
