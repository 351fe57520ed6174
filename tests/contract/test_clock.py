"""Nothing that decides a byte of a release reads a clock, draws a random number or asks which machine it is on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Fetching notes when it fetched, which no release holds.
MAKES_RELEASES = sorted(
    path
    for folder in ("spacecoop", "expectations")
    for path in (ROOT / folder).rglob("*.py")
    if "fetch" not in path.relative_to(ROOT).parts
)
CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime"},
    "os": {"urandom", "uname", "getlogin"},
}
CHANCE = {"random", "secrets", "uuid", "socket", "platform", "getpass"}


def uncertain(source: str) -> Iterator[str]:
    """What in a module's text depends on when, where or by what chance it runs."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] in CHANCE)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module.partition(".")[0] in CHANCE:
                yield node.module
            yield from (f"{node.module}.{a.name}" for a in node.names if a.name in CLOCKS.get(node.module, ()))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if node.attr in CLOCKS.get(owner, ()):
                yield f"{owner}.{node.attr}"


@pytest.mark.parametrize("path", MAKES_RELEASES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_module_reads_a_clock(path: Path) -> None:
    assert list(uncertain(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import date\nx = date.today()",
        "import datetime\nx = datetime.datetime.now()",
        "import time\nx = time.time()",
        "from time import time",
        "import uuid",
        "from random import Random",
    ],
)
def test_a_clock_is_found(source: str) -> None:
    assert list(uncertain(source))
