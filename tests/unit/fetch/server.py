"""A web server on loopback that misbehaves on request: slow, lying, circling, bursting."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ENGLISH = (
    "The two agencies said on Monday that they will build an observatory, and that the money for it has been found. "
    "It is to fly from an island in the south with the help of their friends."
)
# Packed beforehand: a server that packs while it is waited for is only slow.
BOMB = gzip.compress(b" " * 60_000_000, 1)


def page(words: str) -> bytes:
    return (
        f"<html><head><title>{words}</title></head><body><article><h1>{words}</h1><p>{ENGLISH}</p>"
        f"<p>It was the {words} of them, they said. {ENGLISH}</p></article></body></html>"
    ).encode()


def rss(*links: str) -> bytes:
    items = "".join(
        f"<item><title>News &amp; {i}</title><link>{link}</link><author>jo@example.org (Jo)</author>"
        f"<pubDate>Wed, 10 Mar 2021 10:00:0{i} GMT</pubDate></item>"
        for i, link in enumerate(links)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'.encode()


class Server:
    """``pages`` are bodies by path, ``asked`` the paths and headers of the requests, in order."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pages: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


class Misbehaving(BaseHTTPRequestHandler):
    """Answers by the first word of the path, and else with a page."""

    site: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *words: object) -> None:
        """Nothing on the terminal."""

    def do_GET(self) -> None:
        self.site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        with suppress(ConnectionError):
            getattr(self, "do_" + self.path.strip("/").partition("/")[0].replace("-", "_"), self.usual)()

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def usual(self) -> None:
        body = self.site.pages.get(self.path)
        if body is None:
            self.answer(404)
            return
        tag = f'"{hash(body)}"'
        kind = self.site.types.get(self.path, "text/html; charset=utf-8")
        if self.headers.get("If-None-Match") == tag:
            self.answer(304, ETag=tag)
        else:
            self.answer(200, body, ETag=tag, Content_Type=kind, Set_Cookie="a=b")

    def do_drip_body(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"a")
            time.sleep(0.05)

    def do_drip_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(200):
            self.wfile.write(b"a")
            time.sleep(0.05)

    def do_silent(self) -> None:
        time.sleep(5)

    def do_too_short(self) -> None:
        self.answer(200, b"<p>short", Content_Length="5000")
        self.close_connection = True

    def do_too_long(self) -> None:
        self.answer(200, page("longer") + b"HTTP/1.1 200 OK\r\n\r\nsmuggled", Content_Length=str(len(page("longer"))))
        self.close_connection = True

    def do_huge(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(10_000):
            self.wfile.write(b"a" * 10_000)

    def do_bomb(self) -> None:
        self.answer(200, BOMB, Content_Encoding="gzip")

    def do_packed(self) -> None:
        self.answer(200, gzip.compress(page("packed")), Content_Encoding="gzip", Content_Type="text/html")

    def do_broken_gzip(self) -> None:
        self.answer(200, gzip.compress(page("packed"))[:50], Content_Encoding="gzip")

    def do_brotli(self) -> None:
        self.answer(200, b"xyz", Content_Encoding="br")

    def do_circle(self) -> None:
        self.answer(302, Location="/circle/2" if self.path == "/circle/1" else "/circle/1")

    def do_endless(self) -> None:
        self.answer(301, Location=f"/endless/{int(self.path.rpartition('/')[2]) + 1}")

    def do_to_file(self) -> None:
        self.answer(302, Location="file:///etc/passwd")

    def do_to_private(self) -> None:
        self.answer(302, Location="http://10.0.0.1:1/secret")

    def do_moved(self) -> None:
        self.answer(301, Location="/there.html")

    def do_busy_once(self) -> None:
        if self.site.paths().count(self.path) == 1:
            self.answer(429, Retry_After="7")
        else:
            self.answer(200, page("patient"), Content_Type="text/html")

    def do_busy_for_hours(self) -> None:
        self.answer(429, Retry_After="86400")

    def do_failing(self) -> None:
        self.answer(500)

    def do_refused(self) -> None:
        self.answer(403)

    def do_rubbish(self) -> None:
        self.wfile.write(b"\x00\xff no http at all\r\n\r\n")
        self.close_connection = True

    def do_picture(self) -> None:
        self.answer(200, b"GIF89a", Content_Type="image/gif")


@contextmanager
def serving() -> Iterator[Server]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Misbehaving,), {}))
    httpd.daemon_threads = True
    server = Server(f"http://127.0.0.1:{httpd.server_address[1]}")
    httpd.RequestHandlerClass.site = server  # type: ignore[attr-defined]
    thread = threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()
