"""Who comes together at a meeting that has no name: "space agency chiefs", "ministers of research".

By that such a meeting is known again in another article, where it is called a conference or talks; nothing is counted here.
"""

from __future__ import annotations

import re
from functools import cache

from spacecoop.link.conferences.clause import Clause
from spacecoop.link.conferences.model import Draft, Head, Span
from spacecoop.link.conferences.terms import terms

# Between the meeting's noun and those who come, and between them and the noun where they stand first.
AFTER = re.compile(
    r"\b(?:with|of|for|between|among|by|drew|gather\w*|brought|bring\w*|unit\w*|assembl\w*|attend\w*)\b", re.I
)
BEFORE = re.compile(r"\b(?:met|meet\w*|gather\w*|together|conven\w*|attend\w*|assembl\w*|invit\w*)\b", re.I)
FARTHEST = 100


@cache
def _people() -> re.Pattern[str]:
    """Those who come, with one or two words before ("space agency chiefs") or after ("chiefs of space agencies")."""
    nouns = "|".join(sorted(terms().gathering))
    return re.compile(rf"\b(?:(?:[a-z]+[ -]){{1,2}}(?:{nouns})|(?:{nouns}) of (?:[a-z]+ ){{0,2}}[a-z]+)\b")


def drafts(clause: Clause, head: Head) -> list[Draft]:
    """A description of a meeting without a name by those whom its sentence says to come, at most one."""
    if head.form == "named":
        return []
    start, end = max(clause.span.start, head.span.start - FARTHEST), min(clause.span.end, head.span.end + FARTHEST)
    for match in _people().finditer(clause.text, start, end):
        span = Span(match.start(), match.end())
        gap = clause.between(head, span)
        follows = span.start >= head.span.end
        if gap and (AFTER if follows else BEFORE).search(gap) and clause.is_open(head, span):
            return [Draft("name", span, "gathering", f"{head.noun} of {match.group()}", rank=0)]
    return []
