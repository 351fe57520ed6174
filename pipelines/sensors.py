"""The sensor that watches the folder of sources and asks for one run when it has changed and come to rest.

It looks at names, sizes and times only; nothing is opened, so that a tick costs little however large the folder is.
"""

from __future__ import annotations

import time

import dagster as dg

from assets.settings import Settings
from assets.sight import look
from pipelines.jobs import everything
from pipelines.liveness import bury_dead, living

TICK_SECONDS = 5
WAITING = (dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED)


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
