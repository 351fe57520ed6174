"""What of the engine's rows agrees with gold, counted a document: spans and values of dates, quantities, names, quotations.

Whole articles are judged in ``judging_articles``; shares and intervals are reckoned in ``accuracy``.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from benchmarks.gold import Sample
from spacecoop.engine import Found
from spacecoop.lexicon import currencies, units
from spacecoop.tables import DateMention, QuantityMention

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class What:
    """What is judged: a column, or whole rows where it is null."""

    table: str
    column: str | None
    says: str


@dataclass(slots=True)
class Tally:
    """What there was to find in one document, what was found, and what of it is right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def add(self, *, gold: int, found: int, right: int) -> None:
        self.gold, self.found, self.right = self.gold + gold, self.found + found, self.right + right


Tallies = dict[What, Tally]
Judge = Callable[[Sample, Found], Tallies]


def tallies() -> defaultdict[What, Tally]:
    return defaultdict(Tally)


def paired(gold: Sequence[Span], found: Sequence[Span]) -> list[tuple[int, int]]:
    """One-to-one pairs of spans that overlap: equal ones first, then the largest overlap, then the order of the text."""
    options: list[tuple[bool, int, int, int]] = []
    for i, (start, end) in enumerate(gold):
        for j, (first, last) in enumerate(found):
            shared = min(end, last) - max(start, first)
            if shared > 0:
                options.append(((start, end) != (first, last), -shared, i, j))
    return one_to_one((i, j) for _, _, i, j in sorted(options))


def one_to_one(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs whose members no earlier pair holds."""
    lefts: set[int] = set()
    rights: set[int] = set()
    kept: list[tuple[int, int]] = []
    for i, j in pairs:
        if i not in lefts and j not in rights:
            lefts.add(i)
            rights.add(j)
            kept.append((i, j))
    return kept


def span(row: Any) -> Span:
    return row.start_char, row.end_char


# Dates: TIMEX3 as TempEval judges it.
DATE_ROWS = What("dates", None, "spans, exactly")
DATE_VALUE = What("dates", "value", "spans that overlap and have an equivalent TIMEX3 value")
DATE_KIND = What("dates", "kind", "spans that overlap and have the TIMEX3 type")


def dates(sample: Sample, found: Found) -> Tallies:
    """TIMEX3 spans, values and types."""
    gold, rows = sample.gold["timex"], found.dates
    pairs = paired([(g["start"], g["end"]) for g in gold], [span(r) for r in rows])
    made = tallies()
    checks: dict[What, Callable[[dict[str, Any], DateMention], bool]] = {
        DATE_ROWS: lambda g, r: (g["start"], g["end"]) == span(r),
        DATE_VALUE: lambda g, r: equivalent(r.value) in {equivalent(v) for v in (g["value"], *g.get("alt", ()))},
        DATE_KIND: lambda g, r: g["type"].lower() == r.kind,
    }
    for what, is_right in checks.items():
        made[what].add(gold=len(gold), found=len(rows), right=sum(is_right(gold[i], rows[j]) for i, j in pairs))
    return made


LARGER = {"M": (12, "Y"), "D": (7, "W"), "TH": (24, "D")}


def equivalent(value: str) -> str:
    """One spelling for a TIMEX3 value: no zero seconds, no zone, whole years, weeks and days by their name."""
    said = re.sub(r"(Z|[+-]\d\d:?\d\d)$", "", value.strip()) if "T" in value and "P" not in value else value.strip()
    said = re.sub(r"(T\d\d:\d\d):00(\.0+)?$", r"\1", said)
    counted = re.fullmatch(r"P(T?)(\d+)([MDH])", said)
    if counted and (larger := LARGER.get(counted[1] + counted[3])) and int(counted[2]) % larger[0] == 0:
        return f"P{int(counted[2]) // larger[0]}{larger[1]}"
    return said


# Quantities: by their values, as gold of running news gives no offsets.
QUANTITY_ROWS = What("quantities", None, "values, a document")
QUANTITY_COMPARATOR = What("quantities", "comparator", "right values with the comparator")
QUANTITY_CURRENCY = What("quantities", "currency", "right values of money with the currency")
QUANTITY_UNIT = What("quantities", "unit", "right values with the unit of measure")
COMPARATORS = {
    "=": {"exact"},
    "~": {"about", "nearly"},
    ">": {"more_than", "at_least"},
    "<": {"less_than", "at_most", "up_to"},
}


def quantities(sample: Sample, found: Found) -> Tallies:
    """Values as a bag, then comparator, currency and unit of those that agree."""
    gold = sample.gold["quantities"]
    rows = [row for row in found.quantities if _value(row) is not None]
    pairs = one_to_one(
        (i, j) for i, g in enumerate(gold) for j, r in enumerate(rows) if _close(_gold_value(g), _value(r))
    )
    made = tallies()
    made[QUANTITY_ROWS].add(gold=len(gold), found=len(rows), right=len(pairs))
    told = [i for i, g in enumerate(gold) if g["comparator"] in COMPARATORS]
    right = sum(rows[j].comparator in COMPARATORS.get(gold[i]["comparator"], ()) for i, j in pairs)
    untold = sum(i not in told for i, _ in pairs)
    made[QUANTITY_COMPARATOR].add(gold=len(told), found=len(rows) - untold, right=right)
    for what, column, known in ((QUANTITY_CURRENCY, "currency", _currency), (QUANTITY_UNIT, "unit", _unit)):
        wanted = {i: code for i, g in enumerate(gold) if (code := known(g))}
        unsure = sum(getattr(rows[j], column) is not None and i not in wanted for i, j in pairs)
        right = sum(i in wanted and getattr(rows[j], column) == wanted[i] for i, j in pairs)
        filled = sum(getattr(row, column) is not None for row in rows)
        made[what].add(gold=len(wanted), found=filled - unsure, right=right)
    return made


def _gold_value(row: dict[str, Any]) -> tuple[float, ...] | None:
    if row["value"] is not None:
        return (float(row["value"]),)
    return (float(row["low"]), float(row["high"])) if row["low"] is not None and row["high"] is not None else None


def _value(row: QuantityMention) -> tuple[float, ...] | None:
    if row.value is not None:
        return (row.value,)
    return (row.low, row.high) if row.low is not None and row.high is not None else None


def _close(one: tuple[float, ...] | None, other: tuple[float, ...] | None) -> bool:
    if one is None or other is None or len(one) != len(other):
        return False
    return all(math.isclose(a, b, rel_tol=1e-9) for a, b in zip(one, other, strict=True))


def _currency(row: dict[str, Any]) -> str | None:
    """The code of a currency that gold names in words; null for other units and for names of none."""
    return _currency_codes().get(str(row["unit"]).lower()) if row["kind"] == "money" else None


@cache
def _currency_codes() -> dict[str, str]:
    named = {"dollar": "USD"}
    for currency in currencies():
        for name in (currency.name, *currency.singular, *currency.plural):
            named.setdefault(name.lower(), currency.code)
    return named


def _unit(row: dict[str, Any]) -> str | None:
    """The UCUM code of a unit that gold names in words; null for money and for counted things."""
    return _ucum_codes().get(str(row["unit"]).lower()) if row["kind"] != "money" else None


@cache
def _ucum_codes() -> dict[str, str]:
    named = {"percentage": "%"}
    for unit in units():
        for name in unit.names:
            named.setdefault(name.lower(), unit.ucum)
    return named


# Names: spans, and spans with their class.
NAME_ROWS = What("actor_mentions", None, "spans of people, bodies and places, exactly")
NAME_KIND = What("actor_mentions", "kind", "exact spans with the class person, body or place")
CLASSES = {"person": "PER", "country": "LOC", "place": "LOC", "mission": "MISC"}
JUDGED = {"PER", "ORG", "LOC"}


def actors(sample: Sample, found: Found) -> Tallies:
    """Names of people, bodies and places; adjectives of nations and works are annotated otherwise and left out."""
    gold = {(e["start"], e["end"]): e["type"] for e in sample.gold["entities"]}
    rows = {
        span(m): "MISC" if m.form == "demonym" else CLASSES.get(m.kind, "ORG") for m in reversed(found.actor_mentions)
    }
    wanted = {at: kind for at, kind in gold.items() if kind in JUDGED}
    given = {at: kind for at, kind in rows.items() if kind in JUDGED}
    made = tallies()
    made[NAME_ROWS].add(gold=len(wanted), found=len(given), right=len(wanted.keys() & given.keys()))
    made[NAME_KIND].add(gold=len(wanted), found=len(given), right=len(wanted.items() & given.items()))
    return made


# Quotations: content and speaker.
QUOTE_ROWS = What("statements", None, "direct quotations that share half their characters")
QUOTE_SPEAKER = What("statements", "speaker", "found quotations with the speaker")
MARKS = re.compile(r"[\"“”«»„]([^\"“”«»„]+)(?:[\"“”«»„]|$)")
HALF, WORDS = 0.5, 4


def statements(sample: Sample, found: Found) -> Tallies:
    """Quotations of four words or more between their marks."""
    quotes = [q for q in sample.gold["quotes"] if q["content"] and _is_direct(sample.text, q["content"])]
    rows = [r for r in found.statements if r.kind != "indirect" and _is_direct(sample.text, [span(r)])]
    told = [{c for start, end in q["content"] for c in range(start, end)} for q in quotes]
    said = [set(range(*span(row))) for row in rows]
    shares = sorted((-len(a & b) / len(a | b), i, j) for i, a in enumerate(told) for j, b in enumerate(said) if a & b)
    pairs = one_to_one((i, j) for share, i, j in shares if -share >= HALF)
    made = tallies()
    made[QUOTE_ROWS].add(gold=len(quotes), found=len(rows), right=len(pairs))
    with_speaker = [(quotes[i]["speaker"], rows[j]) for i, j in pairs if quotes[i]["speaker"]]
    named = [(spans, row) for spans, row in with_speaker if row.speaker_start_char is not None]
    right = sum(
        any(start < (row.speaker_end_char or 0) and (row.speaker_start_char or 0) < end for start, end in spans)
        for spans, row in named
    )
    made[QUOTE_SPEAKER].add(gold=len(with_speaker), found=len(named), right=right)
    return made


def _is_direct(text: str, content: Iterable[Span]) -> bool:
    words = " ".join(text[start:end] for start, end in content)
    return any(len(quoted[1].split()) >= WORDS for quoted in MARKS.finditer(words))
