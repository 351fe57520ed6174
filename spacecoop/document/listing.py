"""Which files of a folder are sources, in order, and which names cannot be taken.

Only names are looked at here; nothing is opened.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from spacecoop.document.fault import UNTAKEABLE, SourceError, printable
from spacecoop.document.formats import FORMATS, ending_of
from spacecoop.document.sidecars import COLLECTION, sidecar_path
from spacecoop.tables import Problem

# Files that belong to a collection and are no article.
NOT_SOURCES = re.compile(
    r"(?i)^\.|^readme|^(?:licen[cs]e|changelog|contributing)(?:\.(?:md|txt))?$|(?:~|\.part|\.tmp|\.swp|\.crdownload)$"
)
# Formats that people have articles in, and what they make of them.
INSTEAD = {
    (".doc", ".docx", ".odt", ".pages", ".rtf"): "Save it as .txt, .html or .pdf.",
    (".json",): "Write its articles one a line, into a .jsonl.",
    (".csv", ".tsv", ".xls", ".xlsx", ".parquet"): "Write its articles one a line, into a .jsonl.",
    (".xml", ".rss", ".atom"): "Name a feed's address in feeds.toml; put the text of an article into a .txt.",
    (".zip", ".tar", ".tgz", ".tar.gz", ".7z", ".rar"): "Unpack it, and put the files there.",
    (".eml", ".mht", ".mhtml", ".webarchive", ".epub"): "Save the article as .html, .pdf or .txt.",
    (".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"): "Take it away; pictures are not read.",
}
SETTINGS = frozenset({COLLECTION, "feeds.toml"})
CORRECTIONS = "corrections.toml"
# Folders in folders; more than anyone makes by hand, and fewer than any part of a system stumbles over.
DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Sources:
    """Paths below the root (POSIX), sorted; they are the ``source_id`` of ``read_source``.

    ``written`` are the sidecars and ``_collection.toml`` files beside them, each with whether it can be taken.
    """

    names: tuple[str, ...]
    problems: tuple[Problem, ...]
    written: dict[str, bool]


def list_sources(root: Path) -> Sources:
    """Every source below ``root``; links are followed to files inside ``root`` alone, never to folders."""
    names: list[str] = []
    problems: list[Problem] = []
    written: dict[str, bool] = {}
    inside = root.resolve()

    def refused(fault: OSError) -> None:
        problems.append(_unreadable(root, fault))

    for folder, below, files in os.walk(root, onerror=refused):
        here = Path(folder)
        above = "" if here == root else f"{here.relative_to(root).as_posix()}/"
        if above.count("/") > DEEPEST:
            problems.append(_too_deep(above))
            below.clear()
            continue
        problems.extend(_linked_folders(here, below, root, inside))
        written.update((above + name, False) for name in below if name.endswith(".toml"))
        saved = _saved_with_pages(files)
        below[:] = sorted(
            name for name in below if not name.startswith(".") and name not in saved and not (here / name).is_symlink()
        )
        sidecars: set[str] | None = None
        for name in files:
            if NOT_SOURCES.search(name):
                continue
            is_toml = name[-5:].lower() == ".toml"
            if is_toml and sidecars is None:
                sidecars = _sidecars(files)
            fault = _fault(here / name, above + name, inside)
            if fault is None:
                fault = _fault_of_sidecar(above, name, sidecars or set()) if is_toml else _fault_of_ending(name)
            if is_toml:
                written[above + name] = fault is None
            if fault is not None:
                problems.append(fault.row(printable(above + name)))
            elif not is_toml:
                names.append(above + name)
    names.sort()
    problems.extend(_same_names(names))
    return Sources(tuple(names), tuple(sorted(problems, key=lambda row: row.source)), written)


def _same_names(names: list[str]) -> Iterator[Problem]:
    """A row for each source whose name one before it in its folder has, but for ending, capitals or code points."""
    first: dict[str, str] = {}
    for name in names:
        bare = name.rpartition(".")[0]
        bare = (bare.rpartition(".")[0] if name[-3:].lower() == ".gz" else bare).casefold()
        other = first.setdefault(bare if bare.isascii() else unicodedata.normalize("NFC", bare), name)
        if other != name:
            yield SourceError(
                "same_name",
                f"Beside it lies {other.rpartition('/')[2]}, which has the same name but for its ending or spelling.",
                "Rename one, or take it away; until then both are read, and a sidecar of that name counts for both.",
            ).row(name)


def _fault(path: Path, name: str, inside: Path) -> SourceError | None:
    if UNTAKEABLE.search(name):
        return SourceError("odd_name", "The name holds a control character or no Unicode.", "Rename it.")
    if not path.is_symlink():
        return None
    if not path.exists():
        return SourceError("broken_link", "The link leads nowhere.", "Put the file itself there.")
    if not path.resolve().is_relative_to(inside):
        return SourceError("link_outside", "The link leads out of the sources.", "Put the file itself there.")
    return None


def _fault_of_ending(name: str) -> SourceError | None:
    ending = ending_of(PurePath(name))
    if ending in FORMATS:
        return None
    return SourceError("unknown_format", f"Files that end in {ending!r} are not read.", remedy_of_ending(ending))


def remedy_of_ending(ending: str) -> str:
    """What to do with a file of a format that is not read."""
    for endings, remedy in INSTEAD.items():
        if ending in endings:
            return remedy
    return f"Use one of {', '.join(FORMATS)}."


def _saved_with_pages(files: Iterable[str]) -> set[str]:
    """The folders in which browsers keep the pictures and scripts of the pages that they saved beside them."""
    pages = (name.rpartition(".") for name in files if name.lower().endswith((".html", ".htm")))
    return {f"{stem}{end}" for stem, _, _ in pages for end in ("_files", ".files")}


def _sidecars(files: Iterable[str]) -> set[str]:
    """The names of the sidecars that the sources among the files of one folder may have."""
    return {sidecar_path(path).name for name in files if ending_of(path := Path(name)) in FORMATS}


def _fault_of_sidecar(above: str, name: str, sidecars: set[str]) -> SourceError | None:
    if name in SETTINGS or name in sidecars or above + name == CORRECTIONS:
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


def _too_deep(above: str) -> Problem:
    wrong = SourceError(
        "unreadable_folder", f"The folder lies in more than {DEEPEST} others.", "Move it up; until then it is left out."
    )
    return wrong.row(printable(above.rstrip("/")))


def _shown(path: Path, root: Path) -> str:
    return printable(path.relative_to(root).as_posix())
