"""Which pieces make one statement: quotations split by their cue and coordinated fragments.

"X," she said. "Y." is one statement. "X," said Jan Woerner, head of the agency. "Y." is two, since that introduces
somebody between them, unless the second leans on the first ("But ...", "That is why ...") or that somebody is a
nurse, or one who was there, and holds no office: a witness who goes on talking. (Measured: joining all of the
latter gains on one of our two gold sets less than it loses on the other; where the second leans, no set parts them.) A
speech over several paragraphs is a row each. Pieces arrive in reading order with their attribution; nothing is attributed here.
"""

from __future__ import annotations

from spacecoop.find.statements.cues import Attribution
from spacecoop.find.statements.passages import Passages, Piece
from spacecoop.find.statements.speech import Shape
from spacecoop.find.statements.words import Word, lexicon, words_of
from spacecoop.frozen import frozen

SHORTEST = 4  # words of fragments that are a statement and no scare quote
NEAREST = 6  # words between two fragments of one reported clause
OPENING = 40  # characters of a piece that are looked at
LONGEST = 1.0  # what the reporter says between two quoted sentences, as a share of what is quoted


@frozen
class Said:
    """One statement in the making: its pieces, what attributes it, whether any piece is a sentence."""

    first: Piece
    last: Piece
    attribution: Attribution | None
    is_sentence: bool
    words: int
    opens_capital: bool

    @property
    def is_beside(self) -> bool:
        """Whether the cue follows the marks at once, as after an utterance of any length: "Yes," he said."""
        return is_beside(self.attribution)

    @property
    def start(self) -> int:
        """The first mark."""
        return self.first.start

    @property
    def end(self) -> int:
        """After the last mark."""
        return self.last.end


def is_beside(said: Attribution | None) -> bool:
    """Whether the cue follows the marks at once."""
    return said is not None and said.is_adjacent and said.rule.startswith("after")


def group(passages: Passages, kept: list[tuple[Piece, Shape, Attribution | None]]) -> list[Said]:
    """The statements, in reading order: pieces that belong together joined, first mark to last."""
    found: list[Said] = []
    for piece, held, attribution in kept:
        is_utterance = held.is_sentence or (held.is_capital and is_beside(attribution))
        one = Said(piece, piece, attribution, is_utterance, held.words, held.is_capital)
        if found and _continues(passages, found[-1], one):
            found[-1] = _joined(found[-1], one)
        else:
            found.append(one)
    return found


def shortcoming(said: Said) -> str | None:
    """Why what was grouped is no statement after all, in words; null when it is one."""
    if not said.is_sentence and not said.is_beside and said.words < SHORTEST:
        return f"a fragment of fewer than {SHORTEST} words"
    if said.attribution is None and not said.last.is_closed:
        return "marks without an end around words that nobody is said to say"
    return None


def resumes(
    passages: Passages,
    before: Piece,
    attributed: Attribution | None,
    piece: Piece,
    held: Shape,
    said: Attribution | None,
) -> bool:
    """Whether a piece goes on, in a sentence of its own, after a cue that split the quotation."""
    if attributed is None or said is not None or before.paragraph != piece.paragraph:
        return False
    if not piece.is_finished and not held.is_sentence:
        return False
    is_between = before.end <= attributed.cue[0] < piece.start
    return is_between and passages.begins_sentence(piece) and _one_sentence(passages, before, piece)


def _joined(first: Said, second: Said) -> Said:
    attribution = first.attribution or second.attribution
    is_sentence = first.is_sentence or second.is_sentence
    words = max(first.words, second.words)  # scare quotes do not become speech by being several
    return Said(first.first, second.last, attribution, is_sentence, words, first.opens_capital)


def _continues(passages: Passages, first: Said, second: Said) -> bool:
    left, right = first.last, second.first
    if left.paragraph != right.paragraph:
        return False
    own, other = first.attribution, second.attribution
    gap = passages.gap(left, right)
    if gap is None:
        return False
    if gap and gap[0].tag == gap[-1].tag == "dash":
        gap = gap[:1]
    if not gap:
        return own is None or other is None or own.cue == other.cue
    if own is None:
        return other is not None and _same_clause(passages, left, right) and len(gap) <= NEAREST
    is_listed = own.cue[1] <= left.start and all(word.tag in ("comma", "conjunction") for word in gap)
    if is_listed and not second.is_sentence and _same_clause(passages, left, right):
        return True
    if other is not None and other.cue == own.cue:
        return left.end <= own.cue[0] < right.start or len(gap) <= NEAREST
    if not left.end <= own.cue[0] < right.start:
        return False
    if other is not None:
        # "X," she said, turning to the others, "y"
        is_open = gap[-1].tag == "comma" and other.cue[1] != gap[-1].start and other.speaker == own.speaker
        return is_open and _same_clause(passages, left, right) and not second.opens_capital
    if own.rule == "after_inverted" and not (_is_one_of_many(gap) or leans(passages, right)):
        return False
    if right.start - left.end > LONGEST * (left.end - first.start + right.end - right.start):
        return False
    return passages.begins_sentence(right) and _one_sentence(passages, left, right)


def _is_one_of_many(gap: list[Word]) -> bool:
    """Whether the reporter tells who it is that speaks: "said Ines Prado, a nurse who ..."; an office needs no telling."""
    return any(word.low in ("a", "an", "who") for word in gap)


def leans(passages: Passages, piece: Piece) -> bool:
    """Whether a piece opens with a word that looks back: a conjunction, "that", "they", "in that case"."""
    words = words_of(passages.text, piece.start, min(piece.end, piece.start + OPENING))
    words = [word for word in words if word.text[0].isalnum()][:2]
    if not words:
        return False
    is_relative = len(words) > 1 and words[1].low == "who"  # "Those who"
    at = 1 if lexicon().tags.get(words[0].low) == "preposition" and len(words) > 1 else 0
    low = words[at].low.partition("'")[0]
    return low in (lexicon().demonstratives if at else lexicon().leaning) and not is_relative


def _same_clause(passages: Passages, left: Piece, right: Piece) -> bool:
    reading = passages.reading
    return reading.sentence_at(left.end - 1) == reading.sentence_at(right.start)


def _one_sentence(passages: Passages, left: Piece, right: Piece) -> bool:
    """Whether the words between the pieces are the end of one sentence: "X," she said. "Y", or "X?" she said. "Y"."""
    reading = passages.reading
    ends_own = left.ends in ("?", "!", "…") and reading.sentences[reading.sentence_at(left.end - 1)][1] <= left.end + 1
    return reading.sentence_at(right.start) - reading.sentence_at(left.end - 1) <= 1 + ends_own
