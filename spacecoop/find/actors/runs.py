"""Runs of capitalised words that may be one name, joined over the connectors that names hold.

A run is a boundary guess from letters alone: "Ministry of Science and Technology", "Ludwig van Beethoven". What is
in it, and whether it is a name at all, is decided by ``segments`` and ``kinds``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.find.actors.words import Word, last_part

SPACES = frozenset((" ", "\u00a0", "  ", " \u00a0", "\t"))
NAME_PARTICLES = re.compile(
    r" (?:(?:de|del|de la|de las|de los|della|di|da|do|dos|das|du|des|von|von der|van|van de|van den|van der|der|den|ten|ter|"
    r"bin|binti|bint|ibn|ben|ould|wa|la|le|el|al|y|e|und|et|zu|zur|af|av|ul|ur) )"
)
LIST_COMMA = re.compile(r", (?:and )?")
STEM = frozenset(("of", "of the", "for", "for the", "on", "on the", "and", "to", "in", "against", "and the", "with"))


BOUND = frozenset(("of", "for", "on", "of the", "for the", "on the"))
MEMBERS = frozenset(("members", "state", "states"))
BODY_HEADS = frozenset(("academy", "university", "republic", "ministry", "faculty", "institute"))
LEGAL = frozenset(
    ("GmbH", "Inc", "Inc.", "LLC", "LLP", "Limited", "Ltd", "Ltd.", "PLC", "S.p.A.", "plc")
)  # behind a comma too
INNER_STOP = re.compile(r"(?:[^\W\d_]\.){2,6}")  # "U.A.E. Minister": no sentence ends there
APOSTROPHES = "'’"
POSSESSIVE = ("'s ", "’s ", "’ s ", "' s ")
HYPHEN_TAIL = re.compile("-[a-z]{2,12} ")
SPACED = re.compile(r"[a-z] - [a-z]")
TIGHT = re.compile(r"[a-z]-[a-z]")


LONGEST = 24  # no name has more words; what joins without end is no name


class Joining(NamedTuple):
    """What joining needs to know of the lexicon and of the text: whether it sets spaces around hyphens inside words, and
    where words stand that an acronym in brackets counts to the name before them."""

    is_land: Callable[[str], bool]
    is_spaced: bool
    spelt: frozenset[int] = frozenset()


def sets_spaces(text: str) -> bool:
    """Whether a text writes "co - operation", so that a spaced hyphen is no dash."""
    return " - " in text and len(SPACED.findall(text)) > len(TIGHT.findall(text))


def runs(words: Iterator[Word], vocabulary: Vocabulary, joining: Joining) -> Iterator[list[Word]]:
    """The words, gathered into runs; each word is in exactly one."""
    run: list[Word] = []
    for word in words:
        if run and len(run) < LONGEST and joins(run, word, vocabulary, joining):
            run.append(word)
            continue
        if run:
            yield run
        run = [word]
    if run:
        yield run


def joins(run: list[Word], word: Word, vocabulary: Vocabulary, joining: Joining) -> bool:
    """Whether ``word`` continues the run's name, judged by the gap between them and the run's own words."""
    gap = word.gap
    if gap in SPACES or (gap.isspace() and "\n" not in gap):
        if word.is_first and not INNER_STOP.fullmatch(run[-1].text):
            return False
        last = run[-1].text
        return not last[last.rfind(" ") + 1].islower() or word.text.lower() in vocabulary.sure_heads
    if len(gap) > 12 or not gap or "\n" in gap:
        return False
    if gap in (" & ", " + ") or word.start in joining.spelt:
        return True
    if gap[0] in "-,":
        return _is_tail(run, gap, word) or (gap in (", ", ", and ") and _continues_list(run, word, vocabulary))
    if gap == " - ":
        return (
            joining.is_spaced
            and vocabulary.is_hyphen_pair(run[-1].text, word.text)
            and not (joining.is_land(run[-1].text) or joining.is_land(word.text))
        )
    connector = gap.strip()
    if connector in STEM and gap[0] == gap[-1] == " ":
        return _connects(run, connector, word, vocabulary, joining)
    if gap[0] in APOSTROPHES:
        return _owns(run[-1].text, gap, word, vocabulary, joining)
    if gap in (" - ul - ", " - al - ", " - ud - "):
        return True
    if joining.is_land(run[-1].text) and joining.is_land(word.text):
        return False  # "Angola e Portugal"
    is_office = vocabulary.is_office(run[-1].text) and all(
        w.text.lower() not in vocabulary.first_heads
        for w in run[:2]  # the first may be "The"
    )
    return NAME_PARTICLES.fullmatch(gap) is not None and not is_office


def _owns(last: str, gap: str, word: Word, vocabulary: Vocabulary, joining: Joining) -> bool:
    """ "People's Republic", "Teachers' Union"; not "Laos' agency"."""
    if gap in POSSESSIVE or joining.is_land(last) or last[-1] == "s":
        return vocabulary.is_possessive_name(last, word.text)
    return gap in ("’ ", "' ")


def _is_tail(run: list[Word], gap: str, word: Word) -> bool:
    """ "Group on Long-term Use", "Tarn Rockets, Inc."."""
    if gap == ", ":
        return word.text in LEGAL
    return HYPHEN_TAIL.fullmatch(gap) is not None and any(w.gap.strip() in BOUND for w in run[1:])


def _connects(run: list[Word], connector: str, word: Word, vocabulary: Vocabulary, joining: Joining) -> bool:
    """ "Ministry of X", "Group for X", "Ministry of X and Y": the head noun before decides, the field after it too."""
    last = last_part(run[-1])
    if " " in run[-1].text and run[-1].text.endswith(f" {last}") and word.text.lower() not in vocabulary.and_sides:
        return False  # "Swarm mission of ESA": a listed name that ends in a small noun is whole
    if connector in ("of", "of the"):
        if vocabulary.is_office(last):
            return word.text.lower() in vocabulary.and_sides or word.text in ("State", "Staff", "Parliament", "Board")
        if last not in vocabulary.of_takes:
            return _chains(run, word, vocabulary, joining)
        if last in MEMBERS and word.text.isupper():
            return False  # "Member States of ESA"
        return not (connector == "of the" and word.text in vocabulary.months)
    if connector in ("for", "for the"):
        return any(w.text.lower() in vocabulary.for_takes for w in run[-2:])
    if connector in ("on", "on the", "against"):
        return last in vocabulary.on_takes and not joining.is_land(word.text)
    if connector in ("and", "and the"):
        low = word.text.lower()
        if " " in run[-1].text:
            return False  # a listed name is whole
        if connector == "and the" and (low == "government" or all(w.gap.strip() not in BOUND for w in run[1:])):
            return False  # the second of two bodies, not a second field
        return last in vocabulary.and_sides and low in vocabulary.and_sides and not word.is_first
    return connector == "to" and last == "assistance"


def _chains(run: list[Word], word: Word, vocabulary: Vocabulary, joining: Joining) -> bool:
    """ "Institute of Geology of the Academy of Sciences", "Group on the Long-term Use of Outer Space": a body inside a
    body, told by the second one's own noun, or a field inside a field."""
    if run[0].text.lower() in vocabulary.offices or all(w.gap.strip() not in BOUND for w in run[1:]):
        return False
    parts = word.text.lower().split()
    return any(p in BODY_HEADS for p in parts) or parts[0] in vocabulary.and_sides or joining.is_land(word.text)


def _continues_list(run: list[Word], word: Word, vocabulary: Vocabulary) -> bool:
    """ "Ministry of Education, Science and Technology": fields listed after a head noun and its connector."""
    if (
        len(run) < 2
        or run[-1].text.lower() not in vocabulary.and_sides
        or word.text.lower() not in vocabulary.and_sides
    ):
        return False
    return any(w.gap.strip() in ("of", "for", "on", "of the") for w in run[1:])
