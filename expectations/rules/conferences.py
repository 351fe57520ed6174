"""Rules on meetings: how long they last, who can come, and that a row shows what its claims say.

Claims of one article may disagree with each other; a conference's row must not disagree with the claims it chose.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from expectations.rules.quantities import COUNTRIES
from expectations.rules.rule import IMPLAUSIBLE, Given, Mask, rule

LONGEST_DAYS = 60
# A course may last a season, and so may a competition; a meeting does not.
LASTING = ("course", "competition")
CLAIMS = "conference_claims"
CLAIMED_TEXT = ("city", "country", "venue", "status")
CLAIMED_COUNTS = ("attendees", "countries")


@rule(
    "conferences",
    says=f"A meeting lasts at most {LONGEST_DAYS} days.",
    columns=("kind", "start_date", "end_date"),
    severity=IMPLAUSIBLE,
)
def meetings_end_in_time(given: Given) -> Mask:
    days = pc.subtract(pc.cast(given["end_date"], pa.int32()), pc.cast(given["start_date"], pa.int32()))
    is_meeting = pc.invert(pc.is_in(given["kind"], value_set=pa.array(LASTING)))
    return pc.and_(is_meeting, pc.fill_null(pc.greater_equal(days, LONGEST_DAYS), False))


@rule(
    "conferences",
    says=f"No more than {COUNTRIES} countries take part.",
    columns=("countries_low", "countries_high"),
    severity=IMPLAUSIBLE,
)
def countries_can_attend(given: Given) -> Mask:
    return pc.greater(pc.max_element_wise(given["countries_low"], given["countries_high"]), COUNTRIES)


@rule(
    "conference_claims",
    says=f"No article is taken to say that more than {COUNTRIES} countries took part.",
    columns=("attribute", "low", "high"),
    severity=IMPLAUSIBLE,
)
def countries_can_be_claimed(given: Given) -> Mask:
    most = pc.max_element_wise(given["low"], given["high"])
    return pc.and_(pc.equal(given["attribute"], "countries"), pc.fill_null(pc.greater(most, COUNTRIES), False))


@rule(
    "conferences",
    says="A count says how its words bound it, and without a count nothing is said.",
    columns=("attendees_comparator", "countries_comparator"),
)
def counts_have_comparators(given: Given) -> Mask:
    lacking = []
    for name in CLAIMED_COUNTS:
        low, high, comparator = (given[f"{name}_{part}"] for part in ("low", "high", "comparator"))
        has_count = pc.or_(pc.is_valid(low), pc.is_valid(high))
        indefinite = pc.fill_null(pc.equal(comparator, "indefinite"), False)
        lacking.append(pc.and_(pc.not_equal(has_count, pc.is_valid(comparator)), pc.invert(indefinite)))
    return pc.or_(*lacking)


@rule("conferences", says="Every conference is claimed by an article.", needs={CLAIMS: ("conference_id",)})
def conferences_are_claimed(given: Given) -> Mask:
    claimed = given.tables[CLAIMS].column("conference_id")
    return pc.invert(pc.is_in(given["conference_id"], value_set=claimed))


@rule(
    "conferences",
    says="The row shows the values of the claims that were chosen for it.",
    columns=(
        "city",
        "country",
        "venue",
        "status",
        "attendees_low",
        "attendees_high",
        "countries_low",
        "countries_high",
    ),
    needs={CLAIMS: ("conference_id", "chosen", "attribute", "value", "low", "high")},
)
def row_shows_chosen_claims(given: Given) -> npt.NDArray[np.bool_]:
    claims = given.tables[CLAIMS]
    chosen = claims.filter(claims.column("chosen"))
    breaking = np.zeros(given.rows.num_rows, np.bool_)
    for attribute in (*CLAIMED_TEXT, *CLAIMED_COUNTS):
        said = chosen.filter(pc.equal(chosen.column("attribute"), attribute))
        where = pc.index_in(said.column("conference_id"), value_set=given["conference_id"])
        is_here = pc.is_valid(where)
        said, where = said.filter(is_here), where.filter(is_here)
        for shown, claimed in _shown(attribute):
            wrong = _differ(pc.take(given[shown], where), said.column(claimed))
            breaking[where.filter(wrong).to_numpy()] = True
    return breaking


def _shown(attribute: str) -> list[tuple[str, str]]:
    """The columns of a conference in which an attribute is shown, each with the column of the claim that it shows."""
    if attribute in CLAIMED_TEXT:
        return [(attribute, "value")]
    return [(f"{attribute}_{bound}", bound) for bound in ("low", "high")]


def _differ(left: pa.ChunkedArray, right: pa.ChunkedArray) -> pa.ChunkedArray:
    """Where two columns differ; nulls are alike."""
    one_alone = pc.not_equal(pc.is_null(left), pc.is_null(right))
    return pc.or_(one_alone, pc.fill_null(pc.not_equal(left, right), False))
