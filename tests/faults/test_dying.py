"""Articles and sources over which a process dies: found, told in ``problems``, and all others are taken."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from assets import mentions, readings
from assets.cache import Cache
from assets.heaps import Heaps
from assets.mentions import TEXTS, extract_all
from assets.readings import READINGS, read_all
from assets.sources import manifest
from assets.stored import Stored
from expectations.declaration import Shown
from pipelines.checking import Checking, CheckingDiedError, checking
from spacecoop.batch import UNBOUND
from spacecoop.tables.arrow import to_arrow
from tests.faults.deadly import DEADLY, dies, dies_of_one, dies_reading
from tests.pipeline.conftest import ARTICLE

NAMES = [f"wire/{i}.txt" for i in range(4)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    (folder / "wire").mkdir(parents=True)
    for i, name in enumerate(NAMES):
        said = DEADLY if i == 2 else f"the {i + 5}th Workshop"
        (folder / name).write_text(ARTICLE.replace("the third Workshop", said), encoding="utf-8")
    return folder


def read(root: Path, work: Path, workers: int) -> tuple[Stored, list[dict[str, str]]]:
    cache = Cache.open(work, "readings", READINGS, print, anew=False)
    found = read_all(manifest(root)[0], root, workers, cache)
    stored = Stored(work / "articles.arrow")
    stored.write(found.articles)
    return stored, found.problems.to_pylist()


def extracted(articles: Stored, work: Path, workers: int) -> tuple[list[str], dict[str, str]]:
    """The articles that were taken, and what is told of the others."""
    findings = Cache.open(work, "findings", UNBOUND, print, anew=False)
    found = extract_all(articles, workers, findings, Heaps.empty(work / "found"))
    taken = found.tables[TEXTS].read_all().column("document_id").to_pylist()
    assert set(found.tables["dates"].read_all().column("document_id").to_pylist()) == set(taken)
    return taken, {row.source: f"{row.problem}: {row.reason}" for row in found.problems}


@pytest.mark.timeout(900)
def test_an_article_that_kills_its_process_is_left_out_and_told_and_the_others_are_taken(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles, _ = read(root, tmp_path, 1)
    with monkeypatch.context() as patch:
        patch.setattr(mentions, "WORTH_A_POOL", 0)
        patch.setattr(mentions, "extract_piece", dies_of_one)
        taken, told = extracted(articles, tmp_path, 2)
        assert taken == [name for name in NAMES if name != "wire/2.txt"]
        assert told.keys() == {"wire/2.txt"}
        assert "extraction_failed" in told["wire/2.txt"]
        assert "died" in told["wire/2.txt"]
        # What was lost once is not tried again in the process of the run itself, however little there is to do.
        patch.setattr(mentions, "WORTH_A_POOL", 1 << 40)
        assert extracted(articles, tmp_path, 2) == (taken, told)
    (root / "wire" / "2.txt").unlink()
    (root / "wire" / "5.txt").write_text(ARTICLE, encoding="utf-8")
    mark = Cache.open(tmp_path, "findings", UNBOUND, print, anew=False).mark
    assert mark.exists()
    assert extracted(read(root, tmp_path, 1)[0], tmp_path, 1)[1] == {}
    assert not mark.exists()


@pytest.mark.timeout(900)
def test_a_source_that_kills_its_reader_is_told_and_the_others_are_read(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "wire" / "2.txt").rename(root / "wire" / "deadly.txt")
    monkeypatch.setattr(readings, "WORTH_A_POOL", 0)
    monkeypatch.setattr(readings, "SOURCES_A_PIECE", 2)
    monkeypatch.setattr(readings, "read_piece", dies_reading)
    articles, problems = read(root, tmp_path, 2)
    names = articles.read(["document_id"]).column("document_id").to_pylist()
    assert names == [name for name in NAMES if name != "wire/2.txt"]
    assert [(row["source"], row["problem"]) for row in problems] == [("wire/deadly.txt", "reader_failed")]


@pytest.mark.timeout(300)
def test_the_process_that_checks_is_begun_anew_when_it_dies_and_told_when_it_dies_again() -> None:
    shown = Shown.of("actors", to_arrow("actors", []))

    def kill(beside: Checking) -> None:
        for process in list(beside._pool._processes.values()):
            os.kill(process.pid, signal.SIGKILL)
            process.join()

    with checking() as beside:
        first = beside.judge("actors", shown.values, shown.keys).result()
        assert first
        kill(beside)
        assert beside.judge("actors", shown.values, shown.keys).result() == first
        asked = beside.judge("actors", shown.values, shown.keys)
        kill(beside)
        assert asked.result() == first
        with pytest.raises(CheckingDiedError, match=r"want of memory\. Free some and run again\."):
            beside._ask(dies).result()
        assert beside.judge("actors", shown.values, shown.keys).result() == first
