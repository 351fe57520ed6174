"""Which mentions of a sentence are parties that could cooperate, each with the actor it stands for.

A country that only says whose a body is, is none; coordination and masking follow in ``participants``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from spacecoop.link.ties.whose import EUROPEAN, Whose, homes
from spacecoop.tables import ActorMention

PARTIES = frozenset({"country", "agency", "organisation", "igo", "company", "university"})
# "U.S. law", "the Chinese market": the country says which, and does nothing.
NO_DOING = re.compile(
    r"(?:['’]s?)?\s+(?:[a-z]+\s+){0,2}(?:laws?|legislation|amendment|sanctions|dollars?|market|soil|time|territory)\b"
    r"|-(?:based|born|bound|flagged|registered|headquartered)\b"
)
# "China's CNSA", "the Chinese space agency CNSA": the second is the party, the first says whose it is.
OWNED = re.compile(
    r"(?:['’]s?)?\s+(?:(?:national|state|space|federal|own|main|civil|science|agency|start-?up|company|firm|operator"
    r"|manufacturer|maker|giant|group|contractor|supplier|satellite|launch|rocket|university|institute|ministry)\s+){0,3}"
)
POSSESSIVE = re.compile(r"['’]s?\s+(?:own\s+)?")
# "OneWeb, the British-French operator": the adjectives describe the party before them.
APPOSED = re.compile(r"\)?,\s+(?:the|an?)\s+(?:[\w-]+\s+){0,2}(?:\w+[-–/])?")
# "the University of Graz in Austria", "Thales Alenia Space of Italy": where a party sits belongs to its naming.
SEAT = re.compile(r"\)?\s*(?:\([^()]{1,40}\))?,?\s+(?:in|at|of)\s+(?:the\s+)?")
# "Lee's team": the person stands for the body they work for.
TEAM = re.compile(r"['’]s?\s+(?:[\w-]+\s+)?(?:team|group|laborator(?:y|ies)|lab|colleagues)\b")
# "Lee and Rao signed": so does one who does what bodies do.
ACTS = re.compile(
    r"\s+(?:(?:also|later|then|today|yesterday|jointly)\s+)?(?:(?:signed|met|agreed|discussed|invited|offered|proposed|pledged"
    r"|promised|visited)\b|and\s+(?=[A-Z]))"
)
# "Zhang Kejian, head of the CNSA": the person acts for the body.
OFFICE = 90
# "(Reuters) -": who reports does nothing else.
CREDIT_BEFORE = re.compile(r"\(\s*$")
CREDIT_AFTER = re.compile(r"\s*\)\s*(?:--|[-–—:])\s")
# "The U.S. agency", "India's space agency": the agency of that country which the document names.
OWN_AGENCY = re.compile(r"(?:['’]s)?\s+(?:national\s+)?(?:civil\s+)?(?:space\s+)?agency\b")
# "Its Indian counterpart", said of an agency, is one too.
COUNTERPART = re.compile(r"\s+(?:space\s+)?(?:agency\s+)?counterparts?\b")
# "The American company": the one of that country which the document names.
OWN_COMPANY = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?:company|firm|manufacturer|operator|start-?up|launch provider|contractor)\b(?!['’]|\s+(?:\w+\s+)?[A-Z])"
)
# "Lee said that his agency": the body that the person works for, or its country.
HIS_OWN = re.compile(
    r"\b(?:his|her) (?:own )?(?:(?P<state>country|nation)|agency|office|company|firm|institute|organi[sz]ation|university|institution)\b"
)
HIS_WITHIN = 120
# A capital speaks for its country where something is done with or by it, and where it does something itself.
WITH_A_CAPITAL = re.compile(r"\b(?:with|between|by|invit(?:ed|es|ing)|asked|approached|offered|told|urged|barred)\s+$")
CLAUSE_BEFORE = re.compile(r"(?:^|[.!?:;,“”\"]\s?|\b(?:that|and|but|while|when|because|if|as)\s)$")
CAPITAL_ACTS = re.compile(
    r"(?:, (?:he|she|it|they) \w+,)?\s+(?:has|have|had|will|would|also|and (?=[A-Z])|says|said|signed|agree[sd]|declined|rejected|turned down|offer(?:ed|s)"
    r"|invite[sd]|wants|plans|hopes|announced|propose[sd]|denie[sd]|bought|cancelled|refuse[sd]|joined|withdrew|pledge[sd]|promise[sd]|broke|froze|cut|ended|suspended|sold|gave|held|sent)\b"
)


class Party(NamedTuple):
    """An actor at a place of the text; ``is_adjective`` where a country's adjective names it."""

    start: int
    end: int
    actor_id: str
    is_adjective: bool


def parties(text: str, mentions: list[ActorMention], whose: Whose) -> list[Party]:
    """The mentions that may be parties, without what only says whose they are, and with the person who acts for them.

    "NASA Administrator Bill Nelson" and "Zhang Kejian, head of the CNSA" are each one party, the body.
    """
    kept: list[Party] = []
    person: ActorMention | None = None
    ordered = sorted(mentions, key=lambda m: (m.start_char, -m.end_char))
    for i, mention in enumerate(ordered):
        if kept and mention.end_char <= kept[-1].end:
            continue
        if mention.kind == "person":
            person = mention
            _add_person(text, kept, mention, whose)
            own = _own_body(text, mention, ordered[i + 1].start_char if i + 1 < len(ordered) else len(text), whose)
            kept.extend([own] if own else [])
            continue
        if (
            kept
            and mention.kind in ("country", "place")
            and mention.form != "demonym"
            and SEAT.fullmatch(text, kept[-1].end, mention.start_char)
        ):
            kept[-1] = kept[-1]._replace(end=mention.end_char)
            continue
        if mention.kind == "country" and i and _is_of_town(text, mention, ordered[i - 1]):
            continue
        party = _party(text, mention, whose)
        if party is None or (
            mention.form == "demonym" and kept and APPOSED.fullmatch(text, kept[-1].end, mention.start_char)
        ):
            continue
        party = _counterpart(text, kept, party, whose)
        if kept and _owns(text, kept[-1], party.start, mention.kind):
            party = party._replace(start=kept.pop().start)
        if person is not None and 0 <= party.start - person.end_char < OFFICE:
            if kept and kept[-1].start == person.start_char and kept[-1].actor_id == party.actor_id:
                kept.pop()
            if person.affiliation_actor_id == party.actor_id:
                party, person = party._replace(start=person.start_char), None
        kept.append(party)
    return kept


def _is_of_town(text: str, country: ActorMention, before: ActorMention) -> bool:
    """Whether a country only says where a town lies: "in Woomera, Australia"."""
    is_named = country.form == "name" and before.kind == "place"
    return is_named and text[before.end_char : country.start_char] == ", "


def _add_person(text: str, kept: list[Party], person: ActorMention, whose: Whose) -> None:
    """Let the person stand for the body named just before, or alone for the one that the document gives them."""
    employer = person.affiliation_actor_id
    if kept and employer == kept[-1].actor_id and person.start_char - kept[-1].end < 60:
        kept[-1] = kept[-1]._replace(end=person.end_char)
    elif employer is not None and TEAM.match(text, person.end_char):
        kept.append(Party(person.start_char, person.end_char, employer, False))
    elif person.actor_id in whose.employers and ACTS.match(text, person.end_char):
        kept.append(Party(person.start_char, person.end_char, whose.employers[person.actor_id], False))


def _own_body(text: str, person: ActorMention, after: int, whose: Whose) -> Party | None:
    """The body in "his agency" after a person, before the next mention, which is at ``after``."""
    employer = whose.employers.get(person.actor_id or "")
    if employer is None:
        return None
    said = HIS_OWN.search(text, person.end_char, min(person.end_char + HIS_WITHIN, after))
    if said is None or "." in text[person.end_char : said.start()]:
        return None
    actor = homes().get(employer, employer) if said["state"] else employer
    return Party(said.start(), said.end(), actor, False)


def _party(text: str, mention: ActorMention, whose: Whose) -> Party | None:
    """The party that a mention of no person is; null for what cannot be one."""
    start, end, actor = mention.start_char, mention.end_char, mention.actor_id
    if mention.kind == "place":
        return _of_place(text, mention, whose)
    if actor is None or mention.kind not in PARTIES or mention.zone == "dateline":
        return None
    if mention.kind == "country":
        if NO_DOING.match(text, end):
            return None
        agency = OWN_AGENCY.match(text, end) if actor in whose.agencies else None
        if agency is not None:
            return Party(start, agency.end(), whose.agencies[actor], False)
        company = OWN_COMPANY.match(text, end) if actor in whose.companies and mention.form == "demonym" else None
        if company is not None:
            return Party(start, company.end(), whose.companies[actor], False)
    elif CREDIT_BEFORE.search(text[max(0, start - 3) : start]) and CREDIT_AFTER.match(text, end):
        return None
    return Party(start, end, actor, mention.form == "demonym")


def _of_place(text: str, place: ActorMention, whose: Whose) -> Party | None:
    """The country for which a capital speaks, and the agency that is called European."""
    start, end = place.start_char, place.end_char
    if place.text in whose.agencies:
        agency = OWN_AGENCY.match(text, end) or COUNTERPART.match(text, end)
        return Party(start, agency.end(), whose.agencies[place.text], False) if agency is not None else None
    country = whose.capitals.get(place.text)
    if country is None or place.zone == "dateline":
        return None
    before = text[max(0, start - 12) : start]
    acts = CLAUSE_BEFORE.search(before) and CAPITAL_ACTS.match(text, end)
    return Party(start, end, country, False) if acts or WITH_A_CAPITAL.search(before) else None


def _counterpart(text: str, kept: list[Party], party: Party, whose: Whose) -> Party:
    """The party, or the agency of its country where it is called an agency's counterpart."""
    said = (
        COUNTERPART.match(text, party.end) if party.is_adjective and kept and party.actor_id in whose.agencies else None
    )
    if said is None or not kept[-1].actor_id.startswith(("agency/", EUROPEAN)):
        return party
    return Party(party.start, said.end(), whose.agencies[party.actor_id], False)


def _owns(text: str, owner: Party, start: int, kind: str) -> bool:
    """Whether the last party only says whose the next one is."""
    if start < owner.end or kind == "country":
        return False
    if owner.actor_id.startswith("country/"):
        return OWNED.fullmatch(text, owner.end, start) is not None
    return POSSESSIVE.fullmatch(text, owner.end, start) is not None
