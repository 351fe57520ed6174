"""Adding articles to a collection, and the list of collections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assets import made_by
from pipelines import shelves
from pipelines.__main__ import main
from spacecoop.document import SourceRead, read_source
from tests.faults.rights import permissions_count
from tests.pipeline.conftest import ARTICLE, Run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "elsewhere" / "report.txt"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def add(sources: Path, *paths: Path | str, collection: str = "new") -> int:
    return main(["add", *map(str, paths), "--collection", collection, "--sources", str(sources)])


def test_a_file_is_copied_with_its_sidecar(sources: Path, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article.with_suffix(".toml").write_text('outlet = "Wire"\n', encoding="utf-8")
    assert add(sources, article) == 0
    assert (sources / "new" / "report.txt").read_text(encoding="utf-8") == ARTICLE
    assert (sources / "new" / "report.toml").is_file()
    said = capsys.readouterr().out
    assert "new/report.txt: 1 article" in said
    assert f"spacecoop run --sources {sources}" in said
    assert sorted(p.name for p in (sources / "new").iterdir()) == ["report.toml", "report.txt"]


def test_a_folder_is_added_file_by_file(sources: Path, article: Path) -> None:
    (article.parent / "second.txt").write_text(ARTICLE.replace("third", "fifth"), encoding="utf-8")
    (article.parent / "photo.jpg").write_bytes(b"x")
    assert add(sources, article.parent) == 0
    assert sorted(p.name for p in (sources / "new").iterdir()) == ["report.txt", "second.txt"]


def test_a_folder_is_added_with_its_folders_and_what_was_written_about_them(
    sources: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inner = article.parent / "inner"
    inner.mkdir()
    (inner / "report.txt").write_text(ARTICLE.replace("third", "fifth"), encoding="utf-8")
    (inner / "_collection.toml").write_text('outlet = "Wire"\n')
    (inner / "photo.jpg").write_bytes(b"x")
    (inner / "odd\nname.txt").write_text(ARTICLE)
    assert add(sources, article.parent) == 0
    added = sorted(p.relative_to(sources / "new").as_posix() for p in (sources / "new").rglob("*") if p.is_file())
    assert added == ["inner/_collection.toml", "inner/report.txt", "report.txt"]
    said = " ".join(capsys.readouterr().out.split())
    assert "inner/photo.jpg: Files that end in '.jpg' are not read. Take it away; pictures are not read." in said
    assert (
        "inner/odd\\nname.txt: The name holds a control character or no Unicode. Rename it. It was not copied." in said
    )


def test_a_name_as_long_as_names_may_be_is_added(sources: Path, article: Path) -> None:
    long = article.with_name("x" * 251 + ".txt")
    article.rename(long)
    assert add(sources, long) == 0
    assert [p.name for p in (sources / "new").iterdir()] == [long.name]


def test_a_collection_that_leads_elsewhere_is_not_added_to(sources: Path, article: Path) -> None:
    (sources / "new").symlink_to(article.parent)
    assert add(sources, article) == 2
    assert [p.name for p in article.parent.iterdir()] == ["report.txt"]


def test_what_cannot_be_copied_is_told(sources: Path, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources.chmod(0o500)
    with permissions_count():
        code = add(sources, article)
    sources.chmod(0o700)
    assert code == 1
    assert "it cannot be copied: Permission denied." in " ".join(capsys.readouterr().out.split())


def test_a_file_without_an_article_is_added_and_told(
    sources: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article.write_bytes(b"")
    assert add(sources, article) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "new/report.txt was added, but holds no article" in said
    assert "new/report.txt: The file is empty." in said


def test_nothing_is_overwritten(sources: Path, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(sources, article) == 0
    assert add(sources, article) == 0
    article.write_text(ARTICLE + "More.", encoding="utf-8")
    assert add(sources, article) == 1
    assert "is there already and differs" in " ".join(capsys.readouterr().out.split())
    assert (sources / "new" / "report.txt").read_text(encoding="utf-8") == ARTICLE


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nowhere.txt", "there is no such file"),
        ("x" * 300 + ".txt", "there is no such file"),
        ("/dev/null", "this is no regular file"),
        (str(Path(__file__).parents[2] / "README.md"), "never read as articles"),
        ("HTTP://127.0.0.1:9/a.html", "is an address of this computer"),
        ("http://127.0.0.1:9/a.html", "is an address of this computer"),
        ("http://user:word@example.org/", "The address holds a password"),
        (__file__, "files that end in '.py' are not read"),
    ],
)
def test_what_cannot_be_added_is_told(sources: Path, path: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(sources, path) == 1
    assert said in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("name", ["../out", "a/b", "", ".hidden", "a b"])
def test_a_collection_is_a_plain_folder(sources: Path, article: Path, name: str) -> None:
    before = sorted(sources.parent.rglob("*"))
    assert add(sources, article, collection=name) == 2
    assert sorted(sources.parent.rglob("*")) == before


def test_collections_are_listed_with_their_articles_and_problems(
    sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (sources / "wire" / "empty.txt").write_bytes(b"")
    (sources / "wire" / "workshop.toml").write_text("published = 2019-05-14\n")
    assert main(["sources", "--sources", str(sources)]) == 0
    said = capsys.readouterr().out.splitlines()
    rows = [line.split() for line in said]
    assert ["notes", "1", "1", "0"] in rows  # its article names no day of its own
    assert ["wire", "2", "1", "1", "2019-05-14"] in rows
    assert any(line.startswith("! wire/empty.txt: The file is empty.") for line in said)


def test_a_missing_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "--sources", str(tmp_path / "none")]) == 2
    assert "There is no folder" in capsys.readouterr().err


def test_what_the_last_run_read_is_not_read_again_and_what_changed_since_is(
    run: Run, sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (sources / "wire" / "empty.txt").write_bytes(b"")
    (sources / "wire" / "two.jsonl").write_text(
        "".join(f'{{"text": {json.dumps(ARTICLE.replace("120", n))}, "date": "2018-0{n}-01"}}\n' for n in "12")
    )
    assert run().is_published
    capsys.readouterr()
    read: list[str] = []

    def noted(path: Path, *, root: Path) -> SourceRead:
        read.append(path.name)
        return read_source(path, root=root)

    monkeypatch.setattr(shelves, "read_source", noted)

    def told(output: str) -> list[str]:
        read.clear()
        assert main(["sources", "--sources", str(sources), "--output", str(tmp_path / output)]) == 0
        return capsys.readouterr().out.splitlines()

    assert told("output") == told("another")
    told("output")
    assert read == ["empty.txt"]

    (sources / "notes" / "malindi.toml").write_text("published = 2021-03-05\n")
    (sources / "wire" / "workshop.txt").unlink()
    (sources / "wire" / "new.txt").write_text(ARTICLE.replace("14 May 2019", "14 May 2020"))
    rows = [line.split() for line in told("output")]
    assert sorted(read) == ["empty.txt", "malindi.md", "new.txt"]
    assert ["notes", "1", "1", "0", "2021-03-05"] in rows
    assert ["wire", "3", "3", "1", "2020-05-14"] in rows
    assert ["4", "files,", "4", "articles,", "1", "problem"] in rows
    assert told("output") == told("another")

    monkeypatch.setattr(made_by, "extraction", lambda: "another engine")
    told("output")
    assert sorted(read) == ["empty.txt", "malindi.md", "new.txt", "two.jsonl"]
