"""What the checks of a run do: they read little, and whatever is wrong, with the data or with a rule, stops the release."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pytest

import spacecoop.merge
from expectations.kept import kept
from expectations.rules import RULES, Given, rule
from pipelines import resources
from pipelines.resources import BuiltTables, settings
from spacecoop.tables import TABLES
from tests.pipeline.conftest import Run


def test_rows_that_are_not_as_declared_stop_the_release_and_are_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = spacecoop.merge.merged

    def tampered(*given: object) -> Iterator[tuple[str, pa.Table]]:
        for name, table in sound(*given):  # type: ignore[arg-type]
            rows = table.to_pylist()
            for row in rows[1:3] if name == "actor_mentions" else ():
                row["kind"] = "club"
            yield name, pa.Table.from_pylist(rows, table.schema)

    monkeypatch.setattr(spacecoop.merge, "merged", tampered)
    built = run()
    assert not built.is_published
    assert not (tmp_path / "output" / "latest").exists()
    verdict = next(
        v for v in kept(tmp_path / "output" / ".work") if (v.table, v.check) == ("actor_mentions", "declaration")
    )
    (broken,) = verdict.broken
    assert (broken.rule, broken.failing, len(broken.rows)) == ("kind: be_in_set", 2, 2)
    assert any(broken.rows[0].key in s for c in built.checks for s in c.sentences)


def test_a_rule_that_raises_stops_the_release_even_one_that_only_warns(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(given: Given) -> object:
        raise ZeroDivisionError("no such luck")

    raising = [replace(r, breaking=breaking) if r.name == "years_are_no_counts" else r for r in RULES]
    monkeypatch.setattr(rule, "RULES", raising)
    built = run()
    assert not built.is_published
    assert not (tmp_path / "output" / "latest").exists()
    (failed,) = (c for c in built.checks if not c.passed)
    assert (failed.table, failed.check, failed.stops_release) == ("quantities", "rules", True)
    assert "years_are_no_counts" in failed.sentences[0]
    assert "The rule raised ZeroDivisionError: no such luck" in failed.sentences[0]


def test_the_texts_are_read_once_a_run_and_let_go_when_all_have_had_them(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    read: list[str] = []
    stored = resources.read_table

    def counted(given: object, key: dg.AssetKey, columns: object = None) -> pa.Table:
        read.append(key.to_user_string())
        return stored(given, key, columns)  # type: ignore[arg-type]

    monkeypatch.setattr(resources, "read_table", counted)
    tables = BuiltTables.model_construct(settings=settings(output=str(tmp_path / "output")))
    asked = [name for name in TABLES if "articles" in resources.needed(name)]
    texts = tables.texts(asked[0])
    assert all(tables.texts(name) is texts for name in asked[1:])
    assert read == ["articles"]
    assert tables.texts(asked[0]) is not texts
