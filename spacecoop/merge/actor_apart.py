"""Actors that one document alone does not name well enough to be known in another: they get identifiers of their own.

A family name, an acronym that no words explain and a name that many bodies share prove nothing across documents. What
is the same for all that is done in ``actor_identity``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.find.actors.gazetteer import gazetteer
from spacecoop.merge.actor_renaming import InDocuments, follow
from spacecoop.merge.body_names import Telling, telling
from spacecoop.merge.person_names import person_name
from spacecoop.tables import mention_id

STRENGTH: dict[Telling, int] = {"weak": 0, "shared": 1, "name": 2}
# Between a country and the body that it owns: a space, "'s ", "’ s ".
GAPS = (1, 3, 4)
# How long the parts are that tell actors of one name apart: a mention's identifier, a country's code.
ALONE, CODE = 20, 2


def apart(extracted: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables with identifiers that are safe to compare across documents.

    What a document names too weakly gets an identifier that holds only there; a name that many bodies share, the
    country that the document gives it. All depends on that document alone, but for a common name of people whose
    affiliations lie in different countries.
    """
    mentions = extracted["actor_mentions"]
    rows = [*_weakly_named(mentions), *_contested(mentions)]
    documents, old, new = (pa.array(column, pa.string()) for column in (zip(*rows, strict=True) if rows else ((),) * 3))
    return follow(extracted, InDocuments(documents, old, new))


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


def _weakly_named(mentions: pa.Table) -> Iterator[tuple[str, str, str]]:
    """Document, identifier and the one it gets."""
    listed = pa.array(sorted(gazetteer().bodies), pa.string())
    named = mentions.select(["document_id", "actor_id", "text", "form"])
    named = named.filter(pc.invert(pc.or_(pc.is_null(named["actor_id"]), pc.is_in(named["actor_id"], listed))))
    uses = named.group_by(["document_id", "actor_id", "text", "form"]).aggregate([])
    names = uses.group_by(["actor_id", "text", "form"]).aggregate([])
    columns = (names.column(c).to_pylist() for c in ("actor_id", "text", "form"))
    strengths = [STRENGTH[_telling(*said)] for said in zip(*columns, strict=True)]
    names = names.append_column("strength", pa.array(strengths, pa.int8()))
    told = uses.join(names, ["actor_id", "text", "form"]).group_by(["document_id", "actor_id"])
    told = told.aggregate([("strength", "max")])
    told = told.filter(pc.less(told.column("strength_max"), pa.scalar(STRENGTH["name"], pa.int8())))
    countries = _countries_before(mentions, told)
    columns = (told.column(c).to_pylist() for c in ("document_id", "actor_id", "strength_max"))
    for document, actor, strength in zip(*columns, strict=True):
        lands = countries.get((document, actor), ()) if strength == STRENGTH["shared"] else ()
        yield document, actor, belonging(actor, lands[0]) if len(lands) == 1 else alone(document, actor)


def _telling(actor: str, text: str, form: str) -> Telling:
    kind = actor.partition("/")[0]
    if kind != "person":
        return telling(text, form, kind)
    if form == "surname":
        return "weak"
    name = person_name(text)
    is_name = name is not None and bool(name.given) and (name.is_full or not name.is_common)
    return "name" if is_name else "weak"


def _countries_before(mentions: pa.Table, told: pa.Table) -> dict[tuple[str, str], tuple[str, ...]]:
    """The countries that stand right before a body's naming: "China's Ministry of Education"."""
    near = mentions.select(["document_id", "start_char", "end_char", "sentence", "kind", "actor_id"])
    near = near.sort_by([("document_id", "ascending"), ("start_char", "ascending")]).combine_chunks()
    if near.num_rows < 2:
        return {}
    before, after = near.slice(0, near.num_rows - 1), near.slice(1)
    gap = pc.subtract(after["start_char"], before["end_char"])
    is_owned = pc.and_(pc.equal(before["kind"], pa.scalar("country")), pc.is_in(gap, pa.array(GAPS, pa.int64())))
    is_owned = pc.and_(is_owned, pc.equal(before["document_id"], after["document_id"]))
    is_owned = pc.and_(is_owned, pc.equal(before["sentence"], after["sentence"]))
    is_owned = pc.and_(is_owned, pc.is_in(after["actor_id"], pc.unique(told["actor_id"])))
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    columns = (after["document_id"], after["actor_id"], before["actor_id"])
    for document, actor, country in zip(*(c.filter(is_owned).to_pylist() for c in columns), strict=True):
        found[document, actor].add(country.partition("/")[2])
    return {key: tuple(sorted(lands)) for key, lands in found.items()}


def _contested(mentions: pa.Table) -> Iterator[tuple[str, str, str]]:
    """Documents that name people of one common full name who belong to bodies of different countries."""
    said = mentions.filter(pc.is_valid(mentions["affiliation_actor_id"]))
    said = said.group_by(["document_id", "actor_id", "affiliation_actor_id"]).aggregate([])
    lands: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    columns = (said.column(c).to_pylist() for c in ("document_id", "actor_id", "affiliation_actor_id"))
    for document, actor, body in zip(*columns, strict=True):
        known = gazetteer().bodies.get(body)
        if known is not None and known.country is not None:
            lands[actor][document].add(known.country)
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


def _groups(countries: Iterable[set[str]]) -> list[set[str]]:
    """Countries that any document names together, as disjoint sets."""
    found: list[set[str]] = []
    for own in countries:
        joined = set(own).union(*(g for g in found if g & own))
        found = [g for g in found if not g & own] + [joined]
    return found
