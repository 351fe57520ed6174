"""Feeds and pages to files: what is new is kept with its sidecar, what is known is left, what is wrong is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from spacecoop.document import list_sources, read_source
from spacecoop.fetch import Fetched, fetch_all
from spacecoop.fetch.wanted import read_wanted
from spacecoop.fetch.web import Limits
from tests.unit.fetch.server import Server, page, rss, serving

LIMITS = Limits(connect_seconds=2, read_seconds=1, deadline_seconds=2, tries=1, backoff_seconds=0)
BEGIN = datetime(2021, 3, 12, 8, tzinfo=UTC)


class Reader:
    """A user with a folder of sources and a clock, reading one server."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.sources, self.state, self.server = folder / "sources", folder / "output" / ".fetch", server
        self.sources.mkdir()
        self.hours = 0

    def wants(self, words: str) -> None:
        settings = "allow_private = true\ndelay_seconds = 0\n"
        (self.sources / "feeds.toml").write_text(settings + words.replace("SERVER", self.server.url))

    def fetch(self, *, is_forced: bool = False) -> Fetched:
        now = BEGIN + timedelta(hours=self.hours)
        return fetch_all(self.sources, self.state, now=lambda: now, limits=LIMITS, is_forced=is_forced)

    def files(self) -> list[str]:
        return sorted(p.relative_to(self.sources).as_posix() for p in self.sources.rglob("*") if p.is_file())


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    with serving() as server:
        yield Reader(tmp_path, server)


FEED = '[[feed]]\nurl = "SERVER/rss"\ncollection = "wire"\noutlet = "Wire"\nrights = "CC0"\npublish_words = false\n'


def publish(server: Server, *names: str) -> None:
    server.pages["/rss"] = rss(*(f"{server.url}/{name}.html" for name in names))
    server.types["/rss"] = "application/rss+xml"
    for name in names:
        server.pages[f"/{name}.html"] = page(name)


def test_nothing_happens_without_a_file_of_feeds(reader: Reader) -> None:
    assert reader.fetch() == Fetched()
    assert reader.server.asked == []
    assert not reader.state.exists()


def test_a_feeds_pages_become_sources_with_their_sidecars(reader: Reader) -> None:
    publish(reader.server, "mirror", "orbit")
    reader.wants(FEED)
    done = reader.fetch()
    assert not done.problems
    assert len(done.files) == 2
    listed = list_sources(reader.sources)
    assert sorted(done.files) == list(listed.names)
    assert listed.problems == ()
    first = next(name for name in done.files if "mirror" in name)
    assert (reader.sources / first).read_bytes() == page("mirror")
    (document,) = read_source(reader.sources / first, root=reader.sources).documents
    assert (document.title, document.outlet, document.rights) == ("News & 0", "Wire", "CC0")
    assert (document.url, document.published) == (f"{reader.server.url}/mirror.html", date(2021, 3, 10))
    assert document.publish_words is False


def test_the_record_holds_time_address_and_headers_but_no_cookie(reader: Reader) -> None:
    publish(reader.server, "mirror")
    reader.wants(FEED)
    reader.fetch()
    records = [json.loads(p.read_text()) for p in reader.state.iterdir() if p.name != "problems.json"]
    (record,) = [r for r in records if r["source"]]
    assert record["time"] == "2021-03-12T08:00:00+00:00"
    assert record["address"] == f"{reader.server.url}/mirror.html"
    assert record["headers"]["content-type"] == "text/html; charset=utf-8"
    assert "set-cookie" not in record["headers"]


def test_only_what_is_new_is_fetched(reader: Reader) -> None:
    publish(reader.server, "mirror")
    reader.wants(FEED)
    reader.fetch()
    reader.server.asked.clear()
    assert reader.fetch().files == []
    assert reader.server.asked == []  # looked at a moment ago
    reader.hours = 1
    assert reader.fetch().files == []
    assert reader.server.paths() == ["/rss"]
    assert reader.server.asked[-1][1]["if-none-match"]
    publish(reader.server, "mirror", "orbit")
    reader.server.asked.clear()
    reader.hours = 2
    assert len(reader.fetch().files) == 1
    assert reader.server.paths() == ["/rss", "/orbit.html"]


def test_a_lost_record_does_not_fetch_a_page_again_nor_does_a_page_that_was_taken_away(reader: Reader) -> None:
    publish(reader.server, "mirror", "orbit")
    reader.wants(FEED)
    first = reader.fetch().files
    for path in reader.state.iterdir():
        path.unlink()
    assert reader.fetch().files == []
    publish(reader.server, "mirror", "orbit", "third")
    (third,) = reader.fetch(is_forced=True).files
    (reader.sources / third).unlink()
    publish(reader.server, "mirror", "orbit", "third", "fourth")
    assert [("third" in name, "fourth" in name) for name in reader.fetch(is_forced=True).files] == [(False, True)]
    assert first


def test_a_listed_page_is_fetched_again_when_it_changed(reader: Reader) -> None:
    reader.server.pages["/about.html"] = page("first")
    reader.wants('[[pages]]\nurls = ["SERVER/about.html"]\ncollection = "pages"\n')
    (name,) = reader.fetch().files
    assert reader.fetch(is_forced=True).files == []
    assert reader.server.asked[-1][1]["if-none-match"]
    reader.server.pages["/about.html"] = page("second")
    assert reader.fetch(is_forced=True).files == [name]
    assert (reader.sources / name).read_bytes() == page("second")


def test_one_bad_page_costs_a_row_and_the_others_come(reader: Reader) -> None:
    publish(reader.server, "mirror", "orbit")
    links = [f"{reader.server.url}/{path}" for path in ("mirror.html", "picture", "gone.html", "failing", "orbit.html")]
    reader.server.pages["/rss"] = rss(*links)
    reader.wants(FEED)
    done = reader.fetch()
    assert len(done.files) == 2
    told = {row.source.rpartition("/")[2]: row.problem for row in done.problems}
    assert told == {"picture": "not_a_page", "gone.html": "gone", "failing": "busy"}
    assert all(row.source.startswith("feeds.toml#http://") for row in done.problems)
    reader.server.asked.clear()
    again = reader.fetch(is_forced=True)
    assert {row.problem for row in again.problems} == {"not_a_page", "gone", "busy"}
    assert reader.server.paths() == ["/rss", "/failing"]  # what no try will mend is told again and not tried again
    assert {row.problem for row in reader.fetch().problems} == {"not_a_page", "gone", "busy"}


def test_a_feed_that_fails_costs_a_row_and_the_others_come(reader: Reader) -> None:
    publish(reader.server, "mirror")
    bad = "".join(
        f'[[feed]]\nurl = "SERVER/{path}"\ncollection = "bad"\n'
        for path in ("silent", "huge", "circle/1", "packed", "bomb")
    )
    reader.wants(bad + FEED)
    done = reader.fetch()
    assert len(done.files) == 1
    assert {row.source.rpartition("/")[2]: row.problem for row in done.problems} == {
        "silent": "unreachable",
        "huge": "too_large",
        "1": "redirects",
        "packed": "bad_feed",
        "bomb": "archive_bomb",
    }


def test_a_long_feed_is_fetched_in_parts(reader: Reader) -> None:
    publish(reader.server, "a", "b", "c")
    reader.wants(f"most_new = 2\n{FEED}")
    assert [len(reader.fetch(is_forced=True).files) for _ in range(3)] == [2, 1, 0]


def test_hostile_words_of_a_feed_stay_words_in_the_sidecar(reader: Reader) -> None:
    publish(reader.server, "mirror")
    hostile = 'A "quote" \\ and \u0085 &lt;script&gt;\u007f ]]'
    reader.server.pages["/rss"] = reader.server.pages["/rss"].replace(b"News &amp; 0", hostile.encode())
    reader.wants(FEED)
    (name,) = reader.fetch().files
    (document,) = read_source(reader.sources / name, root=reader.sources).documents
    assert document.title is not None
    assert document.title.startswith('A "quote" \\ and')
    assert "<script>" in document.title


def test_loopback_is_not_fetched_unless_a_setting_allows_it(reader: Reader) -> None:
    publish(reader.server, "mirror")
    (reader.sources / "feeds.toml").write_text(FEED.replace("SERVER", reader.server.url))
    done = reader.fetch()
    assert [row.problem for row in done.problems] == ["private_address"]
    assert reader.server.asked == []


@pytest.mark.parametrize(
    ("words", "named", "remedy"),
    [
        ("foo = 1", "'foo'", "allow_private"),
        ("[[feed]]\nfoo = 1", "'foo'", "collection"),
        ('[[feed]]\nurl = "https://a.example"', "'collection'", "folder"),
        ('[[feed]]\nurl = "https://a.example"\ncollection = "../x"', "'collection'", "folder"),
        ('[[feed]]\nurl = "file:///etc/passwd"\ncollection = "x"', "'url'", "https://"),
        ('[[feed]]\nurl = "https://u:p@a.example"\ncollection = "x"', "password", "password"),
        ('[[feed]]\nurl = "https://a.example/a b"\ncollection = "x"', "spaces", "%20"),
        ('[[feed]]\nurl = "https://a.example:99999"\ncollection = "x"', "'url'", "https://"),
        ('[[feed]]\nurl = "https://a.example"\ncollection = "x"\noutlet = 5', "'outlet'", "outlet"),
        ('[[pages]]\nurls = "https://a.example"\ncollection = "x"', "'urls'", "urls"),
        ('feed = "x"', "'feed'", "[[feed]]"),
        ('allow_private = "yes"', "'allow_private'", "true"),
        ("most_new = -1", "'most_new'", "number"),
        ("[[feed", "TOML", "[[feed]]"),
    ],
)
def test_a_wrong_file_of_feeds_is_told_by_file_field_and_remedy(
    tmp_path: Path, words: str, named: str, remedy: str
) -> None:
    (tmp_path / "feeds.toml").write_text(words)
    (fault,) = read_wanted(tmp_path / "feeds.toml").faults
    assert fault.problem == "bad_feeds_file"
    assert fault.reason.startswith("feeds.toml ")
    assert named in fault.reason
    assert remedy in fault.remedy


def test_a_wrong_feed_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(
        '[[feed]]\nurl = 5\ncollection = "x"\n[[feed]]\nurl = "https://a.example/#x"\ncollection = "x"'
    )
    wanted = read_wanted(tmp_path / "feeds.toml")
    assert [target.url for target in wanted.targets] == ["https://a.example/"]
    assert len(wanted.faults) == 1
