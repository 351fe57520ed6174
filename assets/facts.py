"""The published tables: what the articles say together, once actors and conferences that are the same have met.

The merging is the engine's; an asset for each table, so that the catalogue shows them all.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from assets import metadata
from assets.documents import one_a_source
from assets.mentions import PROBLEMS, PUBLICATIONS, key
from assets.settings import Settings
from assets.stored import LATER, Stored
from assets.worked_out import WorkedOut
from spacecoop.tables import EXTRACTED, TABLES, Problem

if TYPE_CHECKING:
    from spacecoop.merge import Given
    from spacecoop.merge.rulings import Rulings

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
) -> Iterator[dg.Output[pa.Table]]:
    from spacecoop import merge
    from spacecoop.publish.released import Released

    stored = {name.removeprefix("extracted_"): rows for name, rows in inputs.items()}
    broken = stored.pop(PROBLEMS).read()
    given = _given(stored, articles, [source_problems, broken])
    previous = Released.whole(settings.output)
    kept = WorkedOut.open(settings, context.log.warning)
    told: dict[str, pa.Table] = {}
    for name, rows in merge.merged(given, previous, _rulings(settings), kept):
        if name in ("actors", "moved_ids"):  # what is said of actors follows from both
            told[name] = rows
        else:
            yield dg.Output(rows, name, metadata=metadata.published(name, rows))
        # One table is let go before the next is made.
        del rows
        pa.default_memory_pool().release_unused()
    more = metadata.of_actors(told, previous)
    yield dg.Output(told["actors"], "actors", metadata=metadata.published("actors", told["actors"], **more))
    yield dg.Output(told["moved_ids"], "moved_ids", metadata=metadata.published("moved_ids", told["moved_ids"]))


def _given(stored: Mapping[str, Stored], articles: Stored, problems: Sequence[pa.Table]) -> "Given":
    """What is merged: the articles that the engine took, whose texts are read only where they are compared."""
    from spacecoop.batch import DOCUMENTS
    from spacecoop.merge import Given
    from spacecoop.tables.arrow import to_arrow

    def texts(wanted: Sequence[str]) -> pa.Table:
        return articles.rows_where("document_id", pa.array(wanted, pa.string()), ["document_id", "text"])

    taken = stored[PUBLICATIONS].read(["document_id"]).column("document_id")
    known = articles.read([name for name in DOCUMENTS.names if name != "text"])
    known = known.filter(pc.is_in(known.column("document_id"), value_set=taken))
    faults = one_a_source(Problem(**row) for rows in problems for row in rows.to_pylist())
    return Given(lambda name, columns: stored[name].read(list(columns)), known, texts, to_arrow("problems", faults))


def _rulings(settings: Settings) -> "Rulings":
    """What a person wrote in ``corrections.toml``; nothing where there is no such file among the sources."""
    from spacecoop.merge.rulings import CORRECTIONS, Rulings, read_rulings, unreadable

    path = settings.sources / CORRECTIONS
    if not path.is_file() or not path.resolve().is_relative_to(settings.sources.resolve()):
        return Rulings()
    try:
        return read_rulings(path.read_bytes())
    except OSError as fault:
        return unreadable(fault.strerror or str(fault))
