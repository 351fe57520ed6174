"""What a sentence takes up from those before it: "it", "they", "the agency", "the two countries".

Number must agree, and for "the two" what they are; anything else is left unresolved, and makes no tie.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacecoop.frozen import frozen

PRONOUN = re.compile(
    r"\b(?:(?P<many>[Tt]hey|[Bb]oth)"
    r"|[Ii]t|[Tt]he (?P<what>(?:space )?agency|organi[sz]ation|country|company|firm|institute|academy|government|university|corporation"
    r"|Office|Agency|Committee|Commission|Organi[sz]ation|Federation|Institute|Centre|Center|Union)"
    r"|The (?:event|conference|workshop|symposium|meeting|seminar|course)(?= (?:was|is) (?:jointly |co-)?organi[sz]ed in\b))\b"
    r"|(?=\b(?:Talks|Negotiations|Discussions|Consultations|Cooperation|Collaboration|Work|Contacts"
    r"|An? (?:[a-z-]+ ){0,4}(?:agreement|protocol|accord|contract|memorandum|dialogue|partnership|deal|pact|treaty|plan|project"
    r"|program(?:me)?|exchange|mission)) with\b)"
)
# How far into its own sentence such a word may stand.
TAKES_UP_WITHIN = 60
# "The two countries", which may stand some sentences after the two were named together, and far into its own.
_DOING = r"(?:have|had|will|would|are|were|also|already|both|jointly|then|later|now|plan|plann?ed|agreed?|signed?|expect|intend|aim|hope|discussed|built|developed|launched|worked)\b"
THE_TWO = re.compile(
    r"\b(?:(?:[Tt]he two|[Bb]oth)(?: space)? (?P<what>countries|nations|governments|states|agencies|organi[sz]ations|companies"
    r"|institutes|institutions|sides|partners|parties)\b"
    rf"|[Tt]he two(?= {_DOING})|[Tt]he (?:partners|parties)(?= {_DOING})|(?<=between )the two(?=[.,;]| (?:on|in|since|began)\b))"
)
TWO_WITHIN = 300
TAKEN_UP_BY_MANY = re.compile(r"\b(?:[Tt]hey|[Bb]oth|[Tt]he two)\b")
STATES = frozenset({"countries", "nations", "governments", "states"})
BODIES = frozenset({"agencies", "organisations", "organizations", "companies", "institutes", "institutions"})
BEFORE_AN_OBJECT = re.compile(r"\b(?:by|between|among|of|from|for|with)\s+$")
# "The Commission will grant the agency": behind another actor the noun is somebody's object.
THE_BODY = re.compile(r"\bthe (?P<what>agency|company|firm|institute|university|organi[sz]ation|country)\b(?!['’])")
SAID = re.compile(r"\b(?:said|says|told|added|that|which|where|while|and|but)(?: \w+){0,2} $")
# "ESA had worked with Russia before it ended": whom the sentence opens with, taken up behind others.
OPENS_WITHIN = 30
ITSELF = re.compile(
    r"\b(?:before|after|when|because|since|although|but|that|while|as|said|adding)\s+(?P<pronoun>it|they)\b(?! (?:is|was|would be) (?:an? |[“\"]|[a-z]+(?:ed|ble|ant) (?:that|to)\b))"
)
# What a noun may take up, by the beginning of the actor's id.
SORTS = {
    "academy": ("organisation/", "university/"),
    "agency": ("agency/", "igo/", "organisation/"),
    "company": ("company/",),
    "corporation": ("company/", "organisation/"),
    "country": ("country/",),
    "firm": ("company/",),
    "government": ("country/",),
    "institute": ("organisation/", "university/", "agency/"),
    "university": ("university/",),
}
# "The satellite", which a sentence may call one that was named before.
CRAFT = re.compile(
    r"\b(?:[Tt]he|[Tt]his)(?: (?:same|joint|new|\w+ed))? (?:mission|satellite|spacecraft|probe|orbiter|rover|lander|telescope|observatory|craft)\b"
    r"(?!['’]|\s+[A-Z])"
)


@frozen
class TakenUp:
    """The words that take something up, and what: actors in the order in which they were named."""

    start: int
    end: int
    actor_ids: tuple[str, ...]
    is_object: bool


@frozen
class Recalled:
    """What the sentences before one leave in mind: the ``subject`` of the last, the ``two`` last named together, who
    runs the ``craft`` last named alone, and the ``bodies`` named of late, with the sentence of each."""

    subject: tuple[str, ...]
    two: tuple[str, ...]
    craft: tuple[str, ...] = ()
    bodies: tuple[tuple[str, int], ...] = ()

    def is_taken_up(self, text: str, start: int, end: int) -> bool:
        """Whether the sentence, which names no actor, can take up two of them."""
        if not self.two and len(self.subject) < 2:
            return False
        return TAKEN_UP_BY_MANY.search(text, start, min(end, start + TWO_WITHIN)) is not None

    def craft_taken_up(self, text: str, start: int, end: int) -> TakenUp | None:
        """The craft named before that the sentence speaks of, for those who run it."""
        said = CRAFT.search(text, start, end) if self.craft else None
        return TakenUp(said.start(), said.end(), self.craft, False) if said else None

    def taken_up(self, text: str, start: int, reach: int) -> TakenUp | None:
        """What the sentence from ``start`` takes up before ``reach``, where its first own group stands."""
        for said in PRONOUN.finditer(text, start, min(reach, start + TAKES_UP_WITHIN)):
            body = self._body(said["what"]) if said["what"] else ()
            if body:
                return TakenUp(said.start(), said.end(), body, False)
            if (
                self.subject
                and (said["many"] is not None) == (len(self.subject) > 1)
                and _is(said["what"], self.subject)
            ):
                return TakenUp(said.start(), said.end(), self.subject, False)
        return None

    def two_taken_up(
        self, text: str, start: int, end: int, named: Sequence[tuple[int, tuple[str, ...]]]
    ) -> TakenUp | None:
        """The two that the sentence speaks of together: the only two that it has ``named`` before, each with its end, else
        those remembered, of whom it may have named one."""
        for said in THE_TWO.finditer(text, start, min(end, start + TWO_WITHIN)):
            before = {actor for at, ids in named if at <= said.start() for actor in ids}
            two = tuple(sorted(before)) if len(before) == 2 else self.two if before <= set(self.two) else ()
            if two and _are(said["what"] or "", two):
                is_object = BEFORE_AN_OBJECT.search(text[max(start, said.start() - 12) : said.start()]) is not None
                return TakenUp(said.start(), said.end(), two, is_object)
            if not before:
                return None
        return None

    def body_taken_up(
        self, text: str, start: int, end: int, named: Sequence[tuple[int, tuple[str, ...]]]
    ) -> TakenUp | None:
        """ "The agency" as an object, where the sentence has ``named`` another doer first and no such body."""
        if not named:
            return None
        for said in THE_BODY.finditer(text, named[0][0], end):
            body = self._body(said["what"])
            others = [actor for _, ids in named for actor in ids]
            if not body or any(a in body or a.startswith(SORTS[said["what"]][:1]) for a in others):
                continue
            if SAID.search(text[max(start, said.start() - 24) : said.start()]) is None:
                return TakenUp(said.start(), said.end(), body, True)
        return None

    def _body(self, what: str) -> tuple[str, ...]:
        """Whom a noun means: the subject of the sentence before, else the body of its sort that was last named alone."""
        sorts = SORTS.get(what.removeprefix("space ").lower(), ())
        if not sorts or sorts[0] == "country/":
            return self.subject if len(self.subject) == 1 and sorts and self.subject[0].startswith(sorts) else ()
        if len(self.subject) == 1 and self.subject[0].startswith(sorts[:2]):
            return self.subject
        last = max((at for body, at in self.bodies if body.startswith(sorts[:2])), default=-1)
        late = [body for body, at in self.bodies if at == last and body.startswith(sorts[:2])]
        return (late[0],) if len(late) == 1 else ()


def itself(text: str, start: int, end: int, named: Sequence[tuple[int, int, tuple[str, ...]]]) -> TakenUp | None:
    """ "It" or "they" behind others for the one that the sentence opens with; ``named`` are the spans and their actors."""
    if len(named) < 2 or named[0][0] - start > OPENS_WITHIN:
        return None
    _, after, opening = named[0]
    for said in ITSELF.finditer(text, after, end):
        is_behind = named[1][1] <= said.start() or said["pronoun"] == "they"
        if is_behind and (said["pronoun"] == "they") == (len(opening) > 1):
            return TakenUp(said.start("pronoun"), said.end(), opening, False)
    return None


def _is(what: str | None, subject: tuple[str, ...]) -> bool:
    """Whether the one taken up is what the noun says; a noun of no certain sort takes up any."""
    sorts = SORTS.get((what or "").removeprefix("space ").lower())
    return sorts is None or subject[0].startswith(sorts)


def _are(what: str, two: tuple[str, ...]) -> bool:
    """Whether both are countries, or both bodies, as the noun says; "sides" and the like are of either sort."""
    states = sum(actor.startswith("country/") for actor in two)
    return states == 2 if what in STATES else states == 0 if what in BODIES else True
