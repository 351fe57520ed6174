"""The sensor that watches the folder of sources and asks for one run when it has changed and come to rest.

It looks at names, sizes and times only; nothing is opened, so that a tick costs little however large the folder is.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from assets.settings import Settings
from pipelines.jobs import everything
from pipelines.liveness import bury_dead, living

TICK_SECONDS = 5
# A file that was written to this recently may still be being written.
SETTLED_SECONDS = 3.0
WAITING = (dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED)


@dataclass(frozen=True, slots=True)
class Sight:
    """A look at a folder: ``digest`` changes when a file comes, goes or changes; ``moving`` was written to just now."""

    digest: str
    files: int
    moving: str | None


def look(folder: Path, now: float) -> Sight:
    """What stands in a folder at ``now`` (seconds since the epoch); hidden files and folders do not count."""
    digest = hashlib.sha256()
    files, moving = 0, None
    for name, seen in _entries(folder, ""):
        digest.update(os.fsencode(name) + b"\0")
        if seen is None:
            continue
        digest.update(f"{seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns}\n".encode())
        files += 1
        if 0 <= now - max(seen.st_mtime, seen.st_ctime) < SETTLED_SECONDS:
            moving = moving or name
    return Sight(digest.hexdigest(), files, moving)


def _entries(folder: Path, below: str) -> Iterator[tuple[str, os.stat_result | None]]:
    """Files in order, with what the system says of them; null for a folder or file that cannot be looked at."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError:
        yield f"{below}/", None
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        name = f"{below}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(Path(entry.path), name)
        else:
            try:
                yield name, entry.stat()
            except OSError:
                yield name, None


@dg.sensor(
    name="sources_changed",
    job=everything,
    minimum_interval_seconds=TICK_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Builds everything when a source was added, changed or removed, once it has been at rest for 3 seconds.",
)
def sources_changed(
    context: dg.SensorEvaluationContext, settings: dg.ResourceParam[Settings]
) -> dg.SensorResult | dg.SkipReason:
    died = bury_dead(settings.work, context.instance)
    if not settings.sources.is_dir():
        return dg.SkipReason(f"There is no folder of sources at {settings.sources}.")
    sight = look(settings.sources, time.time())
    if sight.moving is not None:
        return dg.SkipReason(f"{sight.moving.lstrip('/')} is still being written.")
    if sight.digest == context.cursor and not died:
        return dg.SkipReason(f"None of the {sight.files} files changed.")
    if living(settings.work) or context.instance.get_runs(
        dg.RunsFilter(job_name=everything.name, statuses=list(WAITING)), limit=1
    ):
        return dg.SkipReason("A run is under way; what changed since is built after it.")
    return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=sight.digest)
