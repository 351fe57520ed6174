"""The ``cooperation`` view: ties summed by pair and year, counting documents and not mentions.

A view of ``ties`` for people; copies of an article count as one document, and what a person struck out not at all.
"""

from __future__ import annotations

from collections import defaultdict

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.tables import TABLES, Cooperation
from spacecoop.tables.arrow import to_arrow

COUNTED = tuple(
    c.name for c in TABLES["cooperation"].columns if "Documents that" in c.description and c.name != "documents"
)
TIES = ("tie_id", "document_id", "actor_a", "actor_b", "kind", "status", "start", "ruling")


def view(documents: pa.Table, ties: pa.Table) -> pa.Table:
    """One row a pair and year: the tie's own year, else the year of publication, else ``XXXX``. Of ties ``TIES`` are read."""
    documents = documents.select(["document_id", "published", "duplicate_of"])
    articles = {row["document_id"]: row for row in documents.to_pylist()}
    pairs: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    told = ties.filter(pc.is_null(ties["ruling"])).select(TIES).to_pylist()
    stated: dict[tuple[str, ...], str] = {}
    # Originals before copies, which add only what the original does not state.
    for tie in sorted(told, key=lambda t: (articles[t["document_id"]]["duplicate_of"] is not None, t["document_id"])):
        document = tie["document_id"]
        original = articles[document]["duplicate_of"] or document
        first, second = sorted((tie["actor_a"], tie["actor_b"]))
        year = _year(tie["start"], articles[original]["published"])
        if stated.setdefault((original, first, second, year, tie["kind"], tie["status"]), document) == document:
            pairs[first, second, year].append({**tie, "document_id": original})
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
