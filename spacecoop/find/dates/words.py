"""Which words are words of time: each token of a text becomes one letter of a code that ``grammar`` reads.

The words themselves stand in ``lexicon/dates.toml`` and ``numbers.toml``; what a sequence of them means is decided in
``grammar`` and ``resolve``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from spacecoop.frozen import frozen
from spacecoop.text.reading import Tokens

Meaning = int | float | str | tuple[int, ...] | None

# Words of the grammar that carry no value; classes that carry one are the tables of dates.toml and those below.
PLAIN: dict[str, str] = {
    "a": "a an", "about": "about around approximately roughly circa approx",
    "academic": "academic school",
    "additional": "additional further extra full entire whole consecutive successive straight", "after": "after",
    "ago": "ago", "and": "and", "at": "at", "before": "before", "being": "being", "between": "between", "by": "by",
    "calendar": "calendar", "comparable": "comparable corresponding", "couple": "couple", "current": "current",
    "date": "date", "day": "day", "during": "during", "ended": "ended ending", "era": "era", "every": "each every",
    "fiscal": "fiscal financial", "former": "former", "from": "from hence", "future": "future", "half": "half", "hundreds": "hundreds thousands dozens tens scores millions",
    "hundred_hours": "hr hrs",
    "in": "in", "latest": "latest", "latter": "latter", "least": "least most", "local": "local",
    "long": "long", "m": "m", "moment": "moment", "nearly": "nearly almost", "more": "more less fewer", "near": "near foreseeable short",
    "no": "no not", "oclock": "o'clock o’clock", "of": "of", "old": "old", "on": "on", "one": "one", "or": "or",
    "other": "other another", "over": "over under", "overnight": "overnight", "p": "p", "part": "part", "per": "per", "period": "period",
    "point_in": "point", "present": "present", "previously": "previously", "quarter": "quarter",
    "quarters": "quarters", "recent": "recent", "rest": "rest remainder", "right": "right", "same": "same",
    "second": "second", "since": "since", "so": "so", "some": "some", "sometime": "sometime", "term": "term",
    "than": "than", "that": "that those", "the": "the", "these": "these", "through": "through", "time": "time", "times": "times",
    "to": "to", "turn": "turn", "twice": "once twice", "until": "until till", "up": "up", "weekend": "weekend", "weekends": "weekends",
}  # fmt: skip
PUNCTUATION = {
    ",": "comma", ".": "dot", "-": "dash", "–": "dash", "—": "dash", "‑": "dash", "‐": "dash", "−": "dash", "/": "slash",
    ":": "colon", "&": "and", "'": "apos", "’": "apos", "‘": "apos", "`": "apos", "(": "left", ")": "right",
}  # fmt: skip
VALUED = (
    "month", "month_short", "weekday", "weekday_short", "weekdays", "season", "seasons", "part", "parts", "point", "twilight",
    "unit", "units", "today", "ref_now", "ref_past", "mod", "mod_more", "edge", "which", "which_near", "often", "vague",
    "decade_word", "zone",
)  # fmt: skip
NUMBERS = (
    "number", "teen", "ten", "hundred", "ordinal", "small", "day_number", "two_digits", "integer", "year", "grouped",
    "decimal", "iso", "numeric", "years", "clock", "nth", "decade", "numbered_quarter", "numbered_half", "fiscal_year",
    "am", "holiday", "holiday_word", "glued_time", "rest_of", "other_word", "iso_month", "fraction",
    "ordered",
)  # fmt: skip
NAMES: tuple[str, ...] = tuple(dict.fromkeys((*PLAIN, *PUNCTUATION.values(), *VALUED, *NUMBERS)))
LETTER: dict[str, str] = {name: chr(0x100 + i) for i, name in enumerate(NAMES)}
NAME_OF: dict[str, str] = {letter: name for name, letter in LETTER.items()}
OTHER = LETTER["other_word"]
REST = LETTER["rest_of"]
UPPER_TOO = frozenset(("month", "month_short", "weekday", "weekday_short", "zone"))
AS_WRITTEN = frozenset(("month_short", "weekday_short", "zone"))
DIGITS = frozenset("0123456789")
GLUED = re.compile(r"(\d{1,4})(st|nd|rd|th|s|am|pm|AM|PM|h|hr|hrs)?(?:['’]s)?")
# What carries a value; the words of the grammar and the marks, most of a text, carry none.
TOLD = re.compile("[" + "".join(LETTER[name] for name in (*VALUED, *NUMBERS) if LETTER[name] != OTHER) + "]")
KEPT = 60_000
FISCAL_YEARS = range(1970, 2070)
MULTIPLIERS = {"dozen": 12, "hundred": 100, "thousand": 1000}
FRACTION_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@frozen
class Words:
    """A text as the grammar reads it: ``codes`` has one letter a token, ``values`` what the words among them mean."""

    tokens: Tokens
    codes: str
    values: dict[int, Meaning]


def _table(name: str) -> dict[str, dict[str, Meaning]]:
    return tomllib.loads((files("spacecoop") / "lexicon" / name).read_text(encoding="utf-8"))


@cache
def month_names() -> tuple[str, ...]:
    """Months in full and short, as written, the longest first."""
    table = _table("dates.toml")
    return tuple(sorted((*table["month"], *table["month_short"]), key=lambda name: (-len(name), name)))


@cache
def lexicon() -> dict[str, tuple[str, Meaning]]:
    """Token as written -> letter and meaning."""
    found: dict[str, tuple[str, Meaning]] = {}
    for name, words in PLAIN.items():
        for word in words.split():
            _add(found, name, word, None)
    for sign, name in PUNCTUATION.items():
        found[sign] = (LETTER[name], None)
    _add_numbers(found)
    dates = _table("dates.toml")
    for name in VALUED:
        for word, value in dates[name].items():
            _add(found, name, word, value)
    for year in FISCAL_YEARS:
        found[f"FY{year}"] = (LETTER["fiscal_year"], year)
        found.setdefault(f"FY{year % 100:02}", (LETTER["fiscal_year"], year))
    for n in range(1, 5):
        found[f"Q{n}"] = found[f"{n}Q"] = (LETTER["numbered_quarter"], n)
    found["FY"] = (LETTER["fiscal"], None)
    for mark in ("am", "pm", "AM", "PM"):
        found[mark] = (LETTER["am"], mark[0].lower())
    for first in holidays():
        found.setdefault(first, (LETTER["holiday_word"], None))
    return found


def _add_numbers(found: dict[str, tuple[str, Meaning]]) -> None:
    numbers = _table("numbers.toml")
    for word, value in numbers["ordinal"].items():
        if isinstance(value, int) and 0 < value <= 100 and word != "second":
            _add(found, "ordinal", word, value)
    for word, value in numbers["cardinal"].items():
        if isinstance(value, int) and value > 1:
            _add(found, "number" if value < 10 else "ten" if value % 10 == 0 and value > 10 else "teen", word, value)
    for word, value in MULTIPLIERS.items():
        _add(found, "hundred", word, value)
    for sign, part in FRACTION_SIGNS.items():
        found[sign] = (LETTER["fraction"], part)


def _add(found: dict[str, tuple[str, Meaning]], name: str, word: str, value: Meaning) -> None:
    forms = {word} if name in AS_WRITTEN else {word, word[:1].upper() + word[1:]}
    if name in UPPER_TOO:
        forms.add(word.upper())
    if name in ("month", "weekday") and word not in ("May", "March"):
        forms.add(word.lower())
    for form in forms:
        for ending in ("", "'s", "’s", "'S") if len(word) > 2 else ("",):
            found.setdefault(form + ending, (LETTER[name], value))


@cache
def holidays() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First token of a holiday's name -> its further tokens and its rule, the longest name first."""
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, rule in _table("dates.toml")["holiday"].items():
        for spelling in {name, name.replace("'", "’")}:
            first, *more = re.findall(r"\w+(?:['’]\w+)*|[^\w\s]", spelling)
            names.setdefault(first, []).append((tuple(more), str(rule)))
    return {first: tuple(sorted(named, key=lambda n: -len(n[0]))) for first, named in names.items()}


@lru_cache(maxsize=20000)
def number(text: str) -> tuple[str, Meaning]:
    """Letter and value of a token that begins with a digit."""
    glued = GLUED.fullmatch(text)
    if glued is None:
        return OTHER, None
    n, ending = int(glued[1]), glued[2]
    is_decade = n % 10 == 0 and (1000 <= n < 2200 or len(glued[1]) == 2)
    if ending == "s" or (is_decade and n > 100 and text[-1] == "s"):
        return (LETTER["decade"], n) if is_decade else (OTHER, None)
    if ending in ("st", "nd", "rd", "th"):
        return LETTER["nth"], n
    if ending:
        is_time = ending.lower() in ("am", "pm") and 1 <= n <= 12
        return (LETTER["glued_time"], n % 12 + 12 * (ending.lower() == "pm")) if is_time else (OTHER, None)
    return LETTER[_digits(glued[1], n)], n


def _digits(text: str, n: int) -> str:
    if len(text) <= 2:
        return "small" if 1 <= n <= 12 else "day_number" if 13 <= n <= 31 else "two_digits"
    return "year" if len(text) == 4 and 1000 <= n <= 2199 else "integer"


class _Letters(dict[str, str]):
    """The letter of each token as written, looked up when it is first asked for."""

    def __missing__(self, text: str) -> str:
        if len(self) > KEPT:
            self.clear()  # it can be made again: only memory is at stake
        letter = self[text] = _meant(text)[0]
        return letter


def _meant(text: str) -> tuple[str, Meaning]:
    """Letter and value of a token."""
    return lexicon().get(text) or (number(text) if text[0] in DIGITS else (OTHER, None))


@cache
def _letters() -> _Letters:
    return _Letters()


def read(tokens: Tokens) -> Words:
    """Every token's letter; figures that belong together (1,000, 2.5, 12:30, 2014-01-12) share one."""
    texts = tokens.texts
    codes = "".join(map(_letters().__getitem__, texts))
    told = ((at.start(), _meant(texts[at.start()])[1]) for at in TOLD.finditer(codes))
    values: dict[int, Meaning] = {i: value for i, value in told if value is not None}
    letters = list(codes)
    changed = _join_figures(tokens, codes, letters, values)
    changed |= _join_holidays(tokens, codes, letters, values)
    if LETTER["numeric"] in letters:
        _order(tokens, letters, values)
    return Words(tokens, "".join(letters) if changed else codes, values)


FIGURE = "[" + "".join(LETTER[n] for n in ("small", "day_number", "two_digits", "integer", "year")) + "]"
BETWEEN = "[" + "".join(LETTER[n] for n in ("comma", "dot", "slash", "colon", "dash")) + "]"
CHAIN = re.compile(f"{FIGURE}(?:{BETWEEN}{FIGURE})+")
CHAIN_SHAPES = (
    (re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"), "grouped"),
    (re.compile(r"\d{4}[-–/](?:0?[1-9]|1[0-2])[-–/](?:0?[1-9]|[12]\d|3[01])"), "iso"),
    (re.compile(r"(?:\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2}))"), "numeric"),
    (re.compile(r"[1-2]\d{3}[-–/]\d{2}"), "years"),
    (re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?"), "clock"),
    (re.compile(r"\d+\.\d+"), "decimal"),
)
# Figures side by side that are no figure together: 10-14, 1/2, 1939/1945, 21,2013.
LEFT_ALONE = re.compile(
    r"\d{1,4}[-–—]\d{1,4}|\d{1,2}/\d{1,2}|[12]\d{3}/[12]\d{3}|\d{1,2},\d{4}|\d+,\d+(?:[-–]\d+)?|\d{1,2}[-–]\d{1,2},\d{4}"
)


def _join_figures(tokens: Tokens, codes: str, letters: list[str], values: dict[int, Meaning]) -> bool:
    changed = False
    for chain in CHAIN.finditer(codes):
        first = chain.start()
        for i in range(chain.start() + 1, chain.end() + 1):
            if i < chain.end() and tokens[i].start == tokens[i - 1].end:
                continue
            if i - first >= 3:
                changed |= _join(tokens, first, i, letters, values)
            first = i
    return changed


def _join(tokens: Tokens, first: int, end: int, letters: list[str], values: dict[int, Meaning]) -> bool:
    if (end - first) % 2 == 0:
        if letters[first] in FIGURE:
            end -= 1
        else:
            first += 1
    text = "".join(tokens.texts[first:end])
    name = next((name for shape, name in CHAIN_SHAPES if shape.fullmatch(text)), None)
    if name is None:
        if LEFT_ALONE.fullmatch(text):
            return False
        letters[first:end] = [OTHER] * (end - first)
        return True
    parts = re.split(r"[^\d]+", text)
    if name == "years" and not _follows(parts):
        name = "iso_month" if "-" in text and 1 <= int(parts[1]) <= 12 else "other_word"
    if name == "grouped":
        values[first] = float(text.replace(",", ""))
    elif name == "decimal":
        values[first] = float(text)
    else:
        values[first] = tuple(int(p) for p in parts)
    letters[first:end] = [LETTER[name]] + [REST] * (end - first - 1)
    return True


def _order(tokens: Tokens, letters: list[str], values: dict[int, Meaning]) -> None:
    """Figures such as 25/12/2021 become year, month, day where their order is known.

    Dots stand in day-first dates only (Unicode CLDR has no English locale with dotted month-first dates); an undotted
    one takes the order of the others in the text, when those whose order shows all agree.
    """
    found = {i: value for i, value in values.items() if letters[i] == LETTER["numeric"] and isinstance(value, tuple)}
    shown = {i: is_day_first for i, value in found.items() if (is_day_first := _day_first(value)) is not None}
    said = set(shown.values())
    for i, (one, two, said_year) in found.items():
        is_dotted = i + 1 < len(tokens) and tokens[i + 1].text == "." and two <= 12
        is_day_first = shown.get(i, True if is_dotted else next(iter(said)) if len(said) == 1 else None)
        if is_day_first is not None:
            year = said_year + ((2000 if said_year < 70 else 1900) if said_year < 100 else 0)
            values[i] = (year, two, one) if is_day_first else (year, one, two)
            letters[i] = LETTER["ordered"]


def _day_first(said: tuple[int, ...]) -> bool | None:
    """Whether the first of two figures is the day; None when both could be."""
    one, two, _ = said
    return None if (one <= 12 and two <= 12) or one == two else one > 12


def _follows(parts: list[str]) -> bool:
    """2012-13 and 1999-00 are two years running or a longer span; 2012-11 is a month."""
    first, second = int(parts[0]) % 100, int(parts[1])
    return second == (first + 1) % 100 or (second > first and second > 12)


def _join_holidays(tokens: Tokens, codes: str, letters: list[str], values: dict[int, Meaning]) -> bool:
    changed = False
    for head in HOLIDAY_HEAD.finditer(codes):
        i = head.start()
        for more, rule in holidays().get(tokens.texts[i].removesuffix("'s"), ()):
            end = i + 1 + len(more)
            if tuple(tokens.texts[i + 1 : end]) == more:
                values[i] = rule
                letters[i:end] = [LETTER["holiday"]] + [REST] * len(more)
                changed = True
                break
    return changed


HOLIDAY_HEAD = re.compile(f"[{LETTER['holiday_word']}{LETTER['month']}]")
