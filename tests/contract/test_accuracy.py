"""Measuring counts what it should: on gold of our own, where what is found, missed and invented is known beforehand."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from benchmarks import accuracy, gold, judging, judging_articles
from benchmarks.gold import Sample
from benchmarks.judging import What, equivalent, paired
from spacecoop import Document, extract
from spacecoop.publish.accuracy import Accuracy

TEXT = (
    'Delegates from 30 countries met in Oslo on 3 May 2013. "We have waited long for this day," said Ann Lee of NASA. '
    "The agency paid $2.5 million for a 12-metre mast."
)


def at(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


DATES = [at("3 May 2013") | {"type": "DATE", "value": "2013-05-03"}, at("this day") | {"type": "DATE", "value": "X"}]
QUANTITIES = [
    {"value": 30, "low": None, "high": None, "unit": None, "kind": "number", "comparator": "="},
    {"value": 2.5e6, "low": None, "high": None, "unit": "dollar", "kind": "money", "comparator": "~"},
    {"value": 12, "low": None, "high": None, "unit": "metre", "kind": "measure", "comparator": "="},
    {"value": 99, "low": None, "high": None, "unit": "euro", "kind": "money", "comparator": ">"},
]
NAMES = [at("Oslo") | {"type": "LOC"}, at("Ann Lee") | {"type": "PER"}, at("NASA") | {"type": "LOC"}]
QUOTE = {
    "content": [list(at('"We have waited long for this day,"').values())],
    "speaker": [list(at("Ann Lee").values())],
}


def judged(judge: judging.Judge, **said: object) -> dict[tuple[str, str | None], tuple[int, int, int]]:
    document = Document("a", TEXT, published=date(2013, 5, 4))
    found = judge(Sample("a", TEXT, document.published, dict(said)), extract(document))
    return {(w.table, w.column): (t.gold, t.found, t.right) for w, t in found.items()}


def test_dates_count_spans_values_and_types() -> None:
    found = judged(judging.dates, timex=[DATES[0], at("30 countries") | {"type": "DATE", "value": "X"}])
    total = found["dates", None][1]
    assert found["dates", None] == found["dates", "value"] == found["dates", "kind"] == (2, total, 1)
    wrong = judged(judging.dates, timex=[DATES[0] | {"value": "2013-05-04", "type": "TIME"}])
    assert (wrong["dates", None][2], wrong["dates", "value"][2], wrong["dates", "kind"][2]) == (1, 0, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [("P24M", "P2Y"), ("P14D", "P2W"), ("PT48H", "P2D"), ("2013-05-03T10:00:00", "2013-05-03T10:00"), ("P5M", "P5M")],
)
def test_a_timex_value_may_be_written_in_several_ways(one: str, other: str) -> None:
    assert equivalent(one) == equivalent(other)
    assert equivalent("P2Y") != equivalent("P2M")


def test_quantities_count_values_then_comparator_currency_and_unit() -> None:
    found = judged(judging.quantities, quantities=QUANTITIES)
    assert found["quantities", None] == (4, 3, 3)
    assert found["quantities", "comparator"] == (4, 3, 2)
    assert found["quantities", "currency"] == (2, 1, 1)
    assert found["quantities", "unit"] == (1, 1, 1)


def test_names_count_exact_spans_and_their_class() -> None:
    found = judged(judging.actors, entities=NAMES)
    assert found["actor_mentions", None] == (3, 3, 3)
    assert found["actor_mentions", "kind"] == (3, 3, 2)
    assert judged(judging.actors, entities=[])["actor_mentions", None] == (0, 3, 0)


def test_quotations_count_by_their_characters_and_speakers_by_overlap() -> None:
    found = judged(judging.statements, quotes=[QUOTE])
    assert found["statements", None] == found["statements", "speaker"] == (1, 1, 1)
    wrong = judged(judging.statements, quotes=[QUOTE | {"speaker": [list(at("NASA").values())]}])
    assert wrong["statements", "speaker"] == (1, 1, 0)
    assert judged(judging.statements, quotes=[])["statements", None] == (0, 1, 0)


ARTICLE = (
    "OSLO, 4 May 2013 - The Oslo Workshop on Orbital Gardens, organised by the European Space Agency, was held in Oslo on "
    "3 May 2013. About 120 people attended.\n"
)
DAY, PEOPLE = ARTICLE.index("3 May 2013"), ARTICLE.index("About 120 people")
EVENT = {
    "name": "Oslo Workshop on Orbital Gardens", "edition": None, "start": "2013-05-03", "end": None, "city": "Oslo",
    "country": "NO", "organisers": ["European Space Agency"], "countries": None,
    "attendees": {"low": 120, "high": 120, "comparator": "about"},
}  # fmt: skip
ANNOTATED = {
    "published": "2013-05-04", "body_spans": [[0, len(ARTICLE)]], "events": [EVENT], "ties": [], "quotes": [],
    "actors": [{"name": "European Space Agency", "type": "agency", "mentions": ["ESA"]}],
    "dates": [{"text": "3 May 2013", "start_char": DAY, "end_char": DAY + 10, "value": "2013-05-03"}],
    "quantities": [
        {"start_char": PEOPLE, "end_char": PEOPLE + 16, "kind": "attendees", "value": 120, "low": 120, "high": 120, "unit": "people"}
    ],
}  # fmt: skip


def of_article(**other: object) -> dict[tuple[str, str | None], tuple[int, int, int]]:
    found = judging_articles.articles(Sample("a", ARTICLE, None, ANNOTATED | other), extract(Document("a", ARTICLE)))
    return {(w.table, w.column): (t.gold, t.found, t.right) for w, t in found.items()}


def test_an_article_counts_its_conference_cell_by_cell() -> None:
    found = of_article()
    assert found["documents", "published"] == (1, 1, 1)
    assert found["conferences", None][::2] == (1, 1)
    for cell in ("start_date", "city", "country", "attendees_low"):
        assert found["conferences", cell] == (1, 1, 1), cell
    assert found["conferences", "edition"] == found["conferences", "countries_low"] == (0, 0, 0)
    assert found["quantities", "role"] == (1, 1, 1)
    assert found["dates", None][2] == found["dates", "edtf"][2] == 1
    assert found["conference_actors", None] == found["actors", None] == (1, 1, 1)


def test_a_wrong_cell_of_an_article_is_not_counted_right() -> None:
    other = EVENT | {"start": "2013-05-02", "country": "SE", "attendees": {"low": 100, "high": None}}
    found = of_article(events=[other], published=None)
    assert found["documents", "published"] == (0, 1, 0)
    assert [found["conferences", c][2] for c in ("start_date", "country", "attendees_low", "city")] == [0, 0, 0, 1]
    missed = of_article(events=[EVENT | {"name": "Paris Congress", "city": "Paris", "edition": 3}])
    assert missed["conferences", None][2] == 0
    assert missed["conferences", "city"] == (1, 0, 0)


def test_spans_pair_once_the_equal_ones_first() -> None:
    assert paired([(0, 4), (5, 9)], [(3, 9), (5, 9)]) == [(1, 1), (0, 0)]
    assert paired([(0, 4)], [(4, 8)]) == []


def folder(path: Path, count: int = 3) -> Path:
    for name, rows in {
        "dates/timebank.jsonl": {"dct": "2013-05-04", "timex": DATES[:1]},
        "actors/polnear.dev.jsonl": {"quotes": [QUOTE]},
        "actors/worldwide.jsonl": {"entities": NAMES},
        "quantities/newsquant.jsonl": {"quantities": QUANTITIES},
    }.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        lines = [json.dumps({"id": str(i), "text": TEXT} | rows) for i in range(count)]
        (path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        os.utime(path / name, (1_600_000_000, 1_600_000_000))
    real = path / "articles" / "sources" / "real"
    real.mkdir(parents=True)
    (real / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (path / "articles" / "gold.jsonl").write_text(json.dumps({"id": "a"} | ANNOTATED) + "\n", encoding="utf-8")
    (path / "articles" / "index.jsonl").write_text('{"id": "a", "published": "2013-05-04"}\n', encoding="utf-8")
    for file in (path / "articles").rglob("*.*"):
        os.utime(file, (1_600_000_000, 1_600_000_000))
    return path


def test_a_gold_folder_gives_figures_for_every_table_that_it_speaks_of(tmp_path: Path) -> None:
    made = accuracy.measure(folder(tmp_path / "gold"))
    assert {f.table for f in made.figures} == {
        "dates", "quantities", "actor_mentions", "statements", "documents", "conferences", "conference_actors", "actors",
    }  # fmt: skip
    assert made.gold_date == "2020-09-13"
    names = made.of("actor_mentions", "kind")[0]
    assert (names.documents, names.gold, names.found, names.right) == (3, 9, 9, 6)
    assert names.precision == names.recall == names.f1 == names.f1_low == names.f1_high == 0.6667
    assert Accuracy.decode(made.encode()) == made
    assert accuracy.measure(tmp_path / "gold") == made


def test_the_interval_holds_the_score_and_narrows_with_more_documents() -> None:
    few = np.array([[10, 10, 9], [10, 10, 5], [10, 10, 7], [10, 10, 8]])
    low, high = accuracy.interval(few)
    assert low < few[:, 2].sum() / 40 < high
    closer = accuracy.interval(np.tile(few, (25, 1)))
    assert closer[1] - closer[0] < (high - low) / 3
    assert accuracy.interval(few) == (low, high)
    assert accuracy.interval(np.array([[0, 0, 0], [0, 0, 0]])) == (0.0, 0.0)


def test_what_was_measured_is_remembered_for_the_same_gold_and_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    golden, kept = folder(tmp_path / "gold"), tmp_path / "kept" / "accuracy.json"
    first = accuracy.measured(golden, kept)
    monkeypatch.setattr(accuracy, "measure", lambda _: Accuracy("new"))
    assert accuracy.measured(golden, kept) == first
    (golden / "dates" / "timebank.jsonl").write_text('{"id": "1", "text": "", "timex": []}\n', encoding="utf-8")
    assert accuracy.measured(golden, kept) == Accuracy("new")
    kept.write_text('{"figures": []}', encoding="utf-8")
    assert accuracy.measured(golden, kept) == Accuracy("new")


def test_a_folder_without_gold_is_an_error_that_says_what_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="holds no gold: expected dates"):
        accuracy.measure(tmp_path)


def test_sets_other_than_news_count_only_where_there_is_no_news(tmp_path: Path) -> None:
    golden = folder(tmp_path / "gold")
    (golden / "dates" / "phrases.jsonl").write_text('{"id": "1", "text": "x", "timex": []}\n', encoding="utf-8")
    assert [p.stem for p in gold.sets(golden, "dates")] == ["timebank"]
    (golden / "dates" / "timebank.jsonl").unlink()
    assert [p.stem for p in gold.sets(golden, "dates")] == ["phrases"]


def test_a_figure_names_a_declared_table_and_column() -> None:
    from spacecoop.tables import TABLES

    whats = [w for m in (judging, judging_articles) for w in vars(m).values() if isinstance(w, What)]
    assert len(whats) > 15
    for what in whats:
        assert what.column is None or TABLES[what.table].column(what.column)
    for column in judging_articles.CELLS:
        assert TABLES["conferences"].column(column)
