"""Whether a tie is so, planned, proposed, ended or denied: negation, modality and tense around its predicate.

Of several words the one nearest to the predicate decides. A prohibition that stands is actual; the words that forbid are its predicate, not its denial.
"""

from __future__ import annotations

import re

from spacecoop.link.ties.frames import Frame, vocabulary
from spacecoop.tables.facts import TieStatus

BEFORE = 60
# "China, which is no member, leads it": an aside tells nothing of the predicate.
ASIDE = re.compile(r",\s+(?:which|who|that|though|although|while|unlike|whose)\b[^,]{0,120},")
# "reached no agreement", "is not a member of", where the denial stands inside the predicate; so does "is no longer a member of".
NONE = re.compile(r"\bno\b(?! (?:doubt|longer|later|less|more)\b)|\b(?:not(?! only\b)|never)\b", re.I)
NO_LONGER = re.compile(r"\bno longer\b", re.I)
# "has no direct contact with", where it stands just before.
NONE_BEFORE = re.compile(r"\b(?:no(?! longer| doubt)|without(?: any)?) (?:[\w-]+ ){0,2}$", re.I)
# What is said of the tie after it: "a meeting between the two in Tokyo on 4 June was cancelled", "the protocol with Peru,
# signed in 2019, expired". Words that are not told of it ("and", "who") end its clause.
REST = r"(?:,\s+(?:which|signed|concluded|launched|begun|agreed)\b[^,.;]{0,60},)?(?:\s+(?!and\b|but\b|which\b|who\b|that\b|to\b)[\w’'-]+){0,8}?\s+"
BEEN = r"(?:was|were|is|are|has\s+been|have\s+been|had\s+been|will\s+be|is\s+being|are\s+being)\s+(?:(?:later|then|now|also|not|soon|indefinitely)\s+)?"
AFTER: tuple[tuple[TieStatus, re.Pattern[str]], ...] = (
    (
        "ended",
        re.compile(
            rf"{REST}(?:{BEEN}(?:cancell?ed|called\s+off|scrapped|dropped|abandoned|shelved|suspended|terminated|ended|discontinued|frozen|halted|broken\s+off)"
            r"|(?:expired|lapsed|ended|collapsed|fell\s+through|broke\s+down|came\s+to\s+an\s+end)\b(?!\s+with\s+(?:an?|the)\b))",
            re.I,
        ),
    ),
    ("denied", re.compile(rf"{REST}(?:{BEEN}(?:rejected|declined|ruled\s+out|refused|turned\s+down|denied|impossible)|did\s+not\s+take\s+place)\b", re.I)),
    ("planned", re.compile(rf"{REST}(?:will\s+be|is\s+to\s+be|are\s+to\s+be|{BEEN}(?:being\s+)?(?:prepared|drafted|planned|finali[sz]ed|expected|scheduled))\s?(?:signed|concluded|launched|held|built|finali[sz]ed|initialled)?\b", re.I)),
    ("proposed", re.compile(rf"{REST}(?:(?:could|may|might|would|should)\s+be|{BEEN}(?:proposed|suggested|under\s+(?:discussion|consideration|negotiation)|possible|being\s+(?:considered|negotiated|discussed)))\b", re.I)),
)  # fmt: skip
# What is said after a tie is told of what a noun names, and of the side that follows its noun; other verbs have said their own.
NOMINAL = ("between_", "bilateral_", "compound")
UNDER = re.compile(r"\bunder (?:an?|the|their|its)(?: [\w-]+){0,2} $", re.I)
# "would not break off", "threatened to end": what is not ended goes on.
STAYS = re.compile(
    r"\b(?:not|never|could|may|might|threat\w+|consider\w*|n['’]t) (?:[\w’'-]+ ){0,2}"
    r"(?:break|end|ending|pull|pulling|withdraw|withdrawing|walk|scrap|cancel|suspend|terminate|halt|freeze|abandon|leave|leaving|quit)\b[^,]{0,6}$",
    re.I,
)
# "cancelled a plan to invite"
CALLED_OFF = re.compile(
    r"\b(?:cancell?ed|scrapped|dropped|abandoned|shelved|withdrew|axed|ditched) (?:[\w’'-]+ ){0,3}(?:plans?|planned|proposals?|proposed)$",
    re.I,
)
# "is not expected to sign": a denial so near before another word of status holds.
REACH_OF_NOT = 28


def status(text: str, frame: Frame) -> TieStatus:
    """Read from the words before the predicate: from its first side on, else from the clause's beginning."""
    if frame.kind == "prohibition":
        return "actual"
    trigger = frame.trigger[0]
    start = (
        frame.start
        if frame.start < trigger
        else max(0, trigger - BEFORE, text.rfind(",", 0, trigger), text.rfind(";", 0, trigger))
    )
    said = ASIDE.sub(",", text[start:trigger])
    if frame.start == trigger and UNDER.search(said):
        said = ""  # "will expand their work under an agreement between": the agreement stands
    nearest: tuple[int, TieStatus] = (-1, "actual")
    for name, pattern in vocabulary().status:
        for hit in pattern.finditer(said):
            if hit.end() > nearest[0]:
                nearest = hit.end(), name
    if NO_LONGER.search(text, trigger, frame.trigger[1]):
        return "ended"
    if NONE.search(text, trigger, frame.trigger[1]) or NONE_BEFORE.search(said):
        return "denied"
    after = _said_after(text, frame)
    if after is not None:
        return after
    if nearest[1] == "ended" and STAYS.search(said[: nearest[0]]):
        return "actual"
    if nearest[1] in ("planned", "proposed") and CALLED_OFF.search(said[: nearest[0]]):
        return "ended"
    denied = [hit.end() for name, pattern in vocabulary().status if name == "denied" for hit in pattern.finditer(said)]
    return "denied" if denied and nearest[0] - denied[-1] < REACH_OF_NOT else nearest[1]


def _said_after(text: str, frame: Frame) -> TieStatus | None:
    """What the clause goes on to say of a tie that a noun names, or whether it was called off."""
    for name, pattern in AFTER:
        if (name == "ended" or frame.rule.startswith(NOMINAL)) and pattern.match(text, frame.end):
            return name
    return None
