"""Rules on time: intervals are in order, what is unknown stays unknown, and the renderings of one date agree.

Of the table ``dates``, and of every table that has a first and a last day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from expectations.rules.rule import Given, Mask, rule

INTERVAL = ("start_date", "end_date")
WITH_INTERVAL = ("dates", "conferences")
EDTF_OF = {"dates": "edtf", "conferences": "date_edtf"}
YEAR = re.compile(r"[0-9]{4}(?:-|$)")
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
# Days that an article on space cooperation can have been published on.
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


@rule(WITH_INTERVAL, says="The last day is not before the first.", columns=INTERVAL)
def end_not_before_start(given: Given) -> Mask:
    return pc.less(given["end_date"], given["start_date"])


@rule(
    WITH_INTERVAL,
    says="First and last day are both known or both unknown, unless the interval is open (EDTF '..').",
    columns=(*INTERVAL, "edtf", "date_edtf"),
)
def interval_is_whole(given: Given) -> Mask:
    one_alone = pc.not_equal(pc.is_null(given["start_date"]), pc.is_null(given["end_date"]))
    is_open = pc.fill_null(pc.match_substring(given[EDTF_OF[given.table]], ".."), False)
    return pc.and_(one_alone, pc.invert(is_open))


@rule(
    WITH_INTERVAL,
    says="A date whose year is unknown (EDTF XXXX) has no first day.",
    columns=(*INTERVAL, "edtf", "date_edtf"),
)
def unknown_year_has_no_day(given: Given) -> Mask:
    unknown = pc.starts_with(given[EDTF_OF[given.table]], "XXXX")
    return pc.and_(unknown, pc.is_valid(given["start_date"]))


@rule("dates", says="A date whose year is known (EDTF) has its first day.", columns=("edtf", *INTERVAL))
def known_year_has_its_day(given: Given) -> Mask:
    known = pc.match_substring_regex(given["edtf"], "^[0-9]{4}")
    return pc.and_(known, pc.is_null(given["start_date"]))


@rule("dates", says="A value that is one day lies in the row's interval.", columns=("value", *INTERVAL))
def value_lies_in_interval(given: Given) -> Mask:
    is_day = pc.match_substring_regex(given["value"], DAY)
    day = pc.cast(pc.if_else(is_day, given["value"], None), pa.date32())
    return pc.or_kleene(pc.less(day, given["start_date"]), pc.greater(day, given["end_date"]))


@rule("dates", says="A value that names a year agrees with the interval's year.", columns=("value", *INTERVAL))
def value_and_interval_share_the_year(given: Given) -> Iterator[bool]:
    columns = (given[name].to_pylist() for name in ("value", "start_date", "end_date", "kind"))
    for value, start, end, kind in zip(*columns, strict=True):
        if kind not in ("date", "time") or start is None or end is None or not YEAR.match(value):
            yield False
        else:
            yield not start.year <= int(value[:4]) <= end.year


@rule(
    "dates",
    says="A range is two rows of one document, which share range_id and interval.",
    columns=("range_id", "document_id", *INTERVAL),
)
def ranges_are_pairs(given: Given) -> list[bool]:
    ends: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    names = given["range_id"].to_pylist()
    columns = (given[name].to_pylist() for name in ("document_id", "start_date", "end_date"))
    for name, *end in zip(names, *columns, strict=True):
        if name is not None:
            ends[name].append(tuple(end))
    broken = {name for name, pair in ends.items() if len(pair) != 2 or pair[0] != pair[1]}
    return [name in broken for name in names]


@rule("documents", says="An article was published between 1900 and 2100.", columns=("published", "published_from"))
def published_in_living_memory(given: Given) -> Mask:
    published = given["published"]
    return pc.or_(pc.less(published, pa.scalar(EARLIEST)), pc.greater(published, pa.scalar(LATEST)))
