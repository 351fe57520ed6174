"""What of a whole article's facts agrees with gold: its publication date, its dates, counts, conferences and actors.

Names count as the same when their telling words do; what lies outside the gold's ``body_spans`` is not judged.
"""

from __future__ import annotations

import math
import re
from typing import Any

from benchmarks.gold import Sample
from benchmarks.judging import Tallies, What, one_to_one, paired, span, tallies
from spacecoop.engine import Found
from spacecoop.tables import Conference, fold

PUBLISHED = What("documents", "published", "publication dates")
DATES = What("dates", None, "spans that overlap, in the body")
DATE_VALUE = What("dates", "edtf", "spans that overlap and have the value")
ATTENDANCE = What("quantities", "role", "counts of people attending, with their bounds")
BOUNDS = What("quantities", "low", "spans that overlap and have the bounds")
CONFERENCES = What("conferences", None, "conferences")
ORGANISERS = What("conference_actors", None, "organisers of conferences that were found")
ACTORS = What("actors", None, "actors but countries, by any shared name")
TIES = What("ties", None, "pairs of actors")
CELLS = ("edition", "start_date", "end_date", "city", "country", "attendees_low", "countries_low")
SMALL = frozenset({"the", "of", "on", "and", "for", "in", "a", "an", "to", "at", "s"})
SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4"}
# Clock times and "recently" are dates here, and left out of the gold.
UNTOLD = frozenset({"time", "vague"})
ALIKE, SAME = 0.6, 0.85


def articles(sample: Sample, found: Found) -> Tallies:
    """Everything that gold says of an article."""
    made = tallies()
    gold = sample.gold
    said = gold["published"]
    same = found.published is not None and found.published.isoformat() == said
    made[PUBLISHED].add(gold=said is not None, found=found.published is not None, right=same)
    _dates(made, gold, found)
    _counts(made, gold, found)
    _conferences(made, gold["events"], found)
    _actors(made, gold, found)
    return made


def _inside(rows: Any, spans: list[list[int]]) -> list[Any]:
    return [row for row in rows if not spans or any(a <= row.start_char < b for a, b in spans)]


def _spans(gold: list[dict[str, Any]]) -> list[tuple[int, int]]:
    return [(g["start_char"], g["end_char"]) for g in gold]


def bare(value: object) -> str:
    """One spelling for what EDTF, TIMEX3 and gold write in several: qualifiers, unknown ends, seasons."""
    said = re.sub(r"[~?%]", "", str(value or ""))
    said = re.sub(r"^(\d{4}|XXXX)-(2[1-4]|3[3-6])$", lambda m: f"{m[1]}-{SEASONS[m[2]]}", said)
    return re.sub(r"^(\d{2,3})X{1,2}$", r"\1", re.sub(r"(-XX)+$", "", said))


def _dates(made: Tallies, gold: dict[str, Any], found: Found) -> None:
    rows = _inside([d for d in found.dates if d.kind == "date"], gold["body_spans"])
    rows = [row for row in rows if row.precision not in UNTOLD]
    # A range is two rows here and one there: its second row is no find of its own.
    ranges: set[str] = set()
    firsts: list[Any] = []
    seconds: dict[str, Any] = {}
    for row in rows:
        if row.range_id in ranges:
            seconds[row.range_id] = row
        else:
            firsts.append(row)
            ranges |= {row.range_id} - {None}
    pairs = paired(_spans(gold["dates"]), [span(r) for r in firsts])
    made[DATES].add(gold=len(gold["dates"]), found=len(firsts), right=len(pairs))
    right = 0
    for i, j in pairs:
        wanted = [bare(part) for part in str(gold["dates"][i]["value"] or "").split("/")]
        both = [firsts[j], seconds.get(firsts[j].range_id, firsts[j])]
        ends = [{bare(r.edtf), bare(r.value)} for r in both]
        whole = {tuple(map(bare, str(v or "").split("/"))) for v in (firsts[j].edtf, firsts[j].value)}
        right += tuple(wanted) in whole or all(w in e for w, e in zip(wanted, ends, strict=False))
    made[DATE_VALUE].add(gold=len(gold["dates"]), found=len(firsts), right=right)


def _counts(made: Tallies, gold: dict[str, Any], found: Found) -> None:
    rows = _inside(found.quantities, gold["body_spans"])
    bounded = [g for g in gold["quantities"] if (g["low"], g["high"]) != (None, None) and g["unit"] != "ordinal"]
    right = sum(_same_bounds(bounded[i], rows[j].low, rows[j].high) for i, j in _overlaps(bounded, rows))
    made[BOUNDS].add(gold=len(bounded), found=len(rows), right=right)
    wanted = [g for g in bounded if g["kind"] == "attendees"]
    given = [r for r in rows if r.role == "attendance" and r.thing_class == "person"]
    given = [r for r in given if (r.low, r.high) != (None, None)]
    right = sum(_same_bounds(wanted[i], given[j].low, given[j].high) for i, j in _overlaps(wanted, given))
    made[ATTENDANCE].add(gold=len(wanted), found=len(given), right=right)


def _overlaps(gold: list[dict[str, Any]], rows: list[Any]) -> list[tuple[int, int]]:
    return paired(_spans(gold), [span(r) for r in rows])


def _same_bounds(gold: dict[str, Any], low: float | None, high: float | None) -> bool:
    """Equal bounds, where a bound that gold leaves open is not asked for."""
    pairs = [(gold["low"], low), (gold["high"], high)]
    return all(g is None or (f is not None and math.isclose(g, f, rel_tol=1e-9)) for g, f in pairs)


def words(name: str | None) -> frozenset[str]:
    """The telling words of a name."""
    return frozenset(
        w for w in fold(name or "").split("-") if w not in SMALL and not re.fullmatch(r"\d+(st|nd|rd|th)", w)
    )


def alike(one: str | None, other: str | None) -> float:
    """How many telling words two names share, 0 to 1."""
    a, b = words(one), words(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _conferences(made: Tallies, gold: list[dict[str, Any]], found: Found) -> None:
    rows = found.conferences
    options: list[tuple[float, int, int]] = []
    for i, g in enumerate(gold):
        for j, row in enumerate(rows):
            score = _match(g, row)
            if score >= ALIKE:
                options.append((-score, i, j))
    pairs = one_to_one((i, j) for _, i, j in sorted(options))
    made[CONFERENCES].add(gold=len(gold), found=len(rows), right=len(pairs))
    partner = dict(pairs)
    for i, g in enumerate(gold):
        row = rows[partner[i]] if i in partner else None
        for column in CELLS:
            wanted, given, is_right = _cell(column, g, row)
            what = What("conferences", column, "cells of the conferences of gold")
            made[what].add(gold=wanted, found=given, right=is_right)
        if row is not None:
            _organisers(made, g["organisers"], row.conference_id, found)


def _match(gold: dict[str, Any], row: Conference) -> float:
    if gold["edition"] and row.edition and gold["edition"] != row.edition:
        return 0.0
    is_there = bool(gold["city"]) and words(gold["city"]) == words(row.city)
    is_then = bool(gold["start"]) and bare(gold["start"]) == bare(_end(row, "start_date"))
    return max(alike(gold["name"], row.name), 0.8 if is_there and is_then else 0.0)


def _end(row: Conference, column: str) -> str | None:
    ends = (row.date_edtf or "").split("/")
    return ends[0 if column == "start_date" else -1] or None


def _cell(column: str, gold: dict[str, Any], row: Conference | None) -> tuple[bool, bool, bool]:
    """Whether gold fills a cell, whether the row does, and whether they agree."""
    if column.endswith("_low"):
        bounds = gold[column.removesuffix("_low")] or {"low": None, "high": None}
        low, high = (None, None) if row is None else (getattr(row, column), getattr(row, column[:-3] + "high"))
        is_filled = (low, high) != (None, None)
        is_wanted = (bounds["low"], bounds["high"]) != (None, None)
        return is_wanted, is_filled, is_wanted and is_filled and _same_bounds(bounds, low, high)
    wanted = gold[column.removesuffix("_date")]
    if row is None:
        return bool(wanted), False, False
    if column.endswith("_date"):
        given = _end(row, column)
        if column == "end_date" and not wanted and given == _end(row, "start_date"):
            given = None  # one day has no end of its own
        return bool(wanted), bool(given), bool(wanted) and bare(given) == bare(wanted)
    given = getattr(row, column)
    same = words(given) == words(wanted) if column == "city" else given == wanted
    return bool(wanted), bool(given), bool(wanted) and bool(given) and same


def _organisers(made: Tallies, gold: list[str], conference: str, found: Found) -> None:
    names = _names(found)
    rows = [a for a in found.conference_actors if a.conference_id == conference]
    given = sorted({a.actor_id for a in rows if a.role in ("organiser", "host", "sponsor")})
    pairs = one_to_one(
        (i, j)
        for i, g in enumerate(gold)
        for j, key in enumerate(given)
        if any(alike(g, n) >= SAME for n in names[key])
    )
    made[ORGANISERS].add(gold=len(gold), found=len(given), right=len(pairs))


def _names(found: Found) -> dict[str, set[str]]:
    """Every name of each actor."""
    names = {a.actor_id: {a.name, a.acronym or a.name} for a in found.actors}
    for alias in found.actor_aliases:
        names[alias.actor_id].add(alias.alias)
    return names


def _actors(made: Tallies, gold: dict[str, Any], found: Found) -> None:
    mentions = _inside([m for m in found.actor_mentions if m.actor_id], gold["body_spans"])
    named = {m.actor_id for m in mentions}
    names = {key: {fold(n) for n in said} for key, said in _names(found).items() if key in named}
    people = [a for a in gold["actors"] if a["type"] != "country"]
    wanted = [{fold(n) for n in (a["name"], *a["mentions"])} for a in people]
    given = [key for key in sorted(names) if not key.startswith("country/")]
    shared = sorted(
        (-len(w & names[key]), i, j) for i, w in enumerate(wanted) for j, key in enumerate(given) if w & names[key]
    )
    pairs = one_to_one((i, j) for _, i, j in shared)
    made[ACTORS].add(gold=len(wanted), found=len(given), right=len(pairs))
    called = {a["name"]: {fold(n) for n in (a["name"], *a["mentions"])} for a in gold["actors"]}
    pairs_wanted = {frozenset((t["a"], t["b"])) for t in gold["ties"]}
    pairs_given = {frozenset((t.actor_a, t.actor_b)) for t in _inside(found.ties, gold["body_spans"])}
    right = sum(any(_is_pair(w, g, called, names) for g in pairs_given) for w in pairs_wanted)
    made[TIES].add(gold=len(pairs_wanted), found=len(pairs_given), right=right)


def _is_pair(
    wanted: frozenset[str], given: frozenset[str], called: dict[str, set[str]], names: dict[str, set[str]]
) -> bool:
    """Whether two actors are the two that gold names, in either order."""
    if len(wanted) != 2 or len(given) != 2:
        return False
    (a, b), (x, y) = sorted(wanted), sorted(given)

    def same(one: str, other: str) -> bool:
        return bool(called.get(one, {fold(one)}) & names.get(other, set()))

    return (same(a, x) and same(b, y)) or (same(a, y) and same(b, x))
