"""The row of a meeting that several documents report: the rule of ``choose`` applied to each document's own choice.

Which conferences are one meeting is ``conference_identity``'s decision.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from spacecoop.link.conferences import choose, edtf
from spacecoop.link.conferences.choose import Option
from spacecoop.link.conferences.claims import ONE_VALUED, WHEN
from spacecoop.link.conferences.edtf import Day
from spacecoop.merge.conference_identity import Member, ends
from spacecoop.tables import Conference

# A row of an Arrow table as ``to_pylist`` gives it.
Row = Mapping[str, Any]
# Of articles that differ: a meeting that one says was held was held, and one called off is no longer announced.
STATUSES = ("held", "cancelled", "announced")
# The description of a meeting by those who come to it, which is shown only where nothing else names it.
GATHERING = "gathering"
PROPER = frozenset({"proper-name", "series-name", "explained-acronym"})

PLACE = ("city", "country", "venue")


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a document that reports a meeting: ``counts_as`` is the document it copies, or itself."""

    document_id: str
    published: str
    counts_as: str
    by_organiser: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """A meeting's row and the identifiers of the claims whose values it shows."""

    conference: Conference
    chosen: frozenset[str]


def merged(
    members: Sequence[Member], rows: Sequence[Row], claims: Sequence[Row], sources: Mapping[str, Source]
) -> Merged:
    """The row of one meeting; ``rows`` and ``claims`` are its members', as extracted, ``sources`` theirs by document.

    Only what each document chose for itself competes; a copy is heard only on what no other document says.
    """
    documents = {c["document_id"] for c in claims}
    own = [_option(c, sources[c["document_id"]]) for c in claims if c["chosen"] and c["attribute"] in ONE_VALUED]
    spoken = {o.attribute for o in own if not o.is_copy}
    heard = [o for o in own if not o.is_copy or o.attribute not in spoken]
    chosen = {attribute: choose.choose([o for o in heard if o.attribute == attribute]) for attribute in ONE_VALUED}
    start, end, chosen["start"], chosen["end"] = choose.when(heard)
    start, end = _dates(start, end, rows)
    if not choose.is_shown_length(chosen["duration"], start, end):
        chosen["duration"] = None
    status = next(s for s in STATUSES if any(row["status"] == s for row in rows))
    chosen["status"] = next((o for o in heard if o.attribute == "status" and o.value == status), None)
    chosen["country"] = _country_beside(chosen["city"], claims, sources) or chosen["country"]
    shown = {option.key for option in chosen.values() if option is not None}
    shown |= {c["claim_id"] for c in claims if c["chosen"] and c["attribute"] == "organiser"}
    base = _base(rows, claims, chosen["name"])
    conference = replace(
        base,
        edition=_number(chosen["edition"]),
        series=min((m.series for m in members if m.series), default=None),
        mention="main" if any(row["mention"] == "main" for row in rows) else "mentioned",
        status=status,
        **{part: option.value if (option := chosen[part]) else None for part in PLACE},
        **_counts(chosen),
        **_when(start, end, rows),
        documents=len({sources[key].counts_as for key in documents}) or 1,
        agreement="conflict" if any(row["agreement"] == "conflict" for row in rows) else choose.agreement(heard),
    )
    return Merged(conference, frozenset(shown))


def without(row: Row, claims: Sequence[Row], struck: Collection[str], source: Source) -> tuple[Row, list[Row]]:
    """The row and claims of one document's meeting once some claims are ``struck`` out: the others of their attribute
    compete in their place. A meeting keeps its name when nothing else names it."""
    open_again = {claim["attribute"] for claim in claims if claim["claim_id"] in struck}
    left: list[Row] = [
        {**claim, "chosen": claim["chosen"] or claim["attribute"] in open_again}
        for claim in claims
        if claim["claim_id"] not in struck
    ]
    said = next((s for s in STATUSES if any(c["attribute"] == "status" and c["value"] == s for c in left)), None)
    undated = {"date_edtf": None} if open_again & WHEN else {}
    status = row["status"] if "status" not in open_again else said or _opposite(row["status"])
    bare = {**row, **undated, "status": status, "agreement": "single"}
    document = {claim["document_id"]: source for claim in claims}
    found = merged([], [bare], left, document)
    kept: list[Row] = [{**claim, "chosen": claim["claim_id"] in found.chosen} for claim in left]
    origin = row["date_from"] if found.conference.date_from != "none" else "none"
    return {**asdict(found.conference), "series": row["series"], "date_from": origin}, kept


def _opposite(status: str) -> str:
    """What is left when nothing says it any more that a meeting took place, or is to come, or was called off."""
    return "held" if status == "announced" else "announced"


def _option(claim: Row, source: Source) -> Option:
    firmness = choose.FIRM
    if claim["attribute"] == "name":
        firmness = choose.FIRM if claim["rule"] in PROPER else 0 if claim["rule"] == GATHERING else 1
    return Option(
        key=claim["claim_id"], attribute=claim["attribute"], value=claim["value"], low=claim["low"], high=claim["high"],
        comparator=claim["comparator"], expected=claim["expected"], firmness=firmness, by_organiser=source.by_organiser,
        published=source.published, document=source.counts_as, is_copy=source.counts_as != source.document_id,
    )  # fmt: skip


def _base(rows: Sequence[Row], claims: Sequence[Row], name: Option | None) -> Conference:
    """The member's row that gives the name, and with it the kind."""
    at = next((c["conference_id"] for c in claims if name is not None and c["claim_id"] == name.key), None)
    row = next((r for r in rows if r["conference_id"] == at), rows[0])
    return Conference(**row)


def _number(option: Option | None) -> int | None:
    return int(option.value) if option is not None and option.value else None


def _country_beside(city: Option | None, claims: Sequence[Row], sources: Mapping[str, Source]) -> Option | None:
    """The country that the words naming the town give."""
    if city is None:
        return None
    named = next(c for c in claims if c["claim_id"] == city.key)
    beside = (c for c in claims if c["attribute"] == "country" and _is_beside(named, c))
    return next((_option(c, sources[c["document_id"]]) for c in beside), None)


def _is_beside(town: Row, country: Row) -> bool:
    """Whether the claim of a country stands on the words of the town's."""
    return all(town[part] == country[part] for part in ("document_id", "start_char", "end_char"))


def _counts(chosen: Mapping[str, Option | None]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in ("attendees", "countries"):
        option = chosen[part]
        found[f"{part}_low"] = option.low if option else None
        found[f"{part}_high"] = option.high if option else None
        found[f"{part}_comparator"] = option.comparator if option else None
    return found


def _dates(start: Day | None, end: Day | None, rows: Sequence[Row]) -> tuple[Day | None, Day | None]:
    """The dates with a year that another document gives; none is filled in where the documents know two."""
    if start is None and end is None:
        # No claim of a start was chosen, yet a member may have reckoned one from an end and a length.
        start, end = next(((s, e) for s, e in (ends(r["date_edtf"]) for r in rows) if s is not None), (None, None))
    years = {day.year for r in rows for day in ends(r["date_edtf"])[:1] if day is not None and day.year is not None}
    if len(years) != 1:
        return start, end
    year = years.pop()
    later = end is not None and start is not None and end.year is None and edtf.order(end) < edtf.order(start)
    first, last = _in_year(start, year), _in_year(end, year + later)
    # A year from another document may not be the one that the end was said with.
    return first, None if first and last and edtf.is_before(last, first) else last


def _in_year(day: Day | None, year: int) -> Day | None:
    return day if day is None or day.year is not None else Day(year, day.month, day.day)


def _when(start: Day | None, end: Day | None, rows: Sequence[Row]) -> dict[str, Any]:
    said = [row["date_from"] for row in rows if row["date_edtf"]]
    known = start.year is not None if start else bool(end and end.year is not None)
    origin = "none" if not known else "merged" if "none" in said else "text" if "text" in said else "published"
    last = end or start
    return {
        "start_date": start.as_date() if start else None,
        "end_date": last.as_date() if last else None,
        "date_edtf": edtf.interval(start, end),
        "date_from": origin,
    }
