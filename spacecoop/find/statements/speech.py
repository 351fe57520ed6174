"""Which quoted stretches are speech: not scare quotes, titles, names or mottos, each turned down with its reason.

The attribution is made in ``cues`` before; here it is only weighed.
"""

from __future__ import annotations

import re

from spacecoop.find.statements.cues import Attribution
from spacecoop.find.statements.passages import Around, Piece
from spacecoop.find.statements.words import lexicon
from spacecoop.frozen import frozen

INNER = re.compile(r"[^\W_](?:\w|[’'&./,-](?=\w))*")
SMALL = frozenset("a an and as at but by for from in into is of on or the to vs with".split())
# "(Applause.)", "[Laughter]": brackets around all that the marks hold.
DIRECTION = re.compile(r"[^\w\s]{0,2}[(\[][^()\[\]]{1,60}[)\]][^\w\s]{0,3}")
FEWEST = 4  # words of a sentence that ends without a stop
READ = 1000  # characters that are looked at; longer speech shows its nature before
SUBJECT = re.compile(
    r"(?:he|i|it|she|that|there|they|this|we|what|you)(?:['’](?:s|re|ve|m|ll|d)\b|\s+(?:\w+ly\s+)?"
    r"(?:am|are|can|could|did|do|does|had|has|have|is|may|might|must|need|shall|should|want|was|were|will|would)\b)",
    re.IGNORECASE,
)


@frozen
class Shape:
    """What the marks hold: number of words (counted in the first thousand characters), whether they make a sentence, whether a title."""

    words: int
    is_sentence: bool
    is_title: bool
    is_capital: bool
    is_direction: bool


def shape(text: str, piece: Piece) -> Shape:
    """The shape of a piece's words; a sentence opens with a capital or with a subject and its verb."""
    words = INNER.findall(text, piece.start, min(piece.end, piece.start + READ))
    if not words:
        return Shape(0, False, False, False, False)
    inner = INNER.search(text, piece.start, piece.end)
    opening = inner.start() if inner else piece.start
    long_words = [word for word in words if word.casefold() not in SMALL]
    capitals = sum(not word[0].islower() for word in long_words)
    is_title = (
        1 <= len(words) <= 16
        and capitals >= 0.75 * len(long_words)
        and words[0][0].isupper()
        and not (piece.is_finished and len(words) < 3)
    )
    opens = words[0][0].isupper() or (words[0][0].isdigit() and piece.is_finished)
    is_long = len(words) >= FEWEST or piece.is_finished
    is_sentence = (opens and is_long) or SUBJECT.match(text, opening, piece.end) is not None
    is_named = is_title and len(words) > 2 and not piece.is_finished
    is_direction = DIRECTION.fullmatch(text, piece.start, piece.end) is not None
    return Shape(len(words), is_sentence and not is_named, is_title, opens, is_direction)


def objection(piece: Piece, around: Around, held: Shape, said: Attribution | None) -> str | None:
    """Why the piece is no statement, in words; null when it is one."""
    is_beside = said is not None and said.is_adjacent
    is_inside = _is_inside_phrase(around)
    if held.is_direction:
        return "a stage direction"
    is_work = held.is_title and (is_inside or _is_work(around))
    if is_beside and said is not None and said.rule.startswith("after") and not is_work:
        return None
    if is_inside and not is_beside and held.is_sentence and held.words < FEWEST:
        return "a few words inside a phrase"
    named = _naming(around, held)
    if held.is_title and not (is_beside and held.is_sentence):
        return "a title or name between quotation marks"
    if named and not (held.is_sentence and (is_beside or piece.is_finished)):
        return named
    is_alone = held.is_sentence and piece.is_finished and (piece.opens_paragraph or not around.before)
    if said is None and not is_alone:
        return "quoted words that nobody is said to say"
    return None


def _naming(around: Around, held: Shape) -> str | None:
    names = lexicon().naming_before
    lows = [word.low for word in around.before[-3:] if word.tag != "comma"]
    is_named = (
        held.is_capital
        and bool(lows)
        and (lows[-1] in names or (len(lows) > 1 and lows[-1] == "as" and lows[-2] == "known"))
    )
    if is_named or (around.after and around.after[0].low in lexicon().naming_after):
        return "a title, theme or name announced by the word beside it"
    return None


def _is_work(around: Around) -> bool:
    """Whether a kind of work stands before the title, a comma between: "In his second book, " and then the title."""
    before = around.before
    return len(before) > 1 and before[-1].tag == "comma" and before[-2].low in lexicon().naming_before


def _is_inside_phrase(around: Around) -> bool:
    """Whether the words before the marks run on into them: "on this weekend's" and then a title."""
    last = around.before[-1].tag if around.before else None
    return last in ("preposition", "determiner", "name", "word", "time")
