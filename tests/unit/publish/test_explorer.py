"""The explorer's page before any browser: what it holds, what it leaves out, and that nothing can break out of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacecoop.publish import explorer, explorer_data, explorer_map
from spacecoop.publish.accuracy import Accuracy, Figure
from spacecoop.publish.page import template
from spacecoop.tables import TABLES
from spacecoop.tables.arrow import schema, to_arrow
from tests.unit.publish.conftest import ARTICLES, tables_of, write_articles

ROOT = Path(__file__).resolve().parents[3]
VERSION = "2015-01-12-0123456789ab"
BLOCK = re.compile(r'<script type="application/json" id="([^"]+)">(.*?)</script>', re.S)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    return tables_of(write_articles(tmp_path_factory.mktemp("sources"), ARTICLES))


@pytest.fixture(scope="module")
def page(tables: dict[str, pa.Table]) -> str:
    made = explorer.files(tables, VERSION)
    assert list(made) == ["explorer/index.html", "explorer/LICENCES.txt"]
    return made["explorer/index.html"].decode()


def blocks(page: str) -> dict[str, dict]:
    return {name: json.loads(text) for name, text in BLOCK.findall(page)}


def rows_of(block: dict) -> list[dict]:
    """The rows of an embedded table, read back as the page's scripts do."""
    columns = {
        name: values if isinstance(values, list) else [None if i < 0 else values["words"][i] for i in values["at"]]
        for name, values in block["columns"].items()
    }
    return [{name: values[i] for name, values in columns.items()} for i in range(block["rows"])]


def test_every_row_of_every_table_is_in_the_page(page: str, tables: dict[str, pa.Table]) -> None:
    held = blocks(page)
    for name in TABLES:
        rows = [
            {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in row.items()}
            for row in tables[name].to_pylist()
        ]
        assert rows_of(held[f"table-{name}"]) == rows, name


def test_the_same_tables_make_the_same_bytes_in_another_process(page: str, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "sources", ARTICLES)
    script = (
        "import sys; from pathlib import Path; from tests.unit.publish.conftest import tables_of;"
        "from spacecoop.publish import explorer;"
        f"sys.stdout.buffer.write(explorer.files(tables_of(Path(sys.argv[1])), {VERSION!r})['explorer/index.html'])"
    )
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}
        made = subprocess.run(
            [sys.executable, "-c", script, str(folder)], cwd=ROOT, env=environment, capture_output=True, check=True
        )
        assert made.stdout.decode() == page


def test_the_page_names_no_address_that_a_browser_would_load(page: str) -> None:
    own = page.replace(explorer.vega(), "")
    assert not re.search(r"(?:src|@import|url\()\s*=?\s*[\"']?https?:", own)
    assert not re.search(r"<(?:img|iframe|link rel=\"(?!icon))", own)
    assert "default-src 'none'" in page
    assert "unsafe-eval" not in page


def test_licences_of_all_that_is_inlined_are_stated(page: str) -> None:
    for words in ("CC BY 4.0", "Natural Earth", "ISC", "GeoNames", "BSD 3-Clause", "Vega-Lite"):
        assert words in page


def test_views_name_columns_that_exist() -> None:
    assert list(explorer.views()) == list(TABLES)
    for name, view in explorer.views().items():
        columns = {c.name for c in TABLES[name].columns}
        bounds = view.get("bounds", {})
        assert isinstance(bounds, dict)
        named = {view["lead"], *view["shown"], *view.get("year", []), *bounds}  # type: ignore[misc]
        named |= {column for high, comparator, _ in bounds.values() for column in (high, comparator)}
        assert named <= columns, f"{name}: {sorted(named - columns)}"


@given(st.text())
def test_no_text_ends_its_script_element(text: str) -> None:
    if any("\ud800" <= c <= "\udfff" for c in text):
        return
    said = explorer_data.to_json({"text": f"{text}</script><!--&amp;\u2028"})
    assert not set("<>&\u2028\u2029") & set(said)
    assert json.loads(said)["text"].startswith(text)


def test_a_big_release_keeps_what_conferences_rest_on_and_stays_below_twenty_megabytes() -> None:
    tables = big_tables()
    held = {block.table: block for block in explorer_data.blocks(tables)}
    assert sum(len(block.json.encode()) for block in held.values()) < 18_000_000
    for name, block in held.items():
        assert block.total == tables[name].num_rows
        assert block.rows <= explorer_data.MOST_ROWS_OF.get(name, explorer_data.MOST_ROWS)
    conferences = {row["conference_id"] for row in rows_of(json.loads(held["conferences"].json))}
    claims = rows_of(json.loads(held["conference_claims"].json))
    assert {claim["conference_id"] for claim in claims} <= conferences
    documents = {row["document_id"] for row in rows_of(json.loads(held["documents"].json))}
    assert {claim["document_id"] for claim in claims} <= documents
    page = explorer.files(tables, VERSION)["explorer/index.html"]
    assert len(page) < 20_000_000
    meta = blocks(page.decode())["meta"]
    dates = next(table for table in meta["tables"] if table["name"] == "dates")
    assert dates["rows"] < dates["total"] == 40_000


def big_tables() -> dict[str, pa.Table]:
    """Forty thousand rows in every table, with words as long as they may be."""
    count = 40_000
    tables = {}
    for name, table in TABLES.items():
        columns = {c.name: filled(c.name, c.type, c.enum, count, is_key=table.key == (c.name,)) for c in table.columns}
        tables[name] = pa.table(columns).cast(schema(name)) if name != "moved_ids" else to_arrow(name, ())
    return tables


def filled(name: str, kind: str, enum: tuple[str, ...], count: int, *, is_key: bool) -> pa.Array:
    if enum:
        return pa.array([enum[i % len(enum)] for i in range(count)])
    if kind == "string":
        # References of the claims go to late documents, which reading order alone would leave out.
        place = {} if is_key else {"conference_id": lambda i: i // 4, "document_id": lambda i: count - 1 - i // 40}
        at = place.get(name, lambda i: i)
        long = "x" * 260 if name in ("text", "reason") else ""
        return pa.array([f"{name}/{at(i):08}{long}" for i in range(count)])
    if kind == "date":
        return pa.array([None] * count, pa.date32())
    if kind == "boolean":
        return pa.array([i % 2 == 0 for i in range(count)])
    return pa.array([float(i) if kind == "number" else i for i in range(count)])


def test_figures_of_accuracy_stand_beside_their_column(tables: dict[str, pa.Table]) -> None:
    figure = Figure("dates", "value", "values", "gold", 9, 100, 99, 88, 0.89, 0.88, 0.884, 0.85, 0.91)
    made = explorer.files(tables, VERSION, Accuracy("0" * 64, "2020-01-01", "1", (figure,)))
    meta = blocks(made["explorer/index.html"].decode())["meta"]
    dates = next(table for table in meta["tables"] if table["name"] == "dates")
    said = {column["name"]: column["accuracy"] for column in dates["columns"]}
    assert "88 (85–91)" in said["value"]
    assert said["kind"] is None


def test_a_page_without_gold_says_so(page: str) -> None:
    assert "was not measured for this release" in page


@pytest.mark.parametrize(
    ("country", "city", "near"),
    [
        ("FR", "Paris", (48.9, 2.4)),
        ("RU", "St. Petersburg", (59.9, 30.3)),
        ("US", "Washington", (38.9, -77.0)),
        ("SG", "Singapore", (1.3, 103.9)),
    ],
)
def test_cities_lie_where_they_are(country: str, city: str, near: tuple[float, float]) -> None:
    point = explorer_map.city_point(country, city)
    assert point is not None
    assert point == pytest.approx(near, abs=0.3)


def test_a_city_of_another_country_is_not_taken() -> None:
    assert explorer_map.city_point("DE", "Nairobi") is None


def test_outlines_bear_codes_of_the_lexicon() -> None:
    from spacecoop.lexicon import countries

    world = explorer_map.world()
    assert isinstance(world, dict)
    drawn = {shape["id"] for shape in world["objects"]["countries"]["geometries"] if "id" in shape}
    assert len(drawn) > 170
    assert drawn <= {country.code for country in countries()}


def test_colours_of_text_are_readable_in_the_light_and_in_the_dark() -> None:
    light, dark = template("explorer/tokens.css").split("@media", 1)
    for css in (light, dark):
        colours = {name: luminance(value) for name, value in re.findall(r"--([a-z]+): #([0-9a-f]{6})", css)}
        for text in ("ink", "faint", "accent", "good", "warn"):
            for ground in ("ground", "surface", "raised", "wash"):
                high, low = sorted((colours[text], colours[ground]), reverse=True)
                assert (high + 0.05) / (low + 0.05) >= 4.5, f"{text} on {ground}"


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_wheel_alone_imports_all_that_publishes() -> None:
    script = (
        "import sys; sys.modules['altair'] = sys.modules['vl_convert'] = None;"
        "import spacecoop.publish.explorer, spacecoop.publish.review, spacecoop.publish.release, spacecoop.cli"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
