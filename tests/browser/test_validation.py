"""``validation/index.html`` in a real browser: without a script or a request, on a phone and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from expectations import page
from expectations.outcome import FailingRow, Outcome, Verdict
from tests.browser.browser import Page
from tests.browser.conftest import ATTACK, HOSTILE

ROWS = tuple(FailingRow(f"document_id={HOSTILE}", ATTACK * 3, "published=2090-01-01" * 4) for _ in range(3))
VERDICTS = (
    Verdict("documents", "declaration", (Outcome("documents", "words: be_between", "It is at least 0.", "error", 9, 0),)),
    Verdict("documents", "rules", (Outcome("documents", "not_from_tomorrow", "It is past.", "warning", 9, 3, ROWS),)),
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("validation")
    for path, data in page.files(VERDICTS, "2020-07-01-0123456789ab").items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    return folder / "validation" / "index.html"


def opened(made: Path, open_file: Callable[[Path], Page], width: int, *, dark: bool) -> Page:
    shown = open_file(made).sized(width, 844, dark=dark)
    shown.driver.get("about:blank")
    shown.console()
    shown.requests()
    shown.driver.get(shown.url)
    return shown


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (390, True)])
def test_it_fits_the_screen_and_asks_for_nothing(
    made: Path, open_file: Callable[[Path], Page], width: int, dark: bool
) -> None:
    shown = opened(made, open_file, width, dark=dark)
    assert "1 of 2 rules hold" in shown.text("h1")
    assert ATTACK in shown.text("#odd td")
    shown.run("document.querySelector('details').open = true")
    assert shown.overflow() <= 0
    assert shown.run("return window.hit") is None
    assert shown.requests() == [shown.url]
    assert shown.console() == []


def test_the_keyboard_opens_a_table(made: Path, open_file: Callable[[Path], Page]) -> None:
    shown = opened(made, open_file, 1400, dark=False)
    shown.run("document.querySelector('summary').focus()")
    shown.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert shown.run("return document.querySelector('details').open") is True
    assert shown.find("details td").is_displayed()
