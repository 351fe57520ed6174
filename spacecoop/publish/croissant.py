"""``croissant.json``: the release for machine-learning tools (MLCommons Croissant 1.0, JSON-LD).

Records are those of the Parquet files, where Namibia's ``NA`` stays a word; the CSV twins are listed beside them.
References stand in the descriptions alone: Croissant's own would make readers join the tables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from spacecoop.publish import licence
from spacecoop.publish.datapackage import Weighed
from spacecoop.tables import TABLES, Column, Table

# The context that the specification prescribes, word for word.
CONTEXT: dict[str, object] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
DATA_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
PARQUET, CSV = "application/x-parquet", "text/csv"


def render(version: str, files: Mapping[str, Weighed]) -> str:
    """The descriptor of the files; ``version`` is the release's."""
    distribution = [_file(f"tables/{name}.parquet", PARQUET, files) for name in TABLES]
    distribution += [_file(path, CSV, files) for path in files if path.endswith(".csv")]
    said: dict[str, object] = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "spacecoop",
        "description": licence.ABSTRACT,
        "citeAs": f"@misc{{spacecoop, title={{{licence.PACKAGE_TITLE}}}, author={{{licence.AUTHORS}}}, "
        f"version={{{version}}}, url={{{licence.HOMEPAGE}}}}}",
        "creator": {"@type": "sc:Organization", "name": licence.AUTHORS},
        "license": licence.URL,
        "url": licence.HOMEPAGE,
        "version": semantic(version),
        **_dated(version),
        "distribution": distribution,
        "recordSet": [_records(table) for table in TABLES.values()],
    }
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def semantic(version: str) -> str:
    """The release's version in the form MAJOR.MINOR.PATCH that Croissant wants: ``2014.6.23+0f3a...``."""
    day, _, content = version.rpartition("-")
    parts = day.split("-")
    numbers = [str(int(part)) for part in parts] if len(parts) == 3 else ["0", "0", "0"]
    return f"{'.'.join(numbers)}+{content}"


def _dated(version: str) -> dict[str, str]:
    """The newest article's day, which dates a release; nothing where no article has a date."""
    day = version.rpartition("-")[0]
    return {"datePublished": day} if day[:1].isdigit() else {}


def _file(path: str, form: str, files: Mapping[str, Weighed]) -> dict[str, object]:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "contentSize": f"{files[path].size} B",
        "encodingFormat": form,
        "sha256": files[path].sha256,
    }


def _records(table: Table) -> dict[str, object]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": f"{table.title}. {table.description}",
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table.name, column) for column in table.columns],
    }


def _field(table: str, column: Column) -> dict[str, object]:
    notes = [column.description]
    if column.unit:
        notes.append(f"unit: {column.unit}")
    if column.enum:
        notes.append("one of " + ", ".join(column.enum))
    if column.references:
        notes.append(f"refers to {column.references}")
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": f"{table}/{column.name}",
        "description": "; ".join(notes),
        "dataType": DATA_TYPES[column.type],
        "source": {"fileObject": {"@id": f"tables/{table}.parquet"}, "extract": {"column": column.name}},
    }
