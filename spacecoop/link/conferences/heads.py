"""Namings of meetings in an article's zones: which meeting nouns name a meeting, and in what form.

Which namings mean the same meeting is decided in ``coref``; meetings told by a verb alone are found in ``events``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from spacecoop.link.conferences import names
from spacecoop.link.conferences.bounds import Room
from spacecoop.link.conferences.editions import joined
from spacecoop.link.conferences.model import Head, Span
from spacecoop.link.conferences.names import Phrase
from spacecoop.link.conferences.naming import MONTHS, Sentence, is_of_its_kind, put_together
from spacecoop.link.conferences.ordinals import ordinal
from spacecoop.link.conferences.terms import nouns_in, terms
from spacecoop.tables import Rejected
from spacecoop.text import Reading, Token

BACK_REFERRING = frozenset({"the", "this", "that", "its", "their", "his", "her", "our"})
BEFORE_A_VERB = frozenset(
    "to will would can could may might shall should must is are was were be been being who i we you he she they it not "
    "and do does did".split()
)
LIKE_A_VERB = frozenset(
    {"visit", "talks", "meeting", "show", "signing", "hearing", "challenge", "contest", "training", "school"}
)
# Meeting nouns of one sentence that are looked at.
MOST_TRIED = 40
# Whether words as a whole name a town or region; asked of the modifiers of a meeting noun.
PlaceTest = Callable[[str], bool]
# Before "a forum": what is said of a meeting that is named already ("has become a forum for scientists").
PREDICATES = frozenset({"is", "was", "be", "become", "becomes", "became", "as", "remains", "remained"})
BEFORE_APPOSITION = frozenset("in at of the for on and better also known as called or".split())
FORMERLY = re.compile(r"\b(?:formerly|previously|once)\s+(?:known\s+as\s+|called\s+|named\s+)?(?:the\s+)?$", re.I)
TITLED = re.compile(
    r"\s*[“\"„'‘](?P<quoted>[^”\"“\n]{3,120})[”\"“'’]|\s*(?:the\s+)?(?P<plain>[A-Z][\w-]*(?:\s+(?:[A-Z][\w-]*|in|of|and|for|the|on|to)){0,8})"
)
# Schools that people come to for some days.
SCHOOLS = frozenset({"autumn", "fall", "spring", "summer", "winter"})
# "After five days of talks": the talks are what went on at the meeting.
SPANS_OF_TIME = frozenset({"day", "days", "hours", "months", "week", "weeks", "years"})
# "The Zephyria festival": with a name before them these are meetings too.
NAMED_SHOWS = frozenset({"expo", "exposition", "fair", "festival", "show"})
# What the last word of a body's name says of it: that it meets.
BODIES_THAT_MEET = frozenset(
    "Academy Alliance Assembly Association Board Commission Committee Council Federation Forum Group Institute Network "
    "Organisation Organization Panel Society Subcommittee Union".split()
)
# Bodies whose members come together in a general assembly; that of the United Nations is a body itself.
BODIES_WITH_AN_ASSEMBLY = frozenset("Association Committee Council Federation Society Union".split())


class Sentences:
    """Sentences of a reading by ordinal, each cut into tokens once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._made: dict[int, Sentence] = {}

    def at(self, offset: int) -> Sentence:
        """The sentence that holds a character."""
        ordinal = self._reading.sentence_at(offset)
        if ordinal not in self._made:
            start, end = self._reading.sentences[ordinal]
            starts = self._reading.token_starts
            tokens = tuple(self._reading.tokens[bisect_left(starts, start) : bisect_left(starts, end)])
            self._made[ordinal] = Sentence(ordinal, tokens, _is_title_case(tokens))
        return self._made[ordinal]


def _is_title_case(tokens: Sequence[Token]) -> bool:
    long_words = [t for t in tokens if len(t.text) > 3 and t.text.isalpha()]
    capital = sum(t.text[0].isupper() for t in long_words)
    ends = bool(tokens) and tokens[-1].text in (".", "!", "?", "”")
    return len(long_words) >= 3 and capital >= 0.8 * len(long_words) and len(tokens) < 30 and not ends


def find(reading: Reading, is_place: PlaceTest) -> tuple[list[Head], list[Rejected]]:
    """Every naming of a meeting in reading order, and the meeting nouns that were turned down for what stands by them."""
    sentences = Sentences(reading)
    room = Room()
    tried: dict[int, int] = {}
    heads: list[Head] = []
    rejected: list[Rejected] = []
    for zone in reading.article_spans():
        for start in nouns_in(reading.text, zone.start, zone.end):
            sentence = reading.sentence_at(start)
            if tried.get(sentence, 0) > MOST_TRIED or room.is_full:
                continue
            tried[sentence] = tried.get(sentence, 0) + 1
            found = _head(reading, sentences.at(start), start, is_place)
            if isinstance(found, Head):
                if room.takes(sentence):
                    heads.append(found)
            elif found:
                end = reading.tokens[bisect_left(reading.token_starts, start)].end
                rejected.append(_rejected(reading, start, end, found))
    return joined(reading.text, _outermost(heads)), rejected


def _rejected(reading: Reading, start: int, end: int, reason: str) -> Rejected:
    return Rejected(
        document_id=reading.document.document_id, start_char=start, end_char=end, finder="conferences",
        text=reading.text[start:end], reason=reason,
    )  # fmt: skip


def _head(reading: Reading, sentence: Sentence, start: int, is_place: PlaceTest) -> Head | str:
    """The naming at a meeting noun, or why it is none; an empty reason where the word is plainly another one."""
    tokens = sentence.tokens
    at = bisect_left(tokens, start, key=lambda t: t.start)
    if at >= len(tokens) or tokens[at].start != start:
        return ""
    noun = tokens[at].text.lower()
    if noun not in terms().kinds:
        return ""
    reason = None if noun == "assembly" and _is_held_assembly(tokens, at) else _vetoed(tokens, at, noun)
    if reason is not None:
        return reason
    phrase = _with_months(tokens, names.around(tokens, at))
    found = _classified(reading, sentence, phrase, noun, is_place)
    if isinstance(found, Head) and found.form != "anaphor" and _is_told_of_it(tokens, phrase):
        return replace(found, rule="told-of-it")
    return found


def _is_held_assembly(tokens: Sequence[Token], at: int) -> bool:
    """Whether "General Assembly" is an assembly that members come to: counted, "its", or of a union that is named."""
    if at < 2 or tokens[at - 1].text != "General" or not tokens[at].text[0].isupper():
        return False
    before = tokens[at - 2]
    if ordinal(before.text) is not None or before.text.lower() in ("its", "their"):
        return True
    following = [t.text for t in tokens[at + 1 : at + 6]]
    return following[:2] == ["of", "the"] and not BODIES_WITH_AN_ASSEMBLY.isdisjoint(following[2:])


def _vetoed(tokens: Sequence[Token], at: int, noun: str) -> str | None:
    vocabulary = terms()
    before = tokens[at - 1].text.lower() if at else ""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if before == "of" and at > 1 and tokens[at - 2].text.lower() in SPANS_OF_TIME:
        return f"'{tokens[at - 2].text} of {noun}' tells how long, not what"
    if before in vocabulary.not_after.get(noun, ()):
        return f"'{before} {noun}' is no meeting of its own"
    if after.lower() in vocabulary.not_before and not (noun == "council" and after == "meeting"):
        return f"'{noun} {after.lower()}' only describes something else"
    if noun in ("ministerial", "plenary") and after.lower() in vocabulary.kinds:
        return ""
    if after.lower() in vocabulary.not_followed_by.get(noun, ()) and not _is_of_this_kind(tokens, at):
        return ""
    if noun == "signing" and after.lower() in ("ceremony", "the", "a", "an", "its", "their", "on", "up", "off"):
        return ""
    if after in vocabulary.body_after:
        return "part of a body's or building's name"
    if noun in LIKE_A_VERB and (at == 0 or before in BEFORE_A_VERB) and tokens[at].text.islower():
        return ""
    return None


def _is_of_this_kind(tokens: Sequence[Token], at: int) -> bool:
    words = [t.text for t in tokens[at + 1 : at + 4]]
    return words[:1] == ["of"] and words[1:2] in (["this"], ["its"]) and words[2:] in (["kind"], ["sort"], ["type"])


def _with_months(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """The phrase with a month that stands in it: "their November 2021 meeting"."""
    at = phrase.opening
    if phrase.determiner or at == 0 or tokens[at - 1].text not in MONTHS:
        return phrase
    if at > 1 and tokens[at - 2].text.lower() in names.DETERMINERS:
        return replace(phrase, determiner=tokens[at - 2].text.lower(), opening=at - 2)
    return replace(phrase, opening=at - 1)


def _classified(reading: Reading, sentence: Sentence, phrase: Phrase, noun: str, is_place: PlaceTest) -> Head | str:
    tokens = sentence.tokens
    modifiers = (
        reading.text[tokens[phrase.first].start : tokens[phrase.noun].start].strip()
        if phrase.first < phrase.noun
        else ""
    )
    place = Span(tokens[phrase.first].start, tokens[phrase.noun - 1].end) if modifiers and is_place(modifiers) else None
    is_capital = tokens[phrase.noun].text[0].isupper()
    extends = phrase.last > phrase.noun
    if is_capital and ((modifiers and not place) or extends):
        return _named(reading, sentence, phrase, noun)
    if _is_apposition(tokens, phrase):
        return put_together(reading, sentence, phrase, noun, "anaphor", phrase.noun, "apposition", place)
    is_school = noun == "school" and phrase.noun > 0 and tokens[phrase.noun - 1].text.lower() in SCHOOLS
    is_shown = is_school or (noun in NAMED_SHOWS and modifiers and not place)
    if (
        noun in terms().only_named
        and not is_shown
        and not (noun == "council" and tokens[phrase.noun - 1].text.lower() == "ministerial")
    ):
        is_definite = phrase.determiner in ("the", "this") and phrase.opening == phrase.noun - 1
        if is_definite and noun in NAMED_SHOWS | {"challenge", "school"} and not extends:
            return put_together(reading, sentence, phrase, noun, "anaphor", phrase.noun, "named-noun", None)
        return ""
    if noun == "congress" and is_capital and not modifiers and phrase.edition is None and not sentence.is_title_case:
        # "Congress" alone is a parliament until the article names a congress; ``coref`` knows.
        return put_together(reading, sentence, phrase, noun, "anaphor", phrase.noun, "bare-congress", place)
    last = names.description_end(tokens, phrase.noun)
    if _is_predicate(tokens, phrase):
        return put_together(reading, sentence, phrase, noun, "anaphor", phrase.noun, "predicate", place)
    titled = _title(reading, sentence, phrase)
    if titled is not None:
        made = put_together(reading, sentence, phrase, noun, "described", phrase.noun, "titled", place)
        return replace(made, name=f"{titled[0]} {noun.capitalize()}", span=Span(made.span.start, titled[1]))
    if modifiers and not place:
        return put_together(reading, sentence, phrase, noun, "described", last, "described-with-names", place)
    is_back_referring = phrase.determiner in BACK_REFERRING | {"possessive"} or (is_capital and not phrase.determiner)
    if noun == "meeting" and last == phrase.noun and (holder := _holder(tokens, phrase)) is not None:
        made = put_together(reading, sentence, phrase, noun, "described", last, "described-with-names", None)
        start = tokens[holder].start
        return replace(
            made,
            name=" ".join(reading.text[start : made.span.end].split()),
            span=Span(start, made.span.end),
            opening=start,
        )
    if is_back_referring and last == phrase.noun:
        return put_together(reading, sentence, phrase, noun, "anaphor", last, "referring-noun", place)
    return put_together(reading, sentence, phrase, noun, "described", last, "described", place)


def _holder(tokens: Sequence[Token], phrase: Phrase) -> int | None:
    """Where the name begins of the body whose meeting it is, "the Orbit Safety Board's meeting": another than one spoken of
    as "the Board's meeting"."""
    if phrase.possessor is None:
        return None
    first = phrase.possessor
    while first > 0 and names.is_capital(tokens[first - 1]):
        first -= 1
    is_body = tokens[phrase.possessor].text[:-2] in BODIES_THAT_MEET
    return first if is_body and phrase.possessor - first >= 1 else None


def _is_predicate(tokens: Sequence[Token], phrase: Phrase) -> bool:
    if phrase.determiner not in ("a", "an") or not phrase.opening:
        return False
    is_there = phrase.opening > 1 and tokens[phrase.opening - 2].text.lower() == "there"
    return tokens[phrase.opening - 1].text in PREDICATES and not is_there


def _is_told_of_it(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether the sentence says of what went before what it was: "It was the 40th meeting of the panel"."""
    words = [t.text for t in tokens[:2]]
    return phrase.opening == 2 and phrase.determiner == "the" and words[0] in ("It", "This") and words[1] in PREDICATES


def _is_apposition(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether "a four-day fair" stands in apposition to a named meeting: "the Space Conference, a four-day fair"."""
    is_one = phrase.determiner in ("a", "an") or is_of_its_kind(tokens, phrase.noun)
    if not is_one or phrase.opening < 2 or tokens[phrase.opening - 1].text != ",":
        return False
    for token in reversed(tokens[max(0, phrase.opening - 14) : phrase.opening - 1]):
        if token.text[0].isupper() and token.text.lower() in terms().kinds:
            return True
        if token.text[0].islower() and token.text not in BEFORE_APPOSITION:
            return False
    return False


def _named(reading: Reading, sentence: Sentence, phrase: Phrase, noun: str) -> Head | str:
    tokens = sentence.tokens
    name = reading.text[tokens[phrase.first].start : tokens[phrase.last].end]
    plain = " ".join(name.split()).replace("’", "'")
    if plain == "General Assembly" and _is_held_assembly(tokens, phrase.noun):
        return put_together(reading, sentence, phrase, noun, "described", phrase.last, "described-with-names", None)
    if plain.lower() in terms().bodies:
        return "a body of that name, no meeting"
    if noun in terms().only_named and not _is_arranged(plain, noun, phrase):
        return "no meeting by its name alone"
    if FORMERLY.search(reading.text[max(0, tokens[phrase.first].start - 40) : tokens[phrase.first].start]):
        return put_together(reading, sentence, phrase, noun, "anaphor", phrase.last, "former-name", None)
    if sentence.is_title_case:
        return put_together(reading, sentence, phrase, noun, "described", phrase.last, "named-in-headline", None)
    made = put_together(reading, sentence, phrase, noun, "named", phrase.last, "proper-name", None)
    after = tokens[phrase.last + 1] if phrase.last + 1 < len(tokens) else None
    if after is not None and after.text in terms().kinds and noun in terms().only_named:
        # "the Czech Space Day conference": the day is called a conference.
        return replace(made, noun=after.text, span=Span(made.span.start, after.end), kind=terms().kinds[after.text])
    return made


def _title(reading: Reading, sentence: Sentence, phrase: Phrase) -> tuple[str, int] | None:
    """The words of "a seminar named 'Russia and Space'", "a symposium titled Humans in Space", and where they end."""
    tokens = sentence.tokens
    after = tokens[phrase.noun + 1] if phrase.noun + 1 < len(tokens) else None
    if after is None:
        return None
    is_said = after.text.lower() in terms().titled
    match = TITLED.match(reading.text, after.end if is_said else tokens[phrase.noun].end)
    if match is None or not (is_said or match.group("quoted")):
        return None
    words = (match.group("quoted") or match.group("plain")).strip(" ,.")
    return re.sub(r"(?:\s+(?:in|of|and|for|the|on|to))+$", "", words), match.end()


def _is_arranged(name: str, noun: str, phrase: Phrase) -> bool:
    """Whether "Czech Space Day", "World Space Week", "Council at Ministerial Level" is a thing that people arrange, as
    all are that people count: "the fifth Desert Rover Challenge"."""
    words = {w.lower() for w in name.split()}
    if noun == "council":
        return "ministerial" in words
    return bool(words & terms().topical) or (phrase.edition is not None and len(words) > 2)


def _outermost(heads: list[Head]) -> list[Head]:
    """The heads without those that stand inside another's words ("Czech Space Day conference" is one naming)."""
    kept: list[Head] = []
    for head in heads:
        if kept and head.span.start < kept[-1].span.end:
            last = kept[-1]
            if last.form == "named" and head.form != "named":
                continue
            if head.form == "named" and last.form != "named" and head.span.start > last.noun_span.start:
                # A named meeting in a description's complement is a meeting of its own.
                kept.append(head)
                continue
            if head.span.end - head.span.start > last.span.end - last.span.start and head.span.start <= last.span.start:
                kept[-1] = head
            continue
        kept.append(head)
    return kept


def in_sentence(heads: Sequence[Head], sentence: int) -> Iterator[Head]:
    """The heads of one sentence, in order."""
    return (head for head in heads if head.sentence == sentence)
