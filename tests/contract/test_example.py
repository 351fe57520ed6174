"""The example release in the documentation is what today's engine makes of the articles that come with the project."""

from __future__ import annotations

import json
from pathlib import Path

from spacecoop.publish.verify import verify
from tools.build_example import EXAMPLE, SOURCES, example

LARGEST = 1_500_000


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def without_engine(index: bytes) -> dict[str, object]:
    """The index but for the digest of the engine, which changes with every comment in its code."""
    said = json.loads(index)
    assert len(said.pop("engine")) == 64
    return said


def test_the_example_is_up_to_date() -> None:
    lies, made = files(EXAMPLE), example()
    assert lies.keys() == made.keys(), "run `make example`"
    assert [path for path in made if path != "index.json" and lies[path] != made[path]] == [], "run `make example`"
    assert without_engine(lies["index.json"]) == without_engine(made["index.json"]), "run `make example`"


def test_the_example_holds_and_is_small() -> None:
    assert verify(EXAMPLE, SOURCES) == []
    assert sum(map(len, files(EXAMPLE).values())) < LARGEST
