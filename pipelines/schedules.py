"""When everything is built by the clock; the sensor builds it when the sources change.

Off until it is switched on in the Dagster page.
"""

from __future__ import annotations

import dagster as dg

from pipelines.jobs import anew, everything

daily = dg.ScheduleDefinition(
    name="daily",
    job=everything,
    cron_schedule="0 5 * * *",
    execution_timezone="UTC",
    description="Every day at 5:00 UTC.",
)

weekly = dg.ScheduleDefinition(
    name="weekly",
    job=everything,
    cron_schedule="0 2 * * 0",
    execution_timezone="UTC",
    run_config=anew(),
    description="Every Sunday at 2:00 UTC, with nothing that earlier runs kept: the release must come out the same.",
)
