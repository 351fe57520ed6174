"""The ``budgets`` view: every sum of money that is somebody's, with its owner's name and the words that state it.

A view of ``quantities`` for people; nothing is found here.
"""

from __future__ import annotations

from typing import TypeAlias, cast

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.tables import TABLES
from spacecoop.tables.arrow import schema

ROLES = ("budget", "cost", "contribution", "price")
# How fine a date must be to be the period that a sum is for.
PERIODS = ("year", "quarter", "month", "day", "decade")
SENTENCE = ["document_id", "sentence"]
DATES = (*SENTENCE, "start_char", "kind", "precision", "edtf", "value", "date_id")
# What is shown of a sum, and what tells of which period it is.
OF_QUANTITIES = {column.name for column in TABLES["quantities"].columns}
SUMS = tuple(
    dict.fromkeys(
        [name for name in schema("budgets").names if name in OF_QUANTITIES]
        + [*SENTENCE, "start_char", "subject_actor_id", "thing", "low", "high"]
    )
)
Strings: TypeAlias = "pa.ChunkedArray[pa.StringScalar]"


def sums_of(quantities: pa.Table) -> pa.Table:
    """Money with a role of ``ROLES`` or a known owner."""
    is_owned = pc.or_(_is_one_of(quantities, "role", ROLES), pc.is_valid(quantities.column("subject_actor_id")))
    is_sum = pc.and_(_is_one_of(quantities, "kind", ("money",)), is_owned)
    return quantities.select(SUMS).filter(is_sum).combine_chunks()


def view(sums: pa.Table, dates: pa.Table, actors: pa.Table) -> pa.Table:
    """The ``sums_of`` all quantities; the period of each is the date nearest in the same sentence. Of ``dates`` the columns
    ``DATES`` are read."""
    owners = sums.column("subject_actor_id")
    cells = {
        "actor_id": owners,
        "actor": _looked_up(owners, actors.column("actor_id"), actors.column("name")),
        "purpose": sums.column("thing"),
        "amount_low": sums.column("low"),
        "amount_high": sums.column("high"),
        "period": _periods(sums, dates),
    }
    declared = schema("budgets")
    return pa.table([cells[name] if name in cells else sums.column(name) for name in declared.names], schema=declared)


def _periods(sums: pa.Table, dates: pa.Table) -> Strings:
    """For each sum the date nearest to it in its sentence, of two as near the one whose identifier sorts first."""
    dates = dates.filter(pc.and_(_is_one_of(dates, "kind", ("date",)), _is_one_of(dates, "precision", PERIODS)))
    known = pc.unique(sums.column("document_id").combine_chunks())
    dates = dates.filter(pc.is_in(_sentences(dates, known), value_set=_sentences(sums, known), skip_nulls=True))
    said = pc.coalesce(dates.column("edtf"), dates.column("value"))
    near = (
        dates.select([*SENTENCE, "date_id"]).append_column("at", dates.column("start_char")).append_column("said", said)
    )
    pairs = sums.select(["quantity_id", *SENTENCE, "start_char"]).join(near, SENTENCE, join_type="inner")
    away = pc.abs(pc.subtract(pairs.column("start_char"), pairs.column("at")))
    pairs = pairs.append_column("away", away).sort_by(
        [(name, "ascending") for name in ("quantity_id", "away", "date_id")]
    )
    nearest = pairs.group_by("quantity_id", use_threads=False).aggregate([("said", "first")])
    return _looked_up(sums.column("quantity_id"), nearest.column("quantity_id"), nearest.column("said_first"))


def _sentences(rows: pa.Table, documents: pa.Array[pa.StringScalar]) -> pa.Array[pa.Int64Scalar]:
    """A number for the sentence in which each row stands; null where it stands in none of the documents."""
    place = pc.cast(pc.index_in(rows.column("document_id").combine_chunks(), value_set=documents), pa.int64())
    sentence = rows.column("sentence").combine_chunks()
    return cast("pa.Array[pa.Int64Scalar]", pc.add(pc.multiply(place, pa.scalar(1 << 32)), sentence))


def _is_one_of(rows: pa.Table, column: str, values: tuple[str, ...]) -> pa.ChunkedArray[pa.BooleanScalar]:
    found = pc.is_in(rows.column(column), value_set=pa.array(values, pa.string()))
    return cast("pa.ChunkedArray[pa.BooleanScalar]", found)


def _looked_up(wanted: Strings, keys: Strings, values: Strings) -> Strings:
    """The value of each key that is wanted; null where there is none."""
    return values.take(pc.index_in(wanted, value_set=keys.combine_chunks()))
