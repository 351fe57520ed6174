"""Spacecraft, launchers and instruments that no list knows, told by the nouns beside them or by the shape of their names.

Listed missions are the lexicon's business; only texts that speak of space are asked.
"""

from __future__ import annotations

import re

from spacecoop.find.actors.decision import Decision
from spacecoop.find.actors.segments import Segment
from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.find.actors.weighing import Scores

CODE = re.compile(r"[^\W\d_][\w’']*(?: [\w’']+)?[-‐‑ ](?:\d{1,3}[A-Z]?|[A-Z]\d{1,3}|[IVX]{1,4})")
CRAFTS = (
    "satellite spacecraft probe rover rocket orbiter lander mission capsule telescope spaceship "
    "nanosatellite cubesat booster launcher module"
).split()
CRAFT = f"(?:{'|'.join(CRAFTS)})"
MISSION_BEFORE = re.compile(
    rf"\b(?:{CRAFT}|space station|minisatellite|microsatellite)s?(?: called| named)?,? [\"'“‘]?$", re.IGNORECASE
)
# With what the words before end where that pattern matches: most are told by it, without a search.
ENDS_BEFORE = (*CRAFTS, *(f"{noun}s" for noun in CRAFTS), "space station", "space stations", "called", "named")
MISSION_AFTER = re.compile(
    rf"[\"'”’]? (?:lunar |carrier |communications? |space |crewed |manned |weather |cargo |launch )?(?:{CRAFT}s?|vehicle|crew|project)\b"
)
_NO_CRAFT = r"maker|compan|operator|firm|manufactur|provider|builder|developer|engineer|expert|scientist|design|business|start|service|communication|industr|image|data|internet|launch|program|offic|cent|alliance|specialist|pilot|group|unit|team"
MISSION_ASIDE = re.compile(
    rf"[\"'”’]?, (?:an?|the|its|their|[A-Z]\w+[’']s) (?:[\w’'-]+ (?:and )?){{0,4}}?(?:{CRAFT}|spectrometer|instrument)\b(?! (?:{_NO_CRAFT}))"
)
CRAFT_NAME = re.compile(r"[A-Z][\w-]*(?:Sat|SAT|Cube|CUBE)(?:[ -]?\d{1,3}[A-Z]?|-[A-Z])?")
HEADS = frozenset("satellite spacecraft probe orbiter lander rover telescope cubesat nanosatellite spaceplane".split())
LONGEST = 4  # words


def mission(text: str, segment: Segment, scores: Scores, is_plain: bool, words: Vocabulary) -> Decision | None:
    """A mission where a noun says so ("the probe X", "X, a cubesat") or the name looks like one: "TarnSat-2", "Zelm-7"."""
    if len(segment.words) > LONGEST:
        return None
    start, end = segment.start, segment.end
    written, is_single = text[start:end], len(segment.words) == 1
    if not is_plain and (_is_called(text, start) or MISSION_AFTER.match(text, end)):
        return Decision("mission", "mission_cue")
    is_person = scores.person >= scores.none + 2
    if is_single and not is_plain and not is_person and MISSION_ASIDE.match(text, end):
        return Decision("mission", "mission_cue")
    if is_single and not is_person and CRAFT_NAME.fullmatch(written):
        return Decision("mission", "craft_name")
    if segment.head in HEADS and not is_person and _is_craft_name(segment, words):
        return Decision("mission", "craft_head")
    if (
        CODE.fullmatch(written)
        and re.split(r"[\W\d]", written.lower(), maxsplit=1)[0] not in words.numbered
        and written.split(" ", 1)[0].lower() not in words.given
    ):
        return Decision("mission", "mission_code")
    return None


def _is_craft_name(segment: Segment, words: Vocabulary) -> bool:
    """ "Tarn Weather Satellite": a craft's noun ends a name whose other words are no mere description of it."""
    *own, noun = segment.words
    if len(own) < 2 or noun.text.lower() != segment.head:
        return False
    if "." in own[0].text or own[0].text.lower() in words.common:
        return False
    return all(w.text.istitle() and w.gap == " " for w in segment.words[1:])


def _is_called(text: str, start: int) -> bool:
    """Whether a noun of craft stands before: "the probe X", "a rocket named X"."""
    floor = max(0, start - 40)
    before = text[floor:start].lower().rstrip(" ,\"'“‘")
    return before.endswith(ENDS_BEFORE) and MISSION_BEFORE.search(text, floor, start) is not None
