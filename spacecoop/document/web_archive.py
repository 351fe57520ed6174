"""A WARC file, packed or not, as Common Crawl's news set ships them: each page that was fetched well is an article.

Address and day of fetching come from the record's header, everything else from the page.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from spacecoop.document.article import Cut, article
from spacecoop.document.decoding import clean, declared_charset, decode
from spacecoop.document.fault import SourceError, printable
from spacecoop.document.formats import ARTICLE_BYTES
from spacecoop.document.metadata import Metadata, flat, lenient
from spacecoop.document.model import Document
from spacecoop.document.opening import unpacked
from spacecoop.document.page import read_page
from spacecoop.document.sidecars import Given
from spacecoop.tables import Problem

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PAGES = frozenset({"text/html", "application/xhtml+xml"})
# What one file may unpack to; a file of the news set unpacks to some 5 GB.
UNPACKED_BYTES = 20_000_000_000
LONGEST_HEADER = 65_536
# The line before each piece of a page that was sent in chunks: its length, and what nobody needs to know.
CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]{0,9}(?:;[^\r\n]{0,999})?\r?\n")
GZIP_MARK = b"\x1f\x8b"
NOT_READ = frozenset(("br", "compress", "zstd"))


def read_archive(file: BinaryIO, source: str, given: Given) -> Iterator[Document | Problem]:
    """The article of each page, its id the number of its record; other kinds of records are passed over.

    An archive in which nothing is a page is one problem, and so is where it breaks off.
    """
    pages, others = 0, 0
    try:
        for number, record in enumerate(_records(file), 1):
            if not _is_page(record):
                others += 1
                continue
            pages += 1
            name = f"{source}#{number}"
            try:
                yield _page(record, name, given)
            except SourceError as fault:
                yield fault.row(name)
    except (OSError, ValueError) as fault:
        at = f"{source}#{pages + others + 1}" if pages + others else source
        yield _broken(f"The archive is broken here: {_said(fault)}.").row(at)
    except SourceError as fault:
        yield fault.row(source)
    if not pages:
        yield SourceError(
            "no_pages", f"None of its {others} records is a page that was fetched well.", "Take the file away."
        ).row(source)


def _records(file: BinaryIO) -> Iterator[WarcRecord]:
    from fastwarc.warc import ArchiveIterator

    unpacked = 0
    for record in ArchiveIterator(file, parse_http=True, auto_decode="none", max_header_len=LONGEST_HEADER):
        if record.headers.get("Content-Length") is None:
            raise ValueError("a record's header breaks off")
        unpacked += record.content_length
        if unpacked > UNPACKED_BYTES:
            raise SourceError("archive_bomb", "The archive unpacks to more than 20 GB.", "Split it.")
        yield record


def _is_page(record: WarcRecord) -> bool:
    from fastwarc.warc import WarcRecordType

    return (
        record.record_type == WarcRecordType.response
        and record.is_http_parsed
        and record.http_headers.status_code == 200
        and (record.http_content_type or record.headers.get("WARC-Identified-Payload-Type") or "").lower() in PAGES
    )


def _page(record: WarcRecord, name: str, given: Given) -> Document:
    raw = _body(record)
    page = read_page(decode(raw, declared=record.http_charset or declared_charset(raw)))
    # WARC 1.0 has the address in angle brackets, as some crawlers write it.
    address, _ = lenient({"url": (record.headers.get("WARC-Target-URI") or "").strip("<> ")})
    said = address.over(page.said).over(Metadata(published=_day(record), published_source="header"))
    cut = Cut(clean(page.text), said, page.extractor)
    return article(cut, name, form="warc", claims=given.over(said), ordered_language=given.own.language, raw=raw)


def _body(record: WarcRecord) -> bytes:
    length, headers = record.content_length, record.http_headers
    try:
        raw = record.reader.read(ARTICLE_BYTES + 1)
    except (OSError, ValueError) as fault:
        raise _broken(f"The record's page cannot be read: {_said(fault)}.") from fault
    if len(raw) > ARTICLE_BYTES:
        raise SourceError("too_large", "The record's page is larger than 20 MB.", "Take the record away.")
    if len(raw) < length:
        raise _broken("The record breaks off before its end.")
    # Crawlers that keep a page unpacked often keep the server's headers as they were, so the bytes have the last word.
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower() and CHUNK.match(raw):
        raw = _dechunked(raw)
    coding = (headers.get("Content-Encoding") or "").strip().lower()
    if "gzip" in coding and raw.startswith(GZIP_MARK):
        raw, fault = unpacked(raw, ARTICLE_BYTES)
        if fault is not None:
            raise fault
    elif coding == "deflate":
        raw = _inflated(raw)
    elif coding in NOT_READ and b"</" not in raw:
        raise SourceError(
            "undecodable",
            f"The record's page is packed with {coding!r}, which is not read.",
            "Unpack the archive's pages, or save the page alone.",
        )
    return raw


def _inflated(raw: bytes) -> bytes:
    """What "deflate" packed, with the wrapping of zlib as the standard says or without it as some servers do; what it did
    not pack as it is."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        packed = zlib.decompressobj(window)
        try:
            page = packed.decompress(raw, ARTICLE_BYTES + 1)
        except zlib.error:
            continue
        if len(page) > ARTICLE_BYTES:
            raise SourceError("archive_bomb", "The record's page unpacks to more than 20 MB.", "Take the record away.")
        if packed.eof:
            return page
    return raw


def _dechunked(raw: bytes) -> bytes:
    """The bytes that were sent in chunks (RFC 9112, section 7.1); raises ``SourceError`` where they break off."""
    pieces: list[bytes] = []
    at = 0
    while (head := CHUNK.match(raw, at)) is not None:
        start, size = head.end(), int(head.group(1), 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(raw[start : start + size])
        at = start + size
        at += 2 if raw.startswith(b"\r\n", at) else 1
    raise _broken("The record's page breaks off before its end.")


def _day(record: WarcRecord) -> date | None:
    with suppress(ValueError):  # a header of another form is no date
        return date.fromisoformat((record.headers.get("WARC-Date") or "")[:10])
    return None


def _said(fault: Exception) -> str:
    return printable(flat(fault)[:200]).rstrip(".")


def _broken(reason: str) -> SourceError:
    return SourceError("broken_archive", reason, "Fetch the archive again; what stands before is read.")
