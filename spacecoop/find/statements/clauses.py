"""Mixed quotations: a reported clause of which the reporter quotes only some words.

Such a statement spans its clause, since the quoted words alone say too little; where they make up most of the clause
they stand by themselves.
"""

from __future__ import annotations

import re

from spacecoop.find.statements.cues import Attribution
from spacecoop.find.statements.openings import after_dateline
from spacecoop.find.statements.passages import Passages
from spacecoop.find.statements.phrases import after_setting, is_apposition
from spacecoop.find.statements.split import Said
from spacecoop.find.statements.words import lexicon

AS = re.compile(r",? as ")  # "..., as the minister put it"
FEW = 10  # quoted words that may be borrowed ones; more are a quotation whatever stands around them
# What the reporter adds behind the marks: an aside, or what the speaker did then ("..., and laughed").
ASIDE = re.compile(r" (?:[—–]|--?) |, and \w{2,12}ed\b| and \w{2,12}ed[.,]")
HEARER = 16  # words between a verb of telling and its "that"
MOST = 0.5  # share of the clause's characters


def span(passages: Passages, said: Said) -> tuple[int, int]:
    """The statement's span: from first mark to last, or the reported clause around a few borrowed words."""
    own = (said.start, said.end)
    attribution = said.attribution
    if attribution is None or len(passages.text[said.start : said.end].split()) >= FEW:
        return own
    if said.is_sentence and attribution.is_adjacent and not _runs_on(passages, said, attribution):
        return own
    clause = _clause(passages, said, attribution)
    if clause is None or (said.end - said.start) >= MOST * (clause[1] - clause[0]):
        return own
    return clause


def _runs_on(passages: Passages, said: Said, attribution: Attribution) -> bool:
    """Whether the sentence goes on behind the marks with more of what the cue before them reports."""
    end = passages.reading.sentences[passages.reading.sentence_at(said.end - 1)][1]
    words = passages.window(said.end, max(end, said.end))
    is_ahead = attribution.cue[1] <= said.start
    return is_ahead and said.last.ends.isalnum() and bool(words) and words[0].tag in ("preposition", "word", "relative")


def _clause(passages: Passages, said: Said, attribution: Attribution) -> tuple[int, int] | None:
    """What the cue reports, around the marks; null where the cue is not in the same sentence."""
    sentences = passages.reading.sentences
    first = passages.reading.sentence_at(said.start)
    start, end = sentences[first]
    end = max(end, said.end)
    if attribution.cue[0] >= said.end:
        speaker = attribution.speaker
        is_source = attribution.rule == "after_source" or _is_as(passages, said, attribution)
        start = _nearest_clause(passages, start, said.start) if is_source else start
        end = min(attribution.cue[0], speaker.whole[0] if speaker else attribution.cue[0])
        semicolon = passages.masked.rfind(";", start, said.start)
        start = start if semicolon < 0 else semicolon + 1
        if said.last.ends == "," or passages.text[said.end : said.end + 1] == ",":
            end = said.end
    elif attribution.cue[0] > said.start:
        end = said.end
    elif attribution.cue[0] >= start:
        speaker = attribution.speaker
        is_inverted = speaker is not None and attribution.cue[1] <= speaker.whole[0] and speaker.whole[1] <= said.start
        start = speaker.whole[1] if speaker is not None and is_inverted else attribution.cue[1]
        start = _after_source(passages, start, said.start) if attribution.rule == "before_source" else start
        start = _after_that(passages, start, said.start)
    else:
        return None
    words = passages.window(start, said.start)
    opening = after_dateline(words) if start == sentences[first][0] else 0
    start = words[opening].start if 0 < opening < len(words) else start
    dash = ASIDE.search(passages.masked, said.end, end)
    end = dash.start() if dash else end
    text = passages.text
    while start < said.start and text[start] in " ,:;—–":
        start += 1
    if AS.fullmatch(text, said.end, end) or text.startswith(", as ", said.end):
        end = said.end
    while end > said.end and text[end - 1] in " ,;—–.\n\t":
        end -= 1
    return (start, end) if start <= said.start and said.end <= end else None


def _is_as(passages: Passages, said: Said, attribution: Attribution) -> bool:
    """ "..., as the rules put it"."""
    lead = passages.window(said.end, attribution.speaker.whole[0] if attribution.speaker else said.end)
    return bool(lead) and lead[-1].low == "as"


def _nearest_clause(passages: Passages, start: int, stop: int) -> int:
    """Where the clause begins that a source at its end ("..., per the rules") vouches for: behind the last comma."""
    words = passages.window(start, stop)
    for i in range(len(words) - 1, 0, -1):
        if words[i - 1].tag == "comma" and words[i].tag in ("determiner", "name", "pronoun", "word"):
            has_verb = any(word.tag == "auxiliary" or word.low == "it's" for word in words[i:])
            return words[i].start if has_verb else start
    return start


def _after_source(passages: Passages, start: int, stop: int) -> int:
    """Where the clause begins behind "According to a note sent by the yard,"."""
    words = passages.window(start, stop)
    commas = [i for i, word in enumerate(words) if word.tag == "comma"]
    if len(commas) > 1 and is_apposition(words[commas[0] + 1 : commas[1]]):
        del commas[0]
    return words[commas[0]].end if commas else start


def _after_that(passages: Passages, start: int, stop: int) -> int:
    """Where the clause begins behind "that", a day or a hearer before it: "told his pupils on Monday that"."""
    words = passages.window(start, stop)
    cue = passages.window(max(start - 20, 0), start)
    is_telling = bool(cue) and cue[-1].low in lexicon().tellers
    for i, word in enumerate(words[: HEARER + 1]):
        if word.low == "that":
            return word.end
        is_between = is_telling or word.tag in ("time", "preposition", "adverb") or words[i - 1].tag == "preposition"
        if word.tag in ("comma", "colon", "auxiliary", "quote") or not is_between:
            break
    particles = lexicon().particles.get(cue[-1].low, frozenset[str]()) if cue else frozenset[str]()
    if words and words[0].low in particles:
        return words[0].end
    at = after_setting(words, 0)
    return words[at].start if 0 < at < len(words) else start
