"""What each article says, alone: one pass over every document fills all mention tables at once.

The work is ``extract_batch``'s; here it is cut into pieces, spread over processes when there is much of it, and put
together again in the order of the documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from assets import metadata
from assets.processes import process_pool
from assets.settings import Settings
from spacecoop.tables import EXTRACTED, TABLES, Problem

GROUP = "mentions"
# A pool costs a second or two to start; below so many characters one process is done sooner.
WORTH_A_POOL = 2_000_000
CHARACTERS_A_PIECE = 500_000
PUBLICATIONS, PROBLEMS = "publications", "problems"


@dataclass(frozen=True, slots=True)
class Piece:
    """What some documents say, and those of them that the engine broke on."""

    tables: dict[str, pa.Table]
    problems: tuple[Problem, ...]


def key(table: str) -> dg.AssetKey:
    """The asset of a table as extracted, before documents are merged."""
    return dg.AssetKey(["extracted", table])


def _outs() -> dict[str, dg.AssetOut]:
    described = {name: f"{TABLES[name].title}, as each article alone states them." for name in EXTRACTED}
    described[PUBLICATIONS] = "The publication date decided for each article, and its words."
    described[PROBLEMS] = "Articles that the engine could not take, and why."
    return {
        name: dg.AssetOut(
            key=key(name),
            description=text,
            kinds={"arrow"},
            metadata=metadata.declared(name) if name in TABLES else None,
        )
        for name, text in described.items()
    }


@dg.multi_asset(
    name="mentions",
    description="Extracts all tables in one pass over each article.",
    group_name=GROUP,
    outs=_outs(),
    can_subset=False,
)
def mentions(settings: dg.ResourceParam[Settings], articles: pa.Table) -> Iterator[dg.Output[pa.Table]]:
    from spacecoop.tables.arrow import to_arrow

    found = extract_all(articles, settings.workers)
    for name, rows in found.tables.items():
        yield dg.Output(rows, name, metadata=metadata.of_rows(rows))
    problems = to_arrow("problems", found.problems)
    yield dg.Output(problems, PROBLEMS, metadata=metadata.of_rows(problems))


def extract_all(articles: pa.Table, workers: int) -> Piece:
    """Every table that ``extract_batch`` makes of the articles, in their order, whatever ``workers`` is."""
    cut = list(pieces(articles))
    size = pc.sum(pc.utf8_length(articles.column("text"))).as_py() or 0
    if workers > 1 and size >= WORTH_A_POOL:
        with process_pool(min(workers, len(cut))) as pool:
            done = list(pool.map(extract_piece, cut))
    else:
        done = [extract_piece(piece) for piece in cut]
    tables = {name: pa.concat_tables([piece.tables[name] for piece in done]) for name in done[0].tables}
    return Piece(tables, tuple(row for piece in done for row in piece.problems))


def pieces(articles: pa.Table) -> Iterator[pa.Table]:
    """Consecutive articles of some ``CHARACTERS_A_PIECE`` together; at least one piece, which may be empty."""
    start, size = 0, 0
    for i, length in enumerate(pc.utf8_length(articles.column("text")).to_pylist()):
        if size and size + length > CHARACTERS_A_PIECE:
            yield articles.slice(start, i - start)
            start, size = i, 0
        size += length
    yield articles.slice(start)


def extract_piece(articles: pa.Table) -> Piece:
    """``extract_batch``; when it breaks, article by article, so that only the one it breaks on is left out."""
    from spacecoop import extract_batch

    try:
        return Piece(extract_batch(articles), ())
    except Exception as fault:  # noqa: BLE001 - whatever an article does to the engine, the others go on
        if articles.num_rows == 1:
            name = articles.column("document_id")[0].as_py()
            return Piece(extract_batch(articles.slice(0, 0)), (_broken(name, fault),))
    done = [extract_piece(articles.slice(i, 1)) for i in range(articles.num_rows)]
    tables = {name: pa.concat_tables([piece.tables[name] for piece in done]) for name in done[0].tables}
    return Piece(tables, tuple(row for piece in done for row in piece.problems))


def _broken(document: str, fault: Exception) -> Problem:
    said = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
    return Problem(
        source=document,
        problem="extraction_failed",
        reason=f"The engine broke on this article ({said}).",
        remedy="Report it with the article; until then it is left out.",
    )
