"""Which of the dates near the top of an article is its publication, and what is kept of the others."""

from __future__ import annotations

from datetime import date

import pytest

from spacecoop.find import dates
from spacecoop.find.found import ActorsFound, Publication
from tests.unit.find.dates.reading import found_in, reading_of

BODY = "Ministers from ten states agreed on a telescope. It will stand in Chile and cost little."


def publication(head: str, metadata: date | None = None) -> Publication:
    return dates.find_publication(reading_of(f"{head}{BODY}\n\n{BODY}\n", metadata))


@pytest.mark.parametrize(
    "head",
    [
        "SHANGHAI, May 23, 2013 (Xinhua) -- ",
        "A telescope for ten\n\nPrague, 23 May 2013 - ",
        "A telescope for ten\n\nPRAGUE, 23 May 2013 /Agency News/ -- ",
        "HANOI, May 23 , 2013 (Xinhua)\n\nA telescope for ten\n\n",
        "A telescope for ten\n\nMay 23, 2013\n\n",
        "A telescope for ten\nby Ann Lee\nPerth, Australia (GNS) May 23, 2013\n\n",
        "**Delft, 23 May 2013** – ",
        "A telescope for ten\n\nSantiago, 23 May 2013. ",
        "A telescope for ten\n\nMOSCOW, May 23, 2013. /TASS/. ",
        "A telescope for ten\n\nGENEVA (23 May 2013) – ",
        "A telescope for ten\n\n(Geneva, 23 May 2013) ",
        "May 23, 2013, Oslo, Norway and Tucson, Arizona, USA – ",
    ],
)
def test_a_date_line_gives_the_publication(head: str) -> None:
    found = publication(head)
    assert (found.published, found.published_from) == (date(2013, 5, 23), "dateline")


@pytest.mark.parametrize(
    "head",
    [
        "A telescope for ten\n\nMay 23, 2013 by Jean Dupont\n\n",
        "A telescope for ten\n\n23 May 2013 | by Jean Dupont\n\n",
        "A telescope for ten\n\nBy Our Correspondent | May 23, 2013\n\n",
        "A telescope for ten\n\nJean Dupont | Lyon | 23 May 2013\n\n",
    ],
)
def test_a_byline_gives_the_publication(head: str) -> None:
    found = publication(head)
    assert (found.published, found.published_from) == (date(2013, 5, 23), "byline")


@pytest.mark.parametrize(
    "head",
    [
        "On Monday, April 15, 2013, the signing took place in Washington. ",
        "Two engineers wave from the tower, Monday, April 15, 2013, at the test stand in Rome. ",
        "On April 15, 2013, Austria and Chile – old friends – met. ",
        "April 15, 2013 was a cold day for astronomers. ",
        "March 30, 2013 - April 2, 2013: the fair is open. ",
    ],
)
def test_a_date_of_the_body_is_no_publication(head: str) -> None:
    assert publication(head) == Publication()


def test_the_date_line_goes_before_metadata_and_the_conflict_is_kept() -> None:
    found = publication("SEVILLE, 7 November 2013 – ", date(2013, 7, 11))
    assert (found.published, found.published_from, found.is_conflict) == (date(2013, 11, 7), "dateline", True)
    assert found.passed_over == (("sidecar", date(2013, 7, 11)),)


def test_a_date_line_without_a_year_takes_it_from_metadata_near_it() -> None:
    found = publication("JAKARTA, Jan. 2 (Xinhua) -- ", date(2013, 12, 30))
    assert (found.published, found.published_from) == (date(2014, 1, 2), "dateline")
    far = publication("JAKARTA, Jan. 2 (Xinhua) -- ", date(2013, 8, 1))
    assert (far.published, far.published_from) == (date(2013, 8, 1), "sidecar")
    assert publication("JAKARTA, Jan. 2 (Xinhua) -- ") == Publication()


def test_of_two_date_lines_the_full_one_gives_the_year() -> None:
    found = publication("QUITO, Dec. 9 , 2005 (Andes Wire)\n\nDish is ready\n\nLIMA, Dec. 9 (Andes Wire) --")
    assert found.published == date(2005, 12, 9)
    assert not found.is_conflict


def test_of_two_lone_dates_the_one_by_the_body_counts() -> None:
    assert publication("Tuesday June 9, 2020\n\n\nAugust 2, 2013\n\n").published == date(2013, 8, 2)


def test_a_print_date_is_no_publication() -> None:
    head = "Printed from gazette.example on Monday 11 May 2020, 09:14\n\nA telescope for ten\n\n"
    assert publication(head).published is None


def test_the_row_of_the_date_line_says_that_it_is_the_publication() -> None:
    text = f"Prague, 23 May 2013 - {BODY} It was signed on 23 May 2013."
    found = found_in(text, None)
    assert found.mentions[0].role != "published"
    known = dates.find_publication(reading_of(text, None))
    rows = dates.find(reading_of(text, None), known, ActorsFound()).mentions
    assert rows[0].role == "published"


@pytest.mark.parametrize(
    "opening",
    ["About 120 experts met.", "120 experts met.", "Nearly 3,000 people came.", "2.5 million euros were paid."],
)
def test_a_date_line_may_be_followed_by_a_number(opening: str) -> None:
    from datetime import date

    from spacecoop import Document, extract

    for dash in ("-", "–", "--"):
        assert extract(Document("demo", f"VIENNA, 14 May 2019 {dash} {opening}")).published == date(2019, 5, 14)


def test_a_dash_before_another_date_is_a_range_and_no_date_line() -> None:
    from spacecoop import Document, extract

    assert (
        extract(
            Document("demo", "VIENNA, 14 May 2019 - 16 May 2019 the workshop took place in the old hall.")
        ).published
        is None
    )


def test_the_day_of_the_last_change_is_taken_only_where_no_other_is_given() -> None:
    changed = "A telescope for ten\nBy Ann Lee | Last updated: May 23, 2013\n\n"
    assert publication(changed).published == date(2013, 5, 23)
    known = publication(changed, date(2013, 5, 20))
    assert (known.published, known.is_conflict) == (date(2013, 5, 20), False)


def test_a_lone_line_of_figures_dates_an_article_where_their_order_shows() -> None:
    assert publication("A telescope for ten\n23.05.2013\n\n").published == date(2013, 5, 23)
    assert publication("A telescope for ten\n05/03/2013\n\n").published is None
