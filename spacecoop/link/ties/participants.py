"""Who could cooperate in a sentence: resolved actors, coordinated ones as one group, and the sentence with each group
replaced by one character, so that a frame can be written around it.

Which groups do cooperate is decided in ``frames``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from math import inf

from spacecoop.frozen import frozen
from spacecoop.tables import ActorMention

PARTIES = frozenset({"country", "agency", "organisation", "igo", "company", "university"})
# What may stand between two members of one coordination.
GLUE = re.compile(
    r"\)?(?:\s*\([^()]{1,40}\))?(?:['’]s?)?\s*(?P<link>,?\s*(?:and|&|as well as|along with|or)\s+(?:also\s+)?|,\s*|\s*[-–/]\s*)"
    r"(?:(?:the|its|also|both|especially|including)\s+)?"
)
# A list of commas alone is one only where it goes on ("Pakistan, Turkey and others").
GOES_ON = re.compile(
    r",?\s+(?:and|or)\s+(?:(?:the|many|several|some|other)\s+)?(?:[A-Z]\w+\s+)?(?:others?|more|partners|countries|nations)\b"
)
# A country or body here says where, and is no party.
LOCATIVE = re.compile(r"\b(?:in|at|near|inside|across|throughout|outside|around)\s+(?:the\s+)?$", re.I)
# A group after one of these is somebody's object and not the subject of the next verb.
OBJECT = re.compile(
    r"\b(?:for|with|to|from|by|than|including|against|on|invasion of|between|among)\s+(?:the\s+)?$", re.I
)
# "Scientists from Japan and Brazil": these people act for where they come from.
ENVOYS = re.compile(
    r"\b(?:scientists|researchers|engineers|experts|officials|specialists|teams|delegations?|delegates|representatives|ministers|leaders"
    r"|universities|companies|agencies|institutes|institutions|astronauts)\s+(?:from|of)\s+(?:the\s+)?$",
    re.I,
)
# "U.S. law", "the Chinese market": the country says which, and does nothing.
NO_DOING = re.compile(
    r"(?:['’]s?)?\s+(?:[a-z]+\s+){0,2}(?:laws?|legislation|amendment|sanctions|dollars?|market|soil|time|territory)\b"
)
# So is an adjective that a verb or noun precedes ("offered Indian images").
LED = re.compile(
    r"(?:^|[^\w\s]|\b(?:the|a|an|some|many|several|that|which|and|as|while|when|but|because|where|two|both|top|senior))\s*$",
    re.I,
)
# "China's CNSA", "the Chinese space agency CNSA": the second is the party, the first says whose it is.
OWNED = re.compile(
    r"(?:['’]s?)?\s+(?:(?:national|state|space|federal|own|main|civil|science|agency|start-?up|company|firm|operator"
    r"|manufacturer|maker|giant|group|contractor|supplier|satellite|launch|rocket|university|institute|ministry)\s+){0,3}"
)
# "OneWeb, the British-French operator": the adjectives describe the party before them.
APPOSED = re.compile(r"\)?,\s+(?:the|an?)\s+(?:[\w-]+\s+){0,2}(?:\w+[-–/])?")
POSSESSIVE = re.compile(r"['’]s?\s+(?:own\s+)?")
# What may take up the subject of the sentence before, and how far into its own sentence.
PRONOUN = re.compile(
    r"\b(?:(?P<many>[Tt]hey|[Bb]oth|[Tt]he two (?:countries|agencies|sides|nations|partners|governments|organi[sz]ations))"
    r"|[Ii]t|[Tt]he (?:agency|organi[sz]ation|country|company|institute|academy|government)"
    r"|The (?:event|conference|workshop|symposium|meeting|seminar|course)(?= (?:was|is) (?:jointly |co-)?organi[sz]ed in\b))\b"
    r"|(?=\b(?:Talks|Negotiations|Discussions|Consultations|Cooperation|Collaboration|Work|An? agreement|Contacts) with\b)"
)
TAKES_UP_WITHIN = 60
# "the University of Graz in Austria": where a party sits belongs to its naming.
SEAT = re.compile(r"\)?\s*(?:\([^()]{1,40}\))?,?\s+(?:in|at)\s+(?:the\s+)?")
# "Lee's team": the person stands for the body they work for.
TEAM = re.compile(r"['’]s?\s+(?:[\w-]+\s+)?(?:team|group|laborator(?:y|ies)|lab|colleagues)\b")
# "Zhang Kejian, head of the CNSA": the person acts for the body.
OFFICE = 90
FIRST_SUBJECT, LAST_SUBJECT, FIRST_OBJECT, LAST = 0xE000, 0xEFFF, 0xF000, 0xF8FF
SUBJECT = f"{chr(FIRST_SUBJECT)}-{chr(LAST_SUBJECT)}"
ANY = f"{chr(FIRST_SUBJECT)}-{chr(LAST)}"
MOST_GROUPS = LAST - FIRST_OBJECT


@frozen
class Group:
    """Coordinated actors in reading order, each once; the span runs from the first member's words to the last's."""

    start: int
    end: int
    actor_ids: tuple[str, ...]
    is_located: bool
    is_object: bool


@frozen
class Masked:
    """A sentence in which one private-use character stands for each group: one of ``SUBJECT`` where it may act."""

    text: str
    groups: tuple[Group, ...]
    _cuts: tuple[tuple[int, int], ...]

    def group(self, character: str) -> Group:
        """The group that a character of ``text`` stands for."""
        code = ord(character)
        return self.groups[code - (FIRST_OBJECT if code >= FIRST_OBJECT else FIRST_SUBJECT)]

    def offset(self, position: int) -> int:
        """Where in the document a position of ``text`` lies (the start of a group for its character)."""
        at, original = self._cuts[bisect_right(self._cuts, (position, inf)) - 1]
        return original + position - at


def mask(text: str, start: int, end: int, mentions: list[ActorMention], before: Masked | None = None) -> Masked:
    """The sentence ``text[start:end]``, whose actor mentions are given in order, with its groups masked.

    A pronoun or "the agency" that opens it stands for the subject of ``before``, the sentence before it in the paragraph.
    """
    groups = groups_of(text, start, mentions)[:MOST_GROUPS]
    opening = _opening(text, start, groups[0].start if groups else end, before)
    if opening is not None:
        groups.insert(0, opening)
    pieces: list[str] = []
    cuts: list[tuple[int, int]] = []
    reach, length = start, 0
    for i, group in enumerate(groups):
        between = text[reach : group.start]
        cuts += [(length, reach), (length + len(between), group.start)]
        first = FIRST_OBJECT if group.is_object or group.is_located else FIRST_SUBJECT
        pieces += [between, chr(first + i)]
        length += len(between) + 1
        reach = group.end
    cuts.append((length, reach))
    pieces.append(text[reach:end])
    return Masked("".join(pieces), tuple(groups), tuple(cuts))


def _opening(text: str, start: int, reach: int, before: Masked | None) -> Group | None:
    """The group that a pronoun near the sentence's start takes up, when number agrees and no other comes before it."""
    if before is None:
        return None
    subject = next((g for g in before.groups if not g.is_located and not g.is_object), None)
    if subject is None:
        return None
    for said in PRONOUN.finditer(text, start, min(reach, start + TAKES_UP_WITHIN)):
        if (said["many"] is not None) == (len(subject.actor_ids) > 1):
            return Group(said.start(), said.end(), subject.actor_ids, False, False)
    return None


def groups_of(text: str, start: int, mentions: list[ActorMention]) -> list[Group]:
    """The groups of the sentence that begins at ``start``, in order."""
    runs: list[list[tuple[int, int, str]]] = []
    for party in _parties(text, mentions):
        before = runs[-1][-1] if runs else None
        if before is not None and _continues(text, before, party):
            runs[-1].append(party)
        else:
            runs.append([party])
    adjectives = {m.start_char for m in mentions if m.form == "demonym"}
    groups: list[Group] = []
    for run in runs:
        for members in _coordinations(text, run):
            at = members[0][0]
            before_it = text[max(start, at - 20) : at]
            ids = tuple(dict.fromkeys(actor for _, _, actor in members))
            located = LOCATIVE.search(before_it) is not None
            is_object = (
                OBJECT.search(before_it) is not None and ENVOYS.search(text, max(start, at - 30), at) is None
            ) or (at in adjectives and LED.search(before_it) is None)
            groups.append(Group(at, members[-1][1], ids, located, is_object))
    return groups


def _continues(text: str, before: tuple[int, int, str], party: tuple[int, int, str]) -> bool:
    """Whether two parties stand in one list, or are two spellings of one ("Long Name (LN)")."""
    if before[2] == party[2] and text[before[1] : party[0]].strip() in ("(", ""):
        return True
    return GLUE.fullmatch(text, before[1], party[0]) is not None


def _coordinations(text: str, run: list[tuple[int, int, str]]) -> list[list[tuple[int, int, str]]]:
    """The run as one list where a conjunction or hyphen holds it together, else each member alone."""
    links = [GLUE.fullmatch(text, a[1], b[0]) for a, b in pairwise(run)]
    if all(link is not None and link["link"].strip() == "," for link in links) and len({p[2] for p in run}) > 1:
        return [run] if GOES_ON.match(text, run[-1][1]) else [[party] for party in run]
    return [run]


def _parties(text: str, mentions: list[ActorMention]) -> list[tuple[int, int, str]]:
    """The mentions that may be parties, without what only says whose they are, and with the person who acts for them.

    "NASA Administrator Bill Nelson" and "Zhang Kejian, head of the CNSA" are each one party, the body.
    """
    kept: list[tuple[int, int, str]] = []
    person: ActorMention | None = None
    for mention in sorted(mentions, key=lambda m: (m.start_char, -m.end_char)):
        start, end, actor = mention.start_char, mention.end_char, mention.actor_id
        if mention.kind == "person":
            person = mention
            if kept and mention.affiliation_actor_id == kept[-1][2] and start - kept[-1][1] < 60:
                kept[-1] = (kept[-1][0], end, kept[-1][2])
            elif mention.affiliation_actor_id is not None and TEAM.match(text, end):
                kept.append((start, end, mention.affiliation_actor_id))
            continue
        if kept and mention.kind in ("country", "place") and SEAT.fullmatch(text, kept[-1][1], start):
            kept[-1] = (kept[-1][0], end, kept[-1][2])
            continue
        if mention.kind == "country" and NO_DOING.match(text, end):
            continue
        if mention.form == "demonym" and kept and APPOSED.fullmatch(text, kept[-1][1], start):
            continue
        if actor is None or mention.kind not in PARTIES or (kept and end <= kept[-1][1]):
            continue
        if kept and _owns(text, kept[-1], start, mention.kind):
            kept.pop()
        if person is not None and person.affiliation_actor_id == actor and 0 <= start - person.end_char < OFFICE:
            start, person = person.start_char, None
        kept.append((start, end, actor))
    return kept


def _owns(text: str, owner: tuple[int, int, str], start: int, kind: str) -> bool:
    """Whether the last party only says whose the next one is."""
    if start < owner[1] or kind == "country":
        return False
    if owner[2].startswith("country/"):
        return OWNED.fullmatch(text, owner[1], start) is not None
    return POSSESSIVE.fullmatch(text, owner[1], start) is not None
