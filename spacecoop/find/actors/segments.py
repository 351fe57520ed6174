"""Cuts a run of capitalised words into the names in it: titles off the front, countries off their compounds.

"French President Emmanuel Macron" holds a demonym, a title and a person; "Chinese Academy of Sciences" is one name.
What kind of thing a segment names is decided by ``kinds``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacecoop.find.actors.decision import GROUPS
from spacecoop.find.actors.definitions import is_acronym
from spacecoop.find.actors.gazetteer import Gazetteer, Listed
from spacecoop.find.actors.offices import Offices, head_of
from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.find.actors.words import Word, last_part
from spacecoop.frozen import frozen

DASH = re.compile(r"[-‐‑–]")
NAMES_TOO = frozenset("may april june august march sun sat jan mar jun dec".split())  # Jan Woerner, Theresa May
DATE_AFTER = re.compile(r"\.? ?\d|\.? ?[,–-] ?\d")
DATE_BEFORE = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate|[Mm]id|\d\d?|of) $")
SOMEBODY_MAY = re.compile(r"([A-Z](?<!\w[A-Z])[a-z]{1,14}) May\b(?!,? \d)")
OF_BODY = frozenset(("of", "of the", "for the"))
SENT_TO = re.compile(
    r"\b(?:[Aa]mbassador|[Ee]nvoy|[Rr]epresentative|[Cc]onsul|[Dd]elegate|[Cc]ommissioner) (?:to|of|for|in)(?: the)? $"
)
FIELD = re.compile(r"\b((?:[A-Z][\w-]{1,14} ){0,3}(?:Minister|Secretary)) (?:of|for)(?: the)? $")
QUALIFYING = ("ing", "ed", "ful", "ous", "less")


@frozen
class Segment:
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


class Cutter:
    """Cuts the runs of one text."""

    def __init__(self, text: str, words: Vocabulary, names: Gazetteer) -> None:
        self.text, self.words, self.names = text, words, names
        self.offices = Offices(words)
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
            yield from self._body_then_person(segment_of(tuple(run)))
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
        if names.own(first.text) or self.offices.is_rank(run, 0) or (first.is_first and names.own(run[1].text)):
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
            if is_function and self._is_initials(word, run[at + 1 :]):
                break
            if word.text in self.names.owners and (not is_function or (len(low) > 1 and word.text.isupper())):
                break
            if low in self.words.qualifiers and self.offices.opens(run[at + 1 :]):
                break  # "Vice President Jane Roe"
            if not (is_function or (word.is_first and self._only_opens(word, low, run[at + 1 :]))):
                break
            at += 1
        return run[at:] if at else run

    def _is_initials(self, word: Word, rest: list[Word]) -> bool:
        """ "AS Tarnow": two capitals that a name follows, in a text that writes initials without their stops."""
        return (
            len(word.text) == 2
            and word.text.isupper()
            and len(rest) > 0
            and rest[0].gap == " "
            and rest[0].text.istitle()
            and not self.words.is_office(rest[0].text)
            and rest[0].text not in self.names.owners
        )

    def _only_opens(self, word: Word, low: str, rest: list[Word]) -> bool:
        """Whether a sentence's first word is no part of the name after it."""
        return (low in self.words.common and self._is_mere_opening(low, rest)) or (
            len(rest) > 0 and self._qualifies(word, rest[0])
        )

    def _is_mere_opening(self, low: str, rest: list[Word]) -> bool:
        if not rest:
            return True
        if low in self.words.offices and rest[0].gap == " " and self.words.is_given(rest[0].text.lower()):
            return False  # "Chairman Ana Lima"
        if rest[0].gap.strip().split(" ", 1)[0] in self.words.particles:
            return True  # "Later von der Tann left"
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
        """Hyphenated countries and bodies ("Sino-Russian", "NASA-ESA") as segments of their own; the words around them
        stay together."""
        held: list[Word] = []
        for word in run:
            parts = self._compound_parts(word)
            if parts and not (len(run) > 1 and self.words.kinds.get(last_part(run[-1])) in ("organisation", "company")):
                if held:
                    yield segment_of(tuple(held))
                    held = []
                yield from parts
            else:
                held.append(word)
        if held:
            yield segment_of(tuple(held))

    def _compound_parts(self, word: Word) -> list[Segment]:
        if not DASH.search(word.text) or word.text in self.names.owners:
            return []
        parts: list[Segment] = []
        at = word.start
        for part in DASH.split(word.text):
            end = at + len(part)
            owner = self._partner(part)
            if owner is None:
                return []
            parts.append(segment_of((Word(at, end, part, "", word.is_first and at == word.start),), None, owner))
            at = end + 1
        return parts

    def _partner(self, part: str) -> Listed | None:
        """Who a part of a compound is: a country by name or prefix, a region, a body that the lexicon is sure of."""
        owners = self.names.own(part)
        for owner in owners:
            if owner.kind == "country" and owner.form != "metonym":
                return owner
        code = self.names.prefixes.get(part)
        if code is not None:
            return Listed(f"country/{code}", "country", "prefix", code, True)
        if not owners or not owners[0].is_sure or owners[0].kind == "mission" or owners[0].rank:
            return None
        return owners[0] if owners[0].kind == "place" or owners[0].form == "acronym" else None

    def _titles(self, segment: Segment) -> Iterator[Segment]:
        """Splits at a title: what stands before it, and the person after it."""
        run = segment.words
        if len(run) > 2 and run[-1].text == "States" and run[-2].text == "Member":
            yield from self._titles(segment_of(run[:-2], segment.title))  # "ASEAN Member States"
            return
        if len(run) > 1 and run[0].text.lower() in self.words.first_heads:
            yield segment  # "Dirección General de X"
            return
        found = self.offices.title(run)
        if found is None and len(run) > 2 and self.words.is_office(run[0].text) and run[1].gap.strip() in OF_BODY:
            yield from self._titles(segment_of(run[1:]))  # "Director of the National Rocket Centre"
            return
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
            if self.offices.title(rest) is not None and self.offices.title(rest) != (0, len(rest)):
                yield from self._titles(segment_of(rest, span))
            else:
                yield segment_of(rest, span)

    def _body_then_person(self, segment: Segment) -> tuple[Segment, ...]:
        """ "European Space Agency Anna Smith": a body or a country, then a name that starts with a given name."""
        run = segment.words
        apart = self._body_then_acronym(run, segment.title) or self._body_then_craft(run)
        if apart:
            return apart
        if len(run) < 3 or segment.title is not None:
            return (segment,)
        at = next((i for i in range(1, len(run) - 1) if self._is_person_behind(run, i)), None)
        if at is None:
            return (segment,)
        before = run[:at]
        ruled = FIELD.search(self.text, max(0, segment.start - 50), segment.start)
        if ruled is not None:
            return (segment_of(run[at:], (ruled.start(1), before[-1].end)),)
        return *(self._body_then_acronym(before) or (segment_of(before),)), segment_of(run[at:])

    def _is_person_behind(self, run: tuple[Word, ...], at: int) -> bool:
        """Whether a person's name starts here, right behind the name of a body or a country."""
        if self._ends_field(run, at):
            return True
        low = run[at].text.lower()
        is_given = self.words.is_given(low) or (len(low) == 2 and low[1] == ".")
        if run[at].gap != " " or not is_given or self.offices.is_body(run[at:]):
            return False
        last = self.names.own(run[at - 1].text)
        is_long = " " in run[at - 1].text
        if any(o.kind != "place" and (o.is_sure or is_long) and o.actor_id is not None for o in last):
            is_sent = SENT_TO.search(self.text, max(0, run[0].start - 40), run[0].start) is not None
            return is_sent or low not in self.words.unsure_given
        before = [w.text.lower() for w in run[:at]]
        is_field = all(w in self.words.and_sides for w in before) or FIELD.search(
            self.text, max(0, run[0].start - 50), run[0].start
        )
        if low not in self.words.unsure_given and is_field:
            return True  # a minister's field: "(Trade) Science & Technology Ana Lima", "Minister of Dairy Matters Ana Lima"
        is_body = at > 1 and head_of(run[:at]) in self.words.sure_heads and any(w.gap != " " for w in run[1:at])
        return is_body and low not in self.words.unsure_given and before[-1] in self.words.and_sides

    def _ends_field(self, run: tuple[Word, ...], at: int) -> bool:
        """Whether two or three words behind a minister's field are a name: "Secretary for Defence Adan Dahir"."""
        sides, kinds, rest = self.words.and_sides, self.words.kinds, run[at:]
        if len(rest) not in (2, 3) or any(w.text.lower() not in sides for w in run[:at]):
            return False
        lows = [w.text.lower() for w in rest]
        if any(low in sides or low in kinds or self.words.is_office(low) for low in lows):
            return False
        is_name = all(w.gap == " " and w.text.istitle() for w in rest)
        return is_name and FIELD.search(self.text, max(0, run[0].start - 50), run[0].start) is not None

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

    def _body_then_craft(self, run: tuple[Word, ...]) -> tuple[Segment, ...]:
        """ "SpaceX Falcon 9": a body that the lexicon is sure of, then a listed craft."""
        if len(run) < 2 or run[1].gap != " ":
            return ()
        owner = next(iter(self.names.own(run[0].text)), None)
        if owner is None or not owner.is_sure or owner.actor_id is None or owner.kind not in GROUPS:
            return ()
        behind = self.text[run[1].start : run[-1].end]
        if not any(o.kind == "mission" for o in self.names.own(behind)) or self.names.own(
            self.text[run[0].start : run[-1].end]
        ):
            return ()
        return segment_of(run[:1]), segment_of(run[1:])

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
