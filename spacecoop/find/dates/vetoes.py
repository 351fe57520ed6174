"""What looks like a date and is none: names, counts, ages, rates, and words that mean something else.

A veto gives its reason; an empty reason drops words that never looked like a date, without a record.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from spacecoop.find.dates.scan import NO_SENTENCE, Candidate
from spacecoop.find.dates.words import LETTER, Words
from spacecoop.find.dates.years import bare_year

# How far a veto looks to either side, in characters.
REACH = 24
ALSO_NAMES = frozenset(("April", "August", "June", "March", "May"))
VERB_AFTER = re.compile(
    r"\s+(?:also |not |still |well |then |or may )?"
    r"(?:have|be|not|also|said|says|told|added|seem|want|need|take|come|go|become|say)\b"
)
TITLE_BEFORE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Miss|Minister|Theresa|President|Lady|Lord)\.? $")
NAME_AFTER = re.compile(r" [A-Z][a-z]+")
OPENS_SENTENCE = re.compile(r"(?:^|[.\n\"“] ?)$")
MARCH_AFTER = re.compile(r"\s+(?:for|of|on|to|against)\s+(?!\d)")
MARCH_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|annual|this|that|our|their|\w+['’]s|[A-Z]\w+)|[`“\"‘'])\s?$", re.IGNORECASE
)
NAMED_SEASON = re.compile(r"[a-z] (?:Spring|Summer|Autumn|Fall|Winter)$")
FALL_OF = re.compile(r"\s+(?:of|in (?!the)|from|to)\b(?!\s+\d)")
SEASON_LEAD = re.compile(r"\b(?:in|of|by|since|until|during|for)\s$")
AGE_AFTER = re.compile(r"[\s-]+(?:old|of[\s-]+age)\b")
OTHER_CALENDAR = re.compile(r"\s[IVX]+\b")
OF_AFTER = re.compile(r"\s+(?:of|the)\b")
GENERIC_BEFORE = re.compile(r"\b(?!as|end|start|close|morning|beginning|rest)[a-z]+ of $")
GENERIC_AFTER = re.compile(
    r"['’]s\s+(?:world|youth|society|children|generation|standards|age|times|young|technology)\b"
)
RATE_BEFORE = re.compile(r"(?:\d|%|percent|per cent|[mbtr]illion|thousand|hundred|dollars?|euros?|times|[a-z]{3,}s)\s$")
NO_RATE = re.compile(
    r"\b(?:this|its|his|was|has|lasts|takes|spends|less|perhaps|always|plus|versus|years|days|months|weeks)\s$"
)
_ALONE = "and|but|the|an?|this|these|some|many|most|its|his|her|their|it|he|she|we|they|you|I|has|have|had|was|were|to|by|when|as"
PAST_ALONE = re.compile(rf"\s*(?:[.,;:!?)”\"-]|(?:{_ALONE})\b|$)")
AGE_BEFORE = re.compile(r"\b(?:his|her|their|my|your|our|aged?)\s(?:early |mid-?|late )?$", re.IGNORECASE)

SUDDENLY_BEFORE = re.compile(
    r"\b(?:be \w+|happen\w*|chang\w+|becom\w+|became|\w*appear\w*|emerg\w+|vanish\w*|solve|built|not|just|almost|virtually) $"
)
NIGHTLY_AFTER = re.compile(
    r" (?:success|sensation|stays?|guests?|bags?|trains?|bus|flights?|shifts?|accommodation|delivery|rates?|funds|lending|camps?|trips?)\b"
)
FORMER_THING = re.compile(r"[ \n](?!(?:and|of|or|was|were|is|had|has|have|would|to|in|on|at|by|for|being)\b)\w")
STANDS_ALONE = re.compile(
    r"\s*(?:$|[.,;:)!?—–]|-\s|(?:and|at|in|to|for|by|when|with|after|before|as|that|because|while|but|or|from)\b)"
)
VERSION_BEFORE = re.compile(r"\b(?:version|release|firmware|build|v)\s?$", re.IGNORECASE)


def veto(candidate: Candidate, text: str, words: Words, names: Sequence[tuple[int, int]]) -> str | None:
    """Why these words are no date; None when they may be one. ``names`` are spans in order that hold no dates."""
    if candidate.rule == NO_SENTENCE:
        return "no sentence, but a table or a list of words of time"
    i = bisect_right(names, candidate.start, key=lambda name: name[0]) - 1
    if i >= 0 and candidate.end <= names[i][1]:
        return "inside a name"
    check = CHECKS.get(candidate.rule)
    return check(candidate, text, words) if check is not None else None


def _sides(candidate: Candidate, text: str) -> tuple[str, str, str]:
    """The words, and what stands to their left and right."""
    start, end = candidate.start, candidate.end
    return text[start:end], text[max(0, start - REACH) : start], text[end : end + REACH]


def month(candidate: Candidate, text: str, words: Words) -> str | None:
    """May the verb and the name, March the noun, Long March the rocket."""
    said, before, after = _sides(candidate, text)
    if before.lower().endswith("long "):
        return "a rocket's name"
    if said not in ALSO_NAMES:
        return None
    if said == "March" and MARCH_AFTER.match(after) and MARCH_BEFORE.search(before):
        return "the noun"
    if said in ("May", "March") and VERB_AFTER.match(after):
        return "the verb or a name"
    opens = OPENS_SENTENCE.search(before)
    if TITLE_BEFORE.search(before) or (said != "March" and opens and NAME_AFTER.match(after)):
        return "a person's name"
    return None


def season(candidate: Candidate, text: str, words: Words) -> str | None:
    """The fall of a city."""
    said, _, after = _sides(candidate, text)
    if NAMED_SEASON.search(said) and NAME_AFTER.match(after):
        return "part of a name"
    return "the fall of something" if said.lower().endswith("fall") and FALL_OF.match(after) else None


def bare_season(candidate: Candidate, text: str, words: Words) -> str | None:
    """A season without an article: summer and winter mostly are one, spring and fall only after in or of."""
    said, before, after = _sides(candidate, text)
    if said.lower() in ("summer", "winter", "autumn"):
        return None if said.islower() else ""
    return None if SEASON_LEAD.search(before.lower()) and not FALL_OF.match(after) else ""


def length(candidate: Candidate, text: str, words: Words) -> str | None:
    """Ages, fractions and bare units of the clock are no lengths of time."""
    said, _, after = _sides(candidate, text)
    if AGE_AFTER.match(after) or said.endswith("-old"):
        return "an age"
    if candidate.rule == "stretch.the_unit" and OTHER_CALENDAR.match(after):
        return "a year of another calendar"
    if candidate.rule == "duration.bare" and said.lower() in ("hours", "minutes", "seconds"):
        return ""
    codes = words.codes[candidate.first : candidate.last_end]
    if LETTER["quarters"] in codes:
        return None if LETTER["vague"] in codes else "a fraction or a place to live"
    if LETTER["quarter"] in codes and (OF_AFTER.match(after) or "-quarter" in said):
        return "a fraction"
    return None


def one_unit(candidate: Candidate, text: str, words: Words) -> str | None:
    """ "$2 a year", "five flights a week": the unit of a rate."""
    said, before, _ = _sides(candidate, text)
    if said.lower().startswith(("a ", "an ")) and RATE_BEFORE.search(before) and not NO_RATE.search(before):
        return "the unit of a rate"
    return length(candidate, text, words)


def today(candidate: Candidate, text: str, words: Words) -> str | None:
    """The world of today and tomorrow's children name no day."""
    _, before, after = _sides(candidate, text)
    return "no day in particular" if GENERIC_AFTER.match(after) or GENERIC_BEFORE.search(before) else None


def last_day(candidate: Candidate, text: str, words: Words) -> str | None:
    """The last day of a meeting is its closing day, not yesterday."""
    said, _, _ = _sides(candidate, text)
    return "the closing day of something" if said.lower() == "the last day" else None


def the_past(candidate: Candidate, text: str, words: Words) -> str | None:
    """ "in the past", unless a noun follows or another word stands in the place of past."""
    said, _, after = _sides(candidate, text)
    return None if said.lower().endswith("past") and PAST_ALONE.match(after) else ""


def decade(candidate: Candidate, text: str, words: Words) -> str | None:
    """People in their thirties, and temperatures in the 30s."""
    said, before, _ = _sides(candidate, text)
    figure = re.search(r"(?<![\d'’])\d0s$", said)
    is_low = figure is not None and figure[0] < "50s" and said[figure.start() - 1 : figure.start()] not in "'’"
    return "an age or a measure" if is_low or AGE_BEFORE.search(before) else None


def counted_day(candidate: Candidate, text: str, words: Words) -> str | None:
    """ "on the 20th anniversary", "the day before the vote": a noun follows, and the words are no date by themselves."""
    return None if STANDS_ALONE.match(text, candidate.end) else "counts a thing or from an event"


def former(candidate: Candidate, text: str, words: Words) -> str | None:
    """The former of two things."""
    return None if FORMER_THING.match(text, candidate.end) else ""


def overnight(candidate: Candidate, text: str, words: Words) -> str | None:
    """What cannot change overnight, and the overnight stay, name no night."""
    _, before, after = _sides(candidate, text)
    return "no night in particular" if SUDDENLY_BEFORE.search(before) or NIGHTLY_AFTER.match(after) else None


def version(candidate: Candidate, text: str, words: Words) -> str | None:
    """ "version 2.10.2014"."""
    return "a version" if VERSION_BEFORE.search(text, max(0, candidate.start - 20), candidate.start) else None


CHECKS: dict[str, Callable[[Candidate, str, Words], str | None]] = {
    "ago.day": counted_day,
    "calendar.bare_season": bare_season,
    "calendar.day": month,
    "calendar.month": month,
    "calendar.month_year": month,
    "calendar.nth": counted_day,
    "calendar.numeric": version,
    "calendar.season": season,
    "deictic.day": today,
    "duration.adjective": length,
    "duration.bare": length,
    "duration.n": length,
    "duration.one": one_unit,
    "duration.period": length,
    "era.decade": decade,
    "range.days": month,
    "time.overnight": overnight,
    "ref.former": former,
    "ref.the_past": the_past,
    "stretch.the_unit": length,
    "stretch.which_one": last_day,
    "year.alone": bare_year,
    "year.modified": bare_year,
}
