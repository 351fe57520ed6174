"""Sources that go while they are read, and workers that die: told in ``problems`` or done again, never lost."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import assets.sources
from tests.faults.rights import permissions_count
from tests.pipeline.conftest import ARTICLE, Run


def published(output: Path, table: str, column: str) -> list[str]:
    return pq.read_table(output / "latest" / "tables" / f"{table}.parquet").column(column).to_pylist()


def test_a_source_deleted_between_listing_and_reading_is_told_and_the_others_are_published(
    run: Run, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = assets.sources.manifest

    def listed(*given: object) -> object:
        found = sound(*given)
        (sources / "wire" / "workshop.txt").unlink()
        return found

    with monkeypatch.context() as patch:
        patch.setattr(assets.sources, "manifest", listed)
        assert run().is_published
    assert published(tmp_path / "output", "documents", "document_id") == ["notes/malindi.md"]
    assert published(tmp_path / "output", "problems", "source") == ["wire/workshop.txt"]
    assert run().is_published
    assert published(tmp_path / "output", "problems", "source") == []


def test_a_disk_that_is_gone_takes_no_article_out_of_the_release(run: Run, sources: Path, tmp_path: Path) -> None:
    """Where a disk was, an empty folder is left, which is another one."""
    assert run().is_published
    sources.rename(tmp_path / "disk")
    sources.mkdir()
    (fault,) = run().faults
    assert f"There is nothing in {sources}" in fault
    assert "is its disk there?" in fault
    assert len(published(tmp_path / "output", "documents", "source")) == 2
    sources.rmdir()
    (tmp_path / "disk").rename(sources)
    assert run().faults == ()
    for path in sources.rglob("*.*"):
        path.unlink()
    assert run().is_published
    assert published(tmp_path / "output", "documents", "source") == []


def test_sources_that_may_not_be_read_take_no_article_out_of_the_release(
    run: Run, sources: Path, tmp_path: Path
) -> None:
    assert run().is_published
    sources.chmod(0)
    try:
        with permissions_count():
            (fault,) = run().faults
    finally:
        sources.chmod(0o700)
    assert "Permission denied" in fault
    assert str(sources) in fault
    assert len(published(tmp_path / "output", "documents", "source")) == 2


@pytest.mark.timeout(300)
def test_what_is_no_file_is_told_and_nothing_waits_for_it(run: Run, sources: Path, tmp_path: Path) -> None:
    os.mkfifo(sources / "wire" / "pipe.txt")
    os.mkfifo(sources / "notes" / "malindi.toml")
    (sources / "wire" / "device.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(sources / "wire")  # the path of a socket must be short
        try:
            one.bind("socket.txt")
        finally:
            os.chdir(here)
    assert run().is_published
    told = dict(
        zip(*(published(tmp_path / "output", "problems", column) for column in ("source", "problem")), strict=True)
    )
    assert told == {
        "notes/malindi.md": "bad_sidecar",
        "wire/device.txt": "link_outside",
        "wire/pipe.txt": "not_a_file",
        "wire/socket.txt": "not_a_file",
    }
    assert published(tmp_path / "output", "documents", "source") == ["wire/workshop.txt"]


def test_a_hundred_thousand_empty_files_are_a_row_each_and_the_articles_are_published(
    run: Run, sources: Path, tmp_path: Path
) -> None:
    (sources / "empty").mkdir()
    for i in range(100_000):
        (sources / "empty" / f"{i}.txt").touch()
    try:
        assert run().is_published
    finally:
        # The folders of the last tests are kept, which so many files would make slow to remove.
        shutil.rmtree(sources / "empty")
    assert published(tmp_path / "output", "documents", "document_id") == ["notes/malindi.md", "wire/workshop.txt"]
    told = published(tmp_path / "output", "problems", "problem")
    assert (len(told), set(told)) == (100_000, {"empty"})


def test_hostile_names_and_contents_side_by_side_are_told_or_published_and_stay_words(
    run: Run, sources: Path, tmp_path: Path
) -> None:
    wire = sources / "wire"
    taken = {
        name: ARTICLE.replace("third", f"{at + 4}th")
        for at, name in enumerate(
            ["<script>alert(1)<.txt", "=1+1.txt", "a b.txt", "a..b.txt", "#1.txt", "\u00e9" * 125 + ".txt"]
        )
    }
    for name, content in taken.items():
        (wire / name).write_text(content, encoding="utf-8")
    refused: dict[str, tuple[bytes, bytes, str]] = {
        "new\\nline.txt": (b"new\nline.txt", ARTICLE.encode(), "odd_name"),
        "sur\\udcff.txt": (b"sur\xff.txt", ARTICLE.encode(), "odd_name"),
        "nul.txt": (b"nul.txt", b"NASA met ESA\x00.", "binary"),
        "nested.html": (b"nested.html", b"<div>" * 100_000, "no_text"),
        "bomb.jsonl.gz": (b"bomb.jsonl.gz", gzip.compress(b" " * 260_000_000, 1), "archive_bomb"),
        "zip.txt": (b"zip.txt", b"PK\x03\x04" + bytes(100), "binary"),
    }
    for name, content, _ in refused.values():
        Path(os.fsdecode(os.fsencode(wire) + b"/" + name)).write_bytes(content)
    with (wire / "huge.txt").open("wb") as huge:
        huge.truncate(500_000_000)
    (tmp_path / "secret.txt").write_text(ARTICLE, encoding="utf-8")
    (wire / "out.txt").symlink_to(tmp_path / "secret.txt")
    (wire / "workshop.html").write_text(f"<html><body><p>{ARTICLE}</p></body></html>", encoding="utf-8")
    assert run().is_published
    documents = published(tmp_path / "output", "documents", "document_id")
    expected = [*(f"wire/{name}" for name in taken), "wire/workshop.txt", "wire/workshop.html", "notes/malindi.md"]
    assert sorted(documents) == sorted(expected)
    output = tmp_path / "output"
    told = dict(zip(published(output, "problems", "source"), published(output, "problems", "problem"), strict=True))
    assert told == {f"wire/{name}": problem for name, (_, _, problem) in refused.items()} | {
        "wire/huge.txt": "too_large",
        "wire/out.txt": "link_outside",
        "wire/workshop.txt": "same_name",
    }
    assert all(words.endswith(".") for words in published(output, "problems", "remedy"))
    for page in (output / "latest").rglob("*.html"):
        assert b"<script>alert(1)" not in page.read_bytes()
    cells = (output / "latest" / "csv" / "documents.csv").read_text(encoding="utf-8")
    assert "\n=1+1" not in cells
    assert ",=1+1" not in cells
