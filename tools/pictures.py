"""Makes the pictures in docs/: the summary at the end of a real run as SVG.

    python tools/pictures.py [--only summary]

The run goes to a folder of its own and leaves output/ alone. Nothing here is part of a release.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
DOCS = ROOT / "docs"
COLUMNS = 110
# The template of rich loads its font from the web; a monospaced font of the reader's own does as well.
SVG = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.S)


def main() -> None:
    """Run the pipeline over the example articles and write the pictures of what it made."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", choices=("summary",), help="make one kind of picture")
    parser.parse_args()
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="spacecoop-pictures-") as folder:
        summary(run(Path(folder)))


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


if __name__ == "__main__":
    main()
