"""Whose a sum of money is, where a verb of paying or having stands between somebody and the sum.

"Australia set aside A$293.7 million": the owner is the nearest subject before the verb. Possessors beside the sum are
read by the quantity finder already, and are not read again.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacecoop.find.quantities.relations import PLACED
from spacecoop.link.found import Mentions
from spacecoop.link.ties.participants import Group, groups_of
from spacecoop.link.ties.whose import Whose, whose
from spacecoop.tables import ActorMention, QuantityMention
from spacecoop.text import Reading

# Verbs whose subject pays, has or asks for the sum that is their object. Source: PropBank frames pay.01, spend.01,
# contribute.01, allocate.01, pledge.01, request.01, receive.01.
HAS = re.compile(
    r"\b(?:spen[dt]s?|pa(?:ys?|id)|puts?(?: up| in)?|contribut(?:es?|ed)|pledg(?:es?|ed)|commit(?:s|ted)?|set(?:s)? aside"
    r"|allocat(?:es?|ed)|earmark(?:s|ed)?|invest(?:s|ed)?|provid(?:es?|ed)|grant(?:s|ed)?|g[ai]ves?|donat(?:es?|ed)|bears?|bore"
    r"|asked for|asks for|s(?:eeks|ought)|request(?:s|ed)|contributors? with|receiv(?:es?|ed)|lives on|lived on|raised|secured|budgeted|subscribed"
    r"|gets?|got|(?:contribut|invest|pay|pledg|provid)ing)\b|\bha[sd]\s+(?:\w+\s+){0,2}$"
)
# the end of a date line, and what the sum that was paid is set beside
ELSE = re.compile(r"\) ?[-–—] |\b(?:and|but) that\b|\b(?:above|against|below|over|than) the $|\b(?:down|up) from $")
# "with NASA expected to contribute", "with Japan paying": the preposition opens a clause of its own
WITH = re.compile(r"\bwith (?:the )?$")
CLAUSE = re.compile(r" (?:(?:also|each) )?(?:(?:expected|set|due|likely) to |[a-z]{2,12}ing )")
REACH = 110


def with_owners(
    reading: Reading, mentions: Mentions, quantities: tuple[QuantityMention, ...]
) -> tuple[QuantityMention, ...]:
    """The quantities, with ``subject_actor_id`` set where money has none yet and its sentence says whose it is."""
    named: dict[int, list[ActorMention]] = {}
    for mention in mentions.actors.mentions:
        named.setdefault(mention.sentence, []).append(mention)
    known = whose(mentions.actors.mentions)
    return tuple(
        replace(q, subject_actor_id=owner) if (owner := _owner(reading, q, named.get(q.sentence, []), known)) else q
        for q in quantities
    )


def _owner(reading: Reading, quantity: QuantityMention, named: list[ActorMention], known: Whose) -> str | None:
    if quantity.kind != "money" or quantity.subject_actor_id is not None or not named:
        return None
    sentence = reading.sentences[quantity.sentence][0]
    subject = _subject(
        reading.text, [g for g in groups_of(reading.text, sentence, named, known) if g.end <= quantity.start_char]
    )
    if subject is None or len(subject.actor_ids) != 1 or quantity.start_char - subject.end > REACH:
        return None
    inside = [m for m in named if subject.start <= m.start_char and m.end_char <= subject.end]
    if inside and max(inside, key=lambda m: m.start_char).form == "demonym":
        return None  # "a Chinese shopper spent": the money is not the country's
    between = reading.text[subject.end : quantity.start_char]
    if HAS.search(between) is None or ";" in between or "\n" in between or ELSE.search(between):
        return None
    (owner,) = subject.actor_ids
    return owner


def _subject(text: str, groups: list[Group]) -> Group | None:
    """The last group that acts."""
    last = next((g for g in reversed(groups) if not g.is_located and (not g.is_object or _opens(text, g))), None)
    return None if last is not None and PLACED.search(text, max(0, last.start - 12), last.start) else last


def _opens(text: str, group: Group) -> bool:
    """Whether a group behind "with" has a verb of its own."""
    is_with = WITH.search(text, max(0, group.start - 10), group.start) is not None
    return is_with and CLAUSE.match(text, group.end) is not None
