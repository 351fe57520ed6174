"""What expressions mean: TIMEX3 and EDTF, interval, grain, and where the missing parts come from."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.find.dates.reading import PUBLISHED, rows, said


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The pact was signed on Monday.", "2014-05-12"),
        ("The pact was signed on Wednesday.", "2014-05-14"),
        ("The pact will be signed on Monday.", "2014-05-19"),
        ("She agreed to sign on Friday.", "2014-05-16"),
        ("The offer stands until Friday.", "2014-05-16"),
        ("They have worked since Friday.", "2014-05-09"),
        ("The pact was signed in November.", "2013-11"),
        ("The pact will be signed in February.", "2015-02"),
        ("The pact was signed last December.", "2013-12"),
        ("The pact will be signed next January.", "2015-01"),
        ("It completed a mission this past March.", "2014-03"),
        ("The pact was signed on 30 December.", "2013-12-30"),
        ("The dividend is payable June 15.", "2014-06-15"),
        ("The fleet sails on Saturday, May 24.", "2014-05-24"),
        ("The week before, on 29 February, it snowed.", "2014-02-29"),
    ],
)
def test_tense_and_preposition_say_which_way_an_undated_day_lies(sentence: str, value: str) -> None:
    expected = [] if value == "2014-02-29" else [value]
    assert [v for t, v in said(sentence) if "week" not in t] == expected


def test_nothing_is_invented_without_an_anchor() -> None:
    found = rows("Delegates met on May 21 and left on Thursday; more will follow next year.", published=None)
    assert [(r.value, r.edtf, r.start_date, r.anchor) for r in found] == [
        ("XXXX-05-21", "XXXX-05-21", None, "none"),
        ("XXXX-WXX-4", None, None, "none"),
        ("XXXX", None, None, "none"),
    ]


def test_without_metadata_a_full_date_of_the_text_anchors_the_others() -> None:
    found = rows("This year's meeting was held March 20, 2024. It closed on March 22.", published=None)
    assert [(r.text, r.value, r.anchor) for r in found] == [
        ("This year", "2024", "context"),
        ("March 20, 2024", "2024-03-20", "explicit"),
        ("March 22", "2024-03-22", "context"),
    ]


def test_in_a_narrative_the_last_date_told_anchors_the_next() -> None:
    text = (
        "In 1957 the race began. In October a sphere beeped. In January 1958 the rival answered. In March 1959 a probe "
        "missed the Moon. In April 1961 a man flew. In May another did. In 1965 one stepped outside. "
        "In July 1969 two walked. Four days later they were home."
    )
    values = [v for _, v in said(text, date(2010, 1, 1))]
    assert values == [
        "1957", "1957-10", "1958-01", "1959-03", "1961-04", "1961-05", "1965", "1969-07", "1969-07-XX",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Signed in Geneva on 12.03.2021.", ["2021-03-12"]),
        ("Filed on 12/03/2021, answered on 25/12/2021.", ["2021-03-12", "2021-12-25"]),
        ("Filed on 12/03/2021, answered on 12/25/2021.", ["2021-12-03", "2021-12-25"]),
        ("Filed on 12/03/2021, 25/12/2021 and 12/25/2021.", ["2021-XX-XX", "2021-12-25", "2021-12-25"]),
    ],
)
def test_figures_take_the_order_that_dots_or_the_other_dates_show(text: str, values: list[str]) -> None:
    assert [row.value for row in rows(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # A full day somewhere in a text tells its year, but no day of speaking.
        (
            "The two sides met on Tuesday. A pact was signed on March 10, 2015 in Oslo. They met again on May 5 and last week.",
            ["XXXX-WXX-2", "2015-03-10", "2015-05-05", "XXXX-WXX"],
        ),
        # At its head, alone, it is that day.
        ("March 10, 2015\n\nThe two sides signed on Monday.", ["2015-03-10", "2015-03-09"]),
        # A text that looks back on later years was not written then.
        (
            "He flew on April 12, 1961. In July 1969 others walked on the Moon. A meeting was held on May 5.",
            ["1961-04-12", "1969-07", "XXXX-05-05"],
        ),
    ],
)
def test_without_a_publication_day_nothing_is_counted_from_another(text: str, values: list[str]) -> None:
    assert [row.value for row in rows(text, None)] == values


def test_an_ambiguous_numeric_date_stays_ambiguous() -> None:
    (row,) = rows("Filed on 03/04/2013 in Geneva.")
    assert (row.value, row.precision, row.start_date, row.end_date) == (
        "2013-XX-XX", "day", date(2013, 3, 4), date(2013, 4, 3),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "value", "edtf", "first", "last", "precision", "modifier"),
    [
        ("mid-2015", "2015", "2015", date(2015, 1, 1), date(2015, 12, 31), "year", "mid"),
        ("early next year", "2015", "2015", date(2015, 1, 1), date(2015, 12, 31), "year", "start"),
        ("the end of February 2009", "2009-02", "2009-02", date(2009, 2, 1), date(2009, 2, 28), "month", "end"),
        ("around March 1981", "1981-03", "1981-03~", date(1981, 3, 1), date(1981, 3, 31), "month", "approx"),
        ("spring 2017", "2017-SP", "2017-21", date(2017, 3, 1), date(2017, 5, 31), "season", "none"),
        ("the first quarter of 2008", "2008-Q1", "2008-33", date(2008, 1, 1), date(2008, 3, 31), "quarter", "none"),
        ("the 1990s", "199", "199X", date(1990, 1, 1), date(1999, 12, 31), "decade", "none"),
        ("the nineties", "199", "199X", date(1990, 1, 1), date(1999, 12, 31), "decade", "none"),
        ("the 20th century", "19", "19XX", date(1900, 1, 1), date(1999, 12, 31), "century", "none"),
        ("FY2015", "2015", "2015", date(2015, 1, 1), date(2015, 12, 31), "year", "none"),
        ("Nov. 4 , 2005", "2005-11-04", "2005-11-04", date(2005, 11, 4), date(2005, 11, 4), "day", "none"),
    ],
)
def test_a_stretch_has_its_grain_and_interval(
    words: str, value: str, edtf: str, first: date, last: date, precision: str, modifier: str
) -> None:
    (row,) = rows(f"The work was done in {words} by hand.")
    assert row.text == words
    got = (row.value, row.edtf, row.start_date, row.end_date, row.precision, row.modifier)
    assert got == (value, edtf, first, last, precision, modifier)


@pytest.mark.parametrize(
    ("words", "value", "kind"),
    [
        ("two and a half years", "P2Y6M", "duration"),
        ("2 1/2 years", "P2Y6M", "duration"),
        ("1.5 hours", "PT1H30M", "duration"),
        ("twenty-one days", "P21D", "duration"),
        ("a couple of years", "P2Y", "duration"),
        ("several months", "PXM", "duration"),
        ("almost a hundred years", "P100Y", "duration"),
        ("two decades", "P20Y", "duration"),
        ("every other week", "P2W", "set"),
        ("every Friday", "XXXX-WXX-5", "set"),
        ("each July", "XXXX-07", "set"),
    ],
)
def test_lengths_keep_their_unit(words: str, value: str, kind: str) -> None:
    (row,) = rows(f"It was repeated for {words} there.")
    assert (row.text, row.value, row.kind) == (words, value, kind)


@pytest.mark.parametrize(
    ("text", "ends", "interval"),
    [
        ("May 21 and 22", ("2014-05-21", "2014-05-22"), (date(2014, 5, 21), date(2014, 5, 22))),
        ("10-14 March", ("2014-03-10", "2014-03-14"), (date(2014, 3, 10), date(2014, 3, 14))),
        ("March 30 - April 2", ("2014-03-30", "2014-04-02"), (date(2014, 3, 30), date(2014, 4, 2))),
        ("14th-16th of September 2005", ("2005-09-14", "2005-09-16"), (date(2005, 9, 14), date(2005, 9, 16))),
        ("29 December 2013 to 3 January 2014", ("2013-12-29", "2014-01-03"), (date(2013, 12, 29), date(2014, 1, 3))),
        ("December 29 to January 3, 2011", ("2010-12-29", "2011-01-03"), (date(2010, 12, 29), date(2011, 1, 3))),
        ("2011 to 2015", ("2011", "2015"), (date(2011, 1, 1), date(2015, 12, 31))),
        ("2012-13", ("2012", "2013"), (date(2012, 1, 1), date(2013, 12, 31))),
    ],
)
def test_a_range_is_two_rows_with_one_interval(text: str, ends: tuple[str, str], interval: tuple[date, date]) -> None:
    left, right = rows(f"The fair ran from {text} in Prague.")
    assert (left.value, right.value) == ends
    assert left.range_id is not None
    assert left.range_id == right.range_id
    assert (left.start_date, left.end_date) == (right.start_date, right.end_date) == interval


def test_a_month_listed_before_one_with_a_year_shares_it() -> None:
    assert said("It rained in June and July 2013.") == [("June", "2013-06"), ("July 2013", "2013-07")]


def test_the_quarter_of_a_comparison_is_the_one_spoken_of() -> None:
    text = "Profit for the third quarter of 2013 was $2 million, up from $1 million a year earlier."
    assert said(text) == [("the third quarter of 2013", "2013-Q3"), ("a year earlier", "2012-Q3")]
    assert said("For the quarter ended Sept. 30 it lost money.")[0] == ("the quarter", "2013-Q3")
    assert said("For the year ended June 30 it lost money.")[0] == ("the year", "P1Y")


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Abstracts must be submitted by 27 March 2015.", "deadline"),
        ("The agency was founded on 30 May 1975.", "founding"),
        ("The probe was launched on 2 March 2004.", "milestone"),
        ("Both sides quarrelled in 1999.", "background"),
        ("Both sides quarrelled on Monday.", "other"),
    ],
)
def test_the_nearest_words_give_a_date_its_role(sentence: str, role: str) -> None:
    assert [row.role for row in rows(sentence)] == [role]


def test_offsets_point_at_the_words_and_a_possessive_keeps_its_s_outside() -> None:
    text = "Last year's budget beat 2012's."
    assert [(text[r.start_char : r.end_char], r.value) for r in rows(text)] == [("Last year", "2013"), ("2012", "2012")]


def test_no_expression_crosses_a_paragraph() -> None:
    assert said("It happened in May\n\n2013 was different.") == [("May", "2014-05"), ("2013", "2013")]


def test_a_line_break_inside_an_expression_is_a_blank() -> None:
    assert said("It will fly in spring\n    2025 or so.") == [("spring\n    2025", "2025-SP")]


def test_the_anchor_says_where_the_missing_parts_come_from() -> None:
    assert PUBLISHED.year == 2014
    found = rows("On 3 May 2013 it began; it ended yesterday.")
    assert [row.anchor for row in found] == ["explicit", "published"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A week-long strike ended.", "P1W"),
        ("It was a day-long hearing.", "P1D"),
        ("A decades-long feud.", "PXE"),
        ("The slated visit of the minister in September is still on.", "1998-09"),
        ("The planned launch in September was discussed.", "1998-09"),
    ],
)
def test_one_unit_long_is_one_and_what_is_planned_lies_ahead(text: str, value: str) -> None:
    from datetime import date

    from spacecoop import Document, extract

    (found,) = extract(Document("demo", text, published=date(1998, 8, 26))).dates
    assert found.value == value


def test_last_tuesday_counts_from_the_day_of_speaking_also_where_old_years_are_told() -> None:
    from datetime import date

    from spacecoop import Document, extract

    text = (
        "He came in 1966. She left in 1971. They met in 1979. A law of 1983 was changed in 1984. The crisis began in 1959 and "
        "ended in 1990. The summit set for Rome in April is still on. The day before last Tuesday's hearing he went home."
    )
    found = {d.text: d.value for d in extract(Document("demo", text, published=date(2000, 2, 24))).dates}
    assert found["last Tuesday"] == "2000-02-22"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The third Sunday of October is the day.", [("The third Sunday of October", "2014-10-19")]),
        ("They meet on the last Monday in May 2015.", [("the last Monday in May 2015", "2015-05-25")]),
        ("It ended on a Sunday in May.", [("Sunday", "XXXX-WXX-7"), ("May", "2014-05")]),
        ("At a Monday briefing he spoke.", [("Monday", "2014-05-12")]),
        ("It opens the day after tomorrow.", [("the day after tomorrow", "2014-05-16")]),
        ("The forum is on 14 & 15 June.", [("14", "2014-06-14"), ("15 June", "2014-06-15")]),
        ("The 2013-2022 survey was read.", [("2013", "2013"), ("2022", "2022")]),
        ("It was a two-and-a-half-year programme.", [("two-and-a-half-year", "P2Y6M")]),
        # "Later" in the past is not counted from the day of publication.
        ("A decade later, Chile joined.", [("A decade later", "XXX")]),
        (
            "At 3 p.m. local time (0700 GMT) on Thursday, 8 May, it docked.",
            [
                ("3 p.m. local time", "2014-05-08T15:00"),
                ("0700 GMT", "2014-05-08T07:00"),
                ("Thursday, 8 May", "2014-05-08"),
            ],
        ),
        # A date line and the first words of the article are no range.
        ("Oslo, 12 May 2014 - The 1970s were good.", [("12 May 2014", "2014-05-12"), ("The 1970s", "197")]),
    ],
)
def test_days_that_several_words_name_together(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Talks run from Monday through Friday.", "2014-05-16"),
        ("She leaves this Friday.", "2014-05-16"),
        ("She won on May 3, 2011 and the next day she lost.", "2011-05-04"),
        ("It fell in 2004. The next year it rose.", "2005"),
        ("It was founded a year ago today.", "2013-05-14"),
        ("It was founded 30 years ago this month.", "1984-05"),
        ("It will end a week from today.", "2014-05-21"),
        ("The bank cut its rate in December.", "2013-12"),
        ("The bank will cut its rate in December.", "2014-12"),
        ("The army moved in overnight on Sunday.", "2014-05-11TNI"),
        ("The tunnel will close overnight.", "2014-05-14TNI"),
        ("The owners would like to undo Friday's verdict.", "2014-05-09"),
        ("Voters will choose in Friday's election.", "2014-05-16"),
        ("Ahead of Friday's election both sides spent more.", "2014-05-16"),
        ("Talks resume Friday in Lima.", "2014-05-16"),
        ("The court may rule as early as Friday.", "2014-05-16"),
        ("They met again in November.", "2013-11"),
        ("They meet again in November.", "2014-11"),
        ("Prices fell at the end of trading Friday.", "2014-05-09"),
        ("By Sunday, all had been found.", "2014-05-11"),
        ("By Sunday, all will have been found.", "2014-05-18"),
        ("The centre opened half a century ago.", "1964"),
        ("The launch slipped to Friday.", "2014-05-16"),
        ("The launch was postponed from Monday to Friday.", "2014-05-16"),
        ("The crew moved to Lima on Friday.", "2014-05-09"),
        ("The launch, originally due in March, was put off.", "2014-03"),
        ("The launch was planned for Monday but was put off.", "2014-05-12"),
        ("The launch is planned for Monday and was never put off.", "2014-05-19"),
        ("Work begins once the contract is signed in August.", "2014-08"),
        ("The contract was signed in August.", "2013-08"),
        ("It rained in the first week of April.", "2014-W14"),
        ("It snowed in the winter of 2008-09.", "2008-WI"),
        ("It took some 20 years.", "P20Y"),
        ("It took some years.", "PXY"),
        ("It took two years and three months.", "P2Y3M"),
        ("It took two hours and 40 minutes.", "PT2H40M"),
        ("It took tens of thousands of years.", "PXY"),
        ("These days few complain.", "PRESENT_REF"),
        ("In those days few complained.", "PAST_REF"),
        ("In the recent past they complained.", "PAST_REF"),
        ("At present few complain.", "PRESENT_REF"),
        ("Few complain on weekends.", "XXXX-WXX-WE"),
        ("Few complained in the 1700s.", "17"),
        ("Few complained in the 1910s.", "191"),
        ("The request for FY 2016 is larger.", "2016"),
        ("The guns fell silent at 8:45 in the morning.", "2014-05-14T08:45"),
    ],
)
def test_the_last_expression_of_a_sentence_means(sentence: str, value: str) -> None:
    assert said(sentence)[-1][1] == value


@pytest.mark.parametrize(
    "sentence",
    [
        "The former minister praised future crews.",
        "Such a rift will not be settled overnight.",
        "The town did not change overnight.",
        "Overnight guests pay more.",
        "The Spring Festival drew crowds.",
        "Boeing sold 2010 units.",
        "Flight 1947 was late.",
    ],
)
def test_in_news_these_are_no_dates(sentence: str) -> None:
    assert said(sentence) == []


STORY = "The war began in March 1951. In June 1951 a truce held. In 1953, 1954, 1955 and 1956 it was broken. "


def test_a_narrative_takes_up_its_course_behind_an_aside() -> None:
    text = (
        STORY + "In May 1957 a fleet sailed. The worst storm since June 1902 sank it. In August a new one was built. "
    )
    text += "In January 1958 it sailed."
    assert [v for t, v in said(text, published=None) if t == "August"] == ["1957-08"]


def test_a_month_without_its_year_lies_before_the_next_one_told() -> None:
    text = (
        STORY
        + "In May 1957 a fleet sailed. Losses were smaller than in November and January. In June 1957 it came home."
    )
    assert said(text, published=None)[-3:] == [
        ("November", "1956-11"),
        ("January", "1957-01"),
        ("June 1957", "1957-06"),
    ]


def test_a_month_goes_on_to_the_next_year_where_the_narrative_does() -> None:
    text = STORY + "In December 1957 a fleet sailed. In May it was lost. In July 1958 the court met."
    assert [v for t, v in said(text, published=None) if t == "May"] == ["1958-05"]


def test_a_life_in_brackets_has_two_years() -> None:
    assert said("The house of Jan Pelt (1841-1903) stands.") == [("1841", "1841"), ("1903", "1903")]


def test_a_clock_before_another_in_brackets_takes_the_day_behind_both() -> None:
    found = said("The ferry sailed at 9:20 a.m. (1420 GMT) Friday with nobody aboard.")
    assert found[0] == ("9:20 a.m.", "2014-05-09T09:20")


def test_a_year_to_which_the_narrative_runs_on_is_no_aside() -> None:
    text = STORY + "In 1968 the port burnt down. Two years later it was rebuilt. On 7 April 1974 it was bombed."
    assert [v for t, v in said(text, published=None) if t == "Two years later"] == ["1970"]
