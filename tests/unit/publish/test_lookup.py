"""``spacecoop show`` prints a row with everything it rests on, and follows an identifier that moved."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from spacecoop import Document, extract_batch
from spacecoop.batch import documents_table
from spacecoop.cli import app
from spacecoop.merge import merge
from spacecoop.merge.rulings import read_rulings
from spacecoop.publish.lookup import Section, look_up
from spacecoop.publish.release import write_release

EARLY = "The Lunar Ice Symposium in Graz from 3 to 5 May 2016, organised by NASA, drew about 131 engineers."
LATE = (
    "The Lunar Ice Symposium in Graz from 3 to 5 May 2016 drew 900 engineers. NASA and ESA signed an agreement there."
)


def article(name: str, text: str, published: date) -> Document:
    return Document(name, text, published, outlet="Wire [A]", sha256=sha256(text.encode()).hexdigest())


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    read = documents_table([article("a.txt", EARLY, date(2016, 5, 6)), article("b.txt", LATE, date(2016, 5, 9))])
    found = extract_batch(read)
    claims = merge(found, read)["conference_claims"].to_pylist()
    wrong = next(c["claim_id"] for c in claims if c["attribute"] == "city" and c["document_id"] == "b.txt")
    said = f'[[wrong]]\nclaim = "{wrong}"\nreason = "No."\ndate = 2026-03-01\n'
    tables = merge(found, read, rulings=read_rulings(said.encode()))
    return write_release(tables, tmp_path_factory.mktemp("output")).path


def section(found: list[Section], title: str) -> Section:
    return next(s for s in found if s.title.partition(" (")[0] == title)


def only(release: Path, table: str) -> list[dict]:
    import pyarrow.parquet as pq

    return pq.read_table(release / "tables" / f"{table}.parquet").to_pylist()


def test_a_conference_shows_each_claim_with_words_source_and_choice(release: Path) -> None:
    (conference,) = only(release, "conferences")
    found = look_up(release, conference["conference_id"])
    assert found[0].is_record
    claims = section(found, "claims")
    assert len(claims.rows) == len(only(release, "conference_claims"))
    shown = [[row[c] for c in claims.columns] for row in claims.rows if row["attribute"] == "attendees"]
    assert claims.columns == ("attribute", "value", "chosen", "said", "document_id", "claim_id", "ruling")
    assert [row[:5] for row in shown] == [
        ["attendees", "exact 900", "chosen", "900 engineers", "b.txt"],
        ["attendees", "about 131", "", "about 131 engineers", "a.txt"],
    ]
    ruled = [row for row in claims.rows if row["ruling"]]
    assert [(r["attribute"], r["chosen"], r["ruling"]) for r in ruled] == [
        ("city", "", "2026-03-01 claim is wrong: No.")
    ]
    (part,) = section(found, "who organised and took part").rows
    assert (part["role"], part["actor_id"]) == ("organiser", "agency/nasa")
    assert [row["document_id"] for row in section(found, "articles").rows] == ["a.txt", "b.txt"]


def test_an_old_identifier_leads_to_the_row_that_stands(release: Path) -> None:
    (move,) = only(release, "moved_ids")
    found = look_up(release, move["old"])
    assert found[0].rows[0]["new"] == move["new"]
    assert found[1:] == look_up(release, move["new"])


def test_an_actor_shows_its_names_parts_ties_and_articles(release: Path) -> None:
    found = look_up(release, "agency/nasa")
    assert [row["alias"] for row in section(found, "names").rows] == ["NASA"]
    assert [row["role"] for row in section(found, "part in conferences").rows] == ["organiser"]
    assert [row["kind"] for row in section(found, "ties").rows] == ["agreement"]
    assert [(row["document_id"], row["mentions"]) for row in section(found, "named in").rows] == [
        ("a.txt", 1),
        ("b.txt", 1),
    ]


def test_a_tie_a_claim_and_a_count_show_their_article_and_what_they_are_about(release: Path) -> None:
    (tie,) = only(release, "ties")
    found = look_up(release, tie["tie_id"])
    assert [row["document_id"] for row in section(found, "its article").rows] == ["b.txt"]
    assert {row["actor_id"] for row in section(found, "its actors").rows} == {"agency/nasa", "igo/esa"}
    claim = only(release, "conference_claims")[0]
    assert section(look_up(release, claim["claim_id"]), "its conference").rows[0]["city"] == "Graz"
    count = next(q for q in only(release, "quantities") if q["conference_id"])
    assert section(look_up(release, count["quantity_id"]), "its conference").rows


def test_a_document_shows_what_it_says(release: Path) -> None:
    found = look_up(release, "b.txt")
    assert found[0].rows[0]["document_id"] == "b.txt"
    assert section(found, "ties").rows
    claims = section(found, "what it says of conferences").rows
    assert {row["value"] for row in claims if row["attribute"] == "attendees"} == {"exact 900"}


def test_the_command_prints_it_and_names_what_it_cannot_find(release: Path) -> None:
    (conference,) = only(release, "conferences")
    run = CliRunner()
    done = run.invoke(app, ["show", conference["conference_id"], "--data", str(release)])
    assert done.exit_code == 0
    for words in ("900 engineers", "about 131", "chosen", "b.txt", "Wire [A]"):
        assert words in done.output
    gone = run.invoke(app, ["show", "conference/none", "--data", str(release)])
    assert (gone.exit_code, "no row of" in gone.output) == (1, True)
    none = run.invoke(app, ["show", "x", "--data", str(release / "csv")])
    assert (none.exit_code, "is no release" in none.output) == (1, True)
