"""What a person rules stands above every rule, is marked in the tables, and is told when it no longer applies."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pyarrow as pa
import pytest

from spacecoop import Document, extract_batch
from spacecoop.batch import documents_table
from spacecoop.merge import merge
from spacecoop.merge.moved import RULED
from spacecoop.merge.rulings import read_rulings

REASON = "The register says so."
DAY = "2026-03-01"


def article(name: str, text: str, published: date | None = None) -> Document:
    return Document(
        document_id=f"a/{name}.txt", text=text, published=published, sha256=sha256(text.encode()).hexdigest()
    )


def ruled(ruling: str, *articles: Document, previous: dict[str, pa.Table] | None = None) -> dict[str, pa.Table]:
    """The merged tables under a ruling, to which reason and date are added."""
    said = f'{ruling}\nreason = "{REASON}"\ndate = {DAY}\n' if ruling else ""
    rulings = read_rulings(said.encode())
    assert rulings.problems == ()
    read = documents_table(articles)
    return merge(extract_batch(read), read, previous=previous, rulings=rulings)


def only(tables: dict[str, pa.Table], table: str, **said: object) -> dict:
    (row,) = [r for r in tables[table].to_pylist() if all(r[name] == value for name, value in said.items())]
    return row


def problems(tables: dict[str, pa.Table]) -> list[tuple[str, str]]:
    return [(row["source"], row["problem"]) for row in tables["problems"].to_pylist()]


EARLY = article("early", "The Lunar Ice Symposium in Graz from 3 to 5 May 2016 drew 131 engineers.", date(2016, 5, 6))
LATE = article("late", "The Lunar Ice Symposium in Graz from 3 to 5 May 2016 drew 900 engineers.", date(2016, 5, 20))
DUST = article(
    "dust", "A workshop on lunar dust was held in Kigali on 8 June 2016. It was organised by NASA.", date(2016, 6, 9)
)
GRIT = article("grit", "A seminar on the grit of moons was held in Nairobi on 9 June 2016.", date(2016, 6, 10))


def test_a_claim_that_is_wrong_competes_no_more_and_stays_to_be_seen() -> None:
    before = ruled("", EARLY, LATE)
    assert only(before, "conferences")["attendees_low"] == 900
    wrong = only(before, "conference_claims", attribute="attendees", value=None, low=900.0)["claim_id"]
    after = ruled(f'[[wrong]]\nclaim = "{wrong}"', EARLY, LATE)
    row = only(after, "conferences")
    assert (row["attendees_low"], row["agreement"]) == (131, "agree")
    note = f"{DAY} claim is wrong: {REASON}"
    assert row["ruling"] == note
    claim = only(after, "conference_claims", claim_id=wrong)
    assert (claim["chosen"], claim["low"], claim["ruling"]) == (False, 900, note)
    assert [c["ruling"] for c in after["conference_claims"].to_pylist() if c["claim_id"] != wrong] == [None] * (
        before["conference_claims"].num_rows - 1
    )
    assert row["conference_id"] == only(before, "conferences")["conference_id"]


TWICE = article(
    "twice", "The Lunar Ice Symposium opened in Graz on 3 May 2016. The symposium was to draw 200. It drew 131 engineers.",
    date(2016, 5, 9),
)  # fmt: skip


@pytest.mark.parametrize(
    ("attribute", "left"),
    [
        ("attendees", {"attendees_low": None, "attendees_comparator": None}),
        ("start", {"date_edtf": None, "start_date": None, "date_from": "none"}),
        ("city", {"city": None, "start_date": date(2016, 5, 3)}),
        ("status", {"status": "announced", "city": "Graz"}),
        ("name", {"name": "Lunar Ice Symposium"}),
    ],
)
def test_without_its_only_claim_a_value_is_not_known(attribute: str, left: dict[str, object]) -> None:
    one = article(
        "one", "The Lunar Ice Symposium opened in Graz on 3 May 2016 and drew 131 engineers.", date(2016, 5, 9)
    )
    claim = only(ruled("", one), "conference_claims", attribute=attribute)["claim_id"]
    row = only(ruled(f'[[wrong]]\nclaim = "{claim}"', one), "conferences")
    assert {name: row[name] for name in left} == left


def test_of_one_articles_claims_the_next_takes_the_place_of_the_one_struck_out() -> None:
    text = "The Lunar Ice Symposium was held in Graz in May 2016. It was attended by 131 engineers. The symposium, which was attended by 150 people, was the first."
    one = article("one", text, date(2016, 6, 9))
    before = ruled("", one)
    figures = {c["low"]: c for c in before["conference_claims"].to_pylist() if c["attribute"] == "attendees"}
    assert sorted(figures) == [131, 150]
    (shown,) = [low for low, claim in figures.items() if claim["chosen"]]
    (other,) = set(figures) - {shown}
    row = only(ruled(f'[[wrong]]\nclaim = "{figures[shown]["claim_id"]}"', one), "conferences")
    assert row["attendees_low"] == other


def test_an_organiser_struck_out_organises_no_more() -> None:
    claim = only(ruled("", DUST), "conference_claims", attribute="organiser")["claim_id"]
    assert ruled("", DUST)["conference_actors"].num_rows == 1
    assert ruled(f'[[wrong]]\nclaim = "{claim}"', DUST)["conference_actors"].num_rows == 0


def test_two_meetings_ruled_the_same_are_one_row_and_the_move_says_why() -> None:
    apart = ruled("", DUST, GRIT)
    ids = sorted(apart["conferences"].column("conference_id").to_pylist())
    together = ruled(f'[[meetings]]\nsame = ["{ids[1]}", "{ids[0]}"]', DUST, GRIT, previous=apart)
    row = only(together, "conferences")
    assert (row["conference_id"], row["documents"], row["ruling"]) == (ids[0], 2, f"{DAY} same: {REASON}")
    assert [(m["old"], m["new"], m["cause"]) for m in together["moved_ids"].to_pylist()] == [(ids[1], ids[0], RULED)]
    fresh = ruled(f'[[meetings]]\nsame = ["{ids[1]}", "{ids[0]}"]', DUST, GRIT)
    assert fresh["moved_ids"].equals(together["moved_ids"])


def test_two_meetings_ruled_different_are_two_rows_though_every_rule_says_one() -> None:
    one = ruled("", EARLY, LATE)
    (kept,) = one["conferences"].column("conference_id").to_pylist()
    (gone,) = one["moved_ids"].column("old").to_pylist()
    two = ruled(f'[[meetings]]\ndifferent = ["{kept}", "{gone}"]', EARLY, LATE)
    assert sorted(two["conferences"].column("conference_id").to_pylist()) == sorted((kept, gone))
    assert two["conferences"].column("ruling").to_pylist() == [f"{DAY} different: {REASON}"] * 2
    assert two["moved_ids"].num_rows == 0


def test_a_meeting_may_be_named_by_a_claim_and_parted_from_its_series_and_edition() -> None:
    articles = (
        article("one", "The 65th International Astronautical Congress was held in Toronto.", date(2014, 10, 7)),
        article("two", "IAC 2014 in Toronto was attended by 3,000 delegates.", date(2014, 10, 8)),
    )
    claims = ruled("", *articles)["conference_claims"].to_pylist()
    other = next(c["claim_id"] for c in claims if c["document_id"] == "a/two.txt")
    two = ruled(f'[[meetings]]\ndifferent = ["conference/iac-65", "{other}"]', *articles)
    ids = two["conferences"].column("conference_id").to_pylist()
    assert len(set(ids)) == 2
    assert "conference/iac-65" in ids


def test_an_actor_ruled_to_be_another_is_that_one_everywhere() -> None:
    text = "The Vega Institute and the Institute of Vega Studies signed an accord. NASA and the Vega Institute signed a contract."
    one = article("one", text, date(2016, 6, 9))
    ids = [a for a in ruled("", one)["actors"].column("actor_id").to_pylist() if "vega" in a]
    assert len(ids) == 2
    stands = next(a for a in ids if a.endswith("vega-institute"))
    (gone,) = set(ids) - {stands}
    after = ruled(f'[[actors]]\nsame = ["{stands}", "{gone}"]', one)
    row = only(after, "actors", actor_id=stands)
    assert (row["name"], row["mentions"], row["documents"]) == ("Vega Institute", 3, 1)
    assert row["ruling"] == f"{DAY} same: {REASON}"
    for name, table in after.items():
        if name != "moved_ids":
            assert gone not in str(table.to_pylist()), name
    assert only(after, "moved_ids", old=gone) == {"old": gone, "new": stands, "table": "actors", "cause": RULED}
    assert {frozenset((t["actor_a"], t["actor_b"])) for t in after["ties"].to_pylist()} == {
        frozenset(("agency/nasa", stands))
    }


def test_a_tie_struck_out_counts_in_no_sum_and_stays_to_be_seen() -> None:
    one = article("one", "France and Kenya signed a space agreement in Nairobi in 2016.", date(2016, 6, 9))
    tie = only(ruled("", one), "ties")["tie_id"]
    after = ruled(f'[[wrong]]\ntie = "{tie}"', one)
    assert only(after, "ties")["ruling"] == f"{DAY} tie is wrong: {REASON}"
    assert after["cooperation"].num_rows == 0


GONE = "f" * 20


@pytest.mark.parametrize(
    "ruling",
    [
        f'[[wrong]]\nclaim = "{GONE}"',
        f'[[wrong]]\ntie = "{GONE}"',
        f'[[meetings]]\nsame = ["conference/{GONE}", "conference/other"]',
        f'[[meetings]]\ndifferent = ["conference/{GONE}", "conference/other"]',
        f'[[actors]]\nsame = ["agency/{GONE}", "agency/nasa"]',
    ],
)
def test_a_ruling_whose_object_is_gone_is_told_and_changes_nothing(ruling: str) -> None:
    after, before = ruled(ruling, DUST, GRIT), ruled("", DUST, GRIT)
    ((source, problem),) = problems(after)
    assert (source.partition("#")[0], problem) == ("corrections.toml", "idle_correction")
    (row,) = after["problems"].to_pylist()
    assert GONE in row["reason"]
    assert "2026-03-01" in row["reason"]
    assert {n: t for n, t in after.items() if n != "problems"} == {n: t for n, t in before.items() if n != "problems"}


def test_rulings_that_contradict_each_other_are_told() -> None:
    ids = ruled("", DUST, GRIT)["conferences"].column("conference_id").to_pylist()
    pair = f'["{ids[0]}", "{ids[1]}"]'
    both = f'[[meetings]]\nsame = {pair}\nreason = "x"\ndate = {DAY}\n[[meetings]]\ndifferent = {pair}'
    after = ruled(both, DUST, GRIT)
    assert problems(after) == [("corrections.toml#meetings-2", "idle_correction")]
    assert after["conferences"].num_rows == 1


def test_faults_of_the_file_are_problems_beside_those_of_the_sources() -> None:
    read = documents_table([DUST])
    tables = merge(extract_batch(read), read, rulings=read_rulings(b"[[wrong]]\nclaim = 3\n"))
    assert problems(tables) == [("corrections.toml#wrong-1", "bad_correction")]
