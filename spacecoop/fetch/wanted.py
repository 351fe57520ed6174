"""``feeds.toml``: which feeds and pages a user wants, into which collection, and how.

Strict: an unknown field or a wrong value is told with file, field and remedy; the other feeds are fetched.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from spacecoop.document.fault import SourceError
from spacecoop.document.metadata import Metadata, flat, metadata

NAME = "feeds.toml"
COLLECTION = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")
LARGEST = 1 << 20
CLAIMS = ("outlet", "author", "language", "rights", "publish_words")
FEED_FIELDS = ("url", "collection", *CLAIMS)
PAGES_FIELDS = ("urls", "collection", *CLAIMS)
SETTINGS = ("allow_private", "contact", "delay_seconds", "every_minutes", "most_new")


@dataclass(frozen=True, slots=True)
class Manners:
    """How to fetch. ``most_new`` pages a feed and run; a feed is looked at ``every_minutes`` at most."""

    allow_private: bool = False
    contact: str | None = None
    delay_seconds: float = 1.0
    every_minutes: float = 30.0
    most_new: int = 100


@dataclass(frozen=True, slots=True)
class Target:
    """A feed or a page; ``claims`` go into the sidecar of what it gives."""

    kind: Literal["feed", "page"]
    url: str
    collection: str
    claims: Metadata


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a ``feeds.toml`` says, and what is wrong with it."""

    manners: Manners
    targets: tuple[Target, ...]
    faults: tuple[SourceError, ...]


def read_wanted(path: Path) -> Wanted:
    """The feeds and pages of a ``feeds.toml``; one that cannot be read at all is a fault and nothing is wanted."""
    try:
        said = _parsed(path)
        manners = _manners(said)
    except SourceError as fault:
        return Wanted(Manners(), (), (fault,))
    targets: list[Target] = []
    faults: list[SourceError] = []
    for kind, entry in _entries(said):
        try:
            targets.extend(_targets(kind, entry))
        except SourceError as fault:
            faults.append(fault)
    faults.extend(
        _bad(f"has an unknown field {flat(name)!r}.", f"Take it out; allowed are feed, pages, {', '.join(SETTINGS)}.")
        for name in said
        if name not in (*SETTINGS, "feed", "pages")
    )
    return Wanted(manners, tuple({(t.url, t.collection): t for t in targets}.values()), tuple(faults))


def address(said: object) -> str:
    """A web address without its fragment; raises ``SourceError`` for what is none or holds a password."""
    url = said.strip().partition("#")[0] if isinstance(said, str) else ""
    try:
        parts = urlsplit(url)
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        port_is_right, parts = False, urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_right or len(url) > 2000:
        raise SourceError("bad_address", f"This is no web address: {flat(said)[:80]!r}.", "Write https://... .")
    if parts.username is not None or parts.password is not None:
        raise SourceError("bad_address", "The address holds a password.", "Take the password out.")
    if not url.isprintable() or " " in url:
        raise SourceError("bad_address", "The address holds spaces or unseen marks.", "Write %20 for a space.")
    return url


def _parsed(path: Path) -> dict[str, object]:
    try:
        raw = path.read_bytes() if path.stat().st_size <= LARGEST else b"\xff"
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as fault:
        raise _bad(
            f"cannot be read as TOML ({flat(fault)}).", "Write [[feed]] and below it url and collection."
        ) from fault


def _manners(said: Mapping[str, object]) -> Manners:
    given = {name: said[name] for name in SETTINGS if name in said}
    for field in fields(Manners):
        value = given.get(field.name)
        if value is None:
            continue
        if field.name == "allow_private" and not isinstance(value, bool):
            raise _bad("has 'allow_private' that is not true or false.", "Write true or false.")
        if field.name == "contact" and not (isinstance(value, str) and value.isprintable() and value.isascii()):
            raise _bad("has 'contact' that is not plain text.", "Write an address at which you are reached.")
        if field.name in ("delay_seconds", "every_minutes", "most_new") and (
            isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1_000_000
        ):
            raise _bad(f"has {field.name!r} that is no number from 0 on.", "Write a number.")
    contact = given.get("contact")
    return Manners(
        allow_private=given.get("allow_private") is True,
        contact=contact if isinstance(contact, str) else None,
        delay_seconds=_number(given, "delay_seconds", Manners().delay_seconds),
        every_minutes=_number(given, "every_minutes", Manners().every_minutes),
        most_new=int(_number(given, "most_new", Manners().most_new)),
    )


def _number(given: Mapping[str, object], name: str, otherwise: float) -> float:
    value = given.get(name)
    return float(value) if isinstance(value, int | float) else otherwise


def _entries(said: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for kind in ("feed", "pages"):
        entries = said.get(kind, [])
        for entry in entries if isinstance(entries, list) else [entries]:
            yield kind, entry


def _targets(kind: str, entry: object) -> Iterator[Target]:
    allowed = FEED_FIELDS if kind == "feed" else PAGES_FIELDS
    if not isinstance(entry, Mapping):
        raise _bad(f"has {kind!r} that is no table.", f"Write [[{kind}]] and below it {allowed[0]} and collection.")
    said: dict[str, object] = {str(name): value for name, value in entry.items()}
    for name in said:
        if name not in allowed:
            raise _bad(
                f"has an unknown field {name!r} in [[{kind}]].", f"Take it out; allowed are {', '.join(allowed)}."
            )
    collection = said.get("collection")
    if not isinstance(collection, str) or not COLLECTION.match(collection):
        raise _bad(f"has [[{kind}]] without a plain 'collection'.", "Name a folder: letters, digits, '.', '_' and '-'.")
    try:
        claims = metadata({name: value for name, value in said.items() if name in CLAIMS})
    except SourceError as fault:
        raise _bad(f"in [[{kind}]]: {fault.reason}", fault.remedy) from fault
    if kind == "feed":
        yield Target("feed", _address(said.get("url"), "url"), collection, claims)
        return
    urls = said.get("urls")
    if not isinstance(urls, list) or not urls:
        raise _bad("has [[pages]] without a list 'urls'.", 'Write urls = ["https://..."].')
    for url in urls:
        yield Target("page", _address(url, "urls"), collection, claims)


def _address(said: object, field: str) -> str:
    try:
        return address(said)
    except SourceError as fault:
        raise _bad(f"has a wrong {field!r}: {fault.reason}", fault.remedy) from fault


def _bad(wrong: str, remedy: str) -> SourceError:
    return SourceError("bad_feeds_file", f"{NAME} {wrong}", remedy)
