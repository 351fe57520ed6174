"""Which articles the engine read wrongly, told from their own rows before anything is made of them.

The same declarations and rules as the checks of a release have, held against what single articles say: so that an
article of which a row cannot be right is left out with a reason, where the check could only hold back all the others.
Great Expectations is not asked here, since this runs in every worker for every new article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from expectations.representatives import sharing
from expectations.rules import Given, rules_of
from expectations.rules.rule import Rule, positions
from expectations.texts import ARTICLES, Texts
from spacecoop.merge.words import as_published
from spacecoop.tables import OF_ONE_DOCUMENT, TABLES, Column

DOCUMENT = "document_id"
NOTHING_WITHHELD = pa.array([], pa.string())


def unsound(tables: Mapping[str, pa.Table], articles: pa.Table) -> dict[str, str]:
    """The articles whose rows break what is declared or a rule that stops a release, each with the first thing it breaks.

    ``tables`` are those that extraction makes, each with a column ``document_id``; ``articles`` have ``document_id`` and
    ``text``. What only the tables of all articles together can say is not looked at.
    """
    names = articles.column(DOCUMENT)
    unsaid = pa.nulls(len(names), pa.bool_())
    texts = Texts.of(pa.table({DOCUMENT: names, "text": articles.column("text"), "publish_words": unsaid}))
    shown = {name: as_published(name, rows, NOTHING_WITHHELD) for name, rows in tables.items()}
    found: dict[str, str] = {}
    for name, rows in shown.items():
        if not rows.num_rows:
            continue
        for says, breaking in _broken(name, shown, texts):
            for document in pc.unique(rows.column(DOCUMENT).take(pa.array(breaking))).to_pylist():
                found.setdefault(document, f"{TABLES[name].title}: {says}")
    return found


def _broken(name: str, tables: Mapping[str, pa.Table], texts: Texts) -> Iterator[tuple[str, npt.NDArray[np.integer]]]:
    """What some rows of a table break, in words, and where they stand."""
    rows = tables[name]
    for column in TABLES[name].columns:
        if column.name in rows.column_names:
            yield from _undeclared(column, rows.column(column.name))
    yield "No two rows share the key.", sharing(dict.fromkeys((*TABLES[name].key, DOCUMENT)), rows)
    for rule in rules_of(name):
        if _is_of_one_article(rule):
            yield rule.says, positions(rule.breaking(Given(name, tables, texts)))


def _undeclared(column: Column, values: pa.ChunkedArray) -> Iterator[tuple[str, npt.NDArray[np.integer]]]:
    if not column.nullable:
        yield f"{column.name} is never null.", positions(pc.is_null(values))
    if column.enum:
        known = pc.is_in(values, value_set=pa.array(column.enum, values.type), skip_nulls=True)
        yield f"{column.name} is one of {', '.join(column.enum)}.", positions(pc.and_not(pc.is_valid(values), known))
    if column.pattern is not None:
        matches = pc.match_substring_regex(values, column.pattern)
        yield f"{column.name} matches {column.pattern}.", positions(pc.invert(matches))
    if column.minimum is not None:
        yield f"{column.name} is at least {column.minimum:g}.", positions(pc.less(values, column.minimum))
    if column.maximum is not None:
        yield f"{column.name} is at most {column.maximum:g}.", positions(pc.greater(values, column.maximum))


def _is_of_one_article(rule: Rule) -> bool:
    """Whether a rule that stops a release can be held against an article alone: what it reads beside the row is the text
    or rows of the same article."""
    others = set(rule.needs) - {ARTICLES}
    return rule.severity == "error" and (not others or others | {rule.table} <= OF_ONE_DOCUMENT)
