"""What looks like a date and is none: names, counts, scores, codes, and words that mean something else.

A veto gives its reason; an empty reason drops the words without a record, where they never looked like a date.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from spacecoop.find.dates.scan import Candidate
from spacecoop.find.dates.words import LETTER, Words

# What may stand right before a bare year.
LEADS = frozenset(
    "in by since until till from to of during before after through throughout between and or for late early mid circa about around the a "
    "an this that on as at than with into toward towards its their his her our your approximately ca c over back prior beyond when where "
    "while because if but is was were spring summer autumn fall winter year calendar fiscal post pre both either per off under against "
    "christmas easter olympics".split()
)
UNIT_AFTER = re.compile(
    r"[ -]?(?:%|°|percent|per cent|km|kilomet|met(?:er|re)|m\b|mm|cm|miles?|mph|feet|ft|kg|kilo|grams?|pounds?|tons?|tonnes?|lbs?|euros?|"
    r"dollars?|yen|yuan|rubles?|roubles?|rupees|francs?|marks?|people|persons|men|women|children|soldiers|troops|students|participants|"
    r"delegates|attendees|visitors|members|employees|workers|jobs|copies|points|seats|votes|shares|homes|houses|cases|deaths|dead|"
    r"prisoners|aircraft|tanks|ships|planes|others|or more|to \d|times|bytes?|hz|[kmg]hz|watts?|volts?)\b",
    re.IGNORECASE,
)
MONEY_BEFORE = re.compile(r"(?:[$€£¥₹#№+=]|\b(?:US|Rs|No|no|USD|EUR|GBP|nos|Nos|CNY|RMB)\.?)\s?-?$")
WORD_BEFORE = re.compile(r"([\w.’'&]+)([ \t\n]*|[-–—/]|, ?|\()$")
MODAL_AFTER = re.compile(r"\s+(?:also |not |still |well |then |or may )?(?:have|be|not|also|said|says|told|added|seem|want|need|take|come|go|become|say)\b")


def veto(candidate: Candidate, text: str, words: Words, names: Sequence[tuple[int, int]]) -> str | None:
    """Why these words are no date; None when they may be one."""
    if _inside(candidate, names):
        return "inside a name"
    check = CHECKS.get(candidate.rule)
    return check(candidate, text, words) if check is not None else None


def _inside(candidate: Candidate, names: Sequence[tuple[int, int]]) -> bool:
    i = bisect_right(names, (candidate.start, len(names) and 1 << 60)) - 1
    return i >= 0 and names[i][0] <= candidate.start and candidate.end <= names[i][1]


def bare_year(candidate: Candidate, text: str, words: Words) -> str | None:
    """A four-digit figure is a year when nothing around it counts, prices or names with it."""
    year = int(text[candidate.start : candidate.start + 4])
    before, after = text[max(0, candidate.start - 30) : candidate.start], text[candidate.end : candidate.end + 20]
    if MONEY_BEFORE.search(before):
        return "a price or a number"
    if UNIT_AFTER.match(after) or re.match(r"[-–]?[a-z]?\d|[%°]|:\d|\.\d|[A-Za-z]|-[a-z]+-", after):
        return "a count or measure"
    if re.match(r"\s[A-Z]{1,2}\d", after):
        return "a designation"
    if re.search(r"\b\d+ of $", before):
        return "the number of an act"
    lead = WORD_BEFORE.search(before)
    word, gap = (lead[1], lead[2]) if lead else ("", "")
    is_led = word.lower() in LEADS and gap.strip() == "" and (len(word) < 2 or not word.isupper())
    if not 1900 <= year <= 2060:
        is_said = is_led and word.lower() in PLAIN_LEADS and year >= 1100 and not re.match(r"\s+[a-z]+s\b", after)
        return None if is_said else OLD_YEAR if 1400 <= year < 1900 else "a number"
    if gap == " " and not is_led and word[:1].isupper() and (word.isupper() or not _starts_sentence(text, candidate.start, word)):
        return "part of a name"
    if gap in ("-", "–", "/") and word and not word[-1].isdigit() and word.lower() not in LEADS:
        return "part of a name"
    return None


def told_years(
    old: Sequence[Candidate], kept: Sequence[Candidate], words: Words
) -> tuple[list[Candidate], list[Candidate]]:
    """Bare figures of older centuries: those near a year that the text surely names, and the others."""
    mark = LETTER["year"]
    sure = {
        int(words.tokens[i].text[:4]) for c in kept for i in range(c.first, c.last_end) if words.codes[i] == mark
    }
    near = {year + n for year in sure for n in range(-YEARS_NEAR, YEARS_NEAR + 1)}
    told = [c for c in old if int(words.tokens[c.first].text[:4]) in near]
    return told, [c for c in old if c not in told]


OLD_YEAR = "a number, or a year of which nothing else speaks"
YEARS_NEAR = 25
PLAIN_LEADS = frozenset("in by since until till from during before after through throughout of early late mid".split())


def _starts_sentence(text: str, position: int, word: str) -> bool:
    before = text[max(0, position - len(word) - 4) : position - len(word) - 1].rstrip(" ")
    return not before or before[-1] in ".!?\n\"”"


def month(candidate: Candidate, text: str, words: Words) -> str | None:
    """May the verb and the name, March the verb."""
    said = text[candidate.start : candidate.end]
    if said not in ("May", "March", "August", "April", "June"):
        return None
    if said == "March" and re.match(r"\s+(?:for|of|on|to|against)\s+(?!\d)", text[candidate.end : candidate.end + 12]):
        if re.search(r"(?:\b(?:the|a|an|annual|this|that|our|their|\w+['’]s|Ice|Long)|[`“\"‘'])\s?$", text[max(0, candidate.start - 20) : candidate.start], re.IGNORECASE):
            return "the noun"
    if said in ("May", "March") and MODAL_AFTER.match(text, candidate.end):
        return "the verb or a name"
    before = text[max(0, candidate.start - 12) : candidate.start]
    if re.search(r"(?:\b(?:Mr|Mrs|Ms|Dr|Sir|Miss|Minister|Theresa|President|Lady|Lord)\.? )$", before):
        return "a person's name"
    if re.match(r"[ ][A-Z][a-z]+", text[candidate.end : candidate.end + 12]) and re.search(r"(?:^|[.\n\"“] ?)$", before):
        return None if said not in ("April", "June", "May", "August") else "a person's name"
    return None


def fall(candidate: Candidate, text: str, words: Words) -> str | None:
    """the fall of a city, to spring."""
    said = text[candidate.start : candidate.end].lower()
    if said.endswith("fall") and re.match(r"\s+(?:of|in (?!the)|from|to)\b(?!\s+\d)", text[candidate.end : candidate.end + 12]):
        return "the fall of something"
    return None


def bare_season(candidate: Candidate, text: str, words: Words) -> str | None:
    """A season without an article: summer and winter mostly are one, spring and fall only after in or of."""
    said = text[candidate.start : candidate.end].lower()
    before = text[max(0, candidate.start - 12) : candidate.start].lower()
    if said in ("summer", "winter", "autumn"):
        return None if text[candidate.start].islower() else ""
    return None if re.search(r"\b(?:in|of|by|since|until|during|for)\s$", before) and not re.match(r"\s+of\b", text[candidate.end :]) else ""


def length(candidate: Candidate, text: str, words: Words) -> str | None:
    """Ages are no durations."""
    after = text[candidate.end : candidate.end + 14]
    if re.match(r"\s[IVX]+\b", after) and candidate.rule == "stretch.the_unit":
        return "a year of another calendar"
    if candidate.rule == "duration.bare" and text[candidate.start : candidate.end].lower() in ("hours", "minutes", "seconds"):
        return ""
    if re.match(r"[\s-]+old\b|[\s-]+of[\s-]+age\b", after) or text[candidate.start : candidate.end].endswith("-old"):
        return "an age"
    codes = words.codes[candidate.first : candidate.last_end]
    if LETTER["quarters"] in codes and LETTER["vague"] in codes:
        return None
    if QUARTER & set(codes) and (re.match(r"\s+(?:of|the)\b", after) or "-quarter" in text[candidate.start : candidate.end] or LETTER["quarters"] in codes):
        return "" if re.match(r"\s+of\b|\s*", after) else None
    return None


QUARTER = {LETTER["quarter"], LETTER["quarters"]}


def seconds(candidate: Candidate, text: str, words: Words) -> str | None:
    return length(candidate, text, words)


def one_unit(candidate: Candidate, text: str, words: Words) -> str | None:
    """"$2 a year", "five flights a week": the unit of a rate."""
    said = text[candidate.start : candidate.end].lower()
    before = text[max(0, candidate.start - 24) : candidate.start]
    if said.startswith(("a ", "an ")) and RATE_BEFORE.search(before) and not NO_RATE.search(before):
        return "the unit of a rate"
    return length(candidate, text, words)


RATE_BEFORE = re.compile(r"(?:\d|%|percent|per cent|illion|housand|undred|dollars?|euros?|times|[a-z]{3,}s)\s$")
NO_RATE = re.compile(r"\b(?:was|is|has|as|this|its|his|lasts|takes|spends|less|perhaps|always|always|plus|versus|years|days|months|weeks)\s$")


def named_month(candidate: Candidate, text: str, words: Words) -> str | None:
    """Long March 5 and Long March-3B are rockets."""
    if text[max(0, candidate.start - 5) : candidate.start] in ("Long ", "long "):
        return "a rocket's name"
    return month(candidate, text, words) if candidate.rule == "calendar.month" else None


def generic_today(candidate: Candidate, text: str, words: Words) -> str | None:
    """The world of today and the leaders of tomorrow name no day."""
    before = text[max(0, candidate.start - 20) : candidate.start]
    if re.match(r"['’]s\s+(?:world|youth|society|children|generation|standards|age|times|young|technology)\b", text[candidate.end : candidate.end + 20]):
        return "no day in particular"
    if re.search(r"\b(?!as|end|start|close|morning|beginning|rest)[a-z]+ of $", before):
        return "no day in particular"
    return None


def last_day(candidate: Candidate, text: str, words: Words) -> str | None:
    """The last day of a meeting is its closing day, not yesterday."""
    return "the closing day of something" if text[candidate.start : candidate.end].lower() == "the last day" else None


def in_the_past(candidate: Candidate, text: str, words: Words) -> str | None:
    """"in the past", unless a noun follows or other words stand in the place of past."""
    if not text[candidate.start : candidate.end].lower().endswith("past"):
        return ""
    return None if re.match(r"\s*(?:[.,;:!?)”\"-]|(?:and|but|it|he|she|we|they|has|have|had|was|were|to|by|when|as)\b|$)", text[candidate.end : candidate.end + 12]) else ""


CHECKS: dict[str, Callable[[Candidate, str, Words], str | None]] = {
    "calendar.bare_season": bare_season,
    "calendar.day": named_month,
    "calendar.month": named_month,
    "calendar.month_year": named_month,
    "range.days": named_month,
    "ref.the_past": in_the_past,
    "stretch.the_unit": length,
    "stretch.which_one": last_day,
    "calendar.season": fall,
    "deictic.day": generic_today,
    "duration.adjective": length,
    "duration.bare": length,
    "duration.n": length,
    "duration.one": one_unit,
    "duration.period": length,
    "year.alone": bare_year,
}
