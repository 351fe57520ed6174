"""A real Chromium, and pages made of a few articles, some of them hostile.

Without a Chromium these tests are left out, and the run says so; with SPACECOOP_BROWSER=required, as in CI, they fail.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from spacecoop import extract_batch
from spacecoop.batch import documents_table
from spacecoop.document.read import read_source
from spacecoop.merge import merge
from spacecoop.publish import explorer
from spacecoop.tables import TABLES
from tests.browser.browser import FLAGS, Page

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
REQUIRED = os.environ.get("SPACECOOP_BROWSER") == "required"
MISSING = "no Chromium with its driver is installed (on Debian: apt-get install chromium chromium-driver)"

ATTACK = "</script><script>window.hit = 1</script><img src=x onerror='window.hit = 2'>"
# The path ends in </script>.txt: a folder and a file.
HOSTILE = "wire/<script>alert(1)</script>.txt"
ARTICLES = {
    "wire/lisbon.txt": (
        "Orbit data workshop ends\n\nLISBON, 6 June 2020 (Wire) -- The Fourth Workshop on Open Orbit Data was held in "
        "Lisbon from 4 to 6 June 2020. 120 people from 34 countries came to it. The workshop was organised by the "
        "European Space Agency.\n\n"
        '"We share what we track," said Maria Lindqvist of the European Space Agency. The agency set aside 2.5 million '
        "euros for the catalogue in 2021. NASA and ESA signed an agreement to exchange tracking data.\n"
    ),
    "notes/lisbon.txt": (
        "What came of Lisbon\n\nJuly 1, 2020 (Notes) -- The Fourth Workshop on Open Orbit Data was held in Lisbon from 4 "
        "to 6 June 2020. More than 130 people came to it, the organisers said.\n"
    ),
    "notes/forum.txt": (
        "Small agencies meet\n\nThe Third Forum of Small Space Agencies took place in Nairobi on 21 May. Over 200 "
        "delegates took part. Kenya and Italy agreed to modernise the ground station near Malindi.\n"
    ),
    HOSTILE: (
        "Hostile title </script><script>window.hit = 1</script>\n\nPARIS, 3 March 2019 (Wire) -- Delegates from 12 "
        "countries met in Paris on Sunday for the Second Symposium on Quiet Satellites.\n\n"
        f'"We will never write {ATTACK} into a page," said Anna Berg of the French space agency CNES.\n'
    ),
}
SIDECAR = f"title = {json.dumps(ATTACK)}\noutlet = {json.dumps(ATTACK)}\nurl = 'javascript:window.hit=3'\n"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    ours = [item for item in items if HERE in item.path.parents]
    if REQUIRED or (CHROMIUM and DRIVER) or not ours:
        return
    items[:] = [item for item in items if item not in ours]
    config.hook.pytest_deselected(items=ours)
    config.stash[LEFT_OUT] = len(ours)


LEFT_OUT: pytest.StashKey[int] = pytest.StashKey()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if LEFT_OUT in config.stash:
        terminalreporter.write_line(f"{config.stash[LEFT_OUT]} tests in tests/browser were left out: {MISSING}")


def tables_of(folder: Path) -> dict[str, pa.Table]:
    names = [path.relative_to(folder) for path in sorted(folder.rglob("*.txt"))]
    read = documents_table([d for name in names for d in read_source(folder / name, root=folder).documents])
    return merge(extract_batch(read), read)


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for name, text in ARTICLES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / HOSTILE).with_suffix(".toml").write_text(SIDECAR, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def tables(sources: Path) -> dict[str, pa.Table]:
    return tables_of(sources)


@pytest.fixture(scope="session")
def release(tables: dict[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which output/latest holds the tables and the explorer."""
    root = tmp_path_factory.mktemp("release")
    latest = root / "output" / "latest"
    (latest / "tables").mkdir(parents=True)
    for name in TABLES:
        pq.write_table(tables[name], latest / "tables" / f"{name}.parquet")
    for path, data in explorer.files(tables, "2020-07-01-0123456789ab", is_checked=True).items():
        (latest / path).parent.mkdir(exist_ok=True)
        (latest / path).write_bytes(data)
    return root


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    if not CHROMIUM or not DRIVER:
        pytest.fail(MISSING)
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def page(chromium: webdriver.Chrome, release: Path) -> Page:
    """The explorer of the articles above, at 1400 x 900 and in the light."""
    return Page(chromium, release / "output" / "latest" / "explorer" / "index.html").sized(1400, 900)


@pytest.fixture
def open_file(chromium: webdriver.Chrome) -> Callable[[Path], Page]:
    return lambda path: Page(chromium, path).sized(1400, 900)
