"""What the documents together show of each actor: its spellings, and what tells people of one name apart.

Gathered from mentions; what it proves is decided in ``actor_identity``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.find.actors.gazetteer import gazetteer
from spacecoop.merge.actor_apart import country_of, is_alone
from spacecoop.merge.actor_identity import Member
from spacecoop.merge.person_names import person_name
from spacecoop.merge.sameness import sameness
from spacecoop.tables import fold


class Use(NamedTuple):
    """A spelling of an actor: in how many documents it stands, and the first of them by identifier."""

    actor_id: str
    alias: str
    form: str
    documents: int
    first: str

    @property
    def is_full(self) -> bool:
        """Whether it is the name from which the identifier is made, and no part or short form of it."""
        tail = self.actor_id.partition("/")[2].partition(".")[0]
        return self.form != "role" and fold(self.alias) == tail


def uses(mentions: pa.Table) -> list[Use]:
    """Every spelling of every actor, sorted."""
    said = mentions.filter(pc.is_valid(mentions["actor_id"])).group_by(["actor_id", "text", "form"])
    rows = said.aggregate([("document_id", "count_distinct"), ("document_id", "min")])
    names = ("actor_id", "text", "form", "document_id_count_distinct", "document_id_min")
    return sorted(Use(*row) for row in zip(*(rows.column(name).to_pylist() for name in names), strict=True))


def members(mentions: pa.Table, spellings: Sequence[Use]) -> list[Member]:
    """The actors that may be others of another spelling: no listed one, and none that its document names too weakly."""
    names: dict[str, list[str]] = defaultdict(list)
    for use in spellings:
        if use.is_full and _is_comparable(use):
            names[use.actor_id].append(use.alias)
    people = [key for key in names if key.startswith("person/")]
    said = mentions.filter(pc.is_in(mentions["actor_id"], pa.array(people, pa.string())))
    bodies = _gathered(said, "affiliation_actor_id")
    titles = _gathered(said, "title")
    doubtful = [key for key in people if any(_is_common(name) for name in names[key])]
    documents = _gathered(said.filter(pc.is_in(said["actor_id"], pa.array(doubtful, pa.string()))), "document_id")
    return [
        Member(
            actor_id=key,
            names=tuple(own),
            country=country_of(key),
            affiliations=frozenset(bodies[key]),
            countries=frozenset(_countries(bodies[key])),
            documents=frozenset(documents[key]),
            gender=_gender(titles[key]),
        )
        for key, own in names.items()
    ]


def _is_comparable(use: Use) -> bool:
    """Whether a spelling can be held against others: an initial before a common family name can, with other evidence."""
    if use.actor_id in gazetteer().bodies:
        return False
    if not use.actor_id.startswith("person/"):
        return not is_alone(use.actor_id)
    name = person_name(use.alias)
    return name is not None and bool(name.given)


def _is_common(name: str) -> bool:
    read = person_name(name)
    return read is not None and read.is_common


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
