"""Fetching from the command line and as the first step of a run: what is new is published, what fails is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.__main__ import main
from tests.pipeline.conftest import Run
from tests.unit.fetch.server import Server, page, rss, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        found.pages = {
            "/rss": rss(f"{found.url}/mirror.html", f"{found.url}/gone.html"),
            "/mirror.html": page("mirror"),
        }
        yield found


def want(sources: Path, server: Server, more: str = "") -> None:
    (sources / "feeds.toml").write_text(
        f'allow_private = true\ndelay_seconds = 0\n[[feed]]\nurl = "{server.url}/rss"\ncollection = "news"\n{more}'
    )


def test_a_run_fetches_first_and_publishes_what_came(run: Run, sources: Path, server: Server, tmp_path: Path) -> None:
    want(sources, server)
    built = run()
    assert built.faults == ()
    assert built.is_published
    tables = tmp_path / "output" / "latest" / "tables"
    collections = pq.read_table(tables / "documents.parquet").column("collection").to_pylist()
    assert sorted(collections) == ["news", "notes", "wire"]
    rows = pq.read_table(tables / "problems.parquet").to_pylist()
    assert [(row["source"], row["problem"]) for row in rows] == [(f"feeds.toml#{server.url}/gone.html", "gone")]


def test_fetch_tells_what_is_new_and_what_is_wrong(
    sources: Path, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    want(sources, server)
    words = ["fetch", "--sources", str(sources), "--output", str(tmp_path / "output")]
    assert main(words) == 1
    said = capsys.readouterr().out
    assert "1 new, 0 unchanged, 1 problem\n" in said
    assert "There is no such page (404)." in " ".join(said.split())
    assert len(list((sources / "news").glob("*-mirror-*.html"))) == 1
    main(words)
    assert "0 new, 1 unchanged, 1 problem\n" in capsys.readouterr().out


def test_what_could_not_be_fetched_last_is_listed_with_the_collections(
    sources: Path, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    want(sources, server, f'[[feed]]\nurl = "{server.url}/refused"\ncollection = "news"\n')
    where = ["--sources", str(sources), "--output", str(tmp_path / "output")]
    main(["fetch", *where])
    capsys.readouterr()
    assert main(["sources", *where]) == 0
    said = capsys.readouterr().out.splitlines()
    assert ["feeds.toml", "0", "0", "2"] in [line.split() for line in said]
    assert f"! feeds.toml#{server.url}/gone.html: There is no such page (404)." in said[-2]
    assert f"! feeds.toml#{server.url}/refused: The server answers 403." in said[-1]
    (sources / "feeds.toml").unlink()
    main(["sources", *where])
    assert "feeds.toml" not in capsys.readouterr().out


def test_fetch_without_a_file_of_feeds_says_so(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "--sources", str(sources)]) == 2
    assert "feeds.toml" in capsys.readouterr().err


def test_an_address_is_added_once_and_never_overwritten(
    sources: Path, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    want(sources, server)
    where = ["--collection", "new", "--sources", str(sources), "--output", str(tmp_path / "output")]
    words = ["add", f"{server.url}/mirror.html", *where]
    assert main(words) == 0
    assert "1 article" in capsys.readouterr().out
    (file,) = (sources / "new").glob("*.html")
    assert file.read_bytes() == page("mirror")
    assert f'url = "{server.url}/mirror.html"' in file.with_suffix(".toml").read_text()
    assert main(words) == 0
    server.pages["/mirror.html"] = page("another")
    assert main(words) == 1
    assert "is there already and differs" in " ".join(capsys.readouterr().out.split())
    assert file.read_bytes() == page("mirror")
    assert main(["add", f"{server.url}/nowhere.html", *where]) == 1
