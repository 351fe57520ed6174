"""A run ends at once when it would publish what is published already, and in doubt goes on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assets import made_by, unchanged
from pipelines.__main__ import main
from pipelines.build import Built, build
from pipelines.checking import Checking
from tests.pipeline.conftest import ARTICLE, Run
from tests.pipeline.test_run import digests


@pytest.fixture(autouse=True)
def at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of the test are as if they had lain there for long."""
    monkeypatch.setattr(unchanged, "SETTLED_SECONDS", -1)


def test_a_second_run_opens_nothing_and_leaves_the_release(run: Run, tmp_path: Path) -> None:
    first = run()
    before = digests(tmp_path / "output")
    second = run()
    assert second == Built({}, (), None, (), first.version)
    assert digests(tmp_path / "output") == before


def test_it_is_told_and_no_failure(run: Run, sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    version = run().version
    assert main(["run", "--sources", str(sources), "--output", str(tmp_path / "output"), "--workers", "1"]) == 0
    told = capsys.readouterr()
    assert f"Nothing changed since release {version}" in " ".join(told.out.split())
    assert len(told.out.splitlines()) == 2  # the stage that looked, and this; nothing of what did not run
    assert told.err == ""


def touch(sources: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sources / "wire" / "workshop.txt"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"third", b"ninth"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def add_sidecar(sources: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (sources / "wire" / "workshop.toml").write_text('outlet = "Wire"\n', encoding="utf-8")


def remove(sources: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (sources / "wire" / "workshop.txt").unlink()


def lose_latest(sources: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (output / "latest").unlink()


def lose_release(sources: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(output / "releases")


def cut_a_file(sources: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (output / "latest" / "csv" / "dates.csv").open("rb+") as file:
        file.truncate(9)


def lose_a_file(sources: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (output / "latest" / "tables" / "ties.parquet").unlink()


def change_code(sources: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made_by, "everything", lambda: "another")


def spoil_record(sources: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (output / ".work" / "published.json").write_bytes(b'{"version":')


def just_written(sources: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "SETTLED_SECONDS", 1e9)


@pytest.mark.parametrize(
    "change",
    [
        touch,
        add_sidecar,
        remove,
        lose_latest,
        lose_release,
        cut_a_file,
        lose_a_file,
        change_code,
        spoil_record,
        just_written,
    ],
)
def test_what_may_have_changed_is_built(
    change: Callable[[Path, Path, pytest.MonkeyPatch], None],
    run: Run,
    sources: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run()
    change(sources, tmp_path / "output", monkeypatch)
    assert run().is_published


def test_a_run_that_did_not_publish_is_done_again(
    run: Run, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    (sources / "wire" / "another.txt").write_text(ARTICLE.replace("third", "fourth"), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("spacecoop.publish.release.write_release", lambda *_, **__: 1 / 0)
        assert not run().is_published
    assert run().is_published


def test_a_build_anew_gives_the_same_bytes(run: Run, sources: Path, tmp_path: Path, validator: Checking) -> None:
    first = run()
    (sources / "wire" / "another.txt").write_text(ARTICLE.replace("third", "fourth"), encoding="utf-8")
    grown = run()
    before = digests(tmp_path / "output" / "latest")
    again = build(
        sources=str(sources), output=str(tmp_path / "output"), workers=1, validator=validator, anew=True,
        progress=lambda stage, what: None,
    )  # fmt: skip
    assert first.version != grown.version == again.version
    assert digests(tmp_path / "output" / "latest") == before


def test_the_explorers_scripts_are_put_together_once(run: Run, sources: Path, tmp_path: Path) -> None:
    run()
    (script,) = (tmp_path / "output" / ".work" / "scripts").iterdir()
    made = script.read_bytes()
    page = tmp_path / "output" / "latest" / "explorer" / "index.html"
    assert made in page.read_bytes()
    script.write_bytes(made + b"/* kept */")
    touch(sources, tmp_path, pytest.MonkeyPatch())
    run()
    assert b"/* kept */" in page.read_bytes()
