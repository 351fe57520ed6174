"""What kind of thing a segment names, with the rule that told; null for words that are no actor and no place.

A listed name keeps its kind; the rest is told by titles, head nouns, given names and the words around it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from spacecoop.find.actors.gazetteer import Gazetteer, Listed
from spacecoop.find.actors.segments import Segment, last_part
from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.tables.mentions import MentionKind

AGE = re.compile(r", (?:aged )?\d\d(?:,|\.|;| ?-)")
CODE = re.compile(r"[^\W\d_][\w’']*(?: [\w’']+)?[-‐‑ ](?:\d{1,3}[A-Z]?|[IVX]{1,4})")
INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+")
MISSION_BEFORE = re.compile(
    r"\b(?:satellite|spacecraft|probe|rover|rocket|orbiter|lander|mission|missions|spaceship|satellites)(?: called| named)?,? [\"'“‘]?$"
)
MISSION_AFTER = re.compile(
    r"[\"'”’]? (?:lunar |carrier |communications? |space |crewed |manned )?(?:satellite|spacecraft|probe|rover|rocket|orbiter|lander|mission|crew|capsule|telescope|spaceship)s?\b"
)
PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|to|outside|across|around|of|northern|southern|eastern|western|central)(?: the)? $"
)
AFTER_WORD = re.compile(r",? (\w+)")
OFFICE_BEFORE = re.compile(r"([\w-]+) [\"“]?$")


class Decision(NamedTuple):
    """A kind, the rule that gave it, the lexicon's owner if any, and why not when the kind is null.

    ``choices`` are the owners among whom only the rest of the document can choose.
    """

    kind: MentionKind | None
    rule: str
    owner: Listed | None = None
    reason: str = ""
    choices: tuple[Listed, ...] = ()


NOTHING = Decision(None, "unknown", None, "no sign of what it names")


class Deciding:
    """Decides the segments of one text."""

    def __init__(self, text: str, low: frozenset[str], words: Vocabulary, names: Gazetteer) -> None:
        self.text, self.low, self.words, self.names = text, low, words, names

    def decide(self, segment: Segment) -> Decision:
        """The kind of a segment from its own words and what stands beside it."""
        if segment.listed is not None:
            return Decision(segment.listed.kind, f"compound_{segment.listed.form}", segment.listed)
        written = self.text[segment.start : segment.end]
        owners = self.names.own(written)
        if owners:
            return self._listed(segment, written, owners)
        return (
            self._by_title(segment)
            or self._by_head(segment)
            or self._by_shape(segment, written)
            or self._by_context(segment)
        )

    def _listed(self, segment: Segment, written: str, owners: tuple[Listed, ...]) -> Decision:
        before, after = self._around(segment)
        if (
            segment.title
            and all(o.kind in ("place", "country") and o.form in ("name", "metonym") for o in owners)
            and len(segment.words) == 1
        ):
            return Decision("person", "title")
        bodies = [o for o in owners if o.kind not in ("country", "place")]
        if bodies:
            if len(bodies) == 1 and bodies[0].is_sure:
                return Decision(bodies[0].kind, "listed", bodies[0])
            return Decision(bodies[0].kind, "shared_name", None, "", tuple(bodies))
        low = written.lower()
        sure = next((o for o in owners if o.is_sure), None)
        if (
            sure is None
            and (low in self.words.calendar or low in self.words.common)
            and not PLACE_BEFORE.search(before)
        ):
            return Decision(None, "listed", None, "a common word")
        metonym = next((o for o in owners if o.form == "metonym"), None)
        if metonym is not None and self._decides(after):
            return Decision("country", "metonym", metonym)
        land = next((o for o in owners if o.kind == "country" and o.form != "metonym"), None)
        if land is not None:
            return Decision("country", "demonym" if land.form == "demonym" else "listed", land)
        place = next((o for o in owners if o.kind == "place"), None)
        if place is None:
            return Decision("place", "metonym_place", metonym)
        if sure is None and (low in self.words.surnames or low in self.words.given) and not PLACE_BEFORE.search(before):
            return self._by_context(segment)
        return Decision("place", "listed", place)

    def _around(self, segment: Segment) -> tuple[str, str]:
        return self.text[max(0, segment.start - 40) : segment.start], self.text[segment.end : segment.end + 40]

    def _decides(self, after: str) -> bool:
        word = AFTER_WORD.match(after)
        return word is not None and not after.startswith(",") and word.group(1) in self.words.decisions

    def _by_title(self, segment: Segment) -> Decision | None:
        if segment.title is None or len(segment.words) > 5:
            return None
        kind = self.words.kinds.get(segment.head())
        if kind is not None and len(segment.words) > 2:
            return None
        return Decision("person", "title")

    def _by_head(self, segment: Segment) -> Decision | None:
        head = segment.head()
        if len(segment.words) == 1:
            if head in self.words.bodies_alone:
                return Decision("organisation", "body_alone")
            if head in self.words.kinds or head in self.words.common or head in self.words.and_sides:
                return Decision(None, "bare_noun", None, "a common noun")
            return None
        first = last_part(segment.words[0])
        if (
            first in self.words.given
            and len(segment.words) < 4
            and self.words.kinds.get(head) not in ("university", "agency")
        ):
            if self.words.kinds.get(head) is None or first not in self.words.unsure_given:
                return None
        kind = self.words.kinds.get(head)
        match kind:
            case None:
                if first in self.words.place_first and first not in self.words.common:
                    return Decision("place", "place_first")
                return None
            case "event" | "work":
                return Decision(
                    None,
                    f"{kind}_noun",
                    None,
                    f"a name of an {kind}" if kind == "event" else "a name of a document or prize",
                )
            case "place" | "university" | "company" | "agency" | "organisation" | "igo" | "mission":
                return Decision(kind, "head_noun")
            case _:
                raise ValueError(f"{kind!r} heads nothing known")

    def _by_shape(self, segment: Segment, written: str) -> Decision | None:
        words = segment.words
        first, last = words[0].text, words[-1].text
        before, after = self._around(segment)
        if MISSION_BEFORE.search(before) or MISSION_AFTER.match(after):
            return Decision("mission", "mission_cue")
        if CODE.fullmatch(written):
            return Decision("mission", "mission_code")
        if 1 < len(words) < 6:
            if (
                first.lower() in self.words.given
                or INITIAL.fullmatch(first)
                or any(INITIAL.fullmatch(w.text) for w in words[1:-1])
            ):
                return Decision("person", "given_name")
            if len(words) < 4 and first.lower() in self.words.family_first and all(w.text.isalpha() for w in words):
                return Decision("person", "family_first")
            if last.lower() in self.words.surnames and first.lower() not in self.words.common:
                return Decision("person", "surname")
        if len(words) == 1 and last.isupper() and 2 < len(last) < 9 and last.isalpha() and last.lower() not in self.low:
            return Decision("organisation", "capitals")
        return None

    def _by_context(self, segment: Segment) -> Decision:
        before, after = self._around(segment)
        words = segment.words
        if AGE.match(after):
            return Decision("person", "age")
        office = OFFICE_BEFORE.search(before)
        if office is not None and self.words.is_office(office.group(1)) and len(words) < 5:
            return Decision("person", "office_before")
        said = AFTER_WORD.match(after)
        if (
            said is not None
            and said.group(1) in self.words.speech
            and len(words) < 5
            and not (segment.is_first and len(words) == 1)
        ):
            return Decision("person", "speech_cue")
        if len(words) == 1 and words[0].text.lower() in self.words.surnames and not segment.is_first:
            return Decision("person", "surname")
        if PLACE_BEFORE.search(before) and len(words) < 4 and not words[-1].text.isupper():
            return Decision("place", "place_cue")
        return NOTHING
