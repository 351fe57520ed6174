"""From a candidate's words to its value: which reader reads which family of rules.

The grammar has decided what the words are; the readers turn them into TIMEX3, counted from the ``Timeline`` where they
must be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spacecoop.find.dates.ago import read_ago
from spacecoop.find.dates.frame import Frame
from spacecoop.find.dates.moments import read_deictic, read_ref, read_time
from spacecoop.find.dates.periods import read_era, read_half, read_quarter, read_year
from spacecoop.find.dates.place import Place
from spacecoop.find.dates.points import read_calendar
from spacecoop.find.dates.shifts import read_duration, read_set, read_stretch
from spacecoop.find.dates.timeline import Timeline
from spacecoop.find.dates.values import Value

Reader = Callable[[Frame, Timeline, Place], Value | None]

READERS: dict[str, Reader] = {
    "ago": read_ago,
    "calendar": read_calendar,
    "deictic": read_deictic,
    "duration": read_duration,
    "era": read_era,
    "fiscal": read_year,
    "half": read_half,
    "quarter": read_quarter,
    "ref": read_ref,
    "set": read_set,
    "stretch": read_stretch,
    "time": read_time,
    "year": read_year,
}


def resolve(frame: Frame, timeline: Timeline, place: Place) -> Value | None:
    """The value, or None when the words turn out to be no date ("30 February")."""
    read = READERS[frame.rule.split(".")[0]]
    value = read(frame, timeline, place)
    if value is None:
        return None
    # "later" and "earlier" are the direction of "three months later", no part of its month.
    is_said = frame.modifier != "none" and not (frame.rule.startswith("ago.") and frame.modifier in ("start", "end"))
    if value.modifier == "none" and is_said and value.kind == "date":
        value = replace(value, modifier=frame.modifier)
        if frame.modifier == "approx" and value.edtf:
            value = replace(value, edtf=value.edtf + "~")
    return value
