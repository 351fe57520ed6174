"""Which paragraphs below an article's top are not the article: related stories, comments, notices, link lists.

A cue opens a stretch; ordinary paragraphs end it where the article may go on after such a cue. Only evidence leaves
text out. What a line shows by itself is told in ``cues``.
"""

from __future__ import annotations

import re

from spacecoop.document.blocks import Block
from spacecoop.document.cues import Sign, Signs, is_link, is_link_label
from spacecoop.document.dateline import is_byline, is_lone_date

PROSE = 120
# The least length of a paragraph of one short sentence, such as wires write.
SENTENCE = 50
# So much unbroken prose after a list of headlines is the article again; teasers are shorter.
PROOF, LONG_PROSE, SENTENCES_OF_LONG_PROSE = 300, 400, 3
# Before so much prose there was no article yet that could have ended.
LEAST_ARTICLE = 200
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]*_]{0,4}(?=\s|$)")
STOPPED = re.compile(r"\.[\"'”’»)\]*_]{0,4}$|[.,!?][\"”]$")
ENDS_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]*_\s]{0,6}$")
CUT_SHORT = re.compile(r"(?i)(?:\.\.\.|…|\[…\]|\bread more|\bcontinue reading)[\s»>›\]]{0,3}$")
SAYS = re.compile(r"(?i)\S.{0,50}\s(?:says|said|wrote|writes|commented|replied)\s?:?\s?(?:$|.{0,20}\d)")
STAMP = re.compile(
    r"(?i)\b\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\b|$)|\b\d{1,2}\s(?:minutes?|hours?|days?|weeks?|months?|years?)\sago$"
)
NAMED_AND_DATED = re.compile(r"\W{0,3}[^\s.,:][^.,:\n]{0,30},[^:\n]{4,30}\d{4}(?:[^:\n]{0,15}|.{0,8}\d\d):\s\S")
# "Jo Bloggs writes about space policy for the Morning Post."
AUTHOR = re.compile(
    r"[*_]{0,3}(?:[A-Z][\w.'’-]{0,20}\s){1,3}[A-Z][\w'’-]{1,20}[*_]{0,3}\s"
    r"(?:(?:writes|reports|covers|reported|wrote)\s(?:about|on|for|from|the)\b"
    r"|is\s(?:a|an|the|our|chief|senior)\s(?:\w[\w’'-]{0,20}\s){0,5}(?:writer|reporter|correspondent|editor|journalist|columnist)\b)"
)
EVIDENCE_WITHIN = 6
LONGEST_STAMPED = 120


def outside(text: str, paragraphs: list[Block], first: int, signs: Signs) -> set[int]:
    """Indices, from ``first`` on, of the paragraphs that are not the article."""
    out: set[int] = set()
    stretch: Sign | None = None
    read = 0
    for i in range(first, len(paragraphs)):
        line = text[paragraphs[i].start : paragraphs[i].end]
        sign = signs.of(line)
        if stretch == "end" or (
            stretch is not None and sign is None and not _resumes(text, paragraphs, i, signs, read)
        ):
            out.add(i)
            continue
        if sign is None:
            stretch = None
            read += len(line) if _is_prose(line) else 0
            continue
        out.add(i)
        stretch = _stretch_after(text, paragraphs, i, sign, stretch, read)
    _close(text, paragraphs, first, out)
    return out


def _stretch_after(
    text: str, paragraphs: list[Block], i: int, sign: Sign, stretch: Sign | None, read: int
) -> Sign | None:
    """The stretch that a cue opens: "end" lasts to the end of the text, null is the cue's own line."""
    if sign in ("line", "credit"):
        return stretch
    if sign == "comments" and not _are_comments(text, paragraphs, i):
        return "related"
    if sign == "related" and stretch is None and _is_sentence(text, paragraphs, i + 1):
        return None  # a button or a notice between two paragraphs of the article
    if sign in ("related", "contact") or read < LEAST_ARTICLE:
        return "related"
    return "end"


def _is_sentence(text: str, paragraphs: list[Block], i: int) -> bool:
    if i >= len(paragraphs):
        return False
    line = text[paragraphs[i].start : paragraphs[i].end]
    return len(line) >= SENTENCE and STOPPED.search(line, max(0, len(line) - 8)) is not None and not _is_cut(line)


def _are_comments(text: str, paragraphs: list[Block], i: int) -> bool:
    """Whether readers speak after paragraph ``i``, or nobody does."""
    after = paragraphs[i : i + 1 + EVIDENCE_WITHIN]
    return not any(_is_prose(text[b.start : b.end]) for b in after[1:3]) or any(
        _is_stamped(text[b.start : b.end]) for b in after
    )


def _is_stamped(line: str) -> bool:
    if len(line) > LONGEST_STAMPED:
        return NAMED_AND_DATED.match(line) is not None
    return any((STAMP.search(line), SAYS.match(line), NAMED_AND_DATED.match(line)))


def _resumes(text: str, paragraphs: list[Block], i: int, signs: Signs, read: int) -> bool:
    """Whether ordinary paragraphs from ``i`` on prove that the article goes on, or begins."""
    line = text[paragraphs[i].start : paragraphs[i].end]
    if not _is_sentence(text, paragraphs, i) or signs.is_notice(line):
        return False
    if read < LEAST_ARTICLE:
        return True
    if len(line) >= LONG_PROSE and len(SENTENCE_END.findall(line)) >= SENTENCES_OF_LONG_PROSE:
        return not is_lone_date(text[paragraphs[i - 1].start : paragraphs[i - 1].end])
    run = len(line)
    for j in range(i + 1, min(i + 5, len(paragraphs))):
        line = text[paragraphs[j].start : paragraphs[j].end]
        if not _is_sentence(text, paragraphs, j) or signs.of(line) is not None:
            break
        run += len(line)
        if run >= PROOF:
            return True
    return False


def _is_prose(line: str) -> bool:
    """Whether the line is long and ends as sentences do, not as teasers do."""
    return len(line) >= PROSE and ENDS_SENTENCE.search(line, len(line) - 8) is not None and not _is_cut(line)


def _is_cut(line: str) -> bool:
    return CUT_SHORT.search(line, max(0, len(line) - 30)) is not None


def _close(text: str, paragraphs: list[Block], first: int, out: set[int]) -> None:
    """Links, rules, the author's life, and the byline with what stands below it: at the end they are not the article."""
    ended = True
    byline = None
    for i in range(len(paragraphs) - 1, first, -1):
        line = text[paragraphs[i].start : paragraphs[i].end]
        if ended and (i in out or _is_coda(line, is_last=i == len(paragraphs) - 1)):
            out.add(i)
            continue
        ended = False
        if len(line) >= PROSE:
            out.update(range(byline, len(paragraphs)) if byline is not None else ())
            return
        if is_byline(line):
            byline = i


def _is_coda(line: str, *, is_last: bool) -> bool:
    return is_link(line) or AUTHOR.match(line) is not None or (not is_last and is_link_label(line))
