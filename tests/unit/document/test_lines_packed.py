"""Packed files of JSON lines: the same articles, and no packing that hurts."""

from __future__ import annotations

import gzip
import json
import time
import tracemalloc
from pathlib import Path

import pytest

from spacecoop.document import list_sources, read_source
from spacecoop.document.formats import LINES_BYTES

ENGLISH = (
    "The two agencies said on Monday that they will build an observatory, and that the money for it has been found."
)
LINES = b"".join(json.dumps({"text": f"{ENGLISH} {i}"}).encode() + b"\n" for i in range(200))


def test_a_packed_file_gives_what_the_plain_one_gives(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINES)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(LINES[:5000]) + gzip.compress(LINES[5000:]))
    (tmp_path / "a.toml").write_text('outlet = "Wire"')
    assert list_sources(tmp_path).names == ("a.jsonl", "a.jsonl.gz")
    assert [row.problem for row in list_sources(tmp_path).problems] == ["same_name"]
    plain, packed = (read_source(tmp_path / name, root=tmp_path) for name in ("a.jsonl", "a.jsonl.gz"))
    assert [d.text for d in packed.documents] == [d.text for d in plain.documents]
    assert [d.sha256 for d in packed.documents] == [d.sha256 for d in plain.documents]
    assert packed.documents[6].document_id == "a.jsonl.gz#7"
    assert packed.documents[6].outlet == "Wire"
    assert not packed.problems


def test_a_gzip_bomb_is_a_problem_and_never_fills_the_memory(tmp_path: Path) -> None:
    member = gzip.compress(b" " * 10_000_000)
    (tmp_path / "a.jsonl.gz").write_bytes(member * 400)
    tracemalloc.start()
    began = time.perf_counter()
    found = read_source(tmp_path / "a.jsonl.gz", root=tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [row.problem for row in found.problems] == ["archive_bomb"]
    assert peak < 1.2 * LINES_BYTES
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize(
    ("packed", "articles"),
    [
        (b"no gzip at all", 0),
        (gzip.compress(LINES)[:400], None),
        (gzip.compress(LINES[:5000]) + b"garbage after it", None),
    ],
)
def test_what_breaks_off_keeps_the_whole_lines_before_it(tmp_path: Path, packed: bytes, articles: int | None) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    found = read_source(tmp_path / "a.jsonl.gz", root=tmp_path)
    assert [(row.source, row.problem) for row in found.problems] == [("a.jsonl.gz", "broken_archive")]
    assert len(found.documents) == articles if articles is not None else len(found.documents) > 0


def test_a_file_of_very_many_packed_pieces_takes_no_longer_than_its_size(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"") * 200_000 + gzip.compress(LINES))
    began = time.perf_counter()
    assert len(read_source(tmp_path / "a.jsonl.gz", root=tmp_path).documents) == 200
    assert time.perf_counter() - began < 15
