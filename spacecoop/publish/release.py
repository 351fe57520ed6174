"""Writing a release: every file aside, then in place by one rename, so that a reader sees the old one or the new one.

Releases lie under ``releases/<version>`` and ``latest`` points at one of them. What they hold is decided in ``contents``.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Generator, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from spacecoop.fingerprint import engine_digest
from spacecoop.publish import KEEP, changes_report
from spacecoop.publish.accuracy import Accuracy
from spacecoop.publish.changes import compare
from spacecoop.publish.contents import UNLISTED, Contents, contents
from spacecoop.publish.partly import batches_of, columns_of, names_of
from spacecoop.publish.released import NoReleaseError, Released


@dataclass(frozen=True, slots=True)
class Release:
    """A release in its place; ``is_new`` is false when the same content stood there already."""

    version: str
    path: Path
    rows: dict[str, int]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Folder(MutableMapping[str, bytes]):
    """Files below a folder by their paths; what is set is on the disk."""

    path: Path

    @contextmanager
    def open(self, path: str) -> Generator[BinaryIO]:
        """A file to write, which is on the disk when the block ends."""
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())

    def __setitem__(self, path: str, data: bytes) -> None:
        with self.open(path) as out:
            out.write(data)

    def __getitem__(self, path: str) -> bytes:
        return (self.path / path).read_bytes()

    def __delitem__(self, path: str) -> None:
        (self.path / path).unlink()

    def __iter__(self) -> Iterator[str]:
        return (file.relative_to(self.path).as_posix() for file in sorted(self.path.rglob("*")) if file.is_file())

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A release about to be written, as ``compare`` looks at it."""

    version: str
    engine: str
    tables: Mapping[str, pa.Table]

    def __getitem__(self, name: str, /) -> pa.Table:
        return self.tables[name]

    def __contains__(self, name: object, /) -> bool:
        return name in self.tables

    def columns(self, name: str, columns: Sequence[str]) -> pa.Table:
        return columns_of(self.tables, name, columns)

    def names(self, name: str) -> list[str]:
        return names_of(self.tables, name)

    def batches(self, name: str) -> Iterator[pa.RecordBatch]:
        return batches_of(self.tables, name)


def write_release(
    tables: Mapping[str, pa.Table],
    root: Path,
    *,
    keep: int = KEEP,
    accuracy: Accuracy | None = None,
    pages: Mapping[str, bytes] | None = None,
) -> Release:
    """Publish the tables below ``root`` and point ``latest`` at them; ``keep`` older releases stay.

    ``pages`` are further files by path (``explorer/index.html``); they write ``contents.PENDING`` for the version. The
    caller holds the lock of ``root``: two writers at once are not told apart. Raises ``FileExistsError`` where ``latest``
    is no link.
    """
    if (root / "latest").exists() and not (root / "latest").is_symlink():
        raise FileExistsError(f"{root / 'latest'} is not the link to a release that should be there. Move it away.")
    aside = root / ".work" / "release-to-be"
    for left in (aside, _gone(root)):
        shutil.rmtree(left, ignore_errors=True)
    made = contents(tables, accuracy=accuracy, pages=pages, into=Folder(aside))
    target = root / "releases" / made.version
    is_new = not _stands(target, aside)
    if is_new:
        Folder(aside).update(_told(target) or _changes(tables, made, root))
        target.parent.mkdir(parents=True, exist_ok=True)
        _discard(target, root)
        aside.rename(target)
    shutil.rmtree(aside, ignore_errors=True)
    _point(root, made.version)
    _prune(root, made.version, keep)
    return Release(made.version, root / "latest", made.rows, is_new)


def _stands(target: Path, aside: Path) -> bool:
    """Whether every file stands in its place already; who meddled there may have left a part of them."""
    try:
        return _told(target) is not None and all(cmp(aside / p, target / p, shallow=False) for p in Folder(aside))
    except OSError:
        return False


def _told(target: Path) -> dict[str, bytes] | None:
    """The changes that a release tells already; null where they cannot be read."""
    try:
        told = {name: (target / name).read_bytes() for name in UNLISTED}
        json.loads(told["changes.json"])
    except (OSError, ValueError):
        return None
    return told


def _changes(tables: Mapping[str, pa.Table], made: Contents, root: Path) -> dict[str, bytes]:
    """The diff against the release in place; one that can no longer be read does not stop the next, and is told."""
    after = Unwritten(made.version, engine_digest(), tables)
    try:
        found = compare(Released.latest(root), after)
    except (NoReleaseError, OSError, KeyError, pa.ArrowException) as fault:
        found = compare(None, after, unread=f"{type(fault).__name__}: {fault}")
    return {
        "CHANGES.md": changes_report.as_markdown(found).encode(),
        "changes.json": changes_report.as_json(found).encode(),
    }


def _point(root: Path, version: str) -> None:
    """Swing ``latest`` by a rename, so that it points somewhere at every moment."""
    link = root / ".work" / "latest"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / version, target_is_directory=True)
    link.replace(root / "latest")


def _prune(root: Path, current: str, keep: int) -> None:
    """Remove releases but the current one and the ``keep`` last written before it; what is no release stays."""
    others = sorted(
        (p for p in (root / "releases").iterdir() if p.name != current and (p / "index.json").is_file()),
        key=lambda p: (p.stat().st_mtime_ns, p.name),
        reverse=True,
    )
    for old in others[keep:]:
        _discard(old, root)


def _discard(release: Path, root: Path) -> None:
    """Take a release away by a rename first: one of which a part is left must never be taken for whole."""
    if release.exists():
        release.rename(_gone(root))
        shutil.rmtree(_gone(root), ignore_errors=True)


def _gone(root: Path) -> Path:
    return root / ".work" / "release-gone"
