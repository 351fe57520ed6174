"""Whose a sum of money is, where a verb of paying or having stands between somebody and the sum.

"Australia set aside A$293.7 million": the owner is the nearest subject before the verb. Possessors beside the sum are
read by the quantity finder already, and are not read again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache

from spacecoop.find.quantities.paying import giving_to, paying, paying_for, votes
from spacecoop.find.quantities.relations import OWNED_ROLES, PLACED, owns
from spacecoop.link.found import Mentions
from spacecoop.link.ties.participants import Group, groups_of
from spacecoop.link.ties.whose import Whose, whose
from spacecoop.tables import ActorMention, QuantityMention
from spacecoop.text import Reading

# the end of a date line, and what the sum that was paid is set beside
ELSE = re.compile(
    r"\b(?:while|whereas)\b|\) ?[-–—] |\b(?:and|but) that\b|\b(?:above|against|below|over|than) the $|\b(?:down|up) from $"
)
# "with NASA expected to contribute", "with Japan paying": the preposition opens a clause of its own
WITH = re.compile(r"\bwith (?:the )?$")
CLAUSE = re.compile(r" (?:(?:also|each) )?(?:(?:expected|set|due|likely) to |[a-z]{2,12}ing )")
REACH = 110
# a sum beside one of the same purse: "24.8 billion, down from 25.4 billion", "a cut from the 24.9 billion of last year"
BESIDE = re.compile(
    r"(?:\b(?:down|up)(?: sharply| slightly)? from|\b(?:compared (?:with|to)|against|instead of)"
    r"|\b(?:cut|decrease|drop|fall|fell|increase|reduction|rise|rose)\b[^;,$€£]{0,30} from) (?:the )?$"
)
MOST_BESIDE = 120
FROM = re.compile(r"(?: (?:in|for|this|next) (?:[a-z]+ )?\d{0,4})? from (?:the )?")
# "Mexico gives 12 million, Colombia 7 million"
LISTING = (", ", " and ", ", the ", " and the ")
SOMEBODY = re.compile(r"(?:, | and )(?:the )?[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,4} $")
# "Poland quintupled its stake to", "has raised its pledge tenfold, by"
ITS_SHARE = (
    r"\bits (?:[a-z-]+ ){0,2}(?:budget|commitment|contribution|funding|offer|payment|pledge|share|spending|stake|subscription)\b"
    r"(?! (?:of|in) )[^;]{0,30}\b(?:at|by|from|to) $"
)
ASKED = r"\bask(?:s|ed) [A-Z][\w ]{1,30} for\b"
BODY_OF = re.compile(
    r"['’]s? (?:[\w-]+ ){0,4}(?:academy|agency|bank|centre|center|company|firm|institute|laboratory|ministry|university)\b"
)
# who is meant by "the agency" is the one that was named last
AGENCY = re.compile(r"\b[Tt]he (?:space )?agency\b")
RECALLED_WITHIN = 600
GOVERNMENT = (" government", " Government")
AGENCIES = frozenset(("ESA", "European Space Agency"))


def with_owners(
    reading: Reading, mentions: Mentions, quantities: tuple[QuantityMention, ...]
) -> tuple[QuantityMention, ...]:
    """The quantities, with ``subject_actor_id`` set where money has none yet and its sentence says whose it is."""
    named: dict[int, list[ActorMention]] = {}
    for mention in mentions.actors.mentions:
        named.setdefault(mention.sentence, []).append(mention)
    known = whose(mentions.actors.mentions)
    owned: list[QuantityMention] = []
    for quantity in quantities:
        owner = None
        if quantity.equivalent_of is not None:
            owner = _of_the_sum_beside(reading.text, quantity, owned)
        elif quantity.kind == "money" and quantity.subject_actor_id is None:
            owner = (
                _owner(reading, quantity, named.get(quantity.sentence, []), known)
                or _of_the_agency(reading, quantity, mentions.actors.mentions)
                or _of_the_sum_beside(reading.text, quantity, owned)
            )
        owned.append(quantity if owner is None else replace(quantity, subject_actor_id=owner))
    return tuple(owned)


def _of_the_sum_beside(text: str, quantity: QuantityMention, before: list[QuantityMention]) -> str | None:
    """The owner of the sum that this one converts, or that it is set beside as the same money of another year."""
    if quantity.equivalent_of is not None:
        return next((q.subject_actor_id for q in reversed(before) if q.quantity_id == quantity.equivalent_of), None)
    said = next((q for q in reversed(before) if q.kind == "money" and q.equivalent_of is None), None)
    if said is None or said.sentence != quantity.sentence or said.currency != quantity.currency:
        return None
    between = text[said.end_char : quantity.start_char]
    is_beside = quantity.rule.endswith("_change") or FROM.fullmatch(between) or BESIDE.search(between[-REACH:])
    return said.subject_actor_id if is_beside and len(between) < MOST_BESIDE else None


def _of_the_agency(reading: Reading, quantity: QuantityMention, mentions: tuple[ActorMention, ...]) -> str | None:
    """The agency named last, where the sentence says that the agency has the sum."""
    if quantity.role not in OWNED_ROLES:
        return None
    start = reading.sentences[quantity.sentence][0]
    left = max(start, quantity.start_char - REACH)
    said = next(iter(AGENCY.finditer(reading.text, left, quantity.start_char)), None)
    if said is None or not owns(quantity.role, reading.text[said.end() : quantity.start_char], ""):
        return None
    first = bisect_left(mentions, said.start() - RECALLED_WITHIN, key=lambda m: m.start_char)
    last = bisect_left(mentions, said.start(), key=lambda m: m.start_char)
    agencies = [m.actor_id for m in mentions[first:last] if m.kind == "agency" or m.text in AGENCIES]
    return agencies[-1] if agencies else None


def _owner(reading: Reading, quantity: QuantityMention, named: list[ActorMention], known: Whose) -> str | None:
    if not named:
        return None
    beside = next((m for m in named if m.end_char == quantity.start_char - 1), None)
    if beside is not None and reading.text.endswith(LISTING, 0, beside.start_char):
        return beside.actor_id if beside.kind != "person" else None
    if SOMEBODY.search(reading.text, max(0, quantity.start_char - 40), quantity.start_char):
        return None  # somebody else's, whoever it is
    sentence = reading.sentences[quantity.sentence][0]
    subject = _subject(
        reading.text, [g for g in groups_of(reading.text, sentence, named, known) if g.end <= quantity.start_char]
    )
    if subject is None or len(subject.actor_ids) != 1 or quantity.start_char - subject.end > REACH:
        return None
    inside = [m for m in named if subject.start <= m.start_char and m.end_char <= subject.end]
    is_people = inside and max(inside, key=lambda m: m.start_char).form == "demonym"
    if is_people and not reading.text.startswith(GOVERNMENT, subject.end):
        return None  # "a Chinese shopper spent": the money is not the country's
    if inside and votes(inside[-1].text):
        return None
    between = reading.text[subject.end : quantity.start_char]
    if BODY_OF.match(between) is not None:
        return None  # "Korea's space agency gets": not the country
    if (
        (_has().search(between) is None and paying_for().fullmatch(between) is None)
        or ";" in between
        or "\n" in between
        or ELSE.search(between)
    ):
        return None
    (owner,) = subject.actor_ids
    return owner


def _subject(text: str, groups: list[Group]) -> Group | None:
    """The last group that acts."""
    acting = (g for g in reversed(groups) if not g.is_located and (not g.is_object or _opens(text, g)))
    last = next((g for g in acting if giving_to().search(text, max(0, g.start - 24), g.start) is None), None)
    return None if last is not None and PLACED.search(text, max(0, last.start - 12), last.start) else last


@cache
def _has() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{paying()})\b|{ASKED}|{ITS_SHARE}|\bha[sd]\s+(?:\w+\s+){{0,2}}$")


def _opens(text: str, group: Group) -> bool:
    """Whether a group behind "with" has a verb of its own."""
    is_with = WITH.search(text, max(0, group.start - 10), group.start) is not None
    return is_with and CLAUSE.match(text, group.end) is not None
