"""Actors in circles of those whose names leave it open that they are one, each settled by the rules or as it was before.

Which names leave it open, and which evidence settles it, is ``actor_identity``'s decision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.find.actors.gazetteer import gazetteer
from spacecoop.merge.actor_apart import country_of, is_alone, kind_of
from spacecoop.merge.actor_evidence import members
from spacecoop.merge.actor_identity import joined, keys_of, listed_keys, listed_like
from spacecoop.merge.circles import Saying, connected, digest
from spacecoop.merge.codes import Coded, coded, firsts, words
from spacecoop.merge.kept import Cells, Kept, recalled
from spacecoop.merge.person_names import person_name
from spacecoop.tables.facts import JoinedBy

READ = ("document_id", "actor_id", "text", "form", "kind", "title", "affiliation_actor_id")
GROUPS = pa.list_(pa.struct([("group", pa.int32()), ("actor_id", pa.string()), ("rule", pa.string())]))


def settled(
    mentions: pa.Table, spellings: pa.Table, kept: Kept, saying: Saying, never: Collection[tuple[str, str]]
) -> list[dict[str, JoinedBy]]:
    """Groups of actors that are one, as ``joined`` finds them among all: each identifier with the rule that joined it."""
    names = _names(spellings)
    circles = connected(*_keys(names, kept))
    circles = [found for found in circles if len(found) > 1 and any(actor in names for actor in found)]
    named = mentions.select(["actor_id", "document_id"]).filter(pc.is_valid(mentions["actor_id"]))
    is_open = pc.is_in(named["actor_id"], pa.array(sorted(names), pa.string()))
    keys = saying.keys(circles, *(named[column].filter(is_open) for column in named.column_names))
    ruled = digest(sorted(never)).hex() if never else ""

    def settle(new: list[int]) -> Cells:
        return pa.array(_settled([circles[i] for i in new], mentions, names, never), GROUPS)

    found = recalled(kept, "actors", pa.array([key + ruled for key in keys], pa.string()), settle)
    groups: list[dict[str, JoinedBy]] = []
    for rows in cast("list[list[dict[str, Any]]]", found.to_pylist()):
        own: dict[int, dict[str, JoinedBy]] = defaultdict(dict)
        for row in rows:
            own[row["group"]][row["actor_id"]] = row["rule"]
        groups += own.values()
    return sorted(groups, key=min)


def _settled(
    circles: Sequence[Sequence[str]],
    mentions: pa.Table,
    names: Mapping[str, Sequence[str]],
    never: Collection[tuple[str, str]],
) -> list[list[tuple[int, str, JoinedBy]]]:
    """For each circle its groups, numbered."""
    circle = {actor: i for i, found in enumerate(circles) for actor in found if actor in names}
    here = mentions.filter(pc.is_in(mentions["actor_id"], pa.array(sorted(circle), pa.string())))
    near = mentions.filter(pc.is_in(mentions["document_id"], pc.unique(here["document_id"])))
    found = members(near, {actor: names[actor] for actor in sorted(circle)})
    made: list[list[tuple[int, str, JoinedBy]]] = [[] for _ in circles]
    for number, group in enumerate(joined([*found, *listed_like(found)], never)):
        own = next(circle[actor] for actor in group if actor in circle)
        made[own].extend((number, actor, rule) for actor, rule in group.items())
    return made


def _names(spellings: pa.Table) -> dict[str, list[str]]:
    """Full names by actor: of no listed one, and of none that its document names too weakly."""
    is_open = pc.invert(pc.is_in(spellings["actor_id"], pa.array(sorted(gazetteer().bodies), pa.string())))
    full = spellings.filter(pc.and_(spellings["is_full"], is_open))
    names: dict[str, list[str]] = defaultdict(list)
    for actor, alias in zip(words(full["actor_id"]), words(full["alias"]), strict=True):
        if kind_of(actor) == "person" or not is_alone(actor):
            names[actor].append(alias)
    return names


def _keys(names: dict[str, list[str]], kept: Kept) -> tuple[Coded, Coded]:
    """Row by row an actor and what its names share with those of others, the listed ones with them; ``names`` of people
    that cannot be held against others are taken out. An initial before a common family name can be, with other evidence."""
    rows = [(actor, name) for actor, own in names.items() for name in own]
    said = [f"{kind_of(actor)}\0{country_of(actor) or ''}\0{name}" for actor, name in rows]
    alike = coded(pa.array(said, pa.string()))
    first, _ = firsts(alike.codes)

    def read(new: list[int]) -> Cells:
        return pa.array([sorted(_keys_of(*rows[first[i]])) for i in new], pa.list_(pa.string()))

    keys = recalled(kept, "names", alike.values, read).take(cast("pa.Array[pa.Int64Scalar]", pa.array(alike.codes)))
    for place in np.flatnonzero(pc.list_value_length(keys).to_numpy() == 0).tolist():
        actor, name = rows[place]
        if kind_of(actor) == "person":
            names[actor].remove(name)
    listed = [(actor, key) for key, found in listed_keys().items() for actor in sorted(found)]
    own = pa.array([actor for actor, _ in rows], pa.string()).take(pc.list_parent_indices(keys))
    members = pa.chunked_array([own, pa.array([actor for actor, _ in listed], pa.string())])
    return coded(members), coded(
        pa.chunked_array([pc.list_flatten(keys), pa.array([k for _, k in listed], pa.string())])
    )


def _keys_of(actor: str, name: str) -> set[str]:
    read = person_name(name) if kind_of(actor) == "person" else None
    if kind_of(actor) == "person" and (read is None or not read.given):
        return set()
    return keys_of(actor, name, country_of(actor))
