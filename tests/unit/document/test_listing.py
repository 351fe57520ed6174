"""Listing: which files below a folder are sources, and which names cannot be taken."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from spacecoop.document import list_sources


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_sources_are_listed_in_order_of_their_paths(tmp_path: Path) -> None:
    make(tmp_path, "b/z.txt", "b/a.HTML", "a.md", "c/d/e.jsonl", "B.htm", "licence-to-launch.txt")
    found = list_sources(tmp_path)
    assert found.names == ("B.htm", "a.md", "b/a.HTML", "b/z.txt", "c/d/e.jsonl", "licence-to-launch.txt")
    assert found.problems == ()


def test_what_belongs_to_a_collection_is_no_source_and_no_problem(tmp_path: Path) -> None:
    make(tmp_path, "README.md", "a/readme.txt", "LICENSE", "a/LICENCE.txt", ".hidden.txt", ".git/x.txt", "a/b.txt", "a/b.toml",
         "a/_collection.toml", "feeds.toml", "a/c.txt~", "a/c.txt.part")  # fmt: skip
    found = list_sources(tmp_path)
    assert found.names == ("a/b.txt",)
    assert found.problems == ()


def test_two_sources_of_one_name_are_both_read_and_told(tmp_path: Path) -> None:
    make(
        tmp_path,
        "x/a.html",
        "x/a.txt",
        "x/A.pdf",
        "x/b.txt",
        "y/a.txt",
        "z/caf\u00e9.txt",
        "z/cafe\u0301.txt",
        "z/a.b.txt",
    )
    found = list_sources(tmp_path)
    assert len(found.names) == 8
    told = {row.source: row.reason for row in found.problems if row.problem == "same_name"}
    assert sorted(told) == ["x/a.html", "x/a.txt", "z/caf\u00e9.txt"]
    assert told["x/a.txt"].startswith("Beside it lies A.pdf,")
    assert len(found.problems) == 3


def test_a_file_that_no_reader_takes_is_told(tmp_path: Path) -> None:
    make(tmp_path, "a.docx", "b", "c.toml")
    problems = {row.source: row.problem for row in list_sources(tmp_path).problems}
    assert problems == {"a.docx": "unknown_format", "b": "unknown_format", "c.toml": "sidecar_alone"}


def test_links_are_followed_to_files_inside_alone(tmp_path: Path) -> None:
    root = tmp_path / "sources"
    make(root, "a.txt", "folder/b.txt")
    make(tmp_path, "secret.txt", "elsewhere/c.txt")
    (root / "inner.txt").symlink_to(root / "a.txt")
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")
    (root / "nowhere.txt").symlink_to(root / "gone.txt")
    (root / "loop.txt").symlink_to(root / "loop.txt")
    (root / "again").symlink_to(root / "folder")
    (root / "away").symlink_to(tmp_path / "elsewhere")
    found = list_sources(root)
    assert found.names == ("a.txt", "folder/b.txt", "inner.txt")
    assert {row.source: row.problem for row in found.problems} == {
        "away": "link_outside",
        "loop.txt": "broken_link",
        "nowhere.txt": "broken_link",
        "out.txt": "link_outside",
    }


@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"a\nb.txt", "a\\nb.txt"), (b"a\x1b[31m.txt", "a\\x1b[31m.txt"), (b"sur\xffx.txt", "sur\\udcffx.txt")],
)
def test_a_name_that_no_table_takes_is_written_out_and_told(tmp_path: Path, name: bytes, shown: str) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("x")
    found = list_sources(tmp_path)
    assert found.names == ()
    assert [(row.source, row.problem) for row in found.problems] == [(shown, "odd_name")]


@pytest.mark.parametrize("name", ["<script>.txt", "=1+1.txt", "a b.txt", "a..b.txt", "ü#1.txt", "x" * 250 + ".txt"])
def test_a_name_that_is_only_unusual_is_taken(tmp_path: Path, name: str) -> None:
    make(tmp_path, name)
    assert list_sources(tmp_path).names == (name,)


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    found = list_sources(tmp_path / "gone")
    assert found.names == ()
    assert [row.problem for row in found.problems] == ["unreadable_folder"]


def test_what_a_browser_saves_beside_a_page_is_no_source_and_no_problem(tmp_path: Path) -> None:
    for name in ("talks.html", "talks_files/ad.html", "talks_files/a.js", "other_files/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = list_sources(tmp_path)
    assert found.names == ("other_files/b.txt", "talks.html")
    assert not found.problems


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("a.docx", ".pdf"),
        ("a.JSON", ".jsonl"),
        ("a.csv", ".jsonl"),
        ("a.xml", "feeds.toml"),
        ("a.zip", "Unpack"),
        ("a", ".txt"),
    ],
)
def test_a_file_of_another_format_is_told_with_what_to_make_of_it(tmp_path: Path, name: str, remedy: str) -> None:
    (tmp_path / name).write_text("x")
    (problem,) = list_sources(tmp_path).problems
    assert problem.problem == "unknown_format"
    assert remedy in problem.remedy


def test_folders_in_folders_are_followed_only_so_far(tmp_path: Path) -> None:
    make(tmp_path, f"{'a/' * 100}b.txt", f"{'a/' * 101}b.txt", f"{'a/' * 150}b.txt")
    found = list_sources(tmp_path)
    assert found.names == (f"{'a/' * 100}b.txt",)
    ((source, reason),) = [(row.source, row.reason) for row in found.problems]
    assert source == "a/" * 100 + "a"
    assert reason == "The folder lies in more than 100 others."
