"""The collections of a folder of sources: what is in them, what is wrong with them, and what is new in their feeds.

Reading and fetching are the engine's business; putting more into a collection is that of ``adding``.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from itertools import chain
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assets.settings import Settings
from pipelines.lock import only_writer
from spacecoop.document.read import read_source
from spacecoop.fetch import fetch_all, last_problems
from spacecoop.find.dates import find_publication
from spacecoop.tables import Problem
from spacecoop.text import Reading

FEEDS = "feeds.toml"
PROBLEMS_SHOWN = 50
# So many sources take some seconds to read.
WORTH_A_WORD = 1000


def tell_collections(given: Settings) -> int:
    """Print each collection with its articles and problems, those of the last fetch included; 2 when there is no such folder."""
    root = given.sources
    if not root.is_dir():
        print(f"There is no folder {root}. Make it, or name another with --sources.", file=sys.stderr)
        return 2
    from assets.known import seen

    found = seen(root, given.work)
    if len(found.unknown) >= WORTH_A_WORD:
        print(f"Reading {len(found.unknown)} sources that no run has read as they are now ...", file=sys.stderr)
    files, articles, problems = Counter[str](), Counter[str](), list(found.problems)
    newest: dict[str, date] = {}
    for name, count, day, faults in chain(
        ((name, count, day, ()) for name, (count, day) in found.known.items()),
        (_read(name, root) for name in found.unknown),
    ):
        shelf = _collection(name)
        files[shelf] += 1
        articles[shelf] += count
        problems.extend(faults)
        if day is not None:
            newest[shelf] = max(day, newest.get(shelf, date.min))
    if (root / FEEDS).is_file():
        problems.extend(last_problems(given.fetch_records))
    faults = Counter(_collection(row.source) for row in problems)
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
    console.print(Text(f"{files.total()} files, {articles.total()} articles, {_counted(len(problems), 'problem')}"))
    _tell(console, sorted(problems, key=lambda row: row.source))
    return 0


def _read(name: str, root: Path) -> tuple[str, int, date | None, tuple[Problem, ...]]:
    """A source with the number of its articles, the newest of their days, and what is wrong with it."""
    read = read_source(root / name, root=root)
    days = [find_publication(Reading(document, str)).published for document in read.documents]
    return name, len(read.documents), max((day for day in days if day is not None), default=None), read.problems


def fetch(given: Settings) -> int:
    """Fetch what is new in the feeds and pages of ``feeds.toml``; 1 when there were problems, 2 when there is no such file."""
    if not (given.sources / FEEDS).is_file():
        print(f"There is no {given.sources / FEEDS}. Write one (docs/sources.md says how).", file=sys.stderr)
        return 2
    console = Console()
    with only_writer(given.output, waiting=lambda: console.print("Another run is writing to this output; waiting.")):
        done = fetch_all(given.sources, given.fetch_records, is_forced=True)
    for name in done.files:
        console.print(Text(f"✓ {name}"))
    console.print(Text(f"{len(done.files)} new, {done.unchanged} unchanged, {_counted(len(done.problems), 'problem')}"))
    _tell(console, done.problems)
    return 1 if done.problems else 0


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def said(row: Problem) -> str:
    """A problem in one line."""
    return f"{row.source}: {row.reason} {row.remedy}"


def _tell(console: Console, problems: list[Problem]) -> None:
    for row in problems[:PROBLEMS_SHOWN]:
        console.print(Text(f"! {said(row)}", style="yellow"), soft_wrap=True)
    if len(problems) > PROBLEMS_SHOWN:
        console.print(f"  and {len(problems) - PROBLEMS_SHOWN} more; after a run all are in the table problems.")


def _collection(source: str) -> str:
    """The folder of a source or of a part of one; what was not fetched belongs to the file that names it."""
    if source.partition("#")[0] == FEEDS:
        return FEEDS
    return source.rpartition("#")[0].rpartition("/")[0] if _is_part(source) else source.rpartition("/")[0]


def _is_part(source: str) -> bool:
    return source.rpartition("#")[2].isdecimal()
