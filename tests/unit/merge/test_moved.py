"""An identifier moves when documents meet or part, and ``moved_ids`` says where to, however the release came about."""

from __future__ import annotations

from hashlib import sha256

import pyarrow as pa

from spacecoop import Document, extract_batch
from spacecoop.batch import documents_table
from spacecoop.merge import merge
from spacecoop.merge.moved import ENGINE, MERGED, NEW_SOURCE, SOURCE, SPLIT, moved

FIRST = "LAGOS, 4 May 2016 - The Lagos Workshop on Orbital Gardens was held in Lagos on 3 May 2016.\n"
SECOND = "ABUJA, 5 May 2016 - The Lagos Workshop on Orbital Gardens took place in Lagos on 3 May 2016.\n"


def document(name: str, text: str) -> Document:
    return Document(document_id=name, text=text, sha256=sha256(text.encode()).hexdigest())


def released(*documents: Document, previous: dict[str, pa.Table] | None = None) -> dict[str, pa.Table]:
    read = documents_table(documents)
    return merge(extract_batch(read), read, previous=previous)


def conferences(tables: dict[str, pa.Table]) -> list[str]:
    return tables["conferences"].column("conference_id").to_pylist()


def moves(tables: dict[str, pa.Table]) -> dict[tuple[str, str], str]:
    return {(row["old"], row["new"]): row["cause"] for row in tables["moved_ids"].to_pylist()}


ONE, TWO = document("a/one.txt", FIRST), document("b/two.txt", SECOND)


def test_two_documents_of_one_meeting_leave_one_identifier_and_tell_of_the_other() -> None:
    alone = conferences(released(ONE)) + conferences(released(TWO))
    both = released(ONE, TWO)
    (kept,) = conferences(both)
    assert len(set(alone)) == 2
    assert kept == min(alone)
    assert moves(both) == {(max(alone), kept): MERGED}


def test_a_document_alone_moves_nothing() -> None:
    assert moves(released(ONE)) == {}


def test_an_added_source_tells_the_same_moves_whatever_was_released_before() -> None:
    fresh = released(ONE, TWO)["moved_ids"]
    for before in (ONE, TWO):
        assert released(ONE, TWO, previous=released(before))["moved_ids"].equals(fresh)


def test_a_removed_source_moves_the_identifier_that_it_gave() -> None:
    both = released(ONE, TWO)
    (kept,) = conferences(both)
    stays = TWO if conferences(released(ONE)) == [kept] else ONE
    after = released(stays, previous=both)
    assert moves(after) == {(kept, conferences(after)[0]): SOURCE}


def test_a_release_of_the_same_rows_tells_the_same_moves() -> None:
    both = released(ONE, TWO)
    (kept,) = conferences(both)
    stays = TWO if conferences(released(ONE)) == [kept] else ONE
    after = released(stays, previous=both)
    assert released(stays, previous=after)["moved_ids"].equals(after["moved_ids"])
    assert moves(after)


def renamed(tables: dict[str, pa.Table], names: dict[str, list[str]]) -> dict[str, pa.Table]:
    """The tables with other identifiers in the columns of these tables."""
    made = dict(tables)
    for name, values in names.items():
        at = made[name].schema.get_field_index("conference_id")
        made[name] = made[name].set_column(at, made[name].schema.field(at), pa.array(values, pa.string()))
    return made


def test_the_same_sources_read_otherwise_are_put_down_to_the_engine() -> None:
    tables = released(ONE)
    count = tables["conference_claims"].num_rows
    before = renamed(tables, {"conferences": ["conference/past"], "conference_claims": ["conference/past"] * count})
    assert [row["cause"] for row in moved({}, tables, before).to_pylist()] == [ENGINE]


def test_what_was_one_and_is_several_is_told_as_a_split() -> None:
    tables = released(ONE)
    two, count = ["conference/left", "conference/right"], tables["conference_claims"].num_rows
    after = dict(tables) | {"conferences": pa.concat_tables([tables["conferences"]] * 2)}
    after = renamed(after, {"conferences": two, "conference_claims": two[:1] + two[1:] * (count - 1)})
    assert [(r["new"], r["cause"]) for r in moved({}, after, tables).to_pylist()] == [(n, SPLIT) for n in two]


def test_an_identifier_that_a_new_source_took_over_is_told_as_merged() -> None:
    before, after = released(ONE), released(ONE, TWO)
    count = after["conference_claims"].num_rows
    names = {"conferences": ["conference/new"], "conference_claims": ["conference/new"] * count}
    found = moved({}, renamed(after, names), before)
    assert [row["cause"] for row in found.to_pylist()] == [NEW_SOURCE]


def test_a_release_of_another_shape_is_not_followed() -> None:
    tables = released(ONE)
    assert moved({}, tables, {"documents": tables["documents"]}).num_rows == 0


def test_a_name_that_an_added_source_shows_to_be_shared_is_told_as_a_split_and_back() -> None:
    here = document(
        "a/here.txt", "LAGOS, 4 May 2016 - Wang Wei of the China National Space Administration spoke on Monday.\n"
    )
    there = document("b/there.txt", "BOSTON, 5 May 2016 - Wang Wei of the University of Arizona spoke on Tuesday.\n")
    one = released(here)
    both = released(here, there, previous=one)
    assert moves(both) == {("person/wang-wei", "person/wang-wei.cn"): SPLIT}
    assert moves(released(here, previous=both)) == {("person/wang-wei.cn", "person/wang-wei"): SOURCE}
