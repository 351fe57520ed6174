"""The ``cooperation`` view: ties summed by pair and year, counting documents and not mentions.

A view of ``ties`` for people; copies of an article count once.
"""

from __future__ import annotations

from collections import defaultdict

import pyarrow as pa

from spacecoop.tables import TABLES, Cooperation
from spacecoop.tables.arrow import to_arrow

COUNTED = tuple(
    c.name for c in TABLES["cooperation"].columns if "Documents that" in c.description and c.name != "documents"
)


def view(tables: dict[str, pa.Table]) -> pa.Table:
    """One row a pair and year: the tie's own year, else the year of publication, else ``XXXX``."""
    articles = {
        row["document_id"]: row
        for row in tables["documents"].select(["document_id", "published", "duplicate_of"]).to_pylist()
    }
    pairs: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for tie in tables["ties"].select(["document_id", "actor_a", "actor_b", "kind", "status", "start"]).to_pylist():
        article = articles[tie["document_id"]]
        if article["duplicate_of"] is not None:
            continue
        first, second = sorted((tie["actor_a"], tie["actor_b"]))
        pairs[first, second, _year(tie["start"], article["published"])].append(tie)
    rows = [
        Cooperation(
            actor_a=first,
            actor_b=second,
            year=year,
            documents=len({t["document_id"] for t in ties}),
            ties=len(ties),
            **{name: len({t["document_id"] for t in ties if name in (t["kind"], t["status"])}) for name in COUNTED},
        )
        for (first, second, year), ties in sorted(pairs.items())
    ]
    return to_arrow("cooperation", rows)


def _year(start: str | None, published: object) -> str:
    if start and start[:4].isdigit():
        return start[:4]
    return str(published)[:4] if published else "XXXX"
