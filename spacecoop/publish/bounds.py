"""The bounds of a count in words: "about 120", "at least 30", "7,500 to 8,000".

What the bounds are is decided where they are found.
"""

from __future__ import annotations

from collections.abc import Mapping


def told(row: Mapping[str, object], prefix: str = "") -> str:
    """Low, high and comparator of a row, whose columns begin with ``prefix``; empty where there is no count."""
    low, high, said = row[f"{prefix}low"], row[f"{prefix}high"], str(row[f"{prefix}comparator"]).replace("_", " ")
    if low is None and high is None:
        return ""
    if None in (low, high) or low == high:
        only = f"{low if low is not None else high:,.15g}"
        return only if row[f"{prefix}comparator"] is None else f"{said} {only}"
    return f"{low:,.15g} to {high:,.15g}"
