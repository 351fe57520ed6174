"""Reading one source: a file and its sidecar to ``Document``s, and what could not be read to rows of ``problems``.

Bad content never raises. Which files are sources is decided in ``listing``; what of a text is the article, in ``zones``.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacecoop.document.decoding import clean, declared_charset, decode
from spacecoop.document.fault import UNTAKEABLE, SourceError, printable
from spacecoop.document.language import is_english, is_too_short_to_tell
from spacecoop.document.metadata import Metadata, front_matter, lenient, read_sidecar, sidecar_path
from spacecoop.document.model import Document
from spacecoop.document.page import read_page
from spacecoop.tables import Problem

FORMATS = {".txt": "text", ".md": "markdown", ".html": "html", ".htm": "html", ".jsonl": "jsonl"}
ARTICLE_BYTES = 20_000_000
# A file of many articles: as many as still fit in memory beside each other.
LINES_BYTES = 250_000_000
TEXT_FIELDS = ("text", "body", "content")


@dataclass(frozen=True, slots=True)
class SourceRead:
    """A source's articles, in the order of the file, and what was left out of it or read in part."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    """Text as cut from its source, with what the source says of it."""

    text: str
    said: Metadata
    extractor: str
    fault: SourceError | None = None


def read_source(path: Path, *, root: Path, source_id: str | None = None) -> SourceRead:
    """Every article of a file below ``root``; ``source_id`` is its path below ``root`` unless given."""
    source = source_id if source_id is not None else path.relative_to(root).as_posix()
    if UNTAKEABLE.search(source):
        odd = SourceError("odd_name", "The name holds a control character or no Unicode.", "Rename it.")
        return SourceRead((), (odd.row(printable(source)),))
    try:
        raw = _bytes_of(path)
        given = _sidecar(path, root)
        if path.suffix.lower() == ".jsonl":
            return _gathered(_lines(raw, source, given))
        document, fault = _article(raw, source, path.suffix.lower(), given)
    except SourceError as fault:
        return SourceRead((), (fault.row(source),))
    return SourceRead((document,), (fault.row(source),) if fault else ())


def read_single(path: Path) -> Document:
    """The only article of a file, its ``document_id`` the file's name; raises ``SourceError``."""
    found = read_source(path, root=path.parent, source_id=path.name)
    if len(found.documents) == 1:
        return found.documents[0]
    if found.problems:
        first = found.problems[0]
        raise SourceError(first.problem, f"{first.source}: {first.reason}", first.remedy)
    raise SourceError(
        "several_articles", f"{path.name} holds {len(found.documents)} articles.", "Read it with read_source."
    )


def _bytes_of(path: Path) -> bytes:
    if path.suffix.lower() not in FORMATS:
        raise SourceError(
            "unknown_format", f"Files that end in {path.suffix!r} are not read.", f"Use one of {', '.join(FORMATS)}."
        )
    limit = LINES_BYTES if path.suffix.lower() == ".jsonl" else ARTICLE_BYTES
    too_large = SourceError(
        "too_large", f"The file is larger than {limit // 1_000_000} MB.", "Split it, or keep the article alone."
    )
    try:
        known = path.stat()
        if not stat.S_ISREG(known.st_mode):
            raise SourceError("not_a_file", "This is no regular file.", "Put the article's file there.")
        if known.st_size > limit:
            raise too_large
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except FileNotFoundError as fault:
        raise SourceError("missing", "The file is gone.", "Put it back, or run again without it.") from fault
    except (OSError, ValueError) as fault:
        said = getattr(fault, "strerror", None) or "the system refuses it"
        raise SourceError("unreadable", f"The file cannot be read: {said}.", "Check its permissions.") from fault
    if len(raw) > limit:
        raise too_large
    if not raw.strip():
        raise SourceError("empty", "The file is empty.", "Put the article's text there, or take the file away.")
    return raw


def _sidecar(path: Path, root: Path) -> Metadata:
    sidecar = sidecar_path(path)
    if not os.path.lexists(sidecar):
        return Metadata()
    if sidecar.is_symlink() and not (sidecar.exists() and sidecar.resolve().is_relative_to(root.resolve())):
        raise SourceError(
            "bad_sidecar", f"{sidecar.name}: links to no file inside the sources.", "Put the sidecar itself there."
        )
    return read_sidecar(sidecar)


def _article(raw: bytes, source: str, ending: str, given: Metadata) -> tuple[Document, SourceError | None]:
    cut = _cut(raw, ending)
    return _document(cut, source, FORMATS[ending], given.over(cut.said), given.language, raw), cut.fault


def _cut(raw: bytes, ending: str) -> _Cut:
    if FORMATS[ending] == "html":
        page = read_page(decode(raw, declared=declared_charset(raw)))
        return _Cut(clean(page.text), page.said, page.extractor)
    text = decode(raw)
    if FORMATS[ending] == "markdown":
        said, rest, fault = front_matter(text)
        return _Cut(rest, said, "markdown/1", fault)
    return _Cut(text, Metadata(), "plain/1")


def _document(
    cut: _Cut, document_id: str, form: str, said: Metadata, ordered_language: str | None, raw: bytes
) -> Document:
    """``ordered_language`` is what the sidecar says, which a person decided; other claims yield to the words."""
    if not any(map(str.isalnum, cut.text)):
        raise SourceError("no_text", "There is no text in it.", "Put the article's text there.")
    language = ordered_language or _told(cut.text, said.language)
    if language not in ("en", "und"):
        raise SourceError("not_english", f"The article is not in English ({language}).", "Add an English article.")
    return Document(
        document_id=document_id,
        text=cut.text,
        published=said.published,
        published_source=said.published_source,
        title=said.title,
        outlet=said.outlet,
        author=said.author,
        url=said.url,
        language=language,
        rights=said.rights,
        publish_words=said.publish_words is not False,
        format=form,
        extractor=cut.extractor,
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def _told(text: str, claimed: str | None) -> str:
    if is_english(text):
        return "en"
    if is_too_short_to_tell(text):
        return claimed or "und"
    if claimed not in (None, "en"):
        return claimed
    raise SourceError(
        "not_english",
        "The words are not those of English prose.",
        'Add an English article, or say language = "en" in its sidecar.',
    )


def _gathered(read: Iterator[Document | Problem]) -> SourceRead:
    found = list(read)
    return SourceRead(
        tuple(one for one in found if isinstance(one, Document)),
        tuple(one for one in found if isinstance(one, Problem)),
    )


def _lines(raw: bytes, source: str, given: Metadata) -> Iterator[Document | Problem]:
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


def _line_article(line: bytes, name: str, given: Metadata) -> tuple[Document, SourceError | None]:
    if len(line) > ARTICLE_BYTES:
        raise SourceError("too_large", "The line is larger than 20 MB.", "Split the article, or take the line away.")
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as fault:
        raise SourceError("undecodable", "The line is not UTF-8.", "Save the file as UTF-8.") from fault
    except (ValueError, RecursionError) as fault:
        raise SourceError("broken_json", f"The line is no JSON: {fault}.", "Mend or take away the line.") from fault
    if not isinstance(fields, dict):
        raise SourceError("broken_json", "The line is no JSON object.", 'Write {"title": "...", "text": "..."}.')
    text = next((fields[field] for field in TEXT_FIELDS if isinstance(fields.get(field), str)), None)
    if text is None:
        raise SourceError("no_text", f"The line has none of the fields {', '.join(TEXT_FIELDS)}.", "Name one so.")
    said, fault = lenient({**fields, "published": fields.get("published") or fields.get("date")})
    cut = _Cut(clean(text), said, "plain/1", fault)
    return _document(cut, name, "jsonl", said.over(given), given.language, line), fault
