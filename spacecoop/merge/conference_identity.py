"""Which conferences of different documents are the same meeting.

Series and edition settle it; otherwise name or series with compatible place and overlapping days; a described meeting
needs the same town, the same days and words in common. Names alone never join across years.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import Any

from spacecoop.link.conferences import coref, edtf, towns
from spacecoop.link.conferences.edtf import Day
from spacecoop.link.conferences.series import edition_of
from spacecoop.link.conferences.terms import terms
from spacecoop.merge.corrections import NO_BONDS, Bonds
from spacecoop.tables import fold

# Two descriptions of which only month and town are known must share this many telling words.
SHARED_IN_A_MONTH = 2
# Above every sureness of ``same``.
RULED = 4


@dataclass(frozen=True, slots=True)
class Member:
    """A conference of one document, with what tells it from others; ``edition`` may be counted from the year."""

    conference_id: str
    document_id: str
    name: str
    is_named: bool
    series: str | None
    edition: int | None
    start: Day | None
    end: Day | None
    city: str | None
    country: str | None
    words: frozenset[str]
    gathering: frozenset[str]


def member(
    row: Mapping[str, Any], document_id: str, names: Iterable[str], is_named: bool, gathering: Iterable[str] = ()
) -> Member:
    """A row of ``conferences`` as the rules see it; ``names`` are all its names, ``gathering`` tells who came together."""
    start, end = ends(row["date_edtf"])
    series = str(row["series"]) if row["series"] else None
    edition = row["edition"] if isinstance(row["edition"], int) else None
    year = start.year if start else None
    city = str(row["city"]) if row["city"] else None
    telling = coref.UNTELLING | terms().kinds.keys()
    words, people = (
        frozenset(_singular(word) for name in said for word in coref.content(name) - telling)
        for said in ((str(row["name"]), *names), gathering)
    )
    return Member(
        conference_id=str(row["conference_id"]),
        document_id=document_id,
        name=str(row["name"]),
        is_named=is_named or series is not None,
        series=series,
        edition=edition_of(series, edition, year),
        start=start,
        end=end or start,
        city=fold(towns.canonical().get(city, city)) if city else None,
        country=str(row["country"]) if row["country"] else None,
        words=words,
        gathering=people,
    )


def _singular(word: str) -> str:
    """A telling word without the ending of a plural: "agencies" and "agency" tell the same."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def ends(value: object) -> tuple[Day | None, Day | None]:
    """First and last day of a conference's EDTF value."""
    first, _, last = str(value or "").partition("/")
    return edtf.parse(first), edtf.parse(last)


def groups(members: Sequence[Member], bonds: Bonds = NO_BONDS) -> list[list[Member]]:
    """The members, those that are one meeting together; groups and members in the order of their identifiers.

    Surer matches are made first, and no group ever holds two members that contradict each other, so that the order in
    which documents were read does not matter. What a person ruled (``bonds``) stands above every match.
    """
    ordered = sorted(members, key=lambda m: m.conference_id)
    at = {m.conference_id: i for i, m in enumerate(ordered)}
    parent = list(range(len(ordered)))
    group: dict[int, list[int]] = {i: [i] for i in range(len(ordered))}
    apart = {(at[a], at[b]) for a, b in bonds.apart}
    ruled = [(RULED, at[a], at[b]) for a, b in bonds.together]

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for sureness, i, j in sorted(ruled + _matches(ordered), key=lambda m: (-m[0], m[1], m[2])):
        a, b = sorted((root(i), root(j)))
        if a == b:
            continue
        if sureness < 3 and any(contradict(ordered[x], ordered[y]) for x in group[a] for y in group[b]):
            continue
        if apart and any((min(x, y), max(x, y)) in apart for x in group[a] for y in group[b]):
            continue
        parent[b] = a
        group[a].extend(group.pop(b))
    return [[ordered[i] for i in sorted(found)] for _, found in sorted(group.items())]


def named(meetings: Iterable[tuple[str, str | None]]) -> list[str]:
    """An identifier for each meeting, of which the smallest of its members' and the one by series and edition are given: the
    latter where there is one. Of two that a person keeps apart the first takes it."""
    taken: set[str] = set()
    found: list[str] = []
    for smallest, by_edition in meetings:
        found.append(by_edition if by_edition and by_edition not in taken else smallest)
        taken.add(found[-1])
    return found


def natural(one: Member) -> str | None:
    """The identifier by series and edition, where both are known; the edition may be counted from the year."""
    return f"conference/{fold(one.series.rpartition('/')[2])}-{one.edition}" if one.series and one.edition else None


def blocks_of(one: Member) -> Iterator[tuple[str, int | None]]:
    """What a meeting of which a date is known shares with others that may be the same, beside its edition, and its year; an
    unknown year may be any."""
    if one.start is None:
        return
    if one.series:
        yield f"series {one.series}", one.start.year
    if one.city:
        yield f"city {one.city} {one.start.month}", one.start.year
    if one.is_named:
        yield "name " + " ".join(sorted(one.words)), one.start.year


def _matches(members: Sequence[Member]) -> list[tuple[int, int, int]]:
    """Pairs that match, with how surely; only those are compared that can: with a series, town or name in common, and with
    one year or an unknown one."""
    found: dict[tuple[int, int], int] = {}
    editions: dict[tuple[str, int], int] = {}
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(members):
        if one.series and one.edition:
            # All of one edition are one meeting: each is held against the first alone.
            first = editions.setdefault((one.series, one.edition), i)
            if first != i:
                found[first, i] = same(members[first], one)
        for block, _ in blocks_of(one):
            blocks[block].append(i)
    for block in blocks.values():
        for i, j in _of_years_that_agree(members, block):
            sureness = same(members[i], members[j])
            if sureness:
                found[i, j] = max(sureness, found.get((i, j), 0))
    return [(sureness, i, j) for (i, j), sureness in _of_one_year(members, found).items()]


def _of_years_that_agree(members: Sequence[Member], block: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of a block whose years may be one; two whose series and edition are known need no comparison."""
    by_year: dict[int | None, list[int]] = defaultdict(list)
    for i in block:
        start = members[i].start
        by_year[start.year if start else None].append(i)
    unknown = by_year.pop(None, [])
    for years in (*by_year.values(), unknown):
        rest = [] if years is unknown else unknown
        settled = [i for i in years if members[i].series and members[i].edition]
        open_ones = [i for i in years if not (members[i].series and members[i].edition)]
        pairs = chain(combinations(open_ones, 2), product(open_ones, settled), product(years, rest))
        yield from ((min(pair), max(pair)) for pair in pairs)


def _of_one_year(members: Sequence[Member], found: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """The matches without those by which a meeting of unknown year could be of two: then nothing tells which it is."""
    years: dict[int, set[int]] = defaultdict(set)
    for (i, j), sureness in found.items():
        for one, other in ((members[i], j), (members[j], i)):
            if sureness < 3 and one.start is not None and one.start.year is not None:
                years[other].add(one.start.year)

    def is_open(i: int) -> bool:
        start = members[i].start
        return (start is None or start.year is None) and len(years[i]) > 1

    return {(i, j): sureness for (i, j), sureness in found.items() if sureness == 3 or not (is_open(i) or is_open(j))}


def same(one: Member, other: Member) -> int:
    """How surely two members are one meeting: 3 by series and edition, 2 by name, place and days, 1 by description,
    0 not at all. Members of one document were told apart there and stay apart, but for one edition of a series."""
    is_one_series = one.series is not None and one.series == other.series
    if is_one_series and one.edition and one.edition == other.edition:
        return 3
    if one.document_id == other.document_id or contradict(one, other):
        return 0
    overlap = overlapping(one, other)
    is_one_name = is_one_series or (one.is_named and other.is_named and coref.same_words(one.name, other.name))
    is_one_town = one.city is not None and one.city == other.city
    if is_one_name:
        is_dated = overlap in ("day", "month") or (overlap == "year" and (is_one_series or is_one_town))
        return 2 if is_dated and (is_one_town or one.city is None or other.city is None) else 0
    if not is_one_town or overlap not in ("day", "month"):
        return 0
    if overlap == "day" and one.words & other.words:
        return 1
    shared = (one.words | one.gathering) & (other.words | other.gathering)
    return 1 if len(shared) >= SHARED_IN_A_MONTH else 0


def contradict(one: Member, other: Member) -> bool:
    """Whether edition, series, year, days or town say that the two are different meetings."""
    if one.series and other.series and one.series != other.series:
        return True
    if one.edition and other.edition and one.edition != other.edition:
        return True
    if one.city and other.city and one.city != other.city:
        return True
    if one.start is None or other.start is None:
        return False
    return overlapping(one, other) is None


def overlapping(one: Member, other: Member) -> str | None:
    """The grain to which the two are known to overlap: day, month or year; null where they do not or where no date of
    one is known. An unknown year agrees with every year."""
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return None
    years = one.start.year, other.start.year
    if None not in years and years[0] != years[1]:
        return None
    grain = min(one.start.grain, other.start.grain)
    if grain == 1:
        return "year" if None not in years else None
    if grain == 2:
        first, last = _months(one)
        start, stop = _months(other)
        return "month" if first <= stop and start <= last else None
    first, last = _days(one)
    start, stop = _days(other)
    return "day" if first <= stop and start <= last else None


def _months(one: Member) -> tuple[int, int]:
    first = (one.start.month if one.start else None) or 0
    return first, max((one.end.month if one.end else None) or first, first)


def _days(one: Member) -> tuple[tuple[int, int], tuple[int, int]]:
    first = (one.start.month or 0, one.start.day or 0) if one.start else (0, 0)
    last = (one.end.month or 0, one.end.day or 31) if one.end else first
    return first, max(first, last)
