"""Two nouns that name one meeting: "the third edition of the forum", "the 25th session of the Lunar Ice Forum".

Only namings that stand side by side are joined; which namings mean the same meeting is decided in ``coref``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacecoop.link.conferences.model import Head

EDITION_OF = re.compile(r"\b(?:edition|instal?lment|round) of (?:the |this |its )?$", re.I)
OF = re.compile(r"\s+of\s+(?:the\s+|its\s+|this\s+)?")
COUNTING = frozenset({"session", "edition", "meeting", "round"})


def joined(text: str, heads: Sequence[Head]) -> list[Head]:
    """The heads in order, each pair of nouns as one: a noun that only refers back gives way to its edition, and a
    proper name takes the edition that is told before it."""
    kept: list[Head] = []
    for head in heads:
        if head.form == "anaphor" and EDITION_OF.search(text[max(0, head.span.start - 24) : head.span.start]):
            continue
        if kept and _counts(text, kept[-1], head):
            last = kept.pop()
            kept.append(replace(head, edition=last.edition, edition_span=last.edition_span, opening=last.opening))
        else:
            kept.append(head)
    return kept


def _counts(text: str, last: Head, head: Head) -> bool:
    """Whether "the 25th session of" stands before a name that has no edition of its own."""
    is_count = last.edition is not None and last.form != "named" and last.noun in COUNTING
    is_name = head.form == "named" and head.edition is None
    return is_count and is_name and OF.fullmatch(text, last.noun_span.end, head.span.start) is not None
