"""The sensor asks for one run when the sources have changed and come to rest, and for none otherwise."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from assets.settings import Settings
from assets.sight import look
from pipelines.definitions import build_defs
from pipelines.jobs import everything
from pipelines.liveness import alive
from pipelines.sensors import sources_changed

AT_REST = time.time() + 3600


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as made:
        yield made


@pytest.fixture
def given(sources: Path, tmp_path: Path) -> Settings:
    return Settings(sources, tmp_path / "output", 1)


def tick(
    instance: dg.DagsterInstance,
    given: Settings,
    cursor: str | None,
    monkeypatch: pytest.MonkeyPatch,
    now: float = AT_REST,
) -> dg.SensorResult | dg.SkipReason:
    monkeypatch.setattr(time, "time", lambda: now)
    context = dg.build_sensor_context(instance=instance, cursor=cursor)
    said = sources_changed(context, settings=given)
    assert isinstance(said, dg.SensorResult | dg.SkipReason)
    return said


def test_it_runs_unless_it_is_switched_off() -> None:
    assert sources_changed.default_status == dg.DefaultSensorStatus.RUNNING
    assert sources_changed.minimum_interval_seconds == 5


def test_a_first_look_asks_for_a_run_and_a_second_for_none(
    instance: dg.DagsterInstance, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tick(instance, given, None, monkeypatch)
    assert isinstance(first, dg.SensorResult)
    assert [request.run_key for request in first.run_requests or ()] == [None]
    second = tick(instance, given, first.cursor, monkeypatch)
    assert isinstance(second, dg.SkipReason)
    assert second.skip_message == "None of the 2 files changed."


def add(folder: Path) -> None:
    (folder / "wire" / "new.txt").write_text("new", encoding="utf-8")


def add_sidecar(folder: Path) -> None:
    (folder / "wire" / "workshop.toml").write_text('title = "x"', encoding="utf-8")


def remove(folder: Path) -> None:
    (folder / "wire" / "workshop.txt").unlink()


def rename(folder: Path) -> None:
    (folder / "wire" / "workshop.txt").rename(folder / "notes" / "workshop.txt")


def edit_keeping_size_and_time(folder: Path) -> None:
    path = folder / "wire" / "workshop.txt"
    before = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def close_folder(folder: Path) -> None:
    (folder / "wire").rename(folder / ".wire")


@pytest.mark.parametrize("change", [add, add_sidecar, remove, rename, edit_keeping_size_and_time, close_folder])
def test_a_change_asks_for_one_run(
    change: object, instance: dg.DagsterInstance, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tick(instance, given, None, monkeypatch)
    change(given.sources)  # type: ignore[operator]
    then = tick(instance, given, first.cursor, monkeypatch)  # type: ignore[union-attr]
    assert isinstance(then, dg.SensorResult)
    assert len(then.run_requests or ()) == 1


def test_many_files_at_once_ask_for_one_run(
    instance: dg.DagsterInstance, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tick(instance, given, None, monkeypatch)
    for i in range(500):
        (given.sources / "wire" / f"{i}.txt").write_text("x", encoding="utf-8")
    then = tick(instance, given, first.cursor, monkeypatch)  # type: ignore[union-attr]
    assert isinstance(then, dg.SensorResult)
    assert len(then.run_requests or ()) == 1


def test_hidden_files_do_not_count(
    instance: dg.DagsterInstance, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tick(instance, given, None, monkeypatch)
    (given.sources / "wire" / ".new.txt.part").write_text("half", encoding="utf-8")
    assert isinstance(tick(instance, given, first.cursor, monkeypatch), dg.SkipReason)  # type: ignore[union-attr]


def test_a_file_that_is_being_written_is_waited_for(
    instance: dg.DagsterInstance, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(given.sources)
    written = (given.sources / "wire" / "new.txt").stat().st_mtime
    early = tick(instance, given, None, monkeypatch, now=written + 1)
    assert isinstance(early, dg.SkipReason)
    assert "is still being written" in str(early.skip_message)
    assert isinstance(tick(instance, given, None, monkeypatch, now=written + 4), dg.SensorResult)


def test_a_file_from_the_future_is_not_waited_for(sources: Path) -> None:
    path = sources / "wire" / "workshop.txt"
    now = path.stat().st_mtime + 60
    os.utime(path, (now + 9999, now + 9999))
    assert look(sources, now).moving is None


def test_no_run_is_asked_for_while_one_is_under_way(
    instance: dg.DagsterInstance, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with alive(given.work, "another"):
        said = tick(instance, given, None, monkeypatch)
        assert isinstance(said, dg.SkipReason)
        assert "under way" in str(said.skip_message)
    assert isinstance(tick(instance, given, None, monkeypatch), dg.SensorResult)


def test_a_run_that_died_is_marked_as_failed_and_run_again(
    instance: dg.DagsterInstance, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tick(instance, given, None, monkeypatch)
    run = instance.create_run_for_job(build_defs().resolve_job_def(everything.name), status=dg.DagsterRunStatus.STARTED)
    (given.work / "runs").mkdir(parents=True)
    (given.work / "runs" / run.run_id).touch()
    then = tick(instance, given, first.cursor, monkeypatch)  # type: ignore[union-attr]
    assert isinstance(then, dg.SensorResult)
    assert len(then.run_requests or ()) == 1
    died = instance.get_run_by_id(run.run_id)
    assert died is not None
    assert died.status == dg.DagsterRunStatus.FAILURE


def test_a_missing_folder_is_told(
    instance: dg.DagsterInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tick(instance, Settings(tmp_path / "none", tmp_path / "output", 1), None, monkeypatch)
    assert isinstance(said, dg.SkipReason)
    assert str(tmp_path / "none") in str(said.skip_message)
