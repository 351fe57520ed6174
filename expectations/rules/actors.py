"""Rules on actors and the words that name them: known countries, kinds that agree, counts that add up.

Cooperation between actors is the business of ``ties``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from expectations.rules.rule import Given, Mask, lookup, rule

COUNTRY_COLUMNS = {"actors": "country", "actor_mentions": "place_country", "conferences": "country"}
# Codes of CLDR that are no territory of ISO 3166-1: groups, parts, test codes.
NO_TERRITORY = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())
# ISO 3166-3: alpha-2 codes withdrawn, for articles on former states.
WITHDRAWN = frozenset("AN BU CS CT DD DY FQ FX HV JT MI NH NQ NT PC PU PZ RH SU TP VD WK YD YU ZR".split())
DEEPEST = 20
ACTORS = {"actors": ("actor_id", "kind")}


@rule(
    COUNTRY_COLUMNS,
    says="A country code is one of ISO 3166-1, or of ISO 3166-3 for a former state.",
    columns=("country", "place_country"),
)
def country_is_known(given: Given) -> Mask:
    codes = given[COUNTRY_COLUMNS[given.table]]
    return pc.and_(pc.is_valid(codes), pc.invert(pc.is_in(codes, value_set=_countries())))


@rule("actors", says="A country's identifier holds a known code.", columns=("actor_id",))
def country_identifier_is_known(given: Given) -> Mask:
    code = pc.replace_substring_regex(given["actor_id"], "^country/", "")
    return pc.and_(pc.equal(given["kind"], "country"), pc.invert(pc.is_in(code, value_set=_countries())))


@rule("actors", says="The identifier begins with the kind.", columns=("kind",))
def identifier_says_the_kind(given: Given) -> Mask:
    return pc.not_equal(pc.replace_substring_regex(given["actor_id"], "/.*$", ""), given["kind"])


@rule("actors", says="No actor is, through whatever others, a part of itself.", columns=("parent_actor_id",))
def parents_end_somewhere(given: Given) -> Mask:
    has_parent = given.rows.filter(pc.is_valid(given["parent_actor_id"]))
    parents = lookup(has_parent, "actor_id", "parent_actor_id")
    endless = [actor for actor in parents if _is_endless(actor, parents)]
    return pc.is_in(given["actor_id"], value_set=pa.array(endless, pa.string()))


def _is_endless(start: str, parents: Mapping[str, str]) -> bool:
    above, steps = parents.get(start), 0
    while above is not None and above != start and steps < DEEPEST:
        above, steps = parents.get(above), steps + 1
    return above is not None


@rule(
    "actors",
    says="An actor's mentions are the rows of actor_mentions that name it.",
    columns=("mentions",),
    needs={"actor_mentions": ("actor_id",)},
)
def mentions_add_up(given: Given) -> Mask:
    counted = pc.value_counts(given.tables["actor_mentions"].column("actor_id"))
    where = pc.index_in(given["actor_id"], value_set=counted.field("values"))
    return pc.not_equal(pc.fill_null(pc.take(counted.field("counts"), where), 0), given["mentions"])


@rule("actor_mentions", says="A place, and only a place, names no actor.", columns=("kind", "actor_id"))
def only_places_name_no_actor(given: Given) -> Mask:
    return pc.not_equal(pc.equal(given["kind"], "place"), pc.is_null(given["actor_id"]))


@rule("actor_mentions", says="The kind of a mention is its actor's.", columns=("kind", "actor_id"), needs=ACTORS)
def mention_has_its_actors_kind(given: Given) -> Mask:
    actors = given.tables["actors"]
    where = pc.index_in(given["actor_id"], value_set=actors.column("actor_id"))
    return pc.not_equal(pc.take(actors.column("kind"), where), given["kind"])


@cache
def _countries() -> pa.Array:
    """Codes of territories that stand today (CLDR's, without its groups and test codes), and those once withdrawn."""
    from babel import Locale

    today = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()} - NO_TERRITORY
    return pa.array(sorted(today | WITHDRAWN))
