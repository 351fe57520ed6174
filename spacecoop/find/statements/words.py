"""Words of a window of text, each with the part it can play around a quotation, looked up in ``lexicon/cues.toml``.

What a sequence of them means is decided in ``phrases`` and ``cues``.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from spacecoop.frozen import frozen

# Quoted characters are masked by this one, so that windows keep their offsets and nothing quoted is read as a cue.
MASK = "\x01"
Tag = Literal[
    "quote", "comma", "semicolon", "colon", "dash", "open", "close", "mark", "stop",
    "pronoun", "determiner", "preposition", "conjunction", "relative", "auxiliary", "adverb", "time", "name", "word",
]  # fmt: skip
CueClass = Literal["reporting", "quoting", "attitude", "relaying"]
# Signs inside a word that are no letters: accents of their own, and what a wrong decoding leaves ("FranÃ§ois").
INSIDE = r"\u0300-\u036f\x80-\x84\x86-\x9f\xa1-\xaa\xac-\xba\xbc-\xbf"
TOKEN = re.compile(rf"(\x01++|\w[\w{INSIDE}]*+(?:[’'&/.-]\w[\w{INSIDE}]*+)*+|--++|[^\w\s])")
PUNCTUATION: dict[str, Tag] = {
    ",": "comma", ";": "semicolon", ":": "colon", "—": "dash", "–": "dash", "―": "dash", "-": "dash", "--": "dash",
    "---": "dash", "(": "open", "[": "open", ")": "close", "]": "close", "?": "stop", "!": "stop",
}  # fmt: skip
# Signs that neither join nor part words: an abbreviation's full stop, markup, an apostrophe alone.
SILENT = frozenset(".*_~`'’‘#>")
# Endings of trades that no list holds: agronomist, librarian, fisherman.
TRADES = ("ist", "ists", "ian", "ians", "woman", "women", "man", "men")
CLITICS = ("'s", "'d", "'ve", "'re", "'ll")
# "begins to show" says nothing; "claims as", "claims of" are nouns.
BEGINNING = frozenset("begin begins began continue continues continued".split())
# Determiners that stand alone: "one added", "the mother of three replied".
COUNTED = frozenset("both four many most one several some three two".split())
OF_NOUNS = frozenset("about as by from of".split())
BE = frozenset("is are was were be been being".split())
NEGATIONS = frozenset(("not", "never", "cannot"))
NOBODY = frozenset(("nobody", "none", "neither"))


@frozen
class Word:
    """A word or sign of a window, of which there are many; offsets are those of the document, ``low`` is case-folded without a clitic."""

    start: int
    end: int
    text: str
    low: str
    tag: Tag


@frozen
class Lexicon:
    """``cues.toml`` as sets; ``particles`` says which word must follow a form ("pointed": "out")."""

    cues: dict[str, CueClass]
    particles: dict[str, frozenset[str]]
    tags: dict[str, Tag]
    reporting: frozenset[str]
    triggers: frozenset[str]
    people: frozenset[str]
    roles: frozenset[str]
    titles: frozenset[str]
    chiefs: frozenset[str]
    nominal: frozenset[str]
    attaching: frozenset[str]
    determiners: frozenset[str]
    object_pronouns: frozenset[str]
    person_pronouns: frozenset[str]
    prepositional: tuple[tuple[str, ...], ...]
    prepositional_pronoun: frozenset[str]
    naming_before: frozenset[str]
    naming_after: frozenset[str]
    tellers: frozenset[str]
    papers: frozenset[str]
    issuing: frozenset[str]
    claims: frozenset[str]
    appraising: frozenset[str]
    leaning: frozenset[str]
    demonstratives: frozenset[str]
    past: frozenset[str]
    spoken: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists of ``cues.toml``, read once."""
    data = tomllib.loads((files("spacecoop") / "lexicon" / "cues.toml").read_text(encoding="utf-8"))
    words: dict[str, list[str]] = data["words"]
    cues, particles = _cues(data)
    people = frozenset(words["people"]) | {plural(noun) for noun in words["people"]}
    return Lexicon(
        reporting=frozenset(form for form, kind in cues.items() if kind == "reporting") | {"according", "According"},
        triggers=frozenset(cues).union(words["prepositional_pronoun"], (p.split()[0] for p in words["prepositional"])),
        people=people,
        cues=cues,
        particles=particles,
        tags=_tags(words),
        roles=people | frozenset(words["bodies"]) | {plural(noun) for noun in words["bodies"]},
        titles=frozenset(words["titles"]),
        chiefs=frozenset(words["chiefs"]),
        nominal=frozenset(words["nominal"]),
        attaching=frozenset(words["attaching"]),
        determiners=frozenset(words["determiners"]),
        object_pronouns=frozenset(words["object_pronouns"]),
        person_pronouns=frozenset(words["person_pronouns"]),
        prepositional=tuple(tuple(phrase.split()) for phrase in words["prepositional"]),
        prepositional_pronoun=frozenset(words["prepositional_pronoun"]),
        naming_before=frozenset(words["naming_before"]),
        naming_after=frozenset(words["naming_after"]),
        tellers=frozenset(words["tellers"]),
        papers=frozenset(words["papers"]),
        issuing=frozenset(words["issuing"]),
        claims=frozenset(words["claims"]),
        appraising=frozenset(words["appraising"]),
        leaning=frozenset(words["leaning"]) | frozenset(words["demonstratives"]),
        demonstratives=frozenset(words["demonstratives"]),
        past=frozenset(words["past"]),
        spoken=frozenset(words["spoken"]),
    )


def _cues(data: dict[str, dict[str, str]]) -> tuple[dict[str, CueClass], dict[str, frozenset[str]]]:
    cues: dict[str, CueClass] = {}
    particles: dict[str, frozenset[str]] = {}
    classes: tuple[CueClass, ...] = ("attitude", "quoting", "reporting", "relaying")
    for cue_class in classes:
        for form in " ".join(data[cue_class].values()).split():
            verb, _, particle = form.partition("-")
            if particle and (verb not in cues or verb in particles):
                particles[verb] = particles.get(verb, frozenset()) | {particle}
            elif not particle:
                particles.pop(verb, None)
            cues[verb] = cue_class
    return cues, particles


def _tags(words: dict[str, list[str]]) -> dict[str, Tag]:
    tags: dict[str, Tag] = {}
    lists: tuple[tuple[str, Tag], ...] = (
        ("adverbs", "adverb"), ("times", "time"), ("prepositions", "preposition"), ("conjunctions", "conjunction"),
        ("relatives", "relative"), ("auxiliaries", "auxiliary"), ("determiners", "determiner"),
        ("pronouns", "pronoun"),
    )  # fmt: skip
    for name, tag in lists:
        tags |= dict.fromkeys(words[name], tag)
    return tags


def plural(noun: str) -> str:
    """The regular plural: "official" gives "officials", "agency" gives "agencies"."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith("man"):
        return noun[:-2] + "en"
    return noun + "s"


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words and signs of ``text[start:end]``, silent signs left out."""
    found: list[Word] = []
    pieces = TOKEN.split(text[start:end])  # gaps and tokens by turns, a gap first and last
    last = start
    for gap, said in zip(pieces[::2], pieces[1::2], strict=False):
        first = last + len(gap)
        last = first + len(said)
        if said[0] == MASK:
            found.append(Word(first, last, said, said, "quote"))
            continue
        low, tag, opening = _looked_up(said)
        if tag is not None:
            found.append(Word(first, last, said, low, tag if found else opening))
    return found


@lru_cache(maxsize=1 << 14)
def _looked_up(said: str) -> tuple[str, Tag | None, Tag]:
    """The word folded, its part inside a window (null for a silent sign) and its part at the head of one."""
    if said in SILENT:
        return "", None, "mark"
    low = stem = said.casefold()
    if "'" in low or "’" in low:
        low = low.replace("’", "'")
        stem = low.partition("'")[0] if low.endswith(CLITICS) else low
    tag, first = lexicon().tags.get(stem), said[0]
    if not first.isalnum():
        sign = PUNCTUATION.get(said, "dash" if first == "-" else "mark")
        return low, sign, sign
    opening = tag or ("adverb" if stem.endswith("ly") and len(stem) > 5 else "word")
    if not first.isupper():
        return low, opening, opening
    is_known = tag in ("time", "determiner", "pronoun") and (len(said) > 1 or said == "I")
    return low, tag if is_known else "name", tag or "name"


def cue_class(words: list[Word], i: int) -> CueClass | None:
    """The class of the reporting verb at ``words[i]``; null for a noun of the same form ("his claims") or no verb."""
    word = words[i]
    found = lexicon().cues.get(word.low)
    if found is None or word.tag in ("name", "quote"):
        return None
    following = words[i + 1].low if i + 1 < len(words) else ""
    needed = lexicon().particles.get(word.low)
    if (needed is not None and following not in needed) or (following == "to" and word.low in BEGINNING):
        return None
    if i:
        before = words[i - 1]
        is_possessive = before.low.endswith("'s") and before.tag in ("name", "word")
        is_owned = (before.tag == "determiner" and before.low not in COUNTED) or is_possessive
        if is_owned and not word.low.endswith(("ing", "aid", "old")):
            return None
        if before.tag == "preposition" and not word.low.endswith("ing") and before.low != "to":
            return None
        is_noun_beside = before.tag == "word" and before.low not in lexicon().roles
        if word.low in lexicon().claims and is_noun_beside and may_be_finite(before) and not before.low.endswith("s"):
            return None  # "rejected claims that"
        if is_noun_beside and following == "that" and word.low.endswith("s"):
            return found  # "a paper on the site states that"
        is_noun = is_noun_beside or is_possessive or before.tag in ("auxiliary", "mark") or following in OF_NOUNS
        if word.low in lexicon().nominal and is_noun:
            return None
    return found


def is_passive(words: list[Word], verb: int) -> bool:
    """ "was described as": the subject is spoken of; "was asked" likewise. A progressive form is none."""
    if words[verb].low.endswith("ing"):
        return False
    i = verb
    while i and words[i - 1].tag == "adverb":
        i -= 1
    return i > 0 and (words[i - 1].low in BE or (words[i - 1].low.endswith("'s") and words[i - 1].tag == "pronoun"))


def is_denied(words: list[Word], verb: int) -> bool:
    """Whether somebody did not say it: "has not said that", "never said", "didn't say", "no one said"."""
    at = verb - 1
    while at >= 0 and words[at].tag in ("adverb", "auxiliary"):
        if words[at].low in NEGATIONS or words[at].low.replace("’", "'").endswith("n't"):
            return True
        at -= 1
    return at >= 0 and (words[at].low in NOBODY or (at > 0 and words[at].low == "one" and words[at - 1].low == "no"))


def is_role(word: Word) -> bool:
    """Whether the word is a noun that speaks: an office, a body, a trade."""
    return word.low in lexicon().roles or (len(word.low) > 6 and word.tag == "word" and word.low.endswith(TRADES))


def may_be_finite(word: Word) -> bool:
    """Whether the word can be the verb of a clause by its form: "will", "holds", "held", "launched"."""
    if word.tag != "word":
        return word.tag == "auxiliary"
    return word.low in lexicon().past or (
        len(word.low) > 3 and word.low.endswith(("s", "ed")) and word.low[-2:] != "ss"
    )
