"""What people wrote about a source: its own sidecar, and the ``_collection.toml`` of the folders it lies in.

Both are strict, since a person wrote them for this; what a source says of itself is read in ``metadata``.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from spacecoop.document.fault import SourceError
from spacecoop.document.formats import FORMATS, ending_of, stem_of
from spacecoop.document.metadata import SIDECAR_FIELDS, Metadata, flat, metadata

COLLECTION = "_collection.toml"
SIDECAR_BYTES = 1 << 20
# What a line of a .jsonl may be told to hold: its text as plain words or as HTML, and the fields of a sidecar.
TEXT_FIELD, HTML_FIELD = "text", "html"
MAPPED = (TEXT_FIELD, HTML_FIELD, *SIDECAR_FIELDS)
EXAMPLE = 'Write lines such as title = "..." and published = 2019-05-14.'
EXAMPLE_OF_FIELDS = '[fields] and below it text = "body"'
BARE = re.compile(r"^\S(?:.{0,198}\S)?$")


@dataclass(frozen=True, slots=True)
class Given:
    """What people said of one source; equal for equal claims, whatever their files look like.

    ``own`` is its sidecar's, ``defaults`` those of its folders; ``names`` are pairs of our field and a line's.
    """

    own: Metadata
    defaults: Metadata
    names: tuple[tuple[str, str], ...]

    def over(self, said: Metadata) -> Metadata:
        """The claims of an article that says ``said`` of itself: the sidecar's, then its own, then its folders'."""
        return self._filled(self.own.over(said))

    def under(self, said: Metadata) -> Metadata:
        """The claims of one article of many in a file: its own, then the sidecar's, then its folders'."""
        return self._filled(said.over(self.own))

    def _filled(self, claims: Metadata) -> Metadata:
        defaults = self.defaults
        if self.own.publish_words is not None:
            defaults = replace(defaults, publish_words=None)
        return claims.over(defaults)


def given_of(source: Path, root: Path) -> Given:
    """What was written about a source below ``root``; raises ``SourceError`` that names file, field and remedy."""
    has_lines = FORMATS.get(ending_of(source)) == "jsonl"
    defaults = Metadata()
    names: tuple[tuple[str, str], ...] = ()
    for folder in _folders(source, root):
        claims, mapped = _read(folder / COLLECTION, root, takes_fields=True)
        defaults, names = claims.before(defaults), mapped or names
    own, mapped = _read(sidecar_path(source), root, takes_fields=has_lines)
    return Given(own, defaults, (mapped or names) if has_lines else ())


def written_about(source: Path, root: Path) -> list[Path]:
    """The files, there or not, in which ``given_of`` looks: those of the folders from ``root`` down, then its own."""
    return [*(folder / COLLECTION for folder in _folders(source, root)), sidecar_path(source)]


def sidecar_path(source: Path) -> Path:
    """Where a source's sidecar lies: ``name.toml`` beside ``name.html`` and ``name.jsonl.gz``."""
    return source.with_name(f"{stem_of(source)}.toml")


def _folders(source: Path, root: Path) -> Iterator[Path]:
    """The folders a source lies in, from ``root`` down."""
    if not source.is_relative_to(root):
        yield source.parent
        return
    folder = root
    yield folder
    for part in source.parent.relative_to(root).parts:
        folder = folder / part
        yield folder


def _read(path: Path, root: Path, *, takes_fields: bool) -> tuple[Metadata, tuple[tuple[str, str], ...]]:
    if not os.path.lexists(path):
        return Metadata(), ()
    if path.is_symlink() and not (path.exists() and path.resolve().is_relative_to(root.resolve())):
        raise _bad(path, "links to no file inside the sources.", "Put the file itself there.")
    said = _parsed(path)
    names = _names(path, said.pop("fields")) if takes_fields and "fields" in said else ()
    for name in said:
        if name == "fields":
            raise _bad(path, "has 'fields', which only a .jsonl file has.", "Take the field out.")
        if name not in SIDECAR_FIELDS:
            meant = get_close_matches(name.lower(), SIDECAR_FIELDS, 1)
            remedy = f"Write {meant[0]!r}, or take it out" if meant else "Take it out"
            raise _bad(path, f"has an unknown field {name!r}.", f"{remedy}; allowed are {', '.join(SIDECAR_FIELDS)}.")
    try:
        return metadata(said), names
    except SourceError as fault:
        raise _bad(path, fault.reason, fault.remedy) from fault


def _parsed(path: Path) -> dict[str, object]:
    try:
        known = path.stat()
        # A pipe would be waited on for ever.
        if not stat.S_ISREG(known.st_mode):
            raise _bad(path, "is no regular file.", "Put the file itself there, or take it away.")
        raw = path.read_bytes() if known.st_size <= SIDECAR_BYTES else None
        said = None if raw is None else tomllib.loads(raw.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as fault:
        raise _bad(path, f"cannot be read as TOML ({flat(fault)}).", EXAMPLE) from fault
    if said is None:
        raise _bad(path, "is larger than 1 MB.", "Keep to the fields of a sidecar.")
    return said


def _names(path: Path, said: object) -> tuple[tuple[str, str], ...]:
    """The pairs of ``[fields]`` in the order of our fields."""
    if not isinstance(said, Mapping):
        raise _bad(path, "has 'fields' that is no table.", f"Write {EXAMPLE_OF_FIELDS}.")
    for ours, theirs in said.items():
        if ours not in MAPPED:
            raise _bad(path, f"maps an unknown field {ours!r}.", f"Take it out; allowed are {', '.join(MAPPED)}.")
        if not isinstance(theirs, str) or not BARE.match(theirs):
            raise _bad(path, f"maps the field {ours!r} to no name.", f"Write {EXAMPLE_OF_FIELDS}.")
    if TEXT_FIELD in said and HTML_FIELD in said:
        raise _bad(path, "maps both 'text' and 'html'.", "Keep the one that holds the article.")
    return tuple((ours, str(said[ours])) for ours in MAPPED if ours in said)


def _bad(path: Path, wrong: str, remedy: str) -> SourceError:
    return SourceError("bad_sidecar", f"{flat(path.name)}: {wrong}", remedy)
