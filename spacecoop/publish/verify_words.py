"""Whether each published word stands where its offsets say, in the very source that its hash names.

Cuts the texts from the sources again; what of a release can be checked without them is ``verify``'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pyarrow as pa

from spacecoop.document.read import read_source
from spacecoop.merge.words import LONGEST
from spacecoop.tables import TABLES

# Columns of words with the columns of their offsets.
SPANS = (("text", "start_char", "end_char"), ("speaker", "speaker_start_char", "speaker_end_char"))


def words_at_their_offsets(tables: dict[str, pa.Table], sources: Path, *, most: int) -> list[str]:
    """A sentence for each word that is not where it should be, ``most`` a table, and for each source that is another."""
    texts, faults = _texts(tables["documents"], sources)
    for name in TABLES:
        if name in tables:
            wrong = list(_wrong(name, tables[name], texts))
            faults += wrong[:most]
            if len(wrong) > most:
                faults.append(f"{name}: {len(wrong) - most} more words are not where their offsets say")
    return faults


def _wrong(name: str, rows: pa.Table, texts: dict[str, str]) -> Iterator[str]:
    for words, start, end in SPANS:
        columns = ["document_id", words, start, end]
        if not set(columns) <= set(rows.column_names):
            continue
        for row in rows.select(columns).to_pylist():
            text = texts.get(row["document_id"])
            if text is None or not row[words] or row[start] is None:
                continue  # a source that is another is told once, and one may forbid to publish its words
            if text[row[start] : row[end]][:LONGEST] != row[words]:
                stands = text[row[start] : row[end]][:60]
                where = f"{row['document_id']}[{row[start]}:{row[end]}]"
                yield f"{name}: {where} is {stands!r}, the table says {row[words][:60]!r}"


def _texts(documents: pa.Table, sources: Path) -> tuple[dict[str, str], list[str]]:
    """The text of each document, cut from its source again, and what does not fit the hashes."""
    texts: dict[str, str] = {}
    faults: list[str] = []
    rows = {str(row["document_id"]): row for row in documents.to_pylist()}
    by_source: dict[str, set[str]] = {}
    for key, row in rows.items():
        by_source.setdefault(str(row["source"]), set()).add(key)
    for source, wanted in sorted(by_source.items()):
        path = sources / source
        if not path.is_file() or not path.resolve().is_relative_to(sources.resolve()):
            faults.append(f"{source}: the source is not in {sources}")
            continue
        for document in read_source(path, root=sources).documents:
            if document.document_id not in wanted:
                continue
            wanted.discard(document.document_id)
            row = rows[document.document_id]
            if document.sha256 != row["sha256"]:
                faults.append(f"{document.document_id}: the source is another: its hash is {document.sha256}")
                continue
            cut = sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
            if cut != row["text_sha256"]:
                made = f"was cut by {row['extractor']}, now by {document.extractor}"
                faults.append(f"{document.document_id}: the text cut from it differs; it {made}")
                continue
            texts[document.document_id] = document.text
        faults += [f"{key}: not found in its source" for key in sorted(wanted)]
    return texts, faults
