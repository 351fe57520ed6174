"""Front matter as site builders write it, and days as people write them in a field."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacecoop.document.days import day_of
from spacecoop.document.front_matter import front_matter
from spacecoop.document.metadata import Metadata

DAY = date(2014, 1, 12)
BODY = "The two agencies will build a mirror."


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("title: A mirror # the headline\ndate: 2014-01-12 # of the paper", Metadata(title="A mirror", published=DAY)),
        ("title: 'It''s a mirror'", Metadata(title="It's a mirror")),
        (r'title: "A \"mirror\" # 2"  # quoted', Metadata(title='A "mirror" # 2')),
        ("title: >-\n  A mirror\n  for two\nlayout: post", Metadata(title="A mirror for two")),
        ("title: A mirror\n  for two", Metadata(title="A mirror for two")),
        ("description: |\n  date: never\n\n  title: none\ntitle: A mirror", Metadata(title="A mirror")),
        ('authors: ["Jo Bloggs", Ann Other]', Metadata(author="Jo Bloggs, Ann Other")),
        ("authors:\n- Jo Bloggs\n- 'Ann Other'", Metadata(author="Jo Bloggs, Ann Other")),
        ("author:\n  name: Jo Bloggs\n  url: https://jo.example", Metadata(author="Jo Bloggs")),
        ("Date: January 12, 2014\nAuthor: ~\nTags: [a, b]", Metadata(published=DAY)),
        ("publishDate: 2014-01-12T23:30:00-08:00\ndate:\nhttps://a.example: x", None),
        ("publishDate: 2014-01-12T23:30:00-08:00\ndate:", Metadata(published=DAY)),
        ("title:A mirror\nlink: https://a.example/1", Metadata(title="A mirror", url="https://a.example/1")),
        ("Nobody knows why.", None),
        ("  Nobody knows why.", None),
    ],
)
@pytest.mark.parametrize("above", ["", "\n\n"])
def test_yaml_is_read_as_site_builders_write_it(fields: str, said: Metadata | None, above: str) -> None:
    text = f"{above}---\n{fields}\n---\n\n{BODY}"
    expected = (Metadata(), text, None) if said is None else (said, BODY, None)
    assert front_matter(text) == expected


def test_toml_is_read_with_its_tables_and_its_long_strings() -> None:
    fields = (
        'title = "A \\"mirror\\""\ndescription = """\nmany\nlines = of it\n"""\ndate = 2014-01-12T08:00:00Z\n'
        'authors = ["Jo Bloggs", "Ann Other"]\n[extra]\ntitle = "none of ours"'
    )
    said, rest, fault = front_matter(f"+++\n{fields}\n+++\n{BODY}")
    assert said == Metadata(title='A "mirror"', author="Jo Bloggs, Ann Other", published=DAY)
    assert (rest, fault) == (BODY, None)


def test_broken_toml_is_told_and_its_plain_lines_are_read() -> None:
    said, rest, fault = front_matter(f'+++\ntitle = A mirror\nauthor = "Jo"\n+++\n{BODY}')
    assert (said, rest) == (Metadata(title="A mirror", author="Jo"), BODY)
    assert fault is not None
    assert fault.problem == "bad_field"
    assert "line 1" in fault.reason


@pytest.mark.parametrize(
    "written",
    [
        "2014-01-12", "2014-1-12", "2014/01/12", "2014.1.12", "20140112", "2014-01-12T08:00:00.000+0000",
        "2014-01-12 08:00:00 UTC", "12 January 2014", "12th January 2014", "Jan. 12, 2014", "Sunday, January 12, 2014",
        "Sun, 12 Jan 2014 08:00:00 GMT", "Jan 12 2014 8:00 PM", "12-Jan-2014", 20140112, 1389513600, 1389513600000,
        DAY, datetime(2014, 1, 12, 23, 30, tzinfo=UTC),
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_form_that_can_mean_no_other(written: object) -> None:
    assert day_of(written) == DAY


@pytest.mark.parametrize(
    "written",
    [
        "12/01/2014", "12.01.2014", "2014", 2014, "January 2014", "2014-02-30", "32 January 2014", "12 Jan 14", "20141",
        "yesterday", "", None, True, [], float("nan"), float("inf"), 10**400,
    ],
)  # fmt: skip
def test_what_could_be_two_days_or_is_none_is_not_guessed(written: object) -> None:
    assert day_of(written) is None


@given(st.text(alphabet="-+:=[]{}'\"#|>~ \n\tab1é", max_size=80))
def test_no_front_matter_raises(noise: str) -> None:
    for fence in ("---", "+++"):
        _, rest, _ = front_matter(f"{fence}\n{noise}\n{fence}\n{BODY}")
        assert rest.endswith(BODY)


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats()))
def test_no_day_raises(written: object) -> None:
    found = day_of(written)
    assert found is None or 1 <= found.year <= 9999
