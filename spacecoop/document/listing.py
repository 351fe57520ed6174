"""Which files of a folder are sources, in order, and which names cannot be taken.

Only names are looked at here; nothing is opened.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from spacecoop.document.fault import UNTAKEABLE, SourceError, printable
from spacecoop.document.formats import FORMATS, ending_of
from spacecoop.document.sidecars import COLLECTION, sidecar_path
from spacecoop.tables import Problem

# Files that belong to a collection and are no article.
NOT_SOURCES = re.compile(
    r"(?i)^\.|^readme|^(?:licen[cs]e|changelog|contributing)(?:\.(?:md|txt))?$|(?:~|\.part|\.tmp|\.swp|\.crdownload)$"
)
SETTINGS = frozenset({COLLECTION, "feeds.toml"})
CORRECTIONS = "corrections.toml"


@dataclass(frozen=True, slots=True)
class Sources:
    """Paths below the root (POSIX), sorted; they are the ``source_id`` of ``read_source``."""

    names: tuple[str, ...]
    problems: tuple[Problem, ...]


def list_sources(root: Path) -> Sources:
    """Every source below ``root``; links are followed to files inside ``root`` alone, never to folders."""
    names: list[str] = []
    problems: list[Problem] = []
    inside = root.resolve()

    def refused(fault: OSError) -> None:
        problems.append(_unreadable(root, fault))

    for folder, below, files in os.walk(root, onerror=refused):
        here = Path(folder)
        problems.extend(_linked_folders(here, below, root, inside))
        below[:] = sorted(name for name in below if not name.startswith(".") and not (here / name).is_symlink())
        for name in files:
            if NOT_SOURCES.search(name):
                continue
            fault = _fault(here / name, root, inside, files)
            if fault is not None:
                problems.append(fault.row(_shown(here / name, root)))
            elif Path(name).suffix.lower() != ".toml":
                names.append((here / name).relative_to(root).as_posix())
    return Sources(tuple(sorted(names)), tuple(sorted(problems, key=lambda row: row.source)))


def _fault(path: Path, root: Path, inside: Path, beside: list[str]) -> SourceError | None:
    if UNTAKEABLE.search(path.relative_to(root).as_posix()):
        return SourceError("odd_name", "The name holds a control character or no Unicode.", "Rename it.")
    if path.is_symlink() and not path.exists():
        return SourceError("broken_link", "The link leads nowhere.", "Put the file itself there.")
    if path.is_symlink() and not path.resolve().is_relative_to(inside):
        return SourceError("link_outside", "The link leads out of the sources.", "Put the file itself there.")
    if path.suffix.lower() == ".toml":
        return None if path == root / CORRECTIONS else _fault_of_sidecar(path, beside)
    if ending_of(path) not in FORMATS:
        return SourceError(
            "unknown_format",
            f"Files that end in {ending_of(path)!r} are not read.",
            f"Use one of {', '.join(FORMATS)}.",
        )
    return None


def _fault_of_sidecar(path: Path, beside: list[str]) -> SourceError | None:
    if path.name in SETTINGS or any(
        ending_of(Path(name)) in FORMATS and sidecar_path(Path(name)).name == path.name for name in beside
    ):
        return None
    return SourceError("sidecar_alone", "There is no source of this name beside it.", "Rename it or take it away.")


def _linked_folders(here: Path, below: list[str], root: Path, inside: Path) -> list[Problem]:
    wrong = SourceError("link_outside", "The link leads out of the sources.", "Put the folder itself there.")
    return [
        wrong.row(_shown(here / name, root))
        for name in below
        if (here / name).is_symlink() and not (here / name).resolve().is_relative_to(inside)
    ]


def _unreadable(root: Path, fault: OSError) -> Problem:
    path = Path(os.fsdecode(fault.filename)) if fault.filename else root
    said = fault.strerror or "the system refuses it"
    wrong = SourceError("unreadable_folder", f"The folder cannot be read: {said}.", "Check its permissions.")
    return wrong.row(_shown(path, root))


def _shown(path: Path, root: Path) -> str:
    return printable(path.relative_to(root).as_posix())
