"""What the rest of the document changes in the decisions: surnames of people named in full, "the Academy", a meeting's
acronym.

Single segments are decided in ``kinds``; who exactly is named is the business of ``coref``.
"""

from __future__ import annotations

import re

from spacecoop.find.actors.decision import BY_NOUN, EVENT_REASON, GROUPS, Decision
from spacecoop.find.actors.segments import Segment
from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.find.actors.weighing import Scores
from spacecoop.tables.mentions import MentionKind

THE_BEFORE = re.compile(r"\b[Tt]he $")
IN_BRACKETS = re.compile(r",? ?\(([A-Z][\w-]{1,9})(?: ?[’'‘]?\d{2,4})?\)")
SURNAME_MARGIN = 3.0


class Revising:
    """Revises the decisions of one document."""

    def __init__(self, text: str, segments: list[Segment], scores: list[Scores], words: Vocabulary) -> None:
        self.text, self.segments, self.scores, self.words = text, segments, scores, words

    def revise(self, found: list[Decision]) -> list[Decision]:
        """The decisions of all segments, in order, each seen beside the others."""
        found = self._without_meetings(self._with_nouns(found))
        people = self._surnames(found)
        return [
            self._as_surname(segment, scores, decision, people)
            for segment, scores, decision in zip(self.segments, self.scores, found, strict=True)
        ]

    def _with_nouns(self, found: list[Decision]) -> list[Decision]:
        """ "the Academy" after the one body of that noun: a mention of it; of no body or of several, nothing."""
        bodies: dict[str, set[str]] = {}
        kinds: dict[str, MentionKind] = {}
        decided = list(found)
        for i, (segment, decision) in enumerate(zip(self.segments, found, strict=True)):
            head = segment.head()
            if len(segment.words) > 1 and decision.kind in GROUPS and head in self.words.sure_heads:
                bodies.setdefault(head, set()).add(self.text[segment.start : segment.end])
                kinds[head] = decision.kind
            elif len(segment.words) == 1 and self._is_bare(head) and decision.owner is None:
                is_one = len(bodies.get(head, ())) == 1 and THE_BEFORE.search(
                    self.text, max(0, segment.start - 4), segment.start
                )
                reason = "a head noun that stands for no body named before"
                decided[i] = Decision(kinds[head], BY_NOUN) if is_one else Decision(None, "bare_noun", None, reason)
        return decided

    def _is_bare(self, head: str) -> bool:
        return head in self.words.sure_heads and head not in self.words.bodies_alone

    def _without_meetings(self, found: list[Decision]) -> list[Decision]:
        """Turns down the acronym that the text gives a meeting: "International Astronautical Congress (IAC)"."""
        short: set[str] = set()
        for segment, decision in zip(self.segments, found, strict=True):
            if decision.rule == "event_noun":
                given = IN_BRACKETS.match(self.text, segment.end)
                if given is not None:
                    short.add(given.group(1))
        if not short:
            return found
        return [
            Decision(None, "event_acronym", None, EVENT_REASON) if self.text[s.start : s.end] in short else d
            for s, d in zip(self.segments, found, strict=True)
        ]

    def _surnames(self, found: list[Decision]) -> set[str]:
        """The last words of the people's full names, the first too where the family name may come first."""
        names: set[str] = set()
        for segment, decision in zip(self.segments, found, strict=True):
            if decision.kind == "person" and len(segment.words) > 1:
                names.add(segment.words[-1].text)
                names.update(segment.words[-1].text.split("-"))
                if segment.words[0].text.lower() in self.words.family_first or len(segment.words) > 2:
                    names.add(segment.words[0].text)
        return names

    def _as_surname(self, segment: Segment, scores: Scores, decision: Decision, people: set[str]) -> Decision:
        if (
            len(segment.words) != 1
            or segment.words[0].text not in people
            or (decision.owner is not None and decision.owner.actor_id)
        ):
            return decision
        if decision.kind == "person" or scores.person < max(scores) - SURNAME_MARGIN:
            return decision
        return Decision("person", "surname_of_full_name")
