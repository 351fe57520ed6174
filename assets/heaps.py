"""The rows that a run finds, table by table, put on the disk piece by piece as they come.

So that what very many articles say is never held at once. Nothing here outlives the run.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from assets.stored import SUFFIX, Stored

_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


@dataclass(slots=True)
class Heaps:
    """Tables by name in a folder of their own; raises ``OSError`` where that cannot be written."""

    folder: Path
    _writers: dict[str, pa.ipc.RecordBatchFileWriter] = field(default_factory=dict)

    @classmethod
    def empty(cls, folder: Path) -> Heaps:
        """No rows; what an earlier run left there is removed."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder)

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        """More rows of each table."""
        for name, rows in tables.items():
            if name not in self._writers:
                self._writers[name] = pa.ipc.new_file(str(self._stored(name).path), rows.schema, options=_OPTIONS)
            self._writers[name].write_table(rows)

    def take(self, name: str) -> pa.Table | None:
        """All rows of a table in the order in which they came, after which there are none; null when there never were."""
        if name not in self._writers:
            return None
        self._writers.pop(name).close()
        rows = self._stored(name).read()
        self._stored(name).path.unlink()
        return rows

    def clear(self) -> None:
        """Away with all rows."""
        for name in list(self._writers):
            self._writers.pop(name).close()
            self._stored(name).path.unlink()

    def _stored(self, name: str) -> Stored:
        return Stored((self.folder / name).with_suffix(SUFFIX))
