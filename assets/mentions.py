"""What each article says, alone: one pass over every document fills all mention tables at once.

The work is the engine's; here the rows of articles that are as they were stay as the last run left them, what earlier
runs found is taken from the cache, and the rest cut into pieces and spread over processes when there is much of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from assets import made_by, metadata
from assets.cache import KEY, TEXT_KEY, Cache
from assets.heaps import Heaps
from assets.processes import Lost, spread, worked
from assets.settings import Settings
from assets.stored import LATER, SUFFIX, Stored
from assets.woven import DOCUMENT, woven
from spacecoop.tables import EXTRACTED, OF_ONE_DOCUMENT, TABLES, Problem

GROUP = "mentions"
# A pool costs a second or two to start; below so many characters one process is done sooner.
WORTH_A_POOL = 2_000_000
CHARACTERS_A_PIECE = 500_000
# A run that is killed loses this much work at most.
PIECES_A_COMMIT = 16
# Of a process that was killed nothing is left that says why.
DIED = "its process died, with nothing else to do; mostly that is for want of memory"
PUBLICATIONS, PROBLEMS, TEXTS = "publications", "problems", "texts"
# The articles that the tables of a run are of, and which texts they had: all that those tables follow from, with the engine.
OF = pa.schema([pa.field("document_id", pa.string()), pa.field(KEY, pa.string())])
MADE_OF = b"made_of"
KEPT = (*EXTRACTED, PUBLICATIONS, TEXTS)
# The rows of tables that are not ``OF_ONE_DOCUMENT`` get it as a last column, which ``facts`` leaves out.


@dataclass(frozen=True, slots=True)
class Piece:
    """What some articles say: a row of ``UNBOUND`` under the key of each, and the fault for those the engine broke on."""

    found: pa.Table
    broken: dict[str, str]


@dataclass(frozen=True, slots=True)
class Extracted:
    """Every table that ``extract_batch`` makes, the articles that the engine broke on, and how many were new to it."""

    tables: Mapping[str, pa.RecordBatchReader]
    problems: tuple[Problem, ...]
    new: int


def key(table: str) -> dg.AssetKey:
    """The asset of a table as extracted, before documents are merged."""
    return dg.AssetKey(["extracted", table])


def _outs() -> dict[str, dg.AssetOut]:
    described = {name: f"{TABLES[name].title}, as each article alone states them." for name in EXTRACTED}
    described[PUBLICATIONS] = "The publication date decided for each article, and its words."
    described[PROBLEMS] = "Articles that the engine could not take, and why."
    described[TEXTS] = "The articles that these tables are of, with the hash of what the engine read of each."
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
    ins={"articles": dg.AssetIn(metadata={LATER: True})},
    outs=_outs(),
    can_subset=False,
)
def mentions(
    context: dg.AssetExecutionContext, settings: dg.ResourceParam[Settings], articles: Stored
) -> Iterator[dg.Output[pa.RecordBatchReader | pa.Table]]:
    from spacecoop.batch import UNBOUND
    from spacecoop.tables.arrow import to_arrow

    cache = Cache.open(settings.work, "findings", UNBOUND, context.log.warning, anew=settings.anew)
    stored = {name: Stored(settings.work.joinpath("tables", *key(name).path).with_suffix(SUFFIX)) for name in KEPT}
    heaps = Heaps.empty(settings.work / "found")
    found = extract_all(articles, settings.workers, cache, heaps, {} if settings.anew else stored)
    for name, rows in found.tables.items():
        yield dg.Output(rows, name, metadata={"new_articles": found.new})
    problems = to_arrow("problems", found.problems)
    yield dg.Output(problems, PROBLEMS, metadata=metadata.of_rows(problems))


def extract_all(
    articles: Stored, workers: int, cache: Cache, heaps: Heaps, stored: Mapping[str, Stored] | None = None
) -> Extracted:
    """Every table that ``extract_batch`` makes of the articles, in reading order, and ``TEXTS``, whatever ``workers`` is,
    whatever is cached, and whatever tables of an earlier run are ``stored``. New rows wait in ``heaps``.

    Only texts that the cache does not know are read by the engine, and each of them once.
    """
    of = articles.read([DOCUMENT, TEXT_KEY]).combine_chunks().rename_columns(OF.names).cast(OF)
    names, keys = (of.column(name).combine_chunks() for name in OF.names)
    standing = _standing(of, stored or {})
    if standing is not None:
        is_moved = pc.invert(pc.is_in(names, value_set=standing.names))
        keys, names = keys.filter(is_moved), names.filter(is_moved)
    _, known = cache.load(pc.unique(keys), lambda found: heaps.add(_bound(found, keys, names)))
    if not len(known):  # a cache that broke off while it was read holds nothing
        heaps.clear()
    new = _first_of_each(names, keys, known)
    broken: dict[str, str] = {}
    for piece in _extracted(articles, new, workers, cache.mark):
        cache.add(piece.found)
        heaps.add(_bound(piece.found, keys, names))
        broken |= piece.broken
    cache.tidy()
    problems = [_broken(n, broken[k]) for n, k in zip(names.to_pylist(), keys.to_pylist(), strict=True) if k in broken]
    taken = of.filter(pc.invert(pc.is_in(of.column(KEY), value_set=pa.array(list(broken), pa.string()))))
    return Extracted(_Tables(taken, standing, heaps), tuple(problems), len(new))


@dataclass(frozen=True, slots=True)
class _Standing:
    """Tables of an earlier run, those of their articles that are as they were, and the others."""

    stored: Mapping[str, Stored]
    names: pa.Array
    gone: pa.Array


def _standing(of: pa.Table, stored: Mapping[str, Stored]) -> _Standing | None:
    """What stands of an earlier run; null when its tables are not all of one run of this engine, or cannot be read."""
    try:
        marks = {one.metadata().get(MADE_OF) for one in stored.values()}
        before = stored[TEXTS].read() if len(marks) == 1 else None
    except (KeyError, OSError, pa.ArrowException):
        return None
    if before is None or before.schema.names != OF.names or marks != {_mark(before)}:
        return None
    then, was = before.column(DOCUMENT).combine_chunks(), before.column(KEY)
    now = of.column(KEY).take(pc.index_in(then, value_set=of.column(DOCUMENT).combine_chunks()))
    stands = pc.fill_null(pc.equal(now, was), False)
    return _Standing(stored, then.filter(stands), then.filter(pc.invert(stands)))


def _mark(of: pa.Table) -> bytes:
    """What tells tables of these articles by this engine from all others."""
    total = sha256(made_by.extraction().encode())
    for column in of.columns:
        total.update("\0".join(column.to_pylist()).encode("utf-8", "surrogatepass"))
    return total.hexdigest().encode()


class _Tables(Mapping[str, pa.RecordBatchReader]):
    """The tables of all articles, each put together once, as its rows are asked for: of what stood already and what was
    bound now. To be read before another is put in place of the one that stood.
    """

    def __init__(self, of: pa.Table, standing: _Standing | None, heaps: Heaps) -> None:
        self._of, self._standing, self._heaps = of, standing, heaps
        self._mark = _mark(of)

    def __getitem__(self, name: str) -> pa.RecordBatchReader:
        shape, rows = self._together(name)
        marked = shape.with_metadata({**(shape.metadata or {}), MADE_OF: self._mark})
        return pa.RecordBatchReader.from_batches(marked, rows)

    def _together(self, name: str) -> tuple[pa.Schema, Iterable[pa.RecordBatch]]:
        if name == TEXTS:
            return OF, self._of.to_batches()
        new = self._heaps.take(name)
        new = _no_rows(name) if new is None else new
        stored = self._standing.stored[name] if self._standing else None
        gone = self._standing.gone if self._standing else pa.array([], pa.string())
        order = _in_order(name) if name in TABLES and TABLES[name].sort[0] == DOCUMENT else None
        return new.schema, woven(stored, gone, new, order)

    def __iter__(self) -> Iterator[str]:
        return iter(KEPT)

    def __len__(self) -> int:
        return len(KEPT)


def _no_rows(name: str) -> pa.Table:
    from spacecoop.batch import UNBOUND

    return _bound(UNBOUND.insert(0, pa.field(KEY, pa.string())).empty_table(), *[pa.array([], pa.string())] * 2)[name]


def _in_order(name: str) -> Callable[[pa.Table], pa.Table]:
    from spacecoop.tables.arrow import sort_rows

    return partial(sort_rows, name)


def _first_of_each(names: pa.Array, keys: pa.Array, known: pa.Array) -> pa.Array:
    """The first article of each key that is not ``known``, in their order."""
    first: dict[str, int] = dict.fromkeys(known.to_pylist(), -1)
    for i, name in enumerate(keys.to_pylist()):
        first.setdefault(name, i)
    return names.take(pa.array([i for i in first.values() if i >= 0], pa.int64()))


def _extracted(articles: Stored, names: pa.Array, workers: int, mark: Path) -> Iterator[Piece]:
    """Some of the articles piece by piece, in this process or, where that is worth it, in others."""
    cut = _pieces_of(articles, names)
    first = list(islice(cut, max(1, WORTH_A_POOL // CHARACTERS_A_PIECE)))
    is_much = len(first) * CHARACTERS_A_PIECE >= WORTH_A_POOL
    return _gathered(_found(worked(extract_piece, chain(first, cut), workers, mark, is_much=is_much)))


def _pieces_of(articles: Stored, names: pa.Array) -> Iterator[pa.Table]:
    from spacecoop.batch import READ_BY_EXTRACT

    for batch in articles.batches((*READ_BY_EXTRACT, TEXT_KEY)) if len(names) else ():
        wanted = pa.Table.from_batches([batch]).filter(pc.is_in(batch.column(DOCUMENT), value_set=names))
        if wanted.num_rows:
            yield from pieces(wanted.rename_columns([*READ_BY_EXTRACT, KEY]))


def _found(done: Iterable[Piece | Lost[pa.Table]]) -> Iterator[Piece]:
    """The pieces; one over which a process died is taken article by article, to find the one that it cannot take."""
    for piece in done:
        if isinstance(piece, Piece):
            yield piece
        elif piece.given.num_rows == 1:
            yield Piece(extract_piece(piece.given.slice(0, 0)).found, {piece.given.column(KEY)[0].as_py(): DIED})
        else:
            yield from _found(spread(extract_piece, [piece.given.take([i]) for i in range(piece.given.num_rows)], 1))


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
        return _sound(Piece(found.add_column(0, KEY, articles.column(KEY)), {}), articles)
    except Exception as fault:  # noqa: BLE001 - whatever an article does to the engine, the others go on
        if articles.num_rows == 1:
            none = extract_piece(articles.slice(0, 0)).found
            return Piece(none, {articles.column(KEY)[0].as_py(): f"{type(fault).__name__}: {fault}"})
    done = [extract_piece(articles.slice(i, 1)) for i in range(articles.num_rows)]
    broken = {name: fault for piece in done for name, fault in piece.broken.items()}
    return Piece(pa.concat_tables([piece.found for piece in done]), broken)


def _sound(piece: Piece, articles: pa.Table) -> Piece:
    """The piece without the articles of which a row cannot be right."""
    from expectations.sound import unsound

    names = articles.column(KEY).combine_chunks()
    texts = pa.table({DOCUMENT: names, "text": articles.column("text")})
    wrong = unsound(
        {name: rows for name, rows in _bound(piece.found, names, names).items() if name in EXTRACTED}, texts
    )
    is_right = pc.invert(pc.is_in(piece.found.column(KEY), value_set=pa.array(list(wrong), pa.string())))
    broken = {name: f"it read a row that cannot be right ({said})" for name, said in wrong.items()}
    return Piece(piece.found.filter(is_right), piece.broken | broken) if wrong else piece


def _bound(found: pa.Table, keys: pa.Array, names: pa.Array) -> dict[str, pa.Table]:
    """The tables of every article that has one of the texts found."""
    from spacecoop.batch import bind_batch

    where = pc.index_in(keys, value_set=found.column(KEY).combine_chunks())
    is_here = pc.is_valid(where)
    rows, own = found.drop_columns([KEY]).take(where.filter(is_here)).combine_chunks(), names.filter(is_here)
    tables = bind_batch(rows, pa.chunked_array([own]))
    for name in EXTRACTED:
        if name not in OF_ONE_DOCUMENT:
            parents = pc.list_parent_indices(rows.column(name)).combine_chunks()
            tables[name] = tables[name].append_column(DOCUMENT, own.take(parents))
    return tables


def _broken(document: str, fault: str) -> Problem:
    said = " ".join(fault.split())[:300]
    return Problem(
        source=document,
        problem="extraction_failed",
        reason=f"The engine failed on this article: {said}",
        remedy="Report it with the article; until then it is left out.",
    )
