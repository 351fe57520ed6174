"""What each article says, alone: one pass over every document fills all mention tables at once.

The work is the engine's; here what earlier runs found is taken from the cache, and the rest cut into pieces and spread
over processes when there is much of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from assets import metadata
from assets.cache import KEY, Cache
from assets.processes import process_pool
from assets.settings import Settings
from spacecoop.tables import EXTRACTED, TABLES, Problem

GROUP = "mentions"
# A pool costs a second or two to start; below so many characters one process is done sooner.
WORTH_A_POOL = 2_000_000
CHARACTERS_A_PIECE = 500_000
# A run that is killed loses this much work at most.
PIECES_A_COMMIT = 16
PUBLICATIONS, PROBLEMS = "publications", "problems"


@dataclass(frozen=True, slots=True)
class Piece:
    """What some articles say: a row of ``UNBOUND`` under the key of each, and the fault for those the engine broke on."""

    found: pa.Table
    broken: dict[str, str]


@dataclass(frozen=True, slots=True)
class Extracted:
    """Every table that ``extract_batch`` makes, the articles that the engine broke on, and how many were new to it."""

    tables: dict[str, pa.Table]
    problems: tuple[Problem, ...]
    new: int


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
def mentions(
    context: dg.AssetExecutionContext, settings: dg.ResourceParam[Settings], articles: pa.Table
) -> Iterator[dg.Output[pa.Table]]:
    from spacecoop.batch import UNBOUND
    from spacecoop.tables.arrow import to_arrow

    cache = Cache.open(settings.work, "findings", UNBOUND, context.log.warning, anew=settings.anew)
    found = extract_all(articles, settings.workers, cache)
    for name, rows in found.tables.items():
        yield dg.Output(rows, name, metadata=metadata.of_rows(rows, new_articles=found.new))
    problems = to_arrow("problems", found.problems)
    yield dg.Output(problems, PROBLEMS, metadata=metadata.of_rows(problems))


def extract_all(articles: pa.Table, workers: int, cache: Cache) -> Extracted:
    """Every table that ``extract_batch`` makes of the articles, whatever ``workers`` is and whatever is cached.

    Only texts that the cache does not know are read by the engine, and each of them once.
    """
    keys = text_keys(articles)
    names = articles.column("document_id").combine_chunks()
    bound, known = cache.load(pc.unique(keys), lambda found: _bound(found, keys, names))
    new = _first_of_each(articles.append_column(KEY, keys), known)
    broken: dict[str, str] = {}
    for piece in _extracted(new, workers):
        cache.add(piece.found)
        bound.append(_bound(piece.found, keys, names))
        broken |= piece.broken
    cache.tidy()
    problems = [_broken(n, broken[k]) for n, k in zip(names.to_pylist(), keys.to_pylist(), strict=True) if k in broken]
    return Extracted(_joined(bound), tuple(problems), new.num_rows)


def text_keys(articles: pa.Table) -> pa.Array:
    """The hash of all that ``extract`` reads of each article, which is everything but its name."""
    columns = [articles.column(name).to_pylist() for name in ("published", "published_source", "title", "text")]
    return pa.array([sha256(repr(said).encode()).hexdigest() for said in zip(*columns, strict=True)], pa.string())


def _first_of_each(articles: pa.Table, known: pa.Array) -> pa.Table:
    """The first article of each key that is not ``known``, in their order."""
    first: dict[str, int] = dict.fromkeys(known.to_pylist(), -1)
    for i, name in enumerate(articles.column(KEY).to_pylist()):
        first.setdefault(name, i)
    return articles.take(pa.array([i for i in first.values() if i >= 0], pa.int64()))


def _extracted(articles: pa.Table, workers: int) -> Iterator[Piece]:
    """The articles piece by piece, in this process or, where that is worth it, in others."""
    cut = list(pieces(articles))
    size = pc.sum(pc.utf8_length(articles.column("text"))).as_py() or 0
    if workers > 1 and size >= WORTH_A_POOL:
        with process_pool(min(workers, len(cut))) as pool:
            yield from _gathered(pool.map(extract_piece, cut))
    else:
        yield from _gathered(map(extract_piece, cut))


def _gathered(done: Iterable[Piece]) -> Iterator[Piece]:
    """``PIECES_A_COMMIT`` pieces together."""
    pending = iter(done)
    while some := list(islice(pending, PIECES_A_COMMIT)):
        broken = {name: fault for piece in some for name, fault in piece.broken.items()}
        yield Piece(pa.concat_tables([piece.found for piece in some]), broken)


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
    """All of it at once; when that breaks, article by article, so that only the one it breaks on is left out."""
    from spacecoop.batch import extract_unbound_batch

    try:
        found = extract_unbound_batch(articles)
        return Piece(found.add_column(0, KEY, articles.column(KEY)), {})
    except Exception as fault:  # noqa: BLE001 - whatever an article does to the engine, the others go on
        if articles.num_rows == 1:
            none = extract_piece(articles.slice(0, 0)).found
            return Piece(none, {articles.column(KEY)[0].as_py(): f"{type(fault).__name__}: {fault}"})
    done = [extract_piece(articles.slice(i, 1)) for i in range(articles.num_rows)]
    broken = {name: fault for piece in done for name, fault in piece.broken.items()}
    return Piece(pa.concat_tables([piece.found for piece in done]), broken)


def _bound(found: pa.Table, keys: pa.Array, names: pa.Array) -> dict[str, pa.Table]:
    """The tables of every article that has one of the texts found."""
    from spacecoop.batch import bind_batch

    where = pc.index_in(keys, value_set=found.column(KEY).combine_chunks())
    is_here = pc.is_valid(where)
    rows = found.drop_columns([KEY]).take(where.filter(is_here))
    return bind_batch(rows, pa.chunked_array([names.filter(is_here)]))


def _joined(bound: list[dict[str, pa.Table]]) -> dict[str, pa.Table]:
    return {name: pa.concat_tables([tables[name] for tables in bound]) for name in bound[0]}


def _broken(document: str, fault: str) -> Problem:
    said = " ".join(fault.split())[:300]
    return Problem(
        source=document,
        problem="extraction_failed",
        reason=f"The engine broke on this article ({said}).",
        remedy="Report it with the article; until then it is left out.",
    )
