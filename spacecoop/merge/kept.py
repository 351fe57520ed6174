"""What earlier merges worked out and a later one need not: values under keys that hold all that they follow from.

Losing it costs time and nothing else. Where it is kept, and that only this engine's is used, is the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any, TypeAlias, cast

import pyarrow as pa
import pyarrow.compute as pc

Cells: TypeAlias = "pa.Array[Any]"
Strings: TypeAlias = "pa.Array[pa.StringScalar]"
Kept: TypeAlias = MutableMapping[str, pa.Table]
KEY, VALUE = "key", "value"


def recalled(kept: Kept, name: str, keys: Strings, make: Callable[[list[int]], Cells]) -> Cells:
    """The value of each of the ``keys``, no two of which are the same: as an earlier merge kept it under ``name``, else as
    ``make`` gives it for the places of the keys that are not known. Keys that were not asked for are forgotten.
    """
    known = kept.get(name)
    at = pc.index_in(keys, value_set=known.column(KEY).combine_chunks()) if known else pa.nulls(len(keys), pa.int32())
    new = cast("list[int]", pc.indices_nonzero(pc.is_null(at)).to_pylist())
    if known is not None and len(new) == 0 and known.num_rows == len(keys):
        return known.column(VALUE).combine_chunks().take(at)
    made = make(new)
    if known is None:
        values = made
    else:
        place = pc.if_else(pc.is_null(at), None, at).cast(pa.int64())
        own = pa.array(range(known.num_rows, known.num_rows + len(new)), pa.int64())
        place = pc.replace_with_mask(place, pc.is_null(at), own)
        values = pa.concat_arrays([known.column(VALUE).combine_chunks().cast(made.type), made]).take(place)
    kept[name] = pa.table([keys, values], names=[KEY, VALUE])
    return values
