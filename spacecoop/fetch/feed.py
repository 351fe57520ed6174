"""A feed's bytes to its entries: address, headline, author, day.

The articles themselves are fetched in ``collect``; what a feed says of them goes into their sidecars.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from spacecoop.document.fault import SourceError
from spacecoop.document.metadata import Metadata, lenient
from spacecoop.fetch.wanted import address

# Feeds need no entities of their own; those that declare some are attacks, or not worth the risk.
ENTITY = re.compile(rb"<!\x00?E\x00?N\x00?T\x00?I\x00?T\x00?Y", re.IGNORECASE)
MOST_ENTRIES = 5000


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed announces."""

    url: str
    said: Metadata


def read_feed(raw: bytes, url: str) -> tuple[Entry, ...]:
    """The entries that lead to a page, each address once; raises ``SourceError`` for what is no feed."""
    import feedparser

    if ENTITY.search(raw):
        raise _bad("The feed declares entities, which may blow it up.")
    try:
        parsed = feedparser.parse(
            io.BytesIO(raw), response_headers={"content-location": url, "content-type": "application/xml"}
        )
        entries, is_feed = parsed.get("entries"), parsed.get("version") and not parsed.get("bozo")
    except (
        ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError
    ) as fault:  # fmt: skip
        raise _bad("The feed cannot be read.") from fault
    if not isinstance(entries, list) or not (entries or is_feed):
        raise _bad("This is no RSS or Atom feed.")
    found = {entry.url: entry for entry in _entries(entries[:MOST_ENTRIES])}
    return tuple(found.values())


def _entries(entries: list[object]) -> Iterator[Entry]:
    for entry in entries:
        if not isinstance(entry, Mapping):
            continue
        try:
            url = address(entry.get("link"))
        except SourceError:
            continue  # an entry that leads nowhere announces no page
        author = entry.get("author")
        said, _ = lenient(
            {
                "title": entry.get("title"),
                "author": author if isinstance(author, str) else None,
                "published": _day(entry.get("published_parsed")),
            }
        )
        yield Entry(url, said)


def _day(parsed: object) -> date | None:
    try:
        return date(parsed.tm_year, parsed.tm_mon, parsed.tm_mday)  # pyright: ignore[reportAttributeAccessIssue]
    except (AttributeError, ValueError, TypeError):
        return None


def _bad(reason: str) -> SourceError:
    return SourceError("bad_feed", reason, "Name another address, or take the feed out of feeds.toml.")
