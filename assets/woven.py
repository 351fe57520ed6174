"""A stored table with the rows of some documents taken out and those of others put in, one batch after the other.

So that a run that changes a few documents of very many neither holds nor sorts the rows of the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from assets.stored import ROWS_A_BATCH, Stored

DOCUMENT = "document_id"
InOrder = Callable[[pa.Table], pa.Table]


def woven(
    stored: Stored | None, gone: pa.Array, new: pa.Table, in_order: InOrder | None, column: str = DOCUMENT
) -> Iterator[pa.RecordBatch]:
    """The rows of ``stored`` but for those that hold one of ``gone`` in a column, with the ``new`` ones in their places.

    Both are ordered by ``document_id`` first, and no document has rows of both; ``in_order`` puts rows in order. Without
    it they stand in none, and the new ones come last.
    """
    waiting = (in_order(new) if in_order else new).combine_chunks()
    return _evened(_parts(stored, gone, waiting, in_order, column))


def _parts(
    stored: Stored | None, gone: pa.Array, waiting: pa.Table, in_order: InOrder | None, column: str
) -> Iterator[pa.Table]:
    for rows in _standing(stored, gone, column) if stored else ():
        before = _before(rows, waiting) if in_order and rows.num_rows else 0
        if in_order and before:
            yield in_order(pa.concat_tables([rows.cast(waiting.schema), waiting.slice(0, before)]))
            waiting = waiting.slice(before)
        else:
            yield rows
    yield waiting


def _standing(stored: Stored, gone: pa.Array, column: str) -> Iterator[pa.Table]:
    """A file that cannot be read is taken away, so that the next run makes it anew."""
    try:
        for batch in stored.batches():
            rows = pa.Table.from_batches([batch])
            is_gone = pc.is_in(batch.column(column), value_set=gone)
            yield rows.filter(pc.invert(is_gone)) if is_gone.true_count else rows
    except (OSError, pa.ArrowException) as fault:
        stored.path.unlink(missing_ok=True)
        raise OSError(
            f"{stored.path} is damaged ({fault}) and was taken away. Run again; nothing else is needed."
        ) from None


def _before(rows: pa.Table, waiting: pa.Table) -> int:
    """How many of the ``waiting`` rows come before the last of ``rows``."""
    if not waiting.num_rows:
        return 0
    last = rows.column(DOCUMENT)[rows.num_rows - 1]
    return pc.sum(pc.less(waiting.column(DOCUMENT), last)).as_py() or 0


def _evened(parts: Iterable[pa.Table]) -> Iterator[pa.RecordBatch]:
    """The rows in batches of about ``ROWS_A_BATCH``, whatever was taken out and put in run by run."""
    pending: list[pa.Table] = []
    for rows in parts:
        pending.append(rows)
        if sum(part.num_rows for part in pending) >= ROWS_A_BATCH // 2:
            yield from _batches(pending)
            pending = []
    yield from _batches(pending)


def _batches(parts: list[pa.Table]) -> Iterator[pa.RecordBatch]:
    parts = [part for part in parts if part.num_rows]
    if parts:
        rows = pa.concat_tables(parts).combine_chunks()
        count = max(1, rows.num_rows // ROWS_A_BATCH)
        yield from rows.to_batches(-(-rows.num_rows // count))
