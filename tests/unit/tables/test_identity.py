"""Identifiers are made of content alone and stay readable where a name is known."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacecoop.tables import fold, local_id, mention_id


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Jean-Yves Le Gall", "jean-yves-le-gall"),
        ("Günther  Hasinger", "gunther-hasinger"),
        ("L’Oréal", "loreal"),
        ("Søren Łuk", "soren-luk"),
        ("AT&T", "at-t"),
    ],
)
def test_a_name_folds_to_readable_ascii(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_names_without_ascii_letters_do_not_collide() -> None:
    assert fold("中国") != fold("日本")


@given(st.text(), st.text())
def test_a_mention_id_is_80_bits_and_depends_on_document_and_place(document: str, other: str) -> None:
    made = mention_id(document, local_id("dates", 3, 9))
    assert re.fullmatch(r"[0-9a-f]{20}", made)
    assert made == mention_id(document, local_id("dates", 3, 9))
    assert (made == mention_id(other, local_id("dates", 3, 9))) == (document == other)
    assert made != mention_id(document, local_id("dates", 3, 9, "city"))
