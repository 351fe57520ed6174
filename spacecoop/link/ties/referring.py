"""What a sentence takes up from those before it: "it", "they", "the agency", "the two countries".

Number must agree, and for "the two" what they are; anything else is left unresolved, and makes no tie.
"""

from __future__ import annotations

import re

from spacecoop.frozen import frozen

PRONOUN = re.compile(
    r"\b(?:(?P<many>[Tt]hey|[Bb]oth)"
    r"|[Ii]t|[Tt]he (?:(?:space )?agency|organi[sz]ation|country|company|firm|institute|academy|government|university|corporation"
    r"|Office|Agency|Committee|Commission|Organi[sz]ation|Federation|Institute|Centre|Center|Union)"
    r"|The (?:event|conference|workshop|symposium|meeting|seminar|course)(?= (?:was|is) (?:jointly |co-)?organi[sz]ed in\b))\b"
    r"|(?=\b(?:Talks|Negotiations|Discussions|Consultations|Cooperation|Collaboration|Work|Contacts"
    r"|An? (?:[a-z-]+ ){0,4}(?:agreement|protocol|accord|contract|memorandum|dialogue|partnership|deal|pact|treaty|plan|project)) with\b)"
)
# How far into its own sentence such a word may stand.
TAKES_UP_WITHIN = 60
# "The two countries", which may stand some sentences after the two were named together, and far into its own.
THE_TWO = re.compile(
    r"\b(?:[Tt]he two|[Bb]oth)(?: space)? (?P<what>countries|nations|governments|states|agencies|organi[sz]ations|companies"
    r"|institutes|institutions|sides|partners|parties)\b"
)
TWO_WITHIN = 300
TAKEN_UP_BY_MANY = re.compile(r"\b(?:[Tt]hey|[Bb]oth|[Tt]he two)\b")
STATES = frozenset({"countries", "nations", "governments", "states"})
BODIES = frozenset({"agencies", "organisations", "organizations", "companies", "institutes", "institutions"})
BEFORE_AN_OBJECT = re.compile(r"\b(?:by|between|among|of|from|for|with)\s+$")


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
    """What the sentences before one leave in mind: the ``subject`` of the last, the ``two`` last named together, and who
    runs the ``craft`` last named alone."""

    subject: tuple[str, ...]
    two: tuple[str, ...]
    craft: tuple[str, ...] = ()

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
        for said in THE_TWO.finditer(text, start, min(reach, start + TWO_WITHIN)) if self.two else ():
            if _are(said["what"], self.two):
                is_object = BEFORE_AN_OBJECT.search(text[max(start, said.start() - 12) : said.start()]) is not None
                return TakenUp(said.start(), said.end(), self.two, is_object)
            return None
        for said in PRONOUN.finditer(text, start, min(reach, start + TAKES_UP_WITHIN)) if self.subject else ():
            if (said["many"] is not None) == (len(self.subject) > 1):
                return TakenUp(said.start(), said.end(), self.subject, False)
        return None


def _are(what: str, two: tuple[str, ...]) -> bool:
    """Whether both are countries, or both bodies, as the noun says; "sides" and the like are of either sort."""
    states = sum(actor.startswith("country/") for actor in two)
    return states == 2 if what in STATES else states == 0 if what in BODIES else True
