"""Each hand-written rule holds for good rows and is broken by the row that shows why it exists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256

import pyarrow as pa
import pytest

from expectations.outcome import Verdict
from expectations.rules import RULES
from expectations.texts import ARTICLES, Texts
from expectations.verdict import by_rules, needed
from spacecoop.batch import documents_table
from spacecoop.document import Document
from spacecoop.tables import TABLES
from spacecoop.tables.arrow import schema

TEXT = (
    'ROME, 3 May 2020 - "We agreed," said Ada Neri of ESA. About 120 experts from 34 countries met in Rome from 1 to 3 '
    "May 2020. NASA paid 2.5 million euros, Italy said."
)
Row = dict[str, object]
Rows = dict[str, list[Row]]
HEX = "0123456789abcdef0123"


def hex_id(n: int) -> str:
    return f"{n:020x}"


def at(words: str) -> Row:
    start = TEXT.index(words)
    return {"document_id": "a.txt", "start_char": start, "end_char": start + len(words), "text": words}


def mention(words: str) -> Row:
    return {**at(words), "sentence": 0, "zone": "body", "rule": "test"}


def good() -> Rows:
    """One row or more in each table, all of which hold."""
    interval = {"start_date": date(2020, 5, 1), "end_date": date(2020, 5, 3)}
    day = {"kind": "date", "precision": "day", "anchor": "explicit", "modifier": "none", "role": "other"}
    count = {"kind": "count", "role": "other", "expected": False}
    copy = {"document_id": "b.txt", "source": "b.txt", "duplicate_of": "a.txt"}
    document = {
        "document_id": "a.txt", "collection": "", "source": "a.txt", "format": "text", "published": date(2020, 5, 3),
        "published_precision": "day", "published_from": "dateline", "published_conflict": False, "language": "en",
        "words": 20, "sha256": "0" * 64, "text_sha256": sha256(TEXT.encode()).hexdigest(), "extractor": "plain/1",
    }  # fmt: skip
    actors = {"agency/esa": "ESA", "agency/nasa": "NASA", "country/IT": "Italy", "person/ada-neri": "Ada Neri"}
    return {
        "documents": [document, document | copy],
        "dates": [
            mention("1") | day | interval | {"date_id": hex_id(1), "value": "2020-05-01", "edtf": "2020-05-01/2020-05-03", "range_id": HEX},
            mention("3 May 2020") | day | interval | {"date_id": hex_id(2), "value": "2020-05-03", "edtf": "2020-05-01/2020-05-03", "range_id": HEX},
        ],
        "quantities": [
            mention("About 120 experts") | count | {"quantity_id": hex_id(3), "comparator": "about", "value": 120.0, "low": 120.0, "high": 120.0, "thing_class": "person", "thing": "experts"},
            mention("34 countries") | count | {"quantity_id": hex_id(4), "comparator": "exact", "value": 34.0, "low": 34.0, "high": 34.0, "thing_class": "country", "thing": "countries"},
            mention("2.5 million euros") | {"quantity_id": hex_id(5), "kind": "money", "role": "budget", "expected": False, "comparator": "exact", "value": 2.5e6, "low": 2.5e6, "high": 2.5e6, "mantissa": 2.5, "scale": 1e6, "currency": "EUR", "subject_actor_id": "agency/nasa"},
        ],
        "actors": [
            {"actor_id": key, "name": name, "kind": key.partition("/")[0], "listed": True, "mentions": 1, "documents": 1, "country": None}
            for key, name in actors.items()
        ],
        "actor_aliases": [{"actor_id": key, "alias": name, "form": "name"} for key, name in actors.items()],
        "actor_mentions": [
            mention(name) | {"mention_id": hex_id(10 + i), "actor_id": key, "kind": key.partition("/")[0], "form": "name"}
            for i, (key, name) in enumerate(actors.items())
        ]
        + [mention("Rome") | {"mention_id": hex_id(20), "actor_id": None, "kind": "place", "form": "name", "place_country": "IT"}],
        "statements": [
            mention('"We agreed,"') | {"statement_id": hex_id(30), "kind": "direct", "speaker": "Ada Neri", "speaker_actor_id": "person/ada-neri", "speaker_start_char": TEXT.index("Ada"), "speaker_end_char": TEXT.index("Ada") + 8}
        ],
        "conferences": [
            {"conference_id": "conference/rome", "name": "meeting", "kind": "other", "mention": "main", "status": "held", **interval, "date_edtf": "2020-05-01/2020-05-03", "date_from": "text", "city": "Rome", "country": "IT", "attendees_low": 120.0, "attendees_high": 120.0, "attendees_comparator": "about", "countries_low": 34.0, "countries_high": 34.0, "countries_comparator": "exact", "documents": 1, "agreement": "single"}
        ],
        "conference_claims": [
            mention("Rome") | {"claim_id": hex_id(40), "conference_id": "conference/rome", "attribute": "city", "value": "Rome", "expected": False, "chosen": True},
            mention("34 countries") | {"claim_id": hex_id(41), "conference_id": "conference/rome", "attribute": "countries", "low": 34.0, "high": 34.0, "comparator": "exact", "expected": False, "chosen": True},
        ],
        "conference_actors": [at("ESA") | {"conference_id": "conference/rome", "actor_id": "agency/esa", "role": "organiser"}],
        "ties": [
            mention("agreed") | {"tie_id": hex_id(50), "group_id": hex_id(51), "actor_a": "agency/esa", "actor_b": "agency/nasa", "kind": "agreement", "status": "actual"}
        ],
        "budgets": [
            at("2.5 million euros") | {"quantity_id": hex_id(5), "actor_id": "agency/nasa", "role": "budget", "amount_low": 2.5e6, "amount_high": 2.5e6, "comparator": "exact", "currency": "EUR"}
        ],
        "cooperation": [
            {c.name: 0 for c in TABLES["cooperation"].columns if c.type == "integer"}
            | {"actor_a": "agency/esa", "actor_b": "agency/nasa", "year": "2020", "documents": 1, "ties": 1, "agreement": 1, "actual": 1}
        ],
        "rejected": [at("May") | {"finder": "dates", "reason": "a name"}],
        "problems": [{"source": "c.txt", "problem": "empty", "reason": "It is empty.", "remedy": "Fill it."}],
        "moved_ids": [{"old": "x", "new": "y", "table": "actors", "cause": "merged"}],
    }  # fmt: skip


def articles(publish_words: bool = True) -> pa.Table:
    return documents_table([Document(name, TEXT, publish_words=publish_words) for name in ("a.txt", "b.txt")])


def tables(rows: Rows) -> Mapping[str, pa.Table]:
    return {name: pa.Table.from_pylist(rows[name], schema(name)) for name in TABLES}


def verdict(table: str, rows: Rows, texts: pa.Table | None = None) -> Verdict:
    return by_rules(table, tables(rows), Texts.of(articles() if texts is None else texts))


def broken(table: str, rows: Rows, texts: pa.Table | None = None) -> set[str]:
    return {outcome.rule for outcome in verdict(table, rows, texts).broken}


# A row that breaks each rule: the table, which of its good rows, and what is changed in it.
WITNESSES: dict[tuple[str, str], tuple[int, Row]] = {
    ("documents", "text_hash_is_right"): (0, {"text_sha256": "f" * 64}),
    ("documents", "publication_is_told_whole"): (0, {"published": None}),
    ("documents", "copies_point_to_originals"): (0, {"duplicate_of": "a.txt"}),
    ("documents", "identifier_follows_source"): (1, {"source": "c.txt"}),
    ("documents", "published_in_living_memory"): (0, {"published": date(1899, 12, 31)}),
    ("dates", "end_not_before_start"): (0, {"end_date": date(2020, 4, 30)}),
    ("dates", "interval_is_whole"): (0, {"end_date": None}),
    ("dates", "unknown_year_has_no_day"): (0, {"edtf": "XXXX-05-01/XXXX-05-03"}),
    ("dates", "known_year_has_its_day"): (0, {"start_date": None, "end_date": None}),
    ("dates", "value_lies_in_interval"): (0, {"value": "2020-05-04"}),
    ("dates", "value_and_interval_share_the_year"): (0, {"value": "2019"}),
    ("dates", "ranges_are_pairs"): (0, {"range_id": "f" * 20}),
    ("conferences", "end_not_before_start"): (0, {"end_date": date(2020, 4, 30)}),
    ("conferences", "days_are_those_written"): (0, {"end_date": None}),
    ("conferences", "unknown_year_has_no_day"): (0, {"date_edtf": "XXXX-05-01/XXXX-05-03"}),
    ("conferences", "meetings_end_in_time"): (0, {"end_date": date(2020, 6, 30)}),
    ("conferences", "countries_can_attend"): (0, {"countries_high": 250.0}),
    ("conferences", "counts_have_comparators"): (0, {"attendees_comparator": None}),
    ("conferences", "row_shows_chosen_claims"): (0, {"city": "Milan"}),
    ("conferences", "bounds_in_order"): (0, {"attendees_low": 121.0}),
    ("conferences", "country_is_known"): (0, {"country": "QQ"}),
    ("conference_claims", "countries_can_be_claimed"): (1, {"low": 300.0, "high": 300.0}),
    ("conference_claims", "bounds_in_order"): (1, {"low": 35.0}),
    ("quantities", "bounds_in_order"): (0, {"low": 121.0}),
    ("quantities", "bounds_follow_comparator"): (0, {"comparator": "at_least"}),
    ("quantities", "money_is_mantissa_times_scale"): (2, {"scale": 1e9}),
    ("quantities", "currency_means_money"): (0, {"currency": "EUR"}),
    ("quantities", "currency_is_known"): (2, {"currency": "EUQ"}),
    ("quantities", "ordinals_count_from_one"): (0, {"kind": "ordinal", "value": 0.0}),
    ("quantities", "counts_are_not_negative"): (0, {"value": -1.0}),
    ("quantities", "countries_can_be_counted"): (1, {"value": 250.0}),
    ("quantities", "years_are_no_counts"): (1, {"value": 2020.0, "text": "2020 countries"}),
    ("quantities", "quantities_are_not_their_own_parts"): (0, {"part_of_total": hex_id(3)}),
    ("budgets", "bounds_in_order"): (0, {"amount_low": 3e6}),
    ("budgets", "currency_is_known"): (0, {"currency": "EUQ"}),
    ("actors", "country_is_known"): (0, {"country": "EU"}),
    ("actors", "country_identifier_is_known"): (2, {"actor_id": "country/ZZ"}),
    ("actors", "identifier_says_the_kind"): (0, {"kind": "company"}),
    ("actors", "parents_end_somewhere"): (0, {"parent_actor_id": "agency/esa"}),
    ("actors", "mentions_add_up"): (0, {"mentions": 2}),
    ("actor_mentions", "country_is_known"): (4, {"place_country": "QQ"}),
    ("actor_mentions", "only_places_name_no_actor"): (4, {"actor_id": "country/IT"}),
    ("actor_mentions", "mention_has_its_actors_kind"): (0, {"kind": "person"}),
    ("statements", "speaker_inside_document"): (0, {"speaker_end_char": 10_000}),
    ("statements", "direct_statement_has_marks"): (0, {"text": "We agreed"}),
    ("ties", "ties_have_two_ends"): (0, {"actor_b": "agency/esa"}),
    ("cooperation", "ties_have_two_ends"): (0, {"actor_b": "agency/esa"}),
    ("cooperation", "pairs_are_sorted"): (0, {"actor_a": "person/ada-neri"}),
    ("cooperation", "cooperation_adds_up"): (0, {"funding": 2}),
    ("cooperation", "every_tie_is_counted_once"): (0, {"ties": 2}),
    ("problems", "problem_is_explained"): (0, {"remedy": ""}),
    ("moved_ids", "moved_means_changed"): (0, {"new": "x"}),
}
# Rules on every table alike are broken alike; what is missing breaks them below.
GENERATED = ("_resolves", "_is_finite", "_is_not_empty")
ELSEWHERE = {"span_has_length", "span_inside_document", "words_stand_at_offsets", "conferences_are_claimed", "engine_takes_most_articles"}  # fmt: skip


def test_good_rows_break_no_rule() -> None:
    for name in TABLES:
        assert broken(name, good()) == set(), name


@pytest.mark.parametrize(("table", "rule"), WITNESSES, ids=lambda v: v)
def test_a_rule_is_broken_by_its_witness(table: str, rule: str) -> None:
    number, change = WITNESSES[table, rule]
    rows = good()
    rows[table][number] = rows[table][number] | change
    assert rule in broken(table, rows)


def test_every_rule_has_a_witness() -> None:
    told = {(r.table, r.name) for r in RULES if not r.name.endswith(GENERATED) and r.name not in ELSEWHERE}
    assert told == set(WITNESSES)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"end_char": 3, "start_char": 3}, "span_has_length"),
        ({"end_char": 10_000}, "span_inside_document"),
        ({"document_id": "gone.txt"}, "span_inside_document"),
        ({"text": "Something else"}, "words_stand_at_offsets"),
        ({"document_id": "gone.txt"}, "document_id_resolves"),
    ],
)
@pytest.mark.parametrize("table", [t.name for t in TABLES.values() if "start_char" in {c.name for c in t.columns}])
def test_a_span_that_is_nowhere_is_found_in_every_table(table: str, change: Row, rule: str) -> None:
    rows = good()
    rows[table][0] = rows[table][0] | change
    assert rule in broken(table, rows)


def test_words_are_cut_at_300_characters_and_withheld_where_the_source_keeps_them() -> None:
    rows = good()
    rows["rejected"] = [
        {
            "document_id": "a.txt",
            "start_char": 0,
            "end_char": len(TEXT),
            "finder": "dates",
            "text": TEXT,
            "reason": "long",
        }
    ]
    assert broken("rejected", rows) == set()
    assert "words_stand_at_offsets" in broken("rejected", rows, articles(publish_words=False))
    rows["rejected"][0]["text"] = ""
    assert broken("rejected", rows, articles(publish_words=False)) == set()
    assert "words_stand_at_offsets" in broken("rejected", rows)


REFERENCES = [(t.name, c.name) for t in TABLES.values() for c in t.columns if c.references]


@pytest.mark.parametrize(("table", "column"), REFERENCES)
def test_a_reference_to_nothing_is_found(table: str, column: str) -> None:
    rows = good()
    rows[table][0] = rows[table][0] | {column: "agency/nowhere"}
    said = verdict(table, rows)
    dangling = next(o for o in said.broken if o.rule == f"{column}_resolves")
    assert dangling.failing == 1
    assert said.stops_release
    assert f"{column}=agency/nowhere" in dangling.rows[0].values or column in TABLES[table].key


NUMBERS = [(t.name, c.name) for t in TABLES.values() for c in t.columns if c.type == "number"]


@pytest.mark.parametrize(("table", "column"), NUMBERS)
@pytest.mark.parametrize("odd", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_found(table: str, column: str, odd: float) -> None:
    rows = good()
    rows[table][0] = rows[table][0] | {column: odd}
    assert f"{column}_is_finite" in broken(table, rows)


KEYS = [(t.name, c.name) for t in TABLES.values() for c in t.columns if c.name in t.key and c.type == "string"]


@pytest.mark.parametrize(("table", "column"), KEYS)
def test_an_empty_key_is_found(table: str, column: str) -> None:
    rows = good()
    rows[table][0] = rows[table][0] | {column: ""}
    assert f"{column}_is_not_empty" in broken(table, rows)


def test_a_conference_that_no_article_claims_is_found() -> None:
    rows = good()
    rows["conference_claims"] = []
    assert broken("conferences", rows) == {"conferences_are_claimed"}


@pytest.mark.parametrize(
    ("taken", "failed", "holds"),
    [(2, 1, True), (2, 2, True), (2, 3, False), (1, 2, False), (50, 4, True), (50, 5, False), (95, 5, True)],
)
def test_an_engine_that_fails_on_many_articles_is_at_fault(taken: int, failed: int, holds: bool) -> None:
    rows = good()
    fault = {"problem": "extraction_failed", "reason": "It broke.", "remedy": "Report it."}
    rows["documents"] = [rows["documents"][0] | {"document_id": f"{i}.txt"} for i in range(taken)]
    rows["problems"] = [fault | {"source": f"{i}.txt"} for i in range(taken, taken + failed)]
    assert ("engine_takes_most_articles" not in broken("problems", rows)) is holds


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ({"value": 2000.0, "low": 2000.0, "high": 2000.0, "text": "2000 experts"}, True),
        ({"value": 2013.0, "low": 2013.0, "high": 2013.0, "text": "2,013 experts"}, True),
        ({"value": 2013.0, "low": 2013.0, "high": 2013.0, "text": "2013 experts"}, False),
        ({"value": 2013.0, "low": 2013.0, "high": 2013.0, "text": "2013 kg", "thing_class": None}, True),
    ],
)
def test_a_bare_year_is_no_count_but_a_round_or_punctuated_number_may_be(change: Row, holds: bool) -> None:
    rows = good()
    rows["quantities"][0] = rows["quantities"][0] | change
    assert ("years_are_no_counts" not in broken("quantities", rows)) is holds


@pytest.mark.parametrize(
    ("comparator", "value", "low", "high", "holds"),
    [
        ("exact", 5.0, 5.0, 5.0, True),
        ("exact", 5.0, 5.0, None, False),
        ("about", 5.0, 4.0, 6.0, False),
        ("nearly", 5.0, None, 5.0, True),
        ("more_than", 5.0, 5.0, None, True),
        ("more_than", 5.0, 5.0, 9.0, False),
        ("up_to", 5.0, None, 5.0, True),
        ("up_to", 5.0, 5.0, None, False),
        ("range", None, 3.0, 5.0, True),
        ("range", 4.0, 3.0, 5.0, False),
        ("indefinite", None, None, None, True),
        ("indefinite", None, 24.0, None, True),
        ("indefinite", 24.0, 24.0, 24.0, False),
    ],
)
def test_bounds_are_those_of_the_comparator(
    comparator: str, value: float | None, low: float | None, high: float | None, holds: bool
) -> None:
    rows = good()
    rows["quantities"][0] |= {"comparator": comparator, "value": value, "low": low, "high": high}
    assert ("bounds_follow_comparator" not in broken("quantities", rows)) is holds


def test_a_course_may_last_longer_than_a_meeting() -> None:
    rows = good()
    rows["conferences"][0] |= {"kind": "course", "end_date": date(2020, 7, 10)}
    assert "meetings_end_in_time" not in broken("conferences", rows)


def test_former_states_are_known_countries() -> None:
    rows = good()
    rows["actors"][0]["country"] = "SU"
    assert broken("actors", rows) == set()


def test_rules_read_only_the_columns_they_say() -> None:
    given = tables(good())
    for name in TABLES:
        read = dict(needed(name))
        texts = Texts.of(articles().select(read.pop(ARTICLES))) if ARTICLES in read else None
        by_rules(
            name, {table: given[table].select(columns) for table, columns in read.items()} | {name: given[name]}, texts
        )


def test_all_failing_rows_are_counted_and_the_first_twenty_shown() -> None:
    rows = good()
    rows["rejected"] = [at("May") | {"finder": f"f{i:03}", "reason": "r", "text": "Mai"} for i in range(50)]
    outcome = next(o for o in verdict("rejected", rows).broken if o.rule == "words_stand_at_offsets")
    assert (outcome.failing, len(outcome.rows)) == (50, 20)
    assert "finder=f000" in outcome.rows[0].key
    assert outcome.rows[0].words == "Mai"


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ([{}, {}], True),
        ([{}, {"range_id": None}], False),
        ([{}, {"document_id": "b.txt"}], False),
        ([{}, {"start_date": date(2020, 5, 2)}], False),
        ([{"end_date": None}, {"end_date": None}], True),
        ([{"end_date": None}, {}], False),
        ([{"range_id": None}, {"range_id": None}], True),
        ([{}, {}, {}], False),
    ],
)
def test_a_range_is_a_pair_of_rows_that_agree(changes: list[Row], holds: bool) -> None:
    rows = good()
    first = rows["dates"][0]
    rows["dates"] = [first | {"date_id": hex_id(100 + i)} | change for i, change in enumerate(changes)]
    assert ("ranges_are_pairs" not in broken("dates", rows)) is holds


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ({"value": "2020-05-01", "kind": "date"}, True),
        ({"value": "2020", "kind": "date"}, True),
        ({"value": "2021-05-01", "kind": "date"}, False),
        ({"value": "2019-05", "kind": "time"}, False),
        ({"value": "2021", "kind": "set"}, True),
        ({"value": "20215", "kind": "date"}, True),
        ({"value": "P3D", "kind": "duration"}, True),
        ({"value": "XXXX-05-01", "kind": "date"}, True),
        ({"value": "2021", "start_date": None, "end_date": None}, True),
    ],
)
def test_only_a_year_that_is_named_must_be_the_intervals(change: Row, holds: bool) -> None:
    rows = good()
    rows["dates"][0] |= change
    assert ("value_and_interval_share_the_year" not in broken("dates", rows)) is holds


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ({"value": "Rome"}, True),
        ({"value": "Milan"}, False),
        ({"value": None}, False),
        ({"value": "Milan", "chosen": False}, True),
        ({"attribute": "venue", "value": None}, True),
        ({"attribute": "attendees", "value": None, "low": 120.0, "high": 120.0}, True),
        ({"attribute": "attendees", "value": None, "low": 120.0, "high": None}, False),
        ({"attribute": "organiser", "value": "ESA"}, True),
        ({"conference_id": "conference/oslo", "value": "Oslo"}, True),
    ],
)
def test_a_row_shows_what_was_chosen_and_nothing_else(claim: Row, holds: bool) -> None:
    rows = good()
    rows["conference_claims"][0] |= claim
    assert ("row_shows_chosen_claims" not in broken("conferences", rows)) is holds


def test_an_actor_that_is_a_part_of_itself_through_others_is_found() -> None:
    rows = good()
    for actor, parent in ((0, "agency/nasa"), (1, "country/IT"), (2, "agency/nasa")):
        rows["actors"][actor]["parent_actor_id"] = parent
    endless = next(o for o in verdict("actors", rows).broken if o.rule == "parents_end_somewhere")
    assert [row.key for row in endless.rows] == ["actor_id=agency/esa", "actor_id=agency/nasa", "actor_id=country/IT"]
    rows["actors"][2]["parent_actor_id"] = None
    assert "parents_end_somewhere" not in broken("actors", rows)


@pytest.mark.parametrize(("original", "holds"), [("a.txt", True), ("c.txt", False), ("b.txt", False)])
def test_a_copy_of_a_copy_is_found(original: str, holds: bool) -> None:
    rows = good()
    rows["documents"][1]["duplicate_of"] = original
    copy = rows["documents"][1] | {"document_id": "c.txt", "source": "c.txt", "duplicate_of": "a.txt"}
    rows["documents"].append(copy)
    assert ("copies_point_to_originals" not in broken("documents", rows)) is holds
