"""Rules on time: intervals are in order, what is unknown stays unknown, and the renderings of one date agree.

Of the table ``dates``, and of every table that has a first and a last day.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from expectations.groups import firsts, numbered
from expectations.rules.rule import IMPLAUSIBLE, Given, Mask, rule

INTERVAL = ("start_date", "end_date")
WITH_INTERVAL = ("dates", "conferences")
EDTF_OF = {"dates": "edtf", "conferences": "date_edtf"}
YEAR = r"^[0-9]{4}(?:-|$)"
DATED = pa.array(["date", "time"])
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
# Days that an article on space cooperation can have been published on.
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


@rule(WITH_INTERVAL, says="The last day is not before the first.", columns=INTERVAL)
def end_not_before_start(given: Given) -> Mask:
    return pc.less(given["end_date"], given["start_date"])


@rule(
    "dates",
    says="First and last day are both known or both unknown, unless the interval is open (EDTF '..').",
    columns=(*INTERVAL, "edtf"),
)
def interval_is_whole(given: Given) -> Mask:
    one_alone = pc.not_equal(pc.is_null(given["start_date"]), pc.is_null(given["end_date"]))
    is_open = pc.fill_null(pc.match_substring(given["edtf"], ".."), False)
    return pc.and_(one_alone, pc.invert(is_open))


@rule(
    "conferences",
    says="First and last day are those that the EDTF value writes whole, and null where it does not.",
    columns=(*INTERVAL, "date_edtf"),
)
def days_are_those_written(given: Given) -> Mask:
    written = given["date_edtf"]
    ends = (("start_date", r"^(?P<day>\d{4}-\d\d-\d\d)(?:/|$)"), ("end_date", r"(?:^|/)(?P<day>\d{4}-\d\d-\d\d)$"))
    wrong = []
    for name, pattern in ends:
        day = pc.struct_field(pc.extract_regex(written, pattern), "day")
        shown = pc.cast(given[name], pa.string())
        wrong.append(pc.invert(pc.equal(pc.fill_null(day, ""), pc.fill_null(shown, ""))))
    return pc.or_(*wrong)


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
def value_and_interval_share_the_year(given: Given) -> Mask:
    value = given["value"]
    has_year = pc.and_(pc.match_substring_regex(value, YEAR), pc.is_in(given["kind"], value_set=DATED))
    year = pc.cast(pc.utf8_slice_codeunits(pc.if_else(has_year, value, None), 0, 4), pa.int64())
    start, end = pc.year(given["start_date"]), pc.year(given["end_date"])
    return pc.or_(pc.less(year, start), pc.greater(year, end))


@rule(
    "dates",
    says="A range is two rows of one document, which share range_id and interval.",
    columns=("range_id", "document_id", *INTERVAL),
)
def ranges_are_pairs(given: Given) -> npt.NDArray[np.bool_]:
    is_end = pc.is_valid(given["range_id"])
    ends = given.rows.select(("range_id", "document_id", *INTERVAL)).filter(is_end)
    ranges = numbered(ends.column("range_id"))
    is_broken = np.bincount(ranges) != 2
    other = firsts(ranges)[ranges]
    for name in ("document_id", *INTERVAL):
        said = numbered(ends.column(name))
        is_broken[ranges[said != said[other]]] = True
    breaking = is_end.to_numpy()
    breaking[breaking] = is_broken[ranges]
    return breaking


@rule(
    "documents",
    says="An article was published between 1900 and 2100.",
    columns=("published", "published_from"),
    severity=IMPLAUSIBLE,
)
def published_in_living_memory(given: Given) -> Mask:
    published = given["published"]
    return pc.or_(pc.less(published, pa.scalar(EARLIEST)), pc.greater(published, pa.scalar(LATEST)))
