"""What earlier runs read and found, kept by the content it came from, so that a run costs what is new.

Delta Lake tables below ``.work/cache``, each in the folder of the engine that filled it: another engine starts afresh,
and the rows of engines past are removed. A commit is whole or not there, so that a run may be killed at any moment.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from assets import made_by

Used = TypeVar("Used")
KEY = "key"
# Of an article, the hash of all that ``extract`` reads of it, which is everything but its name.
TEXT_KEY = "text_key"
ROWS_A_BATCH = 2_000
# Commits after which the files are made few again.
MOST_FILES = 64
TRACE = re.compile(r" 0: (?=<|\w+(?:::|@| at ))")


@dataclass(frozen=True, slots=True)
class Cache:
    """One table of rows by ``key``; a key may have several rows, which were added together.

    ``tell`` hears of a cache that could not be read or written: both cost time and nothing else.
    """

    folder: Path
    schema: pa.Schema
    tell: Callable[[str], None]

    @classmethod
    def open(cls, work: Path, name: str, schema: pa.Schema, tell: Callable[[str], None], *, anew: bool) -> Cache:
        """The cache of this engine; ``anew`` empties it first. The caller holds the lock of the output."""
        own = work / "cache" / made_by.extraction()
        for other in (work / "cache").glob("*"):
            if other != own:
                shutil.rmtree(other, ignore_errors=True)
        if anew:
            shutil.rmtree(own / name, ignore_errors=True)
        return cls(own / name, schema.insert(0, pa.field(KEY, pa.string())), tell)

    @property
    def mark(self) -> Path:
        """Where work that fills the table leaves a mark when it dies, see ``processes``."""
        return self.folder.with_name(f"{self.folder.name}.begun")

    def load(self, keys: pa.Array, use: Callable[[pa.Table], Used]) -> tuple[list[Used], pa.Array]:
        """What ``use`` makes of the rows of the keys, some ``ROWS_A_BATCH`` at a time, and the keys that were found.

        The rows come in no order. A cache that cannot be read is removed, and nothing was found in it.
        """
        from deltalake.exceptions import DeltaError

        made: list[Used] = []
        found: list[pa.Array] = []
        try:
            for rows in self._rows(keys):
                made.append(use(rows))
                found.append(rows.column(KEY).combine_chunks())
        except (DeltaError, OSError, pa.ArrowException) as fault:
            self.tell(f"What earlier runs kept cannot be read and is made again: {_flat(fault)}")
            shutil.rmtree(self.folder, ignore_errors=True)
            return [], pa.array([], pa.string())
        return made, pa.chunked_array(found, pa.string()).unique()

    def _rows(self, keys: pa.Array) -> Iterator[pa.Table]:
        for file in self._files():
            with pq.ParquetFile(file) as opened:
                for group in range(opened.num_row_groups):
                    # The keys alone say whether there is anything to read, which in most files there is not.
                    there = opened.read_row_group(group, [KEY]).column(KEY)
                    if pc.any(pc.is_in(there, value_set=keys)).as_py():
                        yield from self._wanted(opened, group, keys)

    def _wanted(self, opened: pq.ParquetFile, group: int, keys: pa.Array) -> Iterator[pa.Table]:
        for batch in opened.iter_batches(ROWS_A_BATCH, [group]):
            rows = pa.Table.from_batches([batch])
            wanted = rows.filter(pc.is_in(rows.column(KEY), value_set=keys))
            if wanted.num_rows:
                yield wanted.cast(self.schema)

    def add(self, rows: pa.Table) -> None:
        """Keep the rows in one commit."""
        from deltalake import write_deltalake
        from deltalake.exceptions import DeltaError

        if not rows.num_rows:
            return
        try:
            write_deltalake(self.folder, rows, mode="append")
        except (DeltaError, OSError) as fault:
            self.tell(f"What was found could not be kept for the next run: {_flat(fault)}")

    def tidy(self) -> None:
        """Make many small files few, and remove those that no longer count."""
        from deltalake import DeltaTable
        from deltalake.exceptions import DeltaError

        try:
            if len(self._files()) > MOST_FILES:
                table = DeltaTable(self.folder)
                table.optimize.compact()
                table.vacuum(retention_hours=0, enforce_retention_duration=False, dry_run=False)
        except (DeltaError, OSError) as fault:
            self.tell(f"The files kept for the next run could not be made fewer: {_flat(fault)}")

    def _files(self) -> list[str]:
        """The files of the table as last committed.

        Read as plain Parquet: reading through Delta's own file system now and then aborts the process at its end
        (deltalake 1.6 with pyarrow 26, seen in one of three runs).
        """
        from deltalake import DeltaTable

        return DeltaTable(self.folder).file_uris() if DeltaTable.is_deltatable(str(self.folder)) else []


def _flat(fault: Exception) -> str:
    """The words of a fault in one line, without the trace of calls that Delta's carry."""
    said = " ".join(f"{type(fault).__name__}: {fault}".split())
    return TRACE.split(said, 1)[0][:300]
