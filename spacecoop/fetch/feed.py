"""A feed's bytes to its entries: address, headline, author, day.

The articles themselves are fetched in ``collect``; what a feed says of them goes into their sidecars.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from urllib.parse import urljoin

from spacecoop.document.days import day_of
from spacecoop.document.fault import SourceError
from spacecoop.document.metadata import Metadata, flat, lenient
from spacecoop.fetch.wanted import address

# Feeds need no entities of their own; those that declare some are attacks, or not worth the risk.
ENTITY = re.compile(rb"<!\x00?E\x00?N\x00?T\x00?I\x00?T\x00?Y", re.IGNORECASE)
MOST_ENTRIES = 5000
# What headlines are marked up with; any other tag may be what the headline is about.
TAG = re.compile(r"(?i)</?(?:a|b|br|em|i|p|small|span|strong|sub|sup|u|wbr)\b[^<>]{0,200}>")
HEAD_BYTES = 100_000
LINK = re.compile(rb"(?i)<link\b[^<>]{1,1000}>")
FEED_TYPE = re.compile(rb"(?i)application/(?:rss|atom)\+xml")
HREF = re.compile(rb"(?i)\bhref\s{0,9}=\s{0,9}[\"']?([^\"'<>\s]{1,500})")


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
        raise _no_feed(raw, url)
    is_rss = str(parsed.get("version")).startswith("rss")
    found = {entry.url: entry for entry in _entries(entries[:MOST_ENTRIES], is_rss=is_rss)}
    return tuple(found.values())


def _entries(entries: list[object], *, is_rss: bool) -> Iterator[Entry]:
    for entry in entries:
        if not isinstance(entry, Mapping):
            continue
        try:
            url = address(str(entry.get("link") or "").strip().replace(" ", "%20"))
        except SourceError:
            continue  # an entry that leads nowhere announces no page
        author, title = entry.get("author"), entry.get("title")
        said, _ = lenient(
            {
                "title": TAG.sub("", title) if isinstance(title, str) else None,
                "author": author if isinstance(author, str) else None,
                # Atom's "updated" is the day of the last change; what RSS has under that name is Dublin Core's date.
                "published": _day(entry, "published") or (_day(entry, "updated") if is_rss else None),
            }
        )
        yield Entry(url, said)


def _day(entry: Mapping[object, object], name: str) -> date | None:
    """The day as it is written, which is that of the place; else the one that was made of it, which is that of Greenwich."""
    parsed = entry.get(f"{name}_parsed")
    try:
        return day_of(entry.get(name)) or date(parsed.tm_year, parsed.tm_mon, parsed.tm_mday)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
    except (AttributeError, ValueError, TypeError):
        return None


def _no_feed(raw: bytes, url: str) -> SourceError:
    """A page in place of a feed often names the feed."""
    for link in LINK.finditer(raw[:HEAD_BYTES]):
        named = HREF.search(link.group())
        if named is not None and FEED_TYPE.search(link.group()):
            feed = flat(urljoin(url, unescape(named.group(1).decode("utf-8", "replace"))))[:500]
            return SourceError("bad_feed", "This is a page, no feed.", f"Name the feed that the page names: {feed}")
    return _bad("This is no RSS or Atom feed.")


def _bad(reason: str) -> SourceError:
    return SourceError("bad_feed", reason, "Name another address, or take the feed out of feeds.toml.")
