"""Every rule of the grammar has a sentence that shows why it exists, with the words it takes and what they mean."""

from __future__ import annotations

import pytest

from spacecoop.find.dates.grammar import RULES
from tests.unit.find.dates.reading import rows

# Years enough to be read as a narrative.
STORY = "It began in 1951. Work went on in 1953, 1956, 1958, 1961 and 1963. "
WITNESSES = [
    ("time.overnight", "Snow fell overnight in the north.", "overnight", "2014-05-13TNI"),
    ("time.time_date", "The rocket lifted off at 10:35 p.m. Tuesday.", "10:35 p.m. Tuesday", "2014-05-13T22:35"),
    ("time.date_time", "Doors open on 20 June 2014 at 9:30.", "20 June 2014 at 9:30", "2014-06-20T09:30"),
    ("time.clock", "The capsule undocked at 0735 GMT.", "0735 GMT", "2014-05-14T07:35"),
    ("time.part_of_date", "It rained on the evening of 3 May 2014.", "the evening of 3 May 2014", "2014-05-03TEV"),
    ("time.this_part", "The crew spoke to pupils this morning.", "this morning", "2014-05-14TMO"),
    ("time.date_part", "They voted on Tuesday night.", "Tuesday night", "2014-05-13TNI"),
    ("time.of_story", "On 3 May the probe woke up; in the evening it answered.", "the evening", "2014-05-03TEV"),
    ("calendar.iso", "Logged on 2014-01-12 by the station.", "2014-01-12", "2014-01-12"),
    ("calendar.iso_month", "The table covers 2014-03 only.", "2014-03", "2014-03"),
    ("calendar.nth_weekday", "It meets on the first Tuesday of June 2013.", "the first Tuesday of June 2013", "2013-06-04"),
    ("calendar.some_weekday", "It ended on a Sunday in May.", "Sunday", "XXXX-WXX-7"),
    ("calendar.numeric", "Signed on 25/03/2013 in Vienna.", "25/03/2013", "2013-03-25"),
    ("absolute.other", "The stamp read 10-Jan-2014 in red.", "10-Jan-2014", "2014-01-10"),
    ("range.days", "Experts meet from October 14 to 17, 2014.", "October 14", "2014-10-14"),
    ("calendar.day", "It was the 3th October 2013 that counted.", "the 3th October 2013", "2013-10-03"),
    ("calendar.month_year", "A new tower was built in early March 1996.", "early March 1996", "1996-03"),
    ("calendar.month_rel_year", "It flew in July last year.", "July last year", "2013-07"),
    ("calendar.month", "The board agreed in February.", "February", "2014-02"),
    ("calendar.weekday", "The minister arrived on Monday.", "Monday", "2014-05-12"),
    ("calendar.season_year", "The lander slept in the winter of 2012.", "the winter of 2012", "2012-WI"),
    ("calendar.year_season", "After the 2012 summer the site closed.", "2012 summer", "2012-SU"),
    ("calendar.season", "Work on the dish stopped last winter.", "last winter", "2013-WI"),
    ("calendar.bare_season", "They will come back in winter.", "winter", "2014-WI"),
    ("calendar.nth", "They met on the 20th.", "the 20th", "2014-04-20"),
    ("ago.day", "They met on 3 March 2016. The vote was held the day before.", "the day before", "2016-03-02"),
    ("calendar.holiday", "The ship left on Christmas Eve 2012.", "Christmas Eve 2012", "2012-12-24"),
    ("calendar.year_end", "The merger should close by year-end.", "year-end", "2014-12-31"),
    ("quarter.of", "Sales fell in the third quarter of 2013.", "the third quarter of 2013", "2013-Q3"),
    ("quarter.year_first", "In the 1988 third quarter it lost money.", "the 1988 third quarter", "1988-Q3"),
    ("quarter.of_period", "In the first quarter it lost more than in the 2013 period.", "the 2013 period", "2013-Q1"),
    ("quarter.numbered", "Deliveries begin in Q3 2015.", "Q3 2015", "2015-Q3"),
    ("quarter.year_ago", "First-quarter profit beat the year-ago quarter.", "the year-ago quarter", "2013-Q1"),
    ("quarter.ordinal", "The firm reported a fourth-quarter loss.", "fourth-quarter", "2013-Q4"),
    ("quarter.which", "Orders rose last quarter.", "last quarter", "2014-Q1"),
    ("quarter.period", "The first quarter was weak; in the latest period costs fell.", "the latest period", "2014-Q1"),
    ("half.of", "Tests ran in the second half of 2013.", "the second half of 2013", "2013-H2"),
    ("era.century", "Rockets are a thing of the 20th century.", "the 20th century", "19"),
    ("era.decade", "The two powers raced in the 1960s.", "the 1960s", "196"),
    ("fiscal.year_first", "Congress cut the 2013 fiscal year request.", "the 2013 fiscal year", "2013"),
    ("fiscal.year", "The request for fiscal 2015 is larger.", "fiscal 2015", "2015"),
    ("year.span", "The season of 2012-13 was long.", "2012", "2012"),
    ("year.worded", "All were born before the year two thousand.", "the year two thousand", "2000"),
    ("year.modified", "The plant opened in late 1999.", "late 1999", "1999"),
    ("year.spoken", "In nineteen ninety-seven nobody listened.", "nineteen ninety-seven", "1997"),
    ("year.short", "They met in the summer of '99 and again in '98.", "'98", "1998"),
    ("year.alone", "The agency was founded in 1975.", "1975", "1975"),
    ("deictic.day", "Negotiators left late yesterday.", "late yesterday", "2014-05-13"),
    ("ago.units", "The design was frozen two years ago.", "two years ago", "2012"),
    ("ago.weekday", "The crew leaves a week from Friday.", "a week from Friday", "2014-05-23"),
    ("ago.bare", "Years later they still wrote letters.", "Years later", "FUTURE_REF"),
    ("set.every", "The committee sits every two years.", "every two years", "P2Y"),
    ("set.per", "The site sees two launches per month.", "per month", "P1M"),
    ("set.weekdays", "The library is shut on Mondays.", "Mondays", "XXXX-WXX-1"),
    ("set.times", "The board meets three times a year.", "three times a year", "P1Y"),
    ("set.often", "Operators check the tanks daily.", "daily", "P1D"),
    ("stretch.which_n", "Costs doubled over the past two years.", "the past two years", "P2Y"),
    ("stretch.week_of_month", "They sailed in the last week of August 2013.", "the last week of August 2013", "2013-W35"),
    ("stretch.which_one", "The treaty was signed last week.", "last week", "2014-W19"),
    ("stretch.edge", "Bids are due at the end of the month.", "the end of the month", "2014-05"),
    ("stretch.the_unit", "Sales for the year were flat.", "the year", "2014"),
    ("stretch.week_of", "The hearing is set for the week of June 2.", "the week of June 2", "2014-W23"),
    ("range.count", "Repairs take two to six days.", "two", "P2D"),
    ("duration.adjective", "A five-day workshop opened in Beijing.", "five-day", "P5D"),
    ("duration.period", "Payments fell over a three-year period.", "a three-year period", "P3Y"),
    ("duration.n", "The crew trained for nearly two years.", "nearly two years", "P2Y"),
    ("duration.one", "The crossing took a year and a half.", "a year and a half", "P1Y6M"),
    ("duration.long", "A decades-long dispute ended.", "decades-long", "PXE"),
    ("duration.bare", "They will need the part within weeks.", "weeks", "PXW"),
    ("ref.stretch", "Ties have warmed in recent years.", "recent years", "PAST_REF"),
    ("ref.this_time", "At that time nobody had a rocket.", "that time", "PAST_REF"),
    ("ref.to_date", "It is the largest dish to date.", "date", "PRESENT_REF"),
    ("ref.the_past", "They quarrelled in the past, but no more.", "the past", "PAST_REF"),
    ("ref.term", "No cure is known in the short term.", "the short term", "FUTURE_REF"),
    ("ref.time_being", "Both sides wait for the time being.", "the time being", "PRESENT_REF"),
    ("ref.now", "The antenna is now in Chile.", "now", "PRESENT_REF"),
    ("ref.past", "Both offices have recently moved.", "recently", "PAST_REF"),
    ("ref.former", STORY + "The former director wept.", "former", "PAST_REF"),
    ("ref.to_come", STORY + "It served future crews.", "future", "FUTURE_REF"),
    ("ref.current", "The current director is an engineer.", "current", "PRESENT_REF"),
    ("ref.future", "More flights will follow in the near future.", "the near future", "FUTURE_REF"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "sentence", "words", "value"), WITNESSES, ids=[w[0] for w in WITNESSES])
def test_a_rule_has_a_witness(rule: str, sentence: str, words: str, value: str) -> None:
    found = [(row.rule, row.text, row.value) for row in rows(sentence)]
    assert (rule, words, value) in found


def test_no_rule_is_without_a_witness() -> None:
    assert {rule for rule, *_ in WITNESSES} == set(RULES)
