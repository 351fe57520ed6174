"""How many namings of meetings are read, so that the time taken grows with the text alone.

No article has as many; what a list or a garbled page has beyond is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacecoop.link.conferences.model import Head

MOST_HEADS = 300
MOST_HEADS_IN_A_SENTENCE = 12


def bounded(heads: Sequence[Head]) -> list[Head]:
    """The first heads in the order given, not more than so many in a sentence and in all."""
    room = Room()
    return [head for head in heads if room.takes(head.sentence)]


class Room:
    """Counts what was taken of each sentence and says whether there is room for one more."""

    def __init__(self) -> None:
        self._taken: dict[int, int] = {}
        self._total = 0

    @property
    def is_full(self) -> bool:
        """Whether no sentence has room any more."""
        return self._total >= MOST_HEADS

    def takes(self, sentence: int) -> bool:
        """Whether there is room in the sentence, which is then taken."""
        taken = self._taken.get(sentence, 0)
        if self.is_full or taken >= MOST_HEADS_IN_A_SENTENCE:
            return False
        self._taken[sentence] = taken + 1
        self._total += 1
        return True
