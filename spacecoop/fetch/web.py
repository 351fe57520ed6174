"""One polite request after the other: limits of time and size, redirects, retries, robots.txt, a pace per host.

What to fetch is decided in ``collect``; which addresses may be connected to, in ``guard``.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from spacecoop import __version__
from spacecoop.document.fault import SourceError
from spacecoop.document.opening import unpacked
from spacecoop.fetch.guard import CheckedTransport
from spacecoop.fetch.robots import LARGEST as LARGEST_ROBOTS
from spacecoop.fetch.robots import Robots, read_robots
from spacecoop.fetch.wanted import Manners, address

AGENT = "spacecoop"
MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
AGAIN = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Limits:
    """``deadline_seconds`` are for one answer as a whole, however its pieces drip."""

    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    deadline_seconds: float = 60.0
    body_bytes: int = 20_000_000
    tries: int = 3
    backoff_seconds: float = 1.0
    longest_wait_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered in the end; ``url`` is where the redirects led. ``status`` is 200 or 304."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Web:
    """A client that keeps its manners; to be used in a ``with`` block."""

    def __init__(
        self, manners: Manners, limits: Limits | None = None, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._limits = limits or Limits()
        self._manners = manners
        self._sleep = sleep
        self._robots: dict[str, Robots] = {}
        self._next: dict[str, float] = {}
        contact = f" ({manners.contact})" if manners.contact else ""
        self._client = httpx.Client(
            transport=CheckedTransport(allow_private=manners.allow_private),
            timeout=httpx.Timeout(self._limits.read_seconds, connect=self._limits.connect_seconds),
            headers={"User-Agent": f"{AGENT}/{__version__}{contact}", "Accept-Encoding": "gzip"},
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def get(self, url: str, *, known: Mapping[str, str] | None = None, limit: int | None = None) -> Answer:
        """The answer at ``url``; ``known`` are request headers of a conditional request. Raises ``SourceError``."""
        return self._follow(url, known or {}, limit or self._limits.body_bytes, asks_robots=True)

    def _follow(self, url: str, known: Mapping[str, str], limit: int, *, asks_robots: bool) -> Answer:
        seen: list[str] = []
        at = address(url)
        while at not in seen:
            seen.append(at)
            if len(seen) > MOST_REDIRECTS + 1:
                raise _fault("redirects", f"It redirects more than {MOST_REDIRECTS} times.", "Name the last address.")
            if asks_robots and not self._robots_of(at).allows(at):
                raise _fault("robots", f"The robots.txt of {_host(at)} forbids it.", "Ask the outlet, or take it out.")
            answer = self._patiently(at, known, limit)
            if answer.status not in REDIRECTS:
                return answer
            at = _target(answer)
        raise _fault("redirects", "It redirects in a circle.", "Name an address that does not.")

    def _robots_of(self, url: str) -> Robots:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            try:
                answer = self._follow(f"{origin}/robots.txt", {}, LARGEST_ROBOTS, asks_robots=False)
                self._robots[origin] = read_robots(answer.body.decode("utf-8", "replace"), AGENT)
            except SourceError as fault:
                if fault.problem not in ("gone", "refused", "redirects"):
                    raise
                self._robots[origin] = Robots()
        return self._robots[origin]

    def _patiently(self, url: str, known: Mapping[str, str], limit: int) -> Answer:
        """An answer that is no transient fault; waits between tries, as long as the server asks for within bounds."""
        fault = _fault("unreachable", "The server gives no answer.", "Try again later.")
        for attempt in range(self._limits.tries):
            wait = self._limits.backoff_seconds * 2**attempt
            try:
                answer = self._once(url, known, limit)
            except (httpx.TransportError, httpx.StreamError) as wrong:
                fault = _fault("unreachable", f"The server cannot be read: {_said(wrong)}.", "Try again later.")
            else:
                if answer.status not in AGAIN:
                    return _taken(answer)
                fault = _fault("busy", f"The server answers {answer.status}.", "Try again later.")
                asked = _retry_after(answer.headers.get("retry-after"))
                if asked > self._limits.longest_wait_seconds:
                    break
                wait = max(wait, asked)
            if attempt + 1 < self._limits.tries:
                self._sleep(wait)
        raise fault

    def _once(self, url: str, known: Mapping[str, str], limit: int) -> Answer:
        self._pace(url)
        try:
            with (
                _Deadline(self._limits.deadline_seconds) as deadline,
                self._client.stream("GET", url, headers=dict(known), extensions={"trace": deadline.trace}) as response,
            ):
                headers = {name.lower(): value for name, value in response.headers.items()}
                body = b"" if response.status_code != 200 else _body(response, limit)
        except httpx.InvalidURL as fault:
            raise _fault("bad_address", f"This is no address: {_said(fault)}.", "Name another.") from fault
        if headers.get("content-encoding", "").strip().lower() in ("gzip", "x-gzip") and body:
            body, broken = unpacked(body, limit)
            if broken is not None:
                raise _fault("bad_answer", "The answer's packing is broken.", "Try again later.")
        return Answer(url, response.status_code, headers, body)

    def _pace(self, url: str) -> None:
        parts = urlsplit(url)
        known = self._robots.get(f"{parts.scheme}://{parts.netloc}", Robots())
        now = time.monotonic()
        due = self._next.get(_host(url), now)
        if due > now:
            self._sleep(due - now)
        delay = max(self._manners.delay_seconds, known.delay_seconds)
        self._next[_host(url)] = max(due, now) + delay


def _body(response: httpx.Response, limit: int) -> bytes:
    """The bytes as they were sent, within the limit of size."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise _fault(
            "bad_answer", f"The answer is packed with {coding[:20]!r}, which was not asked for.", "Save the page."
        )
    body = bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > limit:
            raise _fault("too_large", f"The answer is larger than {limit / 1e6:g} MB.", "Save the article alone.")
    return bytes(body)


class _Deadline:
    """Cuts the connection when an answer as a whole takes too long, wherever it is: in its head, or in its body.

    The client's own timeouts are of one read each, which a server that drips single bytes always meets.
    """

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._connection: httpcore.NetworkStream | None = None
        self._is_over = False

    def trace(self, event: str, info: Mapping[str, object]) -> None:
        """Hears from the client which connection is in use."""
        made = info.get("return_value")
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete") and isinstance(
            made, httpcore.NetworkStream
        ):
            self._connection = made

    def _cut(self) -> None:
        self._is_over = True
        connected = self._connection.get_extra_info("socket") if self._connection is not None else None
        if isinstance(connected, socket.socket):
            with suppress(OSError):  # it may have ended by itself in this moment
                connected.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        if self._is_over:
            raise _fault("too_slow", "The server takes too long to answer.", "Try again later.") from fault


def _taken(answer: Answer) -> Answer:
    if answer.status in (200, 304) or answer.status in REDIRECTS:
        return answer
    if answer.status in (404, 410):
        raise _fault("gone", f"There is no such page ({answer.status}).", "Take the address out, or name the new one.")
    raise _fault("refused", f"The server answers {answer.status}.", "Look at the page in a browser, and save it.")


def _target(answer: Answer) -> str:
    said = answer.headers.get("location")
    try:
        return address(urljoin(answer.url, said or ""))
    except (SourceError, ValueError) as fault:
        raise _fault("redirects", "It redirects to no web address.", "Name another address.") from fault


def _retry_after(said: str | None) -> float:
    """Seconds that a server asks to wait; a date counts from now, what is neither is nothing."""
    if said is None:
        return 0.0
    if said.strip().isdecimal() and len(said) < 12:
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _said(fault: Exception) -> str:
    words = " ".join(str(fault).split())[:150].rstrip(".")
    return words.encode("ascii", "backslashreplace").decode("ascii") or type(fault).__name__


def _fault(problem: str, reason: str, remedy: str) -> SourceError:
    return SourceError(problem, reason, remedy)
