"""The words of one candidate by name: what ``resolve`` asks for a month, a count, a direction.

Numbers are put together here ("two thousand and ten", "2 1/2", "nineteen ninety-seven"); nothing is anchored.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacecoop.find.dates.words import NAME_OF, Meaning, Words
from spacecoop.frozen import frozen

FIGURES = frozenset(("small", "day_number", "two_digits", "integer", "year", "grouped", "decimal", "fraction"))
WORDS = frozenset(("one", "number", "teen", "ten", "hundred"))
OPEN = frozenset(("vague", "some", "hundreds"))
UNITS = frozenset(("unit", "units", "day", "quarter", "quarters", "second", "weekend", "weekends"))
UNIT_OF = {"day": "D", "quarter": "Q", "quarters": "Q", "second": "TS", "weekend": "WE", "weekends": "WE"}


@frozen
class Frame:
    """Names and meanings of a candidate's tokens, in order; ``first`` and ``end`` are token positions."""

    rule: str
    first: int
    end: int
    names: tuple[str, ...]
    values: tuple[Meaning, ...]

    def has(self, *names: str) -> bool:
        return any(name in self.names for name in names)

    def has_at(self, i: int, *names: str) -> bool:
        """Whether token ``i`` of the frame has one of these names."""
        return 0 <= i < len(self.names) and self.names[i] in names

    def at(self, *names: str) -> int:
        """Position of the first token with one of these names; -1 when there is none."""
        for i, name in enumerate(self.names):  # no generator: every date asks a dozen times
            if name in names:
                return i
        return -1

    def number(self, *names: str) -> int | None:
        """Whole value of the first token with one of these names."""
        i = self.at(*names)
        value = self.values[i] if i >= 0 else None
        return int(value) if isinstance(value, (int, float)) else None

    def word(self, *names: str) -> str | None:
        """Text value of the first token with one of these names."""
        i = self.at(*names)
        value = self.values[i] if i >= 0 else None
        return value if isinstance(value, str) else None

    def parts(self, *names: str) -> tuple[int, ...] | None:
        """Numbers of the first joined figure (2014-01-12, 12:30) with one of these names."""
        i = self.at(*names)
        value = self.values[i] if i >= 0 else None
        return value if isinstance(value, tuple) else None

    @property
    def year(self) -> int | None:
        """The year as a figure or in words."""
        said = self.number("year", "fiscal_year")
        if said is not None:
            return said
        short = self.number("two_digits") if self.has("apos") else None
        if short is not None:
            return short + (1900 if short >= 30 else 2000)
        return spoken_year(self.names, self.values)

    @property
    def month(self) -> int | None:
        return self.number("month", "month_short")

    @property
    def day(self) -> int | None:
        """Day of the month: a figure or ordinal beside the month."""
        return self.number("small", "day_number", "nth") or self.ordinal

    @property
    def ordinal(self) -> int | None:
        """First ordinal; twenty-first is put together."""
        i = self.at("ordinal", "second", "nth")
        if i < 0:
            return None
        value = self.values[i]
        n = 2 if self.names[i] == "second" else int(value) if isinstance(value, (int, float)) else None
        before = [j for j in (i - 1, i - 2) if j >= 0 and self.names[j] == "ten"]
        tens = self.values[before[0]] if before else None
        return n + int(tens) if n is not None and isinstance(tens, (int, float)) else n

    @property
    def units(self) -> tuple[str, ...]:
        """TIMEX3 letters of the units named, in order."""
        found: list[str] = []
        for name, value in zip(self.names, self.values, strict=True):
            if name in ("unit", "units") and isinstance(value, str):
                found.append(value)
            elif name in UNIT_OF:
                found.append(UNIT_OF[name])
        return tuple(found)

    @property
    def unit(self) -> str | None:
        return self.units[-1] if self.units else None

    @property
    def which(self) -> str | None:
        """last, this, next, that, same, before, after: the last of the direction words, "this past June" is last."""
        found = None
        for name, value in zip(self.names, self.values, strict=True):
            if name in ("which", "which_near"):
                found = str(value)
            elif name in ("that", "same", "these", "current", "latest") and found is None:
                found = {"current": "this", "these": "this", "latest": "latest"}.get(name, name)
        return found

    @property
    def modifier(self) -> str:
        """start, mid or end, as early, mid-, late and the end of say."""
        i = self.at("mod", "mod_more", "edge")
        if i >= 0:
            return str(self.values[i])
        if self.has("half", "latter", "part", "rest"):
            return "end" if self.has("latter", "rest", "second") else "start"
        return "approx" if self.has("about", "nearly") else "none"

    def amount(self) -> float | None:
        """The count before the unit: a figure, words, a fraction; None when the words leave it open."""
        return amount(self.names, self.values)


def spoken_year(names: Sequence[str], values: Sequence[Meaning]) -> int | None:
    """nineteen ninety-seven, nineteen hundred, two thousand and ten."""
    numbers = [
        int(v) if isinstance(v, (int, float)) else 1
        for n, v in zip(names, values, strict=True)
        if n == "one" or (n in WORDS and isinstance(v, (int, float)))
    ]
    if not numbers:
        return None
    if numbers[0] < 10 and len(numbers) > 1 and numbers[1] == 1000:
        return numbers[0] * 1000 + sum(numbers[2:])
    if len(numbers) > 1 and numbers[1] == 100:
        return numbers[0] * 100 + sum(numbers[2:])
    return numbers[0] * 100 + sum(numbers[1:]) if len(numbers) > 1 else None


def amount(names: Sequence[str], values: Sequence[Meaning]) -> float | None:
    """See ``Frame.amount``."""
    total: float | None = None
    for i, (name, value) in enumerate(zip(names, values, strict=True)):
        if name in UNITS:
            break
        if name in OPEN and not (name == "some" and names[i + 1 : i + 2] and names[i + 1] in FIGURES | WORDS):
            return None
        if name == "some":
            continue
        if name == "couple":
            return 2.0
        n = float(value) if isinstance(value, (int, float)) else 1.0
        if name == "half":
            total = (total or 0.0) + 0.5
        elif name == "hundred":
            total = (total or 1.0) * n
        elif name in FIGURES:
            total = _with_figure(names, values, i, n, total)
        elif name in WORDS:
            follows = names[i - 1] if i else ""
            if total is not None and follows in ("to", "or"):
                return n
            total = n if total is None or follows == "a" else total + n
        elif name == "a" and total is None:
            total = 1.0
    return total


def _with_figure(names: Sequence[str], values: Sequence[Meaning], i: int, n: float, total: float | None) -> float:
    """The amount with one more figure: 2 1/2 is two and a half, 2½ too; otherwise the last figure counts."""
    if total is None:
        return n
    if names[i] == "fraction" or names[i + 1 : i + 2] == ("slash",):
        return total + n
    top = values[i - 2] if i > 1 and names[i - 1] == "slash" else None
    return total - float(top) + float(top) / n if isinstance(top, (int, float)) and n else n


def frame(words: Words, rule: str, first: int, end: int) -> Frame:
    """The frame of the tokens ``first`` to ``end`` (half-open)."""
    names = tuple(map(NAME_OF.__getitem__, words.codes[first:end]))
    return Frame(rule, first, end, names, tuple(map(words.values.get, range(first, end))))
