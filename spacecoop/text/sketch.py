"""A few numbers by which near copies of a text find each other, and the runs of words by which they are compared.

Every text is sketched once, when it is read; what is a copy of what is decided in ``merge.copies``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from zlib import crc32

from spacecoop.frozen import frozen

WORD = re.compile(r"\w+")
# Words so common that every sentence has some: a sketch looks at the runs that begin with them and at no others.
ANCHORS = frozenset(("the", "of", "in"))
ANCHORED = 4
# Of a run's hashes the smallest are kept: what two texts share, they share among the smallest too (min-wise hashing).
KEPT = 64
# Words in a run of the exact comparison: one that is changed changes three runs.
RUN = 3


@frozen
class Body:
    """What is kept of an article's own words, so that copies of it are found: where they stand (start, end, start, end
    and so on), how many they are, their hash, and their sketch."""

    spans: tuple[int, ...]
    words: int
    digest: str
    sketch: tuple[int, ...]


def sketched(text: str, spans: Iterable[tuple[int, int]]) -> Body:
    """The body that stands in some parts of a text."""
    parts = tuple(spans)
    said = words(text, parts)
    digest = blake2b(" ".join(said).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return Body(tuple(end for part in parts for end in part), len(said), digest, sketch(said))


def words(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """The words of some parts of a text; case, punctuation and white space do not count."""
    return WORD.findall(" ".join([text[start:end] for start, end in spans]).casefold())


def sketch(said: Sequence[str]) -> tuple[int, ...]:
    """At most ``KEPT`` hashes (32 bits) of runs of words, ascending; the same on every machine."""
    starts = [i for i, word in enumerate(said) if word in ANCHORS]
    hashes = {crc32(" ".join(said[i : i + ANCHORED]).encode("utf-8", "surrogatepass")) for i in starts}
    return tuple(sorted(hashes)[:KEPT])


def runs(said: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Every run of ``RUN`` words."""
    return frozenset(zip(*(said[i:] for i in range(RUN)), strict=False))
