"""``Document``: one article as the engine takes it, with what its source's metadata claims.

Reading files is the business of ``read``; telling the body from the rest that of ``zones``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Document:
    """One article. Offsets everywhere count code points of ``text`` as given here.

    ``published`` is what the metadata claims, not the engine's decision; ``published_source`` says which metadata.
    ``sha256`` is of the raw bytes the text was cut from, null for a text that came from no file.
    """

    document_id: str
    text: str
    published: date | None = None
    published_source: Literal["sidecar", "html", "header"] = "sidecar"
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    rights: str | None = None
    publish_words: bool = True
    format: str = "text"
    extractor: str = "plain"
    sha256: str | None = None

    @classmethod
    def from_path(cls, path: str | Path) -> Document:
        """The only article of a file, with its sidecar; ``SourceError`` says what is wrong with a bad one.

        The ``document_id`` is the file's name. A file that holds several articles is read with ``read.read_source``.
        """
        from spacecoop.document.read import read_single

        return read_single(Path(path))
