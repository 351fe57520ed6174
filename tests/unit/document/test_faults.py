"""Sources that are broken or hostile in ways of their own: read or refused in bounded time, and never an exception."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from spacecoop.document import read_source

ENGLISH = (
    "The two agencies said on Monday that they will build an observatory, and that the money for it has been found. "
    "It is to fly from an island in the south with the help of their friends."
)


@pytest.mark.parametrize("tag", ["div", "blockquote", "table><tr><td", "ul><li", "b", "span"])
def test_a_page_nested_100_000_deep_is_read_or_refused_in_bounded_time(tmp_path: Path, tag: str) -> None:
    (tmp_path / "a.html").write_text(f"<html><body><{f'{tag}><' * 100_000}p>{ENGLISH}</p></body></html>")
    began = time.perf_counter()
    found = read_source(tmp_path / "a.html", root=tmp_path)
    assert time.perf_counter() - began < 20
    assert len(found.documents) + len(found.problems) == 1


@pytest.mark.parametrize(
    ("raw", "held"),
    [
        (f"{ENGLISH} A caf\ufffd of Wash\u00ading\u200bton\u00a0DC.".encode(), "A caf\ufffd of Washington\u00a0DC."),
        (f"{ENGLISH} “naïve” – yes".encode("utf-16"), "“naïve” – yes"),
        (f"{ENGLISH} “naïve” – yes".encode("cp1252"), "“naïve” – yes"),
        (f"{ENGLISH} “one” ".encode() + "“two”".encode("cp1252"), "“one” “two”"),
    ],
)
def test_odd_characters_and_encodings_are_read_as_what_they_are(tmp_path: Path, raw: bytes, held: str) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    (document,) = read_source(tmp_path / "a.txt", root=tmp_path).documents
    assert document.text.endswith(held)


@pytest.mark.parametrize("name", ["<script>alert(1)<.txt", "a b.txt", "a..b.txt", "=1+1.txt", "é" * 125 + ".txt"])
def test_an_odd_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(ENGLISH)
    (document,) = read_source(tmp_path / name, root=tmp_path).documents
    assert document.document_id == name
