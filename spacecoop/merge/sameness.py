"""The word lists by which two spellings are compared, read once from the lexicon's ``sameness.toml``.

Lookups and letters only: what makes a name of a person or a body is the business of ``person_names`` and ``body_names``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacecoop.find.actors.vocabulary import Words, vocabulary
from spacecoop.tables import fold


@dataclass(frozen=True, slots=True)
class Sameness:
    """Word lists in lower case; dictionaries map a spelling to the one that stands for it."""

    letters: dict[int, str]
    small: Words
    legal: dict[str, str]
    words: dict[str, str]
    generic: Words
    worldwide: Words
    state: Words
    many: Words
    least_telling: int
    common: Words
    family_first: Words
    articles: Words
    leading: Words
    suffixes: Words
    women: Words
    men: Words
    given: dict[str, str]
    endings: tuple[tuple[str, str], ...]

    def spelt_out(self, name: str) -> str:
        """The name with umlauts and the like as two letters: Müller as Mueller."""
        return name.translate(self.letters)


@cache
def sameness() -> Sameness:
    """The shipped lists; generic words and Chinese family names are joined to those of the finder's vocabulary."""
    said = tomllib.loads(files("spacecoop.lexicon").joinpath("sameness.toml").read_text("utf-8"))
    known, bodies, generic, people = vocabulary(), said["bodies"], said["bodies"]["generic"], said["people"]
    letters: dict[str, str] = said["letters"]
    letters |= {small.upper(): plain.title() for small, plain in letters.items()}
    heads = {word for word, kind in known.kinds.items() if kind not in ("place", "mission")}
    shared = heads | known.and_sides | known.body_first | known.compass | _set(generic["words"])
    endings = [line.split() for line in people["endings"].strip().split("\n")]
    return Sameness(
        letters=str.maketrans(letters),
        small=_set(bodies["small"]),
        legal=_spellings(bodies["legal"]),
        words=_spellings(bodies["words"]),
        generic=frozenset(shared) - _set(generic["worldwide"]),
        worldwide=_set(generic["worldwide"]),
        state=_set(generic["state"]),
        many=_set(generic["many"]),
        least_telling=generic["least_telling"],
        common=_set(people["common"]) | known.family_first,
        family_first=_set(people["family_first"]) | known.family_first,
        articles=_set(people["articles"]),
        leading=_set(people["leading"]),
        suffixes=_set(people["suffixes"]),
        women=_set(people["women"]),
        men=_set(people["men"]),
        given={word: line.split()[0] for line in people["given"].strip().split("\n") for word in line.split()},
        endings=tuple((ending, line[0]) for line in endings for ending in sorted(line, key=len, reverse=True)),
    )


def letters_of(word: str) -> str:
    """A word's ASCII letters and digits in lower case, with nothing between them."""
    return fold(word).replace("-", "")


def _set(words: str) -> Words:
    return frozenset(words.split())


def _spellings(lists: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in lists.items() for word in (*words.split(), *name.split()[:1])}
