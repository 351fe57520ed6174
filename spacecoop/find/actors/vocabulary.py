"""The words from which names are made, read once from the lexicon's ``names.toml`` and ``heads.toml``.

Lookups only: how the words decide is the business of ``runs``, ``segments`` and ``kinds``.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

from spacecoop.frozen import frozen
from spacecoop.tables.mentions import MentionKind

Words = frozenset[str]


@frozen
class Vocabulary:
    """Word lists in lower case. ``kinds`` maps a head noun to what it heads, the first list that holds it winning."""

    given: Words
    unsure_given: Words
    women: Words
    men: Words
    surnames: Words
    surname_endings: tuple[str, ...]
    particles: Words
    family_first: Words
    honorifics: Words
    offices: Words
    qualifiers: Words
    ranks: Words
    speech: Words
    decisions: Words
    headline_verbs: Words
    kinds: dict[str, str]
    of_takes: Words
    for_takes: Words
    on_takes: Words
    and_sides: Words
    place_first: Words
    compass: Words
    body_first: Words
    outlets: Words
    letters_title: Words
    sure_heads: Words
    peoples: Words
    no_body: Words
    never: Words
    numbered: Words
    months: Words
    calendar: Words
    function: Words
    common: Words
    special: Words
    possessive: Words
    bodies_alone: Words
    spoken: Words
    coins: Words
    named_bodies: dict[str, MentionKind]
    first_heads: dict[str, MentionKind]

    def is_office(self, word: str) -> bool:
        """Whether a word is a title or an office: "Minister", "Director-General", "Mr."."""
        low = word.lower().rstrip(".")
        return low in self.offices or low in self.honorifics or word in self.letters_title

    def is_given(self, low: str) -> bool:
        """Whether a word in lower case is a given name, or a double one: "jean-yves"."""
        if low in self.given or ("-" in low and low.split("-", 1)[0] in self.given):
            return True
        return not low.isascii() and plain(low) in self.given

    def is_hyphen_pair(self, left: str, right: str) -> bool:
        """Whether a spaced hyphen joins two words into one, as in texts that put spaces around every mark."""
        return (
            left[-1:].isalpha()
            and right[:1].isupper()
            and not self.is_office(left)
            and left.lower() not in self.calendar
            and right.lower() not in self.function
        )

    def is_possessive_name(self, left: str, right: str) -> bool:
        """Whether "X's Y" is one name: "People's Republic", "Children's Fund"."""
        return left.lower() in self.possessive and not self.is_office(right)


def plain(word: str) -> str:
    """The word without the marks on its letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


KINDS = ("event", "work", "university", "mission", "agency", "igo", "place", "organisation", "company")


@cache
def vocabulary() -> Vocabulary:
    """The shipped word lists."""
    names, heads = _read("names.toml"), _read("heads.toml")
    people, shape, words = names["people"], heads["shape"], heads["words"]
    kinds: dict[str, str] = {}
    for kind in reversed(KINDS):
        kinds.update(dict.fromkeys(heads["kinds"].get(kind, "").split(), kind))
    months = _set(words["months"])
    return Vocabulary(
        given=_set(people["given"]),
        unsure_given=_set(people["ambiguous_given"]),
        women=_set(people["women"]),
        men=_set(people["men"]),
        surnames=_set(people["surnames"]),
        surname_endings=tuple(people["surname_endings"].split()),
        particles=_set(people["particles"]),
        family_first=_set(people["chinese_family"]),
        honorifics=_set(people["honorifics"]),
        offices=_set(people["offices"]),
        qualifiers=_set(people["office_qualifiers"]),
        ranks=frozenset(people["ranks"].strip().split("\n")),
        speech=_set(names["speech"]["verbs"]),
        decisions=_set(names["speech"]["decisions"]),
        headline_verbs=_set(names["speech"]["headlines"]),
        kinds=kinds,
        of_takes=_set(shape["of_takes"]),
        for_takes=_set(shape["for_takes"]),
        on_takes=_set(shape["on_takes"]),
        and_sides=_set(shape["and_sides"]),
        place_first=_set(shape["place_first"]),
        compass=_set(shape["place_compass"]),
        body_first=_set(shape["body_first"]),
        outlets=_set(shape["outlets"]),
        letters_title=_set(shape["letters_title"]),
        no_body=_set(words["no_body"]),
        never=_set(words["no_name_ever"]),
        sure_heads=_set(shape["sure_heads"]),
        numbered=_set(words["numbered"]),
        peoples=_set(words["peoples"]),
        months=months,
        calendar=months | _set(words["weekdays"]),
        function=_set(words["function"]),
        common=_set(words["no_name"]),
        special=_set(people["honorifics"])
        | _set(people["offices"])
        | months
        | _set(words["weekdays"])
        | _set(words["function"])
        | _set(words["no_name"]),
        possessive=_set(words["possessive"]),
        bodies_alone=_set(words["bodies_alone"]),
        spoken=_set(words["acronyms_that_are_words"]),
        coins=_set(words["coins"]),
        named_bodies=_kinds_of(heads["beside"]),
        first_heads=_kinds_of(heads["first"]),
    )


def _kinds_of(nouns: dict[str, str]) -> dict[str, MentionKind]:
    found: dict[str, MentionKind] = {}
    for kind in ("agency", "company", "organisation", "university"):
        found.update(dict.fromkeys(nouns.get(kind, "").split(), kind))
    return found


@cache
def known_bodies() -> dict[str, list[str]]:
    """Names of bodies whose kind alone is known, by kind."""
    return {kind: lists["names"].strip().split("\n") for kind, lists in _read("world.toml").items()}


def _read(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(files("spacecoop.lexicon").joinpath(name).read_text("utf-8"))


def _set(words: str) -> Words:
    return frozenset(words.split())
