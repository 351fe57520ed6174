"""Names of bodies and missions as they are compared: small words, legal forms, spellings and countries set apart.

A name made of words that many bodies share proves nothing without its country; of what such a name still tells is
decided here, who is whom in ``actor_identity``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from spacecoop.find.actors.gazetteer import gazetteer
from spacecoop.merge.sameness import letters_of, sameness
from spacecoop.tables import fold

Telling = Literal["weak", "shared", "name"]
CUT = re.compile(r"[\s/\-‐–—,;:()\"“”]+")
UNSURE = frozenset({"US", "USA"})
LONGEST_COUNTRY = 4
LEAST_PLURAL = 5
LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class BodyName:
    """``key`` is the same for two writings of one name; ``country`` is the one that it begins or ends with, ``rest`` the
    key without it.

    ``is_shared`` when only words stand there that many bodies share; ``is_organ`` when the state's name tells such
    bodies apart wherever it stands; ``is_many`` when a state has many of them, as embassies; ``is_single`` when one word
    is all there is.
    """

    key: str
    rest: str
    legal: frozenset[str]
    country: str | None
    is_demonym: bool
    is_shared: bool
    is_organ: bool
    is_many: bool
    is_single: bool


@dataclass(frozen=True, slots=True)
class _Word:
    plain: str
    country: str | None = None
    is_demonym: bool = False
    is_small: bool = False
    is_after_and: bool = False


@lru_cache(maxsize=1 << 16)
def body_name(name: str) -> BodyName | None:
    """The name read; null where only small words stand."""
    lists = sameness()
    words = [w for w in _words(name) if w.country or not w.is_small]
    legal: list[str] = []
    while len(words) > 1 and not words[-1].country and words[-1].plain in lists.legal:
        if words[-1].is_after_and:  # "Forbes & Company" is another company than "Forbes"
            break
        legal.append(lists.legal[words.pop().plain])
    if not words:
        return None
    rest = [w for w in words if w.country is None]
    countries = [w for w in words if w.country is not None]
    is_beside = len(countries) == 1 and bool(words[0].country or words[-1].country)
    is_shared = _is_shared(rest) and (not legal or len(words) == 1)
    plain = {lists.words.get(w.plain, w.plain) for w in rest}
    is_many = not lists.many.isdisjoint(plain)
    return BodyName(
        key="".join(_marked(w, words) for w in words),
        rest="".join(_plain(w.plain, words) for w in rest),
        legal=frozenset(legal),
        country=countries[0].country if is_beside else None,
        is_demonym=any(w.is_demonym for w in countries),
        is_shared=is_shared,
        is_organ=is_shared and not is_many and not lists.state.isdisjoint(plain) and (is_beside or not countries),
        is_many=is_many,
        is_single=len(words) == 1,
    )


@lru_cache(maxsize=1 << 16)
def telling(name: str, form: str, kind: str) -> Telling:
    """What a naming proves of a body by itself: ``name`` that no other body has it, ``shared`` only together with its
    country, ``weak`` nothing, as an acronym."""
    if kind == "mission":
        return "name"
    if any(owner.actor_id is None and owner.kind == kind and owner.is_sure for owner in gazetteer().own(name)):
        return "name"
    is_short = " " not in name and len(letters_of(name)) <= LONGEST_ACRONYM
    if is_short and (form == "acronym" or sum(c.isupper() for c in name) > 1):
        return "weak"
    found = body_name(name)
    if found is None or form == "role" or (found.is_many and found.is_shared):
        return "weak"
    return "shared" if found.is_shared and found.key == found.rest else "name"


def mission_key(name: str) -> str | None:
    """The same for "Telkom-2", "Telkom 2" and "Telkom2"; null for a single word, which is written in one way."""
    return None if fold(name).isalpha() else letters_of(name)


def _words(name: str) -> list[_Word]:
    """The words in lower case, a country's name or adjective as one word."""
    parts = [p.strip("'’.") if p.endswith(("'", "’")) else p for p in CUT.split(name.replace(" & ", " and ")) if p]
    is_shouted = name.isupper()
    found: list[_Word] = []
    at = 0
    while at < len(parts):
        for end in range(min(len(parts), at + LONGEST_COUNTRY), at, -1):
            country = _country(" ".join(parts[at:end]))
            if country is not None:
                found.append(country)
                at = end
                break
        else:
            found.extend(_word(parts[at], is_shouted, is_after_and=at > 0 and parts[at - 1].lower() == "and"))
            at += 1
    return _initials_joined(found)


def _word(part: str, is_shouted: bool, *, is_after_and: bool) -> Iterator[_Word]:
    lists = sameness()
    plain = letters_of(re.sub(r"['’]s$", "s", part))
    if plain:
        is_small = plain in lists.small and (is_shouted or not part.isupper())
        yield _Word(lists.words.get(part.lower().rstrip("."), plain), is_small=is_small, is_after_and=is_after_and)


def _country(words: str) -> _Word | None:
    plain = re.sub(r"['’]s$", "", words)
    owners = gazetteer().own(plain)
    if len(owners) != 1 or owners[0].kind != "country" or owners[0].form not in ("name", "acronym", "demonym"):
        return None
    if not owners[0].is_sure and plain not in UNSURE:
        return None
    return _Word(letters_of(plain), owners[0].country, owners[0].form == "demonym")


def _initials_joined(words: list[_Word]) -> list[_Word]:
    """Single letters in a row as one word: "L. K. Engineering" as "LK Engineering"."""
    found: list[_Word] = []
    is_open = False
    for word in words:
        is_letter = len(word.plain) == 1 and word.country is None and word.plain.isalpha()
        if is_letter and is_open:
            found[-1] = _Word(found[-1].plain + word.plain)
        else:
            found.append(word)
        is_open = is_letter
    return found


def _plain(word: str, words: Sequence[_Word]) -> str:
    """One spelling of a word, in the singular where it does not stand alone: Mongol and Mongols are not one body."""
    known = sameness().words.get(word, word)
    if len(words) < 2 or len(known) < LEAST_PLURAL or known.endswith("ss") or not known.endswith("s"):
        return known
    single = known[:-3] + "y" if known.endswith("ies") else known[:-1]
    return sameness().words.get(single, single)


def _marked(word: _Word, words: Sequence[_Word]) -> str:
    if word.country is None:
        return _plain(word.plain, words)
    return f"@{word.country.lower()}{'~' if word.is_demonym else ''}."


def _is_shared(words: list[_Word]) -> bool:
    """Whether only words stand there that many bodies share, and none that says that there is one in the world."""
    lists = sameness()
    plain = [w.plain for w in words]
    if not plain or not lists.worldwide.isdisjoint(plain):
        return False
    if any(p not in lists.generic and lists.words.get(p, p) not in lists.generic for p in plain):
        return False
    return len(plain) < lists.least_telling or not (lists.state | lists.many).isdisjoint(plain)
