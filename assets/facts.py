"""The published tables: what the articles say together, once actors and conferences that are the same have met.

The merging is the engine's; an asset for each table, so that the catalogue shows them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from assets import metadata
from assets.documents import one_a_source
from assets.mentions import PROBLEMS, PUBLICATIONS, key
from assets.settings import Settings
from assets.stored import LATER, Lazily, Stored
from spacecoop.tables import EXTRACTED, TABLES, Problem

if TYPE_CHECKING:
    from spacecoop.merge.rulings import Rulings

GROUP = "facts"
INTERNAL = ("articles", "source_problems")


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
    return {name: dg.AssetIn(dg.AssetKey(name)) for name in INTERNAL} | extracted


@dg.multi_asset(
    name="facts",
    description="Merges what the articles say and fills every published table.",
    group_name=GROUP,
    ins=_ins(),
    outs=_outs(),
    can_subset=False,
)
def facts(
    settings: dg.ResourceParam[Settings], articles: pa.Table, source_problems: pa.Table, **inputs: Stored
) -> Iterator[dg.Output[pa.Table]]:
    from spacecoop.merge import merge
    from spacecoop.publish.released import Released
    from spacecoop.tables.arrow import schema, to_arrow

    stored = {name.removeprefix("extracted_"): rows for name, rows in inputs.items()}
    broken = stored.pop(PROBLEMS).read()
    extracted = Lazily(stored, {name: schema(name).names for name in EXTRACTED})
    taken = extracted[PUBLICATIONS].column("document_id")
    articles = articles.filter(pc.is_in(articles.column("document_id"), value_set=taken))
    problems = [Problem(**row) for rows in (source_problems, broken) for row in rows.to_pylist()]
    previous = Released.whole(settings.output)
    tables = merge(extracted, articles, to_arrow("problems", one_a_source(problems)), previous, _rulings(settings))
    for name in TABLES:
        more = metadata.of_actors(tables, previous) if name == "actors" else {}
        yield dg.Output(tables[name], name, metadata=metadata.published(name, tables[name], **more))


def _rulings(settings: Settings) -> Rulings:
    """What a person wrote in ``corrections.toml``; nothing where there is no such file among the sources."""
    from spacecoop.merge.rulings import CORRECTIONS, Rulings, read_rulings, unreadable

    path = settings.sources / CORRECTIONS
    if not path.is_file() or not path.resolve().is_relative_to(settings.sources.resolve()):
        return Rulings()
    try:
        return read_rulings(path.read_bytes())
    except OSError as fault:
        return unreadable(fault.strerror or str(fault))
