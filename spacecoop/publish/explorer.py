"""The explorer: one static page with plots, tables and the evidence of every row, made from a release's tables.

It is put together here; ``explorer_data`` says what it holds, ``explorer_plots`` and ``explorer_map`` what it draws, and
its scripts and styles lie in ``templates/explorer``. Same tables and version, same bytes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

import pyarrow as pa
from jinja2 import Environment

from spacecoop.lexicon import countries
from spacecoop.publish.accuracy import Accuracy, worded
from spacecoop.publish.contents import VALIDATION_PAGE
from spacecoop.publish.explorer_data import MOST_ROWS, MOST_ROWS_OF, Block, blocks, to_json
from spacecoop.publish.explorer_map import coordinates, world
from spacecoop.publish.page import policy, template
from spacecoop.tables import TABLES, Column

# In this order they make one script.
SCRIPTS = (
    "dom", "store", "address", "filter", "query", "table", "evidence", "years", "chosen", "marks", "draw", "overview", "main",
)  # fmt: skip


def files(
    tables: Mapping[str, pa.Table],
    version: str,
    accuracy: Accuracy | None = None,
    *,
    is_checked: bool = False,
    vega_script: str | None = None,
) -> dict[str, bytes]:
    """The explorer's files by their path below the release, with the accuracy beside each column where it was measured,
    and a way to the page of the checks where there is one. ``vega_script`` is what ``vega`` gave before, which takes a
    second.

    Needs altair and vl-convert-python, which the extra ``pipeline`` brings.
    """
    import vl_convert

    measured = accuracy or Accuracy()
    held = blocks(tables)
    vega_script, script = vega_script or vega(), _script()
    page = _environment().from_string(template("explorer/page.html.j2")).render(
        policy=policy(vega_script, script),
        css=template("explorer/tokens.css") + template("explorer/style.css"),
        version=version,
        checks=f"../{VALIDATION_PAGE}" if is_checked else None,
        most=f"{MOST_ROWS:,}".replace(",", " "),
        most_claims=f"{MOST_ROWS_OF['conference_claims']:,}".replace(",", " "),
        accuracy_words=_accuracy_words(measured),
        vega=vl_convert.get_vega_version(),
        vegalite=vl_convert.get_vegalite_versions()[-1],
        embed=vl_convert.get_vega_embed_version(),
        meta=to_json(_meta(tables, version, held, measured)),
        blocks=held,
        vega_script=vega_script,
        script=script,
    )  # fmt: skip
    return {"explorer/index.html": page.encode(), "explorer/LICENCES.txt": template("explorer/LICENCES.txt").encode()}


def _meta(tables: Mapping[str, pa.Table], version: str, held: list[Block], accuracy: Accuracy) -> dict[str, object]:
    """What the scripts know beside the rows."""
    from spacecoop.publish.explorer_plots import specs

    hosts = zip(
        tables["conferences"].column("country").to_pylist(),
        tables["conferences"].column("city").to_pylist(),
        strict=True,
    )
    return {
        "version": version,
        "measured": bool(accuracy.figures),
        "tables": [_table(block, accuracy) for block in held],
        "countries": {country.code: country.name for country in countries()},
        "places": coordinates(hosts),
        "world": world(),
        "plots": specs(),
    }


def _table(block: Block, accuracy: Accuracy) -> dict[str, object]:
    declared = TABLES[block.table]
    view = views()[block.table]
    return {
        "name": declared.name,
        "title": declared.title,
        "description": _plain(declared.description),
        "key": declared.key,
        "accuracy": worded(accuracy.of(declared.name, None)) or None,
        "columns": [
            _column(c) | {"accuracy": worded(accuracy.of(declared.name, c.name)) or None} for c in declared.columns
        ],
        "rows": block.rows,
        "total": block.total,
        "lead": view["lead"],
        "shown": view["shown"],
        "year": view.get("year", []),
        "bounds": view.get("bounds", {}),
    }


def _column(column: Column) -> dict[str, object]:
    return {
        "name": column.name,
        "type": column.type,
        "description": _plain(column.description),
        "unit": column.unit,
        "enum": column.enum,
        "references": column.references,
    }


def _plain(description: str) -> str:
    """A description as a reader sees it, without the marks of code."""
    return description.replace("``", "").replace("`", "")


@cache
def views() -> dict[str, dict[str, object]]:
    """How each table is shown at first, from ``views.toml``."""
    return tomllib.loads(template("explorer/views.toml"))


def _accuracy_words(accuracy: Accuracy) -> str:
    if not accuracy.figures:
        return "How often they are right was not measured for this release."
    return "How often they are right was measured on gold data: the figures beside the columns are F1 in per cent, with 95 % intervals."


@cache
def vega() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script that sets ``window.vegaEmbed``."""
    import vl_convert

    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    if "</script" in bundle.lower() or "<!--" in bundle:
        raise ValueError("the bundle of Vega's scripts holds a tag that would end its script element")
    return f"(() => {{\n{bundle}\n}})();"


@cache
def _script() -> str:
    """The page's own scripts as one, in a scope of their own."""
    parts = "\n".join(template(f"explorer/{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}\n}})();\n'


@cache
def _environment() -> Environment:
    """No escaping: the template holds our own files, and JSON that ``to_json`` made harmless."""
    return Environment(autoescape=False, keep_trailing_newline=True, trim_blocks=False)
