"""Which letters open a match, read from patterns as the grammar writes them."""

from __future__ import annotations

import random
import re

import pytest

from spacecoop.find.dates.grammar import RULES, pattern_of, rules_from, up_to_needed
from spacecoop.find.dates.openings import openings
from spacecoop.find.dates.words import LETTER


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("abc", "a"),
        ("a?b", "ab"),
        ("(?:a|b?c)d", "abc"),
        ("(?:a?|b)d", "abd"),
        ("a{0,3}b{1,2}c", "ab"),
        ("a{2}b", "a"),
        ("(?<=[xy])ab", "a"),
        ("(?!ab)[ac]d", "ac"),
        ("(?:a?b?)?(?:c|d)", "abcd"),
    ],
)
def test_letters_that_open_a_match(pattern: str, letters: str) -> None:
    assert openings(pattern) == frozenset(letters)
    assert re.compile(pattern)


@pytest.mark.parametrize("pattern", ["a?", "(?:a|b?)", "a)b"])
def test_a_pattern_that_matches_nothing_is_an_error(pattern: str) -> None:
    with pytest.raises(ValueError, match="no pattern"):
        openings(pattern)


def test_no_rule_matches_one_letter_that_is_not_among_its_openings() -> None:
    letters = sorted(rules_from())
    for rule in RULES:
        for letter in letters:
            if pattern_of(rule).match(letter):
                assert rule in rules_from()[letter]


def test_rules_keep_their_precedence_under_every_letter() -> None:
    order = list(RULES)
    for rules in rules_from().values():
        assert list(rules) == sorted(rules, key=order.index)


def test_no_rule_matches_words_without_those_that_every_expression_needs() -> None:
    letters = sorted(letter for letter in LETTER.values() if up_to_needed().match(letter) is None)
    drawn = random.Random(0)
    for _ in range(300):
        said = "".join(drawn.choices(letters, k=8))
        assert not [rule for rule in RULES if pattern_of(rule).search(said)], said
