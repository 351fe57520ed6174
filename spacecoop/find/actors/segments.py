"""Cuts a run of capitalised words into the names in it: titles off the front, countries off their compounds.

"French President Emmanuel Macron" holds a demonym, a title and a person; "Chinese Academy of Sciences" is one name.
What kind of thing a segment names is decided by ``kinds``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from spacecoop.find.actors.definitions import is_acronym
from spacecoop.find.actors.gazetteer import Gazetteer, Listed
from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.find.actors.words import Word, last_part

DASH = re.compile(r"[-‐‑–]")
MANY_NAMES = frozenset(
    "captain cardinal count duke emperor empress father general governor king lady lord major majors master president prince princess queen "
    "saint sir sister brother st st. bishop colonel private sheikh guardian premier guard chief doctor state staff police project "
    "research education health foreign justice sports trade transport energy defence defense interior union national development "
    "security executive senior science technical public pilot student father partner speaker model secretary director".split()
)
NAMES_TOO = frozenset("may april june august march sun sat jan mar jun dec".split())  # Jan Woerner, Theresa May
DATE_AFTER = re.compile(r"\.? ?\d|\.? ?[,–-] ?\d")
DATE_BEFORE = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate|[Mm]id|\d\d?|of) $")
SOMEBODY_MAY = re.compile(r"\b([A-Z][a-z]{1,14}) May\b(?!,? \d)")
QUALIFYING = ("ing", "ed", "ful", "ous", "less")
CONNECTED = frozenset(("of", "of the", "for", "for the", "on", "on the"))


class Segment(NamedTuple):
    """Consecutive words that may be one name, of which there are many. ``title`` is the span of the title that stands
    right before it, ``head`` the head noun in lower case."""

    words: tuple[Word, ...]
    title: tuple[int, int] | None
    listed: Listed | None
    start: int
    end: int
    head: str

    @property
    def is_first(self) -> bool:
        return self.words[0].is_first


def segment_of(words: tuple[Word, ...], title: tuple[int, int] | None = None, listed: Listed | None = None) -> Segment:
    """A segment of these words, at least one."""
    return Segment(words, title, listed, words[0].start, words[-1].end, head_of(words))


def head_of(words: tuple[Word, ...]) -> str:
    """The head noun in lower case: the word before the first "of" or "for", else the last word."""
    if len(words) == 1:
        return last_part(words[0])
    for previous, word in pairwise(words):
        if word.gap != " " and word.gap.strip() in CONNECTED:
            return last_part(previous)
    return last_part(words[-1])


class Cutter:
    """Cuts the runs of one text."""

    def __init__(self, text: str, words: Vocabulary, names: Gazetteer) -> None:
        self.text, self.words, self.names = text, words, names
        self.is_may_named = " May" in text and any(
            m.group(1).lower() in words.given for m in SOMEBODY_MAY.finditer(text)
        )

    def cut(self, run: list[Word]) -> Iterator[Segment]:
        """The segments of a run, in order; words that are no name are left out."""
        if len(run) == 1:
            written = run[0].text
            if self._is_simple(written):
                yield segment_of((run[0],))
                return
            low = written.lower()
            if low in self.words.function and low != "may" and written not in self.names.owners:
                return
        elif self._is_plain(run):
            yield from self._body_then_acronym(tuple(run)) or (segment_of(tuple(run)),)
            return
        for piece in self._without_calendar(self._without_opening(run)):
            for part in self._compounds(piece):
                yield from self._titles(part) if part.listed is None else (part,)

    def _is_simple(self, word: str) -> bool:
        """Whether a word alone is no title, no date, no opening and no demonym, so that there is nothing to cut."""
        return (
            word.isalpha()
            and word.lower() not in self.words.special
            and word not in self.words.letters_title
            and (word not in self.names.owners or self.names.owners[word][0].form != "demonym")
        )

    def _is_plain(self, run: list[Word]) -> bool:
        """Whether there is nothing to cut in several words: none is simple alone and none could be a name of its own."""
        first, names = run[0], self.names
        if names.own(first.text) or (first.is_first and names.own(run[1].text)):
            return False
        return all(self._is_simple(word.text) for word in run)

    def _without_opening(self, run: list[Word]) -> list[Word]:
        """Drops the words that are capitalised only because a sentence starts with them, and articles."""
        if len(run) > 1 and run[0].text.isupper() and self.names.own(self.text[run[0].start : run[-1].end]):
            return run  # "NEW DELHI"
        at = 0
        while at < len(run):
            word = run[at]
            low = word.text.lower()
            if low == "may" and self.is_may_named:
                break
            is_function = low in self.words.function
            if word.text in self.names.owners and (not is_function or (len(low) > 1 and word.text.isupper())):
                break
            if low in self.words.qualifiers and self._opens_title(run[at + 1 :]):
                break  # "Vice President Jane Roe"
            if not (is_function or (word.is_first and self._only_opens(word, low, run[at + 1 :]))):
                break
            at += 1
        return run[at:] if at else run

    def _opens_title(self, rest: list[Word]) -> bool:
        """Whether an office follows, at once or after other words that qualify it."""
        for word in rest:
            if word.gap != " ":
                return False
            if self.words.is_office(word.text):
                return True
            if word.text.lower() not in self.words.qualifiers:
                return False
        return False

    def _only_opens(self, word: Word, low: str, rest: list[Word]) -> bool:
        """Whether a sentence's first word is no part of the name after it."""
        return (low in self.words.common and self._is_mere_opening(low, rest)) or (
            len(rest) > 0 and self._qualifies(word, rest[0])
        )

    def _is_mere_opening(self, low: str, rest: list[Word]) -> bool:
        if not rest:
            return True
        if rest[0].gap.strip() or low in self.words.body_first:
            return False
        return self.words.kinds.get(last_part(rest[-1])) is None

    def _qualifies(self, word: Word, named: Word) -> bool:
        """Whether a sentence's first word only qualifies a name that the lexicon is sure of: "Veteran NASA engineers",
        "Neighbouring France"; no list may know the word as a part of names."""
        low = word.text.lower()
        if named.gap != " " or not word.text.istitle() or not word.text.isalpha() or word.text in self.names.owners:
            return False
        words = self.words
        if any(
            low in known for known in (words.given, words.surnames, words.kinds, words.body_first, words.place_first)
        ):
            return False
        owner = next(iter(self.names.own(named.text)), None)
        if owner is None or not owner.is_sure or owner.actor_id is None or words.is_office(word.text):
            return False
        return owner.form != "demonym" and (owner.kind != "country" or low.endswith(QUALIFYING))

    def _without_calendar(self, run: list[Word]) -> Iterator[list[Word]]:
        """The run's parts between months and weekdays that stand at its ends."""
        start, end = 0, len(run)
        while start < end and self._is_calendar(run[start], end - start):
            start += 1
        while end > start and self._is_calendar(run[end - 1], end - start):
            end -= 1
        for at in range(start + 1, end - 1):
            if run[at].text.lower() in self.words.calendar and run[at].text.lower() != "may" and end - start > 3:
                yield run[start:at]
                start = at + 1
        if start < end:
            yield run[start:end]

    def _is_calendar(self, word: Word, beside: int) -> bool:
        """Whether a word is a month or weekday; one that is a name too (Jan, April) only without another beside it."""
        low = word.text.lower().rstrip(".")
        if low not in self.words.calendar:
            return False
        if low in NAMES_TOO and (beside > 1 or low == "may"):
            return (
                low in ("march", "august")
                or DATE_AFTER.match(self.text, word.end) is not None
                or DATE_BEFORE.search(self.text, max(0, word.start - 9), word.start) is not None
            )
        return True

    def _compounds(self, run: list[Word]) -> Iterator[Segment]:
        """Hyphenated countries ("Sino-Russian") as segments of their own; the words around them stay together."""
        held: list[Word] = []
        for word in run:
            parts = self._country_parts(word)
            if parts and not (len(run) > 1 and self.words.kinds.get(last_part(run[-1])) in ("organisation", "company")):
                if held:
                    yield segment_of(tuple(held))
                    held = []
                yield from parts
            else:
                held.append(word)
        if held:
            yield segment_of(tuple(held))

    def _country_parts(self, word: Word) -> list[Segment]:
        if not DASH.search(word.text) or word.text in self.names.owners:
            return []
        parts: list[Segment] = []
        at = word.start
        for part in DASH.split(word.text):
            end = at + len(part)
            owner = self._country(part)
            if owner is None:
                return []
            parts.append(segment_of((Word(at, end, part, "", word.is_first and at == word.start),), None, owner))
            at = end + 1
        return parts

    def _country(self, part: str) -> Listed | None:
        for owner in self.names.own(part):
            if owner.kind == "country" and owner.form != "metonym":
                return owner
        code = self.names.prefixes.get(part)
        return None if code is None else Listed(f"country/{code}", "country", "prefix", code, True)

    def _titles(self, segment: Segment) -> Iterator[Segment]:
        """Splits at a title: what stands before it, and the person after it."""
        run = segment.words
        found = self._title(run)
        if found is None:
            for part in self._body_then_person(segment):
                yield from self._demonym(part)
            return
        first, after = found
        if first > 0 and after == len(run) and run[first].text in self.words.letters_title and first == len(run) - 1:
            yield segment_of(run[:first], segment.title)  # letters after a name: "Jane Roe MP"
            return
        if first > 0:
            yield from self._demonym(segment_of(run[:first]))
        if after < len(run):
            span = (run[first].start, run[after - 1].end)
            rest = run[after:]
            if self._title(rest) is not None and self._title(rest) != (0, len(rest)):
                yield from self._titles(segment_of(rest, span))
            else:
                yield segment_of(rest, span)

    def _body_then_person(self, segment: Segment) -> tuple[Segment, ...]:
        """ "European Space Agency Anna Smith": a listed body or country, then a name that starts with a given name."""
        run = segment.words
        apart = self._body_then_acronym(run, segment.title)
        if apart:
            return apart
        if len(run) < 3 or segment.title is not None:
            return (segment,)
        low = run[1].text.lower()
        is_body = any(o.kind != "place" and o.is_sure and o.actor_id is not None for o in self.names.own(run[0].text))
        is_given = self.words.is_given(low) or (len(low) == 2 and low[1] == ".")
        if not is_body or not is_given or low in self.words.unsure_given or self._is_body(run[1:]):
            return (segment,)
        return segment_of(run[:1]), segment_of(run[1:])

    def _body_then_acronym(self, run: tuple[Word, ...], title: tuple[int, int] | None = None) -> tuple[Segment, ...]:
        """ "Tarn Rocket Agency TRA": a name, then its initials or its listed acronym; nothing where the run ends in none."""
        if len(run) < 2 or run[-1].gap != " " or not run[-1].text.isupper() or not is_acronym(run[-1].text):
            return ()
        name = self.text[run[0].start : run[-2].end]
        ids = {owner.actor_id for owner in self.names.own(name)} - {None}
        initials = "".join(part[0] for part in name.replace("-", " ").split() if part[0].isupper())
        is_own = not ids.isdisjoint(owner.actor_id for owner in self.names.own(run[-1].text))
        if is_own or (len(initials) > 2 and initials == run[-1].text):
            return segment_of(run[:-1], title), segment_of(run[-1:])
        return ()

    def _title(self, run: tuple[Word, ...]) -> tuple[int, int] | None:
        """Indices of the first title phrase of a run, half-open; null when its words are part of a longer name."""
        words = self.words
        size = len(run)
        at = next((i for i, w in enumerate(run) if words.is_office(w.text) and self._may_title(run, i)), size)
        if at == size:
            return None
        first = at
        while first > 0 and run[first].gap == " " and self._qualifies_office(run, first - 1, at):
            first -= 1
        after = at + 1
        while after < size and (
            words.is_office(run[after].text)
            or self._is_field(run, after)
            or (run[after].text.lower() in words.qualifiers and self._opens_title(list(run[after:])))
        ):
            after += 1
        rest = run[after:]
        if (
            rest
            and self._is_body(rest)
            and not (first == 0 and run[at].text.lower().rstrip(".") in words.honorifics - MANY_NAMES)
        ):
            return None
        if first == 0 and not rest and size == 1:
            return (0, 1)
        if first > 0 and not rest and run[first].gap.strip():
            return None
        return first, after

    def _qualifies_office(self, run: tuple[Word, ...], at: int, office: int) -> bool:
        """ "Deputy" before any office, "Enterprise" before a minister; not what itself belongs to a word before it."""
        low = run[at].text.lower()
        if low in self.words.qualifiers:
            return True
        is_led = run[office].text.lower() in ("minister", "secretary") and (at == 0 or run[at].gap == " ")
        return is_led and (low in self.words.and_sides or low in ("cabinet", "enterprise", "it", "ict", "digital"))

    def _may_title(self, run: tuple[Word, ...], at: int) -> bool:
        """A short form such as "Sen" or "Rep" is a title only with its stop or before a name."""
        word = run[at].text
        return len(word) > 4 or word.endswith(".") or at + 1 < len(run) or at == 0

    def _is_field(self, run: tuple[Word, ...], at: int) -> bool:
        """ "Minister of Foreign Affairs": a field after an office and its connector."""
        low = run[at].text.lower()
        if run[at].gap.strip() in ("of", "for", "of the", "and", "for the", ","):
            return low in self.words.and_sides or low in ("state", "staff", "parliament", "foreign")
        previous = run[at - 1].text.lower()
        return (
            low in self.words.and_sides
            and previous in self.words.and_sides | {"foreign", "external", "internal"}
            and not self.words.is_office(run[at - 1].text)
        )

    def _is_body(self, rest: tuple[Word, ...]) -> bool:
        """Whether the words after a title show that it was no title: "General Electric Company", "King's College"."""
        if rest[0].gap.strip() in CONNECTED:
            return True
        kind = self.words.kinds.get(head_of(rest))
        return kind is not None and not (len(rest) > 1 and self.words.is_given(rest[0].text.lower()))

    def _demonym(self, segment: Segment) -> Iterator[Segment]:
        """A leading demonym on its own where the rest is a name of its own or no name; long ones count as one word."""
        first, *rest = segment.words
        people = self._people(segment.words[-1]) if rest else None
        if people is not None:
            yield from self._demonym(segment_of(segment.words[:-1], segment.title))
            yield people
            return
        owner = next((o for o in self.names.own(first.text) if o.form == "demonym"), None)
        if owner is None or (rest and (rest[0].gap.strip() or self._keeps_demonym(tuple(rest)))):
            yield segment
            return
        yield segment_of((first,), None, owner)
        if rest:
            yield segment_of(tuple(rest))

    def _people(self, word: Word) -> Segment | None:
        """A people in the plural that ends a run: "Young Canadians", "Indigenous Australians"."""
        if word.gap != " " or not word.text.endswith("ns"):
            return None
        owner = next((o for o in self.names.own(word.text) if o.form == "demonym" and o.kind == "country"), None)
        return None if owner is None else segment_of((word,), None, owner)

    def _keeps_demonym(self, rest: tuple[Word, ...]) -> bool:
        text = self.text[rest[0].start : rest[-1].end]
        owners = self.names.own(text)
        if any(o.kind == "mission" or o.kind == "person" for o in owners):
            return False
        if self.words.is_given(rest[0].text.lower()) and len(rest) > 1:
            return False
        return self.words.kinds.get(head_of(rest)) is not None or len(rest) > 1
