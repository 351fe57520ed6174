"""The one job: everything, from the sources to the release, with all checks.

When it runs is said in ``schedules`` and ``sensors``.
"""

from __future__ import annotations

import dagster as dg

everything = dg.define_asset_job(
    "everything",
    selection=dg.AssetSelection.all(),
    description="From the sources to the release: reads, extracts, merges, checks and publishes all of it.",
)
