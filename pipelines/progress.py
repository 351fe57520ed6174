"""A line for each stage of a run, filled in as its steps end.

On a terminal it moves; in a file or a CI log only the end is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from pipelines.build import NOTE, stages


@contextmanager
def shown(console: Console) -> Iterator[Callable[[str, str], None]]:
    """Yields what ``build`` tells its progress to."""
    columns = (
        SpinnerColumn(finished_text="[green]✓"),
        TextColumn("{task.description:<10}"),
        BarColumn(24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bars:
        tasks = {stage: bars.add_task(stage, total=steps, start=False) for stage, steps in stages().items()}

        def hear(stage: str, what: str) -> None:
            if stage == NOTE:
                console.print(Text(what))
            task = tasks.get(stage)
            if task is None:
                return
            if what == "started":
                bars.start_task(task)
            elif what == "skipped":
                bars.update(task, visible=False)
            else:
                bars.advance(task)

        yield hear
