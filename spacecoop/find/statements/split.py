"""Which pieces make one statement: quotations split by their cue, coordinated fragments, several paragraphs.

Pieces arrive in reading order with their attribution; nothing is attributed here.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacecoop.find.statements.cues import Attribution
from spacecoop.find.statements.passages import Passages, Piece
from spacecoop.find.statements.speech import Shape

NEAREST = 6  # words between two fragments of one reported clause


@dataclass(frozen=True, slots=True)
class Said:
    """One statement in the making: its pieces, what attributes it, whether any piece is a sentence."""

    pieces: tuple[Piece, ...]
    attribution: Attribution | None
    is_sentence: bool

    @property
    def start(self) -> int:
        """The first mark."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """After the last mark."""
        return self.pieces[-1].end


def group(passages: Passages, kept: list[tuple[Piece, Shape, Attribution | None]]) -> list[Said]:
    """The statements, in reading order: pieces that belong together joined, first mark to last."""
    found: list[Said] = []
    for piece, held, attribution in kept:
        one = Said((piece,), attribution, held.is_sentence)
        if found and _continues(passages, found[-1], one):
            found[-1] = _joined(found[-1], one)
        else:
            found.append(one)
    return found


def _joined(first: Said, second: Said) -> Said:
    attribution = first.attribution or second.attribution
    return Said(first.pieces + second.pieces, attribution, first.is_sentence or second.is_sentence)


def _continues(passages: Passages, first: Said, second: Said) -> bool:
    left, right = first.pieces[-1], second.pieces[0]
    if left.paragraph != right.paragraph:
        return not left.is_closed and right.opens_paragraph and passages.text[left.end : right.start].isspace()
    own, other = first.attribution, second.attribution
    gap = passages.window(left.end, right.start)
    if not gap:
        return own is None or other is None or own.cue == other.cue
    if own is None:
        return other is not None and _same_clause(passages, left, right) and len(gap) <= NEAREST
    if other is not None and _is_same_speaker(own, other):
        is_split = left.end <= own.cue[0] < right.start and _same_clause(passages, left, right)
        return is_split or (other.cue == own.cue and len(gap) <= NEAREST)
    if other is not None or not left.end <= own.cue[0] < right.start:
        return False
    import os
    R=float(os.environ.get("RATIO","1"))
    quoted = (left.end-first.start)+(right.end-right.start)
    if right.start-left.end > R*quoted: return False
    if os.environ.get("INV") and own.rule=="after_inverted": return False
    return not passages.before(right) and _one_sentence(passages, left, right)


def _is_same_speaker(own: Attribution, other: Attribution) -> bool:
    return own.cue == other.cue or (own.speaker is not None and own.speaker == other.speaker)


def _same_clause(passages: Passages, left: Piece, right: Piece) -> bool:
    reading = passages.reading
    return reading.sentence_at(left.end - 1) == reading.sentence_at(right.start)


def _one_sentence(passages: Passages, left: Piece, right: Piece) -> bool:
    """Whether the words between the pieces are the end of one sentence: "X," she said. "Y"."""
    reading = passages.reading
    return reading.sentence_at(right.start) - reading.sentence_at(left.end - 1) <= 1
