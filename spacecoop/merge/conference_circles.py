"""Meetings in circles of those whose town, series or name leave it open that they are one, each settled by the rules or as
it was before.

Which are one is ``conference_identity``'s decision, and what their row shows ``conference_choice``'s.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.merge.circles import Saying, connected, digest
from spacecoop.merge.codes import coded
from spacecoop.merge.conference_choice import GATHERING, PROPER, Row, Source, merged, without
from spacecoop.merge.conference_identity import Member, blocks_of, groups, member, natural
from spacecoop.merge.conference_rulings import bonds
from spacecoop.merge.corrections import NO_BONDS, Bonds, Corrections
from spacecoop.merge.kept import Cells, Kept, recalled
from spacecoop.tables.arrow import schema

CONFERENCE = schema("conferences")
# What of a claim decides; its words stay where they are.
TELLING = (
    "conference_id", "claim_id", "document_id", "start_char", "end_char", "rule", "attribute", "value", "low", "high",
    "comparator", "expected", "chosen",
)  # fmt: skip
# So many meetings of single documents are in hand at once.
AT_ONCE = 4_000
BLOCKS = pa.struct(
    [("edition", pa.string()), ("blocks", pa.list_(pa.struct([("block", pa.string()), ("year", pa.int32())])))]
)
ROW = pa.struct([pa.field(f.name, f.type) for f in CONFERENCE])
MEETINGS = pa.list_(
    pa.struct(
        [("members", pa.list_(pa.string())), ("edition", pa.string()), ("chosen", pa.list_(pa.string())), ("row", ROW)]
    )
)


@dataclass(frozen=True, slots=True)
class Found:
    """The meetings, field by field: the identifiers that documents gave, sorted; the one by series and edition; the claims
    whose values are shown; and the row, whose own identifier is that of a member.

    ``apart_from_rules`` are the members of all circles in which a person's ruling ties or parts some.
    """

    members: Cells
    editions: Cells
    chosen: Cells
    rows: Cells
    apart_from_rules: list[Member]


def meetings(
    rows: pa.Table,
    claims: pa.Table,
    sources: Mapping[str, Source],
    struck: Collection[str],
    corrections: Corrections,
    saying: Saying,
    kept: Kept,
) -> Found:
    """The meetings of all documents; ``rows`` and ``claims`` are as extracted, ``sources`` those of the documents."""
    alone = _Alone(rows, claims, sources, struck)
    said = alone.said(saying, corrections)
    keys = sorted(said)
    names = pa.array([f"{key}\0{said[key].hex()}" for key in keys], pa.string())
    seen = recalled(kept, "meeting_blocks", names, lambda new: alone.blocks([keys[i] for i in new]))
    editions: dict[str, str | None] = dict(zip(keys, pc.struct_field(seen, "edition").to_pylist(), strict=True))
    tied = bonds(editions, claims, corrections)
    pairs = list(_pairs(keys, pc.struct_field(seen, "blocks").to_pylist(), tied))
    circles = connected(*(coded(pa.array([pair[i] for pair in pairs], pa.string())) for i in (0, 1)))
    ruled = digest(tied.together, sorted(tied.apart)).hex() if tied != NO_BONDS else ""
    own = pa.array([digest([(key, said[key]) for key in circle]).hex() + ruled for circle in circles], pa.string())
    found = recalled(kept, "meetings", own, lambda new: alone.settled([circles[i] for i in new], tied))
    flat: Any = pc.list_flatten(found)
    bound = {key for pair in (*tied.together, *tied.apart) for key in pair}
    touched = sorted(key for circle in circles if bound and not bound.isdisjoint(circle) for key in circle)
    members, by_edition, chosen, shown = (
        pc.struct_field(flat, part) for part in ("members", "edition", "chosen", "row")
    )
    return Found(members, by_edition, chosen, shown, _members(*alone.of(touched)) if touched else [])


def _pairs(keys: Sequence[str], blocks: Sequence[Sequence[Row]], tied: Bonds) -> Iterator[tuple[str, str]]:
    """Meetings with what they share with those that may be the same. In a block where the year of one is unknown, all may
    be."""
    is_open = {block["block"] for own in blocks for block in own if block["year"] is None}
    for key, own in zip(keys, blocks, strict=True):
        yield key, key
        for block in own:
            name = block["block"]
            yield key, f"in {name}" if name in is_open else f"in {name} {block['year']}"
    for one, other in tied.together:
        yield one, f"ruled {one}"
        yield other, f"ruled {one}"


@dataclass(frozen=True, slots=True)
class _Alone:
    """The meetings of single documents."""

    rows: pa.Table
    claims: pa.Table
    sources: Mapping[str, Source]
    struck: Collection[str]

    def said(self, saying: Saying, corrections: Corrections) -> dict[str, bytes]:
        """What tells whether a meeting is as it was, by its identifier; notes of claims that a person struck out are written
        beside their meetings."""
        documents = {
            key: digest(saying.documents[key], source.published, source.counts_as, source.by_organiser)
            for key, source in self.sources.items()
        }
        named = (
            self.claims.select(["conference_id", "document_id"])
            .group_by(["conference_id", "document_id"])
            .aggregate([])
        )
        columns = (named[name].to_pylist() for name in ("conference_id", "document_id"))
        found = {str(key): documents[str(document)] for key, document in zip(*columns, strict=True)}
        is_silent = pc.invert(pc.is_in(self.rows["conference_id"], named["conference_id"].combine_chunks()))
        for row in self.rows.filter(is_silent).to_pylist():
            found[row["conference_id"]] = digest(*row.values())
        is_struck = pc.is_in(self.claims["claim_id"], pa.array(sorted(self.struck), pa.string()))
        wrong: dict[str, list[str]] = defaultdict(list)
        for claim in self.claims.filter(is_struck).select(["conference_id", "claim_id"]).to_pylist():
            wrong[claim["conference_id"]].append(claim["claim_id"])
            corrections.touch(corrections.notes[claim["claim_id"]][0], [claim["conference_id"]])
        return found | {key: digest(found[key], sorted(own)) for key, own in wrong.items()}

    def of(self, keys: Sequence[str]) -> tuple[dict[str, Row], dict[str, list[Row]]]:
        """The rows and the claims of some meetings; where claims were struck out, the others compete in their place."""
        wanted = pa.array(keys, pa.string())
        here = self.rows.filter(pc.is_in(self.rows["conference_id"], wanted)).to_pylist()
        rows: dict[str, Row] = {row["conference_id"]: row for row in here}
        claims: dict[str, list[Row]] = {key: [] for key in keys}
        for claim in self.claims.filter(pc.is_in(self.claims["conference_id"], wanted)).to_pylist():
            claims[claim["conference_id"]].append(claim)
        for key, own in claims.items() if self.struck else ():
            if any(claim["claim_id"] in self.struck for claim in own):
                rows[key], claims[key] = without(rows[key], own, self.struck, self.sources[own[0]["document_id"]])
        return rows, claims

    def blocks(self, keys: Sequence[str]) -> Cells:
        """What meetings share with those that may be the same."""
        made: list[Row] = []
        for at in range(0, len(keys), AT_ONCE):
            for one in _members(*self.of(keys[at : at + AT_ONCE])):
                shared = [*blocks_of(one), *([(name, 0)] if (name := natural(one)) else [])]
                made.append({"edition": natural(one), "blocks": [{"block": b, "year": y} for b, y in shared]})
        return pa.array(made, BLOCKS)

    def settled(self, circles: Sequence[Sequence[str]], tied: Bonds) -> Cells:
        """The meetings of each circle."""
        made: list[list[Row]] = []
        for some in _portions(circles):
            rows, claims = self.of([key for circle in some for key in circle])
            member_of = {one.conference_id: one for one in _members(rows, claims)}
            for circle in some:
                found = groups([member_of[key] for key in circle], _within(tied, circle))
                made.append([self._meeting(group, rows, claims) for group in found])
        return pa.array(made, MEETINGS)

    def _meeting(self, group: Sequence[Member], rows: Mapping[str, Row], claims: Mapping[str, Sequence[Row]]) -> Row:
        keys = [one.conference_id for one in group]
        own = [claim for key in keys for claim in sorted(claims[key], key=lambda c: c["claim_id"])]
        found = merged(group, [rows[key] for key in keys], own, self.sources)
        return {
            "members": keys,
            "edition": next((name for one in group if (name := natural(one))), None),
            "chosen": sorted(found.chosen),
            "row": asdict(found.conference),
        }


def _portions(circles: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    some: list[Sequence[str]] = []
    for circle in circles:
        some.append(circle)
        if sum(map(len, some)) >= AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _within(tied: Bonds, circle: Sequence[str]) -> Bonds:
    """The bonds of a circle; of those that keep two apart one may stand in another."""
    if tied == NO_BONDS:
        return tied
    here = set(circle)
    together = tuple(pair for pair in tied.together if here.issuperset(pair))
    return Bonds(together, frozenset(pair for pair in tied.apart if here.issuperset(pair)))


def _members(rows: Mapping[str, Row], claims: Mapping[str, Sequence[Row]]) -> list[Member]:
    found: list[Member] = []
    for key in sorted(rows):
        names = [c for c in claims[key] if c["attribute"] == "name"]
        is_named = any(c["rule"] in PROPER for c in names)
        document = str(claims[key][0]["document_id"]) if claims[key] else key
        told, gathering = (
            [str(c["value"]) for c in names if (c["rule"] == GATHERING) == is_gathering]
            for is_gathering in (False, True)
        )
        found.append(member(rows[key], document, told, is_named, gathering))
    return found
