"""Where a candidate stands, as far as its value depends on it."""

from __future__ import annotations

from collections.abc import Callable

from spacecoop.find.dates.frame import Frame
from spacecoop.find.dates.tense import Direction


class Place:
    """A candidate's sentence, the direction its surroundings give (read when asked), and the day on which it "ended",
    where the next words say so; ``is_end`` for the second end of a range."""

    def __init__(
        self, sentence: int, way: Callable[[], Direction | None], closing: Frame | None = None, is_end: bool = False
    ) -> None:
        self.sentence = sentence
        self.closing = closing
        self.is_end = is_end
        self._way = way

    @property
    def way(self) -> Direction | None:
        """Back or ahead of the anchor, by the verbs and prepositions of the sentence."""
        return self._way()
