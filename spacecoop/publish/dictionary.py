"""``DICTIONARY.md``: every table and column in words, with how right it is where that was measured.

Rendered from the declarations alone; nothing is described twice.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacecoop.publish.accuracy import NOT_MEASURED, Accuracy, worded
from spacecoop.tables import TABLES, Column, Table

# Columns that hold no reading of the words: identifiers, offsets, hashes and what the source itself states.
GIVEN_SUFFIXES = ("_id", "_char", "sha256")
GIVEN = "given, not read"
NO_GOLD = "the gold says nothing of it"


def render(
    version: str,
    rows: Mapping[str, int],
    accuracy: Accuracy,
    *,
    with_parquet: bool = True,
    checks: str | None = None,
) -> str:
    """The dictionary of a release; ``rows`` by table, ``checks`` the path of the page that tells what they were held
    against."""
    files = "`csv/NAME.csv` and, exact, `tables/NAME.parquet`" if with_parquet else "`csv/NAME.csv`"
    lines = [
        "# Dictionary",
        "",
        f"Release {version}. Each table is {files}.",
        "",
        "- Offsets count Unicode code points of the text whose hash is `documents.text_sha256`; spans are half-open.",
        "- In CSV an empty cell is null. A string that a spreadsheet would run (first character `=`, `+`, `-`, `@`, tab",
        "  or carriage return) has a leading `'` in CSV; Parquet is exact.",
        "- Namibia's country code is `NA`: read CSV with `keep_default_na=False, na_values=['']`.",
        "- The CSV twins are UTF-8 without a byte order mark, as programs want them. `csv/conferences_flat.csv` bears one,",
        "  so that a double click opens it rightly in Excel; import the others there as UTF-8 (Data, From Text/CSV).",
        f"- Checks: {_checked(checks)}",
        f"- Accuracy: {_measured(accuracy)}",
        "",
        "| table | rows | what | F1 of its rows, % |",
        "|---|---:|---|---|",
    ]
    lines += [f"| [{t.name}](#{t.name}) | {rows[t.name]} | {t.title} | {_rows(t, accuracy)} |" for t in TABLES.values()]
    for table in TABLES.values():
        lines += _section(table, accuracy)
    return "\n".join(lines) + "\n"


def _checked(path: str | None) -> str:
    if path is None:
        return "this build only wrote the files; `spacecoop verify` holds them against their declaration."
    return f"what every table was held against, and what is odd, stands in [{path}]({path})."


def _measured(accuracy: Accuracy) -> str:
    if not accuracy.figures:
        return f"{NOT_MEASURED}, as no gold data was given to this build."
    return (
        "F1 in per cent against gold data, in brackets the interval that holds 95 % of bootstrap samples, then the "
        f"gold set. Gold of {accuracy.gold_date}, hash {accuracy.gold_sha256}; all figures in `accuracy.json`."
    )


def _rows(table: Table, accuracy: Accuracy) -> str:
    return worded(accuracy.of(table.name, None)) or (NO_GOLD if accuracy.figures else NOT_MEASURED)


def _section(table: Table, accuracy: Accuracy) -> list[str]:
    key = ", ".join(f"`{name}`" for name in table.key)
    head = [
        "",
        f"## {table.name}",
        "",
        table.description,
        "",
        f"Key: {key}. F1 of its rows: {_rows(table, accuracy)}.",
        "",
    ]
    head += ["| column | type | null | description | values, unit, reference | F1, % |", "|---|---|---|---|---|---|"]
    return head + [_row(table, c, accuracy) for c in table.columns]


def _row(table: Table, column: Column, accuracy: Accuracy) -> str:
    may = "yes" if column.nullable else "no"
    known = _accuracy(table, column, accuracy)
    return f"| `{column.name}` | {column.type} | {may} | {column.description} | {_notes(column)} | {known} |"


def _accuracy(table: Table, column: Column, accuracy: Accuracy) -> str:
    said = worded(accuracy.of(table.name, column.name))
    if said:
        return said
    if column.name.endswith(GIVEN_SUFFIXES):
        return GIVEN
    return NO_GOLD if accuracy.figures else NOT_MEASURED


def _notes(column: Column) -> str:
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
    if column.maximum is not None:
        notes.append(f"at most {column.maximum:g}")
    if column.previous_names:
        notes.append("formerly " + ", ".join(f"`{name}`" for name in column.previous_names))
    return "; ".join(notes)
