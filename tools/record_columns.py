"""Writes down the published columns in ``tests/contract/columns.json``, so that none can vanish unannounced.

Columns that were there stay in the record: one that was renamed is taken out once a release carried its
``previous_names``, one that was dropped moves to ``dropped`` with the reason, both by hand.
"""

from __future__ import annotations

import json
from pathlib import Path

from spacecoop.tables import TABLES

RECORD = Path(__file__).resolve().parents[1] / "tests" / "contract" / "columns.json"


def main() -> None:
    """Add new columns and types to the record."""
    known = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {"columns": {}, "dropped": {}}
    for table in TABLES.values():
        recorded = known["columns"].setdefault(table.name, {})
        for column in table.columns:
            recorded.setdefault(column.name, column.type)
    RECORD.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
