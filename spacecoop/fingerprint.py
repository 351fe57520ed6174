"""The digest of the engine: changes with every file whose change may change a row, and with nothing else.

A release keeps it, so that a row that changed while its source did not can be put down to the engine. What publishes
or prints rows is left out: it changes none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from spacecoop import lexicon

# What reads a source and says what it holds, and what makes of many documents what is published.
EXTRACTING = ("document", "find", "lexicon", "link", "tables", "text")
ROOMS = (*EXTRACTING, "merge")
MODULES = ("batch.py", "engine.py", "frozen.py", "uncollected.py")


@cache
def engine_digest() -> str:
    """SHA-256 over the names and bytes of the engine's modules and lexicons, in the order of the names."""
    return _digest_of(ROOMS)


@cache
def extraction_digest() -> str:
    """As ``engine_digest``, over what single documents are read and understood with: nothing that merges them."""
    return _digest_of(EXTRACTING)


def _digest_of(rooms: tuple[str, ...]) -> str:
    package = files("spacecoop")
    modules = {name: package / name for name in MODULES}
    for room in rooms:
        modules.update(_modules(package / room, room))
    total = hashlib.sha256(lexicon.digest().encode())
    for name in sorted(modules):
        content = modules[name].read_bytes()
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _modules(folder: Traversable, below: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{below}/{entry.name}"
        if entry.is_dir():
            yield from _modules(entry, name)
        elif entry.name.endswith(".py"):
            yield name, entry
