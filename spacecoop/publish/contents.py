"""The files of a release, and the version that their bytes give it.

Pure: the same tables, accuracy and pages give the same files; putting them in place is the business of ``release``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop import __version__
from spacecoop.fingerprint import engine_digest
from spacecoop.publish import croissant, csv, datapackage, dictionary, licence, parquet
from spacecoop.publish.accuracy import Accuracy
from spacecoop.publish.datapackage import Weighed
from spacecoop.tables import TABLES

# Stands in every file for the version until their bytes have given it. Pages that are handed in write it, too.
PENDING = "@RELEASE-VERSION@"
# Files that do not decide the version: the Parquet twins hold it, Croissant the hashes of those, the index all hashes.
FOLLOWING = re.compile(r"tables/|croissant\.json$|index\.json$")
# Where a release holds what its checks found, as JSON and as a page, when there were any.
VALIDATION, VALIDATION_PAGE = "validation/validation.json", "validation/index.html"
# Files that depend on the release before, so that no hash of them is kept.
UNLISTED = ("CHANGES.md", "changes.json")
VERSION = re.compile(r"(?:\d{4}-\d\d-\d\d|undated)-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Contents:
    """A release before it lies anywhere: its version, its files by path, and its rows by table."""

    version: str
    files: dict[str, bytes]
    rows: dict[str, int]


def contents(
    tables: dict[str, pa.Table],
    *,
    accuracy: Accuracy | None = None,
    pages: Mapping[str, bytes] | None = None,
    with_parquet: bool = True,
) -> Contents:
    """Every file but those of ``UNLISTED``; ``pages`` are taken as given, but for the version.

    Raises ``ValueError`` where a declared table is missing.
    """
    missing = sorted(TABLES.keys() - tables.keys())
    if missing:
        raise ValueError(f"cannot release without the tables {', '.join(missing)}")
    measured = accuracy or Accuracy()
    further = dict(pages or {})
    rows = {name: tables[name].num_rows for name in TABLES}
    files = {f"csv/{name}.csv": csv.encode(tables[name]) for name in TABLES}
    files["csv/conferences_flat.csv"] = csv.encode_for_spreadsheets(csv.conferences_flat(tables))
    twins = dict.fromkeys(files)
    weights = {path: Weighed.of(data) for path, data in files.items()}
    files["datapackage.json"] = datapackage.render(PENDING, rows, weights).encode()
    files["DICTIONARY.md"] = dictionary.render(
        PENDING, rows, measured, with_parquet=with_parquet, checks=VALIDATION_PAGE if VALIDATION in further else None
    ).encode()
    files["CITATION.cff"] = licence.citation(PENDING).encode()
    files["LICENSE"] = licence.NOTICE.encode()
    files["accuracy.json"] = measured.encode()
    files |= further
    version = version_of(files, newest(tables["documents"]))
    files = {path: data if path in twins else _settled(data, version) for path, data in files.items()}
    if with_parquet:
        encoded = {f"tables/{name}.parquet": parquet.encode(name, tables[name], version) for name in TABLES}
        weights |= {path: Weighed.of(data) for path, data in encoded.items()}
        files = encoded | files
        files["croissant.json"] = croissant.render(version, weights).encode()
    files["index.json"] = _index(version, rows, licence.rights(tables["documents"]), files).encode()
    return Contents(version, files, rows)


def newest(documents: pa.Table) -> str:
    """The newest publication date, or ``undated``."""
    day = pc.max(documents.column("published")).as_py()
    return day.isoformat() if day else "undated"


def version_of(files: Mapping[str, bytes], day: str) -> str:
    """``<day>-<12 hexadecimal digits of the hash of the files that decide it>``, in which the version is ``PENDING``."""
    total = sha256()
    for path in sorted(files):
        if not FOLLOWING.match(path) and path not in UNLISTED:
            total.update(path.encode() + b"\0" + sha256(files[path]).digest())
    return f"{day}-{total.hexdigest()[:12]}"


def unsettled(data: bytes, version: str) -> bytes:
    """A file's bytes as they were before they held the version."""
    return data.replace(version.encode(), PENDING.encode())


def _settled(data: bytes, version: str) -> bytes:
    return data.replace(PENDING.encode(), version.encode())


def _index(version: str, rows: dict[str, int], rights: list[dict[str, object]], files: dict[str, bytes]) -> str:
    index = {
        "name": "spacecoop",
        "version": version,
        "made_with": f"spacecoop {__version__}",
        "engine": engine_digest(),
        "licence": {"name": licence.NAME, "title": licence.TITLE, "path": licence.URL},
        "rights_of_sources": rights,
        "tables": [{"name": name, "title": TABLES[name].title, "rows": rows[name]} for name in TABLES],
        "checks": _checks(files.get(VALIDATION)),
        "files": [
            {"path": path, "bytes": weighed.size, "sha256": weighed.sha256}
            for path, weighed in ((path, Weighed.of(data)) for path, data in files.items())
        ],
    }
    return json.dumps(index, indent=2, ensure_ascii=False) + "\n"


def _checks(validation: bytes | None) -> dict[str, object] | None:
    """How many rules the tables were held against and how many are broken; null where nothing was checked."""
    if validation is None:
        return None
    said = json.loads(validation)
    return {"rules": said["rules"], "broken_rules": said["broken_rules"], "path": VALIDATION}
