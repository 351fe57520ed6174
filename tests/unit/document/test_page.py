"""Pages: the article of an HTML page, its headline and its date, without menus and comments."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from spacecoop import Document
from spacecoop.document import SourceError
from spacecoop.document.page import read_page

PARAGRAPHS = (
    "The two agencies agreed in the spring to build a small observatory together, and on Monday they showed it.",
    "Engineers from both sides had argued for months about the size of the mirror, and in the end they chose two metres.",
    "The director said that the money had been found in the budgets of nine countries, none of which had asked for it back.",
    "It is to be launched from an island in the south, and to work for at least five years before anybody mends it.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
PAGE = (
    '<html lang="en-GB"><head><title>A mirror for two | The Morning Post</title>'
    '<meta property="og:site_name" content="The Morning Post"><meta name="author" content="Jo Bloggs">'
    '<meta property="article:published_time" content="2014-01-12T08:00:00Z">'
    '<meta property="article:modified_time" content="2020-05-05T08:00:00Z"></head><body>'
    "<nav><ul><li><a href='/'>Home 1999</a></li><li><a href='/w'>World</a></li></ul></nav>"
    f"<article><h1>A mirror for two</h1>{BODY}</article>"
    "<div id='comments' class='comments'><p>Anna, 3 May 2020: I was there in 1997, and nobody said a word of it.</p></div>"
    "<footer>Copyright 1998 The Morning Post</footer></body></html>"
)


def test_the_article_is_kept_with_its_paragraphs_apart_and_its_headline_first() -> None:
    assert read_page(PAGE).text == "\n\n".join(("A mirror for two", *PARAGRAPHS))


def test_the_metadata_of_a_page_is_read() -> None:
    said = read_page(PAGE).said
    assert (said.title, said.outlet, said.author, said.language) == (
        "A mirror for two", "The Morning Post", "Jo Bloggs", "en",
    )  # fmt: skip
    assert (said.published, said.published_source) == (date(2014, 1, 12), "html")


def test_a_page_says_its_extractor_with_its_version() -> None:
    assert read_page(PAGE).extractor.startswith("trafilatura/2.")


def test_a_date_in_the_body_is_not_the_pages() -> None:
    bare = f"<html><body><article><h1>A mirror</h1>{BODY}<p>It was built on 3 May 2007 in Rome.</p></article></body></html>"
    assert read_page(bare).said.published is None


def test_a_page_laid_out_in_tables_gives_its_article_alone() -> None:
    cells = "<td><a href='a'>Front page</a><br><a href='b'>Town (118)</a><br>Fri 27</td>"
    article = "".join(f"<p>{paragraph}" for paragraph in PARAGRAPHS)
    page = f"<html><head><title>Vale Gazette - A satellite with two parents</title></head><body><table><tr>{cells}<td>{article}</td></tr></table></body></html>"
    found = read_page(page)
    assert found.said.title == "A satellite with two parents"
    assert found.said.outlet == "Vale Gazette"
    assert found.text == "\n\n".join(("A satellite with two parents", *PARAGRAPHS))


def test_a_page_read_twice_is_the_same() -> None:
    assert read_page(PAGE) == read_page(PAGE)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_page_in_a_declared_charset_is_a_document(tmp_path: Path, encoding: str) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("Jo Bloggs", "Zoë Müller")
    (tmp_path / "a.html").write_bytes(page.encode(encoding))
    document = Document.from_path(tmp_path / "a.html")
    assert (document.author, document.format, document.published_source) == ("Zoë Müller", "html", "html")


READERS = (
    "<section class='comments'><p>Anna, <time datetime='2019-05-20'>20 May 2019</time>: I was there, and nobody said a "
    "word of it.</p></section>"
)
STORIES = "<ul class='related-stories'><li><a href='/1'>A telescope</a> <time datetime='2021-01-02'>2 January 2021</time></li></ul>"


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("", None),
        ("<p class='byline'>By Jo <time datetime='2019-05-14'>14 May 2019</time></p>", date(2019, 5, 14)),
        ("<div class='posted-on'>Posted on May 14, 2019</div>", date(2019, 5, 14)),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2020-01-01", '
            '"datePublished": "2019-05-14T23:00:00-08:00"}</script>',
            date(2019, 5, 14),
        ),
    ],
)
@pytest.mark.parametrize("below", ["", READERS, STORIES])
def test_the_day_of_a_readers_comment_or_of_another_story_is_not_the_pages(
    above: str, day: date | None, below: str
) -> None:
    page = f"<html><body><article><h1>A mirror</h1>{above}{BODY}</article>{below}</body></html>"
    assert read_page(page).said.published == day


def test_a_page_that_shows_only_notices_holds_no_article() -> None:
    notices = (
        "<p>We and our 842 partners use cookies to store and access information on your device, and by clicking you agree.</p>"
        "<p>You need to enable JavaScript to run this app, or to go on to another page of ours.</p>"
        "<p>Sign up for our newsletter and get the best of space every Friday.</p>"
    )
    with pytest.raises(SourceError) as caught:
        read_page(f"<html><head><title>A mirror for two</title></head><body><div>{notices}</div></body></html>")
    assert caught.value.problem == "no_text"
    assert "browser" in caught.value.remedy
