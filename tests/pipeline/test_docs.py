"""Every command and every piece of code in the documents works as a reader would use it."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "benchmarks").glob("*.md"),
        *(ROOT / "tools").glob("*.md"),
    ]
)
# Run by CI before or after the tests, on the checkout itself, or servers that other tests start.
ELSEWHERE = {"make run", "make test", "make dev", "make help"}


def blocks(language: str) -> list[tuple[str, str]]:
    """Each fenced block of a language with the document that holds it."""
    found = []
    for path in DOCUMENTS:
        for block in re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(encoding="utf-8"), re.S | re.M):
            found.append((path.relative_to(ROOT).as_posix(), block))
    return found


def commands() -> list[tuple[str, str]]:
    lines = [(name, line.split("  #")[0].strip()) for name, block in blocks("sh") for line in block.splitlines()]
    return [(name, line) for name, line in lines if line and not line.startswith("#") and line not in ELSEWHERE]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a checkout in which `make run` was called: the same names, a release of the examples."""
    folder = tmp_path_factory.mktemp("reader")
    for name in ("sources", "tests", "benchmarks", "tools", "docs"):
        (folder / name).symlink_to(ROOT / name)
    binaries = folder / ".venv" / "bin"
    binaries.mkdir(parents=True)
    for name in ("python", "spacecoop"):
        (binaries / name).symlink_to(Path(sys.executable).parent / name)
    run = [
        sys.executable,
        "-m",
        "pipelines",
        "run",
        "--sources",
        str(ROOT / "sources"),
        "--output",
        str(folder / "output"),
    ]
    subprocess.run(run, cwd=ROOT, check=True, capture_output=True, timeout=280)
    return folder


@pytest.mark.parametrize(("document", "command"), commands())
def test_a_command_runs(document: str, command: str, workplace: Path) -> None:
    done = subprocess.run(shlex.split(command), cwd=workplace, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, f"{document}: {command}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"


@pytest.mark.parametrize(("document", "code"), blocks("python"))
def test_a_piece_of_python_runs(document: str, code: str, workplace: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=workplace, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, f"{document}\n{done.stderr[-2000:]}"
    assert done.stdout.strip(), f"{document}: prints nothing"


@pytest.mark.parametrize(("document", "code"), blocks("toml"))
def test_a_piece_of_toml_is_read_by_what_it_is_for(document: str, code: str, tmp_path: Path) -> None:
    from spacecoop.document.read import read_source
    from spacecoop.fetch.wanted import read_wanted
    from spacecoop.merge.rulings import FIELDS, read_rulings

    said = tomllib.loads(code)
    line = {
        "body_html": "The workshop of the European Space Agency opened in Paris.",
        "headline": "x",
        "first_seen": "2014-01-12",
    }
    if "feed" in said:
        (tmp_path / "feeds.toml").write_text(code, encoding="utf-8")
        wanted = read_wanted(tmp_path / "feeds.toml")
        assert not wanted.faults
        urls = [feed["url"] for feed in said["feed"]] + [url for page in said["pages"] for url in page["urls"]]
        assert [target.url for target in wanted.targets] == urls
        return
    if said.keys() & FIELDS.keys():
        read = read_rulings(code.encode())
        assert not read.problems
        assert len(read.rulings) == sum(len(rulings) for rulings in said.values())
        return
    name = "a.jsonl" if "fields" in said else "a.txt"
    (tmp_path / name).write_text(json.dumps(line) if "fields" in said else line["body_html"], encoding="utf-8")
    (tmp_path / "a.toml").write_text(code, encoding="utf-8")
    (read,) = read_source(tmp_path / name, root=tmp_path).documents
    assert read.published == (date(2014, 1, 12) if "fields" in said else said["published"])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_links_to_files_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_readme_is_shorter_than_200_lines_and_names_every_make_target() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 200
    assert text.index("make run") < text.index("make test") < 1500
    targets = set(re.findall(r"^([a-z][a-z-]*):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert {"run", "test", "dev", "help"} <= targets
    assert "make help" in text
