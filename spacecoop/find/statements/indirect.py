"""Reported speech without marks: "X said that ...", "..., X said", "according to X, ...".

Only clauses whose reporting verb has a speaker, in sentences that hold no quotation taken up elsewhere. Clauses with
marks are the business of ``clauses``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacecoop.find.statements.content import POSTPOSED, SAYING, TOLD, bare_clause, content_after
from spacecoop.find.statements.cues import Attribution, naming, relayed, source_phrase
from spacecoop.find.statements.openings import after_dateline, is_participle
from spacecoop.find.statements.passages import Passages
from spacecoop.find.statements.phrases import (
    SUBORDINATING,
    Phrase,
    before_apposition,
    clause_subject,
    is_apposition,
    phrase_starting_at,
    speaks,
    subject_before,
)
from spacecoop.find.statements.words import Word, cue_class, is_denied, is_passive, lexicon
from spacecoop.frozen import frozen

SHORTEST = 4  # words of a reported clause
QUOTED = 7  # characters of a word in marks, which are masked
LONGEST = 1200  # characters of a sentence that is read
VIEWING = frozenset(("expressed", "expresses"))
VIEWS = frozenset("belief concern confidence conviction doubt fear hope opinion regret satisfaction view".split())
CITING = frozenset(("citing", "quoting"))
AFTERWARDS = frozenset("after adding as before during following in on speaking when while".split())
LEADING = 6  # words of what leads to a clause: "In addition,"
PLAINLY_FULL = 7  # words that are hardly a mere introduction
HEARER = 4  # words up to the end of a plain noun for whom somebody tells


@frozen
class Taken:
    """A statement that is known already, and where its cue stands (before the text, if it has none)."""

    start: int
    end: int
    cue: int


@frozen
class Reported:
    """A reported clause and who reports it."""

    start: int
    end: int
    attribution: Attribution


def reported(passages: Passages, taken: list[Taken]) -> list[Reported]:
    """The reported clauses of all sentences, outside what is ``taken`` (in reading order)."""
    found: list[Reported] = []
    at = 0
    for start, end in passages.reading.sentences:
        while at < len(taken) and taken[at].end <= start:
            at += 1
        if end - start > LONGEST:
            continue
        if at == len(taken) or taken[at].start >= end:
            if _has_cue(passages.masked[start:end]) and passages.reading.inside(start):
                found += _in_sentence(passages.window(start, end))
        elif passages.reading.inside(start):
            others = taken[at + 1 : at + 2]
            is_last = not others or others[0].start >= end
            found += _beside(passages, start, end if is_last else taken[at].end, taken[at])
    return found


def _beside(passages: Passages, start: int, end: int, other: Taken) -> Iterator[Reported]:
    """What is reported before the cue of a quotation, and behind it: "Prado said it held, adding: “x.”" """
    masked = passages.masked
    if start < other.cue < other.start and _has_cue(masked[start : other.cue]):
        words = passages.window(start, other.cue)
        while words and words[-1].tag in ("adverb", "conjunction"):
            words.pop()
        if words and words[-1].tag == "comma":
            yield from _in_sentence(words[:-1])
    elif start <= other.start and other.end <= other.cue < end and " that " in masked[other.cue : end]:
        yield from (r for r in _in_sentence(passages.window(other.end, end)) if r.attribution.rule == "indirect_that")


def _has_cue(sentence: str) -> bool:
    return not _said_in().isdisjoint(sentence.replace(",", " ").replace(".", " ").split())


@cache
def _said_in() -> frozenset[str]:
    return lexicon().reporting | VIEWING


def _in_sentence(words: list[Word]) -> Iterator[Reported]:
    """At most one clause a sentence: the first that its words settle."""
    opening = _opening()
    for i, word in enumerate(words):
        if word.low not in opening:
            continue
        if word.low == "according" and i + 2 < len(words) and words[i + 1].low == "to":
            clause = _by_source(words, i)
        elif cue_class(words, i) == "reporting" and not is_passive(words, i):
            if is_denied(words, i):
                return
            clause = _inverted(words, i) or _by_verb(words, i)
        elif word.low in VIEWING and not is_passive(words, i):
            clause = _by_view(words, i)
        else:
            continue
        if clause is not None:
            yield clause
            return


@cache
def _opening() -> frozenset[str]:
    """The words by which a clause is reported, since few words of a sentence are one of them."""
    return VIEWING.union(lexicon().cues, ("according",))


def _by_verb(words: list[Word], verb: int) -> Reported | None:
    is_relayed = words[verb].low == "saying" and verb > 1 and words[verb - 1].low == "as"
    subject = relayed(words, verb - 1) if is_relayed else subject_before(words, verb)
    if subject is not None and not is_relayed and words[verb].low.endswith("ing") and not speaks(words, subject):
        subject = clause_subject(words, verb)  # "she said at a meeting announcing that"
    if subject is None or words[subject.start].low == "you":
        return None
    first = content_after(words, verb)
    if first is not None:
        return _clause(
            words,
            first,
            _end_of_clause(words, verb),
            "indirect_that" if words[first - 1].low == "that" else "indirect_said",
            verb,
            subject,
        )
    if words[verb].low not in POSTPOSED:
        return None
    if not _ends_clause(words, verb):
        return _around(words, verb, subject)
    is_apposed = words[verb - 1].tag == "comma"
    speaker = before_apposition(words, verb, ("comma",)) if is_apposed else subject
    if speaker is None or not speaker.start or words[speaker.start - 1].tag != "comma":
        return None
    first, last = after_dateline(words), speaker.start - 1
    is_plain = words[verb].low in SAYING and not is_apposed and not _goes_on(words, verb)
    if is_plain or _is_full(words, first, last):
        return _clause(words, first, last, "indirect_after", verb, speaker)
    return None


def _end_of_clause(words: list[Word], verb: int) -> int:
    """Where what is reported ends: the sentence, or a subordinate clause at its head: "When she says that it holds, ..." """
    is_subordinate = words[0].low in SUBORDINATING
    commas = [i for i in range(verb, len(words)) if words[i].tag == "comma"] if is_subordinate else []
    return commas[0] if commas else len(words)


def _around(words: list[Word], verb: int, subject: Phrase) -> Reported | None:
    """ "The valve, she added, will hold": the clause on both sides of its speaker."""
    is_set_off = subject.start > 0 and words[subject.start - 1].tag == "comma" and subject.end == verb
    after = _after_hearer(words, verb)
    if not is_set_off or after is None or after + 1 >= len(words) or words[after].tag != "comma":
        return None
    return _on_both_sides(words, after + 1, verb, "indirect_said", "indirect_after", subject)


def _on_both_sides(words: list[Word], after: int, cue: int, led: str, parted: str, speaker: Phrase) -> Reported | None:
    """The clause that the speaker's parts, from ``after`` on or, where its verb comes there, the whole of it."""
    if words[after].tag == "auxiliary":
        return _clause(words, after_dateline(words), len(words), parted, cue, speaker)
    is_led = words[0].tag in ("preposition", "time", "adverb", "conjunction")
    first = bare_clause(words, after) if is_led else None  # "In May, she said, the valve will hold"
    return None if first is None else _clause(words, first, len(words), led, cue, speaker)


def _after_hearer(words: list[Word], verb: int) -> int | None:
    """Where the words go on behind whom somebody tells: "told state radio"; null where nobody is told."""
    at = verb + 1
    if words[verb].low not in TOLD:
        return at
    hearer = phrase_starting_at(words, at, len(words), is_whole=True)
    if hearer is not None:
        return hearer.end
    while at < min(verb + HEARER, len(words)) and words[at].tag == "word":
        at += 1
    return None if at == verb + 1 else at


def _inverted(words: list[Word], verb: int) -> Reported | None:
    """ "The valve will hold, said the minister on Monday." """
    if verb < 2 or words[verb].low not in SAYING or words[verb - 1].tag != "comma":
        return None
    speaker = phrase_starting_at(words, verb + 1, len(words), is_whole=True)
    if speaker is not None and all(word.tag in ("name", "comma", "conjunction") for word in words[speaker.end :]):
        speaker = Phrase(speaker.start, len(words), len(words))  # "said Minister of Trade, Science and Sport Ana Lima"
    if speaker is None or not (
        speaker.end == len(words)
        or words[speaker.end].tag in ("comma", "stop", "preposition", "relative", "time", "adverb")
    ):
        return None
    first, last = after_dateline(words), verb - 1
    if not _is_full(words, first, last) or _is_subject_alone(words, first, last):
        return None
    return _clause(words, first, last, "indirect_after", verb, speaker)


def _is_subject_alone(words: list[Word], first: int, last: int) -> bool:
    """Whether the words up to the verb are its subject and what is said of him, not a clause: "Ana Lima, who flew twice",
    "The chief of the yard, Ana Lima, an engineer who built it"."""
    subject = phrase_starting_at(words, first, last)
    if subject is None or subject.end >= last or words[subject.end].tag != "comma" or not speaks(words, subject):
        return False
    asides = _parted(words[subject.end + 1 : last])
    is_told = [aside[:1] and (aside[0].tag == "relative" or is_apposition(aside)) for aside in asides]
    return any(is_told) and all(
        told or all(word.tag == "name" for word in aside) for told, aside in zip(is_told, asides, strict=True)
    )


def _parted(words: list[Word]) -> list[list[Word]]:
    """What stands between the commas."""
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.tag == "comma":
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _by_view(words: list[Word], verb: int) -> Reported | None:
    """ "The delegation expressed the view that ...": what is expressed comes between the verb and its clause."""
    subject = subject_before(words, verb)
    that = next((i for i in range(verb + 2, min(verb + 5, len(words))) if words[i].low == "that"), None)
    if subject is None or that is None or words[that - 1].low not in VIEWS:
        return None
    return _clause(words, that + 1, len(words), "indirect_that", verb, subject)


def _ends_clause(words: list[Word], verb: int) -> bool:
    """Whether nothing that the verb reports follows it: "said.", "said on Monday", "told parliament", "said, after"."""
    at = _after_hearer(words, verb)
    if at is None:
        return False
    if at >= len(words) or words[at].low in CITING:
        return True
    return words[at].tag in ("preposition", "time", "stop", "adverb") or _goes_on(words, verb)


def _goes_on(words: list[Word], verb: int) -> bool:
    """Whether a comma and what belongs to the reporter follow the verb: "said, after talks in Lima"."""
    if verb + 2 >= len(words) or words[verb + 1].tag != "comma":
        return False
    return words[verb + 2].low in AFTERWARDS or words[verb + 2].low in CITING


def _is_full(words: list[Word], first: int, last: int) -> bool:
    """Whether the words make a clause of their own, and not only what leads to the speaker's: "After the launch"."""
    if first < last and words[first].tag in ("preposition", "time"):  # "In addition, the valve will hold"
        first = next((i + 1 for i in range(first, min(first + LEADING, last)) if words[i].tag == "comma"), last)
    if first >= last or words[first].tag in ("preposition", "conjunction", "relative", "time"):
        return False
    has_verb = any(word.tag == "auxiliary" for word in words[first:last])
    # "Briefing the crew after the launch" leads to the speaker; "Briefing the crew is a duty" is a clause.
    is_lead = words[first].low.endswith("ing") and is_participle(words, first)
    return has_verb or (last - first > PLAINLY_FULL and not is_lead)


def _by_source(words: list[Word], at: int) -> Reported | None:
    phrase = source_phrase(words, at + 2)
    if phrase is None:
        return None
    if at == 0:
        commas = [i for i in range(phrase.end, len(words)) if words[i].tag == "comma"]
        if len(commas) > 1 and is_apposition(words[commas[0] + 1 : commas[1]]):
            del commas[0]  # "according to X, the head of Y, ..."
        return _clause(words, commas[0] + 1, len(words), "indirect_source", at, phrase) if commas else None
    if words[at - 1].tag == "comma" and phrase.end + 1 < len(words) and words[phrase.end].tag == "comma":
        # "Under the plan, according to X, the valve will hold", "The valve, according to X, will hold"
        around = _on_both_sides(words, phrase.end + 1, at, "indirect_source", "indirect_source", phrase)
        if around is not None:
            return around
    end = at - 1 if words[at - 1].tag == "comma" else at
    return _clause(words, 0, end, "indirect_source", at, phrase)


def _clause(words: list[Word], first: int, last: int, rule: str, cue: int, subject: Phrase) -> Reported | None:
    first += first < last and words[first].tag == "comma"  # "said that, in addition to Lima, it would sail"
    said = words[first:last]
    if sum(word.text[0].isalnum() + (word.tag == "quote") * len(word.text) // QUOTED for word in said) < SHORTEST:
        return None
    cue_end = words[cue + 1].end if rule == "indirect_source" else words[cue].end
    attribution = Attribution(rule, (words[cue].start, cue_end), naming(words, subject), False)
    return Reported(words[first].start, words[last - 1].end, attribution)
