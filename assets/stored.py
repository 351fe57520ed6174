"""The tables between the stages as they lie below ``.work/tables``, and their reading when they are asked for.

Arrow's own file format: a table is read and written in a third of the time that Parquet takes, and batch by batch by
those who need not hold it whole. Nothing here is published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

SUFFIX = ".arrow"
# Marks an input that is given as ``Stored``, to be read by whom it is given to.
LATER = "spacecoop/read_later"
ROWS_A_BATCH = 1 << 16


@dataclass(frozen=True, slots=True)
class Stored:
    """A table that lies in a file; what it holds is read each time and kept by nobody here. Reading raises ``OSError``
    and ``pyarrow.ArrowException``."""

    path: Path

    def read(self, columns: Sequence[str] | None = None) -> pa.Table:
        """All of it, or some columns."""
        from pyarrow import feather

        return feather.read_table(self.path, columns, memory_map=False)

    def batches(self, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        """All of it, or some columns, one batch after the other."""
        with pa.OSFile(str(self.path)) as file:
            names = pa.ipc.open_file(file).schema.names
            wanted = None if columns is None else [names.index(name) for name in columns]
            reader = pa.ipc.open_file(file, options=pa.ipc.IpcReadOptions(included_fields=wanted))
            for i in range(reader.num_record_batches):
                batch = reader.get_batch(i)
                yield batch if columns is None else batch.select(list(columns))

    def rows_where(self, column: str, values: pa.Array, columns: Sequence[str]) -> pa.Table:
        """Of the rows that hold one of the values in a column some columns, in their order, without holding the others."""
        kept: list[pa.RecordBatch] = []
        for batch in self.batches(list(dict.fromkeys((*columns, column)))):
            rows = batch.filter(pc.is_in(batch.column(column), value_set=values))
            if rows.num_rows or not kept:
                kept.append(rows.select(list(columns)))
        return pa.Table.from_batches(kept) if kept else self.read(columns)

    def names(self) -> list[str]:
        """Its columns."""
        with pa.OSFile(str(self.path)) as file:
            return pa.ipc.open_file(file).schema.names

    def metadata(self) -> dict[bytes, bytes]:
        """What is written beside the columns."""
        with pa.OSFile(str(self.path)) as file:
            return dict(pa.ipc.open_file(file).schema.metadata or {})

    def write(self, rows: pa.Table | pa.RecordBatchReader) -> int:
        """Put the rows in place of what lay there, at once, and count them; they may be made from what lay there."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        aside = self.path.with_suffix(".part")
        batches = rows.to_batches(ROWS_A_BATCH) if isinstance(rows, pa.Table) else rows
        count = 0
        with (
            pa.OSFile(str(aside), "wb") as file,
            pa.ipc.new_file(file, rows.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as out,
        ):
            for batch in batches:
                out.write_batch(batch)
                count += batch.num_rows
        aside.replace(self.path)
        return count

    def take(self, other: Stored) -> int:
        """Put a table that was written aside, on the same disk, in place of what lay there, at once; count its rows."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        other.path.replace(self.path)
        return self.count()

    def count(self) -> int:
        """How many rows it has."""
        with pa.OSFile(str(self.path)) as file:
            return pa.ipc.open_file(file, options=pa.ipc.IpcReadOptions(included_fields=[])).count_rows()


class Lazily(Mapping[str, pa.Table]):
    """Tables by name, each read when it is asked for, so that those who need one after the other hold one at a time;
    ``columns`` says of which tables only some are wanted."""

    def __init__(self, stored: Mapping[str, Stored], columns: Mapping[str, Sequence[str]] | None = None) -> None:
        self._stored, self._columns = stored, columns or {}

    def __getitem__(self, name: str) -> pa.Table:
        return self._stored[name].read(self._columns.get(name))

    def columns(self, name: str, columns: Sequence[str]) -> pa.Table:
        """Some columns of a table."""
        return self._stored[name].read(columns)

    def names(self, name: str) -> list[str]:
        """The columns of a table."""
        return list(self._columns.get(name) or self._stored[name].names())

    def batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """The rows of a table, one batch after the other."""
        return self._stored[name].batches(self._columns.get(name))

    def __contains__(self, name: object) -> bool:
        return name in self._stored

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)
