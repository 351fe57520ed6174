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


def item(inner: str, *, root: str = '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">') -> bytes:
    return f"{root}<channel><item><link>https://a.example/1</link>{inner}</item></channel></rss>".encode()


@pytest.mark.parametrize(
    ("inner", "day"),
    [
        ("<pubDate>Wed, 10 Mar 2021 10:00:00 +0000</pubDate>", date(2021, 3, 10)),
        ("<pubDate>Wed, 10 Mar 2021 23:30:00 -0500</pubDate>", date(2021, 3, 10)),
        ("<pubDate>March 10, 2021 10:00 am</pubDate>", date(2021, 3, 10)),
        ("<pubDate>2021-03-10</pubDate>", date(2021, 3, 10)),
        ("<dc:date>2021-03-10T23:30:00-05:00</dc:date>", date(2021, 3, 10)),
        ("<pubDate>10/03/2021</pubDate>", None),
        ("<pubDate>soon</pubDate>", None),
        ("", None),
    ],
)
def test_the_day_of_an_entry_is_the_one_that_is_written(inner: str, day: date | None) -> None:
    (entry,) = read_feed(item(inner), "https://a.example/rss")
    assert entry.said.published == day


def test_the_day_of_a_change_is_not_taken_for_that_of_publication() -> None:
    (entry,) = read_feed(ATOM.encode(), "https://a.example/feeds/atom.xml")
    assert entry.said.published is None


RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/"><title>x</title></channel>'
    '<item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link>'
    "<dc:date>2021-03-10</dc:date><dc:creator>Jo</dc:creator></item></rdf:RDF>"
)
BASED = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/news/"><entry xml:base="old/">'
    '<title type="html">A &lt;b&gt;mirror&lt;/b&gt;</title><link rel="self" href="self.xml"/>'
    '<link rel="alternate" href="1.html"/></entry></feed>'
)


@pytest.mark.parametrize(
    ("raw", "url", "title"),
    [
        (RDF.encode(), "https://a.example/1", "One"),
        (BASED.encode(), "https://b.example/news/old/1.html", "A mirror"),
        (item("<title><![CDATA[One & <i>two</i>]]></title>"), "https://a.example/1", "One & two"),
        (item("<title>Caf&eacute; &#8211; 1</title>"), "https://a.example/1", "Café – 1"),
        (item("<title>Café</title>").decode().encode("latin-1"), "https://a.example/1", "Café"),
        (b"\n " + item("<title>One</title>"), "https://a.example/1", "One"),
        (item("<title>One</title>").replace(b"/1<", b"/a b<"), "https://a.example/a%20b", "One"),
        (item("<title>One</title>").replace(b"https://a.example/1", b"/1"), "https://a.example/1", "One"),
        (
            item("<guid>https://a.example/1</guid><title>One</title>").replace(b"<link>https://a.example/1</link>", b""),
            "https://a.example/1",
            "One",
        ),
    ],
    ids=["RSS 1.0", "xml:base", "CDATA", "entities", "Latin 1", "space above", "a space within", "relative", "guid alone"],
)  # fmt: skip
def test_feeds_are_read_as_they_are_found(raw: bytes, url: str, title: str) -> None:
    (entry,) = read_feed(raw, "https://a.example/rss")
    assert (entry.url, entry.said.title) == (url, title)


def test_an_address_that_a_feed_names_twice_is_one_entry() -> None:
    twice = item("<title>One</title>").replace(
        b"</channel>", b"<item><link>https://a.example/1</link></item></channel>"
    )
    assert len(read_feed(twice, "https://a.example/rss")) == 1


def test_a_page_in_place_of_a_feed_is_told_with_the_feed_that_it_names() -> None:
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed?a=1&amp;b=2"></head></html>'
    with pytest.raises(SourceError) as caught:
        read_feed(page, "https://a.example/news")
    assert caught.value.problem == "bad_feed"
    assert "https://a.example/feed?a=1&b=2" in caught.value.remedy
