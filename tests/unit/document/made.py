"""Files as other programs write them, made small: PDFs and web archives for the tests of their readers."""

from __future__ import annotations

from collections.abc import Sequence


def pdf(pages: Sequence[Sequence[str]], *, title: str | None = None) -> bytes:
    """A PDF with a page for each list of lines, drawn one below the other in Helvetica (Windows code page)."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects.append(font)
    kids = []
    for lines in pages:
        drawn = (
            b"BT /F1 10 Tf 14 TL 50 800 Td\n" + b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines) + b"ET"
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    info = b""
    if title is not None:
        objects.append(b"<< /Title (" + _escaped(title) + b") >>")
        info = b" /Info %d 0 R" % len(objects)
    out = bytearray(b"%PDF-1.4\n")
    starts = []
    for number, content in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, info, at)
    return bytes(out)


def two_columns(left: Sequence[str], right: Sequence[str]) -> bytes:
    """A PDF of one page in two columns, the left one drawn first; an empty line is a gap."""
    return placed(
        [(at, 800 - 14 * i, line) for at, lines in ((50, left), (320, right)) for i, line in enumerate(lines)]
    )


def placed(pieces: Sequence[tuple[float, float, str]]) -> bytes:
    """A PDF of one page, in Courier of 10 points; each piece is drawn at its place, from left and from the foot."""
    drawn = b"BT /F1 10 Tf\n%sET" % b"".join(
        b"1 0 0 1 %.1f %.1f Tm (%s) Tj\n" % (x, y, _escaped(line)) for x, y, line in pieces if line
    )
    made = pdf([["x"]]).replace(b"/BaseFont /Helvetica", b"/BaseFont /Courier")
    begin, end = made.index(b"<< /Length"), made.index(b"endstream")
    return made[:begin] + b"<< /Length %d >>\nstream\n%s\n" % (len(drawn), drawn) + made[end:]


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def warc_record(
    body: bytes,
    *,
    url: str = "https://news.example/1",
    day: str = "2021-03-11T04:05:06Z",
    http: str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8",
    kind: str = "response",
    length: int | None = None,
) -> bytes:
    """A record of a web archive that holds what a server answered."""
    block = http.encode() + b"\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {day}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
