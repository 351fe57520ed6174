"""The verdicts of the last checks, kept beside the tables between the stages for the release to publish.

A verdict is there only while the very table stands that it is about: whoever puts another in its place calls
``forget`` first. What a verdict says is the business of ``outcome``.
"""

from __future__ import annotations

import json
from pathlib import Path

from expectations.outcome import CHECKS, Verdict
from spacecoop.tables import TABLES


def keep(work: Path, verdict: Verdict) -> None:
    """Keep a verdict below the folder where the tables between the stages lie."""
    path = _path(work, verdict.table, verdict.check)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    aside.write_text(json.dumps(verdict.as_json()), encoding="utf-8", errors="surrogatepass")
    aside.replace(path)


def forget(work: Path, table: str) -> None:
    """Remove what was said of a table, since it is about to be another."""
    for check in CHECKS:
        _path(work, table, check).unlink(missing_ok=True)


def kept(work: Path) -> tuple[Verdict, ...]:
    """The verdicts on the tables as they stand, in the order of ``TABLES`` and ``CHECKS``; none where a check has not run."""
    paths = (_path(work, table, check) for table in TABLES for check in CHECKS)
    return tuple(_read(path) for path in paths if path.is_file())


def _read(path: Path) -> Verdict:
    return Verdict.from_json(json.loads(path.read_text(encoding="utf-8", errors="surrogatepass")))


def _path(work: Path, table: str, check: str) -> Path:
    return work / "verdicts" / f"{table}.{check}.json"
