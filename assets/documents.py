"""The articles: every source read to text and metadata, and what could not be read as rows of problems.

The texts stay below ``.work``; no release holds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import dagster as dg
import pyarrow as pa

from assets import metadata
from assets.settings import Settings
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
    settings: dg.ResourceParam[Settings], source_files: pa.Table, refused_names: pa.Table
) -> Iterator[dg.Output[pa.Table]]:
    from spacecoop.batch import documents_table
    from spacecoop.document.read import read_source
    from spacecoop.tables.arrow import to_arrow

    documents, problems = [], [Problem(**row) for row in refused_names.to_pylist()]
    for name in source_files.column("source").to_pylist():
        found = read_source(settings.sources / name, root=settings.sources)
        documents.extend(found.documents)
        problems.extend(found.problems)
    articles = documents_table(documents)
    faults = to_arrow("problems", one_a_source(problems))
    schema = metadata.arrow_schema(articles.schema)
    said = metadata.of_rows(
        articles,
        collections=dg.MetadataValue.md(metadata.counted(articles, "collection")),
        formats=dg.MetadataValue.md(metadata.counted(articles, "format")),
    )
    yield dg.Output(articles, "articles", metadata={"dagster/column_schema": schema, **said})
    yield dg.Output(
        faults,
        "source_problems",
        metadata=metadata.of_rows(faults, kinds=dg.MetadataValue.md(metadata.counted(faults, "problem"))),
    )


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
