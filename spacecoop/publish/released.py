"""A release read back: its index, and its tables as they are asked for.

Says what the files say; whether they hold is ``verify``'s question.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq

from spacecoop.publish import csv
from spacecoop.tables import TABLES


class NoReleaseError(Exception):
    """The folder is no release; the message says what it lacks and what to give instead."""


@dataclass(frozen=True, slots=True)
class Released(Mapping[str, pa.Table]):
    """The tables of a release by name, each read when it is asked for and kept by nobody here: from Parquet, else from its
    CSV twin."""

    path: Path
    version: str
    engine: str | None
    paths: frozenset[str]

    @classmethod
    def at(cls, path: Path) -> Released:
        """The release in a folder; raises ``NoReleaseError``."""
        index = read_index(path)
        paths = frozenset(str(entry.get("path")) for entry in _entries(index))
        engine = index.get("engine")
        return cls(path.resolve(), str(index.get("version")), str(engine) if engine else None, paths)

    @classmethod
    def latest(cls, root: Path) -> Released | None:
        """The release that ``latest`` points at below ``root``; null before the first one."""
        return cls.at(root / "latest") if (root / "latest" / "index.json").is_file() else None

    @classmethod
    def whole(cls, root: Path) -> Released | None:
        """The release that ``latest`` points at, if its tables are as its index says; null where they are not, and before
        the first one. For those who must not stumble over a release that somebody changed."""
        try:
            found = cls.latest(root)
        except NoReleaseError:
            return None
        if found is None or not all(_is_as_said(found.path, entry) for entry in _entries(read_index(found.path))):
            return None
        return found

    def __getitem__(self, name: str) -> pa.Table:
        path = self.file(name)
        if path is None:
            raise KeyError(f"{self.path} holds no table {name}")
        if path.endswith(".parquet"):
            return pq.read_table(self.path / path)
        return csv.decode((self.path / path).read_bytes(), name)

    def some(self, name: str, columns: Sequence[str]) -> pa.Table:
        """Those of the columns that a table has; of Parquet the others are not read."""
        path = self.file(name)
        if path is not None and path.endswith(".parquet"):
            return pq.read_table(self.path / path, columns=list(columns))
        rows = self[name]
        return rows.select([column for column in columns if column in rows.column_names])

    def columns(self, name: str, columns: Sequence[str]) -> pa.Table:
        """Some columns of a table, in the order given."""
        path = self.file(name)
        if path is None or not path.endswith(".parquet"):
            return self[name].select(list(columns))
        return pq.read_table(self.path / path, columns=list(columns)).select(list(columns))

    def names(self, name: str) -> list[str]:
        """The columns of a table."""
        path = self.file(name)
        is_parquet = path is not None and path.endswith(".parquet")
        return pq.read_schema(self.path / path).names if path and is_parquet else self[name].column_names

    def batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """The rows of a table, some at a time."""
        path = self.file(name)
        if path is None or not path.endswith(".parquet"):
            yield from self[name].to_batches()
            return
        with pq.ParquetFile(self.path / path) as file:
            yield from file.iter_batches()

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.file(name) is not None

    def __iter__(self) -> Iterator[str]:
        for name in TABLES:
            if self.file(name) is not None:
                yield name

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def file(self, name: str) -> str | None:
        """The path below the release of the file that holds a table; null when the index names none."""
        for path in (f"tables/{name}.parquet", f"csv/{name}.csv"):
            if path in self.paths:
                return path
        return None


def _entries(index: dict[str, object]) -> list[dict[str, object]]:
    """What the index says of each file; nothing where it is no list of such."""
    said = index.get("files")
    return [e for e in cast("list[object]", said) if isinstance(e, dict)] if isinstance(said, list) else []


def _is_as_said(release: Path, entry: dict[str, object]) -> bool:
    """Whether a Parquet file has the hash that the index gives it; others are not looked at."""
    path = release / str(entry.get("path"))
    if path.suffix != ".parquet":
        return True
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == entry.get("sha256")


def is_complete(release: Path) -> bool:
    """Whether every file that the index of a release names is there and as large as it says; no file but that is read."""
    try:
        said = _entries(read_index(release))
        return bool(said) and all((release / str(e.get("path"))).stat().st_size == e.get("bytes") for e in said)
    except (NoReleaseError, OSError):
        return False


def read_index(release: Path) -> dict[str, object]:
    """``index.json`` of a release; raises ``NoReleaseError`` where there is none to read."""
    file = release / "index.json"
    if not file.is_file():
        raise NoReleaseError(f"{file}: missing, so this is no release; give the folder that holds it")
    try:
        index = json.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise NoReleaseError(f"{file}: cannot be read: {fault}; build the release again") from fault
    if not isinstance(index, dict):
        raise NoReleaseError(f"{file}: is no JSON object; build the release again")
    return index
