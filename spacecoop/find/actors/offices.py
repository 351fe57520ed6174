"""Titles and offices inside a run of capitalised words: where a title begins and ends, and what only looks like one.

The names around a title are cut in ``segments``; a title in small letters or behind a name is read in ``people``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.find.actors.words import Word, last_part

MANY_NAMES = frozenset(
    "captain cardinal count duke emperor empress father imam shaikh sultan general governor king lady lord major majors master president prince princess queen "
    "saint sir sister brother st st. bishop colonel private sheikh guardian premier guard chief doctor state staff police project "
    "research education health foreign justice sports trade transport energy defence defense interior union national development "
    "security executive senior science technical public pilot student father partner speaker model secretary director".split()
)
CONNECTED = frozenset(("of", "of the", "for", "for the", "on", "on the"))
STEM_END = re.compile(r" (?:of|for|on)(?: the)? ")
FIELD_GAPS = frozenset(("of", "for", "of the", "and", "for the", "&", ","))
LED = ("minister", "secretary")
BODY_WORDS = frozenset("cabinet enterprise it ict digital".split())
SHORTEST_SURE = 5  # letters; "Sen", "Rep" need their stop or a name behind


def head_of(words: tuple[Word, ...]) -> str:
    """The head noun in lower case: the word before the first "of" or "for", else the last word."""
    if len(words) == 1:
        return _head_in(words[0].text)
    for previous, word in pairwise(words):
        if word.gap != " " and word.gap.strip() in CONNECTED:
            return last_part(previous)
    return last_part(words[-1])


def _head_in(name: str) -> str:
    """The same of a listed name, which is one word whatever it holds."""
    if " " not in name:
        return name.lower()
    return (STEM_END.split(name, maxsplit=1)[0] or name).rsplit(" ", 1)[-1].lower()


class Offices:
    """Finds the titles in runs of words."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words

    def title(self, run: tuple[Word, ...]) -> tuple[int, int] | None:
        """Indices of the first title phrase of a run, half-open; null when its words are part of a longer name."""
        size = len(run)
        at = next((i for i in range(size) if self._is_office(run, i) and self._may_title(run, i)), size)
        if at == size:
            return None
        first = at
        while first > 0 and self._qualifies_office(run, first - 1, at):
            is_field = run[first].gap == " and " and first < at  # "Trade and Industry Minister"
            if run[first].gap != " " and not is_field:
                break
            first -= 1
        after = self._behind(run, at)
        rest = run[after:]
        if rest and self.is_body(rest) and not (first == 0 and self._is_mere_honorific(run[at].text)):
            return None
        if first == 0 and not rest and size == 1:
            return (0, 1)
        if first > 0 and not rest and run[first].gap.strip():
            return None
        return first, after

    def _is_mere_honorific(self, word: str) -> bool:
        """Whether nothing but a person is called so: "Mr.", not "King"."""
        low = word.lower().rstrip(".")
        return low in self.words.honorifics and low not in MANY_NAMES

    def opens(self, rest: Sequence[Word]) -> bool:
        """Whether an office follows, at once or after other words that qualify it."""
        for word in rest:
            if word.gap != " ":
                return False
            if self.words.is_office(word.text):
                return True
            if word.text.lower() not in self.words.qualifiers and word.text != "Affairs":
                return False
        return False

    def _is_office(self, run: tuple[Word, ...], at: int) -> bool:
        word = run[at].text
        return self.words.is_office(word) or (word == "Member" and at > 0 and self.is_rank(run, at - 1))

    def is_rank(self, run: Sequence[Word], at: int) -> bool:
        """Whether a word and the next make a rank: "Group Captain", "Wing Commander"."""
        return at + 1 < len(run) and f"{run[at].text} {run[at + 1].text}".lower() in self.words.ranks

    def _behind(self, run: tuple[Word, ...], office: int) -> int:
        """Where the title that holds the office ends: behind further offices and the field it names."""
        after, size = office + 1, len(run)
        while after < size and (
            self.words.is_office(run[after].text)
            or self._is_field(run, after)
            or (run[after].text.lower() in self.words.qualifiers and self.opens(run[after:]))
        ):
            after += 1
        return after

    def _qualifies_office(self, run: tuple[Word, ...], at: int, office: int) -> bool:
        """ "Deputy" before any office, "Enterprise" before a minister; not what itself belongs to a word before it."""
        low = run[at].text.lower()
        if low in self.words.qualifiers or self.is_rank(run, at):
            return True
        if at == 1 and run[0].text.isupper() and run[1].gap == " " and low in self.words.and_sides:
            return True  # "NASA Space Flight Director"
        is_led = any(w.text.lower() in LED for w in run[office : office + 2]) and (
            at == 0 or run[at].gap in (" ", " and ")
        )
        return is_led and (low in self.words.and_sides or low in BODY_WORDS)

    def _may_title(self, run: tuple[Word, ...], at: int) -> bool:
        """A short form such as "Sen" or "Rep" is a title only with its stop or before a name; "Sultan" before "Al" or
        "bin" is a given name."""
        word = run[at].text
        if word == "Sri" and at > 0 and not self.words.is_office(run[at - 1].text):
            return False  # "Erna Sri Wahyuni"
        if word == "Sultan" and at + 1 < len(run) and (run[at + 1].text.startswith("Al") or "bin" in run[at + 1].gap):
            return False
        return len(word) >= SHORTEST_SURE or word.endswith(".") or at + 1 < len(run) or at == 0

    def _is_field(self, run: tuple[Word, ...], at: int) -> bool:
        """ "Minister of Foreign Affairs": a field after an office and its connector."""
        low = run[at].text.lower()
        if run[at].gap.strip() in FIELD_GAPS:
            return low in self.words.and_sides or low in ("state", "staff", "parliament", "foreign", "board")
        previous = run[at - 1].text.lower()
        return (
            low in self.words.and_sides
            and (previous in self.words.and_sides or previous in ("foreign", "external", "internal"))
            and not self.words.is_office(run[at - 1].text)
        )

    def is_body(self, rest: tuple[Word, ...]) -> bool:
        """Whether the words after a title show that it was no title: "General Electric Company", "King's College"."""
        if rest[0].gap.strip() in CONNECTED:
            return True
        kind = self.words.kinds.get(head_of(rest))
        return kind is not None and not (len(rest) > 1 and self.words.is_given(rest[0].text.lower()))
