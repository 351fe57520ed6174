"""What the model looks at: each segment as keys under roles, each key opened into named features.

A key's features depend on nothing but role and key, so that sums of their weights can be kept. Shared by the finder
and by the training script; nothing is weighed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from spacecoop.find.actors.gazetteer import Gazetteer
from spacecoop.find.actors.segments import Segment
from spacecoop.find.actors.vocabulary import Vocabulary, vocabulary
from spacecoop.find.actors.words import APOSTROPHE, last_part

TOKEN = re.compile(r"[\w’']+|[^\w\s]|\n")
APPOSITION = re.compile(r",? (?:(?:who|which) (?:is|was) )?(?:an?|the) ((?:[\w-]+ ){0,2}[\w-]+)")
SECOND_NAME = re.compile(r", ([A-Z][\w.]+)(?: [A-Z][\w.]+){0,2}")
VERBS = frozenset(("who", "has", "had", "was", "is", "are", "were"))
ENDINGS = ("ed", "ly", "ng", "es", "er", "rs", "an", "on")
REACH = 36
SHORTEST_FAMILY = 5  # letters of a surname known by its ending
PLACE_PREPOSITIONS = frozenset("in at from near to outside across around toward towards inside throughout".split())
SHORT = frozenset("of by for with on and or the a an as between than about over under against via per into".split())
_SYLLABLE = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?a(?:ng?|o|i)?|i?e(?:ng?|i)?|i?o(?:ng|u)?|uo|ui|i(?:ng?)?|u(?:n)?|ua(?:ng?|i)?|er|v)"
PINYIN = re.compile(rf"{_SYLLABLE}(?:['’-]?{_SYLLABLE})?", re.IGNORECASE)
# The roles of which a key is one feature as it stands.
WHOLE = frozenset(("s", "h", "z", "pp", "nn", "np", "t"))
SHAPES = (
    (re.compile(f"[{chr(0x41)}-Z]{{2,}}"), "XX"),
    (re.compile("[A-Z]"), "X"),
    (re.compile("[a-z]+"), "x"),
    (re.compile(r"\d+"), "d"),
)


@lru_cache(maxsize=1 << 12)
def shape(word: str) -> str:
    """Letters' case and digits, runs shortened: "McDonald" is XxXx, "U.S." X.X."""
    for pattern, sign in SHAPES:
        word = pattern.sub(sign, word)
    return word[:8]


def opened(role: str, key: str) -> list[str]:
    """The features of a key: the key itself and, by role, what is inside it."""
    names = [f"{role}={key}"]
    match role:
        case "f" | "l" | "i":
            low = key.lower()
            names = [f"{role}w={low}", f"w={low}", f"{role}s={shape(key)}"]
            names += [f"{role}{n}={low[-n:]}" for n in (2, 3, 4) if len(low) > n]
            names += [f"{role}p{n}={low[:n]}" for n in (3, 4) if len(low) > n]
        case "x" | "d":
            flags = key.split(" ")
            names += [f"{role}:{flag}" for flag in flags]
        case "p" | "n":
            word, known = key.split(" ")
            names = [f"{role}={word}"] if known else [f"{role}={word}", f"u{role}={word}"]
            names += [f"{role}{n}={word[-n:]}" for n in (2, 3) if len(word) > n and word.isalpha()]
        case "c":
            before, after, size, opening, known = key.split(" ")
            names = [f"c={before} {after} {size}", f"cp={before} {size}", f"cn={after} {size}", f"o={opening} {size}"]
            names += [] if known else [f"uc={before} {after} {size}"]
        case "ap":
            names += [f"ap:{word}" for word in key.split(" ")]
        case _:
            pass
    return names


class Describing:
    """Describes the segments of one document."""

    def __init__(
        self,
        text: str,
        low: frozenset[str],
        words: Vocabulary,
        names: Gazetteer,
        segments: list[Segment],
        settled: frozenset[str] = frozenset(),
    ) -> None:
        self.text, self.low, self.words, self.names = text, low, words, names
        self._said: dict[str, set[str]] = {}
        self._look_around(segments, settled)

    def _look_around(self, segments: list[Segment], settled: frozenset[str]) -> None:
        """Gathers for each string what its other mentions show: mid-sentence, titled, the end of a longer name; not for
        the strings that are ``settled``."""
        said = self._said
        for segment in segments:
            written = self.text[segment.start : segment.end]
            if written in settled:
                continue
            flags = said.get(written)
            if flags is None:
                flags = said[written] = set()
            else:
                flags.add("many")
            if not segment.is_first:
                flags.add("inner")
            if segment.title is not None:
                flags.add("titled")
            flags.update(self._beside(segment))
        for segment in segments:
            if len(segment.words) > 1:
                first, last = segment.words[0].text, segment.words[-1].text
                kind = self._guess(segment)
                for part, flag in ((last, "tail"), (first, "start")):
                    if part in said:
                        said[part].add(f"{flag}-{kind}")

    def _beside(self, segment: Segment) -> list[str]:
        """What the words next to a mention show, kept for all mentions of the same words."""
        start, end = segment.start, segment.end
        before, after = self.text[max(0, start - 12) : start], self.text[end : end + 14]
        shown: list[str] = []
        if before[-1:] == " ":
            word = before[before.rfind(" ", 0, -1) + 1 : -1].lower()
            if word == "the":
                shown.append("the")
            elif word in PLACE_PREPOSITIONS:
                shown.append("where")
            elif word in self.words.offices or word in self.words.honorifics:
                shown.append("office")
        elif before[-1:] == "(" and after[:1] == ")":
            shown.append("bracketed")
        if after[:1] == " ":
            verb = after[1 : after.find(" ", 1)]
            if verb in self.words.speech:
                shown.append("says")
            elif verb in VERBS:
                shown.append(verb)
        elif after[:2] == ", ":
            if after[2:5] in ("who", "a m", "a f"):
                shown.append("who")
        elif after[:1] in APOSTROPHE and after[1:2] in ("s", " "):
            shown.append("owns")
        return shown

    def _guess(self, segment: Segment) -> str:
        first = last_part(segment.words[0])
        kind = self.words.kinds.get(segment.head)
        if kind is not None and not (first in self.words.given and len(segment.words) == 2):
            return kind
        return "given" if self.words.is_given(first) or segment.title else "name"

    def word_keys(self, segment: Segment) -> list[tuple[str, str]]:
        """Roles and keys of the words themselves, the same in every document."""
        words = segment.words
        keys = [
            ("s", self.text[segment.start : segment.end].lower()),
            ("f", words[0].text.replace(" - ", "-")),
            ("l", words[-1].text.replace(" - ", "-")),
            ("h", segment.head),
            ("z", self._structure(segment)),
            ("x", " ".join(self._membership(segment, self.text[segment.start : segment.end]))),
        ]
        keys += [("i", word.text.replace(" - ", "-")) for word in words[1:-1]]
        return keys

    def document_key(self, segment: Segment) -> tuple[str, str]:
        """Role and key of what the document shows of these words, the same for all their mentions in it."""
        return "d", " ".join(sorted(self._document_flags(self.text[segment.start : segment.end])))

    def _structure(self, segment: Segment) -> str:
        gaps = "".join(w.gap.strip() or "_" for w in segment.words[1:5])
        return f"{min(len(segment.words), 6)}{gaps}"

    def _membership(self, segment: Segment, written: str) -> Iterator[str]:
        """What the lexicon and the word lists say of the first word, the last, the head and the whole."""
        words = segment.words
        first, last = last_part(words[0]), last_part(words[-1])
        yield f"n{min(len(words), 4)}"
        for owner in self.names.own(written)[:2]:
            yield f"whole-{owner.kind}-{owner.form}-{owner.is_sure}-{_rank(owner.rank)}"
        yield from self._lists_of_people(segment, first, last)
        for word, flag in ((first, "first"), (last, "last")):
            if word in self.words.common:
                yield f"{flag}-common"
            if word in self.words.peoples:
                yield f"{flag}-people{len(words) == 1}"
        if first in self.words.place_first:
            yield "place-first"
        if first in self.words.body_first:
            yield "body-first"
        yield from self._parts(segment, last)
        if written.isupper():
            yield f"caps{min(len(written), 6)}"
        if any(w.text[1:2] == "." and w.text.endswith(".") for w in words):
            yield "initial"

    def _lists_of_people(self, segment: Segment, first: str, last: str) -> Iterator[str]:
        v, words = self.words, segment.words
        if v.is_given(first):
            yield "given?" if first in v.unsure_given else "given"
        if len(words) > 1 and last in v.given:
            yield "last-given"
        if len(words) > 2 and any(w.text.lower() in v.particles for w in words[1:-1]):
            yield "particle"
        if last in v.surnames:
            yield "surname"
        elif len(last) > SHORTEST_FAMILY and last.endswith(v.surname_endings):
            yield "surname-ending"
        if first in v.family_first:
            yield "family"
            if len(words) in (2, 3) and all(PINYIN.fullmatch(w.text) for w in words):
                yield "pinyin"

    def _parts(self, segment: Segment, last: str) -> Iterator[str]:
        """Head nouns, and what the lexicon knows of the first and the last word of a longer name."""
        words, kinds = segment.words, self.words.kinds
        kind = kinds.get(segment.head)
        if kind is not None:
            yield f"head-{kind}"
        if len(words) == 1:
            return
        if last in kinds:
            yield f"last-head-{kinds[last]}"
        for owner in self.names.own(words[0].text)[:1]:
            yield f"first-{owner.kind}-{owner.form}"
        for owner in self.names.own(words[-1].text)[:1]:
            yield f"last-{owner.kind}"

    def _document_flags(self, written: str) -> Iterable[str]:
        flags = self._said.get(written, set())
        low = written.lower()
        if low in self.low or f"{low}," in self.low or f"{low}." in self.low:
            flags = flags | {"lower"}
        return flags or {"none"}

    def _behind_comma(self, end: int, next_word: str) -> str:
        """What a comma behind the name leads to: an age, a country or region as in "Tarnow, Poland", or anything."""
        if len(next_word) == 2 and next_word.isdigit():
            return "age"
        after = SECOND_NAME.match(self.text, end)
        if after is not None and (self.names.is_land(after[1]) or self.names.is_land(after[0][2:])):
            return "land"
        return ","

    def context_keys(self, segment: Segment, is_unknown: bool) -> list[tuple[str, str]]:
        """Roles and keys of this mention alone; ``is_unknown`` when no list knows any of its words, so that only what
        stands around them can tell."""
        text = self.text
        before = _last_two(text[max(0, segment.start - REACH) : segment.start])
        after = _first_three(text[segment.end : segment.end + REACH])
        p1 = before[-1].lower() if before else "^"
        p2 = before[0].lower() if len(before) > 1 else "^"
        n1 = after[0].lower() if after else "$"
        n2 = after[1].lower() if len(after) > 1 else "$"
        if n1 in ("’", "'") and n2 == "s":
            n1, n2 = "'s", (after[2].lower() if len(after) > 2 else "$")
        size = min(len(segment.words), 3)
        c1 = class_of(p1)
        c2 = self._behind_comma(segment.end, n2) if n1 == "," else class_of(n1)
        opening = f"{'titled' if segment.title is not None else ''}{'first' if segment.is_first else ''}"
        known = "" if is_unknown else "known"
        keys = [
            ("p", f"{p1} {known}"), ("n", f"{n1} {known}"), ("pp", f"{p2} {p1}"), ("nn", f"{n1} {n2}"),
            ("c", f"{c1} {c2} {size} {opening} {known}"), ("np", f"{c1} {n2 if n1 == ',' else n1}"),
        ]  # fmt: skip
        if segment.title is not None:
            keys.append(("t", text[segment.title[0] : segment.title[1]].split()[-1].lower()))
        aside = APPOSITION.match(text, segment.end)
        if aside is not None:
            keys.append(("ap", aside.group(1).lower()))
        return keys


def _last_two(before: str) -> list[str]:
    """The last two tokens; read by white space alone where that gives the same, as between most words."""
    words = before.rsplit(None, 2)[-2:]
    if len(words) == 2 and words[0].isalnum() and words[1].isalnum() and "\n" not in before:
        return words
    return TOKEN.findall(before)[-2:]


def _first_three(after: str) -> list[str]:
    """The first three tokens, or two where a third does not matter; read by white space alone where that gives the same."""
    words = after.split(None, 2)
    if len(words) == 3 and words[0].isalnum() and words[1].isalnum() and "\n" not in after:
        return words[:2]
    return TOKEN.findall(after)[:3]


@lru_cache(maxsize=1 << 15)
def class_of(word: str) -> str:
    """A word of the context as a class: an office, a verb of speech, a preposition, a mark, a verb's ending."""
    v = vocabulary()
    if not word[:1].isalnum():
        return word
    if word in v.offices:
        return "office"
    if word in v.honorifics:
        return "honorific"
    if word in v.speech:
        return "speech"
    if word in PLACE_PREPOSITIONS or word in SHORT:
        return word
    if word in v.kinds:
        return v.kinds[word]
    if word in v.calendar:
        return "calendar"
    if word[0].isdigit():
        return "digit"
    if word in v.function:
        return "function"
    return f"-{word[-2:]}" if word.endswith(ENDINGS) else "word"


def is_unknown(keys: list[tuple[str, str]]) -> bool:
    """Whether no list knows any of the words of ``word_keys``."""
    return any(role == "x" and " " not in key for role, key in keys)


def _rank(rank: int) -> str:
    return "" if not rank else "big" if rank < 400 else "mid" if rank < 1500 else "small"
