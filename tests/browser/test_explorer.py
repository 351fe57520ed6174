"""The explorer in a real Chromium: it stands alone, filters, shows evidence, and no text of a source can break out."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from selenium.webdriver.common.keys import Keys

from spacecoop.publish import explorer
from spacecoop.publish.accuracy import Accuracy, Figure
from spacecoop.tables import TABLES
from tests.browser.browser import Page
from tests.browser.conftest import ATTACK, HOSTILE

PLOTS = ("timeline", "map", "attendees", "countries", "budgets", "matrix")


def conference(tables: dict[str, pa.Table], words: str) -> str:
    return next(r["conference_id"] for r in tables["conferences"].to_pylist() if words in r["name"])


def test_it_draws_every_plot_without_a_word_on_the_console_or_a_request(page: Page) -> None:
    page.open().drawn()
    assert page.console() == []
    assert page.requests() == [page.url]
    for plot in PLOTS:
        assert page.all(f"#{plot}-plot svg path, #{plot}-plot .nothing"), plot


def test_no_view_of_any_table_says_a_word_on_the_console(page: Page) -> None:
    for name in TABLES:
        page.open(f"#/{name}?columns=all")
        assert page.find("h1").text == TABLES[name].title
        assert page.console() == []
        assert page.requests()[1:] == []


def test_the_policy_forbids_the_network_and_foreign_scripts(page: Page) -> None:
    page.open()
    said = page.run(
        "const s = document.createElement('script'); s.textContent = 'window.hit = 4'; document.body.append(s);"
        "return fetch('https://example.org/').then(() => 'fetched', () => 'refused')"
    )
    assert said == "refused"
    assert page.run("return window.hit") is None


@pytest.mark.parametrize("address", ["", "#/documents?columns=all", "#/statements?columns=all", "#/rejected"])
def test_hostile_names_and_words_stay_text(page: Page, address: str) -> None:
    page.open(address)
    page.run("document.querySelectorAll('details').forEach((d) => d.open = true)")
    assert page.run("return window.hit") is None
    assert page.all("img") == []
    assert page.console() == []


def test_a_source_named_as_a_script_shows_its_evidence(page: Page, tables: dict[str, pa.Table]) -> None:
    page.open("#/documents?q=script").wait("return document.querySelectorAll('#rows a.open').length === 1")
    page.find("#rows a.open").click()
    page.wait("return !document.querySelector('#drawer').hidden")
    shown = page.text("#drawer")
    assert HOSTILE in shown
    assert ATTACK in shown
    assert (
        page.run(
            "return [...document.querySelectorAll('#drawer a')].filter((a) => !/^(#|https?:)/.test(a.getAttribute('href'))).length"
        )
        == 0
    )
    assert page.run("return window.hit") is None


def test_a_row_opens_its_claims_with_words_and_sources(page: Page, tables: dict[str, pa.Table]) -> None:
    key = conference(tables, "Open Orbit Data")
    page.open("#/conferences")
    page.run("document.querySelector(`#rows a[href*='${encodeURIComponent(arguments[0])}']`).click()", key)
    page.wait("return !document.querySelector('#drawer').hidden")
    shown = page.text("#drawer")
    for words in (
        "Lisbon",
        "120 people",
        "over 130",
        "More than 130 people",
        "✓ chosen",
        "wire/lisbon.txt",
        "notes/lisbon.txt",
    ):
        assert words in shown, words
    assert page.text("#drawer .claims h3 .mark") == "conflict"


def test_every_row_of_every_table_opens(page: Page, tables: dict[str, pa.Table]) -> None:
    for name in TABLES:
        if not tables[name].num_rows:
            continue
        page.open(f"#/{name}")
        page.find("#rows a.open").click()
        page.wait("return !document.querySelector('#drawer').hidden")
        labels = page.run("return [...document.querySelectorAll('#drawer dt summary')].length")
        assert labels == len(TABLES[name].columns), name
        assert page.console() == [], name


def test_the_address_holds_view_filters_and_row(page: Page, tables: dict[str, pa.Table]) -> None:
    page.open("#/conferences")
    page.choose("#q", "Open Orbit")
    page.choose("select[data-key=sort]", "-name")
    page.wait("return document.querySelectorAll('#rows a.open').length === 1")
    page.find("#rows a.open").click()
    page.wait("return !document.querySelector('#drawer').hidden")
    address = page.run("return location.hash")
    heading, found = page.text("#drawer-title"), page.text("#found")
    page.open(address)
    assert page.text("#drawer-title") == heading
    assert page.text("#found") == found
    assert page.run("return document.querySelector('#q').value") == "Open Orbit"


def test_going_back_closes_the_row(page: Page) -> None:
    page.open("#/conferences")
    page.find("#rows a.open").click()
    page.wait("return !document.querySelector('#drawer').hidden")
    page.driver.back()
    page.wait("return document.querySelector('#drawer').hidden")
    assert page.run("return location.hash") == "#/conferences"


def test_rows_without_a_year_are_a_bucket_of_their_own(page: Page) -> None:
    page.open("#/conferences?year=XXXX")
    assert "Small Space Agencies" in page.text("#rows")
    assert "Open Orbit Data" not in page.text("#rows")
    page.open("#/?from=2019&to=2020").drawn()
    with_unknown = int(page.text("#timeline-words").split()[0])
    page.open("#/?from=2019&to=2020&unknown=no").drawn()
    assert int(page.text("#timeline-words").split()[0]) < with_unknown
    page.open("#/?from=2020&to=2020&unknown=no").drawn()
    page.find("#timeline button[aria-expanded]").click()
    assert "Open Orbit Data" in page.text("#timeline-rows")
    assert "Small Space Agencies" not in page.text("#timeline-rows")


def test_filters_of_the_overview_reach_every_plot(page: Page) -> None:
    page.open().drawn()
    page.choose("select[data-key=country]", "KE")
    page.wait("return document.querySelector('#matrix-words').textContent.startsWith('1 pair of')")
    page.wait("return document.querySelector('#timeline-words').textContent.startsWith('1 conference in')")
    page.wait("return Boolean(document.querySelector('#budgets-plot .nothing'))")
    page.find("#clear").click()
    page.wait("return !document.querySelector('#budgets-plot .nothing')")


VIEWS = [
    "conferences",
    "conferences?kind=eq:workshop&sort=-attendees_low",
    "conferences?start_date=in:2020-01-01..&columns=all",
    "conferences?year=XXXX&sort=name",
    "conferences?attendees_low=in:100..150",
    "conferences?city=null:",
    "conference_claims?chosen=eq:true&attribute=eq:attendees",
    "dates?year=2020&sort=value",
    "documents?q=script",
    "documents?title=has:'LISBON'",
    "quantities?q=million&currency=eq:EUR",
    'statements?text=has:"we',
    "actors?listed=eq:true&sort=-mentions",
    "budgets?year=2021",
    "cooperation?year=2020",
    "rejected?sort=-start_char",
]


@pytest.mark.parametrize("view", VIEWS)
def test_the_copied_lines_give_the_same_rows(
    page: Page, view: str, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open(f"#/{view}")
    counted = re.match(r"(\d+)", page.text("#found"))
    assert counted is not None
    monkeypatch.chdir(release)
    name = view.split("?", maxsplit=1)[0]
    shown = page.run(
        "return [...document.querySelectorAll('#rows a.open')].map((a) => new URLSearchParams(a.getAttribute('href').split('?')[1]).get('row'))"
    )
    duck = rows_of(copied(page, "#copy-duckdb"))
    panda = rows_of(copied(page, "#copy-pandas"))
    assert len(duck) == len(panda) == int(counted[1])
    assert list(duck.columns) == list(panda.columns)
    assert len(shown) == min(50, len(duck))
    key = TABLES[name].key
    if "sort" in view and len(key) == 1 and key[0] in duck.columns:
        assert [f"{name}/{value}" for value in duck[key[0]]][:50] == shown


def copied(page: Page, button: str) -> str:
    page.run("navigator.clipboard.writeText = (text) => { window.taken = text; return Promise.resolve(); }")
    page.find(button).click()
    page.wait("return Boolean(window.taken)")
    return page.run("const taken = window.taken; delete window.taken; return taken")


def rows_of(line: str) -> pd.DataFrame:
    """What a copied line shows: it runs as it is, and once more for the rows that it prints."""
    statements = line.split("; ", 2)
    with contextlib.redirect_stdout(io.StringIO()):
        exec(line, {})
    scope: dict[str, object] = {}
    if statements[0] == "import duckdb":
        exec("import duckdb; rows = " + line.removeprefix("import duckdb; ").removesuffix(".show()") + ".df()", scope)
    else:
        exec("; ".join([*statements[:2], "rows = " + statements[2].removeprefix("print")]), scope)
    rows = scope["rows"]
    assert isinstance(rows, pd.DataFrame)
    return rows


def test_the_keyboard_alone_opens_and_closes_a_row(page: Page) -> None:
    page.open("#/actors")
    page.run("document.querySelector('#rows a.open').focus()")
    page.driver.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    second = page.run("return document.activeElement === document.querySelectorAll('#rows a.open')[1]")
    assert second
    page.driver.switch_to.active_element.send_keys(Keys.ENTER)
    page.wait("return !document.querySelector('#drawer').hidden")
    assert page.run("return document.activeElement.id") == "drawer-title"
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    page.wait("return document.querySelector('#drawer').hidden")
    assert page.run("return document.activeElement === document.querySelectorAll('#rows a.open')[1]")


def test_every_plot_has_words_and_a_table(page: Page) -> None:
    page.open().drawn()
    for plot in PLOTS:
        label = page.find(f"#{plot}-plot").get_attribute("aria-label")
        assert label is not None
        assert re.search(r"\d", label), label
        page.find(f"#{plot} button[aria-expanded]").click()
        assert page.all(f"#{plot}-rows tbody tr"), plot


def test_a_mark_opens_its_row(page: Page) -> None:
    page.open().drawn()
    page.run(
        "document.querySelector('#attendees-plot .mark-symbol path').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    page.wait("return location.hash.includes('row=conferences')")
    page.wait("return !document.querySelector('#drawer').hidden")


@pytest.mark.parametrize(
    "address", ["", "#/conferences", "#/documents?columns=all", "#/about", "#/quantities?kind=eq:money"]
)
@pytest.mark.parametrize("dark", [False, True])
def test_a_phone_shows_it_without_scrolling_sideways(page: Page, address: str, dark: bool) -> None:
    page.sized(390, 844, dark=dark).open(address)
    if not address:
        page.drawn()
    assert page.overflow() <= 0
    assert (
        page.run(
            "return Math.max(...[...document.querySelectorAll('.top nav > *')].map((e) => e.getBoundingClientRect().right))"
        )
        <= 390
    )
    if page.all("#rows a.open"):
        page.find("#rows a.open").click()
        page.wait("return !document.querySelector('#drawer').hidden")
        assert page.overflow() <= 0
        assert page.run("return document.querySelector('#drawer').getBoundingClientRect().width") <= 390


def test_what_was_measured_stands_in_the_head_of_its_column(
    tables: dict[str, pa.Table], tmp_path: Path, open_file: Callable[[Path], Page], page: Page
) -> None:
    figure = Figure("dates", "value", "values", "gold", 9, 100, 99, 88, 0.89, 0.88, 0.884, 0.85, 0.91)
    (tmp_path / "index.html").write_bytes(
        explorer.files(tables, "2020-07-01-0123456789ab", Accuracy("0" * 64, "2020-01-01", "1", (figure,)))[
            "explorer/index.html"
        ]
    )
    measured = open_file(tmp_path / "index.html").open("#/dates")
    heads = {head.text.replace("\n", " ") for head in measured.all("#rows thead th")}
    assert {"value F1 88", "kind"} <= heads
    assert "gold data say nothing of them" in measured.text("#accuracy")
    assert "not measured for this release" in page.open("#/dates").text("#accuracy")


def test_in_the_dark_ground_and_plots_are_dark(page: Page) -> None:
    light = page.open().drawn().run(COLOURS)
    dark = page.sized(1400, 900, dark=True).open().drawn().run(COLOURS)
    assert brightness(light["ground"]) > 200 > 60 > brightness(dark["ground"])
    assert brightness(light["label"]) < 140 < brightness(dark["label"])


COLOURS = """
const ground = getComputedStyle(document.body).backgroundColor;
const label = document.querySelector('#timeline-plot .role-axis-label text').getAttribute('fill');
return {ground, label};
"""


def brightness(colour: str) -> float:
    if colour.startswith("#"):
        return sum(int(colour[i : i + 2], 16) for i in (1, 3, 5)) / 3
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3]) / 3


@pytest.mark.parametrize(
    "address",
    [
        "#/%zz?row=conferences/none",
        "#/nowhere",
        "#/conferences?sort=nope&page=99&kind=bad&edition=in:x..y",
        "#/cooperation?row=cooperation/[1",
        "#/conferences?row=__proto__/constructor&q=%3Cimg%20src=x%3E",
        "#/?from=banana&country=%3Cscript%3E",
    ],
)
def test_a_broken_address_still_shows_a_page(page: Page, address: str) -> None:
    page.open(address)
    assert page.find("h1").text
    assert page.console() == []
    assert page.all("img") == []
