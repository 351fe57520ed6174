"""Which kind of body a name is of, by its head noun or by the word that other languages set first.

Whether it names a body at all is weighed in ``kinds``, but where the noun alone proves it.
"""

from __future__ import annotations

import re

from spacecoop.find.actors.decision import GROUPS, Decision
from spacecoop.find.actors.gazetteer import Gazetteer
from spacecoop.find.actors.segments import Segment
from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.find.actors.words import last_part
from spacecoop.tables.mentions import MentionKind

PRESS = re.compile(r"\b(?:News|Press) Agency$")
WORKING = frozenset("Action Expert Group Study Task Working".split())  # "Working Group on Navigation"


def by_head(text: str, segment: Segment, words: Vocabulary, names: Gazetteer) -> Decision | None:
    """A head noun that only bodies have, with a name's other words around it; or one that other languages set first."""
    first_head = words.first_heads.get(segment.words[0].text.lower())
    if first_head is not None and len(segment.words) > 1 and words.kinds.get(segment.head) is None:
        return Decision(first_head, "head_noun")
    if len(segment.words) < 2:
        return None
    is_sure = segment.head in words.sure_heads
    if segment.head == "group":
        is_sure = segment.words[0].text in WORKING and last_part(segment.words[-1]) != "group"
    if not is_sure and words.kinds.get(segment.head) in GROUPS:
        first = next(iter(names.own(segment.words[0].text)), None)
        is_sure = first is not None and first.kind == "company" and first.is_sure
    if not is_sure:
        return None
    return Decision(body_kind(text, segment, words, names), "head_noun")


def is_office_of(segment: Segment, words: Vocabulary) -> bool:
    """ "Office of the Spokesperson": a body's noun and whom it serves."""
    head = words.kinds.get(segment.head)
    return head in GROUPS and any(word.gap.strip() in ("of", "of the") for word in segment.words[1:])


def body_kind(text: str, segment: Segment, words: Vocabulary, names: Gazetteer) -> MentionKind:
    """Which kind of body: by its head noun, or by the last word of a company's name."""
    if segment.head == "company" or PRESS.search(text, segment.start, segment.end):
        return "company"  # an army's companies are no actors here
    is_university = any(words.kinds.get(w.text.lower()) == "university" for w in segment.words[:-1])
    if is_university and segment.head not in words.sure_heads:
        return "university"  # "Grindelby University Africa"
    last = last_part(segment.words[-1])
    for noun in (segment.head,) if segment.head in words.kinds else (segment.head, last):
        match words.kinds.get(noun):
            case "university" | "company" | "agency" | "igo" | "organisation" as kind:
                return kind
            case _:
                pass
    first = next(iter(names.own(segment.words[0].text)), None)
    return "company" if first is not None and first.kind == "company" and first.is_sure else "organisation"
