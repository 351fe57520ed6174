"""What a number counts: the noun phrase after it, its head and its class.

Only the words after the number are read; whether the people attended or wrote papers is decided by ``roles``.
"""

from __future__ import annotations

import re
from functools import cache

from spacecoop import lexicon
from spacecoop.find.quantities.phrase import GAP, Word, ends_phrase, words_after
from spacecoop.find.quantities.words import classes, number_words, units, word_set
from spacecoop.frozen import frozen
from spacecoop.tables.mentions import ThingClass

OF = re.compile(rf"{GAP}of(?={GAP})")
DETERMINERS = frozenset("the its their our his her these those all such my your both some".split())
POSSESSIVE = ("'s", "’s", "s'", "s’")
MORE = frozenset("more other such additional further extra fewer less".split())
NOT_A_THING = frozenset("them us which whom it that this these those you".split())
ADJECTIVE_ENDING = re.compile(r".{2,}(?:al|ial|ive|ous|ic|ary|able|ible|ful|less|ish|ant|ent|ed|ing|est|ese|ian|-\w+)$")
PERSON_ENDING = re.compile(r".{2,}(?:ists|ologers|men|women|nauts|eers|ians)$")
VERB_ENDING = re.compile(r".{2,}(?:ed|s)$")
COORDINATED = re.compile(rf"(?:,{GAP}|{GAP})?(?:and|or|&){GAP}")
SIZE = re.compile(rf"{GAP}\d{{1,4}}(?:\.\d{{1,3}})?(?:-|{GAP})?([a-zA-Z]{{1,10}})(?={GAP})")
LISTED_NOUN = re.compile(rf",{GAP}(?:[a-z-]{{2,20}}{GAP})?([a-z-]{{3,20}})(?=,{GAP}[a-z]|,?{GAP}and{GAP}[a-z])")
STATES = frozenset(("state", "states"))
PARTS = frozenset(("central", "latin", "north", "south"))
FEDERATION = frozenset(("of the country", "of the federation", "of the republic", "of the union"))
MOST_MODIFIERS = 6


@frozen
class Thing:
    """A counted noun phrase. ``text[start:end]`` is the phrase, ``head`` its head noun as written."""

    start: int
    end: int
    head: str
    kind: ThingClass


def class_of(head: str) -> ThingClass:
    """The class of a head noun; other where the lexicon does not know it."""
    lower = head.lower()
    known = classes().get(lower) or classes().get(lower.rsplit("-", 1)[-1])
    if known is None and lower.endswith("s"):
        known = classes().get(lower[:-1])
    if known is None and (PERSON_ENDING.match(lower) or (head[:1].isupper() and lower in peoples())):
        return "person"
    return known or "other"


@cache
def places() -> frozenset[str]:
    """Adjectives of countries and regions in lower case: "african", "polish"."""
    return frozenset(
        d.lower() for row in (*lexicon.countries(), *lexicon.regions()) for d in row.demonyms if " " not in d
    )


@cache
def peoples() -> frozenset[str]:
    """Plurals of demonyms in lower case: "Iraqis", "Serbs"."""
    rows = (*lexicon.countries(), *lexicon.regions())
    return frozenset(f"{d.lower()}s" for row in rows for d in row.demonyms if " " not in d and not d.endswith("s"))


def singular_class(noun: str) -> ThingClass:
    """The class of a noun in the singular."""
    lower = noun.lower()
    return classes().get(lower) or classes().get(f"{lower}s") or class_of(lower)


def counted(text: str, end: int, words: list[Word], is_one: bool) -> Thing | None:
    """The noun phrase counted by a number that ends at ``end``: "30 space-faring nations", "542 of student participants"."""
    of = OF.match(text, end)
    if of:
        words = words_after(text, of.end())
        if not words or words[0].lower in NOT_A_THING:
            return None
        while words and (words[0].lower in DETERMINERS or words[0].lower.endswith(POSSESSIVE)):
            words = words[1:]
        found = plural(words)
        return _coordinated(text, found) if found else None
    if words and words[0].lower == "others":
        return Thing(words[0].start, words[0].end, words[0].text, "other")
    while words and words[0].lower in MORE:
        words = words[1:]
    found = singular(words) if is_one else plural(words)
    return None if found is None else _coordinated(text, found)


def sized(text: str, end: int) -> Thing | None:
    """The plural behind a measure that tells its size: "two 50-kilogram satellites"."""
    size = SIZE.match(text, end)
    if size is None or not (size.group(1) in units().abbreviations or size.group(1).lower() in units().names):
        return None
    return plural(words_after(text, size.end()))


def shared_of(text: str, end: int) -> Thing | None:
    """The whole of which a share is said: "20% of the participants", "half its mandatory contribution"."""
    of = OF.match(text, end)
    words = words_after(text, of.end() if of else end)
    if not words or (not of and words[0].lower not in DETERMINERS):
        return None
    while words and words[0].lower in DETERMINERS:
        words = words[1:]
    return plural(words) or singular(words)


def tied(word: Word) -> Thing | None:
    """The singular noun that a hyphen ties to its number: "a 10-nation group", "13-member"."""
    if word.lower in word_set("hyphen_idiom") or word.lower in word_set("noun_phrase_end"):
        return None
    return Thing(word.start, word.end, word.text, singular_class(word.text))


def attributive(word: Word) -> Thing | None:
    """The singular noun that a number counts before another noun: "a 13 member crew", "a three course meal"."""
    kind = classes().get(word.lower) or classes().get(f"{word.lower}s")
    if kind is None and word.lower in word_set("attributive"):
        kind = "other"
    return None if kind is None or word.text[0].isupper() else Thing(word.start, word.end, word.text, kind)


def is_plural(lower: str) -> bool:
    """Whether a word looks like a plural noun."""
    if lower in word_set("irregular_plural"):
        return True
    if len(lower) < 3 or lower[-1] != "s" or lower[-2:] in ("ss", "us", "is", "'s", "’s"):
        is_irregular = lower.endswith(("children", "men")) and lower not in word_set("singular_men")
        return is_irregular or lower in _plural_classes() or lower in peoples()
    return lower not in word_set("false_plural")


@cache
def _plural_classes() -> frozenset[str]:
    return frozenset(w for w in classes() if w.endswith("s")) | {
        "symposia",
        "people",
        "personnel",
        "spacecraft",
        "staff",
        "crew",
    }


def plural(words: list[Word]) -> Thing | None:
    """The phrase up to the last of its plural nouns: "three systems engineers", "11 European Union nations"."""
    head: Word | None = None
    for i, word in enumerate(words):
        if word.lower == "and" and head is None and i:
            continue
        if ends_phrase(words, i) or word.lower in number_words().cardinal or i > MOST_MODIFIERS:
            break
        if head is not None and head.text[0].islower() and word.text[0].isupper():
            break
        if is_plural(word.lower) and not _ends_name(words, i):
            head = word
        elif head is not None or word.lower.endswith(POSSESSIVE):
            break
    if head is None:
        return None
    return Thing(words[0].start, head.end, head.text, _class_in(words, head))


def _class_in(words: list[Word], head: Word) -> ThingClass:
    """The class of a head in its phrase: "States members" are countries, "36 states of the federation" are none."""
    kind = class_of(head.text)
    at = words.index(head)
    if kind == "member" and any(word.lower in STATES for word in words[:at]):
        return "country"
    if head.text == "states":
        parts = " ".join(word.lower for word in words[at + 1 : at + 4])
        if parts in FEDERATION or (
            at and words[at - 1].lower in word_set("federal") and not (at > 1 and words[at - 2].lower in PARTS)
        ):
            return "other"
    return kind


def _ends_name(words: list[Word], i: int) -> bool:
    """Whether a plural only ends a country's name, of which there is one: "12 United States senators"."""
    return i > 0 and words[i].text[0].isupper() and f"{words[i - 1].text} {words[i].text}" in _name_ends()


@cache
def _name_ends() -> frozenset[str]:
    """The last two words of names of countries, and of the United Nations."""
    names = [name.split() for c in lexicon.countries() for name in (c.name, *c.aliases)]
    return frozenset(" ".join(name[-2:]) for name in (*names, ["United", "Nations"]) if len(name) > 1)


def singular(words: list[Word]) -> Thing | None:
    """The phrase after "one": up to the word before a verb or a function word."""
    phrase: list[Word] = []
    for i, word in enumerate(words[:4]):
        if ends_phrase(words, i) or word.lower in number_words().cardinal or word.lower.endswith(("'s", "’s", "ly")):
            break
        if phrase and VERB_ENDING.match(word.lower) and not _is_adjective(phrase[-1].lower):
            break
        phrase.append(word)
    while phrase and _is_adjective(phrase[-1].lower) and len(phrase) > 1:
        phrase.pop()
    if not phrase or _is_adjective(phrase[-1].lower):
        return None
    head = phrase[-1]
    return Thing(phrase[0].start, head.end, head.text, singular_class(head.text))


def _is_adjective(lower: str) -> bool:
    if lower in word_set("adjective"):
        return True
    is_noun = f"{lower}s" in classes() or lower in word_set("money_nouns")
    return bool(ADJECTIVE_ENDING.match(lower)) and not is_noun


def is_modifier(lower: str) -> bool:
    """Whether a word only narrows a noun that may be left out: "12 African and 30 foreign experts"."""
    return lower in places() or _is_adjective(lower)


def _listed_end(text: str, thing: Thing) -> int:
    """Where a list of nouns of one class ends before its "and": "officials, scholars and business people"."""
    at = thing.end
    while (listed := LISTED_NOUN.match(text, at)) is not None and class_of(listed.group(1)) == thing.kind:
        at = listed.end()
    return at


def _coordinated(text: str, thing: Thing) -> Thing:
    """The phrase with a second noun of its class: "experts and scholars", "scientists and specialists"."""
    at = _listed_end(text, thing)
    joint = COORDINATED.match(text, at)
    if joint is None or thing.kind not in ("person", "organisation", "country", "mission", "document"):
        return thing
    second = plural(words_after(text, joint.end() - 1))
    if second is None or text[joint.end() : second.end].count(" ") > 2:
        return thing
    is_mixed = thing.kind == "country" and (
        second.kind == "organisation" or second.head.lower() in ("regions", "areas")
    )
    if second.kind != thing.kind and not is_mixed:
        return thing
    return Thing(thing.start, second.end, thing.head, thing.kind)
