"""Finding a published row by its identifier, with the rows that it rests on; what ``spacecoop show`` prints.

Reads a release and changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from spacecoop.publish.bounds import told
from spacecoop.tables import TABLES

Row = dict[str, object]
# A claim's attributes in the order in which they are shown; the chosen claim of each stands first.
ATTRIBUTES = (
    "name", "edition", "status", "start", "end", "duration", "city", "country", "venue", "organiser", "attendees",
    "countries",
)  # fmt: skip
TIE = ("kind", "status", "actor_a", "actor_b", "start", "text", "document_id", "tie_id", "ruling")
SOURCE = ("document_id", "title", "outlet", "published", "published_from", "url", "duplicate_of")
MOST = 200  # rows shown of one sort


@dataclass(frozen=True, slots=True)
class Section:
    """Rows to show together: one written out column by column (``is_record``), or many as lines of a table."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    is_record: bool = False


def look_up(release: Path, identifier: str) -> list[Section]:
    """The row of this identifier, then what it rests on; nothing where no row has it.

    One that moved is followed to where it is now, however often it moved. ``FileNotFoundError`` names the file that a
    folder which is no release lacks.
    """
    return list(_standing(release, identifier) or _moved(release, identifier))


def _standing(release: Path, identifier: str) -> list[Section]:
    found: list[Section] = []
    for table in TABLES.values():
        if len(table.key) != 1:
            continue
        for row in _rows(release, table.name, table.key[0], identifier):
            columns = tuple(c.name for c in table.columns if row[c.name] is not None)
            found.append(Section(table.name, columns, (row,), is_record=True))
            found += [section for section in _evidence(release, table.name, row) if section.rows]
    return found


def _moved(release: Path, identifier: str, seen: frozenset[str] = frozenset()) -> Iterator[Section]:
    """Where an identifier went that stands for no row any more, with the rows that it is now."""
    rows = _rows(release, "moved_ids", "old", identifier)
    if rows:
        yield Section("moved_ids", ("old", "new", "cause"), tuple(rows))
    for row in rows:
        new = str(row["new"])
        if new not in seen:
            yield from _standing(release, new) or _moved(release, new, seen | {identifier})


def _evidence(release: Path, table: str, row: Row) -> Iterator[Section]:
    special = EVIDENCE.get(table)
    if special is not None:
        yield from special(release, row)
        return
    document = row.get("document_id") or row.get("source")
    yield _section("its article", SOURCE, _rows(release, "documents", "document_id", document))
    if row.get("conference_id"):
        named = _rows(release, "conferences", "conference_id", row["conference_id"])
        yield _section("its conference", ("conference_id", "name", "date_edtf", "city"), named)
    actors = [str(v) for n, v in row.items() if v and TABLES[table].column(n).references == "actors.actor_id"]
    rows = [found for key in dict.fromkeys(actors) for found in _rows(release, "actors", "actor_id", key)]
    yield _section("its actors", ("actor_id", "name", "kind", "country"), rows)
    if table == "ties":
        others = [tie for tie in _rows(release, "ties", "group_id", row["group_id"]) if tie["tie_id"] != row["tie_id"]]
        yield _section("stated by the same words", TIE, others)


def _of_conference(release: Path, row: Row) -> Iterator[Section]:
    """Every claim with its words and source; the chosen ones are those that the row shows."""
    claims = _rows(release, "conference_claims", "conference_id", row["conference_id"])
    for claim in claims:
        claim["value"] = claim["value"] if claim["value"] is not None else told(claim)
        claim["said"] = claim["text"]
        claim["chosen"] = "chosen" if claim["chosen"] else ""
        claim["expected"] = "expected" if claim["expected"] else None
    claims.sort(key=lambda c: (ATTRIBUTES.index(str(c["attribute"])), not c["chosen"], str(c["document_id"])))
    columns = ("attribute", "value", "chosen", "expected", "said", "document_id", "claim_id", "ruling")
    yield _section("claims", columns, claims)
    parts = _rows(release, "conference_actors", "conference_id", row["conference_id"])
    parts.sort(key=lambda p: (str(p["role"]), str(p["actor_id"]), str(p["document_id"])))
    yield _section("who organised and took part", ("role", "actor_id", "text", "document_id"), parts)
    named = sorted({str(claim["document_id"]) for claim in claims})
    documents = [found for key in named for found in _rows(release, "documents", "document_id", key)]
    yield _section("articles", SOURCE, documents)


def _of_actor(release: Path, row: Row) -> Iterator[Section]:
    key = row["actor_id"]
    yield _section("names", ("alias", "form"), _rows(release, "actor_aliases", "actor_id", key))
    parts = _rows(release, "conference_actors", "actor_id", key)
    yield _section("part in conferences", ("role", "conference_id", "text", "document_id"), parts)
    ties = _rows(release, "ties", "actor_a", key) + _rows(release, "ties", "actor_b", key)
    yield _section("ties", TIE, ties)
    money = _rows(release, "budgets", "actor_id", key)
    yield _section("sums", ("text", "role", "purpose", "period", "document_id", "quantity_id"), money)
    counted = Counter(str(m["document_id"]) for m in _rows(release, "actor_mentions", "actor_id", key))
    rows: list[Row] = [{"document_id": name, "mentions": n} for name, n in sorted(counted.items())]
    yield _section("named in", ("document_id", "mentions"), rows)


def _of_document(release: Path, row: Row) -> Iterator[Section]:
    key = row["document_id"]
    yield _section("copies of it", SOURCE, _rows(release, "documents", "duplicate_of", key))
    claims = _rows(release, "conference_claims", "document_id", key)
    claims = [{**c, "value": c["value"] if c["value"] is not None else told(c)} for c in claims]
    columns = ("conference_id", "attribute", "value", "text", "claim_id", "ruling")
    yield _section("what it says of conferences", columns, claims)
    yield _section("ties", TIE, _rows(release, "ties", "document_id", key))
    said = _rows(release, "statements", "document_id", key)
    yield _section("statements", ("speaker", "kind", "text", "statement_id"), said)
    sums = _rows(release, "budgets", "document_id", key)
    yield _section("sums", ("actor", "text", "role", "purpose", "period", "quantity_id"), sums)


EVIDENCE: dict[str, Callable[[Path, Row], Iterator[Section]]] = {
    "conferences": _of_conference,
    "actors": _of_actor,
    "documents": _of_document,
}


def _section(title: str, columns: Sequence[str], rows: Sequence[Row]) -> Section:
    """The rows under the columns that any of them fills, and no more than ``MOST``."""
    filled = tuple(name for name in columns if any(row.get(name) not in (None, "") for row in rows))
    counted = f"{title} ({len(rows)})" if len(rows) <= MOST else f"{title} ({len(rows)}, of which {MOST} are shown)"
    return Section(counted, filled, tuple(rows[:MOST]))


def _rows(release: Path, table: str, column: str, value: object) -> list[Row]:
    return pq.read_table(release / "tables" / f"{table}.parquet", filters=pc.field(column) == value).to_pylist()
