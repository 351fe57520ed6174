"""The words beside a number: what follows it as a run of words, and what stands before it.

Cutting only; what the words mean is decided by ``money``, ``units`` and ``things``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from spacecoop.find.quantities.words import word_set

GAP = r"[ \t\u00a0\u202f\u2009]"
WORDS = re.compile(rf"(?:(?:{GAP}{{1,2}}|\n(?=[a-z]))[^\W\d_](?:[\w'’.&-]{{0,30}}[\w'’])?\.?){{1,8}}")
AREA = re.compile(r"-(sq|square|cubic|cu)[- ]([a-z]{1,10})\b")
METRIC_TON = re.compile(r"-(metric[- ]tons?)\b")
HYPHENED = re.compile(rf"(?:-|‑|{GAP}-{GAP}(?=[a-z])|-{GAP}(?=(?:to|and|or){GAP}))([^\W\d_](?:[\w’']{{0,30}}\w)?)")
LONGEST_WORD = 32
ONE_WORD = re.compile(r"\S+")
ABBREVIATED = re.compile(r"(?:[A-Za-z]\.){2,}|(?:Mr|Dr|St|sq|cu|deg)\.")


class Word(NamedTuple):
    """One of many words, with its half-open offsets; ``lower`` is what lexicons are asked."""

    text: str
    lower: str
    start: int
    end: int


def words_after(text: str, end: int) -> list[Word]:
    """The words that follow in the same stretch without punctuation, at most eight; a full stop ends them."""
    m = WORDS.match(text, end)
    if m is None:
        return []
    found: list[Word] = []
    for w in ONE_WORD.finditer(text, end, m.end()):
        said = w.group()
        if said[-1] == "." and not ABBREVIATED.fullmatch(said):
            found.append(Word(said[:-1], said[:-1].lower(), w.start(), w.end() - 1))
            break
        found.append(Word(said, said.lower(), w.start(), w.end()))
    return found


def hyphened_after(text: str, end: int) -> Word | None:
    """The word that a hyphen ties to the number: "five-day", "10-nation", "24 - hour"."""
    ton = METRIC_TON.match(text, end)
    if ton is not None:
        return Word(ton.group(1), "metric ton", ton.start(1), ton.end(1))
    area = AREA.match(text, end)
    if area is not None:
        said = f"{area.group(1).lower()} {area.group(2).lower()}"
        return Word(text[area.start(1) : area.end(2)], said, area.start(1), area.end(2))
    m = HYPHENED.match(text, end)
    return None if m is None else Word(m.group(1), m.group(1).lower(), m.start(1), m.end(1))


def ends_phrase(words: list[Word], i: int) -> bool:
    """Whether a function word closes the noun phrase here: "us" does, the "US" of "30 US firms" does not."""
    word = words[i]
    if word.lower not in word_set("noun_phrase_end"):
        return False
    is_name = len(word.text) > 1 and word.text.isupper() and word.lower in word_set("name_in_capitals")
    return not is_name or i + 1 == len(words) or words[i + 1].text.isupper()


def last_word(text: str, start: int) -> str:
    """The word straight before ``start`` in its line, a comma after it kept; empty where there is none."""
    end = start
    while end > 0 and start - end < 2 and text[end - 1] in " \u00a0":
        end -= 1
    if end == start or end == 0:
        return ""
    left = max(0, end - LONGEST_WORD)
    first = max(text.rfind(" ", left, end), text.rfind("\n", left, end)) + 1
    word = text[first or left : end].lstrip("(\"“‘'[")
    return word if word[:1].isalpha() else ""


def window_before(lower: str, start: int, size: int) -> str:
    """The text before ``start``, at most ``size`` characters, from the last line break on."""
    cut = lower[max(0, start - size) : start]
    return cut[cut.rfind("\n") + 1 :]
