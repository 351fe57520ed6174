"""Where a city, a house or a government stands for its country: "Beijing said", "talks with Moscow", "Government of Chile".

Only the words around decide; which cities and houses can stand for which country is the lexicon's business.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacecoop.find.actors.gazetteer import Gazetteer, Listed
from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.find.actors.words import APOSTROPHE, Word

AFTER_WORD = re.compile(r" (\w+)(?! been\b)")
JOINT = re.compile(
    r"(?: and [A-Z]\w+)?(?:, (?:by contrast|for its part|however|in turn|meanwhile|too),)?(?: (?:has|have|had|also|later|now|long|since|already|repeatedly|never)){0,3} ([a-z]+)"
)
PLANNING = frozenset(
    "agree cooperate cooperated intend intends plan refuse seek sign want wish wishes regretted regrets".split()
)
WILLING = re.compile(
    r"(?: and [A-Z]\w+)? (?:was|is|were|ha(?:s|ve|d) been|seems|seemed|remains|remained|became|could|may|might|should|must)(?: not| also| now| still)?"
    r" (?:ready|willing|keen|prepared|eager|reluctant|unwilling|committed|interested|wary|confident|concerned|opposed|"
    r"determined|say|act|lead|invest|help|share|spend|support|back|sign|wait|planning|seeking|considering|offering|join|pay|agree|decide|refuse|reject|accept|withdraw|propose|offer)\b"
)
STATES_OWN = re.compile(
    r"[’']s? (?:(?:first|new|former|then|long-time|permanent) )?(?:ambassador|envoy|foreign (?:minister|ministry|policy)|diplomats|"
    r"(?:national |lunar |manned |crewed )?space (?:agency|programme|program|policy|ambitions|strategy|budget)|accession|ratification|allies|decision|refusal|withdrawal|willingness)\b"
)
_BONDS = (
    r"talks|ties|relations|links|agreements?|arrangements?|accords?|pacts?|deals?|treaty|treaties|partnerships?|"
    r"negotiations|rivalry|alliance|contacts|dialogue"
)
RELATED = re.compile(
    rf"\b(?:{_BONDS}|talk|relation|(?:co-?operat|collaborat|negotiat)(?:e[sd]?|ing|ion)|sided?|worked|works?|working|signed|competition)"
    r"(?: [a-z]+)? with $",
    re.IGNORECASE,
)
TIES = re.compile(rf"\b(?:{_BONDS}|co-?operation|collaboration) between (?:[A-Z][\w. ]{{2,24}} and )?$", re.IGNORECASE)
FARTHEST = 60
VISITED = re.compile(
    r"\b(?:in|at|outside|inside|near|around|opposite|(?<!according )to|into|toured|visited|visits?|entered|left|leaving)(?: the)? $",
    re.IGNORECASE,
)


def acts(text: str, start: int, end: int, words: Vocabulary) -> bool:
    """Whether a city decides or has ties: "Beijing said", "Moscow will", "Tokyo was willing", "talks with Paris"."""
    if text[end : end + 1] != "-" and is_partner(text, start):
        return True
    if text[end : end + 1] in APOSTROPHE and STATES_OWN.match(text, end) is not None:
        return True
    word = AFTER_WORD.match(text, end)
    if word is not None and word.group(1) in words.decisions:
        return True
    joint = JOINT.match(text, end)
    is_joint = joint is not None and (joint.group(1) in words.decisions or joint.group(1) in PLANNING)
    return is_joint or WILLING.match(text, end) is not None


def is_partner(text: str, start: int) -> bool:
    """Whether words of a bond between states lead up to it."""
    floor = max(0, start - FARTHEST)
    before = text[floor:start].lower()
    if before.endswith(" with "):
        return RELATED.search(text, floor, start) is not None
    return " between " in before and TIES.search(text, floor, start) is not None


def is_visited(text: str, start: int) -> bool:
    """Whether a seat of government that is no city is the house itself: "at the White House"; else it is the country,
    whatever it does."""
    return VISITED.search(text, max(0, start - 24), start) is not None


def government(words: tuple[Word, ...], names: Gazetteer) -> Listed | None:
    """The country whose government is named: "Government of Chile", "Chilean Government"."""
    if len(words) != 2 or "Government" not in (words[0].text, words[1].text):
        return None
    is_of = words[1].gap.strip() in ("of", "of the")
    if (words[0] if is_of else words[1]).text != "Government" or not (is_of or words[1].gap == " "):
        return None
    owners = names.own((words[1] if is_of else words[0]).text)
    land = next((o for o in owners if o.kind == "country" and o.form != "metonym"), None)
    return None if land is None else replace(land, form="metonym")
