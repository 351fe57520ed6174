"""A person's rulings on meetings: claims struck out of the documents that make them, meetings tied together or apart.

What rulings are and what becomes of them is in ``corrections``; which meetings are one without any, in
``conference_identity``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.merge.conference_identity import Member, groups, named, natural
from spacecoop.merge.corrections import NO_BONDS, Bonds, Corrections

# The parts of ``conference_actors`` for which a claim of an organiser stands.
ARRANGING = ("organiser", "host", "sponsor")


def without_struck(actors: pa.Table, claims: pa.Table, struck: Collection[str]) -> pa.Table:
    """``conference_actors`` without the organisers, hosts and sponsors whose claims were struck out."""
    columns = ["conference_id", "document_id", "start_char", "end_char"]
    is_wrong = pc.is_in(claims["claim_id"], pa.array(sorted(struck), pa.string()))
    is_wrong = pc.and_(is_wrong, pc.equal(claims["attribute"], pa.scalar("organiser")))
    wrong = {tuple(claim.values()) for claim in claims.filter(is_wrong).select(columns).to_pylist()}
    parts = actors.select([*columns, "role"]).to_pylist()
    stays = [part["role"] not in ARRANGING or tuple(part[name] for name in columns) not in wrong for part in parts]
    return actors.filter(pa.array(stays, pa.bool_()))


def bonds(editions: Mapping[str, str | None], claims: pa.Table, corrections: Corrections) -> Bonds:
    """The bonds between meetings of single documents, which are given with their identifiers by series and edition. A ruling
    names a meeting by any identifier it had, or by one of its ``claims``."""
    wanted = {name for ruling in corrections.rulings.of("meetings") for name in ruling.names}
    if not wanted:
        return NO_BONDS
    known: dict[str, list[str]] = defaultdict(list)
    for key, by_edition in editions.items():
        for name in {key, by_edition or key} & wanted:
            known[name].append(key)
    named = claims.filter(pc.is_in(claims["claim_id"], pa.array(sorted(wanted), pa.string())))
    for claim, key in zip(named["claim_id"].to_pylist(), named["conference_id"].to_pylist(), strict=True):
        known[str(claim)].append(str(key))
    return corrections.bonds("meetings", known)


def moved_by_ruling(members: Sequence[Member], renamed: Mapping[str, str]) -> dict[str, str]:
    """Identifiers that other meetings would have had without any bond, with what a ruling made of them."""
    moved: dict[str, str] = {}
    found = groups(members)
    editions = [next((name for one in group if (name := natural(one))), None) for group in found]
    smallest = [group[0].conference_id for group in found]
    for group, name in zip(found, named(zip(smallest, editions, strict=True)), strict=True):
        for one in group:
            if renamed[one.conference_id] != name:
                moved[name] = moved[one.conference_id] = renamed[one.conference_id]
    return moved
