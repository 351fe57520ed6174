"""How rows are named so that a name never moves: content-derived, with no counter and no clock.

A mention's local name is its table and offsets; its published identifier hashes that with the document's. What many
documents share is named by its folded name instead.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from hashlib import blake2b


def local_id(table: str, start_char: int, end_char: int, part: str = "") -> str:
    """The name of a row within its document; ``part`` tells apart rows of one table on the same words."""
    return f"{table}:{start_char}-{end_char}{':' + part if part else ''}"


def mention_id(document_id: str, local: str) -> str:
    """80 bits of BLAKE2b over document and local name, as 20 hexadecimal digits."""
    return blake2b(f"{document_id}\0{local}".encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def mention_ids(
    documents: Sequence[str], parents: Sequence[int], names: Sequence[str | None], before: str = ""
) -> list[str | None]:
    """``mention_id`` of many local names at once, null for null.

    The name at ``i`` is of the document at ``parents[i]``; ``before`` stands before local names and before identifiers.
    """
    seeds = [blake2b(f"{name}\0".encode("utf-8", "surrogatepass"), digest_size=10) for name in documents]
    made: list[str | None] = []
    for name, parent in zip(names, parents, strict=True):
        if name is None:
            made.append(None)
            continue
        hashed = seeds[parent].copy()
        hashed.update(name[len(before) :].encode("utf-8", "surrogatepass"))
        made.append(before + hashed.hexdigest())
    return made


def fold(name: str) -> str:
    """A name as a readable part of an identifier: ASCII letters and digits joined by ``-``.

    Names whose letters have no ASCII base keep a hash, so that two of them never share an identifier.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    words = plain.translate(_BREAKS).split()
    if not words:
        return mention_id("", name)
    return "-".join(words)


_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "ı": "i",
     "’": "'", "‘": "'", "–": "-", "—": "-"}
)  # fmt: skip
_BREAKS = str.maketrans({chr(i): " " for i in range(128) if not chr(i).isalnum()} | {"'": ""})
