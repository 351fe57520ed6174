"""What a run's results depend on beside the sources: the digests under which they may be used again.

Files and versions only; which results are kept is the business of ``cache`` and ``unchanged``.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import distributions, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("assets", "expectations", "pipelines", "spacecoop")
# What decides what is read and found, beside the engine's own files.
LIBRARIES = (
    "babel", "charset-normalizer", "dateparser", "htmldate", "lxml", "fastwarc", "pyahocorasick", "pyarrow", "pypdf",
    "trafilatura",
)  # fmt: skip


# What lays the rows out that are kept, and what decides whether they are right.
KEEPING = (
    "assets/cache.py",
    "assets/mentions.py",
    "assets/readings.py",
    "expectations/sound.py",
    "expectations/rules/*.py",
)


@cache
def extraction() -> str:
    """The digest of what reads and understands single documents, of the libraries it reads with, and of this Python."""
    from spacecoop.fingerprint import extraction_digest

    libraries = [f"{name} {version(name)}" for name in LIBRARIES]
    kept = [file.read_text(encoding="utf-8") for pattern in KEEPING for file in sorted(ROOT.glob(pattern))]
    return _digest([extraction_digest(), sys.version, *libraries, *kept])


@cache
def merging() -> str:
    """The digest of what understands documents and what merges them."""
    from spacecoop.fingerprint import engine_digest

    return _digest([extraction(), engine_digest()])


@cache
def everything() -> str:
    """The digest of all code that a release goes through, ours and others'."""
    said = {f"{found.metadata['Name']} {found.version}" for found in distributions()}
    files = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*") if _is_code(file))
    own = [f"{file.relative_to(ROOT).as_posix()} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files]
    return _digest([sys.version, *sorted(said), *own])


def _is_code(file: Path) -> bool:
    return file.is_file() and "__pycache__" not in file.parts


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
