"""Reading the sources that no earlier run has read: a row an article or fault, kept under the hash of what was read.

A row knows its article's place in the source, not the source's name, so that a file that moved is not read again. The
articles of sources that are as the last run found them are not even taken from the cache: their rows stand.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from itertools import chain
from pathlib import Path, PurePath
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from assets import made_by
from assets.cache import KEY, TEXT_KEY, Cache
from assets.processes import Lost, spread, worked
from assets.sources import claims_key
from assets.stored import Stored
from assets.woven import woven
from spacecoop.batch import DOCUMENTS, READ_BY_EXTRACT
from spacecoop.tables.arrow import schema

# Below so many bytes one process is done before a pool has started.
WORTH_A_POOL = 2_000_000
SOURCES_A_PIECE = 200
BYTES_A_PIECE = 2_000_000
# As many bytes a packed file takes when it is opened, for each of its own.
PACKED = 10
# A run that is killed reads this much again at most.
BYTES_A_COMMIT = 16_000_000
# Columns that follow from the source's name.
NAMED = ("document_id", "collection", "source")
FAULT = ("problem", "reason", "remedy")
DIED = {
    "problem": "reader_failed",
    "reason": "The process that read this source died over it, with nothing else to do; mostly that is for want of memory.",
    "remedy": "Split it or take it away; if it is small, report it.",
}
# A folder of sources, and the names of some of them with their keys.
Sources = tuple[str, list[tuple[str, str | None]]]
# Their rows under their names, and those that later runs may use under their keys.
Rows = tuple[pa.Table, pa.Table]
# The key of its source, where that can be read again with the same outcome and without a fault.
READ_KEY = "read_key"
# ``part`` is what the article's name adds to the source's; a row has the columns of an article, or a fault, or both.
READINGS = pa.schema(
    [
        pa.field("part", pa.string()),
        *(pa.field(field.name, field.type) for field in DOCUMENTS if field.name not in NAMED),
        pa.field(TEXT_KEY, pa.string()),
        *(pa.field(name, pa.string()) for name in FAULT),
    ]
)
# The articles as they are kept between the stages, and by what they were read.
ARTICLES = pa.schema([*DOCUMENTS, pa.field(TEXT_KEY, pa.string()), pa.field(READ_KEY, pa.string())])
MADE_BY = b"made_by"


@dataclass(frozen=True, slots=True)
class ReadAll:
    """The articles by name, a row for each fault, and how many sources had to be read."""

    articles: pa.RecordBatchReader
    problems: pa.Table
    new: int


def read_all(files: pa.Table, root: Path, workers: int, cache: Cache, stored: Stored | None = None) -> ReadAll:
    """Every article of the sources in a manifest; those that the cache knows by their bytes and claims are not opened.

    ``stored`` holds the articles of an earlier run, if any; they are read again as the new ones are asked for.
    """
    keys = pa.array(keys_of(files), pa.string())
    stood, gone, is_here = _standing(stored, files.column("source").combine_chunks(), keys)
    files, keys = files.filter(pc.invert(is_here)), keys.filter(pc.invert(is_here))
    sources = files.column("source").combine_chunks()
    made, known = cache.load(pc.unique(keys.drop_null()), lambda rows: _named(rows, keys, sources))
    is_new = pc.invert(pc.is_in(keys, value_set=known))
    wanted = pa.table({"source": sources, KEY: keys}).filter(is_new)
    size = pc.sum(files.column("bytes").filter(is_new)).as_py() or 0
    wanted = wanted.append_column("bytes", files.column("bytes").filter(is_new))
    for rows, lasting in _read(wanted, root, workers, cache.mark, is_much=size >= WORTH_A_POOL):
        cache.add(lasting)
        made.append(rows)
    cache.tidy()
    rows = pa.concat_tables([_named(_no_rows(), keys, sources), *made])
    is_fault = pc.is_valid(rows.column("problem"))
    faults = rows.filter(is_fault).select(["document_id", *FAULT]).rename_columns(["source", *FAULT])
    articles = _keyed(rows, pa.table({"source": sources, READ_KEY: keys}))
    marked = ARTICLES.with_metadata({MADE_BY: made_by.extraction()})
    batches = woven(stood, gone, articles, lambda some: some.sort_by("document_id"), "source")
    return ReadAll(pa.RecordBatchReader.from_batches(marked, batches), faults.cast(schema("problems")), wanted.num_rows)


def keys_of(files: pa.Table) -> Iterator[str | None]:
    """The key of each source of a manifest, see ``source_key``."""
    columns = (files.column(name).to_pylist() for name in ("source", "sha256", "claims"))
    return (source_key(*one) for one in zip(*columns, strict=True))


def _standing(stored: Stored | None, sources: pa.Array, keys: pa.Array) -> tuple[Stored | None, pa.Array, pa.Array]:
    """The articles of an earlier run where they can be used, which sources of them are not as they were, and which of the
    sources given are."""
    none = pa.array([], pa.string()), pa.array([False] * len(sources), pa.bool_())
    try:
        if stored is None or stored.metadata().get(MADE_BY) != made_by.extraction().encode():
            return None, *none
        before = stored.read(["source", READ_KEY])
    except (OSError, pa.ArrowException):
        return None, *none
    then, was = before.column("source").combine_chunks(), before.column(READ_KEY).combine_chunks()
    now: Any = keys.take(pc.index_in(then, value_set=sources))
    stands = pc.fill_null(pc.equal(now, was), False)
    return stored, pc.unique(then.filter(pc.invert(stands))), pc.is_in(sources, value_set=then.filter(stands))


def _keyed(rows: pa.Table, keys: pa.Table) -> pa.Table:
    """Of rows of readings the articles, under the keys of their sources; under none where their source has a fault."""
    faulty = rows.column("source").filter(pc.is_valid(rows.column("problem"))).combine_chunks()
    keys = keys.filter(pc.invert(pc.is_in(keys.column("source"), value_set=faulty)))
    articles = rows.filter(pc.is_valid(rows.column("text")))
    place = pc.index_in(articles.column("source"), value_set=keys.column("source").combine_chunks())
    return articles.append_column(READ_KEY, keys.column(READ_KEY).take(place)).select(ARTICLES.names).cast(ARTICLES)


def source_key(name: str, digest: str | None, claims: str | None) -> str | None:
    """The hash of all that reading a source takes in but its name: ending, bytes, and what was written about it, the last
    two as hashes; null where it must be read to see what is wrong."""
    from spacecoop.document.formats import ending_of

    if digest is None or claims is None:
        return None
    return sha256(f"{ending_of(PurePath(name))}\0{digest}\0{claims}".encode()).hexdigest()


def _read(wanted: pa.Table, root: Path, workers: int, mark: Path, *, is_much: bool) -> Iterator[Rows]:
    """The rows of the sources under their names, and those of them that later runs may use."""
    cut = list(_pieces(wanted, root))
    is_much = is_much and len(cut) > 1
    return _gathered(_found(worked(read_piece, cut, workers, mark, is_much=is_much)))


def _pieces(wanted: pa.Table, root: Path) -> Iterator[Sources]:
    """Sources with their keys, so many together that it is worth handing them on, and never many large ones."""
    some: list[tuple[str, str | None]] = []
    size = 0
    for row in wanted.to_pylist():
        some.append((row["source"], row[KEY]))
        size += (row["bytes"] or 0) * (PACKED if row["source"].endswith(".gz") else 1)
        if len(some) == SOURCES_A_PIECE or size >= BYTES_A_PIECE:
            yield str(root), some
            some, size = [], 0
    if some:
        yield str(root), some


def _found(done: Iterable[Rows | Lost[Sources]]) -> Iterator[Rows]:
    """The rows; where a process died over some sources, they are taken one by one, to find the one that it cannot read."""
    for rows in done:
        if not isinstance(rows, Lost):
            yield rows
            continue
        root, some = rows.given
        if len(some) == 1:
            yield _tables([(None, some[0][0], dict.fromkeys(READINGS.names) | {"part": ""} | DIED)])
        else:
            yield from _found(spread(read_piece, [(root, [one]) for one in some], 1))


def _gathered(done: Iterable[Rows]) -> Iterator[Rows]:
    """What is worth a commit together; of sources of one key the rows of the first one last."""
    some: list[Rows] = []
    size = 0
    seen: set[str] = set()
    for one in chain(done, (None,)):
        some += [one] if one else []
        size += one[0].nbytes if one else 0
        if some and (one is None or size >= BYTES_A_COMMIT):
            rows, lasting = (pa.concat_tables(tables) for tables in zip(*some, strict=True))
            firsts = _first_sources(lasting, seen)
            yield rows, firsts
            seen |= set(firsts.column(KEY).to_pylist())
            some, size = [], 0


def _first_sources(rows: pa.Table, seen: set[str]) -> pa.Table:
    """The rows of the first source of each key that is not ``seen``, without its name: two may hold the same."""
    first: dict[str, str] = {}
    kept: list[int] = []
    for i, (key, source) in enumerate(
        zip(rows.column(KEY).to_pylist(), rows.column("source").to_pylist(), strict=True)
    ):
        if key not in seen and first.setdefault(key, source) == source:
            kept.append(i)
    return rows.take(pa.array(kept, pa.int64())).drop_columns(["source"])


def read_piece(piece: Sources) -> Rows:
    """The rows of some sources, named; and under their keys those of sources that did not change while they were read."""
    root = Path(piece[0])
    rows: list[tuple[str | None, str, dict[str, object]]] = []
    for source, key in piece[1]:
        found = _rows_of(root, source)
        lasts = key is not None and any(row["text"] is not None for row in found) and _key_now(root, source) == key
        rows += [(key if lasts else None, source, row) for row in found]
    return _tables(rows)


def _tables(found: Iterable[tuple[str | None, str, dict[str, object]]]) -> Rows:
    rows = [{KEY: key, "source": source, **row} for key, source, row in found]
    shape = pa.schema([pa.field(KEY, pa.string()), pa.field("source", pa.string()), *READINGS])
    table = pa.Table.from_pylist(rows, shape)
    lasting = table.filter(pc.is_valid(table.column(KEY)))
    return _with_names(table.drop_columns([KEY, "source"]), table.column("source").combine_chunks()), lasting


def _rows_of(root: Path, source: str) -> list[dict[str, object]]:
    from spacecoop.batch import documents_table
    from spacecoop.document.read import read_source

    found = read_source(root / source, root=root)
    rows: list[dict[str, object]] = []
    for row in documents_table(found.documents).to_pylist():
        part = row["document_id"].removeprefix(source)
        rows.append({"part": part, **row, TEXT_KEY: _text_key(row), **dict.fromkeys(FAULT)})
    for fault in found.problems:
        told = {name: getattr(fault, name) for name in FAULT}
        rows.append(dict.fromkeys(READINGS.names) | {"part": fault.source.removeprefix(source)} | told)
    return [{name: row[name] for name in READINGS.names} for row in rows]


def _text_key(article: dict[str, object]) -> str:
    return sha256(repr(tuple(article[name] for name in READ_BY_EXTRACT[1:])).encode()).hexdigest()


def _key_now(root: Path, source: str) -> str | None:
    from spacecoop.document.sidecars import written_about

    try:
        *above, own = (_digest(path) if os.path.lexists(path) else "" for path in written_about(root / source, root))
        return source_key(source, _digest(root / source), claims_key([said for said in above if said], own))
    except OSError:
        return None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _named(rows: pa.Table, keys: pa.Array, sources: pa.Array) -> pa.Table:
    """The rows once for every source that has their key, under its name."""
    holders: dict[str, list[int]] = {}
    for i, key in enumerate(keys.to_pylist()):
        if key is not None:
            holders.setdefault(key, []).append(i)
    places = [(at, i) for at, key in enumerate(rows.column(KEY).to_pylist()) for i in holders.get(key, ())]
    taken = rows.drop_columns([KEY]).take(pa.array([at for at, _ in places], pa.int64()))
    return _with_names(taken, sources.take(pa.array([i for _, i in places], pa.int64())))


def _with_names(rows: pa.Table, sources: pa.Array) -> pa.Table:
    collections = pc.replace_substring_regex(sources, "/?[^/]*$", "")
    names = pc.binary_join_element_wise(sources, rows.column("part").combine_chunks(), "")
    for name, cells in (("document_id", names), ("collection", collections), ("source", sources)):
        rows = rows.append_column(name, cells)
    return rows


def _no_rows() -> pa.Table:
    return READINGS.insert(0, pa.field(KEY, pa.string())).empty_table()
