"""The linear model: weights of hashed features, stored as bytes, summed for a segment's classes.

What the features are is said in ``features``; how the weights were learned, in ``tools/README.md``.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from zlib import crc32

from spacecoop.find.actors.features import WHOLE, opened

CLASSES = ("NONE", "PER", "ORG", "LOC")
BITS = 18
LAST_BUCKET = (1 << BITS) - 1
# Wide enough for what the longest name weighs: 24 words have less than 250 features, of 128 units at most.
LANE = 16
MASK = (1 << LANE) - 1
HALF = 1 << (LANE - 1)
HALVES = sum(HALF << (LANE * i) for i in range(len(CLASSES)))
BIAS = 128
BIASES = sum(BIAS << (LANE * i) for i in range(len(CLASSES)))
KEPT = 60_000


class _Sums(dict[tuple[str, str], int]):
    """The sum of a key's weights, made when it is first asked for."""

    def __init__(self, packed: Sequence[int]) -> None:
        super().__init__()
        self._packed = packed

    def __missing__(self, key: tuple[str, str]) -> int:
        if len(self) > KEPT:
            self.clear()
        role, said = key
        if role in WHOLE:
            held = self._packed[bucket(f"{role}={said}")] - BIASES
        else:
            names = opened(role, said)
            packed = self._packed
            held = sum([packed[bucket(name)] for name in names]) - len(names) * BIASES
        self[key] = held
        return held


class Model:
    """Weights, ``BIAS`` added to each, as one integer a bucket, a lane of ``LANE`` bits a class, so that one addition adds
    all classes."""

    def __init__(self, packed: Sequence[int], unit: float) -> None:
        self._unit = unit
        self._sums = _Sums(packed)
        self.names: dict[tuple[str, int], tuple[int, bool]] = {}

    def total(self, keys: Iterable[tuple[str, str]]) -> int:
        """The sum of the keys' weights, all classes in one integer; totals can be added."""
        return sum(map(self._sums.__getitem__, keys))

    def nats(self, total: int) -> list[float]:
        """The classes' scores in a total, in the order of ``CLASSES``."""
        lanes, unit = total + HALVES, self._unit
        return [
            ((lanes & MASK) - HALF) * unit,
            ((lanes >> LANE & MASK) - HALF) * unit,
            ((lanes >> 2 * LANE & MASK) - HALF) * unit,
            ((lanes >> 3 * LANE) - HALF) * unit,
        ]

    def keep(self, name: tuple[str, int], held: tuple[int, bool]) -> tuple[int, bool]:
        """Keeps what is the same in every document: a name's total, and whether no list knows its words."""
        if len(self.names) > KEPT:
            self.names.clear()  # it can be made again: only memory is at stake
        self.names[name] = held
        return held


def bucket(name: str) -> int:
    """Where a feature's weights lie."""
    return crc32(name.encode("utf-8", "surrogatepass")) & LAST_BUCKET


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
    lanes = bytearray(size * LANE // 8 * len(CLASSES))  # lowest byte first
    for i in range(len(CLASSES)):
        lanes[i * LANE // 8 :: LANE // 8 * len(CLASSES)] = weights[i * size : (i + 1) * size]
    packed = array("Q", lanes)
    if sys.byteorder == "big":
        packed.byteswap()
    return Model(packed, unit)
