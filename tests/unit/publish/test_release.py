"""A release is whole or absent, the same bytes for the same rows, and found again by version or as the latest."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from spacecoop import extract_batch
from spacecoop.batch import documents_table
from spacecoop.cli import app
from spacecoop.document.listing import list_sources
from spacecoop.document.read import read_source
from spacecoop.fingerprint import MODULES, ROOMS, engine_digest
from spacecoop.merge import merge
from spacecoop.publish.contents import PENDING, UNLISTED, contents
from spacecoop.publish.release import write_release
from spacecoop.publish.released import NoReleaseError, Released
from spacecoop.tables import TABLES
from tests.unit.publish.conftest import ARTICLES, files, tables_of, write_articles


def test_a_release_holds_every_table_twice_and_its_descriptions(released: Path) -> None:
    names = {f"tables/{n}.parquet" for n in TABLES} | {f"csv/{n}.csv" for n in TABLES}
    names |= {"csv/conferences_flat.csv", "datapackage.json", "index.json", "DICTIONARY.md"}
    assert names <= set(files(released))


def test_the_version_is_the_newest_publication_date_and_a_hash(released: Path) -> None:
    version = json.loads((released / "index.json").read_text())["version"]
    assert version.startswith("2015-01-12-")
    assert released.resolve().name == version


def test_the_same_rows_give_the_same_bytes_in_another_folder(sources: Path, released: Path, tmp_path: Path) -> None:
    again = write_release(tables_of(sources), tmp_path)
    assert files(again.path) == files(released)


def test_a_release_that_stands_already_is_not_written_again(sources: Path, tmp_path: Path) -> None:
    first = write_release(tables_of(sources), tmp_path)
    second = write_release(tables_of(sources), tmp_path)
    assert (first.is_new, second.is_new) == (True, False)


@pytest.mark.parametrize(
    "harmed",
    ["tables/dates.parquet", "csv/actors.csv", "index.json", "changes.json", "CHANGES.md", "explorer/index.html"],
)
@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-9])])
def test_a_release_of_which_a_part_is_gone_is_put_in_place_anew(
    harmed: str, harm: Callable[[Path], object], sources: Path, tmp_path: Path
) -> None:
    pages = {"explorer/index.html": b"<!doctype html><p>found</p>"}
    tables = tables_of(sources)
    whole = files(write_release(tables, tmp_path, pages=pages).path)
    if harmed == "CHANGES.md":
        harm = Path.unlink
    harm(tmp_path / "latest" / harmed)
    again = write_release(tables, tmp_path, pages=pages)
    assert again.is_new
    assert {n: d for n, d in files(again.path).items() if n not in UNLISTED} == {
        n: d for n, d in whole.items() if n not in UNLISTED
    }
    assert json.loads((again.path / "changes.json").read_bytes())["to"] == again.version
    assert write_release(tables, tmp_path, pages=pages).is_new is False


def test_a_release_whose_removal_was_cut_off_is_never_taken_for_whole(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = tables_of(sources)
    first = write_release(tables, tmp_path, keep=0)
    other = tables | {"ties": tables["ties"].slice(0, 0)}

    def dies(path: Path, **_: object) -> None:
        if path.is_dir() and (path / "index.json").is_file():
            (path / "tables" / "actors.parquet").unlink()
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", dies)
        with pytest.raises(KeyboardInterrupt):
            write_release(other, tmp_path, keep=0)
    assert [p.name for p in (tmp_path / "releases").iterdir()] == [(tmp_path / "latest").resolve().name]
    back = write_release(tables, tmp_path, keep=0)
    assert (back.version, back.is_new) == (first.version, True)
    assert set(Released.at(back.path)) == set(TABLES)
    assert list((tmp_path / ".work").iterdir()) == []


def test_a_folder_in_the_place_of_the_link_is_named_and_left(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest" / "notes.txt").touch()
    with pytest.raises(FileExistsError, match=r"latest is not the link .* Move it away\."):
        write_release(tables_of(sources), tmp_path)
    assert (tmp_path / "latest" / "notes.txt").is_file()
    shutil.rmtree(tmp_path / "latest")
    (tmp_path / "latest").symlink_to("releases/none")
    assert write_release(tables_of(sources), tmp_path).is_new


def test_older_releases_are_kept_to_a_number_and_the_current_one_always(sources: Path, tmp_path: Path) -> None:
    tables = tables_of(sources)
    for day in range(1, 5):
        documents = tables["documents"]
        column = pa.array([date(2020, 1, day)] * documents.num_rows, pa.date32())
        index = documents.schema.get_field_index("published")
        tables["documents"] = documents.set_column(index, documents.schema.field(index), column)
        current = write_release(tables, tmp_path, keep=1)
    assert len(list((tmp_path / "releases").iterdir())) == 2
    assert (current.path / "index.json").is_file()


def test_a_missing_table_is_an_error_that_names_it(sources: Path, tmp_path: Path) -> None:
    tables = tables_of(sources)
    del tables["ties"]
    with pytest.raises(ValueError, match="ties"):
        write_release(tables, tmp_path)


def test_the_flat_file_has_one_row_a_conference_with_organisers_and_a_source(released: Path) -> None:
    text = (released / "csv" / "conferences_flat.csv").read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == pq.read_table(released / "tables" / "conferences.parquet").num_rows == 1
    assert rows[0]["organisers"] == "European Space Agency"
    assert rows[0]["source_document_id"] == "one/prague.txt"


def test_the_command_line_extracts_shows_and_verifies(released: Path, sources: Path) -> None:
    run = CliRunner()
    said = run.invoke(app, ["extract", str(sources / "one" / "prague.txt"), "--format", "jsonl"])
    assert said.exit_code == 0
    assert json.loads(said.stdout)["published"] == "2014-06-23"
    printed = run.invoke(app, ["extract", str(sources / "one" / "prague.txt")], env={"COLUMNS": "200"}).stdout
    assert "Orbital Gardens" in printed
    conference = pq.read_table(released / "tables" / "conferences.parquet").column("conference_id")[0].as_py()
    shown = run.invoke(app, ["show", conference, "--data", str(released)])
    assert shown.exit_code == 0
    assert "attendees" in shown.stdout
    assert run.invoke(app, ["show", "conference/none", "--data", str(released)]).exit_code == 1
    held = run.invoke(app, ["verify", str(released), "--sources", str(sources)])
    assert (held.exit_code, "everything holds" in held.stdout) == (0, True)
    assert run.invoke(app, ["verify", str(sources)]).exit_code == 1
    assert run.invoke(app, ["extract", str(sources / "none.txt")]).exit_code == 1


def test_an_identifier_that_moved_is_shown_where_it_is_now(released: Path, tmp_path: Path) -> None:
    from spacecoop.tables import MovedId
    from spacecoop.tables.arrow import to_arrow

    tables = dict(Released.at(released))
    now = tables["conferences"].column("conference_id")[0].as_py()
    tables["moved_ids"] = to_arrow("moved_ids", [MovedId(old="conference/x", new=now, table="conferences", cause="y")])
    made = write_release(tables, tmp_path)
    shown = CliRunner().invoke(app, ["show", "conference/x", "--data", str(made.path)], env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    assert "Orbital Gardens" in shown.stdout
    assert CliRunner().invoke(app, ["show", now, "--data", str(tmp_path)]).exit_code == 1


SOURCES = Path(__file__).resolve().parents[3] / "sources"


def built_in_processes(folder: Path) -> dict[str, pa.Table]:
    """The tables as two processes make them of the files in falling order, their results as they come."""
    names = list_sources(folder).names[::-1]
    documents = [d for name in names for d in read_source(folder / name, root=folder).documents]
    read = documents_table(documents)
    pieces = [read.slice(i, 5) for i in range(0, read.num_rows, 5)][::-1]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        done = list(pool.map(extract_batch, pieces))
    return merge({name: pa.concat_tables([piece[name] for piece in done]) for name in done[0]}, read)


def test_two_folders_dates_orders_and_numbers_of_processes_give_the_same_bytes(tmp_path: Path) -> None:
    first = write_release(tables_of(SOURCES), tmp_path / "one")
    other = tmp_path / "elsewhere" / "copied sources"
    for number, name in enumerate(sorted((p for p in SOURCES.rglob("*") if p.is_file()), reverse=True)):
        target = other / name.relative_to(SOURCES)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(name, target)
        os.utime(target, (10_000 * number, 10_000 * number))
    write_release(tables_of(write_articles(tmp_path / "less", ARTICLES)), tmp_path / "two")
    second = write_release(built_in_processes(other), tmp_path / "two")
    one, two = files(first.path), files(second.path)
    assert {path for path in one.keys() | two.keys() if one.get(path) != two.get(path)} == set(UNLISTED)


def test_another_page_is_another_version_and_holds_it(sources: Path) -> None:
    tables = tables_of(sources)
    plain = contents(tables)
    paged = contents(tables, pages={"explorer/index.html": f"<p>{PENDING}</p>".encode()})
    other = contents(tables, pages={"explorer/index.html": f"<b>{PENDING}</b>".encode()})
    assert len({plain.version, paged.version, other.version}) == 3
    assert paged.files["explorer/index.html"] == f"<p>{paged.version}</p>".encode()
    assert all(PENDING.encode() not in data for data in paged.files.values())


def test_the_index_tells_engine_licence_and_rights(released: Path, tmp_path: Path) -> None:
    index = json.loads((released / "index.json").read_text(encoding="utf-8"))
    assert index["engine"] == engine_digest()
    assert index["licence"]["name"] == "CC-BY-4.0"
    assert index["rights_of_sources"] == [{"rights": "not stated", "documents": 2}]
    folder = write_articles(tmp_path / "sources", ARTICLES)
    (folder / "one" / "prague.toml").write_text('rights = "CC0 1.0"\n', encoding="utf-8")
    index = json.loads(contents(tables_of(folder)).files["index.json"])
    assert index["rights_of_sources"] == [
        {"rights": "CC0 1.0", "documents": 1},
        {"rights": "not stated", "documents": 1},
    ]


def test_the_digest_of_the_engine_covers_what_makes_rows() -> None:
    engine = {p.name for p in (SOURCES.parent / "spacecoop").iterdir() if p.name not in ("__pycache__", "py.typed")}
    left_out = {"__init__.py", "cli.py", "fetch", "fingerprint.py", "publish"}  # they bring, print and publish rows
    assert engine == {*ROOMS, *MODULES, *left_out}
    assert len(engine_digest()) == 64


def test_the_newest_release_is_never_pruned(sources: Path, tmp_path: Path) -> None:
    tables = tables_of(sources)
    kept = write_release(tables, tmp_path, keep=0)
    (tmp_path / "releases" / "notes").mkdir()
    again = write_release(tables | {"ties": tables["ties"].slice(0, 0)}, tmp_path, keep=0)
    assert sorted(p.name for p in (tmp_path / "releases").iterdir()) == sorted([again.version, "notes"])
    assert kept.version != again.version
    back = write_release(tables, tmp_path, keep=0)
    assert (back.version, (tmp_path / "latest").resolve().name) == (kept.version, kept.version)


def test_a_release_reads_back_as_what_was_written(sources: Path, released: Path, tmp_path: Path) -> None:
    tables = tables_of(sources)
    read = Released.at(released)
    assert list(read) == list(TABLES)
    assert all(read[name].equals(tables[name]) for name in TABLES)
    assert Released.latest(tmp_path) is None
    with pytest.raises(NoReleaseError, match=r"index\.json: missing"):
        Released.at(tmp_path)
    (tmp_path / "index.json").write_text("{", encoding="utf-8")
    with pytest.raises(NoReleaseError, match="cannot be read"):
        Released.at(tmp_path)


def test_a_release_that_somebody_changed_is_not_built_upon(copy: Path, tmp_path: Path) -> None:
    assert Released.whole(tmp_path) is None
    (tmp_path / "latest").symlink_to(copy)
    found = Released.whole(tmp_path)
    assert found is not None
    assert found.version == Released.at(copy).version
    data = (copy / "tables" / "dates.parquet").read_bytes()
    (copy / "tables" / "dates.parquet").write_bytes(data[:-1])
    assert Released.whole(tmp_path) is None
    (copy / "tables" / "dates.parquet").unlink()
    assert Released.whole(tmp_path) is None
    (copy / "index.json").write_text("[]", encoding="utf-8")
    assert Released.whole(tmp_path) is None


def test_a_release_without_parquet_reads_back_from_its_csv(sources: Path, tmp_path: Path) -> None:
    tables = tables_of(sources)
    made = contents(tables, with_parquet=False)
    for path, data in made.files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    read = Released.at(tmp_path)
    assert all(read[name].equals(tables[name]) for name in TABLES)
    assert "tables/" not in made.files["DICTIONARY.md"].decode()
