"""Finding a published row by its identifier, with the rows that it rests on; what ``spacecoop show`` prints.

Reads a release and changes nothing.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from spacecoop.tables import TABLES

Row = dict[str, object]
# The tables whose rows are the evidence for a row of the first, by the column that refers to it.
EVIDENCE: dict[str, tuple[tuple[str, str], ...]] = {
    "conferences": (("conference_claims", "conference_id"), ("conference_actors", "conference_id")),
    "actors": (("actor_aliases", "actor_id"),),
}


def look_up(release: Path, identifier: str) -> list[tuple[str, list[Row]]]:
    """The tables that have rows of this identifier, each with those rows, then the evidence for them.

    One that moved is followed to where it is now.
    ``FileNotFoundError`` names the file that a folder which is no release lacks.
    """
    return _standing(release, identifier) or _moved(release, identifier)


def _standing(release: Path, identifier: str) -> list[tuple[str, list[Row]]]:
    found: list[tuple[str, list[Row]]] = []
    for table in TABLES.values():
        if len(table.key) != 1:
            continue
        rows = _rows(release, table.name, table.key[0], identifier)
        if rows:
            found.append((table.name, rows))
            for name, column in EVIDENCE.get(table.name, ()):
                found.append((name, _rows(release, name, column, identifier)))
    return found


def _moved(release: Path, identifier: str) -> list[tuple[str, list[Row]]]:
    """Where an identifier went that stands for no row any more, with the rows that it is now."""
    rows = _rows(release, "moved_ids", "old", identifier)
    found = [("moved_ids", rows)] if rows else []
    for row in rows:
        found += _standing(release, str(row["new"]))
    return found


def _rows(release: Path, table: str, column: str, value: str) -> list[Row]:
    read = pq.read_table(release / "tables" / f"{table}.parquet", filters=pc.field(column) == value)
    return read.to_pylist()
