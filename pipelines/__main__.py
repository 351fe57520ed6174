"""``python -m pipelines``: the one place that runs everything without Dagster's page, and looks after the sources.

Nothing heavy is imported here: the process that checks imports this module too, and begins before Dagster is loaded.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path


def main(words: list[str] | None = None) -> int:
    """Run a subcommand; returns the exit code: 0 done, 1 nothing was published, 2 wrongly called."""
    given = _parser().parse_args(words)
    return given.run(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipelines", description="From raw articles to a checked dataset.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="build everything: read, extract, merge, check, publish")
    run.add_argument("--sources", metavar="DIR", help="folder of articles (default: sources/ of the checkout)")
    run.add_argument("--output", metavar="DIR", help="where to publish (default: output/ of the checkout)")
    run.add_argument("--workers", type=int, metavar="N", help="processes that extract (default: one a core)")
    run.add_argument("--anew", action="store_true", help="use nothing that earlier runs kept")
    run.set_defaults(run=_run)
    listing = commands.add_parser("sources", help="list the collections, with how many articles and which problems")
    listing.add_argument("--sources", metavar="DIR", help="folder of articles (default: sources/ of the checkout)")
    listing.add_argument("--output", metavar="DIR", help="whose records of earlier fetches (default: output/)")
    listing.set_defaults(run=_sources)
    fetch = commands.add_parser("fetch", help="fetch what is new in the feeds and pages of feeds.toml")
    fetch.add_argument("--sources", metavar="DIR", help="folder of articles (default: sources/ of the checkout)")
    fetch.add_argument("--output", metavar="DIR", help="whose records of earlier fetches (default: output/)")
    fetch.set_defaults(run=_fetch)
    docs = commands.add_parser("docs-gx", help="build Great Expectations' Data Docs of the latest release")
    docs.add_argument("--output", metavar="DIR", help="where it was published (default: output/ of the checkout)")
    docs.set_defaults(run=_docs_gx)
    add = commands.add_parser("add", help="copy or fetch articles into a collection")
    add.add_argument("paths", nargs="+", metavar="PATH|URL", help="a file, a folder of files, or a web address")
    add.add_argument("--collection", required=True, metavar="NAME", help="folder below sources/")
    add.add_argument("--sources", metavar="DIR", help="folder of articles (default: sources/ of the checkout)")
    add.add_argument("--output", metavar="DIR", help="whose records of earlier fetches (default: output/)")
    add.set_defaults(run=_add)
    return parser


def _run(given: argparse.Namespace) -> int:
    from pipelines.checking import checking

    began = time.monotonic()
    if given.workers is not None and given.workers < 1:
        print("--workers must be 1 or more.", file=sys.stderr)
        return 2
    # Great Expectations loads beside Dagster from here on.
    with checking() as validator:
        from rich.console import Console

        from pipelines.build import build
        from pipelines.progress import shown
        from pipelines.resources import built_problems, settings, unwritable
        from pipelines.summary import tell

        chosen = settings(given.sources, given.output, given.workers)
        if not chosen.sources.is_dir():
            print(f"There is no folder {chosen.sources}. Make it, or name another with --sources.", file=sys.stderr)
            return 2
        fault = unwritable(chosen.work)
        if fault is not None:
            print(
                f"{chosen.output} cannot be written: {fault}. Free it, or name another with --output.", file=sys.stderr
            )
            return 1
        console = Console()
        with shown(console) as progress:
            built = build(
                sources=str(chosen.sources),
                output=str(chosen.output),
                workers=chosen.workers,
                anew=given.anew,
                validator=validator,
                progress=progress,
            )
        problems = built_problems(chosen) if "problems" in built.rows else []
        tell(console, built, problems, chosen.output, time.monotonic() - began)
    return 0 if built.is_published or built.unchanged else 1


def _sources(given: argparse.Namespace) -> int:
    from pipelines.resources import settings
    from pipelines.shelves import tell_collections

    return tell_collections(settings(given.sources, given.output))


def _add(given: argparse.Namespace) -> int:
    from pipelines.adding import add
    from pipelines.resources import settings

    return add(given.paths, given.collection, settings(given.sources, given.output))


def _fetch(given: argparse.Namespace) -> int:
    from pipelines.resources import settings
    from pipelines.shelves import fetch

    return fetch(settings(given.sources, given.output))


def _docs_gx(given: argparse.Namespace) -> int:
    """Below DAGSTER_HOME, which ``make dev`` has in .dagster/."""
    from expectations.data_docs import build
    from pipelines.resources import ROOT, settings
    from spacecoop.publish.released import NoReleaseError, Released

    latest = settings(output=given.output).output / "latest"
    home = Path(os.environ.get("DAGSTER_HOME") or ROOT / ".dagster").expanduser().absolute()
    try:
        release = Released.at(latest)
    except NoReleaseError as fault:
        print(f"{fault}. Run `make run` first.", file=sys.stderr)
        return 2
    print(f"Data Docs of release {release.version}: {build(release, home / 'data_docs')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
