"""``make docs-gx``: Great Expectations' Data Docs of the latest release, outside of it, for those who want them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.__main__ import main
from spacecoop.publish.release import write_release
from spacecoop.publish.verify import verify
from spacecoop.tables import TABLES
from tests.unit.publish.conftest import ARTICLES, tables_of, write_articles

STATUS = re.compile(r"Status:.*?(Succeeded|Failed)", re.S)


def test_every_table_of_the_latest_release_is_in_the_data_docs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = write_release(tables_of(write_articles(tmp_path / "sources", ARTICLES)), tmp_path / "output")
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))
    stale = tmp_path / "home" / "data_docs" / "validations" / "of_yesterday.html"
    stale.parent.mkdir(parents=True)
    stale.write_text("stale", encoding="utf-8")
    assert main(["docs-gx", "--output", str(tmp_path / "output")]) == 0
    first = tmp_path / "home" / "data_docs" / "index.html"
    assert capsys.readouterr().out == f"Data Docs of release {made.version}: {first}\n"
    assert first.is_file()
    assert not stale.exists()
    pages = {page.stem: page for page in (first.parent / "validations").rglob("*.html")}
    assert set(pages) == {f"tables-{name}" for name in TABLES}
    for name, page in pages.items():
        said = page.read_text(encoding="utf-8")
        assert made.version in page.parts, name
        assert STATUS.findall(said) == ["Succeeded"], name
    assert verify(made.path) == []


def test_without_a_release_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs-gx", "--output", str(tmp_path)]) == 2
    assert "Run `make run` first." in capsys.readouterr().err
