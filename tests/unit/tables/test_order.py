"""Reading order: what ``in_order`` gives is what sorting by every column gives, however the rows stood before."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacecoop.tables import order
from spacecoop.tables.order import in_order

COLUMNS = ("document_id", "start_char", "end_char", "finder")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b/ü.txt", "b.txt", "B", "b/u.txt#10", "b/u.txt#9", "日"]),
        st.integers(0, 3),
        st.sampled_from([1, 2, 2**62]),
        st.one_of(st.none(), st.sampled_from("xyz")),
    ),
    max_size=40,
)


def table(rows: list[tuple[object, ...]]) -> pa.Table:
    types = (pa.string(), pa.int64(), pa.int64(), pa.string(), pa.int64())
    numbered = [(*row, i) for i, row in enumerate(rows)]
    cells = zip(*numbered, strict=True) if numbered else [()] * 5
    return pa.table([pa.array(c, t) for c, t in zip(cells, types, strict=True)], names=[*COLUMNS, "number"])


def sorted_plainly(rows: pa.Table) -> pa.Table:
    return rows.sort_by([(name, "ascending") for name in (*COLUMNS, "number")])


@given(ROWS, ROWS, st.sampled_from([0, 2_000]))
def test_rows_put_in_among_sorted_ones_stand_as_if_all_had_been_sorted(
    known: list[tuple[object, ...]], new: list[tuple[object, ...]], most: int
) -> None:
    rows = pa.concat_tables([sorted_plainly(table(known)), table(new)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "MOST_RUNS", most)
        found = in_order(rows, (*COLUMNS, "number"))
    assert found.equals(sorted_plainly(rows))
    assert all(column.num_chunks <= 1 for column in found.columns)
