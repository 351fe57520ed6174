"""The sensor that watches the folder of sources and asks for one run when it has changed and come to rest.

It looks at names, sizes and times only; nothing is opened, so that a tick costs little however large the folder is.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

import dagster as dg

from assets.settings import Settings
from assets.sight import look
from assets.unchanged import begun
from pipelines.jobs import everything
from pipelines.liveness import BEGINS_WITHIN_SECONDS, UNDER_WAY, bury_dead, bury_unborn, living

TICK_SECONDS = 5
FORGOTTEN_SECONDS = 600.0
BEGAN = time.time()


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
    now = time.time()
    died = bury_dead(settings.work, context.instance)
    died += bury_unborn(settings.work, context.instance, everything.name, begun(settings), now)
    if not settings.sources.is_dir():
        return dg.SkipReason(f"There is no folder of sources at {settings.sources}.")
    built, _, seen = (context.cursor or "").partition(" ")
    sight = look(settings.sources, now)
    if sight.moving is not None:
        return dg.SkipReason(f"{sight.moving.lstrip('/')} is still being written.")
    if sight.digest == built and not died:
        return dg.SkipReason(f"None of the {sight.files} files changed.")
    if sight.newest > now and sight.digest != seen:
        # The clock was set back, so it cannot tell whether a file is at rest; two looks can.
        said = "A file was changed later than it is now; it is looked at once more."
        return dg.SensorResult(skip_reason=said, cursor=f"{built} {sight.digest}")
    if living(settings.work) or _is_asked_for(context.instance, now):
        return dg.SkipReason("A run is under way; what changed since is built after it.")
    return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=sight.digest)


def _is_asked_for(instance: dg.DagsterInstance, now: float) -> bool:
    """Whether a run waits for its turn or is on its way.

    One that was made and never handed on does not count, nor one that was on its way before this process began: what
    started it is gone, and most likely took it along.
    """
    made, launched = now - FORGOTTEN_SECONDS, max(now - BEGINS_WITHIN_SECONDS, BEGAN)
    waiting = (
        dg.RunsFilter(job_name=everything.name, statuses=[dg.DagsterRunStatus.QUEUED]),
        dg.RunsFilter(
            job_name=everything.name, statuses=[dg.DagsterRunStatus.NOT_STARTED], created_after=_moment(made)
        ),
        dg.RunsFilter(job_name=everything.name, statuses=list(UNDER_WAY), created_after=_moment(launched)),
    )
    return any(instance.get_runs(wanted, limit=1) for wanted in waiting)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
