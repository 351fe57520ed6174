"""What the rest of the document changes in the decisions: surnames of people named in full, "the Academy", a meeting's
acronym.

Single segments are decided in ``kinds``; who exactly is named is the business of ``coref``.
"""

from __future__ import annotations

import re
from functools import cached_property

from spacecoop.find.actors.decision import BESIDE_NOUN, BY_NOUN, EVENT_REASON, GROUPS, Decision
from spacecoop.find.actors.definitions import PARENTHESIS, abbreviates
from spacecoop.find.actors.gazetteer import Listed
from spacecoop.find.actors.segments import Segment
from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.find.actors.weighing import Scores
from spacecoop.tables.mentions import MentionKind

THE_BEFORE = re.compile(r"\b[Tt]he $")
IN_BRACKETS = re.compile(r",? ?\(([A-Z][\w-]{1,9})(?: ?[’'‘]?\d{2,4})?\)")
PLACED = re.compile(
    r"\b(?:in|at|from|to|near|outside|around|across|towards?|via|into|through|of|leave|leaves|left|reached|city|capital)(?: the)? $",
    re.IGNORECASE,
)
PLACED_AFTER = re.compile(r", [A-Z]| \(|-based")
OF_THIS = re.compile(r"(?:\b[Tt]h(?:e|is)|['’]s|\d(?:st|nd|rd|th)) $")
BEHIND = re.compile(r" ([A-Z]{3,8})\b")
DEFINED = "defined_acronym"
FIRM = "longer_name"
BY_CUE = "mission_cue"
SHORTEST_FIRM = 4
OFFICES = frozenset(
    ("assembly", "centre", "center", "laboratory", "observatory", "office")
)  # less sure of being bodies
OPEN = frozenset(("weighed", "body_alone"))  # rules that leave a name's kind to better evidence elsewhere
SURNAME_MARGIN = 3.0


class Revising:
    """Revises the decisions of one document."""

    def __init__(self, text: str, segments: list[Segment], scores: list[Scores], words: Vocabulary) -> None:
        self.text, self.segments, self.scores, self.words = text, segments, scores, words

    def revise(self, found: list[Decision]) -> list[Decision]:
        """The decisions of all segments, in order, each seen beside the others."""
        found = self._without_meetings(self._as_elsewhere(self._with_nouns(found)))
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
            head = segment.head
            if head not in self.words.sure_heads and head not in OFFICES:
                continue
            said = self.text[segment.start : segment.end]
            if decision.kind in GROUPS and " " in said:
                bodies.setdefault(head, set()).add((decision.owner and decision.owner.actor_id) or said)
                kinds[head] = decision.kind
            elif len(segment.words) == 1 and decision.owner is None and (self._is_bare(head) or head in OFFICES):
                is_one = len(bodies.get(head, ())) == 1 and THE_BEFORE.search(
                    self.text, max(0, segment.start - 4), segment.start
                )
                if is_one:
                    decided[i] = Decision(kinds[head], BY_NOUN)
                elif head not in OFFICES:
                    reason = "a head noun that stands for no body named before"
                    decided[i] = Decision(None, "bare_noun", None, reason)
        return decided

    def _as_elsewhere(self, found: list[Decision]) -> list[Decision]:
        """What a noun beside a name, or a definition in brackets, says of it once holds for all its mentions; a company's
        first word is the company."""
        kinds: dict[str, Decision] = self._firms(found)
        for segment, decision in zip(self.segments, found, strict=True):
            written = self.text[segment.start : segment.end]
            if decision.rule in (BESIDE_NOUN, BY_CUE):
                kinds.setdefault(written, decision)
            elif decision.kind in GROUPS and " " in written:
                given = PARENTHESIS.match(self.text, segment.end) or BEHIND.match(self.text, segment.end)
                short = "" if given is None else given.group(1)
                is_likely = decision.rule in ("head_noun", "listed") or short not in self.words.no_body
                if is_likely and abbreviates(short, written):
                    kinds.setdefault(short, Decision(decision.kind, DEFINED))
        if not kinds:
            return found
        return [
            kinds.get(self.text[s.start : s.end], d) if d.rule in OPEN or d.kind is None else d
            for s, d in zip(self.segments, found, strict=True)
        ]

    def _firms(self, found: list[Decision]) -> dict[str, Decision]:
        """First words of the names of companies, where no list and no person has them."""
        words = self.words
        people = {
            part.text
            for segment, decision in zip(self.segments, found, strict=True)
            if decision.kind == "person" and len(segment.words) > 1
            for part in segment.words
        }
        first: dict[str, Decision] = {}
        for segment, decision in zip(self.segments, found, strict=True):
            if decision.kind != "company":
                continue
            word, _, rest = self.text[segment.start : segment.end].partition(" ")
            low = word.lower()
            is_own = len(word) >= SHORTEST_FIRM and not any(
                low in known for known in (words.and_sides, words.special, words.place_first)
            )
            if rest and is_own and not words.is_given(low) and low not in words.kinds and word not in people:
                first.setdefault(word, Decision("company", FIRM))
        return first

    def _is_bare(self, head: str) -> bool:
        return head in self.words.sure_heads and head not in self.words.bodies_alone

    def _without_meetings(self, found: list[Decision]) -> list[Decision]:
        """Turns down what else the text calls a meeting: its acronym in brackets or right behind, its noun alone."""
        short: set[str] = set()
        nouns: set[str] = set()
        for i, (segment, decision) in enumerate(zip(self.segments, found, strict=True)):
            if decision.rule != "event_noun":
                continue
            nouns.add(segment.head)
            given = IN_BRACKETS.match(self.text, segment.end)
            if given is not None:
                short.add(given.group(1))
            elif i + 1 < len(found) and self.text[segment.end : self.segments[i + 1].start] == " ":
                beside = self.segments[i + 1]
                said = self.text[beside.start : beside.end]
                short.update([said] if abbreviates(said, self.text[segment.start : segment.end]) else [])
        if not nouns:
            return found
        return [
            Decision(None, "event_acronym", None, EVENT_REASON)
            if self.text[s.start : s.end] in short or self._is_meeting_again(s, nouns)
            else d
            for s, d in zip(self.segments, found, strict=True)
        ]

    def _is_meeting_again(self, segment: Segment, nouns: set[str]) -> bool:
        """ "the Congress", "this year's Congress" after a congress; a parliament of that noun takes no article."""
        if len(segment.words) > 1 or segment.head not in nouns or segment.head not in self.words.bodies_alone:
            return False
        return OF_THIS.search(self.text, max(0, segment.start - 8), segment.start) is not None

    def _surnames(self, found: list[Decision]) -> dict[str, int]:
        """The last words of the people's full names, the first too where the family name may come first; and where each
        is first said in full."""
        names: dict[str, int] = {}
        for segment, decision in zip(self.segments, found, strict=True):
            words = [w.text for w in segment.words]
            if decision.kind != "person" or len(words) < 2:
                continue
            parts = [words[-1], *words[-1].split("-")]
            if words[-2].lower() in self.words.particles:
                parts.append(f"{words[-2]} {words[-1]}")
            if words[0].lower() in self.words.family_first or len(words) > 2:
                parts.append(words[0])
            for part in parts:
                names.setdefault(part, segment.start)
        return names

    def _as_surname(self, segment: Segment, scores: Scores, decision: Decision, people: dict[str, int]) -> Decision:
        """A person where the words end a full name; a listed country or place only after the full name, and if it fits."""
        full = people.get(self.text[segment.start : segment.end])
        if full is None or decision.kind == "person" or len(segment.words) > 2:
            return decision
        if decision.owner is not None and not self._is_borrowed(segment, scores, decision.owner, full):
            return decision
        if len(segment.words) == 1 and scores.person < max(scores) - SURNAME_MARGIN:
            return decision
        return Decision("person", "surname_of_full_name")

    def _is_borrowed(self, segment: Segment, scores: Scores, owner: Listed, full: int) -> bool:
        """Whether a listed name is a person's here: said in full before, and an ambiguous one where a person fits best,
        or a city's that no preposition places."""
        is_land = owner.kind in ("country", "place") and owner.form != "demonym"
        if not is_land or full > segment.start:
            return False
        if not owner.is_sure and scores.person > scores.place:
            return True
        is_city = owner.kind == "place" or owner.form == "metonym"
        return is_city and self.text[segment.start : segment.end] not in self._located

    @cached_property
    def _located(self) -> frozenset[str]:
        """Names that the text uses as a place's: "in Lima", "Lima, Peru", "Lima (AFP)"."""
        text = self.text
        return frozenset(
            text[s.start : s.end]
            for s in self.segments
            if PLACED.search(text, max(0, s.start - 20), s.start) or PLACED_AFTER.match(text, s.end)
        )
