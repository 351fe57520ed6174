"""Meetings that several articles report: which are one, whose value stands, and that order and copies do not matter."""

from __future__ import annotations

import random
from datetime import date
from itertools import permutations

import pyarrow as pa
import pytest

from spacecoop import Document, extract_batch
from spacecoop.batch import documents_table
from spacecoop.merge import merge

HASH = "0" * 64


def article(name: str, text: str, published: date | None = None, outlet: str | None = None) -> Document:
    return Document(document_id=f"a/{name}.txt", text=text, published=published, outlet=outlet, sha256=HASH)


def merged(*articles: Document) -> dict[str, pa.Table]:
    read = documents_table(articles)
    return merge(extract_batch(read), read)


def rows(*articles: Document) -> list[dict]:
    return merged(*articles)["conferences"].to_pylist()


FULL = article("full", "The 14th Lunar Ice Symposium was held in Graz from 3 to 5 May 2016.", date(2016, 5, 9))
NO_YEAR = article("no-year", "The Lunar Ice Symposium was held in Graz from May 3 to 5. It drew 120 engineers.")
NEXT = article("next", "The 15th Lunar Ice Symposium was held in Oslo from 7 to 9 May 2018.", date(2018, 5, 10))
TALKS = article(
    "talks",
    "A workshop on lunar dust was held in Kigali on 8 June 2016. It was attended by 40 experts.",
    date(2016, 6, 9),
)


def test_name_place_and_days_make_one_row_and_settle_a_missing_year() -> None:
    (row,) = rows(FULL, NO_YEAR)
    assert (row["documents"], row["edition"], row["attendees_low"]) == (2, 14, 120)
    assert (row["date_edtf"], row["start_date"]) == ("2016-05-03/2016-05-05", date(2016, 5, 3))
    assert row["date_from"] == "merged"


def test_a_name_alone_never_joins_two_years() -> None:
    assert [r["edition"] for r in rows(FULL, NEXT)] == [14, 15]


def test_a_series_and_its_edition_are_the_identifier_even_if_only_the_year_is_said() -> None:
    articles = (
        article("one", "The 65th International Astronautical Congress was held in Toronto.", date(2014, 10, 7)),
        article("two", "IAC 2014 in Toronto was attended by 3,000 delegates.", date(2014, 10, 8)),
    )
    assert [(r["conference_id"], r["documents"]) for r in rows(*articles)] == [("conference/iac-65", 2)]


@pytest.mark.parametrize(
    "other",
    [
        "A workshop on space law was held in Kigali on 8 June 2015.",
        "A workshop on lunar dust was held in Nairobi on 8 June 2016.",
        "A seminar on whales was held in Kigali on 8 June 2016.",
    ],
)
def test_described_meetings_are_one_only_with_town_days_and_words_in_common(other: str) -> None:
    assert len(rows(TALKS, article("other", other))) == 2


NEXT_JANUARY = article("ahead", "The academy plans a summit of space agency chiefs next January in Lisbon.")
CHIEFS = article(
    "chiefs",
    "LISBON, 12 January 2014 - A conference of high-level envoys opened in Lisbon on Thursday. The conference went on on "
    "Friday with space agency chiefs from 30 countries.",
    date(2014, 1, 12),
)


def test_a_year_that_one_article_leaves_open_is_settled_by_another_that_tells_of_the_same_people() -> None:
    (row,) = [r for r in rows(NEXT_JANUARY, CHIEFS) if r["city"] == "Lisbon"]
    assert (row["documents"], row["date_from"], row["start_date"]) == (2, "merged", date(2014, 1, 9))
    assert "summit of space agency chiefs" not in row["name"]


@pytest.mark.parametrize(
    "other",
    [
        "A conference of biologists opened in Lisbon on 9 January 2014. It went on with school teachers from 30 countries.",
        "A conference of envoys opened in Madrid on 9 January 2014. It went on with space agency chiefs from 30 countries.",
        "A conference of envoys opened in Lisbon on 9 March 2014. It went on with space agency chiefs from 30 countries.",
    ],
)
def test_other_people_another_town_or_another_month_settle_no_year(other: str) -> None:
    (row,) = [r for r in rows(NEXT_JANUARY, article("other", other)) if "chiefs" in r["name"]]
    assert (row["documents"], row["date_edtf"], row["date_from"]) == (1, "XXXX-01", "none")


def test_a_year_is_left_open_where_two_would_do() -> None:
    later = article(
        "later", "A summit of space agency chiefs was held in Lisbon on 14 January 2016.", date(2016, 1, 15)
    )
    found = rows(NEXT_JANUARY, CHIEFS, later)
    days = sorted(r["date_edtf"][:10] for r in found if r["city"] == "Lisbon")
    assert days == ["2014-01-09", "2016-01-14", "XXXX-01"]
    named = article("named", "The Lunar Ice Symposium was held in Graz from 4 to 6 May 2020.", date(2020, 5, 9))
    assert sorted(r["date_edtf"] for r in rows(FULL, NO_YEAR, named)) == [
        "2016-05-03/2016-05-05", "2020-05-04/2020-05-06", "XXXX-05-03/XXXX-05-05",
    ]  # fmt: skip


def test_described_meetings_with_town_days_and_words_in_common_are_one() -> None:
    same = article(
        "same", "Experts met at a workshop on dust from the Moon and other lunar matters in Kigali on June 8."
    )
    found = [r for r in rows(TALKS, same) if r["city"] == "Kigali"]
    assert [(r["documents"], r["start_date"]) for r in found] == [(2, date(2016, 6, 8))]


def test_a_final_figure_stands_before_an_expected_one() -> None:
    before = article(
        "before", "The Lunar Ice Symposium will be held in Graz from 3 to 5 May 2016. It is expected to draw 200 engineers.",
        date(2016, 4, 1),
    )  # fmt: skip
    after = article(
        "after", "The Lunar Ice Symposium in Graz from 3 to 5 May 2016 was attended by 131 engineers.", date(2016, 5, 9)
    )
    (row,) = rows(before, after)
    assert (row["attendees_low"], row["attendees_high"], row["status"]) == (131, 131, "held")


def test_of_compatible_figures_the_narrower_stands_and_of_others_the_later() -> None:
    over = article(
        "1", "The Lunar Ice Symposium in Graz from 3 to 5 May 2016 drew over 100 engineers.", date(2016, 5, 9)
    )
    exact = article("2", "The Lunar Ice Symposium in Graz from 3 to 5 May 2016 drew 131 engineers.", date(2016, 5, 8))
    later = article("3", "The Lunar Ice Symposium in Graz from 3 to 5 May 2016 drew 90 engineers.", date(2016, 5, 20))
    (row,) = rows(over, exact)
    assert (row["attendees_low"], row["agreement"]) == (131, "agree")
    (row,) = rows(over, exact, later)
    assert (row["attendees_low"], row["agreement"]) == (90, "conflict")


def test_the_organiser_is_believed_before_a_visitor() -> None:
    said = "The Lunar Ice Symposium in Graz from 3 to 5 May 2016, organised by NASA, drew {} engineers."
    visitor = article("1", said.format(90), date(2016, 5, 9), "Daily Crater")
    organiser = article("2", said.format(131), date(2016, 5, 8), "NASA")
    (row,) = rows(visitor, organiser)
    assert row["attendees_low"] == 131


def test_a_copy_counts_once_and_outvotes_nobody() -> None:
    text = "The Lunar Ice Symposium in Graz from 3 to 5 May 2016 drew 90 engineers."
    copies = [article(f"copy-{n}", text, date(2016, 5, 9)) for n in range(3)]
    (row,) = rows(*copies)
    assert (row["documents"], row["agreement"]) == (1, "single")


def test_whatever_names_a_conference_follows_it() -> None:
    tables = merged(FULL, NO_YEAR, NEXT, TALKS)
    known = set(tables["conferences"].column("conference_id").to_pylist())
    for name in ("conference_claims", "conference_actors", "quantities"):
        assert set(tables[name].column("conference_id").to_pylist()) - {None} <= known
    assert set(tables["conference_claims"].column("conference_id").to_pylist()) == known
    assert any(tables["quantities"].column("conference_id").to_pylist())


def test_each_shown_value_has_one_chosen_claim() -> None:
    tables = merged(FULL, NO_YEAR)
    chosen = [c for c in tables["conference_claims"].to_pylist() if c["chosen"]]
    by_attribute = {c["attribute"]: c for c in chosen if c["attribute"] != "organiser"}
    assert len(by_attribute) == len([c for c in chosen if c["attribute"] != "organiser"])
    assert {"name", "edition", "start", "end", "city", "country", "attendees", "status"} <= set(by_attribute)


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [FULL, NO_YEAR, NEXT, TALKS]
    first = merged(*articles)
    for order in permutations(articles):
        assert merged(*order)["conferences"] == first["conferences"]
    random.Random(3).shuffle(articles)
    assert merged(*articles) == first


def test_an_article_more_moves_no_other_identifier() -> None:
    before = {r["name"]: r["conference_id"] for r in rows(FULL, TALKS)}
    after = {r["conference_id"] for r in rows(FULL, TALKS, NEXT)}
    assert set(before.values()) <= after
