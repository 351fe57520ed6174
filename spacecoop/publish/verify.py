"""Whether a release holds: files, version, schemas, cells, keys and references.

Only reads; what it reports is a sentence a fault, and none where everything holds. The words against their sources are
looked up in ``verify_words``.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from spacecoop.publish import csv, parquet
from spacecoop.publish.contents import PENDING, UNLISTED, VALIDATION, VERSION, newest, unsettled, version_of
from spacecoop.publish.released import NoReleaseError, read_index
from spacecoop.publish.verify_words import words_at_their_offsets
from spacecoop.tables import TABLES, Column, Table
from spacecoop.tables.arrow import schema

MOST = 20  # faults named of one sort, so that a broken file does not fill the screen


def verify(release: Path, sources: Path | None = None) -> list[str]:
    """Every fault of the release, in words; with ``sources`` each mention's words are looked up in their source."""
    try:
        index: dict[str, Any] = read_index(release)
    except NoReleaseError as fault:
        return [str(fault)]
    entries = index.get("files")
    if not isinstance(entries, list) or not all(isinstance(e, dict) and "path" in e for e in entries):
        return [f"{release / 'index.json'}: names no files; build the release again"]
    paths = {str(entry["path"]) for entry in entries}
    faults = _files(release, entries)
    tables, unread = _tables(release, paths)
    faults += unread
    for name, rows in tables.items():
        faults += _table(TABLES[name], rows)
    faults += _index(index, tables)
    faults += _checks(release, index, tables)
    faults += _version(release, str(index.get("version")), paths, tables)
    faults += _references(tables)
    if sources is not None and "documents" in tables:
        faults += words_at_their_offsets(tables, sources, most=MOST)
    return faults


def _files(release: Path, said: list[dict[str, Any]]) -> list[str]:
    faults: list[str] = []
    for entry in said:
        path = release / str(entry["path"])
        if not path.resolve().is_relative_to(release.resolve()):
            faults.append(f"{entry['path']}: lies outside the release")
            continue
        if not path.is_file():
            faults.append(f"{entry['path']}: missing")
            continue
        data = path.read_bytes()
        digest = sha256(data).hexdigest()
        if digest != entry.get("sha256"):
            faults.append(f"{entry['path']}: its hash is {digest}, the index says {entry.get('sha256')}")
        elif len(data) != entry.get("bytes"):
            faults.append(f"{entry['path']}: it has {len(data)} bytes, the index says {entry.get('bytes')}")
    listed = {str(entry["path"]) for entry in said} | {"index.json", *UNLISTED}
    present = {p.relative_to(release).as_posix() for p in release.rglob("*") if p.is_file()}
    return faults + [f"{path}: not in the index" for path in sorted(present - listed)]


def _tables(release: Path, paths: set[str]) -> tuple[dict[str, pa.Table], list[str]]:
    """The tables that can be read, and what is wrong with the others or between a table and its twin."""
    tables: dict[str, pa.Table] = {}
    faults: list[str] = []
    for name in TABLES:
        exact, twin = f"tables/{name}.parquet", f"csv/{name}.csv"
        if exact not in paths and twin not in paths:
            faults.append(f"{name}: the index names no file of this table")
            continue
        path = release / (exact if exact in paths else twin)
        if not path.is_file():
            continue  # named among the files already
        try:
            read = pq.read_table(path) if path.suffix == ".parquet" else csv.decode(path.read_bytes(), name)
        except (pa.ArrowException, OSError, ValueError) as error:
            faults.append(f"{path.relative_to(release)}: cannot be read: {error}")
            continue
        tables[name] = read
        if exact in paths and twin in paths and (release / twin).is_file():
            faults += _twin(name, read, (release / twin).read_bytes())
    return tables, faults


def _twin(name: str, rows: pa.Table, twin: bytes) -> list[str]:
    if not rows.schema.equals(schema(name)) or csv.encode(rows) == twin:
        return []
    return [f"csv/{name}.csv: its cells are not those of tables/{name}.parquet"]


def _table(table: Table, rows: pa.Table) -> list[str]:
    declared = schema(table.name)
    if not rows.schema.equals(declared):
        return [f"{table.name}: its schema is not the declared one: {_difference(declared, rows.schema)}"]
    faults: list[str] = []
    for column in table.columns:
        faults += _cells(table.name, column, rows.column(column.name))
    keys = rows.select(list(table.key)).group_by(list(table.key)).aggregate([([], "count_all")])
    twice = keys.filter(pc.field("count_all") > 1)
    for row in twice.slice(0, MOST).to_pylist():
        faults.append(f"{table.name}: the key {[row[k] for k in table.key]} stands {row['count_all']} times")
    return faults


def _difference(declared: pa.Schema, found: pa.Schema) -> str:
    said = [f"{name} is missing" for name in declared.names if name not in found.names]
    said += [f"{name} is not declared" for name in found.names if name not in declared.names]
    for field in declared:
        if field.name in found.names and not found.field(field.name).equals(field):
            said.append(f"{field.name} is {_typed(found.field(field.name))}, not {_typed(field)}")
    return "; ".join(said) or "the columns stand in another order"


def _typed(field: pa.Field[Any]) -> str:
    return f"{field.type}" if field.nullable else f"{field.type} not null"


def _cells(table: str, column: Column, cells: pa.ChunkedArray[Any]) -> list[str]:
    """What a column's cells hold against its declaration."""
    faults: list[str] = []
    if not column.nullable and cells.null_count:
        faults.append(f"{table}.{column.name}: {cells.null_count} cells are null")
    known = cells.drop_null()
    wrong: list[object] = []
    if column.enum:
        allowed = pc.is_in(known, value_set=pa.array(column.enum, pa.string()))
        wrong += known.filter(pc.invert(allowed)).unique().to_pylist()
    if column.pattern is not None:
        wrong += known.filter(pc.invert(pc.match_substring_regex(known, column.pattern))).unique().to_pylist()
    if column.minimum is not None:
        wrong += known.filter(pc.less(known, pa.scalar(column.minimum))).unique().to_pylist()
    if column.maximum is not None:
        wrong += known.filter(pc.greater(known, pa.scalar(column.maximum))).unique().to_pylist()
    return faults + [f"{table}.{column.name}: {value!r} may not stand there" for value in wrong[:MOST]]


def _index(index: dict[str, Any], tables: dict[str, pa.Table]) -> list[str]:
    """Whether the index counts the rows that are there."""
    counted = {entry.get("name"): entry.get("rows") for entry in index.get("tables", ())}
    return [
        f"index.json: {name} has {rows.num_rows} rows, the index says {counted.get(name)}"
        for name, rows in tables.items()
        if counted.get(name) != rows.num_rows
    ]


def _checks(release: Path, index: dict[str, Any], tables: dict[str, pa.Table]) -> list[str]:
    """Whether what the checks are said to have found is of these tables; told elsewhere where the file is missing."""
    path = release / VALIDATION
    if not path.is_file():
        return [f"{VALIDATION}: missing"] if index.get("checks") else []
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        counted: dict[str, Any] = dict(said["tables"])
        summary = {name: said[name] for name in ("rules", "broken_rules")} | {"path": VALIDATION}
    except (ValueError, KeyError, TypeError) as fault:
        return [f"{VALIDATION}: cannot be read: {type(fault).__name__}: {fault}"]
    faults = [
        f"{VALIDATION}: {name} was checked with {counted.get(name)} rows and has {rows.num_rows}"
        for name, rows in tables.items()
        if counted.get(name) != rows.num_rows
    ]
    return faults if index.get("checks") == summary else [*faults, f"{VALIDATION}: the index tells it otherwise"]


def _version(release: Path, version: str, paths: set[str], tables: dict[str, pa.Table]) -> list[str]:
    """Whether every file is of this version, and the version that of the files."""
    if not VERSION.fullmatch(version):
        return [f"index.json: {version!r} is no version"]
    faults = [
        f"tables/{name}.parquet: is of release {found}, the index of {version}"
        for name, rows in tables.items()
        if f"tables/{name}.parquet" in paths
        and (found := (rows.schema.metadata or {}).get(parquet.VERSION, b"none").decode()) != version
    ]
    if "datapackage.json" in paths and (release / "datapackage.json").is_file():
        faults += _package(release / "datapackage.json", version)
    if all((release / path).is_file() for path in paths) and "documents" in tables:
        hashes = {path: _hash_of_pending(release, path, version) for path in paths}
        made = version_of(hashes, newest(tables["documents"]))
        if made != version:
            faults.append(f"index.json: the files make release {made}, the index says {version}")
    return faults


def _hash_of_pending(release: Path, path: str, version: str) -> str:
    """The hash of a file as it was before it held the version."""
    data = (release / path).read_bytes()
    return sha256(data if path.startswith("csv/") else unsettled(data, version)).hexdigest()


def _package(file: Path, version: str) -> list[str]:
    try:
        said = json.loads(file.read_text(encoding="utf-8")).get("version", PENDING)
    except (ValueError, AttributeError) as fault:
        return [f"datapackage.json: cannot be read: {fault}"]
    return [] if said == version else [f"datapackage.json: is of release {said}, the index of {version}"]


def _references(tables: dict[str, pa.Table]) -> list[str]:
    faults: list[str] = []
    for table in TABLES.values():
        for column in table.columns:
            if column.references is None or table.name not in tables:
                continue
            target, _, field = column.references.partition(".")
            if target not in tables or column.name not in tables[table.name].column_names:
                continue
            if field not in tables[target].column_names:
                continue  # told with the schema
            said = tables[table.name].column(column.name).drop_null().unique()
            lost = said.filter(pc.invert(pc.is_in(said, value_set=tables[target].column(field).combine_chunks())))
            for value in lost.slice(0, MOST).to_pylist():
                faults.append(f"{table.name}.{column.name}: {value} is not in {column.references}")
    return faults
