"""Rules on cooperation: two actors, the smaller name first in the view, and sums that add up.

Which words state a tie is the engine's business.
"""

from __future__ import annotations

import pyarrow.compute as pc

from expectations.rules.rule import Given, Mask, rule
from spacecoop.tables import TABLES

COUNTED = tuple(
    c.name for c in TABLES["cooperation"].columns if c.type == "integer" and c.name not in ("documents", "ties")
)


@rule(("ties", "cooperation"), says="A tie is between two different actors.", columns=("actor_a", "actor_b"))
def ties_have_two_ends(given: Given) -> Mask:
    return pc.equal(given["actor_a"], given["actor_b"])


@rule("cooperation", says="The actor whose identifier sorts first stands first.", columns=("actor_a", "actor_b"))
def pairs_are_sorted(given: Given) -> Mask:
    return pc.greater(given["actor_a"], given["actor_b"])


@rule(
    "cooperation",
    says="No kind or status has more documents than there are, and there are no more documents than ties.",
    columns=("documents", "ties"),
)
def cooperation_adds_up(given: Given) -> Mask:
    most = pc.max_element_wise(*(given[name] for name in COUNTED))
    return pc.or_(pc.greater(most, given["documents"]), pc.greater(given["documents"], given["ties"]))


@rule(
    "cooperation",
    says="The ties of all pairs are those of the table ties, but for those that a person struck out and those that a copy "
    "repeats.",
    columns=("ties",),
    needs={"ties": ("document_id", "ruling"), "documents": ("document_id", "duplicate_of")},
)
def every_tie_is_counted_once(given: Given) -> list[bool]:
    documents = given.tables["documents"]
    copies = documents.filter(pc.is_valid(documents.column("duplicate_of"))).column("document_id")
    stand = given.tables["ties"].filter(pc.is_null(given.tables["ties"].column("ruling"))).column("document_id")
    copied = pc.sum(pc.is_in(stand, value_set=copies)).as_py() or 0
    counted = pc.sum(given["ties"]).as_py() or 0
    return [not stand.length() - copied <= counted <= stand.length()] * given.rows.num_rows
