"""Circles of things that are compared with one another and with nothing outside, so that each is settled by itself.

What an earlier merge settled of a circle holds as long as nothing that it follows from has changed: who is in it and what
their documents say. What is compared, and what comes of it, is the business of the callers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from spacecoop.merge.actor_renaming import InDocuments, Told
from spacecoop.merge.codes import coded

Strings: TypeAlias = "pa.ChunkedArray[pa.StringScalar]"
DIGEST_BYTES = 16
# All of an article that ``extract`` reads, and its name, by which its rows are named.
FOLLOWED_FROM = ("document_id", "published", "published_source", "title", "text_sha256")


def digest(*said: object) -> bytes:
    """128 bits that tell these values from all others."""
    return blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()


def connected(pairs: Iterable[tuple[str, str]], *, least: int = 2) -> list[list[str]]:
    """The circles of at least so many: members that have a key in common, and those that have one with any of them.

    ``pairs`` are members and keys; circles and their members are sorted.
    """
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while (next_one := above[name]) != name:
            above[name] = name = above[next_one]
        return name

    holder: dict[str, str] = {}
    for member, key in pairs:
        above.setdefault(member, member)
        one, other = sorted((top(member), top(holder.setdefault(key, member))))
        above[other] = one
    circles: dict[str, list[str]] = defaultdict(list)
    for member in sorted(above):
        circles[top(member)].append(member)
    return [found for found in circles.values() if len(found) >= least]


@dataclass(frozen=True, slots=True)
class Saying:
    """What tells whether documents say what they said: a digest each, of all that their rows follow from."""

    documents: Mapping[str, bytes]

    @classmethod
    def of(cls, articles: pa.Table, told: Told) -> Saying:
        """Of the articles as extracted, with the identifiers that actors have in single documents."""
        columns = [articles[name].to_pylist() for name in FOLLOWED_FROM]
        found = {said[0]: digest(*said) for said in zip(*columns, strict=True)}
        renamed: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for renaming, _ in told.steps:
            if isinstance(renaming, InDocuments):
                names = (renaming.documents, renaming.old, renaming.new)
                for document, old, new in zip(*(column.to_pylist() for column in names), strict=True):
                    renamed[str(document)].append((str(old), str(new)))
        return cls(found | {name: digest(found[name], sorted(own)) for name, own in renamed.items()})

    def keys(self, circles: Sequence[Sequence[str]], members: Strings, documents: Strings) -> list[str]:
        """A key a circle, of its members and of what the documents say that name them; row by row ``members`` are named in
        ``documents``."""
        circle = {member: i for i, found in enumerate(circles) for member in found}
        member, document = coded(members), coded(documents)
        at = np.array([circle.get(str(name), -1) for name in member.values.to_pylist()], np.int64)
        number = at[member.codes]
        number = np.unique((number * document.size + document.codes)[number >= 0])
        said = np.frombuffer(b"".join(self.documents[str(n)] for n in document.values.to_pylist()), np.uint8)
        said = said.reshape(-1, DIGEST_BYTES)
        own, place = np.divmod(number, max(document.size, 1))
        ends = np.searchsorted(own, np.arange(len(circles) + 1))
        return [
            blake2b(digest(found) + said[place[begin:end]].tobytes(), digest_size=DIGEST_BYTES).hexdigest()
            for found, begin, end in zip(circles, ends[:-1], ends[1:], strict=True)
        ]
