"""The hash of each file's bytes, taken again only where the file was touched since it was last taken.

A hash is kept with the size, times and place of its file, and only for files that had been at rest: one that was written
to just now may be written to again without a sign. Losing what was kept costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from assets.sight import SETTLED_SECONDS

PIECE = 1 << 20
# Above the size of any source that is read: the bytes of such a file decide nothing.
MOST_BYTES = 2_000_000_000
KEPT = pa.schema(
    [
        pa.field("name", pa.string()),
        pa.field("bytes", pa.int64()),
        pa.field("modified", pa.int64()),
        pa.field("changed", pa.int64()),
        pa.field("inode", pa.uint64()),
        pa.field("sha256", pa.string()),
    ]
)
# Size, times in nanoseconds, and inode: another file under the name, or another content, has others.
Place = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Digests:
    """The hashes of the files below ``root``; ``file`` is where they are kept."""

    root: Path
    file: Path
    _before: dict[str, tuple[Place, str]]
    _now: dict[str, tuple[Place, str]] = field(default_factory=dict[str, tuple[Place, str]])

    @classmethod
    def open(cls, root: Path, file: Path, *, anew: bool = False) -> Digests:
        """What an earlier run kept in ``file``; nothing when that cannot be read, and nothing ``anew``."""
        before: dict[str, tuple[Place, str]] = {}
        with suppress(OSError, pa.ArrowException):
            columns = () if anew else (c.to_pylist() for c in pq.read_table(file, schema=KEPT).columns)
            for name, size, modified, changed, inode, digest in zip(*columns, strict=True):
                before[name] = (size, modified, changed, inode), digest
        return cls(root, file, before)

    def of(self, name: str) -> tuple[int, str] | None:
        """The size of the file ``name`` and the hash of its bytes; null for one that cannot be read or is never taken."""
        path = self.root / name
        try:
            seen = path.stat()
            known = self._before.get(name)
            if known is None or known[0] != _place(seen):
                known = self._taken(path) if stat.S_ISREG(seen.st_mode) and seen.st_size <= MOST_BYTES else None
        except OSError:
            return None
        if known is None:
            return None
        place, digest = known
        if max(place[1], place[2]) < _settled():
            self._now[name] = known
        return place[0], digest

    @staticmethod
    def _taken(path: Path) -> tuple[Place, str] | None:
        """Null for a file that grows while it is read until none of its size is taken."""
        total, size = hashlib.sha256(), 0
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                total.update(piece)
                size += len(piece)
                if size > MOST_BYTES:
                    return None
            return _place(os.fstat(file.fileno())), total.hexdigest()

    def keep(self) -> None:
        """Keep what this run was told, and nothing of files that it did not ask for; raises ``OSError``."""
        if self._now == self._before:
            return
        rows = [(name, *place, digest) for name, (place, digest) in self._now.items()]
        columns = zip(*rows, strict=True) if rows else ((),) * len(KEPT)
        arrays = [pa.array(cells, field.type) for cells, field in zip(columns, KEPT, strict=True)]
        self.file.parent.mkdir(parents=True, exist_ok=True)
        aside = self.file.with_suffix(".part")
        pq.write_table(pa.table(arrays, schema=KEPT), aside, compression="zstd")
        aside.replace(self.file)


def _place(seen: os.stat_result) -> Place:
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino


def _settled() -> int:
    """Nanoseconds since the epoch; what was touched before is at rest."""
    return int((time.time() - SETTLED_SECONDS) * 1e9)
