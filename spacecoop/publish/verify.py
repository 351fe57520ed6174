"""Whether a release holds: file hashes, schemas, keys, references, and each published word against its source.

Only reads; what it reports is a sentence a fault, and none where everything holds.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from spacecoop.tables import TABLES, Table
from spacecoop.tables.arrow import schema

MOST = 20  # faults named of one sort, so that a broken file does not fill the screen


def verify(release: Path, sources: Path | None = None) -> list[str]:
    """Every fault of the release, in words; with ``sources`` each mention's words are looked up in their source."""
    index_file = release / "index.json"
    if not index_file.is_file():
        return [f"{index_file}: missing, so this is no release; give the folder that holds it"]
    index = json.loads(index_file.read_text(encoding="utf-8"))
    faults = _files(release, index["files"])
    tables: dict[str, pa.Table] = {}
    for table in TABLES.values():
        path = release / "tables" / f"{table.name}.parquet"
        if not path.is_file():
            continue  # named among the files already
        try:
            tables[table.name] = pq.read_table(path)
        except (pa.ArrowInvalid, OSError) as error:
            faults.append(f"{path}: cannot be read: {error}")
            continue
        faults += _table(table, tables[table.name])
    faults += _references(tables)
    if sources is not None and "documents" in tables:
        faults += _words(tables, sources)
    return faults


def _files(release: Path, said: list[dict[str, object]]) -> list[str]:
    faults: list[str] = []
    for entry in said:
        path = release / str(entry["path"])
        if not path.is_file():
            faults.append(f"{entry['path']}: missing")
            continue
        digest = sha256(path.read_bytes()).hexdigest()
        if digest != entry["sha256"]:
            faults.append(f"{entry['path']}: its hash is {digest}, the index says {entry['sha256']}")
    listed = {str(entry["path"]) for entry in said} | {"index.json"}
    present = {p.relative_to(release).as_posix() for p in release.rglob("*") if p.is_file()}
    return faults + [f"{path}: not in the index" for path in sorted(present - listed)]


def _table(table: Table, rows: pa.Table) -> list[str]:
    declared = schema(table.name)
    if not rows.schema.equals(declared):
        return [f"{table.name}: its schema is not the declared one"]
    faults: list[str] = []
    for column in table.columns:
        if not column.nullable and rows.column(column.name).null_count:
            faults.append(f"{table.name}.{column.name}: {rows.column(column.name).null_count} cells are null")
    keys = rows.select(list(table.key)).group_by(list(table.key)).aggregate([([], "count_all")])
    twice = keys.filter(pc.field("count_all") > 1)
    for row in twice.slice(0, MOST).to_pylist():
        faults.append(f"{table.name}: the key {[row[k] for k in table.key]} stands {row['count_all']} times")
    return faults


def _references(tables: dict[str, pa.Table]) -> list[str]:
    faults: list[str] = []
    for table in TABLES.values():
        for column in table.columns:
            if column.references is None or table.name not in tables:
                continue
            target, _, field = column.references.partition(".")
            if target not in tables:
                continue
            said = tables[table.name].column(column.name).drop_null().unique()
            lost = said.filter(pc.invert(pc.is_in(said, value_set=tables[target].column(field).combine_chunks())))
            for value in lost.slice(0, MOST).to_pylist():
                faults.append(f"{table.name}.{column.name}: {value} is not in {column.references}")
    return faults


def _words(tables: dict[str, pa.Table], sources: Path) -> list[str]:
    texts, faults = _texts(tables["documents"], sources)
    for table in TABLES.values():
        names = {c.name for c in table.columns}
        if not {"document_id", "start_char", "end_char", "text"} <= names or table.name not in tables:
            continue
        wrong = 0
        for row in tables[table.name].select(["document_id", "start_char", "end_char", "text"]).to_pylist():
            text = texts.get(row["document_id"])
            if text is None or row["text"] == "":
                continue
            stands = text[row["start_char"] : row["end_char"]]
            if not stands.startswith(row["text"]) or (len(row["text"]) < 300 and stands != row["text"]):
                wrong += 1
                if wrong <= MOST:
                    where = f"{row['document_id']}[{row['start_char']}:{row['end_char']}]"
                    faults.append(f"{table.name}: {where} is {stands[:60]!r}, the table says {row['text'][:60]!r}")
    return faults


def _texts(documents: pa.Table, sources: Path) -> tuple[dict[str, str], list[str]]:
    """The text of each document, cut from its source again, and what does not fit the hashes."""
    from spacecoop.document.read import read_source

    texts: dict[str, str] = {}
    faults: list[str] = []
    rows = {row["document_id"]: row for row in documents.to_pylist()}
    for source in sorted({str(row["source"]) for row in rows.values()}):
        path = sources / source
        if not path.is_file():
            faults.append(f"{source}: the source is not in {sources}")
            continue
        for document in read_source(path, root=sources).documents:
            row = rows.get(document.document_id)
            if row is None:
                continue
            if document.sha256 != row["sha256"]:
                faults.append(f"{document.document_id}: the source is another: its hash is {document.sha256}")
                continue
            cut = sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
            if cut != row["text_sha256"]:
                made = f"was cut by {row['extractor']}, now by {document.extractor}"
                faults.append(f"{document.document_id}: the text cut from it differs; it {made}")
                continue
            texts[document.document_id] = document.text
    faults += [f"{key}: not found in its source" for key in sorted(rows.keys() - texts.keys()) if not faults]
    return texts, faults
