"""The files of a release, and the version that their bytes give it.

Pure: the same tables, accuracy and pages give the same files; putting them in place is the business of ``release``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import BufferedWriter, BytesIO
from typing import BinaryIO, Protocol, runtime_checkable

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop import __version__
from spacecoop.fingerprint import engine_digest
from spacecoop.publish import croissant, csv, datapackage, dictionary, licence, parquet
from spacecoop.publish.accuracy import Accuracy
from spacecoop.publish.datapackage import Weighed
from spacecoop.publish.partly import batches_of, columns_of
from spacecoop.publish.weighing import Weighing
from spacecoop.tables import TABLES
from spacecoop.tables.arrow import schema

# Stands in every file for the version until their bytes have given it. Pages that are handed in write it, too.
PENDING = "@RELEASE-VERSION@"
# Files that do not decide the version: the Parquet twins hold it, Croissant the hashes of those, the index all hashes.
FOLLOWING = re.compile(r"tables/|croissant\.json$|index\.json$")
# Where a release holds what its checks found, as JSON and as a page, when there were any.
VALIDATION, VALIDATION_PAGE = "validation/validation.json", "validation/index.html"
FLAT = "csv/conferences_flat.csv"
# Tables that are encoded side by side.
AT_ONCE = 2
BYTES_AT_ONCE = 1 << 20
Maker = Callable[[BinaryIO], object]
# Files that depend on the release before, so that no hash of them is kept.
UNLISTED = ("CHANGES.md", "changes.json")
VERSION = re.compile(r"(?:\d{4}-\d\d-\d\d|undated)-[0-9a-f]{12}")


@runtime_checkable
class Opening(Protocol):
    """Files that can be written piece by piece."""

    def open(self, path: str) -> AbstractContextManager[BinaryIO]: ...


@dataclass(frozen=True, slots=True)
class Contents:
    """A release before it lies anywhere: its version, its files by path, and its rows by table."""

    version: str
    files: MutableMapping[str, bytes]
    rows: dict[str, int]


def contents(
    tables: Mapping[str, pa.Table],
    *,
    accuracy: Accuracy | None = None,
    pages: Mapping[str, bytes] | None = None,
    with_parquet: bool = True,
    into: MutableMapping[str, bytes] | None = None,
) -> Contents:
    """Every file but those of ``UNLISTED``; ``pages`` are taken as given, but for the version.

    ``into`` takes each file as it is made, so that whoever keeps them elsewhere never holds them all. Raises
    ``ValueError`` where a declared table is missing.
    """
    missing = sorted(TABLES.keys() - tables.keys())
    if missing:
        raise ValueError(f"cannot release without the tables {', '.join(missing)}")
    measured = accuracy or Accuracy()
    further = dict(pages or {})
    rows = dict.fromkeys(TABLES, 0)
    files: MutableMapping[str, bytes] = {} if into is None else into
    weights = _made(files, {f"csv/{name}.csv": partial(_twin, tables, name, rows) for name in TABLES})
    weights |= _made(files, {FLAT: lambda out: csv.write_for_spreadsheets(csv.conferences_flat(tables), out)})
    pending = {
        "datapackage.json": datapackage.render(PENDING, rows, weights).encode(),
        "DICTIONARY.md": dictionary.render(
            PENDING,
            rows,
            measured,
            with_parquet=with_parquet,
            checks=VALIDATION_PAGE if VALIDATION in further else None,
        ).encode(),
        "CITATION.cff": licence.citation(PENDING).encode(),
        "LICENSE": licence.NOTICE.encode(),
        "accuracy.json": measured.encode(),
        **further,
    }
    hashes = {path: weight.sha256 for path, weight in weights.items()}
    hashes |= {path: sha256(data).hexdigest() for path, data in pending.items()}
    told = columns_of(tables, "documents", ["published", "rights"])
    version = version_of(hashes, newest(told))
    weights |= _made(files, {path: partial(_settled, data, version) for path, data in pending.items()})
    if with_parquet:
        exact = {f"tables/{name}.parquet": partial(_exact, tables, name, version) for name in TABLES}
        weights = _made(files, exact) | weights
        weights |= _made(files, {"croissant.json": lambda out: out.write(croissant.render(version, weights).encode())})
    stated = licence.rights(told)
    files["index.json"] = _index(version, rows, stated, weights, _checks(further.get(VALIDATION))).encode()
    return Contents(version, files, rows)


def _made(files: MutableMapping[str, bytes], makers: Mapping[str, Maker]) -> dict[str, Weighed]:
    """Put the files in their place, ``AT_ONCE`` at a time, and weigh them."""

    def put(path: str) -> Weighed:
        with _opened(files, path) as out:
            weighing = Weighing(out)
            with BufferedWriter(weighing, BYTES_AT_ONCE) as buffered:
                makers[path](buffered)
        return weighing.weighed

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return dict(zip(makers, threads.map(put, makers), strict=True))


@contextmanager
def _opened(files: MutableMapping[str, bytes], path: str) -> Generator[BinaryIO]:
    if isinstance(files, Opening):
        with files.open(path) as out:
            yield out
    else:
        held = BytesIO()
        yield held
        files[path] = held.getvalue()


def _twin(tables: Mapping[str, pa.Table], name: str, rows: dict[str, int], out: BinaryIO) -> None:
    rows[name] = csv.write(schema(name), batches_of(tables, name), out)


def _exact(tables: Mapping[str, pa.Table], name: str, version: str, out: BinaryIO) -> None:
    parquet.write(name, batches_of(tables, name), version, out)


def newest(documents: pa.Table) -> str:
    """The newest publication date, or ``undated``."""
    day = pc.max(documents.column("published")).as_py()
    return day.isoformat() if day else "undated"


def version_of(hashes: Mapping[str, str], day: str) -> str:
    """``<day>-<12 hexadecimal digits>``: the hash of the SHA-256 of each file that decides it, in which the version is
    ``PENDING``."""
    total = sha256()
    for path in sorted(hashes):
        if not FOLLOWING.match(path) and path not in UNLISTED:
            total.update(path.encode() + b"\0" + bytes.fromhex(hashes[path]))
    return f"{day}-{total.hexdigest()[:12]}"


def unsettled(data: bytes, version: str) -> bytes:
    """A file's bytes as they were before they held the version."""
    return data.replace(version.encode(), PENDING.encode())


def _settled(data: bytes, version: str, out: BinaryIO) -> None:
    out.write(data.replace(PENDING.encode(), version.encode()))


def _index(
    version: str,
    rows: dict[str, int],
    rights: list[dict[str, object]],
    files: Mapping[str, Weighed],
    checks: dict[str, object] | None,
) -> str:
    index = {
        "name": "spacecoop",
        "version": version,
        "made_with": f"spacecoop {__version__}",
        "engine": engine_digest(),
        "licence": {"name": licence.NAME, "title": licence.TITLE, "path": licence.URL},
        "rights_of_sources": rights,
        "tables": [{"name": name, "title": TABLES[name].title, "rows": rows[name]} for name in TABLES],
        "checks": checks,
        "files": [{"path": path, "bytes": weighed.size, "sha256": weighed.sha256} for path, weighed in files.items()],
    }
    return json.dumps(index, indent=2, ensure_ascii=False) + "\n"


def _checks(validation: bytes | None) -> dict[str, object] | None:
    """How many rules the tables were held against and how many are broken; null where nothing was checked."""
    if validation is None:
        return None
    said = json.loads(validation)
    return {"rules": said["rules"], "broken_rules": said["broken_rules"], "path": VALIDATION}
