"""Actors across documents: rows with one identifier become one actor, with its spellings and counts.

An identifier is a listed actor's or a folded name, so that equal names meet here by construction.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.lexicon import organisations
from spacecoop.tables import Actor, ActorAlias
from spacecoop.tables.arrow import to_arrow


def merge(found: pa.Table, mentions: pa.Table, documents: pa.Table) -> pa.Table:
    """One row an actor; ``found`` has a row for each document that tells of it. Copies count as one document.

    Of several spellings of an unlisted actor's name the most frequent stands, of equally frequent ones the longest,
    then the first in code point order. Parents that no document names are added from the lexicon.
    """
    members: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in found.to_pylist():
        members[row["actor_id"]].append(row)
    counted = _counted(mentions, documents)
    rows = {key: _one(key, members[key], *counted.get(key, (0, 0))) for key in members}
    _add_parents(rows)
    return to_arrow("actors", [rows[key] for key in sorted(rows)])


def _counted(mentions: pa.Table, documents: pa.Table) -> dict[str, tuple[int, int]]:
    """How often each actor is named, and in how many documents."""
    copied = documents.filter(pc.is_valid(documents.column("duplicate_of")))
    own = mentions.column("document_id").combine_chunks()
    where = pc.index_in(own, value_set=copied.column("document_id").combine_chunks())
    original = pc.coalesce(copied.column("duplicate_of").combine_chunks().take(where), own)
    actors = mentions.column("actor_id").combine_chunks()
    named = pa.Table.from_arrays([actors, original], names=["actor_id", "original"])
    named = named.filter(pc.is_valid(named.column("actor_id")))
    counts = named.group_by("actor_id").aggregate([("original", "count"), ("original", "count_distinct")])
    columns = (counts.column(name).to_pylist() for name in ("actor_id", "original_count", "original_count_distinct"))
    return {key: (often, many) for key, often, many in zip(*columns, strict=True)}


def _one(key: str, rows: list[dict[str, object]], mentions: int, documents: int) -> Actor:
    names = Counter(str(row["name"]) for row in rows)
    name = min(names, key=lambda n: (-names[n], -len(n), n))

    def known(field: str) -> str | None:
        values = Counter(str(row[field]) for row in rows if row[field] is not None)
        return min(values, key=lambda v: (-values[v], v)) if values else None

    return Actor(
        actor_id=key,
        name=name,
        kind=key.partition("/")[0],  # type: ignore[arg-type]
        acronym=known("acronym"),
        country=known("country"),
        wikidata=known("wikidata"),
        parent_actor_id=known("parent_actor_id"),
        listed=any(bool(row["listed"]) for row in rows),
        mentions=mentions,
        documents=documents,
    )


def _add_parents(rows: dict[str, Actor]) -> None:
    listed = {organisation.id: organisation for organisation in organisations()}
    wanted = [row.parent_actor_id for row in rows.values()]
    while wanted:
        key = wanted.pop()
        if key is None or key in rows:
            continue
        known = listed[key]
        rows[key] = Actor(
            actor_id=key,
            name=known.name,
            kind=known.kind,
            acronym=known.acronym or None,
            country=known.country or None,
            wikidata=known.wikidata or None,
            parent_actor_id=known.parent or None,
            listed=True,
        )
        wanted.append(rows[key].parent_actor_id)


def merge_aliases(found: pa.Table) -> pa.Table:
    """One row a spelling of an actor; where documents differ in its form, the most frequent stands."""
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in found.to_pylist():
        forms[row["actor_id"], row["alias"]][row["form"]] += 1
    rows = [
        ActorAlias(actor_id=actor, alias=alias, form=min(counts, key=lambda f: (-counts[f], f)))
        for (actor, alias), counts in sorted(forms.items())
    ]
    return to_arrow("actor_aliases", rows)
