"""The vocabulary of meetings from ``lexicon/meetings.toml``, compiled once into the patterns and sets the rules read.

No text is read here; what a match means is decided by the modules that use it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, cast, get_args

import ahocorasick

from spacecoop.frozen import frozen
from spacecoop.tables.facts import ConferenceKind, ConferenceRole

KINDS = get_args(ConferenceKind)
PLURALS = {"symposium": "symposia", "forum": "fora", "colloquium": "colloquia"}


@frozen
class Terms:
    """Meeting nouns with their kinds and strengths, and the verbs and cues around them; all in lower case."""

    kinds: dict[str, ConferenceKind]
    strong: frozenset[str]
    only_named: frozenset[str]
    topical: frozenset[str]
    generic: dict[str, frozenset[str]]
    not_after: dict[str, frozenset[str]]
    not_before: frozenset[str]
    not_followed_by: dict[str, frozenset[str]]
    body_after: frozenset[str]
    bodies: frozenset[str]
    role_of_verb: dict[str, ConferenceRole]
    attendee_nouns: frozenset[str]
    gathering: frozenset[str]
    description_ends: frozenset[str]
    complements: frozenset[str]
    titled: frozenset[str]
    between_people: frozenset[str]
    noun: re.Pattern[str]
    nouns: ahocorasick.Automaton
    begin: re.Pattern[str]
    finish: re.Pattern[str]
    hold: re.Pattern[str]
    arranging: re.Pattern[str]
    coming: re.Pattern[str]
    drawing: re.Pattern[str]
    not_attendance: re.Pattern[str]
    announced: re.Pattern[str]
    cancelled: re.Pattern[str]
    took_place: re.Pattern[str]
    at_event: re.Pattern[str]
    seats: dict[str, str]
    seat: re.Pattern[str]


def words_pattern(words: list[str]) -> re.Pattern[str]:
    """Any of the words or phrases as whole words, whatever their case, the longest first."""
    longest_first = sorted({w.lower() for w in words}, key=lambda w: (-len(w), w))
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s") for w in longest_first) + r")(?![\w-])", re.I
    )


@cache
def terms() -> Terms:
    """The vocabulary; ``ValueError`` names a noun whose kind no table knows."""
    said: dict[str, Any] = tomllib.loads(files("spacecoop.lexicon").joinpath("meetings.toml").read_text("utf-8"))
    kinds = cast("dict[str, ConferenceKind]", said["nouns"])
    unknown = sorted(noun for noun, kind in kinds.items() if kind not in KINDS)
    if unknown:
        raise ValueError(f"lexicon/meetings.toml: nouns of no known kind: {', '.join(unknown)}")
    verbs: dict[str, list[str]] = said["verbs"]
    arranging: dict[str, list[str]] = said["arranging"]
    people: dict[str, list[str]] = said["attendees"]
    description: dict[str, list[str]] = said["description"]
    return Terms(
        kinds=kinds,
        strong=frozenset(said["strength"]["strong"]),
        only_named=frozenset(said["strength"]["named"]),
        topical=frozenset(said["topical"]["words"]),
        generic={noun: frozenset(of) for noun, of in said["generic"].items()},
        not_after={noun: frozenset(words) for noun, words in said["not_after"].items()},
        not_before=frozenset(said["not_before"]["all"]),
        not_followed_by={noun: frozenset(words) for noun, words in said["not_followed_by"].items()},
        body_after=frozenset(said["body_after"]["words"]),
        bodies=frozenset(name.lower() for name in said["bodies"]["names"]),
        role_of_verb={verb: cast(ConferenceRole, role) for role, forms in arranging.items() for verb in forms},
        attendee_nouns=frozenset(people["nouns"]),
        gathering=frozenset(said["gathering"]["nouns"]),
        description_ends=frozenset(description["ends"]),
        complements=frozenset(description["complement"]),
        titled=frozenset(description["titled"]),
        between_people=frozenset(description["between_people"]),
        noun=words_pattern(list(kinds)),
        nouns=_nouns(list(kinds)),
        begin=words_pattern(verbs["begin"]),
        finish=words_pattern(verbs["finish"]),
        hold=words_pattern(verbs["hold"]),
        arranging=words_pattern([verb for forms in arranging.values() for verb in forms]),
        coming=words_pattern(people["verbs"]),
        drawing=words_pattern(people["drawing"]),
        not_attendance=words_pattern(people["not"]),
        announced=words_pattern(said["status"]["announced"]),
        cancelled=words_pattern(said["status"]["cancelled"]),
        took_place=words_pattern(said["status"]["held"]),
        seats={house.lower(): town for house, town in said["seats"].items()},
        seat=words_pattern(list(said["seats"])),
        at_event=re.compile(words_pattern(said["status"]["at"]).pattern + r"(?:\s+(?:the|this|its|an?))?\W*$", re.I),
    )


def _nouns(nouns: list[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for noun in nouns:
        for spelling in (noun, noun.capitalize(), noun.upper()):
            automaton.add_word(spelling, len(spelling))
    automaton.make_automaton()
    return automaton


def nouns_in(text: str, start: int, end: int) -> Iterator[int]:
    """Where meeting nouns begin as whole words in a stretch of text, in lower case, capitalised or in capitals."""
    if start >= end:
        return  # the automaton refuses an empty stretch
    for last, length in terms().nouns.iter_long(text, start, end):
        begin = last + 1 - length
        if not text[begin - 1 : begin].isalnum() and not text[last + 1 : last + 2].isalnum():
            yield begin
