"""What needs several documents: actors and conferences that are the same, copies, and the views that sum them up.

In go the tables that ``extract_batch`` made, out come all published tables; the words of single documents are read
nowhere here.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from spacecoop.merge import actors, budgets, conferences, cooperation, documents, words
from spacecoop.merge.moved import moved
from spacecoop.tables import TABLES
from spacecoop.tables.arrow import schema, sort_rows, to_arrow

__all__ = ["merge"]


def merge(
    extracted: dict[str, pa.Table],
    articles: pa.Table,
    problems: pa.Table | None = None,
    previous: Mapping[str, pa.Table] | None = None,
) -> dict[str, pa.Table]:
    """Every published table, each of its declared schema and in its reading order.

    ``extracted`` is what ``extract_batch`` returns for ``articles`` (schema ``batch.DOCUMENTS``), ``problems`` the rows
    that reading the sources left, ``previous`` the tables of the release before, which only ``moved_ids`` looks at. The
    same rows in any order give the same tables.
    """
    tables = dict(extracted)
    publications = tables.pop("publications")
    tables["documents"] = documents.merge(articles, publications)
    tables["actors"] = actors.merge(tables["actors"], tables["actor_mentions"])
    tables["actor_aliases"] = actors.merge_aliases(tables["actor_aliases"])
    tables.update(conferences.merge(tables))
    tables["budgets"] = budgets.view(tables)
    tables["cooperation"] = cooperation.view(tables)
    tables["problems"] = problems if problems is not None else to_arrow("problems", ())
    tables["moved_ids"] = to_arrow("moved_ids", ())
    published = words.as_published(tables, articles)
    sorted_tables = {name: sort_rows(name, published[name].select(schema(name).names)) for name in TABLES}
    sorted_tables["moved_ids"] = moved(extracted, sorted_tables, previous)
    return sorted_tables
