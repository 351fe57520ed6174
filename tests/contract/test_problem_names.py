"""Every name of a problem that the readers and the fetching give is explained in ``docs/sources.md``, and no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (ROOT / "spacecoop" / "document", ROOT / "spacecoop" / "fetch")
# Given elsewhere than by the readers.
LATER = {"extraction_failed", "bad_correction", "idle_correction"}
# Raised by ``Document.from_path`` alone, and never a row.
RAISED = {"several_articles"}


def given() -> set[str]:
    """The first argument of every fault that is made in these rooms."""
    calls = (
        node
        for room in ROOMS
        for path in room.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("SourceError", "_fault")
    )
    firsts = (call.args[0] for call in calls if call.args)
    return {first.value for first in firsts if isinstance(first, ast.Constant)}


def test_every_problem_is_explained() -> None:
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    names = {name for row in re.findall(r"^\| (`[a-z_`, ]+`) \|", text, re.M) for name in re.findall(r"[a-z_]+", row)}
    assert len(given()) > 30
    assert names == (given() | LATER) - RAISED
