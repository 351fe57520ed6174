"""What earlier merges worked out changes nothing but the time: after any sources came, went or were written anew, the tables
are those of a merge that knows nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spacecoop import Document, extract_batch
from spacecoop.batch import documents_table
from spacecoop.merge import Given, merge, merged
from spacecoop.merge.rulings import Rulings, read_rulings
from spacecoop.tables import TABLES
from tests.unit.merge.test_growing import TEXTS

# People under several spellings, some with common names, who are told apart by whom they work for; bodies that are one with
# a listed one or with each other; meetings without a year.
MORE = {
    "k/petersen.txt": "Jonas Petersen of DLR opened the Ceres Foundation in Bremen. Dr Wei Zhang of CNSA was there.",
    "l/petersen.txt": "Jonas Peterson of DLR and W. Zhang of CNSA met the Ceres Foundation. J. Petersen spoke last.",
    "m/zhang.txt": "Wei Zhang of NASA told the Ceres Foundation Ltd that Ms Jonas Petersen of NASA would come.",
    "n/zhang.txt": "Wei Zhang of CNSA said: “We will go to Bremen.” Telkom 2 was launched for the Kenya Space Agency.",
    "o/telkom.txt": "Telkom-2 was built for Kenya's Space Agency. The Lunar Ice Symposium was held in Graz on 4 May.",
    "p/ice.txt": "The Lunar Ice Symposium was held in Graz on 4 May 2017. Jonas Petersen of DLR chaired it.",
}  # fmt: skip
ALL = {**TEXTS, **{name: (text, date(2017, 6, 1)) for name, text in MORE.items()}}
NAMES = sorted(ALL)
EDITS = ("", " NASA and DLR agreed on it in Graz on 5 May 2016.", " Jonas Petersen of DLR said so.")
Versions = dict[str, int]


@cache
def extracted(name: str, edit: int) -> tuple[Document, dict[str, pa.Table]]:
    text, published = ALL[name]
    text += EDITS[edit]
    document = Document(name, text, published, sha256=sha256(text.encode()).hexdigest())
    return document, extract_batch(documents_table([document]))


def given_of(versions: Mapping[str, int]) -> Given:
    found = [extracted(name, edit) for name, edit in versions.items()]
    articles = documents_table([document for document, _ in found])
    tables = {name: pa.concat_tables([tables[name] for _, tables in found]) for name in found[0][1]}

    def texts(wanted: object) -> pa.Table:
        return articles.filter(pc.is_in(articles["document_id"], pa.array(wanted, pa.string())))

    return Given(lambda name, columns: tables[name].select(columns), articles.drop_columns(["text"]), texts)


def tables_of(
    versions: Mapping[str, int],
    kept: dict[str, pa.Table] | None,
    previous: dict[str, pa.Table] | None = None,
    rulings: Rulings | None = None,
) -> dict[str, pa.Table]:
    return dict(merged(given_of(versions), previous, rulings, kept))


changes = st.tuples(st.sampled_from(NAMES), st.sampled_from((None, *range(len(EDITS)))))


@settings(max_examples=8, deadline=None, derandomize=True, database=None)
@given(st.sets(st.sampled_from(NAMES), min_size=4), st.lists(st.lists(changes, min_size=1, max_size=3), max_size=5))
def test_sources_that_come_go_and_change_give_the_tables_of_a_full_merge(
    first: set[str], runs: list[list[tuple[str, int | None]]]
) -> None:
    versions = dict.fromkeys(sorted(first), 0)
    kept: dict[str, pa.Table] = {}
    tables = tables_of(versions, kept)
    for run in runs:
        for name, edit in run:
            if edit is not None:
                versions[name] = edit
            elif len(versions) > 1:
                versions.pop(name, None)
        before = tables
        tables, full = tables_of(versions, kept, before), tables_of(versions, None, before)
        for name in TABLES:
            assert tables[name].equals(full[name]), name


def test_nothing_is_compared_or_chosen_anew_where_nothing_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = dict.fromkeys(NAMES, 0)
    kept: dict[str, pa.Table] = {}
    tables = tables_of(versions, kept)
    assert {"actors", "copies", "meetings"} <= kept.keys()

    def never(*_: object) -> object:
        raise AssertionError("made anew")

    for place in ("actor_circles.joined", "conference_circles.groups", "copies.runs", "body_names.person_name"):
        monkeypatch.setattr(f"spacecoop.merge.{place}", never, raising=False)
    again = tables_of(versions, kept)
    assert all(again[name].equals(tables[name]) for name in TABLES)


def test_one_source_more_asks_for_no_text_but_those_it_may_copy() -> None:
    kept: dict[str, pa.Table] = {}
    tables_of(dict.fromkeys((name for name in NAMES if name != "j/drill.txt"), 0), kept)
    whole, asked = given_of(dict.fromkeys(NAMES, 0)), []

    def texts(wanted: object) -> pa.Table:
        asked.append(wanted)
        return whole.texts(wanted)  # type: ignore[arg-type]

    dict(merged(replace(whole, texts=texts), kept=kept))
    assert asked
    assert set().union(*asked) <= {"h/drill.txt", "i/drill.txt", "j/drill.txt"}


def test_a_ruling_holds_whatever_was_worked_out_before_it() -> None:
    versions = dict.fromkeys(NAMES, 0)
    kept: dict[str, pa.Table] = {}
    plain = tables_of(versions, kept)
    claims = plain["conference_claims"].filter(pc.equal(plain["conference_claims"]["attribute"], "city")).to_pylist()
    held = {row["document_id"]: row for row in claims}
    said = f"""
        [[meetings]]
        different = ["{held["c/ice.txt"]["claim_id"]}", "{held["d/ice.txt"]["claim_id"]}"]
        reason = "another year"
        date = 2026-01-01
        [[wrong]]
        claim = "{held["f/dust.txt"]["claim_id"]}"
        reason = "another town"
        date = 2026-01-01
        [[actors]]
        different = ["person/jonas-petersen.de", "person/jonas-peterson"]
        reason = "father and son"
        date = 2026-01-01
    """
    rulings = read_rulings(said.encode())
    assert len(rulings.rulings) == 3
    ruled, full = tables_of(versions, kept, plain, rulings), tables_of(versions, None, plain, rulings)
    assert not full["conferences"].equals(plain["conferences"])
    assert not full["actors"].equals(plain["actors"])
    again, free = tables_of(versions, kept, full, rulings), tables_of(versions, kept, full)
    for name in TABLES:
        assert ruled[name].equals(full[name]), name
        assert again[name].equals(full[name]), name
        assert name == "moved_ids" or free[name].equals(plain[name]), name


def test_all_at_once_and_one_after_the_other_are_one() -> None:
    found = [extracted(name, 0) for name in NAMES]
    read = documents_table([document for document, _ in found])
    tables = {name: pa.concat_tables([tables[name] for _, tables in found]) for name in found[0][1]}
    whole = merge(tables, read)
    for name, rows in merged(given_of(dict.fromkeys(NAMES, 0))):
        assert rows.equals(whole[name]), name
