"""What stands beside a person's name: title or office, and the body the text says the person belongs to.

Only words right before or right after the name count; who speaks is the business of ``find.statements``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from spacecoop.find.actors.coref import Naming
from spacecoop.find.actors.decision import GROUPS
from spacecoop.find.actors.vocabulary import Vocabulary

BELONGS = GROUPS | {"country", "mission"}
BEFORE = re.compile(r"((?:[\w’'-]+ ){0,5})([\w-]+) [\"“]?$")
APPOSITION = re.compile(
    r", (?!and |or )(?:who is |who was )?(?:an? |the |its |their )?(?P<office>[^,.;:()\n]{3,80}?)(?: (?:of|at|for|with|in|from|to)(?: the)? | )$"
)
OWNER = re.compile(r", (?:an? |the |now |then |currently )?")
OWN_OFFICE = re.compile(r"(?:[’']s?)? ([\w’' -]{3,60}?)(?=[,.;)]| and an? )")
HEADED = re.compile(r"(?:[\w’'-]+ ){0,3}?(?P<noun>[\w’'-]+) (?P<of>of|to|at|for)(?: the)? $")
OWNED = (" ", "'s ", "’s ", "' ", "’ ")
LOW_FIELD = re.compile(r"\b((?:(?:deputy|prime|state|vice) )?minister (?:of|for) (?:[a-z]{3,16}(?:, | and | )){1,5})$")
CITIZEN = re.compile(r" of | \(")
CLAUSE = re.compile(r"\b(?:who|which|that|whose|represented|accompanied|flanked|joined|assisted|(?:led|chaired) by)\b")
THE = re.compile(r"\b(?:the|an?) ")
DESCRIBED = re.compile(r", (?!and |or )(?:an? |the )?([\w’' -]{3,60}?)[,.;]")
FIELD = re.compile(r" (?:of|for|to|at) ")
WHERE = re.compile(r" (?:of|for|to|at|from|in) ")
NOW = re.compile(r"^(?:then|now|currently) ")
OF_SORT = re.compile(
    r" of (?:the|an?|its) (?:[a-z][\w-]* ){0,2}[a-z][\w-]*$"
)  # "head of the newly founded" before a name
NOUN_OWNED = re.compile(r"(?:the )?(?P<noun>[a-z]+)[’']s (?P<office>[\w’' -]+)")
OWNER_NOUN = re.compile(r"\b[Tt]he ([a-z]+[’']s )$")
LONGEST_WHOSE = 80
WHOSE_OWN = re.compile(r"(?: \([\w-]+\))?, whose (?:[\w’'-]+(?: [\w’'-]+){0,5}, )?")
WHOSE = re.compile(r"(?: \([\w-]+\))?, whose (?P<office>[\w’'-]+(?: [\w’'-]+){0,5}),? ")
DOING = (
    r", who (?:also |now |then )?(?:teaches|lectures|works|worked|studies|heads|headed|leads|led|runs|ran|directs|directed|"
    r"chairs|chaired|researches|represents|represented)(?: [a-z][a-z -]{2,40}?)??(?: (?:at|for|of|in|with))?(?: the)? "
)
MEMBER = re.compile(rf",? (?:of|from|at)(?: the)? | \((?:the )?|{DOING}")
MORE_FIELDS = re.compile(r"(?:,|,? and) ([A-Z]\w+(?: [A-Z]\w+)?)(?=[,.;:)\n]| and |$)")
DEFINITE = re.compile(r"\b(?:[Tt]he|[Oo]ur|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) |[’']s ")
SET_OFF = re.compile(
    r"(?:[\w-]+ |U\.[SKN]\. ){0,3}?[\w-]+(?: (?:of|for|to|at) [^,.;:\n]{3,80}(?:, [A-Z][^,.;:\n]{2,60}){0,2})?(?=, $)"
)
FARTHEST_SET_OFF = 110
MANY = ("presidents", "ministers", "heads", "chiefs", "directors", "leaders", "ambassadors", "officials")
FIELD_OFFICES = frozenset(("minister", "ministers", "secretary", "commissioner", "chief", "ministry"))
TITLE_END = re.compile(r"[\w’'-]+")


class Side(NamedTuple):
    title: str | None = None
    affiliation: str | None = None


NONE = Side()


def beside(text: str, namings: list[Naming], words: Vocabulary) -> list[Side]:
    """For each naming, in order, its title and affiliation; both null for what is no person."""
    starts = [n.segment.start for n in namings]
    return [_side(text, namings, i, starts, words) if n.kind == "person" else NONE for i, n in enumerate(namings)]


def _side(text: str, namings: list[Naming], at: int, starts: list[int], words: Vocabulary) -> Side:
    naming = namings[at]
    title, from_ = _title_before(text, naming, words)
    if title is None and (headed := _headed(text, namings, at, words)) is not None:
        return headed
    affiliation = _body_ending(text, namings, at, from_, starts) if title is not None else None
    if affiliation is None and (body := _membership(text, namings, at)) is not None:
        affiliation = body
    if affiliation is None and title is not None:
        affiliation = _whose_own(text, namings, at, from_)
    is_open = title is None or _is_honorific(title, words)
    if affiliation is None or is_open:
        office, body = _apposition(text, namings, at, starts, words) if affiliation is None else (None, None)
        if office is None and is_open:
            office, body = _whose(text, namings, at, from_, words) or _set_off(text, namings, at, from_, starts, words)
        title = office if office is not None and is_open else title
        affiliation = affiliation or body
    return _by_noun(Side(title, affiliation), namings, at, words)


def _by_noun(side: Side, namings: list[Naming], at: int, words: Vocabulary) -> Side:
    """The side with "university's rector", "institute's head" taken apart: the office, and the last body of that noun."""
    side = Side(side.title and NOW.sub("", side.title), side.affiliation)
    found = NOUN_OWNED.fullmatch(side.title or "")
    if found is None or words.kinds.get(found["noun"]) not in GROUPS:
        return side
    noun = found["noun"]
    body = next((n for n in reversed(namings[:at]) if n.kind in GROUPS and noun in (n.segment.head, n.kind)), None)
    return Side(found["office"], side.affiliation or (None if body is None else body.actor_id))


def _whose_own(text: str, namings: list[Naming], at: int, start: int) -> str | None:
    """The body that a clause says has the titled person: "the Tarn Agency, whose chief Ana Lima"."""
    if text.find(", whose ", max(0, start - LONGEST_WHOSE), start) < 0:
        return None
    owners = (n for n in reversed(namings[max(0, at - 2) : at]) if n.kind in BELONGS)
    return next((n.actor_id for n in owners if WHOSE_OWN.fullmatch(text, n.segment.end, start)), None)


def _whose(
    text: str, namings: list[Naming], at: int, start: int, words: Vocabulary
) -> tuple[str | None, str | None] | None:
    """Office and body where a clause owns the person: "the Tarn Agency, whose director, Ana Lima,"."""
    if text.find(", whose ", max(0, start - LONGEST_WHOSE), start) < 0:
        return None
    for body in reversed(namings[max(0, at - 2) : at]):
        found = WHOSE.fullmatch(text, body.segment.end, start)
        if found is not None and body.kind in BELONGS and words.is_office(found["office"].rsplit(" ", 1)[-1]):
            return found["office"], body.actor_id
    return None


def _is_honorific(title: str, words: Vocabulary) -> bool:
    return title.lower().rstrip(".") in words.honorifics


def _title_before(text: str, naming: Naming, words: Vocabulary) -> tuple[str | None, int]:
    """The title right before the name and where it starts: a capitalised one from the run, or "chief", "director"."""
    if naming.segment.title is not None:
        start, end = naming.segment.title
        return text[start:end], start
    start = naming.segment.start
    floor = max(0, start - FARTHEST_SET_OFF)
    led = LOW_FIELD.search(text, floor, start) if text.find("minister ", floor, start) >= 0 else None
    if led is not None and not naming.segment.is_first:
        return led.group(1).rstrip(), led.start()
    near = text[max(0, start - 30) : start].rstrip(' "“').rsplit(" ", 1)
    if not words.is_office(near[-1].strip("(,;")):
        return None, start
    before = BEFORE.search(text, max(0, start - 60), start)
    if before is None or not words.is_office(before.group(2)):
        return None, start
    first = before.start(2)
    for word in reversed(list(TITLE_END.finditer(text, before.start(1), before.end(1)))):
        low = word.group().lower()
        is_field = low in words.and_sides and before.group(2).lower() in FIELD_OFFICES
        if not (is_field or low in words.qualifiers or words.is_office(low)) or text[word.end() : first].strip():
            break
        first = word.start()
    return text[first : before.end(2)], first


def _body_ending(text: str, namings: list[Naming], at: int, start: int, starts: list[int]) -> str | None:
    """The body whose name ends right before a title: "NASA Administrator", "CNES chief", "Russia's minister"."""
    i = bisect_left(starts, start) - 1
    if i < 0 or i == at:
        return None
    body = namings[i]
    gap = text[body.segment.end : start]
    return body.actor_id if body.kind in BELONGS and gap in OWNED else None


def _headed(text: str, namings: list[Naming], at: int, words: Vocabulary) -> Side | None:
    """Office and body right before the name: "President of the Tarn Agency (TA) Ana Lima", "envoy to Peru Ana Lima"."""
    first, start = at, namings[at].segment.start
    while first > 0 and at - first < 2 and namings[first - 1].kind in BELONGS:
        gap = text[namings[first - 1].segment.end : start]
        if gap not in ((" ", ") ") if first == at else (" ", " (")):
            break
        first, start = first - 1, namings[first - 1].segment.start
    if first == at:
        return None
    office = HEADED.search(text, max(0, start - FARTHEST_SET_OFF), start)
    if office is None or not words.is_office(office.group("noun")):
        return None
    begin = office.start("noun")
    for word in reversed(list(TITLE_END.finditer(text, office.start(), begin))):
        low = word.group().lower()
        if not (low in words.qualifiers or words.is_office(low)) or text[word.end() : begin] not in (" ", "-"):
            break
        begin = word.start()
    title = text[begin : office.end("noun")]
    body = namings[first]
    if office.group("of") == "to":
        before = bisect_left([n.segment.start for n in namings[:at]], begin)
        owner = namings[before - 1] if before > 0 else None
        is_his = owner is not None and owner.kind in BELONGS and text[owner.segment.end : begin] in OWNED
        return Side(f"{title} to {body.text}", owner.actor_id if is_his and owner is not None else None)
    return Side(title, body.actor_id)


def _membership(text: str, namings: list[Naming], at: int) -> str | None:
    """The body right after the name: "Ana Lima of CNES", "Ana Lima (CNES)"."""
    if at + 1 == len(namings):
        return None
    body = namings[at + 1]
    gap = text[namings[at].segment.end : body.segment.start]
    if body.kind == "country" and body.form in ("name", "acronym"):
        is_his = CITIZEN.fullmatch(gap) is not None and (
            gap == " of " or text[body.segment.end : body.segment.end + 1] == ")"
        )
        return body.actor_id if is_his else None
    return body.actor_id if body.kind in GROUPS and MEMBER.fullmatch(gap) is not None else None


def _owned_office(text: str, namings: list[Naming], at: int, words: Vocabulary) -> tuple[str, str | None] | None:
    """ "Ana Lima, the IAF's executive director,", "Ana Lima, CNES president,"."""
    if at + 1 == len(namings):
        return None
    body = namings[at + 1]
    if body.kind not in BELONGS or not OWNER.fullmatch(text, namings[at].segment.end, body.segment.start):
        return None
    office = OWN_OFFICE.match(text, body.segment.end)
    if office is None:
        return None
    if not words.is_office(office.group(1).split()[-1]) and not _has_field(office.group(1), words):
        return None
    return _with_fields(text, office, words), body.actor_id


def _apposition(
    text: str, namings: list[Naming], at: int, starts: list[int], words: Vocabulary
) -> tuple[str | None, str | None]:
    """Office and body after the name: "Ana Lima, head of the Portuguese Space Agency", "Ana Lima, the agency's head"."""
    end = namings[at].segment.end
    if text[end : end + 1] != ",":
        return None, None
    owned = _owned_office(text, namings, at, words)
    if owned is not None:
        return owned
    for i in range(bisect_right(starts, end), min(at + 4, len(namings))):
        body = namings[i]
        found = APPOSITION.fullmatch(text, end, body.segment.start)
        if found is None:
            break
        office = found.group("office")
        if CLAUSE.search(office):
            break
        if _is_body(body) and any(words.is_office(w) for w in TITLE_END.findall(office)):
            own = OF_SORT.sub("", office) if found.end("office") + 1 == body.segment.start else office
            return NOW.sub("", own.strip()), body.actor_id
    found = DESCRIBED.match(text, end)
    if found is not None and text[found.end() - 1] == "." and _is_honorific(found.group(1).split()[-1], words):
        found = None  # ", a student in Prof."
    if (
        found is not None
        and not CLAUSE.match(found.group(1))
        and (
            any(words.is_office(w) for w in TITLE_END.findall(found.group(1))[-2:]) or _has_field(found.group(1), words)
        )
    ):
        return _with_fields(text, found, words), None
    return None, None


def _is_body(naming: Naming) -> bool:
    """Whether an office may be of it: a body, or a country by its name."""
    return naming.kind in GROUPS or (naming.kind == "country" and naming.form != "demonym")


def _has_field(office: str, words: Vocabulary) -> bool:
    """Whether it is an office and its field: "chairman of the committee"."""
    at = WHERE.search(office)
    return at is not None and words.is_office(office[: at.start()].rsplit(" ", 1)[-1])


def _with_fields(text: str, found: re.Match[str], words: Vocabulary) -> str:
    """The office with the fields listed behind it: "Minister of Education, Science and Research"."""
    end = found.end(1)
    if FIELD.search(found.group(1)) is None or found.group(1).rsplit(" ", 1)[-1].lower() not in words.and_sides:
        return found.group(1)
    while (more := MORE_FIELDS.match(text, end)) is not None and set(more.group(1).lower().split()) <= words.and_sides:
        end = more.end()
    return text[found.start(1) : end]


def _office_before(text: str, end: int, words: Vocabulary) -> int | None:
    """Where the definite office begins that a comma parts from the name at ``end``."""
    floor = max(0, end - FARTHEST_SET_OFF)
    for opening in DEFINITE.finditer(text, floor, end):
        found = SET_OFF.match(text, opening.end(), end)
        if found is None or found.end() != end - 2:
            continue
        own = FIELD.split(found.group(), maxsplit=1)[0]
        if THE.search(own):
            continue
        if words.is_office(own.rsplit(" ", 1)[-1]) and not own.endswith(MANY):
            return opening.end()
    return None


def _set_off(
    text: str, namings: list[Naming], at: int, start: int, starts: list[int], words: Vocabulary
) -> tuple[str | None, str | None]:
    """Office and body before the name: "The head of the Tarn Agency, Ana Lima,", "Chile's envoy to Peru, Ana Lima,"."""
    first = _office_before(text, start, words) if text[start - 2 : start] == ", " else None
    if first is None:
        return None, None
    office = text[first : start - 2]
    owner = next((n for n in namings[bisect_left(starts, first) : at] if n.segment.start == first), None)
    if (
        owner is not None and owner.kind in BELONGS
    ):  # "the Tarn Agency director, Ana Lima,", "the U.S. envoy, Ana Lima,"
        rest = text[owner.segment.end : start - 2].lstrip()
        return (rest, owner.actor_id) if rest else (None, None)
    field = FIELD.search(office)
    own = office if field is None else office[: field.start()]
    if field is not None and field.group() != " to ":
        for naming in namings[bisect_left(starts, first) : at]:
            if _is_body(naming) and text[first + field.end() : naming.segment.start] in ("", "the "):
                return own, naming.actor_id
    noun = OWNER_NOUN.search(text, max(0, first - 20), first)
    if noun is not None:
        return noun.group(1) + office, None
    return office, _body_ending(text, namings, at, first, starts)
