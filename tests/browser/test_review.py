"""The page of one article marks every mention in its place and holds no more than it must."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from spacecoop.cli import app
from tests.browser.browser import Page
from tests.browser.conftest import ARTICLES, HOSTILE


def reviewed(sources: Path, name: str, target: Path) -> Path:
    said = CliRunner().invoke(app, ["review", str(sources / name), "--output", str(target)])
    assert said.exit_code == 0, said.output
    return target


def test_marks_stand_on_their_words(sources: Path, tmp_path: Path, open_file: Callable[[Path], Page]) -> None:
    page = open_file(reviewed(sources, "wire/lisbon.txt", tmp_path / "review.html")).open()
    assert page.text("#text") == ARTICLES["wire/lisbon.txt"]
    marked = page.run("return [...document.querySelectorAll('#text span[tabindex]')].map((span) => span.textContent)")
    assert "4 to 6 June 2020" in "".join(marked)
    assert page.console() == []
    assert page.requests() == [page.url]


def test_focus_shows_the_row_and_a_switch_hides_a_table(
    sources: Path, tmp_path: Path, open_file: Callable[[Path], Page]
) -> None:
    page = open_file(reviewed(sources, "wire/lisbon.txt", tmp_path / "review.html")).open()
    page.run(
        "[...document.querySelectorAll('#text span')].find((span) => span.textContent.includes('2.5 million')).focus()"
    )
    assert "EUR" in page.text("#row")
    assert "Numbers, money, counts and measures" in page.text("#row")
    before = len(page.all("#text span[tabindex]"))
    page.run("[...document.querySelectorAll('#tables input')].forEach((box) => box.checked && box.click())")
    assert before > 0
    assert page.all("#text span[tabindex]") == []


def test_hostile_words_and_marks_beyond_the_first_plane_stay_in_place(
    sources: Path, tmp_path: Path, open_file: Callable[[Path], Page]
) -> None:
    page = open_file(reviewed(sources, HOSTILE, tmp_path / "hostile.html")).open()
    assert page.run("return window.hit") is None
    assert page.all("img") == []
    article = tmp_path / "rocket.txt"
    article.write_text(
        "Launch day 🚀🚀\n\nPARIS, 3 March 2019 (Wire) -- 🚀 About 90 people met in Paris on Sunday 🚀.\n",
        encoding="utf-8",
    )
    page = open_file(reviewed(tmp_path, "rocket.txt", tmp_path / "rocket.html")).open()
    marked = page.run("return [...document.querySelectorAll('#text span[tabindex]')].map((span) => span.textContent)")
    assert "Sunday" in marked
    assert not any("🚀" in words for words in marked)
