"""``datapackage.json``: the CSV files of a release for machines (Data Package 2.0).

Rendered from the declarations alone; nothing is described twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spacecoop.publish import csv, licence
from spacecoop.tables import TABLES, Column, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}


@dataclass(frozen=True, slots=True)
class Weighed:
    """The size and SHA-256 of a file."""

    size: int
    sha256: str


def render(version: str, rows: Mapping[str, int], files: Mapping[str, Weighed]) -> str:
    """The descriptor: a resource for each CSV file; ``rows`` by table, ``files`` by path."""
    package = {
        "$schema": PROFILE,
        "name": "spacecoop",
        "title": licence.PACKAGE_TITLE,
        "description": licence.ABSTRACT,
        "homepage": licence.HOMEPAGE,
        "version": version,
        "licenses": [{"name": licence.NAME, "title": licence.TITLE, "path": licence.URL}],
        "contributors": [{"title": licence.AUTHORS, "roles": ["creator"]}],
        "resources": [*(_twin(t, rows[t.name], files) for t in TABLES.values()), _flat(rows["conferences"], files)],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _twin(table: Table, rows: int, files: Mapping[str, Weighed]) -> dict[str, object]:
    foreign: list[dict[str, object]] = []
    for column in table.columns:
        if column.references:
            resource, _, target = column.references.partition(".")
            reference = {"resource": "" if resource == table.name else resource, "fields": [target]}
            foreign.append({"fields": [column.name], "reference": reference})
    shape = _shape(table.columns, table.key) | {"foreignKeys": foreign}
    return _resource(table.name, table.title, table.description, rows, files, shape)


def _flat(rows: int, files: Mapping[str, Weighed]) -> dict[str, object]:
    return _resource(
        "conferences_flat",
        "Conferences for spreadsheets",
        "One wide row a conference, with its organisers joined and the first document that reports it.",
        rows,
        files,
        _shape(csv.flat_columns(), TABLES["conferences"].key),
    )


def _shape(columns: Iterable[Column], key: Iterable[str]) -> dict[str, object]:
    return {"fields": [table_field(c) for c in columns], "primaryKey": list(key), "missingValues": [""]}


def _resource(
    name: str, title: str, description: str, rows: int, files: Mapping[str, Weighed], shape: dict[str, object]
) -> dict[str, object]:
    path = f"csv/{name}.csv"
    return {
        "$schema": RESOURCE_PROFILE,
        "name": name,
        "title": title,
        "description": description,
        "type": "table",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": files[path].size,
        "hash": f"sha256:{files[path].sha256}",
        "dialect": DIALECT,
        "rowCount": rows,
        "schema": shape,
    }


def table_field(column: Column) -> dict[str, object]:
    """A column as a Table Schema field."""
    constraints: dict[str, object] = {}
    if not column.nullable:
        constraints["required"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    for name in ("pattern", "minimum", "maximum"):
        if (value := getattr(column, name)) is not None:
            constraints[name] = value
    said: dict[str, object] = {"name": column.name, "type": column.type, "description": column.description}
    if column.unit:
        said["unit"] = column.unit
    if column.references:
        said["references"] = column.references
    if column.previous_names:
        said["previousNames"] = list(column.previous_names)
    if constraints:
        said["constraints"] = constraints
    return said
