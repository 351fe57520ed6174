"""Zones: what of a page is the article, on texts made here in the shapes that news pages have."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacecoop.document.zones import zones

INSIDE = {"title", "dateline", "body", "caption"}
FIRST = (
    "The two agencies agreed in the spring to build a small observatory together, and on Monday they showed the first "
    "drawings of it. It is to be launched from an island in the south, and to work for at least five years."
)
SECOND = (
    "Engineers from both sides had argued for months about the size of the mirror. In the end they settled on two metres, "
    "which is less than the astronomers had wanted and more than the treasurers had feared."
)
THIRD = (
    "The director said that the money had been found in the budgets of nine countries. Nobody at the table, she added, "
    "had asked for it back, although several had asked where it had gone."
)
ARTICLE = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def kind_of(text: str, words: str, title: str | None = None) -> str:
    at = text.index(words)
    return next(zone.kind for zone in zones(text, title) if zone.start <= at < zone.end)


def left_out(text: str) -> list[str]:
    return [text[z.start : z.end].strip() for z in zones(text) if z.kind not in INSIDE]


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow at 5pm",
        "two weeks ago",
        "It cost 4 million euros.",
        "call 555-1234",
        ARTICLE,
        ARTICLE.replace("\n\n", "\n"),
        f"{FIRST}\n\nThe members are:\n\n- Chile\n- Peru\n- Kenya\n\n{SECOND}\n\n{THIRD}",
        f"{FIRST}\nHe paused.\n1. Gold: Kenya\n2. Silver: Peru\n{SECOND}",
        f"{FIRST}\n\nMars without Moscow\n\n{SECOND}\n\nA slow birth\n\n{THIRD}",
        f"{FIRST}\n\nCopyright law was the subject of the second day. {SECOND}\n\n{THIRD}",
        f"{FIRST}\n\nRelated work began in 2011, when the institute was young. {SECOND}\n\n{THIRD}",
        f"{FIRST}\n\nVisitors may sign up for a place in the hall until Friday, she said, and many will. {SECOND}",
        f"{FIRST}\n\nComments by the ministers were few. {SECOND}\n\n{THIRD}",
        f"{FIRST}\n\nContact with the probe was lost on Tuesday. {SECOND}\n\n{THIRD}",
    ],
)
def test_a_text_without_signs_of_a_page_is_inside_as_a_whole(text: str) -> None:
    assert left_out(text) == []


@pytest.mark.parametrize(
    "below",
    [
        "Related Stories\n\nA probe reaches the comet\n\nFebruary 28, 2013\n\nIt took ten years and a good deal of patience, but the probe is there at last, the agency said on Thursday ...",
        "RELATED STORIES:\n- A probe reaches the comet (March 3, 2018)\n- 12 ways to fold a mirror",
        "You may also like\nA probe reaches the comet\nDecember 16, 2013\nHouse cuts $300 million\nJuly 19, 2013",
        "### Also on this site\n* A probe reaches the comet – 3 May 2020\n* Mangoes up 14 per cent – 9 May 2020",
        "Read more: A probe reaches the comet (May 3, 2020)",
        "Explore further: 14 nations sign up",
        "Comments (2)\nOld Hand, October 14, 2013: Been there. 40 emails and still no badge.",
        "3 COMMENTS\n\nkwv says: May 13, 2025 at 7:02 am\nLovely piece. I was there in April 2015 and there were 200 people, of whom at least half had come for the wine. What a week that was! I should do it again.",
        "Display comments: newest first\n\n5 / 5 (1) Jan 12, 2014\nDid they not promise this in 1997?",
        "Leave a Reply",
        "© 2024 The Courier. Reproduction only with permission.",
        "Copyright 2005-2019 Letter FZ LLC. All rights reserved.",
        "We use cookies to improve your visit. By continuing you accept the policy of 25 May 2018.",
        "Subscribe to the Letter: 199 dollars a year, 12 issues.",
        "Sign up for Payload Weekly: 52 letters a year, A$9 a month.",
        "AI ANALYSIS (generated automatically)\nSentiment: positive. Key date: 2 January 2021. Reading time: 4 minutes.",
        "mirror.example.com analysis\n\nRelevance Scores:\n\n1. Finance Analyst: 7/10",
        "*Summary written by a machine: The article of 25 February 2021 names 3 dates.*",
        "-end-\n\nJo Bloggs\n\nHeadquarters\n\n202-555-0100\n\njo@example.org",
        "###\n\nAbout the institute\n\nThe institute was founded in 1958 and has 4,000 members in 60 countries. It runs nine laboratories.",
        "Media contact:\n\nJo Bloggs, +43 1 555 0100",
        "For more information on the observatory, visit:\n\nhttps://example.org/observatory",
        "For more information on the observatory, see the following news articles:\n\nDaily Star – “Mirror of 1999 found\n\nMorning Post (晨报)– “两国签署协议 2013",
        "This article in other languages:\nDeutsch: Zwei Spiegel (5. März 2018)\nFrançais: Deux miroirs (6 mars 2018)",
        "Compiled and edited by Jo Bloggs",
        "By Jo Bloggs\n\nInstitute of Mirrors, Springfield, Md.",
        "**Links:**\n[First announcement]\n\n[First announcement]: first_2015.pdf",
        "{{ gallery(12) }}",
        "Share 214 | Tweet 96 | Print",
        "Jo Bloggs writes about mirrors for the Morning Post. She has a degree in optics from 1999.",
        "Citation: A mirror for two (2014, January 12) retrieved 22 November 2017 from https://example.org/a",
        "Follow Jo Bloggs on Twitter: @bloggs2014",
        "Enditem",
        "Tags: mirrors, 2014, agencies",
        "MOST READ\n1. Aircraft maker hires 600\n2. Bridge closed until 9 January 2024",
    ],
)
def test_what_stands_below_the_article_is_outside(below: str) -> None:
    text = f"A mirror for two\n\n{ARTICLE}\n\n{below}"
    assert left_out(text) == [below]


@pytest.mark.parametrize(
    "between",
    ["Advertisement", "Read more", "Share this article", "Related: A probe reaches the comet (2014)",
     "Story continues below advertisement", "Recommended for you\n\nA probe reaches the comet\n\nMay 3, 2014",
     "Sign up for our newsletter of 12 letters a year", "https://example.org/2014/05/03"],
)  # fmt: skip
def test_an_article_goes_on_after_what_interrupts_it(between: str) -> None:
    text = f"A mirror for two\n\n{FIRST}\n\n{between}\n\n{SECOND}\n\n{THIRD}"
    assert left_out(text) == [between]


def test_readers_words_never_become_the_article_again_however_long_they_are() -> None:
    text = f"{ARTICLE}\n\nComments (2)\n\nAnna, May 3, 2014: nice.\n\n{FIRST} {SECOND}\n\n{SECOND} {THIRD}"
    assert left_out(text) == [text[text.index("Comments") :]]


def test_a_link_to_the_comments_above_the_article_does_not_end_it() -> None:
    text = f"A mirror for two\n\nComments (2)\n\n{ARTICLE}"
    assert left_out(text) == ["Comments (2)"]


@pytest.mark.parametrize(
    ("above", "words", "kind"),
    [
        ("Friday April 3, 2020\n\n\nSeptember 18, 2013\n\n", "Friday April 3, 2020", "header"),
        ("Friday April 3, 2020\n\n\nSeptember 18, 2013\n\n", "September 18, 2013", "dateline"),
        ("Printed on Monday 11 May 2020, 09:14\nA mirror for two\n\n", "Printed", "header"),
        ("Home | World | Science | Weather 12 °C\nA mirror for two\n\n", "Home", "header"),
        ("The Morning Post\nA mirror for two\n\n", "The Morning", "header"),
        ("The Morning Post\nA mirror for two\n\n", "A mirror", "title"),
        ("https://example.org/2014/05/03\nA mirror for two\n\n", "https", "header"),
        ("May 3, 2014\n\nA mirror for two\n\n", "May 3", "dateline"),
        ("A mirror for two\n\nJanuary 12, 2014 by Jo-Ann Bloggs\n", "January 12", "dateline"),
        ("A mirror for two\n\nBy Our Science Correspondent | May 31, 2024\n\n", "By Our", "dateline"),
        ("A mirror for two\nby Jo Bloggs\nSydney, Australia (SPX) Oct 18, 2023\n\n", "by Jo", "dateline"),
        ("A mirror for two\nby Jo Bloggs\nSydney, Australia (SPX) Oct 18, 2023\n\n", "Sydney", "dateline"),
        ("CARACAS, Nov. 1 , 2005 (Xinhua)\n\nA mirror for two\n\n", "CARACAS", "dateline"),
        ("CARACAS, Nov. 1 , 2005 (Xinhua)\n\nA mirror for two\n\n", "A mirror", "title"),
        ("NAIROBI, Kenya (AP) _\n\n", "NAIROBI", "dateline"),
        ("A mirror for two\n\nPublished: 12 January 2014, 10:00\nUpdated: 13 January 2014, 12:30\n\n", "Published", "dateline"),
        ("A mirror for two\n\nPublished: 12 January 2014, 10:00\nUpdated: 13 January 2014, 12:30\n\n", "Updated", "header"),
        ("A mirror for two\n\nThe director with a model of the mirror. Credit: Jo Bloggs\n\n", "The director", "caption"),
        ("A mirror for two\n\nBy JO BLOGGS | Daily Post | Updated: 2018-06-01 07:00\n\n", "By JO", "dateline"),
        ("A mirror for two\n\nSource: Newswire| 2018-05-01 10:00:00|Editor: bloggs\n\n", "Source", "dateline"),
        ("FOR IMMEDIATE RELEASE\n\nA mirror for two\n\n", "FOR", "header"),
        ("3 min read\n\nA mirror for two\n\n", "3 min", "header"),
        ("Jo Bloggs, May 3, 2014\n\n", "Jo Bloggs", "dateline"),
        ("# A mirror for two\n\n", "A mirror", "title"),
        ("A mirror for two\n\nJo Bloggs\n\n", "Jo Bloggs", "dateline"),
    ],
)  # fmt: skip
def test_what_stands_above_the_article_is_told_apart(above: str, words: str, kind: str) -> None:
    assert kind_of(above + ARTICLE, words) == kind
    assert kind_of(above + ARTICLE, "The two agencies") == "body"


@pytest.mark.parametrize(
    "head",
    [
        "SHANGHAI — ", "SHANGHAI, May 23 (Xinhua) -- ", "LONDON/ADELAIDE, 24 February 2021 – ", "Prague, 23 June 2015 – ",
        "March 4, 2011, Lisbon, Portugal and Austin, Texas, USA – ", "VIENNA, 12 June 2019 /Institute News/ - ",
        "WASHINGTON (Reuters) - ", "Nairobi, Jun 16 2022 (IPS) - ", "Ulaanbaatar /MONTSAME/. ", "**Delft, 22 October 2024** – ",
    ],
)  # fmt: skip
def test_the_words_before_the_first_sentence_are_its_date_line(head: str) -> None:
    text = f"A mirror for two\n\n{head}{ARTICLE}"
    found = [text[z.start : z.end] for z in zones(text) if z.kind == "dateline"]
    assert found == [head]


@pytest.mark.parametrize(
    "begins",
    ["NASA (which paid) and its friends - all of them - met. ", "The United Nations (UN) has a new office. ",
     "On May 21 - a Monday - they met. ", "European Space Agency (ESA) – so its friends say – was late. ",
     "It was late – very late – when they met. "],
)  # fmt: skip
def test_a_dash_or_a_bracket_alone_makes_no_date_line(begins: str) -> None:
    assert [z.kind for z in zones(begins + ARTICLE)] == ["body"]


def test_the_headline_of_the_metadata_is_the_title_wherever_it_stands_above_the_article() -> None:
    text = f"Springfield\n\nA mirror for two?\n\n{ARTICLE}"
    assert kind_of(text, "A mirror", title="A Mirror for Two?") == "title"


def test_a_picture_is_described_by_a_phrase_that_ends_with_a_day() -> None:
    caption = "The model of the mirror hangs from the ceiling of the hall in Vienna on December 21, 2013"
    assert kind_of(f"{FIRST}\n\n{caption}\n\n{SECOND}", "The model") == "caption"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "\n".join(ARTICLE[i : i + 70] for i in range(0, len(ARTICLE), 70))
    assert {z.kind for z in zones(wrapped)} == {"body"}


PIECES = st.sampled_from(
    ["Related Stories", "Comments (3)", "By Jo Bloggs", "May 3, 2014", "SHANGHAI — ", FIRST, SECOND, "\n", "\n\n", "\r", " ", "###",
     "-end-", "© 2020 X", "Read more: y", "http://a.b/c", "...", "“", "[a]: b", "5 / 5 (1)", "\u2028", "😀", "x" * 130 + "."]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("\n".join), st.lists(PIECES, max_size=12).map("".join)))
def test_zones_cover_every_text_exactly_and_in_order(text: str) -> None:
    found = zones(text, "May 3, 2014")
    assert found[0].start == 0
    assert found[-1].end == len(text)
    assert all(left.end == right.start and left.kind != right.kind for left, right in itertools.pairwise(found))
    assert all(zone.start < zone.end for zone in found) or text == ""


@given(st.lists(PIECES, max_size=8).map("\n".join))
def test_some_of_a_text_is_always_the_article(text: str) -> None:
    assert any(zone.kind in INSIDE for zone in zones(text))
