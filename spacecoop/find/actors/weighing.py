"""The scores of a document's segments: the model's sums, mixed over mentions of the same words and over lists.

What the scores decide is the business of ``kinds``.
"""

from __future__ import annotations

from typing import NamedTuple

from spacecoop.find.actors.features import Describing, is_unknown
from spacecoop.find.actors.gazetteer import Gazetteer
from spacecoop.find.actors.model import model
from spacecoop.find.actors.segments import Segment
from spacecoop.find.actors.vocabulary import Vocabulary

LIST_GAPS = frozenset((", ", " and ", ", and ", " or ", ", or ", " & ", "; ", "; and "))
LEAN = 1.0
CARRY = 3.0
SURE = 4.0
ALPHA = 0.6


class Scores(NamedTuple):
    """Nats for each class of the model."""

    none: float
    person: float
    body: float
    place: float


SETTLED = Scores(0.0, 0.0, 0.0, 0.0)
NO_SCORES = [0.0, 0.0, 0.0, 0.0]


def _blend(own: list[float], context: list[float], all_contexts: list[float]) -> Scores:
    """A mention's scores, its context mixed with the mean context of the same words."""
    n, beta = ALPHA / all_contexts[4], 1 - ALPHA
    return Scores(
        own[0] + beta * context[0] + n * all_contexts[0],
        own[1] + beta * context[1] + n * all_contexts[1],
        own[2] + beta * context[2] + n * all_contexts[2],
        own[3] + beta * context[3] + n * all_contexts[3],
    )


def _leaning(members: list[Scores]) -> list[Scores]:
    """Each member's scores and a share of the others' mean, which no single member can carry far."""
    centred = [[max(-CARRY, min(CARRY, v - sum(m) / 4)) for v in m] for m in members]
    total = [sum(values) for values in zip(*centred, strict=True)]
    others = len(members) - 1
    return [
        Scores(*(m[i] + LEAN * (total[i] - own[i]) / others for i in range(4)))
        for m, own in zip(members, centred, strict=True)
    ]


class Weighing:
    """Weighs the segments of one document."""

    def __init__(self, text: str, segments: list[Segment], names: Gazetteer) -> None:
        self.text, self.segments, self.names = text, segments, names

    def scores(self, low: frozenset[str], words: Vocabulary) -> list[Scores]:
        """The model's scores: what the string says, what stands around it, and what stands around its other mentions."""
        written = [self.text[s.start : s.end] for s in self.segments]
        is_open = {said: self._is_open(segment, said) for segment, said in zip(self.segments, written, strict=True)}
        settled = frozenset(said for said, is_so in is_open.items() if not is_so)
        describing = Describing(self.text, low, words, self.names, self.segments, settled)
        weigh = model()
        strings: dict[str, tuple[list[float], bool]] = {}
        contexts: list[list[float]] = []
        sums: dict[str, list[float]] = {}
        for segment, said in zip(self.segments, written, strict=True):
            if said in settled:
                contexts.append(NO_SCORES)
                continue
            if said not in strings:
                total, unknown = self._name(describing, segment, said)
                strings[said] = weigh.nats(total + weigh.total((describing.document_key(segment),))), unknown
                sums[said] = [0.0, 0.0, 0.0, 0.0, 0.0]
            context = weigh.nats(weigh.total(describing.context_keys(segment, strings[said][1])))
            contexts.append(context)
            held = sums[said]
            for i in range(4):
                held[i] += context[i]
            held[4] += 1
        known = {said: self._settled(said) for said in settled}
        blended = [
            known[said] if said in settled else _blend(strings[said][0], context, sums[said])
            for said, context in zip(written, contexts, strict=True)
        ]
        return self._in_lists(blended)

    def _name(self, describing: Describing, segment: Segment, written: str) -> tuple[int, bool]:
        """What the words alone weigh, whatever the document."""
        name = (written, len(segment.words))
        held = model().names.get(name)
        if held is None:
            keys = describing.word_keys(segment)
            held = model().keep(name, (model().total(keys), is_unknown(keys)))
        return held

    def _settled(self, written: str) -> Scores:
        """What a name of the lexicon says to its neighbours in a list."""
        owners = self.names.own(written)
        if not owners or owners[0].form == "demonym":
            return SETTLED
        return Scores(0.0, 0.0, 0.0, SURE) if owners[0].kind in ("country", "place") else Scores(0.0, 0.0, SURE, 0.0)

    def _in_lists(self, scores: list[Scores]) -> list[Scores]:
        """Scores in which the members of a list ("A, B and C") lean towards each other's kind."""
        segments, text = self.segments, self.text
        found = list(scores)
        start = 0
        for i in range(1, len(segments) + 1):
            if i < len(segments) and text[segments[i - 1].end : segments[i].start] in LIST_GAPS:
                continue
            if i - start > 2:
                found[start:i] = _leaning(scores[start:i])
            start = i
        return found

    def _is_open(self, segment: Segment, written: str) -> bool:
        """Whether the lexicon leaves the kind open, so that the words around have to be weighed."""
        if segment.listed is not None:
            return False
        owners = self.names.own(written)
        return not owners or not (owners[0].is_sure and owners[0].actor_id is not None)
