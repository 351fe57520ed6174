"""The clock's runs, evaluated and executed as the daemon does: daily with feeds, and weekly with nothing kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from pipelines.checking import Checking
from pipelines.definitions import build_defs
from pipelines.jobs import everything
from tests.pipeline.conftest import ARTICLE
from tests.pipeline.test_run import digests, published
from tests.unit.fetch.server import Server, page, rss, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


class Clock:
    """A page whose schedules are on, over the folders of the environment."""

    def __init__(self, validator: Checking, instance: dg.DagsterInstance) -> None:
        self.defs = build_defs(validator=validator)
        self.instance = instance

    def strikes(self, schedule: str, day: int) -> dg.ExecuteInProcessResult:
        """Run what the schedule asks for on a day."""
        context = dg.build_schedule_context(self.instance, datetime(2026, 3, day, 5, tzinfo=UTC))
        asked = self.defs.resolve_schedule_def(schedule).evaluate_tick(context)
        assert asked.skip_message is None
        (run,) = asked.run_requests or ()
        ended = self.defs.resolve_job_def(everything.name).execute_in_process(
            instance=self.instance, run_config=run.run_config, tags=run.tags
        )
        assert ended.success
        return ended


@pytest.fixture
def clock(sources: Path, tmp_path: Path, validator: Checking, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    monkeypatch.setenv("SPACECOOP_SOURCES", str(sources))
    monkeypatch.setenv("SPACECOOP_OUTPUT", str(tmp_path / "output"))
    monkeypatch.setenv("SPACECOOP_WORKERS", "1")
    with dg.DagsterInstance.ephemeral() as instance:
        yield Clock(validator, instance)


def new_sources(run: dg.ExecuteInProcessResult) -> int:
    (made,) = run.asset_materializations_for_node("documents_read")[:1]
    return int(str(made.metadata["new_sources"].value))


def test_every_day_what_is_new_in_the_feeds_is_fetched_and_published(
    clock: Clock, sources: Path, server: Server, tmp_path: Path
) -> None:
    (sources / "feeds.toml").write_text(
        f'allow_private = true\ndelay_seconds = 0\nevery_minutes = 0\n[[feed]]\nurl = "{server.url}/rss"\ncollection = "news"\n'
    )
    for day, names in enumerate((["mirror"], ["mirror", "orbit"]), 1):
        server.pages["/rss"] = rss(*(f"{server.url}/{name}.html" for name in names))
        server.pages |= {f"/{name}.html": page(name) for name in names}
        clock.strikes("daily", day)
        documents = published(tmp_path / "output" / "latest", "documents").column("document_id").to_pylist()
        assert len([name for name in documents if name.startswith("news/")]) == len(names)
    assert server.paths().count("/mirror.html") == 1


def test_every_week_all_is_built_anew_and_comes_out_the_same(clock: Clock, sources: Path, tmp_path: Path) -> None:
    latest = tmp_path / "output" / "latest"
    assert new_sources(clock.strikes("daily", 1)) == 2
    (sources / "wire" / "another.txt").write_text(ARTICLE.replace("third", "fourth"), encoding="utf-8")
    assert new_sources(clock.strikes("daily", 2)) == 1
    before = digests(latest)
    assert new_sources(clock.strikes("weekly", 8)) == 3
    assert digests(latest) == before
    assert len(list((tmp_path / "output" / "releases").iterdir())) == 2
