"""Why a row of a release is not as it was: its source, a person's correction, other documents, the engine.

Told from the two releases alone: the hashes of their sources and the digests of their engines.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.publish.partly import columns_of, names_of
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
KNOWN = ("document_id", "sha256", "published", "published_from", *SIDECAR)
# The tables whose rows show on which documents others rest, by the columns that name those.
EVIDENCE = {
    "conference_claims": ("conference_id",),
    "ties": ("actor_a", "actor_b"),
    "actor_mentions": ("actor_id",),
}
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
        names, states = self._documents()
        self._ruled = Ruled(before, after)
        self._evidence: dict[tuple[str, bool], pa.Table] = {}
        self._names, self._states = pa.array(names, pa.string()), pa.array(states, pa.string())

    def _documents(self) -> tuple[list[str], list[str]]:
        """The documents that are not as they were, with what befell each."""
        was, now = ({str(row["document_id"]): row for row in rows.to_pylist()} for rows in self._differing())
        found: dict[str, str] = {}
        for key in sorted(was.keys() | now.keys()):
            if key not in was or key not in now:
                found[key] = ADDED if key in now else REMOVED
            elif was[key]["sha256"] != now[key]["sha256"]:
                found[key] = CHANGED
            elif self._is_corrected(was[key], now[key]):
                found[key] = CORRECTION
        return list(found), list(found.values())

    def _differing(self) -> tuple[pa.Table, pa.Table]:
        """What is known of each document before and after, without those of which the very same is known."""
        old, new = (_known(side) for side in (self._before, self._after))
        if old.schema.names != new.schema.names:
            return old, new
        place = pc.index_in(new.column("document_id"), value_set=old.column("document_id").combine_chunks())
        then = old.take(place)
        same: Flags = pa.array([True] * new.num_rows, pa.bool_())
        for name in new.column_names:
            one, other = then.column(name).combine_chunks(), new.column(name).combine_chunks()
            alike = pc.or_(pc.fill_null(pc.equal(one, other), pa.scalar(False)), _both_null(one, other))
            same = cast("Flags", pc.and_(same, alike))
        known = new.column("document_id").filter(same).combine_chunks()
        is_same = pc.is_in(old.column("document_id"), value_set=known)
        return old.filter(pc.invert(is_same)), new.filter(pc.invert(same))

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
        other = columns_of(self._before if is_added else self._after, "documents", ["source"])
        was_read = pc.is_in(rows.column("source").combine_chunks(), value_set=other.column("source").combine_chunks())
        return pc.if_else(was_read, CHANGED, ADDED if is_added else REMOVED)

    def _by_evidence(self, name: str, rows: pa.Table) -> Strings:
        """What befell the documents that a row rests on, in either release; null where nothing did."""
        wanted = _evidence_keys(name, rows)
        codes = pa.array([0] * len(wanted), pa.int64())
        for bit, cause in enumerate(SOURCE_CAUSES):
            touched = self._names.filter(pc.equal(self._states, pa.scalar(cause)))
            found = pa.array([False] * len(wanted), pa.bool_())
            for is_before in (True, False) if len(touched) else ():
                resting = self._resting_on(name, touched, is_before=is_before)
                found = pc.or_(found, pc.is_in(wanted, value_set=resting))
            codes = pc.add(codes, pc.if_else(found, 1 << bit, 0))
        return COMBINED.take(codes)

    def _resting_on(self, name: str, documents: Strings, *, is_before: bool) -> Strings:
        """The rows of a table, by their key, that rest on any of the documents in one release."""
        evidence = {"conferences": "conference_claims", "cooperation": "ties"}.get(name, "actor_mentions")
        rows = self._evidence.get((evidence, is_before))
        if rows is None:
            side = self._before if is_before else self._after
            rows = columns_of(side, evidence, ("document_id", *EVIDENCE[evidence]))
            rows = rows.filter(pc.is_in(rows.column("document_id"), value_set=self._names)).combine_chunks()
            self._evidence[evidence, is_before] = rows
        rows = rows.filter(pc.is_in(rows.column("document_id"), value_set=documents)).combine_chunks()
        return _evidence_keys(name, rows)


def _known(side: Side) -> pa.Table:
    """What of the documents tells what befell them, as far as a release of its time said it."""
    wanted = [c for c in KNOWN if c in names_of(side, "documents")]
    return columns_of(side, "documents", wanted)


def _both_null(one: pa.Array[Any], other: pa.Array[Any]) -> Flags:
    return pc.and_(pc.is_null(one), pc.is_null(other))


def _repeated(value: str, length: int) -> Strings:
    return pa.array([value] * length, pa.string())


def _evidence_keys(name: str, rows: pa.Table) -> Strings:
    if name == "cooperation":
        return pair(rows)
    return rows.column("conference_id" if name == "conferences" else "actor_id").combine_chunks()
