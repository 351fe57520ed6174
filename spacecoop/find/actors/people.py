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
    r", (?:who is |who was )?(?:an? |the |its |their )?(?P<office>[^,.;:()\n]{3,80}?)(?: (?:of|at|for|with|in|from|to)(?: the)? | )$"
)
OWNER = re.compile(r", (?:an? |the |now |then |currently )?")
OWN_OFFICE = re.compile(r"(?:[’']s?)? ([\w’' -]{3,60}?)(?=[,.;)])")
MEMBER = re.compile(r",? (?:of|from|at)(?: the)? | \((?:the )?")
DESCRIBED = re.compile(r", (?:an? |the )?([\w’' -]{3,60}?)[,.;]")
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
    affiliation = _body_ending(text, namings, at, from_, starts) if title is not None else None
    if affiliation is None and (body := _membership(text, namings, at)) is not None:
        affiliation = body
    if affiliation is None:
        office, body = _apposition(text, namings, at, starts, words)
        title = title if office is None or (title is not None and not _is_honorific(title, words)) else office
        affiliation = body
    return Side(title, affiliation)


def _is_honorific(title: str, words: Vocabulary) -> bool:
    return title.lower().rstrip(".") in words.honorifics


def _title_before(text: str, naming: Naming, words: Vocabulary) -> tuple[str | None, int]:
    """The title right before the name and where it starts: a capitalised one from the run, or "chief", "director"."""
    if naming.segment.title is not None:
        start, end = naming.segment.title
        return text[start:end], start
    start = naming.segment.start
    near = text[max(0, start - 30) : start].rstrip(' "“').rsplit(" ", 1)
    if not words.is_office(near[-1].strip("(,;")):
        return None, start
    before = BEFORE.search(text, max(0, start - 60), start)
    if before is None or not words.is_office(before.group(2)):
        return None, start
    first = before.start(2)
    for word in reversed(list(TITLE_END.finditer(text, before.start(1), before.end(1)))):
        low = word.group().lower()
        if not (low in words.qualifiers or words.is_office(low)) or text[word.end() : first].strip():
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
    return body.actor_id if body.kind in BELONGS and gap in (" ", "'s ", "’s ", "' ", "’ ") else None


def _membership(text: str, namings: list[Naming], at: int) -> str | None:
    """The body right after the name: "Ana Lima of CNES", "Ana Lima (CNES)"."""
    if at + 1 == len(namings):
        return None
    body = namings[at + 1]
    gap = text[namings[at].segment.end : body.segment.start]
    return body.actor_id if body.kind in GROUPS and MEMBER.fullmatch(gap) is not None else None


def _owned_office(text: str, namings: list[Naming], at: int, words: Vocabulary) -> tuple[str, str | None] | None:
    """ "Ana Lima, the IAF's executive director,", "Ana Lima, CNES president,"."""
    if at + 1 == len(namings):
        return None
    body = namings[at + 1]
    if body.kind not in BELONGS or not OWNER.fullmatch(text, namings[at].segment.end, body.segment.start):
        return None
    office = OWN_OFFICE.match(text, body.segment.end)
    if office is None or not words.is_office(office.group(1).split()[-1]):
        return None
    return office.group(1), body.actor_id


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
        if body.kind in GROUPS and any(words.is_office(w) for w in TITLE_END.findall(office)):
            return office.strip(), body.actor_id
    found = DESCRIBED.match(text, end)
    if found is not None and any(words.is_office(w) for w in TITLE_END.findall(found.group(1))[-2:]):
        return found.group(1), None
    return None, None
