"""Actors across documents: the same person or body becomes one row, with its spellings, evidence and counts.

Which are the same is decided in ``actor_apart`` and ``actor_identity``; here all that names them follows, and the tables
``actors`` and ``actor_aliases`` are filled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, cast

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.find.actors.gazetteer import gazetteer
from spacecoop.merge.actor_apart import country_of
from spacecoop.merge.actor_circles import READ, settled
from spacecoop.merge.actor_evidence import uses
from spacecoop.merge.actor_groups import SURENESS
from spacecoop.merge.actor_renaming import Everywhere, Told
from spacecoop.merge.circles import Saying
from spacecoop.merge.codes import first_rows, words
from spacecoop.merge.kept import Kept
from spacecoop.merge.moved import Named
from spacecoop.tables import Actor
from spacecoop.tables.arrow import schema, to_arrow
from spacecoop.tables.facts import ActorKind, JoinedBy

Strings: TypeAlias = "pa.Array[pa.StringScalar]"
Sorting: TypeAlias = list[tuple[str, Literal["ascending", "descending"]]]
# The kind of a body of which nothing more is known: any other outvotes it.
UNSPECIFIC = "organisation"
# Of several reasons why a spelling is an actor's, the first of these is told.
PLAINEST: tuple[JoinedBy, ...] = (
    "lexicon", "document", *sorted(SURENESS, key=lambda rule: -SURENESS[rule]), "ruling",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Joining:
    """The tables in which joined actors have one identifier; which identifiers gave way to which, and by what rule; and
    every spelling as single documents have it (``actor_evidence.uses``)."""

    tables: Told
    renamed: dict[str, str]
    rules: dict[str, JoinedBy]
    spellings: pa.Table

    def named(self, ruled: Mapping[str, str]) -> Named:
        """What documents alone call actors, and what those are called once a person has ``ruled``."""
        old = pc.unique(self.spellings["actor_id"].combine_chunks())
        new = Everywhere.by(ruled).of(Everywhere.by(self.renamed).of(old, old), old)
        return Named(old, new)


def join(told: Told, kept: Kept, saying: Saying, never: Collection[tuple[str, str]] = ()) -> Joining:
    """The actors that are one by rule; ``told`` is what ``actor_apart`` makes of the extracted tables, ``saying`` tells what
    their documents say.

    ``never`` holds pairs, the smaller first, that a person calls different.
    """
    mentions = told.table("actor_mentions", READ)
    spellings = uses(mentions, kept)
    groups = settled(mentions, spellings, kept, saying, never)
    named = pa.array([key for group in groups for key in group], pa.string())
    own = (
        spellings.filter(pc.is_in(spellings["actor_id"], named)).group_by("actor_id").aggregate([("documents", "sum")])
    )
    counts = cast("list[int]", own["documents_sum"].to_pylist())
    documents = dict(zip(words(own["actor_id"]), counts, strict=True))
    renamed: dict[str, str] = {}
    rules: dict[str, JoinedBy] = {}
    for group in groups:
        root = _root(group, documents)
        renamed |= {key: root for key in group if key != root}
        rules |= group
    return Joining(told.after(Everywhere.by(renamed)), renamed, rules, spellings)


def merge(tables: Told, documents: pa.Table, joining: Joining, ruled: Mapping[str, str]) -> tuple[pa.Table, pa.Table]:
    """The tables ``actors`` and ``actor_aliases``; ``ruled`` are the identifiers that gave way because a person said so.

    Copies count as one document.
    """
    renamed = {old: ruled.get(new, new) for old, new in joining.renamed.items()}
    renamed |= {old: new for old, new in ruled.items() if old not in renamed}
    rules: dict[str, JoinedBy] = {**joining.rules, **dict.fromkeys(ruled, "ruling")}
    counts = _counted(tables.table("actor_mentions", ("document_id", "actor_id")), documents)
    # An actor that a person calls another does not name it.
    own = _under(joining.spellings, joining.renamed)
    return _actors(counts, own), _aliases(joining.spellings, renamed, rules)


def _counted(mentions: pa.Table, documents: pa.Table) -> pa.Table:
    """How often each actor is named (``mentions``), and in how many ``documents``."""
    copied = documents.filter(pc.is_valid(documents.column("duplicate_of")))
    own = mentions.column("document_id").combine_chunks()
    where = pc.index_in(own, value_set=copied.column("document_id").combine_chunks())
    original = pc.coalesce(copied.column("duplicate_of").combine_chunks().take(where), own)
    named = pa.table([mentions.column("actor_id").combine_chunks(), original], names=["actor_id", "original"])
    named = named.filter(pc.is_valid(named.column("actor_id")))
    counts = named.group_by("actor_id").aggregate([("original", "count"), ("original", "count_distinct")])
    columns = ["actor_id", "original_count", "original_count_distinct"]
    return counts.select(columns).rename_columns(["actor_id", "mentions", "documents"])


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


def _under(spellings: pa.Table, renamed: Mapping[str, str]) -> pa.Table:
    """The spellings with ``actor``, the identifier under which each stands now."""
    everywhere, own = Everywhere.by(renamed), spellings["actor_id"].combine_chunks()
    return spellings.append_column("actor", everywhere.of(own, own))


def _actors(counts: pa.Table, spellings: pa.Table) -> pa.Table:
    """A row for each actor that is named, and for bodies of which these are parts."""
    listed = gazetteer().bodies
    rows: dict[str, Actor] = {}
    is_listed = pc.is_in(counts["actor_id"], pa.array(sorted(listed), pa.string()))
    for row in counts.filter(is_listed).to_pylist():
        rows[row["actor_id"]] = _listed(row["actor_id"], row["mentions"], row["documents"])
    _add_parents(rows)
    counts = counts.filter(pc.invert(is_listed))
    keys = counts["actor_id"].combine_chunks()
    spellings = spellings.filter(pc.is_in(spellings["actor"], keys))
    full, any_form = _most_frequent(spellings.filter(spellings["is_full"])), _most_frequent(spellings)
    acronyms = _most_frequent(spellings.filter(pc.equal(spellings["form"], pa.scalar("acronym"))))
    cells: dict[str, Any] = {
        "actor_id": keys,
        "name": pc.coalesce(_of(keys, full), _of(keys, any_form)),
        "kind": pc.replace_substring_regex(keys, "/.*$", ""),
        "acronym": _of(keys, acronyms),
        "country": pa.array([country_of(key) for key in cast("list[str]", keys.to_pylist())], pa.string()),
        "listed": pa.array([False] * len(keys), pa.bool_()),
        "mentions": counts["mentions"],
        "documents": counts["documents"],
    }
    declared = schema("actors")
    own = pa.table(cells | {f.name: pa.nulls(len(keys), f.type) for f in declared if f.name not in cells})
    return pa.concat_tables([to_arrow("actors", list(rows.values())), own.select(declared.names).cast(declared)])


def _listed(key: str, mentions: int = 0, documents: int = 0) -> Actor:
    body = gazetteer().bodies[key]
    parent = body.parent if body.parent in gazetteer().bodies else None
    return Actor(
        actor_id=key, name=body.name, kind=cast("ActorKind", body.kind), acronym=body.acronym, country=body.country,
        wikidata=body.wikidata, parent_actor_id=parent, listed=True, mentions=mentions, documents=documents,
    )  # fmt: skip


def _most_frequent(spellings: pa.Table) -> pa.Table:
    """For each actor the spelling in most documents, of equally frequent ones the longest, then the first in code point
    order."""
    counts = spellings.group_by(["actor", "alias"]).aggregate([("documents", "sum")])
    counts = counts.append_column("length", pc.utf8_length(counts["alias"]))
    order: Sorting = [("actor", "ascending"), ("documents_sum", "descending")]
    return first_rows(counts.sort_by([*order, ("length", "descending"), ("alias", "ascending")]), ["actor"])


def _of(keys: Strings, chosen: pa.Table) -> Strings:
    at = pc.index_in(keys, value_set=chosen["actor"].combine_chunks())
    return chosen["alias"].combine_chunks().take(at)


def _add_parents(rows: dict[str, Actor]) -> None:
    """Bodies of which others are parts, though no document names them."""
    wanted = [row.parent_actor_id for row in rows.values()]
    while wanted:
        key = wanted.pop()
        if key is not None and key not in rows:
            rows[key] = _listed(key)
            wanted.append(rows[key].parent_actor_id)


def _aliases(spellings: pa.Table, renamed: Mapping[str, str], rules: Mapping[str, JoinedBy]) -> pa.Table:
    """One row a spelling of an actor; where documents differ in its form, the most frequent stands."""
    rows = _under(spellings, renamed).append_column("reason", _reasons(spellings, renamed, rules))
    key = ["actor", "alias"]
    forms = rows.group_by([*key, "form"]).aggregate([("documents", "sum")])
    in_order: Sorting = [(name, "ascending") for name in key]
    forms = first_rows(forms.sort_by([*in_order, ("documents_sum", "descending"), ("form", "ascending")]), key)
    others = rows.group_by(key).aggregate([("reason", "min"), ("first", "min")])
    others = others.sort_by(in_order)
    cells = {
        "actor_id": forms["actor"],
        "alias": forms["alias"],
        "form": forms["form"],
        "joined_by": pa.array(PLAINEST, pa.string()).take(others["reason_min"].combine_chunks()),
        "document_id": others["first_min"],
    }
    declared = schema("actor_aliases")
    return pa.table([cells[name] for name in declared.names], schema=declared)


def _reasons(spellings: pa.Table, renamed: Mapping[str, str], rules: Mapping[str, JoinedBy]) -> pa.Array[pa.Int8Scalar]:
    """Why a spelling is an actor's, as a place in ``PLAINEST``; a short form belongs to the name with which its document
    gives it."""
    actors = spellings["actor_id"].combine_chunks()
    joined = pa.array(list(renamed), pa.string())
    by = pa.array([PLAINEST.index(rules[key]) for key in renamed], pa.int8())
    rule = by.take(pc.index_in(actors, value_set=joined))
    document = pa.scalar(PLAINEST.index("document"), pa.int8())
    reasons = pc.fill_null(pc.if_else(spellings["is_full"].combine_chunks(), rule, document), document)
    is_listed = pc.is_in(actors, pa.array(sorted(gazetteer().bodies), pa.string()))
    own = spellings.filter(is_listed)
    names = zip(own["actor_id"].to_pylist(), own["alias"].to_pylist(), strict=True)
    said = [_is_of_lexicon(str(actor), str(alias)) for actor, alias in names]
    told = pc.if_else(pa.array(said, pa.bool_()), pa.scalar(PLAINEST.index("lexicon"), pa.int8()), document)
    return pc.replace_with_mask(reasons, is_listed, told)


def _is_of_lexicon(actor: str, alias: str) -> bool:
    return any(owner.actor_id == actor for owner in gazetteer().own(alias))
