"""Who could cooperate in a sentence: its parties, coordinated ones as one group, and the sentence with each group
replaced by one character, so that a frame can be written around it. Missions become one too, for those who run them.

Which groups do cooperate is decided in ``frames``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from math import inf

from spacecoop.frozen import frozen
from spacecoop.link.ties.parties import Party, parties
from spacecoop.link.ties.referring import Recalled, itself
from spacecoop.link.ties.whose import Whose
from spacecoop.tables import ActorMention

# What may stand between two members of one coordination.
GLUE = re.compile(
    r"\)?(?:\s*\([^()]{1,40}\))?(?:['’]s?)?\s*(?P<link>,?\s*(?:and|&|as well as|along with|or)\s+(?:also\s+)?|,\s*|[-–/]\s?)"
    r"(?:(?:the|its|his|her|their|also|both|especially|including)\s+)?"
)
# "with Peru and with Chile", where the same preposition leads to both.
AGAIN = re.compile(r"\)?,?\s+(?:and|as well as)\s+(?:also\s+)?(?P<again>with|by|from|for|between|of)\s+(?:the\s+)?")
# "with Peru, and Chile has launched it": the last is the subject of a clause of its own.
CLAUSE_AFTER_COMMA = re.compile(
    r"(?:['’]s? [\w ]{2,30}?)?\s+(?:[a-z]+ed|will|would|has|have|had|is|are|was|were|can|could|may|put|built|sent|took|made|gave|won|flew|held|began|led|ran|paid)\b"
)
CLAUSE = re.compile(r"\s+(?:will|would|has|had|is|was|can|could|may)\b")
# A list of commas alone is one only where it goes on ("Pakistan, Turkey and others").
GOES_ON = re.compile(
    r",?\s+(?:and|or)\s+(?:(?:the|many|several|some|other)\s+)?(?:[A-Z]\w+\s+)?(?:others?|more|partners|countries|nations)\b"
)
# In a headline it is one before a verb: "China, Egypt open satellite centre".
# A remark behind a subject, up to its verb.
REMARK = re.compile(
    r"\)?(?P<remark>, (?:the|an?|which|who|whose|owned|led|based|founded|headed|part|formerly|backed|funded)\b[^,;.\n]{0,140}), "
    r"(?:has|have|had|will|would|is|are|was|were|said|[a-z]+ed)\b"
)
# "With Airbus, which is negotiating": whom a clause to the sentence's end tells of acts in it.
RELATIVE_CLAUSE = re.compile(
    r"\)?(?:\s+(?:group|company|team|agency|institute))?, (?:which|who) (?:also |now |already |itself )?"
    r"(?:is|are|was|were|has|have|had|will|would|[a-z]+(?:s|ed))\b[^,;]*$"
)
HEADLINE = re.compile(r"[^\n]{20,140}(?<![.!?”\"])\n")
HEADLINE_VERB = re.compile(r"\s+(?:to\s+)?[a-z]+\b(?!\s*,)")
# A country or body here says where, and is no party.
LOCATIVE = re.compile(r"\b(?:in|at|near|inside|across|throughout|outside|around)\s+(?:the\s+)?$", re.I)
# What one takes part in is no place ("its membership in ESA"), nor is what an adjective qualifies ("at Russian universities").
TAKES_PART = re.compile(
    r"\b(?:memberships?|members?|participat\w+|part|interest|stake|share|partners?|partnership|invest\w*|involve\w*|role|seats?)"
    r"\s+in\s+(?:the\s+)?$",
    re.I,
)
PLACE_NOUN = re.compile(
    r"\s+(?:[\w-]+\s+)?(?:city|capital|town|province|region|coast|desert|island|port|soil|territory|waters|embassy)\b"
)
# "In China, Russia and India met", "According to NASA, ESA and JAXA": the comma ends what leads the sentence in.
LEADS_IN = re.compile(r"(?:^|[.!?\n]\s*)(?:in|at|according\s+to|for|from|unlike|like|among)\s+(?:the\s+)?$", re.I)
# A group after one of these is somebody's object and not the subject of the next verb.
OBJECT = re.compile(
    r"\b(?:for|with|to|from|by|than|including|against|on|invasion of|between|among|members? of|part of|(?:member|cooperating) states? of"
    r"|join(?:s|ed|ing)?|invit(?:es|ed|ing)|approached|visited|barred|asked|offered)\s+(?:the\s+)?$",
    re.I,
)
# "Scientists from Japan and Brazil": these people act for where they come from.
ENVOYS = re.compile(
    r"\b(?:scientists|researchers|engineers|experts|officials|specialists|teams|delegations?|delegates|representatives|ministers|leaders"
    r"|universities|companies|agencies|institutes|institutions|astronauts)\s+(?:from|of|at)\s+(?:the\s+)?$",
    re.I,
)
# "worked with colleagues in Norway": so do they.
PEERS = re.compile(
    r"\bwith (?:[\w-]+ )?(?:colleagues|partners|counterparts|peers|collaborators)\s+(?:in|at)\s+(?:the\s+)?$", re.I
)
# So is an adjective that a verb or noun precedes ("offered Indian images").
LED = re.compile(
    r"(?:^|[^\w\s]|\b(?:the|a|an|some|many|several|that|which|and|as|while|when|but|because|where|two|both|top|senior))\s*$",
    re.I,
)
# No sentence that is read has so many groups; patterns of wider ranges take far longer to compile.
FIRST_SUBJECT, LAST_SUBJECT, FIRST_OBJECT, LAST = 0xE000, 0xE1FF, 0xE200, 0xE3FF
SUBJECT = f"{chr(FIRST_SUBJECT)}-{chr(LAST_SUBJECT)}"
ANY = f"{chr(FIRST_SUBJECT)}-{chr(LAST)}"
MOST_GROUPS = LAST - FIRST_OBJECT
# Letters of a rare script, which patterns read as a word of the sentence.
FIRST_MISSION, LAST_MISSION = 0x3400, 0x35FF
MISSION = f"{chr(FIRST_MISSION)}-{chr(LAST_MISSION)}"
TAKEN = re.compile(f"[{MISSION}{ANY}]")


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
    """A sentence in which one character stands for each group, a private one of ``SUBJECT`` where it may act, and one of
    ``MISSION`` for each mission whose operators the document names."""

    text: str
    groups: tuple[Group, ...]
    missions: tuple[Group, ...]
    _cuts: tuple[tuple[int, int], ...]

    def group(self, character: str) -> Group:
        """The group that a character of ``text`` stands for; of a mission, those who run it."""
        code = ord(character)
        if code <= LAST_MISSION:
            return self.missions[code - FIRST_MISSION]
        return self.groups[code - (FIRST_OBJECT if code >= FIRST_OBJECT else FIRST_SUBJECT)]

    def offset(self, position: int) -> int:
        """Where in the document a position of ``text`` lies (the start of a group for its character)."""
        at, original = self._cuts[bisect_right(self._cuts, (position, inf)) - 1]
        return original + position - at


def without_marks(text: str) -> str:
    """The text with others in place of the characters that stand for groups and missions: an article's own (bullets of PDF
    files, names in the rare script) would be taken for one. Every other character stays at its place."""
    return TAKEN.sub(lambda own: "\ufffd" if own[0] > chr(LAST_MISSION) else "\u4e00", text)


def mask(
    text: str, start: int, end: int, mentions: list[ActorMention], whose: Whose, recalled: Recalled | None = None
) -> Masked:
    """The sentence ``text[start:end]``, whose actor mentions are given in order, with its groups masked.

    ``text`` holds none of the characters that stand for groups. A pronoun, "the agency" or "the two countries" stands for what is ``recalled`` from the sentences before it.
    """
    groups = _apart(text, end, groups_of(text, start, mentions, whose)[:MOST_GROUPS])
    groups = _with_recalled(text, start, end, groups, recalled) if recalled else groups
    missions = _missions(mentions, groups, whose)
    craft = recalled.craft_taken_up(text, start, end) if recalled and not missions else None
    if craft is not None and not any(g.start < craft.end and craft.start < g.end for g in groups):
        missions.append(Group(craft.start, craft.end, craft.actor_ids, False, False))
    marked = [(g, FIRST_MISSION + i) for i, g in enumerate(missions)]
    marked += [(g, (FIRST_OBJECT if g.is_object or g.is_located else FIRST_SUBJECT) + i) for i, g in enumerate(groups)]
    pieces: list[str] = []
    cuts: list[tuple[int, int]] = []
    reach, length = start, 0
    for group, code in sorted(marked, key=lambda m: (m[0].start, m[0].end)):
        between = text[reach : group.start]
        cuts += [(length, reach), (length + len(between), group.start)]
        pieces += [between, chr(code)]
        length += len(between) + 1
        reach = group.end
    cuts.append((length, reach))
    pieces.append(text[reach:end])
    return Masked("".join(pieces), tuple(groups), tuple(missions), tuple(cuts))


def _with_recalled(text: str, start: int, end: int, groups: list[Group], recalled: Recalled) -> list[Group]:
    """The groups and what the sentence takes up from those before it, in order."""
    named = [(g.end, g.actor_ids) for g in groups if not g.is_located]
    two = recalled.two_taken_up(text, start, end, named)
    one = recalled.taken_up(text, start, groups[0].start if groups else end) if two is None else None
    body = recalled.body_taken_up(text, start, end, named) if two is None and one is None else None
    own = itself(text, start, end, [(g.start, g.end, g.actor_ids) for g in groups if not g.is_located])
    added = [Group(t.start, t.end, t.actor_ids, False, t.is_object) for t in (two, one, body, own) if t is not None]
    kept = [t for t in added if not any(g.start < t.end and t.start < g.end for g in groups)]
    return sorted([*groups, *kept], key=lambda g: (g.start, g.end)) if kept else groups


def _apart(text: str, end: int, groups: list[Group]) -> list[Group]:
    """The groups, those of a remark set off behind another as objects: "OneWeb, the operator owned by the UK, has"."""
    reach = 0
    kept: list[Group] = []
    for group in groups:
        is_object = group.end <= reach or (group.is_object and not RELATIVE_CLAUSE.match(text, group.end, end))
        kept.append(group if is_object is group.is_object else replace(group, is_object=is_object))
        remark = REMARK.match(text, group.end) if group.end > reach and not group.is_object else None
        reach = remark.end("remark") if remark else reach
    return kept


def _missions(mentions: list[ActorMention], groups: list[Group], whose: Whose) -> list[Group]:
    """The missions of known operators that stand in no group's words."""
    found = [m for m in mentions if m.kind == "mission" and m.actor_id in whose.operators]
    return [
        Group(m.start_char, m.end_char, whose.operators[m.actor_id or ""], False, False)
        for m in found
        if not any(g.start < m.end_char and m.start_char < g.end for g in groups)
    ][: LAST_MISSION - FIRST_MISSION]


def groups_of(text: str, start: int, mentions: list[ActorMention], whose: Whose) -> list[Group]:
    """The groups of the sentence that begins at ``start``, in order."""
    runs: list[list[Party]] = []
    for party in parties(text, mentions, whose):
        if runs and _continues(text, start, runs[-1], party):
            runs[-1].append(party)
        else:
            runs.append([party])
    groups: list[Group] = []
    for run in runs:
        for members in _coordinations(text, run, run[0].start == start and HEADLINE.match(text, start) is not None):
            at = members[0].start
            before_it = text[max(start, at - 20) : at]
            is_object = (
                OBJECT.search(before_it) is not None and ENVOYS.search(text, max(start, at - 30), at) is None
            ) or (members[0].is_adjective and LED.search(before_it) is None)
            ids = tuple(dict.fromkeys(party.actor_id for party in members))
            groups.append(Group(at, members[-1].end, ids, _is_located(text, start, members), is_object))
    return groups


def _is_located(text: str, start: int, members: list[Party]) -> bool:
    """Whether the words before say that something is in or at the members."""
    before = text[max(start, members[0].start - 30) : members[0].start]
    if LOCATIVE.search(before) is None or TAKES_PART.search(before) or ENVOYS.search(before) or PEERS.search(before):
        return False
    return not members[-1].is_adjective or PLACE_NOUN.match(text, members[-1].end) is not None


def _continues(text: str, start: int, run: list[Party], party: Party) -> bool:
    """Whether a party goes on a list, or is another spelling of its last member ("Long Name (LN)")."""
    before = run[-1]
    if before.actor_id == party.actor_id and text[before.end : party.start].strip() in ("(", ""):
        return True
    link = GLUE.fullmatch(text, before.end, party.start)
    led_by = text[max(start, run[0].start - 20) : run[0].start]
    if link is None:
        again = AGAIN.fullmatch(text, before.end, party.start)
        return again is not None and led_by.removesuffix("the ").endswith(f" {again['again']} ")
    if link["link"].strip() != ",":
        own_clause = (CLAUSE_AFTER_COMMA if link["link"].startswith(",") else CLAUSE).match(text, party.end)
        return own_clause is None or OBJECT.search(led_by) is None
    # "with Peru and Chile, NASA said": a bare comma after "and X" ends the list.
    is_ended = len(run) > 1 and text[run[-2].end : before.start].strip(" ),").startswith(("and ", "or ", "& "))
    return not is_ended and LEADS_IN.search(led_by) is None


def _coordinations(text: str, run: list[Party], is_headline: bool) -> list[list[Party]]:
    """The run as one list where a conjunction or hyphen holds it together, else each member alone."""
    links = [GLUE.fullmatch(text, a.end, b.start) for a, b in pairwise(run)]
    if all(link is not None and link["link"].strip() == "," for link in links) and len({p.actor_id for p in run}) > 1:
        holds = GOES_ON.match(text, run[-1].end) or (is_headline and HEADLINE_VERB.match(text, run[-1].end))
        return [run] if holds else [[party] for party in run]
    return [run]
