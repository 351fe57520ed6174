"""Reported speech without marks: "X said that ...", "..., X said", "according to X, ...".

Only clauses whose reporting verb has a speaker, in sentences that hold no quotation taken up elsewhere. Clauses with
marks are the business of ``clauses``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacecoop.find.statements.cues import Attribution, naming, source_phrase
from spacecoop.find.statements.passages import Passages
from spacecoop.find.statements.phrases import Phrase, phrase_starting_at, subject_before
from spacecoop.find.statements.words import Word, cue_class, is_passive, lexicon

SHORTEST = 4  # words of a reported clause
LONGEST = 1200  # characters of a sentence that is read
# Verbs that name the hearer before the clause; after others a noun and "that" is a relative clause.
TELLERS = frozenset(
    "tell tells told telling assure assures assured assuring inform informed informs warn warned".split()
)
TOLD = frozenset(("told", "tells"))
SAYING = frozenset(("said", "says"))
TELLING = 5  # words between the verb and its "that": "told reporters on Monday that"


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported clause and who reports it."""

    start: int
    end: int
    attribution: Attribution


def reported(passages: Passages, taken: list[tuple[int, int]]) -> list[Reported]:
    """The reported clauses of all sentences that no span of ``taken`` (in reading order) touches."""
    found: list[Reported] = []
    at = 0
    for start, end in passages.reading.sentences:
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        is_free = at == len(taken) or taken[at][0] >= end
        is_readable = is_free and end - start <= LONGEST and _has_cue(passages.masked[start:end])
        if is_readable and passages.reading.inside(start):
            found += _in_sentence(passages.window(start, end))
    return found


def _has_cue(sentence: str) -> bool:
    words = sentence.replace(",", " ").replace(".", " ").split()
    return not lexicon().reporting.isdisjoint(words)


def _in_sentence(words: list[Word]) -> Iterator[Reported]:
    """At most one clause a sentence: the first that its words settle."""
    for i, word in enumerate(words):
        if word.low == "according" and i + 2 < len(words) and words[i + 1].low == "to":
            clause = _by_source(words, i)
        elif cue_class(words, i) == "reporting" and not is_passive(words, i):
            clause = _by_verb(words, i)
        else:
            continue
        if clause is not None:
            yield clause
            return


def _by_verb(words: list[Word], verb: int) -> Reported | None:
    subject = subject_before(words, verb)
    if subject is None:
        return None
    first = _content_after(words, verb)
    if first is not None:
        return _clause(
            words,
            first,
            len(words),
            "indirect_that" if words[first - 1].low == "that" else "indirect_said",
            verb,
            subject,
        )
    ends = verb + 1 == len(words) or words[verb + 1].tag in ("preposition", "time", "stop")
    is_behind = subject.start > 0 and words[subject.start - 1].tag == "comma"
    if ends and is_behind and words[verb].low in SAYING:
        return _clause(words, 0, subject.start - 1, "indirect_after", verb, subject)
    return None


def _content_after(words: list[Word], verb: int) -> int | None:
    between = words[verb + 1 : verb + 2]
    is_object = between and between[0].tag not in ("preposition", "time", "adverb") and between[0].low != "that"
    reach = 0 if is_object and words[verb].low not in TELLERS else TELLING
    for i in range(verb + 1, min(verb + 2 + reach, len(words))):
        if words[i].low == "that":
            return i + 1
        if words[i].tag in ("comma", "colon", "quote", "dash", "conjunction", "relative"):
            break
    if words[verb].low in TOLD:
        hearer = phrase_starting_at(words, verb + 1, len(words))
        return None if hearer is None else _bare_clause(words, _after_time(words, hearer.end))
    if words[verb].low not in SAYING:
        return None
    return _bare_clause(words, verb + 1)


def _after_time(words: list[Word], first: int) -> int:
    """Past "on Monday" or "Monday"."""
    at = first
    if at + 1 < len(words) and words[at].tag == "preposition" and words[at + 1].tag == "time":
        at += 1
    while at < len(words) and words[at].tag == "time":
        at += 1
    return at


def _bare_clause(words: list[Word], first: int) -> int | None:
    """Where a clause without "that" begins: "said the valve had held", "told Radio Sur it was shut"."""
    if first >= len(words):
        return None
    following = words[first]
    opens = following.tag in ("pronoun", "determiner", "name") or following.low in ("there", "it's", "he's")
    if not opens:
        return None
    for word in words[first + 1 : first + 13]:
        if word.tag == "auxiliary":
            return first
        if word.tag == "relative":  # "told the crew the story of the man who was lost"
            return None
    return None


def _by_source(words: list[Word], at: int) -> Reported | None:
    phrase = source_phrase(words, at + 2)
    if phrase is None:
        return None
    if at == 0:
        commas = [i for i in range(phrase.end, len(words)) if words[i].tag == "comma"]
        if len(commas) > 1 and any(word.low in lexicon().people for word in words[commas[0] : commas[1]]):
            del commas[0]  # "according to X, the head of Y, ..."
        return _clause(words, commas[0] + 1, len(words), "indirect_source", at, phrase) if commas else None
    end = at - 1 if words[at - 1].tag == "comma" else at
    return _clause(words, 0, end, "indirect_source", at, phrase)


def _clause(words: list[Word], first: int, last: int, rule: str, cue: int, subject: Phrase) -> Reported | None:
    if sum(word.text[0].isalnum() for word in words[first:last]) < SHORTEST:
        return None
    cue_end = words[cue + 1].end if rule == "indirect_source" else words[cue].end
    attribution = Attribution(rule, (words[cue].start, cue_end), naming(words, subject), False)
    return Reported(words[first].start, words[last - 1].end, attribution)
