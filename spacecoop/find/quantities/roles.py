"""What a quantity is of: attendance, budget, share and so on, and whether it is announced or reported.

Decided by the words of its sentence around it, never by the counted noun alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import cast

from spacecoop.find.quantities import sums
from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.things import class_of
from spacecoop.find.quantities.words import alternation, cues, word_set
from spacecoop.tables.mentions import QuantityRole

LEFT, RIGHT = 110, 90
CLAUSE_END = re.compile(r"[;:]|\s[–—]\s|[.!?]\s|\n")
COMMA = re.compile(r",\s")
OF_MEETING = r"\b(?:{meetings})\s+of\s+$"
SIGNED_IN = re.compile(r" signed (?:in|up)\b")
WORD = re.compile(r"[\w-]+")
NUMBER_OF_PEOPLE = re.compile(r"\b(?:attendance|number of (?:participants|attendees|delegates))\b[^,.;]{0,20}$")
ANNOUNCED = re.compile(r"\s*(?:\w+\s){0,4}(?:will|would|are expected|is expected|are due|are set)\b")
LIVING_IN = re.compile(
    r"\b(?:city|community|island|municipality|nation|population|town|village)\b[^,;.]{0,24} (?:of|with) $"
)
OF_THOSE = re.compile(r"\s?of (?:the|these|those|its|their)\b")
# "covered the travel of 21 participants"
PAID_FOR = re.compile(
    r"\b(?:cover|defray|financ|fund|paid|paying|sponsor|support|reimburs)\w*\b[^.;]{0,90}\b(?:of|for|to)\s$"
)
COMING_FROM = re.compile(
    r"\s(?:from|representing) [^,.;]{1,60}?\b(?:countries|nations|states|regions|continents)\b"
    r"(?: and (?:[\w,]+ ){0,3}(?:agencies|areas|bodies|companies|institutions|organi[sz]ations|regions))*"
)
ITEM = re.compile(r"(?:, |\band )(?:[a-z]+ ){0,2}\d")
ATTRACTED = re.compile(r"\b(?:attract|draw|drew|expect|welcom)\w*(?: (?:about|around|some|over|nearly|more than))? $")
OBSERVING = re.compile(
    r"\s*(?:(?:[\w-]+\s){0,9}(?:as observers|with observer status|in an observer capacity|as guests))\b"
)
# "30 states and four international organisations endorsed"
AND_BODIES = re.compile(
    r" and (?:[\w-]+ ){1,4}(?:agencies|bodies|companies|entities|groups|institut(?:es|ions)|organi[sz]ations)(?= [a-z])"
)
# "118 voting members present"
PRESENT = re.compile(r" (?:were |was )?(?:present|attended|took part|turned (?:out|up))\b")
SIGN_IT = re.compile(
    r" (?:have |had |has |also )*(?:endorsed?|ratified|sign|signed|are to sign|will sign) (?:an?|it|the|this|its)\b"
)
# "the organisers expect around 500"
ORGANISERS = re.compile(
    r"\borgani[sz]ers\b[^.;]{0,60}\b(?:expect|anticipat|forecast|hop)\w*(?: for)?(?: (?:about|around|at least|between|more than|nearly|over|some|up to))?\s?$"
)
ROOM_FOR = re.compile(
    r"\b(?:auditorium|beds|hall|room|rooms|seats|space)(?: [a-z]+){0,2} for (?:about |some |up to )?$"
)
# "wound up a three-day assembly"
CLOSED_ONE = r"^ (?:began|closed|concluded|ended|finished|held|opened|started|wound up|wrapped up) (?:an?|the|their) [^,.;]{{0,30}}\b(?:{meetings})\b"
# "300 officials and 200 business people are due at"
AND_PEOPLE = re.compile(r" and (?:[\w+,-]+ ){1,4}[a-z]+(?= (?:are|were|will|have|had|gathered|met|attended|took)\b)")
PAID_FOR_THOSE_FROM = re.compile(
    r"\b(?:cover|defray|financ|fund|paid|paying|reimburs)\w*\b[^.;]{0,90}\b(?:of|for) \d{1,4} (?:[a-z]+ ){1,3}from $"
)
JOINED_IT = re.compile(
    r" (?:have |has |had )?(?:also |already |now )?joined (?:so far|since|(?:it|the [\w ]{0,30}?(?:accords?|agreement|convention|pact|treaty)))\b"
)
# "300 people, a third of them from abroad, came"
SOME_OF_THEM = re.compile(r"^, (?:[\w-]+ ){0,4}of (?:them|these|whom)\b[^,.;]{0,40}, ")
CROWD = frozenset(("audience", "crowd"))
BROADCAST = re.compile(
    r"\b(?:cumulative|global|online|potential|radio|reach\w*|target|television|tv|watch\w*|worldwide)\b"
)
# of a station or a planet, not of a meeting
WENT_THERE = re.compile(
    r"\b(?:laborator(?:y|ies)|moon|museum|outpost|planet|site|spacecraft|station)\b[^.;]{0,100}\bvisited\b"
)
OBSERVERS_OF = re.compile(r"\bobservers? (?:for|from|of) (?:\w+ )?$")
SIGNED_WITH = re.compile(r"\b(?:sign\w*|inked)\b[^.;]*\b(?:with|between) (?:\w+ ){0,2}$")
# pupils come from the states of their own country
FEDERAL = re.compile(r"\b(?:pupils|schools|schoolchildren|students|teachers)\b[^.;]{0,40} (?:across|from|in) $")
A_SEAT = re.compile(r" (?:to|for|on) (?:a|one) seat\b")
COUNTED = frozenset(("person", "agency", "organisation", "member"))
COMERS = frozenset("came come coming delegation delegations drawn hailed hailing heads teams those travelled".split())
CAN_HOLD = re.compile(r"\b(?:can|could|may|to|will) (?:hold|house|sleep|take) $")
BODY_OF = re.compile(r"\b(?:alliance|association|body|community|federation|network|organi[sz]ation|society|union) of $")
UNITED = re.compile(r"\bunited (?=states|kingdom|nations|arab)")
DUE_TO_CAUSE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )\bdue to\b|\bdue to (?:an?|the|its|their|his|her|this|these|that|lack)\b"
)
# Of people who are there some get something; who only put their names down need not come.
NOT_ALL = re.compile(
    r"(?: from [^,.;]{1,40}?)?\s*(?:received|were (?:funded|sponsored|supported|awarded|selected|given)|won|got|applied|registered|signed up|had registered|enrolled)\b"
)
OF_TOTAL = re.compile(r"\bof (?:the |all |its |these )?$")
NEXT_COUNT = re.compile(r",\s(?:and\s)?(?=\d)")
IN_MAY = re.compile(r"\bmay(?= \d|,)|(?<=\d )may\b|(?:in|of|on|since|until|by|early|mid|late|last|this|next)[ -]may\b")
FROM = re.compile(r"\b(from|representing|across|of|in)\s+(?:the\s+|some\s+|all\s+)?$")


@cache
def _words(section: str, key: str = "words") -> re.Pattern[str]:
    return _any(word_set(section, key))


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternation(w.replace('_', ' ') for w in words)})(?!\w)")


@cache
def _country_cues() -> tuple[tuple[QuantityRole, re.Pattern[str]], ...]:
    return tuple((cast("QuantityRole", role), _any(words)) for role, words in cues("country_role").items())


@cache
def _head_roles() -> dict[str, QuantityRole]:
    return {w: cast("QuantityRole", role) for role, words in cues("head_role").items() for w in sorted(words)}


@cache
def _meets() -> re.Pattern[str]:
    return _any(word_set("attendance", "meeting"))


@cache
def _of_meeting() -> re.Pattern[str]:
    return re.compile(OF_MEETING.format(meetings=alternation(word_set("attendance", "meeting"))))


@cache
def _closed_one() -> re.Pattern[str]:
    return re.compile(CLOSED_ONE.format(meetings=alternation(word_set("attendance", "meeting"))))


def around(lower: str, start: int, sentence: tuple[int, int], end: int) -> tuple[str, str]:
    """The words of the same clause before ``start`` and after ``end``, nearest at the seam."""
    left = lower[max(sentence[0], start - LEFT) : start]
    right = lower[end : min(sentence[1], end + RIGHT)]
    for stop in CLAUSE_END.finditer(left):
        left = " " * stop.end() + left[stop.end() :]
    closing = CLAUSE_END.search(right)
    return left.lstrip() if left.strip() else "", right[: closing.start()] if closing else right


def role_of(amount: Amount, counted: str, left: str, right: str) -> QuantityRole:
    """The role of one amount in its clause; ``counted`` is what it counts, in lower case."""
    if amount.kind == "money":
        return sums.role_of(amount, left, right)
    if amount.kind == "duration":
        return "duration"
    if amount.kind == "percent" or amount.rule in ("fraction", "ratio"):
        return "share" if amount.thing is not None else "other"
    if amount.thing is None:
        return _attended_number(left)
    kind = amount.thing.kind
    head = amount.thing.head.lower()
    if amount.rule == "count_of" and (amount.value == 1 or OF_THOSE.match(counted)):
        return "other"  # some of those who are there
    if kind == "country":
        return _countries(amount, counted, left, right)
    if head in word_set("capacity", "heads") or (kind == "person" and _is_capacity(left, right)):
        return "capacity"
    told = _head_roles().get(head)
    if told == "membership" and PRESENT.match(right):
        return "attendance"
    if told is not None:
        return told
    if kind in ("agency", "organisation") and SIGN_IT.match(right):
        return "signatories"
    return _people(head, left, right) if kind == "person" else "other"


def of_all(amount: Amount, role: QuantityRole) -> QuantityRole:
    """The role of a total whose part came: of "11 of the 12 states" not all twelve took part."""
    if role == "participating_countries":
        return "member_countries"
    is_named = amount.thing is not None and amount.thing.head.lower() in word_set("attendance_nouns")
    return "other" if role == "attendance" and not is_named else role


def _attended_number(left: str) -> QuantityRole:
    """As in "Attendance to top 10,000", "the number of participants reached 400"."""
    if ROOM_FOR.search(left):
        return "capacity"
    is_told = (
        ORGANISERS.search(left)
        or NUMBER_OF_PEOPLE.search(left[-40:])
        or (ATTRACTED.search(left) and _meets().search(left[-70:]))
    )
    return "attendance" if is_told else "other"


def _is_capacity(left: str, right: str) -> bool:
    return bool(
        _words("capacity").search(left[-40:])
        or _words("capacity").search(A_SEAT.sub("", right[:20]))
        or CAN_HOLD.search(left[-24:])
    )


def _people(head: str, left: str, right: str) -> QuantityRole:
    near_left, near_right = UNITED.sub("", left[-60:]), _predicate(left, right)
    if BODY_OF.search(left):
        return "membership"
    if head in CROWD:
        return "other" if BROADCAST.search(left[-40:]) or BROADCAST.search(right[:24]) else "attendance"
    if ORGANISERS.search(left) or (not left.strip() and _closed_one().search(COMING_FROM.sub("", right, count=1))):
        return "attendance"
    if WENT_THERE.search(left):
        return "other"
    if LIVING_IN.search(left) or head in word_set("settlement"):
        return "other"
    if PAID_FOR.search(left) or (NOT_ALL.match(right) and OF_TOTAL.search(left) is None):
        return "other"
    if _words("not_attendance").search(near_left[-40:]) or _words("not_attendance").search(near_right[:30]):
        return "other"
    if head in word_set("attendance_nouns") or _of_meeting().search(left):
        return "attendance"
    if _words("attendance", "before").search(near_left) or _words("attendance", "after").search(near_right):
        return "attendance"
    if _words("attendance", "holding").search(near_left) and _tells_of_a_meeting(left, right):
        return "attendance"
    return "other"


def _tells_of_a_meeting(left: str, right: str) -> bool:
    """Whether the sentence names a meeting or those who come to one: "including 12 women" may be part of anything."""
    return any(
        _words(*named).search(side)
        for named in (
            ("attendance", "meeting"),
            ("attendance_nouns",),
            ("attendance", "before"),
            ("attendance", "after"),
        )
        for side in (left, right)
    )


def _countries(amount: Amount, counted: str, left: str, right: str) -> QuantityRole:
    if JOINED_IT.match(right):
        return "signatories"
    if PAID_FOR_THOSE_FROM.search(left):
        return "other"
    is_aside = OBSERVING.match(right) or "observer" in counted or OBSERVERS_OF.search(left)
    if is_aside or WENT_THERE.search(left):
        return "other"
    beside = None if left.strip() else AND_BODIES.match(right)
    right = right if beside is None else right[beside.end() :]
    before = FROM.search(left)
    own = left if before is None else _of_one_item(left)
    near_left, near_right = UNITED.sub("", own[-80:]), SIGNED_IN.sub(" registered", right[:60])
    predicate = _predicate(left, right)
    if "member" in counted and amount.kind != "ordinal" and not _comes_beside(near_left, predicate):
        return "member_countries"
    # In a list each count has its own item: "900 participants from 12 countries, 300 abstracts from 20".
    right_item = NEXT_COUNT.split(near_right, maxsplit=1)[0]
    for role, pattern in _country_cues():
        if pattern.search(near_left) or pattern.search(right_item[:40]):
            return "other" if role == "signatories" and SIGNED_WITH.search(left) else role
    if amount.kind == "ordinal":
        return "other"
    if before is not None and before.group(1) == "from" and not _are_people(left[: before.start()]):
        return "other"
    if before is not None and _words("not_attendance").search(near_left[-50:]):
        return "other"
    comes = _comes_before(near_left) or _closed_one().search(right) or _words("attendance", "after").search(predicate)
    people = before is not None and _words("attendance_nouns").search(near_left)
    if comes or people:
        return "participating_countries"
    return "member_countries" if "member" in counted else "other"


def is_of_one_country(counted: str, left: str) -> bool:
    """Whether "states" are those of one country: its pupils come from them."""
    return counted.strip() == "states" and FEDERAL.search(left) is not None


def _predicate(left: str, right: str) -> str:
    """The words after a count that tell of it, to the next comma.

    Where the count opens its clause, where those counted come from is passed over: "300 experts from 20 countries and 12
    companies gathered".
    """
    if left.strip():
        return COMMA.split(right, maxsplit=1)[0][:60]
    right = AND_PEOPLE.sub("", right, count=1) if right.startswith(" and ") else SOME_OF_THEM.sub(" ", right, count=1)
    return COMMA.split(COMING_FROM.sub("", right, count=1), maxsplit=1)[0][:60]


def _of_one_item(left: str) -> str:
    """``left`` from its last count on, where counts stand in a list: "37 exhibitors and 500 delegates from"."""
    items = [m.start() for m in ITEM.finditer(left)]
    last = left[items[-1] :] if items else ""
    return last if any(class_of(word) in COUNTED for word in WORD.findall(last)) else left


def _comes_before(near_left: str) -> bool:
    """Whether a verb or noun of coming, or one of holding those who come, stands before a count."""
    return bool(_words("attendance", "before").search(near_left) or _words("attendance", "holding").search(near_left))


def _comes_beside(near_left: str, predicate: str) -> bool:
    """Whether a verb of coming stands close to a count of members."""
    return bool(_comes_before(near_left.rpartition(",")[2][-24:]) or _words("attendance", "after").search(predicate))


def _are_people(left: str) -> bool:
    """Whether the words before "from" end in people who can come, or in a verb of coming."""
    words = WORD.findall(left[-60:])[-4:]
    if ATTRACTED.search(left.rstrip().rstrip("0123456789,").rstrip() + " "):
        return True
    return any(class_of(w) in COUNTED or w in COMERS for w in words)


def is_expected(left: str, right: str) -> bool:
    """Whether the clause announces: "is expected to attract", "will bring together", "are due to attend"."""
    return bool(
        _words("expected").search(_announcing(left[-70:]))
        or _words("expected").match(_announcing(right[:40]).lstrip().removeprefix("are ").removeprefix("is "))
        or ANNOUNCED.match(right)
        or (not left.strip() and ANNOUNCED.match(COMING_FROM.sub("", AND_PEOPLE.sub("", right, count=1), count=1)))
    )


def _announcing(words: str) -> str:
    """``words`` without the month of May and the "due to" that gives a cause, which announce nothing."""
    if "may" in words:
        words = IN_MAY.sub("", words)
    return DUE_TO_CAUSE.sub("", words) if "due to" in words else words
