"""Circles of things that are compared with one another and with nothing outside, so that each is settled by itself.

What an earlier merge settled of a circle holds as long as nothing that it follows from has changed: who is in it and what
their documents say. What is compared, and what comes of it, is the business of the callers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from spacecoop.merge.actor_renaming import InDocuments, Told
from spacecoop.merge.codes import Coded, Numbers, coded, together, words

Strings: TypeAlias = "pa.ChunkedArray[pa.StringScalar]"
DIGEST_BYTES = 16
# All of an article that ``extract`` reads, and its name, by which its rows are named.
FOLLOWED_FROM = ("document_id", "published", "published_source", "title", "text_sha256")


def digest(*said: object) -> bytes:
    """128 bits that tell these values from all others."""
    return blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()


def connected(members: Coded, keys: Coded) -> list[list[str]]:
    """The circles of members that have a key in common, and of those that have one with any of them: row by row a member
    and one of its keys. Circles and their members are sorted."""
    number = np.unique(together(members, keys))
    member, key = np.divmod(number, max(keys.size, 1))
    count = np.bincount(key, minlength=keys.size)
    is_shared = count[key] > 1
    circle = _smallest(member[is_shared], key[is_shared], members.size)
    names = words(members.values)
    found: dict[int, list[str]] = defaultdict(list)
    for place in np.unique(members.codes).tolist():
        found[int(circle[place])].append(names[place])
    return list(found.values())


def _smallest(member: Numbers, key: Numbers, size: int) -> Numbers:
    """For each of so many members the smallest that it is connected with through keys; ``member`` rises."""
    circle = np.arange(size)
    if len(member) == 0:
        return circle
    by_key = np.argsort(key, kind="stable")
    keys_begin = np.flatnonzero(np.append(True, np.diff(key[by_key]) != 0))
    members_begin = np.flatnonzero(np.append(True, np.diff(member) != 0))
    of_key = np.cumsum(np.append(0, np.diff(key[by_key]) != 0))
    place = np.empty(len(key), np.int64)
    place[by_key] = of_key
    while True:
        least = np.minimum.reduceat(circle[member[by_key]], keys_begin)[place]
        after = circle.copy()
        after[member[members_begin]] = np.minimum.reduceat(least, members_begin)
        after = after[after]  # what the smallest is connected with is connected too
        if np.array_equal(after, circle):
            return circle
        circle = after


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
