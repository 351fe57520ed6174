"""The bytes of a source: bounded, from regular files alone, unpacked where the file is packed.

What the bytes say is told by the readers.
"""

from __future__ import annotations

import stat
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from spacecoop.document.fault import SourceError
from spacecoop.document.formats import FORMATS, ending_of, most_bytes

GZIP = 16 + zlib.MAX_WBITS
PIECE = 1 << 20
# Packed bytes are taken in small slices: what is left of one is copied again for each of its members.
SLICE = 8192


@contextmanager
def opened(path: Path) -> Generator[BinaryIO, None, None]:
    """A source of a format that is read and of a size that is taken, open; raises ``SourceError``.

    What the system refuses while the file is open is told in the same way.
    """
    ending = ending_of(path)
    if ending not in FORMATS:
        raise SourceError(
            "unknown_format", f"Files that end in {ending!r} are not read.", f"Use one of {', '.join(FORMATS)}."
        )
    try:
        known = path.stat()
        if not stat.S_ISREG(known.st_mode):
            raise SourceError("not_a_file", "This is no regular file.", "Put the article's file there.")
        if known.st_size > most_bytes(ending):
            raise _too_large(most_bytes(ending))
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as fault:
        raise SourceError("missing", "The file is gone.", "Put it back, or run again without it.") from fault
    except (OSError, ValueError) as fault:
        said = getattr(fault, "strerror", None) or "the system refuses it"
        raise SourceError("unreadable", f"The file cannot be read: {said}.", "Check its permissions.") from fault


def bytes_of(path: Path) -> bytes:
    """All bytes of a source, as they are in the file; raises ``SourceError``, also for a file of nothing."""
    limit = most_bytes(ending_of(path)) if ending_of(path) in FORMATS else 0
    with opened(path) as file:
        raw = file.read(limit + 1)
    if len(raw) > limit:
        raise _too_large(limit)
    if not raw.strip():
        raise SourceError("empty", "The file is empty.", "Put the article's text there, or take the file away.")
    return raw


def unpacked(raw: bytes, limit: int) -> tuple[bytes, SourceError | None]:
    """What gzip packed, one member or several; where the packing breaks off, what stands before that and the fault.

    Raises ``SourceError`` when it is no gzip at all or unpacks to more than ``limit`` bytes.
    """
    pieces: list[bytes] = []
    size, at, rest = 0, 0, b""
    member = None
    try:
        while rest or at < len(raw):
            if not rest:
                rest, at = raw[at : at + SLICE], at + SLICE
            if member is None:
                rest = rest.lstrip(b"\x00")
                if not rest:
                    continue
                member = zlib.decompressobj(GZIP)
            piece = member.decompress(rest, PIECE)
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise _bomb(limit)
            rest = member.unused_data if member.eof else member.unconsumed_tail
            member = None if member.eof else member
    except zlib.error as fault:
        if not size:
            raise _broken() from fault
        return b"".join(pieces), _broken()
    return b"".join(pieces), _broken() if member is not None else None


def _too_large(limit: int) -> SourceError:
    return SourceError(
        "too_large", f"The file is larger than {limit // 1_000_000} MB.", "Split it, or keep the article alone."
    )


def _bomb(limit: int) -> SourceError:
    return SourceError(
        "archive_bomb", f"The file unpacks to more than {limit // 1_000_000} MB.", "Split it into smaller files."
    )


def _broken() -> SourceError:
    return SourceError("broken_archive", "The packed file is broken or breaks off.", "Fetch or pack it again.")
