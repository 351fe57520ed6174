"""The tables between the stages as they lie below ``.work/tables``, and their reading when they are asked for.

Arrow's own file format: a table is read and written in a third of the time that Parquet takes. Nothing here is published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

SUFFIX = ".arrow"
# Marks an input that is given as ``Stored``, to be read by whom it is given to.
LATER = "spacecoop/read_later"


@dataclass(frozen=True, slots=True)
class Stored:
    """A table that lies in a file; what it holds is read each time and kept by nobody here."""

    path: Path

    def read(self, columns: Sequence[str] | None = None) -> pa.Table:
        """All of it, or some columns; raises ``OSError`` and ``pyarrow.ArrowException``."""
        from pyarrow import feather

        return feather.read_table(self.path, columns, memory_map=False)

    def metadata(self) -> dict[bytes, bytes]:
        """What is written beside the columns; raises as ``read`` does."""
        with pa.OSFile(str(self.path)) as file:
            return dict(pa.ipc.open_file(file).schema.metadata or {})

    def write(self, rows: pa.Table) -> None:
        """Put the table in place of what lay there, at once."""
        from pyarrow import feather

        self.path.parent.mkdir(parents=True, exist_ok=True)
        aside = self.path.with_suffix(".part")
        feather.write_feather(rows, str(aside), compression="lz4")
        aside.replace(self.path)


class Lazily(Mapping[str, pa.Table]):
    """Tables by name, each read when it is asked for, so that those who need one after the other hold one at a time;
    ``columns`` says of which tables only some are wanted."""

    def __init__(self, stored: Mapping[str, Stored], columns: Mapping[str, Sequence[str]] | None = None) -> None:
        self._stored, self._columns = stored, columns or {}

    def __getitem__(self, name: str) -> pa.Table:
        return self._stored[name].read(self._columns.get(name))

    def __contains__(self, name: object) -> bool:
        return name in self._stored

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)
