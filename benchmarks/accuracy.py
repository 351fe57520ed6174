"""How right the engine is on gold data: precision, recall and F1 with intervals, a table and column, as accuracy.json.

``python -m benchmarks.accuracy --gold DIR`` prints the figures; with ``-o`` it writes the file that a release takes in.
The gold's folder may also stand in the setting SPACECOOP_GOLD. What counts as right is decided in ``judging``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks import gold as golds
from benchmarks import judging, judging_articles
from benchmarks.judging import Judge, Tally, What
from spacecoop import Document, extract
from spacecoop.fingerprint import engine_digest
from spacecoop.publish.accuracy import Accuracy, Figure

SETTING = "SPACECOOP_GOLD"
JUDGES: dict[str, Judge] = {
    "dates": judging.dates,
    "quantities": judging.quantities,
    "actors": judging.actors,
    "statements": judging.statements,
    "articles": judging_articles.articles,
}
SAMPLES, SEED, TAILS = 1_000, 20_260_101, (2.5, 97.5)


def measure(folder: Path) -> Accuracy:
    """The figures against every set of gold in the folder; raises ``FileNotFoundError`` where there is none."""
    figures = [figure for task in JUDGES for path in golds.sets(folder, task) for figure in _figures(task, path)]
    if not figures:
        raise FileNotFoundError(f"{folder} holds no gold: expected {', '.join(golds.FOLDERS.values())} with JSON lines")
    digest, day = golds.digest(folder)
    return Accuracy(digest, day, engine_digest(), tuple(figures))


def measured(folder: Path, kept: Path) -> Accuracy:
    """``measure``, or what it gave last time with the same gold and engine, which ``kept`` remembers."""
    if kept.is_file():
        try:
            last = Accuracy.decode(kept.read_bytes())
        except (ValueError, KeyError, TypeError):
            last = Accuracy()  # of another version: measured again
        if (last.gold_sha256, last.engine) == (golds.digest(folder)[0], engine_digest()):
            return last
    made = measure(folder)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(made.encode())
    return made


def _figures(task: str, path: Path) -> Iterator[Figure]:
    """The figures of one set, in the order in which they were first judged."""
    documents: list[dict[What, Tally]] = []
    for sample in golds.samples(path):
        found = extract(Document(document_id=sample.sample_id, text=sample.text, published=sample.published))
        documents.append(JUDGES[task](sample, found))
    name = path.stem if task != "articles" else "articles"
    for what in dict.fromkeys(what for one in documents for what in one):
        tallies = [one.get(what, Tally()) for one in documents]
        counts = np.array([(t.gold, t.found, t.right) for t in tallies], dtype=np.int64)
        if counts[:, 0].sum():
            yield _figure(what, name, counts)


def _figure(what: What, name: str, counts: np.ndarray) -> Figure:
    gold, found, right = (int(n) for n in counts.sum(axis=0))
    low, high = interval(counts)
    return Figure(
        table=what.table,
        column=what.column,
        what=what.says,
        gold_set=name,
        documents=len(counts),
        gold=gold,
        found=found,
        right=right,
        precision=round(right / found, 4) if found else 0.0,
        recall=round(right / gold, 4),
        f1=round(2 * right / (gold + found), 4),
        f1_low=low,
        f1_high=high,
    )


def interval(counts: np.ndarray) -> tuple[float, float]:
    """The F1 that 95 % of bootstrap samples of the documents lie between; a row a document: gold, found, right."""
    chance = np.random.Generator(np.random.PCG64(SEED))
    draws = chance.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=SAMPLES) @ counts
    both = draws[:, 0] + draws[:, 1]
    scores = np.divide(2 * draws[:, 2], both, out=np.zeros(SAMPLES), where=both > 0)
    low, high = np.percentile(scores, TAILS)
    return round(float(low), 4), round(float(high), 4)


def main() -> int:
    """Measure, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=os.environ.get(SETTING), help=f"folder of gold (or {SETTING})")
    parser.add_argument("-o", "--output", type=Path, help="file to write, usually accuracy.json")
    parser.add_argument("--json", action="store_true", help="print the file instead of the figures")
    given = parser.parse_args()
    if given.gold is None:
        print(f"No gold: name its folder with --gold or in {SETTING}.", file=sys.stderr)
        return 2
    made = measure(given.gold)
    if given.output is not None:
        given.output.write_bytes(made.encode())
    if given.json:
        print(json.dumps(json.loads(made.encode()), indent=2))
        return 0
    for f in made.figures:
        where = f"{f.table}.{f.column}" if f.column else f.table
        shares = f"P {100 * f.precision:5.1f}  R {100 * f.recall:5.1f}  F1 {100 * f.f1:5.1f}"
        print(f"{f.gold_set:12}{where:28}{shares}  ({100 * f.f1_low:.1f}-{100 * f.f1_high:.1f})  {f.what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
