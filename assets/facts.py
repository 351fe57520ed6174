"""The published tables: what the articles say together, once actors and conferences that are the same have met.

The merging is the engine's; an asset for each table, so that the catalogue shows them all.
"""

from collections.abc import Iterator

import dagster as dg
import pyarrow as pa

from assets import merging, metadata
from assets.documents import one_a_source
from assets.mentions import PROBLEMS, PUBLICATIONS, key
from assets.settings import Settings
from assets.stored import LATER, Lazily, Stored
from spacecoop.tables import EXTRACTED, TABLES, Problem

GROUP = "facts"
ARTICLES = "articles"


def _outs() -> dict[str, dg.AssetOut]:
    return {
        table.name: dg.AssetOut(
            description=f"{table.title}. {table.description}",
            kinds={"arrow", "parquet"},
            tags={"spacecoop/published": "true"},
            metadata=metadata.declared(table.name),
        )
        for table in TABLES.values()
    }


def _ins() -> dict[str, dg.AssetIn]:
    extracted = {
        f"extracted_{name}": dg.AssetIn(key(name), metadata={LATER: True})
        for name in (*EXTRACTED, PUBLICATIONS, PROBLEMS)
    }
    articles = {ARTICLES: dg.AssetIn(dg.AssetKey(ARTICLES), metadata={LATER: True})}
    return articles | {"source_problems": dg.AssetIn(dg.AssetKey("source_problems"))} | extracted


@dg.multi_asset(
    name="facts",
    description="Merges what the articles say and fills every published table.",
    group_name=GROUP,
    ins=_ins(),
    outs=_outs(),
    can_subset=False,
)
def facts(
    context: dg.AssetExecutionContext,
    settings: dg.ResourceParam[Settings],
    articles: Stored,
    source_problems: pa.Table,
    **inputs: Stored,
) -> Iterator[dg.Output[Stored]]:
    from spacecoop.tables.arrow import to_arrow

    stored = {name.removeprefix("extracted_"): rows for name, rows in inputs.items()}
    broken = stored.pop(PROBLEMS).read()
    faults = one_a_source(Problem(**row) for rows in (source_problems, broken) for row in rows.to_pylist())
    work = merging.Work(settings, articles, stored, PUBLICATIONS, to_arrow("problems", faults))
    try:
        made = merging.merged(work)
    except merging.DiedError as fault:
        raise dg.Failure(str(fault)) from fault
    for warning in made.warnings:
        context.log.warning(warning)
    of_actors = metadata.of_actors(Lazily(made.tables), made.previous)  # read before the tables are taken away
    for name in TABLES:
        yield dg.Output(made.tables[name], name, metadata=of_actors if name == "actors" else None)
