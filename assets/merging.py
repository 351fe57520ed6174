"""Merging what the articles say, each table written aside as it is made: in this process, or in one of its own for much.

Merging holds more at once than anything else in a run; what a process of its own held is given back when that process ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from assets.processes import process_pool
from assets.settings import Settings
from assets.stored import SUFFIX, Stored
from assets.worked_out import WorkedOut

if TYPE_CHECKING:
    from spacecoop.merge import Given
    from spacecoop.merge.rulings import Rulings
    from spacecoop.publish.released import Released

# A process takes a second to start; with so many articles what it gives back is worth that.
WORTH_A_PROCESS = 5_000


class DiedError(Exception):
    """The process that merged was killed; nothing is left that says by what."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is merged: the articles, the tables as extracted from them, and the problems met so far, one row a source.
    ``publications`` names the table of all articles that the engine took."""

    settings: Settings
    articles: Stored
    extracted: Mapping[str, Stored]
    publications: str
    problems: pa.Table

    @property
    def aside(self) -> Path:
        """Where the tables are written; whoever takes them moves them away."""
        return self.settings.work / "merging"


@dataclass(frozen=True, slots=True)
class Done:
    """Every published table, the release in place with which they were compared, and what went wrong without harm."""

    tables: Mapping[str, Stored]
    previous: Released | None
    warnings: tuple[str, ...]


def merged(work: Work) -> Done:
    """Merge; raises what merging raises, and ``DiedError``."""
    if len(_taken(work)) < WORTH_A_PROCESS:
        return write_aside(work)
    try:
        with process_pool(1) as pool:
            return pool.submit(write_aside, work).result()
    except BrokenProcessPool as fault:
        raise DiedError(
            "The process that merged the articles was killed, mostly that is for want of memory; the last release "
            "stays. Free some, then run again: what was read and found is kept."
        ) from fault


def write_aside(work: Work) -> Done:
    """Merge in this process."""
    from spacecoop import merge
    from spacecoop.publish.released import Released

    warnings: list[str] = []
    tables: dict[str, Stored] = {}
    previous = Released.whole(work.settings.output)
    kept = WorkedOut.open(work.settings, warnings.append)
    for name, rows in merge.merged(_given(work), previous, _rulings(work.settings), kept):
        tables[name] = Stored((work.aside / name).with_suffix(SUFFIX))
        tables[name].write(rows)
        # One table is let go before the next is made.
        del rows
        pa.default_memory_pool().release_unused()
    return Done(tables, previous, tuple(warnings))


def _taken(work: Work) -> pa.ChunkedArray:
    """The articles that the engine took."""
    return work.extracted[work.publications].read(["document_id"]).column("document_id")


def _given(work: Work) -> Given:
    """What is merged: the articles that the engine took, whose texts are read only where they are compared."""
    from spacecoop.batch import DOCUMENTS
    from spacecoop.merge import Given

    def texts(wanted: Sequence[str]) -> pa.Table:
        return work.articles.rows_where("document_id", pa.array(wanted, pa.string()), ["document_id", "text"])

    known = work.articles.read([name for name in DOCUMENTS.names if name != "text"])
    known = known.filter(pc.is_in(known.column("document_id"), value_set=_taken(work)))
    return Given(lambda name, columns: work.extracted[name].read(list(columns)), known, texts, work.problems)


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
