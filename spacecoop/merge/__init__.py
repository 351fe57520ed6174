"""What needs several documents: actors and conferences that are the same, copies, and the views that sum them up.

In go the tables that ``extract_batch`` made, out come all published tables; the words of single documents are read
nowhere here.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from spacecoop.merge import (
    actor_apart,
    actor_rulings,
    actors,
    budgets,
    conferences,
    cooperation,
    documents,
    words,
)
from spacecoop.merge.corrections import Corrections
from spacecoop.merge.moved import MOVED_FROM, moved
from spacecoop.merge.rulings import Rulings
from spacecoop.tables import TABLES
from spacecoop.tables.arrow import schema, sort_rows, to_arrow

__all__ = ["merge"]


def merge(
    extracted: dict[str, pa.Table],
    articles: pa.Table,
    problems: pa.Table | None = None,
    previous: Mapping[str, pa.Table] | None = None,
    rulings: Rulings | None = None,
) -> dict[str, pa.Table]:
    """Every published table, each of its declared schema and in its reading order.

    ``extracted`` is what ``extract_batch`` returns for ``articles`` (schema ``batch.DOCUMENTS``), ``problems`` the rows
    that reading the sources left, ``previous`` the tables of the release before, which only ``moved_ids`` looks at,
    ``rulings`` what a person corrected. The same rows in any order give the same tables.
    """
    corrections = Corrections(rulings or Rulings())
    told = actor_apart.apart(extracted)
    tied = actor_rulings.bonds(told, corrections)
    joining = actors.join(told, tied.apart)
    tables, ruled = actor_rulings.ruled(joining.tables, tied, joining.renamed, corrections)
    publications = tables.pop("publications")
    tables["documents"] = documents.merge(articles, publications)
    rows, aliases = actors.merge(tables, joining, ruled)
    tables |= {"actors": corrections.noted("actors", rows), "actor_aliases": aliases}
    struck = corrections.strike(tables)
    tables.update(conferences.merge(tables, corrections, struck))
    for name in ("conference_claims", "ties"):
        tables[name] = corrections.noted(name, tables[name])
    tables["budgets"] = budgets.view(tables)
    tables["cooperation"] = cooperation.view(tables)
    faults = to_arrow("problems", (*corrections.rulings.problems, *corrections.problems))
    tables["problems"] = pa.concat_tables([problems, faults]) if problems is not None else faults
    tables["moved_ids"] = to_arrow("moved_ids", ())
    before = {name: told[name].select(columns) for name, columns in MOVED_FROM.items()}
    # Each table is let go as the published one takes its place: together they are twice as large.
    del told, joining, rows, aliases
    silent = words.withheld(articles)
    published: dict[str, pa.Table] = {}
    for name in TABLES:
        published[name] = sort_rows(name, words.as_published(name, tables.pop(name), silent).select(schema(name).names))
    published["moved_ids"] = moved(before, published, previous, corrections.moved)
    return published
