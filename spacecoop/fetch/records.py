"""What was fetched, when, with which headers: a small file for each address, and the pages as files below ``sources/``.

Each file is written aside and put in place by a rename, so that a kill leaves the old one or the new one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from spacecoop.document.fault import SourceError, printable
from spacecoop.document.metadata import Metadata, flat
from spacecoop.document.sidecars import sidecar_path
from spacecoop.tables import Problem

ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
}
PROBLEMS = "problems.json"
UNPLAIN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Record:
    """The last fetch of an address. ``time`` is ISO 8601 in UTC, ``source`` the path below ``sources/`` if it was kept.

    ``faults`` are address, problem, reason and remedy of what went wrong with it or, for a feed, with its pages.
    """

    url: str
    time: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    source: str | None = None
    sha256: str | None = None
    faults: tuple[tuple[str, ...], ...] = ()

    def conditional(self) -> dict[str, str]:
        """Request headers by which a server answers 304 when nothing has changed."""
        asked = {"If-None-Match": self.headers.get("etag"), "If-Modified-Since": self.headers.get("last-modified")}
        return {name: value for name, value in asked.items() if value}


class Records:
    """The records of one output, below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, url: str) -> Record | None:
        """The record of an address; null where there is none, or none that can be read."""
        try:
            said: object = json.loads(self._path(url).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(said, dict) or said.get("url") != url:
            return None
        kept = {str(name): value for name, value in said.items()}
        headers, faults = kept.get("headers"), kept.get("faults")
        return Record(
            url=url,
            time=str(kept.get("time")),
            address=str(kept.get("address")),
            headers={str(n): str(v) for n, v in headers.items()} if isinstance(headers, dict) else {},
            source=_text(kept.get("source")),
            sha256=_text(kept.get("sha256")),
            faults=tuple(
                tuple(map(str, fault))
                for fault in (faults if isinstance(faults, list) else [])
                if isinstance(fault, list) and len(fault) == 4
            ),
        )

    def keep(self, record: Record) -> None:
        """Put a record in place of the one before it."""
        said = {name: dict(value) if isinstance(value, Mapping) else value for name, value in asdict(record).items()}
        put(self._path(record.url), json.dumps(said, indent=1, sort_keys=True).encode())

    def keep_problems(self, problems: list[Problem]) -> None:
        """Put the problems of a fetch in place of those of the one before."""
        put(self._folder / PROBLEMS, json.dumps([asdict(row) for row in problems], indent=1).encode())

    def problems(self) -> list[Problem]:
        """The problems of the last fetch; none where their file is missing or spoilt."""
        try:
            said: object = json.loads((self._folder / PROBLEMS).read_bytes())
        except (OSError, ValueError, RecursionError):
            return []
        rows = [row for row in said if isinstance(row, dict)] if isinstance(said, list) else []
        names = [field.name for field in fields(Problem)]
        return [Problem(**{name: str(row[name]) for name in names}) for row in rows if set(names) <= set(row)]

    def _path(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.json"


def ending(content_type: str | None) -> str:
    """The ending of a page's file; raises ``SourceError`` for what is no page."""
    said = (content_type or "text/html").partition(";")[0].strip().lower()
    if said not in ENDINGS:
        raise SourceError(
            "not_a_page",
            f"The answer is {flat(said)[:40]!r}, no page.",
            "Name the page of an article; feeds go into feeds.toml.",
        )
    return ENDINGS[said]


def file_name(url: str) -> str:
    """The name of an address' file without its ending: host, last words of the path, and a hash of all of it."""
    parts = urlsplit(url)
    words = UNPLAIN.sub("-", parts.path.lower().rpartition(".")[0] or parts.path.lower()).strip("-")
    host = UNPLAIN.sub("-", (parts.hostname or "").lower()).strip("-")
    digest = hashlib.sha256(url.encode()).hexdigest()[:10]
    return "-".join(filter(None, (host[:40], words[-60:].strip("-"), digest)))


def put_page(folder: Path, name: str, body: bytes, said: Metadata) -> Path:
    """A page with its sidecar; the sidecar first, so that the page is never seen without it."""
    path = folder / name
    put(sidecar_path(path), _sidecar(said).encode())
    put(path, body)
    return path


def put(path: Path, content: bytes) -> None:
    """Write a file aside and rename it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(content)
    aside.replace(path)


def _sidecar(said: Metadata) -> str:
    lines: list[str] = []
    for name in ("title", "outlet", "author", "url", "language", "rights"):
        value = getattr(said, name)
        if value:
            lines.append(f"{name} = {json.dumps(printable(value), ensure_ascii=False)}")
    if said.published is not None:
        lines.append(f"published = {said.published.isoformat()}")
    if said.publish_words is not None:
        lines.append(f"publish_words = {str(said.publish_words).lower()}")
    return "".join(f"{line}\n" for line in lines)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
