"""Learns the actor finder's model from annotated texts and writes it as one small file, the same bytes each time.

    python tools/train_actors.py FOLDER [--output spacecoop/lexicon/actors.model] [--held-out N]

FOLDER holds the sets of the data card (tools/README.md) as JSON lines {"id", "text", "entities": [{"start", "end",
"type"}]}. Segments are cut by the finder's own rules, so that the model learns on what it will see. Needs numpy and scipy.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from spacecoop.document import Document
from spacecoop.document.zones import ZoneSpan
from spacecoop.find.actors import segments_of
from spacecoop.find.actors.features import Describing, is_unknown, opened
from spacecoop.find.actors.gazetteer import gazetteer
from spacecoop.find.actors.model import BIAS, BITS, CLASSES, bucket, pack
from spacecoop.find.actors.segments import Segment
from spacecoop.find.actors.vocabulary import vocabulary
from spacecoop.text import Reading

SETS = {
    "uner_ewt": 1.5,
    "wikigold": 1.2,
    "redocred": 0.7,
    "crossner_politics.train": 0.8,
    "crossner_politics.dev": 0.8,
    "wnut17.train": 0.3,
}
TYPES = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "NONE"}
RIDGE = 1.5
LEXICAL = ("s=", "w=", "fw=", "lw=", "iw=", "hw=")
VIEWS = ((), LEXICAL)


@dataclass(frozen=True, slots=True)
class Example:
    """One segment with its label: its features, the set it is from, and what it weighs."""

    features: tuple[str, ...]
    label: int
    weight: float
    corpus: str


def examples(folder: Path, held_out: int) -> Iterator[tuple[bool, Example]]:
    """Every labelled segment of the sets; true beside those of documents held out."""
    for name, weight in SETS.items():
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as handle:
            for number, line in enumerate(handle):
                row = json.loads(line)
                is_held = held_out > 0 and zlib.crc32(f"{name}{number}".encode()) % 10 < held_out
                for example in of_document(row["text"], row["entities"], name, weight):
                    yield is_held, example


def of_document(text: str, entities: list[dict[str, object]], corpus: str, weight: float) -> Iterator[Example]:
    """The examples of one annotated text."""
    reading = Reading(Document(document_id=corpus, text=text, published=None), str)
    reading.__dict__["zones"] = (ZoneSpan(0, len(text), "body"),)
    segments = segments_of(reading, text)
    describing = Describing(text, frozenset(text.split()), vocabulary(), gazetteer(), segments)
    spans = {(int(str(e["start"])), int(str(e["end"]))): TYPES[str(e["type"])] for e in entities}
    for segment in segments:
        label = label_of(segment, spans)
        if label is None or is_given(segment):
            continue
        keys = describing.word_keys(segment)
        keys = [*keys, describing.document_key(segment), *describing.context_keys(segment, is_unknown(keys))]
        yield Example(tuple(n for key in keys for n in opened(*key)), CLASSES.index(label), weight, corpus)


def is_given(segment: Segment) -> bool:
    """Whether the lexicon alone decides it, so that there is nothing to learn."""
    owners = (segment.listed,) if segment.listed else ()
    return any(o.kind == "country" for o in owners)


def label_of(segment: Segment, spans: dict[tuple[int, int], str]) -> str | None:
    """The class of a segment; null where the annotation cuts the words otherwise."""
    exact = spans.get((segment.start, segment.end))
    if exact is not None:
        return exact
    over = [kind for (start, end), kind in spans.items() if start < segment.end and segment.start < end]
    if not over:
        return "NONE"
    return "NONE" if set(over) == {"NONE"} else None


def matrix(rows: list[Example], columns: int) -> csr_matrix:
    """Hashed features, one row an example; the last columns are the sets' own biases."""
    names = list(SETS)
    indices: list[int] = []
    pointers = [0]
    for row in rows:
        indices.extend(sorted({bucket(n) for n in row.features}))
        indices.append((1 << BITS) + names.index(row.corpus))
        pointers.append(len(indices))
    values = np.ones(len(indices))
    return csr_matrix((values, np.array(indices), np.array(pointers)), shape=(len(rows), columns))


def fit(rows: list[Example]) -> np.ndarray:
    """Weights of a ridge-penalised multinomial regression, classes by buckets."""
    columns = (1 << BITS) + len(SETS)
    both = [
        _without(row, hidden) for hidden in VIEWS for row in rows
    ]  # so that contexts learn to speak for unknown names
    inputs = matrix(both, columns)
    labels = np.array([r.label for r in both])
    mass = np.array([r.weight for r in both]) / len(VIEWS)
    turned = inputs.T.tocsr()
    truth = np.zeros((len(both), len(CLASSES)))
    truth[np.arange(len(both)), labels] = 1

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(columns, len(CLASSES))
        logits = inputs @ weights
        logits -= logits.max(axis=1, keepdims=True)
        chances = np.exp(logits)
        chances /= chances.sum(axis=1, keepdims=True)
        value = -(mass * np.log(chances[np.arange(len(both)), labels] + 1e-12)).sum() + RIDGE / 2 * (flat**2).sum()
        slope = turned @ ((chances - truth) * mass[:, None]) + RIDGE * weights
        return float(value), slope.ravel()

    start = np.zeros(columns * len(CLASSES))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 90, "maxcor": 8})
    return found.x.reshape(columns, len(CLASSES))[: 1 << BITS]


def _without(row: Example, hidden: tuple[str, ...]) -> Example:
    """An example that cannot lean on the words themselves."""
    if not hidden:
        return row
    return Example(tuple(n for n in row.features if not n.startswith(hidden)), row.label, row.weight, row.corpus)


def quantise(weights: np.ndarray) -> tuple[float, bytes]:
    """Signed bytes around ``BIAS`` and the unit they count in."""
    unit = round(float(np.abs(weights).max()) / 127 * 1e6) / 1e6
    whole = np.clip(np.rint(weights / unit), -127, 127).astype(np.int16) + BIAS
    return unit, whole.T.astype(np.uint8).tobytes()


def report(rows: list[Example], weights: np.ndarray) -> None:
    """Share of held-out segments that get their class, by set."""
    inputs = matrix(rows, (1 << BITS) + len(SETS))[:, : 1 << BITS]
    guesses = (inputs @ weights).argmax(axis=1)
    for name in SETS:
        right = [int(g == r.label) for g, r in zip(guesses, rows, strict=True) if r.corpus == name]
        print(f"{name:26} {len(right):6} segments  {100 * sum(right) / max(len(right), 1):.1f} % right")


def main() -> None:
    """Reads the sets, learns, writes the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--output", type=Path, default=Path("spacecoop/lexicon/actors.model"))
    parser.add_argument("--held-out", type=int, default=0, help="tenths of the documents kept for the report")
    args = parser.parse_args()
    every = list(examples(args.folder, args.held_out))
    weights = fit([e for is_held, e in every if not is_held])
    report([e for is_held, e in every if is_held or args.held_out == 0], weights)
    unit, raw = quantise(weights)
    args.output.write_bytes(pack(unit, raw))
    print(f"{len(every)} segments, unit {unit}, {args.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
