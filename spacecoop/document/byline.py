"""The line under a page's headline that says who wrote the article and when, which extractors drop with the menus.

Only a line that carries a year and stands between headline and first paragraph is one; it is read as text, not parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# Elements and class names by which sites mark a byline or the time of publication.
MARKED = re.compile(
    r"(?i)byline|dateline|pub(?:lished|date|-date)|post(?:ed|-date|-meta)|entry-(?:date|meta)|timestamp|article-(?:date|meta|info)"
)
TAGS = frozenset({"address", "time"})
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LONGEST = 160
OPENING = 40


def byline(html: str, paragraphs: list[str]) -> str | None:
    """The byline of a page whose article was cut to ``paragraphs`` (headline first); null when they hold it or none is."""
    for said in _candidates(html, paragraphs):
        if YEAR.search(said) and len(said) <= LONGEST:
            return None if any(said in paragraph for paragraph in paragraphs) else said
    return None


def _candidates(html: str, paragraphs: list[str]) -> Iterator[str]:
    """Text of the marked elements after the headline, up to the first paragraph."""
    from lxml.etree import LxmlError
    from lxml.html import document_fromstring

    try:
        tree: Any = document_fromstring(html)
    except (ValueError, LxmlError):
        return
    opening = next((p[:OPENING] for p in paragraphs[1:] if len(p) > 2 * OPENING), None)
    is_after_headline = False
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "h1":
            is_after_headline = True
        elif is_after_headline:
            if opening is not None and " ".join((element.text or "").split()).startswith(opening):
                return
            marks = f"{element.get('class', '')} {element.get('itemprop', '')}"
            if element.tag in TAGS or MARKED.search(marks):
                yield " ".join(element.text_content().split())
