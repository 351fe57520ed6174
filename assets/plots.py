"""A small plot of a table for Dagster's page: how many rows it has of each kind, role, cause or year.

Declared with altair and drawn here, so that the page needs no network; what the numbers say is also said in words.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

# The column that tells most of each table; a date counts by its year, and years stand in their order.
TELLING = {
    "documents": "published",
    "dates": "role",
    "quantities": "role",
    "actors": "kind",
    "actor_aliases": "form",
    "actor_mentions": "kind",
    "statements": "kind",
    "conferences": "kind",
    "conference_claims": "attribute",
    "conference_actors": "role",
    "ties": "kind",
    "budgets": "role",
    "cooperation": "year",
    "rejected": "finder",
    "problems": "problem",
    "moved_ids": "table",
}
YEAR = re.compile(r"[0-9]{4}")
MOST_BARS = 24
OTHERS, NONE = "others", "not stated"
# Okabe and Ito's blue and a grey, readable on Dagster's light ground and on its dark one.
BAR, INK = "#2b87bf", "#808a96"


def plot(table: str, rows: pa.Table) -> str | None:
    """An image in Markdown with the same numbers as its text; null where there is nothing to compare."""
    column = TELLING[table]
    counts = _counted(rows.column(column))
    if len(counts) < 2:
        return None
    words = f"{table} by {column}: " + ", ".join(f"{value} {count}" for value, count in counts)
    return f"![{_plain(words)}](data:image/svg+xml;base64,{b64encode(_svg(counts).encode()).decode()})"


def _counted(cells: pa.ChunkedArray) -> list[tuple[str, int]]:
    """Values with how many rows have each: years in their order, others the most frequent first."""
    values = pc.year(cells) if pa.types.is_date(cells.type) else cells
    counts = {_name(c["values"]): int(c["counts"]) for c in pc.value_counts(values).to_pylist()}
    if any(YEAR.fullmatch(value) for value in counts):
        years = sorted((c for c in counts.items() if YEAR.fullmatch(c[0])), reverse=True)
        return _cut(years) + [c for c in counts.items() if not YEAR.fullmatch(c[0])]
    return _cut(sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def _name(value: object) -> str:
    return NONE if value is None else str(value)


def _cut(counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    if len(counts) <= MOST_BARS:
        return counts
    left = Counter(dict(counts[MOST_BARS - 1 :])).total()
    return [*counts[: MOST_BARS - 1], (OTHERS, left)]


def _plain(words: str) -> str:
    """Text that may stand between the brackets of an image in Markdown."""
    return "".join(c if c.isalnum() or c in " ,.:_-" else " " for c in words)


def _svg(counts: list[tuple[str, int]]) -> str:
    import altair as alt
    import vl_convert

    data = alt.InlineData(values=[{"value": value.replace("_", " "), "rows": count} for value, count in counts])
    base = alt.Chart(data).encode(
        y=alt.Y("value:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False, labelColor=INK)),
        x=alt.X("rows:Q", title=None, axis=None),
    )
    bars = base.mark_bar(color=BAR, cornerRadiusEnd=2, height={"band": 0.72})
    numbers = base.mark_text(align="left", dx=5, color=INK).encode(text="rows:Q")
    chart = (bars + numbers).properties(
        width=360, height=alt.Step(19), padding={"left": 4, "top": 4, "right": 40, "bottom": 4}
    )
    look = {"background": "transparent", "view": {"stroke": None}, "font": "sans-serif"}
    return vl_convert.vegalite_to_svg(chart.to_dict(), config=look)
