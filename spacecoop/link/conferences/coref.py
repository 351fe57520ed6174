"""Which namings mean the same meeting: "the 65th International Astronautical Congress", "IAC 2014", "the congress".

Only namings are compared; dates, places and counts are tied to meetings afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from spacecoop.link.conferences.heads import BACK_REFERRING
from spacecoop.link.conferences.model import Head, Meeting
from spacecoop.link.conferences.series import edition_of
from spacecoop.link.conferences.terms import terms

# How many sentences a lead may describe a meeting before the article names it.
NAMED_WITHIN = 6
# How many sentences after a meeting "the next one" is another of its kind.
ONE_WITHIN = 4
# "The next congress" in one of so many first sentences may be the one that the article is about.
NEXT_WITHIN = 3
# Words for one thing: "the Rocket Expo" is "the fair" in the next sentence.
FAIRS = frozenset({"exhibition", "expo", "exposition", "fair", "show", "airshow"})
# Namings that begin a meeting only where it is another edition of one that was named before.
TOLD_IN_PASSING = frozenset({"another", "listed-edition", "referring-noun"})
IN_PASSING = frozenset({"ceremony", "meeting", "signing", "talks", "visit"})
AHEAD = frozenset({"next", "coming", "following"})
# Nouns that count meetings of whatever kind.
ANY_OF = ("one", "edition", "event", "meeting", "session")
SMALL = frozenset("the a an of on and for in to at with about between from by its their this".split())
WORD = re.compile(r"[^\W_]+(?:['’]s)?")
# Words that qualify a meeting without telling it from another.
UNTELLING = frozenset(
    "international annual world global regional high-level high level bilateral joint science scientific space event "
    "meeting first day week two three four five six long".split()
)


def gather(heads: Sequence[Head], published_year: int | None) -> list[Meeting]:
    """The meetings that the namings, in reading order, refer to; namings that refer to nothing are left out."""
    meetings: list[Meeting] = []
    for said in heads:
        head = replace(said, other_edition="") if _is_the_next_alone(said, heads) else said
        meeting = _referent(head, meetings, published_year)
        if meeting is not None:
            meeting.heads.append(head)
        elif head.form != "anaphor" or _can_open(head, meetings):
            meetings.append(Meeting([_inheriting(head, meetings)]))
    return _named_later(meetings)


def _is_the_next_alone(head: Head, heads: Sequence[Head]) -> bool:
    """Whether "the next Comet Congress" is what the lead announces, where the article names no other one."""
    if head.form != "named" or head.other_edition not in AHEAD or head.sentence > NEXT_WITHIN:
        return False
    return not any(
        other is not head
        and other.form == "named"
        and other.other_edition not in AHEAD
        and same_words(head.name, other.name)
        for other in heads
    )


def _can_open(head: Head, meetings: Sequence[Meeting]) -> bool:
    """A noun that refers back may begin a meeting: another edition, an ordinal, or a lead that says "the summit"."""
    if head.rule == "bare-congress" and head.other_edition:
        return any(m.named and head.noun in m.nouns for m in meetings)
    if head.rule in ("bare-congress", "named-noun", "former-name", "predicate", "pronoun", "apposition"):
        return False
    if head.noun in ("edition", "one"):
        # "One" counts whatever was named last; only just after a meeting is that a meeting.
        reach = ONE_WITHIN if head.noun == "one" else head.sentence
        return any((m.named or m.edition) and head.sentence - m.heads[-1].sentence <= reach for m in meetings)
    if head.other_edition or head.edition or head.year:
        return True
    return (
        head.noun in terms().strong
        or head.noun in terms().generic
        or head.kind in ("signing", "session")
        or head.place is not None
        or bool(head.days)
        or head.rule.startswith("event")
    )


def _inheriting(head: Head, meetings: Sequence[Meeting]) -> Head:
    """The head, with the name and series of the meeting of which it is another edition."""
    is_other = head.other_edition or head.edition or (head.year and head.noun == "edition")
    is_of_year = head.year and head.form == "anaphor"  # "the 2020 congress"
    if head.form == "named" or not (is_other or is_of_year):
        return head
    is_described = any(head.noun in m.nouns for m in meetings if not m.named)
    any_of = ANY_OF if is_other or (is_of_year and not is_described) else ()
    fitting = [m for m in meetings if m.named and (head.noun in m.nouns or head.noun in any_of)]
    if not fitting:
        return _like_described(head, meetings, any_of)
    # A counted meeting follows one that is counted too.
    counted = [m for m in fitting if m.edition is not None]
    of = max(counted or fitting, key=lambda m: m.heads[-1].span.start)
    named = of.named[0]
    return replace(head, name=named.name, kind=named.kind, series=of.series, form="named")


def _like_described(head: Head, meetings: Sequence[Meeting], any_of: Sequence[str]) -> Head:
    """The head, with the description of the meeting of which it is another edition, where none has a name."""
    told = [m for m in meetings if m.heads[0].name and (head.noun in m.nouns or (head.noun in any_of and m.edition))]
    if head.form != "anaphor" or not told:
        return head
    of = max(told, key=lambda m: m.heads[-1].span.start)
    best = max((h for h in of.heads if h.name), key=lambda h: (len(content(h.name)), -h.span.start))
    return replace(head, name=best.name, kind=best.kind, noun=best.noun, form="described")


def _referent(head: Head, meetings: Sequence[Meeting], published_year: int | None) -> Meeting | None:
    if head.rule == "told-of-it" and (meeting := _spoken_of(head, meetings, published_year)) is not None:
        return meeting
    if head.form == "named":
        return _same_name(head, meetings, published_year)
    if head.rule == "listed-edition":
        return next((m for m in meetings if m.year == head.year and _may_count(head, m)), None)
    if head.rule == "apposition":
        return max(meetings, key=lambda m: m.heads[-1].span.start) if meetings else None
    if head.rule in ("predicate", "pronoun"):
        own = [m for m in meetings if not m.heads[0].is_in_title]
        reach = 8 if len(own) == 1 else 2
        near = [m for m in meetings if head.sentence - m.heads[-1].sentence <= reach]
        just_named = [m for m in near if any(h.sentence == head.sentence - 1 for h in m.named)]
        if head.rule == "pronoun" and len(just_named) == 1:
            return just_named[0]
        # What a pronoun stands for is what the passage is about: the meeting named most often.
        return max(near, key=lambda m: (len(m.heads), m.heads[-1].span.start)) if near else None
    if head.other_edition:
        return None
    fitting = [m for m in meetings if not conflicts(head, m, published_year)]
    if head.form == "described":
        return _described(head, fitting)
    if head.edition and not any(m.edition == head.edition for m in fitting):
        counts_any = head.noun in ("one", "edition")
        is_counted = any(m.edition is not None for m in meetings if head.noun in m.nouns or counts_any)
        if is_counted or head.noun == "one" or head.edition == 1:
            return None  # "the first symposium" was long before the one that goes uncounted
    return _antecedent(head, fitting)


def _spoken_of(head: Head, meetings: Sequence[Meeting], published_year: int | None) -> Meeting | None:
    """The meeting of the sentences before of which "it was the 40th meeting of the panel" tells what it was."""
    near = [m for m in meetings if head.sentence - m.heads[-1].sentence <= 2 and not m.heads[0].other_edition]
    last = _latest(near) if near else None
    if last is None or conflicts(head, last, published_year):
        return None
    return last if not last.named or head.form != "named" or _has_name(head, last) else None


def _may_count(head: Head, meeting: Meeting) -> bool:
    """Whether "meetings", "editions" and the like can be said of a meeting."""
    return bool(meeting.heads[0].name) and (head.noun in meeting.nouns or head.noun in ANY_OF)


def conflicts(head: Head, meeting: Meeting, published_year: int | None) -> bool:
    """Whether edition or year says that the naming means another meeting.

    A year inside the noun phrase ("the 2013 workshop") means another meeting than the article's own, unless a name of
    the meeting has that year or it is the year of publication.
    """
    if any(h.other_edition for h in meeting.heads[:1]) and not head.other_edition and head.form != "anaphor":
        return True
    first, second = (
        edition_of(meeting.series, e, y) for e, y in ((head.edition, head.year), (meeting.edition, meeting.year))
    )
    if first and second and first != second:
        return True
    if head.year:
        known = meeting.year
        if known is not None:
            return known != head.year
        return head.form != "named" and published_year is not None and head.year != published_year
    return False


def _same_name(head: Head, meetings: Sequence[Meeting], published_year: int | None) -> Meeting | None:
    if head.other_edition:
        return None
    fitting = [m for m in reversed(meetings) if not conflicts(head, m, published_year) and _has_name(head, m)]
    if fitting:
        # A bare name is that of the meeting the article is about, not of one that it told as the next or the first.
        return max(fitting, key=lambda m: (m.edition == head.edition, not m.heads[0].other_edition, len(m.heads)))
    for meeting in reversed(meetings):
        described = [h for h in meeting.heads if h.form == "described"]
        if meeting.named or conflicts(head, meeting, published_year):
            continue
        if any(_within(head.name, h.name) or _within(h.name, head.name) for h in described if h.noun == head.noun):
            return meeting
    return None


def _has_name(head: Head, meeting: Meeting) -> bool:
    if head.series and head.series == meeting.series:
        return True
    return any(same_words(head.name, other.name) or _is_acronym(head, other) for other in meeting.named)


def _is_acronym(head: Head, other: Head) -> bool:
    """Whether one naming is the other's acronym, alone or with the noun: "IAC", "Congress of the IAC"."""
    if other.acronym and content(head.name) == frozenset((other.acronym.lower(), head.noun)):
        return True
    return (head.acronym or head.name) == other.acronym or (other.acronym is None and head.acronym == other.name)


@lru_cache(maxsize=4096)
def content(name: str) -> frozenset[str]:
    """The telling words of a name, folded: no small words, no ordinals, no years."""
    words = {w.lower().replace("’", "'").removesuffix("'s") for w in WORD.findall(name)}
    return frozenset(w for w in words if w not in SMALL and not w[0].isdigit())


def same_words(one: str, other: str) -> bool:
    """Whether two proper names have the same telling words, one perhaps with "international" or a country more."""
    first, second = content(one), content(other)
    shared = first & second
    return len(shared) >= 2 and len(shared) >= min(len(first), len(second)) and len(first ^ second) <= 2


def _within(one: str, other: str) -> bool:
    first = content(one) - UNTELLING
    return len(first) >= 2 and first <= content(other)


def _described(head: Head, meetings: Sequence[Meeting]) -> Meeting | None:
    words = content(head.name)
    if head.kind == "signing" or not words - UNTELLING - {head.noun}:
        # "signed the accords at an event in Oslo", "the agreement was signed" after "the signing ceremony".
        near = [
            m
            for m in meetings
            if m.heads[0].kind == "signing" and (head.kind == "signing" or head.sentence - m.heads[-1].sentence <= 1)
        ]
        if near:
            return near[-1]
    for meeting in reversed(meetings):
        for other in meeting.heads:
            short = other.acronym or (other.name if other.form == "named" else None)
            if short and (short.lower() in words or (" " in short and short.lower() in head.name.lower())):
                return meeting
    telling = words - UNTELLING - {head.noun}
    if not telling:
        # "held a conference", below a headline that names it.
        titled = [m for m in meetings if m.heads[-1].is_in_title and head.noun in m.nouns]
        if titled:
            return titled[-1]
    return _told_of(head, telling, meetings)


def _told_of(head: Head, telling: frozenset[str], meetings: Sequence[Meeting]) -> Meeting | None:
    """The last meeting of the same noun of which the description tells enough of the same."""
    for meeting in reversed(meetings):
        if head.noun not in meeting.nouns:
            continue
        others = set[str]().union(*(content(h.name) for h in meeting.heads)) - UNTELLING - {head.noun}
        shared = len(telling & others)
        if shared >= 2 and 2 * shared >= min(len(telling), len(others)):
            return meeting
        if shared and (telling <= others or others <= telling) and meeting.heads[0].is_in_title and not meeting.named:
            return meeting
        is_definite = head.determiner in BACK_REFERRING | {"possessive"}
        if is_definite and (telling <= others or not others or (shared and meeting.named)):
            return meeting
    return None


def _antecedent(head: Head, meetings: Sequence[Meeting]) -> Meeting | None:
    """The meeting that "the conference", "this workshop", "the event" mean: the last one called so, else the last that
    may be called so, those that the article is about before those mentioned in passing."""
    if head.edition:
        meetings = [m for m in meetings if m.edition == head.edition] or meetings
    same = [m for m in meetings if head.noun in m.nouns]
    if head.rule == "named-noun" and head.noun in FAIRS:
        same = same or [m for m in meetings if m.named and not m.nouns.isdisjoint(FAIRS)]
    if same:
        return _latest(same)
    if head.rule == "former-name":
        return _latest(meetings) if meetings else None
    if head.rule in ("bare-congress", "named-noun"):
        return None
    allowed = terms().generic.get(head.noun, frozenset())
    fitting = [m for m in meetings if "*" in allowed or m.heads[0].kind in allowed]
    if not fitting:
        return None
    last = _latest(fitting)
    if not last.named and last.heads[0].noun in IN_PASSING:
        # "the minister said after a meeting with the ambassadors": the event is the one that has a name.
        named = [m for m in fitting if m.named and head.sentence - m.heads[-1].sentence <= ONE_WITHIN]
        last = _latest(named) if named else last
    return last


def _latest(meetings: Sequence[Meeting]) -> Meeting:
    """The meeting named last; one that is another edition gives way to the one it was told from."""
    own = [m for m in meetings if not (m.heads[0].other_edition or (m.heads[0].rule in TOLD_IN_PASSING and m.named))]
    return max(own or meetings, key=lambda m: m.heads[-1].span.start)


def _named_later(meetings: list[Meeting]) -> list[Meeting]:
    """Join what headline and lead only describe with the meeting of the same noun that is named soon after."""
    kept: list[Meeting] = []
    for meeting in meetings:
        is_own = bool(meeting.named) and not meeting.heads[0].other_edition
        announcing = [m for m in kept if is_own and _announces(m, meeting)]
        titled = [m for m in announcing if m.heads[0].is_in_title][:1]
        joined = titled + [m for m in announcing if not m.heads[0].is_in_title][:1]
        if not joined:
            kept.append(meeting)
            continue
        for other in (*joined[1:], meeting):
            joined[0].heads.extend(other.heads)
        joined[0].heads.sort(key=lambda h: (h.span.start, h.span.end))
        kept = [m for m in kept if m not in joined[1:]]
    return kept


def _announces(described: Meeting, named: Meeting) -> bool:
    """Whether a lead's description is of the meeting that is named after it: same noun or a general one, and near, or
    "a congress" and no more."""
    lead, first = described.heads[0], named.heads[0]
    if described.named or lead.other_edition or first.other_edition or lead.sentence > NAMED_WITHIN:
        return False
    if described.edition and named.edition and described.edition != named.edition:
        return False
    if first.rule == "listed-edition" or (described.year and named.year and described.year != named.year):
        return False
    distance = first.sentence - lead.sentence
    if described.nouns & named.nouns:
        return distance <= NAMED_WITHIN or not content(lead.name) - UNTELLING - {lead.noun}
    allowed = terms().generic.get(lead.noun, frozenset())
    if not ("*" in allowed or first.kind in allowed):
        return False
    if lead.kind == "talks" and not content(lead.name) - {lead.noun} <= content(first.name) | UNTELLING:
        # "talks with the minister": who talked is told, and a summit named beside them is another meeting.
        return False
    if lead.is_in_title and distance <= NAMED_WITHIN:
        # Between a headline and the first sentence stand date line and byline.
        return lead.rule in ("described", "described-with-names")
    return distance <= 2 and lead.sentence <= 4 and lead.rule == "described"
