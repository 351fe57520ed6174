"""A small folder of sources, and a process for Great Expectations that all tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipelines.build import Built, build
from pipelines.checking import Checking, checking

Run = Callable[..., Built]

ARTICLE = """VIENNA, 14 May 2019 - About 120 experts from 34 countries met in Vienna on Tuesday for the third \
Workshop on Open Orbit Data, organised by the United Nations Office for Outer Space Affairs.

"We share what we track," said Maria Lindqvist of the European Space Agency. The agency set aside 2.5 million euros \
for the catalogue. NASA and ESA signed an agreement to exchange tracking data until 2025.

The next workshop will take place in Lisbon from 4 to 6 June 2020.
"""
NOTE = """# Ground stations for Kenya

Kenya and Italy agreed on 3 March 2021 to modernise the Luigi Broglio centre near Malindi, the Italian Space Agency said.
"""


@pytest.fixture(scope="session")
def validator() -> Iterator[Checking]:
    with checking() as beside:
        yield beside


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Two collections with an article each."""
    folder = tmp_path / "sources"
    (folder / "wire").mkdir(parents=True)
    (folder / "notes").mkdir()
    (folder / "wire" / "workshop.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "notes" / "malindi.md").write_text(NOTE, encoding="utf-8")
    return folder


@pytest.fixture
def run(validator: Checking, sources: Path, tmp_path: Path) -> Run:
    """Build everything from ``sources`` into ``tmp_path / output``, as ``make run`` does."""

    def everything(output: str = "output", workers: int = 1) -> Built:
        return build(
            sources=str(sources),
            output=str(tmp_path / output),
            workers=workers,
            validator=validator,
            progress=lambda stage, what: None,
        )

    return everything
