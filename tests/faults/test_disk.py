"""A disk that is full: nothing is half published, and the next run is as if nothing had been."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import deltalake
import pytest

import spacecoop.publish.release
from assets import made_by
from pipelines.__main__ import main
from pipelines.build import Built
from tests.faults.rights import permissions_count
from tests.pipeline.conftest import ARTICLE, Run
from tests.pipeline.test_run import digests

ROOT = Path(__file__).resolve().parents[2]
SMALL_FILES = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from pathlib import Path
import pyarrow as pa
from assets.cache import Cache
told = []
cache = Cache.open(Path(sys.argv[2]), "findings", pa.schema([("text", pa.string())]), told.append, anew=False)
noise = "".join(chr(33 + i * i % 90) + str(i) for i in range(60000))
cache.add(pa.table({"key": ["a"], "text": [noise]}))
print(len(told), *told)
"""


def grow(sources: Path) -> None:
    (sources / "wire" / "another.txt").write_text(ARTICLE.replace("third", "fourth"), encoding="utf-8")


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def assert_recovers(run: Run, tmp_path: Path) -> None:
    """A plain run publishes what one into an empty folder does, and leaves nothing of the one that failed."""
    again, plain = run(), run("plain")
    assert again.version == plain.version
    there, wanted = digests(tmp_path / "output" / "latest"), digests(tmp_path / "plain" / "latest")
    assert {n: d for n, d in there.items() if "hange" not in n and "CHANGES" not in n} == {
        n: d for n, d in wanted.items() if "hange" not in n and "CHANGES" not in n
    }
    assert list((tmp_path / "output" / ".work").glob("release-*")) == []


def test_a_disk_that_fills_while_the_cache_is_written_costs_the_next_run_time_alone(
    run: Run, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    grow(sources)
    with monkeypatch.context() as patch:
        patch.setattr(deltalake, "write_deltalake", full)
        assert run().is_published
    grown = digests(tmp_path / "output" / "latest")
    assert_recovers(run, tmp_path)
    assert digests(tmp_path / "output" / "latest") == grown


def test_a_cache_that_the_system_cuts_off_is_told_and_holds_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SMALL_FILES, "20000", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 What was found could not be kept")
    table = tmp_path / "cache" / made_by.extraction() / "findings"
    assert not deltalake.DeltaTable.is_deltatable(str(table)) or deltalake.DeltaTable(table).file_uris() == []


@pytest.mark.parametrize("moment", [0, 7, 30])
def test_a_disk_that_fills_while_the_release_is_written_leaves_the_last_one(
    moment: int, run: Run, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    before = digests(tmp_path / "output" / "latest")
    grow(sources)
    sound: Callable[[int], None] = os.fsync
    written: list[int] = []

    def fills(file: int) -> None:
        written.append(file)
        if len(written) > moment:
            full()
        sound(file)

    with monkeypatch.context() as patch:
        patch.setattr(spacecoop.publish.release.os, "fsync", fills)
        patch.setattr("assets.unchanged._write", lambda *_: None)
        built = run()
    assert_unpublished(built)
    assert digests(tmp_path / "output" / "latest") == before
    assert len(list((tmp_path / "output" / "releases").iterdir())) == 1
    assert_recovers(run, tmp_path)


@pytest.mark.parametrize("largest", [300, 15_000, 500_000])
def test_a_system_that_takes_no_larger_file_stops_a_run_wherever_it_is_and_the_last_release_stays(
    largest: int, run: Run, sources: Path, tmp_path: Path
) -> None:
    """The notes of a run's beginning, the tables between the stages and the cache, and the release do not fit."""
    run()
    before = digests(tmp_path / "output" / "latest")
    grow(sources)
    done = subprocess.run(
        [sys.executable, "-m", "pipelines", "run", "--sources", str(sources), "--output", str(tmp_path / "output")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
    )
    said = " ".join(done.stdout.split())
    assert done.returncode == 1, done.stderr
    assert "File too large" in said
    assert "Nothing was published. The last release stays as it was." in said
    assert "Traceback" not in done.stdout + done.stderr
    assert digests(tmp_path / "output" / "latest") == before
    assert_recovers(run, tmp_path)


@pytest.mark.parametrize("closed", ["output", "output/.work", "output/releases"])
def test_an_output_that_may_only_be_read_is_named_and_the_last_release_stays(
    closed: str, run: Run, sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    before = digests(tmp_path / "output" / "latest")
    grow(sources)
    folder = tmp_path / closed
    folder.chmod(0o500)
    with permissions_count():
        code = main(["run", "--sources", str(sources), "--output", str(tmp_path / "output"), "--workers", "1"])
    said = "".join(capsys.readouterr())
    folder.chmod(0o700)
    assert code == 1
    assert "Permission denied" in said
    assert str(tmp_path / "output") in said.replace("\n", "")
    assert "Traceback" not in said
    assert digests(tmp_path / "output" / "latest") == before
    assert_recovers(run, tmp_path)


def assert_unpublished(built: Built) -> None:
    assert not built.is_published
    assert any("No space left on device" in fault for fault in built.faults), built.faults


def test_the_limit_on_files_is_only_the_other_process_s() -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
