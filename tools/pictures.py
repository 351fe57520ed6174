"""Makes the pictures in docs/ from a real run: its last words as SVG, and the explorer as PNG.

    python tools/pictures.py [--only summary|explorer]

The run goes to a folder of its own and leaves output/ alone. The explorer needs Chromium and its driver. Nothing here is
part of a release.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.browser import FLAGS, Page  # noqa: E402

DOCS = ROOT / "docs"
COLUMNS = 130
MOST_BYTES = 300_000
# The template of rich loads its font from the web; a monospaced font of the reader's own does as well.
SVG = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.S)
# Picture, address, what to scroll to, width, height, dark.
SHOTS = (
    ("explorer", "#/", "", 1400, 1000, False),
    ("explorer-map", "#/", "#map", 1400, 860, True),
    ("explorer-matrix", "#/", "#matrix", 1400, 1000, False),
    ("explorer-row", "#/conferences?sort=-attendees_low&row=conferences/conference/iac-75", "", 1400, 1000, False),
    ("explorer-phone", "#/", "", 390, 844, True),
)


def main() -> None:
    """Run the pipeline over the example articles and write the pictures of what it made."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", choices=("summary", "explorer"), help="make one kind of picture")
    given = parser.parse_args()
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="spacecoop-pictures-") as folder:
        console = run(Path(folder) / "output")
        if given.only != "explorer":
            summary(console)
        if given.only != "summary":
            explorer(Path(folder) / "output" / "latest" / "explorer" / "index.html", Path(folder) / "chromium")


def run(output: Path) -> Console:
    """A run of everything in ``sources/``; returns the console that recorded its last words."""
    from pipelines.checking import checking

    began = time.monotonic()
    with checking() as validator:
        from pipelines.build import build
        from pipelines.resources import built_problems, settings
        from pipelines.summary import tell

        chosen = settings(str(ROOT / "sources"), str(output))
        built = build(
            sources=str(chosen.sources),
            output=str(chosen.output),
            workers=chosen.workers,
            validator=validator,
            progress=lambda _stage, _what: None,
        )
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True, color_system="truecolor")
    # Shown as `make run` shows it, whose output is below the checkout.
    tell(console, built, built_problems(chosen), Path("output"), time.monotonic() - began)
    if not built.is_published:
        sys.exit("the run published nothing, so there is nothing to show")
    return console


def summary(console: Console) -> None:
    """``docs/summary.svg``: what a run prints at its end."""
    svg = console.export_svg(title="make run", code_format=SVG, unique_id="summary")
    (DOCS / "summary.svg").write_text(svg, encoding="utf-8")


def explorer(path: Path, profile: Path) -> None:
    """``docs/explorer*.png``: the explorer of that run, as a screen shows it."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        sys.exit("Chromium with its driver is needed (on Debian: apt-get install chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    with webdriver.Chrome(options=options, service=Service(driver)) as browser:
        for name, address, target, width, height, dark in SHOTS:
            page = Page(browser, path).sized(width, height, dark=dark).open(address)
            if address == "#/":
                page.drawn()
            if target:
                page.run("document.querySelector(arguments[0]).scrollIntoView()", target)
            page.run("document.activeElement.blur()")
            picture = DOCS / f"{name}.png"
            browser.save_screenshot(str(picture))
            if picture.stat().st_size > MOST_BYTES:
                sys.exit(f"{picture} has {picture.stat().st_size} bytes; {MOST_BYTES} are allowed")


if __name__ == "__main__":
    main()
