"""Whether words of a sentence belong to a meeting that it names, or to something else that is said between the two.

A judgement on the words in between; it needs no parser and knows no dates, places or numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacecoop.link.conferences.model import Head, Span
from spacecoop.link.conferences.terms import terms

# Words after which a new statement begins: what stands beyond them is said of something else.
BREAKS = re.compile(
    r"[;“”\"]|\b(?:said|says|saying|told|because|although|but|however|whereas|launched|founded|established|created|born|"
    r"elected|joined|became|according|announced|announcing|built|developed|when|while|who|whose|since|after|before|"
    r"unlike|than|published|approved|adopted|endorsed|asked|wants?|hopes?|added|noted|reports?|reported)\b",
    re.I,
)
# Dashes that set a remark apart; what stands between two of them is passed over.
DASH = re.compile(r"—|–\s|\s--\s|\s-\s")
REMARK = re.compile(r"\([^)]*\)|(?:—|–\s|\s--\s|\s-\s)[^—–]*?(?:—|–\s|\s--\s|\s-\s)")
# The title of a meeting, which is part of its naming: 'entitled "Space for Climate Action"'.
TITLE = re.compile(
    r",?\s*(?:entitled|titled|themed|called|named|dubbed|(?:under|on)\s+the\s+(?:theme|title|motto)(?:\s+of)?:?)\s*[“\"„][^”\"“]{1,200}[”\"“],?"
)
# What is said in passing between two commas: "the dialogue, whose second round was due in May, will be held".
ASIDE = re.compile(r",\s+(?:whose|which|who|where|now|once|formerly)\b[^,;“”\"()]{3,120},")
# Announcing where or when something is says of it as much as planning it.
ANNOUNCED_FOR = re.compile(r"\bannounced\s+for\b")
# The title straight behind the noun: "the symposium 'Ice on Moons' ended".
OWN_TITLE = re.compile(r"^\s*[“\"„][^”\"“\n]{3,200}[”\"“],?")
# "A workshop that was to follow the congress on Monday": the congress only tells when.
FOLLOWED = re.compile(
    r"\b(?:follow|follows|followed|precede|precedes|preceded|back[ -]to[ -]back\s+with|(?:in\s+)?parallel\s+(?:with|to)|alongside)\s+$"
)
BEFORE_FOLLOWED = 26
# "Ministers on Sunday approved the plan at a meeting": what was decided there was decided on its day.
AT_A_MEETING = re.compile(r"\b(?:at|during)\s+an?\s+(?:[\w-]+\s+){0,2}$")
DECIDED = re.compile(
    r"^[^;“”\"]{0,20}\b(?:approved|adopted|endorsed|agreed|signed|decided|asked|elected)\b(?:(?!\b(?:said|after|before|since|which|who)\b)[^;“”\"])*$"
)
OPENING_QUOTES = frozenset('“"„')
DASHES = frozenset("—–-")
RELATIVE = re.compile(r",?\s*(?:which|that|where)\b", re.I)
# "signed", "announced" and the like do not break where the meeting is where it happened: "in Milan, at the congress".
CLOSE = 30
FAR = 260
# Titles and all; what lies farther off is not even looked at.
FARTHEST = 800
NEAR = 400


def is_followed(text: str, head: Head) -> bool:
    """Whether a meeting is named only to tell when another one is; not so another edition, whose days follow it."""
    before = FOLLOWED.search(text, max(0, head.opening - BEFORE_FOLLOWED), head.opening)
    return before is not None and head.form == "anaphor" and head.rule != "another" and not head.other_edition


class Clause:
    """One sentence with the namings in it, and for each the ordinal of its meeting."""

    def __init__(self, text: str, span: Span, owners: Mapping[Head, int]) -> None:
        self.text = text
        self.span = span
        self.owners = owners

    def around(self, head: Head) -> Span:
        """The part of the sentence that can be said of a naming."""
        return Span(max(self.span.start, head.span.start - NEAR), min(self.span.end, head.span.end + NEAR))

    def bare_gap(self, head: Head, span: Span) -> str:
        """The words between, without what stands in parentheses or between dashes."""
        return REMARK.sub(" ", TITLE.sub(" ", self.between(head, span)))

    def between(self, head: Head, span: Span) -> str:
        """The words between a naming and other words of the sentence; empty where they overlap."""
        if span.start >= head.span.end:
            return self.text[head.span.end : span.start]
        if span.end <= head.span.start:
            return self.text[span.end : head.span.start]
        return ""

    def is_open(self, head: Head, span: Span) -> bool:
        """Whether nothing between the naming and the words starts another statement or names another meeting."""
        low, high = sorted((head.span, span), key=lambda s: s.start)
        if high.start - low.end > FARTHEST:
            return False
        said = self.text[low.end : high.start]
        gap = said if OPENING_QUOTES.isdisjoint(said) else OWN_TITLE.sub(" ", TITLE.sub(" ", said), count=1)
        dashes = [] if DASHES.isdisjoint(said) else [low.end + m.start() for m in DASH.finditer(said)]
        if len(gap) > FAR or len(dashes) % 2:
            return False
        if any(
            low.end <= other.span.start
            and other.span.end <= high.start
            and owner != self.owners.get(head)
            and not (dashes and dashes[0] < other.span.start < dashes[-1])
            and not is_followed(self.text, other)
            for other, owner in self.owners.items()
        ):
            return False
        if span.start >= head.span.end:
            gap = ANNOUNCED_FOR.sub("planned for", ASIDE.sub(" ", gap))
        if BREAKS.search(gap) and not (
            span.end <= head.span.start and AT_A_MEETING.search(gap) and DECIDED.search(gap)
        ):
            return False
        relative = RELATIVE.search(gap)
        if relative is None:
            return True
        rest = gap[relative.end() : relative.end() + 60]
        return span.start >= head.span.end and (
            terms().hold.search(rest) is not None
            or terms().begin.search(rest) is not None
            or terms().finish.search(rest) is not None
        )

    def are_joined(self, one: Head, other: Head) -> bool:
        """Whether "and" joins two namings: "a conference and competition"."""
        first, second = sorted((one, other), key=lambda h: h.span.start)
        return (
            re.fullmatch(r"\s*(?:,|and|&|,\s*and)\s+", self.text[first.noun_span.end : second.opening] + " ")
            is not None
        )
