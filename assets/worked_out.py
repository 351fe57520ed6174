"""What merging worked out, kept for the next run below ``.work/merged``, in the folder of the engine that did.

Another engine starts afresh, and what engines past worked out is removed. Losing any of it costs time and nothing else.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from assets import made_by
from assets.settings import Settings
from assets.stored import SUFFIX, Stored


@dataclass(frozen=True, slots=True)
class WorkedOut(MutableMapping[str, pa.Table]):
    """Tables by name, each read when it is asked for; ``tell`` hears of one that could not be kept."""

    folder: Path
    tell: Callable[[str], None]

    @classmethod
    def open(cls, given: Settings, tell: Callable[[str], None]) -> WorkedOut:
        """What earlier runs of this engine kept; nothing when all is made anew. The caller holds the lock of the output."""
        own = given.work / "merged" / made_by.merging()
        for other in (given.work / "merged").glob("*"):
            if other != own or given.anew:
                shutil.rmtree(other, ignore_errors=True)
        return cls(own, tell)

    def __getitem__(self, name: str) -> pa.Table:
        try:
            return self._stored(name).read()
        except (OSError, pa.ArrowException) as fault:
            raise KeyError(name) from fault

    def __setitem__(self, name: str, rows: pa.Table) -> None:
        try:
            self._stored(name).write(rows)
        except OSError as fault:
            self.tell(f"What was worked out could not be kept for the next run: {fault}")

    def __delitem__(self, name: str) -> None:
        self._stored(name).path.unlink(missing_ok=True)

    def __iter__(self) -> Iterator[str]:
        return (file.name.removesuffix(SUFFIX) for file in sorted(self.folder.glob(f"*{SUFFIX}")))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _stored(self, name: str) -> Stored:
        return Stored((self.folder / name).with_suffix(SUFFIX))
