"""A run costs what is new: what earlier runs read and found is used again, under another name as well, and only then."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

import spacecoop.batch
import spacecoop.document.read
from assets import cache, made_by
from assets.documents import one_a_source
from assets.heaps import Heaps
from assets.mentions import KEPT, TEXTS, extract_all
from assets.readings import READINGS, read_all
from assets.settings import Settings
from assets.sources import manifest
from assets.stored import Stored
from spacecoop import Document, extract_batch
from spacecoop.batch import DOCUMENTS, UNBOUND, documents_table
from spacecoop.document.read import read_source
from spacecoop.tables import Problem
from tests.pipeline.conftest import ARTICLE


class Store:
    """The first two stages over a folder of sources, and which sources and texts were opened for them."""

    def __init__(self, sources: Path, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.settings = Settings(sources, work, 1)
        self.told: list[str] = []
        self.read: list[str] = []
        self.extracted: list[str] = []
        self.tables: dict[str, Stored] | None = None
        sound_read, sound_extract = spacecoop.document.read.read_source, spacecoop.batch.extract_unbound

        def read(path: Path, **given: Path) -> object:
            self.read.append(path.relative_to(sources).as_posix())
            return sound_read(path, **given)

        def extract(document: Document) -> object:
            self.extracted.append(document.document_id)
            return sound_extract(document)

        monkeypatch.setattr(spacecoop.document.read, "read_source", read)
        monkeypatch.setattr(spacecoop.batch, "extract_unbound", extract)

    def keep_tables(self) -> None:
        """From now on the tables of each run are kept, as the store between the stages keeps them."""
        self.tables = {name: Stored(self.settings.work / f"{name}.arrow") for name in KEPT}

    def run(self, *, anew: bool = False) -> dict[str, object]:
        """Rows of every table, sorted; they are those of reading and extracting everything."""
        self.read.clear()
        self.extracted.clear()
        work, root = self.settings.work, self.settings.sources
        readings = cache.Cache.open(work, "readings", READINGS, self.told.append, anew=anew)
        articles = Stored(work / "articles.arrow")
        read = read_all(manifest(root)[0], root, 1, readings, articles if self.tables and not anew else None)
        articles.write(read.articles)
        findings = cache.Cache.open(work, "findings", UNBOUND, self.told.append, anew=anew)
        found = extract_all(articles, 1, findings, Heaps.empty(work / "found"), self.tables)
        tables = {}
        for name, rows in found.tables.items():
            stored = (self.tables or {}).get(name, Stored(work / "last" / f"{name}.arrow"))
            stored.write(rows)
            tables[name] = stored.read().to_pylist()
        problems = one_a_source(Problem(**row) for row in read.problems.to_pylist())
        opened = list(self.read), list(self.extracted)
        rows = articles.read(DOCUMENTS.names).to_pylist()
        self.assert_as_if_first(rows, problems, tables)
        self.read, self.extracted = opened
        return {row["document_id"]: row for row in rows}

    def assert_as_if_first(self, articles: list, problems: list, tables: dict[str, list]) -> None:
        root = self.settings.sources
        plain = [read_source(root / n, root=root) for n in manifest(root)[0].column("source").to_pylist()]
        expected = documents_table(d for one in plain for d in one.documents)
        assert articles == expected.to_pylist()
        assert problems == one_a_source(p for one in plain for p in one.problems)
        for name, rows in extract_batch(expected).items():
            found = [{column: row[column] for column in rows.column_names} for row in tables[name]]
            assert in_order(found) == in_order(rows.to_pylist()), name


def in_order(rows: list[dict[str, object]]) -> list[str]:
    return sorted(json.dumps(row, default=str) for row in rows)


@pytest.fixture
def store(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    return Store(sources, tmp_path / "output", monkeypatch)


def test_nothing_changed_opens_nothing(store: Store) -> None:
    store.run()
    assert len(store.read) == len(store.extracted) == 2
    store.run()
    assert (store.read, store.extracted) == ([], [])


def test_one_added_edited_removed_and_added_again_costs_that_one(store: Store, sources: Path) -> None:
    store.run()
    new = sources / "wire" / "new.txt"
    new.write_text(ARTICLE.replace("third", "ninth"), encoding="utf-8")
    store.run()
    assert (store.read, store.extracted) == (["wire/new.txt"], ["wire/new.txt"])
    new.write_text(ARTICLE.replace("third", "tenth"), encoding="utf-8")
    store.run()
    assert (store.read, store.extracted) == (["wire/new.txt"], ["wire/new.txt"])
    new.unlink()
    assert "wire/new.txt" not in store.run()
    assert store.read == []
    new.write_text(ARTICLE.replace("third", "tenth"), encoding="utf-8")
    assert "wire/new.txt" in store.run()
    assert (store.read, store.extracted) == ([], [])


def test_a_file_that_moved_or_was_copied_is_not_read_again(store: Store, sources: Path) -> None:
    store.run()
    (sources / "wire" / "workshop.txt").rename(sources / "notes" / "moved.txt")
    (sources / "notes" / "copy.txt").write_bytes((sources / "notes" / "moved.txt").read_bytes())
    assert store.run().keys() == {"notes/copy.txt", "notes/malindi.md", "notes/moved.txt"}
    assert (store.read, store.extracted) == ([], [])


def test_rows_of_articles_that_are_as_they_were_stay_and_no_others(store: Store, sources: Path) -> None:
    store.keep_tables()
    store.run()
    new, moved = sources / "wire" / "new.txt", sources / "notes" / "moved.txt"
    for change in (
        lambda: new.write_text(ARTICLE.replace("third", "ninth"), encoding="utf-8"),
        lambda: new.write_text(ARTICLE.replace("third", "tenth"), encoding="utf-8"),
        lambda: (sources / "wire" / "workshop.txt").rename(moved),
        lambda: None,
        new.unlink,
        lambda: moved.write_text(ARTICLE.replace("120", "240"), encoding="utf-8"),
    ):
        change()
        store.run()
        store.extracted.clear()
        store.run()
        assert store.extracted == []


def test_standing_tables_spare_the_cache(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep_tables()
    store.run()
    shutil.rmtree(store.settings.work / "cache" / made_by.extraction() / "findings")
    store.run()
    assert store.extracted == []


def test_standing_articles_spare_the_cache_of_readings(store: Store, sources: Path) -> None:
    (sources / "wire" / "broken.jsonl").write_text(json.dumps({"text": ARTICLE + "More."}) + "\n{", encoding="utf-8")
    store.keep_tables()
    store.run()
    shutil.rmtree(store.settings.work / "cache" / made_by.extraction() / "readings")
    store.run()
    # A source with a fault is looked up again, for what is wrong with it.
    assert store.read == ["wire/broken.jsonl"]


@pytest.mark.parametrize("name", ["dates", "actors", TEXTS])
def test_tables_that_are_not_all_of_one_run_are_made_again(store: Store, sources: Path, name: str) -> None:
    store.keep_tables()
    store.run()
    path = store.settings.work / f"{name}.arrow"
    older = path.read_bytes()
    (sources / "wire" / "workshop.txt").write_text(ARTICLE.replace("120", "240"), encoding="utf-8")
    store.run()
    path.write_bytes(older)
    store.run()
    path.write_bytes(older[:100])
    store.run()
    path.unlink()
    store.run()


def test_two_new_files_of_the_same_bytes_are_kept_once(store: Store, sources: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (sources / "wire" / name).write_text(ARTICLE, encoding="utf-8")
    store.run()
    assert len(store.extracted) == 2
    assert len(store.run()) == 4
    assert (store.read, store.extracted) == ([], [])


def test_the_same_bytes_under_another_ending_are_read_again(store: Store, sources: Path) -> None:
    store.run()
    (sources / "wire" / "workshop.txt").rename(sources / "wire" / "workshop.html")
    store.run()
    assert store.read == ["wire/workshop.html"]


def test_a_changed_sidecar_is_seen_and_one_that_says_nothing_of_the_text_costs_no_extraction(
    store: Store, sources: Path
) -> None:
    store.run()
    sidecar = sources / "wire" / "workshop.toml"
    sidecar.write_text('outlet = "Wire"\n', encoding="utf-8")
    assert store.run()["wire/workshop.txt"]["outlet"] == "Wire"  # type: ignore[index]
    assert (store.read, store.extracted) == (["wire/workshop.txt"], [])
    sidecar.write_text('published = "2020-01-01"\n', encoding="utf-8")
    store.run()
    assert store.extracted == ["wire/workshop.txt"]
    sidecar.write_text('publised = "2020-01-01"\n', encoding="utf-8")
    assert "wire/workshop.txt" not in store.run()


def test_a_file_of_many_articles_costs_its_new_ones(store: Store, sources: Path) -> None:
    lines = [json.dumps({"text": ARTICLE.replace("third", word)}) for word in ("first", "second")]
    wire = sources / "wire" / "wire.jsonl"
    wire.write_text("\n".join([*lines, "{"]), encoding="utf-8")
    store.run()
    store.run()
    assert (store.read, store.extracted) == ([], [])
    wire.write_text("\n".join([*lines, json.dumps({"text": ARTICLE.replace("third", "fifth")})]), encoding="utf-8")
    store.run()
    assert (store.read, store.extracted) == (["wire/wire.jsonl"], ["wire/wire.jsonl#3"])


def test_a_source_with_nothing_but_a_fault_is_looked_at_each_time(store: Store, sources: Path) -> None:
    (sources / "wire" / "empty.txt").write_bytes(b"")
    for _ in range(2):
        store.run()
        assert "wire/empty.txt" in store.read


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    store: Store, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sources / "wire" / "workshop.txt"
    sound = spacecoop.document.read.read_source

    def meddled(given: Path, **root: Path) -> object:
        if given == path:
            path.write_text(ARTICLE + "More.", encoding="utf-8")
        return sound(given, **root)

    with monkeypatch.context() as patch:
        patch.setattr(spacecoop.document.read, "read_source", meddled)
        store.run()
    path.write_text(ARTICLE, encoding="utf-8")
    store.run()
    assert store.read == ["wire/workshop.txt"]


def test_another_engine_starts_afresh_and_removes_what_the_last_one_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.run()
    monkeypatch.setattr(made_by, "extraction", lambda: "another")
    store.run()
    assert len(store.read) == len(store.extracted) == 2
    assert [p.name for p in (store.settings.work / "cache").iterdir()] == ["another"]


def test_anew_uses_nothing(store: Store) -> None:
    store.run()
    store.run(anew=True)
    assert len(store.read) == len(store.extracted) == 2
    store.run()
    assert store.read == []


@pytest.mark.parametrize("name", ["readings", "findings"])
@pytest.mark.parametrize("damage", ["parquet", "log"])
def test_a_damaged_cache_is_told_and_made_again(store: Store, name: str, damage: str) -> None:
    store.run()
    folder = store.settings.work / "cache" / made_by.extraction() / name
    pattern = "*.parquet" if damage == "parquet" else "_delta_log/*.json"
    for file in folder.glob(pattern):
        file.write_bytes(file.read_bytes()[:-40] + b"\0" * 40)
    store.run()
    assert any("made again" in said for said in store.told)
    assert not any("<unknown>" in said or "start_thread" in said for said in store.told)
    store.told.clear()
    store.run()
    assert (store.told, store.read, store.extracted) == ([], [], [])


def test_a_cache_that_breaks_off_half_read_gives_no_row_twice(store: Store, sources: Path) -> None:
    store.run()
    (sources / "wire" / "new.txt").write_text(ARTICLE.replace("third", "ninth"), encoding="utf-8")
    store.run()
    folder = store.settings.work / "cache" / made_by.extraction() / "findings"
    last = Path(DeltaTable(folder).file_uris()[-1])
    with last.open("r+b") as file:
        file.truncate(40)
    store.run()  # which holds every row against what reading everything anew gives
    assert any("made again" in said for said in store.told)
    assert len(store.extracted) == 3


def test_no_name_of_a_document_is_kept(store: Store) -> None:
    store.run()
    folder = store.settings.work / "cache" / made_by.extraction()
    for file in folder.rglob("*.parquet"):
        rows = pq.read_table(file, partitioning=None)
        assert "document_id" not in str(rows.schema)
        assert "workshop.txt" not in str(rows.to_pylist())


def test_many_commits_become_few_files(store: Store, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_FILES", 2)
    for i in range(4):
        (sources / "wire" / f"{i}.txt").write_text(ARTICLE.replace("third", f"{i + 5}th"), encoding="utf-8")
        store.run()
    folder = store.settings.work / "cache" / made_by.extraction() / "findings"
    assert len(DeltaTable(folder).file_uris()) <= 2
    assert len(list(folder.glob("*.parquet"))) <= 2
    store.run()
    assert (store.read, store.extracted) == ([], [])
