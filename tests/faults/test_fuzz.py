"""Whatever the bytes: every reader gives articles or rows of problems, every finder words at their offsets.

The same examples in every run, and few enough for one. ``SPACECOOP_FUZZ=20`` tries twenty times as many, others each time.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spacecoop import Document, extract
from spacecoop.document import SourceError, SourceRead, read_source
from spacecoop.fetch.feed import read_feed
from spacecoop.fetch.robots import read_robots
from spacecoop.fetch.wanted import read_wanted
from spacecoop.tables import EXTRACTED
from tests.pipeline.conftest import ARTICLE
from tests.unit.document.made import pdf, warc_record
from tests.unit.fetch.server import page, rss

TIMES = int(os.environ.get("SPACECOOP_FUZZ", "0"))


def tried(examples: int) -> settings:
    return settings(
        max_examples=examples * max(TIMES, 1),
        derandomize=not TIMES,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Orbit data | The Post</title>
<meta property="article:published_time" content="2019-05-14T08:00:00Z"><meta name="author" content="Jo Bloggs">
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2019-05-14"}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li></ul></nav><article><h1>Orbit data</h1><p>By Jo Bloggs, May 14, 2019</p>
{"".join(f"<p>{part}</p>" for part in ARTICLE.split(chr(10) * 2))}<table><tr><td>34</td></tr></table>
<h2>Related stories</h2><ul><li>Another one</li></ul></article><div class="comments"><p>Nice!</p></div></body></html>"""
MARKDOWN = (
    f"---\ntitle: Orbit data\ndate: 2019-05-14\ntags: [a, b]\npublish_words: true\n---\n# Orbit data\n\n{ARTICLE}"
)
LINES = "\n".join(json.dumps({"title": "One", "text": ARTICLE, "date": "2019-05-14", "id": i}) for i in range(3))
PRINTED = pdf([ARTICLE.replace("\n\n", "\n").split("\n") * 2, ["Page 2", "and the end of it."]], title="Orbit data")
RECORDS = (
    b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nx\n\r\n\r\n",
    warc_record(PAGE.encode()),
    warc_record(
        gzip.compress(PAGE.encode()), http="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip"
    ),
    warc_record(
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode()),
        http="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
    ),
)
ATOM = (
    '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry>'
    '<title type="html">One</title><link href="/one.html"/><updated>2021-03-10T23:30:00Z</updated></entry></feed>'
)

BYTES = (
    b"\x00",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xe2\x80",
    b"\xc2\xad",
    b"\xed\xa0\x80",
    b"\r",
    b"\x1a",
    b"\x1f\x8b",
)
WORDS = (
    "“", "”", '"', "’", "\u2028", "\u00a0", "\u00ad", "\ufffd", "\u202e", "é", "e\u0301", "İ", "\U0001f680", "中国", " - ", "...",
    "14 May", "May", "2019", "$2.5 billion", "1,000,000,000,000", "5,,5", "1e999", "%", "nearly 40", "half a dozen", "0.0.0",
    "NASA", "U.S.", "the agency", "Dr. ", "said", "according to", "he said:", "the 3rd Workshop on", "Vienna", "United Nations",
    "Related stories", "Comments (3)", "Share this", "* * *", "By Jo Bloggs", "(Reuters) -", "\n\n", "\n", "\t", " " * 30,
)  # fmt: skip
TAGS = (
    "<p>", "</p>", "<div>", "</article>", "<table><tr><td>", "<!--", "-->", "<![CDATA[", "<script>", "</script>", "<style>",
    "<br/>", "<a href='", "&", "&#x0;", "&#xD800;", "&nbsp;", "&bogus;", "<meta charset='utf-16'>", "<base href=", "<svg>", "<x:y>",
    "<title>", "<html lang='", "<h1>", "<time datetime='9999-99-99'>", "<meta name='date' content='2019-02-30'>", "<li>", "<q>",
)  # fmt: skip
FRONT = (
    "---\n",
    "+++\n",
    "title:",
    "date: 2019-13-45\n",
    "published: [",
    "language: ",
    "publish_words: no\n",
    '"',
    ": : :\n",
    "- ",
)
JSON = (
    '{"text": ',
    "null",
    "1e400",
    "NaN",
    '"\\ud800"',
    "[[[[",
    "}",
    '"date": ',
    '"language": "',
    '"publish_words": 3',
    "\n",
    "\\u0000",
)
PDF = (
    b"endobj", b"stream\n", b"endstream", b"/Length -1", b"/Length 99999999", b"/Filter /FlateDecode", b"/Filter /ASCII85Decode",
    b"/Kids [3 0 R]", b"2 0 R", b"<<", b">>", b"[", b"(", b")", b"/Type /Page", b"xref", b"trailer", b"startxref\n0", b"BT", b"Tj",
    b"999999999 0 R", b"/Encrypt 1 0 R", b"/Count 1000000000", b"/ToUnicode 4 0 R", b"/Encoding /Identity-H", b"1e99 Tf", b"%%EOF",
    b"/Parent 4 0 R", b"/MediaBox [0 0 0 0]", b"/Font << >>", b"T*", b"'", b"/Rotate 7",
)  # fmt: skip
WARC = (
    b"WARC/1.0\r\n", b"\r\n\r\n", b"\r\n", b"Content-Length: 5\r\n", b"Content-Length: -1\r\n", b"WARC-Type: response\r\n",
    b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 999\r\n", b"Content-Type: text/html; charset=utf-7\r\n", b"Transfer-Encoding: chunked\r\n",
    b"Content-Encoding: gzip\r\n", b"Content-Encoding: br\r\n", b"ffffffffffffffff\r\n", b"WARC-Date: 0000-00-00\r\n",
    b"WARC-Target-URI: \xff\r\n", b": \r\n", b"0\r\n",
)  # fmt: skip
TOML = (
    'title = "x"\n', "title = 5\n", "published = 2019-05-14\n", "published = 2019-05-14T25:00:00\n", "publish_words = false\n", "[fields]\n",
    'text = "body"\n', "text = []\n", "[[feed]]\n", "[[pages]]\n", 'url = "https://a.example/x"\n', 'urls = ["https://a.example"]\n',
    'collection = "a"\n', 'collection = "../a"\n', "allow_private = true\n", "delay_seconds = nan\n", "delay_seconds = inf\n", "most_new = -1\n", "contact = 1\n", '"""',
    "= ", "{", "[" * 500, "\\u0000", "a.b.c = 1\n", "fields = 3\n", 'language = "en"\n', 'url = "http://[::1"\n', 'url = "https://a.example:0x"\n',
)  # fmt: skip
FEED = (
    "<item>", "</item>", "<link>", "</link>", "<link>javascript:1</link>", "<title>", "<![CDATA[", "]]>", "&amp;", "&#0;", "<!DOCTYPE x>", "<?xml",
    ' encoding="utf-16"?>', "<pubDate>0000</pubDate>", "<pubDate>99 Foo 99999</pubDate>", "<entry>", "<guid isPermaLink='true'>http://[</guid>", "<georss:point>1 x</georss:point>",
    "<media:content url='x'/>", "<link href='//'/>", "<link href='http://[::1'/>", "xml:base='http://['", "<author><name/></author>", "<itunes:image href=''/>",
)  # fmt: skip
ROBOTS = (
    "User-agent: *\n",
    "User-agent: spacecoop\n",
    "Disallow: /\n",
    "Allow: /a*b$\n",
    "Crawl-delay: 1e9\n",
    "#",
    ":",
    "*",
    "$",
    "\r",
    "\ufeff",
)


@st.composite
def damaged(draw: st.DrawFn, seeds: tuple[str | bytes, ...], pieces: tuple[str | bytes, ...]) -> bytes:
    """A good file into which something else was written, of which something went missing or came twice, a few times."""
    raw = _bytes(draw(st.sampled_from(seeds)))
    inserted = st.one_of(st.sampled_from([*map(_bytes, pieces), *BYTES]), st.binary(max_size=8))
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(raw)))
        end = min(len(raw), at + draw(st.sampled_from([0, 0, 1, 3, 40, 400])))
        what = draw(inserted) * draw(st.sampled_from([1, 1, 2, 300]))
        raw = raw[:at] + what + draw(st.sampled_from([b"", raw[at:end]])) + raw[end:]
    return raw


def _bytes(said: str | bytes) -> bytes:
    return said if isinstance(said, bytes) else said.encode("utf-8", "surrogatepass")


def mixed(pieces: tuple[str | bytes, ...]) -> st.SearchStrategy[bytes]:
    """Pieces in any order with other words between them."""
    words = [_bytes(piece) for piece in (*pieces, *WORDS, ARTICLE)] + list(BYTES)
    return st.lists(st.one_of(st.sampled_from(words), st.binary(max_size=5)), max_size=25).map(b"".join)


def any_of(seeds: tuple[str | bytes, ...], pieces: tuple[str | bytes, ...]) -> st.SearchStrategy[bytes]:
    return st.one_of(damaged(seeds, (*pieces, *WORDS)), mixed(pieces))


def recoded(raw: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """The same words in other encodings, with and without a mark that says which."""
    names = st.sampled_from(
        ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "koi8-r", "shift_jis"]
    )
    return st.builds(lambda text, name: text.decode("utf-8", "replace").encode(name, "replace"), raw, names)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.just(ARTICLE) | st.just(PAGE),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from(
    ["text", "body", "content", "title", "date", "published", "url", "author", "language", "publish_words", "fields"]
)
JSON_LINES = st.lists(st.dictionaries(NAMES, VALUES, max_size=6), max_size=4).map(
    lambda rows: "\n".join(map(json.dumps, rows)).encode()
)
HEADS = st.sampled_from(
    [
        "HTTP/1.1 200 OK\r\nContent-Type: text/html",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
        "HTTP/1.1 200 OK\r\nContent-Type: TEXT/HTML\r\nContent-Encoding: br",
        "HTTP/1.1 302 Found\r\nContent-Type: text/html",
        "GET / HTTP/1.1",
        "",
    ]
)
RECORD = st.builds(
    warc_record,
    any_of((PAGE,), TAGS),
    url=st.sampled_from(["https://a.example/1", "urn:x", "", "https://a.example/\x85"]),
    day=st.sampled_from(["2021-03-11T04:05:06Z", "", "99999", "2021-02-30"]),
    http=HEADS,
    kind=st.sampled_from(["response", "response", "response", "resource", "revisit", "x"]),
)
ARCHIVES = st.one_of(st.lists(RECORD, max_size=4), st.lists(any_of((*RECORDS, b"".join(RECORDS)), WARC), max_size=2))
PRINTS = st.lists(
    st.lists(st.text(st.characters(codec="cp1252"), max_size=90) | st.sampled_from(ARTICLE.split("\n")), max_size=20),
    max_size=3,
)
FILES: dict[str, st.SearchStrategy[bytes]] = {
    "a.txt": st.one_of(any_of((ARTICLE,), ()), recoded(any_of((ARTICLE,), ())), st.binary(max_size=2000)),
    "a.md": st.one_of(any_of((MARKDOWN,), FRONT), recoded(any_of((MARKDOWN,), FRONT))),
    "a.html": st.one_of(any_of((PAGE, page("mirror")), TAGS), recoded(any_of((PAGE,), TAGS))),
    "a.pdf": st.one_of(
        damaged((PRINTED, pdf([["One line."]])), PDF), mixed(PDF).map(b"%PDF-1.4\n".__add__), PRINTS.map(pdf)
    ),
    "a.jsonl": st.one_of(any_of((LINES,), JSON), JSON_LINES),
    "a.jsonl.gz": st.one_of(
        st.one_of(any_of((LINES,), JSON), JSON_LINES).map(gzip.compress), damaged((gzip.compress(LINES.encode()),), ())
    ),
    "a.warc": ARCHIVES.map(b"".join),
    "a.warc.gz": st.one_of(
        ARCHIVES.map(lambda records: b"".join(map(gzip.compress, records))),
        damaged((b"".join(map(gzip.compress, RECORDS)),), WARC),
    ),
}
SIDECARS = st.one_of(
    st.none(), st.none(), any_of(("".join(TOML[:2]), 'outlet = "Wire"\npublished = 2019-05-14\n'), TOML)
)


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_is_articles_or_problems_and_every_word_stands_where_it_is_said_to(
    name: str, tmp_path: Path
) -> None:
    @tried(100)
    @given(raw=FILES[name], own=SIDECARS, folder=SIDECARS)
    def holds(raw: bytes, own: bytes | None, folder: bytes | None) -> None:
        for file, content in ((name, raw), ("a.toml", own), ("_collection.toml", folder)):
            (tmp_path / file).unlink(missing_ok=True)
            if content is not None:
                (tmp_path / file).write_bytes(content)
        found = read_source(tmp_path / name, root=tmp_path)
        assert_told(found, name)
        for document in found.documents[:3]:
            assert_stands(document)

    holds()


def assert_told(found: SourceRead, name: str) -> None:
    for row in found.problems:
        assert row.source.partition("#")[0] == name
        assert row.problem != "reader_failed", row.reason
        assert row.reason.endswith("."), row
        assert row.remedy.endswith("."), row
        assert f"{row.reason}{row.remedy}".isprintable(), row
    for document in found.documents:
        assert document.text.encode().decode() == document.text
        assert not set(document.text) & set("\r\x00\u2028\u00ad")


def assert_stands(document: Document) -> None:
    """Every row that has offsets quotes the text between them, and the same comes out twice."""
    found = extract(document)
    for table in EXTRACTED:
        for row in getattr(found, table):
            if hasattr(row, "start_char"):
                assert 0 <= row.start_char < row.end_char <= len(document.text), (table, row)
                if hasattr(row, "text"):
                    assert document.text[row.start_char : row.end_char] == row.text, (table, row)
    assert found.as_dict() == extract(document).as_dict()


SENTENCES = st.lists(
    st.one_of(
        st.sampled_from([*ARTICLE.split(" "), *WORDS]),
        st.integers(0, 10**15).map("{:,}".format),
        st.dates().map("{:%d %B %Y}".format),
        st.text(max_size=6),
    ),
    max_size=120,
)


@tried(150)
@given(
    words=SENTENCES,
    joint=st.sampled_from([" ", " ", "", "\n", "\n\n", ", ", ". "]),
    published=st.none() | st.dates(),
    title=st.none() | st.text(max_size=40),
)
def test_any_words_in_any_order_are_read_at_their_offsets(
    words: list[str], joint: str, published: object, title: str | None
) -> None:
    text = joint.join(words).encode("utf-8", "replace").decode()
    assert_stands(Document(document_id="a.txt", text=text, published=published, title=title))  # type: ignore[arg-type]


@tried(60)
@given(raw=damaged((ARTICLE,), WORDS))
def test_a_damaged_article_is_read_at_its_offsets(raw: bytes) -> None:
    assert_stands(Document(document_id="a.txt", text=raw.decode("utf-8", "replace")))


def feed(raw: bytes) -> None:
    with contextlib.suppress(SourceError):
        for entry in read_feed(raw, "https://a.example/feed"):
            assert entry.url.startswith(("http://", "https://"))
            assert (entry.said.title or "").encode().decode() == (entry.said.title or "")


def wanted(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feeds.toml"
        path.write_bytes(raw)
        said = read_wanted(path)
    assert all(fault.reason.endswith(".") and fault.remedy.endswith(".") for fault in said.faults)
    assert all(
        target.url.startswith(("http://", "https://")) and "/" not in target.collection for target in said.targets
    )
    assert 0 <= said.manners.delay_seconds <= 1_000_000


def robots(raw: bytes) -> None:
    assert read_robots(raw.decode("utf-8", "replace"), "spacecoop").allows("https://a.example/a/b?c=d") in (True, False)


@pytest.mark.parametrize(
    ("holds", "written", "examples"),
    [
        (feed, any_of((rss("https://a.example/1", "https://a.example/2"), ATOM), FEED), 120),
        (wanted, any_of(('[[feed]]\nurl = "https://a.example/x"\ncollection = "a"\noutlet = "b"\n',), TOML), 200),
        (robots, any_of(("User-agent: *\nDisallow: /a\n",), ROBOTS), 200),
    ],
)
def test_what_a_server_or_a_person_wrote_is_read_or_told(
    holds: Callable[[bytes], None], written: st.SearchStrategy[bytes], examples: int
) -> None:
    tried(examples)(given(written)(holds))()
