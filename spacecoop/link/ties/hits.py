"""Where a predicate's pattern hits a sentence, and where what it says goes on: a further verb of the same subject
("signed with Peru and later signed with Chile"), a further side of the same verb ("with Peru on maps and with Chile on fires").

What the hits mean is read in ``frames``; a hit whose preposition belongs to another word is dropped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacecoop.frozen import frozen
from spacecoop.link.ties.participants import ANY, LAST_SUBJECT, SUBJECT

# A preposition behind one of these is theirs: "an agreement compliant with", "a project consistent with".
ELSE = re.compile(
    r"\b(?:compliant|consistent|accordance|compatible|incompatible|line|compar\w+|deal(?:s|t|ing)|fac(?:ed|ing)|familiar|start(?:s|ed|ing)"
    r"|begin\w*|contrast|conformity|odds|war|conflict|frictions?|clash\w*|competing|rivalry|tensions?|disputes?|charged|accused"
    r"|equipped|fitted|filled|loaded|armed|linked|unlike|grappl\w+|concerned|coinciding|catch(?:ing)? up|keep(?:ing)? up|away|apart"
    r"|different|derived|resulting|benefit\w*|far|range[sd]?) (?:with|from|to) (?:[\w’'-]+ ){0,6}?$"
)
# Behind these words another statement begins.
BREAKS = re.compile(r"\b(?:when|while|because|although|whereas|unless|which|whose|who)\b")
# "worked together since 2017, when": what follows has a subject of its own.
OTHER_CLAUSE = re.compile(r"(?:\b(?:when|where|whereas)|, and that) [^,]*$")
# "work under an agreement signed by": what stands under something is not by whom that is.
UNDER = re.compile(r"\bunder\b")
# "signed them, together with A, B and C": with no more said than that they signed, those sign beside.
BESIDE = re.compile(r"\b(?:together|along|alongside) with (?:[\w’'-]+ ){0,3}?$")
# "Chile and Peru, which belong to ESA, have offered": who offers stands before the remark, not in it.
REMARK_OF = re.compile(
    rf"([{SUBJECT}])\)?,? (?:which|who|whose|part of|an? [\w-]+ of|along with|together with) [^{SUBJECT};]{{0,90}}$"
)
# "is a member of ESA and takes part": so does the subject of a second verb, which stands before the first verb's object.
SECOND_VERB = re.compile(
    r"['’]?[^,;]{0,40}?,? (?:and|but) (?:also |later |now |then )?(?:has|have|had|will|would|is|are|was|were|takes?|took|flies|flew|built|sent|gave|runs|ran|leads|led"
    r"|hosts|operates|provides|supplies|launches|receives|shares|trains|exchanges|gets|uses|obtains|buys|sells|works|builds|[a-z]{3,}ed)\b"
)
SUBJECT_OF = re.compile(rf"([{SUBJECT}])[^{SUBJECT};]{{0,150}}$")
REMARK_AROUND = re.compile(r", (?:which|who|whose|that) [^,;]{0,130}$")
REMARK_ENDS = re.compile(r"[^,;]{0,40}, (?:also |now |then )?(?:has|have|had|will|would|is|are|was|were|[a-z]+ed)\b")
# Between one statement and the next of the same subject.
GOES_ON = re.compile(r"[^;]{0,60}?\b(?:and|but|as well as|or)\b,?(?: [\w’'-]+,?){0,4} ?$")
OWN_CLAUSE = re.compile(r"\b(?:which|who|that|whose|where|when|while|because|by|after|before|said|says|told)\b")
LAST_OF_SIDES = re.compile(r"\b(?:and|as well as) (?:with|from|by)\b")


@frozen
class Hit:
    """Where a pattern matched: positions of the masked sentence, those of its sides being one character each."""

    start: int
    end: int
    trigger: tuple[int, int]
    a: int
    b: int | None


def hits(pattern: re.Pattern[str], lower: str, joins: str, name: str) -> Iterator[Hit]:
    """Every hit of a frame's pattern in a sentence in lower case, and what goes on from it."""
    two_sided = name in ("bilateral", "object")
    for match in pattern.finditer(lower):
        hit = _hit(match, 0)
        if name == "between" and UNDER.search(lower, hit.trigger[1], hit.a):
            continue
        if two_sided or name == "together":
            yield from _own(lower, hit)
        else:
            yield from _template(lower, hit) if name == "template" else (hit,)
        if two_sided:
            yield from _further(pattern, lower, joins, hit)


def _hit(match: re.Match[str], shift: int) -> Hit:
    b = match.start("b") + shift if "b" in match.re.groupindex and match["b"] else None
    start, end = match.span("trigger")
    a = match.start("a")
    return Hit(match.start(), match.end() + shift, (start + shift, end + shift), a, b)


def _own(lower: str, hit: Hit) -> Iterator[Hit]:
    """The hit, unless the clause or the preposition is another's."""
    before = lower[hit.a : hit.trigger[0]]
    between = lower[hit.trigger[1] : hit.b] if hit.b is not None else ""
    is_beside = hit.trigger[1] - hit.trigger[0] <= len("signed") and BESIDE.search(between)
    if not (OTHER_CLAUSE.search(before) or ELSE.search(between) or BREAKS.search(between) or is_beside):
        yield hit


def _template(lower: str, hit: Hit) -> Iterator[Hit]:
    first, last = sorted((hit.a, hit.a if hit.b is None else hit.b))
    if hit.b == first < hit.a and REMARK_ENDS.match(lower, first + 1) and REMARK_AROUND.search(lower, 0, first):
        return  # "the craft, which ESA built with CNES, was launched by": not CNES was launched
    if ELSE.search(lower, first, last) is None and OTHER_CLAUSE.search(lower, first, last) is None:
        yield _before_remark(lower, hit)


def _before_remark(lower: str, hit: Hit) -> Hit:
    """The hit with whom the clause is about in place of the last one named in a remark on them, or as their object."""
    if hit.b is None or hit.b < hit.a:
        return hit
    subject = None
    if REMARK_ENDS.match(lower, hit.a + 1, hit.b):
        subject = REMARK_OF.search(lower, max(0, hit.a - 130), hit.a)
    elif lower[hit.a] > chr(LAST_SUBJECT) and SECOND_VERB.match(lower, hit.a + 1, hit.b):
        subject = SUBJECT_OF.search(lower, max(0, hit.a - 160), hit.a)
    if subject is None:
        return hit
    return Hit(subject.start(1), hit.end, hit.trigger, subject.start(1), hit.b)


def _further(pattern: re.Pattern[str], lower: str, joins: str, hit: Hit) -> Iterator[Hit]:
    """The statements that follow a hit and have its subject, and, where they have none, its verb."""
    said = hit
    while said.b is not None:
        again = _sides(joins).match(lower, said.end) if joins else None
        if again is None or ("and" not in again["link"] and not LAST_OF_SIDES.search(lower, again.end())):
            break
        said = Hit(hit.start, again.end(), hit.trigger, hit.a, again.start("b"))
        yield said
    while True:
        shift = said.end - 1
        match = pattern.match(lower[hit.a] + lower[said.end :])
        if match is None:
            return
        between = lower[said.end : match.start("trigger") + shift]
        if not GOES_ON.match(between) or OWN_CLAUSE.search(between):
            return
        shifted = _hit(match, shift)
        said = Hit(hit.a, shifted.end, shifted.trigger, hit.a, shifted.b)
        yield from _own(lower, said)


@cache
def _sides(joins: str) -> re.Pattern[str]:
    return re.compile(
        rf"[^{ANY};]{{0,60}}?(?P<link>,|,? and|,? as well as)(?: (?:also|later|then|another|one|a (?:second|third|similar) one))?,?"
        rf" (?:{joins}) (?:[\w’'-]+ ){{0,6}}?(?P<b>[{ANY}])"
    )
