"""Reading one source: a file and what was written about it to ``Document``s, and what could not be read to ``problems``.

Bad content never raises. Which files are sources is decided in ``listing``; what of a text is the article, in ``zones``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacecoop.document.article import Cut, article
from spacecoop.document.decoding import clean, declared_charset, decode
from spacecoop.document.fault import UNTAKEABLE, SourceError, printable
from spacecoop.document.formats import FORMATS, LINES_BYTES, ending_of
from spacecoop.document.front_matter import front_matter
from spacecoop.document.lines import read_lines
from spacecoop.document.metadata import Metadata, flat
from spacecoop.document.model import Document
from spacecoop.document.opening import bytes_of, opened, unpacked
from spacecoop.document.page import read_page
from spacecoop.document.pdf import read_pdf
from spacecoop.document.sidecars import Given, given_of
from spacecoop.document.web_archive import read_archive
from spacecoop.tables import Problem


@dataclass(frozen=True, slots=True)
class SourceRead:
    """A source's articles, in the order of the file, and what was left out of it or read in part."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def read_source(path: Path, *, root: Path, source_id: str | None = None) -> SourceRead:
    """Every article of a file below ``root``; ``source_id`` is its path below ``root`` unless given."""
    source = source_id if source_id is not None else path.relative_to(root).as_posix()
    if UNTAKEABLE.search(source):
        odd = SourceError("odd_name", "The name holds a control character or no Unicode.", "Rename it.")
        return SourceRead((), (odd.row(printable(source)),))
    found: list[Document | Problem] = []
    try:
        found.extend(_read(path, source, given_of(path, root)))
    except SourceError as fault:
        found.append(fault.row(source))
    except Exception as fault:  # noqa: BLE001 - whatever a file does to a reader, the other files are read
        found.append(_failed(fault).row(source))
    return SourceRead(
        tuple(one for one in found if isinstance(one, Document)),
        tuple(one for one in found if isinstance(one, Problem)),
    )


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


def _read(path: Path, source: str, given: Given) -> Iterator[Document | Problem]:
    ending = ending_of(path)
    if FORMATS.get(ending) == "warc":
        with opened(path) as file:
            yield from read_archive(file, source, given)
        return
    raw = bytes_of(path)
    if FORMATS[ending] == "jsonl":
        fault = None
        if ending.endswith(".gz"):
            raw, fault = unpacked(raw, LINES_BYTES)
        yield from read_lines(raw[: raw.rfind(b"\n") + 1] if fault else raw, source, given)
    else:
        cut = _cut(raw, ending)
        fault = cut.fault
        yield article(
            cut,
            source,
            form=FORMATS[ending],
            claims=given.over(cut.said),
            ordered_language=given.own.language,
            raw=raw,
        )
    if fault:
        yield fault.row(source)


def _cut(raw: bytes, ending: str) -> Cut:
    if FORMATS[ending] == "html":
        page = read_page(decode(raw, declared=declared_charset(raw)))
        return Cut(clean(page.text), page.said, page.extractor)
    if FORMATS[ending] == "pdf":
        return read_pdf(raw)
    text = decode(raw)
    if FORMATS[ending] == "markdown":
        said, rest, fault = front_matter(text)
        return Cut(rest, said, "markdown/1", fault)
    return Cut(text, Metadata(), "plain/1")


def _failed(fault: Exception) -> SourceError:
    said = printable(flat(f"{type(fault).__name__}: {fault}")[:300])
    return SourceError(
        "reader_failed",
        f"The reader broke on this file ({said}).",
        "Report it with the file; what stands before that place is read.",
    )
