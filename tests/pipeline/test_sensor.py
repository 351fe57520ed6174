"""The sensor asks for one run when the sources have changed and come to rest, and for none otherwise."""

from __future__ import annotations

import inspect
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pyarrow.parquet as pq
import pytest

from assets import unchanged
from assets.settings import Settings
from assets.sight import look
from assets.unchanged import Inputs, begin
from pipelines import sensors
from pipelines.checking import Checking
from pipelines.definitions import build_defs
from pipelines.jobs import everything
from pipelines.liveness import alive
from pipelines.sensors import sources_changed
from tests.faults.rights import permissions_count
from tests.pipeline.conftest import ARTICLE

AT_REST = time.time() + 3600


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    """One that keeps its history in files, as that of the page does."""
    (tmp_path / "history").mkdir()
    with dg.DagsterInstance.local_temp(str(tmp_path / "history"), overrides={"telemetry": {"enabled": False}}) as made:
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


def add_again(folder: Path) -> None:
    path = folder / "wire" / "workshop.txt"
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)


def edit_keeping_size_and_time(folder: Path) -> None:
    path = folder / "wire" / "workshop.txt"
    before = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def close_folder(folder: Path) -> None:
    (folder / "wire").rename(folder / ".wire")


@pytest.mark.parametrize(
    "change", [add, add_sidecar, remove, add_again, rename, edit_keeping_size_and_time, close_folder]
)
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
    for i in range(5000):
        (given.sources / "wire" / f"{i}.txt").write_text("x", encoding="utf-8")
    then = tick(instance, given, first.cursor, monkeypatch)  # type: ignore[union-attr]
    shutil.rmtree(given.sources)
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


def test_a_file_that_grows_for_seconds_is_waited_for_by_the_systems_own_clock(
    instance: dg.DagsterInstance, given: Settings
) -> None:
    path = given.sources / "wire" / "new.txt"
    began = time.time()
    asked: list[float] = []
    with path.open("w", encoding="utf-8") as file:
        for _ in range(12):
            file.write("more ")
            file.flush()
            said = sources_changed(dg.build_sensor_context(instance=instance), settings=given)
            assert isinstance(said, dg.SkipReason)
            assert str(said.skip_message).endswith(" is still being written.")
            time.sleep(0.1)
    ended = time.time()
    while not asked:
        if isinstance(sources_changed(dg.build_sensor_context(instance=instance), settings=given), dg.SensorResult):
            asked.append(time.time())
        time.sleep(0.1)
    assert ended - began > 1
    assert 2.5 < asked[0] - ended < 6


def test_when_the_clock_was_set_back_a_file_is_taken_once_two_looks_are_alike(
    instance: dg.DagsterInstance, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = given.sources / "wire" / "new.txt"
    early = time.time() - 3600
    cursor = "digest-of-before"
    for _ in range(3):
        with path.open("a", encoding="utf-8") as file:
            file.write("more ")
        said = tick(instance, given, cursor, monkeypatch, now=early)
        assert isinstance(said, dg.SensorResult)
        assert not said.run_requests
        assert said.cursor != cursor
        cursor = str(said.cursor)
    then = tick(instance, given, cursor, monkeypatch, now=early)
    assert isinstance(then, dg.SensorResult)
    assert len(then.run_requests or ()) == 1
    assert isinstance(tick(instance, given, then.cursor, monkeypatch, now=early), dg.SkipReason)


def test_when_the_clock_jumps_ahead_nothing_is_built_twice(
    instance: dg.DagsterInstance, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tick(instance, given, None, monkeypatch, now=AT_REST)
    later = tick(instance, given, first.cursor, monkeypatch, now=AT_REST + 9e8)  # type: ignore[union-attr]
    assert isinstance(later, dg.SkipReason)


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


def test_a_run_that_died_before_it_showed_that_it_lives_is_run_again(
    instance: dg.DagsterInstance, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    first = tick(instance, given, None, monkeypatch)
    job = build_defs().resolve_job_def(everything.name)
    run = instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTING)
    assert isinstance(tick(instance, given, first.cursor, monkeypatch, now=now + 50), dg.SkipReason)  # type: ignore[union-attr]
    assert isinstance(tick(instance, given, first.cursor, monkeypatch, now=now + 110), dg.SensorResult)  # type: ignore[union-attr]
    died = instance.get_run_by_id(run.run_id)
    assert died is not None
    assert died.status == dg.DagsterRunStatus.FAILURE


def test_a_long_run_that_has_just_ended_is_not_taken_for_dead(
    instance: dg.DagsterInstance, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tick(instance, given, None, monkeypatch)
    run = instance.create_run_for_job(build_defs().resolve_job_def(everything.name), status=dg.DagsterRunStatus.STARTED)
    begin(given, Inputs("sources", "code", is_settled=True), run.run_id)
    assert isinstance(tick(instance, given, first.cursor, monkeypatch), dg.SkipReason)  # type: ignore[union-attr]
    ended = instance.get_run_by_id(run.run_id)
    assert ended is not None
    assert ended.status == dg.DagsterRunStatus.STARTED


def test_a_run_that_was_made_and_never_handed_on_holds_up_nothing(
    instance: dg.DagsterInstance, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = time.time()
    instance.create_run_for_job(build_defs().resolve_job_def(everything.name))
    soon = tick(instance, given, None, monkeypatch, now=made + 60)
    assert isinstance(soon, dg.SkipReason)
    assert "under way" in str(soon.skip_message)
    assert isinstance(tick(instance, given, None, monkeypatch), dg.SensorResult)


def test_a_run_that_is_on_its_way_is_not_asked_for_twice_unless_what_started_it_is_gone(
    instance: dg.DagsterInstance, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = time.time()
    job = build_defs().resolve_job_def(everything.name)
    instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTING)
    assert isinstance(tick(instance, given, None, monkeypatch, now=made + 20), dg.SkipReason)
    monkeypatch.setattr(sensors, "BEGAN", made + 10)
    assert isinstance(tick(instance, given, None, monkeypatch, now=made + 20), dg.SensorResult)


def test_a_folder_that_cannot_be_read_asks_for_one_run_and_another_when_it_can(
    instance: dg.DagsterInstance, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tick(instance, given, None, monkeypatch)
    (given.sources / "wire").chmod(0)
    with permissions_count():
        closed = tick(instance, given, first.cursor, monkeypatch)  # type: ignore[union-attr]
        assert isinstance(closed, dg.SensorResult)
        assert len(closed.run_requests or ()) == 1
        assert isinstance(tick(instance, given, closed.cursor, monkeypatch), dg.SkipReason)
        (given.sources / "wire").chmod(0o700)
        assert isinstance(tick(instance, given, closed.cursor, monkeypatch), dg.SensorResult)


def test_very_deep_folders_are_looked_at_without_a_call_for_each(tmp_path: Path) -> None:
    deep = tmp_path / "sources" / "/".join("a" * 300)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("x")
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 150)
    try:
        assert look(tmp_path / "sources", AT_REST).files == 1
    finally:
        sys.setrecursionlimit(before)


def test_a_lost_cursor_costs_a_run_that_changes_nothing(
    instance: dg.DagsterInstance, given: Settings, validator: Checking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unchanged, "SETTLED_SECONDS", -1)
    versions = [
        build_asked(instance, given, tick(instance, given, cursor, monkeypatch), validator)
        for cursor in (None, "", None)
    ]
    assert len(set(versions)) == 1
    assert len(list((given.output / "releases").iterdir())) == 1


def build_asked(
    instance: dg.DagsterInstance, given: Settings, said: dg.SensorResult | dg.SkipReason, validator: Checking
) -> str:
    """Run what a tick asks for, as the daemon does, and tell what is published then."""
    assert isinstance(said, dg.SensorResult)
    (asked,) = said.run_requests or ()
    where = {"sources": str(given.sources), "output": str(given.output)}
    job = build_defs(**where, workers=1, validator=validator).resolve_job_def(everything.name)
    ended = job.execute_in_process(instance=instance, run_config=asked.run_config or None, tags=asked.tags)
    assert ended.success
    return (given.output / "latest").readlink().name


def published(given: Settings) -> list[str]:
    rows = pq.read_table(given.output / "latest" / "tables" / "documents.parquet", columns=["document_id"])
    return rows.column("document_id").to_pylist()


def test_what_is_added_edited_removed_added_again_and_renamed_is_published_by_a_run_each(
    instance: dg.DagsterInstance, given: Settings, validator: Checking, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = given.sources / "wire"
    both = ["notes/malindi.md", "wire/workshop.txt"]
    steps: list[tuple[object, list[str]]] = [
        (lambda: None, both),
        (lambda: (wire / "new.txt").write_text(ARTICLE.replace("third", "ninth")), [both[0], "wire/new.txt", both[1]]),
        (lambda: (wire / "new.txt").write_text(ARTICLE.replace("third", "tenth")), [both[0], "wire/new.txt", both[1]]),
        ((wire / "new.txt").unlink, both),
        (lambda: (wire / "new.txt").write_text(ARTICLE.replace("third", "tenth")), [both[0], "wire/new.txt", both[1]]),
        (lambda: (wire / "new.txt").rename(wire / "a.txt"), [both[0], "wire/a.txt", both[1]]),
    ]
    cursor = None
    for change, wanted in steps:
        change()  # type: ignore[operator]
        said = tick(instance, given, cursor, monkeypatch)
        monkeypatch.undo()
        build_asked(instance, given, said, validator)
        assert published(given) == wanted
        cursor = said.cursor  # type: ignore[union-attr]
        assert isinstance(tick(instance, given, cursor, monkeypatch), dg.SkipReason)


def test_a_missing_folder_is_told(
    instance: dg.DagsterInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tick(instance, Settings(tmp_path / "none", tmp_path / "output", 1), None, monkeypatch)
    assert isinstance(said, dg.SkipReason)
    assert str(tmp_path / "none") in str(said.skip_message)
