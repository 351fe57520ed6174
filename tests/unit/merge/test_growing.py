"""However the sources come in, one by one in any order or all at once, the tables are the same, and whoever follows
``moved_ids`` finds every row again."""

from __future__ import annotations

from datetime import date
from functools import cache
from hashlib import sha256

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from spacecoop import Document, extract_batch
from spacecoop.batch import documents_table
from spacecoop.merge import merge
from spacecoop.tables import TABLES

# Sources that meet in every way: one series and edition, one name in two years, a copy, a near copy, a missing year, a
# described meeting told twice, an actor under several spellings, ties.
AGENCY = (
    "Engineers drilled a metre into ice at the pole of a test crater, and it did not melt. The drill was built by students "
    "of four schools, who had two years and little money. It weighs less than a bicycle. The next one is to go further, and "
    "its makers want it to bring back a core as long as an arm without warming it."
)
TEXTS = {
    "a/iac.txt": ("The 65th International Astronautical Congress was held in Toronto. NASA took part.", date(2014, 10, 7)),
    "b/iac.txt": ("IAC 2014 in Toronto was attended by 3,000 delegates.", date(2014, 10, 8)),
    "c/ice.txt": ("The 14th Lunar Ice Symposium was held in Graz from 3 to 5 May 2016.", date(2016, 5, 9)),
    "d/ice.txt": ("The Lunar Ice Symposium was held in Graz from May 3 to 5. It drew 120 engineers.", None),
    "e/ice.txt": ("The 15th Lunar Ice Symposium was held in Oslo from 7 to 9 May 2018. ESA sponsored it.", date(2018, 5, 9)),
    "f/dust.txt": ("A workshop on lunar dust was held in Kigali on 8 June 2016.", date(2016, 6, 9)),
    "g/dust.txt": ("Experts met at a workshop on dust from the Moon and other lunar matters in Kigali on June 8.", None),
    "h/drill.txt": (AGENCY + " NASA and ESA signed an agreement in Graz on 4 May 2016.", date(2016, 5, 5)),
    "i/drill.txt": ("A cold drill\n\n" + AGENCY + " NASA and ESA signed an agreement in Graz on 4 May 2016.", date(2016, 5, 6)),
    "j/drill.txt": (AGENCY.replace("bicycle", "rucksack"), date(2016, 5, 4)),
}  # fmt: skip
FOLLOWED = {"actors": "actor_id", "conferences": "conference_id"}


def document(name: str) -> Document:
    text, published = TEXTS[name]
    return Document(name, text, published, sha256=sha256(text.encode()).hexdigest())


def released(names: tuple[str, ...], previous: dict[str, pa.Table] | None = None) -> dict[str, pa.Table]:
    read = documents_table([document(name) for name in names])
    return merge(extract_batch(read), read, previous=previous)


@cache
def fresh(names: tuple[str, ...]) -> dict[str, pa.Table]:
    return released(names)


def keys(tables: dict[str, pa.Table], name: str) -> set[tuple[object, ...]]:
    return {tuple(row[part] for part in TABLES[name].key) for row in tables[name].to_pylist()}


def test_the_sources_meet() -> None:
    tables = fresh(tuple(TEXTS))
    assert sorted(tables["conferences"].column("documents").to_pylist(), reverse=True)[:3] == [2, 2, 2]
    assert set(tables["documents"].column("duplicate_of").to_pylist()) == {None, "j/drill.txt"}
    assert "merged" in tables["conferences"].column("date_from").to_pylist()
    assert tables["moved_ids"].num_rows
    assert tables["cooperation"].num_rows


@settings(max_examples=6, deadline=None, derandomize=True, database=None)
@given(st.permutations(sorted(TEXTS)))
def test_one_by_one_in_any_order_gives_the_tables_of_all_at_once(order: list[str]) -> None:
    tables: dict[str, pa.Table] | None = None
    for n in range(1, len(order) + 1):
        tables = step(tables, tuple(order[:n]))
    assert tables is not None
    whole = fresh(tuple(TEXTS))
    for name in TABLES:
        if name != "moved_ids":
            assert tables[name] == whole[name], name
    assert keys(whole, "moved_ids") <= keys(tables, "moved_ids")


def step(before: dict[str, pa.Table] | None, names: tuple[str, ...]) -> dict[str, pa.Table]:
    """The release with one source more, of which every row of the release before is found again."""
    after = released(names, before)
    if before is None:
        return after
    moves: dict[str, set[str]] = {}
    for row in after["moved_ids"].to_pylist():
        moves.setdefault(row["old"], set()).add(row["new"])
    for name in TABLES:
        stands, stood = keys(after, name), keys(before, name)
        if name in FOLLOWED:
            lost = {key for (key,) in stood - stands}
            assert lost <= moves.keys(), name
            assert all((new,) in stands for key in lost for new in moves[key])
        elif name not in ("moved_ids", "conference_actors", "cooperation", "actor_aliases"):
            assert stood <= stands, name
    return after


@settings(max_examples=5, deadline=None, derandomize=True, database=None)
@given(st.sets(st.sampled_from(sorted(TEXTS)), min_size=2, max_size=7))
def test_what_was_removed_leaves_the_tables_of_the_rest(names: set[str]) -> None:
    kept = tuple(sorted(names))[1:]
    after = released(kept, fresh(tuple(sorted(names))))
    for name in TABLES:
        if name != "moved_ids":
            assert after[name] == fresh(kept)[name], name
