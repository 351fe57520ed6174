"""Acronyms beside what they stand for: which names and which common nouns a text abbreviates.

Only letters are compared; what an acronym then names is the business of ``revision`` and ``coref``.
"""

from __future__ import annotations

import re

from spacecoop.find.actors.decision import GROUPS
from spacecoop.find.actors.vocabulary import Vocabulary

PARENTHESIS = re.compile(
    r"(?:,? (?:or|also known as|known as))?,? ?[(\[] ?[\"“‘']?(?:the |or |hereafter )?([^\W\d_][\w&’'./-]{1,11})[\"”’']?(?:[,;] ?[^()]{1,40})?[)\]]"
)
WORD = re.compile(r"[\w’']+")
SMALL_OF_NAMES = frozenset("of the for and in on de la du des di da von van".split())
IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,7})\)")
EXPANSION = 90  # characters before the bracket that may spell the acronym out
SPELT = re.compile(r"[^\W\d_][\w’']*")
SMALL_OF_PHRASES = frozenset("a an and at by de for in of on or the to with".split())


def spelt_names(text: str) -> frozenset[int]:
    """Where the second and later words of names stand whose initials a bracket gives, so that "and" and "for" inside
    them part nothing: "Bureau for Rockets and Balloons (BRB)"."""
    found: set[int] = set()
    for bracket in IN_BRACKETS.finditer(text):
        letters = [c for c in bracket.group(1) if c.isupper()]
        if len(letters) < 3:
            continue
        reach = max(0, bracket.start() - EXPANSION)
        floor = max(reach, text.rfind("\n", reach, bracket.start()) + 1)
        starts: list[int] = []
        for word in reversed(list(SPELT.finditer(text, floor, bracket.start()))):
            if word.group()[0].isupper():
                starts.append(word.start())
            if len(starts) == len(letters) or (not word.group()[0].isupper() and word.group() not in SMALL_OF_NAMES):
                break
        if [text[at] for at in reversed(starts)] == letters and _is_unbroken(text[starts[-1] : bracket.start()]):
            found.update(starts[:-1])
    return frozenset(found)


def _is_unbroken(name: str) -> bool:
    return not any(mark in name for mark in '.;:()!?"')


def spelt_out(text: str, words: Vocabulary) -> frozenset[str]:
    """Acronyms that the text spells out in small letters: "low Earth orbit (LEO)"; not those of a body: "the national
    space agency (NSA)"."""
    found: set[str] = set()
    for bracket in IN_BRACKETS.finditer(text):
        acronym = bracket.group(1)
        said = text[max(0, bracket.start() - EXPANSION) : bracket.start()].rsplit("\n", 1)[-1].rstrip()
        if sum(c.isupper() for c in acronym) > 1 and _spells(said, acronym, words):
            found.add(acronym)
            found.add(acronym.removesuffix("s"))
    return frozenset(found)


def _spells(said: str, acronym: str, words: Vocabulary) -> bool:
    """Whether the last words begin with the acronym's letters, most of them small, and name no body."""
    spelt = [w for w in SPELT.findall(said) if w.lower() not in SMALL_OF_PHRASES]
    letters = [c.lower() for c in acronym.removesuffix("s") if c.isalpha()]
    last = spelt[-len(letters) :]
    if len(last) < len(letters) or [w[0].lower() for w in last] != letters:
        return False
    head = last[-1].lower()
    is_body = words.kinds.get(head) in GROUPS or words.kinds.get(head.removesuffix("s")) in GROUPS
    if words.is_office(last[-1]) and all(w[0].isupper() for w in last):
        return True  # "Deputy National Security Advisor (DNSA)"
    return last[-1][0].islower() and not is_body and sum(w[0].islower() for w in last) * 2 > len(last)


def is_acronym(text: str) -> bool:
    return " " not in text and sum(c.isupper() for c in text) > 1 and len(text) < 13


def abbreviates(short: str, name: str) -> bool:
    """Whether the letters of ``short`` begin words of ``name`` in order, or are its first word."""
    if not is_acronym(short):
        return False
    letters = [c for c in short.lower() if c.isalpha()]
    words = [w.lower() for w in WORD.findall(name.replace("-", " "))]
    initials = [w[0] for w in words if w not in SMALL_OF_NAMES]
    if not letters or letters[0] not in {w[0] for w in words}:
        return False
    at = hits = 0
    for letter in letters:
        if letter in initials[at:]:
            at = initials.index(letter, at) + 1
            hits += 1
    return hits >= 2 and hits * 3 >= len(letters) * 2 - 1
