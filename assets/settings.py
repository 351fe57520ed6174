"""What the assets must be told by whoever runs them: where the sources lie, where to publish, how many processes.

Only the shape; the values come from ``pipelines``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from spacecoop.publish import KEEP


@dataclass(frozen=True, slots=True)
class Settings:
    """``workers`` is how many processes may extract at once; ``anew`` uses nothing that earlier runs kept: results are the
    same whatever either is. ``gold`` is a folder to measure accuracy against; ``keep`` older releases stay.
    """

    sources: Path
    output: Path
    workers: int
    anew: bool = False
    gold: Path | None = None
    keep: int = KEEP

    @property
    def work(self) -> Path:
        """Where tables between the stages lie; never published."""
        return self.output / ".work"

    @property
    def fetch_records(self) -> Path:
        """Where it is kept what was fetched, when, and with which headers; never published."""
        return self.output / ".fetch"
