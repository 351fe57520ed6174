"""The collections of a folder of sources: what is in them, what is wrong with them, and what is new in their feeds.

Reading and fetching are the engine's business; putting more into a collection is that of ``adding``.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assets.settings import Settings
from pipelines.lock import only_writer
from spacecoop.document.listing import list_sources
from spacecoop.document.read import read_source
from spacecoop.fetch import fetch_all, last_problems
from spacecoop.find.dates import find_publication
from spacecoop.tables import Problem
from spacecoop.text import Reading

FEEDS = "feeds.toml"
PROBLEMS_SHOWN = 50


def tell_collections(given: Settings) -> int:
    """Print each collection with its articles and problems, those of the last fetch included; 2 when there is no such folder."""
    root = given.sources
    if not root.is_dir():
        print(f"There is no folder {root}. Make it, or name another with --sources.", file=sys.stderr)
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
    _tell(console, sorted(problems, key=lambda row: row.source))
    return 0


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
    console.print(Text(f"{len(done.files)} new, {done.unchanged} unchanged, {len(done.problems)} problems"))
    _tell(console, done.problems)
    return 1 if done.problems else 0


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
