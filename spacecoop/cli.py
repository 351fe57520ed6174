"""The command line: what was found in an article, what a release says of a row, and whether it holds.

Commands that run the pipeline start ``python -m pipelines`` in a checkout, the one place that runs everything; nothing
is computed here.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from spacecoop import __version__

app = typer.Typer(
    help="Open data on space conferences and cooperation, read from news articles.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
RELEASE = Path("output/latest")
Data = Annotated[Path, typer.Option(help="Folder of a release.")]


class Format(StrEnum):
    """How ``extract`` prints."""

    TABLE = "table"
    JSONL = "jsonl"


# The columns worth a reader's first look, a table; the JSON lines have all. "bounds" stands for low, high, comparator.
SHOWN: dict[str, tuple[str, ...]] = {
    "conferences": ("name", "edition", "mention", "date_edtf", "city", "country", "attendees", "countries"),
    "conference_actors": ("role", "actor_id", "text"),
    "ties": ("actor_a", "actor_b", "kind", "status", "text"),
    "dates": ("text", "kind", "value", "edtf", "role"),
    "quantities": ("text", "kind", "bounds", "currency", "thing_head", "role"),
    "statements": ("speaker", "kind", "text"),
    "actors": ("actor_id", "name", "kind", "country", "mentions"),
    "rejected": ("text", "finder", "reason"),
}
# Where the output is no terminal, lines are as long as a wide one's.
WIDTH_OF_A_FILE = 140


@app.command()
def extract(
    paths: Annotated[list[Path], typer.Argument(help="Articles: .txt, .md, .html or .jsonl files.")],
    published: Annotated[str | None, typer.Option(help="Publication date that the source claims (YYYY-MM-DD).")] = None,
    form: Annotated[
        Format, typer.Option("--format", help="Readable tables, or one JSON object a document.")
    ] = Format.TABLE,
) -> None:
    """Print what was found in articles."""
    from dataclasses import replace

    from spacecoop.document.read import read_source
    from spacecoop.engine import extract as extract_document

    claimed = _day(published)
    failed = False
    for path in paths:
        read = read_source(path, root=path.parent)
        for problem in read.problems:
            failed = True
            typer.echo(f"{path}: {problem.reason} {problem.remedy}", err=True)
        for document in read.documents:
            found = extract_document(replace(document, published=claimed) if claimed else document)
            if form is Format.JSONL:
                typer.echo(json.dumps(found.as_dict(), ensure_ascii=False))
            else:
                _print_found(found.as_dict())
    if failed:
        raise typer.Exit(1)


def _day(said: str | None) -> date | None:
    if said is None:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise typer.BadParameter(f"--published {said}: write a day as YYYY-MM-DD") from None


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE)


def _print_found(found: dict[str, object]) -> None:
    console = _console()
    console.print(f"[bold]{_safe(found['document_id'])}[/bold]  published {found['published'] or 'unknown'}")
    for name, columns in SHOWN.items():
        rows = found[name]
        assert isinstance(rows, list)
        if not rows:
            continue
        table = Table(title=f"{name} ({len(rows)})", title_justify="left", box=SIMPLE_HEAD, expand=True)
        for column in columns:
            table.add_column(column, overflow="fold", ratio=4 if column in ("name", "text", "reason") else 2)
        for row in rows:
            table.add_row(*(_cell(row, column) for column in columns))
        console.print(table)


def _cell(row: dict[str, object], column: str) -> str:
    from spacecoop.publish.bounds import told

    match column:
        case "attendees" | "countries":
            return told(row, f"{column}_")
        case "bounds":
            return told(row)
        case _:
            return "" if row[column] is None else _safe(row[column])


def _safe(value: object) -> str:
    """Text of a source on a terminal: no markup, no control characters, one line."""
    text = " ".join(str(value).split())
    return "".join(c if c.isprintable() else "�" for c in text[:200]).replace("[", "\\[")


@app.command()
def show(
    identifier: Annotated[
        str, typer.Argument(help="A conference_id, actor_id, document_id or the id of a claim, tie or mention.")
    ],
    data: Data = RELEASE,
) -> None:
    """Print a row and what it rests on: a conference with each claim, its words, its source, and whether it was chosen."""
    from spacecoop.publish.lookup import look_up

    try:
        rows = look_up(data, identifier)
    except FileNotFoundError as fault:
        typer.echo(f"{data}: is no release; name one with --data ({fault})", err=True)
        raise typer.Exit(1) from None
    if not rows:
        typer.echo(f"{identifier}: no row of {data} has this identifier", err=True)
        raise typer.Exit(1)
    console = _console()
    for section in rows:
        table = Table(title=section.title, title_justify="left", show_header=not section.is_record, box=SIMPLE_HEAD)
        if section.is_record:
            table.add_column("column")
            table.add_column("value", overflow="fold")
            for column in section.columns:
                table.add_row(column, _safe(section.rows[0][column]))
        else:
            for column in section.columns:
                table.add_column(column, overflow="fold", ratio=3 if column in ("text", "said", "title") else None)
            for row in section.rows:
                table.add_row(*("" if row.get(c) is None else _safe(row[c]) for c in section.columns))
        console.print(table)


@app.command()
def review(
    document: Annotated[str, typer.Argument(help="An article's file; FILE#n for one of a file that holds several.")],
    output: Annotated[Path | None, typer.Option(help="File to write (default: in the temporary folder).")] = None,
    published: Annotated[str | None, typer.Option(help="Publication date that the source claims (YYYY-MM-DD).")] = None,
) -> None:
    """Write a local page of one article with every mention highlighted in its place; for you, not to publish."""
    from dataclasses import replace

    from spacecoop.publish.review import article, page

    claimed = _day(published)
    try:
        read = article(document)
    except ValueError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from None
    name = "".join(c if c.isalnum() or c in "._-" else "-" for c in read.document_id)
    target = output or Path(tempfile.gettempdir()) / "spacecoop-review" / f"{name}.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(page(replace(read, published=claimed) if claimed else read))
    typer.echo(str(target))


@app.command()
def verify(
    folder: Annotated[Path, typer.Argument(help="Folder of a release.")] = RELEASE,
    sources: Annotated[Path | None, typer.Option(help="The sources it was made from: every word is looked up.")] = None,
) -> None:
    """Check a release: hashes, schemas, keys, references and, given the sources, every quoted word."""
    from spacecoop.publish.verify import verify as verify_release

    faults = verify_release(folder, sources)
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        typer.echo(f"{folder}: {len(faults)} faults", err=True)
        raise typer.Exit(1)
    typer.echo(f"{folder}: everything holds")


class ChangesFormat(StrEnum):
    """How ``diff`` prints."""

    MARKDOWN = "markdown"
    JSON = "json"


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="Folder of the release before.")],
    new: Annotated[Path, typer.Argument(help="Folder of the release after.")] = RELEASE,
    form: Annotated[
        ChangesFormat, typer.Option("--format", help="CHANGES.md for people, or changes.json with more rows.")
    ] = ChangesFormat.MARKDOWN,
) -> None:
    """Print what changed between two releases, row by row, and why: sources, corrections, merging, the engine."""
    from spacecoop.publish import changes_report
    from spacecoop.publish.changes import compare
    from spacecoop.publish.released import NoReleaseError, Released

    try:
        found = compare(Released.at(old), Released.at(new))
    except NoReleaseError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from None
    said = changes_report.as_json(found) if form is ChangesFormat.JSON else changes_report.as_markdown(found)
    typer.echo(said, nl=False)


@app.command()
def run(
    sources: Annotated[Path | None, typer.Option(help="Folder of sources (default: sources/).")] = None,
    output: Annotated[Path | None, typer.Option(help="Folder for the release (default: output/).")] = None,
) -> None:
    """Run the whole pipeline over a folder of sources."""
    _pipelines("run", {"--sources": sources, "--output": output})


@app.command()
def add(
    paths: Annotated[list[str], typer.Argument(help="Files, folders of files, or web addresses of articles.")],
    collection: Annotated[str, typer.Option(help="Folder below sources/ to add them to.")],
    sources: Annotated[Path | None, typer.Option(help="Folder of sources (default: sources/).")] = None,
) -> None:
    """Copy files, or folders of them, with their sidecars, or fetch web addresses, into a collection."""
    _pipelines("add", {"--collection": collection, "--sources": sources}, paths)


@app.command(name="sources")
def list_collections(
    sources: Annotated[Path | None, typer.Option(help="Folder of sources (default: sources/).")] = None,
    output: Annotated[Path | None, typer.Option(help="Whose records of earlier fetches (default: output/).")] = None,
) -> None:
    """List the collections with files, articles, problems (of the last fetch, too) and newest dates."""
    _pipelines("sources", {"--sources": sources, "--output": output})


def _pipelines(command: str, options: dict[str, Path | str | None], arguments: list[str] | None = None) -> None:
    """Hand over to the checkout's ``python -m pipelines``; its exit code is ours."""
    root = _checkout()
    if root is None:
        typer.echo(
            f"spacecoop {command} runs the pipeline, which is not part of the installed package: clone the repository "
            "and run it there (make run). `spacecoop extract` works here.",
            err=True,
        )
        raise typer.Exit(2)
    said: list[str] = []
    for name, value in options.items():
        if value is not None:
            said += [name, str(value.absolute() if isinstance(value, Path) else value)]
    # What names nothing here is handed over as it is, to be told in the words of the user.
    given = [str(Path(a).absolute()) if os.path.lexists(a) else a for a in arguments or []]
    done = subprocess.run(
        [sys.executable, "-m", "pipelines", command, *said, *(["--", *given] if given else [])], cwd=root, check=False
    )
    raise typer.Exit(done.returncode)


def _checkout() -> Path | None:
    """The repository this package is installed from, when it is a checkout with Dagster at hand."""
    root = Path(__file__).resolve().parents[1]
    is_checkout = (root / "pipelines" / "__main__.py").is_file() and importlib.util.find_spec("dagster") is not None
    return root if is_checkout else None


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)
