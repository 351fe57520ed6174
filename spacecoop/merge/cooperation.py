"""The ``cooperation`` view: ties summed by pair and year, counting documents and not mentions.

A view of ``ties`` for people; copies of an article count as one document, and what a person struck out not at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.merge.codes import words
from spacecoop.tables import TABLES, Cooperation
from spacecoop.tables.arrow import to_arrow

COUNTED = tuple(
    c.name for c in TABLES["cooperation"].columns if "Documents that" in c.description and c.name != "documents"
)
TIES = ("document_id", "actor_a", "actor_b", "kind", "status", "start")
# Beside the kinds and statuses, what stands for any of them.
ALL = ""


def view(documents: pa.Table, ties: pa.Table) -> pa.Table:
    """One row a pair and year: the tie's own year, else the year of publication, else ``XXXX``. Of ties ``TIES`` and rulings are read."""
    days = dict(zip(words(documents["document_id"]), documents["published"].to_pylist(), strict=True))
    copied = documents.filter(pc.is_valid(documents["duplicate_of"]))
    original_of = dict(zip(words(copied["document_id"]), words(copied["duplicate_of"]), strict=True))
    told = ties.filter(pc.is_null(ties["ruling"])).select(TIES).to_pylist()
    # By pair and year the ties, and the documents that state each kind and status.
    counts = Counter[tuple[str, str, str]]()
    stating: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    stated: dict[tuple[str, ...], str] = {}
    # Originals before copies, which add only what the original does not state.
    for tie in sorted(told, key=lambda t: (t["document_id"] in original_of, t["document_id"])):
        document, kind, status = str(tie["document_id"]), str(tie["kind"]), str(tie["status"])
        original = original_of.get(document, document)
        first, second = sorted((str(tie["actor_a"]), str(tie["actor_b"])))
        pair = first, second, _year(tie["start"], days[original])
        if stated.setdefault((original, *pair, kind, status), document) == document:
            counts[pair] += 1
            for name in (ALL, kind, status):
                stating[pair][name].add(original)
    rows = [
        Cooperation(
            actor_a=pair[0],
            actor_b=pair[1],
            year=pair[2],
            documents=len(stating[pair][ALL]),
            ties=counts[pair],
            **{name: len(stating[pair].get(name, ())) for name in COUNTED},
        )
        for pair in sorted(counts)
    ]
    return to_arrow("cooperation", rows)


def _year(start: str | None, published: object) -> str:
    if start and start[:4].isdigit():
        return start[:4]
    return str(published)[:4] if published else "XXXX"
