"""What the last run learnt of each source, where that is still true: how many articles it holds, and the newest day.

Nothing is read but the tables that lie below ``.work``; a source of which they know nothing is left to who asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from assets import made_by
from assets.cache import TEXT_KEY
from assets.digests import Digests
from assets.mentions import MADE_OF, PUBLICATIONS, TEXTS, key
from assets.readings import MADE_BY, READ_KEY, keys_of
from assets.sources import manifest
from assets.stored import SUFFIX, Stored
from spacecoop.tables import Problem


@dataclass(frozen=True, slots=True)
class Seen:
    """A folder of sources as it is now: ``known`` are those that hold only articles which the last run read, with their
    number and newest day, ``unknown`` the others; ``problems`` are those of names."""

    known: dict[str, tuple[int, date | None]]
    unknown: tuple[str, ...]
    problems: tuple[Problem, ...]


def seen(root: Path, work: Path) -> Seen:
    """Every source below ``root``, and what is known of it by the tables below ``work``."""
    files, refused = manifest(root, Digests.open(root, work / "digests.parquet"))
    names = files.column("source").to_pylist()
    known = _known(pa.table({"source": files.column("source"), "now": pa.array(keys_of(files), pa.string())}), work)
    return Seen(
        known,
        tuple(name for name in names if name not in known),
        tuple(Problem(**row) for row in refused.to_pylist()),
    )


def _known(sources: pa.Table, work: Path) -> dict[str, tuple[int, date | None]]:
    found: dict[str, tuple[int, date | None]] = {}
    try:
        articles = _standing(sources, _table(work, "articles"))
        days = _days(work)
    except (OSError, pa.ArrowException):
        return found
    place = pc.index_in(articles.column("name"), value_set=days.column("name").combine_chunks())
    for name in ("published", TEXT_KEY):
        articles = articles.append_column(f"of_{name}", days.column(name).take(place))
    right = _alike(articles.column(TEXT_KEY), articles.column(f"of_{TEXT_KEY}"))
    articles = articles.append_column("is_right", right)
    rows = articles.group_by("source").aggregate([("is_right", "all"), ("name", "count"), ("of_published", "max")])
    for row in rows.filter(rows.column("is_right_all")).to_pylist():
        found[row["source"]] = row["name_count"], row["of_published_max"]
    return found


def _standing(sources: pa.Table, stored: Stored) -> pa.Table:
    """Of the articles of the last run those whose source is as it was; none where another engine read them."""
    articles = stored.read(["source", "document_id", TEXT_KEY, READ_KEY]).rename_columns(
        ["source", "name", TEXT_KEY, READ_KEY]
    )
    if stored.metadata().get(MADE_BY) != made_by.extraction().encode():
        return articles.slice(0, 0)
    place = pc.index_in(articles.column("source"), value_set=sources.column("source").combine_chunks())
    now = sources.column("now").take(place)
    return articles.filter(_alike(articles.column(READ_KEY), now))


def _days(work: Path) -> pa.Table:
    """The day that was decided for each article, and the hash of what it was decided by."""
    texts, publications = (_table(work, *key(name).path) for name in (TEXTS, PUBLICATIONS))
    of, days = texts.read(), publications.read(["document_id", "published"])
    if texts.metadata().get(MADE_OF) != publications.metadata().get(MADE_OF):
        of = of.slice(0, 0)
    place = pc.index_in(of.column("document_id"), value_set=days.column("document_id").combine_chunks())
    return of.rename_columns(["name", TEXT_KEY]).append_column("published", days.column("published").take(place))


def _alike(some: Any, others: Any) -> Any:
    """Whether the cells of two columns are the same, which nothing is with null."""
    alike: Any = pc.equal(some, others)
    return pc.fill_null(alike, False)


def _table(work: Path, *name: str) -> Stored:
    return Stored(work.joinpath("tables", *name).with_suffix(SUFFIX))
