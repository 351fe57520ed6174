"""Actors across documents: the same person or body becomes one row, with its spellings, evidence and counts.

Which are the same is decided in ``actor_apart`` and ``actor_identity``; here all that names them follows, and the tables
``actors`` and ``actor_aliases`` are filled.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.find.actors.gazetteer import gazetteer
from spacecoop.merge.actor_apart import country_of
from spacecoop.merge.actor_evidence import Use, members, uses
from spacecoop.merge.actor_groups import SURENESS
from spacecoop.merge.actor_identity import joined, listed_like
from spacecoop.merge.actor_renaming import Everywhere, follow
from spacecoop.tables import Actor, ActorAlias
from spacecoop.tables.arrow import to_arrow
from spacecoop.tables.facts import ActorKind, JoinedBy

# The kind of a body of which nothing more is known: any other outvotes it.
UNSPECIFIC = "organisation"
# Of several reasons why a spelling is an actor's, the first of these is told.
PLAINEST: tuple[JoinedBy, ...] = (
    "lexicon", "document", *sorted(SURENESS, key=lambda rule: -SURENESS[rule]), "ruling",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Joining:
    """The tables in which joined actors have one identifier; which identifiers gave way to which, and by what rule; and
    every spelling as single documents have it."""

    tables: dict[str, pa.Table]
    renamed: dict[str, str]
    rules: dict[str, JoinedBy]
    spellings: list[Use]


def join(told: Mapping[str, pa.Table], never: Collection[tuple[str, str]] = ()) -> Joining:
    """The actors that are one by rule; ``told`` is what ``actor_apart`` makes of the extracted tables.

    ``never`` holds pairs, the smaller first, that a person calls different.
    """
    spellings = uses(told["actor_mentions"])
    found = members(told["actor_mentions"], spellings)
    documents = Counter[str]()
    for use in spellings:
        documents[use.actor_id] += use.documents
    renamed: dict[str, str] = {}
    rules: dict[str, JoinedBy] = {}
    for group in joined([*found, *listed_like(found)], never):
        root = _root(group, documents)
        renamed |= {key: root for key in group if key != root}
        rules |= group
    return Joining(follow(told, Everywhere.by(renamed)), renamed, rules, spellings)


def merge(tables: Mapping[str, pa.Table], joining: Joining, ruled: Mapping[str, str]) -> tuple[pa.Table, pa.Table]:
    """The tables ``actors`` and ``actor_aliases``; ``ruled`` are the identifiers that gave way because a person said so.

    Copies count as one document.
    """
    renamed = {old: ruled.get(new, new) for old, new in joining.renamed.items()}
    renamed |= {old: new for old, new in ruled.items() if old not in renamed}
    rules: dict[str, JoinedBy] = {**joining.rules, **dict.fromkeys(ruled, "ruling")}
    own: dict[str, list[Use]] = defaultdict(list)
    for use in joining.spellings:  # an actor that a person calls another does not name it
        own[joining.renamed.get(use.actor_id, use.actor_id)].append(use)
    counts = _counted(tables["actor_mentions"], tables["documents"])
    rows = {key: _actor(key, own[key], *counts[key]) for key in counts}
    _add_parents(rows)
    return to_arrow("actors", [rows[key] for key in sorted(rows)]), _aliases(joining.spellings, renamed, rules)


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


def _root(group: Iterable[str], documents: Mapping[str, int]) -> str:
    """The listed identifier, else the smallest of the kind that most documents give; ``UNSPECIFIC`` only where there is
    no other."""
    listed = [key for key in group if key in gazetteer().bodies]
    if listed:
        return listed[0]
    votes = Counter[str]()
    for key in group:
        votes[key.partition("/")[0]] += documents[key]
    kind = min(votes, key=lambda k: (k == UNSPECIFIC, -votes[k], k))
    return min(key for key in group if key.startswith(f"{kind}/"))


def _actor(key: str, spellings: Sequence[Use], mentions: int = 0, documents: int = 0) -> Actor:
    body = gazetteer().bodies.get(key)
    if body is not None:
        parent = body.parent if body.parent in gazetteer().bodies else None
        return Actor(
            actor_id=key, name=body.name, kind=cast("ActorKind", body.kind), acronym=body.acronym, country=body.country,
            wikidata=body.wikidata, parent_actor_id=parent, listed=True, mentions=mentions, documents=documents,
        )  # fmt: skip
    full = [use for use in spellings if use.is_full] or spellings
    return Actor(
        actor_id=key,
        name=str(_most_frequent(full)),
        kind=cast("ActorKind", key.partition("/")[0]),
        acronym=_most_frequent([use for use in spellings if use.form == "acronym"]),
        country=country_of(key),
        listed=False,
        mentions=mentions,
        documents=documents,
    )


def _most_frequent(spellings: Iterable[Use]) -> str | None:
    """The spelling in most documents, of equally frequent ones the longest, then the first in code point order."""
    counts = Counter[str]()
    for use in spellings:
        counts[use.alias] += use.documents
    return min(counts, key=lambda alias: (-counts[alias], -len(alias), alias), default=None)


def _add_parents(rows: dict[str, Actor]) -> None:
    """Bodies of which others are parts, though no document names them."""
    wanted = [row.parent_actor_id for row in rows.values()]
    while wanted:
        key = wanted.pop()
        if key is not None and key not in rows:
            rows[key] = _actor(key, ())
            wanted.append(rows[key].parent_actor_id)


def _aliases(spellings: Sequence[Use], renamed: Mapping[str, str], rules: Mapping[str, JoinedBy]) -> pa.Table:
    """One row a spelling of an actor; where documents differ in its form, the most frequent stands."""
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    reasons: dict[tuple[str, str], set[JoinedBy]] = defaultdict(set)
    first: dict[tuple[str, str], str] = {}
    for use in spellings:
        key = renamed.get(use.actor_id, use.actor_id), use.alias
        forms[key][use.form] += use.documents
        reasons[key].add(_reason(use, renamed, rules))
        first[key] = min(use.first, first.get(key, use.first))
    rows = [
        ActorAlias(
            actor_id=actor,
            alias=alias,
            form=min(counts, key=lambda form: (-counts[form], form)),
            joined_by=min(reasons[actor, alias], key=PLAINEST.index),
            document_id=first[actor, alias],
        )
        for (actor, alias), counts in sorted(forms.items())
    ]
    return to_arrow("actor_aliases", rows)


def _reason(use: Use, renamed: Mapping[str, str], rules: Mapping[str, JoinedBy]) -> JoinedBy:
    """Why a spelling is an actor's; a short form belongs to the name with which its document gives it."""
    if use.actor_id in gazetteer().bodies:
        is_listed = any(owner.actor_id == use.actor_id for owner in gazetteer().own(use.alias))
        return "lexicon" if is_listed else "document"
    return rules[use.actor_id] if use.is_full and use.actor_id in renamed else "document"
