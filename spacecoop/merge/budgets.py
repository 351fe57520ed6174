"""The ``budgets`` view: every sum of money that is somebody's, with its owner's name and the words that state it.

A view of ``quantities`` for people; nothing is found here.
"""

from __future__ import annotations

import pyarrow as pa

from spacecoop.tables import Budget
from spacecoop.tables.arrow import to_arrow

ROLES = frozenset({"budget", "cost", "contribution", "price"})


def view(tables: dict[str, pa.Table]) -> pa.Table:
    """Money with a role of ``ROLES`` or a known owner; the period is the date nearest in the same sentence."""
    names = dict(
        zip(tables["actors"].column("actor_id").to_pylist(), tables["actors"].column("name").to_pylist(), strict=True)
    )
    dates: dict[tuple[str, int], list[dict[str, object]]] = {}
    for row in tables["dates"].to_pylist():
        if row["kind"] == "date" and row["precision"] in ("year", "quarter", "month", "day", "decade"):
            dates.setdefault((row["document_id"], row["sentence"]), []).append(row)
    rows: list[Budget] = []
    for q in tables["quantities"].to_pylist():
        if q["kind"] != "money" or (q["role"] not in ROLES and q["subject_actor_id"] is None):
            continue
        near = dates.get((q["document_id"], q["sentence"]), [])
        period = min(
            near, key=lambda d: (abs(int(str(d["start_char"])) - q["start_char"]), str(d["date_id"])), default=None
        )
        rows.append(
            Budget(
                quantity_id=q["quantity_id"],
                actor_id=q["subject_actor_id"],
                actor=names.get(q["subject_actor_id"]),
                role=q["role"],
                purpose=q["thing"],
                amount_low=q["low"],
                amount_high=q["high"],
                comparator=q["comparator"],
                currency=q["currency"],
                period=str(period["edtf"] or period["value"]) if period else None,
                document_id=q["document_id"],
                start_char=q["start_char"],
                end_char=q["end_char"],
                text=q["text"],
            )
        )
    return to_arrow("budgets", rows)
