"""Everything that Dagster loads, from one ``build_defs``.

Nothing happens here: no file is looked at, no lexicon and no Great Expectations loaded.
"""

from __future__ import annotations

import dagster as dg

from assets import documents, facts, fetched, mentions, release, sources
from expectations.checks import table_checks
from pipelines.checking import Checking
from pipelines.jobs import everything
from pipelines.resources import BuiltTables, CheckingProcess, SettingsResource, WorkTables
from pipelines.schedules import daily, weekly
from pipelines.sensors import sources_changed

STAGES = (fetched, sources, documents, mentions, facts, release)


def build_defs(
    *,
    sources: str | None = None,
    output: str | None = None,
    workers: int | None = None,
    anew: bool = False,
    validator: Checking | None = None,
) -> dg.Definitions:
    """Definitions for a folder of sources and an output; what is left out comes from the environment at run time.

    ``validator`` is a process for Great Expectations that runs already; without it each run starts its own.
    """
    given = SettingsResource(sources=sources, output=output, workers=workers, anew=anew)
    return dg.Definitions(
        assets=dg.load_assets_from_modules(STAGES),
        asset_checks=table_checks(),
        jobs=[everything],
        schedules=[daily, weekly],
        sensors=[sources_changed],
        resources={
            "settings": given,
            "validator": validator or CheckingProcess(),
            "tables": BuiltTables(settings=given),
            "io_manager": WorkTables(settings=given),
        },
        executor=dg.in_process_executor,
    )


defs = build_defs()
