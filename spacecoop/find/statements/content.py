"""Where what a reporting verb reports begins behind it: after its "that", or a clause that shows its own verb.

Nothing is decided here of who reports, or where the clause ends.
"""

from __future__ import annotations

from spacecoop.find.statements.phrases import after_setting, phrase_starting_at
from spacecoop.find.statements.words import Word, lexicon, may_be_finite

SAYING = frozenset(("said", "says", "saying"))
TOLD = frozenset(("told", "tells"))
POSTPOSED = (
    SAYING
    | TOLD
    | frozenset(
        "acknowledged added admitted announced argued claimed confirmed declared disclosed explained insisted noted "
        "observed predicted promised recalled reported reports revealed stated stressed underlined vowed warned".split()
    )
)
# Pronouns that are subjects and nothing else: a clause follows the verb that stands before one.
SUBJECTS = frozenset(("he", "she", "they", "we", "i"))
CONTRACTED = ("'ll", "'d", "'re", "'ve", "'m")
BARE = 8  # words up to the verb of a clause that opens with a plain noun: "said flights of balloons would begin"
LONG = 16  # the same, of a clause that opens with a determiner
TELLING = 9  # words between the verb and its "that": "told reporters on Monday that"


def content_after(words: list[Word], verb: int) -> int | None:
    """The first word of what the verb at ``words[verb]`` reports; null where nothing behind it is a clause."""
    between = words[verb + 1 : verb + 2]
    is_object = between and between[0].tag not in ("preposition", "time", "adverb") and between[0].low != "that"
    reach = 0 if is_object and words[verb].low not in lexicon().tellers else TELLING
    for i in range(verb + 1, min(verb + 2 + reach, len(words))):
        if words[i].low == "that":
            return None if i > verb + 1 and _is_relative(words, i) else i + 1
        if words[i].tag in ("comma", "colon", "quote", "dash", "conjunction", "relative"):
            break
    if words[verb].low in TOLD:
        hearer = phrase_starting_at(words, verb + 1, len(words))
        return None if hearer is None else bare_clause(words, after_setting(words, hearer.end))
    if words[verb].low in SAYING:
        first = after_setting(words, verb + 1)
        return bare_clause(words, first) or (first if _is_clause(words, first) else None)
    return _plain_clause(words, verb + 1) if words[verb].low in POSTPOSED else None


def _is_relative(words: list[Word], that: int) -> bool:
    """Whether no subject follows: "told reporters after a meeting that was held", "tells a story that took years"."""
    following = words[that + 1 : that + 6]
    if not following or following[0].tag == "auxiliary":
        return True
    return following[0].tag == "word" and all(word.tag != "auxiliary" for word in following)


def _plain_clause(words: list[Word], first: int) -> int | None:
    """Where a clause begins behind a verb that has objects too: "warned the beam could blind", no "announced a deal"."""
    if first >= len(words) or words[first].tag not in ("pronoun", "determiner", "name"):
        return None
    for word in words[first + 1 : first + BARE]:
        if word.tag == "auxiliary":
            return first
        if word.tag not in ("word", "name", "adverb") or word.low == "that":
            return None
    return None


def bare_clause(words: list[Word], first: int) -> int | None:
    """Where a clause without "that" begins: "said the valve had held", "told Radio Sur it was shut"."""
    if first >= len(words):
        return None
    following = words[first]
    opens = following.tag in ("pronoun", "determiner", "name") or following.low in ("there", "it's", "he's")
    if not opens and following.tag != "word":
        return None
    for i in range(first + 1, min(first + (13 if opens else BARE), len(words))):
        if words[i].tag == "auxiliary":
            return first
        # "told the crew the story of the man who was lost", "said nothing of what it would do"
        if words[i].tag == "relative" or (not opens and words[i].tag not in ("word", "name", "preposition", "adverb")):
            return None
    return None


def _is_clause(words: list[Word], first: int) -> bool:
    """Whether a clause stands behind "said" whose verb is known by its form alone: "said they hoped to come", "said the
    talks went well", but not "said it again", "said a few words to the crew"."""
    own = words[first : first + BARE]
    if len(own) < 2 or any(word.low in lexicon().spoken for word in own[:4]):
        return False
    if own[0].low.replace("’", "'").endswith(CONTRACTED):
        return True
    if own[0].tag == "pronoun":
        verb = next((word for word in own[1:] if word.tag != "adverb"), own[0])
        return may_be_finite(verb) or (own[0].low in SUBJECTS and verb.tag == "word")
    if own[0].tag == "name":  # "said Prado sold the yard": the verb follows the name
        verb = next((i for i, word in enumerate(own) if word.tag not in ("name", "adverb")), 0)
        return may_be_finite(own[verb]) and first + verb + 1 < len(words) and words[first + verb + 1].tag != "comma"
    if own[0].tag != "determiner":
        return False
    is_aside = False
    for i in range(first + 2, min(first + LONG, len(words) - 1)):
        if words[i].tag == "comma":
            is_aside = not is_aside  # "said the valve, made in Lima, weighs nine stone"
        elif (
            not is_aside
            and words[i].tag in ("stop", "colon", "relative", "conjunction", "quote")
            and words[i].low != "and"
        ):
            return False
        # Behind the verb something follows: "said the talks went well", no "said the officials".
        elif not is_aside and may_be_finite(words[i]) and words[i + 1].tag != "comma":
            return True
    return False
