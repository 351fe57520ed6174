"""What the Dagster page shows of a table: its columns as declared, how many rows, the first few, and what changed.

Rendered from the declarations and the rows; no asset words this for itself. Plots are drawn in ``plots``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from assets import plots
from assets.stored import Stored
from expectations import report
from spacecoop.tables import TABLES, Column, Table

# What tells one row from another in tables that are declared nowhere.
INTERNAL_KEYS: dict[str, tuple[str, ...]] = {
    "articles": ("document_id", "text_sha256"),
    "publications": ("document_id",),
    "source_files": ("source", "sha256"),
    "texts": ("document_id",),
}
# Under which names the values of which columns are counted for a table that is written as a stream.
COUNTED = {"articles": {"collections": "collection", "formats": "format"}}
PREVIEW_ROWS = 5
MOST_MENTIONED = 10
NAMED = 20
LONGEST_CELL = 60


def column_schema(table: Table) -> dg.TableSchema:
    """A declared table as Dagster's column schema."""
    key = f"The key is {', '.join(table.key)}."
    references = [f"{c.name} refers to {c.references}." for c in table.columns if c.references]
    return dg.TableSchema(
        columns=[_column(column, table.key == (column.name,)) for column in table.columns],
        constraints=dg.TableConstraints(other=[key, *references]),
    )


def _column(column: Column, is_key: bool) -> dg.TableColumn:
    other: list[str] = []
    if column.enum:
        other.append(f"one of {', '.join(column.enum)}")
    if column.pattern is not None:
        other.append(f"matches {column.pattern}")
    if column.minimum is not None:
        other.append(f">= {column.minimum:g}")
    if column.maximum is not None:
        other.append(f"<= {column.maximum:g}")
    if column.references:
        other.append(f"refers to {column.references}")
    description = f"{column.description} ({column.unit})" if column.unit else column.description
    return dg.TableColumn(
        name=column.name,
        type=column.type,
        description=description,
        constraints=dg.TableColumnConstraints(nullable=column.nullable, unique=is_key, other=other),
    )


def arrow_schema(schema: pa.Schema) -> dg.TableSchema:
    """The columns of a table between the stages, which is declared nowhere else."""
    columns = [
        dg.TableColumn(f.name, str(f.type), constraints=dg.TableColumnConstraints(nullable=f.nullable)) for f in schema
    ]
    return dg.TableSchema(columns=columns)


def declared(table: str) -> dict[str, Any]:
    """Metadata that a published table has before it is ever built."""
    return {"dagster/column_schema": column_schema(TABLES[table])}


def of_rows(rows: pa.Table, **more: Any) -> dict[str, Any]:
    """Metadata of a built table; ``more`` adds what is worth saying of this one."""
    return {"dagster/row_count": rows.num_rows, "preview": dg.MetadataValue.md(preview(rows)), **more}


def of_stored(asset: str, stored: Stored, rows: int) -> dict[str, Any]:
    """Metadata of a table that was written as a stream, by the last part of its asset's name."""
    first = next(stored.batches(), None)
    shown = pa.Table.from_batches([first.slice(0, PREVIEW_ROWS)]) if first is not None else stored.read()
    said = {"dagster/row_count": rows, "preview": dg.MetadataValue.md(preview(shown))}
    for name, column in COUNTED.get(asset, {}).items():
        said[name] = dg.MetadataValue.md(counted(stored.read([column]), column))
    return said


def plotted(table: str, stored: Stored) -> dict[str, Any]:
    """The plot of a published table that was written as a stream, where one says more."""
    drawn = plots.plot(table, stored.read([plots.TELLING[table]]))
    return {"plot": dg.MetadataValue.md(drawn)} if drawn else {}


def published(table: str, rows: pa.Table, **more: Any) -> dict[str, Any]:
    """Metadata of a built table that is published, with a plot where one says more."""
    drawn = plots.plot(table, rows)
    return of_rows(rows, **({"plot": dg.MetadataValue.md(drawn)} if drawn else {}), **more)


def key_of(asset: str) -> tuple[str, ...]:
    """The columns that tell the rows of an asset apart, by the last part of its name."""
    if asset in INTERNAL_KEYS:
        return INTERNAL_KEYS[asset]
    return TABLES[asset if asset in TABLES else "problems"].key


def change(before: pa.Table | None, after: pa.Table, key: Sequence[str]) -> dict[str, Any]:
    """How many rows came and went since the last run, told by their key; numbers only where there was one to compare."""
    from spacecoop.publish import changes

    if before is None or not set(key) <= set(before.column_names):
        return {"change": "There is no table of a run before to compare with."}
    was, now = (changes.keys(rows, key) for rows in changes.apart(before.select(key), after.select(key)))
    if len(was) == len(now) == 0:
        return {"change": "No row came or went since the last run.", "rows_added": 0, "rows_removed": 0}
    added, removed = len(now) - _among(now, was), len(was) - _among(was, now)
    said = f"{added} rows came and {removed} went since the last run, which had {before.num_rows}."
    return {"change": said, "rows_added": added, "rows_removed": removed}


def _among(some: pa.Array, others: pa.Array) -> int:
    return pc.sum(pc.is_in(some, value_set=others)).as_py() or 0


def preview(rows: pa.Table) -> str:
    """The first rows as a Markdown table; long texts are cut, whole articles left out."""
    shown = rows.slice(0, PREVIEW_ROWS)
    columns = [n for n in shown.column_names if not (n == "text" and "publish_words" in shown.column_names)]
    cells = ([_cut(row[name]) for name in columns] for row in shown.to_pylist())
    return report.table(columns, cells)


def _cut(value: object) -> object:
    return f"{value[:LONGEST_CELL]}…" if isinstance(value, str) and len(value) > LONGEST_CELL else value


def counted(rows: pa.Table, column: str) -> str:
    """How many rows have each value of a column, most frequent first, as a Markdown table."""
    counts: list[Mapping[str, object]] = pc.value_counts(rows.column(column)).to_pylist()
    order = sorted(counts, key=lambda c: (-int(str(c["counts"])), str(c["values"])))
    return report.table((column, "rows"), ((c["values"], c["counts"]) for c in order))


def of_actors(tables: Mapping[str, pa.Table], previous: Mapping[str, pa.Table] | None) -> dict[str, Any]:
    """What is worth saying of the actors: the most mentioned, and those that the release before had not.

    One that only goes by another identifier since is not new.
    """
    actors = tables["actors"]
    order = [("mentions", "descending"), ("documents", "descending"), ("actor_id", "ascending")]
    first = actors.sort_by(order).slice(0, MOST_MENTIONED).select(["name", "kind", "mentions", "documents"])
    added = _added(actors, tables["moved_ids"], previous)
    said = {
        "most_mentioned": dg.MetadataValue.md(
            report.table(first.column_names, (row.values() for row in first.to_pylist()))
        ),
        "added": added.num_rows,
    }
    if added.num_rows:
        shown = added.sort_by(order).slice(0, NAMED).select(["name", "kind", "actor_id"])
        said["added_first"] = dg.MetadataValue.md(
            report.table(shown.column_names, (row.values() for row in shown.to_pylist()))
        )
    return said


def _added(actors: pa.Table, moved: pa.Table, previous: Mapping[str, pa.Table] | None) -> pa.Table:
    if previous is None or "actors" not in previous:
        return actors
    known = previous["actors"].column("actor_id").combine_chunks()
    renamed = moved.filter(pc.is_in(moved.column("old"), value_set=known)).column("new").combine_chunks()
    keys = actors.column("actor_id")
    is_known = pc.or_(pc.is_in(keys, value_set=known), pc.is_in(keys, value_set=renamed))
    return actors.filter(pc.invert(is_known))
