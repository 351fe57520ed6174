"""Actors that one document alone does not name well enough to be known in another: they get identifiers of their own.

A family name, an acronym that no words explain and a name that many bodies share prove nothing across documents. What
is the same for all that is done in ``actor_identity``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.find.actors.gazetteer import gazetteer
from spacecoop.merge.actor_renaming import InDocuments, Told
from spacecoop.merge.body_names import Telling, telling
from spacecoop.merge.codes import Numbers, at, coded, firsts, together, words
from spacecoop.merge.kept import Cells, Kept, recalled
from spacecoop.merge.person_names import person_name
from spacecoop.tables import mention_id
from spacecoop.tables.order import in_order

STRENGTH: dict[Telling, int] = {"weak": 0, "shared": 1, "name": 2}
# Between a country and the body that it owns: a space, "'s ", "’ s ".
GAPS = (1, 3, 4)
# How long the parts are that tell actors of one name apart: a mention's identifier, a country's code.
ALONE, CODE = 20, 2
READ = ("document_id", "start_char", "end_char", "sentence", "text", "form", "kind", "actor_id", "affiliation_actor_id")


def apart(told: Told, kept: Kept) -> Told:
    """The tables with identifiers that are safe to compare across documents.

    What a document names too weakly gets an identifier that holds only there; a name that many bodies share, the
    country that the document gives it. All depends on that document alone, but for a common name of people whose
    affiliations lie in different countries.
    """
    mentions = told.table("actor_mentions", READ)
    rows = [*_weakly_named(mentions, kept), *_contested(mentions)]
    documents, old, new = (pa.array(column, pa.string()) for column in (zip(*rows, strict=True) if rows else ((),) * 3))
    return told.after(InDocuments(documents, old, new))


def alone(document: str, actor: str) -> str:
    """The identifier of an actor that is known in one document only."""
    return f"{actor}.{mention_id(document, actor)}"


def is_alone(actor: str) -> bool:
    """Whether an identifier is one that ``alone`` made."""
    return len(actor.rpartition(".")[2]) == ALONE and "." in actor


def belonging(actor: str, country: str) -> str:
    """The identifier of an actor that its name tells from others only together with its country."""
    return f"{actor}.{country.lower()}"


def country_of(actor: str) -> str | None:
    """The country that an identifier made by ``belonging`` holds."""
    _, dot, country = actor.rpartition(".")
    return country.upper() if dot and len(country) == CODE else None


def kind_of(actor: str) -> str:
    """What an identifier says its actor is."""
    return actor.partition("/")[0]


def _weakly_named(mentions: pa.Table, kept: Kept) -> Iterator[tuple[str, str, str]]:
    """Document, identifier and the one it gets."""
    listed = pa.array(sorted(gazetteer().bodies), pa.string())
    is_open = pc.invert(pc.or_(pc.is_null(mentions["actor_id"]), pc.is_in(mentions["actor_id"], listed)))
    document, actor, text, form = (
        coded(mentions.column(name).filter(is_open)) for name in ("document_id", "actor_id", "text", "form")
    )
    first, naming = firsts(together(actor, text, form))
    namings = zip(*(words(at(column, first)) for column in (actor, text, form)), strict=True)
    strengths = _strengths(list(namings), kept)
    place, pair = firsts(together(document, actor))
    strongest = np.full(len(place), -1, np.int64)
    np.maximum.at(strongest, pair, strengths[naming])
    is_weak = strongest < STRENGTH["name"]
    place, strongest = place[is_weak], strongest[is_weak]
    countries = _countries_before(mentions, words(at(actor, place)))
    columns = words(at(document, place)), words(at(actor, place)), strongest.tolist()
    for document_id, actor_id, strength in zip(*columns, strict=True):
        lands = countries.get((document_id, actor_id), ()) if strength == STRENGTH["shared"] else ()
        yield document_id, actor_id, belonging(actor_id, lands[0]) if len(lands) == 1 else alone(document_id, actor_id)


def _strengths(namings: Sequence[tuple[str, str, str]], kept: Kept) -> Numbers:
    """What each naming of an actor proves: identifier, words and form."""
    keys = pa.array(["\0".join((kind_of(actor), form, text)) for actor, text, form in namings], pa.string())
    alike = coded(keys)
    first, _ = firsts(alike.codes)

    def told(new: list[int]) -> Cells:
        return pa.array([STRENGTH[_telling(*namings[first[i]])] for i in new], pa.int8())

    return recalled(kept, "namings", alike.values, told).to_numpy().astype(np.int64)[alike.codes]


def _telling(actor: str, text: str, form: str) -> Telling:
    kind = kind_of(actor)
    if kind != "person":
        return telling(text, form, kind)
    if form == "surname":
        return "weak"
    name = person_name(text)
    is_name = name is not None and bool(name.given) and (name.is_full or not name.is_common)
    return "name" if is_name else "weak"


def _countries_before(mentions: pa.Table, actors: Iterable[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The countries that stand right before a body's naming: "China's Ministry of Education"."""
    near = mentions.select(["document_id", "start_char", "end_char", "sentence", "kind", "actor_id"])
    near = in_order(near, near.column_names[:3])
    if near.num_rows < 2:
        return {}
    before, after = near.slice(0, near.num_rows - 1), near.slice(1)
    gap = pc.subtract(after["start_char"], before["end_char"])
    is_owned = pc.and_(pc.equal(before["kind"], pa.scalar("country")), pc.is_in(gap, pa.array(GAPS, pa.int64())))
    is_owned = pc.and_(is_owned, pc.equal(before["document_id"], after["document_id"]))
    is_owned = pc.and_(is_owned, pc.equal(before["sentence"], after["sentence"]))
    is_owned = pc.and_(is_owned, pc.is_in(after["actor_id"], pa.array(sorted(set(actors)), pa.string())))
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    columns = (after["document_id"], after["actor_id"], before["actor_id"])
    for document, actor, country in zip(*(c.filter(is_owned).to_pylist() for c in columns), strict=True):
        found[document, actor].add(country.partition("/")[2])
    return {key: tuple(sorted(lands)) for key, lands in found.items()}


def _contested(mentions: pa.Table) -> Iterator[tuple[str, str, str]]:
    """Documents that name people of one common full name who belong to bodies of different countries."""
    lands = _lands(mentions)
    groups = {actor: _groups(by_document.values()) for actor, by_document in lands.items()}
    names = {actor for actor, found in groups.items() if len(found) > 1}
    rows = mentions.filter(pc.is_in(mentions["actor_id"], pa.array(sorted(names), pa.string())))
    forms: dict[str, set[str]] = defaultdict(set)
    documents: dict[str, set[str]] = defaultdict(set)
    columns = (rows.column(c).to_pylist() for c in ("document_id", "actor_id", "text", "form"))
    for document, actor, text, form in zip(*columns, strict=True):
        documents[actor].add(document)
        if form == "name":
            forms[actor].add(text)
    for actor in sorted(names):
        if not any((name := person_name(text)) is not None and name.is_common for text in forms[actor]):
            continue
        for document in sorted(documents[actor]):
            own = lands[actor].get(document)
            group = next((g for g in groups[actor] if own and own <= g), None)
            yield document, actor, belonging(actor, min(group)) if group else alone(document, actor)


def _lands(mentions: pa.Table) -> dict[str, dict[str, set[str]]]:
    """The countries to whose bodies each document says that an actor belongs, of actors for which there are several."""
    country = {key: body.country for key, body in gazetteer().bodies.items() if body.country is not None}
    bodies, codes = pa.array(list(country), pa.string()), pa.array(list(country.values()), pa.string())
    lies = codes.take(pc.index_in(mentions["affiliation_actor_id"].combine_chunks(), value_set=bodies, skip_nulls=True))
    is_told = pc.and_(pc.is_valid(lies), pc.is_valid(mentions["actor_id"].combine_chunks()))
    said = mentions.select(["document_id", "actor_id"]).append_column("country", lies).filter(is_told)
    many = said.select(["actor_id", "country"]).group_by(["actor_id"]).aggregate([("country", "count_distinct")])
    many = many.filter(pc.greater(many["country_count_distinct"], pa.scalar(1)))["actor_id"].combine_chunks()
    said = said.filter(pc.is_in(said["actor_id"], value_set=many)).group_by(said.column_names).aggregate([])
    lands: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for document, actor, land in zip(*(said.column(c).to_pylist() for c in said.column_names), strict=True):
        lands[actor][document].add(land)
    return lands


def _groups(countries: Iterable[set[str]]) -> list[set[str]]:
    """Countries that any document names together, as disjoint sets."""
    found: list[set[str]] = []
    for own in countries:
        joined = set(own).union(*(g for g in found if g & own))
        found = [g for g in found if not g & own] + [joined]
    return found
