"""Cooperation ties that a document states, sentence by sentence.

Only explicit statements between resolved actors; what several sentences together suggest is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from spacecoop.link.found import Mentions, TiesFound
from spacecoop.link.ties.frames import Frame, frames, vocabulary
from spacecoop.link.ties.participants import Group, Masked, mask, without_marks
from spacecoop.link.ties.referring import Recalled
from spacecoop.link.ties.status import status
from spacecoop.link.ties.when import Dates
from spacecoop.link.ties.whose import Whose, whose
from spacecoop.tables import ActorMention, DateMention, Tie
from spacecoop.text import Reading

LONGEST_SENTENCE = 1000
# For so many sentences "the two countries" means those last named together.
TWO_KEPT = 4
# For so many sentences "the probe" means the one mission last named.
CRAFT_KEPT = 3
# For so many sentences "the agency" means the one last named.
BODIES_KEPT = 5
# A mission so many characters beside a statement is what the statement is about.
CLOSE = 60
# "Buenos Aires turned down an invitation to BRICS": a verb before the first actor has another subject.
DOING = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|should|that|[a-z]{3,}ed)\b")
# "Chile's satellite", "Chilean exports": not the country but what is its is spoken of.
WHOSE = re.compile(r"['’]s?\s+(?!government\b)")
OF_A_STATE = re.compile(r"\s+(?:government|authorities|officials|side|ministry|agency|delegation)\b")


def link(reading: Reading, mentions: Mentions) -> TiesFound:
    """Every explicit statement that two actors cooperate, plan to, ended it, or may not."""
    ties: dict[str, Tie] = {}
    named = {m.actor_id for m in mentions.actors.mentions}
    keepers = named & {k for ids in vocabulary().instruments.values() for k in ids}
    dates: dict[int, list[DateMention]] = {}
    for date in mentions.dates.mentions:
        dates.setdefault(date.sentence, []).append(date)
    memory = _Memory(reading, whose(mentions.actors.mentions))
    for ordinal, beside in _with_followers(_by_sentence(mentions.actors.mentions), len(reading.sentences)):
        start, end = reading.sentences[ordinal]
        if end - start > LONGEST_SENTENCE:
            continue
        masked = memory.masked(ordinal, beside)
        if masked is None:
            continue
        pairs: set[tuple[str, str]] = set()
        if _several(masked) or _signs(masked.text):
            stated = (*frames(masked, memory.whose), *_instruments(masked, keepers))
            near = _Beside(beside, Dates(reading.text, dates.get(ordinal, []) if stated else ()))
            for frame in stated:
                pairs.update(frame.pairs)
                for tie in _rows(reading, masked, frame, near):
                    ties.setdefault(tie.tie_id, tie)
        memory.keep(ordinal, beside, masked, pairs)
    return TiesFound(
        tuple(sorted(ties.values(), key=lambda t: (t.start_char, t.end_char, t.kind, t.actor_a, t.actor_b)))
    )


def _with_followers(by_sentence: dict[int, list[ActorMention]], count: int) -> Iterator[tuple[int, list[ActorMention]]]:
    """The sentences with their mentions, in order, and those shortly after one that have none of their own."""
    for ordinal in sorted({o + i for o in by_sentence for i in range(TWO_KEPT)}):
        if ordinal < count:
            yield ordinal, by_sentence.get(ordinal, [])


class _Memory:
    """What the sentences read so far leave to be taken up by the next."""

    def __init__(self, reading: Reading, known: Whose) -> None:
        self.whose = known
        self._reading = reading
        self._text = without_marks(reading.text)
        self._subject: tuple[int, tuple[str, ...]] = (-1, ())
        self._two: tuple[int, tuple[str, ...]] = (-TWO_KEPT, ())
        self._craft: tuple[int, tuple[str, ...]] = (-CRAFT_KEPT, ())
        self._bodies: dict[str, int] = {}

    def masked(self, ordinal: int, beside: list[ActorMention]) -> Masked | None:
        """The sentence with its groups masked; null where no two actors can be parties in it."""
        text, (start, end) = self._text, self._reading.sentences[ordinal]
        at, subject = self._subject
        follows = at == ordinal - 1 and self._zone(at) == self._zone(ordinal)
        recalled = Recalled(
            subject if follows else (),
            self._two[1] if ordinal - self._two[0] < TWO_KEPT else (),
            self._craft[1] if ordinal - self._craft[0] < CRAFT_KEPT or len(self.whose.craft) == 1 else (),
            tuple((actor, at) for actor, at in self._bodies.items() if ordinal - at <= BODIES_KEPT),
        )
        if (
            not beside
            and not recalled.is_taken_up(text, start, end)
            and not (recalled.subject and _signs(text[start:end]))
        ):
            return None
        masked = mask(text, start, end, beside, self.whose, recalled)
        return masked if masked.groups else None

    def _zone(self, ordinal: int) -> str:
        return self._reading.zone_at(self._reading.sentences[ordinal][0]).kind

    def keep(self, ordinal: int, beside: list[ActorMention], masked: Masked, pairs: Set[tuple[str, str]]) -> None:
        """Remember a sentence's subject and the two that it names together, or between whom alone it states a tie."""
        self._bodies |= {actor: ordinal for group in masked.groups for actor in group.actor_ids}
        flown = {m.actor_id: self.whose.craft[m.actor_id] for m in beside if m.actor_id in self.whose.craft}
        if flown:
            self._craft = ordinal, next(iter(flown.values())) if len(flown) == 1 else ()
        acting = next((g for g in masked.groups if not g.is_located and not g.is_object), None)
        self._subject = ordinal, acting.actor_ids if acting is not None and self._opens(ordinal, acting, beside) else ()
        together = [g.actor_ids for g in masked.groups if len(g.actor_ids) == 2 and not g.is_located]
        if together:
            self._two = ordinal, together[-1]
        elif len({frozenset(pair) for pair in pairs}) == 1:
            self._two = ordinal, next(iter(sorted(pairs)))

    def _opens(self, ordinal: int, acting: Group, beside: list[ActorMention]) -> bool:
        """Whether the sentence is about the group: no verb stands before it, and it does not only say whose something is."""
        text, start = self._reading.text, self._reading.sentences[ordinal][0]
        led_in = text[start : acting.start].rpartition(",")[2]
        if DOING.search(led_in) or WHOSE.match(text, acting.end):
            return False
        adjective = any(m.form == "demonym" and m.end_char == acting.end for m in beside)
        return not adjective or OF_A_STATE.match(text, acting.end) is not None


class _Beside:
    """What else the sentence names: missions, and when."""

    def __init__(self, named: list[ActorMention], dates: Dates) -> None:
        self.missions = [m for m in named if m.kind == "mission" and m.actor_id is not None]
        self.dates = dates

    def mission(self, start: int, end: int, offset: int) -> str | None:
        """The mission named nearest to an offset, in the statement from ``start`` to ``end`` or close to it."""
        near = [m for m in self.missions if start - CLOSE <= m.start_char <= end + CLOSE]
        nearest = min(near, key=lambda m: (abs(m.start_char - offset), m.start_char), default=None)
        return nearest.actor_id if nearest else None


def _several(masked: Masked) -> bool:
    return len({actor for group in (*masked.groups, *masked.missions) for actor in group.actor_ids}) > 1


def _by_sentence(mentions: tuple[ActorMention, ...]) -> dict[int, list[ActorMention]]:
    found: dict[int, list[ActorMention]] = {}
    for mention in mentions:
        found.setdefault(mention.sentence, []).append(mention)
    return found


def _signs(words: str) -> bool:
    return any(name in words for name in vocabulary().instruments)


def _instruments(masked: Masked, named: Set[str | None]) -> Iterator[Frame]:
    """Signing an instrument that others keep makes a tie with its keeper, the first that the article has ``named``."""
    words = vocabulary()
    if not _signs(masked.text):
        return
    for hit in words.signing.finditer(masked.text):
        group = masked.group(hit[1] or hit[2])
        keepers = words.instruments[hit[3]]
        keeper = next((k for k in keepers if k in named), None)
        if keeper is not None and not group.is_located and not set(keepers) & set(group.actor_ids):
            pairs = tuple((actor, keeper) for actor in group.actor_ids)
            yield Frame("agreement", "instrument", hit.start(), hit.end(), hit.span(), pairs)


def _rows(reading: Reading, masked: Masked, frame: Frame, near: _Beside) -> Iterator[Tie]:
    start, end = masked.offset(frame.start), masked.offset(frame.end - 1)
    end = next((g.end for g in (*masked.groups, *masked.missions) if g.start == end), end + 1)
    place = reading.place(start, end)
    said = status(masked.text, frame)
    trigger = masked.offset(frame.trigger[0])
    dated = near.dates.of(start, end, trigger)
    if dated.is_over and said == "actual":
        said = "ended"
    group_id = reading.identify("ties", start, end, frame.kind)
    for a, b in frame.pairs:
        if a == b:
            continue
        yield Tie(
            **place,
            rule=frame.rule,
            tie_id=reading.identify("ties", start, end, f"{frame.kind}:{a}:{b}"),
            group_id=group_id,
            actor_a=a,
            actor_b=b,
            kind=frame.kind,
            status=said,
            start=dated.start if said in ("actual", "planned") or dated.end else None,
            end=dated.end or (dated.start if said == "ended" else None),
            mission_actor_id=near.mission(start, end, trigger),
        )
