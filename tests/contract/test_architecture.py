"""The arrows of the design hold: which folder may import which, and that the engine stays free of orchestration.

The contracts stand in ``pyproject.toml``; here they are run, and shown to break when they ought to.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"dagster", "great_expectations", "pandas"}


def lint_imports(cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_import_goes_the_way_of_the_flow() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout
    assert " 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("spacecoop/find/found.py", "import dagster", "the engine knows no orchestration"),
        ("spacecoop/text/sentences.py", "import spacecoop.merge", "rooms of the engine"),
        ("expectations/outcome.py", "import assets.facts", "pipelines -> assets -> expectations -> engine"),
        ("expectations/rules/dates.py", "import dagster", "only the checks know Dagster"),
    ],
)
def test_a_wrong_import_breaks_its_contract(tmp_path: Path, module: str, line: str, contract: str) -> None:
    for name in ("spacecoop", "assets", "expectations", "pipelines"):
        for file in (ROOT / name).rglob("*.py"):
            copy = tmp_path / file.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    spoilt = tmp_path / module
    spoilt.write_text(spoilt.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    broken = [said for said in done.stdout.splitlines() if "BROKEN" in said]
    assert any(said.startswith(contract) for said in broken), done.stdout


def test_extraction_loads_neither_orchestration_nor_pandas() -> None:
    code = (
        "import sys; from spacecoop import Document, extract; extract(Document('a', 'NASA met ESA in Paris.'));"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not HEAVY & set(done.stdout.split())


def test_only_the_engine_is_in_the_wheel() -> None:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert said["tool"]["setuptools"]["packages"]["find"]["include"] == ["spacecoop*"]
