"""The changes between two releases in words (``CHANGES.md``) and for machines (``changes.json``).

Renders what ``changes`` found; words of sources are escaped and cut.
"""

from __future__ import annotations

import html
import json
import re
from datetime import date
from itertools import zip_longest

from spacecoop.publish.changes import KINDS, LISTED, Changes, Row, TableChanges

SHOWN = 20  # rows of a table in CHANGES.md
LONGEST_CELL = 80
MARKUP = re.compile(r"([\\`*_{}\[\]#|~$])")


def as_json(changes: Changes) -> str:
    """``changes.json``: every count, and of each table and kind the first ``LISTED`` rows."""
    said = {
        "from": changes.before,
        "to": changes.after,
        "unread": changes.unread,
        "engine_changed": changes.is_engine_changed,
        "rows_listed_at_most": LISTED,
        "tables": [_table(table) for table in changes.tables],
        "moved_ids": list(changes.moved),
    }
    return json.dumps(said, indent=1, ensure_ascii=False, default=_plain) + "\n"


def _table(table: TableChanges) -> dict[str, object]:
    return {
        "name": table.name,
        "rows": {"from": table.rows_before, "to": table.rows_after},
        **{kind: table.count(kind) for kind in KINDS},
        "causes": [{"kind": kind, "cause": cause, "rows": rows} for (kind, cause), rows in table.counts.items()],
        "changed_columns": table.columns,
        "columns": {
            "added": list(table.columns_added),
            "removed": list(table.columns_removed),
            "renamed": [{"from": old, "to": new} for old, new in table.columns_renamed],
        },
        "listed": [
            {"kind": row.kind, "key": row.key, "about": row.about, "cause": row.cause}
            | ({"columns": {name: list(pair) for name, pair in row.columns.items()}} if row.columns else {})
            for row in table.listed
        ],
    }


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value)} has no place in changes.json")


def as_markdown(changes: Changes) -> str:
    """``CHANGES.md``: counts of every table, and the first ``SHOWN`` rows of each that changed."""
    if changes.before is None:
        return f"# Changes\n\nRelease {changes.after}. {_without(changes)}\n"
    lines = [
        "# Changes",
        "",
        f"From release {changes.before} to {changes.after}. All counts, and more rows, are in `changes.json`.",
        "",
        "The engine is another one." if changes.is_engine_changed else "The engine is the same.",
        "",
        "| table | rows before | rows now | added | changed | removed |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for table in changes.tables:
        counts = " | ".join(str(table.count(kind)) for kind in KINDS)
        lines.append(f"| {table.name} | {table.rows_before} | {table.rows_after} | {counts} |")
    for table in changes.tables:
        lines += _section(table)
    if changes.moved:
        lines += ["", "## Identifiers that moved", "", "| old | new | cause |", "|---|---|---|"]
        lines += [f"| {_cell(m['old'])} | {_cell(m['new'])} | {_cell(m['cause'])} |" for m in changes.moved[:SHOWN]]
    return "\n".join(lines) + "\n"


def _without(changes: Changes) -> str:
    if changes.unread is None:
        return "It is the first one here; there is nothing to compare it with."
    return f"The one before could not be read, so that nothing is compared: {_cell(changes.unread)}"


def _section(table: TableChanges) -> list[str]:
    about = _columns(table)
    if not table.counts and not about:
        return []
    lines = ["", f"## {table.name}", ""]
    lines += about
    lines += [f"- {rows} {kind}: {cause}" for (kind, cause), rows in table.counts.items()]
    if table.columns:
        said = ", ".join(f"`{name}` in {rows}" for name, rows in table.columns.items())
        lines.append(f"- changed columns: {said}")
    if not table.listed:
        return lines
    lines += ["", "| what | key | about | cause | columns |", "|---|---|---|---|---|"]
    return lines + [_row(row) for row in _first(table.listed)]


def _first(rows: tuple[Row, ...]) -> list[Row]:
    """``SHOWN`` rows, as many of each kind as there is room for."""
    lists = [[row for row in rows if row.kind == kind] for kind in KINDS]
    turns = [row for turn in zip_longest(*lists) for row in turn if row is not None][:SHOWN]
    return sorted(turns, key=lambda row: KINDS.index(row.kind))


def _columns(table: TableChanges) -> list[str]:
    lines = [f"- column `{old}` is now `{new}`" for old, new in table.columns_renamed]
    lines += [f"- new column `{name}`" for name in table.columns_added]
    return lines + [f"- column `{name}` is gone" for name in table.columns_removed]


def _row(row: Row) -> str:
    key = ", ".join(_cell(value) for value in row.key.values())
    about = ": ".join(_cell(value) for value in row.about.values())
    columns = "; ".join(f"{_cell(name)}: {_cell(old)} → {_cell(new)}" for name, (old, new) in row.columns.items())
    return f"| {row.kind} | {key} | {about} | {row.cause} | {columns} |"


def _cell(value: object) -> str:
    """One value in a Markdown table: no markup, no HTML, one line."""
    if value is None:
        return "null"
    flat = "".join(c if c.isprintable() else " " for c in str(value))
    cut = flat if len(flat) <= LONGEST_CELL else flat[: LONGEST_CELL - 1] + "…"
    return html.escape(MARKUP.sub(r"\\\1", cut), quote=False)
