"""Builds ``docs/example/``: the release of the articles that come with the project, as CSV, for a look before installing.

Called by ``make example``; a test holds what lies there up to date.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from spacecoop import extract_batch
from spacecoop.batch import documents_table
from spacecoop.document.listing import list_sources
from spacecoop.document.read import read_source
from spacecoop.merge import merge
from spacecoop.publish.contents import contents
from spacecoop.tables import Problem
from spacecoop.tables.arrow import to_arrow

ROOT = Path(__file__).resolve().parents[1]
SOURCES, EXAMPLE = ROOT / "sources", ROOT / "docs" / "example"
README = """# An example release

What `make run` makes of the articles in `sources/`, without the Parquet files and the explorer. The articles were
written for this project about real meetings and agreements; local people and outlets in them are made up.

Start with `csv/conferences_flat.csv`, one row a conference. `DICTIONARY.md` says what every table and column means,
`index.json` holds the hash of every file, and `spacecoop verify docs/example --sources sources` checks them and looks
up every word in the articles. Made by `make example`.
"""


def example(sources: Path = SOURCES) -> dict[str, bytes]:
    """Every file of the example by its path below it."""
    listed = list_sources(sources)
    read = [read_source(sources / name, root=sources) for name in listed.names]
    articles = documents_table(document for one in read for document in one.documents)
    problems: list[Problem] = [*listed.problems, *(problem for one in read for problem in one.problems)]
    tables = merge(extract_batch(articles), articles, to_arrow("problems", problems))
    return contents(tables, pages={"README.md": README.encode()}, with_parquet=False).files


def main() -> None:
    """Write the example in place of the one before."""
    made = example()
    shutil.rmtree(EXAMPLE, ignore_errors=True)
    for path, data in made.items():
        (EXAMPLE / path).parent.mkdir(parents=True, exist_ok=True)
        (EXAMPLE / path).write_bytes(data)
    print(f"{len(made)} files, {sum(map(len, made.values())) / 1e6:.1f} MB in {EXAMPLE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
