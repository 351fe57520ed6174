"""Units of measure after a number, in UCUM and as written: percent, lengths, masses, times, ages, temperatures.

Money and counted things are the business of ``money`` and ``things``.
"""

from __future__ import annotations

import re
from functools import cache

from spacecoop.find.quantities.phrase import Word
from spacecoop.find.quantities.words import units, word_set
from spacecoop.frozen import frozen
from spacecoop.lexicon import Unit
from spacecoop.tables.mentions import QuantityKind

PERCENT = re.compile(r"[ \u00a0]{0,2}(?:-[ ]?)?(%|per[ -]?cents?(?!\w)|pct(?!\w)|(?<=\d)pc(?!\w))", re.IGNORECASE)
POINTS = re.compile(r"[ -]points?(?!\w)", re.IGNORECASE)
SHORT = re.compile(r"([ \u00a0-]?)([^\s\d,;:()\[\]\"“”!?\-–—][^\s,;:()\[\]\"“”!?\-–—]{0,9})")
OLD = re.compile(
    r"(?:[ \u00a0]|[ ]?-[ ]?)(years?|months?|weeks?|days?)(?:[ \u00a0]|[ ]?-[ ]?)(old|of age)s?(?!\w)", re.IGNORECASE
)
PER = re.compile(
    r"(?: of [a-z]{1,12}(?: [a-z]{1,12})?)?(?:[ -]per[ -]|/|[ -](?:an?|each|every)[ -])((?:square |cubic )?[a-zA-Z]{1,12})(?!\w)(?! (?:after|ago|before|earlier|later|old|on|previously)\b)"
)
REGULARLY = re.compile(r" (hourly|daily|weekly|monthly|annually|yearly)(?!\w)")
PERIODS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year"}
EACH = re.compile(r"(\w+)-(?:an?|per)-\w+")
LOOSE = re.compile(r"-(?:odd|plus)(?= )| or (?:fewer|less|more|so)(?= [a-z])")
PART_OF = re.compile(r" of (?:an?|one) (?:(?:US|U\.S\.|UK|imperial) )?([a-z]{3,14})\b")
PRIMES = {"'": "[ft_i]", '"': "[in_i]"}
CLOSED = {mark: re.compile(rf"[^ \d]{mark}") for mark in PRIMES}
QUOTED = 200
TWO_PART = re.compile(r"[ \u00a0-]?((?:sq|cu)\.? ?[a-z]{1,3}\.?|° ?(?:Celsius|Fahrenheit|centigrade|[CFK]))(?!\w)")


@frozen
class Measured:
    """A unit as written, with its UCUM code; ``end`` is where its words end."""

    kind: QuantityKind
    ucum: str | None
    said: str
    end: int


def percent(text: str, end: int) -> Measured | None:
    """As in "20 per cent", "1.38pc", "2 percentage points"."""
    after = text[end : end + 3].lstrip(" \u00a0-").lower()
    if not after or after[0] not in "%p":
        return None
    m = PERCENT.match(text, end)
    if m is None:
        return None
    points = POINTS.match(text, m.end()) if m.group(1) != "%" else None
    if points:
        return Measured("measure", "{percentage point}", text[m.start(1) : points.end()], points.end())
    return Measured("percent", "%", m.group(1), m.end())


def loose_end(text: str, end: int) -> int:
    """Where the number's own words end: "20+", "500-plus", "120-odd", "20 or more"."""
    if text[end : end + 1] == "+":
        return end + 1
    loose = LOOSE.match(text, end) if text[end : end + 1] == "-" or text.startswith(" or ", end) else None
    return end if loose is None else loose.end()


def prime(text: str, start: int, end: int) -> Measured | None:
    """Feet and inches in marks, as in 6' and 8"; after words in quotation marks the mark closes them."""
    mark = text[end : end + 1]
    if mark not in PRIMES or text[end + 1 : end + 2].isalnum() or not text[end - 1].isdecimal():
        return None
    left = text[max(0, start - QUOTED) : start]
    if left.endswith(("° ", "°")):
        return None
    left = left[left.rfind("\n") + 1 :]
    opening = max(left.rfind(f" {mark}"), left.rfind(f"({mark}"), -1 if not left.startswith(mark) else 0)
    if opening >= 0 and CLOSED[mark].search(left, opening + 1) is None:
        return None
    return Measured("measure", PRIMES[mark], mark, end + 1)


def age(text: str, end: int) -> Measured | None:
    """As in "44 years old", "82-year-old"."""
    m = OLD.match(text, end)
    if m is None:
        return None
    ucum = units().names[m.group(1).lower()].ucum
    return Measured("age", ucum, text[m.start(1) : m.end()], m.end())


def unit(text: str, end: int, words: list[Word], hyphened: Word | None, is_figures: bool) -> Measured | None:
    """The unit after a number that ends at ``end``: spelled out, shortened, or tied to it by a hyphen."""
    if words:
        named = _named(text, words)
        if named is not None:
            return named
    if hyphened is not None and hyphened.lower in units().names and _is_unit_word(hyphened.lower):
        found = units().names[hyphened.lower]
        return Measured(_kind(found), found.ucum, hyphened.text, hyphened.end)
    area = None if hyphened is None else units().abbreviations.get(hyphened.lower)
    if hyphened is not None and area is not None and " " in hyphened.lower:
        return Measured(_kind(area), area.ucum, hyphened.text, hyphened.end)
    return _short(text, end) if is_figures else None


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in units().names)


def part_of(text: str, end: int) -> Measured | None:
    """The unit of which a fraction is said: "a third of a second", "1/8 of a US gallon"."""
    of = PART_OF.match(text, end)
    if of is None:
        return None
    word = Word(of.group(1), of.group(1).lower(), of.start(1), of.end(1))
    return _named(text, [word])


def unit_of(short: str) -> str | None:
    """The UCUM code of an abbreviation."""
    found = units().abbreviations.get(short)
    return None if found is None else found.ucum


def _is_unit_word(name: str) -> bool:
    return name not in units().ambiguous or name in word_set("unit_words")


def _named(text: str, words: list[Word]) -> Measured | None:
    table = units()
    first = words[0].lower.rstrip("'’")
    if first not in _first_words():
        stem = first.partition("-")[0]
        if stem != first and stem in table.names and (table.names[stem].kind == "time" or EACH.fullmatch(first)):
            return Measured(
                _kind(table.names[stem]), table.names[stem].ucum, words[0].text[: len(stem)], words[0].start + len(stem)
            )
        return None
    for count in range(min(table.longest_name, len(words)), 0, -1):
        name = (
            " ".join(w.lower for w in words[: count - 1])
            + (" " if count > 1 else "")
            + words[count - 1].lower.rstrip("'’")
        )
        found = table.names.get(name)
        if found is not None and _is_unit_word(name):
            end = words[count - 1].end - (len(words[count - 1].lower) - len(words[count - 1].lower.rstrip("'’")))
            return Measured(_kind(found), found.ucum, text[words[0].start : end], end)
    return None


def _short(text: str, end: int) -> Measured | None:
    m = SHORT.match(text, end)
    if m is None:
        return None
    gap, said = m.groups()
    table = units()
    if said[:2] in ("sq", "cu") or said[0] == "°":
        two = TWO_PART.match(text, end)
        measured = None if two is None else _two_part(two)
        if measured is not None:
            return measured
    for cut in (said.rstrip(".'’"), said):
        found = table.abbreviations.get(cut) or table.caseless.get(cut.lower())
        if found is not None and _may_stand(cut, gap, table.strict):
            return Measured(_kind(found), found.ucum, cut, m.start(2) + len(cut))
    return None


def _two_part(two: re.Match[str]) -> Measured | None:
    """As in "570 sq m" and "40 ° C"; the stop of a sentence is no part of it."""
    table = units()
    for cut in (two.group(1), two.group(1).rstrip(".")):
        found = table.abbreviations.get(cut) or table.names.get(cut[1:].strip().lower())
        if found is not None:
            return Measured(_kind(found), found.ucum, cut, two.start(1) + len(cut))
    return None


def _may_stand(short: str, gap: str, strict: frozenset[str]) -> bool:
    """Letters that mean other things too must touch the figures, unless they are among the commonest units."""
    if not short[0].isalpha():
        return True
    if gap == "":
        return len(short) > 1 or short in word_set("short_units", "glued")
    if short not in strict or short in word_set("short_units", "apart"):
        return True
    return len(short) > 1 and gap != "-" and short[-1] != "." and not short.islower()


def _kind(unit: Unit) -> QuantityKind:
    if unit.kind == "time":
        return "duration"
    return "temperature" if unit.kind == "temperature" else "measure"


def rate(text: str, end: int) -> str | None:
    """What the amount is per: "per gram", "a month", "/kg", "barrels of oil a day", "daily"."""
    following = text[end : end + 5]
    if not following or following[0] not in " /-":
        return None
    m = PER.match(text, end)
    if m is None:
        regular = REGULARLY.match(text, end)
        return None if regular is None else PERIODS[regular.group(1)]
    base: str = m.group(1)
    by = text[m.start() : m.start(1)]
    is_told = by[-4:-1] == "per" or by == "/"
    return base if is_told or base.lower().split()[-1] in word_set("per") else None
