"""``accuracy.json``: how right the engine was on gold data, by table and column, as measured elsewhere.

Only its shape and wording; the measuring is done in ``benchmarks/`` of the checkout, which is not in the wheel.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

NOT_MEASURED = "not measured"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ``column`` is null where whole rows were judged. Shares are 0 to 1, the bounds those of F1 at 95 %.

    ``gold`` and ``found`` count what there was to find and what was found, ``right`` what of it agrees.
    """

    table: str
    column: str | None
    what: str
    gold_set: str
    documents: int
    gold: int
    found: int
    right: int
    precision: float
    recall: float
    f1: float
    f1_low: float
    f1_high: float


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Figures against one gold folder, told by the hash and date of its files; all null and empty without gold."""

    gold_sha256: str | None = None
    gold_date: str | None = None
    engine: str | None = None
    figures: tuple[Figure, ...] = ()

    def of(self, table: str, column: str | None) -> tuple[Figure, ...]:
        """The figures of a column, or of a table's rows, one a gold set."""
        return tuple(f for f in self.figures if f.table == table and f.column == column)

    def encode(self) -> bytes:
        """The file's bytes."""
        said = {
            "measured": bool(self.figures),
            "gold": {"sha256": self.gold_sha256, "date": self.gold_date} if self.gold_sha256 else None,
            "engine": self.engine,
            "interval": "95 % of 1 000 bootstrap samples of the documents, fixed seed",
            "figures": [asdict(figure) for figure in self.figures],
        }
        if not self.figures:
            said["why"] = "No gold data was given to this build."
        return (json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode()

    @classmethod
    def decode(cls, data: bytes) -> Accuracy:
        """What ``encode`` wrote; raises ``ValueError`` that names what is missing."""
        said: Any = json.loads(data)
        names = [f.name for f in fields(Figure)]
        figures: list[Figure] = []
        for number, row in enumerate(said["figures"]):
            missing = [name for name in names if name not in row]
            if missing:
                raise ValueError(f"accuracy.json: figure {number} lacks {', '.join(missing)}; measure again")
            figures.append(Figure(**{name: row[name] for name in names}))
        gold: Mapping[str, Any] = said["gold"] or {}
        return cls(gold.get("sha256"), gold.get("date"), said["engine"], tuple(figures))


def worded(figures: tuple[Figure, ...]) -> str:
    """Figures in one line for people: F1 in per cent with its interval, and the gold set."""
    said = [f"{100 * f.f1:.0f} ({100 * f.f1_low:.0f}–{100 * f.f1_high:.0f}) {f.gold_set}" for f in figures]
    return "; ".join(said)
