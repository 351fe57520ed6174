"""What people write about sources: sidecars, defaults of a folder, and names of a line's fields."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from spacecoop.document import SourceRead, read_source

ENGLISH = (
    "The two agencies said on Monday that they will build an observatory, and that the money for it has been found. "
    "It is to fly from an island in the south with the help of their friends."
)


def write(root: Path, name: str, content: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(content, encoding="utf-8")


def read(root: Path, name: str) -> SourceRead:
    return read_source(root / name, root=root)


def test_a_folder_gives_what_neither_the_source_nor_its_sidecar_says(tmp_path: Path) -> None:
    write(
        tmp_path,
        "wire/_collection.toml",
        'outlet = "Wire"\nrights = "CC0"\nauthor = "Staff"\nurl = "https://w.example"',
    )
    write(tmp_path, "wire/a.md", f"---\nauthor: Jo\n---\n{ENGLISH}")
    write(tmp_path, "wire/a.toml", 'rights = "CC BY"')
    (document,) = read(tmp_path, "wire/a.md").documents
    assert (document.outlet, document.author, document.rights) == ("Wire", "Jo", "CC BY")
    assert document.url == "https://w.example"


def test_the_nearer_folder_wins(tmp_path: Path) -> None:
    write(tmp_path, "_collection.toml", 'outlet = "All"\nrights = "CC0"\npublish_words = false')
    write(tmp_path, "a/_collection.toml", 'outlet = "A"')
    write(tmp_path, "a/b/_collection.toml", 'author = "B"\npublish_words = true')
    write(tmp_path, "a/b/c.txt", ENGLISH)
    write(tmp_path, "d.txt", ENGLISH)
    (deep,), (top,) = read(tmp_path, "a/b/c.txt").documents, read(tmp_path, "d.txt").documents
    assert (deep.outlet, deep.author, deep.rights, deep.publish_words) == ("A", "B", "CC0", True)
    assert (top.outlet, top.author, top.publish_words) == ("All", None, False)


@pytest.mark.parametrize(
    ("folder", "own", "published"), [("false", None, False), ("false", "true", True), ("true", "false", False)]
)
def test_a_sidecar_overrides_its_folder_on_whether_words_are_published(
    tmp_path: Path, folder: str, own: str | None, published: bool
) -> None:
    write(tmp_path, "_collection.toml", f"publish_words = {folder}")
    write(tmp_path, "a.txt", ENGLISH)
    if own is not None:
        write(tmp_path, "a.toml", f"publish_words = {own}")
    assert [d.publish_words for d in read(tmp_path, "a.txt").documents] == [published]


def test_a_folders_language_does_not_make_german_english(tmp_path: Path) -> None:
    write(tmp_path, "_collection.toml", 'language = "en"')
    write(tmp_path, "a.txt", "Die Agenturen sagten am Montag, dass das Geld schon gefunden wurde und bleibt. " * 3)
    assert [row.problem for row in read(tmp_path, "a.txt").problems] == ["not_english"]


@pytest.mark.parametrize(
    ("content", "named", "remedy"),
    [
        ("foo = 1", "'foo'", "publish_words"),
        ('published = "12/01/2014"', "'published'", "YYYY-MM-DD"),
        ("title = ", "TOML", "title"),
        ("fields = 5", "'fields'", "[fields]"),
        ('[fields]\nfoo = "x"', "'foo'", "outlet"),
        ("[fields]\ntext = 5", "'text'", "[fields]"),
        ('[fields]\ntext = ""', "'text'", "[fields]"),
        ('[fields]\ntext = "a"\nhtml = "b"', "both", "article"),
    ],
)
def test_a_wrong_file_of_a_folder_is_told_at_each_of_its_sources(
    tmp_path: Path, content: str, named: str, remedy: str
) -> None:
    write(tmp_path, "wire/_collection.toml", content)
    write(tmp_path, "wire/a.txt", ENGLISH)
    write(tmp_path, "other/a.txt", ENGLISH)
    (row,) = read(tmp_path, "wire/a.txt").problems
    assert (row.source, row.problem) == ("wire/a.txt", "bad_sidecar")
    assert row.reason.startswith("_collection.toml: ")
    assert named in row.reason
    assert remedy in row.remedy
    assert len(read(tmp_path, "other/a.txt").documents) == 1


def test_a_folders_file_that_links_out_of_the_sources_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, "secret.toml", 'outlet = "x"')
    write(tmp_path, "sources/a.txt", ENGLISH)
    (tmp_path / "sources" / "_collection.toml").symlink_to(tmp_path / "secret.toml")
    assert [row.problem for row in read(tmp_path / "sources", "a.txt").problems] == ["bad_sidecar"]


def test_lines_are_read_under_the_names_that_the_sidecar_maps(tmp_path: Path) -> None:
    write(tmp_path, "wire.toml", 'outlet = "Wire"\n[fields]\ntext = "Inhalt"\ntitle = "Kopf"\npublished = "day"')
    line = {
        "Inhalt": ENGLISH,
        "Kopf": "One",
        "day": "2021-03-10",
        "title": "wrong",
        "text": "wrong",
        "date": "2020-01-01",
    }
    write(tmp_path, "wire.jsonl", json.dumps(line))
    (document,) = read(tmp_path, "wire.jsonl").documents
    assert (document.text, document.title, document.published) == (ENGLISH, "One", date(2021, 3, 10))
    assert document.outlet == "Wire"


@pytest.mark.parametrize("mapping", ['text = "body_html"', 'html = "body_html"'])
def test_a_field_that_holds_html_is_read_as_a_page(tmp_path: Path, mapping: str) -> None:
    write(tmp_path, "wire/_collection.toml", f"[fields]\n{mapping}")
    html = f"<div><p>{ENGLISH}</p><p>More on <a href='x'>that</a> &amp; more. {ENGLISH}</p></div>"
    write(tmp_path, "wire/a.jsonl", json.dumps({"body_html": html, "title": "One"}))
    (document,) = read(tmp_path, "wire/a.jsonl").documents
    assert ENGLISH in document.text
    assert "More on that & more." in " ".join(document.text.split())
    assert "<" not in document.text
    assert document.extractor.startswith("trafilatura/")


def test_a_line_without_the_mapped_field_is_told_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, "wire.toml", '[fields]\ntext = "Inhalt"')
    write(tmp_path, "wire.jsonl", json.dumps({"text": ENGLISH}))
    (row,) = read(tmp_path, "wire.jsonl").problems
    assert (row.source, row.problem) == ("wire.jsonl#1", "no_text")
    assert "Inhalt" in row.reason


def test_fields_in_the_sidecar_of_a_text_are_a_mistake(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", '[fields]\ntext = "x"')
    write(tmp_path, "a.txt", ENGLISH)
    (row,) = read(tmp_path, "a.txt").problems
    assert row.problem == "bad_sidecar"
    assert ".jsonl" in row.reason


def test_two_sources_of_one_name_share_their_sidecar_and_keep_their_endings(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", ENGLISH)
    write(tmp_path, "a.md", ENGLISH)
    write(tmp_path, "a.toml", 'outlet = "Post"')
    found = [d for name in ("a.md", "a.txt") for d in read(tmp_path, name).documents]
    assert [(d.document_id, d.outlet) for d in found] == [("a.md", "Post"), ("a.txt", "Post")]
