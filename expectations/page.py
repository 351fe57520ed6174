"""The page of the checks' results in a release, ``validation/``: what each table was held against, and what is odd.

Made of verdicts alone, with no clock and no script, so that the same verdicts give the same bytes; what a verdict says is
decided elsewhere, and how the page looks in ``templates``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from expectations.outcome import DECLARATION, RULES, Outcome, Verdict
from spacecoop.publish.contents import VALIDATION, VALIDATION_PAGE
from spacecoop.publish.page import policy, template
from spacecoop.tables import TABLES

TEMPLATES = Path(__file__).parent / "templates"
# How the checks are called where people read of them, and what a line of each is about.
CALLED = {DECLARATION: ("As declared, by Great Expectations", "column"), RULES: ("By hand-written rules", "rule")}


@dataclass(frozen=True, slots=True)
class Line:
    """What must hold of one thing, a column or the whole table, how grave it is if not, and the rules of it that are
    broken."""

    of: str
    says: str
    severity: str
    broken: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """All that one table was held against; ``checks`` are their names, what their lines are about, and the lines."""

    table: str
    title: str
    rows: int
    rules: int
    broken: tuple[Outcome, ...]
    checks: tuple[tuple[str, str, tuple[Line, ...]], ...]


def files(verdicts: Sequence[Verdict], version: str) -> dict[str, bytes]:
    """The page and its data by their path below the release."""
    sections = [s for name in TABLES if (s := _section(name, [v for v in verdicts if v.table == name]))]
    page = Environment(autoescape=True, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True).from_string(
        (TEMPLATES / "validation.html.j2").read_text(encoding="utf-8")
    )
    css = "".join(template(f"explorer/{name}.css") for name in ("tokens", "style"))
    html = page.render(
        policy=policy(),
        css=css + (TEMPLATES / "validation.css").read_text(encoding="utf-8"),
        version=version,
        sections=sections,
        rows=sum(s.rows for s in sections),
        rules=sum(s.rules for s in sections),
        broken=[o for s in sections for o in s.broken],
        data=Path(VALIDATION).name,
    )
    return {VALIDATION_PAGE: html.encode("utf-8", "replace"), VALIDATION: _encoded(verdicts, sections, version)}


def _section(table: str, verdicts: Sequence[Verdict]) -> Section | None:
    outcomes = [o for v in verdicts for o in v.outcomes]
    if not outcomes:
        return None
    return Section(
        table,
        TABLES[table].title,
        max(o.looked_at for o in outcomes),
        len(outcomes),
        tuple(o for v in verdicts for o in v.broken),
        tuple((*CALLED[v.check], tuple(_lines(v))) for v in verdicts),
    )


def _lines(verdict: Verdict) -> Iterable[Line]:
    """A line a rule, but those of a declaration that speak of the same column share one."""
    together: dict[str, list[Outcome]] = {}
    for outcome in verdict.outcomes:
        column, colon, _ = outcome.rule.partition(": ")
        of = outcome.rule if verdict.check == RULES else column if colon else "the table"
        together.setdefault(of, []).append(outcome)
    for of, some in together.items():
        severity = "error" if any(o.severity == "error" for o in some) else "warning"
        yield Line(of, " ".join(o.says for o in some), severity, tuple(o for o in some if not o.holds))


def _encoded(verdicts: Sequence[Verdict], sections: Iterable[Section], version: str) -> bytes:
    said = {
        "version": version,
        "rules": sum(s.rules for s in sections),
        "broken_rules": sum(len(s.broken) for s in sections),
        "tables": {s.table: s.rows for s in sections},
        "verdicts": [verdict.as_json() for verdict in verdicts],
    }
    return (json.dumps(said, indent=1) + "\n").encode("ascii")
