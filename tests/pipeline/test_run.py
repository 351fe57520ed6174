"""A whole run in Dagster: from a folder of sources to a release, and what a run does when something is wrong."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

import spacecoop.merge
from assets import mentions
from assets.stored import Stored
from pipelines.__main__ import main
from pipelines.build import STAGE_OF_STEP, stages
from pipelines.definitions import defs
from pipelines.resources import settings
from spacecoop.tables import TABLES
from spacecoop.tables.arrow import schema
from tests.pipeline.conftest import ARTICLE, Run


def digests(release: Path) -> dict[str, str]:
    files = sorted(p for p in release.rglob("*") if p.is_file())
    return {p.relative_to(release).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def published(release: Path, table: str) -> pa.Table:
    return pq.read_table(release / "tables" / f"{table}.parquet")


def problems(release: Path) -> dict[str, str]:
    rows = published(release, "problems").to_pylist()
    return {row["source"]: row["problem"] for row in rows}


def test_a_run_publishes_every_table_with_its_declared_columns(run: Run, tmp_path: Path) -> None:
    built = run()
    assert built.faults == ()
    assert built.is_published
    latest = tmp_path / "output" / "latest"
    for name in TABLES:
        rows = published(latest, name)
        assert rows.schema.equals(schema(name)), name
        assert rows.num_rows == built.rows[name]
        assert (latest / "csv" / f"{name}.csv").is_file()
    assert published(latest, "documents").column("document_id").to_pylist() == ["notes/malindi.md", "wire/workshop.txt"]
    assert built.rows["actor_mentions"] > 3
    assert [(c.table, c.passed) for c in built.checks if not c.passed] == []
    assert len(built.checks) == 2 * len(TABLES)


def test_no_sentence_of_an_article_is_in_a_release(run: Run, tmp_path: Path) -> None:
    run()
    sentence = ARTICLE.split("\n\n")[0].encode()
    for path in (tmp_path / "output" / "releases").rglob("*"):
        if path.is_file() and path.suffix != ".parquet":
            assert sentence not in path.read_bytes()
    for name, table in TABLES.items():
        for column in table.columns:
            if column.type == "string":
                values = published(tmp_path / "output" / "latest", name).column(column.name)
                assert (pc.max(pc.utf8_length(values)).as_py() or 0) <= 2000


def test_building_twice_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    first = run("one")
    second = run("two")
    assert first.version == second.version
    assert digests(tmp_path / "one" / "latest") == digests(tmp_path / "two" / "latest")


def test_another_day_another_zone_and_other_file_dates_give_the_same_bytes(
    run: Run, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("one")
    later = time.time
    monkeypatch.setattr(time, "time", lambda: later() + 400 * 86_400)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    for number, path in enumerate(sources.rglob("*.*")):
        os.utime(path, (10_000 * number, 10_000 * number))
    second = run("two")
    monkeypatch.undo()
    time.tzset()
    assert first.version == second.version
    assert digests(tmp_path / "one" / "latest") == digests(tmp_path / "two" / "latest")


def test_a_process_pool_gives_the_same_tables_as_one_process(
    run: Run, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for i in range(5):
        (sources / "wire" / f"more-{i}.txt").write_text(ARTICLE.replace("third", f"{i + 4}th"), encoding="utf-8")
    alone = run("alone")
    monkeypatch.setattr(mentions, "WORTH_A_POOL", 0)
    monkeypatch.setattr(mentions, "CHARACTERS_A_PIECE", 900)
    assert len(list(mentions.pieces(Stored(tmp_path / "alone/.work/tables/articles.arrow").read()))) > 2
    together = run("together", workers=2)
    assert together.version == alone.version
    assert digests(tmp_path / "alone" / "latest") == digests(tmp_path / "together" / "latest")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 40, None),
        ("broken.jsonl", b'{"text": "NASA met ESA in Paris on 3 May 2020.", \n', None),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 100, "unknown_format"),
        ("utf16-claimed.html", b'<meta charset="utf-16"><p>\x80\x81\xfe\xff</p>', None),
    ],
)
def test_a_bad_source_becomes_a_row_of_problems_and_the_others_go_on(
    run: Run, sources: Path, tmp_path: Path, name: str, content: bytes, problem: str | None
) -> None:
    (sources / "wire" / name).write_bytes(content)
    built = run()
    assert built.is_published
    found = {source.partition("#")[0]: said for source, said in problems(tmp_path / "output" / "latest").items()}
    assert f"wire/{name}" in found
    assert problem is None or found[f"wire/{name}"] == problem
    assert built.rows["documents"] == 2


def test_a_broken_sidecar_is_told_with_its_field(run: Run, sources: Path, tmp_path: Path) -> None:
    (sources / "wire" / "workshop.toml").write_text('publised = "2019-05-14"\n', encoding="utf-8")
    assert run().is_published
    rows = published(tmp_path / "output" / "latest", "problems").to_pylist()
    assert [row["source"] for row in rows] == ["wire/workshop.txt"]
    assert "publised" in rows[0]["reason"]


def test_an_article_that_the_engine_breaks_on_is_left_out_and_told(
    run: Run, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_on(monkeypatch, "wire/workshop.txt")
    built = run()
    assert built.is_published
    assert problems(tmp_path / "output" / "latest") == {"wire/workshop.txt": "extraction_failed"}
    assert built.rows["documents"] == 1


def test_an_engine_that_breaks_on_many_articles_publishes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_on(monkeypatch, "")
    built = run()
    assert not built.is_published
    assert not (tmp_path / "output" / "latest").exists()
    assert any("engine_takes_most_articles" in s for c in built.checks for s in c.sentences)


def break_on(monkeypatch: pytest.MonkeyPatch, beginning: str) -> None:
    """Make the engine raise for documents whose identifier begins so."""
    import spacecoop.batch

    sound = spacecoop.batch.extract_unbound

    def extract_unbound(document: spacecoop.Document) -> spacecoop.Found:
        if document.document_id.startswith(beginning):
            raise RuntimeError("no such luck")
        return sound(document)

    monkeypatch.setattr(spacecoop.batch, "extract_unbound", extract_unbound)


def test_a_blocking_check_that_fails_keeps_the_last_release_and_names_the_row(
    run: Run, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run().is_published
    before = digests(tmp_path / "output" / "latest")
    (sources / "wire" / "another.txt").write_text(ARTICLE.replace("third", "fourth"), encoding="utf-8")
    sound = spacecoop.merge.merged
    spoilt: list[str] = []

    def tampered(*given: object) -> Iterator[tuple[str, pa.Table]]:
        for name, table in sound(*given):  # type: ignore[arg-type]
            rows = table.to_pylist()
            if name == "actor_mentions":
                rows[0]["end_char"] += 1
                spoilt.append(rows[0]["mention_id"])
            yield name, pa.Table.from_pylist(rows, table.schema)

    monkeypatch.setattr(spacecoop.merge, "merged", tampered)
    code = main(["run", "--sources", str(sources), "--output", str(tmp_path / "output"), "--workers", "1"])
    said = " ".join(capsys.readouterr().out.split())
    assert code == 1
    assert "words_stand_at_offsets" in said
    assert f"mention_id={spoilt[0]}" in said
    assert "The last release stays as it was." in said
    assert digests(tmp_path / "output" / "latest") == before


def test_a_run_tells_its_rows_checks_and_next_steps(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (sources / "wire" / "empty.txt").write_bytes(b"")
    code = main(["run", "--sources", str(sources), "--output", str(tmp_path / "output"), "--workers", "1"])
    out, err = capsys.readouterr()
    said = " ".join(out.split())
    assert "DEBUG" not in err
    index = json.loads((tmp_path / "output" / "latest" / "index.json").read_text(encoding="utf-8"))
    assert code == 0
    assert index["version"] in said
    assert "wire/empty.txt: The file is empty." in said
    assert f"{2 * len(TABLES)} of {2 * len(TABLES)} checks passed" in said
    assert "csv/conferences_flat.csv" in said


def test_a_missing_folder_of_sources_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--sources", str(tmp_path / "none"), "--output", str(tmp_path / "output")]) == 2
    assert str(tmp_path / "none") in capsys.readouterr().err


def test_an_empty_folder_of_sources_publishes_empty_tables(run: Run, sources: Path, tmp_path: Path) -> None:
    for path in sources.rglob("*.*"):
        path.unlink()
    built = run()
    assert built.is_published
    assert built.rows == dict.fromkeys(TABLES, 0)


def test_every_step_is_shown_in_its_stage() -> None:
    assert list(stages()) == ["sources", "documents", "mentions", "facts", "checks", "release"]
    assert set(STAGE_OF_STEP) == {node.name for node in defs.resolve_job_def("everything").nodes}


def test_the_environment_names_the_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SPACECOOP_SOURCES", str(tmp_path / "in"))
    monkeypatch.setenv("SPACECOOP_OUTPUT", str(tmp_path / "out"))
    assert (settings().sources, settings().output) == (tmp_path / "in", tmp_path / "out")
    assert settings(sources=str(tmp_path)).sources == tmp_path
    monkeypatch.delenv("SPACECOOP_SOURCES")
    monkeypatch.chdir(tmp_path)
    assert settings().sources == Path(__file__).resolve().parents[2] / "sources"


def test_an_output_that_cannot_be_written_is_named_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert main(["run", "--output", str(tmp_path / "file" / "output")]) == 1
    assert "cannot be written: Not a directory" in capsys.readouterr().err
