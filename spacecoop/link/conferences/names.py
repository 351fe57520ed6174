"""How far a meeting's name reaches around its noun, and what stands before it: edition, year, length, determiner.

Works on tokens of one sentence; whether the phrase is a meeting at all is decided in ``heads``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacecoop.frozen import frozen
from spacecoop.link.conferences.ordinals import cardinal, ordinal
from spacecoop.link.conferences.terms import terms
from spacecoop.text import Token

DETERMINERS = frozenset(
    "the a an this that these those its their his her our my another each every any some no such both".split()
)
OTHER_EDITIONS = frozenset("next last previous preceding prior earlier following coming later".split())
PLAIN_ADJECTIVES = frozenset(
    "training annual biennial biannual triennial yearly international global regional world national jubilee regular inaugural "
    "joint bilateral multilateral trilateral high-level major recent upcoming forthcoming first-ever historic important "
    "virtual scientific technical informal formal special entire whole big large small local extraordinary "
    "successful official current same latest public closed-door ministerial science space signing opening closing "
    "award summer winter spring autumn".split()
)
NOT_IN_NAMES = frozenset(
    "The A An At On In This That These Those During After Before From To By With When While As It Its Their His Her Our "
    "For If But And Or Today Yesterday Tomorrow Last Next Since Until Monday Tuesday Wednesday Thursday Friday Saturday "
    "Sunday January February March April May June July August September October November December Both Previous "
    "Upcoming Annual Biennial Because Where Which Who Following Also Then There Here Such Other Every Each Participants "
    "Delegates Organisers Organizers Speaking Mr Mrs Ms Dr President Minister Director Chairman Secretary Hosted "
    "Organized Organised Attending Report Reflection Reflections Under Over About Into Through Throughout Unlike Like "
    "We I You He She They Their Welcome Programme Program Theme Media Meanwhile".split()
)
CAPITAL_JOINERS = frozenset({"In", "Of", "On", "And", "For"})
JOINERS = frozenset({"of", "on", "for", "in", "and", "&", "the", "to", "de", "la"})
# In tokens, on either side of the noun.
LONGEST_NAME = 14
CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December".split()
)
MARKS = frozenset(',.;:()[]—–!?"“”')
YEAR = re.compile(r"(?:19|20)\d\d$")


@frozen
class Phrase:
    """Token indices around a meeting noun at ``noun``: the name or description runs from ``first`` to ``last``, both
    included. ``opening`` is the index of the determiner, or of the first word where there is none."""

    noun: int
    first: int
    last: int
    opening: int
    determiner: str
    edition: int | None
    edition_tokens: tuple[int, int] | None
    year: int | None
    year_token: int | None
    days: int | None
    days_tokens: tuple[int, int] | None
    other_edition: str
    possessor: int | None


def is_capital(token: Token) -> bool:
    """Whether a token can be part of a proper name: a capital first, or inside ("eLISA"), and no function word."""
    return any(c.isupper() for c in token.text[:2]) and token.text not in NOT_IN_NAMES


def is_possessive(token: Token) -> bool:
    """Whether the token ends in an apostrophe and s."""
    return token.text.endswith(("'s", "’s", "‘s"))


def around(tokens: Sequence[Token], noun: int) -> Phrase:
    """The noun phrase around ``tokens[noun]``; ``tokens`` are one sentence's."""
    first = _name_start(tokens, noun)
    last = _name_end(tokens, noun, first == noun)
    at = first
    edition, edition_tokens, at, first = _edition(tokens, at, first, noun)
    year: int | None = None
    year_token: int | None = None
    if last + 1 < len(tokens) and YEAR.match(tokens[last + 1].text):
        year, year_token = int(tokens[last + 1].text), last + 1
    days: int | None = None
    days_tokens: tuple[int, int] | None = None
    other = ""
    while at > 0:
        before = tokens[at - 1]
        word = before.text.lower()
        length = _length(tokens, at - 1)
        if length is not None:
            days, days_tokens = length[0], (length[1], at - 1)
            at = length[1]
        elif edition is None and _ordinal_ending(tokens, at - 1) is not None:
            edition, edition_tokens, at, _ = _edition(tokens, at, at, noun)
        elif YEAR.match(before.text) and year is None and first in (at, noun):
            year, year_token = int(before.text), at - 1
            at -= 1
        elif word in OTHER_EDITIONS:
            other = other or word
            at -= 1
        elif word in PLAIN_ADJECTIVES or (word == "-" and at > 1 and tokens[at - 2].end == before.start):
            at -= 1
        else:
            break
    determiner, possessor, opening = _determiner(tokens, at)
    return Phrase(
        noun,
        first,
        last,
        opening,
        determiner,
        edition,
        edition_tokens,
        year,
        year_token,
        days,
        days_tokens,
        other,
        possessor,
    )


def _name_start(tokens: Sequence[Token], noun: int) -> int:
    """Index of the first capitalised word of the run that ends at the noun."""
    at = noun
    while at > 0 and noun - at < LONGEST_NAME:
        before = tokens[at - 1]
        if is_possessive(before):
            break
        if is_capital(before) and before.text[0] != "_":
            at -= 1
        elif _is_plural_owner(tokens, at - 1):
            at -= 2  # "the Space Ministers' Meeting"
        elif (
            before.text in ("-", "/", "–", "+", "&", ".")
            and at > 1
            and tokens[at - 2].end == before.start
            and is_capital(tokens[at - 2])
        ):
            at -= 2 if not is_possessive(tokens[at - 2]) else 0
            if is_possessive(tokens[at]):
                break
        elif (
            at < noun
            and before.text in JOINERS
            and at > 1
            and is_capital(tokens[at - 2])
            and not is_possessive(tokens[at - 2])
        ):
            reached = _across(tokens, at - 1)
            if reached is None:
                break
            at = reached
        else:
            break
    return at


def _is_plural_owner(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token is the apostrophe of a plural that can stand within a name: "Ministers'", "Students'"."""
    if at < 2 or tokens[at].text not in ("'", "’") or tokens[at - 1].end != tokens[at].start:
        return False
    return tokens[at - 1].text.endswith("s") and is_capital(tokens[at - 1]) and is_capital(tokens[at - 2])


def _across(tokens: Sequence[Token], joiner: int) -> int | None:
    """Where the run before "in", "of", "and" begins, if a determiner, an edition or the sentence's start bounds it.

    Without such a bound "NASA and Space Symposium" would be one name.
    """
    at = joiner
    while at > 0 and joiner - at < 5 and is_capital(tokens[at - 1]) and not is_possessive(tokens[at - 1]):
        at -= 1
        if (
            at > 1
            and tokens[at - 1].text == "-"
            and tokens[at - 1].end == tokens[at].start
            and is_capital(tokens[at - 2])
        ):
            at -= 2
    if joiner - at > 3:
        return None
    if at == 0:
        return at if tokens[joiner].text in ("in", "and", "&") else None
    before = tokens[at - 1].text
    bound = (
        before.lower() in DETERMINERS | OTHER_EDITIONS
        or before.lower() in ("annual", "biennial", "inaugural", "international", "on", "titled", "entitled")
        or (is_possessive(tokens[at - 1]) and before.lower().startswith("year"))
    )
    return at if bound or _ordinal_ending(tokens, at - 1) is not None or ordinal(tokens[at].text) else None


def _name_end(tokens: Sequence[Token], noun: int, is_first: bool) -> int:
    """Index of the last word of "on Human Space Technology", "of the African Union", "Humans In Space", "+50".

    Capitals straight after the noun belong to the name only where it ``is_first``: "Forum Jane Doe" is no name."""
    at = noun
    if not tokens[noun].text[0].isupper():
        return at
    if [t.text for t in tokens[noun + 1 : noun + 2]] in (["and"], ["&"]) and _is_named_noun(tokens, noun + 2):
        at = noun + 2  # "Expo and Conference"
    following = tokens[noun + 1 : noun + 3]
    if len(following) == 2 and following[0].text == "+" and following[1].text.isdigit():
        return noun + 2
    while at + 1 < len(tokens) and at - noun < LONGEST_NAME:
        after = tokens[at + 1]
        may_follow = at > noun or is_first
        if may_follow and is_capital(after) and not is_possessive(after) and after.start - tokens[at].end <= 1:
            at += 1
        elif _joins_capitals(tokens, at + 1):
            at += 2
        else:
            step = _complement(tokens, at, noun)
            if step is None:
                break
            at = step
    return at


def _is_named_noun(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text.istitle() and tokens[at].text.lower() in terms().kinds


def _joins_capitals(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token ties two words of a name: a hyphen or slash without blanks, or "In" in "Humans In Space"."""
    if at + 1 >= len(tokens):
        return False
    joiner, after = tokens[at], tokens[at + 1]
    if joiner.text in CAPITAL_JOINERS:
        return is_capital(after)
    return joiner.text in ("-", "/", "–") and tokens[at - 1].end == joiner.start and joiner.end == after.start


def _complement(tokens: Sequence[Token], at: int, noun: int) -> int | None:
    """Index of the capitalised word that "on", "on the", "for", "of" or "and" leads to."""
    word = tokens[at + 1].text
    if word not in ("on", "of", "for", "and", "at", "&") or (at == noun and word in ("and", "&")):
        if not (word == "," and at > noun):
            return None
        listed = tokens[at + 2 : at + 6]
        has_end = any(t.text in ("and", "&") for t in listed)
        return at + 2 if listed and is_capital(listed[0]) and has_end and at > noun + 1 else None
    if word == "at" and [t.text for t in tokens[at + 2 : at + 4]] != ["Ministerial", "Level"]:
        return None
    step = at + 2
    if step < len(tokens) and tokens[step].text == "the" and word != "and":
        step += 1
    if step >= len(tokens) or not is_capital(tokens[step]) or is_possessive(tokens[step]):
        return None
    return step


def _ordinal_ending(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The ordinal whose last token is ``at``, and the index of its first token."""
    number = ordinal(tokens[at].text)
    if number is None:
        return None
    if at > 1 and tokens[at - 1].text == "-" and tokens[at - 1].end == tokens[at].start:
        joined = ordinal(f"{tokens[at - 2].text}-{tokens[at].text}")
        return (joined, at - 2) if joined else None
    return number, at


def _edition(
    tokens: Sequence[Token], at: int, first: int, noun: int
) -> tuple[int | None, tuple[int, int] | None, int, int]:
    """Edition, its tokens, where the phrase begins with it, and where the name begins without it."""
    while first < noun and (tokens[first].text in ("Annual", "International") or ordinal(tokens[first].text)):
        if tokens[first].text == "International":
            break
        number = ordinal(tokens[first].text)
        if number is not None:
            begun = first
            return number, (begun, begun), begun, first + 1
        first += 1
        at = first
    skipped = at
    while skipped > 0 and tokens[skipped - 1].text.lower() in (
        "annual",
        "biennial",
        "international",
        "jubilee",
        "regular",
    ):
        skipped -= 1
    found = _ordinal_ending(tokens, skipped - 1) if skipped > 0 else None
    if found is None:
        return None, None, at, first
    return found[0], (found[1], skipped - 1), found[1], first


def _length(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Days that "five-day", "three day-" or "week-long" ending at ``at`` gives, and its first token."""
    words = [t.text.lower() for t in tokens[max(0, at - 4) : at + 1]]
    if words[-1:] == ["-"]:
        words, at = words[:-1], at - 1
    if words[-1:] == ["long"] and words[-2:-1] == ["-"]:
        words, at = words[:-2], at - 2
        if words[-1:] in (["week"], ["day"]) and (len(words) < 2 or words[-2] != "-"):
            return (7 if words[-1] == "week" else 1), at
    if words[-1:] not in (["day"], ["week"], ["days"]):
        return None
    unit = 7 if words[-1] == "week" else 1
    back = 2 if words[-2:-1] in (["-"], ["–"]) else 1
    number = cardinal(words[-1 - back]) if len(words) > back else None
    return (number * unit, at - back) if number and number * unit <= 60 else None


def length_from(tokens: Sequence[Token], first: int) -> int | None:
    """How many tokens "five-day" takes that begins at ``first``; null where no length does."""
    for count in (3, 4, 2):
        end = first + count - 1
        found = _length(tokens, end) if end < len(tokens) else None
        if found is not None and found[1] == first:
            return count
    return None


def _determiner(tokens: Sequence[Token], at: int) -> tuple[str, int | None, int]:
    if at == 0:
        return "", None, at
    before = tokens[at - 1]
    if before.text.lower() in DETERMINERS:
        return before.text.lower(), None, at - 1
    if is_possessive(before):
        return "possessive", at - 1, at - 1
    return "", None, at


def description_end(tokens: Sequence[Token], noun: int) -> int:
    """Index of the last word of what "a workshop on ...", "talks between ..." is about; a place phrase is stepped over."""
    vocabulary = terms()
    at = noun
    if at + 2 < len(tokens) and tokens[at + 1].text == "in" and is_capital(tokens[at + 2]):
        onward = at + 2
        while onward + 1 < len(tokens) and (is_capital(tokens[onward + 1]) or tokens[onward + 1].text == "."):
            onward += 1
        if onward + 1 < len(tokens) and tokens[onward + 1].text in vocabulary.complements:
            at = onward
    if at + 1 >= len(tokens) or tokens[at + 1].text not in vocabulary.complements:
        return noun
    joins_people = tokens[noun].text.lower() in vocabulary.between_people
    if tokens[at + 1].text in ("with", "against", "among", "between") and not joins_people:
        return noun
    end = preposition = at + 1
    for step in range(at + 2, min(len(tokens), at + 18)):
        word = tokens[step].text
        if word.lower() in vocabulary.kinds and word.lower() not in vocabulary.only_named:
            end = preposition - 1
            break
        if _ends_description(tokens, step):
            break
        if word in ("on", "of", "for", "about"):
            preposition = step
        end = step
    while end > noun and any(
        tokens[end].text.lower() in known for known in (vocabulary.complements, JOINERS, DETERMINERS)
    ):
        end -= 1
    return end if end > at + 1 else noun


def _ends_description(tokens: Sequence[Token], step: int) -> bool:
    """Whether a description stops before the word: a verb, a mark, a date, or "in" before a place or time."""
    word = tokens[step].text
    if word == "in":
        after = tokens[step + 1].text if step + 1 < len(tokens) else ""
        return (
            after == "person"
            or not after.islower()
            or after in DETERMINERS
            or after in OTHER_EDITIONS
            or after in terms().complements
        )
    return word.lower() in terms().description_ends or word in MARKS or word in CALENDAR or word.isdigit()
