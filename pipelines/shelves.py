"""The collections of a folder of sources: what is in them, and adding to them by copying and fetching.

Files are kept as they are; reading them, and how to fetch, is the engine's business.
"""

from __future__ import annotations

import filecmp
import re
import shutil
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assets.settings import Settings
from pipelines.lock import only_writer
from spacecoop.document.fault import SourceError, printable
from spacecoop.document.formats import FORMATS, ending_of
from spacecoop.document.listing import list_sources
from spacecoop.document.read import read_source
from spacecoop.document.sidecars import sidecar_path
from spacecoop.find.dates import find_publication
from spacecoop.tables import Problem
from spacecoop.text import Reading

NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")
ADDRESS = re.compile(r"^https?://")
FEEDS = "feeds.toml"


def tell_collections(root: Path) -> int:
    """Print each collection with its articles and problems; 2 when there is no such folder."""
    if not root.is_dir():
        print(f"There is no folder {root}.", file=sys.stderr)
        return 2
    listed = list_sources(root)
    files, articles, problems = Counter[str](), Counter[str](), list(listed.problems)
    newest: dict[str, date] = {}
    for name in listed.names:
        read = read_source(root / name, root=root)
        files[_collection(name)] += 1
        articles[_collection(name)] += len(read.documents)
        problems.extend(read.problems)
        days = [
            d for document in read.documents if (d := find_publication(Reading(document, str)).published) is not None
        ]
        if days:
            newest[_collection(name)] = max(*days, newest.get(_collection(name), date.min), date.min)
    faults = Counter(_collection(row.source.partition("#")[0]) for row in problems)
    shown = Table(box=None, pad_edge=False, header_style="dim")
    shown.add_column("collection")
    for heading in ("files", "articles", "problems", "newest"):
        shown.add_column(heading, justify="right")
    for name in sorted(files.keys() | faults.keys()):
        shown.add_row(
            Text(name or "(top)"), str(files[name]), str(articles[name]), str(faults[name]), str(newest.get(name, ""))
        )
    console = Console()
    console.print(shown)
    for row in sorted(problems, key=lambda p: p.source):
        console.print(Text(f"! {row.source}: {row.reason} {row.remedy}", style="yellow"))
    return 0


def fetch(given: Settings) -> int:
    """Fetch what is new in the feeds and pages of ``feeds.toml``; 1 when there were problems, 2 when there is no such file."""
    from spacecoop.fetch import fetch_all

    if not (given.sources / FEEDS).is_file():
        print(f"There is no {given.sources / FEEDS}. Write one (docs/sources.md says how).", file=sys.stderr)
        return 2
    console = Console()
    with only_writer(given.output, waiting=lambda: console.print("Another run is writing to this output; waiting.")):
        done = fetch_all(given.sources, given.fetch_records, is_forced=True)
    for name in done.files:
        console.print(Text(f"✓ {name}"))
    console.print(Text(f"{len(done.files)} new, {done.unchanged} unchanged, {len(done.problems)} problems"))
    for row in done.problems:
        console.print(Text(f"! {_said(row)}", style="yellow"))
    return 1 if done.problems else 0


def add(paths: list[str], collection: str, given: Settings) -> int:
    """Copy files with their sidecars, or fetch addresses, into a collection; nothing is overwritten.

    1 when any was not taken, 2 for a bad call.
    """
    root = given.sources
    if not NAME.match(collection):
        print(f"{collection!r} is no name for a collection: use letters, digits, '.', '_' and '-'.", file=sys.stderr)
        return 2
    console = Console()
    is_whole = True
    for path in paths:
        if ADDRESS.match(path):
            is_whole &= _add_page(console, path, collection, given)
            continue
        for file in _files(Path(path)):
            is_whole &= _add_one(console, file, root / collection, root)
    return 0 if is_whole else 1


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return [path / name for name in list_sources(path).names]


def _add_page(console: Console, url: str, collection: str, given: Settings) -> bool:
    from spacecoop.fetch import add_page

    try:
        with only_writer(given.output):
            name, record = add_page(url, collection, given.sources, given.fetch_records)
    except SourceError as fault:
        console.print(Text(f"✗ {printable(url)}: {fault}", style="red"))
        return False
    except OSError as fault:
        console.print(Text(f"✗ {printable(url)}: it cannot be kept: {fault.strerror}.", style="red"))
        return False
    if record.address != url:
        console.print(Text(f"  fetched from {printable(record.address)}"))
    return _tell_added(console, given.sources / name, given.sources)


def _add_one(console: Console, file: Path, folder: Path, root: Path) -> bool:
    fault = _refusal(file, folder)
    if fault is not None:
        console.print(Text(f"✗ {file}: {fault}", style="red"))
        return False
    folder.mkdir(parents=True, exist_ok=True)
    # The sidecar first: a source is never seen without it.
    for part in (sidecar_path(file), file):
        if part.is_file():
            aside = folder / f".{part.name}.part"
            shutil.copyfile(part, aside)
            aside.replace(folder / part.name)
    return _tell_added(console, folder / file.name, root)


def _tell_added(console: Console, added: Path, root: Path) -> bool:
    read = read_source(added, root=root)
    count = "1 article" if len(read.documents) == 1 else f"{len(read.documents)} articles"
    console.print(Text(f"✓ {added.relative_to(root)}: {count}"))
    for row in read.problems:
        console.print(Text(f"! {_said(row)}", style="yellow"))
    return bool(read.documents)


def _refusal(file: Path, folder: Path) -> str | None:
    if not file.is_file():
        return "there is no such file."
    if ending_of(file) not in FORMATS:
        return f"files that end in {ending_of(file)!r} are not read; use one of {', '.join(FORMATS)}."
    for part in (file, sidecar_path(file)):
        there = folder / part.name
        if part.is_file() and there.exists() and not filecmp.cmp(part, there, shallow=False):
            return f"{there} is there already and differs; rename one of them."
    return None


def _said(row: Problem) -> str:
    return f"{row.source}: {row.reason} {row.remedy}"


def _collection(name: str) -> str:
    return name.rpartition("/")[0]
