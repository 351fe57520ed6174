"""Quotations and reported statements, with their speakers.

The stages: ``passages`` (where quotations stand), ``cues`` (what attributes them), ``speech`` (whether they are
speech), ``split`` (which belong together), ``clauses`` (how far a statement reaches), ``speakers`` (who it is),
``indirect`` (what is reported without marks), ``turns`` (the answers of an interview).
"""

from __future__ import annotations

from collections import Counter

from spacecoop.find.found import ActorsFound, StatementsFound
from spacecoop.find.statements.clauses import span
from spacecoop.find.statements.cues import Attribution, attribute
from spacecoop.find.statements.indirect import Taken, reported
from spacecoop.find.statements.passages import Passages, Piece
from spacecoop.find.statements.speakers import Speaker, Speakers, carried
from spacecoop.find.statements.speech import Shape, objection, shape
from spacecoop.find.statements.split import group, resumes, shortcoming
from spacecoop.find.statements.turns import turns
from spacecoop.frozen import frozen
from spacecoop.tables import Rejected, Statement
from spacecoop.tables.mentions import StatementKind
from spacecoop.text import Reading

CROWD = 40  # quotations in one sentence; more are no prose


def find(reading: Reading, actors: ActorsFound) -> StatementsFound:
    """Every statement of the article, in reading order."""
    passages = Passages(reading)
    rejected: list[Rejected] = []
    drafts = [Draft(turn.start, turn.end, "direct", turn.attribution) for turn in turns(reading, actors)]
    kept = _judged(passages, drafts, rejected)
    drafts += _quoted(passages, kept, rejected)
    drafts.sort(key=lambda draft: draft.start)
    taken = [Taken(d.start, d.end, d.attribution.cue[0] if d.attribution else -1) for d in drafts]
    drafts += [Draft(r.start, r.end, "indirect", r.attribution) for r in reported(passages, taken)]
    speakers = Speakers(passages, actors)
    rows = [_row(reading, d, speakers.of(d.attribution, d.end)) for d in sorted(drafts, key=lambda d: d.start)]
    return StatementsFound(tuple(rows), tuple(rejected))


def _quoted(
    passages: Passages, kept: list[tuple[Piece, Shape, Attribution | None]], rejected: list[Rejected]
) -> list[Draft]:
    """The statements between quotation marks; what is none after all goes to ``rejected``."""
    reading = passages.reading
    drafts: list[Draft] = []
    grouped = carried(passages, group(passages, kept))
    starts = [*(said.start for said in grouped), len(reading.text)]
    for said, limit in zip(grouped, starts[1:], strict=True):
        reason = shortcoming(said)
        if reason is not None:
            rejected.append(_rejection(reading, said.start, said.end, reason))
            continue
        start, end = span(passages, said)
        if end > limit or (drafts and start < drafts[-1].end):
            start, end = said.start, said.end
        kind = "direct" if said.is_sentence and start == said.start else "mixed"
        drafts.append(Draft(start, end, kind, said.attribution))
    return drafts


def _judged(
    passages: Passages, answers: list[Draft], rejected: list[Rejected]
) -> list[tuple[Piece, Shape, Attribution | None]]:
    """The pieces that may be speech, with what attributes them; the others, unless in an answer, go to ``rejected``."""
    reading = passages.reading
    kept: list[tuple[Piece, Shape, Attribution | None]] = []
    in_sentence = Counter(reading.sentence_at(piece.start) for piece in passages.pieces)
    ends = iter([*answers, None])
    answer = next(ends)
    for piece in passages.pieces:
        while answer is not None and answer.end <= piece.start:
            answer = next(ends)
        if answer is not None and answer.start < piece.end:
            continue
        if in_sentence[reading.sentence_at(piece.start)] > CROWD:
            rejected.append(_rejection(reading, piece.start, piece.end, "a sentence of too many quotation marks"))
            continue
        held = shape(passages.text, piece)
        if not held.words:
            continue
        around = passages.around(piece)
        said = attribute(passages, piece, around, held.is_sentence)
        reason = objection(piece, around, held, said)
        if reason is None or (kept and resumes(passages, kept[-1][0], kept[-1][2], piece, held, said)):
            kept.append((piece, held, said))
        else:
            rejected.append(_rejection(reading, piece.start, piece.end, reason))
    return kept


@frozen
class Draft:
    """A statement before its speaker is known."""

    start: int
    end: int
    kind: StatementKind
    attribution: Attribution | None


def _row(reading: Reading, draft: Draft, speaker: Speaker) -> Statement:
    has_speaker = speaker.start is not None and speaker.end is not None
    return Statement(
        **reading.place(draft.start, draft.end),
        rule=speaker.rule,
        statement_id=reading.identify("statements", draft.start, draft.end),
        kind=draft.kind,
        speaker=reading.text[speaker.start : speaker.end] if has_speaker else None,
        speaker_actor_id=speaker.actor_id,
        speaker_start_char=speaker.start,
        speaker_end_char=speaker.end,
        cue=speaker.cue,
        affiliation_actor_id=speaker.affiliation_actor_id,
    )


def _rejection(reading: Reading, start: int, end: int, reason: str) -> Rejected:
    return Rejected(
        document_id=reading.document.document_id,
        start_char=start,
        end_char=end,
        finder="statements",
        text=reading.text[start:end],
        reason=reason,
    )
