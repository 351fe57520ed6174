"""What is kept between runs is thrown away when what made it changes, and not when something else does."""

from __future__ import annotations

import shutil
from pathlib import Path

import grimp
import pytest

from spacecoop import fingerprint

PACKAGE = Path(fingerprint.__file__).parent


def test_the_digest_of_extraction_covers_all_that_reading_and_extracting_import() -> None:
    graph = grimp.build_graph("spacecoop", cache_dir=None)
    doors = {"spacecoop.batch", "spacecoop.document.read", "spacecoop.document.listing", "spacecoop.document.sidecars"}
    used = set[str]().union(*(graph.find_upstream_modules(door) for door in doors)) | doors
    rooms = {name.split(".")[1] for name in used - {"spacecoop"}}
    assert rooms == {*fingerprint.EXTRACTING, *(name.removesuffix(".py") for name in fingerprint.MODULES)}


@pytest.fixture
def digests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package that the digests are taken of."""
    copy = tmp_path / "spacecoop"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(fingerprint, "files", lambda _: copy)
    return copy


def _taken() -> tuple[str, str]:
    return fingerprint.engine_digest.__wrapped__(), fingerprint.extraction_digest.__wrapped__()


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        ("merge/actors.py", (True, False)),
        ("publish/csv.py", (False, False)),
        ("find/dates/__init__.py", (True, True)),
        ("text/sketch.py", (True, True)),
        ("batch.py", (True, True)),
    ],
)
def test_an_edit_changes_the_digests_that_it_concerns(digests: Path, file: str, changes: tuple[bool, bool]) -> None:
    before = _taken()
    with (digests / file).open("a", encoding="utf-8") as module:
        module.write("# edited\n")
    assert tuple(was != now for was, now in zip(before, _taken(), strict=True)) == changes
