"""What money is for: "on exploration", "for the new mission", "the telescope costs", "its €40 million centre".

Only phrases in the clause of the amount are read; how much and whose are the business of others.
"""

from __future__ import annotations

import re
from itertools import takewhile

from spacecoop.find.quantities import things
from spacecoop.find.quantities.amounts import Amount
from spacecoop.find.quantities.phrase import Word, last_word, words_after
from spacecoop.find.quantities.relations import Owners
from spacecoop.find.quantities.things import DETERMINERS, Thing
from spacecoop.find.quantities.vetoes import DAYS_AND_MONTHS
from spacecoop.find.quantities.words import word_set
from spacecoop.tables.mentions import QuantityRole

SHORTEST = 2
REACH, LEFT = 90, 120
OWN_DETERMINERS = DETERMINERS | {"a", "an", "this", "that", "another", "each"}
FOR = re.compile(
    r"(?: (?:a|per|each) year| annually)?(?: (?:over|during|in) [^,;.\n]{1,20})?"
    r" (?:worth of|for|on|towards?|into|to (?:fund|finance|support|build|develop|launch|upgrade|buy|construct|procure|complete|cover))(?= )"
)
IN = re.compile(r" in(?= )")
TO = re.compile(r" to(?= (?:the|its|an?|this) [a-z])")
NOUNS_ONLY = re.compile(r"[^,;.\n]{1,60}$")
COST_OF = re.compile(
    r"\b(?:bill|budget|cost|costs|expenditure|funding|investment|price|spending) (?:of|for|on|in)"
    r"(?= (?:\w[\w-]* ){1,5}(?:is|was|were|are|has|had|will|would|at|to|of|reached|rose|totals|totalled|stands|stood)\b)"
)
COSTS = re.compile(
    r"\b(?:the|a|an|this|each|its|their) ((?:[\w-]+ ){1,4})(?:(?:will|would|may|could|might|has|had|is|was|expected|estimated|likely|to) ){0,3}costs? $"
)


def purpose(
    text: str, lower: str, amount: Amount, role: QuantityRole, sentence: tuple[int, int], owners: Owners
) -> Thing | None:
    """The noun phrase that the words beside an amount of money make its purpose; a body is whose it is, no purpose."""
    found = _purpose(text, lower, amount, role, sentence)
    return None if found is None or owners.has_body(found.start, found.end) else found


def _purpose(text: str, lower: str, amount: Amount, role: QuantityRole, sentence: tuple[int, int]) -> Thing | None:
    at = amount.end
    tied = _tied(text, amount)
    if tied is not None:
        if tied.head.lower() not in word_set("money_nouns"):
            return tied
        at = tied.end
    after = FOR.match(lower, at, min(sentence[1], at + REACH))
    if after is None and _is_invested(lower, amount):
        after = IN.match(lower, at)
    if after is None and role in ("budget", "contribution"):
        after = TO.match(lower, at)
    if after is not None:
        return _named(text, after.end())
    return _of_cost(text, lower, amount, sentence)


def _is_invested(lower: str, amount: Amount) -> bool:
    return "invest" in lower[max(0, amount.start - 30) : amount.start]


def _tied(text: str, amount: Amount) -> Thing | None:
    """The noun that the amount stands before: "the A$40 million centre"."""
    if last_word(text, amount.start).lower() not in OWN_DETERMINERS | {"new"}:
        return None
    return _phrase(words_after(text, amount.end))


def _named(text: str, start: int) -> Thing | None:
    words = words_after(text, start)
    while words and words[0].lower in OWN_DETERMINERS:
        words = words[1:]
    return _phrase(words)


def _phrase(words: list[Word]) -> Thing | None:
    if not words or words[0].lower in word_set("noun_phrase_end"):
        return None
    named = list(takewhile(lambda word: word.text[0].isupper(), words))
    if len(named) > 1:
        last = named[-1]
        return Thing(named[0].start, last.end, last.text, things.singular_class(last.text))
    if words[0].text[0].islower():
        names = [i for i, word in enumerate(words) if word.text[0].isupper()]
        words = words[: names[0]] if names else words
    found, many = things.singular(words), things.plural(words)
    if found is None or (many is not None and many.kind != "other" and many.start == found.start):
        found = many
    if (
        found is None
        or found.end - found.start < SHORTEST
        or found.kind == "time"
        or found.head.lower() in word_set("no_purpose") | DAYS_AND_MONTHS
    ):
        return None
    return found


def _of_cost(text: str, lower: str, amount: Amount, sentence: tuple[int, int]) -> Thing | None:
    """As in "the cost of the telescope is" and "the new telescope will cost"."""
    left = max(sentence[0], amount.start - LEFT)
    for found in COST_OF.finditer(lower, left, amount.start):
        if NOUNS_ONLY.match(lower, found.end(), amount.start):
            return _named(text, found.end())
    costs = COSTS.search(lower, left, amount.start)
    return None if costs is None else _named(text[: costs.end(1)], costs.start(1) - 1)
