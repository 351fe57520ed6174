"""The hashes of files: taken of what is read and of nothing else, kept for files at rest, and never in the way of a run."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from assets import digests
from assets.digests import Digests
from assets.sources import manifest


def kept(root: Path, file: Path) -> set[str]:
    """The names of which a second run knows the hash without opening them."""
    return set(Digests.open(root, file)._before)


def look(root: Path, file: Path) -> dict[str, object]:
    found = Digests.open(root, file)
    files, _ = manifest(root, found)
    found.keep()
    return dict(zip(files.column("source").to_pylist(), files.column("sha256").to_pylist(), strict=True))


def test_hashes_are_kept_of_files_at_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, file = tmp_path / "sources", tmp_path / "digests.parquet"
    root.mkdir()
    (root / "a.txt").write_text("one")
    assert look(root, file) == {"a.txt": hashlib.sha256(b"one").hexdigest()}
    assert kept(root, file) == set()
    monkeypatch.setattr(digests, "SETTLED_SECONDS", -1.0)
    look(root, file)
    assert kept(root, file) == {"a.txt"}


@pytest.mark.parametrize("is_there", [True, False])
def test_when_every_file_was_just_written_or_all_are_gone_nothing_is_kept_and_nothing_breaks(
    is_there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, file = tmp_path / "sources", tmp_path / "digests.parquet"
    root.mkdir()
    (root / "a.txt").write_text("one")
    with monkeypatch.context() as patch:
        patch.setattr(digests, "SETTLED_SECONDS", -1.0)
        look(root, file)
    (root / "a.txt").unlink()
    if is_there:
        (root / "a.txt").write_text("another")
    assert len(look(root, file)) == is_there
    assert kept(root, file) == set()


@pytest.mark.timeout(60)
def test_a_pipe_a_device_and_a_file_that_grows_for_ever_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "a.toml")
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "b.txt").write_text("another")
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(digests.MOST_BYTES + 1)
    assert {name for name, digest in look(tmp_path, tmp_path / "d.parquet").items() if digest} == {"a.txt", "b.txt"}
    read = Digests.open(tmp_path, tmp_path / "none")
    assert read.of("pipe.txt") is None
    # The system says that the file is small, and then there is no end to it.
    monkeypatch.setattr(digests, "MOST_BYTES", 5)
    monkeypatch.setattr(digests, "PIECE", 2)
    assert Digests._taken(tmp_path / "b.txt") is None
    assert Digests._taken(tmp_path / "a.txt") is not None
