"""Which runs live: each holds a lock on a file of its own while it lasts, so that a dead one can be told.

Dagster leaves a run whose process was killed as started for good; here it is marked as failed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from pipelines.lock import taken

# A run that shows no life so long after it was asked for has died on its way; below Dagster's own patience (dagster.yaml).
BEGINS_WITHIN_SECONDS = 100.0
UNDER_WAY = (dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING)
DIED = "The process of this run ended before the run did. The last release is unchanged; run it again."


@contextmanager
def alive(work: Path, run_id: str | None) -> Iterator[None]:
    """Show that the run lives until the block ends; the file appears already locked."""
    if run_id is None:
        yield
        return
    folder = work / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".{run_id}"
    with aside.open("w") as file:
        taken(file)
        path = aside.rename(folder / run_id)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def living(work: Path) -> list[str]:
    """Identifiers of the runs that live, sorted."""
    return [run_id for run_id, is_dead in _runs(work) if not is_dead]


def bury_dead(work: Path, instance: dg.DagsterInstance) -> list[str]:
    """Mark the runs as failed whose process is gone; returns those that Dagster still took for living."""
    buried: list[str] = []
    for run_id, is_dead in _runs(work):
        if not is_dead:
            continue
        run = instance.get_run_by_id(run_id)
        if run is not None and not run.is_finished:
            instance.report_run_failed(run, DIED)
            buried.append(run_id)
        (work / "runs" / run_id).unlink(missing_ok=True)
    return buried


def bury_unborn(work: Path, instance: dg.DagsterInstance, job: str, begun: str | None, now: float) -> list[str]:
    """Mark the runs as failed whose process died before it could show that it lives; returns them.

    ``begun`` is the run that last began to read: it may have ended a moment ago, which Dagster hears a little later.
    """
    asked_before = datetime.fromtimestamp(now - BEGINS_WITHIN_SECONDS, UTC)
    known = {run_id for run_id, _ in _runs(work)} | {begun}
    wanted = dg.RunsFilter(job_name=job, statuses=list(UNDER_WAY), created_before=asked_before)
    buried = [run for run in instance.get_runs(wanted) if run.run_id not in known]
    for run in buried:
        instance.report_run_failed(run, DIED)
    return [run.run_id for run in buried]


def _runs(work: Path) -> Iterator[tuple[str, bool]]:
    folder = work / "runs"
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or not path.is_file():
            continue
        with suppress(FileNotFoundError), path.open("r+") as file:
            yield path.name, taken(file)
