"""Why a row of a release is not as it was: its source, a person's correction, other documents, the engine.

Told from the two releases alone: the hashes of their sources and the digests of their engines.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias, cast

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.publish.ruled import Ruled, pair

if TYPE_CHECKING:
    from spacecoop.publish.changes import Side

ADDED, CHANGED, REMOVED = "source added", "source changed", "source removed"
CORRECTION = "correction"
ENGINE = "engine version"
MERGED = "merged with other documents"
UNTOLD = "neither sources nor engine tell"
SOURCE_CAUSES = (ADDED, CHANGED, REMOVED, CORRECTION)
# What a source's sidecar says: the same bytes with another of these were corrected by hand.
SIDECAR = ("title", "outlet", "author", "url", "rights", "language")
# Columns of a document's own rows that ``merge`` fills or renames, so that another document can change them.
ACROSS_DOCUMENTS = frozenset({"conference_id", "chosen", "duplicate_of", "actor"})

Strings: TypeAlias = "pa.Array[pa.StringScalar]"
Flags: TypeAlias = "pa.Array[pa.BooleanScalar]"

# Every set of source causes in words, by its bits; null for none.
COMBINED: Strings = pa.array(
    [
        ", ".join(cause for bit, cause in enumerate(SOURCE_CAUSES) if code >> bit & 1) or None
        for code in range(1 << len(SOURCE_CAUSES))
    ],
    pa.string(),
)


class Causes:
    """The causes of the changes from one release to another."""

    def __init__(self, before: Side, after: Side) -> None:
        self._before, self._after = before, after
        self.is_engine_changed = before.engine is None or before.engine != after.engine
        names, states = self._documents(before["documents"], after["documents"])
        self._ruled = Ruled(before, after)
        self._names, self._states = pa.array(names, pa.string()), pa.array(states, pa.string())

    def _documents(self, old: pa.Table, new: pa.Table) -> tuple[list[str], list[str]]:
        """The documents that are not as they were, with what befell each."""
        was = {str(row["document_id"]): row for row in _known(old)}
        now = {str(row["document_id"]): row for row in _known(new)}
        found: dict[str, str] = {}
        for key in sorted(was.keys() | now.keys()):
            if key not in was or key not in now:
                found[key] = ADDED if key in now else REMOVED
            elif was[key]["sha256"] != now[key]["sha256"]:
                found[key] = CHANGED
            elif self._is_corrected(was[key], now[key]):
                found[key] = CORRECTION
        return list(found), list(found.values())

    def _is_corrected(self, was: Mapping[str, object], now: Mapping[str, object]) -> bool:
        """The same bytes, of which something else is claimed; with another engine only what a sidecar says counts."""
        told = SIDECAR if not self.is_engine_changed else tuple(c for c in SIDECAR if c not in ("title", "language"))
        if any(was.get(column) != now.get(column) for column in told):
            return True
        is_said = not self.is_engine_changed or "sidecar" in (was.get("published_from"), now.get("published_from"))
        return is_said and was.get("published") != now.get("published")

    def of(self, name: str, then: pa.Table | None, since: pa.Table | None, across: Flags | None) -> Strings:
        """The cause for each row of a table; ``then`` and ``since`` are the rows before and after, row by row, null
        for rows that were added or removed. ``across`` says of changed rows whether they changed in nothing but
        ``ACROSS_DOCUMENTS``."""
        told = self._unruled(name, then, since, across)
        ruled = self._ruled.among(name, since, then)
        if ruled is None:
            return told
        if name not in ("moved_ids", "problems"):
            # What befell a row's own sources comes first.
            ruled = pc.and_not(ruled, pc.is_in(told, value_set=COMBINED.drop_null()))
        return pc.if_else(ruled, CORRECTION, told)

    def _unruled(self, name: str, then: pa.Table | None, since: pa.Table | None, across: Flags | None) -> Strings:
        """The causes, as if there were no rulings."""
        rows = cast("pa.Table", since if since is not None else then)
        if name == "moved_ids":
            return _repeated(MERGED, rows.num_rows)
        if name == "problems":
            return self._of_problems(rows, is_added=then is None, is_removed=since is None)
        if "document_id" in rows.column_names:
            told = self._states_of(rows.column("document_id").combine_chunks())
        else:
            told = self._by_evidence(name, rows)
        own = ENGINE if self.is_engine_changed else UNTOLD
        if len(self._names) == 0:
            return cast("Strings", pc.fill_null(told, pa.scalar(own)))
        if across is None:
            return cast("Strings", pc.fill_null(told, pa.scalar(ENGINE if self.is_engine_changed else MERGED)))
        return pc.coalesce(told, pc.if_else(across, MERGED, own))

    def _states_of(self, documents: Strings) -> Strings:
        """What befell each document; null where nothing did."""
        return self._states.take(pc.index_in(documents, value_set=self._names))

    def _of_problems(self, rows: pa.Table, *, is_added: bool, is_removed: bool) -> Strings:
        """A source with a problem may have no document: whether the other release read it tells what befell it."""
        if not is_added and not is_removed:
            return _repeated(ENGINE if self.is_engine_changed else CHANGED, rows.num_rows)
        other = self._before["documents"] if is_added else self._after["documents"]
        was_read = pc.is_in(rows.column("source").combine_chunks(), value_set=other.column("source").combine_chunks())
        return pc.if_else(was_read, CHANGED, ADDED if is_added else REMOVED)

    def _by_evidence(self, name: str, rows: pa.Table) -> Strings:
        """What befell the documents that a row rests on, in either release; null where nothing did."""
        wanted = _evidence_keys(name, rows)
        codes = pa.array([0] * len(wanted), pa.int64())
        for bit, cause in enumerate(SOURCE_CAUSES):
            touched = self._names.filter(pc.equal(self._states, pa.scalar(cause)))
            found = pa.array([False] * len(wanted), pa.bool_())
            for side in (self._before, self._after):
                found = pc.or_(found, pc.is_in(wanted, value_set=_resting_on(name, side, touched)))
            codes = pc.add(codes, pc.if_else(found, 1 << bit, 0))
        return COMBINED.take(codes)


def _known(documents: pa.Table) -> list[dict[str, object]]:
    columns = ("document_id", "sha256", "published", "published_from", *SIDECAR)
    return documents.select([c for c in columns if c in documents.column_names]).to_pylist()


def _repeated(value: str, length: int) -> Strings:
    return pa.array([value] * length, pa.string())


def _evidence_keys(name: str, rows: pa.Table) -> Strings:
    if name == "cooperation":
        return pair(rows)
    return rows.column("conference_id" if name == "conferences" else "actor_id").combine_chunks()


def _resting_on(name: str, side: Side, documents: Strings) -> Strings:
    """The rows of a table, by their key, that rest on any of the documents in one release."""
    evidence = {"conferences": "conference_claims", "cooperation": "ties"}.get(name, "actor_mentions")
    rows = side[evidence]
    rows = rows.filter(pc.is_in(rows.column("document_id"), value_set=documents)).combine_chunks()
    return _evidence_keys(name, rows)
