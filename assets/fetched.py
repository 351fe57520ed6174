"""What is new in the feeds and pages that ``sources/feeds.toml`` names, fetched before the sources are looked through.

Without that file nothing is connected to. What was fetched are files like any other; here are only the faults.
"""

from collections.abc import Iterator

import dagster as dg
import pyarrow as pa

from assets import metadata
from assets.settings import Settings
from spacecoop.tables import TABLES

GROUP = "sources"


@dg.multi_asset(
    name="fetched",
    description="Fetches what is new in the feeds and pages of sources/feeds.toml, if there is such a file.",
    group_name=GROUP,
    outs={
        "fetch_problems": dg.AssetOut(
            description="Feeds and pages that could not be fetched, why, and what to do.",
            kinds={"file"},
            metadata={"dagster/column_schema": metadata.column_schema(TABLES["problems"])},
        ),
    },
)
def fetched(settings: dg.ResourceParam[Settings]) -> Iterator[dg.Output[pa.Table]]:
    from spacecoop.tables.arrow import to_arrow

    problems, said = to_arrow("problems", []), {}
    if (settings.sources / "feeds.toml").is_file():
        from spacecoop.fetch import fetch_all

        done = fetch_all(settings.sources, settings.fetch_records)
        problems = to_arrow("problems", done.problems)
        said = {"new_files": len(done.files), "unchanged": done.unchanged}
    yield dg.Output(problems, "fetch_problems", metadata=metadata.of_rows(problems, **said))
