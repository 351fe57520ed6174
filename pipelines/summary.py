"""The last words of a run on a terminal: what was built, what is wrong, where it lies, and what to do next.

Text from sources is shown as it is, never as markup.
"""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from pipelines.build import Built
from spacecoop.tables import TABLES, Problem

PROBLEMS_SHOWN = 10


def tell(console: Console, built: Built, problems: list[Problem], output: Path, seconds: float) -> None:
    """Print the summary of a run that published, or of one that did not and why."""
    if built.unchanged is not None:
        console.print(
            f"[green]✓[/] Nothing changed since release [bold]{escape(built.unchanged)}[/] ({seconds:.1f} s)."
        )
        return
    if built.rows:
        console.print(_rows(built))
    _tell_problems(console, problems)
    _tell_checks(console, built)
    for fault in built.faults:
        console.print(Text(f"✗ {fault}", style="red"))
    latest = output / "latest"
    if built.is_published:
        console.print(
            f"[green]✓[/] Release [bold]{escape(str(built.version))}[/] in {seconds:.1f} s: {escape(str(latest))}"
        )
        _tell_next(console, latest)
        return
    console.print(Text("✗ Nothing was published.", style="bold red"), end=" ")
    console.print("The last release stays as it was." if latest.exists() else "There is no earlier release.")


def _rows(built: Built) -> Table:
    shown = Table(box=None, pad_edge=False, header_style="dim")
    shown.add_column("table")
    shown.add_column("rows", justify="right")
    shown.add_column("checks", justify="center")
    shown.add_column("what")
    for name, table in TABLES.items():
        checks = [c for c in built.checks if c.table == name]
        verdict = (
            ""
            if not checks
            else "[green]✓[/]"
            if all(c.passed for c in checks)
            else "[red]✗[/]"
            if any(c.stops_release for c in checks)
            else "[yellow]![/]"
        )
        shown.add_row(name, str(built.rows.get(name, "")), verdict, table.title)
    return shown


def _tell_problems(console: Console, problems: list[Problem]) -> None:
    if not problems:
        return
    count = "1 source was" if len(problems) == 1 else f"{len(problems)} sources were"
    console.print(f"[yellow]![/] {count} left out or read in part:")
    for problem in problems[:PROBLEMS_SHOWN]:
        console.print(Text(f"  {problem.source}: {problem.reason} {problem.remedy}"), soft_wrap=True)
    if len(problems) > PROBLEMS_SHOWN:
        console.print(f"  and {len(problems) - PROBLEMS_SHOWN} more: see the table problems.")


def _tell_checks(console: Console, built: Built) -> None:
    passed = sum(c.passed for c in built.checks)
    rules = sum(c.rules for c in built.checks)
    if built.checks:
        console.print(f"{passed} of {len(built.checks)} checks passed ({rules} rules).")
    for check in built.checks:
        for sentence in check.sentences:
            console.print(
                Text(
                    f"{'✗' if check.stops_release else '!'} {sentence}",
                    style="red" if check.stops_release else "yellow",
                )
            )


def _tell_next(console: Console, latest: Path) -> None:
    here = Path.cwd()
    shown = latest.relative_to(here) if latest.is_relative_to(here) else latest
    console.print("Next:", style="dim")
    steps = (
        f"look at it:       {shown}/explorer/index.html (open it in a browser)",
        f"ask it:           .venv/bin/python -c 'import duckdb; duckdb.read_parquet(\"{shown}/tables/conferences.parquet\").show()'",
        f"in a spreadsheet: {shown}/csv/conferences_flat.csv",
        f"what it means:    {shown}/DICTIONARY.md",
        "your articles:    .venv/bin/spacecoop add FILE --collection NAME, then make run",
        "watch sources:    make dev",
    )
    for step in steps:
        console.print(Text(f"  {step}"), soft_wrap=True)
