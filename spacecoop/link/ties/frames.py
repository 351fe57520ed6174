"""Predicates of cooperation and the frames around them: which group does what with which.

Patterns are data in ``lexicon/ties.toml``; here they are put between participants. Status is read in ``status``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations

from spacecoop.frozen import frozen
from spacecoop.link.ties.hits import Hit, hits
from spacecoop.link.ties.participants import ANY, MISSION, SUBJECT, Group, Masked
from spacecoop.link.ties.whose import Whose
from spacecoop.tables.facts import TieKind, TieStatus
from spacecoop.text.reading import lowered

GAP = rf"[^{ANY};]{{0,70}}?"
_SAYING = r"\b(?:said|says|noted|added|announced|reported|stated|recalled)(?: \w+){0,2} that\b(?! (?:it|they)\b)|\bsaid (?:after|at|during|when|before)\b"
# Between a subject and its verb other groups may stand, but no other subject, nor a saying that somebody else does it.
SUBJECT_GAP = rf"(?:(?!\b(?:[Ii]|we|he|she)\b|(?<!that )\bthey\b|{_SAYING})[^{SUBJECT};]){{0,130}}?"
DOING_GAP = rf"(?:(?!{_SAYING})[^{ANY};]){{0,70}}?"
# What may stand between a preposition or verb and its group.
LEAD = r"(?:[\w’'-]+ ){0,6}?"
# Of two that "and" joins, no other doer is led to ("built by A and funded by B").
JOINED_LEAD = r"(?:(?!by\b|with\b)[\w’'-]+ ){0,6}?"
# "ISRO and CNES, which fly it, discussed" but not "the satellites that ISRO and CNES fly and discussed".
RELATIVE = r"(?!,? (?:which|who|whose|where) |,? that (?:is|are|was|were|has|have|had|will|can|could|would)\b)"
# "with, among others, ESA"
ASIDE = r"(?:, (?:among others|inter alia|for example|for instance),)?"
# Before a verb's object no preposition may stand.
OBJECT_LEAD = r"(?:(?!(?:by|from|with|to|for|in|at|on|and|or)\b)[\w’'-]+ ){0,6}?"
NEGOTIABLE = frozenset({"agreement", "joint_mission", "other", "training", "data_sharing", "launch_service"})
NEGOTIATED = re.compile(
    r"\b(?:negotiat(?:e|es|ed|ing)|discuss(?:es|ed|ing)?|(?:in|held|hold|holds|holding|opened) (?:[\w-]+ ){0,2}(?:talks|negotiations|discussions)"
    r" (?:on|about|over|for|to)|talk(?:s|ed|ing)? about)\b"
)
WORD = re.compile(r"\w+")
ONE_SIDED = frozenset({"prohibition", "invitation", "membership", "funding", "training", "launch_service"})
# More than so many who "met" were at a meeting together, and more than so many that did anything else are a crowd.
MOST_IN_TALKS = 3
MOST_TOGETHER = 6
BODIES = ("igo/", "organisation/", "agency/")


@frozen
class Predicate:
    """A tie's words in one frame; ``name`` is the frame's, ``sides`` how many groups it stands between.

    Without one of the ``stems``, each the beginning of a word, and without ``needed``, a pattern in lower case, the
    frame cannot stand in a sentence; an empty one needs nothing. ``is_with_body``: the second side is no country. Patterns are kept as written and compiled when a
    sentence first needs them: most articles need few of them.
    """

    kind: TieKind
    name: str
    sides: int
    stems: tuple[str, ...]
    needed: str
    source: str
    joins: str = ""
    is_with_body: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The frame around the predicate's words, for a sentence in lower case."""
        return _compiled(self.source)


@frozen
class Frame:
    """A predicate with its sides; spans are positions of the masked sentence. ``pairs`` is never empty."""

    kind: TieKind
    rule: str
    start: int
    end: int
    trigger: tuple[int, int]
    pairs: tuple[tuple[str, str], ...]


@frozen
class Vocabulary:
    """The tie lexicon, compiled."""

    predicates: tuple[Predicate, ...]
    compound: re.Pattern[str]
    compound_kinds: dict[str, TieKind]
    instruments: dict[str, tuple[str, ...]]
    signing: re.Pattern[str]
    signing_of: re.Pattern[str]
    status: tuple[tuple[TieStatus, re.Pattern[str]], ...]


@cache
def vocabulary() -> Vocabulary:
    """The lexicon of ties, read once."""
    said = tomllib.loads(files("spacecoop.lexicon").joinpath("ties.toml").read_text(encoding="utf-8"))
    order = list(dict.fromkeys(row["kind"] for row in said["predicates"]))
    predicates = [p for row in said["predicates"] for p in _predicates(row)]
    predicates += [_template(row, said["words"]) for row in said["templates"]]
    predicates.sort(key=lambda p: order.index(p.kind))
    nouns = "|".join(sorted(map(re.escape, said["nouns"]), key=len, reverse=True))
    names = "|".join(map(re.escape, said["instruments"]))
    return Vocabulary(
        predicates=tuple(predicates),
        compound=re.compile(
            rf"([{ANY}])(?: joint| bilateral| space| intergovernmental| lunar| station| exploration| scientific| research| [A-Z][\w-]*| and| of){{0,6}}"
            rf"(?: \([^()]{{1,20}}\))? (?i:({nouns}))\b"
        ),
        compound_kinds=said["nouns"],
        instruments={name: tuple(ids) for name, ids in said["instruments"].items()},
        signing=re.compile(
            rf"(?:([{SUBJECT}]){SUBJECT_GAP}\b(?:sign\w*|join\w*)\b{GAP}"
            rf"|([{ANY}])['’]s? (?:signing|signature) of {LEAD})({names})"
        ),
        signing_of=re.compile(names.lower()),
        status=tuple((row["status"], re.compile(row["pattern"], re.I)) for row in said["status"]),
    )


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _predicates(row: dict[str, str]) -> Iterator[Predicate]:
    kind: TieKind = row["kind"]  # type: ignore[assignment]
    either = "|".join(row[part] for part in ("verb", "noun") if part in row)
    words = rf"\b(?P<trigger>{either})\b"
    stems, needed = _stems(row), rf"\b(?:{either})\b"
    subject = rf"(?P<a>[{SUBJECT}]){SUBJECT_GAP}"
    joins = row.get("joins", "")
    right = rf"{GAP}\b(?:{joins})[”\"’]?{ASIDE} {LEAD}(?P<b>[{ANY}])" if joins else rf" {OBJECT_LEAD}(?P<b>[{ANY}])"
    if kind == "membership":
        right += r"(?!['’])"  # who joins ESA's mission is no member of it
    yield Predicate(kind, "bilateral", 2, stems, needed, f"{subject}{words}{right}", joins)
    if "object" in row:
        verb = row["verb"] if row["object"] == "same" else row["object"]
        pattern = rf"{subject}\b(?P<trigger>{verb})\b {OBJECT_LEAD}(?P<b>[{ANY}])"
        yield Predicate(kind, "object", 2, stems, rf"\b(?:{verb})\b", pattern)
    if "links" in row:
        sides = rf"(?P<a>[{ANY}])(?: and {JOINED_LEAD}(?P<b>[{ANY}]))?"
        yield Predicate(kind, "between", 1, stems, needed, rf"{words}{GAP}\b(?:{row['links']}) {LEAD}{sides}")
    if kind not in ONE_SIDED:
        needed = rf"\b(?:{row['verb']})\b"
        together = rf"(?P<a>[{SUBJECT}]){RELATIVE}{SUBJECT_GAP}"
        yield Predicate(kind, "together", 1, stems, needed, rf"{together}\b(?P<trigger>{row['verb']})\b")


def _stems(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row["stems"].split("|"))


def _template(row: dict[str, str], words: dict[str, str]) -> Predicate:
    sides = {
        "{=B}": rf"(?:the |its |their )?(?P<b>[{ANY}])",
        "{=O}": rf"(?:the |its |their )?(?P<b>[{MISSION}])",
        "{=M}": rf"(?:the |its |their )?(?P<b>[{ANY}{MISSION}])",
        "{A}": rf"{LEAD}(?P<a>[{ANY}])",
        "{B}": rf"{LEAD}(?P<b>[{ANY}])",
        "{M}": rf"{LEAD}(?P<b>[{ANY}{MISSION}])",
        "{O}": rf"{LEAD}(?P<b>[{MISSION}])",
        "{S}": rf"(?P<a>[{SUBJECT}])",
        "{SB}": rf"(?P<b>[{SUBJECT}])",
        "{X}": rf"{LEAD}[{ANY}]",
        "~~": SUBJECT_GAP,
        "~": GAP,
    }
    pattern = row["pattern"].replace("{A}~", "{A}" + DOING_GAP)
    for name, among in words.items():
        pattern = pattern.replace(f"<{name}>", f"(?:{among})")
    needed = _core(pattern)
    count = 1 + any(mark in pattern for mark in ("{B}", "{=B}", "{SB}"))
    # A side that opens the pattern needs no words before it: they would be tried at every letter of a sentence.
    pattern = re.sub(r"^\{([AB])\}", lambda m: f"(?P<{m[1].lower()}>[{ANY}])", pattern)
    pattern = re.sub(r"^\{M\}", f"(?P<b>[{ANY}{MISSION}])", pattern)
    pattern = re.sub(r"^\{O\}", f"(?P<b>[{MISSION}])", pattern)
    for mark, said in sides.items():
        pattern = pattern.replace(mark, said)
    tie: TieKind = row["kind"]  # type: ignore[assignment]
    source = rf"(?P<trigger>{pattern})"
    return Predicate(tie, "template", count, _stems(row), needed, source, is_with_body="body" in row)


def _core(pattern: str) -> str:
    """The longest alternation before which a word begins: the words of the pattern that a sentence must hold."""
    cores = [""]
    for opening in re.finditer(r"\\b\(\?:", pattern):
        depth = 0
        for at in range(opening.start() + 2, len(pattern)):
            depth += (pattern[at] == "(") - (pattern[at] == ")") if pattern[at - 1] != "\\" else 0
            if depth == 0:
                is_optional = pattern[at + 1 : at + 2] in ("?", "*", "{")
                is_nested = pattern.count("(", 0, opening.start()) != pattern.count(")", 0, opening.start())
                cores += [] if is_optional or is_nested else [pattern[opening.start() : at + 1]]
                break
    return max(cores, key=len)


def frames(masked: Masked, whose: Whose) -> Iterator[Frame]:
    """Every predicate of the sentence whose sides are clear; of those on the same words and sides, the first kind."""
    taken: list[tuple[frozenset[str], int, int]] = []
    for frame in _all_frames(masked):
        fresh = tuple(
            (a, b)
            for a, b in frame.pairs
            if a != b
            and not whose.is_own(a, b)
            and (frame.kind != "membership" or a.startswith(BODIES) or b.startswith(BODIES))
            and not any(
                sides == frozenset((a, b)) and start < frame.trigger[1] and frame.trigger[0] < end
                for sides, start, end in taken
            )
        )
        if fresh:
            taken += [(frozenset(pair), frame.start, frame.end) for pair in fresh]
            yield Frame(_kind(masked, frame), frame.rule, frame.start, frame.end, frame.trigger, fresh)


def _kind(masked: Masked, frame: Frame) -> TieKind:
    """What is negotiated is not yet done: of it there are talks."""
    if frame.kind in NEGOTIABLE and NEGOTIATED.search(masked.text, frame.start, frame.trigger[0]):
        return "talks"
    return frame.kind


def _possible(lower: str, groups: int) -> Iterator[Predicate]:
    """The predicates, in their order, for which a sentence in lower case holds what they need."""
    predicates, phrases = vocabulary().predicates, _phrases()
    words = WORD.findall(lower)
    said, stemmed = f" {' '.join(words)}", 0
    for word in set(words):
        stemmed |= _stemmed(word)
        if word in phrases:
            for phrase, bits in phrases[word]:
                stemmed |= bits if phrase in said else 0
    holds = {"": True}  # predicates share what they need, and each is looked for once
    while stemmed:
        lowest = stemmed & -stemmed
        stemmed ^= lowest
        predicate = predicates[lowest.bit_length() - 1]
        if predicate.sides > groups:
            continue
        if predicate.needed not in holds:
            holds[predicate.needed] = _compiled(predicate.needed).search(lower) is not None
        if holds[predicate.needed]:
            yield predicate


@lru_cache(maxsize=1 << 15)
def _stemmed(word: str) -> int:
    """The predicates that have a stem with which the word begins, one bit each."""
    stems, bits = _predicates_of_stems(), 0
    for length in _lengths_of_stems():
        bits |= stems.get(word[:length], 0)
    return bits


@cache
def _lengths_of_stems() -> tuple[int, ...]:
    return tuple(sorted({len(stem) for stem in _predicates_of_stems()}))


@cache
def _predicates_of_stems() -> dict[str, int]:
    """The stems with the predicates that have them, one bit each."""
    found: dict[str, int] = {}
    for i, predicate in enumerate(vocabulary().predicates):
        for stem in predicate.stems:
            found[stem] = found.get(stem, 0) | 1 << i
    return found


@cache
def _phrases() -> dict[str, tuple[tuple[str, int], ...]]:
    """The stems of several words by their first, with the predicates that have them, one bit each."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for stem, bits in _predicates_of_stems().items():
        first, space, _ = stem.partition(" ")
        if space:
            found[first] = (*found.get(first, ()), (f" {stem}", bits))
    return found


def _all_frames(masked: Masked) -> Iterator[Frame]:
    words = vocabulary()
    lower = lowered(masked.text)  # read in lower case: a pattern that minds no case takes twice the time
    for predicate in _possible(lower, len(masked.groups)):
        for hit in hits(predicate.pattern, lower, predicate.joins, predicate.name):
            if predicate.kind == "agreement" and words.signing_of.search(lower, hit.start, hit.end):
                continue  # who signs what others keep has a tie with its keeper, not with whom they sign beside
            pairs = _pairs(masked, predicate, hit)
            if pairs:
                rule = f"{predicate.name}_{predicate.kind}"
                yield Frame(predicate.kind, rule, hit.start, hit.end, _trigger(predicate, hit), pairs)
    for hit in words.compound.finditer(masked.text):
        ids = masked.group(hit[1]).actor_ids
        if len(ids) > 1:
            kind = words.compound_kinds[hit[2].lower()]
            yield Frame(kind, "compound", hit.start(), hit.end(), hit.span(2), tuple(combinations(ids, 2)))


def _trigger(predicate: Predicate, hit: Hit) -> tuple[int, int]:
    """Where the predicate's words stand; of a template, what lies between its sides is all there is to read."""
    if predicate.name != "template":
        return hit.trigger
    if hit.b is None:
        return hit.end, hit.end
    return max(hit.a, hit.b), hit.end


def _pairs(masked: Masked, predicate: Predicate, hit: Hit) -> tuple[tuple[str, str], ...]:
    first = masked.group(masked.text[hit.a])
    second = masked.group(masked.text[hit.b]) if hit.b is not None else None
    if predicate.name in ("between", "together") or "b" not in predicate.pattern.groupindex:
        ids = tuple(dict.fromkeys(first.actor_ids + (second.actor_ids if second else ())))
        is_met = predicate.kind == "talks" and predicate.name == "together"
        is_crowd = len(ids) > (MOST_IN_TALKS if is_met else MOST_TOGETHER)
        return () if is_crowd else tuple(combinations(ids, 2))
    if second is None or second.is_located:
        return ()
    if predicate.kind in ("launch_service", "other") and set(first.actor_ids) & set(second.actor_ids):
        return ()  # who launches a craft of their own serves nobody
    if predicate.is_with_body and any(actor.startswith("country/") for actor in second.actor_ids):
        return ()
    return _cross(first, second)


def _cross(first: Group, second: Group) -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for a in first.actor_ids for b in second.actor_ids if a != b)
