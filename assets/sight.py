"""What stands in the folder of sources, at a glance: names, sizes and times; nothing is opened.

A glance costs little however large the folder is. What the files hold is read in ``documents``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# A file that was written to this recently may still be being written.
SETTLED_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Sight:
    """A look at a folder: ``digest`` changes when a file comes, goes or changes; ``moving`` was written to just now.

    ``newest`` is when the system last saw any of it change, in seconds since the epoch.
    """

    digest: str
    files: int
    moving: str | None
    newest: float


def look(folder: Path, now: float) -> Sight:
    """What stands in a folder at ``now`` (seconds since the epoch); hidden files and folders do not count."""
    digest = hashlib.sha256()
    files, moving, newest = 0, None, 0.0
    for name, seen in _entries(folder):
        digest.update(os.fsencode(name) + b"\0")
        if seen is None:
            continue
        digest.update(f"{seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}\n".encode())
        files += 1
        newest = max(newest, seen.st_ctime)
        if 0 <= now - max(seen.st_mtime, seen.st_ctime) < SETTLED_SECONDS:
            moving = moving or name
    return Sight(digest.hexdigest(), files, moving, newest)


def _entries(folder: Path) -> Iterator[tuple[str, os.stat_result | None]]:
    """Files in a fixed order, with what the system says of them; null for a folder or file that cannot be looked at."""
    pending = [(str(folder), "")]
    while pending:
        path, below = pending.pop()
        try:
            entries = sorted(os.scandir(path), key=lambda e: e.name)
        except OSError:
            yield f"{below}/", None
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            name = f"{below}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                pending.append((entry.path, name))
            else:
                try:
                    yield name, entry.stat()
                except OSError:
                    yield name, None
