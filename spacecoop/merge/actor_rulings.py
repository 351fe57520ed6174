"""A person's rulings on actors: which are one though no rule says so, and which are not though a rule would say it.

Which actors are one without any ruling is the business of ``actor_identity``.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from spacecoop.merge.actor_renaming import Everywhere, follow
from spacecoop.merge.corrections import Bonds, Corrections, among, joined

ONE_ACTOR = "both ends of the tie are one actor, as a person ruled"


def bonds(tables: Mapping[str, pa.Table], corrections: Corrections) -> Bonds:
    """The bonds between actors as single documents name them, by their identifiers."""
    named = [name for r in corrections.rulings.rulings if r.subject == "actors" for name in r.names]
    known = among(tables["actor_mentions"].column("actor_id"), named)
    return corrections.bonds("actors", {name: (name,) for name in known})


def ruled(
    tables: Mapping[str, pa.Table], tied: Bonds, renamed: Mapping[str, str], corrections: Corrections
) -> tuple[dict[str, pa.Table], dict[str, str]]:
    """The tables with one identifier for actors that a person calls one, and which identifiers gave way.

    ``renamed`` holds what the rules joined before: the notes on a joined actor are its group's, and where a person
    names one, the group is meant.
    """
    for old in sorted(renamed.keys() & corrections.notes.keys()):
        for note in corrections.notes[old]:
            corrections.touch(note, [renamed[old]])
    pairs = ((renamed.get(one, one), renamed.get(other, other)) for one, other in tied.together)
    moved = {old: new for old, new in joined(pairs).items() if old != new}
    corrections.moved.update(moved)
    return follow(tables, Everywhere.by(moved), ONE_ACTOR), moved
