"""Whatever ordinary sentences say, and however articles contradict each other: no row breaks a rule that stops a release.

Articles are put together from clauses on meetings, sums and speech, in all their turns; a rule that one of them breaks
would hold back every other article of a user's.
"""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expectations.texts import Texts
from expectations.verdict import by_rules
from spacecoop import Document, extract_batch
from spacecoop.batch import documents_table
from spacecoop.merge import merge
from spacecoop.tables import TABLES

MEETINGS = (
    "The 14th Lunar Ice Symposium",
    "The Lunar Ice Symposium",
    "A workshop on lunar dust",
    "IAC 2015",
    "The summit",
)
VERBS = (
    "was held", "will be held", "opened", "will last", "ran", "is to take place", "was called off", "ended", "takes place",
    "had been due",
)  # fmt: skip
PLACES = (
    "in Graz", "in Herndon, Virginia", "in Kingston, Ontario", "in Virginia", "in Paris, Texas", "in Brazil", "at CERN",
    "in Oslo and Bergen", "in Washington", "online", "",
)  # fmt: skip
DATES = (
    "from 3 to 5 May 2016", "until 5 June", "until 5 June 2019", "from May to 5 June 2019", "from 5 May to June 2019",
    "from 2018 to June 2019", "on May 3", "on 30 February 2019", "from 5 May 2019 to 3 May 2018", "until the end of 2022",
    "next January", "last week", "in 2015", "for three days", "from Monday for five days", "since 2011", "from 28 to 2 March",
    "from 30 December to 2 January", "in the 1990s", "in spring", "before 3 May 2016", "on 3 and 5 May", "",
)  # fmt: skip
COUNTS = (
    "with 120 engineers", "with more than 300 people from 45 countries", "drew fewer than one in 50 of its members",
    "with between 30 and 20 experts", "attended by dozens of delegates from 300 countries", "with 2019 guests",
    "with 10 to 15 ministers", "with some 1,200 participants, 500 of them online", "with -5 guests", "at a cost of $1.2bn",
    "for 3.5 to 4 million euros", "with up to half of its 40 members", "worth 50 cents", "",
)  # fmt: skip
SPEECH = (
    '"We agreed on ice," said Ada Neri.', "``We agreed on ice,'' said Ada Neri of NASA.", "„Wir sind einig,“ said Neri.",
    "« Bien », said Neri.", "'We agreed on ice,' she said.", "NASA and ESA signed an agreement worth no more than $5m.",
    "China launched satellites for Pakistan.", "He said \"we agreed.", "‘Ice’ said the U.S. ‹Yes›, he added.",
    "\nQ: Will it fly?\nA: It will fly next year.\n", "\nAda Neri: It was a hard year from the very beginning for all of us.\n",
)  # fmt: skip


def clause() -> st.SearchStrategy[str]:
    parts = (st.sampled_from(options) for options in (MEETINGS, VERBS, PLACES, DATES, COUNTS))
    return st.tuples(*parts).map(lambda said: " ".join(part for part in said if part) + ".")


articles = st.lists(
    st.tuples(
        st.lists(st.one_of(clause(), st.sampled_from(SPEECH)), min_size=1, max_size=5).map(" ".join),
        st.sampled_from((None, date(2016, 5, 9), date(2019, 6, 1), date(2015, 12, 31))),
    ),
    min_size=1,
    max_size=4,
)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(articles)
def test_no_row_breaks_a_rule(said: list[tuple[str, date | None]]) -> None:
    read = documents_table(
        Document(
            document_id=f"a/{i}.txt",
            text=text,
            published=day,
            published_source="given" if day else None,
            sha256="0" * 64,
        )
        for i, (text, day) in enumerate(said)
    )
    found = extract_batch(read)
    tables = merge(found, read)
    for name in TABLES:
        broken = by_rules(name, tables, Texts.of(read)).broken
        assert [o for o in broken if o.severity == "error"] == []
