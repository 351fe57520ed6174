"""The articles: every source read to text and metadata, and what could not be read as rows of problems.

The texts stay below ``.work``; no release holds them. How sources are read, or not read again, is in ``readings``.
"""

from collections.abc import Iterable, Iterator

import dagster as dg
import pyarrow as pa

from assets import metadata
from assets.cache import Cache
from assets.settings import Settings
from assets.stored import SUFFIX, Stored
from spacecoop.tables import TABLES, Problem

GROUP = "documents"


@dg.multi_asset(
    name="documents_read",
    description="Reads every source.",
    group_name=GROUP,
    outs={
        "articles": dg.AssetOut(
            description="Every article with its text and what its source says of it. Internal: texts are not published.",
            kinds={"arrow"},
        ),
        "source_problems": dg.AssetOut(
            description="Sources that were left out or read in part, why, and what to do.",
            kinds={"arrow"},
            metadata={"dagster/column_schema": metadata.column_schema(TABLES["problems"])},
        ),
    },
)
def documents_read(
    context: dg.AssetExecutionContext,
    settings: dg.ResourceParam[Settings],
    source_files: pa.Table,
    refused_names: pa.Table,
) -> Iterator[dg.Output[pa.RecordBatchReader | pa.Table]]:
    from assets.readings import READINGS, read_all
    from spacecoop.tables.arrow import to_arrow

    cache = Cache.open(settings.work, "readings", READINGS, context.log.warning, anew=settings.anew)
    stored = None if settings.anew else Stored((settings.work / "tables" / "articles").with_suffix(SUFFIX))
    read = read_all(source_files, settings.sources, settings.workers, cache, stored)
    faults = to_arrow("problems", one_a_source([*_problems(refused_names), *_problems(read.problems)]))
    said = {"dagster/column_schema": metadata.arrow_schema(read.articles.schema), "new_sources": read.new}
    yield dg.Output(read.articles, "articles", metadata=said)
    yield dg.Output(
        faults,
        "source_problems",
        metadata=metadata.of_rows(faults, kinds=dg.MetadataValue.md(metadata.counted(faults, "problem"))),
    )


def _problems(rows: pa.Table) -> list[Problem]:
    return [Problem(**row) for row in rows.to_pylist()]


def one_a_source(problems: Iterable[Problem]) -> list[Problem]:
    """One row a source, which says all that is wrong with it, sorted by source."""
    by_source: dict[str, Problem] = {}
    for row in problems:
        before = by_source.get(row.source)
        by_source[row.source] = row if before is None else _joined(before, row)
    return [by_source[name] for name in sorted(by_source)]


def _joined(first: Problem, then: Problem) -> Problem:
    return Problem(
        source=first.source,
        problem=first.problem,
        reason=f"{first.reason} {then.reason}",
        remedy=f"{first.remedy} {then.remedy}",
    )
