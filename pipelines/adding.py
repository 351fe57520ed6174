"""Adding to a collection: files and folders are copied with what was written about them, addresses are fetched.

Nothing is overwritten, and nothing is copied that would never be read; how to fetch is the engine's business.
"""

from __future__ import annotations

import filecmp
import os
import re
import shlex
import shutil
import stat
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from assets.settings import Settings
from pipelines.lock import only_writer
from pipelines.resources import ROOT
from pipelines.shelves import said
from spacecoop.document.fault import UNTAKEABLE, SourceError, printable
from spacecoop.document.formats import FORMATS, ending_of
from spacecoop.document.listing import NOT_SOURCES, list_sources, remedy_of_ending
from spacecoop.document.read import read_source
from spacecoop.document.sidecars import COLLECTION, sidecar_path

NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")
ADDRESS = re.compile(r"(?i)^https?://")


def add(paths: list[str], collection: str, given: Settings) -> int:
    """Copy files with their sidecars, folders with all that is in them, or fetch addresses; nothing is overwritten.

    1 when any was not taken, 2 for a bad call.
    """
    if not NAME.match(collection):
        print(f"{collection!r} is no name for a collection: use letters, digits, '.', '_' and '-'.", file=sys.stderr)
        return 2
    folder = given.sources / collection
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        print(f"{folder} is no folder of its own. Take it away, or name another collection.", file=sys.stderr)
        return 2
    console = Console()
    taken = [_add(console, path, folder, given) for path in paths]
    if folder.is_dir():
        elsewhere = (
            "" if given.sources == ROOT / "sources" else f" --sources {shlex.quote(printable(str(given.sources)))}"
        )
        console.print(Text(f"Next: .venv/bin/spacecoop run{elsewhere}"), soft_wrap=True)
    return 0 if all(taken) else 1


def _add(console: Console, path: str, folder: Path, given: Settings) -> bool:
    if ADDRESS.match(path):
        return _add_page(console, path, folder.name, given)
    if stat.S_ISDIR(_mode(Path(path))):
        return _add_folder(console, Path(path), folder, given.sources)
    return _add_file(console, Path(path), folder, given.sources)


def _add_page(console: Console, url: str, collection: str, given: Settings) -> bool:
    from spacecoop.fetch import add_page

    try:
        with only_writer(given.output, waiting=lambda: console.print("Another run is writing; waiting.")):
            name, record = add_page(url, collection, given.sources, given.fetch_records)
    except SourceError as fault:
        return _refused(console, url, str(fault))
    except OSError as fault:
        return _refused(console, url, _unkept(fault))
    if record.address != url:
        console.print(Text(f"  fetched from {printable(record.address)}"))
    return _tell_added(console, given.sources / name, given.sources)


def _add_folder(console: Console, path: Path, folder: Path, root: Path) -> bool:
    """All sources of a folder, below the collection as they lie below the folder; what is none is told."""
    listed = list_sources(path)
    for row in listed.problems:
        console.print(Text(f"! {printable(str(path))}/{said(row)} It was not copied.", style="yellow"), soft_wrap=True)
    if not listed.names:
        return _refused(console, str(path), f"there is no article in it; files end in {', '.join(FORMATS)}.")
    is_whole = True
    for below in sorted({Path(name).parent for name in listed.names} | {Path()}):
        if stat.S_ISREG(_mode(path / below / COLLECTION)):
            is_whole &= _copy(console, path / below / COLLECTION, folder / below)
    for name in listed.names:
        is_whole &= _add_file(console, path / name, (folder / name).parent, root)
    return is_whole


def _add_file(console: Console, file: Path, folder: Path, root: Path) -> bool:
    fault = _refusal(file)
    if fault is not None:
        return _refused(console, str(file), fault)
    # The sidecar first: a source is never seen without it.
    parts = [part for part in (sidecar_path(file), file) if stat.S_ISREG(_mode(part))]
    if all(_copy(console, part, folder) for part in parts):
        return _tell_added(console, folder / file.name, root)
    return False


def _copy(console: Console, file: Path, folder: Path) -> bool:
    """Copy aside and rename, so that a file is never seen half; false when another of its name is there."""
    there, aside = folder / file.name, folder / f".adding-{os.getpid()}.part"
    try:
        if there.exists():
            if filecmp.cmp(file, there, shallow=False):
                return True
            return _refused(
                console, str(file), f"{printable(str(there))} is there already and differs; rename one of them."
            )
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, aside)
        aside.replace(there)
    except OSError as fault:
        aside.unlink(missing_ok=True)
        return _refused(console, str(file), _unkept(fault))
    return True


def _tell_added(console: Console, added: Path, root: Path) -> bool:
    read = read_source(added, root=root)
    count = "1 article" if len(read.documents) == 1 else f"{len(read.documents)} articles"
    if read.documents:
        console.print(Text(f"✓ {printable(str(added.relative_to(root)))}: {count}"), soft_wrap=True)
    else:
        console.print(
            Text(f"! {printable(str(added.relative_to(root)))} was added, but holds no article:", style="yellow")
        )
    for row in read.problems:
        console.print(Text(f"! {said(row)}", style="yellow"), soft_wrap=True)
    return bool(read.documents)


def _refusal(file: Path) -> str | None:
    mode = _mode(file)
    if not stat.S_ISREG(mode):
        return "this is no regular file." if mode else "there is no such file."
    if UNTAKEABLE.search(file.name):
        return "its name holds a control character or no Unicode; rename it."
    if NOT_SOURCES.search(file.name):
        return "files of this name are never read as articles; rename it."
    if ending_of(file) not in FORMATS:
        return f"files that end in {ending_of(file)!r} are not read. {remedy_of_ending(ending_of(file))}"
    return None


def _mode(path: Path) -> int:
    """What kind of file it is; 0 where there is none, or where no file can bear such a name."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _refused(console: Console, what: str, why: str) -> bool:
    console.print(Text(f"✗ {printable(what)}: {why}", style="red"), soft_wrap=True)
    return False


def _unkept(fault: OSError) -> str:
    said = fault.strerror or str(fault)
    return f"it cannot be copied: {said}. Make room, or mend the permissions."
