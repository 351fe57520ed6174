"""The words that attribute a quotation, and the phrase that names its speaker.

Looks after the marks, before them and in the sentence that introduces them; what no cue settles is left to
``speakers``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacecoop.find.statements.passages import Around, Passages, Piece
from spacecoop.find.statements.phrases import (
    SUBORDINATING,
    Phrase,
    clause_subject,
    is_possessive,
    name_start,
    phrase_ending_at,
    phrase_starting_at,
    speaks,
    subject_before,
)
from spacecoop.find.statements.words import BE, Word, cue_class, is_passive, is_role, lexicon
from spacecoop.frozen import frozen

# Ends of quoted words after which their speaker may follow without a comma of the reporter's.
PAUSES = frozenset(",.?!…-—–")
LABELS = frozenset("exclusive interview opinion quote update video watch".split())  # of a headline
FARTHEST = 45  # words between a quotation and a cue after it
# A turn of a printed dialogue: "PRADO: The valve held."
TURN = re.compile(r"[^\w\s(]{1,3}([A-Z][A-Z.’'-]{1,20}(?: [A-Z][A-Z.’'-]{1,20}){0,3}):\s")
CLAUSE_OPENERS = ("determiner", "name", "pronoun", "quote")
TRIED = 6  # verbs on one side that are looked at, the nearest first


@frozen
class Naming:
    """The speaker's words: ``[start, end)`` as published, ``head_end`` where the head of the phrase ends.

    ``whole`` is the span with titles and attached phrases; ``pronoun`` is the folded pronoun, if it is one.
    """

    start: int
    end: int
    head_end: int
    whole: tuple[int, int]
    pronoun: str | None


@frozen
class Attribution:
    """What attributes a piece: the rule that saw it, the cue's span and the speaker; ``is_adjacent`` to the marks."""

    rule: str
    cue: tuple[int, int]
    speaker: Naming | None
    is_adjacent: bool


def attribute(passages: Passages, piece: Piece, around: Around, is_sentence: bool) -> Attribution | None:
    """The attribution of one piece by the words around it, the nearest first; null when they hold none.

    A cue that stands off and has no speaker is none. ``is_sentence`` lets the speaker of words that make a sentence
    follow without a comma.
    """
    turn = TURN.match(passages.text, piece.start, piece.end)
    if turn is not None:
        start, end = turn.span(1)
        return Attribution("turn", (end, turn.end()), Naming(start, end, end, (start, end), None), True)
    behind = _after(around.after, piece, around.is_own_sentence, is_sentence)
    is_introduced = around.is_own_sentence and bool(around.before) and around.before[-1].tag in ("comma", "colon")
    if (
        behind is not None
        and behind.is_adjacent
        and (not is_introduced or behind.rule in ("after_dash", "after_colon"))
    ):
        return behind
    ahead = _awaited(around, piece, _before(around.before))
    if ahead is not None and ahead.rule == "before_colon":
        ahead = _closing(around) or ahead
    if ahead is not None and (ahead.is_adjacent or ahead.speaker is not None):
        return ahead
    if behind is not None:
        return behind
    if not around.before:
        return _introduced(passages, piece)
    return None


def _awaited(around: Around, piece: Piece, ahead: Attribution | None) -> Attribution | None:
    """The attribution, a participle that opens the sentence given the subject behind the marks: "After saying “x,” she"."""
    if ahead is None or ahead.speaker is not None or around.is_own_sentence:
        return ahead
    opening = [word for word in around.before if word.start < ahead.cue[0]]
    is_opening = all(word.tag in ("preposition", "conjunction", "adverb") for word in opening)
    words = around.after
    commas = [i + 1 for i, word in enumerate(words) if word.tag == "comma"]
    at = 0 if piece.ends == "," else commas[0] if commas else None
    verb = next((word.low for word in around.before if word.start == ahead.cue[0]), "")
    if not is_opening or at is None or not verb.endswith("ing"):
        return ahead
    phrase = phrase_starting_at(words, at, len(words))
    return ahead if phrase is None or not speaks(words, phrase) else replace(ahead, speaker=naming(words, phrase))


def _closing(around: Around) -> Attribution | None:
    """The attribution that ends a headline: "Lima deal: “a giant leap” for the coast, says Prado"."""
    words = [] if around.is_own_sentence else around.after
    for i in range(1, len(words) - 1):
        if words[i].low in ("said", "says") and words[i - 1].tag == "comma":
            phrase = phrase_starting_at(words, i + 1, len(words))
            if phrase is not None and phrase.end == len(words):
                return Attribution("after_inverted", (words[i].start, words[i].end), naming(words, phrase), False)
    return None


def naming(words: list[Word], phrase: Phrase | None) -> Naming | None:
    """The speaker's words of a phrase: the bare name where its head is one, else all of it."""
    if phrase is None:
        return None
    first, last, head = words[phrase.start], words[phrase.end - 1], words[phrase.head_end - 1]
    is_object = phrase.end - phrase.start == 1 and first.low in lexicon().object_pronouns
    whole = (first.start, _bare_end(last))
    if first.tag == "pronoun" or is_object:
        low = first.low.partition("'")[0]
        return Naming(first.start, first.start + len(low), first.start + len(low), whole, low)
    named = name_start(words, phrase)
    if named is None:
        return Naming(whole[0], whole[1], _bare_end(head), whole, None)
    return Naming(words[named].start, _bare_end(head), _bare_end(head), whole, None)


def _bare_end(word: Word) -> int:
    return word.end - 2 if word.low.endswith("'s") else word.end


def _after(words: list[Word], piece: Piece, is_own_sentence: bool, is_sentence: bool) -> Attribution | None:
    first = 0
    is_paused = is_sentence or piece.ends in PAUSES
    while first < len(words) and words[first].tag in ("comma", "dash"):
        first += 1
    if words and words[0].tag == "colon" and (signed := _signature(words, 1)):
        return signed
    if first and words[first - 1].tag == "dash" and (signed := _signature(words, first)):
        return signed
    triggers = lexicon().triggers
    for i in [i for i in range(first, min(len(words), FARTHEST)) if words[i].low in triggers][:TRIED]:
        if i == first or words[i - 1].tag == "comma":
            source = _source_at(words, i)
            if source is not None:
                return Attribution("after_source", source[0], source[1], i == first)
        if cue_class(words, i) is None or words[i].low.endswith("ing"):
            continue
        if is_own_sentence and not _closes(words, i, piece):
            return None
        found = _said_after(words, first, i, is_paused or first > 0)
        if found is not None:
            return found
        if is_own_sentence:
            return None
    return None


def _signature(words: list[Word], first: int) -> Attribution | None:
    """A dash and a name that end the line: the signature under a quotation; in a headline, a colon and a name."""
    phrase = phrase_starting_at(words, first, len(words))
    if phrase is None or words[phrase.head_end - 1].tag != "name":
        return None
    rest, sign = words[phrase.end :], words[first - 1]
    if rest and (sign.tag == "colon" or rest[0].tag not in ("comma", "open", "stop")):
        return None
    rule = "after_colon" if sign.tag == "colon" else "after_dash"
    return Attribution(rule, (sign.start, sign.end), naming(words, phrase), True)


def _closes(words: list[Word], verb: int, piece: Piece) -> bool:
    """Whether a cue in a sentence of its own looks back: "Why?" he asked. A clause or new quotation looks ahead."""
    following = words[verb + 1] if verb + 1 < len(words) else None
    if following is None:
        return True
    is_hearer = words[verb].low in lexicon().tellers and following.tag in ("name", "word", "determiner", "pronoun")
    if verb and not is_hearer and (following.low == "that" or following.tag in CLAUSE_OPENERS):
        return False
    is_ahead = following.tag == "colon" or (words[-1].tag == "quote" and words[-2].tag in ("comma", "colon"))
    return not (is_ahead and piece.ends == ".") and following.tag != "colon"


def _said_after(words: list[Word], first: int, verb: int, is_paused: bool) -> Attribution | None:
    following = words[verb + 1] if verb + 1 < len(words) else None
    if following is not None and (following.low == "that" or following.tag == "colon"):
        return None
    if following is not None and words[verb].low in lexicon().appraising and following.tag in ("name", "determiner"):
        return None  # "..., Prado praised the crew": praised for something else
    cue = (words[verb].start, words[verb].end)
    if is_passive(words, verb) and cue_class(words, verb) != "relaying":
        return None
    if cue_class(words, verb) == "relaying" and (quoted := _quoted_as(words, verb)):
        return Attribution("after_subject", cue, naming(words, quoted), True)
    if all(word.tag in ("adverb", "auxiliary") for word in words[first:verb]):
        after = verb + 1 + (words[verb].low in lexicon().particles)
        phrase = phrase_starting_at(words, after, len(words), is_whole=True)
        if phrase is None:
            return None
        phrase = _apposed(words, phrase)
        return Attribution("after_inverted", cue, naming(words, phrase), True)
    inner = words[first:verb]
    phrase = subject_before(inner, len(inner))
    if phrase is None or not (is_paused or phrase.start):
        return None
    if following is not None and following.low == "by" and not speaks(inner, phrase):
        return None  # "a view echoed by others"
    if any(cue_class(inner, k) in ("quoting", "reporting") for k in range(phrase.end, len(inner))):
        return None  # "..., Prado accused the yard, though its books say": another verb is his
    lead = inner[phrase.start - 1] if phrase.start else None
    if lead is not None and lead.tag not in ("comma", "dash", "quote") and lead.low not in ("as", "and", "but"):
        return None
    return Attribution("after_subject", cue, naming(inner, phrase), lead is None or lead.low == "as")


def _quoted_as(words: list[Word], verb: int) -> Phrase | None:
    """The speaker of "the paper quoted X as saying" behind the marks."""
    phrase = phrase_starting_at(words, verb + 1, len(words))
    is_saying = phrase is not None and [word.low for word in words[phrase.end : phrase.end + 2]] == ["as", "saying"]
    return phrase if is_saying else None


def _apposed(words: list[Word], phrase: Phrase) -> Phrase:
    """The name in apposition to an office: "said the agency's director, Jan Woerner"."""
    if words[phrase.head_end - 1].tag == "name" or phrase.end >= len(words) or words[phrase.end].tag != "comma":
        return phrase
    name = phrase_starting_at(words, phrase.end + 1, len(words))
    if name is None or any(word.tag != "name" for word in words[name.start : name.end]):
        return phrase
    return name if name.end - name.start > 1 else phrase


def source_phrase(words: list[Word], start: int) -> Phrase | None:
    """Who is named after "according to"."""
    phrase = phrase_starting_at(words, start, len(words), is_whole=True)
    return None if phrase is None else _apposed(words, phrase)


def _before(words: list[Word]) -> Attribution | None:
    """The attribution by the words before the marks: the last verb that has a speaker of its own.

    A verb inside a relative clause or after "what", and a participle that opens no clause, count only when no other
    does: "She says he keeps tweets calling it ...", "in what it calls ...".
    """
    weak: Attribution | None = None
    triggers = lexicon().triggers
    claimed = _claimed(words)
    for i in [i for i, word in enumerate(words) if word.low in triggers][: -TRIED - 1 : -1]:
        if claimed is not None and words[i].start < claimed.cue[0]:
            return claimed
        found = _source_before(words, i) or _said_before(words, i)
        if found is None or found.speaker is None:
            weak = weak or found
        elif _is_embedded(words, i, found.speaker):
            weak = found if weak is None or weak.speaker is None else weak
        else:
            return found
    if weak is None and words and words[-1].tag == "colon":
        phrase = _before_colon(words)
        return Attribution("before_colon", (words[-1].start, words[-1].end), naming(words, phrase), True)
    return claimed or weak


def _claimed(words: list[Word]) -> Attribution | None:
    """The attribution by a noun of speech and its owner: "Prado's prediction that", "a warning by the agency that"."""
    for i in range(len(words) - 2, 0, -1):
        if words[i].low not in lexicon().claims:
            continue
        cue = (words[i].start, words[i].end)
        if words[i + 1].low == "that":
            owner = next((k for k in range(i - 1, max(i - 4, -1), -1) if words[k].tag != "word"), 0)
            phrase = phrase_ending_at(words, owner + 1) if is_possessive(words[owner]) else None
        elif words[i + 1].low in ("by", "from"):
            phrase = phrase_starting_at(words, i + 2, len(words))
            if phrase is not None and (phrase.end == len(words) or words[phrase.end].low != "that"):
                phrase = None
        else:
            continue
        return None if phrase is None else Attribution("before_noun", cue, naming(words, phrase), False)
    return None


def _before_colon(words: list[Word]) -> Phrase | None:
    """Who opens the last clause before a colon, or else the sentence; things do not speak."""
    end = len(words) - 1
    if end == 1 and words[0].low in LABELS:
        return None
    first = max((i + 1 for i in range(end) if words[i].tag in ("comma", "semicolon", "dash")), default=0)
    while first < end and (words[first].tag in ("adverb", "conjunction") or words[first].low == "that"):
        first += 1
    nearest = phrase_starting_at(words, first, end) if first else None
    is_clause = nearest is not None and nearest.end < end and words[nearest.end].tag in ("auxiliary", "word")
    if nearest is not None and is_clause and words[nearest.head_end - 1].tag in ("name", "pronoun"):
        return nearest
    phrase = clause_subject(words, end)
    return phrase if phrase is not None and speaks(words, phrase) else None


def _said_before(words: list[Word], i: int) -> Attribution | None:
    if cue_class(words, i) is None or is_passive(words, i):
        return None
    if words[i].low == "saying" and i and words[i - 1].low == "as":
        phrase = relayed(words, i - 1)
    else:
        phrase = _parenthetical(words, i) or subject_before(words, i)
        if phrase is None and all(word.tag in ("adverb", "auxiliary", "quote", "comma") for word in words[:i]):
            phrase = phrase_starting_at(words, i + 1, len(words), is_whole=True)
    is_loose = phrase is not None and (phrase.end < i or cue_class(words, i) != "reporting")
    if phrase is not None and is_loose and not speaks(words, phrase):
        phrase = None  # a thing: "The choice was between calling her", "The joke refers to"
    is_adjacent = words[-1].tag in ("comma", "colon") or i + 1 == len(words)
    return Attribution("before_cue", (words[i].start, words[i].end), naming(words, phrase), is_adjacent)


def _parenthetical(words: list[Word], verb: int) -> Phrase | None:
    """ "The new law, says Ines Prado, “could hurt small yards”"."""
    if verb < 2 or words[verb - 1].tag != "comma" or words[verb].low not in ("said", "says"):
        return None
    phrase = phrase_starting_at(words, verb + 1, len(words), is_whole=True)
    return phrase if phrase is not None and phrase.end + 1 == len(words) and words[-1].tag == "comma" else None


def _is_embedded(words: list[Word], verb: int, speaker: Naming) -> bool:
    first = next(i for i, word in enumerate(words) if word.start >= speaker.whole[0])
    lead = words[first - 1].low if first else ""
    before = words[verb - 1]
    if lead in ("what", "whatever") or before.tag == "relative" or before.low == "to":
        return True
    is_subordinate = lead in SUBORDINATING or (bool(first) and cue_class(words, first - 1) is not None)
    if cue_class(words, verb) == "attitude" or (speaker.pronoun and is_subordinate):
        return True
    is_participle = words[verb].low.endswith("ing") and before.tag not in ("comma", "conjunction", "auxiliary")
    is_named = before.end == speaker.whole[1] and lead in ("with", "of", "by")
    return is_participle and not is_named and before.tag != "preposition"


def _source_before(words: list[Word], i: int) -> Attribution | None:
    source = _source_at(words, i)
    if source is not None:
        return Attribution("before_source", source[0], source[1], True)
    low = words[i].low
    is_last = i == len(words) - 3 and words[i + 2].tag == "comma"
    if is_last and low in lexicon().prepositional_pronoun and words[i + 1].low in lexicon().object_pronouns:
        return Attribution(
            "before_source", (words[i].start, words[i].end), naming(words, Phrase(i + 1, i + 2, i + 2)), True
        )
    return None


def _source_at(words: list[Word], i: int) -> tuple[tuple[int, int], Naming | None] | None:
    """The span of "according to" or the like at ``words[i]``, and whom it names."""
    for phrase_words in lexicon().prepositional:
        size = len(phrase_words)
        if words[i].low == phrase_words[0] and tuple(word.low for word in words[i : i + size]) == phrase_words:
            phrase = source_phrase(words, i + size)
            if phrase is not None:
                return (words[i].start, words[i + size - 1].end), naming(words, phrase)
    return None


def relayed(words: list[Word], end: int) -> Phrase | None:
    """The speaker of "quoted X as saying" and "X was quoted as saying", the words before "as" given."""
    for i in range(end - 1, -1, -1):
        if cue_class(words, i) == "relaying":
            if i and words[i - 1].low in BE:
                return subject_before(words, i)
            stop = end - 1 if words[end - 1].tag == "comma" else end
            return phrase_ending_at(words, stop) or phrase_starting_at(words, i + 1, stop)
    return subject_before(words, end)


def _introduced(passages: Passages, piece: Piece) -> Attribution | None:
    """The attribution by the sentence before, where that ends in a colon: "He said:" and then the marks."""
    words = passages.introduction(piece)
    if not words or words[-1].tag not in ("colon", "comma"):
        return None
    found = _before(words)
    return None if found is None else Attribution("introduced", found.cue, found.speaker, True)


def preceding(passages: Passages, piece: Piece) -> Attribution | None:
    """The speaker of the sentence before, where it says that somebody spoke: He was blunt when asked. "No," ..."""
    words = passages.introduction(piece)
    found = _before(words)
    if found is None or found.speaker is None or found.rule == "before_colon":
        return None
    said_by = [word for word in words if found.speaker.start <= word.start < found.speaker.end]
    if said_by and said_by[-1].tag not in ("name", "pronoun") and not is_role(said_by[-1]):
        return None  # "under a Japanese programme called BIRDS"
    return Attribution("preceded", found.cue, found.speaker, False)
