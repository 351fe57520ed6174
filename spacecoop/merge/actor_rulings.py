"""A person's rulings on actors: which are one though no rule says so, and which are not though a rule would say it.

Which actors are one without any ruling is the business of ``actor_identity``.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacecoop.merge.actor_renaming import Everywhere, Told
from spacecoop.merge.corrections import NO_BONDS, Bonds, Corrections, among, joined

ONE_ACTOR = "both ends of the tie are one actor, as a person ruled"


def bonds(told: Told, corrections: Corrections) -> Bonds:
    """The bonds between actors as single documents name them, by their identifiers."""
    named = [name for r in corrections.rulings.rulings if r.subject == "actors" for name in r.names]
    if not named:
        return NO_BONDS
    known = among(told.table("actor_mentions", ["actor_id"]).column("actor_id"), named)
    return corrections.bonds("actors", {name: (name,) for name in known})


def ruled(told: Told, tied: Bonds, renamed: Mapping[str, str], corrections: Corrections) -> tuple[Told, dict[str, str]]:
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
    return told.after(Everywhere.by(moved), ONE_ACTOR), moved
