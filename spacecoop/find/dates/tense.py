"""Which way an undated month or weekday points: back or ahead, from the verbs and prepositions near it.

A cheap reading of the nearest verb of the sentence, not a parse.
"""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["past", "future"]

AHEAD = frozenset(
    "will shall would won't effective payable expected scheduled due slated plans planned planning plan preparations expects upcoming intends hopes going opens begins starts convenes kicks".split()
)
# Verbs whose present tells of a timetable where the day stands beside them: "talks resume Thursday".
TIMETABLED = frozenset(
    "resume resumes ends closes arrive arrives leave leaves depart departs expire expires meet meets retires faces forecast".split()
)
REPORTING = frozenset(
    "said says told announced reported added agreed declared disclosed noted stated confirmed proposed filed called".split()
)
BACK = frozenset(
    "was were had did has have been went came took gave got made met held left began told found fell rose led sent saw won lost put set "
    "sold bought brought flew spoke wrote became said says since ago kept ran sat stood grew paid sought struck shot hit hurt broke drove died "
    "killed ended cut shut spread".split()
)
# Verbs whose past is their base form, and the words that such a base form follows.
# What is put off to a day lies ahead; what was first planned for a day, or was planned and dropped, does not.
DELAYED = frozenset(
    "slip slips slipped postpone postponed delay delayed defer deferred reschedule rescheduled put pushed".split()
)
AT_FIRST = frozenset(("originally", "initially", "previously"))
AIMED = frozenset(("planned", "scheduled", "due", "set", "slated"))
DROPPED = re.compile(
    r"[^.;]{0,40}?\b(?:was|were|been|is) (?:put off|called off|cancell?ed|postponed|delayed|scrapped|scrubbed|aborted)\b"
)
UNCHANGED = frozenset("cut hit hurt put set shut spread".split())
BEFORE_BASE = frozenset("to will would may might can could shall should must not did does do and or".split())
PAST_FORM = re.compile(r"[a-z]{2,}ed")
NOT_PAST = frozenset(
    "need speed indeed exceed proceed succeed feed seed bleed breed hundred united based related".split()
)
WORD = re.compile(r"[A-Za-z']+")
REACH = 160
LEAD = 6  # words behind "By Sunday," among which its verb stands
# "Friday's verdict" is known to the reader: what somebody would or wants to do about it does not make it lie ahead.
OF_ITS_OWN = re.compile(r"['’]s\b")
WISHES = frozenset(("would", "to", "plans", "planned", "plan", "intends", "hopes"))
# Words after which "to" with a verb looks ahead.
INTENT = frozenset(
    "set due agreed agree agrees agreement plan plans planned planning expected expects supposed scheduled slated hopes hoping wants "
    "want intends intend ready likely going about required ordered asked told invited vowed promised pledged proposed deal pact "
    "decided deadline guidelines needs need hope aims poised obliged bound able prepared".split()
)
# An -ed word behind these is an adjective: "a still unspecified date".
BEFORE_ADJECTIVE = frozenset("a an the its their his her our your any no some still newly".split())
PRESENT = (["is"], ["are"])
DATED = frozenset(("based", "born", "dated", "released", "said"))
BE = (["is"], ["are"], ["was"], ["were"], ["has"], ["have"], ["had"])
# Verbs whose "until" may lie behind.
LASTED = frozenset("lasted continued remained ran stayed waited worked held kept served lived delayed".split())
# What follows "to" when it is a preposition and no infinitive.
NO_VERB = frozenset(
    "the a an his her its their our your my this that these those him them me us it more all any some one two three four five six "
    "seven eight nine ten date about around up as what which whom and or each every both no other".split()
)


def direction(text: str, sentence: tuple[int, int], start: int, end: int) -> Direction | None:
    """Direction that the sentence's nearest verb gives to the words at ``start``; the verb before them weighs more.

    A verb of reporting counts only right beside them: "said Friday", but not "said it ... in January".
    """
    before = WORD.findall(text[max(sentence[0], start - REACH) : start])
    if before and before[-1] in ("since", "Since"):
        return "past"
    if [w.lower() for w in before[-3:]] == ["as", "soon", "as"]:
        return "future"
    if [w.lower() for w in before[-2:]] == ["ahead", "of"]:
        return "future"
    if before and before[-1] in ("until", "till") and not LASTED & set(before):
        return "future"
    if before and before[-1] == "to" and DELAYED.intersection(before[-8:]):
        return "future"
    is_known = OF_ITS_OWN.match(text, end) is not None
    if AIMED.intersection(before[-6:]) and DROPPED.match(text, end, sentence[1]):
        return "past"
    for i in range(len(before) - 1, -1, -1):
        found = None if is_known and before[i] in WISHES else _before(before, i)
        if found is not None:
            return found
    if before and before[-1].lower() == "by":
        return "past" if "had" in WORD.findall(text[end : min(sentence[1], end + REACH)])[:LEAD] else "future"
    for distance, word in enumerate(WORD.findall(text[end : min(sentence[1], end + REACH)])):
        found = _of(word.lower(), distance)
        if found is not None:
            return found
    return None


def _before(words: list[str], i: int) -> Direction | None:
    word = words[i].lower()
    if words[i] == "may":  # no month
        return "future"
    if word == "to":
        is_ahead = i + 1 < len(words) and (words[i + 1] == "be" or _is_infinitive(words[i + 1]))
        is_meant = any(w.lower() in INTENT for w in words[max(0, i - 3) : i]) or words[i - 1 : i] in BE
        return "future" if is_ahead and is_meant else None
    if word == "set" and words[i + 1 : i + 2] in (["for"], ["to"]):
        return "future"  # "a summit set for Washington in April"
    if word in UNCHANGED and any(w.lower() in BEFORE_BASE for w in words[max(0, i - 3) : i]):
        return None
    if word in AHEAD:
        earlier = [w.lower() for w in words[max(0, i - 2) : i]]
        if earlier == ["had", "been"] or AT_FIRST.intersection(earlier):
            return "past"
    if i > 0 and words[i - 1].lower() == "be" and _of(word, 0) == "past":
        return None
    if (
        word not in AHEAD
        and word.endswith("ed")
        and i > 0
        and i + 1 < len(words)
        and words[i - 1].lower() in BEFORE_ADJECTIVE
    ):
        return None
    found = _of(word, len(words) - 1 - i)
    if found == "past" and words[i - 1 : i] in PRESENT and i >= len(words) - 2 and word not in DATED:
        return "future"  # "once it is signed in June": a passive of the present
    return found


def _is_infinitive(word: str) -> bool:
    return (
        word.islower()
        and word not in NO_VERB
        and not word.endswith("ing")
        and (not word.endswith("s") or word.endswith("ss"))
    )


def _of(word: str, distance: int) -> Direction | None:
    if word in AHEAD or (word in TIMETABLED and distance <= 2):
        return "future"
    if word in REPORTING and distance > 1:
        return None
    if word in BACK or (word.endswith("ed") and word not in NOT_PAST and PAST_FORM.fullmatch(word)):
        return "past"
    return None
