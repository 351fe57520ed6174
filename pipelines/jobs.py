"""The one job: everything, from the sources to the release, with all checks.

When it runs is said in ``schedules`` and ``sensors``.
"""

from __future__ import annotations

import dagster as dg


def terminal(log_level: str) -> dict[str, object]:
    """Run configuration that shows events of that level and above on the terminal; the page shows all of them."""
    return {"loggers": {"console": {"config": {"log_level": log_level}}}}


def anew() -> dict[str, object]:
    """Run configuration that uses nothing that earlier runs kept."""
    return terminal("WARNING") | {"resources": {"settings": {"config": {"anew": True}}}}


everything = dg.define_asset_job(
    "everything",
    selection=dg.AssetSelection.all(),
    description="From the sources to the release: reads, extracts, merges, checks and publishes all of it.",
    config=terminal("WARNING"),
)
