"""People's names as they are compared: family name, given names or their initials, whichever stands first.

Only spellings are looked at here; what else must agree before two names are one person is said in ``actor_identity``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from spacecoop.find.actors.vocabulary import vocabulary
from spacecoop.merge.sameness import letters_of, sameness

# "J.", "J.-J.", "J-J", "DK".
INITIALS = re.compile(r"(?:[^\W\d_]\.[-‐]?){1,4}|[^\W\d_]|[^\W\d_][-‐][^\W\d_]\.?|[B-DF-HJ-NP-TV-XZ]{2,3}")
SYLLABLES = re.compile(r"[^\W\d_]+[-‐][a-z]+")  # "Ki-moon"
ARTICLE_INSIDE = re.compile(r"^(?:Al|El)(?=[A-Z])")
DOUBLED = re.compile(r"([bcdfgklmnprstvz])\1(?!e$)")
LEAST_LONG = 6


@dataclass(frozen=True, slots=True, order=True)
class PersonName:
    """``given`` holds each given name or initial in lower case; it is empty where only a family name is known. ``suffix``
    tells father from son and one king from the next.

    ``is_reversible`` when nothing tells which of two names is the family's.
    """

    family: str
    given: tuple[str, ...]
    suffix: str = ""
    is_family_first: bool = False
    is_reversible: bool = False

    @property
    def is_abbreviated(self) -> bool:
        """Whether any given name is only an initial."""
        return any(len(part) == 1 for part in self.given)

    @property
    def is_full(self) -> bool:
        """Whether any given name is written out."""
        return any(len(part) > 1 for part in self.given)

    @property
    def is_common(self) -> bool:
        """Whether so many people bear the family name that it proves little."""
        return self.family in sameness().common

    @property
    def writing(self) -> tuple[str, str, str]:
        """The same for two names that differ in nothing but spaces, hyphens, marks, order of initials or full stops."""
        return self.family, "".join(self.given) if not self.is_abbreviated else " ".join(self.given), self.suffix

    @property
    def spelling(self) -> tuple[str, str, str]:
        """The same for two romanisations or customary spellings of one name."""
        parts = (part if len(part) == 1 else given_spelling(part) for part in self.given)
        given = "".join(parts) if not self.is_abbreviated else " ".join(self.given)
        return family_spelling(self.family), given, self.suffix


@lru_cache(maxsize=1 << 16)
def person_name(name: str) -> PersonName | None:
    """The name read; null where no word of it is more than an initial."""
    lists = sameness()
    parts = [p for p in name.replace(",", " ").split() if letters_of(p)]
    suffix = ""
    while len(parts) > 1 and letters_of(parts[-1]) in lists.suffixes:
        suffix = letters_of(parts.pop())
    read = _read(parts)
    return replace(read, suffix=suffix) if read is not None else None


def _read(parts: list[str]) -> PersonName | None:
    lists, words = sameness(), vocabulary()
    is_initial = [bool(INITIALS.fullmatch(p)) for p in parts]
    if all(is_initial):
        return None
    last = len(parts) - 1
    if is_initial[last]:  # "Sivan K": what is written out first is the family's
        at = is_initial.index(False)
        family, given = parts[at : at + 1], parts[:at] + parts[at + 1 :]
        return _named(family, given)
    at = last
    while at > 1 and parts[at - 1].lower().strip(".'’") in words.particles | lists.articles:
        at -= 1
    if at == 1 and parts[0].lower().strip("'’") in lists.leading:
        at = 0
    family, given = parts[at:], parts[:at]
    order = _order(parts) if at == last and not any(is_initial) else None
    if order == "first":
        return _named(parts[:1], parts[1:], is_family_first=True)
    if order == "either":
        return replace(_named(parts[:1], parts[1:], is_family_first=True), is_reversible=True)
    found = _named(family, given, is_family_first=order == "last")
    return replace(found, is_reversible=len(parts) == 2 and order is None and not any(is_initial))


def _order(parts: list[str]) -> Literal["first", "last", "either"] | None:
    """Where the family name of an East Asian name stands; null for other names."""
    if len(parts) not in (2, 3):
        return None
    first, final = parts[0], parts[-1]
    if letters_of(first) in sameness().family_first and SYLLABLES.fullmatch(parts[1]):
        return "first"
    leads, ends = _is_family(first), _is_family(final) and len(parts) == 2
    if leads and ends:
        return "either"
    return "first" if leads else "last" if ends else None


def _is_family(part: str) -> bool:
    """Whether a word is a family name that its language puts first, and no given name elsewhere."""
    word, words = letters_of(part), vocabulary()
    return word in sameness().family_first and (word not in words.given or word in words.unsure_given)


def _named(family: list[str], given: list[str], *, is_family_first: bool = False) -> PersonName:
    split = [ARTICLE_INSIDE.sub(lambda m: m.group() + " ", part) for part in family]
    words = [letters_of(w) for part in split for w in re.split(r"[-‐ ]", part) if letters_of(w)]
    if all(word in sameness().leading for word in words):  # "Mohammed Al", cut short
        given = []
    if len(words) > 1 and words[0] in sameness().articles:
        words = words[1:]
    givens: list[str] = []
    for part in given:
        if INITIALS.fullmatch(part):
            givens.extend(c.lower() for c in letters_of(part))
        else:
            givens.extend(letters_of(w) for w in re.split(r"[-‐]", part) if letters_of(w))
    return PersonName("".join(words), tuple(givens), is_family_first=is_family_first)


@lru_cache(maxsize=1 << 16)
def given_spelling(word: str) -> str:
    """A given name as its romanisations have it in common: Günther as Gunter, Sergey as Sergei."""
    known = sameness().given
    if word in known:
        return known[word]
    plain = DOUBLED.sub(r"\1", word.replace("th", "t").replace("ph", "f"))
    return known.get(plain, plain)


@lru_cache(maxsize=1 << 16)
def family_spelling(word: str) -> str:
    """A family name as its romanisations have it in common: Mogilevskij as Mogilevski, Mansoori as Mansuri."""
    plain = word
    if len(plain) >= LEAST_LONG:
        plain = plain.replace("oo", "u").replace("ou", "u").replace("ee", "i").replace("kh", "h").replace("ks", "x")
    for ending, common in sameness().endings:
        if len(plain) > len(ending) + 2 and plain.endswith(ending):
            return plain[: -len(ending)] + common
    return plain


def compatible(one: PersonName, other: PersonName) -> bool:
    """Whether nothing in the two names says that they are two people's; an initial agrees with every name it begins."""
    if family_spelling(one.family) != family_spelling(other.family) or one.suffix != other.suffix:
        return False
    if one.spelling == other.spelling or not one.given or not other.given:
        return one.spelling == other.spelling
    if not _agree(one.given[0], other.given[0]):
        return False
    short, long = sorted((one, other), key=lambda n: (len(n.given), n.given))
    if any(not _agree(a, b) for a, b in zip(short.given, long.given, strict=False)):
        return False
    if len(short.given[0]) == 1:
        return len(short.given) == len(long.given) or len(long.given[0]) > 1
    if len(long.given[0]) == 1:  # "C. H." knows more given names than "Charles"
        return False
    rest = long.given[len(short.given) :]
    return all(len(part) == 1 for part in rest)


def _agree(one: str, other: str) -> bool:
    if 1 in (len(one), len(other)):
        return one[0] == other[0]
    return given_spelling(one) == given_spelling(other)


def is_one_slip(one: str, other: str) -> bool:
    """Whether one letter put in, left out, exchanged or swapped with its neighbour makes one word of the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    a, b = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(a), len(b)) <= 1 or (len(a) == 2 and a == b[::-1])
