"""What Dagster loads: it is whole, loads fast, touches nothing, and shows every table as it is declared."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import dagster as dg
import pytest

from assets import metadata
from pipelines.definitions import build_defs, defs
from spacecoop.tables import EXTRACTED, TABLES

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
LOADED = """
import sys, time
import dagster
began = time.perf_counter()
import pipelines.definitions
print(time.perf_counter() - began, *sorted(sys.modules))
"""


@pytest.mark.parametrize("command", [("dagster", "definitions", "validate"), ("dg", "check", "defs")])
def test_dagsters_own_tools_load_it_from_the_root(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "dagster.yaml").write_bytes((ROOT / "dagster.yaml").read_bytes())
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=ROOT,
        env=os.environ | {"DAGSTER_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout + done.stderr
    assert "All code locations passed validation" in said or "All definitions loaded successfully" in said


def test_loading_is_quick_and_loads_no_engine_and_no_great_expectations(tmp_path: Path) -> None:
    settings = {"SPACECOOP_SOURCES": str(tmp_path / "none"), "SPACECOOP_OUTPUT": str(tmp_path / "output")}
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, env=os.environ | settings, capture_output=True, text=True, check=True
    )
    assert time.perf_counter() - began < 20
    seconds, *modules = done.stdout.split()
    assert float(seconds) < 2
    assert not {"great_expectations", "spacecoop.engine", "spacecoop.lexicon", "spacecoop.merge"} & set(modules)
    assert list(tmp_path.iterdir()) == []


def test_every_published_table_is_an_asset_with_its_columns_and_two_blocking_checks() -> None:
    graph = defs.resolve_asset_graph()
    for name, table in TABLES.items():
        node = graph.get(dg.AssetKey(name))
        assert node.description == f"{table.title}. {table.description}"
        assert node.metadata["dagster/column_schema"] == metadata.column_schema(table)
        assert node.group_name == "facts"
        checks = [graph.get_check_spec(key) for key in graph.get_check_keys_for_assets({dg.AssetKey(name)})]
        assert {check.name for check in checks} == {"declaration", "rules"}
        assert all(check.blocking for check in checks)


def test_the_stages_are_groups_in_the_order_of_the_flow() -> None:
    graph = defs.resolve_asset_graph()
    groups = {key.to_user_string(): graph.get(key).group_name for key in graph.get_all_asset_keys()}
    assert set(groups.values()) == {"sources", "documents", "mentions", "facts", "release"}
    assert {name for name, group in groups.items() if group == "mentions"} == {
        f"extracted/{name}" for name in (*EXTRACTED, "publications", "texts", "problems")
    }
    assert graph.get(dg.AssetKey("release")).parent_keys == {dg.AssetKey(name) for name in TABLES}
    assert all(graph.get(key).description for key in graph.get_all_asset_keys())


def test_extraction_is_one_step() -> None:
    job = defs.resolve_job_def("everything")
    steps = {node.name for node in job.nodes}
    assert steps == {"fetched", "sources", "documents_read", "mentions", "facts", "release"} | {
        f"check_{t}" for t in TABLES
    }


def test_the_job_runs_in_one_process_by_schedule_and_by_sensor() -> None:
    loaded = build_defs()
    assert loaded.executor is dg.in_process_executor
    assert [schedule.cron_schedule for schedule in loaded.schedules or ()] == ["0 5 * * *", "0 2 * * 0"]  # type: ignore[union-attr]
    assert [sensor.name for sensor in loaded.sensors or ()] == ["sources_changed"]


def test_telemetry_and_the_welcome_are_off() -> None:
    said = (ROOT / "dagster.yaml").read_text(encoding="utf-8")
    assert "telemetry:\n  enabled: false" in said
    assert "nux:\n  enabled: false" in said
