"""Turns of a printed interview, whose speakers stand before a colon: "Ines Prado: It held."

Only where the article holds a question and two answers of people it names; what the interviewer asks is no statement
of anybody's. Dialogues inside quotation marks are attributed in ``cues``.
"""

from __future__ import annotations

import re

from spacecoop.find.found import ActorsFound
from spacecoop.find.statements.cues import Attribution, Naming
from spacecoop.frozen import frozen
from spacecoop.text import Reading

NAME = r"[^\W\d_a-z][\w.’'-]{0,30}"
LABEL = re.compile(
    rf"^[*_]{{0,3}}(?:(?P<asks>Q(?:uestion)?)[:.]|(?P<answers>A(?:nswer)?)[:.]|(?P<name>{NAME}(?: {NAME}){{0,4}}):)"
    r"[*_]{0,3} ",
    re.MULTILINE,
)
FEWEST = 2  # answers of an interview
SHORTEST = 2  # words of an answer


@frozen
class Turn:
    """What somebody answers, without the label, and who it is."""

    start: int
    end: int
    attribution: Attribution


def turns(reading: Reading, actors: ActorsFound) -> list[Turn]:
    """The answers of an interview, in order; none in another text."""
    labels = [label for label in LABEL.finditer(reading.text) if reading.inside(label.start())]
    if len(labels) <= FEWEST:
        return []
    known = {word for m in actors.mentions if m.kind == "person" for word in m.text.casefold().split()}
    found: list[Turn] = []
    asked = 0
    answering: Naming | None = None
    for label in labels:
        end = _end_of_line(reading.text, label.end())
        is_named = label["name"] is not None and known.issuperset(label["name"].casefold().split())
        if is_named:
            start = label.start("name")
            answering = Naming(start, label.end("name"), label.end("name"), (start, label.end("name")), None)
        if label["asks"] or (label["name"] and not is_named and reading.text[end - 1] == "?"):
            asked += 1
        elif (is_named or label["answers"]) and len(reading.text[label.end() : end].split()) >= SHORTEST:
            colon = label.end("name" if is_named else "answers")
            cue = (colon, colon + 1)
            found.append(Turn(label.end(), end, Attribution("turn", cue, answering, True)))
    return found if asked and len(found) >= FEWEST else []


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return start + len(text[start : len(text) if end < 0 else end].rstrip())
