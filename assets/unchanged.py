"""Whether a run would publish what is published already: same sources at a glance, same code, release still in place.

A glance is trusted only where every file had been at rest before the run that is to be repeated began; in doubt the run
goes on, which costs time and nothing else.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assets import made_by
from assets.settings import Settings
from assets.sight import SETTLED_SECONDS, look


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that decides a release; ``is_settled`` says that no file was touched shortly before."""

    sources: str
    code: str
    is_settled: bool


def inputs_of(given: Settings) -> Inputs:
    """What a run that begins now would start from."""
    now = time.time()
    sight = look(given.sources, now)
    where = f"{given.sources}\0{sight.digest}\0{given.keep}\0{_gold(given)}"
    return Inputs(where, made_by.everything(), sight.newest < now - SETTLED_SECONDS)


def _gold(given: Settings) -> str:
    """What of the gold a release shows depends on; empty without gold."""
    if given.gold is None:
        return ""
    from benchmarks.gold import digest

    return digest(given.gold)[0]


def published_already(given: Settings, inputs: Inputs) -> str | None:
    """The version in place when it was made from these very inputs; null when it was not, or when in doubt."""
    from spacecoop.publish.released import is_complete

    said = _read(_record(given))
    version = said.get("version")
    if not inputs.is_settled or (said.get("sources"), said.get("code")) != (inputs.sources, inputs.code):
        return None
    if not isinstance(version, str) or (given.output / "latest").resolve() != _release(given, version):
        return None
    return version if is_complete(given.output / "latest") else None


def begin(given: Settings, inputs: Inputs, run_id: str) -> None:
    """Note what a run starts from."""
    _write(_begun(given), {"run": run_id, "sources": inputs.sources, "code": inputs.code, "settled": inputs.is_settled})


def begun(given: Settings) -> str | None:
    """The run that last noted what it starts from."""
    said = _read(_begun(given)).get("run")
    return said if isinstance(said, str) else None


def finish(given: Settings, run_id: str, version: str) -> str | None:
    """Note the version that a run made of what it started from; returns the other one that an earlier run made of it.

    A run that began elsewhere, or from files that were moving, leaves nothing to trust.
    """
    start, before = _read(_begun(given)), _read(_record(given))
    _record(given).unlink(missing_ok=True)
    with suppress(OSError):
        _write(_folder(given), _place(given))
    if start.get("run") != run_id or not start.get("settled"):
        return None
    _write(_record(given), {"version": version, "sources": start["sources"], "code": start["code"]})
    is_same = all(start[part] == before.get(part) for part in ("sources", "code"))
    return str(before["version"]) if is_same and before["version"] != version else None


def vanished(given: Settings) -> str | None:
    """What to tell when the folder of sources is empty and not the folder that the release in place was made from, as
    where a disk is not there; null otherwise."""
    before = _read(_folder(given))
    if not before or before == _place(given) or not (given.output / "latest").is_dir():
        return None
    return (
        f"There is nothing in {given.sources}, and it is not the folder that the last release was made from: "
        f"is its disk there? Nothing was published. To publish without any article, take away {_folder(given)} first."
    )


def _place(given: Settings) -> dict[str, object]:
    seen = given.sources.stat()
    return {"path": str(given.sources), "device": seen.st_dev, "inode": seen.st_ino}


def _release(given: Settings, version: str) -> Path:
    return (given.output / "releases" / version).resolve()


def _record(given: Settings) -> Path:
    return given.work / "published.json"


def _folder(given: Settings) -> Path:
    return given.work / "folder.json"


def _begun(given: Settings) -> Path:
    return given.work / "begun.json"


def _read(path: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        said = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(said, dict):
            return said
    return {}


def _write(path: Path, said: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    with aside.open("w", encoding="utf-8", errors="surrogateescape") as file:
        json.dump(said, file)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
