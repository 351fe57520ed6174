"""How fast the engine is on this machine: importing it, the first article, every stage, and all of it, on one core.

Texts are the example articles, repeated to a few megabytes with their order turned, so that nothing can be remembered
between copies but the lexicons. Figures are medians over rounds; nothing here measures accuracy.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from spacecoop import Document, extract
from spacecoop.document.listing import list_sources
from spacecoop.document.read import read_source
from spacecoop.find import actors, dates, quantities, statements
from spacecoop.link import conferences, ties
from spacecoop.link.found import Mentions
from spacecoop.tables import mention_id
from spacecoop.text import Reading

SOURCES = Path(__file__).resolve().parents[1] / "sources"
START = "import time; s = time.process_time(); import spacecoop; i = time.process_time() - s"
FIRST = "d = spacecoop.Document(document_id='a', text='Delegates from 30 countries met in Paris on 3 May 2013.')"
STARTUP = f"{START}; {FIRST}; s = time.process_time(); spacecoop.extract(d); print(i, time.process_time() - s)"


def articles(megabytes: float) -> list[Document]:
    """The example articles, again and again under new names, until they fill ``megabytes`` of UTF-8."""
    read = [d for name in list_sources(SOURCES).names for d in read_source(SOURCES / name, root=SOURCES).documents]
    size = sum(len(d.text.encode()) for d in read)
    copies = max(1, round(megabytes * 1e6 / size))
    return [
        Document(document_id=f"{n}/{d.document_id}", text=d.text, published=d.published)
        for n in range(copies)
        for d in read[n % len(read) :] + read[: n % len(read)]
    ]


def startup(rounds: int) -> tuple[float, float]:
    """Seconds to import the package, and for the first extract after it, in a new interpreter that finds the modules'
    bytecode, as one does from the second start on."""
    with TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        runs = [
            subprocess.run(
                [sys.executable, "-c", STARTUP],
                capture_output=True,
                text=True,
                check=True,
                env=kept | {"PYTHONPYCACHEPREFIX": folder},
            )
            for _ in range(rounds + 1)
        ]
    pairs = [tuple(map(float, run.stdout.split())) for run in runs[1:]]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def stages(documents: list[Document]) -> dict[str, float]:
    """Seconds each stage takes over all documents, one after another as in ``extract``."""
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        made = work()
        spent[name] = spent.get(name, 0.0) + time.process_time() - start
        return made

    for document in documents:
        reading = Reading(document, partial(mention_id, document.document_id))
        timed("text", lambda r=reading: (r.zones, r.sentences, r.quotations, r.tokens))
        people = timed("actors", lambda r=reading: actors.find(r))
        said = timed("publication", lambda r=reading: dates.find_publication(r))
        days = timed("dates", lambda r=reading, s=said, p=people: dates.find(r, s, p))
        counts = timed("quantities", lambda r=reading, d=days, p=people: quantities.find(r, d, p))
        words = timed("statements", lambda r=reading, p=people: statements.find(r, p))
        found = Mentions(said, people, days, counts, words)
        timed("conferences", lambda r=reading, f=found: conferences.link(r, f))
        timed("ties", lambda r=reading, f=found: ties.link(r, f))
    return spent


def alone(documents: list[Document]) -> dict[str, float]:
    """Seconds each finder takes over all documents with nothing else between them; what they need is made before."""
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[..., Any], *given: list[Any]) -> list[Any]:
        start = time.process_time()
        made = [work(*one) for one in zip(*given, strict=True)]
        spent[f"{name} alone"] = time.process_time() - start
        return made

    readings = [Reading(document, partial(mention_id, document.document_id)) for document in documents]
    for reading in readings:
        _ = (reading.zones, reading.sentences, reading.quotations, reading.tokens)
    people = timed("actors", actors.find, readings)
    said = [dates.find_publication(reading) for reading in readings]
    days = timed("dates", dates.find, readings, said, people)
    timed("quantities", quantities.find, readings, days, people)
    timed("statements", statements.find, readings, people)
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=2.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    imported, first = startup(max(args.rounds, 3))
    documents = articles(args.megabytes)
    size = sum(len(d.text.encode()) for d in documents) / 1e6
    extract(documents[0])
    wholes: list[float] = []
    by_stage: list[dict[str, float]] = []
    for _ in range(args.rounds):
        start = time.process_time()
        for document in documents:
            extract(document)
        wholes.append(time.process_time() - start)
        by_stage.append(stages(documents) | alone(documents))
    rows = {"import, s": imported, "first extract, s": first, "everything, MB/s": size / statistics.median(wholes)}
    for name in by_stage[0]:
        rows[f"{name}, MB/s"] = size / statistics.median(round_[name] for round_ in by_stage)
    if args.json:
        print(json.dumps({k: round(v, 4) for k, v in rows.items()}, indent=1))
        return
    print(f"{len(documents)} articles, {size:.1f} MB, median of {args.rounds} rounds, one core")
    for name, value in rows.items():
        print(f"{name:24}{value:10.3f}")


if __name__ == "__main__":
    main()
