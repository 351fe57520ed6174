"""One request: limits that hold whatever a server does, and manners."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest

from spacecoop.document import SourceError
from spacecoop.fetch import guard
from spacecoop.fetch.guard import is_public
from spacecoop.fetch.robots import read_robots
from spacecoop.fetch.wanted import Manners
from spacecoop.fetch.web import Limits, Web
from tests.unit.fetch.server import Server, page, serving

LIMITS = Limits(connect_seconds=2, read_seconds=0.5, deadline_seconds=1.2, body_bytes=1_000_000, backoff_seconds=0.01)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def web(waits: list[float]) -> Iterator[Web]:
    with Web(Manners(allow_private=True, delay_seconds=0), LIMITS, sleep=waits.append) as found:
        yield found


def fault_of(web: Web, url: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        web.get(url)
    assert caught.value.reason.endswith(".")
    assert caught.value.remedy.endswith(".")
    return caught.value


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/drip-body", "too_slow"),
        ("/drip-head", "too_slow"),
        ("/silent", "unreachable"),
        ("/too-short", "unreachable"),
        ("/rubbish", "unreachable"),
        ("/huge", "too_large"),
        ("/bomb", "archive_bomb"),
        ("/broken-gzip", "bad_answer"),
        ("/brotli", "bad_answer"),
        ("/circle/1", "redirects"),
        ("/endless/1", "redirects"),
        ("/to-file", "redirects"),
        ("/failing", "busy"),
        ("/busy-for-hours", "busy"),
        ("/refused", "refused"),
        ("/nowhere", "gone"),
    ],
)
def test_what_a_server_does_wrong_is_a_fault_in_bounded_time(
    server: Server, web: Web, waits: list[float], path: str, problem: str
) -> None:
    began = time.monotonic()
    assert fault_of(web, server.url + path).problem == problem
    assert time.monotonic() - began < 4
    assert sum(waits) < 1


def test_a_server_that_nobody_runs_is_told(web: Web) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        assert fault_of(web, f"http://127.0.0.1:{probe.getsockname()[1]}/").problem == "unreachable"
    assert fault_of(web, "http://no-such-host.invalid/").problem == "unreachable"


def test_what_is_asked_for_comes_whole(server: Server, web: Web) -> None:
    server.pages["/there.html"] = page("there")
    assert web.get(f"{server.url}/packed").body == page("packed")
    assert web.get(f"{server.url}/too-long").body == page("longer")
    moved = web.get(f"{server.url}/moved")
    assert (moved.url, moved.body) == (f"{server.url}/there.html", page("there"))
    assert server.asked[-1][1]["user-agent"].startswith("spacecoop/")


def test_a_server_is_waited_for_as_long_as_it_asks(server: Server, web: Web, waits: list[float]) -> None:
    assert web.get(f"{server.url}/busy-once").body == page("patient")
    assert waits == [7.0]


def test_failures_are_tried_again_ever_later(server: Server, web: Web, waits: list[float]) -> None:
    fault_of(web, f"{server.url}/failing")
    assert waits == [0.01, 0.02]
    assert server.paths() == ["/failing"] * 3


def test_requests_to_one_host_keep_their_distance(server: Server, waits: list[float]) -> None:
    server.pages = {"/a.html": page("a"), "/b.html": page("b"), "/robots.txt": b"User-agent: *\nCrawl-delay: 5\n"}
    with Web(Manners(allow_private=True, delay_seconds=2), LIMITS, sleep=waits.append) as web:
        web.get(f"{server.url}/a.html")
        web.get(f"{server.url}/b.html")
    assert waits == pytest.approx([2, 7], abs=0.5)


def test_robots_are_obeyed_also_after_a_redirect(server: Server, web: Web) -> None:
    server.pages = {"/robots.txt": b"User-agent: *\nDisallow: /there\n", "/there.html": page("there"), "/a": page("a")}
    assert web.get(f"{server.url}/a").status == 200
    assert fault_of(web, f"{server.url}/moved").problem == "robots"
    assert "/there.html" not in server.paths()


def test_private_addresses_are_not_connected_to(server: Server) -> None:
    with Web(Manners(delay_seconds=0), LIMITS) as web:
        for url in (
            server.url,
            server.url.replace("127.0.0.1", "localhost"),
            "http://[::1]:9/",
            "http://169.254.169.254/",
        ):
            assert fault_of(web, url).problem == "private_address"
    assert server.asked == []


def test_a_redirect_into_a_private_network_is_not_followed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    with Web(Manners(delay_seconds=0), LIMITS) as web:
        assert fault_of(web, f"{server.url}/to-private").problem == "private_address"
    assert server.paths() == ["/to-private"]


def test_a_name_is_resolved_once_and_connected_to_where_it_was_checked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.pages["/a"] = page("a")
    port = int(server.url.rpartition(":")[2])
    resolved: list[str] = []
    true = socket.getaddrinfo

    def rebinding(host: str, *rest: object, **more: object) -> object:
        if host != "news.example":
            return true(host, *rest, **more)  # type: ignore[arg-type]
        resolved.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in ("10.1.2.3", "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    with Web(Manners(delay_seconds=0), LIMITS) as web:
        assert web.get(f"http://news.example:{port}/a").body == page("a")
    assert len(resolved) == 2  # one request for robots.txt, one for the page
    assert server.asked[-1][1]["host"] == f"news.example:{port}"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_of_the_open_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_addresses_of_the_open_internet(address: str) -> None:
    assert is_public(address)


ROBOTS = """
# for all
User-agent: *
Disallow: /private
Allow: /private/open
Disallow: /*?print=
Disallow: /*.pdf$

User-agent: other
User-agent: SpaceCoop/2.0
Crawl-delay: 90
Disallow: /ours
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("nobody", "/", True),
        ("nobody", "/private/x", False),
        ("nobody", "/private/open/x", True),
        ("nobody", "/a?print=1", False),
        ("nobody", "/a.pdf", False),
        ("nobody", "/a.pdf?x", True),
        ("nobody", "/ours", True),
        ("spacecoop", "/private/x", True),
        ("spacecoop", "/ours/x", False),
        ("other", "/ours", False),
    ],
)
def test_robots_are_read_as_rfc_9309_says(agent: str, path: str, allowed: bool) -> None:
    assert read_robots(ROBOTS, agent).allows(f"https://news.example{path}") is allowed


def test_no_robots_file_takes_long() -> None:
    assert read_robots(ROBOTS, "spacecoop").delay_seconds == 30
    began = time.perf_counter()
    hostile = read_robots("User-agent: *\nDisallow: /" + "*a" * 900 + "$\n" * 3000, "spacecoop")
    assert hostile.allows("https://news.example/" + "a" * 1500 + "b")
    assert time.perf_counter() - began < 2
