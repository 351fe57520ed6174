"""Gold data as samples to judge by: texts with what a person found in them.

Reads a folder laid out as ``dates/``, ``quantities/``, ``actors/`` (JSON lines with the text) and ``articles/`` (whole
articles beside ``gold.jsonl``); nothing is judged here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

# The sets of running news; where a folder has none of them, all its sets count.
NEWS = {
    "dates": ("aquaint", "timebank", "wikiwars"),
    "quantities": ("newsquant",),
    "actors": ("worldwide",),
    "statements": ("polnear.dev", "polnear.test", "polnear"),
    "articles": ("gold",),
}
FOLDERS = {task: task for task in NEWS} | {"statements": "actors"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One text with its gold; ``published`` is the date that its source claims."""

    sample_id: str
    text: str
    published: date | None
    gold: dict[str, Any]


def sets(folder: Path, task: str) -> list[Path]:
    """The files of gold for a task, in the order of their names; none where the folder has none."""
    marker = {"dates": "timex", "quantities": "quantities", "actors": "entities", "statements": "quotes"}.get(task)
    found = sorted((folder / FOLDERS[task]).glob("*.jsonl"))
    if marker is None:
        return [path for path in found if path.stem in NEWS[task]]
    of_task = [path for path in found if marker in _first(path)]
    return [path for path in of_task if path.stem in NEWS[task]] or of_task


def _first(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as file:
        return json.loads(file.readline() or "{}")


def samples(path: Path) -> Iterator[Sample]:
    """The samples of one file; articles take text and claimed date from the files beside it."""
    claimed = _claimed(path.parent / "index.jsonl")
    for row in _rows(path):
        if "text" in row:
            yield Sample(row["id"], row["text"], _day(row.get("dct")), row)
        else:
            file = path.parent / "sources" / "real" / f"{row['id']}.txt"
            yield Sample(row["id"], file.read_bytes().decode("utf-8"), claimed.get(row["id"]), row)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def _claimed(index: Path) -> dict[str, date | None]:
    return {row["id"]: _day(row.get("published")) for row in _rows(index)} if index.is_file() else {}


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said[:10]) if said else None
    except ValueError:
        return None


def digest(folder: Path) -> tuple[str, str]:
    """The hash over names and bytes of every file of gold, and the day on which the newest of them was written."""
    total = hashlib.sha256()
    newest = 0.0
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix in (".jsonl", ".txt", ".toml")):
        content = path.read_bytes()
        total.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        total.update(content)
        newest = max(newest, path.stat().st_mtime)
    return total.hexdigest(), datetime.fromtimestamp(newest, UTC).date().isoformat()
