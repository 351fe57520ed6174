"""The tables described for machines (Data Package 2.0) and for people (the dictionary).

Both are rendered from the declarations alone; nothing is described twice.
"""

from __future__ import annotations

import json

from spacecoop.tables import TABLES, Column, Table

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def datapackage(version: str, rows: dict[str, int], hashes: dict[str, str], sizes: dict[str, int]) -> str:
    """``datapackage.json``: a resource for each CSV twin; ``rows`` by table, ``hashes`` and ``sizes`` by file."""
    resources = [_resource(t, rows[t.name], hashes, sizes) for t in TABLES.values()]
    package = {
        "$schema": PROFILE,
        "name": "spacecoop",
        "title": "Space conferences and cooperation, read from news articles",
        "version": version,
        "licenses": [LICENCE],
        "resources": resources,
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(table: Table, rows: int, hashes: dict[str, str], sizes: dict[str, int]) -> dict[str, object]:
    path = f"csv/{table.name}.csv"
    foreign: list[dict[str, object]] = []
    for column in table.columns:
        if column.references:
            resource, _, target = column.references.partition(".")
            reference = {"resource": "" if resource == table.name else resource, "fields": [target]}
            foreign.append({"fields": [column.name], "reference": reference})
    return {
        "$schema": RESOURCE_PROFILE,
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "type": "table",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": sizes[path],
        "hash": f"sha256:{hashes[path]}",
        "dialect": DIALECT,
        "rowCount": rows,
        "schema": {
            "fields": [table_field(c) for c in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": foreign,
            "missingValues": [""],
        },
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
    if column.previous_names:
        said["previousNames"] = list(column.previous_names)
    if constraints:
        said["constraints"] = constraints
    return said


def dictionary(version: str, rows: dict[str, int]) -> str:
    """``DICTIONARY.md``: every table and column in words."""
    lines = [
        "# Dictionary",
        "",
        f"Release {version}. Each table is `tables/NAME.parquet` and `csv/NAME.csv`.",
        "",
        "- Offsets count Unicode code points of the text whose hash is `documents.text_sha256`; spans are half-open.",
        "- In CSV an empty cell is null. A string that a spreadsheet would run (first character `=`, `+`, `-`, `@`, tab",
        "  or carriage return) has a leading `'` in CSV; Parquet is exact.",
        "- Namibia's country code is `NA`: read CSV with `keep_default_na=False, na_values=['']`.",
        "",
        "| table | rows | what |",
        "|---|---:|---|",
    ]
    lines += [f"| [{t.name}](#{t.name}) | {rows[t.name]} | {t.title} |" for t in TABLES.values()]
    for table in TABLES.values():
        key = ", ".join(f"`{name}`" for name in table.key)
        lines += ["", f"## {table.name}", "", table.description, "", f"Key: {key}.", ""]
        lines += ["| column | type | null | description | values, unit, reference |", "|---|---|---|---|---|"]
        lines += [_row(c) for c in table.columns]
    return "\n".join(lines) + "\n"


def _row(column: Column) -> str:
    notes: list[str] = []
    if column.enum:
        notes.append(", ".join(f"`{value}`" for value in column.enum))
    if column.unit:
        notes.append(f"unit: {column.unit}")
    if column.references:
        notes.append(f"refers to `{column.references}`")
    if column.pattern:
        notes.append("pattern `" + column.pattern.replace("|", "\\|") + "`")
    if column.minimum is not None:
        notes.append(f"at least {column.minimum:g}")
    if column.previous_names:
        notes.append("formerly " + ", ".join(f"`{name}`" for name in column.previous_names))
    may = "yes" if column.nullable else "no"
    return f"| `{column.name}` | {column.type} | {may} | {column.description} | {'; '.join(notes)} |"
