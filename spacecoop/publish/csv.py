"""The CSV twins of the tables (RFC 4180, UTF-8), and the wide file of conferences for spreadsheets.

A cell that a spreadsheet would run as a formula gets a leading apostrophe; Parquet stays exact.
"""

from __future__ import annotations

from io import BytesIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

# OWASP: cells that begin with these are run as formulas by spreadsheets.
FORMULA = r"^([=+\-@\t\r])"
OPTIONS = pyarrow.csv.WriteOptions(  # the stubs are older than these two options
    eol="\r\n",  # pyright: ignore[reportCallIssue]
    quoting_style="needed",
    quoting_header="none",  # pyright: ignore[reportCallIssue]
)


def encode(table: pa.Table) -> bytes:
    """A table as CSV bytes with a header; null is an empty cell without quotes."""
    out = BytesIO()
    pyarrow.csv.write_csv(neutral(table), out, OPTIONS)
    return out.getvalue()


def neutral(table: pa.Table) -> pa.Table:
    """The table with an apostrophe before every string that a spreadsheet would run."""
    for i, field in enumerate(table.schema):
        if not pa.types.is_string(field.type):
            continue
        table = table.set_column(i, field, pc.replace_substring_regex(table.column(i), FORMULA, r"'\1"))
    return table


def conferences_flat(tables: dict[str, pa.Table]) -> pa.Table:
    """One wide row a conference: its own columns, organisers joined by ``; ``, and the first source by reading order."""
    names = {row["actor_id"]: str(row["name"]) for row in tables["actors"].to_pylist()}
    organisers: dict[str, list[str]] = {}
    for row in tables["conference_actors"].to_pylist():
        if row["role"] in ("organiser", "host", "sponsor"):
            said = organisers.setdefault(row["conference_id"], [])
            name = names.get(row["actor_id"]) or str(row["actor_id"])
            if name not in said:
                said.append(name)
    sources: dict[str, str] = {}
    for row in tables["conference_claims"].select(["conference_id", "document_id"]).to_pylist():
        sources.setdefault(row["conference_id"], row["document_id"])
    documents: dict[str, dict[str, object]] = {row["document_id"]: row for row in tables["documents"].to_pylist()}
    flat = tables["conferences"]
    keys = [str(key) for key in flat.column("conference_id").to_pylist()]
    firsts = [documents.get(sources.get(key, ""), {}) for key in keys]
    added: dict[str, list[str | None]] = {"organisers": ["; ".join(organisers.get(key, [])) or None for key in keys]}
    for name in ("document_id", "outlet", "url", "published"):
        added[f"source_{name}"] = [None if first.get(name) is None else str(first[name]) for first in firsts]
    for name, values in added.items():
        flat = flat.append_column(name, pa.array(values, pa.string()))
    return flat
