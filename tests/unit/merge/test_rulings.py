"""What ``corrections.toml`` may say, and that everything else in it is told with the field and the remedy."""

from __future__ import annotations

from datetime import date

import pytest

from spacecoop.merge.rulings import LARGEST, Ruling, read_rulings

GOOD = """
[[wrong]]
claim = "0123456789abcdef0123"
reason = "The speaker meant\\nthose who registered."
date = 2026-03-01

[[meetings]]
same = ["conference/iac-66", "0123456789abcdef0123"]
reason = "One congress."
date = 2026-03-02

[[actors]]
different = ["person/li-wei", "person/wei-li"]
reason = "An engineer and a singer."
date = 2026-03-03
"""


def test_every_sort_of_ruling_is_read() -> None:
    found = read_rulings(GOOD.encode())
    assert found.problems == ()
    assert found.rulings == (
        Ruling(
            "wrong-1", "claim", "wrong", ("0123456789abcdef0123",), "The speaker meant those who registered.",
            date(2026, 3, 1),
        ),
        Ruling(
            "meetings-1", "meetings", "same", ("conference/iac-66", "0123456789abcdef0123"), "One congress.",
            date(2026, 3, 2),
        ),
        Ruling(
            "actors-1", "actors", "different", ("person/li-wei", "person/wei-li"), "An engineer and a singer.",
            date(2026, 3, 3),
        ),
    )  # fmt: skip


def test_an_empty_file_rules_nothing() -> None:
    assert read_rulings(b"") == read_rulings(b"# nothing yet\n")
    assert read_rulings(b"").rulings == read_rulings(b"").problems == ()


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ('claim = "0123456789abcdef0123"', 'claim = "first"', "[[wrong]] number 1 has 'first' in 'claim'"),
        ('claim = "0123456789abcdef0123"', "claim = 3", "'3' in 'claim'"),
        ('claim = "0123456789abcdef0123"', "", "needs one of claim and tie"),
        ('claim = "0123456789abcdef0123"', 'clam = "0123456789abcdef0123"', "an unknown field 'clam'"),
        ('reason = "One congress."', "", "[[meetings]] number 1 has no 'reason'"),
        ('reason = "One congress."', 'reason = " "', "no 'reason'"),
        ('reason = "One congress."', f'reason = "{"x" * 301}"', "no 'reason' of 1 to 300"),
        ("date = 2026-03-03", 'date = "3 March 2026"', "[[actors]] number 1 has no 'date'"),
        ("date = 2026-03-03", "date = 2026-03-03T10:00:00", "no 'date' that is a day"),
        ("date = 2026-03-03", "", "no 'date'"),
        ('"person/li-wei", "person/wei-li"', '"person/li-wei"', "fewer than two names"),
        ('"person/li-wei", "person/wei-li"', '"person/li-wei", "person/li-wei"', "fewer than two names"),
        ('"person/li-wei", "person/wei-li"', '"person/li-wei", "conference/iac-66"', "which is not an actor_id"),
        ('different = ["person/li-wei", "person/wei-li"]', 'different = "person/li-wei"', "fewer than two names"),
    ],
)
def test_a_ruling_that_is_wrong_is_told_and_the_others_stand(line: str, instead: str, said: str) -> None:
    assert line in GOOD
    found = read_rulings(GOOD.replace(line, instead).encode())
    (problem,) = found.problems
    assert said in problem.reason
    assert problem.remedy
    assert problem.source.startswith("corrections.toml#")
    assert len(found.rulings) == 2


def test_a_field_that_is_no_ruling_is_told() -> None:
    found = read_rulings(b'meeting = "x"\nclaims = 1\n')
    (problem,) = found.problems
    assert problem.source == "corrections.toml"
    assert "'meeting'" in problem.reason
    assert "'claims'" in problem.reason


@pytest.mark.parametrize("raw", [b"[[wrong", b"\xff\xfe", b"x" * (LARGEST + 1), b"a=" + b"[" * 20_000])
def test_a_file_that_is_no_toml_is_one_problem(raw: bytes) -> None:
    found = read_rulings(raw)
    assert found.rulings == ()
    assert [problem.problem for problem in found.problems] == ["bad_correction"]


def test_a_byte_order_mark_does_not_matter() -> None:
    assert read_rulings(b"\xef\xbb\xbf" + GOOD.encode()) == read_rulings(GOOD.encode())


def test_a_name_of_no_unicode_reaches_no_table() -> None:
    found = read_rulings(b'"\\u0007a\\u2028b" = 1')
    assert found.problems[0].reason.isprintable()
