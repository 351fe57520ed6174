"""Writing a release: every file aside, then in place by one rename, so that a reader sees the old one or the new one.

Releases lie under ``releases/<version>`` and ``latest`` points at one of them. The version is the newest publication
date in the data and a hash of the content, never the clock.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.publish import csv, describe, parquet
from spacecoop.tables import TABLES

KEEP = 5


@dataclass(frozen=True, slots=True)
class Release:
    """A release in its place; ``is_new`` is false when the same content stood there already."""

    version: str
    path: Path
    rows: dict[str, int]
    is_new: bool


def write_release(tables: dict[str, pa.Table], root: Path, *, keep: int = KEEP) -> Release:
    """Publish the tables below ``root`` and point ``latest`` at them; ``keep`` older releases stay.

    ``tables`` holds every declared table. The caller holds the lock of ``root``: two writers at once are not told apart.
    """
    missing = sorted(TABLES.keys() - tables.keys())
    if missing:
        raise ValueError(f"cannot release without the tables {', '.join(missing)}")
    twins = {name: csv.encode(tables[name]) for name in TABLES}
    version = version_of(tables, twins)
    rows = {name: tables[name].num_rows for name in TABLES}
    target = root / "releases" / version
    is_new = not (target / "index.json").is_file()
    if is_new:
        aside = root / ".work" / f"release-{version}"
        shutil.rmtree(aside, ignore_errors=True)
        _write(aside, _files(tables, twins, version, rows))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        aside.rename(target)
    _point(root, version)
    _prune(root, version, keep)
    return Release(version, root / "latest", rows, is_new)


def version_of(tables: dict[str, pa.Table], twins: dict[str, bytes]) -> str:
    """``<newest publication date>-<12 hexadecimal digits of the content's hash>``."""
    newest = pc.max(tables["documents"].column("published")).as_py()
    digest = sha256()
    for name in TABLES:
        digest.update(name.encode() + b"\0" + sha256(twins[name]).digest())
    return f"{newest.isoformat() if newest else 'undated'}-{digest.hexdigest()[:12]}"


def _files(
    tables: dict[str, pa.Table], twins: dict[str, bytes], version: str, rows: dict[str, int]
) -> dict[str, bytes]:
    """Every file of the release by its path below it, in the order of the index."""
    files = {f"tables/{name}.parquet": parquet.encode(tables[name], version) for name in TABLES}
    files |= {f"csv/{name}.csv": twins[name] for name in TABLES}
    files["csv/conferences_flat.csv"] = csv.encode(csv.conferences_flat(tables))
    hashes = {path: sha256(data).hexdigest() for path, data in files.items()}
    sizes = {path: len(data) for path, data in files.items()}
    files["datapackage.json"] = describe.datapackage(version, rows, hashes, sizes).encode()
    files["DICTIONARY.md"] = describe.dictionary(version, rows).encode()
    index = {
        "name": "spacecoop",
        "version": version,
        "tables": [{"name": name, "title": TABLES[name].title, "rows": rows[name]} for name in TABLES],
        "files": [
            {"path": path, "bytes": len(data), "sha256": sha256(data).hexdigest()} for path, data in files.items()
        ],
    }
    files["index.json"] = (json.dumps(index, indent=2, ensure_ascii=False) + "\n").encode()
    return files


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())


def _point(root: Path, version: str) -> None:
    """Swing ``latest`` by a rename, so that it points somewhere at every moment."""
    link = root / ".work" / "latest"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / version, target_is_directory=True)
    link.replace(root / "latest")


def _prune(root: Path, current: str, keep: int) -> None:
    """Remove releases but the current one and the ``keep`` last written before it."""
    others = sorted(
        (p for p in (root / "releases").iterdir() if p.is_dir() and p.name != current),
        key=lambda p: (p.stat().st_mtime_ns, p.name),
        reverse=True,
    )
    for old in others[keep:]:
        shutil.rmtree(old)
