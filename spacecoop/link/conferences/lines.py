"""The line below a headline that gives only when and where: "7 - 11 March 2016, San Jose, Costa Rica".

Which words are days and places is the finders' knowledge; here the line is found and told from a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from spacecoop.link.conferences.model import Span
from spacecoop.tables import ActorMention, DateMention
from spacecoop.text import Reading

LONGEST_LINE = 120
# Masthead, kind of text, headline, subtitle and the line below them.
HEAD_LINES = 6
# What may stand in such a line besides the day and the place: marks, small words, a country that a place's name holds.
MOST_OTHER_LETTERS = 25
LINE = re.compile(r"[^\n]+")
QUOTED = re.compile(r"[“\"„][^”\"“]+[”\"“]")
LETTER = re.compile(r"[^\W\d_]")


def below_headlines(reading: Reading) -> list[tuple[Span, Span]]:
    """Neighbouring lines at the head of the text, the lower one too short for a sentence and without its mark; a title in
    quotes between them belongs to the upper one."""
    first = [m for m in islice(LINE.finditer(reading.text), HEAD_LINES) if not m.group().isspace()]
    found: list[tuple[Span, Span]] = []
    for above, line in pairwise(first):
        is_title = QUOTED.fullmatch(above.group().strip()) is not None and bool(found)
        start = found[-1][0].start if is_title else above.start()
        if line.end() - line.start() <= LONGEST_LINE and line.group().rstrip()[-1:] not in (".", "!", "?"):
            found.append((Span(start, above.end()), Span(line.start(), line.end())))
    return found


def is_day_and_place(text: str, line: Span, mentions: Sequence[ActorMention | DateMention]) -> bool:
    """Whether the mentions, one of them a day, leave hardly a word of the line."""
    if not any(isinstance(m, DateMention) and m.precision == "day" for m in mentions):
        return False
    rest = list(text[line.start : line.end])
    for mention in mentions:
        for i in range(mention.start_char - line.start, min(mention.end_char, line.end) - line.start):
            rest[i] = " "
    return len(LETTER.findall("".join(rest))) <= MOST_OTHER_LETTERS
