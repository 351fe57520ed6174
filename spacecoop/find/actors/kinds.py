"""What kind of thing a segment names, with the rule that told; null for words that are no actor and no place.

A listed name keeps its kind and a title makes a person; the rest is weighed by the model from the words, the lexicon's
lists and the whole document. Who exactly is named is the business of ``coref``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacecoop.find.actors.bodies import body_kind, by_head, is_office_of
from spacecoop.find.actors.craft import mission
from spacecoop.find.actors.decision import BESIDE_NOUN, EVENT_REASON, GROUPS, Decision
from spacecoop.find.actors.definitions import spelt_out
from spacecoop.find.actors.features import PLACE_PREPOSITIONS
from spacecoop.find.actors.gazetteer import Gazetteer, Listed
from spacecoop.find.actors.layout import written_words
from spacecoop.find.actors.metonyms import acts, government, is_visited
from spacecoop.find.actors.revision import Revising
from spacecoop.find.actors.segments import Segment
from spacecoop.find.actors.things import (
    beside_noun,
    is_currency_code,
    is_dateline_outlet,
    is_membership,
    is_of_currency,
    is_official,
    is_plural_acronym,
    is_told,
    opens_dateline,
    short_centre,
)
from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.find.actors.weighing import Scores, Weighing
from spacecoop.find.actors.words import last_part

ORDINAL_BEFORE = re.compile(
    r"(?:\d(?:st|nd|rd|th)|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[a-z]+(?:ieth|enth)|[Aa]nnual|20\d\d|19\d\d) $"
)
SPACE_WORDS = (
    "astronaut",
    "cosmonaut",
    "launch",
    "lunar",
    "orbit",
    "rocket",
    "satellite",
    "spacecraft",
    " space ",
    "Moon",
    " moon",
    "NASA",
    "Space ",
)
SIDELINES = re.compile(r"\b(?:sidelines|margins) of(?: the)? $")
QUOTED_BEFORE = re.compile(r"[,.?!…][\"”’] $")
VERB_ENDING = re.compile(r" ([a-z]+)(?: (?:on|last) [A-Z][a-z]+day| [A-Z][a-z]+day)?(?=[.,:;\n]|$)")
WORD_BEFORE = re.compile(r"([a-z]+) $")
FIELD_OF = re.compile(
    r"\b(?:minister|ministers|secretary|commissioner) (?:of|for)(?: the)? (?:[A-Z]\w{2,20},? (?:and )?){0,3}$"
)
VENUE = re.compile(r" (?:Conference|Congress|Convention|Exhibition|Expo) (?:Cent(?:er|re)|Hall)$")
PARTY = re.compile(r"[RDI]-[A-Z]\w{1,4}")  # "(R-TX)"
TICKER = re.compile(r"\((?:NASDAQ|Nasdaq|NYSE|LSE|TSX|ASX|ADX|DFM|TSE|KRX|HKEX|BSE|NSE): ?$")
EMPLOYED = re.compile(
    r"\b(?:fellow|professor|researcher|analyst|lecturer|scholar|scientist|economist|students?|expert|engineer|chairman|chief executive) (?:of|at|from|with)(?: the)? $"
)
PROGRAMMES = frozenset(("programme", "program"))
UNITS = frozenset(("section", "wing"))
FIELD_AFTER = re.compile(r" (?:of|for) ")
CELESTIAL = frozenset(
    "Apophis Bennu Callisto Ceres Deimos Didymos Dimorphos Earth Enceladus Europa Ganymede Itokawa Jupiter Mars Mercury Moon Neptune "
    "Phobos Pluto Ryugu Saturn Sun Titan Uranus Venus Vesta".split()
)
MEETINGS = frozenset("conference symposium workshop summit colloquium seminar expo exhibition olympiad".split())
COMMITTEES = frozenset("committee subcommittee committees subcommittees".split())
UNNAMED = frozenset(
    "executive organising organizing programme program scientific select sub steering working joint technical".split()
)
BODIES_OF_STATE = frozenset("national party people's peoples african trades trade u.s. us union indian".split())
CURRENCY = Decision(None, "currency", None, "the country of a currency")
SIGN_REASON = "a word in capitals that no list of people knows"
WORK_REASON = "the name of a document, a law or a prize"
PLACE_MARGIN = 2.0
KNOWN_MARGIN = 1.5
SPACE_MARGIN = 4.5


class Deciding:
    """Decides the segments of one document."""

    def __init__(self, text: str, segments: list[Segment], words: Vocabulary, names: Gazetteer) -> None:
        self.low = low = written_words(text)
        self.text, self.segments, self.words, self.names = text, segments, words, names
        self.things = spelt_out(text, words)
        self.is_space = _speaks_of_space(text)
        self.has_centres = any(noun in text for noun in (" centers", " centres", " Centers", " Centres"))
        self.scores = Weighing(text, segments, names).scores(low, words)

    def decide(self) -> list[Decision]:
        """The kinds of all segments, in order."""
        found = [self._decide(segment, scores) for segment, scores in zip(self.segments, self.scores, strict=True)]
        return Revising(self.text, self.segments, self.scores, self.words).revise(found)

    def _decide(self, segment: Segment, scores: Scores) -> Decision:
        written = self.text[segment.start : segment.end]
        return (
            self._by_word(segment, scores)
            or self._by_letters(segment, written)
            or self._by_office(segment)
            or self._by_owners(segment, written, scores)
            or self._by_dateline(segment)
            or self._by_title(segment)
            or self._no_actor(segment, scores)
            or by_head(self.text, segment, self.words, self.names)
            or self._by_office_behind(segment, scores)
            or self._by_noun_beside(segment)
            or (mission(self.text, segment, scores, self._is_plain(segment), self.words) if self.is_space else None)
            or self._by_quotation(segment)
            or self._weighed(segment, scores)
        )

    def _by_word(self, segment: Segment, scores: Scores) -> Decision | None:
        """Words that never are names, and the parts of compounds, which the cutting has settled."""
        if len(segment.words) == 1 and self._is_never(segment, scores):
            return Decision(None, "no_name", None, "a people, a faith, a language or a thing")
        if len(segment.words) == 1 and segment.words[0].text in CELESTIAL and self.is_space:
            return Decision(None, "celestial_body", None, "a celestial body")
        if segment.listed is None:
            centre = short_centre(self.text, segment, self.names) if self.has_centres else None
            return None if centre is None else Decision(centre.kind, "listed", centre)
        if is_of_currency(self.text, segment.end, self.words):
            return CURRENCY
        form = segment.listed.form
        return Decision(segment.listed.kind, form if form in ("demonym", "prefix") else "compound", segment.listed)

    def _by_letters(self, segment: Segment, written: str) -> Decision | None:
        """What its letters alone show to be no actor: a single one, a series of meetings, a coin's code."""
        if len(written) < 2:
            return Decision(None, "letter", None, "a single letter")
        if written in self.names.meetings:
            return Decision(None, "event_noun", None, EVENT_REASON)
        is_party = self.text[segment.start - 1 : segment.start] == "(" and PARTY.fullmatch(written) is not None
        may_trade = ":" in self.text[max(0, segment.start - 2) : segment.start]
        if is_party or (may_trade and TICKER.search(self.text, max(0, segment.start - 12), segment.start)):
            return Decision(None, "sign", None, "the sign of a party or of a share")
        if len(written) == 3 and is_currency_code(self.text, segment.start, segment.end):
            return CURRENCY
        return None

    def _by_office(self, segment: Segment) -> Decision | None:
        """A government is its country; the field of a minister in small letters is nobody."""
        ruled = government(segment.words, self.names)
        if ruled is not None:
            return Decision("country", "metonym", ruled)
        sides = self.words.and_sides
        if segment.words[0].text.lower() in sides and (
            all(w.text.lower() in sides for w in segment.words)
            and FIELD_OF.search(self.text, max(0, segment.start - 60), segment.start)
        ):
            return Decision(None, "office_field", None, "the field of an office")
        return None

    def _by_owners(self, segment: Segment, written: str, scores: Scores) -> Decision | None:
        """What the lexicon knows of the words."""
        owners = self.names.own(written)
        if (written in self.things or is_plural_acronym(written)) and not (owners and owners[0].is_sure):
            return Decision(None, "short_form", None, "short for a common noun")
        if not owners:
            return None
        if is_of_currency(self.text, segment.end, self.words) and self.names.is_land(written):
            return CURRENCY
        return self._listed(segment, scores, owners)

    def _is_never(self, segment: Segment, scores: Scores) -> bool:
        """Peoples, faiths, languages, diseases and letters that stand for a thing; not where a person goes by the word."""
        word = segment.words[0].text
        low = word.lower()
        if segment.title is not None or low in self.words.surnames or low in self.words.given:
            return low in self.words.peoples and scores.none > scores.person and segment.title is None
        is_listed = word in self.words.no_body
        if not is_listed and low not in self.words.peoples and low not in self.words.never:
            return False
        owners = self.names.own(word)
        if any(owner.kind == "country" and owner.form == "demonym" for owner in owners):
            return False
        return not (is_listed and owners and is_told(self.text, segment.start))

    def _listed(self, segment: Segment, scores: Scores, owners: tuple[Listed, ...]) -> Decision | None:
        """What the lexicon knows, unless a title or the words around say that the name is borrowed."""
        bodies = [o for o in owners if o.kind not in ("country", "place")]
        if bodies:
            return self._body(segment, scores, bodies)
        if segment.title and len(segment.words) == 1:
            return Decision("person", "title")
        metonym = next((o for o in owners if o.form == "metonym"), None)
        is_city = any(o.kind == "place" for o in owners)
        if metonym is not None and (
            acts(self.text, segment.start, segment.end, self.words)
            if is_city
            else not is_visited(self.text, segment.start)
        ):
            return Decision("country", "metonym", metonym)
        land = next((o for o in owners if o.kind == "country" and o.form != "metonym"), None)
        if land is not None:
            return Decision("country", "demonym" if land.form == "demonym" else "listed", land)
        place = next((o for o in owners if o.kind == "place"), None)
        if place is not None and self._is_shouted(segment):
            return None
        if place is None:
            return None if metonym is None else Decision("place", "metonym_place", replace(metonym, actor_id=None))
        margin = PLACE_MARGIN if place.is_sure else 0.0
        if opens_dateline(self.text, segment.start, segment.end) or (
            max(scores.person, scores.body) < scores.place + margin and (place.is_sure or scores.place > scores.none)
        ):
            return Decision("place", "listed", place)
        return None

    def _is_shouted(self, segment: Segment) -> bool:
        """Whether a city's name is in capitals amid small letters, where nothing places it: an acronym of the same
        letters."""
        written = self.text[segment.start : segment.end]
        if not written.isupper() or written in self.names.owners:
            return False
        before = WORD_BEFORE.search(self.text, max(0, segment.start - 20), segment.start)
        return before is not None and before.group(1) not in PLACE_PREPOSITIONS - {"to"}

    def _body(self, segment: Segment, scores: Scores, bodies: list[Listed]) -> Decision | None:
        first = bodies[0]
        if first.kind == "mission" and self.words.kinds.get(segment.head) == "work" and segment.head not in PROGRAMMES:
            return Decision(None, "work_noun", None, WORK_REASON)
        if len(bodies) == 1 and first.is_sure:
            return Decision(first.kind, "known_body" if first.actor_id is None else "listed", first)
        if first.actor_id is None:
            return Decision(first.kind, "known_body", first) if scores.body + KNOWN_MARGIN > max(scores) else None
        if first.form == "name" and not self._is_likely(segment, scores, first):
            return None
        return Decision(first.kind, "shared_name", None, "", tuple(bodies))

    def _is_likely(self, segment: Segment, scores: Scores, owner: Listed) -> bool:
        """Whether an ambiguous name ("Dawn", "Leonardo") is the listed body's: sooner in a text about space."""
        is_word = segment.is_first and self._is_plain(segment)
        if is_word or owner.kind == "mission":
            return self.is_space and not is_word
        return max(scores) <= scores.body + (SPACE_MARGIN if self.is_space else 0.0)

    def _by_dateline(self, segment: Segment) -> Decision | None:
        is_outlet = self.words.kinds.get(segment.head) in (None, "company")
        if is_outlet and is_dateline_outlet(self.text, segment.start, segment.end):
            return Decision("company", "dateline_outlet")
        return None

    def _by_title(self, segment: Segment) -> Decision | None:
        if segment.title is None or len(segment.words) > 5:
            return None
        if self.words.kinds.get(segment.head) is not None and len(segment.words) > 2:
            return None
        if len(segment.words) == 1 and self._is_unit(segment):
            return Decision(None, "office_alone", None, "an office without a name")
        words = self.words
        if all(
            words.is_office(w.text) or w.text.lower() in words.and_sides or w.text.lower() in words.qualifiers
            for w in segment.words
        ):
            return Decision(None, "office_alone", None, "an office without a name")
        return Decision("person", "title")

    def _is_unit(self, segment: Segment) -> bool:
        """Whether a body's noun ends the field of an office: "Head of the Transport and Space Section"."""
        assert segment.title is not None
        is_noun = segment.head in UNITS or self.words.kinds.get(segment.head) in ("agency", "organisation")
        return is_noun and FIELD_AFTER.search(self.text, *segment.title) is not None

    def _no_actor(self, segment: Segment, scores: Scores) -> Decision | None:
        """Meetings, treaties and prizes, and head nouns that stand alone."""
        head = segment.head
        kind = self.words.kinds.get(head)
        if len(segment.words) == 1:
            if head in self.words.bodies_alone and is_membership(self.text, segment.start):
                return Decision(None, "office_alone", None, "an office without a name")
            if head in self.words.bodies_alone and scores.body > max(scores.person, scores.place):
                return Decision("organisation", "body_alone")
            if (kind is not None or head in self.words.common) and max(scores) == scores.none:
                return Decision(None, "bare_noun", None, "a common noun")
            return None
        if head in ("states", "parties") and segment.words[0].text in ("Member", "Contracting", "Participating"):
            return Decision(None, "unnamed_body", None, "states that only their body could name")
        if head in COMMITTEES and all(
            last_part(w) in self.words.and_sides or last_part(w) in UNNAMED for w in segment.words[:-1]
        ):
            return Decision(None, "unnamed_body", None, "a committee that only its body could name")
        if (kind in ("event", "work") or head in ("assembly", "forum", "course")) and ORDINAL_BEFORE.search(
            self.text, max(0, segment.start - 24), segment.start
        ):
            return Decision(None, "event_noun", None, EVENT_REASON)
        if (kind == "event" or head == "forum") and SIDELINES.search(
            self.text, max(0, segment.start - 20), segment.start
        ):
            return Decision(None, "event_noun", None, EVENT_REASON)
        if kind == "event" and (head in MEETINGS or (head == "congress" and not self._is_of_state(segment))):
            return Decision(None, "event_noun", None, EVENT_REASON)
        if kind == "work" and scores.body < scores.none + 2:
            return Decision(None, "work_noun", None, WORK_REASON)
        return None

    def _by_office_behind(self, segment: Segment, scores: Scores) -> Decision | None:
        """A full name that no list knows, with an office right behind: "Pakorn Tarnapat, director of the agency"."""
        words = segment.words
        if len(words) not in (2, 3, 4) or max(scores) == scores.person:
            return None
        if words[-1].text.rstrip(".") in ("Jr", "Sr") and segment.head not in self.words.sure_heads:
            return Decision("person", "office_behind")
        if any(not w.text.istitle() or self._is_listed_word(w.text.lower()) for w in words) or self.names.own(
            words[0].text
        ):
            return None
        is_so = is_official(self.text, segment.start, segment.end, self.words)
        return Decision("person", "office_behind") if is_so else None

    def _is_listed_word(self, low: str) -> bool:
        words = self.words
        return (
            low in words.kinds
            or low in words.common
            or low in words.and_sides
            or low in words.body_first
            or low in self.low
        )

    def _by_noun_beside(self, segment: Segment) -> Decision | None:
        """ "the startup Gravix", "Gravix, a Belgian firm"; not after whom people are: "the retailer John Lewis" stays open."""
        first = segment.words[0].text.lower()
        if segment.title is not None or self.words.is_given(first) or first in self.words.surnames:
            return None
        kind = beside_noun(self.text, segment.start, segment.end, self.words)
        return None if kind is None else Decision(kind, BESIDE_NOUN)

    def _by_quotation(self, segment: Segment) -> Decision | None:
        """A word right after a quotation and before a verb of speech that ends the sentence, or between the verb and the
        end: "We are late," Zorvan insisted."""
        start, end = segment.start, segment.end
        if segment.is_first or not self.text[start:end].istitle() or " " in self.text[start:end]:
            return None
        is_speaker = QUOTED_BEFORE.search(self.text, max(0, start - 3), start) is not None
        verb = VERB_ENDING.match(self.text, end) if is_speaker else None
        return Decision("person", "quoted_speaker") if verb and verb.group(1) in self.words.speech else None

    def _is_of_state(self, segment: Segment) -> bool:
        return any(w.text.lower() in BODIES_OF_STATE for w in segment.words)

    def _is_plain(self, segment: Segment) -> bool:
        """Whether it is one word that the text or the language also writes small."""
        low = segment.words[0].text.lower()
        return len(segment.words) == 1 and (low in self.low or low in self.words.common)

    def _weighed(self, segment: Segment, scores: Scores) -> Decision:
        best = max(scores)
        if best == scores.body and VENUE.search(self.text, segment.start, segment.end):
            return Decision("place", "weighed")
        if len(segment.words) > 1 and best in (scores.place, scores.person) and self._is_branch(segment):
            return Decision(body_kind(self.text, segment, self.words, self.names), "weighed")
        if best == scores.place and EMPLOYED.search(self.text, max(0, segment.start - 40), segment.start):
            return Decision(body_kind(self.text, segment, self.words, self.names), "weighed")
        if best == scores.none:
            return Decision(None, "weighed", None, "the words around do not make it a name of an actor or place")
        if best == scores.person and self._is_sign(segment):
            is_body = scores.body > scores.none
            return Decision("organisation" if is_body else None, "weighed", None, "" if is_body else SIGN_REASON)
        if best == scores.person and not is_office_of(segment, self.words):
            return Decision("person", "weighed")
        if best == scores.body and self.words.kinds.get(segment.head) == "mission":
            return Decision("mission", "weighed")
        if best == scores.place:
            return Decision("place", "weighed")
        return Decision(body_kind(self.text, segment, self.words, self.names), "weighed")

    def _is_branch(self, segment: Segment) -> bool:
        """Whether a body that the lexicon is sure of is named with the country of its branch: "Greenpeace Chile"."""
        if not self.names.is_land(segment.words[-1].text):
            return False
        owner = next(iter(self.names.own(self.text[segment.start : segment.words[-2].end])), None)
        return owner is not None and owner.is_sure and owner.kind in GROUPS

    def _is_sign(self, segment: Segment) -> bool:
        """Whether it is one word in capitals that no list of people knows: a heading or letters, hardly a person."""
        word = segment.words[0].text
        if len(segment.words) > 1 or len(word) < 4 or not word.isupper() or segment.title is not None:
            return False
        low = word.lower()
        return not (self.words.is_given(low) or low in self.words.surnames or low in self.words.family_first)


def _speaks_of_space(text: str) -> bool:
    """Whether two of the words are in the text."""
    seen = iter(SPACE_WORDS)
    return any(word in text for word in seen) and any(word in text for word in seen)
