"""Two small articles as sources, the release made of them, and a copy of it to tamper with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pytest

from spacecoop import extract_batch
from spacecoop.batch import documents_table
from spacecoop.document.listing import list_sources
from spacecoop.document.read import read_source
from spacecoop.merge import merge
from spacecoop.merge.rulings import CORRECTIONS, read_rulings
from spacecoop.publish.release import write_release
from spacecoop.publish.released import Released

ARTICLES = {
    "one/prague.txt": (
        "Space workshop opens\n\nPRAGUE, June 23, 2014 (Wire) -- About 120 people from 30 countries gathered in Prague "
        "on Monday for the Third Workshop on Orbital Gardens, organised by the European Space Agency.\n\n"
        '"We have begun," said Jana Novak, director of the Czech Space Office. The budget is 2.5 million euros.\n'
    ),
    "one/=cmd.txt": (
        "Agreement signed\n\nJanuary 12, 2015 by Ann Lee\n\nNASA and the European Space Agency signed an agreement to "
        "share data from the mission with all of their partners in the world.\n"
    ),
}


def tables_of(folder: Path, previous: Released | None = None) -> dict[str, pa.Table]:
    """What a run of the pipeline hands to the release, in one process and without its checks."""
    names = list_sources(folder).names
    read = documents_table([d for name in names for d in read_source(folder / name, root=folder).documents])
    corrections = folder / CORRECTIONS
    rulings = read_rulings(corrections.read_bytes()) if corrections.is_file() else None
    return merge(extract_batch(read), read, previous=previous, rulings=rulings)


def write_articles(folder: Path, articles: dict[str, str]) -> Path:
    for name, text in articles.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """The bytes of every file of a release by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("sources"), ARTICLES)


@pytest.fixture(scope="session")
def released(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tables_of(sources), tmp_path_factory.mktemp("output")).path


@pytest.fixture
def copy(released: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(released, tmp_path / "copy"))
