"""An HTML page to the article's text, its headline and what its metadata claims; menus and comments stay behind.

The cutting is trafilatura's, the date htmldate's; what of the cut text is no article after all is told in ``zones``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

from spacecoop.document.byline import byline
from spacecoop.document.cues import Signs
from spacecoop.document.fault import SourceError
from spacecoop.document.language import language_code
from spacecoop.document.metadata import Metadata

if TYPE_CHECKING:
    import trafilatura.settings
    from lxml.html import HtmlElement

LANGUAGE = re.compile(r"(?i)<html\b[^>]{0,500}?\blang\s{0,9}=\s{0,9}[\"']?([a-z]{2,3}(?:[-_][a-z0-9-]{1,20})?)\b")
TITLE = re.compile(r"(?is)<title\b[^>]{0,200}>([^<]{1,500})</title>")
HEADED = re.compile(r"(?i)<h1\b|\bog:title\b")
TITLE_PARTS = re.compile(r"\s+[-–—|·•»:]{1,2}\s+")
# A row of a table that holds so much is no data: the page is laid out in tables.
LONGEST_ROW = 400
# Less than this is a menu's remains.
LEAST_WORDS = 10
HEAD_CHARACTERS = 20_000
# A fixed end of the range of dates: htmldate's own is the clock.
LAST_DAY = "2100-12-31"
# Elements that hold others' words and days, by their class or id.
ASIDE_TAGS = ("aside", "div", "footer", "li", "nav", "ol", "section", "ul")
ASIDE = re.compile(
    r"(?i)(?:^|[\s_-])(?:comments?|comment-?list|disqus|footer|more-?(?:news|stories)|most-?read|nav|popular|"
    r"recommended|related|sidebar|teasers?|trending)(?:$|[\s_-])"
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds; paragraphs of ``text`` stand apart by a blank line, the headline first."""

    text: str
    said: Metadata
    extractor: str


def read_page(html: str) -> Page:
    """The article of a page; raises ``SourceError`` when there is none."""
    import trafilatura

    cut = _cut(html, tables=True)
    if any(line.startswith("|") and len(line) > LONGEST_ROW for line in (cut.text or "").split("\n")):
        cut = _cut(html, tables=False)
    if cut.text is None or _words(cut.text, cut.title) < LEAST_WORDS:
        raise _no_article()
    title, outlet = _title(html[:HEAD_CHARACTERS], cut.title, cut.sitename)
    language = LANGUAGE.search(html[:HEAD_CHARACTERS])
    said = Metadata(
        title=title,
        outlet=outlet,
        author=cut.author or None,
        url=cut.url or None,
        published=_published(html, cut.date, cut.url) if cut.date else None,
        published_source="html",
        language=language_code(language.group(1)) if language else None,
    )
    return Page(_text(html, cut.text, said.title), said, f"trafilatura/{trafilatura.__version__}")


def _cut(html: str, *, tables: bool) -> trafilatura.settings.Document:
    import trafilatura
    from lxml.etree import LxmlError

    try:
        cut = trafilatura.bare_extraction(
            html,
            include_comments=False,
            include_tables=tables,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": LAST_DAY},
        )
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError, LxmlError) as fault:
        raise _no_article() from fault
    if cut is None or isinstance(cut, dict):
        raise _no_article()
    return cut


def _words(text: str, title: str | None) -> int:
    """How many words there are but for the headline, notices and buttons, which are all that an empty page shows."""
    signs = Signs(text)
    lines = (line.strip() for line in text.split("\n") if line.strip())
    return sum(len(line.split()) for line in lines if signs.of(line) is None and not (title and _same(title, line)))


def _published(html: str, told: str, url: str | None) -> date | None:
    """The day that was found, unless it is only that of a reader's comment or of another story."""
    from htmldate import find_date
    from lxml.etree import LxmlError
    from lxml.html import document_fromstring

    try:
        tree = document_fromstring(html)
        headed = {above for headline in tree.iter("h1") for above in headline.iterancestors()}
        others = [one for one in tree.iter(*ASIDE_TAGS) if ASIDE.search(_marks(one)) and one not in headed]
        for one in others:
            if (parent := one.getparent()) is not None:
                parent.remove(one)
        found = told
        if others:
            found = find_date(tree, url=url, extensive_search=False, original_date=True, max_date=LAST_DAY)
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError, LxmlError):
        found = told
    return date.fromisoformat(found) if found else None


def _title(head: str, title: str | None, outlet: str | None) -> tuple[str | None, str | None]:
    """Headline and outlet; where the page has no other headline, the longer part of its title is the headline."""
    said = TITLE.search(head)
    parts = TITLE_PARTS.split(" ".join(unescape(said.group(1)).split())) if said else []
    if title in parts and len(parts) == 2 and HEADED.search(head) is None:
        longer, shorter = sorted(parts, key=len, reverse=True)
        return longer, outlet or shorter
    return title or None, outlet or None


def _marks(element: HtmlElement) -> str:
    return (
        f"{element.get('class', '')} {element.get('id', '')} {element.tag if element.tag in ('footer', 'nav') else ''}"
    )


def _no_article() -> SourceError:
    return SourceError(
        "no_text",
        "The page holds no article that can be told from its menus.",
        "Save the page from a browser that shows it, or put the article's text in a .txt file.",
    )


def _text(html: str, cut: str, title: str | None) -> str:
    """The paragraphs with the headline first and, where the cutting lost it, the byline below."""
    paragraphs = [line.strip() for line in cut.split("\n") if line.strip()]
    if title and not any(_same(title, line) for line in paragraphs[:5]):
        paragraphs.insert(0, title)
    if title and (said := byline(html, paragraphs)):
        paragraphs.insert(1 + next(i for i, line in enumerate(paragraphs) if _same(title, line)), said)
    return "\n\n".join(paragraphs)


def _same(title: str, line: str) -> bool:
    return "".join(title.split()).casefold() == "".join(line.split()).casefold()
