"""A person's rulings on meetings: claims struck out of the documents that make them, meetings tied together or apart.

What rulings are and what becomes of them is in ``corrections``; which meetings are one without any, in
``conference_identity``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import pyarrow as pa

from spacecoop.merge.conference_choice import Row, Source, without
from spacecoop.merge.conference_identity import Member, groups, identified
from spacecoop.merge.corrections import Bonds, Corrections

# The parts of ``conference_actors`` for which a claim of an organiser stands.
ARRANGING = ("organiser", "host", "sponsor")


def strike(
    rows: dict[str, Row],
    claims: dict[str, list[Row]],
    struck: Collection[str],
    sources: Mapping[str, Source],
    corrections: Corrections,
) -> None:
    """Take struck claims out of the meetings of single documents, whose other claims compete in their place."""
    for key, own in claims.items():
        wrong = [claim["claim_id"] for claim in own if claim["claim_id"] in struck]
        if not wrong:
            continue
        for claim in wrong:
            corrections.touch(corrections.notes[claim][0], [key])
        rows[key], claims[key] = without(rows[key], own, struck, sources[own[0]["document_id"]])


def without_struck(actors: pa.Table, claims: pa.Table, struck: Collection[str]) -> pa.Table:
    """``conference_actors`` without the organisers, hosts and sponsors whose claims were struck out."""
    columns = ["claim_id", "conference_id", "document_id", "start_char", "end_char"]
    wrong = {
        tuple(claim[name] for name in columns[1:])
        for claim in claims.select([*columns, "attribute"]).to_pylist()
        if claim["claim_id"] in struck and claim["attribute"] == "organiser"
    }
    parts = actors.select([*columns[1:], "role"]).to_pylist()
    stays = [part["role"] not in ARRANGING or tuple(part[name] for name in columns[1:]) not in wrong for part in parts]
    return actors.filter(pa.array(stays, pa.bool_()))


def bonds(members: Sequence[Member], claims: Mapping[str, Sequence[Row]], corrections: Corrections) -> Bonds:
    """The bonds between meetings of single documents. A ruling names a meeting by any identifier it had, or by one of its
    claims."""
    if not any(ruling.subject == "meetings" for ruling in corrections.rulings.rulings):
        return Bonds()
    known: dict[str, list[str]] = defaultdict(list)
    for one in members:
        for name in {one.conference_id, identified([[one]])[0][1]}:
            known[name].append(one.conference_id)
        for claim in claims[one.conference_id]:
            known[claim["claim_id"]].append(one.conference_id)
    return corrections.bonds("meetings", known)


def moved_by_ruling(members: Sequence[Member], renamed: Mapping[str, str]) -> dict[str, str]:
    """Identifiers that other meetings would have had without any bond, with what a ruling made of them."""
    moved: dict[str, str] = {}
    for group, name in identified(groups(members)):
        for one in group:
            if renamed[one.conference_id] != name:
                moved[name] = moved[one.conference_id] = renamed[one.conference_id]
    return moved
