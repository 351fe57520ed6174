"""``SourceError``: what is wrong with a source and what to do about it, in words a person understands.

Raised inside ``document`` and by ``Document.from_path``; ``read_source`` turns it into a row of ``problems``.
"""

from __future__ import annotations

import re

from spacecoop.tables import Problem

# What no table and no terminal takes as it is.
UNTAKEABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")


class SourceError(Exception):
    """A source that cannot be taken as it is; ``problem`` is the fault's short name, as in the table ``problems``."""

    def __init__(self, problem: str, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.problem = problem
        self.reason = reason
        self.remedy = remedy

    def row(self, source: str) -> Problem:
        """The row of ``problems`` for ``source``, a path below ``sources/`` that may have ``#n`` after it."""
        return Problem(source=source, problem=self.problem, reason=self.reason, remedy=self.remedy)


def printable(name: str) -> str:
    """``name`` with every character written out that no table takes: controls, line separators, unpaired surrogates."""
    return UNTAKEABLE.sub(lambda m: m.group().encode("unicode_escape", "surrogatepass").decode("ascii"), name)
