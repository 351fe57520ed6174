"""The linear model: weights of hashed features, stored as bytes, summed for a segment's classes.

What the features are is said in ``features``; how the weights were learned, in ``tools/README.md``.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from spacecoop.find.actors.features import opened

CLASSES = ("NONE", "PER", "ORG", "LOC")
BITS = 18
LANE = 20
MASK = (1 << LANE) - 1
BIAS = 128
KEPT = 60_000


class Model:
    """Weights as one integer a bucket, a lane of ``LANE`` bits a class, so that one addition adds all classes."""

    def __init__(self, packed: list[int], unit: float) -> None:
        self._packed = packed
        self._unit = unit
        self._sums: dict[tuple[str, str], tuple[int, int]] = {}

    def score(self, keys: Iterable[tuple[str, str]]) -> list[float]:
        """The classes' scores, in nats, in the order of ``CLASSES``."""
        total = count = 0
        sums = self._sums
        for key in keys:
            held = sums.get(key)
            if held is None:
                held = self._open(key)
            total += held[0]
            count += held[1]
        zero, unit = BIAS * count, self._unit
        return [
            ((total & MASK) - zero) * unit,
            ((total >> LANE & MASK) - zero) * unit,
            ((total >> 2 * LANE & MASK) - zero) * unit,
            ((total >> 3 * LANE) - zero) * unit,
        ]

    def _open(self, key: tuple[str, str]) -> tuple[int, int]:
        if len(self._sums) > KEPT:
            self._sums.clear()  # sums can be made again: only memory is at stake
        names = opened(*key)
        held = sum(self._packed[bucket(name)] for name in names), len(names)
        self._sums[key] = held
        return held


def bucket(name: str) -> int:
    """Where a feature's weights lie."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass")) & ((1 << BITS) - 1)


@cache
def model() -> Model:
    """The shipped weights, read once."""
    raw = files("spacecoop.lexicon").joinpath("actors.model").read_bytes()
    return unpack(raw)


def pack(unit: float, weights: bytes) -> bytes:
    """A model file: the weight's unit in millionths of a nat, then the classes' signed bytes, bucket by bucket."""
    return round(unit * 1e6).to_bytes(4, "big") + zlib.compress(weights, 9)


def unpack(raw: bytes) -> Model:
    """The model of a file that ``pack`` made."""
    unit = int.from_bytes(raw[:4], "big") / 1e6
    weights = zlib.decompress(raw[4:])
    size = 1 << BITS
    lanes = [weights[i * size : (i + 1) * size] for i in range(len(CLASSES))]
    n, o, p, q = lanes
    packed = [
        a + (b << LANE) + (c << 2 * LANE) + (d << 3 * LANE) for a, b, c, d in zip(n, o, p, q, strict=True)
    ]  # bytes are weight + BIAS
    return Model(packed, unit)
