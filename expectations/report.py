"""Rows and outcomes as Markdown, with every text from a source made harmless.

Only wording and escaping live here; what is wrong is decided elsewhere.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from expectations.outcome import Outcome, Verdict

LONGEST_CELL = 160
# What Markdown would read as markup: emphasis, code, links, images, headings, rules, table cells, strikethrough.
MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|~$:])")
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def escape(text: object) -> str:
    """One cell: no markup, no HTML, no line break; null is empty."""
    if text is None:
        return ""
    flat = UNSEEN.sub(" ", str(text))
    if len(flat) > LONGEST_CELL:
        flat = flat[: LONGEST_CELL - 1] + "…"
    return MARKUP.sub(r"\\\1", html.escape(flat, quote=False))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; every cell is escaped."""
    lines = ["| " + " | ".join(escape(c) for c in columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(escape(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def failures(verdict: Verdict) -> str:
    """The broken rules of a check, each with its first failing rows."""
    return "\n\n".join(_failure(outcome) for outcome in verdict.broken)


def _failure(outcome: Outcome) -> str:
    count = "1 row" if outcome.failing == 1 else f"{outcome.failing} rows"
    head = f"**{escape(outcome.rule)}** ({outcome.severity}): {escape(outcome.says)} Broken by {count}."
    if outcome.note:
        head += f" {escape(outcome.note)}"
    if not outcome.rows:
        return head
    return head + "\n\n" + table(("key", "words", "values"), ((r.key, r.words, r.values) for r in outcome.rows))


def sentence(outcome: Outcome) -> str:
    """A broken rule in one plain line for a terminal, naming the first failing row."""
    said = f"{outcome.table}: {outcome.rule}: {outcome.says} Broken by {outcome.failing}."
    if outcome.rows:
        first = outcome.rows[0]
        said += f" First: {first.key}" + (f" ({first.values})" if first.values else "")
        said += f" in the words {first.words!r}" if first.words else ""
    return f"{said} {outcome.note}".strip()
