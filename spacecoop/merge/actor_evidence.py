"""What the documents together show of each actor: its spellings, and what tells people of one name apart.

Gathered from mentions; what it proves is decided in ``actor_identity``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.find.actors.gazetteer import gazetteer
from spacecoop.merge.actor_apart import country_of
from spacecoop.merge.actor_identity import Member
from spacecoop.merge.body_names import body_name
from spacecoop.merge.codes import Coded, at, coded, firsts, together, words
from spacecoop.merge.kept import Kept, recalled
from spacecoop.merge.person_names import family_spelling, person_name
from spacecoop.merge.sameness import sameness
from spacecoop.tables import fold

BODIES = ("agency", "company", "igo", "organisation", "university")


def uses(mentions: pa.Table, kept: Kept) -> pa.Table:
    """Every spelling (``alias``) of every actor with its form, sorted: in how many ``documents`` it stands, the ``first``
    of them by identifier, and whether it ``is_full``, the name from which the identifier is made and no part of it.
    """
    is_named = pc.is_valid(mentions["actor_id"])
    columns = ("actor_id", "text", "form", "document_id")
    actor, alias, form, document = (coded(mentions.column(name).filter(is_named)) for name in columns)
    number = together(actor, alias, form)
    place, row = firsts(number)
    pair = np.unique(row * document.size + document.codes)
    row, own = (pair // document.size, pair % document.size) if document.size else (pair, pair)
    begins = np.flatnonzero(np.append(True, row[1:] != row[:-1])) if len(row) else row
    names = words(alias.values)
    cells = [at(column, place) for column in (actor, alias, form)]
    folds = recalled(kept, "folds", alias.values, lambda new: pa.array([fold(names[i]) for i in new], pa.string()))
    tail = pc.replace_substring_regex(pc.replace_substring_regex(cells[0], "^[^/]*/", ""), "[.].*$", "")
    is_name = pc.equal(at(Coded(alias.codes, folds), place), tail)
    is_full = pc.and_(is_name, pc.not_equal(cells[2], pa.scalar("role")))
    counts = pa.array(np.diff(np.append(begins, len(row))), pa.int64())
    return pa.table(
        [*cells, counts, at(Coded(own, document.values), begins), is_full],
        names=["actor_id", "alias", "form", "documents", "first", "is_full"],
    )


def members(mentions: pa.Table, names: Mapping[str, Sequence[str]]) -> list[Member]:
    """Actors that may be others of another spelling, by the ``names`` that tell of each; ``mentions`` are all those of the
    documents which name one of them."""
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
