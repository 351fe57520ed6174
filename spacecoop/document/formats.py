"""Which endings are read, as what, and up to which size.

Nothing is opened here; what a file's bytes say is told by the readers.
"""

from __future__ import annotations

from pathlib import PurePath

FORMATS = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".jsonl": "jsonl",
    ".jsonl.gz": "jsonl",
    ".warc": "warc",
    ".warc.gz": "warc",
}
ARTICLE_BYTES = 20_000_000
# A file of many articles: as many as still fit in memory beside each other.
LINES_BYTES = 250_000_000
# A file of Common Crawl's news set is 1 GB; it is read record by record.
ARCHIVE_BYTES = 2_000_000_000


def ending_of(name: PurePath) -> str:
    """The ending that tells the format, in small letters: ``.jsonl.gz`` of ``a.b.jsonl.gz``, ``.txt`` of ``a.b.txt``."""
    last = name.suffix.lower()
    if last == ".gz":
        inner = PurePath(name.stem).suffix.lower()
        return inner + last
    return last


def stem_of(name: PurePath) -> str:
    """The name without the ending that tells the format."""
    ending = ending_of(name)
    return name.name[: -len(ending)] if ending else name.name


def is_many(ending: str) -> bool:
    """Whether files of this ending hold several articles, each named by its place in the file."""
    return FORMATS[ending] in ("jsonl", "warc")


def most_bytes(ending: str) -> int:
    """How large a file of this ending may be."""
    if FORMATS[ending] == "warc":
        return ARCHIVE_BYTES
    return LINES_BYTES if is_many(ending) else ARTICLE_BYTES
