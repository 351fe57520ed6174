"""What the documents together show of each actor: its spellings, and what tells people of one name apart.

Gathered from mentions; what it proves is decided in ``actor_identity``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.find.actors.gazetteer import gazetteer
from spacecoop.merge.actor_apart import country_of, is_alone
from spacecoop.merge.actor_identity import Member
from spacecoop.merge.body_names import body_name
from spacecoop.merge.person_names import family_spelling, person_name
from spacecoop.merge.sameness import sameness
from spacecoop.tables import fold

BODIES = ("agency", "company", "igo", "organisation", "university")


class Use(NamedTuple):
    """A spelling of an actor: in how many documents it stands, and the first of them by identifier.

    ``is_full`` when it is the name from which the identifier is made, and no part or short form of it.
    """

    actor_id: str
    alias: str
    form: str
    documents: int
    first: str
    is_full: bool


def uses(mentions: pa.Table) -> list[Use]:
    """Every spelling of every actor, sorted."""
    said = mentions.filter(pc.is_valid(mentions["actor_id"])).group_by(["actor_id", "text", "form"])
    rows = said.aggregate([("document_id", "count_distinct"), ("document_id", "min")])
    names = ("actor_id", "text", "form", "document_id_count_distinct", "document_id_min")
    columns = (rows.column(name).to_pylist() for name in names)
    return sorted(
        Use(actor, alias, form, documents, first, _is_full(actor, alias, form))
        for actor, alias, form, documents, first in zip(*columns, strict=True)
    )


def _is_full(actor: str, alias: str, form: str) -> bool:
    return form != "role" and fold(alias) == actor.partition("/")[2].partition(".")[0]


def members(mentions: pa.Table, spellings: Sequence[Use]) -> list[Member]:
    """The actors that may be others of another spelling: no listed one, and none that its document names too weakly."""
    names: dict[str, list[str]] = defaultdict(list)
    for use in spellings:
        if use.is_full and _is_comparable(use):
            names[use.actor_id].append(use.alias)
    people = [key for key in names if key.startswith("person/")]
    said = _of(mentions, people)
    bodies = _gathered(said, "affiliation_actor_id")
    titles = _gathered(said, "title")
    documents = _gathered(_of(mentions, [key for key in names if _needs_documents(names[key], key)]), "document_id")
    context = _context(mentions, _short_or_like(people, names))
    return [
        Member(
            actor_id=key,
            names=tuple(own),
            country=country_of(key),
            affiliations=frozenset(bodies[key]),
            countries=frozenset(_countries(bodies[key])),
            documents=frozenset(documents[key]),
            context=context.get(key, frozenset()),
            gender=_gender(titles[key]),
        )
        for key, own in names.items()
    ]


def _of(mentions: pa.Table, actors: Iterable[str]) -> pa.Table:
    return mentions.filter(pc.is_in(mentions["actor_id"], value_set=pa.array(sorted(actors), pa.string())))


def _needs_documents(names: Iterable[str], actor: str) -> bool:
    """Whether a common document is evidence for this actor: a common family name, a body's name of one word."""
    if actor.startswith("person/"):
        return any((read := person_name(name)) is not None and read.is_common for name in names)
    return any((read := body_name(name)) is not None and read.is_single for name in names)


def _short_or_like(people: Iterable[str], names: Mapping[str, Sequence[str]]) -> list[str]:
    """People of whom only initials are known, and all whom these may name."""
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    short: set[tuple[str, str]] = set()
    for key in people:
        for name in names[key]:
            read = person_name(name)
            if read is None:
                continue
            block = family_spelling(read.family), read.given[0][0]
            blocks[block].add(key)
            if len(read.given[0]) == 1:
                short.add(block)
    return sorted({key for block in short if len(blocks[block]) > 1 for key in blocks[block]})


def _context(mentions: pa.Table, people: Sequence[str]) -> dict[str, frozenset[str]]:
    """The bodies that stand in the documents which name each of these people."""
    documents = _gathered(_of(mentions, people), "document_id")
    wanted = pa.array(sorted({document for own in documents.values() for document in own}), pa.string())
    near = mentions.filter(pc.is_in(mentions["document_id"], value_set=wanted))
    near = near.filter(pc.is_in(near["kind"], value_set=pa.array(BODIES, pa.string())))
    rows = near.group_by(["document_id", "actor_id"]).aggregate([])
    named: dict[str, set[str]] = defaultdict(set)
    for document, actor in zip(
        rows.column("document_id").to_pylist(), rows.column("actor_id").to_pylist(), strict=True
    ):
        named[str(document)].add(str(actor))
    return {key: frozenset().union(*(named[d] for d in own)) for key, own in documents.items()}


def _is_comparable(use: Use) -> bool:
    """Whether a spelling can be held against others: an initial before a common family name can, with other evidence."""
    if use.actor_id in gazetteer().bodies:
        return False
    if not use.actor_id.startswith("person/"):
        return not is_alone(use.actor_id)
    name = person_name(use.alias)
    return name is not None and bool(name.given)


def _gathered(mentions: pa.Table, column: str) -> defaultdict[str, set[str]]:
    """The values of a column beside each actor."""
    rows = mentions.filter(pc.is_valid(mentions[column])).group_by(["actor_id", column]).aggregate([])
    found: defaultdict[str, set[str]] = defaultdict(set)
    for actor, value in zip(rows.column("actor_id").to_pylist(), rows.column(column).to_pylist(), strict=True):
        found[str(actor)].add(str(value))
    return found


def _countries(bodies: Iterable[str]) -> Iterator[str]:
    for body in bodies:
        known = gazetteer().bodies.get(body)
        country = country_of(body) if known is None else known.country
        if country is not None:
            yield country


def _gender(titles: Iterable[str]) -> str | None:
    """What the titles say, where they do not say both."""
    words = {word.strip(".").lower() for title in titles for word in title.split()}
    said = [
        name for name, known in (("woman", sameness().women), ("man", sameness().men)) if not words.isdisjoint(known)
    ]
    return said[0] if len(said) == 1 else None
