"""Feeds: their entries, and no feed that hurts."""

from __future__ import annotations

import contextlib
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacecoop.document import SourceError
from spacecoop.fetch.feed import read_feed
from tests.unit.fetch.server import rss

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12))
    + ']><rss version="2.0"><channel><item><title>&m;</title><link>https://a.example/1</link></item></channel></rss>'
)
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>
<entry><title>One</title><link href="/one.html"/><updated>2021-03-10T23:30:00Z</updated><author><name>Jo</name></author></entry>
<entry><title>No link</title></entry><entry><title>Bad</title><link href="javascript:alert(1)"/></entry></feed>"""


def test_rss_gives_address_headline_author_and_day() -> None:
    (entry,) = read_feed(rss("https://a.example/1#top"), "https://a.example/rss")
    assert entry.url == "https://a.example/1"
    assert (entry.said.title, entry.said.published) == ("News & 0", date(2021, 3, 10))


def test_atom_addresses_are_read_from_where_the_feed_lies() -> None:
    (entry,) = read_feed(ATOM.encode(), "https://a.example/feeds/atom.xml")
    assert (entry.url, entry.said.title, entry.said.author) == ("https://a.example/one.html", "One", "Jo")


def test_an_empty_feed_is_a_feed() -> None:
    assert read_feed(rss(), "https://a.example/rss") == ()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html><body>Not found</body></html>",
        b"words",
        b"\x00\xff" * 1000,
        b"<rss" * 10_000,
        LAUGHS.encode(),
        LAUGHS.encode("utf-16"),
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&f;</title></channel></rss>',
    ],
)
def test_what_is_no_feed_or_an_attack_is_a_fault_at_once(raw: bytes) -> None:
    began = time.perf_counter()
    with pytest.raises(SourceError) as caught:
        read_feed(raw, "https://a.example/rss")
    assert caught.value.problem == "bad_feed"
    assert time.perf_counter() - began < 5


def test_a_feed_that_breaks_off_gives_what_stands_before() -> None:
    raw = rss("https://a.example/1", "https://a.example/2")
    assert [e.url for e in read_feed(raw[:-60], "https://a.example/rss")][:1] == ["https://a.example/1"]


@given(st.binary(max_size=200), st.integers(0, 300))
def test_no_feed_raises_anything_else(noise: bytes, at: int) -> None:
    raw = rss("https://a.example/1")
    with contextlib.suppress(SourceError):
        for entry in read_feed(raw[:at] + noise + raw[at:], "https://a.example/rss"):
            assert entry.url.startswith(("http://", "https://"))
