"""What the assets must be told by whoever runs them: where the sources lie, where to publish, how many processes.

Only the shape; the values come from ``pipelines``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """``workers`` is how many processes may extract at once; results are the same for any number."""

    sources: Path
    output: Path
    workers: int

    @property
    def work(self) -> Path:
        """Where tables between the stages lie; never published."""
        return self.output / ".work"
