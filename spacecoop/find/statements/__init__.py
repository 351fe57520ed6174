"""Quotations and reported statements, with their speakers.

The stages: ``passages`` (where quotations stand), ``cues`` (what attributes them), ``speech`` (whether they are
speech), ``split`` (which belong together), ``speakers`` (who it is), ``indirect`` (what is reported without marks).
"""

from __future__ import annotations

from spacecoop.find.found import ActorsFound, StatementsFound
from spacecoop.find.statements.clauses import span
from spacecoop.find.statements.cues import Attribution, attribute
from spacecoop.find.statements.passages import Passages, Piece
from spacecoop.find.statements.speakers import Speaker, Speakers, carried
from spacecoop.find.statements.speech import Shape, objection, shape
from spacecoop.find.statements.split import Said, group, resumes, shortcoming
from spacecoop.tables import Rejected, Statement
from spacecoop.text import Reading


def find(reading: Reading, actors: ActorsFound) -> StatementsFound:
    """Every statement of the article, in reading order."""
    passages = Passages(reading)
    kept: list[tuple[Piece, Shape, Attribution | None]] = []
    rejected: list[Rejected] = []
    for piece in passages.pieces:
        held = shape(passages.text, piece)
        if not held.words:
            continue
        said = attribute(passages, piece, held.is_sentence)
        reason = objection(passages, piece, held, said)
        if reason is None or (kept and resumes(passages, kept[-1][0], kept[-1][2], piece, said)):
            kept.append((piece, held, said))
        else:
            rejected.append(_rejection(reading, piece, reason))
    speakers = Speakers(passages, actors)
    statements: list[Statement] = []
    for said in carried(passages, group(passages, kept)):
        reason = shortcoming(said)
        if reason is not None:
            rejected += [_rejection(reading, piece, reason) for piece in said.pieces]
            continue
        start, end = span(passages, said)
        if statements and start < statements[-1].end_char:
            start, end = said.start, said.end
        statements.append(_row(reading, said, start, end, speakers.of(said)))
    return StatementsFound(tuple(statements), tuple(rejected))


def _row(reading: Reading, said: Said, start: int, end: int, speaker: Speaker) -> Statement:
    has_speaker = speaker.start is not None and speaker.end is not None
    return Statement(
        **reading.place(start, end),
        rule=speaker.rule,
        statement_id=reading.identify("statements", start, end),
        kind="direct" if said.is_sentence and start == said.start else "mixed",
        speaker=reading.text[speaker.start : speaker.end] if has_speaker else None,
        speaker_actor_id=speaker.actor_id,
        speaker_start_char=speaker.start,
        speaker_end_char=speaker.end,
        cue=speaker.cue,
        affiliation_actor_id=speaker.affiliation_actor_id,
    )


def _rejection(reading: Reading, piece: Piece, reason: str) -> Rejected:
    return Rejected(
        document_id=reading.document.document_id,
        start_char=piece.start,
        end_char=piece.end,
        finder="statements",
        text=reading.text[piece.start : piece.end],
        reason=reason,
    )
