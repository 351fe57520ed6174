"""A table that is woven anew is the one that sorting all of its rows would give, however it is cut into batches."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pyarrow as pa
import pytest

from assets import woven as weaving
from assets.stored import Stored
from assets.woven import woven

SHAPE = pa.schema([pa.field("document_id", pa.string(), nullable=False), pa.field("start", pa.int64())])


def rows(names: list[str], of_each: int) -> pa.Table:
    cells = [(name, start) for name in sorted(names) for start in range(of_each)]
    return pa.table([pa.array(c, f.type) for c, f in zip(zip(*cells, strict=True), SHAPE, strict=True)], schema=SHAPE)


def in_order(table: pa.Table) -> pa.Table:
    return table.sort_by([("document_id", "ascending"), ("start", "ascending")])


@pytest.mark.parametrize("size", [2, 7, 1000])
@pytest.mark.parametrize("seed", range(5))
def test_rows_are_taken_out_and_put_in_where_they_belong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, seed: int
) -> None:
    monkeypatch.setattr(weaving, "ROWS_A_BATCH", size)
    monkeypatch.setattr("assets.stored.ROWS_A_BATCH", size)
    draw = Random(seed)
    stored, standing = Stored(tmp_path / "t.arrow"), [f"{n:03}" for n in range(0, 60, 3)]
    stored.write(rows(standing, 3))
    for turn in range(12):
        gone = draw.sample(standing, draw.randrange(min(6, len(standing))))
        # Some come anew under the name that they had.
        added = sorted({f"{draw.randrange(100):03}" for _ in range(draw.randrange(6))} - set(standing)) + gone[:2]
        new = rows(added, turn % 4 + 1) if added else SHAPE.empty_table()
        expected = [row for row in stored.read().to_pylist() if row["document_id"] not in gone] + new.to_pylist()
        made = woven(stored, pa.array(gone, pa.string()), new, in_order)
        assert stored.write(pa.RecordBatchReader.from_batches(SHAPE, made)) == len(expected)
        assert stored.read().to_pylist() == sorted(expected, key=lambda r: (r["document_id"], r["start"]))
        sizes = [batch.num_rows for batch in stored.batches()]
        assert all(max(1, size // 2) <= n <= 2 * size for n in sizes[:-1]), sizes
        standing = sorted({*standing, *added} - {*gone[2:]})


def test_what_stands_in_no_order_gets_the_new_ones_last(tmp_path: Path) -> None:
    stored = Stored(tmp_path / "t.arrow")
    stored.write(rows(["b", "c"], 1))
    made = woven(stored, pa.array(["b"]), rows(["a"], 2), None)
    assert pa.Table.from_batches(made).column("document_id").to_pylist() == ["c", "a", "a"]


def test_a_table_that_cannot_be_read_is_taken_away(tmp_path: Path) -> None:
    stored = Stored(tmp_path / "t.arrow")
    stored.write(rows(["a", "b"], 3))
    whole = stored.path.read_bytes()
    stored.path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(OSError, match=r"t\.arrow is damaged .* Run again"):
        list(woven(stored, pa.array([], pa.string()), SHAPE.empty_table(), in_order))
    assert not stored.path.exists()


def test_some_rows_are_read_without_holding_the_others(tmp_path: Path) -> None:
    stored = Stored(tmp_path / "t.arrow")
    stored.write(rows(["a", "b", "c"], 2))
    found = stored.rows_where("document_id", pa.array(["c", "a"]), ["start"])
    assert found.to_pydict() == {"start": [0, 1, 0, 1]}
    assert stored.rows_where("document_id", pa.array(["z"]), ["start"]).num_rows == 0
    assert [batch.schema.names for batch in stored.batches(["start"])] == [["start"]]
