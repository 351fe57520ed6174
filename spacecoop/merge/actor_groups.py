"""Matches made into groups: the surest first, and never a chain that joins two members which contradict each other.

What matches and what contradicts is decided in ``actor_identity``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple, Protocol

from spacecoop.tables.facts import JoinedBy

SURENESS: dict[JoinedBy, int] = {
    "kind": 5, "writing": 5, "legal_form": 4, "country": 4, "spelling": 3, "order": 3, "initials": 2, "slip": 1,
}  # fmt: skip


class Joinable(Protocol):
    """What can be one with another of its class."""

    def contradicts(self, other: Any, /) -> bool:
        """Whether evidence says that the two are not one."""
        ...

    def may_be(self, other: Any, /) -> bool:
        """Whether two that are joined only through a third may be one."""
        ...


class Match(NamedTuple):
    """Two members, by their places (the smaller first), that a rule says are one."""

    one: int
    other: int
    rule: JoinedBy


def grouped(
    members: Sequence[Joinable], matches: Iterable[Match], never: Collection[tuple[int, int]] = ()
) -> list[dict[int, JoinedBy]]:
    """Groups of at least two members, by their places, each with the surest rule that ties it to another of its group.

    Rule by rule from the surest: groups that matches of one sureness connect become one, all together or, where any
    two of them do not fit, none of them. Pairs in ``never`` (the smaller first) do not fit whatever they are.
    """
    rules: dict[tuple[int, int], JoinedBy] = {}
    for match in sorted(set(matches)):
        pair = match.one, match.other
        if pair not in rules or SURENESS[match.rule] > SURENESS[rules[pair]]:
            rules[pair] = match.rule
    group = list(range(len(members)))
    inside: dict[int, list[int]] = {i: [i] for i in range(len(members))}

    def fits(a: int, b: int) -> bool:
        is_open = (a, b) not in never and ((a, b) in rules or members[a].may_be(members[b]))
        return is_open and not members[a].contradicts(members[b])

    for sureness in sorted(set(SURENESS.values()), reverse=True):
        pairs = [pair for pair, rule in rules.items() if SURENESS[rule] == sureness]
        for connected in _connected((group[a], group[b]) for a, b in pairs):
            together = sorted(i for root in connected for i in inside[root])
            if all(fits(a, b) for a, b in combinations(together, 2) if group[a] != group[b]):
                for root in connected:
                    inside.pop(root)
                inside[together[0]] = together
                for i in together:
                    group[i] = together[0]
    ties = _ties(rules, group)
    return [{i: ties[i] for i in found} for found in inside.values() if len(found) > 1]


def _ties(rules: Mapping[tuple[int, int], JoinedBy], group: Sequence[int]) -> dict[int, JoinedBy]:
    """The surest rule that ties each member to another of its group."""
    ties: dict[int, JoinedBy] = {}
    for (a, b), rule in sorted(rules.items()):
        for i in (a, b) if group[a] == group[b] else ():
            if i not in ties or SURENESS[rule] > SURENESS[ties[i]]:
                ties[i] = rule
    return ties


def _connected(pairs: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """Sets of two and more that the pairs connect."""
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    seen: set[int] = set()
    for start in sorted(near):
        if start in seen:
            continue
        found, waiting = [start], [start]
        seen.add(start)
        while waiting:
            fresh = near[waiting.pop()] - seen
            seen |= fresh
            found.extend(fresh)
            waiting.extend(fresh)
        yield sorted(found)
