"""A file of JSON lines, one article a line, under the names that its sidecar maps or the usual ones.

A bad line is a problem of its own; its neighbours are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from spacecoop.document.article import Cut, article
from spacecoop.document.decoding import clean
from spacecoop.document.fault import SourceError
from spacecoop.document.formats import ARTICLE_BYTES
from spacecoop.document.metadata import Metadata, by_our_names, lenient
from spacecoop.document.model import Document
from spacecoop.document.page import read_page
from spacecoop.document.sidecars import HTML_FIELD, TEXT_FIELD, Given
from spacecoop.tables import Problem

TEXT_FIELDS = ("text", "body", "content")
# A field of text that begins so holds a page, or a piece of one.
MARKUP = re.compile(r"(?i)\s{0,99}<(?:!doctype|html|head|body|div|article|section|main|p|h[1-6]|span|figure)\b")


def read_lines(raw: bytes, source: str, given: Given) -> Iterator[Document | Problem]:
    """The article of each line, its id the number of the line; blank lines are nothing."""
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        name = f"{source}#{number}"
        try:
            document, fault = _line_article(line, name, given)
        except SourceError as wrong:
            yield wrong.row(name)
            continue
        yield document
        if fault:
            yield fault.row(name)


def _line_article(line: bytes, name: str, given: Given) -> tuple[Document, SourceError | None]:
    if len(line) > ARTICLE_BYTES:
        raise SourceError("too_large", "The line is larger than 20 MB.", "Split the article, or take the line away.")
    fields = _fields(line)
    names = dict(given.names)
    said, fault = lenient(_renamed(fields, names))
    cut = _cut(fields, names)
    claims = given.under(said.over(cut.said))
    document = article(cut, name, form="jsonl", claims=claims, ordered_language=given.own.language, raw=line)
    return document, fault


def _fields(line: bytes) -> dict[str, object]:
    try:
        fields: object = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as fault:
        raise SourceError("undecodable", "The line is not UTF-8.", "Save the file as UTF-8.") from fault
    except (ValueError, RecursionError) as fault:
        raise SourceError("broken_json", f"The line is no JSON: {fault}.", "Mend or take away the line.") from fault
    if not isinstance(fields, dict):
        raise SourceError("broken_json", "The line is no JSON object.", 'Write {"title": "...", "text": "..."}.')
    return {str(name): value for name, value in fields.items()}


def _renamed(fields: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    """The line under our names; a field that the sidecar maps is taken from there alone."""
    return {**by_our_names(fields), **{name: fields.get(theirs) for name, theirs in names.items()}}


def _cut(fields: Mapping[str, object], names: Mapping[str, str]) -> Cut:
    mapped = names.get(HTML_FIELD) or names.get(TEXT_FIELD)
    wanted = (mapped,) if mapped else TEXT_FIELDS
    text = next((value for field in wanted if isinstance(value := fields.get(field), str)), None)
    if text is None:
        raise SourceError(
            "no_text",
            f"The line has none of the fields {', '.join(wanted)}.",
            "Name one so, or map another under [fields] in the sidecar.",
        )
    if HTML_FIELD in names or MARKUP.match(text):
        page = read_page(clean(text))
        return Cut(clean(page.text), page.said, page.extractor)
    return Cut(clean(text), Metadata(), "plain/1")
