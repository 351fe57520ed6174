"""How the tests use a page in Chromium: opening, waiting, looking, and what the page asked the network for."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)
PATIENCE_SECONDS = 20


class Page:
    """One file opened in the browser, again and again at different addresses."""

    def __init__(self, driver: webdriver.Chrome, path: Path) -> None:
        self.driver = driver
        self.url = path.as_uri()

    def sized(self, width: int, height: int, *, dark: bool = False) -> Page:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
        return self

    def open(self, address: str = "") -> Page:
        """Load the page afresh at an address like ``#/conferences`` and wait until it stands."""
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(self.url + address)
        self.wait("return document.body.dataset.ready === 'yes'")
        return self

    def drawn(self) -> Page:
        """Wait until every plot is drawn."""
        self.wait("return Boolean(document.body.dataset.drawn)")
        return self

    def wait(self, condition: str) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            if self.run(condition):
                return
            time.sleep(0.02)
        raise AssertionError(f"waited {PATIENCE_SECONDS} s in vain for: {condition}; the console says {self.console()}")

    def run(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return self.run("return document.querySelector(arguments[0])?.textContent ?? ''", selector)

    def choose(self, selector: str, value: str) -> None:
        """Set a select or an input as a person would, with its event."""
        self.run(
            "const [s, v] = arguments, e = document.querySelector(s); e.value = v;"
            "e.dispatchEvent(new Event(e.tagName === 'SELECT' ? 'change' : 'input', {bubbles: true}))",
            selector,
            value,
        )

    def rows(self) -> int:
        return len(self.all("#rows tbody tr:has(a.open)"))

    def console(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Every address that was asked for since ``open``, but for what the page carries itself."""
        found = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        return [url for url in found if not url.startswith(("data:", "about:"))]

    def overflow(self) -> int:
        """Pixels by which the page is wider than the screen."""
        return self.run("return document.documentElement.scrollWidth - window.innerWidth")
