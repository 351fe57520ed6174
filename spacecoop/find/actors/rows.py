"""The rows of what was found: actors, the spellings that name them, mentions with titles and affiliations.

Nothing is decided here but who belongs to which body.
"""

from __future__ import annotations

from spacecoop.find.actors.coref import Naming
from spacecoop.find.actors.gazetteer import Gazetteer
from spacecoop.find.actors.people import Side, beside
from spacecoop.find.actors.segments import Segment
from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.find.found import ActorsFound
from spacecoop.tables import Actor, ActorAlias, ActorMention, Rejected
from spacecoop.text import Reading


def as_rows(
    reading: Reading,
    text: str,
    namings: list[Naming],
    turned_down: list[tuple[Segment, str]],
    words: Vocabulary,
    names: Gazetteer,
) -> ActorsFound:
    """All rows of a document, each in its table's order."""
    sides = beside(text, namings, words)
    mentions = tuple(_mention(reading, naming, side) for naming, side in zip(namings, sides, strict=True))
    rejected = tuple(
        Rejected(
            document_id=reading.document.document_id, start_char=segment.start, end_char=segment.end, finder="actors",
            text=reading.text[segment.start : segment.end], reason=reason,
        )
        for segment, reason in turned_down
    )  # fmt: skip
    return ActorsFound(_actors(namings, names), _aliases(reading, namings, names), mentions, rejected)


def _mention(reading: Reading, naming: Naming, side: Side) -> ActorMention:
    start, end = naming.segment.start, naming.segment.end
    owner = naming.decision.owner
    return ActorMention(
        **reading.place(start, end),
        rule=naming.rule,
        mention_id=reading.identify("actor_mentions", start, end),
        actor_id=naming.actor_id,
        kind=naming.kind,
        form=naming.form,
        title=side.title,
        affiliation_actor_id=side.affiliation,
        place_country=owner.country if naming.kind == "place" and owner is not None else None,
    )


def _actors(namings: list[Naming], names: Gazetteer) -> tuple[Actor, ...]:
    said: dict[str, list[Naming]] = {}
    for naming in namings:
        if naming.actor_id is not None:
            said.setdefault(naming.actor_id, []).append(naming)
    for actor in list(said):
        _add_parents(actor, said, names)
    return tuple(_actor(actor, said[actor], names) for actor in sorted(said))


def _add_parents(actor: str, said: dict[str, list[Naming]], names: Gazetteer) -> None:
    body = names.bodies.get(actor)
    while body is not None and body.parent is not None and body.parent in names.bodies:
        said.setdefault(body.parent, [])
        body = names.bodies[body.parent]


def _actor(actor: str, namings: list[Naming], names: Gazetteer) -> Actor:
    body = names.bodies.get(actor)
    if body is not None and body.kind != "place":
        parent = body.parent if body.parent in names.bodies else None
        return Actor(
            actor_id=actor, name=body.name, kind=body.kind, acronym=body.acronym, country=body.country,
            wikidata=body.wikidata, parent_actor_id=parent, listed=True, mentions=len(namings), documents=1,
        )  # fmt: skip
    fullest = max(namings, key=lambda n: (n.form == "name", len(n.text), -n.segment.start))
    acronym = next((n.text for n in namings if n.form == "acronym"), None)
    assert fullest.kind != "place", "a place is no actor"
    return Actor(
        actor_id=actor, name=fullest.text, kind=fullest.kind, acronym=acronym, listed=False, mentions=len(namings),
        documents=1,
    )  # fmt: skip


def _aliases(reading: Reading, namings: list[Naming], names: Gazetteer) -> tuple[ActorAlias, ...]:
    found = {(n.actor_id, n.text): n.form for n in reversed(namings) if n.actor_id is not None}
    return tuple(
        ActorAlias(
            actor_id=actor, alias=alias, form=form,
            joined_by="lexicon" if _is_listed(actor, alias, names) else "document",
            document_id=reading.document.document_id,
        )
        for (actor, alias), form in sorted(found.items())
    )  # fmt: skip


def _is_listed(actor: str, alias: str, names: Gazetteer) -> bool:
    return any(owner.actor_id == actor for owner in names.own(alias))
