"""With which letters a match of a grammar's pattern can begin, read from the pattern itself.

It knows the forms that ``grammar`` uses and no others: letters, sets, groups, lookarounds and repeats.
"""

from __future__ import annotations

import re

GROUP = re.compile(r"\(\?(?P<kind>:|=|!|<=|<!)")
REPEAT = re.compile(r"(?P<may_lack>[?*]|\{0,\d*\})|\+|\{\d+(?:,\d*)?\}")
Part = tuple[frozenset[str], bool, int]


def openings(pattern: str) -> frozenset[str]:
    """The letters; ``ValueError`` for a pattern that matches no letter at all, or that is not well formed."""
    letters, may_be_empty, end = _alternatives(pattern, 0)
    if may_be_empty or end < len(pattern):
        raise ValueError(f"no pattern of the grammar, or one that matches nothing: {pattern!r}")
    return letters


def _alternatives(pattern: str, at: int) -> Part:
    """Letters of the alternatives from ``at``, whether one may be empty, and where they end."""
    letters, may_be_empty, end = _sequence(pattern, at)
    while end < len(pattern) and pattern[end] == "|":
        more, is_empty, end = _sequence(pattern, end + 1)
        letters, may_be_empty = letters | more, may_be_empty or is_empty
    return letters, may_be_empty, end


def _sequence(pattern: str, at: int) -> Part:
    letters: frozenset[str] = frozenset()
    is_open = True
    while at < len(pattern) and pattern[at] not in "|)":
        more, is_empty, at = _item(pattern, at)
        repeat = REPEAT.match(pattern, at)
        if repeat is not None:
            is_empty, at = is_empty or repeat["may_lack"] is not None, repeat.end()
        if is_open:
            letters |= more
        is_open = is_open and is_empty
    return letters, is_open, at


def _item(pattern: str, at: int) -> Part:
    group = GROUP.match(pattern, at)
    if group is not None:
        letters, is_empty, end = _alternatives(pattern, group.end())
        return (letters, is_empty, end + 1) if group["kind"] == ":" else (frozenset(), True, end + 1)
    if pattern[at] == "[":
        end = pattern.index("]", at)
        return frozenset(pattern[at + 1 : end]), False, end + 1
    return frozenset(pattern[at]), False, at + 1
