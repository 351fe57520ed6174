"""An output in which somebody meddled, or that a run left half done: told in plain words, and the next run heals it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.build import Built, build
from pipelines.checking import Checking
from tests.pipeline.conftest import ARTICLE, NOTE
from tests.pipeline.test_run import digests


@dataclass(frozen=True)
class World:
    """Two folders of sources, and an output that was published from the first of them."""

    folder: Path
    validator: Checking

    def run(self, sources: str, output: str) -> Built:
        return build(
            sources=str(self.folder / sources),
            output=str(self.folder / output),
            workers=1,
            validator=self.validator,
            progress=lambda stage, what: None,
        )

    def published(self, output: str) -> dict[str, str]:
        """All but what tells of the release before."""
        found = digests(self.folder / output / "latest")
        return {name: digest for name, digest in found.items() if "change" not in name.lower()}

    def again(self) -> Path:
        """The output as it was when nobody had touched it, but for the note that spares a run that changes nothing."""
        output = self.folder / "output"
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(self.folder / "first", output, symlinks=True)
        (output / ".work" / "published.json").unlink(missing_ok=True)
        return output


@pytest.fixture(scope="module")
def world(validator: Checking, tmp_path_factory: pytest.TempPathFactory) -> World:
    made = World(tmp_path_factory.mktemp("world"), validator)
    for sources, names in (("few", "ab"), ("more", "abc")):
        (made.folder / sources / "wire").mkdir(parents=True)
        for name in names:
            (made.folder / sources / "wire" / f"{name}.txt").write_text(ARTICLE.replace("third", f"{name}th"))
        (made.folder / sources / "malindi.md").write_text(NOTE)
    assert made.run("few", "first").is_published
    assert made.run("more", "plain").is_published
    return made


def turned(path: Path, at: float = 0.5) -> None:
    """Some bytes in a file become others."""
    raw = bytearray(path.read_bytes())
    start = int(len(raw) * at)
    raw[start : start + 64] = bytes(byte ^ 0xFF for byte in raw[start : start + 64])
    path.write_bytes(raw)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def no_work(output: Path) -> None:
    shutil.rmtree(output / ".work")


def damaged_work(output: Path) -> None:
    """With what a run may leave that was killed, and some that none does."""
    for path in (output / ".work" / "tables").rglob("*.arrow"):
        cut(path)
    for path in (output / ".work").rglob("*.json"):
        if "cache" not in path.parts:
            path.write_bytes(b"[\xff")
    (output / ".work" / "digests.parquet").write_bytes(b"PAR1" + b"\0" * 40)
    for folder in (output / ".work" / "cache").iterdir():
        (folder / "findings.begun").touch()
        (folder / "readings.begun").touch()
    for name in ("runs/folder", "release-gone/tables", "release-to-be/stray"):
        (output / ".work" / name).mkdir(parents=True)


def damaged_log(output: Path) -> None:
    """Without the tables between the stages, so that the cache is asked."""
    shutil.rmtree(output / ".work" / "tables")
    for path in (output / ".work" / "cache").rglob("_delta_log/*.json"):
        turned(path)


def damaged_cache(output: Path) -> None:
    shutil.rmtree(output / ".work" / "tables")
    for path in (output / ".work" / "cache").rglob("*.parquet"):
        turned(path)


@pytest.mark.parametrize(
    "meddle",
    [
        no_work,
        damaged_work,
        damaged_log,
        damaged_cache,
    ],
)
def test_whatever_was_done_to_an_output_the_next_run_publishes_all_of_it(
    meddle: Callable[[Path], None], world: World
) -> None:
    """From the same sources, whose release stands there already, and from more."""
    for sources, wanted in (("few", "first"), ("more", "plain")):
        output = world.again()
        meddle(output)
        built = world.run(sources, "output")
        assert built.faults == ()
        assert built.is_published
        assert world.published("output") == world.published(wanted)
        assert json.loads((output / "latest" / "changes.json").read_text(encoding="utf-8"))["to"] == built.version
        assert list((output / ".work").glob("release-*")) == []


def test_a_table_between_the_stages_that_breaks_in_the_middle_is_named_and_the_run_after_heals_it(world: World) -> None:
    output = world.again()
    for path in (output / ".work" / "tables").rglob("*.arrow"):
        turned(path)
    before = world.published("output")
    (fault,) = world.run("more", "output").faults
    assert "articles.arrow is damaged" in fault
    assert "Run again" in fault
    assert world.published("output") == before
    assert world.run("more", "output").is_published
    assert world.published("output") == world.published("plain")


def test_a_folder_in_the_place_of_the_lock_is_named_and_left(world: World) -> None:
    output = world.again()
    (output / ".lock").unlink()
    (output / ".lock").mkdir()
    (fault,) = world.run("more", "output").faults
    assert "Is a directory" in fault
    assert str(output / ".lock") in fault
    assert world.published("output") == world.published("first")
