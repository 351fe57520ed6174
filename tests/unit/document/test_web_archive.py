"""Web archives: every page an article with its address, and no record that stops the others."""

from __future__ import annotations

import gzip
import zlib
from datetime import date
from pathlib import Path

import pytest

from spacecoop.document import SourceRead, list_sources, read_source
from spacecoop.document import web_archive as archives
from tests.unit.document.made import warc_record

ENGLISH = (
    "The two agencies said on Monday that they will build an observatory, and that the money for it has been found. "
    "It is to fly from an island in the south with the help of their friends."
)


def page(words: str, head: str = "") -> bytes:
    return f"<html><head><title>Mirror</title>{head}</head><body><article><h1>Mirror</h1><p>{words}</p></article></body></html>".encode()


PAGES = [page(f"{ENGLISH} It was the {word} of them.") for word in ("first", "second", "third")]
INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nx\n\r\n\r\n"


def read(folder: Path, *records: bytes, packed: bool = True) -> SourceRead:
    name = "news.warc.gz" if packed else "news.warc"
    (folder / name).write_bytes(b"".join(map(gzip.compress, records) if packed else records))
    assert list_sources(folder).names == (name,)
    return read_source(folder / name, root=folder)


@pytest.mark.parametrize("packed", [True, False])
def test_every_page_is_an_article_with_address_and_day_of_its_record(tmp_path: Path, packed: bool) -> None:
    (tmp_path / "news.toml").write_text('outlet = "Wire"')
    request = warc_record(b"", kind="request", http="GET / HTTP/1.1")
    records = [
        INFO,
        request,
        warc_record(PAGES[0], url="https://a.example/1"),
        warc_record(b"{}", http="HTTP/1.1 200 OK\r\nContent-Type: application/json"),
        warc_record(PAGES[1], url="https://b.example/2", day="2021-03-12T00:00:00Z"),
        warc_record(PAGES[2], http="HTTP/1.1 404 Not Found\r\nContent-Type: text/html"),
    ]
    found = read(tmp_path, *records, packed=packed)
    source = "news.warc.gz" if packed else "news.warc"
    assert [(d.document_id, d.url, d.published, d.published_source) for d in found.documents] == [
        (f"{source}#3", "https://a.example/1", date(2021, 3, 11), "header"),
        (f"{source}#5", "https://b.example/2", date(2021, 3, 12), "header"),
    ]
    assert {(d.outlet, d.format, d.title) for d in found.documents} == {("Wire", "warc", "Mirror")}
    assert not found.problems


def test_the_pages_own_date_wins_over_the_day_it_was_fetched(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2021-03-01T08:00:00Z">'
    (document,) = read(tmp_path, warc_record(page(ENGLISH, head))).documents
    assert (document.published, document.published_source) == (date(2021, 3, 1), "html")


def test_the_charset_of_the_answer_is_believed(tmp_path: Path) -> None:
    body = page(f"{ENGLISH} The Řím office was silent, and so was příští.").decode().encode("iso8859-2")
    (document,) = read(
        tmp_path, warc_record(body, http="HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-2")
    ).documents
    assert "Řím office" in document.text


@pytest.mark.parametrize("head", ["Content-Encoding: gzip", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip"])
def test_pages_that_were_sent_packed_are_unpacked(tmp_path: Path, head: str) -> None:
    body = gzip.compress(PAGES[0])
    if "chunked" in head:
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    (document,) = read(
        tmp_path, warc_record(body, http=f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}")
    ).documents
    assert "the first of them" in document.text


HTML = "HTTP/1.1 200 OK\r\nContent-Type: text/html"


@pytest.mark.parametrize("cut", [7, 300, 100_000])
@pytest.mark.parametrize("line", ["%x", "%X;name=value", "%04x  "])
def test_pages_that_were_sent_in_chunks_are_put_together(tmp_path: Path, cut: int, line: str) -> None:
    chunks = [PAGES[0][at : at + cut] for at in range(0, len(PAGES[0]), cut)]
    body = b"".join(f"{line % len(chunk)}\r\n".encode() + chunk + b"\r\n" for chunk in chunks) + b"0\r\nX: y\r\n\r\n"
    plain, sent = read(
        tmp_path, warc_record(PAGES[0]), warc_record(body, http=f"{HTML}\r\ntransfer-encoding: Chunked")
    ).documents
    assert sent.text == plain.text
    assert sent.sha256 == plain.sha256


@pytest.mark.parametrize("head", ["Transfer-Encoding: chunked", "Content-Encoding: gzip", "Content-Encoding: br"])
def test_a_page_that_its_crawler_unpacked_is_read_though_its_headers_are_the_servers(tmp_path: Path, head: str) -> None:
    found = read(tmp_path, warc_record(PAGES[0], http=f"{HTML}\r\n{head}"), warc_record(PAGES[1]))
    assert [("the first" in d.text, "the second" in d.text) for d in found.documents] == [(True, False), (False, True)]
    assert not found.problems


@pytest.mark.parametrize("packed", [zlib.compress(PAGES[0]), zlib.compress(PAGES[0])[2:-4], PAGES[0]])
def test_a_deflated_page_is_read_with_and_without_the_wrapping_that_the_standard_asks_for(
    tmp_path: Path, packed: bytes
) -> None:
    (document,) = read(tmp_path, warc_record(packed, http=f"{HTML}\r\nContent-Encoding: deflate")).documents
    assert "the first of them" in document.text


def test_an_address_in_angle_brackets_is_read_without_them(tmp_path: Path) -> None:
    (document,) = read(tmp_path, warc_record(PAGES[0], url="<https://news.example/1>")).documents
    assert document.url == "https://news.example/1"


def test_records_that_are_no_pages_are_passed_over(tmp_path: Path) -> None:
    others = [
        warc_record(b"", kind="warcinfo", http="software: x"),
        warc_record(b"", kind="request", http="GET / HTTP/1.1\r\nHost: x"),
        warc_record(b"", kind="revisit"),
        warc_record(b"", kind="metadata", http="a: b"),
        warc_record(b"", http="HTTP/1.1 301 Moved\r\nLocation: /x\r\nContent-Type: text/html"),
        warc_record(b"", http="HTTP/1.1 404 Not Found\r\nContent-Type: text/html"),
        warc_record(b"\x89PNG", http="HTTP/1.1 200 OK\r\nContent-Type: image/png"),
        warc_record(b"{}", http="HTTP/1.1 200 OK\r\nContent-Type: application/json"),
        warc_record(b"", http="HTTP/1.1 200 OK"),
    ]
    found = read(tmp_path, *others, warc_record(PAGES[0]))
    assert [d.document_id for d in found.documents] == ["news.warc.gz#10"]
    assert not found.problems


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (warc_record(bytes(range(256)) * 9, http=f"{HTML}\r\nContent-Encoding: br"), "undecodable"),
        (warc_record(zlib.compress(b" " * 30_000_000), http=f"{HTML}\r\nContent-Encoding: deflate"), "archive_bomb"),
        (
            warc_record(gzip.compress(PAGES[1])[:90] + b"\xff" * 9, http=f"{HTML}\r\nContent-Encoding: gzip"),
            "broken_archive",
        ),
        (warc_record(b"5\r\n<html\r\nfff\r\nshort", http=f"{HTML}\r\nTransfer-Encoding: chunked"), "broken_archive"),
        (warc_record(b"5\r\n<html\r\nno length\r\n", http=f"{HTML}\r\nTransfer-Encoding: chunked"), "broken_archive"),
        (warc_record(gzip.compress(b" " * 30_000_000), http=f"{HTML}\r\nContent-Encoding: gzip"), "archive_bomb"),
        (warc_record(b"<p>" + b"a " * 11_000_000), "too_large"),
        (warc_record(b"<html><body><a href=x>Home</a></body></html>"), "no_text"),
        (warc_record(b""), "no_text"),
        (
            warc_record(page("Die Agenturen sagten am Montag, dass das Geld gefunden wurde und bleibt. " * 5)),
            "not_english",
        ),
    ],
)
def test_a_bad_record_is_a_problem_and_its_neighbours_are_read(tmp_path: Path, bad: bytes, problem: str) -> None:
    found = read(tmp_path, warc_record(PAGES[0]), bad, warc_record(PAGES[2]))
    assert [d.document_id for d in found.documents] == ["news.warc.gz#1", "news.warc.gz#3"]
    assert [(row.source, row.problem) for row in found.problems] == [("news.warc.gz#2", problem)]


def test_where_an_archive_breaks_what_stands_before_is_kept(tmp_path: Path) -> None:
    first, second = gzip.compress(warc_record(PAGES[0])), gzip.compress(warc_record(PAGES[1]))
    for broken in (first + second[:100], first + second[:50] + b"\xff" * 20 + second[70:], first + b"rubbish"):
        (tmp_path / "news.warc.gz").write_bytes(broken)
        found = read_source(tmp_path / "news.warc.gz", root=tmp_path)
        assert [d.document_id for d in found.documents] == ["news.warc.gz#1"]
        assert [row.problem for row in found.problems] == ["broken_archive"]


def test_a_record_that_lies_about_its_length_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, warc_record(PAGES[0]), warc_record(PAGES[1], length=90_000), packed=False)
    assert [d.document_id for d in found.documents] == ["news.warc#1"]
    assert [(row.source, row.problem) for row in found.problems] == [("news.warc#2", "broken_archive")]


@pytest.mark.parametrize(
    ("raw", "problems"),
    [
        (INFO, ["no_pages"]),
        (b"", ["no_pages"]),
        (b"words of no archive at all\n" * 20, ["broken_archive", "no_pages"]),
        (b"WARC/1.0\r\nX: " + b"a" * 5_000_000, ["broken_archive", "no_pages"]),
    ],
)
def test_an_archive_without_a_page_is_told(tmp_path: Path, raw: bytes, problems: list[str]) -> None:
    found = read(tmp_path, raw, packed=False)
    assert not found.documents
    assert [row.problem for row in found.problems] == problems


def test_an_archive_that_unpacks_without_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "UNPACKED_BYTES", 1_000_000)
    found = read(tmp_path, warc_record(PAGES[0]), warc_record(b" " * 2_000_000), warc_record(PAGES[2]))
    assert [d.document_id for d in found.documents] == ["news.warc.gz#1"]
    assert [row.problem for row in found.problems] == ["archive_bomb"]
